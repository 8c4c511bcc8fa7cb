/* SPDX-License-Identifier: MIT */
/* export/docx/read.c - where the fields and directives of one XML part stand: a list of stretches
 * of its bytes, in order, that template_run goes through.  Nothing is built from the XML but
 * places, so that what has no field can be copied as it is. */
#include "export/docx/read.h"

#include <expat.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "export/docx/place.h"
#include "export/docx/zip.h"
#include "db/base/mem.h"
#include "export/template/template.h"

enum { DEEPEST = 512, NOWHERE = -1 };

struct paragraph {
    size_t from, to, end;     /* its end tag is the bytes from end to to */
    long parent;              /* index, or NOWHERE */
    bool holds;               /* other paragraphs: a drawn box of text */
    size_t own_to;            /* where <w:pPr> ends */
    bool section;             /* <w:pPr> ends a section */
    size_t first_text, texts; /* of its own */
};
struct row {
    size_t from, to;
    long parent;
    bool holds; /* other rows */
};

struct reader {
    XML_Parser parser;
    struct docx_read *out;
    struct paragraph *para;
    struct row *row;
    size_t n_paras, cap_paras, n_rows, cap_rows;
    long in_para, in_row; /* the innermost under way */
    long *text_para;      /* of each text */
    size_t cap_text_para;
    struct buf said; /* of the text under way */
    bool in_text;
    int depth;
    enum docx_trouble trouble;
};

static size_t here(const struct reader *r)
{
    return byte_index(r->parser);
}

static size_t behind(const struct reader *r)
{
    return here(r) + byte_count(r->parser);
}

static void stop(struct reader *r, enum docx_trouble why)
{
    r->trouble = why;
    XML_StopParser(r->parser, XML_FALSE);
}

/* ---- events ---- */

static void begin_paragraph(struct reader *r)
{
    if (r->in_para != NOWHERE)
        r->para[r->in_para].holds = true;
    r->para = mem_grow(r->para, r->n_paras, &r->cap_paras, sizeof *r->para);
    r->para[r->n_paras] = (struct paragraph){.from = here(r), .parent = r->in_para};
    r->in_para = (long)r->n_paras++;
}

static void begin_row(struct reader *r)
{
    if (r->in_row != NOWHERE)
        r->row[r->in_row].holds = true;
    r->row = mem_grow(r->row, r->n_rows, &r->cap_rows, sizeof *r->row);
    r->row[r->n_rows] = (struct row){.from = here(r), .parent = r->in_row};
    r->in_row = (long)r->n_rows++;
}

static void begin_text(struct reader *r)
{
    struct docx_read *o = r->out;
    struct paragraph *p = &r->para[r->in_para];
    o->text = mem_grow(o->text, o->n_texts, &o->cap_texts, sizeof *o->text);
    r->text_para = mem_grow(r->text_para, o->n_texts, &r->cap_text_para, sizeof *r->text_para);
    if (p->texts++ == 0)
        p->first_text = o->n_texts;
    r->text_para[o->n_texts] = r->in_para;
    o->text[o->n_texts++] = (struct docx_text){.from = here(r)};
    r->said.n = 0;
    r->in_text = true;
}

static void XMLCALL read_start(void *arg, const char *name, const char **attr)
{
    struct reader *r = arg;
    (void)attr;
    if (r->trouble != DOCX_FINE)
        return;
    if (++r->depth > DEEPEST)
        stop(r, DOCX_BROKEN);
    else if (strcmp(name, "w:p") == 0)
        begin_paragraph(r);
    else if (strcmp(name, "w:tr") == 0)
        begin_row(r);
    else if (r->in_para != NOWHERE && strcmp(name, "w:sectPr") == 0)
        r->para[r->in_para].section = true;
    else if (r->in_para != NOWHERE && strcmp(name, "w:t") == 0 && !r->in_text)
        begin_text(r);
}

static void XMLCALL read_end(void *arg, const char *name)
{
    struct reader *r = arg;
    if (r->trouble != DOCX_FINE) /* of an empty element whose start stopped us */
        return;
    r->depth--;
    if (strcmp(name, "w:p") == 0) {
        r->para[r->in_para].end = here(r);
        r->para[r->in_para].to = behind(r);
        r->in_para = r->para[r->in_para].parent;
    } else if (strcmp(name, "w:tr") == 0) {
        r->row[r->in_row].to = behind(r);
        r->in_row = r->row[r->in_row].parent;
    } else if (r->in_para != NOWHERE && strcmp(name, "w:pPr") == 0) {
        r->para[r->in_para].own_to = behind(r);
    } else if (r->in_text && strcmp(name, "w:t") == 0) {
        struct docx_text *t = &r->out->text[r->out->n_texts - 1];
        t->to = behind(r);
        t->text = xstrndup(r->said.s ? r->said.s : "", r->said.n);
        r->in_text = false;
    }
}

static void XMLCALL read_text(void *arg, const char *s, int n)
{
    struct reader *r = arg;
    if (r->in_text && r->trouble == DOCX_FINE)
        buf_add(&r->said, s, (size_t)n);
}

static void XMLCALL read_doctype(void *arg, const char *name, const char *sysid, const char *pubid,
                                 int subset)
{
    (void)name, (void)sysid, (void)pubid, (void)subset;
    stop(arg, DOCX_DOCTYPE);
}

static void read_xml(struct reader *r, const char *xml, size_t len)
{
    r->parser = XML_ParserCreate("UTF-8");
    if (!r->parser)
        mem_gone();
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, read_start, read_end);
    XML_SetCharacterDataHandler(r->parser, read_text);
    XML_SetStartDoctypeDeclHandler(r->parser, read_doctype);
    bool fine = len <= INT_MAX && XML_Parse(r->parser, xml, (int)len, 1) == XML_STATUS_OK;
    if (!fine && r->trouble == DOCX_FINE)
        r->trouble = DOCX_BROKEN;
    XML_ParserFree(r->parser);
}

