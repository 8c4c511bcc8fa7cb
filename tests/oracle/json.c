/* SPDX-License-Identifier: MIT */
/* The results as the lines that tally --json has to say, in its order and with nothing else. */
#include <stdlib.h>
#include <string.h>

#include "tests/oracle/oracle.h"

struct lines {
    FILE *out;
    int product; /* its place in the array */
};

static void text(struct lines *l, const char *member, const char *value)
{
    fprintf(l->out, "products[%d].%s = ", l->product, member);
    fprintf(l->out, value && *value ? "\"%s\"\n" : "null\n", value);
}

/* A number, or null below @least. */
static void number(struct lines *l, const char *member, int value, int least)
{
    fprintf(l->out, "products[%d].%s = ", l->product, member);
    if (value < least)
        fputs("null\n", l->out);
    else
        fprintf(l->out, "%d\n", value);
}

static void truth(struct lines *l, const char *member, enum or_met value)
{
    static const char *const words[] = {"false", "true", "null"};
    fprintf(l->out, "products[%d].%s = %s\n", l->product, member, words[value]);
}

static void pair(struct lines *l, const char *member, int a, int b)
{
    fprintf(l->out, "products[%d].%s[0] = %d\nproducts[%d].%s[1] = %d\n", l->product, member, a,
            l->product, member, b);
}

/* Two decimals, half up; one hundredth less than a floor that is not reached. */
static void mean(struct lines *l, int sum, int n)
{
    char t[24] = "";
    if (n > 0) {
        int whole = sum / n, rest = sum % n * 100, cents = rest / n;
        cents += 2 * (rest % n) >= n;
        whole += cents / 100;
        cents %= 100;
        bool floor = cents == 0 && (whole == 30 || whole == 50 || whole == 70 || whole == 90);
        if (floor && sum < whole * n) {
            whole--;
            cents = 99;
        }
        snprintf(t, sizeof t, "%d,%02d", whole, cents);
    }
    text(l, "mean", t);
}

static void codes(struct lines *l, const struct or_set *set, const char *member, const bool *on)
{
    int n = 0;
    for (int i = 0; set && i < set->leaves; i++)
        if (on[i])
            fprintf(l->out, "products[%d].%s[%d] = \"%s\"\n", l->product, member, n++,
                    set->leaf[i].code);
    if (n == 0)
        fprintf(l->out, "products[%d].%s = []\n", l->product, member);
}

static void numbers(struct lines *l, const struct or_set *set, const struct or_result *r)
{
    char name[40];
    number(l, "ballots.expected", r->expected, 0);
    number(l, "ballots.closed", r->n, 0);
    number(l, "sum", r->sum, 0);
    mean(l, r->sum, r->n);
    pair(l, "mean_exact", r->sum, r->n);
    for (int i = 0; i < 3; i++) {
        snprintf(name, sizeof name, "parts.%c", 'A' + i);
        pair(l, name, r->part[i], r->n);
    }
    number(l, "band", r->band, 1);
    for (int s = 0; s < 3; s++) {
        snprintf(name, sizeof name, "minimums.%d.met", s + 3);
        truth(l, name, r->met[s]);
        snprintf(name, sizeof name, "minimums.%d.missed", s + 3);
        codes(l, set, name, r->missed[s]);
        snprintf(name, sizeof name, "minimums.%d.divided", s + 3);
        codes(l, set, name, r->divided[s]);
    }
    number(l, "spread.max", r->max, 0);
    number(l, "spread.min", r->min, 0);
    truth(l, "spread.exceeds", r->exceeds ? OR_YES : OR_NO);
    truth(l, "spread.settled", r->settled ? OR_YES : OR_NO);
}

static void product(struct lines *l, const struct or_model *m, const struct or_product *p)
{
    struct or_result r;
    char t[24];
    const struct or_set *set = or_set_of(p);
    or_tally(m, p, &r);
    number(l, "no", p->no, 0);
    text(l, "code", or_code(p->code, t));
    text(l, "name", or_phrases[p->name]);
    text(l, "owner", or_phrases[p->owner]);
    snprintf(t, sizeof t, "qd26-2026/%02d", p->set);
    text(l, "set", p->set ? t : "");
    numbers(l, set, &r);
    if (r.knocked >= 0) {
        const struct or_finding *f = &p->finding[r.knocked];
        text(l, "knockout.criterion", f->leaf < 0 ? "" : set->leaf[f->leaf].code);
        text(l, "knockout.reason", or_phrases[f->reason]);
    } else {
        text(l, "knockout", "");
    }
    number(l, "star", r.star, 0);
    text(l, "status", r.status);
    number(l, "quorum.present", r.present, 0);
    number(l, "quorum.base", r.base, 0);
    number(l, "quorum.needed", r.needed, 0);
    truth(l, "quorum.held", r.held ? OR_YES : OR_NO);
    text(l, "knockout_ground", r.knocked < 0 ? "" : or_phrases[p->finding[r.knocked].ground]);
    if (r.stop >= 0) {
        const struct or_finding *f = &p->finding[r.stop];
        text(l, "stop.criterion", set->leaf[f->leaf].code);
        text(l, "stop.ground", or_phrases[f->ground ? f->ground : f->reason]);
    } else {
        text(l, "stop", "");
    }
    number(l, "claims", r.claims, 0);
}

static void session(const struct or_model *m, const char *id, const char *hash, const char *closing,
                    FILE *out)
{
    char t[64];
    fprintf(out, "session.id = \"%s\"\nsession.criteria = \"qd26-2026\"\n", id);
    fprintf(out, "session.state = \"%s\"\n", m->closed ? "closed" : "open");
    fprintf(out, "session.version = %d\n", m->version);
    fprintf(out, "session.rehearsal = %s\n", m->value[OR_REHEARSAL] ? "true" : "false");
    or_setting(m, OR_MODE, t);
    fprintf(out, "session.mode = \"%s\"\n", t);
    for (enum or_key k = OR_PROVINCE; k <= OR_REGULATION; k++) {
        or_setting(m, k, t);
        fprintf(out, *t ? "session.%s = \"%s\"\n" : "session.%s = null\n", or_keys[k].key, t);
    }
    fprintf(out, "session.events = %d\nsession.hash = \"%s\"\n", m->events, hash);
    if (m->closed)
        fprintf(out, "session.closing_hash = \"%s\"\n", closing);
    else
        fputs("session.closing_hash = null\n", out);
}

char *or_lines(const struct or_model *m, const char *id, const char *hash, const char *closing)
{
    char *all = NULL;
    size_t n = 0;
    struct lines l = {.out = open_memstream(&all, &n)};
    int last = 0;
    session(m, id, hash, closing, l.out);
    for (;;) { /* in the order of the agenda */
        const struct or_product *next = NULL;
        for (int i = 1; i <= OR_PRODUCTS; i++) {
            const struct or_product *p = &m->product[i];
            if (p->there && p->no > last && (!next || p->no < next->no))
                next = p;
        }
        if (!next)
            break;
        product(&l, m, next);
        last = next->no;
        l.product++;
    }
    if (l.product == 0)
        fputs("products = []\n", l.out);
    fclose(l.out);
    return all;
}
