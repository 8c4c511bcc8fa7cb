/* SPDX-License-Identifier: MIT */
/* Cells: cutting, filtering, wrapping, lines, rectangles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/kit/dump.h"
#include "tui/kit/canvas/canvas.h"

static struct grid grid;
static struct canvas all;

static int setup(void **state)
{
    (void)state;
    grid_resize(&grid, 6, 20);
    all = grid_canvas(&grid);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    grid_free(&grid);
    return 0;
}

/* Row @row of the grid as text. */
static void row_is(int row, const char *want)
{
    char *dump = grid_dump(&grid, false), *line = dump;
    for (int i = 0; i < row; i++)
        line = strchr(line, '\n') + 1;
    line[strcspn(line, "\n")] = '\0';
    assert_string_equal(line, want);
    free(dump);
}

static void text_and_cut(void **state)
{
    (void)state;
    assert_int_equal(canvas_text(&all, 0, 0, -1, STYLE_NORMAL, "Mắm tôm Hậu Lộc"), 15);
    row_is(0, "Mắm tôm Hậu Lộc");
    assert_int_equal(canvas_text(&all, 1, 2, 8, STYLE_NORMAL, "Mắm tôm Hậu Lộc"), 8);
    row_is(1, "  Mắm tôm…");
    assert_int_equal(canvas_text(&all, 2, 2, 7, STYLE_NORMAL, "Mắm tôm"), 7);
    row_is(2, "  Mắm tôm");
    assert_int_equal(canvas_text(&all, 3, 15, -1, STYLE_NORMAL, "Trà shan"), 5);
    row_is(3, "               Trà …");
    assert_int_equal(canvas_text(&all, 4, 0, 0, STYLE_NORMAL, "x"), 0);
    assert_int_equal(canvas_text(&all, 4, 25, -1, STYLE_NORMAL, "x"), 0);
    assert_int_equal(canvas_text(&all, 99, 0, -1, STYLE_NORMAL, "x"), 1);
    row_is(4, "");
    assert_int_equal(canvas_text(&all, 5, 0, -1, STYLE_NORMAL, "một\nhai"), 3);
    row_is(5, "một");
}

static void decomposed_letters_are_one_cell(void **state)
{
    (void)state;
    /* e + circumflex + acute */
    assert_int_equal(canvas_text(&all, 0, 0, -1, STYLE_NORMAL, "Ve\xcc\x82\xcc\x81t"), 3);
    assert_string_equal(grid.cell[1].text, "e\xcc\x82\xcc\x81");
    assert_string_equal(grid.cell[2].text, "t");
}

static void wide_characters(void **state)
{
    (void)state;
    assert_int_equal(canvas_text(&all, 0, 0, 4, STYLE_NORMAL, "漢字漢"), 3);
    row_is(0, "漢…");
    assert_int_equal(canvas_text(&all, 1, 0, -1, STYLE_NORMAL, "漢字"), 4);
    assert_int_equal(grid.cell[20].width, 2);
    assert_int_equal(grid.cell[21].width, 0);
    canvas_text(&all, 1, 1, -1, STYLE_NORMAL, "x"); /* onto a right half */
    row_is(1, " x字");
    canvas_text(&all, 1, 2, 1, STYLE_NORMAL, "y"); /* onto a left half */
    row_is(1, " xy");
    canvas_text(&all, 2, 19, -1, STYLE_NORMAL, "漢"); /* no room */
    row_is(2, "                   …");
}

/* Nothing from data may steer the terminal. */
static void harmful_text_is_replaced(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "\x1b",         "\r",           "\t",           "\x7f",         "\xc2\x9b", /* C1 CSI */
        "\xe2\x80\xae", "\xe2\x81\xa6", "\xe2\x80\x8b", "\xef\xbb\xbf", "\xff",
        "\xed\xa0\x80", "\xcc\x81", /* a mark alone would sit on the cell before */
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        setup(NULL);
        canvas_text(&all, 0, 0, -1, STYLE_NORMAL, bad[i]);
        char *dump = grid_dump(&grid, false);
        assert_memory_equal(dump, "\xef\xbf\xbd", 3);
        for (const char *s = dump; *s; s++)
            assert_true(*s == '\n' || (unsigned char)*s >= ' ');
        assert_null(strstr(dump, bad[i]));
        free(dump);
    }
    setup(NULL);
    assert_int_equal(canvas_text(&all, 0, 0, -1, STYLE_NORMAL, "a\x1b[31mb"), 7);
    row_is(0, "a\xef\xbf\xbd[31mb");
    /* more marks than a cell can hold */
    assert_int_equal(canvas_text(&all, 1, 0, -1, STYLE_NORMAL,
                                 "a\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86\xcc\x87\xcc\x88"
                                 "b"),
                     2);
    row_is(1, "\xef\xbf\xbd"
              "b");
}

