/* SPDX-License-Identifier: MIT */
/* export/book/book.c - the workbook, its styles and its pages. */
#include "export/book/book.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "db/base/text.h"
#include "export/book/paper.h"

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

void book_try(struct book *b, lxw_error e)
{
    if (e == LXW_NO_ERROR || b->trouble)
        return;
    if (e == LXW_ERROR_CREATING_TMPFILE)
        b->trouble = "không ghi được tệp tạm";
    else if (e < LXW_ERROR_NULL_PARAMETER_IGNORED)
        b->trouble = "không ghi trọn được tệp";
    else
        b->trouble = "bảng tính không chứa được nội dung";
}

struct book *book_new(const char *path, const char *title, int64_t created)
{
    struct book *b = xcalloc(1, sizeof *b);
    b->w = workbook_new(path);
    if (!b->w) {
        b->trouble = "hết bộ nhớ";
        return b;
    }
    for (int i = 0; i < STYLE_COUNT; i++)
        b->format[i] = i == STYLE_MARK || i == STYLE_MARK_NEAR ? make_mark(b->w, (enum style)i)
                                                               : make_format(b->w, (enum style)i);
    char *copy = xstrdup(title); /* the library wants it writable, and copies it */
    lxw_doc_properties p = {.title = copy, .created = (time_t)created};
    book_try(b, workbook_set_properties(b->w, &p));
    free(copy);
    return b;
}

static void set_page(struct paper *p, bool landscape, const char *header, const char *footer)
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

struct paper *book_sheet(struct book *b, const char *name, bool landscape, const double *width,
                         int n, const char *header, const char *footer)
{
    struct paper *p = xcalloc(1, sizeof *p);
    p->book = b;
    p->name = name;
    p->landscape = landscape;
    p->n = n;
    p->print_last = n - 1;
    p->width = xmalloc((size_t)n * sizeof *width);
    memcpy(p->width, width, (size_t)n * sizeof *width);
    p->below = b->papers;
    b->papers = p;
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

static void paper_free(struct paper *p)
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

/* workbook_close tells its failures on stderr, in the middle of the screen. */
static lxw_error close_quietly(lxw_workbook *w)
{
    fflush(stderr);
    int saved = dup(STDERR_FILENO), null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (saved >= 0 && null >= 0)
        dup2(null, STDERR_FILENO);
    lxw_error e = workbook_close(w);
    fflush(stderr);
    if (saved >= 0)
        dup2(saved, STDERR_FILENO);
    if (saved >= 0)
        close(saved);
    if (null >= 0)
        close(null);
    return e;
}

const char *book_close(struct book *b, bool keep)
{
    for (struct paper *p = b->papers, *below; p; p = below) {
        below = p->below;
        if (keep)
            paper_layout(p);
        paper_free(p);
    }
    if (b->w && keep && !b->trouble)
        book_try(b, close_quietly(b->w));
    else if (b->w)
        lxw_workbook_free(b->w);
    const char *trouble = b->trouble;
    free(b);
    return trouble;
}
