/* SPDX-License-Identifier: MIT */
/* db/sheet/strings.c - the shared strings of a workbook. */
#include <string.h>

#include "db/base/text.h"
#include "db/sheet/xlsx.h"

struct strings {
    struct xml x;
    struct workbook *w;
    bool phonetic; /* how a text is read aloud: not part of it */
};

static void string_start(struct xml *x, const char *name, const char **attr)
{
    struct strings *s = (struct strings *)x;
    (void)attr;
    if (x->depth == 2 && xml_is(name, "si"))
        xml_clear(x);
    else if (xml_is(name, "rPh"))
        s->phonetic = true;
    else if (x->depth > 2 && xml_is(name, "t"))
        x->keep = !s->phonetic;
}

static void add_string(struct xml *x, struct workbook *w)
{
    if (w->n_shared == XML_MAX_SHARED) {
        fault_add(x->f, F_SHEET_XML_LIMIT, x->part, NULL);
        xml_stop(x);
        return;
    }
    if (w->n_shared == w->shared_cap) {
        w->shared_cap = w->shared_cap ? w->shared_cap * 2 : 256;
        w->shared = xrealloc(w->shared, w->shared_cap * sizeof *w->shared);
    }
    size_t len = xml_unescape(x->text, x->len);
    if (w->pool_cap - w->pool_len < len + 1) {
        w->pool_cap = w->pool_cap + w->pool_cap / 2 + len + 4096;
        w->pool = xrealloc(w->pool, w->pool_cap);
    }
    memcpy(w->pool + w->pool_len, x->text, len + 1);
    w->shared[w->n_shared++] = (struct shared){.at = w->pool_len, .len = len};
    w->pool_len += len + 1;
}

static void string_end(struct xml *x, const char *name)
{
    struct strings *s = (struct strings *)x;
    if (xml_is(name, "t"))
        x->keep = false;
    else if (xml_is(name, "rPh"))
        s->phonetic = false;
    else if (x->depth == 1 && xml_is(name, "si"))
        add_string(x, s->w);
}

bool read_shared(struct workbook *w, size_t i)
{
    struct strings s = {.x = {.start = string_start, .end = string_end}, .w = w};
    return package_parse(&w->p, i, &s.x);
}
