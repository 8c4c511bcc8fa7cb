/* SPDX-License-Identifier: MIT */
/* db/criteria/cells.c - cells of a workbook that holds a criteria set: what a name means, where the
 * header is, and values that know their cell. */
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/criteria/cells.h"

enum { HEADER_ROWS = 20 };

/* ---- names ---- */

static bool same_key(const char *key, const char *name)
{
    char *other = text_key(name);
    bool same = other && !strcmp(key, other);
    free(other);
    return same;
}

/* Whether @key (text_key) is one of "a|b|c". */
static bool among(struct arena *a, const char *key, const char *names)
{
    for (const char *p = names; p && *p;) {
        size_t len = strcspn(p, "|");
        if (same_key(key, arena_strndup(a, p, len)))
            return true;
        p += len + (p[len] == '|');
    }
    return false;
}

const struct book_word *book_find(const struct book_word *words, size_t n, const char *text)
{
    const struct book_word *found = NULL;
    struct arena *a = arena_new();
    char *key = text_key(text);
    for (size_t i = 0; key && *key && !found && i < n; i++)
        if (same_key(key, words[i].name) || same_key(key, words[i].key) ||
            among(a, key, words[i].same))
            found = &words[i];
    free(key);
    arena_free(a);
    return found;
}

char *book_listed(const struct book_word *words, size_t n)
{
    char *all = xstrdup("");
    for (size_t i = 0; i < n; i++) {
        char *longer = xasprintf("%s%s%s", all, i ? ", " : "", words[i].name);
        free(all);
        all = longer;
    }
    return all;
}

/* ---- values ---- */

struct value *book_value(const struct book_sheet *b, const struct sheet_row *row, int c,
                         enum value_kind kind)
{
    struct value *v = arena_alloc(b->r->doc, sizeof *v);
    *v = (struct value){.kind = kind, .row = row ? row->number : 1, .sheet = b->name};
    v->col = c >= 0 && b->at[c] >= 0 ? b->at[c] + 1 : 1;
    return v;
}

/* The vector of @used items with room for @more. */
static void room(struct reader *r, struct value *v, size_t used, size_t more)
{
    size_t cap = 4;
    while (cap < used)
        cap *= 2;
    if (used && used + more <= cap)
        return;
    while (cap < used + more)
        cap *= 2;
    struct value **item = arena_alloc(r->doc, cap * sizeof *item);
    if (used)
        memcpy(item, v->item, used * sizeof *item);
    v->item = item;
}

void book_add(struct reader *r, struct value *list, struct value *item)
{
    room(r, list, list->n, 1);
    list->item[list->n++] = item;
}

void book_put(struct reader *r, struct value *map, const char *key, struct value *item)
{
    struct value *k = arena_alloc(r->doc, sizeof *k);
    *k = *item;
    k->kind = VALUE_TEXT;
    k->text = key;
    k->len = strlen(key);
    room(r, map, 2 * map->n, 2);
    map->item[2 * map->n] = k;
    map->item[2 * map->n++ + 1] = item;
}

/* ---- headers ---- */

static int named(const struct book_sheet *b, const struct sheet_row *row)
{
    int n = 0;
    for (size_t i = 0; i < row->n; i++)
        n += book_find(b->column, b->columns, row->cell[i]) != NULL;
    return n;
}

void book_fault(const struct book_sheet *b, bool warning, enum fault_id id, long row, long col,
                const char *arg, const char *more)
{
    struct value at = {.row = row, .col = col, .sheet = b->name};
    crit_report(b->r, warning, id, &at, arg, more);
}

static void take_header(struct book_sheet *b, const struct sheet_row *row)
{
    for (size_t i = 0; i < row->n; i++) {
        const struct book_word *w = book_find(b->column, b->columns, row->cell[i]);
        if (!w && *row->cell[i])
            book_fault(b, true, F_CRIT_COLUMN_UNKNOWN, row->number, (long)i + 1, row->cell[i],
                       NULL);
        else if (w && b->at[w - b->column] >= 0)
            book_fault(b, false, F_CRIT_COLUMN_TWICE, row->number, (long)i + 1, row->cell[i], NULL);
        else if (w)
            b->at[w - b->column] = (int)i;
    }
    for (size_t c = 0; c < b->columns; c++)
        if (b->column[c].required && b->at[c] < 0)
            book_fault(b, false, F_CRIT_COLUMN_MISSING, row->number, 0, b->column[c].name, NULL);
}

bool book_header(struct book_sheet *b)
{
    size_t best = 0, before = b->r->reported;
    int most = 1; /* one such word may stand in a title */
    for (size_t i = 0; i < b->table->n && i < HEADER_ROWS; i++) {
        int n = named(b, &b->table->row[i]);
        if (n > most) {
            most = n;
            best = i;
        }
    }
    for (size_t c = 0; c < b->columns; c++)
        b->at[c] = -1;
    if (most == 1) {
        char *all = book_listed(b->column, b->columns);
        book_fault(b, false, F_CRIT_NO_HEADER, 1, 0, all, NULL);
        free(all);
        return false;
    }
    take_header(b, &b->table->row[best]);
    b->first = best + 1;
    return b->r->reported == before;
}
