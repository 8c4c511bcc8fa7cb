/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/gates_rows.c - the form of the minimums, made from the record. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/page/meeting/gates.h"
#include "tui/words/explain.h"
#include "tui/words/gate_text.h"
#include "db/base/mem.h"
#include "tui/words/outcome.h"

static const char *const open_values[] = {"", "yes", "no", NULL};
static const char *const open_names[] = {N_("chưa kết luận"), N_("ĐẠT"), N_("KHÔNG ĐẠT")};
static const char *const settled_values[] = {"yes", "no", NULL};
static const char *const settled_names[] = {N_("ĐẠT"), N_("KHÔNG ĐẠT")};
static const char *const forward_names[] = {N_("chưa chọn"), N_("TRÌNH BỘ"), N_("KHÔNG TRÌNH")};

int gates_verdict(const struct gates_page *p, size_t row)
{
    const char *v = form_get(&p->base.form, row);
    return strcmp(v, "yes") == 0 ? 1 : strcmp(v, "no") == 0 ? 0 : -1;
}

static const char *gates_own(struct gates_page *p, char *text)
{
    p->text = xrealloc(p->text, (p->n_text + 1) * sizeof *p->text);
    return p->text[p->n_text++] = text;
}

static struct form_row *gates_add(struct gates_page *p, enum form_kind kind, const char *id,
                                  const char *label)
{
    p->line = xrealloc(p->line, (p->n + 1) * sizeof *p->line);
    p->line[p->n] = (struct form_row){.id = id, .label = label, .kind = kind};
    return &p->line[p->n++];
}

/* ---- what is asked ---- */

/* Whether the council has concluded on this very level. */
static bool has_finding(const struct gates_page *p, const struct asked *a)
{
    for (size_t i = 0; i < p->findings.n; i++) {
        const struct finding *f = &p->findings.v[i];
        if (f->kind == FINDING_MINIMUM && strcmp(f->criterion, a->criterion) == 0 &&
            f->star >= a->lo && f->star <= a->hi)
            return true;
    }
    return false;
}

static bool there_already(const struct gates_page *p, const struct gate *g)
{
    for (size_t i = 0; i < p->n_asked; i++)
        if (strcmp(p->asked[i].criterion, g->criterion) == 0 && p->asked[i].points == g->points)
            return true;
    return false;
}

static const char *gate_level(const struct crit_node *leaf, int points)
{
    for (size_t i = 0; leaf && i < leaf->n_levels; i++)
        if (leaf->level[i].points == points)
            return leaf->level[i].text;
    return "";
}

static void add_asked(struct gates_page *p, const struct gate *g)
{
    const struct crit_node *leaf = p->set ? crit_leaf(p->set, g->criterion) : NULL;
    struct asked a = {.criterion = g->criterion,
                      .name = g->name,
                      .level = gate_level(leaf, g->points),
                      .points = g->points,
                      .yes = g->yes,
                      .n = g->n,
                      .lo = g->star,
                      .hi = g->star,
                      .adviser = gate_adviser(&p->given, g->criterion),
                      .concluded = g->concluded,
                      .stands = g->met == MET_YES};
    /* The same level may be asked by several stars: it is put to the council once. */
    for (int star = 3; star < g->star; star++)
        for (size_t i = 0; i < p->r->entry[star - 3].n; i++) {
            const struct gate *below = &p->r->entry[star - 3].gate[i];
            if (strcmp(below->criterion, g->criterion) == 0 && below->points == g->points &&
                star < a.lo)
                a.lo = star;
        }
    if (g->concluded && !has_finding(p, &a))
        return; /* it follows from a conclusion on another level */
    p->asked = xrealloc(p->asked, (p->n_asked + 1) * sizeof *p->asked);
    p->asked[p->n_asked++] = a;
}

/* From the star the points reach downwards: a lower one matters only where the higher fails. */
static void find_asked(struct gates_page *p)
{
    for (int star = p->r->band; star >= 3; star--) {
        const struct entry *e = &p->r->entry[star - 3];
        for (size_t i = 0; i < e->n; i++)
            if ((e->gate[i].matters || e->gate[i].concluded) && !there_already(p, &e->gate[i]))
                add_asked(p, &e->gate[i]);
    }
}