static void alignment(void **state)
{
    (void)state;
    canvas_right(&all, 0, 0, 10, STYLE_NORMAL, "82,00");
    row_is(0, "     82,00");
    canvas_center(&all, 1, 0, -1, STYLE_NORMAL, "chốt");
    row_is(1, "        chốt");
    canvas_right(&all, 2, 0, 4, STYLE_NORMAL, "82,00");
    row_is(2, "82,…");
    assert_int_equal(canvas_printf(&all, 3, 1, -1, STYLE_BOLD, "SP %d/%d", 12, 37), 8);
    row_is(3, " SP 12/37");
    canvas_title(&all, 4, "KẾT QUẢ", "Mắm tôm A", "[CHE]");
    row_is(4, " KẾT QUẢ  M…  [CHE]");
}

static void wrapping(void **state)
{
    (void)state;
    const char *s = "Sản phẩm có câu chuyện";
    assert_int_equal(canvas_wrap_rows(s, 10), 3);
    assert_int_equal(canvas_wrap(&all, 0, 0, 10, 6, STYLE_NORMAL, s), 3);
    row_is(0, "Sản phẩm");
    row_is(1, "có câu");
    row_is(2, "chuyện");
    setup(NULL);
    assert_int_equal(canvas_wrap(&all, 0, 0, 10, 2, STYLE_NORMAL, s), 2);
    row_is(1, "có câu…");
    setup(NULL);
    assert_int_equal(canvas_wrap(&all, 0, 0, 8, 6, STYLE_NORMAL, "abcdefghijkl m"), 2);
    row_is(0, "abcdefgh");
    row_is(1, "ijkl m");
    assert_int_equal(canvas_wrap_rows("", 10), 0);
    assert_int_equal(canvas_wrap_rows("a\n\nb", 10), 3);
    assert_int_equal(canvas_wrap_rows("abc   ", 3), 1);
    assert_int_equal(canvas_wrap_rows("x", 0), 0);
    setup(NULL);
    canvas_wrap(&all, 0, 0, 3, 2, STYLE_NORMAL, "abc   ");
    row_is(0, "abc");
}

static void rectangles_clip(void **state)
{
    (void)state;
    struct canvas in = canvas_sub(&all, 1, 5, 2, 6);
    canvas_fill(&in, -5, -5, 50, 50, STYLE_TITLE);
    canvas_text(&in, 0, 0, -1, STYLE_TITLE, "0123456789");
    canvas_text(&in, 2, 0, -1, STYLE_TITLE, "outside");
    canvas_text(&in, 1, -2, -1, STYLE_TITLE, "abcd");
    row_is(0, "");
    row_is(1, "     01234…");
    row_is(2, "     cd");
    row_is(3, "");
    struct canvas none = canvas_sub(&all, 10, 10, 5, 5);
    assert_int_equal(none.rows, 0);
    canvas_text(&none, 0, 0, -1, STYLE_NORMAL, "x");
    canvas_cursor(&in, 1, 2);
    assert_int_equal(grid.cursor_row, 2);
    assert_int_equal(grid.cursor_col, 7);
    canvas_cursor(&in, 7, 7);
    assert_int_equal(grid.cursor_row, 2);
}

static void lines_and_styles(void **state)
{
    (void)state;
    canvas_box(&all, 0, 0, 3, 5, STYLE_NORMAL);
    canvas_hline(&all, 4, 0, 30, STYLE_DIM);
    canvas_restyle(&all, 1, 1, 1, 3, STYLE_SELECTED);
    char *dump = grid_dump(&grid, true);
    assert_string_equal(dump, "┌───┐\n"
                              "│   │\n"
                              "└───┘\n"
                              "\n"
                              "────────────────────\n"
                              "\n"
                              "--------------------\n"
                              "\n"
                              ".SSS\n"
                              "\n"
                              "\n"
                              "dddddddddddddddddddd\n"
                              "\n");
    free(dump);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(text_and_cut, setup),
        cmocka_unit_test_setup(decomposed_letters_are_one_cell, setup),
        cmocka_unit_test_setup(wide_characters, setup),
        cmocka_unit_test_setup(harmful_text_is_replaced, setup),
        cmocka_unit_test_setup(alignment, setup),
        cmocka_unit_test_setup(wrapping, setup),
        cmocka_unit_test_setup(rectangles_clip, setup),
        cmocka_unit_test_setup(lines_and_styles, setup),
    };
    return cmocka_run_group_tests_name("canvas", tests, NULL, teardown);
}
