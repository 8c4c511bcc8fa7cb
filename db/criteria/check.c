/* SPDX-License-Identifier: MIT */
/* db/criteria/check.c - what the Decision's own arithmetic asks of a criteria set. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/date.h"
#include "db/base/text.h"
#include "db/criteria/reader.h"

struct decimal {
    char text[16];
};

static struct decimal decimal(int v)
{
    struct decimal d;
    snprintf(d.text, sizeof d.text, "%d", v);
    return d;
}

static void fault_numbers(struct reader *r, const struct value *at, enum fault_id id, int a, int b)
{
    crit_fault(r, at, id, decimal(a).text, decimal(b).text);
}

void crit_check_sum(struct reader *r, int max, int sum, const struct value *at)
{
    if (max >= 0 && sum >= 0 && max != sum)
        fault_numbers(r, at, F_CRIT_SUM, max, sum);
}

static bool crit_suspect(const struct crit_set *s, const char *code, const char *field)
{
    for (size_t i = 0; i < s->n_corrections; i++) {
        const struct crit_correction *c = &s->correction[i];
        if (!c->forced && c->criterion && c->field && !strcmp(c->criterion, code) &&
            !strcmp(c->field, field))
            return true;
    }
    return false;
}

/* ---- codes ---- */

/* "7", "10": no leading zero */
static bool ordinal(const char *s)
{
    size_t n = strspn(s, "0123456789");
    return n && n <= 3 && !s[n] && s[0] != '0';
}

static bool dotted(const char *s)
{
    for (;;) {
        size_t n = strspn(s, "0123456789");
        if (!n || n > 3 || s[0] == '0')
            return false;
        if (!s[n])
            return true;
        if (s[n] != '.')
            return false;
        s += n + 1;
    }
}

static bool same_kind(const struct crit_node *a, const struct crit_node *b)
{
    return a->depth < 2 || b->depth < 2 ? a->depth == b->depth : true;
}

static bool below(const struct crit_node *n, const struct crit_node *parent, bool alone)
{
    size_t len = strlen(parent->code);
    /* A section without criteria of its own is scored as one, under its own number. */
    if (parent->kind == CRIT_SECTION && alone && !strcmp(n->code, parent->code))
        return true;
    return !strncmp(n->code, parent->code, len) && n->code[len] == '.' &&
           ordinal(n->code + len + 1);
}

void crit_check_code(struct reader *r, const struct crit_node *n, const struct crit_node *parent,
                     bool alone, const struct value *at)
{
    bool formed = n->depth == 0   ? n->code[0] >= 'A' && n->code[0] <= 'C' && !n->code[1]
                  : n->depth == 1 ? ordinal(n->code)
                                  : dotted(n->code);
    if (!formed)
        crit_fault(r, at, F_CRIT_CODE_FORM, n->code, NULL);
    else if (n->depth >= 2 && *parent->code && !below(n, parent, alone))
        crit_fault(r, at, F_CRIT_CODE_PLACE, n->code, parent->code);
    for (const struct crit_node *other = r->node; other < n; other++)
        if (same_kind(other, n) && !strcmp(other->code, n->code)) {
            crit_fault(r, at, F_CRIT_CODE_TWICE, n->code, NULL);
            break;
        }
}

/* ---- levels ---- */

static void crit_warn(struct reader *r, const struct value *at, enum fault_id id, const char *a,
                      const char *b)
{
    crit_report(r, true, id, at, a, b);
}

static void check_text(struct reader *r, const struct crit_node *n, size_t i,
                       const struct level_at *at)
{
    const struct crit_level *l = &n->level[i];
    if (!*l->text)
        return;
    size_t wide = text_columns(l->text);
    if (wide > CRIT_TEXT_COLUMNS)
        crit_warn(r, at[i].text, F_CRIT_TEXT_LONG, decimal((int)wide).text,
                  decimal(CRIT_TEXT_COLUMNS).text);
    char *mine = text_match(l->text);
    for (size_t j = 0; j < i; j++) {
        char *other = n->level[j].which_case == l->which_case ? text_match(n->level[j].text) : NULL;
        bool same = mine && other && !strcmp(mine, other);
        free(other);
        if (same) {
            crit_fault(r, at[i].text, F_CRIT_LEVEL_TWICE, NULL, NULL);
            break;
        }
    }
    free(mine);
}

