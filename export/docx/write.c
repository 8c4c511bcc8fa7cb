/* SPDX-License-Identifier: MIT */
/* export/docx/write.c - a text template as a Word template: every line becomes a paragraph or a row
 * of a table, with its field and directives as they stand.
 *
 * Lines of two columns that follow each other are one table without borders: at the top of a page
 * the heads of Nghị định 30/2020 (agency and national title), elsewhere a signature block, whose
 * rows stay together.  A directive stands within a table, as a row of its own, where all that it
 * is about does. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/arena.h"
#include "db/base/embed.h"
#include "export/docx/writer.h"

enum doc_look line_look(const struct writer *w, size_t i)
{
    return *(const enum doc_look *)w->d->part[i].look;
}

static enum template_kind line_kind(const struct writer *w, size_t i)
{
    return line_look(w, i) == DOC_TEXT ? template_kind(w->d->part[i].text) : TEMPLATE_TEXT;
}

enum family family_of(enum doc_look look)
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

enum family next_family(const struct writer *w, size_t i)
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

bool ends_section(const struct writer *w, size_t i)
{
    while (++i < w->d->n)
        if (line_kind(w, i) == TEMPLATE_TEXT && line_look(w, i) != DOC_BLANK)
            return line_look(w, i) == DOC_BREAK;
    return true;
}

/* ---- paragraphs ---- */

void word_para(struct writer *w, const char *style, const char *text, bool keep)
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

/* ---- line by line ---- */

static void directive(struct writer *w, size_t i, enum template_kind t)
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

static void line(struct writer *w, size_t i)
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
            line(&w, i);
        else
            directive(&w, i, t);
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