/* ---- the rows ---- */

static void add_gate(struct gates_page *p, struct asked *a)
{
    char adviser[48];
    gate_adviser_text(a->adviser, a->points, adviser, sizeof adviser);
    struct form_row *r =
        gates_add(p, FORM_CHOICE, NULL, gates_own(p, xasprintf("%s %s", a->criterion, a->name)));
    r->values = a->concluded ? settled_values : open_values;
    r->names = a->concluded ? settled_names : open_names;
    r->hint = gates_own(
        p, xasprintf(_("%s %s, từ %d điểm: %s"), a->criterion, a->name, a->points, a->level));
    r->cite = p->basis;
    a->row = p->n - 1;
    gates_add(p, FORM_NOTE, NULL,
              gates_own(p, xasprintf(_("từ %d điểm: %d phiếu đạt, %d không đạt; Tổ tư vấn: %s"),
                                     a->points, a->yes, a->n - a->yes, adviser)));
    gates_add(p, FORM_NOTE, NULL, a->level);
}

static void add_gates(struct gates_page *p)
{
    int star = 0;
    for (size_t i = 0; i < p->n_asked; i++) {
        struct asked *a = &p->asked[i];
        if (a->hi != star) {
            char *head = star ? xasprintf(_("%d SAO (chỉ xét khi không được %d sao)"), a->hi, star)
                              : xasprintf(_("%d SAO"), a->hi);
            gates_add(p, FORM_HEADING, NULL, gates_own(p, head));
            star = a->hi;
        }
        add_gate(p, a);
    }
}

/* What the star would be if the council answered @yes, now that five stars are missed. */
static char *forward_outcome(const struct gates_page *p, bool yes)
{
    struct finding f = {.product = p->product,
                        .kind = FINDING_FORWARD,
                        .criterion = "",
                        .verdict = yes,
                        .reason = ""};
    struct tally t;
    char *text = NULL;
    if (p->r->entry[2].met == MET_NO &&
        db_conclude_if(model_of(p->base.screen.app)->db, p->product, &f, 1, &t) == DB_OK) {
        enum style style;
        text = t.n ? outcome_text(&t.v[0], &style) : NULL;
        list_free(&t);
    }
    return text ? text : xstrdup(yes ? _("trình Bộ") : _("xét các hạng dưới"));
}

static void add_forward(struct gates_page *p)
{
    p->forward_row = (size_t)-1;
    if (p->r->band != 5 || p->r->entry[2].met == MET_YES)
        return;
    gates_add(p, FORM_HEADING, NULL, N_("TRÌNH BỘ (từ 90 điểm mà thiếu yêu cầu 5 sao)"));
    struct form_row *r = gates_add(p, FORM_CHOICE, "forward", N_("Hội đồng kết luận"));
    r->values = open_values;
    r->names = forward_names;
    r->hint = N_("Chỉ ghi khi thiếu yêu cầu tối thiểu của 5 sao; phải có lý do.");
    r->cite = N_("Điều 3.3; điểm e khoản 3 Điều 7 (từ 90 điểm: phê duyệt kết quả, trình Bộ)");
    p->forward_row = p->n - 1;
    char *yes = forward_outcome(p, true), *no = forward_outcome(p, false);
    gates_add(p, FORM_NOTE, NULL,
              gates_own(p, xasprintf(_("trình: %s; không trình: %s"), yes, no)));
    free(yes);
    free(no);
}

static void add_votes(struct gates_page *p)
{
    gates_add(p, FORM_HEADING, NULL, N_("BIỂU QUYẾT VÀ LÝ DO (in vào biên bản)"));
    struct form_row *r = gates_add(p, FORM_DIGITS, "votes", N_("Số người tán thành"));
    r->max = 3;
    r->hint =
        N_("Để trống cả hai số khi không biểu quyết. Riêng cho một dòng: {GATES_OWN} ở dòng đó.");
    r = gates_add(p, FORM_DIGITS, "of", N_("Trên số người biểu quyết"));
    r->max = 3;
    r = gates_add(p, FORM_TEXT, "reason", N_("Lý do"));
    r->hint = N_("Cho mọi dòng; lý do riêng của một dòng: {GATES_OWN} ở dòng đó.");
}

