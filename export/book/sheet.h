/* SPDX-License-Identifier: MIT */
/* export/book/sheet.h - a sheet of a workbook (book.h), filled row by row from the top.
 *
 * Every text is checked before it goes in (the library writes damaged files for bad text),
 * is written as text and never as a formula, and goes on in the rows below when it is longer
 * than a cell should hold.  Row heights follow from the text. */
#ifndef EXPORT_BOOK_SHEET_H
#define EXPORT_BOOK_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sheet;

enum style {
    STYLE_TEXT, /* a paragraph */
    STYLE_BOLD,
    STYLE_CENTER,
    STYLE_CENTER_BOLD,
    STYLE_CENTER_ITALIC,
    STYLE_UNDERLINED, /* the motto: bold, centred, with its line */
    STYLE_TITLE,
    STYLE_STATE,   /* draft or closed */
    STYLE_ALARM,   /* rehearsal */
    STYLE_SMALL,   /* technical lines */
    STYLE_HEAD,    /* of a table; all that follow have borders */
    STYLE_HEAD_UP, /* turned to read upwards, for narrow columns */
    STYLE_GROUP,   /* a heading row inside a table */
    STYLE_GROUP_NUMBER,
    STYLE_GROUP_MEAN,
    STYLE_GROUP_LINE, /* the same on one line, over the empty cells beside it */
    STYLE_GROUP_LINE_FIRST,
    STYLE_GROUP_LINE_LAST,
    STYLE_CELL,
    STYLE_CELL_LINE, /* the same on one line, over the empty cells beside it */
    STYLE_CELL_CENTER,
    STYLE_CELL_BOLD,
    STYLE_NUMBER,  /* whole */
    STYLE_WRITTEN, /* whole, with an asterisk: a ballot sent in writing */
    STYLE_STARS,   /* whole, "4 sao" */
    STYLE_MEAN,    /* two decimals */
    STYLE_MEAN_BOLD,
    STYLE_TIME,
    STYLE_DATE,
    STYLE_PLAIN_NUMBER, /* of a list without borders */
    STYLE_PLAIN_DATE,
    STYLE_ABSENT,     /* shaded */
    STYLE_RECUSED,    /* hatched */
    STYLE_FORM_TITLE, /* of a form (grid.h), where a line is of 10 points */
    STYLE_FORM_ALARM,
    STYLE_FORM_STRONG,
    STYLE_FORM_SLOPED,
    STYLE_FORM_SMALL,
    STYLE_FORM_FIELD,
    STYLE_FORM_LABEL,
    STYLE_FORM_HEAD, /* of its table; all that follow have borders */
    STYLE_FORM_GROUP,
    STYLE_FORM_GROUP_NUMBER,
    STYLE_FORM_BOLD,
    STYLE_FORM_ITALIC,
    STYLE_FORM_CELL,
    STYLE_FORM_TICKED, /* shaded */
    STYLE_FORM_NUMBER,
    STYLE_FORM_NUMBER_BOLD,
    STYLE_MARK,      /* of sheet_mark: dotted, bold */
    STYLE_MARK_NEAR, /* dotted, underlined, sloping */
    STYLE_COUNT
};

/* Cells of the current row; columns from 0.  NULL or "" gives an empty cell of the style. */
void put_text(struct sheet *p, int col, enum style style, const char *text);
/* Columns @first to @last as one: for titles, paragraphs and signatures, never in tables. */
void put_span(struct sheet *p, int first, int last, enum style style, const char *text);
void put_span_format(struct sheet *p, int first, int last, enum style style, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
void put_number(struct sheet *p, int col, enum style style, double value);
/* A formula of our own making with its value; @formula is "=SUM(...)". */
void put_formula(struct sheet *p, int col, enum style style, double value, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
/* The same at a row that has ended, where put_text left an empty cell. */
void put_formula_at(struct sheet *p, int row, int col, enum style style, double value,
                    const char *fmt, ...) __attribute__((format(printf, 6, 7)));
/* The same for a formula that gives a text. */
void put_formula_text(struct sheet *p, int col, enum style style, const char *value,
                      const char *fmt, ...) __attribute__((format(printf, 5, 6)));
/* A cell that people may fill in by hand: empty, or @until stands there until then. */
void put_fill(struct sheet *p, int col, enum style style, const char *until);
/* Rows of the current row's texts are done: set its height and go on below. */
void end_row(struct sheet *p);
void skip_row(struct sheet *p); /* an empty one */

int sheet_row(const struct sheet *p);       /* the current row, from 0 */
size_t sheet_filled(const struct sheet *p); /* cells that hold something, so far */
double sheet_width(const struct sheet *p, int col);
/* "C7" for row 6, column 2; @out has room for 24. */
void cell_name(int row, int col, char out[24]);

/* The last @rows rows head a table: repeated on each page; they and what is above them, if
 * that is not too high, stay in view, with the first @cols columns. */
void sheet_head(struct sheet *p, int rows, int cols);
/* The current row follows a table whose header, the row @head, gets buttons to filter by. */
void sheet_filter(struct sheet *p, int head);
/* The rows between are printed on one page: a signature block never breaks. */
void sheet_keep(struct sheet *p);
void sheet_keep_signed(struct sheet *p); /* and what is above goes with it to a new page */
void sheet_keep_end(struct sheet *p);
bool sheet_keeping(const struct sheet *p);
/* The rows between are printed on one page where they fit on one, what is kept among them else. */
void sheet_whole(struct sheet *p);
void sheet_whole_end(struct sheet *p);
/* Rows from here on are as low as their text allows. */
void sheet_close_rows(struct sheet *p);
/* The cells of a sheet that people may fill in by hand (put_fill). */
struct fill {
    int row, col;
};
const struct fill *sheet_fills(const struct sheet *p, size_t *n);
/* The rows so far are printed, what follows is for the screen. */
void sheet_print_rows(struct sheet *p);
/* Cells of rows @first to @last in @col look like @style while the formula holds, as it reads for
 * the first of them; in grey too. */
void sheet_mark(struct sheet *p, int first, int last, int col, enum style style, const char *fmt,
                ...) __attribute__((format(printf, 6, 7)));
/* Only columns 0 to @last are printed. */
void sheet_print_columns(struct sheet *p, int last);

#endif
