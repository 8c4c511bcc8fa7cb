/* SPDX-License-Identifier: MIT */
/* tui/kit/canvas/canvas.h - a grid of cells that pages draw into, without any terminal.
 *
 * A cell holds one grapheme cluster and a style.  A struct grid is the whole window; a struct
 * canvas is a rectangle of it, passed by pointer and cheap to copy: nothing drawn into it can
 * leave it.  Rows and columns count from 0 at the rectangle's own upper left corner; every call
 * accepts places outside and draws the part that is inside.
 *
 * Text from data is safe here: whatever db/base/text.h's text_check refuses (controls, bidi,
 * invisible, stacked marks, invalid UTF-8) is drawn as U+FFFD, one column each. */
#ifndef TUI_KIT_CANVAS_CANVAS_H
#define TUI_KIT_CANVAS_CANVAS_H

#include <stdbool.h>
#include <stddef.h>

/* Styles are roles.  tui/kit/theme.h says how a role looks in colour and in monochrome; a page
 * never names a colour.  The letter is what a style dump shows. */
enum style {
    STYLE_NORMAL,   /* . */
    STYLE_DIM,      /* d  secondary text; what lies under a dialog */
    STYLE_BOLD,     /* b */
    STYLE_TITLE,    /* T  top bar */
    STYLE_BAR,      /* B  bottom bar: labels of keys */
    STYLE_KEY,      /* K  bottom bar and help: the keys themselves */
    STYLE_SELECTED, /* S  the chosen row */
    STYLE_WARN,     /* W */
    STYLE_ERROR,    /* E */
    STYLE_GOOD,     /* G */
    STYLE_STAR,     /* *  ★ */
    STYLE_PENDING,  /* P  typed, not yet kept */
    STYLE_INPUT,    /* I  where text is typed */
    STYLE_HEADING,  /* H */
    STYLE_COUNT
};

enum { CELL_BYTES = 16 };

struct cell {
    char text[CELL_BYTES + 1]; /* one grapheme cluster; "" in the right half of a wide one */
    unsigned char width;       /* columns: 1 or 2; 0 in the right half of a wide one */
    unsigned char style;       /* enum style */
};

struct grid {
    int rows, cols;
    int cursor_row, cursor_col; /* where the terminal's cursor stands; row -1: hidden */
    struct cell *cell;          /* rows * cols, row by row; owned */
};

struct canvas {
    struct grid *grid;
    int row, col;   /* upper left corner in the grid */
    int rows, cols; /* size; may be 0 */
};

/* Make the grid @rows x @cols (at least 1 x 1) and blank it.  Start from all zeroes. */
void grid_resize(struct grid *g, int rows, int cols);
void grid_free(struct grid *g);
/* The whole grid as a canvas. */
struct canvas grid_canvas(struct grid *g);

/* A rectangle inside @c, cut to it. */
struct canvas canvas_sub(const struct canvas *c, int row, int col, int rows, int cols);

/* Blank everything, hide the cursor. */
void canvas_clear(struct canvas *c);
/* Blank a rectangle in a style. */
void canvas_fill(struct canvas *c, int row, int col, int rows, int cols, enum style style);
/* Change the style of what is already drawn there. */
void canvas_restyle(struct canvas *c, int row, int col, int rows, int cols, enum style style);

/* Text in one row, at most @width columns (negative: to the right edge); what does not fit is
 * cut by grapheme clusters and ends in "…".  A line feed ends the text.  Returns the columns
 * used, so that pieces can be set one after another: col += canvas_text(...). */
int canvas_text(struct canvas *c, int row, int col, int width, enum style style, const char *s);
int canvas_printf(struct canvas *c, int row, int col, int width, enum style style, const char *fmt,
                  ...) __attribute__((format(printf, 6, 7)));
/* The same, against the right end or in the middle of the @width columns from @col. */
int canvas_right(struct canvas *c, int row, int col, int width, enum style style, const char *s);
int canvas_center(struct canvas *c, int row, int col, int width, enum style style, const char *s);

/* Wrap at blanks into at most @max_rows rows of @width columns (negative: to the edge); a line
 * feed begins a new row, a word longer than the row is broken; the last row ends in "…" if the
 * text does not fit.  Returns the rows used. */
int canvas_wrap(struct canvas *c, int row, int col, int width, int max_rows, enum style style,
                const char *s);
/* How many rows canvas_wrap needs for all of @s. */
int canvas_wrap_rows(const char *s, int width);

void canvas_hline(struct canvas *c, int row, int col, int n, enum style style); /* ─ */
/* ┌─┐ around the rectangle; the inside is left as it is. */
void canvas_box(struct canvas *c, int row, int col, int rows, int cols, enum style style);

/* The usual top bar of a page: row @row filled in STYLE_TITLE, @left in bold capitals as given,
 * @middle after it, @right at the right end (NULL: none).  @middle is cut first. */
void canvas_title(struct canvas *c, int row, const char *left, const char *middle,
                  const char *right);

/* Show the terminal's cursor here: only where text is typed. */
void canvas_cursor(struct canvas *c, int row, int col);

#endif
