/* SPDX-License-Identifier: MIT */
/* export/book/book.c - the workbook, its styles and its pages. */
#include "export/book/book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/sheet/sheet.h"
#include "export/book/book_part.h"
#include "db/base/mem.h"
#include "export/book/measure.h"
#include "export/book/starved.h"

#define FONT "Times New Roman"

/* How each style looks.  Letters: b bold, i italic, u underlined, c centred, w wrapped,
 * # border, g shaded, t top, r turned. */
static const struct look {
    double size;
    const char *how, *number;
    uint32_t color;
} look[STYLE_COUNT] = {
    [STYLE_TEXT] = {12, "wt", NULL, 0},
    [STYLE_BOLD] = {12, "bwt", NULL, 0},
    [STYLE_CENTER] = {12, "cw", NULL, 0},
    [STYLE_CENTER_BOLD] = {12, "bcw", NULL, 0},
    [STYLE_CENTER_ITALIC] = {12, "icw", NULL, 0},
    [STYLE_UNDERLINED] = {12, "bucw", NULL, 0},
    [STYLE_TITLE] = {14, "bcw", NULL, 0},
    [STYLE_STATE] = {13, "bcw", NULL, 0},
    [STYLE_ALARM] = {14, "bcw", NULL, 0xC00000},
    [STYLE_SMALL] = {10, "icw", NULL, 0},
    [STYLE_HEAD] = {11, "bcw#g", NULL, 0},
    [STYLE_HEAD_UP] = {11, "bcw#gr", NULL, 0},
    [STYLE_GROUP] = {12, "bw#g", NULL, 0},
    [STYLE_GROUP_LINE] = {12, "b=g", NULL, 0},
    [STYLE_GROUP_LINE_FIRST] = {12, "b[g", NULL, 0},
    [STYLE_GROUP_LINE_LAST] = {12, "b]g", NULL, 0},
    [STYLE_GROUP_NUMBER] = {12, "bc#g", "0", 0},
    [STYLE_GROUP_MEAN] = {12, "bc#g", "0.00", 0},
    [STYLE_CELL] = {12, "w#", NULL, 0},
    [STYLE_CELL_LINE] = {12, "=", NULL, 0},
    [STYLE_CELL_CENTER] = {12, "cw#", NULL, 0},
    [STYLE_CELL_BOLD] = {12, "bw#", NULL, 0},
    [STYLE_NUMBER] = {12, "c#", "0", 0},
    [STYLE_WRITTEN] = {12, "c#", "0\"*\"", 0},
    [STYLE_STARS] = {12, "c#", "0\" sao\"", 0},
    [STYLE_MEAN] = {12, "c#", "0.00", 0},
    [STYLE_MEAN_BOLD] = {12, "bc#", "0.00", 0},
    [STYLE_TIME] = {12, "c#", "dd/mm/yyyy hh:mm:ss", 0},
    [STYLE_DATE] = {12, "c#", "dd/mm/yyyy", 0},
    [STYLE_PLAIN_NUMBER] = {12, "tc", "0", 0},
    [STYLE_PLAIN_DATE] = {12, "tc", "dd/mm/yyyy", 0},
    [STYLE_ABSENT] = {12, "c#", NULL, 0},
    [STYLE_RECUSED] = {12, "c#", NULL, 0},
    [STYLE_FORM_TITLE] = {14, "bcw", NULL, 0},
    [STYLE_FORM_ALARM] = {14, "bcw", NULL, 0xC00000},
    [STYLE_FORM_STRONG] = {10, "bcw", NULL, 0},
    [STYLE_FORM_SLOPED] = {10, "icw", NULL, 0},
    [STYLE_FORM_SMALL] = {9, "icw", NULL, 0},
    [STYLE_FORM_FIELD] = {10, "w", NULL, 0},
    [STYLE_FORM_LABEL] = {10, "bw", NULL, 0},
    [STYLE_FORM_HEAD] = {8, "bcw#g", NULL, 0},
    [STYLE_FORM_GROUP] = {10, "bw#g", NULL, 0},
    [STYLE_FORM_GROUP_NUMBER] = {10, "bc#g", "0", 0},
    [STYLE_FORM_BOLD] = {10, "bw#", NULL, 0},
    [STYLE_FORM_ITALIC] = {10, "iw#", NULL, 0},
    [STYLE_FORM_CELL] = {10, "w#", NULL, 0},
    [STYLE_FORM_TICKED] = {10, "w#g", NULL, 0},
    [STYLE_FORM_NUMBER] = {10, "c#", "0", 0},
    [STYLE_FORM_NUMBER_BOLD] = {10, "bc#", "0", 0},
    [STYLE_MARK] = {12, "b", NULL, 0},
    [STYLE_MARK_NEAR] = {12, "bi", NULL, 0},
};

double style_size(enum style style)
{
    return look[style].size;
}

bool style_has(enum style style, char how)
{
    return strchr(look[style].how, how) != NULL;
}

