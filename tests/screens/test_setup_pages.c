/* SPDX-License-Identifier: MIT */
/* The pages that prepare a session, as they look: 80 x 24 and 120 x 40. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/screens/setup_kit.h"
#include "tui/kit/i18n.h"
#include "tui/page/page.h"

/* Draw the same page at both sizes: @open pushes it, @keys are pressed before it is drawn. */
static void both(const char *name, void (*fill)(struct kit *), void (*open)(struct kit *),
                 const char *keys)
{
    static const int size[][2] = {{24, 80}, {40, 120}};
    for (int i = 0; i < 2; i++) {
        struct kit k;
        char golden[80];
        kit_start(&k, size[i][0], size[i][1]);
        if (fill)
            fill(&k);
        open(&k);
        free(feed_screen(&k.app, false)); /* lists learn how many rows they have */
        feed_keys(&k.app, keys);
        snprintf(golden, sizeof golden, "setup-%s-%d", name, size[i][1]);
        feed_golden(&k.app, golden);
        kit_end(&k);
    }
}

static void council(struct kit *k)
{
    kit_session(k);
    kit_council(k);
}

static void begun(struct kit *k)
{
    council(k);
    kit_begun(k);
}

static void sessions(struct kit *k)
{
    page_sessions_open(&k->app);
}
static void new_session(struct kit *k)
{
    page_new_open(&k->app);
}
static void home(struct kit *k)
{
    page_home_open(&k->app);
}
static void setup(struct kit *k)
{
    page_setup_open(&k->app);
}
static void members(struct kit *k)
{
    page_members_open(&k->app);
}
static void agenda(struct kit *k)
{
    page_agenda_open(&k->app);
}
static void panel(struct kit *k)
{
    page_panel_open(&k->app, kit_product(k, 1), 0);
}
static void good_list(struct kit *k)
{
    page_import_open(&k->app, LIST_MEMBERS, "tests/fixtures/screens/thanh-vien.csv");
}
static void bad_list(struct kit *k)
{
    page_import_open(&k->app, LIST_MEMBERS, "tests/fixtures/screens/thanh-vien-loi.csv");
}

static void no_session_yet(void **state)
{
    (void)state;
    both("sessions-none", NULL, sessions, "");
}

static void a_home(void **state)
{
    (void)state;
    both("home-new", kit_session, home, "");
    both("home-begun", begun, home, "Down");
}

static void facts_and_rules(void **state)
{
    (void)state;
    both("facts", council, setup, "");
    both("rules", begun, setup, "PgDn PgDn PgDn Right");
    both("pin", council, setup, "F6 1 2 3");
}

static void the_council(void **state)
{
    (void)state;
    both("members-none", kit_session, members, "");
    both("members", council, members, "Down");
    both("member-form", council, members, "Enter Tab");
    both("presence", council, members, "F4");
}

static void the_products(void **state)
{
    (void)state;
    both("agenda-none", kit_session, agenda, "");
    both("agenda", begun, agenda, "Down");
    both("agenda-found", begun, agenda, "t o m");
    both("agenda-marked", begun, agenda, "Space Space");
    both("sets", begun, agenda, "End F6 m u o i");
    both("move", begun, agenda, "F6 2 6 Enter");
    both("product-form", begun, agenda, "End F4");
    both("correction", begun, agenda, "Home F4");
    both("postpone", begun, agenda, "F8");
}

static void who_scores(void **state)
{
    (void)state;
    both("panel", begun, panel, "");
    both("recusal", begun, panel, "Down 3");
}

static void lists(void **state)
{
    (void)state;
    both("list-good", kit_session, good_list, "");
    both("list-bad", kit_session, bad_list, "Down");
}

/* The form asks for the year of the clock. */
static void a_new_session(void **state)
{
    (void)state;
    struct kit k;
    kit_start(&k, 24, 80);
    new_session(&k);
    assert_true(feed_shows(&k.app, "PHIÊN MỚI"));
    assert_true(feed_shows(&k.app, "2026"));
    /* Nothing stands for the council before it has chosen. */
    assert_true(feed_shows(&k.app, "Đủ điểm mà thiếu yêu cầu tối thiểu thì (chưa chọn)"));
    assert_true(feed_shows(&k.app, "chênh không quá  (mặc định: 10)"));
    feed_keys(&k.app, "Tab Tab 1 F10");
    assert_true(feed_shows(&k.app, "Dòng này phải điền."));
    assert_true(feed_shows(&k.app, "▶ Đủ điểm mà thiếu yêu cầu tối thiểu thì ◂ (chưa chọn) ▸"));
    assert_true(feed_shows(&k.app, "Trung ương 2020"));
    feed_keys(&k.app, "Right");
    assert_true(feed_shows(&k.app, "xuống hạng còn đủ yêu cầu (mặc định)"));
    kit_end(&k);
}

static void in_english(void **state)
{
    (void)state;
    assert_true(i18n_set("en"));
    both("agenda-en", begun, agenda, "Down");
    both("members-en", council, members, "");
    both("home-en", begun, home, "");
    i18n_set("vi");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_session_yet), cmocka_unit_test(a_new_session),
        cmocka_unit_test(a_home),         cmocka_unit_test(facts_and_rules),
        cmocka_unit_test(the_council),    cmocka_unit_test(the_products),
        cmocka_unit_test(who_scores),     cmocka_unit_test(lists),
        cmocka_unit_test(in_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
