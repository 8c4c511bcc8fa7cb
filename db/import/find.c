/* SPDX-License-Identifier: MIT */
/* db/import/find.c - which product and which member a row means, for lists of 100,000 rows. */
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "db/agenda/set_part.h"
#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/import/part.h"

/* ---- dict ---- */

struct slot {
    const char *key; /* NULL: free */
    size_t hash, value;
};

struct dict {
    struct arena *a;
    size_t n, size; /* size is a power of two */
    struct slot *v;
};

static size_t hash_of(const char *s)
{
    uint64_t h = 1469598103934665603u; /* FNV-1a */
    for (; *s; s++)
        h = (h ^ (unsigned char)*s) * 1099511628211u;
    return (size_t)(h ^ (h >> 32));
}

struct dict *dict_new(struct arena *a)
{
    struct dict *d = arena_alloc(a, sizeof *d);
    *d = (struct dict){.a = a, .size = 64};
    d->v = arena_alloc(a, d->size * sizeof *d->v);
    return d;
}

static struct slot *find(const struct dict *d, const char *key, size_t hash)
{
    for (size_t i = hash;; i++) {
        struct slot *e = &d->v[i & (d->size - 1)];
        if (!e->key || (e->hash == hash && strcmp(e->key, key) == 0))
            return e;
    }
}

static void grow(struct dict *d)
{
    struct dict more = {.a = d->a, .n = d->n, .size = d->size * 2};
    more.v = arena_alloc(d->a, more.size * sizeof *more.v);
    for (size_t i = 0; i < d->size; i++)
        if (d->v[i].key)
            *find(&more, d->v[i].key, d->v[i].hash) = d->v[i];
    *d = more;
}

size_t *dict_slot(struct dict *d, const char *key)
{
    if (d->n * 2 >= d->size)
        grow(d);
    size_t hash = hash_of(key);
    struct slot *e = find(d, key, hash);
    if (!e->key) {
        *e = (struct slot){arena_strdup(d->a, key), hash, 0};
        d->n++;
    }
    return &e->value;
}

size_t dict_get(const struct dict *d, const char *key)
{
    const struct slot *e = find(d, key, hash_of(key));
    return e->key ? e->value : 0;
}

const char *import_match(struct import *im, const char *s)
{
    char *match = text_match(s);
    const char *kept = arena_strdup(im->arena, match ? match : s);
    free(match);
    return kept;
}

/* ---- roll ---- */

bool roll_load(struct import *im, struct roll *r)
{
    *r = (struct roll){.code = dict_new(im->arena),
                       .name = dict_new(im->arena),
                       .product_no = dict_new(im->arena),
                       .member_no = dict_new(im->arena),
                       .product_as = dict_new(im->arena),
                       .member_as = dict_new(im->arena)};
    if (!import_did(im, db_products(im->db, &r->products)) ||
        !import_did(im, db_members(im->db, &r->members))) {
        im->broken = true;
        return false;
    }
    for (size_t i = 0; i < r->products.n; i++) {
        const struct product *p = &r->products.v[i];
        if (*p->code) /* unique: db_product_put sees to it */
            *dict_slot(r->code, import_match(im, p->code)) = i + 1;
        *dict_slot(r->product_no, import_text(im, p->no)) = i + 1;
    }
    for (size_t i = 0; i < r->members.n; i++) {
        const struct member *m = &r->members.v[i];
        size_t *slot = dict_slot(r->name, import_match(im, m->name));
        *slot = *slot ? SIZE_MAX : i + 1; /* two of one name: only the stt tells them apart */
        *dict_slot(r->member_no, import_text(im, m->no)) = i + 1;
    }
    return true;
}

void roll_free(struct roll *r)
{
    list_free(&r->products);
    list_free(&r->members);
}

static size_t by_no(struct import *im, const struct dict *d, const char *s)
{
    int no = import_no(s);
    return no < 0 ? 0 : dict_get(d, import_text(im, no));
}

