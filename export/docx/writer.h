/* SPDX-License-Identifier: MIT */
/* export/docx/writer.h - a Word template in the making: between write.c, which goes through
 * the lines, and tables.c. */
#ifndef EXPORT_DOCX_WRITER_H
#define EXPORT_DOCX_WRITER_H

#include "export/docx/part.h"

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

/* ---- write.c ---- */
enum doc_look line_look(const struct writer *w, size_t i);
enum family family_of(enum doc_look look);
/* What is printed after line @i, if all that is asked for is there: its family. */
enum family next_family(const struct writer *w, size_t i);
/* Whether the paragraph that ends a section comes next: alone, it would make an empty page. */
bool ends_section(const struct writer *w, size_t i);
void word_para(struct writer *w, const char *style, const char *text, bool keep);

/* ---- tables.c ---- */
/* A table of the family @f that begins with line @i or what follows it; the one under way ends. */
void word_open_table(struct writer *w, enum family f, size_t i);
void word_close_table(struct writer *w);
/* A line of the table under way. */
void word_pair(struct writer *w, size_t i);
void word_row(struct writer *w, size_t i);
/* A directive: a row of the table under way, or a paragraph. */
void word_directive(struct writer *w, size_t i);

#endif
