/* SPDX-License-Identifier: MIT */
/* One line of text being typed, and forms made of such lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/kit/dump.h"
#include "tui/kit/key.h"
#include "tui/kit/utf8.h"
#include "tui/kit/widget/field.h"
#include "tui/kit/widget/form.h"

static struct field f;

static enum field_event press(const char *name)
{
    struct key k;
    assert_true(key_parse(name, &k));
    return field_key(&f, &k);
}

static enum field_event type(const char *text)
{
    enum field_event e = FIELD_MOVED;
    size_t used;
    for (uint32_t cp; (cp = utf8_get(text, &used)) != 0; text += used)
        e = field_key(&f, &(struct key){.code = K_CHAR, .ch = cp});
    return e;
}

static void typing_stays_nfc(void **state)
{
    (void)state;
    field_init(&f, FIELD_TEXT, 0);
    /* "Mắm tôm" as an input method may send it: letters, then marks */
    assert_int_equal(type("Ma\xcc\x86\xcc\x81m to\xcc\x82m"), FIELD_CHANGED);
    assert_string_equal(field_get(&f), "Mắm tôm");
    assert_int_equal(press("Backspace"), FIELD_CHANGED);
    assert_int_equal(press("Backspace"), FIELD_CHANGED);
    assert_string_equal(field_get(&f), "Mắm t");
    press("Home");
    assert_int_equal(type("\xcc\x81"), FIELD_REFUSED); /* a mark with nothing under it */
    press("Delete");
    press("Right");
    assert_int_equal(type("!"), FIELD_CHANGED);
    assert_string_equal(field_get(&f), "ắ!m t");
}

static void editing_keys(void **state)
{
    (void)state;
    field_init(&f, FIELD_TEXT, 0);
    field_set(&f, "Trà shan tuyết");
    assert_int_equal(press("Ctrl-w"), FIELD_CHANGED);
    assert_string_equal(field_get(&f), "Trà shan ");
    press("Ctrl-a");
    press("Right");
    assert_int_equal(press("Ctrl-k"), FIELD_CHANGED);
    assert_string_equal(field_get(&f), "T");
    press("Ctrl-u");
    assert_string_equal(field_get(&f), "");
    assert_int_equal(press("Backspace"), FIELD_MOVED);
    assert_int_equal(press("Left"), FIELD_MOVED);
    assert_int_equal(press("Enter"), FIELD_IGNORED);
    assert_int_equal(press("F2"), FIELD_IGNORED);
    assert_int_equal(press("Up"), FIELD_IGNORED);
}

static void nothing_harmful_is_typed(void **state)
{
    (void)state;
    field_init(&f, FIELD_TEXT, 0);
    assert_int_equal(type("a\xe2\x80\xae"), FIELD_REFUSED);
    assert_int_equal(type("\xe2\x80\x8b"), FIELD_REFUSED);
    assert_int_equal(type("\x1b"), FIELD_REFUSED);
    assert_string_equal(field_get(&f), "a");
    field_set(&f, "b\x1b[31m\xff\xe2\x80\xae!");
    assert_string_equal(field_get(&f), "b[31m!");
}

static void kinds_and_lengths(void **state)
{
    (void)state;
    field_init(&f, FIELD_DIGITS, 3);
    assert_int_equal(type("x"), FIELD_REFUSED);
    type("12345");
    assert_string_equal(field_get(&f), "123");
    field_set(&f, "9a8b7c6");
    assert_string_equal(field_get(&f), "987");
    field_init(&f, FIELD_TEXT, 4);
    type("ắắắắắ");
    assert_string_equal(field_get(&f), "ắắắắ");
    field_init(&f, FIELD_TEXT, 0);
    for (int i = 0; i < FIELD_MAX_CHARS + 10; i++)
        type("ế");
    assert_int_equal(f.len, FIELD_MAX_CHARS * 3);
}

