/* SPDX-License-Identifier: MIT */
/* db/official/doc.c - a document as rows of cells: what the readers of .html and .docx make. */
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/official/part.h"

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

static bool refuse(struct maker *m)
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
        return refuse(m);
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
        return refuse(m);
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

struct maker *maker_start(struct doc *d, struct faults *f)
{
    struct maker *m = xcalloc(1, sizeof *m);
    *d = (struct doc){.arena = arena_new()};
    m->d = d;
    m->f = f;
    m->text = xmalloc(m->cap = 256);
    return m;
}

void maker_end(struct maker *m)
{
    while (m->depth)
        maker_table(m, false);
    paragraph(m);
    free(m->text);
    free(m);
}

bool maker_table(struct maker *m, bool begins)
{
    if (begins) {
        if (m->depth == MAX_TABLES)
            return refuse(m);
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

bool maker_row(struct maker *m, bool begins)
{
    if (!end_row(m))
        return false;
    if (begins && top(m)) {
        top(m)->in_row = true;
        m->len = 0;
    }
    return true;
}

bool maker_cell(struct maker *m, bool begins)
{
    if (!end_cell(m))
        return false;
    if (begins && top(m)) {
        top(m)->in_row = top(m)->in_cell = true;
        m->len = 0;
    }
    return true;
}

bool maker_text(struct maker *m, const char *s, size_t n)
{
    if (m->refused)
        return false;
    if (m->len + n > OFFICIAL_MAX_CELL)
        return refuse(m);
    if (m->len + n + 2 > m->cap)
        m->text = xrealloc(m->text, m->cap = 2 * (m->len + n + 2));
    memcpy(m->text + m->len, s, n);
    m->len += n;
    return true;
}

bool maker_line(struct maker *m)
{
    if (!m->depth)
        return paragraph(m);
    return maker_text(m, "\n", 1);
}
