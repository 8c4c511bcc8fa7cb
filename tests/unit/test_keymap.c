/* SPDX-License-Identifier: MIT */
/* The table of actions as data: what must hold of every row, scope and bar. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/kit/dump.h"
#include "db/base/text.h"
#include "tui/action.h"
#include "tui/kit/canvas/canvas.h"
#include "tui/kit/i18n.h"
#include "tui/kit/key.h"

/* The keys of a row one by one, ranges spelled out; returns how many. */
static size_t keys_of(unsigned a, struct key *out)
{
    size_t n = 0;
    char word[KEY_NAME];
    for (const char *p = action_row(a)->keys; key_word(&p, word);) {
        if (word[0] && word[1] == '-' && word[2] && !word[3]) {
            for (char ch = word[0]; ch <= word[2]; ch++)
                out[n++] = (struct key){.code = K_CHAR, .ch = (uint32_t)ch};
        } else if (strcmp(word, "Type") != 0) {
            if (!key_parse(word, &out[n++]))
                fail_msg("%s: no key is named %s", action_row(a)->label, word);
        }
    }
    return n;
}

static void rows_are_whole(void **state)
{
    (void)state;
    for (int a = ACT_NONE + 1; a < ACT_COUNT; a++) {
        const struct action_row *r = action_row((unsigned)a);
        struct key keys[32];
        assert_true(r->name && *r->name);
        assert_true(r->label && *r->label && r->help && *r->help);
        assert_true(r->scope < SCOPE_COUNT);
        assert_true(keys_of((unsigned)a, keys) || !*r->keys || strcmp(r->keys, "Type") == 0);
        if (!*r->keys && !(r->flags & A_QUIET))
            fail_msg("%s has no key but wants to be in the bar", r->label);
        uint32_t cp;
        size_t at;
        assert_int_equal(text_check(r->label, &cp, &at), TEXT_FINE);
        assert_int_equal(text_check(r->help, &cp, &at), TEXT_FINE);
    }
    for (int s = 0; s < SCOPE_COUNT; s++)
        assert_true(*scope_title((unsigned)s));
}

/* Letters belong to the input method: only control keys, digits and named keys are bound. */
static void no_letter_is_bound(void **state)
{
    (void)state;
    for (int a = ACT_NONE + 1; a < ACT_COUNT; a++) {
        struct key keys[32];
        size_t n = keys_of((unsigned)a, keys);
        for (size_t i = 0; i < n; i++) {
            assert_int_not_equal(keys[i].code, K_ALT);
            if (keys[i].code == K_CHAR)
                assert_true(keys[i].ch == ' ' || (keys[i].ch >= '0' && keys[i].ch <= '9'));
        }
    }
}

static void no_key_twice_in_a_scope(void **state)
{
    (void)state;
    for (int s = 0; s < SCOPE_COUNT; s++) {
        unsigned list[KEYMAP_ROWS];
        struct key seen[256];
        size_t n = keymap_rows((unsigned)s, false, list), total = 0;
        assert_true(n < KEYMAP_ROWS);
        for (size_t i = 0; i < n; i++) {
            size_t from = total;
            total += keys_of(list[i], seen + total);
            for (size_t k = from; k < total; k++)
                for (size_t j = 0; j < k; j++)
                    if (seen[j].code == seen[k].code && seen[j].ch == seen[k].ch)
                        fail_msg("%s: a key of \"%s\" is bound twice", scope_title((unsigned)s),
                                 action_row(list[i])->help);
        }
    }
}

static void every_action_is_reached(void **state)
{
    (void)state;
    for (int a = ACT_NONE + 1; a < ACT_COUNT; a++) {
        const struct action_row *r = action_row((unsigned)a);
        struct key keys[32];
        size_t n = keys_of((unsigned)a, keys);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(keymap_find(r->scope, &keys[i]), r->flags & A_KEY ? ACT_NONE : a);
        unsigned menu[KEYMAP_ROWS];
        size_t lines = keymap_rows(r->scope, true, menu), at = 0;
        while (at < lines && (int)menu[at] != a)
            at++;
        assert_true(at < lines || r->flags & A_KEY);
    }
}

static void own_rows_come_before_common_ones(void **state)
{
    (void)state;
    struct key f1, z, digit;
    assert_true(key_parse("F1", &f1) && key_parse("C-z", &z) && key_parse("7", &digit));
    assert_int_equal(keymap_find(SCOPE_BALLOT, &f1), ACT_HELP);
    assert_int_equal(keymap_find(SCOPE_BALLOT, &z), ACT_BALLOT_UNDO);
    assert_int_equal(keymap_find(SCOPE_RESULTS, &z), ACT_NONE);
    assert_int_equal(keymap_find(SCOPE_BALLOT, &digit), ACT_NONE);
    assert_int_equal(keymap_find(SCOPE_HOME, &digit), ACT_HOME_EXPORT);
}

static void needs_refuse(void **state)
{
    (void)state;
    assert_null(keymap_refusal(ACT_SIGNOFF_SIGN, NEED_ALL));
    assert_non_null(keymap_refusal(ACT_SIGNOFF_SIGN, NEED_WRITE | NEED_LEAD));
    assert_string_equal(keymap_refusal(ACT_AGENDA_EDIT, NEED_LEAD),
                        keymap_refusal(ACT_SESSIONS_OPEN, 0));
    assert_null(keymap_refusal(ACT_HELP, 0));
}

