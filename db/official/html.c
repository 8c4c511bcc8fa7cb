/* SPDX-License-Identifier: MIT */
/* db/official/html.c - the Decision as a page of a law site: tag soup, which libxml2 reads.
 *
 * Only its events are used, no tree is built: depth and sizes are ours to bound.  Nothing is
 * fetched, and a page of this kind cannot declare entities. */
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "db/official/part.h"

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

static void stop(struct page *p)
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

static void on_start(void *arg, const xmlChar *name, const xmlChar **attr)
{
    struct page *p = arg;
    (void)attr;
    if (p->stopped)
        return;
    if (++p->depth > OFFICIAL_MAX_DEPTH) {
        fault_add(p->f, F_OFFICIAL_LIMIT, NULL);
        stop(p);
        return;
    }
    enum tag tag = tag_of((const char *)name);
    if (!p->skip && tag == TAG_SKIP)
        p->skip = p->depth;
    else if (!p->skip && !tag_begins(p, tag))
        stop(p);
}

static void on_end(void *arg, const xmlChar *name)
{
    struct page *p = arg;
    if (p->stopped)
        return;
    if (!p->skip && !tag_ends(p, tag_of((const char *)name)))
        stop(p);
    if (p->skip == p->depth)
        p->skip = 0;
    p->depth--;
}

/* A line break in the source is a blank. */
static void on_text(void *arg, const xmlChar *s, int n)
{
    struct page *p = arg;
    const char *text = (const char *)s;
    size_t left = n > 0 ? (size_t)n : 0;
    while (left && !p->stopped && !p->skip) {
        const char *end = memchr(text, '\n', left);
        size_t part = end ? (size_t)(end - text) : left;
        if (!maker_text(p->m, text, part) || (end && !maker_text(p->m, " ", 1))) {
            stop(p);
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
        abort(); /* out of memory */
    memset(p.ctxt->sax, 0, sizeof *p.ctxt->sax);
    p.ctxt->sax->startElement = on_start;
    p.ctxt->sax->endElement = on_end;
    p.ctxt->sax->characters = on_text;
    p.ctxt->sax->ignorableWhitespace = on_text;
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