static void drawing_scrolls_and_hides(void **state)
{
    (void)state;
    struct grid g = {0};
    grid_resize(&g, 1, 12);
    struct canvas c = grid_canvas(&g);
    field_init(&f, FIELD_TEXT, 0);
    field_set(&f, "Mắm tôm Hậu Lộc");
    field_draw(&f, &c, 0, 2, 8, true);
    char *dump = grid_dump(&g, true);
    assert_string_equal(dump, "  Hậu Lộc\n------------\n..IIIIIIII\n");
    assert_int_equal(g.cursor_col, 9);
    free(dump);
    field_init(&f, FIELD_SECRET, 8);
    field_set(&f, "1234");
    canvas_clear(&c);
    field_draw(&f, &c, 0, 0, 8, true);
    dump = grid_dump(&g, false);
    assert_string_equal(dump, "••••\n");
    free(dump);
    field_wipe(&f);
    for (size_t i = 0; i < sizeof f.buf; i++)
        assert_int_equal(f.buf[i], 0);
    grid_free(&g);
}

static void dates(void **state)
{
    (void)state;
    static const char *const good[] = {"5/3/2026", "05-03-2026", "2026-03-05", "5.3.2026"};
    static const char *const bad[] = {"",         "31/4/2026", "29/2/2025", "5/3",
                                      "5/3-2026", "5/13/2026", "5/3/26",    "5/3/2026x",
                                      "0/3/2026", "hôm nay",   "29/2/1900"};
    char day[11];
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(field_date(good[i], day));
        assert_string_equal(day, "2026-03-05");
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(field_date(bad[i], day));
    assert_true(field_date("29/2/2024", day));
    field_date_shown("2026-03-05", day);
    assert_string_equal(day, "05/03/2026");
    field_date_shown("31/2", day);
    assert_string_equal(day, "31/2");
}

/* ---- forms ---- */

static const char *const modes[] = {"meeting", "written", NULL};
static const char *const mode_names[] = {"họp", "lấy ý kiến", NULL};
static const struct form_row rows[] = {
    {.label = "Chung", .kind = FORM_HEADING},
    {.id = "place", .label = "Nơi họp", .kind = FORM_TEXT, .max = 20, .required = true},
    {.id = "date", .label = "Ngày", .kind = FORM_DATE},
    {.id = "mode", .label = "Cách", .kind = FORM_CHOICE, .values = modes, .names = mode_names},
    {.id = "rehearsal", .label = "Diễn tập", .kind = FORM_YESNO, .hint = "Giữ mãi."},
    {.id = "quorum", .label = "Cần có mặt", .kind = FORM_SHARE, .cite = "Điều 5"},
};
enum { ROWS = sizeof rows / sizeof *rows };

static enum form_event form_press(struct form *form, const char *name)
{
    struct key k;
    assert_true(key_parse(name, &k));
    return form_key(form, &k);
}

static void form_moves_and_changes(void **state)
{
    (void)state;
    struct form form;
    form_init(&form, rows, ROWS, NULL, NULL);
    assert_int_equal(form.at, 1);
    assert_true(form_typing(&form));
    assert_int_equal(form_press(&form, "Up"), FORM_MOVED);
    assert_int_equal(form_press(&form, "H"), FORM_CHANGED);
    assert_int_equal(form_press(&form, "Enter"), FORM_LEFT);
    assert_int_equal(form.at, 2);
    form_assign(&form, "date", "2026-11-23");
    assert_string_equal(field_get(&form.v[2].field), "23/11/2026");
    assert_string_equal(form_value(&form, "date"), "2026-11-23");
    form_press(&form, "Backspace");
    assert_string_equal(form_value(&form, "date"), "23/11/202");
    form_press(&form, "6");
    form_press(&form, "Down");
    assert_false(form_typing(&form));
    assert_int_equal(form_press(&form, "Right"), FORM_CHANGED);
    assert_string_equal(form_value(&form, "mode"), "written");
    assert_int_equal(form_press(&form, "Left"), FORM_CHANGED);
    assert_int_equal(form_press(&form, "Left"), FORM_CHANGED);
    assert_string_equal(form_value(&form, "mode"), "written");
    form_press(&form, "Tab");
    assert_int_equal(form_press(&form, "Space"), FORM_CHANGED);
    assert_string_equal(form_value(&form, "rehearsal"), "yes");
    form_press(&form, "Tab");
    assert_int_equal(form_press(&form, "Enter"), FORM_SUBMIT);
    assert_int_equal(form_press(&form, "Tab"), FORM_LEFT);
    assert_int_equal(form.at, 1);
    form_lock(&form, 1, true);
    assert_int_equal(form.at, 2);
    form_free(&form);
}

