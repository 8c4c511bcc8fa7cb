/* SPDX-License-Identifier: MIT */
/* tui/cli/products.c - products: the agenda with every imported field. */
#include <stdio.h>
#include <stdlib.h>

#include "db/base/json.h"
#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/cli/calls.h"
#include "tui/cli/dossier.h"
#include "tui/kit/i18n.h"
#include "tui/say.h"

static const struct {
    const char *word, *text;
} states[] = {
    {"withdrawn", N_("rút")},
    {"postponed", N_("hoãn")},
    {"knocked-out", N_("bị loại")},
    {"no-set", N_("chưa có bộ")},
    {"set-missing", N_("bộ chưa có tiêu chí")},
    {"ready", N_("chờ chấm")},
    {"scoring", N_("đang chấm")},
    {"scored", N_("đã chấm")},
};
enum { WITHDRAWN, POSTPONED, KNOCKED_OUT, NO_SET, SET_MISSING, READY, SCORING, SCORED };

static int state_of(const struct product *p)
{
    if (p->withdrawn)
        return WITHDRAWN;
    if (p->postponed)
        return POSTPONED;
    if (p->knocked_out)
        return KNOCKED_OUT;
    if (!*p->set)
        return NO_SET;
    if (!p->set_known)
        return SET_MISSING;
    if (p->expected > 0 && p->closed >= p->expected)
        return SCORED;
    return p->has_marks || p->closed > 0 || p->open > 0 ? SCORING : READY;
}

/* What stands beside the agenda: dossiers in its order, and the points given before. */
struct beside {
    struct dossiers dossiers;
    struct assessment_sum (*sum)[2];
    char day[11];
};

static enum db_rc read_beside(struct db *db, const struct products *list, struct beside *b)
{
    enum db_rc rc = db_dossiers(db, 0, &b->dossiers);
    b->sum = xcalloc(list->n + 1, sizeof *b->sum);
    for (size_t i = 0; rc == DB_OK && i < list->n; i++)
        rc = db_assessment_sums(db, list->v[i].id, b->sum[i]);
    return rc == DB_OK ? db_paper_day(db, b->day) : rc;
}

static void json_beside(struct json *j, const struct beside *b, size_t i)
{
    const struct dossier *d = &b->dossiers.v[i];
    json_int_from(j, "samples", d->samples, 0);
    json_text(j, "dossier_note", d->note);
    cli_json_evidence(j, d, false, b->day);
    json_int_from(j, "self", b->sum[i][ASSESSED_SELF].marks ? b->sum[i][ASSESSED_SELF].total : -1,
                  0);
    json_int_from(j, "adviser",
                  b->sum[i][ASSESSED_ADVISER].marks ? b->sum[i][ASSESSED_ADVISER].total : -1, 0);
}

static void json_product(struct json *j, const struct product *p, const struct beside *b, size_t i)
{
    json_object(j, NULL);
    json_int(j, "no", p->no);
    json_text(j, "code", p->code);
    json_string(j, "name", p->name);
    json_text(j, "owner", p->owner);
    json_text(j, "address", p->address);
    json_text(j, "phone", p->phone);
    json_text(j, "commune", p->commune);
    json_text(j, "district", p->district);
    json_text(j, "group", p->group);
    json_text(j, "set", p->set);
    json_text(j, "kind", kind_word(p->kind));
    json_string(j, "state", states[state_of(p)].word);
    json_text(j, "representative", p->representative);
    json_text(j, "business", p->business);
    json_text(j, "email", p->email);
    json_int_from(j, "star_now", p->star_now, 1);
    json_text(j, "expires", p->expires);
    json_object(j, "ballots");
    json_int(j, "expected", p->expected);
    json_int(j, "closed", p->closed);
    json_int(j, "begun", p->open);
    json_end(j);
    json_beside(j, b, i);
    json_end(j);
}

static void print_json(const struct products *list, const struct beside *b)
{
    struct json j = {.out = stdout};
    json_object(&j, NULL);
    json_array(&j, "products");
    for (size_t i = 0; i < list->n; i++)
        json_product(&j, &list->v[i], b, i);
    json_end(&j);
    json_end(&j);
}

static void print_table(const struct products *list)
{
    struct text_table t = {.cols = 7, .right = 1u << 0 | 1u << 5};
    const char *head[] = {_("STT"), _("Mã số"), _("Sản phẩm"),  _("Chủ thể"),
                          _("Bộ"),  _("Phiếu"), _("Tình trạng")};
    text_table_row(&t, head);
    for (size_t i = 0; i < list->n; i++) {
        const struct product *p = &list->v[i];
        char no[16], ballots[32];
        char *name = text_safe(p->name, 40), *owner = text_safe(p->owner, 32);
        snprintf(no, sizeof no, "%d", p->no);
        snprintf(ballots, sizeof ballots, "%d/%d", p->closed, p->expected);
        const char *row[] = {
            no,      *p->code ? p->code : "-",   name, owner, *p->set ? p->set : "-",
            ballots, _(states[state_of(p)].text)};
        text_table_row(&t, row);
        free(owner);
        free(name);
    }
    text_table_print(&t);
}

enum db_rc call_products(struct cli *c)
{
    enum db_rc rc;
    struct products list = {0};
    struct db *db = cli_open(c->word[0], DB_OPEN, &rc);
    if (!db)
        return cli_close(db, rc);
    struct beside beside = {0};
    bool json = c->opt[OPT_JSON];
    rc = db_products(db, &list);
    if (rc == DB_OK && json)
        rc = read_beside(db, &list, &beside);
    cli_told(db, rc, c->word[0]);
    if (rc == DB_OK && json)
        print_json(&list, &beside);
    else if (rc == DB_OK)
        print_table(&list);
    list_free(&beside.dossiers);
    free(beside.sum);
    list_free(&list);
    return cli_close(db, rc);
}
