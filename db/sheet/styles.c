/* SPDX-License-Identifier: MIT */
/* db/sheet/styles.c - which cell styles of a workbook show dates or times. */
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "db/sheet/xlsx.h"

enum { MAX_FORMATS = 4096, MAX_STYLES = 65536 };

struct styles {
    struct xml x;
    struct workbook *w;
    bool in_styles; /* cellXfs: the styles that cells name; cellStyleXfs are others */
    size_t n, cap;
    struct {
        unsigned long id;
        unsigned kind;
        const char *code; /* lives as long as the sheet; NULL: not asked for */
    } * format;           /* the workbook's own number formats */
};

static unsigned kind_of(const struct styles *s, unsigned long id)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->format[i].id == id)
            return s->format[i].kind;
    return format_kind_builtin(id);
}

static const char *code_of(const struct styles *s, unsigned long id)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->format[i].id == id)
            return s->format[i].code;
    return format_builtin(id);
}

static unsigned long number_of(const char *value)
{
    return value ? strtoul(value, NULL, 10) : 0;
}

static void add_format(struct styles *s, const char **attr)
{
    const char *code = xml_attr(attr, "formatCode");
    if (!code || s->n == MAX_FORMATS)
        return;
    if (s->n == s->cap) {
        s->cap = s->cap ? s->cap * 2 : 16;
        s->format = xrealloc(s->format, s->cap * sizeof *s->format);
    }
    s->format[s->n].id = number_of(xml_attr(attr, "numFmtId"));
    s->format[s->n].kind = format_kind(code);
    s->format[s->n].code = NULL;
    if (s->w->b->look) {
        char *kept = sheet_alloc(s->w->b->sheet, strlen(code) + 1);
        s->format[s->n].code = strcpy(kept, strcmp(code, "General") == 0 ? "" : code);
    }
    s->n++;
}

static void add_style(struct styles *s, unsigned long format)
{
    struct workbook *w = s->w;
    if ((w->n_kinds & (w->n_kinds - 1)) == 0) { /* 0, 1, 2, 4, 8 ... */
        size_t cap = w->n_kinds ? w->n_kinds * 2 : 1;
        w->kind = xrealloc(w->kind, cap);
        if (w->b->look)
            w->format = xrealloc(w->format, cap * sizeof *w->format);
    }
    if (w->format)
        w->format[w->n_kinds] = code_of(s, format);
    w->kind[w->n_kinds++] = (unsigned char)kind_of(s, format);
}

static void on_start(struct xml *x, const char *name, const char **attr)
{
    struct styles *s = (struct styles *)x;
    if (x->depth == 2)
        s->in_styles = xml_is(name, "cellXfs");
    if (x->depth != 3)
        return;
    if (xml_is(name, "numFmt")) {
        add_format(s, attr);
    } else if (s->in_styles && xml_is(name, "xf") && s->w->n_kinds < MAX_STYLES) {
        add_style(s, number_of(xml_attr(attr, "numFmtId")));
    }
}

bool read_styles(struct workbook *w, size_t i)
{
    struct styles s = {.x.start = on_start, .w = w};
    bool fine = package_parse(&w->p, i, &s.x);
    free(s.format);
    return fine;
}
