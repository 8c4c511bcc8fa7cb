/* SPDX-License-Identifier: MIT */
/* tests/kit/vt2svg.c - a picture of a real screen, for the README (make shots).
 *
 *     vt2svg ROWS COLS OUT.svg STEP... -- COMMAND [ARGUMENT...]
 *
 * Steps, in order: "until:TEXT" waits for it, "gone:TEXT" until it is not there, "keys:3 Down"
 * presses keys (names as in tests/kit/pty.h), "type:TEXT" types.  The same screen gives the same
 * bytes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/kit/pty.h"

/* One cell of the picture, in pixels; the font is asked to fit by textLength. */
#define CELL_W 8.43
#define CELL_H 18.0
#define PAD 14.0
#define PAPER "#14181d"
#define INK "#e6e6e6"

static const char *const palette[16] = {
    "#14181d", "#d9534f", "#5cb85c", "#e0b040", "#4f8fd9", "#b06fc9", "#3fb8b8", "#e6e6e6",
    "#7a828c", "#ff7b72", "#7ee787", "#f2cc60", "#79c0ff", "#d2a8ff", "#7ee6e6", "#ffffff"};

struct look {
    char fg[8], bg[8];
    bool bold, underline;
};

/* @color as in struct pty_style; 16 .. 255 are the cube and the greys of xterm. */
static void color_name(int color, const char *own, char out[8])
{
    if (color < 0) {
        memcpy(out, own, 8);
    } else if (color < 16) {
        memcpy(out, palette[color], 8);
    } else if (color < 232) {
        static const unsigned char level[] = {0, 95, 135, 175, 215, 255};
        int i = color - 16;
        snprintf(out, 8, "#%02x%02x%02x", level[i / 36 % 6], level[i / 6 % 6], level[i % 6]);
    } else if (color < 256) {
        unsigned char grey = (unsigned char)(8 + (color - 232) * 10);
        snprintf(out, 8, "#%02x%02x%02x", grey, grey, grey);
    } else {
        snprintf(out, 8, "#%06x", (unsigned)color & 0xffffff);
    }
}

static struct look look_of(struct pty *p, int row, int col)
{
    struct pty_style s = pty_style(p, row, col);
    struct look l = {.bold = s.bold, .underline = s.underline};
    color_name(s.fg, INK, s.reverse ? l.bg : l.fg);
    color_name(s.bg, PAPER, s.reverse ? l.fg : l.bg);
    return l;
}

static bool same_look(const struct look *a, const struct look *b)
{
    return strcmp(a->fg, b->fg) == 0 && strcmp(a->bg, b->bg) == 0 && a->bold == b->bold &&
           a->underline == b->underline;
}

static void print_escaped(FILE *f, const char *s)
{
    for (; *s; s++) {
        if (*s == '&')
            fputs("&amp;", f);
        else if (*s == '<')
            fputs("&lt;", f);
        else
            fputc(*s, f);
    }
}

/* Cells [from, to) of a row have one look: their background, and their text from the first
 * glyph to the last, since renderers drop blanks at the ends. */
static void print_run(FILE *f, struct pty *p, int row, int from, int to)
{
    struct look l = look_of(p, row, from);
    double y = PAD + row * CELL_H;
    if (strcmp(l.bg, PAPER) != 0)
        fprintf(f, "<rect x=\"%.2f\" y=\"%.0f\" width=\"%.2f\" height=\"%.0f\" fill=\"%s\"/>\n",
                PAD + from * CELL_W, y, (to - from) * CELL_W, CELL_H, l.bg);
    while (from < to && strspn(pty_cell(p, row, from), " ") == strlen(pty_cell(p, row, from)))
        from++;
    while (to > from && strspn(pty_cell(p, row, to - 1), " ") == strlen(pty_cell(p, row, to - 1)))
        to--;
    if (from == to)
        return;
    fprintf(f, "<text x=\"%.2f\" y=\"%.0f\" textLength=\"%.2f\" fill=\"%s\"%s%s>",
            PAD + from * CELL_W, y + 14, (to - from) * CELL_W, l.fg,
            l.bold ? " font-weight=\"bold\"" : "",
            l.underline ? " text-decoration=\"underline\"" : "");
    for (int c = from; c < to; c++) {
        const char *text = pty_cell(p, row, c);
        print_escaped(f, *text && strcmp(text, " ") != 0 ? text : "\xc2\xa0");
    }
    fputs("</text>\n", f);
}

static void print_screen(FILE *f, struct pty *p, int rows, int cols)
{
    fprintf(f,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" "
            "font-family=\"'DejaVu Sans Mono',Menlo,Consolas,monospace\" font-size=\"14\">\n"
            "<rect width=\"100%%\" height=\"100%%\" rx=\"8\" fill=\"" PAPER "\"/>\n",
            cols * CELL_W + 2 * PAD, rows * CELL_H + 2 * PAD);
    for (int r = 0; r < rows; r++) {
        int from = 0;
        for (int c = 1; c <= cols; c++) {
            struct look a = look_of(p, r, from), b = look_of(p, r, c < cols ? c : from);
            if (c == cols || !same_look(&a, &b)) {
                print_run(f, p, r, from, c);
                from = c;
            }
        }
    }
    fputs("</svg>\n", f);
}

static bool step(struct pty *p, const char *s)
{
    if (strncmp(s, "until:", 6) == 0)
        pty_until(p, s + 6);
    else if (strncmp(s, "gone:", 5) == 0)
        pty_until_gone(p, s + 5);
    else if (strncmp(s, "keys:", 5) == 0)
        pty_keys(p, s + 5);
    else if (strncmp(s, "type:", 5) == 0)
        pty_type(p, s + 5);
    else
        return false;
    return true;
}

int main(int argc, char **argv)
{
    int dashes = 4;
    while (dashes < argc && strcmp(argv[dashes], "--") != 0)
        dashes++;
    if (dashes + 1 >= argc) {
        fputs("usage: vt2svg ROWS COLS OUT.svg STEP... -- COMMAND [ARGUMENT...]\n", stderr);
        return 2;
    }
    int rows = (int)strtol(argv[1], NULL, 10), cols = (int)strtol(argv[2], NULL, 10);
    struct pty *p = pty_start(rows, cols, (const char *const *)(argv + dashes + 1), NULL);
    for (int i = 4; i < dashes; i++)
        if (!step(p, argv[i])) {
            fprintf(stderr, "vt2svg: no such step: %s\n", argv[i]);
            return 2;
        }
    FILE *f = fopen(argv[3], "w");
    if (!f) {
        perror(argv[3]);
        return 1;
    }
    print_screen(f, p, rows, cols);
    pty_kill9(p);
    return fclose(f) == 0 ? 0 : 1;
}
