/* SPDX-License-Identifier: MIT */
/* db/sheet/look.c - what a worksheet hides, joins and covers: read only when looks are asked for.
 */
#include <stdlib.h>
#include <string.h>

#include "db/sheet/rels.h"
#include "db/sheet/xlsx.h"

/* ---- references ---- */

long count_of(const char *s, long last)
{
    long n = 0;
    for (; *s >= '0' && *s <= '9' && n <= last; s++)
        n = n * 10 + (*s - '0');
    return *s || n > last ? 0 : n;
}

long column_of(const char *ref, long row)
{
    long col = 0;
    for (; *ref >= 'A' && *ref <= 'Z' && col <= LAST_COL; ref++)
        col = col * 26 + (*ref - 'A') + 1;
    return col <= LAST_COL && count_of(ref, LAST_ROW) == row ? col : 0;
}

/* ---- rows, columns, joined cells ---- */

/* A row this low, in points, or a column this narrow, in characters, shows nothing. */
#define LOWEST 2.0
#define NARROWEST 0.5

static bool is_small(const char *size, double least)
{
    return size && strtod(size, NULL) < least;
}

void look_row(struct workbook *w, long row, const char **attr)
{
    if (!w->b->look)
        return;
    if (xml_true(xml_attr(attr, "hidden")) || is_small(xml_attr(attr, "ht"), LOWEST))
        area_add(&w->b->sheet->hidden, (struct sheet_area){row, row, 0, 0});
}

void look_column(struct workbook *w, const char **attr)
{
    const char *min = xml_attr(attr, "min"), *max = xml_attr(attr, "max");
    if (!w->b->look || !min || !max)
        return;
    if (xml_true(xml_attr(attr, "hidden")) || is_small(xml_attr(attr, "width"), NARROWEST))
        area_add(&w->b->sheet->hidden,
                 (struct sheet_area){0, 0, strtol(min, NULL, 10), strtol(max, NULL, 10)});
}

/* "B7:K7"; what is none is left to the program that shows it. */
void look_merged(struct workbook *w, const char **attr)
{
    const char *ref = xml_attr(attr, "ref"), *to = ref ? strchr(ref, ':') : NULL;
    if (!w->b->look || !to || (size_t)(to - ref) > 10)
        return;
    char from[16] = "";
    memcpy(from, ref, (size_t)(to++ - ref));
    long row = strtol(from + strcspn(from, "0123456789"), NULL, 10);
    long to_row = strtol(to + strcspn(to, "0123456789"), NULL, 10);
    long col = column_of(from, row), to_col = column_of(to, to_row);
    if (col && to_col)
        area_add(&w->b->sheet->merged, (struct sheet_area){row, to_row, col, to_col});
}

/* ---- drawings ---- */

struct drawing {
    struct xml x;
    size_t n;
};

static void drawing_start(struct xml *x, const char *name, const char **attr)
{
    (void)attr;
    ((struct drawing *)x)->n += x->depth == 2 && strstr(name, "Anchor");
}

bool read_drawings(struct workbook *w, size_t i)
{
    struct rels r = {0};
    const char *of = w->p.part[i].name;
    bool fine = !rels_there(&w->p, of) || rels_read(&w->p, of, &r);
    for (size_t k = 0; fine && k < r.n; k++) {
        struct drawing d = {.x.start = drawing_start};
        long part;
        if (strcmp(r.rel[k].type, "drawing") != 0)
            continue;
        fine = rel_part(&w->p, &r.rel[k], &part) && package_parse(&w->p, (size_t)part, &d.x);
        w->b->sheet->drawings += d.n;
    }
    rels_free(&r);
    return fine;
}
