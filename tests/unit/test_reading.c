/* SPDX-License-Identifier: MIT */
/* One answer is one state of the file, and whoever reads stops nobody for long. */
#include "tests/unit/room.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/base/mem.h"

/* ---- another program on the same file ---- */

/* In another process, on a connection of its own: @act, until it says stop. */
static pid_t elsewhere(struct room *r, bool (*act)(struct room *r, int turn))
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child)
        return child;
    struct room other = *r;
    struct faults f = {0};
    int turn = 0;
    bool opened = db_open(&other.db, r->path, DB_OPEN, &f) == DB_OK;
    while (opened && act(&other, turn))
        turn++;
    _exit(opened ? 0 : 1);
}

/* It came to its end by itself. */
static bool done_elsewhere(pid_t child)
{
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static struct finding said(const struct room *r, bool verdict)
{
    return (struct finding){.product = r->product,
                            .kind = FINDING_MINIMUM,
                            .criterion = "7",
                            .star = 5,
                            .verdict = verdict,
                            .reason = ""};
}

static bool say(struct room *r, int turn)
{
    struct finding f = said(r, turn % 2 == 0);
    return db_conclude(r->db, &f, 1, "chair") == DB_OK;
}

static bool say_once(struct room *r, int turn)
{
    if (turn == 0 && !say(r, 0))
        _exit(1);
    return turn == 0;
}

/* ---- answers as text ---- */

static char *tally_text(struct db *db)
{
    char *text = NULL;
    size_t n;
    struct tally t;
    FILE *out = open_memstream(&text, &n);
    assert_int_equal(db_tally(db, 0, &t), DB_OK);
    for (size_t i = 0; i < t.n; i++) {
        const struct result *r = &t.v[i];
        fprintf(out, "%d: star %d %s open %d\n", r->no, r->star, status_word(r->status), r->open);
        for (int s = 0; s < 3; s++)
            for (size_t k = 0; k < r->entry[s].n; k++) {
                const struct gate *g = &r->entry[s].gate[k];
                fprintf(out, "  %d %s met %d of %d concluded %d said %d matters %d\n", g->star,
                        g->criterion, g->met, r->entry[s].met, g->concluded, g->said, g->matters);
            }
    }
    list_free(&t);
    fclose(out);
    return text;
}

static char *check_text(struct db *db)
{
    char *text = NULL;
    size_t n;
    struct blockers b;
    FILE *out = open_memstream(&text, &n);
    assert_int_equal(db_check(db, &b), DB_OK);
    for (size_t i = 0; i < b.n; i++) {
        char *line = fault_text(&b.v[i].fault, NULL);
        fprintf(out, "%s\n", line);
        free(line);
    }
    list_free(&b);
    fclose(out);
    return text;
}

/* A tally and its next star, read one after the other, as a page does. */
static char *page_text(struct db *db)
{
    struct next_star next;
    assert_int_equal(db_read_begin(db), DB_OK);
    char *tally = tally_text(db);
    struct tally t;
    assert_int_equal(db_tally(db, 0, &t), DB_OK);
    assert_int_equal(db_next_star(db, t.v[0].product, &next), DB_OK);
    char *text = xasprintf("%s next %d more %d steps %zu", tally, next.star, next.more, next.n);
    list_free(&next);
    list_free(&t);
    free(tally);
    assert_int_equal(db_read_end(db, DB_OK), DB_OK);
    return text;
}

/* ---- one answer, one state ---- */

/* Three ballots that differ at 7, which is missed or met as the council says. */
static void divide(struct room *r)
{
    room_rule(r, "minimum.rule", "conclude");
    room_rule(r, "minimum.missed", "fail");
    room_ballot(r, 0, NULL, NULL);
    room_ballot(r, 1, "7", "3");
    room_ballot(r, 2, "7", "3");
}

/* While another program says now this, now that, every answer is that of the one or of the other.
 */
static void answers_whole(struct room *r, char *(*answer)(struct db *db))
{
    enum { SEEN = 40 };
    char *want[2];
    size_t seen[2] = {0};
    divide(r);
    for (int i = 0; i < 2; i++) {
        struct finding f = said(r, i == 0);
        plain_ok(r->db, db_conclude(r->db, &f, 1, "chair"));
        want[i] = answer(r->db);
    }
    assert_string_not_equal(want[0], want[1]);
    db_close(r->db);
    r->db = NULL;
    pid_t child = elsewhere(r, say);
    struct faults f = {0};
    assert_int_equal(db_open(&r->db, r->path, DB_OPEN, &f), DB_OK);
    while (seen[0] < SEEN || seen[1] < SEEN) {
        char *got = answer(r->db);
        int which = strcmp(got, want[1]) == 0;
        if (!which && strcmp(got, want[0]) != 0) {
            kill(child, SIGKILL);
            fail_msg("neither\n%snor\n%sbut\n%s", want[0], want[1], got);
        }
        seen[which]++;
        free(got);
    }
    kill(child, SIGKILL);
    (void)done_elsewhere(child);
    for (int i = 0; i < 2; i++)
        free(want[i]);
}

static void a_tally_is_one_state(void **state)
{
    answers_whole(*state, tally_text);
}

static void a_check_is_one_state(void **state)
{
    answers_whole(*state, check_text);
}

static void a_reading_is_one_state(void **state)
{
    answers_whole(*state, page_text);
}

/* ---- nobody is stopped ---- */

/* More marks than a short answer reads. */
static void grow(struct room *r)
{
    enum { PRODUCTS = 20 };
    const struct crit_set *set = crit_load(crit_find("8"));
    char *path = xasprintf("%s.tsv", r->path);
    FILE *list = fopen(path, "w");
    assert_non_null(list);
    fprintf(list, "san_pham\tthanh_vien\ttieu_chi\tmuc\n");
    for (int p = 2; p < 2 + PRODUCTS; p++) {
        room_product(r, "Chả");
        for (int m = 1; m <= ROOM_MEMBERS; m++)
            for (size_t i = 0; i < set->n_nodes; i++)
                if (set->node[i].kind == CRIT_LEAF)
                    fprintf(list, "%d\t%d\t%s\t2\n", p, m, set->node[i].code);
    }
    assert_int_equal(fclose(list), 0);
    const struct import_options opt = {.actor = "secretary"};
    struct import_report report;
    plain_ok(r->db, db_import(r->db, LIST_BALLOTS, path, &opt, &report));
    unlink(path);
    free(path);
}

static void a_long_answer_stops_nobody(void **state)
{
    struct room *r = *state;
    divide(r);
    grow(r);
    plain_ok(r->db, db_read_begin(r->db));
    char *before = tally_text(r->db);
    assert_true(done_elsewhere(elsewhere(r, say_once)));
    char *still = tally_text(r->db), *check = check_text(r->db);
    assert_string_equal(before, still);
    assert_int_equal(db_read_end(r->db, DB_OK), DB_OK);
    char *after = tally_text(r->db), *checked = check_text(r->db);
    assert_string_not_equal(before, after);
    assert_string_not_equal(check, checked);
    free(checked);
    free(after);
    free(check);
    free(still);
    free(before);
}

/* Whoever is called for each event may take as long as he likes. */
static bool wait_for_another(const struct event *e, void *arg)
{
    struct room *r = arg;
    if (e->seq == 1)
        assert_true(done_elsewhere(elsewhere(r, say_once)));
    return true;
}

static void a_walk_through_the_journal_stops_nobody(void **state)
{
    struct room *r = *state;
    divide(r);
    grow(r);
    int64_t events = plain_events(r->db);
    plain_ok(r->db, db_journal(r->db, 1, wait_for_another, r));
    assert_int_equal(plain_events(r->db), events + 1);
}

struct walk {
    struct db *db;
    int events;
};

static bool ask_at_each(const struct event *e, void *arg)
{
    struct walk *w = arg;
    struct tally t;
    (void)e;
    plain_ok(w->db, db_tally(w->db, 0, &t));
    list_free(&t);
    return ++w->events < 10;
}

static void who_walks_may_ask(void **state)
{
    struct room *r = *state;
    divide(r);
    grow(r);
    struct walk w = {.db = r->db};
    plain_ok(r->db, db_journal(r->db, plain_events(r->db) - 2, ask_at_each, &w));
    assert_int_equal(w.events, 3);
}

static void an_act_in_a_reading_is_kept(void **state)
{
    struct room *r = *state;
    struct finding f = said(r, true);
    divide(r);
    for (int large = 0; large < 2; large++) {
        if (large)
            grow(r);
        f.verdict = !large;
        plain_ok(r->db, db_read_begin(r->db));
        char *before = tally_text(r->db);
        plain_ok(r->db, db_conclude(r->db, &f, 1, "chair"));
        char *after = tally_text(r->db);
        assert_string_not_equal(before, after);
        assert_int_equal(db_read_end(r->db, DB_OK), DB_OK);
        free(after);
        free(before);
    }
    struct verdict v;
    plain_ok(r->db, db_verify(r->db, &v));
}

/* What would come of a word is read, not written: it locks nothing and ends no reading. */
static void asking_what_if_is_reading(void **state)
{
    struct room *r = *state;
    struct finding f = said(r, true);
    divide(r);
    grow(r);
    plain_ok(r->db, db_read_begin(r->db));
    char *before = tally_text(r->db);
    for (int i = 0; i < 2; i++) {
        struct tally t;
        f.verdict = i == 0;
        plain_ok(r->db, db_conclude_if(r->db, r->product, &f, 1, &t));
        assert_int_equal(t.v[0].entry[2].met, i == 0 ? MET_YES : MET_NO);
        list_free(&t);
        if (i == 0)
            assert_true(done_elsewhere(elsewhere(r, say_once)));
    }
    char *still = tally_text(r->db);
    assert_string_equal(before, still);
    assert_int_equal(db_read_end(r->db, DB_OK), DB_OK);
    free(still);
    free(before);
}

static void a_copy_is_given_out_more_than_once(void **state)
{
    struct room *r = *state;
    struct db *copy, *same;
    divide(r);
    plain_ok(r->db, db_look(r->db, &copy));
    plain_ok(copy, db_look(copy, &same));
    int64_t events = plain_events(copy);
    db_close(copy);
    assert_true(done_elsewhere(elsewhere(r, say_once)));
    assert_int_equal(plain_events(same), events);
    db_close(same);
    assert_int_equal(plain_events(r->db), events + 1);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, room_setup, room_teardown)
    const struct CMUnitTest tests[] = {
        T(a_tally_is_one_state),
        T(a_check_is_one_state),
        T(a_reading_is_one_state),
        T(a_long_answer_stops_nobody),
        T(a_walk_through_the_journal_stops_nobody),
        T(who_walks_may_ask),
        T(an_act_in_a_reading_is_kept),
        T(asking_what_if_is_reading),
        T(a_copy_is_given_out_more_than_once),
    };
    return cmocka_run_group_tests_name("reading", tests, NULL, NULL);
}
