/* SPDX-License-Identifier: MIT */
/* db/official/doc.c - the Decision as rows of cells, whether it came as a Word document or as a
 * page of a law site.
 *
 * Of a page only the events of libxml2 are used, no tree is built: depth and sizes are ours to
 * bound.  Nothing is fetched, and a page of this kind cannot declare entities. */
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/official/part.h"
#include "db/sheet/xml.h"

enum { MAX_TABLES = 32 }; /* inside one another */

struct open_table {
    bool in_row, in_cell;
    size_t n;
    char *cell[OFFICIAL_MAX_CELLS];
};

struct maker {
    struct doc *d;
    struct faults *f;
    size_t depth;
    struct open_table *table[MAX_TABLES];
    char *text; /* of the cell or paragraph under way */
    size_t len, cap;
    bool refused;
};

static bool maker_refuse(struct maker *m)
{
    if (!m->refused)
        fault_add(m->f, F_OFFICIAL_LIMIT, NULL);
    m->refused = true;
    return false;
}

/* Squeeze each line, leave out the empty ones, and make NFC; the arena's. */
static char *tidy(struct maker *m)
{
    char *out = arena_alloc(m->d->arena, m->len + 1), *at = out;
    m->text[m->len] = '\0';
    for (char *line = m->text, *next; line; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        text_squeeze(line);
        if (!*line)
            continue;
        if (at > out)
            *at++ = '\n';
        size_t n = strlen(line);
        memcpy(at, line, n);
        at += n;
    }
    *at = '\0';
    m->len = 0;
    char *nfc = text_nfc(out);
    if (!nfc)
        return arena_strdup(m->d->arena, "");
    char *kept = strcmp(nfc, out) == 0 ? out : arena_strdup(m->d->arena, nfc);
    free(nfc);
    return kept;
}

static bool add_row(struct maker *m, bool table, char *const *cell, size_t n)
{
    struct doc *d = m->d;
    if (d->n == OFFICIAL_MAX_ROWS)
        return maker_refuse(m);
    if (d->n == d->cap)
        d->row = arena_grow(d->arena, d->row, d->n, &d->cap, sizeof *d->row);
    struct doc_line *r = &d->row[d->n++];
    *r = (struct doc_line){.table = table, .n = n};
    r->cell = arena_alloc(d->arena, n * sizeof *r->cell);
    memcpy(r->cell, cell, n * sizeof *r->cell);
    return true;
}

/* What was gathered are paragraphs: outside of tables, or before one inside a cell. */
static bool paragraph(struct maker *m)
{
    if (m->len == 0)
        return !m->refused;
    for (char *line = tidy(m), *next; line && *line; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        if (!add_row(m, false, &line, 1))
            return false;
    }
    return true;
}

static struct open_table *top(struct maker *m)
{
    return m->depth ? m->table[m->depth - 1] : NULL;
}

static bool end_cell(struct maker *m)
{
    struct open_table *t = top(m);
    if (!t || !t->in_cell)
        return !m->refused;
    t->in_cell = false;
    if (t->n == OFFICIAL_MAX_CELLS)
        return maker_refuse(m);
    t->cell[t->n++] = tidy(m);
    return !m->refused;
}

static bool end_row(struct maker *m)
{
    struct open_table *t = top(m);
    if (!t || !t->in_row || !end_cell(m))
        return !m->refused;
    t->in_row = false;
    bool fine = t->n == 0 || add_row(m, true, t->cell, t->n);
    t->n = 0;
    return fine;
}

static struct maker *maker_start(struct doc *d, struct faults *f)
{
    struct maker *m = xcalloc(1, sizeof *m);
    *d = (struct doc){.arena = arena_new()};
    m->d = d;
    m->f = f;
    m->text = xmalloc(m->cap = 256);
    return m;
}

/* All of these return false, after one fault, when a limit is passed; then stop. */
static bool maker_table(struct maker *m, bool begins)
{
    if (begins) {
        if (m->depth == MAX_TABLES)
            return maker_refuse(m);
        if (!paragraph(m))
            return false;
        m->table[m->depth++] = xcalloc(1, sizeof **m->table);
        return true;
    }
    if (!m->depth)
        return !m->refused;
    bool fine = end_row(m);
    if (!top(m)->in_cell)
        m->len = 0; /* text that stood in the table but in no cell */
    free(m->table[--m->depth]);
    return fine;
}

static bool maker_row(struct maker *m, bool begins)
{
    if (!end_row(m))
        return false;
    if (begins && top(m)) {
        top(m)->in_row = true;
        m->len = 0;
    }
    return true;
}

static bool maker_cell(struct maker *m, bool begins)
{
    if (!end_cell(m))
        return false;
    if (begins && top(m)) {
        top(m)->in_row = top(m)->in_cell = true;
        m->len = 0;
    }
    return true;
}

/* UTF-8; may be cut anywhere */
static bool maker_text(struct maker *m, const char *s, size_t n)
{
    if (m->refused)
        return false;
    if (m->len + n > OFFICIAL_MAX_CELL)
        return maker_refuse(m);
    if (m->len + n + 2 > m->cap)
        m->text = xrealloc(m->text, m->cap = 2 * (m->len + n + 2));
    memcpy(m->text + m->len, s, n);
    m->len += n;
    return true;
}

