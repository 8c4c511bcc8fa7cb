/* SPDX-License-Identifier: MIT */
/* tui/cli/products.c - products: the agenda with every imported field; dossier: samples, papers and
 * points of one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/json.h"
#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/cli/calls.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/field.h"
#include "tui/model.h"
#include "tui/say.h"

struct told {
    struct products products;
    const struct product *p;
    struct dossiers dossiers;
    const struct dossier *d;
    struct assessments sheet;
    struct assessment_sum sum[2];
    const struct crit_set *set; /* NULL: none */
    struct tally tally;
    char day[11];
};

static enum db_rc read_all(struct db *db, int product, struct told *t)
{
    enum db_rc rc = db_products(db, &t->products);
    if (rc == DB_OK)
        rc = db_dossiers(db, product, &t->dossiers);
    if (rc == DB_OK)
        rc = db_scoresheet(db, product, &t->sheet);
    if (rc == DB_OK)
        rc = db_assessment_sums(db, product, t->sum);
    if (rc == DB_OK)
        rc = db_tally(db, product, &t->tally);
    if (rc == DB_OK)
        rc = db_paper_day(db, t->day);
    for (size_t i = 0; rc == DB_OK && i < t->products.n; i++)
        if (t->products.v[i].id == product)
            t->p = &t->products.v[i];
    if (rc != DB_OK || !t->p || t->dossiers.n != 1 || t->tally.n != 1)
        return rc == DB_OK ? DB_FAULT : rc;
    t->d = &t->dossiers.v[0];
    t->set = *t->p->set ? db_criteria(db, t->p->set) : NULL;
    return DB_OK;
}

static void forget(struct told *t)
{
    list_free(&t->products);
    list_free(&t->dossiers);
    list_free(&t->sheet);
    list_free(&t->tally);
}

static const char *criterion_name(const struct told *t, const char *code)
{
    const struct crit_node *leaf = t->set ? crit_leaf(t->set, code) : NULL;
    return leaf ? leaf->name : "";
}

/* ---- JSON ---- */

static void json_evidence(struct json *j, const struct dossier *d, bool every, const char *day)
{
    json_array(j, "evidence");
    for (int i = 0; i < EVIDENCE_ITEMS; i++) {
        const struct evidence *e = &d->item[i];
        if (!every && e->state == EVIDENCE_UNKNOWN)
            continue;
        json_object(j, NULL);
        json_int(j, "item", i + 1);
        json_string(j, "name", evidence_name(i + 1));
        json_text(j, "state", evidence_word(e->state));
        json_text(j, "expires", e->expires);
        json_bool(j, "expired", *e->expires && strcmp(e->expires, day) < 0);
        json_text(j, "note", e->note);
        json_end(j);
    }
    json_end(j);
}

static void json_sum(struct json *j, const char *key, const struct assessment_sum *s)
{
    if (!s->marks) {
        json_null(j, key);
        return;
    }
    json_object(j, key);
    json_int(j, "marks", s->marks);
    json_int(j, "total", s->total);
    json_object(j, "parts");
    json_int(j, "A", s->part[0]);
    json_int(j, "B", s->part[1]);
    json_int(j, "C", s->part[2]);
    json_end(j);
    json_end(j);
}

static void json_points(struct json *j, const char *key, const struct assessed *v, int source)
{
    if (v->points[source] < 0) {
        json_null(j, key);
        return;
    }
    json_object(j, key);
    json_string(j, "level", v->label[source]);
    json_int(j, "points", v->points[source]);
    json_text(j, "note", v->note[source]);
    json_end(j);
}

static void json_criteria(struct json *j, const struct told *t)
{
    json_array(j, "criteria");
    for (size_t i = 0; i < t->sheet.n; i++) {
        const struct assessed *v = &t->sheet.v[i];
        char mean[16];
        mean_text(v->sum, v->n, false, mean);
        json_object(j, NULL);
        json_string(j, "criterion", v->criterion);
        json_string(j, "name", criterion_name(t, v->criterion));
        json_points(j, "self", v, ASSESSED_SELF);
        json_points(j, "adviser", v, ASSESSED_ADVISER);
        json_text(j, "mean", mean);
        json_pair(j, "mean_exact", v->sum, v->n);
        if (v->compared >= 0 && v->n > 0)
            json_pair(j, "difference", v->difference, v->n);
        else
            json_null(j, "difference");
        json_bool(j, "asked", v->asked);
        json_text(j, "reason", v->answered ? v->why : "");
        json_end(j);
    }
    json_end(j);
}

static void dossier_print_json(const struct told *t)
{
    static const char *const forms[] = {"none", "current", "old", "other"};
    struct json j = {.out = stdout};
    json_object(&j, NULL);
    json_int(&j, "no", t->p->no);
    json_text(&j, "code", t->p->code);
    json_string(&j, "code_form", forms[product_code_form(t->p->code)]);
    json_string(&j, "name", t->p->name);
    json_text(&j, "owner", t->p->owner);
    json_text(&j, "set", t->p->set);
    json_text(&j, "kind", kind_word(t->p->kind));
    json_int_from(&j, "samples", t->d->samples, 0);
    json_int_from(&j, "samples_asked", t->set ? t->set->samples : -1, 0);
    json_text(&j, "note", t->d->note);
    json_text(&j, "paper_day", t->day);
    json_evidence(&j, t->d, true, t->day);
    json_sum(&j, "self", &t->sum[ASSESSED_SELF]);
    json_sum(&j, "adviser", &t->sum[ASSESSED_ADVISER]);
    json_pair(&j, "council", t->tally.v[0].sum, t->tally.v[0].closed);
    json_criteria(&j, t);
    json_end(&j);
}

/* ---- lines ---- */

