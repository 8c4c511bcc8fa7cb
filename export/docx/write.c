/* SPDX-License-Identifier: MIT */
/* export/docx/write.c - a text template as a Word template: every line becomes a paragraph or a row
 * of a table, with its field and directives as they stand.
 *
 * Lines of two columns that follow each other are one table without borders: at the top of a page
 * the heads of Nghị định 30/2020 (agency and national title), elsewhere a signature block, whose
 * rows stay together.  A directive stands within a table, as a row of its own, where all that it
 * is about does.  Rows do not break. */
#include "export/docx/write.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/arena.h"
#include "db/base/embed.h"
#include "db/base/mem.h"
#include "export/template/template.h"

enum { WRITER_CELLS = 16 };
/* Those who get a copy: what their list begins with. */
#define RECIPIENTS "Nơi nhận"
/* What kind of table a line belongs to: none, one of two columns, one with borders. */
enum family { PLAIN, PAIRS, ROWS };

struct writer {
    struct buf b;
    const struct doc *d;
    struct arena *arena;
    enum family open; /* the table under way */
    int depth;        /* directives that it has open */
    int cols, width[WRITER_CELLS];
    size_t rows;      /* of it, but for directives */
    bool top;         /* nothing is on the page yet */
    bool heads;       /* the table is that of the page's head */
    bool after_table; /* what follows a table at once would become part of it */
    bool recipients;  /* in the list "Nơi nhận" */
};

static enum doc_look line_look(const struct writer *w, size_t i)
{
    return *(const enum doc_look *)w->d->part[i].look;
}

static enum template_kind line_kind(const struct writer *w, size_t i)
{
    return line_look(w, i) == DOC_TEXT ? template_kind(w->d->part[i].text) : TEMPLATE_TEXT;
}

static enum family family_of(enum doc_look look)
{
    switch (look) {
    case DOC_PAIR:
    case DOC_PAIR_BOLD:
    case DOC_PAIR_ITALIC:
    case DOC_SPACE:
        return PAIRS;
    case DOC_ROW:
    case DOC_ROW_HEAD:
        return ROWS;
    default:
        return PLAIN;
    }
}

/* The @het of the directive at @i; d->n when there is none. */
static size_t end_of(const struct writer *w, size_t i)
{
    int depth = 0;
    for (size_t k = i + 1; k < w->d->n; k++) {
        enum template_kind t = line_kind(w, k);
        if (t == TEMPLATE_END && depth-- == 0)
            return k;
        depth += t == TEMPLATE_EACH || t == TEMPLATE_WHEN;
    }
    return w->d->n;
}

/* What all lines between the directive at @i and its end are; PLAIN when they differ. */
static enum family body_family(const struct writer *w, size_t i)
{
    enum family f = PLAIN;
    size_t end = end_of(w, i);
    for (size_t k = i + 1; k < end; k++) {
        if (line_kind(w, k) != TEMPLATE_TEXT)
            continue;
        enum family one = family_of(line_look(w, k));
        if (one == PLAIN || (f != PLAIN && one != f))
            return PLAIN;
        f = one;
    }
    return end < w->d->n ? f : PLAIN;
}

/* What is printed after line @i, if all that is asked for is there: its family. */
static enum family next_family(const struct writer *w, size_t i)
{
    for (size_t k = i + 1; k < w->d->n; k++) {
        enum template_kind t = line_kind(w, k);
        if (t == TEMPLATE_ELSE)
            k = end_of(w, k);
        else if (t == TEMPLATE_TEXT && line_look(w, k) != DOC_BLANK)
            return family_of(line_look(w, k));
    }
    return PLAIN;
}

/* Whether the paragraph that ends a section comes next: alone, it would make an empty page. */
static bool ends_section(const struct writer *w, size_t i)
{
    while (++i < w->d->n)
        if (line_kind(w, i) == TEMPLATE_TEXT && line_look(w, i) != DOC_BLANK)
            return line_look(w, i) == DOC_BREAK;
    return true;
}

/* ---- paragraphs ---- */