/* a line or paragraph ends */
static bool maker_line(struct maker *m)
{
    if (!m->depth)
        return paragraph(m);
    return maker_text(m, "\n", 1);
}

/* the last paragraph too */
static void maker_end(struct maker *m)
{
    while (m->depth)
        maker_table(m, false);
    paragraph(m);
    free(m->text);
    free(m);
}

/* ---- word/document.xml out of its zip ---- */

struct word {
    struct xml x; /* first: handlers get this */
    struct maker *m;
    int skip; /* the depth at which what is not shown began */
};

/* Signs that Word keeps as a number in a symbol font. */
static const char *symbol(const char *font, const char *code)
{
    unsigned long c = code ? strtoul(code, NULL, 16) & 0xff : 0;
    if (font && strcmp(font, "Symbol") == 0)
        return c == 0xb3 ? "≥" : c == 0xa3 ? "≤" : c == 0xb7 ? "" : "□";
    switch (c) { /* Wingdings */
    case 0x6f:
    case 0x71:
    case 0x72:
    case 0xa8:
    case 0xa3:
        return "□";
    case 0xfe:
    case 0x52:
        return "☑";
    case 0xab:
    case 0xb6:
        return "*";
    default:
        return "";
    }
}

/* Drawn text is in the file twice, deleted text still is. */
static bool unseen(const char *name)
{
    return xml_is(name, "Fallback") || xml_is(name, "del") || xml_is(name, "moveFrom") ||
           xml_is(name, "pPrChange") || xml_is(name, "rPrChange");
}

static void word_start(struct xml *x, const char *name, const char **attr)
{
    struct word *w = (struct word *)x;
    bool fine = true;
    if (w->skip)
        return;
    if (unseen(name)) {
        w->skip = x->depth;
    } else if (xml_is(name, "tbl")) {
        fine = maker_table(w->m, true);
    } else if (xml_is(name, "tr")) {
        fine = maker_row(w->m, true);
    } else if (xml_is(name, "tc")) {
        fine = maker_cell(w->m, true);
    } else if (xml_is(name, "br") || xml_is(name, "cr")) {
        fine = maker_line(w->m);
    } else if (xml_is(name, "tab")) {
        fine = maker_text(w->m, " ", 1);
    } else if (xml_is(name, "noBreakHyphen")) {
        fine = maker_text(w->m, "-", 1);
    } else if (xml_is(name, "sym")) {
        const char *s = symbol(xml_attr(attr, "w:font"), xml_attr(attr, "w:char"));
        fine = maker_text(w->m, s, strlen(s));
    } else if (xml_is(name, "t")) {
        xml_clear(x);
        x->keep = true;
    }
    if (!fine)
        xml_stop(x);
}

static void word_end(struct xml *x, const char *name)
{
    struct word *w = (struct word *)x;
    bool fine = true;
    if (w->skip) { /* the depth is that of the parent by now */
        if (x->depth < w->skip)
            w->skip = 0;
        return;
    }
    if (xml_is(name, "t")) {
        x->keep = false;
        fine = maker_text(w->m, x->text, x->len);
    } else if (xml_is(name, "p")) {
        fine = maker_line(w->m);
    } else if (xml_is(name, "tc")) {
        fine = maker_cell(w->m, false);
    } else if (xml_is(name, "tr")) {
        fine = maker_row(w->m, false);
    } else if (xml_is(name, "tbl")) {
        fine = maker_table(w->m, false);
    }
    if (!fine)
        xml_stop(x);
}

/* What the reader of zips says of a workbook, said of this file: one sentence. */
static void retell(const struct faults *zip, struct faults *f)
{
    char most[24];
    const struct fault *e = NULL;
    for (size_t i = 0; i < zip->n && !e; i++)
        if (!zip->v[i].warning)
            e = &zip->v[i];
    if (!e)
        return;
    snprintf(most, sizeof most, "%d", SHEET_MAX_BYTES >> 20);
    if (e->id == F_SHEET_ZIP_BIG)
        fault_add(f, F_OFFICIAL_BIG, most, NULL);
    else if (e->id == F_SHEET_XML_LIMIT || e->id == F_OFFICIAL_LIMIT)
        fault_add(f, F_OFFICIAL_LIMIT, NULL);
    else
        fault_add(f, F_OFFICIAL_DAMAGED, fault_code(e->id), NULL);
}

bool doc_read_docx(struct doc *d, const char *data, size_t len, struct faults *f)
{
    struct faults zip = {0};
    struct package p;
    struct word w = {.x = {.start = word_start, .end = word_end}, .m = maker_start(d, &zip)};
    bool fine = package_open(&p, data, len, &zip);
    long i = fine ? package_find(&p, "word/document.xml") : -1;
    if (fine && i < 0)
        fault_add(f, F_OFFICIAL_NO_WORD, NULL);
    fine = i >= 0 && package_parse(&p, (size_t)i, &w.x);
    package_close(&p);
    maker_end(w.m);
    retell(&zip, f);
    fine = fine && !zip.errors;
    faults_free(&zip);
    return fine;
}

