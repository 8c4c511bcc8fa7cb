/* SPDX-License-Identifier: MIT */
/* What a product brings to the meeting and is worth a look: samples, papers, code, and points far
 * from those that were given before.  None of it stands in the way. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/agenda/assessment.h"
#include "db/agenda/dossier.h"
#include "db/agenda/product.h"
#include "db/agenda/set.h"
#include "db/council/setting.h"
#include "db/result/check_part.h"
#include "db/result/decide.h"
#include "db/result/tally.h"

/* A product that is out, or is not decided here, needs no papers. */
static const struct result *alive(const struct tally *t, int product)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->v[i].product == product)
            return result_judged(&t->v[i]) ? &t->v[i] : NULL;
    return NULL;
}

enum db_rc db_paper_day(struct db *db, char out[11])
{
    struct decisions d;
    const char *day = db_setting(db, "date");
    out[0] = '\0';
    if (day)
        snprintf(out, 11, "%.10s", day);
    enum db_rc rc = db_decisions(db, &d);
    for (int l = DECISION_RECOGNISED; rc == DB_OK && l <= DECISION_FORWARDED; l++)
        if (strcmp(d.list[l].date, out) > 0) /* ISO dates: the order of text is that of days */
            snprintf(out, 11, "%.10s", d.list[l].date);
    decisions_free(&d);
    return rc;
}

/* "2, 7, 12" of the rows that are not there, or that nobody has looked at yet. */
static int missing(struct check *c, const struct dossier *d, const char **list, const char **name)
{
    char text[80] = "";
    int n = 0;
    for (int i = 0; i < EVIDENCE_ITEMS; i++) {
        size_t len = strlen(text);
        if (d->item[i].state != EVIDENCE_NO && d->item[i].state != EVIDENCE_UNKNOWN)
            continue;
        snprintf(text + len, sizeof text - len, "%s%d", n++ ? ", " : "", i + 1);
        *name = evidence_name(i + 1);
    }
    *list = arena_strdup(c->a, text);
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
    dossiers_free(&d);
    return rc;
}

/* One line a product, naming the criteria that still ask for a word of reason. */
static enum db_rc check_differences(struct check *c, const struct tally *t)
{
    struct assessments a;
    enum db_rc rc = db_assessments(c->db, 0, &a);
    const char *ask = db_setting(c->db, "difference.ask");
    ask = arena_strdup(c->a, ask ? ask : "");
    for (size_t i = 0; i < a.n && rc == DB_OK;) {
        const struct result *r = alive(t, a.v[i].product);
        char codes[200] = "";
        int product = a.v[i].product;
        for (; i < a.n && a.v[i].product == product; i++) {
            size_t len = strlen(codes);
            if (a.v[i].asked && !a.v[i].answered)
                snprintf(codes + len, sizeof codes - len, "%s%s", len ? ", " : "",
                         a.v[i].criterion);
        }
        if (r && *codes)
            check_add(c, true, product, 0, codes, F_DIFFERENCE_ASKED, check_int(c, r->no), codes,
                      ask, NULL);
    }
    assessments_free(&a);
    return rc;
}

enum db_rc check_dossiers(struct check *c, const struct tally *t)
{
    enum db_rc rc = check_files(c, t);
    return rc == DB_OK ? check_differences(c, t) : rc;
}
