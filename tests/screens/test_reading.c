/* SPDX-License-Identifier: MIT */
/* What a page shows is one state of the record, whoever writes while it loads. */
#include "tests/screens/meeting.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/kit/dump.h"
#include "tests/kit/plain.h"
#include "tui/page/page.h"

static enum db_rc say(struct db *db, int product, bool verdict)
{
    struct finding f = {.product = product,
                        .kind = FINDING_MINIMUM,
                        .criterion = "5.1",
                        .star = 4,
                        .verdict = verdict,
                        .reason = ""};
    return db_conclude(db, &f, 1, ACTOR_CHAIR);
}

/* Another program says now this, now that. */
static pid_t sways(const struct meeting *m, int product)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child)
        return child;
    struct db *db = NULL;
    struct faults f = {0};
    enum db_rc rc = db_open(&db, m->path, DB_OPEN, &f);
    for (int turn = 0; rc == DB_OK; turn++)
        rc = say(db, product, turn % 2 == 0);
    _exit(1);
}

static char *shown(struct meeting *m)
{
    app_reload(&m->app);
    app_draw(&m->app);
    return grid_dump(&m->app.grid, false);
}

static void shows_whole(void (*open)(struct app *app, int product))
{
    enum { SEEN = 40 };
    struct meeting m;
    char *want[2];
    size_t seen[2] = {0};
    meeting_start(&m, 40, 120, true);
    int product = meeting_product(&m, 1);
    open(&m.app, product);
    for (int i = 0; i < 2; i++) {
        plain_ok(m.model.db, say(m.model.db, product, i == 0));
        want[i] = shown(&m);
    }
    assert_string_not_equal(want[0], want[1]);
    pid_t child = sways(&m, product);
    const char *odd = NULL;
    while (!odd && (seen[0] < SEEN || seen[1] < SEEN)) {
        char *got = shown(&m);
        int which = strcmp(got, want[1]) == 0;
        if (!which && strcmp(got, want[0]) != 0)
            odd = got;
        else
            free(got);
        seen[which]++;
    }
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, NULL, 0), child);
    if (odd)
        fail_msg("neither\n%snor\n%sbut\n%s", want[0], want[1], odd);
    free(want[0]);
    free(want[1]);
    meeting_end(&m);
}

static void a_result_is_one_state(void **state)
{
    (void)state;
    shows_whole(page_result_open);
}

static void an_explanation_is_one_state(void **state)
{
    (void)state;
    shows_whole(page_explain_open);
}

static void open_home(struct app *app, int product)
{
    (void)product;
    page_home_open(app);
}

static void home_is_one_state(void **state)
{
    (void)state;
    shows_whole(open_home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_result_is_one_state),
        cmocka_unit_test(an_explanation_is_one_state),
        cmocka_unit_test(home_is_one_state),
    };
    return cmocka_run_group_tests_name("reading", tests, NULL, NULL);
}