static void word_para(struct writer *w, const char *style, const char *text, bool keep)
{
    buf_puts(&w->b, "<w:p><w:pPr><w:pStyle w:val=\"");
    buf_puts(&w->b, style);
    buf_puts(&w->b, keep ? "\"/><w:keepNext/></w:pPr>" : "\"/></w:pPr>");
    if (*text) {
        buf_puts(&w->b, "<w:r><w:t xml:space=\"preserve\">");
        buf_text(&w->b, text);
        buf_puts(&w->b, "</w:t></w:r>");
    }
    buf_puts(&w->b, "</w:p>\n");
}

static void put_line(struct writer *w, size_t i)
{
    static const char *const styles[] = {
        [DOC_TEXT] = "Normal",         [DOC_BOLD] = "Muc",
        [DOC_TITLE] = "Tieude",        [DOC_CENTER] = "Giua",
        [DOC_CENTER_BOLD] = "Giuadam", [DOC_CENTER_ITALIC] = "Giuanghieng",
    };
    enum doc_look look = line_look(w, i);
    const char *text = w->d->part[i].text;
    if (look == DOC_BOLD)
        w->recipients = strncmp(text, RECIPIENTS, sizeof RECIPIENTS - 1) == 0;
    const char *style = look == DOC_BOLD && w->recipients                 ? "Noinhan"
                        : look == DOC_TEXT && w->recipients               ? "Noinhandong"
                        : look == DOC_TEXT && strncmp(text, "- ", 2) == 0 ? "Dong"
                                                                          : styles[look];
    /* Signatures never stand alone on a page, nor what announces a list. */
    bool announces = *text && text[strlen(text) - 1] == ':';
    word_para(w, style, text, look == DOC_TEXT && (announces || next_family(w, i) == PAIRS));
}

static void put_break(struct writer *w)
{
    buf_puts(&w->b, "<w:p><w:pPr><w:pStyle w:val=\"Ngat\"/>");
    buf_puts(&w->b, (const char *)export_embedded("templates/word/section.xml")->data);
    buf_puts(&w->b, "</w:pPr></w:p>\n");
}

/* ---- tables ---- */

enum { PAGE = 9354, LEFT_HEAD = 3950, SIGN_ROOM = 1100 /* 1/20 point */ };

__attribute__((format(printf, 2, 3))) static void buf_printf(struct buf *b, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = xvasprintf(fmt, ap);
    va_end(ap);
    buf_puts(b, text);
    free(text);
}

