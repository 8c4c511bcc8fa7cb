/* SPDX-License-Identifier: MIT */
/* export/book/layout.c - the pages of a sheet: a scale that puts its columns on one page, and
 * breaks where rows that belong together would be torn.  "Fit to one page wide" would do the first
 * and forbid the second. */
#include <stdlib.h>

#include "db/base/text.h"
#include "export/book/measure.h"
#include "export/book/paper.h"

/* A4 and the margins of book.c, in points; a little is kept free for other programs' hinting. */
#define MM (72 / 25.4)
#define SIDES (45 * MM)
#define ENDS (40 * MM)
#define SLACK 0.98

enum { SCALE_MIN = 10, SCALE_MAX = 100 };

void paper_height(struct paper *p, int row, double height)
{
    if (row >= p->cap_height) {
        p->cap_height = row < 64 ? 128 : 2 * row;
        p->height = xrealloc(p->height, (size_t)p->cap_height * sizeof *p->height);
    }
    p->height[row] = height;
}

void paper_keep(struct paper *p)
{
    if (p->n_keep == p->cap_keep) {
        p->cap_keep = p->cap_keep ? p->cap_keep * 2 : 8;
        p->keep = xrealloc(p->keep, p->cap_keep * sizeof *p->keep);
    }
    p->keep[p->n_keep++] = (struct keep){p->row, p->row, false};
    p->keeping = true;
}

void paper_keep_signed(struct paper *p)
{
    if (!p->keeping) /* else what is kept already is signed below */
        paper_keep(p);
    p->keep[p->n_keep - 1].signed_by = true;
}

void paper_keep_end(struct paper *p)
{
    if (p->keeping)
        p->keep[p->n_keep - 1].last = p->row - 1;
    p->keeping = false;
}

bool paper_keeping(const struct paper *p)
{
    return p->keeping;
}

static int scale_of(const struct paper *p)
{
    double width = 0, room = paper_room(p->landscape);
    for (int i = 0; i <= p->print_last; i++)
        width += (p->width[i] + PAPER_EDGE) * PAPER_DIGIT;
    int scale = width > room ? (int)(room / width * 100) : SCALE_MAX;
    return scale < SCALE_MIN ? SCALE_MIN : scale;
}

void paper_whole(struct paper *p)
{
    if (p->n_whole == p->cap_whole) {
        p->cap_whole = p->cap_whole ? p->cap_whole * 2 : 32;
        p->whole = xrealloc(p->whole, p->cap_whole * sizeof *p->whole);
    }
    p->whole[p->n_whole++] = (struct span){p->row, p->row};
}

void paper_close_rows(struct paper *p)
{
    p->close = true;
}

void paper_whole_end(struct paper *p)
{
    p->whole[p->n_whole - 1].last = p->row - 1;
}

/* The last row that must stand on the page of @row: its own, but for the first of what is kept
 * together. */
static int together(const struct paper *p, int row)
{
    size_t low = 0, high = p->n_keep; /* they are in order */
    while (low < high) {
        size_t i = low + (high - low) / 2;
        if (p->keep[i].first == row)
            return p->keep[i].last;
        if (p->keep[i].first < row)
            low = i + 1;
        else
            high = i;
    }
    return row;
}

/* Rows that are printed. */
static int rows_of(const struct paper *p)
{
    return p->print_rows ? p->print_rows : p->row;
}

/* The first row of the page that a break before @row opens.  Signatures never stand alone, nor
 * under a head without rows: the row above them goes with them. */
static int break_at(const struct paper *p, int row, int page)
{
    enum { LEAVE = 3 }; /* rows that must stay */
    bool kept = false;
    for (size_t i = 0; i < p->n_keep; i++)
        kept = kept || (p->keep[i].first == row && p->keep[i].signed_by);
    int from = row - 1;
    for (size_t i = 0; i < p->n_keep && kept; i++)
        if (p->keep[i].first <= from && from <= p->keep[i].last)
            from = p->keep[i].first;
    return kept && from >= page + LEAVE && from > p->head + p->heads ? from : row;
}

double paper_room(bool landscape)
{
    return ((landscape ? 297 : 210) * MM - SIDES) * SLACK;
}

double paper_long(bool landscape)
{
    return ((landscape ? 210 : 297) * MM - ENDS) * SLACK;
}

static double heights(const struct paper *p, int first, int last)
{
    double sum = 0;
    for (int i = first; i <= last && i < p->row; i++)
        sum += p->height[i];
    return sum;
}

/* The height that must fit where @row begins: of what is whole, if @room can hold it; *@whole
 * is the first that begins there or later, *@torn counts those that none can hold. */
static double needed(const struct paper *p, int row, double room, size_t *whole, size_t *torn)
{
    while (*whole < p->n_whole && p->whole[*whole].first < row)
        ++*whole;
    if (*whole < p->n_whole && p->whole[*whole].first == row) {
        double all = heights(p, row, p->whole[*whole].last);
        if (all <= room)
            return all;
        ++*torn;
    }
    return heights(p, row, together(p, row));
}

/* The first rows of the pages after the first, at this scale, and a 0; how many.  Adds to *@torn
 * what should be whole and is not. */
static size_t place(const struct paper *p, int scale, lxw_row_t *at, size_t *torn)
{
    double page = paper_long(p->landscape) * 100 / scale, used = 0;
    double head = heights(p, p->head, p->head + p->heads - 1);
    size_t n = 0, whole = 0;
    int from = 0;
    for (int row = 0; row < rows_of(p); row++) {
        double need = needed(p, row, page - head, &whole, torn);
        if (used > 0 && used + need > page && row > p->head + p->heads) {
            from = break_at(p, row, from);
            at[n++] = (lxw_row_t)from;
            used = head + heights(p, from, row - 1);
        }
        used += p->height[row];
    }
    at[n] = 0;
    return n;
}

/* A little smaller, where that saves pages of a short sheet, or of one where things stay whole. */
static int best_scale(const struct paper *p, int scale, lxw_row_t *at)
{
    enum { SHORT = 3, LESS = 90, LESS_WHOLE = 80, READABLE = 57 }; /* breaks; per cent */
    size_t torn = 0, least = place(p, scale, at, &torn);
    least += torn;
    int best = scale, low = scale * (p->n_whole ? LESS_WHOLE : LESS) / 100;
    if (p->n_whole && low < READABLE)
        low = READABLE;
    if (least > SHORT && !p->n_whole)
        return scale;
    for (int i = scale - 1; i >= low && least > 0; i--) {
        torn = 0;
        size_t n = place(p, i, at, &torn);
        if (n + torn < least) {
            least = n + torn;
            best = i;
        }
    }
    return best;
}

void paper_layout(struct paper *p)
{
    if (p->placed || !p->ws || p->row == 0)
        return;
    lxw_row_t *at = xcalloc((size_t)p->row + 1, sizeof *at);
    int scale = best_scale(p, scale_of(p), at);
    worksheet_set_print_scale(p->ws, (uint16_t)scale);
    enum { MOST = 1000 }; /* the library takes 1023 */
    size_t torn = 0, n = place(p, scale, at, &torn);
    if (n > 0 && n < MOST)
        book_try(p->book, worksheet_set_h_pagebreaks(p->ws, at));
    free(at);
}
