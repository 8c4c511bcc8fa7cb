/* SPDX-License-Identifier: MIT */
/* tests/kit/pty_screen.c - read the terminal's screen, and wait for what must be on it. */
#include "tests/kit/pty_private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/kit/golden.h"

static size_t put_utf8(uint32_t c, char *o)
{
    if (c < 0x80) {
        o[0] = (char)c;
        return 1;
    }
    size_t more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static const unsigned lead[] = {0, 0xc0, 0xe0, 0xf0};
    o[0] = (char)(lead[more] | c >> (6 * more));
    for (size_t i = 1; i <= more; i++)
        o[i] = (char)(0x80 | (c >> (6 * (more - i)) & 0x3f));
    return more + 1;
}

/* The text of a cell into @out; how many bytes.  None for the second half of a wide one. */
static size_t cell_text(const VTermScreenCell *c, char *out)
{
    size_t n = 0;
    if (c->chars[0] == UINT32_MAX) {
        *out = '\0';
        return 0;
    }
    for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && c->chars[i]; i++)
        n += put_utf8(c->chars[i], out + n);
    out[n] = '\0';
    return n;
}

static VTermScreenCell get_cell(struct pty *p, int row, int col)
{
    VTermScreenCell c;
    if (!vterm_screen_get_cell(p->screen, (VTermPos){row, col}, &c))
        fail_msg("no cell at %d, %d", row, col);
    return c;
}

const char *pty_cell(struct pty *p, int row, int col)
{
    VTermScreenCell c = get_cell(p, row, col);
    cell_text(&c, p->cell);
    return p->cell;
}

const char *pty_row(struct pty *p, int row)
{
    size_t n = 0, end = 0;
    for (int col = 0; col < p->cols && n + 32 < sizeof p->row;) {
        VTermScreenCell c = get_cell(p, row, col);
        size_t k = cell_text(&c, p->row + n);
        if (k == 0)
            p->row[n++] = ' ';
        n += k;
        if (k > 0 && c.chars[0] != ' ')
            end = n;
        col += c.width > 1 ? c.width : 1;
    }
    p->row[end] = '\0';
    return p->row;
}

int pty_find(struct pty *p, const char *text)
{
    for (int r = 0; r < p->rows; r++)
        if (strstr(pty_row(p, r), text))
            return r;
    return -1;
}

bool pty_has(struct pty *p, const char *text)
{
    return pty_find(p, text) >= 0;
}

void pty_dump(struct pty *p)
{
    fprintf(stderr, "screen of %d x %d:\n", p->rows, p->cols);
    for (int r = 0; r < p->rows; r++)
        fprintf(stderr, "%2d|%s\n", r, pty_row(p, r));
}

void pty_cursor(struct pty *p, int *row, int *col, bool *visible)
{
    VTermPos at;
    vterm_state_get_cursorpos(vterm_obtain_state(p->vt), &at);
    *row = at.row;
    *col = at.col;
    *visible = !p->cursor_hidden;
}

/* ---- waiting ---- */

typedef bool condition(struct pty *p, int row, const char *text);

static bool shown(struct pty *p, int row, const char *text)
{
    return row < 0 ? pty_has(p, text) : strstr(pty_row(p, row), text) != NULL;
}

static bool gone(struct pty *p, int row, const char *text)
{
    return !shown(p, row, text);
}

static bool as_golden(struct pty *p, int row, const char *name);

/* Output is read until the condition holds, the program has ended, or patience has. */
static bool until(struct pty *p, condition *holds, int row, const char *text)
{
    int64_t end = pty_now_ms() + PTY_PATIENCE_MS;
    for (;;) {
        if (holds(p, row, text))
            return true;
        int64_t left = end - pty_now_ms();
        bool over = pty_ended(p);
        size_t before = p->bytes;
        if (left <= 0 || !pty_pump(p, over ? 0 : left < 20 ? (int)left : 20))
            return false;
        if (over && p->bytes == before) /* all it wrote before its end has been seen */
            return false;
    }
}

void pty_until(struct pty *p, const char *text)
{
    if (!until(p, shown, -1, text))
        pty_fail(p, "never on the screen: \"%s\"", text);
}

