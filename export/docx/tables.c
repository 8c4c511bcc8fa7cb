/* SPDX-License-Identifier: MIT */
/* export/docx/tables.c - the tables of a Word template: heads and signatures without borders, lists
 * with them.  Rows do not break, and those of a signature block stay together. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/arena.h"
#include "export/docx/writer.h"

enum { PAGE = 9354, LEFT_HEAD = 3950, SIGN_ROOM = 1100 /* 1/20 point */ };

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

void word_open_table(struct writer *w, enum family f, size_t i)
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

void word_close_table(struct writer *w)
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

void word_pair(struct writer *w, size_t i)
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

void word_row(struct writer *w, size_t i)
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

void word_directive(struct writer *w, size_t i)
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
