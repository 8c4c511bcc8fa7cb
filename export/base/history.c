/* SPDX-License-Identifier: MIT */
/* export/base/history.c - the past, replayed from the journal.  The totals of today are the views';
 * here are only those that stood before a ballot was opened again. */
#include "export/base/history.h"

#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "export/base/words.h"

/* ---- ballots opened again ---- */

/* One ballot at one moment of the journal. */
struct past {
    int product, member;
    bool closed;
    size_t n, cap;
    struct past_mark {
        const char *criterion, *level;
    } * mark;
};

struct replay {
    const struct record *r;
    size_t n, cap;
    struct past *v;
    struct history h;
    size_t h_cap;
};

static struct past *ballot_of(struct replay *p, int product, int member)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->v[i].product == product && p->v[i].member == member)
            return &p->v[i];
    p->v = arena_grow(p->r->arena, p->v, p->n, &p->cap, sizeof *p->v);
    p->v[p->n] = (struct past){.product = product, .member = member};
    return &p->v[p->n++];
}

static void mark_past(struct replay *p, struct past *b, const char *criterion, const char *level)
{
    for (size_t i = 0; i < b->n; i++)
        if (strcmp(b->mark[i].criterion, criterion) == 0) {
            b->mark[i].level = level;
            return;
        }
    b->mark = arena_grow(p->r->arena, b->mark, b->n, &b->cap, sizeof *b->mark);
    b->mark[b->n++] = (struct past_mark){criterion, level};
}

static bool has_field(const struct log_entry *e, const char *name)
{
    for (size_t i = 0; i < e->n; i++)
        if (strcmp(e->field[i].name, name) == 0)
            return true;
    return false;
}

static int total_of(const struct replay *p, const struct past *b)
{
    const struct product *product = record_product(p->r, b->product);
    const struct crit_set *set = product ? db_criteria(p->r->db, product->set) : NULL;
    int total = 0;
    for (size_t i = 0; set && i < b->n; i++) {
        const struct crit_node *leaf = crit_leaf(set, b->mark[i].criterion);
        const struct crit_level *level = leaf ? crit_level(leaf, b->mark[i].level) : NULL;
        total += level ? level->points : 0;
    }
    return total;
}

static void reopened(struct replay *p, struct past *b, const struct log_entry *e)
{
    struct rescored x = {.product = b->product,
                         .member = b->member,
                         .reason = log_get(e, "reason"),
                         .time = e->time,
                         .before = total_of(p, b),
                         .high = -1,
                         .low = -1,
                         .after = -1,
                         .after_time = ""};
    for (size_t i = 0; i < p->n; i++) {
        if (p->v[i].product != b->product || !p->v[i].closed)
            continue;
        int total = total_of(p, &p->v[i]);
        x.high = total > x.high ? total : x.high;
        x.low = x.low < 0 || total < x.low ? total : x.low;
    }
    p->h.v = arena_grow(p->r->arena, p->h.v, p->h.n, &p->h_cap, sizeof *p->h.v);
    p->h.v[p->h.n++] = x;
    b->closed = false;
}

static void handed_in(struct replay *p, struct past *b, const struct log_entry *e)
{
    b->closed = true;
    for (size_t i = p->h.n; i-- > 0;) {
        struct rescored *x = &p->h.v[i];
        if (x->product == b->product && x->member == b->member) {
            if (x->after < 0) {
                x->after = total_of(p, b);
                x->after_time = e->time;
            }
            return;
        }
    }
}

/* A product that went to another set began anew. */
static void begin_anew(struct replay *p, int product)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->v[i].product == product) {
            p->v[i].closed = false;
            p->v[i].n = 0;
        }
}

struct history history_read(const struct record *r)
{
    struct replay p = {.r = r};
    for (size_t i = 0; i < r->n_log; i++) {
        const struct log_entry *e = &r->log[i];
        const char *k = e->kind;
        int product = (int)log_number(e, "product"), member = (int)log_number(e, "member");
        if (strcmp(k, "product-set") == 0)
            begin_anew(&p, product);
        else if (strcmp(k, "mark") == 0 || (strcmp(k, "undo") == 0 && has_field(e, "level")))
            mark_past(&p, ballot_of(&p, product, member), log_get(e, "criterion"),
                      log_get(e, "level"));
        else if (strcmp(k, "close-ballot") == 0)
            handed_in(&p, ballot_of(&p, product, member), e);
        else if (strcmp(k, "reopen-ballot") == 0)
            reopened(&p, ballot_of(&p, product, member), e);
    }
    return p.h;
}

/* ---- the order of the members, their coming and going ---- */

static size_t add_once(const struct member **out, size_t n, const struct member *m)
{
    for (size_t i = 0; i < n; i++)
        if (out[i] == m)
            return 0;
    out[n] = m;
    return 1;
}

size_t attendance_order(const struct record *r, const struct member **out)
{
    const char *order = record_fact(r, SETTING_PAPER_ORDER);
    size_t n = 0;
    while (order && *order) {
        int no = atoi(order);
        for (size_t i = 0; i < r->members.n; i++)
            if (r->members.v[i].no == no)
                n += add_once(out, n, &r->members.v[i]);
        order += strspn(order, "0123456789 ");
        order += *order == ',';
    }
    for (size_t i = 0; i < r->members.n; i++)
        n += add_once(out, n, &r->members.v[i]);
    return n;
}

char *attendance_times(const struct record *r, const struct member *m)
{
    struct words w = {0};
    bool known = false, present = true;
    for (size_t i = 0; i < r->n_log; i++) {
        const struct log_entry *e = &r->log[i];
        if (strcmp(e->kind, "member") != 0 || log_number(e, "id") != m->id)
            continue;
        bool now = log_number(e, "present") == 1;
        if (known && now != present) {
            char *time = words_time(e->time);
            words_add(&w, "", now ? "; đến lúc %s" : "; về lúc %s", time);
            free(time);
        }
        known = true;
        present = now;
    }
    return w.s ? w.s : xstrdup("");
}