/* ---- texts joined ---- */

/* A field that is torn over texts belongs to the one it begins in: the seams in it move behind
 * it.  No-break blanks, which Word puts in by itself, are blanks there. */
static void mend_fields(char *all, size_t *seam, size_t n)
{
    for (char *a = strstr(all, "{{"), *b; a && (b = strstr(a, "}}")); a = strstr(b, "{{")) {
        b += 2;
        for (size_t k = 0; k < n; k++)
            if (seam[k] > (size_t)(a - all) && seam[k] < (size_t)(b - all))
                seam[k] = (size_t)(b - all);
        for (char *c = a; c + 1 < b; c++)
            if (memcmp(c, "\xc2\xa0", 2) == 0)
                memset(c, ' ', 2);
    }
}

/* The @n texts from @first on as one, with DOCX_SEAM between them (@seams false: without). */
static char *join(const struct docx_read *o, size_t first, size_t n, bool seams)
{
    struct buf all = {0}, out = {0};
    size_t *seam = xcalloc(n, sizeof *seam), at = 0;
    for (size_t k = 0; k < n; k++) {
        seam[k] = all.n;
        buf_puts(&all, o->text[first + k].text);
    }
    mend_fields(all.s, seam, n);
    for (size_t k = 1; seams && k < n; k++) {
        buf_add(&out, all.s + at, seam[k] - at);
        buf_add(&out, (const char[]){DOCX_SEAM}, 1);
        at = seam[k];
    }
    buf_puts(&out, all.s + at);
    free(all.s);
    free(seam);
    return out.s;
}

static bool blank(const char *s)
{
    return s[strspn(s, " \t\n")] == '\0';
}

/* ---- pieces ---- */

static void add_piece(struct docx_read *o, struct docx_piece p)
{
    o->piece = mem_grow(o->piece, o->n, &o->cap, sizeof *o->piece);
    o->piece[o->n++] = p;
}

/* Bytes as they are, up to @to. */
static void add_plain(struct docx_read *o, size_t *at, size_t to)
{
    if (to > *at)
        add_piece(o, (struct docx_piece){.from = *at, .to = to});
    *at = to > *at ? to : *at;
}

/* The row that holds nothing but the directive in text @i of paragraph @p; NULL: none does. */
static const struct row *row_of(const struct reader *r, const struct paragraph *p)
{
    const struct row *found = NULL;
    for (size_t k = r->n_rows; k-- > 0 && !found;)
        if (r->row[k].from < p->from && r->row[k].to > p->to)
            found = &r->row[k];
    if (!found || found->holds)
        return NULL;
    for (size_t k = 0; k < r->out->n_texts; k++) {
        const struct docx_text *t = &r->out->text[k];
        bool own = k >= p->first_text && k < p->first_text + p->texts;
        if (t->from > found->from && t->to < found->to && !own && !blank(t->text))
            return NULL;
    }
    return found;
}

/* A paragraph that is a directive vanishes, and so does a row that is.  What ends a section in it
 * stays. */
static void add_directive(struct reader *r, const struct paragraph *p, char *text, size_t *at)
{
    const struct row *row = row_of(r, p);
    long no = (long)(p - r->para) + 1;
    add_plain(r->out, at, row ? row->from : p->from);
    add_piece(r->out, (struct docx_piece){.from = *at, .to = *at, .text = text, .paragraph = no});
    if (p->section && !row) {
        add_piece(r->out, (struct docx_piece){.from = p->from, .to = p->own_to});
        add_piece(r->out, (struct docx_piece){.from = p->end, .to = p->to});
    }
    *at = row ? row->to : p->to;
}

static void cut(struct reader *r, size_t len)
{
    struct docx_read *o = r->out;
    size_t at = 0;
    for (size_t i = 0, n; i < o->n_texts; i += n) {
        const struct paragraph *p = &r->para[r->text_para[i]];
        for (n = 1; i + n < o->n_texts && r->text_para[i + n] == r->text_para[i];)
            n++;
        if (o->text[i].from < at)
            continue; /* in a row that vanishes */
        char *whole = join(o, i, n, false);
        bool field = strstr(whole, "{{") && strstr(strstr(whole, "{{"), "}}");
        bool alone = n == p->texts && !p->holds;
        o->fields = o->fields || field;
        if (field && alone && template_kind(whole) != TEMPLATE_TEXT) {
            add_directive(r, p, whole, &at);
            continue;
        }
        free(whole);
        if (!field)
            continue;
        add_plain(o, &at, o->text[i].from);
        at = o->text[i + n - 1].to;
        add_piece(o, (struct docx_piece){.from = o->text[i].from,
                                         .to = at,
                                         .first = i,
                                         .n = n,
                                         .text = join(o, i, n, true),
                                         .paragraph = (long)(p - r->para) + 1});
    }
    add_plain(o, &at, len);
}

enum docx_trouble docx_read(const char *xml, size_t len, struct docx_read *out)
{
    struct reader r = {.out = out, .in_para = NOWHERE, .in_row = NOWHERE};
    *out = (struct docx_read){0};
    read_xml(&r, xml, len);
    if (r.trouble == DOCX_FINE)
        cut(&r, len);
    free(r.para);
    free(r.row);
    free(r.text_para);
    free(r.said.s);
    return r.trouble;
}

void docx_read_free(struct docx_read *r)
{
    for (size_t i = 0; i < r->n; i++)
        free(r->piece[i].text);
    for (size_t i = 0; i < r->n_texts; i++)
        free(r->text[i].text);
    free(r->piece);
    free(r->text);
    *r = (struct docx_read){0};
}