/* A look that is laid over a cell's own may set no font, size or place. */
static lxw_format *make_mark(lxw_workbook *w, enum style style)
{
    lxw_format *f = workbook_add_format(w);
    format_set_bold(f);
    if (style == STYLE_MARK_NEAR) {
        format_set_italic(f);
        format_set_underline(f, LXW_UNDERLINE_SINGLE);
    }
    format_set_pattern(f, LXW_PATTERN_GRAY_0625);
    return f;
}

static lxw_format *make_format(lxw_workbook *w, enum style style)
{
    lxw_format *f = workbook_add_format(w);
    format_set_font_name(f, FONT);
    format_set_font_size(f, look[style].size);
    format_set_font_color(f, look[style].color ? look[style].color : LXW_COLOR_BLACK);
    if (style_has(style, 'b'))
        format_set_bold(f);
    if (style_has(style, 'i'))
        format_set_italic(f);
    if (style_has(style, 'u'))
        format_set_underline(f, LXW_UNDERLINE_SINGLE);
    if (style_has(style, 'w'))
        format_set_text_wrap(f);
    if (style_has(style, 'c'))
        format_set_align(f, LXW_ALIGN_CENTER);
    format_set_align(f, style_has(style, 't') ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER);
    if (style_has(style, '#'))
        format_set_border(f, LXW_BORDER_THIN);
    if (strpbrk(look[style].how, "=[]")) {
        format_set_top(f, LXW_BORDER_THIN);
        format_set_bottom(f, LXW_BORDER_THIN);
    }
    if (style_has(style, '['))
        format_set_left(f, LXW_BORDER_THIN);
    if (style_has(style, ']'))
        format_set_right(f, LXW_BORDER_THIN);
    if (style_has(style, 'g'))
        format_set_bg_color(f, 0xE7E6E6);
    if (style_has(style, 'r'))
        format_set_rotation(f, 90);
    if (look[style].number)
        format_set_num_format(f, look[style].number);
    if (style == STYLE_ABSENT)
        format_set_pattern(f, LXW_PATTERN_GRAY_125);
    if (style == STYLE_RECUSED)
        format_set_pattern(f, LXW_PATTERN_LIGHT_UP);
    return f;
}

void book_try(struct workbook *b, lxw_error e)
{
    starved_check();
    if (e == LXW_NO_ERROR || b->trouble)
        return;
    if (e == LXW_ERROR_CREATING_TMPFILE)
        b->trouble = "không ghi được tệp tạm";
    else if (e < LXW_ERROR_NULL_PARAMETER_IGNORED)
        b->trouble = "không ghi trọn được tệp";
    else
        b->trouble = "bảng tính không chứa được nội dung";
}

/* ---- the pages of a sheet: a scale that puts its columns on one page, and breaks where rows that
 * belong together would be torn.  "Fit to one page wide" would do the first and forbid the second.
 */

/* A4 and the margins of set_page, in points; a little is kept free for other programs' hinting. */
#define MM (72 / 25.4)
#define SIDES (45 * MM)
#define ENDS (40 * MM)
#define SLACK 0.98

enum { SCALE_MIN = 10, SCALE_MAX = 100 };

static int scale_of(const struct sheet *p)
{
    double width = 0, room = page_room(p->landscape);
    for (int i = 0; i <= p->print_last; i++)
        width += (p->width[i] + SHEET_EDGE) * SHEET_DIGIT;
    int scale = width > room ? (int)(room / width * 100) : SCALE_MAX;
    return scale < SCALE_MIN ? SCALE_MIN : scale;
}

/* The last row that must stand on the page of @row: its own, but for the first of what is kept
 * together. */
static int together(const struct sheet *p, int row)
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
static int printed_rows(const struct sheet *p)
{
    return p->print_rows ? p->print_rows : p->row;
}

/* The first row of the page that a break before @row opens.  Signatures never stand alone, nor
 * under a head without rows: the row above them goes with them. */
static int break_at(const struct sheet *p, int row, int page)
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

double page_room(bool landscape)
{
    return ((landscape ? 297 : 210) * MM - SIDES) * SLACK;
}

double page_long(bool landscape)
{
    return ((landscape ? 210 : 297) * MM - ENDS) * SLACK;
}

static double heights(const struct sheet *p, int first, int last)
{
    double sum = 0;
    for (int i = first; i <= last && i < p->row; i++)
        sum += p->height[i];
    return sum;
}

/* The height that must fit where @row begins: of what is whole, if @room can hold it; *@whole
 * is the first that begins there or later, *@torn counts those that none can hold. */
