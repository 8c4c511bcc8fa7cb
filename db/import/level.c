/* SPDX-License-Identifier: MIT */
/* db/import/level.c - which criterion and level a row of ballots or scores means. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "db/import/part.h"

enum { MAX_POINTS = 100 };

static struct leaves *leaves_of(struct import *im, const struct crit_set *set)
{
    struct leaves *l = arena_alloc(im->arena, sizeof *l);
    *l = (struct leaves){.set = set, .by_code = dict_new(im->arena)};
    l->v = arena_alloc(im->arena, set->n_nodes * sizeof *l->v);
    for (size_t i = 0; i < set->n_nodes; i++)
        if (set->node[i].kind == CRIT_LEAF) {
            l->v[l->n++] = &set->node[i];
            *dict_slot(l->by_code, set->node[i].code) = l->n;
        }
    return l;
}

void sheets_init(struct import *im, struct sheets *s, const struct roll *r)
{
    *s = (struct sheets){.sets = dict_new(im->arena),
                         .refused = arena_alloc(im->arena, r->products.n + 1)};
}

const struct leaves *sheets_leaves(struct import *im, struct sheets *s, const struct roll *r,
                                   const struct sheet_row *row, const struct product *p)
{
    size_t at = (size_t)(p - r->products.v), *known = NULL;
    const struct crit_set *set = NULL;
    if (s->refused[at])
        return NULL;
    if (*p->set) {
        known = dict_slot(s->sets, p->set);
        if (*known)
            return s->leaves[*known - 1];
        set = db_criteria(im->db, p->set);
    }
    if (!set) {
        s->refused[at] = true;
        import_at(im, row, MARK_PRODUCT);
        db_refuse(im->db, *p->set ? F_SET_UNAVAILABLE : F_SET_MISSING, found_product_label(im, p),
                  p->set, NULL);
        return NULL;
    }
    s->leaves = arena_grow(im->arena, s->leaves, s->n, &s->cap, sizeof *s->leaves);
    s->leaves[s->n++] = leaves_of(im, set);
    *known = s->n;
    return s->leaves[s->n - 1];
}

bool leaves_find(struct import *im, const struct sheet_row *row, const struct leaves *leaves,
                 size_t *at)
{
    const char *s = import_cell(im, row, MARK_CRITERION);
    size_t found = dict_get(leaves->by_code, s);
    if (!found && *s)
        found = dict_get(leaves->by_code, import_code(im, s));
    *at = found - 1;
    if (found)
        return true;
    import_at(im, row, MARK_CRITERION);
    db_refuse(im->db, F_NO_SUCH_CRITERION, s, leaves->set->id, NULL);
    return false;
}

static void refuse(struct import *im, const struct sheet_row *row, int column, enum fault_id id,
                   const struct crit_node *leaf, const char *value, const char *choices)
{
    import_at(im, row, column);
    db_refuse(im->db, id, leaf->code, value, choices, NULL);
}

/* The labels of a leaf as a list, "a1, a2, b1, b2"; with @points only those worth that. */
static const char *labels(struct import *im, const struct crit_node *leaf, int points)
{
    char text[256] = "";
    size_t n = 0;
    if (crit_allows_none(leaf) && points <= 0)
        n += (size_t)snprintf(text, sizeof text, "0");
    for (size_t i = 0; i < leaf->n_levels && n < sizeof text - 16; i++)
        if (points < 0 || leaf->level[i].points == points)
            n += (size_t)snprintf(text + n, sizeof text - n, "%s%s", n ? ", " : "",
                                  leaf->level[i].label);
    return arena_strdup(im->arena, text);
}

/* The points printed for a leaf, "0, 1, 3". */
static const char *printed_points(struct import *im, const struct crit_node *leaf)
{
    char text[256] = "";
    size_t n = 0;
    for (int p = 0; p <= MAX_POINTS && n < sizeof text - 8; p++) {
        bool some = p == 0 && crit_allows_none(leaf);
        for (size_t i = 0; i < leaf->n_levels; i++)
            some = some || leaf->level[i].points == p;
        if (some)
            n += (size_t)snprintf(text + n, sizeof text - n, "%s%d", n ? ", " : "", p);
    }
    return arena_strdup(im->arena, text);
}

/* Whole points: "3", also as a workbook may show them, "3,00"; -1 when they are not. */
static int read_points(const char *s)
{
    char whole[8];
    size_t n = strcspn(s, ".,");
    if (n == 0 || n >= sizeof whole)
        return -1;
    if (s[n] && (!s[n + 1] || strspn(s + n + 1, "0") != strlen(s + n + 1)))
        return -1;
    memcpy(whole, s, n);
    whole[n] = '\0';
    return (int)import_number(whole, MAX_POINTS);
}

/* @s as a label: "A1" is "a1"; what cannot be one is left as it is. */
static bool by_level(struct import *im, const struct sheet_row *row, const struct crit_node *leaf,
                     const char *s, char label[8], int *points)
{
    size_t n = strlen(s);
    if (strcmp(s, "0") == 0) {
        if (!crit_allows_none(leaf)) {
            refuse(im, row, MARK_LEVEL, F_ZERO_IS_PRINTED, leaf, s, "");
            return false;
        }
        strcpy(label, "0");
        *points = 0;
        return true;
    }
    const struct crit_level *level = NULL;
    if (n < 8) {
        memcpy(label, s, n + 1);
        label[0] = (char)tolower((unsigned char)label[0]);
        level = crit_level(leaf, label);
    }
    if (!level) {
        refuse(im, row, MARK_LEVEL, F_NO_SUCH_LEVEL, leaf, s, labels(im, leaf, -1));
        return false;
    }
    *points = level->points;
    return true;
}

/* Points name a level only where they are printed once. */
static bool by_points(struct import *im, const struct sheet_row *row, const struct crit_node *leaf,
                      int points, char label[8])
{
    int found = 0;
    if (points == 0 && crit_allows_none(leaf)) {
        strcpy(label, "0");
        found++;
    }
    for (size_t i = 0; i < leaf->n_levels; i++)
        if (leaf->level[i].points == points) {
            strcpy(label, leaf->level[i].label);
            found++;
        }
    const char *s = import_cell(im, row, MARK_POINTS);
    if (found == 0)
        refuse(im, row, MARK_POINTS, F_LIST_POINTS, leaf, s, printed_points(im, leaf));
    else if (found > 1)
        refuse(im, row, MARK_POINTS, F_LIST_POINTS_MANY, leaf, s, labels(im, leaf, points));
    return found == 1;
}

bool import_level(struct import *im, const struct sheet_row *row, const struct crit_node *leaf,
                  char label[8])
{
    const char *level = import_has(im, MARK_LEVEL) ? import_cell(im, row, MARK_LEVEL) : "";
    const char *text = import_has(im, MARK_POINTS) ? import_cell(im, row, MARK_POINTS) : "";
    int points = -1, worth = -1;
    if (*text && (points = read_points(text)) < 0) {
        refuse(im, row, MARK_POINTS, F_LIST_POINTS, leaf, text, printed_points(im, leaf));
        return false;
    }
    if (!*level)
        return by_points(im, row, leaf, points, label);
    if (!by_level(im, row, leaf, level, label, &worth))
        return false;
    if (points < 0 || points == worth)
        return true;
    import_at(im, row, MARK_POINTS);
    db_refuse(im->db, F_LIST_LEVEL_POINTS, leaf->code, label, import_text(im, worth), text, NULL);
    return false;
}