void pty_until_gone(struct pty *p, const char *text)
{
    if (!until(p, gone, -1, text))
        pty_fail(p, "still on the screen: \"%s\"", text);
}

void pty_until_row(struct pty *p, int row, const char *text)
{
    if (!until(p, shown, row, text))
        pty_fail(p, "never in row %d: \"%s\"", row, text);
}

/* ---- styles and golden screens ---- */

static int color_of(VTermScreen *s, VTermColor c, bool is_default)
{
    if (is_default)
        return -1;
    if (VTERM_COLOR_IS_INDEXED(&c))
        return c.indexed.idx;
    vterm_screen_convert_color_to_rgb(s, &c);
    return 0x1000000 | c.rgb.red << 16 | c.rgb.green << 8 | c.rgb.blue;
}

struct pty_style pty_style(struct pty *p, int row, int col)
{
    VTermScreenCell c = get_cell(p, row, col);
    return (struct pty_style){
        .bold = c.attrs.bold,
        .reverse = c.attrs.reverse,
        .underline = c.attrs.underline != 0,
        .blink = c.attrs.blink,
        .fg = color_of(p->screen, c.fg, VTERM_COLOR_IS_DEFAULT_FG(&c.fg)),
        .bg = color_of(p->screen, c.bg, VTERM_COLOR_IS_DEFAULT_BG(&c.bg)),
    };
}

static bool same_style(struct pty_style a, struct pty_style b)
{
    return a.bold == b.bold && a.reverse == b.reverse && a.underline == b.underline &&
           a.blink == b.blink && a.fg == b.fg && a.bg == b.bg;
}

static void print_style(FILE *f, char letter, struct pty_style s)
{
    fprintf(f, "%c:%s%s%s%s", letter, s.bold ? " bold" : "", s.reverse ? " reverse" : "",
            s.underline ? " underline" : "", s.blink ? " blink" : "");
    if (s.fg >= 0)
        fprintf(f, s.fg < 256 ? " fg %d" : " fg #%06x", s.fg & 0xffffff);
    if (s.bg >= 0)
        fprintf(f, s.bg < 256 ? " bg %d" : " bg #%06x", s.bg & 0xffffff);
    fputc('\n', f);
}

/* Below the text, every cell's style as a letter ('.' plain), and what the letters mean. */
static void print_styles(struct pty *p, FILE *f)
{
    struct pty_style seen[26];
    const struct pty_style plain = {.fg = -1, .bg = -1};
    size_t n = 0;
    for (int r = 0; r < p->rows; r++) {
        int blank = 0; /* plain cells not yet written: none are at a row's end */
        for (int c = 0; c < p->cols; c++) {
            struct pty_style s = pty_style(p, r, c);
            if (same_style(s, plain)) {
                blank++;
                continue;
            }
            size_t i = 0;
            while (i < n && !same_style(seen[i], s))
                i++;
            if (i == n && n < sizeof seen / sizeof *seen)
                seen[n++] = s;
            for (; blank > 0; blank--)
                fputc('.', f);
            fputc(i < n ? (int)('a' + i) : '?', f);
        }
        fputc('\n', f);
    }
    for (size_t i = 0; i < n; i++)
        print_style(f, (char)('a' + i), seen[i]);
}

/* The screen as a golden file has it; the caller frees. */
static char *snapshot(struct pty *p)
{
    char *text = NULL;
    size_t size;
    FILE *f = open_memstream(&text, &size);
    if (!f)
        abort();
    for (int r = 0; r < p->rows; r++)
        fprintf(f, "%s\n", pty_row(p, r));
    fputs("---- styles\n", f);
    print_styles(p, f);
    if (fclose(f) != 0)
        abort();
    return text;
}

static bool as_golden(struct pty *p, int row, const char *name)
{
    (void)row;
    char *now = snapshot(p);
    bool same = golden_same(name, now);
    free(now);
    return same;
}

void pty_golden(struct pty *p, const char *name)
{
    if (golden_update())
        for (size_t before = p->bytes + 1; before != p->bytes;) {
            before = p->bytes; /* settled: silent for a while; only when writing a new golden */
            pty_pump(p, 300);
        }
    if (until(p, as_golden, 0, name))
        return;
    char *now = snapshot(p);
    golden(name, now);
    free(now);
}