static void form_complains(void **state)
{
    (void)state;
    struct form form;
    form_init(&form, rows, ROWS, NULL, NULL);
    assert_non_null(form_check(&form));
    assert_int_equal(form.at, 1);
    form_set(&form, 1, "Hà Nội");
    assert_null(form_check(&form));
    form_set(&form, 2, "31/2/2026");
    assert_non_null(form_check(&form));
    assert_int_equal(form.at, 2);
    form_set(&form, 2, "");
    form_set(&form, 5, "4/3");
    assert_non_null(form_check(&form));
    form_set(&form, 5, "3/4");
    assert_null(form_check(&form));
    form_free(&form);
}

/* A record of a form: place, date, mode, rehearsal, share. */
static const char *of_record(const void *record, const struct form_row *row, char *spare)
{
    const char *const *value = record;
    (void)spare;
    return strcmp(row->id, "place") == 0    ? value[0]
           : strcmp(row->id, "date") == 0   ? value[1]
           : strcmp(row->id, "mode") == 0   ? value[2]
           : strcmp(row->id, "quorum") == 0 ? value[4]
                                            : value[3];
}

static void form_keeps_what_was_typed_and_shows_what_is_new(void **state)
{
    (void)state;
    struct form form;
    const char *was[] = {"Hà Nội", "2026-11-23", "written", "no", "3/4"};
    const char *now[] = {"Huế", "2026-11-24", "written", "no", "3/4"};
    form_init(&form, rows, ROWS, NULL, NULL);
    form_take(&form, of_record, was);
    assert_true(form_stands(&form, of_record, was));
    form_press(&form, "!");
    assert_true(form_typed(&form, 1));
    assert_false(form_typed(&form, 2));
    assert_true(form_stands(&form, of_record, was)); /* it is the record that is compared */
    assert_false(form_stands(&form, of_record, now));
    form.at = 4;
    form_renew(&form, of_record, now);
    assert_int_equal(form.at, 1); /* the first that differs */
    assert_string_equal(form_value(&form, "place"), "Hà Nội!");
    assert_string_equal(form_kept(&form, "place"), "Hà Nội!");
    assert_string_equal(form_value(&form, "date"), "2026-11-24");
    assert_true(form.v[1].news && form.v[2].news && !form.v[3].news);
    assert_true(form_stands(&form, of_record, now));
    /* What stood before may be typed again: it is not what stands now. */
    form_press(&form, "Backspace");
    assert_true(form_typed(&form, 1));
    assert_string_equal(form_kept(&form, "place"), "Hà Nội");
    form_take(&form, of_record, now);
    assert_false(form.v[1].news);
    assert_string_equal(form_value(&form, "place"), "Huế");
    form_free(&form);
}

static void form_is_drawn(void **state)
{
    (void)state;
    struct form form;
    struct grid g = {0};
    grid_resize(&g, 10, 40);
    struct canvas c = grid_canvas(&g);
    form_init(&form, rows, ROWS, NULL, NULL);
    form_set(&form, 5, "3/4");
    form.at = 4;
    form_draw(&form, &c);
    char *dump = grid_dump(&g, false);
    assert_string_equal(dump, "Chung\n"
                              "  Nơi họp * !\n"
                              "  Ngày\n"
                              "  Cách        họp\n"
                              "▶ Diễn tập    ◂ không ▸\n"
                              "  Cần có mặt  3/4\n"
                              "────────────────────────────────────────\n"
                              "Giữ mãi.\n"
                              "\n"
                              "\n");
    free(dump);
    grid_free(&g);
    form_free(&form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(typing_stays_nfc),
        cmocka_unit_test(editing_keys),
        cmocka_unit_test(nothing_harmful_is_typed),
        cmocka_unit_test(kinds_and_lengths),
        cmocka_unit_test(drawing_scrolls_and_hides),
        cmocka_unit_test(dates),
        cmocka_unit_test(form_moves_and_changes),
        cmocka_unit_test(form_complains),
        cmocka_unit_test(form_keeps_what_was_typed_and_shows_what_is_new),
        cmocka_unit_test(form_is_drawn),
    };
    return cmocka_run_group_tests_name("field", tests, NULL, NULL);
}