const struct product *roll_product(struct import *im, const struct roll *r,
                                   const struct sheet_row *row, int column)
{
    const char *s = import_cell(im, row, column);
    size_t *seen = dict_slot(r->product_as, s);
    if (*seen)
        return &r->products.v[*seen - 1];
    size_t code = dict_get(r->code, import_match(im, s)), no = by_no(im, r->product_no, s);
    if (code || no) {
        /* Codes may be plain numbers: then a number can mean two products. */
        if (!code || !no || code == no) {
            *seen = code ? code : no;
            return &r->products.v[*seen - 1];
        }
        import_at(im, row, column);
        db_refuse(im->db, F_LIST_PRODUCT_TWO, s, found_product_label(im, &r->products.v[code - 1]),
                  NULL);
        return NULL;
    }
    import_at(im, row, column);
    db_refuse(im->db, F_NO_SUCH_PRODUCT, s, NULL);
    return NULL;
}

const struct member *roll_member(struct import *im, const struct roll *r,
                                 const struct sheet_row *row, int column)
{
    const char *s = import_cell(im, row, column);
    size_t *seen = dict_slot(r->member_as, s), found = *seen;
    if (!found)
        found = dict_get(r->name, import_match(im, s));
    if (!found)
        found = by_no(im, r->member_no, s);
    if (found && found != SIZE_MAX) {
        *seen = found;
        return &r->members.v[found - 1];
    }
    import_at(im, row, column);
    db_refuse(im->db, found ? F_MEMBER_AMBIGUOUS : F_NO_SUCH_MEMBER, s, NULL);
    return NULL;
}

const char *found_product_label(struct import *im, const struct product *p)
{
    char *text = xasprintf("%d (%s)", p->no, p->name);
    const char *kept = arena_strdup(im->arena, text);
    free(text);
    return kept;
}

/* ---- criteria sets ---- */

/* ---- mover ---- */

enum { WAITING, UNDER_WAY, DONE };

static bool put_row(struct mover *m, size_t i, int no)
{
    if (!m->put(m->arg, i, no))
        return false;
    if (m->from[i])
        *dict_slot(m->held, import_text(m->im, m->from[i])) = 0;
    *dict_slot(m->held, import_text(m->im, no)) = i + 1;
    m->from[i] = no;
    return true;
}

/* The row that holds the stt row @i wants and still has to move away; n: none. */
static size_t blocker(const struct mover *m, size_t i)
{
    size_t h = dict_get(m->held, import_text(m->im, m->to[i]));
    if (h == 0 || h == SIZE_MAX || h - 1 == i || !m->write[h - 1] || m->state[h - 1] == DONE)
        return m->n;
    return h - 1;
}

static void settle(struct mover *m, size_t i)
{
    size_t h = dict_get(m->held, import_text(m->im, m->to[i]));
    m->state[i] = DONE;
    if (h && h != SIZE_MAX && h - 1 != i && m->im->db->faults.errors > 0)
        return; /* the row that should have moved was refused: that is fault enough */
    put_row(m, i, m->to[i]);
}

/* An stt that nobody holds; none of the rows on the way wants it, each of those waits for
 * one that is held. */
static int spare(const struct mover *m)
{
    int no = MAX_NUMBER;
    while (no > 1 && dict_get(m->held, import_text(m->im, no)))
        no--;
    return no;
}

/* Follow the chain of who stands in whose way, then write it from its end. */
static void move(struct mover *m, size_t first, size_t *chain)
{
    size_t n = 0;
    for (size_t i = first; i < m->n && m->state[i] == WAITING; i = blocker(m, i)) {
        m->state[i] = UNDER_WAY;
        chain[n++] = i;
    }
    if (n == 0)
        return;
    /* A circle: its last row steps aside, so that the others can follow one another. */
    size_t stands = blocker(m, chain[n - 1]);
    if (stands < m->n && m->state[stands] == UNDER_WAY)
        put_row(m, stands, spare(m));
    while (n > 0 && !m->im->broken)
        settle(m, chain[--n]);
}

struct mover mover_new(struct import *im, bool (*put)(void *arg, size_t i, int no), void *arg)
{
    struct mover m = {.im = im, .n = im->n, .put = put, .arg = arg, .held = dict_new(im->arena)};
    m.from = arena_alloc(im->arena, im->n * sizeof *m.from);
    m.to = arena_alloc(im->arena, im->n * sizeof *m.to);
    m.write = arena_alloc(im->arena, im->n * sizeof *m.write);
    return m;
}

void mover_run(struct mover *m)
{
    m->state = arena_alloc(m->im->arena, m->n + 1);
    size_t *chain = arena_alloc(m->im->arena, (m->n + 1) * sizeof *chain);
    for (size_t i = 0; i < m->n && !m->im->broken; i++)
        if (m->write[i])
            move(m, i, chain);
}
