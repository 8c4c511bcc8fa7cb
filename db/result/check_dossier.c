/* SPDX-License-Identifier: MIT */
/* What a product brings to the meeting and is worth a look: samples, papers, code, and points far
 * from those that were given before.  None of it stands in the way. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/agenda/assessment.h"
#include "db/agenda/commune.h"
#include "db/agenda/dossier.h"
#include "db/agenda/product.h"
#include "db/agenda/set.h"
#include "db/base/text.h"
#include "db/council/setting.h"
#include "db/result/check_part.h"
#include "db/result/decide.h"
#include "db/result/tally.h"

/* A product that is out, or is not decided here, needs no papers. */
static const struct result *alive(const struct tally *t, int product)
{
    const struct result *r = check_result_of(t, product);
    return r && result_judged(r) ? r : NULL;
}

/* "2, 7, 12" of the rows that are not there, or that nobody has looked at yet. */
static int missing(struct check *c, const struct dossier *d, const char **list, const char **name)
{
    int n = 0;
    for (int i = 0; i < EVIDENCE_ITEMS; i++) {
        if (d->item[i].state != EVIDENCE_NO && d->item[i].state != EVIDENCE_UNKNOWN)
            continue;
        *list = check_list(c, *list, check_int(c, i + 1));
        *name = evidence_name(i + 1);
        n++;
    }
    return n;
}

static bool begun(const struct dossier *d)
{
    for (int i = 0; i < EVIDENCE_ITEMS; i++)
        if (d->item[i].state != EVIDENCE_UNKNOWN)
            return true;
    return false;
}

static void check_papers(struct check *c, const struct dossier *d, const char *no, const char *day)
{
    const char *list = "", *name = "";
    int n = begun(d) ? missing(c, d, &list, &name) : 0;
    if (n == 1)
        check_add(c, true, d->product, 0, NULL, F_EVIDENCE_MISSING, no, name, NULL, NULL);
    else if (n > 1)
        check_add(c, true, d->product, 0, NULL, F_EVIDENCE_MISSING_MANY, no, check_int(c, n), list,
                  NULL);
    for (int i = 0; i < EVIDENCE_ITEMS; i++) {
        const struct evidence *e = &d->item[i];
        char last[11];
        if (e->state != EVIDENCE_YES || !*e->expires || strcmp(e->expires, day) >= 0)
            continue;
        snprintf(last, sizeof last, "%.2s/%.2s/%.4s", e->expires + 8, e->expires + 5, e->expires);
        check_add(c, true, d->product, 0, NULL, F_EVIDENCE_EXPIRES, no, evidence_name(i + 1),
                  arena_strdup(c->a, last), NULL);
    }
}

static enum db_rc check_files(struct check *c, const struct tally *t)
{
    struct dossiers d;
    char day[11];
    enum db_rc rc = db_paper_day(c->db, day);
    enum db_rc all = db_dossiers(c->db, 0, &d);
    rc = rc == DB_OK ? all : rc;
    for (size_t i = 0; i < d.n && rc == DB_OK; i++) {
        const struct result *r = alive(t, d.v[i].product);
        if (!r)
            continue;
        const struct crit_set *set = *r->set ? db_criteria(c->db, r->set) : NULL;
        const char *no = check_int(c, r->no);
        if (product_code_form(r->code) == CODE_OTHER)
            check_add(c, true, r->product, 0, NULL, F_CODE_FORM, no, r->code, NULL, NULL);
        if (set && d.v[i].samples >= 0 && d.v[i].samples < set->samples)
            check_add(c, true, r->product, 0, NULL, F_SAMPLES_SHORT, no,
                      check_int(c, d.v[i].samples), check_int(c, set->samples), NULL);
        check_papers(c, &d.v[i], no, day);
    }
    list_free(&d);
    return rc;
}

/* One line a product, naming the criteria that still ask for a word of reason. */
static enum db_rc check_differences(struct check *c, const struct tally *t)
{
    struct assessments a;
    enum db_rc rc = db_assessments(c->db, 0, &a);
    for (size_t i = 0; i < a.n && rc == DB_OK;) {
        const struct result *r = alive(t, a.v[i].product);
        const char *codes = "";
        int product = a.v[i].product;
        for (; i < a.n && a.v[i].product == product; i++)
            if (a.v[i].asked && !a.v[i].answered)
                codes = check_list(c, codes, a.v[i].criterion);
        if (r && *codes)
            check_add(c, true, product, 0, codes, F_DIFFERENCE_ASKED, check_int(c, r->no), codes,
                      c->rules.text[SETTING_DIFFERENCE_ASK], NULL);
    }
    list_free(&a);
    return rc;
}

enum db_rc check_dossiers(struct check *c, const struct tally *t)
{
    enum db_rc rc = check_files(c, t);
    return rc == DB_OK ? check_differences(c, t) : rc;
}

/* ---- communes: a name from before they were joined, or a slip ---- */

static bool same(const char *a, const char *b)
{
    char *x = text_match(a), *y = text_match(b);
    bool equal = x && y && strcmp(x, y) == 0;
    free(x);
    free(y);
    return equal;
}

/* Whether an earlier product named this commune, so that it was told already. */
static bool told(const struct products *p, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (same(p->v[k].commune, p->v[i].commune))
            return true;
    return false;
}

/* "SP 1, 5, 7" of those that name the commune of @i. */
static const char *name_products(struct check *c, const struct products *p, size_t i)
{
    char first[16];
    snprintf(first, sizeof first, "SP %d", p->v[i].no);
    const char *list = arena_strdup(c->a, first);
    for (size_t k = i + 1; k < p->n; k++)
        if (same(p->v[k].commune, p->v[i].commune))
            list = check_list(c, list, check_int(c, p->v[k].no));
    return list;
}

enum db_rc check_communes(struct check *c)
{
    const char *province = c->rules.text[SETTING_PROVINCE];
    struct communes *known = communes_of(province);
    struct products p = {0};
    if (!known)
        return DB_OK; /* another country, or not told yet */
    enum db_rc rc = db_products(c->db, &p);
    for (size_t i = 0; i < p.n && rc == DB_OK; i++) {
        if (communes_has(known, p.v[i].commune) || told(&p, i))
            continue;
        check_add(c, true, p.v[i].id, 0, NULL, F_COMMUNE_UNKNOWN, name_products(c, &p, i),
                  p.v[i].commune, check_int(c, communes_count(known)), province);
    }
    list_free(&p);
    communes_free(known);
    return rc;
}