/* Points and marks of the levels of one case (0: of a criterion without cases). */
static void check_growth(struct reader *r, const struct crit_node *n, const struct level_at *at,
                         char which_case)
{
    int points = -1, star = 0;
    bool doubtful = crit_suspect(r->set, n->code, "points");
    for (size_t i = 0; i < n->n_levels; i++) {
        const struct crit_level *l = &n->level[i];
        if (l->which_case != which_case)
            continue;
        if (l->points >= 0 && points >= 0 && l->points <= points) {
            struct decimal here = decimal(l->points), before = decimal(points);
            if (doubtful)
                crit_warn(r, at[i].points, F_CRIT_DOUBTFUL, here.text, before.text);
            else
                crit_fault(r, at[i].points, F_CRIT_NOT_GROWING, here.text, before.text);
        }
        if (l->star && star >= l->star)
            fault_numbers(r, at[i].star, F_CRIT_STAR_ORDER, l->star, star);
        points = l->points >= 0 ? l->points : points;
        star = l->star > star ? l->star : star;
    }
}

/* The best level of a case; -1 when a level has no points to go by, -2 when it has no level. */
static int best(const struct crit_node *n, char which_case)
{
    int most = -2;
    for (size_t i = 0; i < n->n_levels; i++) {
        if (n->level[i].which_case != which_case)
            continue;
        if (n->level[i].points < 0)
            return -1;
        if (n->level[i].points > most)
            most = n->level[i].points;
    }
    return most;
}

static int case_minimum(const struct crit_node *n, char which_case, int star)
{
    int most = -1;
    for (size_t i = 0; i < n->n_levels; i++) {
        const struct crit_level *l = &n->level[i];
        if (l->which_case == which_case && l->star && l->star <= star && l->points > most)
            most = l->points;
    }
    return most;
}

/* Cases share the maximum (set 26: 8, 9, 15), and a minimum must not depend on the case. */
static void check_cases(struct reader *r, const struct crit_node *n, const struct value *self,
                        const struct value *max)
{
    static const char *const names[] = {"a", "b"};
    for (int c = 0; c < 2; c++) {
        const char *name = names[c];
        int most = best(n, name[0]);
        if (most == -2)
            crit_fault(r, self, F_CRIT_CASE_EMPTY, name, NULL);
        else if (most >= 0 && n->max >= 0 && most != n->max)
            crit_fault(r, max, F_CRIT_BEST_CASE, name, decimal(n->max).text);
    }
    for (int star = 3; star <= 5; star++)
        if (case_minimum(n, 'a', star) != case_minimum(n, 'b', star)) {
            crit_fault(r, self, F_CRIT_STAR_CASES, decimal(star).text, NULL);
            break;
        }
}

/* A copy of a set of the Decision that lost a mark would give stars away. */
static void check_sister(struct reader *r, const struct crit_node *n, const struct level_at *at,
                         const struct value *self)
{
    const struct crit_node *other = r->sister ? crit_leaf(r->sister, n->code) : NULL;
    if (!other)
        return;
    if (other->n_levels != n->n_levels || other->max != n->max) {
        for (int star = 3; star <= 5; star++)
            if (crit_minimum(other, star) >= 0 && crit_minimum(n, star) < 0)
                crit_warn(r, self, F_CRIT_SISTER_MINIMUM, r->sister->id, decimal(star).text);
        return;
    }
    for (size_t i = 0; i < n->n_levels; i++)
        if (other->level[i].star && !n->level[i].star &&
            !strcmp(other->level[i].label, n->level[i].label))
            crit_warn(r, at[i].self, F_CRIT_SISTER_STAR, r->sister->id,
                      decimal(other->level[i].star).text);
}

