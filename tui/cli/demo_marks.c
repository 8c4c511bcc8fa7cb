/* SPDX-License-Identifier: MIT */
/* tui/cli/demo_marks.c - the rehearsal's invented marks. */
#include "tui/cli/demo_marks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/embed.h"
#include "db/base/text.h"

/* ---- tables -------------------------------------------------------------------------------------
 */

static struct demo_row take_row(char *line)
{
    struct demo_row row;
    for (int i = 0; i < DEMO_CELLS; i++) {
        row.cell[i] = line;
        line += strcspn(line, "\t");
        if (*line)
            *line++ = '\0';
    }
    return row;
}

struct demo_rows demo_rows(const char *name)
{
    struct demo_rows r = {0};
    const struct embedded *e = tui_embedded(name);
    if (!e)
        return r;
    r.text = xstrndup((const char *)e->data, e->len);
    char *line = strchr(r.text, '\n'); /* the header ends here */
    while (line && line[1]) {
        char *end = strchr(++line, '\n');
        if (end)
            *end = '\0';
        r.v = xrealloc(r.v, (r.n + 1) * sizeof *r.v);
        r.v[r.n++] = take_row(line);
        line = end;
    }
    return r;
}

void demo_rows_free(struct demo_rows *r)
{
    free(r->v);
    free(r->text);
    *r = (struct demo_rows){0};
}

/* ---- one ballot
 * ---------------------------------------------------------------------------------- */

/* What one member is to score one product. */
struct plan {
    const struct crit_set *set;
    int total, star;
    const char *low; /* criterion ticked lower than the minimum, or NULL */
    int low_points;
    size_t first; /* the node to raise first: products are strong in different things */
};

static bool is_low(const struct plan *p, const struct crit_node *n)
{
    return p->low && strcmp(p->low, n->code) == 0;
}

/* The level to begin at: the least that meets the minimum.  In a two-case criterion the first
 * case is taken throughout. */
static size_t least_level(const struct plan *p, const struct crit_node *n)
{
    int asked = p->star ? crit_minimum(n, p->star) : -1;
    if (is_low(p, n))
        asked = p->low_points;
    for (size_t i = 0; i < n->n_levels; i++)
        if (n->level[i].points >= asked)
            return i;
    return n->n_levels - 1;
}

static bool can_rise(const struct plan *p, const struct crit_node *n, size_t level, int room)
{
    return n->kind == CRIT_LEAF && !is_low(p, n) && level + 1 < n->n_levels &&
           n->level[level + 1].which_case == n->level[level].which_case &&
           n->level[level + 1].points - n->level[level].points <= room;
}

/* @level[i] becomes the level ticked at node i. */
static void fill_ballot(const struct plan *p, size_t *level)
{
    const struct crit_set *s = p->set;
    int room = p->total;
    for (size_t i = 0; i < s->n_nodes; i++) {
        if (s->node[i].kind != CRIT_LEAF)
            continue;
        level[i] = least_level(p, &s->node[i]);
        room -= s->node[i].level[level[i]].points;
    }
    for (bool rose = true; rose && room > 0;) {
        rose = false;
        for (size_t k = 0; k < s->n_nodes && room > 0; k++) {
            size_t i = (p->first + k) % s->n_nodes;
            const struct crit_node *n = &s->node[i];
            if (!can_rise(p, n, level[i], room))
                continue;
            room -= n->level[level[i] + 1].points - n->level[level[i]].points;
            level[i]++;
            rose = true;
        }
    }
}

/* ---- all ballots
 * ---------------------------------------------------------------------------------- */

/* Whether @no is one of "2,5,8". */
static bool in_list(const char *list, int no)
{
    for (const char *at = list; *at;) {
        char *end;
        if (strtol(at, &end, 10) == no)
            return true;
        at = *end ? end + 1 : end;
    }
    return false;
}

static void write_ballot(FILE *out, const struct product *product, const struct member *member,
                         const struct demo_row *row, const struct crit_set *set)
{
    /* Nine members around the mean; turned by the product so that nobody is always strict. */
    static const int around[] = {0, 1, -1, 2, -2, 1, -1, 0, 0};
    enum { AROUND = sizeof around / sizeof around[0] };
    char criterion[16] = "", members[64] = "";
    int points = 0;
    struct plan p = {.set = set, .star = atoi(row->cell[2]), .first = (size_t)product->no * 5};
    p.total = atoi(row->cell[1]) + around[(member->no + product->no) % AROUND];
    if (sscanf(row->cell[3], "%15s %d %63s", criterion, &points, members) == 3 &&
        in_list(members, member->no)) {
        p.low = criterion;
        p.low_points = points;
    }
    size_t *level = xcalloc(set->n_nodes, sizeof *level);
    fill_ballot(&p, level);
    for (size_t i = 0; i < set->n_nodes; i++)
        if (set->node[i].kind == CRIT_LEAF)
            fprintf(out, "%d\t%s\t%s\t%s\n", product->no, member->name, set->node[i].code,
                    set->node[i].level[level[i]].label);
    free(level);
}

static const struct demo_row *row_of(const struct demo_rows *rows, int no)
{
    for (size_t i = 0; i < rows->n; i++)
        if (atoi(rows->v[i].cell[0]) == no)
            return &rows->v[i];
    return NULL;
}

static const struct member *member_of(const struct members *m, int id)
{
    for (size_t i = 0; i < m->n; i++)
        if (m->v[i].id == id)
            return &m->v[i];
    return NULL;
}

static void write_product(struct db *db, FILE *out, const struct product *p,
                          const struct members *members, const struct demo_row *row)
{
    struct seats seats = {0};
    const struct crit_entry *entry = crit_find(p->set);
    const struct crit_set *set = entry ? crit_load(entry) : NULL;
    if (set && db_seats(db, p->id, 0, &seats) == DB_OK)
        for (size_t i = 0; i < seats.n; i++) {
            const struct member *m = member_of(members, seats.v[i].member);
            if (m && seats.v[i].expected)
                write_ballot(out, p, m, row, set);
        }
    seats_free(&seats);
}

char *demo_ballots(struct db *db, size_t *len)
{
    struct products products = {0};
    struct members members = {0};
    struct demo_rows rows = demo_rows("demo/marks.tsv");
    char *list = NULL;
    FILE *out = open_memstream(&list, len);
    bool read = out && db_products(db, &products) == DB_OK && db_members(db, &members) == DB_OK;
    if (read) {
        fputs("san_pham\tthanh_vien\ttieu_chi\tmuc\n", out);
        for (size_t i = 0; i < products.n; i++) {
            const struct demo_row *row = row_of(&rows, products.v[i].no);
            if (row)
                write_product(db, out, &products.v[i], &members, row);
        }
    }
    if (out)
        fclose(out);
    if (!read) {
        free(list);
        list = NULL;
    }
    members_free(&members);
    products_free(&products);
    demo_rows_free(&rows);
    return list;
}