static void open_cell(struct writer *w, int width, int span)
{
    buf_printf(&w->b, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", width);
    if (span > 1)
        buf_printf(&w->b, "<w:gridSpan w:val=\"%d\"/>", span);
    buf_puts(&w->b, "</w:tcPr>");
}

static void put_cell(struct writer *w, int col, const char *style, const char *text, bool keep,
                     const char *rule)
{
    open_cell(w, w->width[col], 1);
    word_para(w, style, text, keep);
    if (rule)
        word_para(w, rule, "", keep);
    buf_puts(&w->b, "</w:tc>");
}

/* How much room a column asks for, by what stands over it: names and sentences need most. */
static int share(const char *head)
{
    static const struct {
        const char *begin;
        int share;
    } known[] = {{"TT", 6},       {"STT", 6},       {"Tên", 24},   {"Mã", 13},     {"Chủ thể", 22},
                 {"Kết quả", 20}, {"Nội dung", 24}, {"Lý do", 20}, {"Địa chỉ", 20}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strncmp(head, known[i].begin, strlen(known[i].begin)) == 0)
            return known[i].share;
    return 9;
}

enum { NARROW = 1500 };

static void set_columns(struct writer *w, enum family f, size_t i)
{
    const char *cell[WRITER_CELLS];
    while (family_of(line_look(w, i)) != f)
        i++;
    w->cols = 2;
    w->width[0] = w->heads ? LEFT_HEAD : PAGE / 2;
    w->width[1] = PAGE - w->width[0];
    if (f == PAIRS)
        return;
    w->cols = (int)doc_cells(w->arena, w->d->part[i].text, cell, WRITER_CELLS);
    int all = 0, used = 0;
    for (int c = 0; c < w->cols; c++)
        all += share(cell[c]);
    for (int c = 0; c < w->cols; c++)
        used += w->width[c] = c + 1 < w->cols ? PAGE * share(cell[c]) / all : PAGE - used;
}

/* A table of the family @f that begins with line @i or what follows it; the one under way ends. */
static void word_open_table(struct writer *w, enum family f, size_t i)
{
    static const char *const sides[] = {"top", "left", "bottom", "right", "insideH", "insideV"};
    if (w->after_table)
        word_para(w, "Cach", "", false);
    w->open = f;
    w->depth = 0;
    w->rows = 0;
    w->heads = f == PAIRS && w->top;
    set_columns(w, f, i);
    buf_printf(&w->b, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/>", PAGE);
    if (f == ROWS) {
        buf_puts(&w->b, "<w:tblBorders>");
        for (size_t s = 0; s < sizeof sides / sizeof *sides; s++) {
            buf_puts(&w->b, "<w:");
            buf_puts(&w->b, sides[s]);
            buf_puts(&w->b, " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>");
        }
        buf_puts(&w->b, "</w:tblBorders>");
    }
    buf_puts(&w->b, "<w:tblLayout w:type=\"fixed\"/>");
    if (w->heads) /* every millimetre counts */
        buf_puts(&w->b, "<w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/>"
                        "<w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar>");
    buf_puts(&w->b, "</w:tblPr><w:tblGrid>");
    for (int c = 0; c < w->cols; c++)
        buf_printf(&w->b, "<w:gridCol w:w=\"%d\"/>", w->width[c]);
    buf_puts(&w->b, "</w:tblGrid>\n");
}

static void word_close_table(struct writer *w)
{
    if (w->open != PLAIN)
        buf_puts(&w->b, "</w:tbl>\n");
    if (w->open == ROWS)
        word_para(w, "Cach", "", false);
    w->after_table = w->open == PAIRS || (w->open == PLAIN && w->after_table);
    w->open = PLAIN;
    w->heads = false;
}

/* Those who get a copy may stand beside the signature. */
static const char *recipient_style(const char *text)
{
    return strncmp(text, RECIPIENTS, sizeof RECIPIENTS - 1) == 0 ? "Noinhan"
           : strncmp(text, "- ", 2) == 0                         ? "Noinhandong"
                                                                 : NULL;
}

static void word_pair(struct writer *w, size_t i)
{
    /* The heads, row by row: Nghị định 30/2020, Phụ lục I, mục II. */
    static const char *const heads[][2] = {
        {"Coquan", "Quochieu"}, {"Coquandam", "Tieungu"}, {"Hai", "Diadanh"}};
    static const char *const rules[] = {"Gachngan", "Gachdai"};
    enum doc_look look = line_look(w, i);
    const char *cell[WRITER_CELLS] = {"", ""};
    bool keep = next_family(w, i) == PAIRS || ends_section(w, i), space = look == DOC_SPACE;
    if (!space)
        doc_cells(w->arena, w->d->part[i].text, cell, 2);
    buf_puts(&w->b, "<w:tr><w:trPr><w:cantSplit/>");
    if (space)
        buf_printf(&w->b, "<w:trHeight w:val=\"%d\" w:hRule=\"atLeast\"/>", SIGN_ROOM);
    buf_puts(&w->b, "</w:trPr>");
    for (int c = 0; c < 2; c++)
        put_cell(w, c,
                 c == 0 && recipient_style(cell[0]) ? recipient_style(cell[0])
                 : w->heads                         ? heads[w->rows < 2 ? w->rows : 2][c]
                 : look == DOC_PAIR_BOLD            ? "Haidam"
                 : look == DOC_PAIR_ITALIC          ? "Hainghieng"
                                                    : "Hai",
                 cell[c], keep, w->heads && w->rows == 1 ? rules[c] : NULL);
    buf_puts(&w->b, "</w:tr>\n");
}

static void word_row(struct writer *w, size_t i)
{
    const char *cell[WRITER_CELLS];
    bool head = line_look(w, i) == DOC_ROW_HEAD;
    int n = (int)doc_cells(w->arena, w->d->part[i].text, cell, (size_t)w->cols);
    buf_puts(&w->b, head ? "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
                         : "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    for (int c = 0; c < w->cols; c++)
        put_cell(w, c,
                 head                   ? "Dau"
                 : w->width[c] < NARROW ? "Ogiua"
                                        : "O",
                 c < n ? cell[c] : "", false, NULL);
    buf_puts(&w->b, "</w:tr>\n");
}

/* A directive: a row of the table under way, or a paragraph. */
static void word_directive(struct writer *w, size_t i)
{
    if (w->open != PLAIN) {
        buf_puts(&w->b, "<w:tr>");
        open_cell(w, PAGE, w->cols);
    }
    word_para(w, "Chidan", w->d->part[i].text, false);
    if (w->open != PLAIN)
        buf_puts(&w->b, "</w:tc></w:tr>\n");
    else
        w->after_table = false;
}

/* ---- line by line ---- */

static void word_part(struct writer *w, size_t i, enum template_kind t)
{
    if (t == TEMPLATE_EACH || t == TEMPLATE_WHEN) {
        enum family f = body_family(w, i);
        if (w->open != PLAIN && f != w->open)
            word_close_table(w);
        if (w->open == PLAIN && f != PLAIN)
            word_open_table(w, f, i);
        w->depth++;
    } else {
        if (w->depth == 0)
            word_close_table(w);
        w->depth -= t == TEMPLATE_END && w->depth > 0;
    }
    word_directive(w, i);
    if (w->open == PLAIN)
        w->depth = 0;
}

static void word_line(struct writer *w, size_t i)
{
    enum doc_look look = line_look(w, i);
    enum family f = family_of(look);
    bool again = f == ROWS && look == DOC_ROW_HEAD && w->rows > 0 && w->depth == 0;
    if (w->open != f || again)
        word_close_table(w);
    if (f != PLAIN) {
        if (w->open == PLAIN)
            word_open_table(w, f, i);
        if (f == PAIRS)
            word_pair(w, i);
        else
            word_row(w, i);
        w->rows++;
        w->recipients = false;
    } else if (look == DOC_BREAK) {
        put_break(w);
    } else if (look != DOC_BLANK) {
        put_line(w, i);
    }
    if (f == PLAIN && look != DOC_BLANK) {
        w->top = look == DOC_BREAK;
        w->after_table = false;
    }
}

/* ---- the package ---- */

struct bytes docx_template(const struct doc *d)
{
    static const struct {
        const char *name, *from;
    } parts[] = {
        {"[Content_Types].xml", "types"},      {"_rels/.rels", "rels"},
        {"word/document.xml", "document"},     {"word/_rels/document.xml.rels", "document.rels"},
        {"word/styles.xml", "styles"},         {"word/settings.xml", "settings"},
        {"word/header1.xml", "header-number"}, {"word/header2.xml", "header-none"},
        {"word/footer1.xml", "footer"},        {"word/footer2.xml", "footer"},
    };
    enum { PARTS = sizeof parts / sizeof *parts, DOCUMENT = 2 };
    struct docx_file file[PARTS];
    struct writer w = {.d = d, .arena = arena_new(), .top = true};
    for (size_t i = 0; i < PARTS; i++) {
        char name[64];
        snprintf(name, sizeof name, "templates/word/%s.xml", parts[i].from);
        const struct embedded *e = export_embedded(name);
        file[i] = (struct docx_file){parts[i].name, (const char *)e->data, e->len};
    }
    buf_puts(&w.b, file[DOCUMENT].data);
    for (size_t i = 0; i < d->n; i++) {
        enum template_kind t = line_kind(&w, i);
        if (t == TEMPLATE_TEXT)
            word_line(&w, i);
        else
            word_part(&w, i, t);
    }
    word_close_table(&w);
    word_para(&w, "Ngat", "", false); /* the last section must follow a paragraph */
    buf_puts(&w.b, (const char *)export_embedded("templates/word/section.xml")->data);
    buf_puts(&w.b, "</w:body></w:document>\n");
    file[DOCUMENT] = (struct docx_file){parts[DOCUMENT].name, w.b.s, w.b.n};
    struct bytes out = docx_zip(file, PARTS);
    free(w.b.s);
    arena_free(w.arena);
    return out;
}