void crit_check_levels(struct reader *r, const struct crit_node *n, const struct level_at *at,
                       const struct value *self, const struct value *max)
{
    for (size_t i = 0; i < n->n_levels; i++)
        check_text(r, n, i, at);
    if (n->case_name[0]) {
        check_growth(r, n, at, 'a');
        check_growth(r, n, at, 'b');
        check_cases(r, n, self, max);
    } else {
        check_growth(r, n, at, '\0');
        int most = best(n, '\0');
        if (most >= 0 && n->max >= 0 && most != n->max)
            fault_numbers(r, max, F_CRIT_BEST, n->max, most);
    }
    check_sister(r, n, at, self);
    if (n->levels_implied && (n->n_levels != 2 || n->case_name[0] || n->level[0].points > 0))
        crit_fault(r, self, F_CRIT_IMPLIED, NULL, NULL);
}

/* ---- the head ---- */

void crit_check_head(struct reader *r, const struct value *id, const struct value *in_force)
{
    struct crit_set *s = r->set;
    if (s->in_force && !date_iso(s->in_force))
        crit_fault(r, in_force, F_CRIT_DATE, s->in_force, NULL);
    if (!s->id)
        return;
    size_t name = strspn(s->id, "abcdefghijklmnopqrstuvwxyz0123456789-");
    const char *no = s->id + name + 1;
    if (!name || s->id[name] != '/' || strspn(no, "0123456789") != 2 || no[2]) {
        crit_fault(r, id, F_CRIT_ID, s->id, NULL);
        return;
    }
    char *version = arena_strdup(r->mem, s->id);
    version[name] = '\0';
    s->version = version;
    if (s->no >= 0 && s->no != atoi(no))
        crit_fault(r, id, F_CRIT_ID_NO, s->id, decimal(s->no).text);
    if (s->name && r->sister_of && !crit_is_decision(s->id))
        r->sister = r->sister_of(s->name);
}

/* ---- marks ---- */

static void check_stars(struct reader *r, const struct value *parts)
{
    for (int star = 3; star <= 5; star++) {
        bool any = false;
        for (size_t i = 0; i < r->set->n_nodes; i++)
            for (size_t k = 0; k < r->node[i].n_levels; k++)
                any = any || r->node[i].level[k].star == star;
        if (!any)
            crit_warn(r, parts, F_CRIT_NO_STAR, decimal(star).text, NULL);
    }
}

/* ---- references ---- */

static const struct crit_node *any_node(const struct reader *r, const char *code, bool leaf)
{
    const struct crit_node *found = NULL;
    for (size_t i = 0; i < r->set->n_nodes; i++)
        if (!strcmp(r->node[i].code, code) && (!leaf || r->node[i].kind == CRIT_LEAF))
            found = &r->node[i];
    return found; /* the last: a section before the one criterion that carries its number */
}

static void check_refs(struct reader *r)
{
    for (const struct crit_ref *ref = r->refs; ref; ref = ref->next) {
        if (ref->self && *ref->self && !strcmp(ref->self, ref->code))
            crit_fault(r, ref->at, F_CRIT_REF_SELF, ref->code, NULL);
        else if (!any_node(r, ref->code, true))
            crit_fault(r, ref->at, F_CRIT_REF, ref->code, NULL);
    }
}

static void check_corrections(struct reader *r, const struct value *list)
{
    for (size_t i = 0; i < r->set->n_corrections; i++) {
        const struct crit_correction *c = &r->set->correction[i];
        const struct value *at = list->item[i];
        if (!c->criterion)
            continue;
        const struct crit_node *n = any_node(r, c->criterion, false);
        /* Doubtful points warn where they stand, in check_growth. */
        if (n && !c->forced && c->field && strcmp(c->field, "points") != 0)
            crit_warn(r, at, F_CRIT_SUSPECT, c->criterion, c->why ? c->why : c->field);
        if (!n)
            crit_fault(r, at, F_CRIT_FIX_CODE, c->criterion, NULL);
        else if (c->level && !crit_level(n, c->level))
            crit_fault(r, at, F_CRIT_FIX_LEVEL, c->criterion, c->level);
    }
}

void crit_check_set(struct reader *r, const struct value *parts, const struct value *corrections)
{
    check_stars(r, parts);
    check_refs(r);
    check_corrections(r, corrections);
}