static const char *state_text_of(const struct evidence *e)
{
    static const char *const names[] = {N_("chưa xem"), N_("có"), N_("KHÔNG"), N_("không cần")};
    return _(names[e->state]);
}

static void print_papers(const struct told *t)
{
    say_line(_("Minh chứng (Mẫu số 02, Phần III):"));
    for (int i = 0; i < EVIDENCE_ITEMS; i++) {
        const struct evidence *e = &t->d->item[i];
        char date[11] = "";
        if (*e->expires)
            field_date_shown(e->expires, date);
        say_line("  %2d. %s: %s%s%s%s%s%s", i + 1, _(evidence_name(i + 1)), state_text_of(e),
                 *date ? _(", đến ") : "", date,
                 *date && strcmp(e->expires, t->day) < 0 ? _(" HẾT HẠN trước ngày họp") : "",
                 *e->note ? " · " : "", e->note);
    }
}

static void given(int points, char out[16])
{
    snprintf(out, 16, points < 0 ? "-" : "%d", points);
}

static void print_sheet(const struct told *t)
{
    struct text_table table = {.cols = 6, .right = 1u << 1 | 1u << 2 | 1u << 3 | 1u << 4};
    const char *head[] = {_("Tiêu chí"), _("Tự chấm"), _("Tổ tư vấn"),
                          _("Hội đồng"), _("Chênh"),   _("Lý do chênh")};
    text_table_row(&table, head);
    for (size_t i = 0; i < t->sheet.n; i++) {
        const struct assessed *v = &t->sheet.v[i];
        char self[16], adviser[16], mean[16], gap[16] = "";
        char *name = xasprintf("%s %s", v->criterion, criterion_name(t, v->criterion));
        char *cut = text_safe(name, 34);
        given(v->points[ASSESSED_SELF], self);
        given(v->points[ASSESSED_ADVISER], adviser);
        mean_text(v->sum, v->n, false, mean);
        if (v->compared >= 0)
            mean_text(v->difference, v->n, false, gap);
        const char *row[] = {cut,     self,
                             adviser, *mean ? mean : "-",
                             gap,     !v->asked ? "" : v->answered ? v->why : _("CẦN GHI LÝ DO")};
        text_table_row(&table, row);
        free(cut);
        free(name);
    }
    text_table_print(&table);
}

static void print_sums(const struct told *t)
{
    static const char *const names[] = {N_("Tự chấm"), N_("Tổ tư vấn")};
    const struct result *r = &t->tally.v[0];
    for (int k = 0; k < 2; k++) {
        const struct assessment_sum *s = &t->sum[k];
        if (s->marks)
            say_line(_("%s: %d điểm (A %d, B %d, C %d), %d/%zu tiêu chí"), _(names[k]), s->total,
                     s->part[0], s->part[1], s->part[2], s->marks, t->sheet.n);
        else
            say_line(_("%s: chưa có điểm"), _(names[k]));
    }
    char mean[16];
    mean_text(r->sum, r->closed, true, mean);
    if (*mean)
        say_line(P_("Hội đồng: %s điểm (%d phiếu)", r->closed), mean, r->closed);
    else
        say_line(_("Hội đồng: chưa có phiếu"));
}

static void print_lines(const struct told *t)
{
    static const char *const forms[] = {N_("chưa có mã"), N_("đúng dạng T-X-STT-20YY"),
                                        N_("mã cũ 5 phần"), N_("KHÔNG đúng dạng T-X-STT-20YY")};
    const struct product *p = t->p;
    say_line(_("SP %d  %s%s%s"), p->no, p->name, *p->owner ? " - " : "", p->owner);
    say_line(_("Mã số: %s (%s)"), *p->code ? p->code : "-", _(forms[product_code_form(p->code)]));
    say_line(_("Lần đăng ký: %s"), p->kind ? kind_name(p->kind) : _("chưa ghi"));
    if (t->d->samples < 0)
        say_line(_("Mẫu: chưa ghi, cần %d"), t->set ? t->set->samples : 0);
    else
        say_line(_("Mẫu: %d, cần %d"), t->d->samples, t->set ? t->set->samples : 0);
    if (*t->d->note)
        say_line(_("Ghi chú: %s"), t->d->note);
    print_papers(t);
    print_sums(t);
    if (t->sheet.n)
        print_sheet(t);
}

enum db_rc call_dossier(struct cli *c)
{
    enum db_rc rc;
    int product;
    struct told t = {0};
    struct db *db = cli_open(c->word[0], DB_LOOK, &rc);
    if (!db)
        return cli_close(db, rc);
    rc = db_find_product(db, c->word[1], &product);
    if (rc == DB_OK)
        rc = read_all(db, product, &t);
    cli_read(db, rc, c->word[0]);
    if (rc == DB_OK && c->opt[OPT_JSON])
        dossier_print_json(&t);
    else if (rc == DB_OK)
        print_lines(&t);
    forget(&t);
    return cli_close(db, rc);
}

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
    json_evidence(j, d, false, b->day);
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
    json_text(j, "gender", p->gender);
    json_text(j, "people", p->people);
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

static void products_print_json(const struct products *list, const struct beside *b)
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
    struct db *db = cli_open(c->word[0], DB_LOOK, &rc);
    if (!db)
        return cli_close(db, rc);
    struct beside beside = {0};
    bool json = c->opt[OPT_JSON];
    rc = db_products(db, &list);
    if (rc == DB_OK && json)
        rc = read_beside(db, &list, &beside);
    cli_told(db, rc, c->word[0]);
    if (rc == DB_OK && json)
        products_print_json(&list, &beside);
    else if (rc == DB_OK)
        print_table(&list);
    list_free(&beside.dossiers);
    free(beside.sum);
    list_free(&list);
    return cli_close(db, rc);
}