static double needed(const struct sheet *p, int row, double room, size_t *whole, size_t *torn)
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
static size_t place_pages(const struct sheet *p, int scale, lxw_row_t *at, size_t *torn)
{
    double page = page_long(p->landscape) * 100 / scale, used = 0;
    double head = heights(p, p->head, p->head + p->heads - 1);
    size_t n = 0, whole = 0;
    int from = 0;
    for (int row = 0; row < printed_rows(p); row++) {
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
static int best_scale(const struct sheet *p, int scale, lxw_row_t *at)
{
    enum { SHORT = 3, LESS = 90, LESS_WHOLE = 80, READABLE = 57 }; /* breaks; per cent */
    size_t torn = 0, least = place_pages(p, scale, at, &torn);
    least += torn;
    int best = scale, low = scale * (p->n_whole ? LESS_WHOLE : LESS) / 100;
    if (p->n_whole && low < READABLE)
        low = READABLE;
    if (least > SHORT && !p->n_whole)
        return scale;
    for (int i = scale - 1; i >= low && least > 0; i--) {
        torn = 0;
        size_t n = place_pages(p, i, at, &torn);
        if (n + torn < least) {
            least = n + torn;
            best = i;
        }
    }
    return best;
}

/* The print scale that fits the columns on the page, and page breaks so that what is kept
 * together is.  Nothing for a form, which places its own. */
static void sheet_layout(struct sheet *p)
{
    if (p->placed || !p->ws || p->row == 0)
        return;
    lxw_row_t *at = xcalloc((size_t)p->row + 1, sizeof *at);
    int scale = best_scale(p, scale_of(p), at);
    worksheet_set_print_scale(p->ws, (uint16_t)scale);
    enum { MOST = 1000 }; /* the library takes 1023 */
    size_t torn = 0, n = place_pages(p, scale, at, &torn);
    if (n > 0 && n < MOST)
        book_try(p->book, worksheet_set_h_pagebreaks(p->ws, at));
    free(at);
}

/* ---- the workbook ---- */

struct workbook *book_new(const char *path, const char *title, int64_t created)
{
    struct workbook *b = xcalloc(1, sizeof *b);
    starved_begin();
    b->w = workbook_new(path);
    if (!b->w)
        mem_gone();
    for (int i = 0; i < STYLE_COUNT; i++)
        b->format[i] = i == STYLE_MARK || i == STYLE_MARK_NEAR ? make_mark(b->w, (enum style)i)
                                                               : make_format(b->w, (enum style)i);
    char *copy = xstrdup(title); /* the library wants it writable, and copies it */
    lxw_doc_properties p = {.title = copy, .created = (time_t)created};
    book_try(b, workbook_set_properties(b->w, &p));
    free(copy);
    return b;
}

static void set_page(struct sheet *p, bool landscape, const char *header, const char *footer)
{
    enum { A4 = 9 };
    static const double mm = 1 / 25.4;
    worksheet_set_paper(p->ws, A4);
    if (landscape)
        worksheet_set_landscape(p->ws);
    worksheet_set_margins(p->ws, 30 * mm, 15 * mm, 20 * mm, 20 * mm);
    lxw_header_footer_options o = {.margin = 8 * mm};
    book_try(p->book, worksheet_set_header_opt(p->ws, header, &o));
    book_try(p->book, worksheet_set_footer_opt(p->ws, footer, &o));
}

struct sheet *book_sheet(struct workbook *b, const char *name, bool landscape, const double *width,
                         int n, const char *header, const char *footer)
{
    struct sheet *p = xcalloc(1, sizeof *p);
    p->book = b;
    p->name = name;
    p->landscape = landscape;
    p->n = n;
    p->print_last = n - 1;
    p->width = xmalloc((size_t)n * sizeof *width);
    memcpy(p->width, width, (size_t)n * sizeof *width);
    p->below = b->sheets;
    b->sheets = p;
    p->ws = b->w ? workbook_add_worksheet(b->w, name) : NULL;
    if (!p->ws) {
        if (!b->trouble)
            b->trouble = "không tạo được trang";
        return p;
    }
    for (int i = 0; i < n; i++)
        book_try(b, worksheet_set_column(p->ws, (lxw_col_t)i, (lxw_col_t)i, width[i],
                                         b->format[STYLE_TEXT]));
    set_page(p, landscape, header, footer);
    return p;
}

static void sheet_drop(struct sheet *p)
{
    for (size_t i = 0; i < p->n_cells; i++)
        free(p->cell[i].text);
    free(p->cell);
    free(p->width);
    free(p->height);
    free(p->keep);
    free(p->whole);
    free(p->fill);
    free(p);
}

const char *book_close(struct workbook *b, bool keep)
{
    for (struct sheet *p = b->sheets, *below; p; p = below) {
        below = p->below;
        if (keep)
            sheet_layout(p);
        sheet_drop(p);
    }
    if (b->w && keep && !b->trouble)
        book_try(b, workbook_close(b->w));
    else if (b->w)
        lxw_workbook_free(b->w);
    starved_end();
    const char *trouble = b->trouble;
    free(b);
    return trouble;
}

bool book_holds(const char *path, const char *name, size_t filled)
{
    struct faults ignored = {0};
    struct sheet_options o = {.sheet = name, .max_cell = BOOK_MAX_CELL};
    struct sheet_rows *s = sheet_read(path, &o, &ignored);
    size_t n = 0;
    for (size_t r = 0; s && r < s->n; r++)
        for (size_t c = 0; c < s->row[r].n; c++)
            n += s->row[r].cell[c][0] != 0;
    bool good = s && n == filled;
    sheet_free(s);
    faults_free(&ignored);
    return good;
}