/* ---- tag soup ---- */

struct page {
    struct maker *m;
    htmlParserCtxtPtr ctxt;
    struct faults *f;
    int depth, skip; /* skip: the depth at which unseen text (script, style) began */
    bool stopped;
};

enum tag { TAG_OTHER, TAG_TABLE, TAG_ROW, TAG_CELL, TAG_LINE, TAG_SKIP };

static enum tag tag_of(const char *name)
{
    static const struct {
        const char *name;
        enum tag tag;
    } tags[] = {
        {"table", TAG_TABLE}, {"tr", TAG_ROW},        {"td", TAG_CELL},       {"th", TAG_CELL},
        {"br", TAG_LINE},     {"p", TAG_LINE},        {"div", TAG_LINE},      {"li", TAG_LINE},
        {"h1", TAG_LINE},     {"h2", TAG_LINE},       {"h3", TAG_LINE},       {"h4", TAG_LINE},
        {"h5", TAG_LINE},     {"h6", TAG_LINE},       {"script", TAG_SKIP},   {"style", TAG_SKIP},
        {"title", TAG_SKIP},  {"textarea", TAG_SKIP}, {"noscript", TAG_SKIP},
    };
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (strcmp(name, tags[i].name) == 0)
            return tags[i].tag;
    return TAG_OTHER;
}

static void page_stop(struct page *p)
{
    p->stopped = true;
    xmlStopParser(p->ctxt);
}

static bool tag_begins(struct page *p, enum tag tag)
{
    switch (tag) {
    case TAG_TABLE:
        return maker_table(p->m, true);
    case TAG_ROW:
        return maker_row(p->m, true);
    case TAG_CELL:
        return maker_cell(p->m, true);
    case TAG_LINE:
        return maker_line(p->m);
    default:
        return true;
    }
}

static bool tag_ends(struct page *p, enum tag tag)
{
    switch (tag) {
    case TAG_TABLE:
        return maker_table(p->m, false);
    case TAG_ROW:
        return maker_row(p->m, false);
    case TAG_CELL:
        return maker_cell(p->m, false);
    case TAG_LINE:
        return maker_line(p->m);
    default:
        return true;
    }
}

static void page_start(void *arg, const xmlChar *name, const xmlChar **attr)
{
    struct page *p = arg;
    (void)attr;
    if (p->stopped)
        return;
    if (++p->depth > OFFICIAL_MAX_DEPTH) {
        fault_add(p->f, F_OFFICIAL_LIMIT, NULL);
        page_stop(p);
        return;
    }
    enum tag tag = tag_of((const char *)name);
    if (!p->skip && tag == TAG_SKIP)
        p->skip = p->depth;
    else if (!p->skip && !tag_begins(p, tag))
        page_stop(p);
}

static void page_end(void *arg, const xmlChar *name)
{
    struct page *p = arg;
    if (p->stopped)
        return;
    if (!p->skip && !tag_ends(p, tag_of((const char *)name)))
        page_stop(p);
    if (p->skip == p->depth)
        p->skip = 0;
    p->depth--;
}

/* A line break in the source is a blank. */
static void page_text(void *arg, const xmlChar *s, int n)
{
    struct page *p = arg;
    const char *text = (const char *)s;
    size_t left = n > 0 ? (size_t)n : 0;
    while (left && !p->stopped && !p->skip) {
        const char *end = memchr(text, '\n', left);
        size_t part = end ? (size_t)(end - text) : left;
        if (!maker_text(p->m, text, part) || (end && !maker_text(p->m, " ", 1))) {
            page_stop(p);
            return;
        }
        text += part + (end != NULL);
        left -= part + (end != NULL);
    }
}

bool doc_read_html(struct doc *d, const char *data, size_t len, struct faults *f)
{
    struct page p = {.m = maker_start(d, f), .f = f};
    char *utf8 = text_nfc(data); /* only to see whether it is */
    size_t before = f->errors;
    p.ctxt = htmlCreateMemoryParserCtxt(data, (int)len);
    if (!p.ctxt)
        mem_gone();
    memset(p.ctxt->sax, 0, sizeof *p.ctxt->sax);
    p.ctxt->sax->startElement = page_start;
    p.ctxt->sax->endElement = page_end;
    p.ctxt->sax->characters = page_text;
    p.ctxt->sax->ignorableWhitespace = page_text;
    p.ctxt->userData = &p;
    htmlCtxtUseOptions(p.ctxt, HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                   HTML_PARSE_NOWARNING | (utf8 ? HTML_PARSE_IGNORE_ENC : 0));
    if (utf8) /* what it says of itself may be wrong after a conversion */
        xmlSwitchEncoding(p.ctxt, XML_CHAR_ENCODING_UTF8);
    htmlParseDocument(p.ctxt);
    htmlFreeParserCtxt(p.ctxt);
    maker_end(p.m);
    free(utf8);
    return f->errors == before;
}