/* Divided, and yet not asked: what it says would change nothing. */
static void add_unasked(struct gates_page *p)
{
    bool head = false;
    for (int star = 5; star >= 3; star--) {
        char *why = gate_unasked(p->r, star, p->base.screen.app);
        char *codes = gate_codes(&p->r->entry[star - 3], GATES_UNASKED);
        if (why && *codes) {
            if (!head)
                gates_add(p, FORM_HEADING, NULL,
                          N_("KHÔNG XÉT (kết luận thế nào cũng không đổi hạng)"));
            head = true;
            gates_add(p, FORM_NOTE, NULL,
                      gates_own(p, xasprintf(_("%d sao: %s. %s"), star, codes, why)));
        }
        free(codes);
        free(why);
    }
}

/* ---- what stands already ---- */

static const char *gates_check(void *data, size_t i, const char *value)
{
    const struct gates_page *p = data;
    const char *id = p->line[i].id, *of = form_value(&p->base.form, "of");
    if (id && strcmp(id, "votes") == 0 && *value && (!*of || atoi(value) > atoi(of)))
        return _("Số người tán thành không quá số người biểu quyết.");
    if (id && strcmp(id, "reason") == 0 && !*value && p->forward &&
        *form_value(&p->base.form, "forward"))
        return _("Trình hay không trình Bộ thì phải ghi lý do.");
    return NULL;
}

static void gates_fill(struct gates_page *p)
{
    char of[16];
    snprintf(of, sizeof of, "%d", p->r->expected);
    form_assign(&p->base.form, "of", of);
    for (size_t i = 0; i < p->n_asked; i++) {
        const struct asked *a = &p->asked[i];
        if (a->concluded)
            form_set(&p->base.form, a->row, a->stands ? "yes" : "no");
        if (strcmp(a->criterion, p->criterion) == 0 && p->star >= a->lo && p->star <= a->hi)
            p->base.form.at = a->row;
    }
    if (p->r->forward != MET_UNKNOWN)
        form_assign(&p->base.form, "forward", p->r->forward == MET_YES ? "yes" : "no");
    p->base.form.changed = false;
}

bool gates_rows(struct gates_page *p)
{
    p->basis = gate_basis(&model_of(p->base.screen.app)->rules, SETTING_MINIMUM_RULE);
    find_asked(p);
    add_gates(p);
    add_forward(p);
    bool any = p->n > 0;
    add_votes(p);
    add_unasked(p);
    if (p->forward_row == (size_t)-1)
        p->forward_row = p->n;
    form_init(&p->base.form, p->line, p->n, gates_check, p);
    gates_fill(p);
    return any;
}

static struct finding base_of(const struct gates_page *p)
{
    const char *votes = form_value(&p->base.form, "votes"), *of = form_value(&p->base.form, "of");
    return (struct finding){.product = p->product,
                            .criterion = "",
                            .votes = *votes ? atoi(votes) : 0,
                            .of = *votes ? atoi(of) : 0,
                            .reason = form_value(&p->base.form, "reason"),
                            .ground = ""};
}

/* Met is met for all stars that ask for the level, and so is missed. */
static size_t minimums(const struct gates_page *p, struct finding *out)
{
    size_t n = 0;
    for (size_t i = 0; i < p->n_asked; i++) {
        const struct asked *a = &p->asked[i];
        int verdict = gates_verdict(p, a->row);
        if (verdict < 0 || (a->concluded && a->stands == (verdict == 1)))
            continue;
        out[n] = base_of(p);
        out[n].kind = FINDING_MINIMUM;
        out[n].criterion = a->criterion;
        out[n].star = verdict ? a->hi : a->lo;
        out[n].verdict = verdict == 1;
        if (a->of) {
            out[n].votes = a->votes;
            out[n].of = a->of;
        }
        if (a->reason)
            out[n].reason = a->reason;
        n++;
    }
    return n;
}