static void bars_fit(void **state)
{
    (void)state;
    static const char *const langs[] = {"vi", "en"};
    for (size_t l = 0; l < 2; l++) {
        assert_true(i18n_set(langs[l]));
        for (int s = 0; s < SCOPE_COUNT; s++)
            if (keymap_bar_columns((unsigned)s) > 80)
                fail_msg("%s: the bar of %s takes %d columns", langs[l], scope_title((unsigned)s),
                         keymap_bar_columns((unsigned)s));
    }
    i18n_set("vi");
}

static void the_bar_of_a_ballot(void **state)
{
    (void)state;
    struct grid g = {0};
    grid_resize(&g, 1, 80);
    struct canvas c = grid_canvas(&g);
    keymap_bar(SCOPE_BALLOT, (unsigned)NEED_ALL & ~(unsigned)NEED_UNDO, &c, 0);
    char *dump = grid_dump(&g, true);
    assert_string_equal(
        dump, "0-9 điểm  ↑ sửa  F2 ý kiến  F4 dừng  F8 hoàn tác  F10 nộp  F1 trợ giúp  Esc về\n"
              "--------------------------------------------------------------------------------\n"
              "KKK.BBBB..K.BBB..KK.BBBBBB..KK.BBBB..dd.dddddddd..KKK.BBB..KK.BBBBBBBB..KKK.BB\n");
    free(dump);
    assert_int_equal(keymap_bar_at(SCOPE_BALLOT, 80, 0), ACT_NONE); /* digits are typed */
    assert_int_equal(keymap_bar_at(SCOPE_BALLOT, 80, 17), ACT_BALLOT_NOTE);
    assert_int_equal(keymap_bar_at(SCOPE_BALLOT, 80, 27), ACT_NONE);
    assert_int_equal(keymap_bar_at(SCOPE_BALLOT, 80, 69), ACT_HELP);
    grid_free(&g);
}

static void names_of_keys(void **state)
{
    (void)state;
    struct key k;
    assert_true(key_parse("F12", &k) && k.code == K_F12);
    assert_true(key_parse("Space", &k) && k.code == K_CHAR && k.ch == ' ');
    assert_true(key_parse("ắ", &k) && k.code == K_CHAR && k.ch == 0x1eaf);
    assert_true(key_parse("Ctrl-Space", &k) && k.code == K_CTRL && k.ch == ' ');
    assert_true(key_parse("Shift-Tab", &k) && k.code == K_SHIFT_TAB);
    assert_false(key_parse("F13", &k));
    assert_false(key_parse("F0", &k));
    assert_false(key_parse("", &k));
    assert_false(key_parse("Nonsense", &k));
    assert_string_equal(key_label("Up"), "↑");
    char *keys = action_keys(ACT_RESULT_NEXT);
    assert_string_equal(keys, "F9 →");
    free(keys);
}

static void sentences_name_keys(void **state)
{
    (void)state;
    assert_string_equal(_("{BALLOT_SUBMIT}: nộp; {BALLOT_PREV} sửa; {QUIT}"),
                        "F10: nộp; ↑ sửa; Ctrl-Q");
    assert_string_equal(_("{AGENDA_PANELS}"), "{AGENDA_PANELS}"); /* it has no key */
}

/* Sentences that several forms share, as that of dialog_discard, say {FORM_KEEP}. */
static void forms_are_kept_by_one_key(void **state)
{
    (void)state;
    static const enum action keep[] = {ACT_SETUP_SAVE, ACT_PAPER_SAVE, ACT_DECIDE_SAVE,
                                       ACT_CONCLUDE_KEEP, ACT_GATES_KEEP};
    for (size_t i = 0; i < sizeof keep / sizeof *keep; i++)
        assert_string_equal(action_row(keep[i])->keys, action_row(ACT_FORM_KEEP)->keys);
}

/* The kit knows its own rows by number. */
static void the_kits_rows_come_first(void **state)
{
    (void)state;
    assert_int_equal(KIT_ACT_BACK, ACT_BACK);
    assert_int_equal(KIT_ACT_QUIT, ACT_QUIT);
    assert_int_equal(KIT_SCOPE_MENU, SCOPE_MENU);
    assert_int_equal(KIT_NEED_FOLDER, NEED_FOLDER);
}

int main(void)
{
    keymap_use(&actions);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_whole),
        cmocka_unit_test(no_letter_is_bound),
        cmocka_unit_test(no_key_twice_in_a_scope),
        cmocka_unit_test(every_action_is_reached),
        cmocka_unit_test(own_rows_come_before_common_ones),
        cmocka_unit_test(needs_refuse),
        cmocka_unit_test(bars_fit),
        cmocka_unit_test(the_bar_of_a_ballot),
        cmocka_unit_test(names_of_keys),
        cmocka_unit_test(sentences_name_keys),
        cmocka_unit_test(forms_are_kept_by_one_key),
        cmocka_unit_test(the_kits_rows_come_first),
    };
    return cmocka_run_group_tests_name("keymap", tests, NULL, NULL);
}
