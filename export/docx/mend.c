/* SPDX-License-Identifier: MIT */
/* export/docx/mend.c - a filled part looked through once more: it must be well-formed, and what
 * Word calls damaged is mended.  Where nothing was to be repeated, a cell may be left without a
 * paragraph and a table without a row; what was repeated may hold a bookmark, which a document has
 * once, with one beginning and one end. */
#include <expat.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "export/docx/part.h"
#include "export/docx/place.h"

enum { DEEPEST = 512 };
enum child { NO_CHILD, PARAGRAPH, TABLE };

struct frame {
    bool box;        /* must end with a paragraph */
    bool table;      /* needs a row */
    enum child last; /* of a box; of a table, TABLE: it has a row */
    size_t from;
};
struct edit { /* bytes to be left out, or (from == to) an empty paragraph to be put in */
    size_t from, to;
};
struct bookmark {
    char *id;
    size_t from, to; /* where it begins */
    bool open;
};
struct mender {
    XML_Parser parser;
    struct frame frame[DEEPEST + 1];
    int depth;
    struct edit *edit;
    size_t n, cap;
    struct bookmark *mark;
    size_t n_marks, cap_marks;
    bool broken;
};

static bool any(const char *name, const char *const *of)
{
    while (*of && strcmp(*of, name) != 0)
        of++;
    return *of;
}

static void edit(struct mender *m, size_t from, size_t to)
{
    if (m->n == m->cap) {
        m->cap = m->cap ? 2 * m->cap : 16;
        m->edit = xrealloc(m->edit, m->cap * sizeof *m->edit);
    }
    m->edit[m->n++] = (struct edit){from, to};
}

/* ---- bookmarks: of each the first beginning and the first end after it ---- */

static void add_bookmark(struct mender *m, const char *id, size_t from, size_t to)
{
    if (m->n_marks == m->cap_marks) {
        m->cap_marks = m->cap_marks ? 2 * m->cap_marks : 16;
        m->mark = xrealloc(m->mark, m->cap_marks * sizeof *m->mark);
    }
    m->mark[m->n_marks++] = (struct bookmark){xstrdup(id), from, to, true};
}

static void bookmark(struct mender *m, const char **attr, bool begins)
{
    const char *id = "";
    struct bookmark *b = NULL;
    for (; *attr; attr += 2)
        if (strcmp(attr[0], "w:id") == 0)
            id = attr[1];
    for (size_t i = 0; i < m->n_marks && !b; i++)
        if (strcmp(m->mark[i].id, id) == 0)
            b = &m->mark[i];
    size_t from = byte_index(m->parser), to = from + byte_count(m->parser);
    if (begins && !b)
        add_bookmark(m, id, from, to);
    else if (!begins && b && b->open)
        b->open = false;
    else
        edit(m, from, to);
}

static void end_bookmarks(struct mender *m)
{
    for (size_t i = 0; i < m->n_marks; i++) {
        if (m->mark[i].open)
            edit(m, m->mark[i].from, m->mark[i].to);
        free(m->mark[i].id);
    }
    free(m->mark);
}

/* ---- what must not be empty ---- */

static void XMLCALL on_start(void *arg, const char *name, const char **attr)
{
    static const char *const boxes[] = {"w:tc",       "w:hdr",     "w:ftr",     "w:txbxContent",
                                        "w:footnote", "w:endnote", "w:comment", NULL};
    static const char *const texts[] = {"w:p", "w:sdt", "w:customXml", "w:altChunk", NULL};
    static const char *const rows[] = {"w:tr", "w:sdt", "w:customXml", NULL};
    struct mender *m = arg;
    if (strcmp(name, "w:bookmarkStart") == 0 || strcmp(name, "w:bookmarkEnd") == 0)
        bookmark(m, attr, name[10] == 'S');
    struct frame *up = &m->frame[m->depth];
    if (up->box && any(name, texts))
        up->last = PARAGRAPH;
    else if (up->box && strcmp(name, "w:tbl") == 0)
        up->last = TABLE;
    else if (up->table && any(name, rows))
        up->last = TABLE;
    if (m->depth == DEEPEST) {
        m->broken = true;
        XML_StopParser(m->parser, XML_FALSE);
        return;
    }
    m->frame[++m->depth] = (struct frame){.box = any(name, boxes),
                                          .table = strcmp(name, "w:tbl") == 0,
                                          .from = byte_index(m->parser)};
}

static void XMLCALL on_end(void *arg, const char *name)
{
    struct mender *m = arg;
    size_t at = byte_index(m->parser);
    size_t tag = byte_count(m->parser);
    struct frame f = m->frame[m->depth--];
    (void)name;
    if (f.table && f.last == NO_CHILD) {
        edit(m, f.from, at + tag);
        if (m->frame[m->depth].last == TABLE && m->frame[m->depth].box)
            m->frame[m->depth].last = NO_CHILD;
    } else if (f.box && f.last != PARAGRAPH && tag > 0) {
        edit(m, at, at);
    }
}

static int by_place(const void *a, const void *b)
{
    const struct edit *x = a, *y = b;
    return (x->from > y->from) - (x->from < y->from);
}

static void apply(struct mender *m, struct buf *b)
{
    struct buf out = {0};
    size_t at = 0;
    qsort(m->edit, m->n, sizeof *m->edit, by_place);
    for (size_t i = 0; i < m->n; i++) {
        if (m->edit[i].from < at) /* within what is left out */
            continue;
        buf_add(&out, b->s + at, m->edit[i].from - at);
        if (m->edit[i].from == m->edit[i].to)
            buf_puts(&out, "<w:p/>");
        at = m->edit[i].to;
    }
    buf_add(&out, b->s + at, b->n - at);
    free(b->s);
    *b = out;
}

enum docx_trouble docx_mend(struct buf *b)
{
    struct mender *m = xcalloc(1, sizeof *m);
    m->parser = XML_ParserCreate("UTF-8");
    if (!m->parser)
        abort(); /* out of memory */
    XML_SetUserData(m->parser, m);
    XML_SetElementHandler(m->parser, on_start, on_end);
    if (b->n > INT_MAX || XML_Parse(m->parser, b->s, (int)b->n, 1) != XML_STATUS_OK)
        m->broken = true;
    XML_ParserFree(m->parser);
    end_bookmarks(m);
    if (!m->broken && m->n)
        apply(m, b);
    enum docx_trouble trouble = m->broken ? DOCX_BROKEN : DOCX_FINE;
    free(m->edit);
    free(m);
    return trouble;
}