size_t gates_findings(const struct gates_page *p, struct finding *out)
{
    size_t n = minimums(p, out);
    int verdict = p->forward && p->forward_row < p->n ? gates_verdict(p, p->forward_row) : -1;
    if (verdict < 0 || (p->r->forward != MET_UNKNOWN && (p->r->forward == MET_YES) == verdict))
        return n;
    out[n] = base_of(p);
    out[n].kind = FINDING_FORWARD;
    out[n].verdict = verdict == 1;
    return n + 1;
}

static bool ask_record(struct gates_page *p, struct tally *t)
{
    struct finding *v = xcalloc(p->n_asked + 1, sizeof *v);
    size_t n = gates_findings(p, v);
    bool ok =
        db_conclude_if(model_of(p->base.screen.app)->db, p->product, v, n, t) == DB_OK && t->n == 1;
    free(v);
    return ok;
}

static void gates_tell(struct gates_page *p, const struct result *r)
{
    enum style style;
    free(p->live);
    p->live_open = r->status == STATUS_UNDECIDED;
    p->live = outcome_text(r, &style);
    p->forward = r->band == 5 && r->entry[2].met == MET_NO;
}

void gates_live(struct gates_page *p)
{
    struct tally t;
    bool before = p->forward;
    if (!ask_record(p, &t)) {
        list_free(&t);
        gates_tell(p, p->r);
        return;
    }
    gates_tell(p, &t.v[0]);
    list_free(&t);
    /* Now that five stars are missed, or no longer are, trình or không trình counts or not. */
    if (before != p->forward && ask_record(p, &t))
        gates_tell(p, &t.v[0]);
    if (before != p->forward)
        list_free(&t);
}

/* ---- reading back ---- */

static char *votes_text(const struct finding *f)
{
    return f->of ? xasprintf(_("Biểu quyết %d/%d. "), f->votes, f->of)
                 : xstrdup(_("Không ghi số biểu quyết. "));
}

static const struct asked *asked_of(const struct gates_page *p, const struct finding *f)
{
    for (size_t i = 0; i < p->n_asked; i++)
        if (p->asked[i].criterion == f->criterion &&
            (f->star == p->asked[i].hi || f->star == p->asked[i].lo))
            return &p->asked[i];
    return NULL;
}

static char *gates_finding_line(const struct gates_page *p, const struct finding *f)
{
    if (f->kind == FINDING_FORWARD)
        return xstrdup(f->verdict ? _("TRÌNH BỘ") : _("KHÔNG TRÌNH BỘ"));
    const struct asked *a = asked_of(p, f);
    char *line =
        xasprintf(f->verdict ? _("%s %s: ĐẠT mức %d sao") : _("%s %s: KHÔNG ĐẠT mức %d sao"),
                  f->criterion, a ? a->name : "", f->star);
    if (!a || (!a->of && !a->reason))
        return line;
    char *votes = a->of ? xasprintf(_(", biểu quyết %d/%d"), a->votes, a->of) : xstrdup("");
    char *all =
        xasprintf("%s%s%s%s", line, votes, a->reason ? "; " : "", a->reason ? a->reason : "");
    free(line);
    free(votes);
    return all;
}

char *gates_summary(const struct gates_page *p, const struct finding *v, size_t n)
{
    char *all = xstrdup(p->title);
    for (size_t i = 0; i < n; i++) {
        char *line = gates_finding_line(p, &v[i]);
        char *more = xasprintf("%s\n• %s", all, line);
        free(line);
        free(all);
        all = more;
    }
    struct finding base = base_of(p);
    char *votes = votes_text(&base);
    char *reason = *base.reason ? xasprintf(_("Lý do: %s"), base.reason) : xstrdup("");
    char *text = xasprintf(_("%s\n\n%s%s\nKết quả sẽ là: %s."), all, votes, reason, p->live);
    free(reason);
    free(votes);
    free(all);
    return text;
}
