/* SPDX-License-Identifier: MIT */
/* tui/page_conclude_rows.c - the form of each kind of conclusion, made from the record. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/text.h"
#include "tui/i18n.h"
#include "tui/page_conclude.h"

static const char *const open_values[] = {"", "yes", "no", NULL};
static const char *const open_names[] = {N_("chưa kết luận"), N_("ĐẠT"), N_("KHÔNG ĐẠT")};
static const char *const settled_values[] = {"yes", "no", NULL};
static const char *const settled_names[] = {N_("ĐẠT"), N_("KHÔNG ĐẠT")};
static const char *const forward_names[] = {N_("chưa chọn"), N_("TRÌNH BỘ"), N_("KHÔNG TRÌNH")};
static const char *const knock_names[] = {N_("chưa chọn"), N_("LOẠI HỒ SƠ"), N_("KHÔNG LOẠI")};
static const char *const ballot_names[] = {N_("chưa chọn"), N_("BỎ QUA PHIẾU NÀY"),
                                           N_("VẪN CHỜ PHIẾU NÀY")};
static const char *const spread_names[] = {N_("chưa chọn"), N_("GIỮ NGUYÊN ĐIỂM"),
                                           N_("KHÔNG GIỮ NGUYÊN, chấm lại")};

int conclude_verdict(const struct conclude_page *p, size_t row)
{
    const char *v = form_get(&p->form, row);
    return strcmp(v, "yes") == 0 ? 1 : strcmp(v, "no") == 0 ? 0 : -1;
}

/* A text the rows may point to for the life of the form. */
static const char *own(struct conclude_page *p, char *text)
{
    p->text = xrealloc(p->text, (p->n_text + 1) * sizeof *p->text);
    return p->text[p->n_text++] = text;
}

static struct form_row *add(struct conclude_page *p, enum form_kind kind, const char *id,
                            const char *label)
{
    p->row = xrealloc(p->row, (p->n + 1) * sizeof *p->row);
    p->row[p->n] = (struct form_row){.id = id, .label = label, .kind = kind};
    return &p->row[p->n++];
}

static struct form_row *add_choice(struct conclude_page *p, const char *label,
                                   const char *const *names)
{
    struct form_row *r = add(p, FORM_CHOICE, "verdict", label);
    r->values = open_values;
    r->names = names;
    return r;
}

static void add_tail(struct conclude_page *p, bool required)
{
    add(p, FORM_HEADING, NULL, N_("BIỂU QUYẾT VÀ LÝ DO (in vào biên bản)"));
    struct form_row *r = add(p, FORM_DIGITS, "votes", N_("Số người tán thành"));
    r->max = 3;
    r->hint = N_("Để trống cả hai số khi không biểu quyết.");
    r = add(p, FORM_DIGITS, "of", N_("Trên số người biểu quyết"));
    r->max = 3;
    r = add(p, FORM_TEXT, "reason", N_("Lý do"));
    r->required = required;
    r->hint = N_("Ghi ngắn gọn, như hội đồng đã nói.");
}

/* ---- minimums ---- */

static const struct crit_level *level_of(const struct crit_node *leaf, int points)
{
    for (size_t i = 0; leaf && i < leaf->n_levels; i++)
        if (leaf->level[i].points == points)
            return &leaf->level[i];
    return NULL;
}

static void add_gate(struct conclude_page *p, const struct gate *g)
{
    const struct crit_node *leaf = p->set ? crit_leaf(p->set, g->criterion) : NULL;
    const struct crit_level *level = level_of(leaf, g->points);
    char *label =
        xasprintf("%s ≥%d  (%d/%d)  %s", g->criterion, g->points, g->yes, g->n - g->yes, g->name);
    char *hint = xasprintf(_("%s: %d phiếu đạt, %d phiếu không đạt mức %d điểm: %s."), g->name,
                           g->yes, g->n - g->yes, g->points, level ? level->text : "");
    struct form_row *r = add(p, FORM_CHOICE, NULL, own(p, label));
    r->values = g->concluded ? settled_values : open_values;
    r->names = g->concluded ? settled_names : open_names;
    r->hint = own(p, hint);
    p->gate = xrealloc(p->gate, (p->n_gates + 1) * sizeof *p->gate);
    struct conclude_gate *own_gate = &p->gate[p->n_gates++];
    *own_gate = (struct conclude_gate){.row = p->n - 1,
                                       .name = leaf ? leaf->name : "",
                                       .star = g->star,
                                       .points = g->points,
                                       .yes = g->yes,
                                       .n = g->n,
                                       .concluded = g->concluded,
                                       .stands = g->met == MET_YES};
    snprintf(own_gate->criterion, sizeof own_gate->criterion, "%s", g->criterion);
}

static bool has_rows(const struct entry *e)
{
    for (size_t i = 0; i < e->n; i++)
        if (e->gate[i].divided || e->gate[i].concluded)
            return true;
    return false;
}

/* From the star the points reach downwards: a lower one matters only where the higher fails. */
static bool minimum_rows(struct conclude_page *p, const struct result *r, const char **why)
{
    for (int star = r->band; star >= 3; star--) {
        const struct entry *e = &r->entry[star - 3];
        if (!has_rows(e))
            continue;
        char *head = p->n_gates ? xasprintf(_("%d SAO (chỉ xét khi không được hạng trên)"), star)
                                : xasprintf(_("%d SAO      đạt/không"), star);
        add(p, FORM_HEADING, NULL, own(p, head));
        for (size_t i = 0; i < e->n; i++)
            if (e->gate[i].divided || e->gate[i].concluded)
                add_gate(p, &e->gate[i]);
    }
    *why = _("Không có yêu cầu tối thiểu nào cần kết luận.");
    add_tail(p, false);
    p->intro =
        xstrdup(_("Các phiếu không thống nhất ở những yêu cầu dưới đây. ← → chọn đạt hay không "
                  "đạt; F4: theo đa số phiếu; F10: ghi."));
    return p->n_gates > 0;
}

/* ---- the others ---- */

static bool is_ground(enum crit_note_kind kind)
{
    return kind == CRIT_NOTE_DISQUALIFY || kind == CRIT_NOTE_INELIGIBLE || kind == CRIT_NOTE_STOP ||
           kind == CRIT_NOTE_STOP_IF_ZERO;
}

static void add_ground(struct conclude_page *p, size_t *n, const char *id, const char *text)
{
    p->ground = xrealloc(p->ground, (*n + 2) * sizeof *p->ground);
    p->ground_id = xrealloc(p->ground_id, (*n + 2) * sizeof *p->ground_id);
    p->ground[*n] = text;
    p->ground_id[(*n)++] = id;
    p->ground[*n] = p->ground_id[*n] = NULL;
}

/* The grounds the sheet prints, "hồ sơ bị loại khi" and those inside criteria; the id of each
 * is "CODE:NUMBER", so that no two are equal. */
static void knock_rows(struct conclude_page *p, const struct result *r)
{
    size_t n = 0;
    for (size_t i = 0; p->set && i < p->set->n_disqualifiers; i++)
        add_ground(p, &n, own(p, xasprintf(":%zu", i)), p->set->disqualifier[i]);
    for (size_t i = 0; p->set && i < p->set->n_nodes; i++) {
        const struct crit_node *node = &p->set->node[i];
        for (size_t k = 0; k < node->n_notes; k++)
            if (is_ground(node->note[k].kind))
                add_ground(p, &n, own(p, xasprintf("%s:%zu", node->code, k)),
                           own(p, xasprintf("%s: %s", node->code, node->note[k].text)));
    }
    add_ground(p, &n, ":x", _("Căn cứ khác: ghi ở dòng lý do"));
    add(p, FORM_HEADING, NULL, N_("CĂN CỨ"));
    struct form_row *row = add(p, FORM_CHOICE, "ground", N_("In trên phiếu"));
    row->values = p->ground_id;
    row->names = p->ground;
    row->hint = N_("Những điều Phụ lục II in ở đầu phiếu và trong tiêu chí. ← → để chọn.");
    add_choice(p, N_("Kết luận"), knock_names);
    add_tail(p, false);
    p->knocked_out = r->knocked_out;
    p->knock_criterion = own(p, xstrdup(r->knock_criterion));
    p->intro = r->knocked_out
                   ? xasprintf(_("Hồ sơ đang bị loại%s%s: %s"),
                               *r->knock_criterion ? _(" ở tiêu chí ") : "", r->knock_criterion,
                               r->knock_reason)
                   : xstrdup(_("Hồ sơ bị loại không được phân hạng, dù bao nhiêu điểm."));
}

static bool forward_rows(struct conclude_page *p, const struct result *r)
{
    char codes[200] = "";
    for (size_t i = 0; i < r->entry[2].n; i++) {
        size_t len = strlen(codes);
        if (r->entry[2].gate[i].met == MET_NO)
            snprintf(codes + len, sizeof codes - len, "%s%s", len ? ", " : "",
                     r->entry[2].gate[i].criterion);
    }
    add_choice(p, N_("Kết luận"), forward_names);
    add_tail(p, true);
    p->intro =
        xasprintf(_("Điểm từ 90 trở lên nhưng không đạt yêu cầu tối thiểu của 5 sao: %s."), codes);
    return r->band == 5 && r->entry[2].met == MET_NO;
}

static void spread_rows(struct conclude_page *p, const struct result *r)
{
    add_choice(p, N_("Kết luận"), spread_names);
    add_tail(p, true);
    p->intro = xasprintf(_("Các phiếu chênh nhau %d điểm (cao %d, thấp %d), quá mức cho phép. Giữ "
                           "nguyên là sau khi đã thảo luận, các thành viên không chấm lại."),
                         r->max - r->min, r->max, r->min);
}

static void ballot_rows(struct conclude_page *p)
{
    add_choice(p, N_("Kết luận"), ballot_names);
    add_tail(p, true);
    p->intro = xasprintf(_("Phiếu của %s chưa nộp. Bỏ qua: kết quả tính theo các phiếu khác, không "
                           "chờ phiếu này nữa."),
                         p->who);
}

/* ---- what stands already ---- */

static bool same_thing(const struct conclude_page *p, const struct finding *f)
{
    return f->kind == p->kind && (p->kind != FINDING_BALLOT || f->member == p->member) &&
           p->kind != FINDING_KNOCKOUT;
}

static void fill(struct conclude_page *p, const struct result *r, const struct findings *f)
{
    char of[16];
    snprintf(of, sizeof of, "%d", r->expected);
    form_assign(&p->form, "of", of);
    for (size_t i = 0; i < p->n_gates; i++)
        if (p->gate[i].concluded)
            form_set(&p->form, p->gate[i].row, p->gate[i].stands ? "yes" : "no");
    for (size_t i = 0; i < f->n && p->kind != FINDING_MINIMUM; i++)
        if (same_thing(p, &f->v[i]))
            form_assign(&p->form, "verdict", f->v[i].verdict ? "yes" : "no");
    for (size_t i = 0; i < p->n_gates; i++)
        if (strcmp(p->gate[i].criterion, p->criterion) == 0 && p->gate[i].star == p->star)
            p->form.at = p->gate[i].row;
    p->form.changed = false;
}

static const char *check(void *data, size_t i, const char *value)
{
    const struct conclude_page *p = data;
    const char *of = form_value(&p->form, "of");
    if (p->row[i].id && strcmp(p->row[i].id, "votes") == 0 && *value &&
        (!*of || atoi(value) > atoi(of)))
        return _("Số người tán thành không quá số người biểu quyết.");
    if (p->kind == FINDING_KNOCKOUT && p->row[i].id && strcmp(p->row[i].id, "reason") == 0 &&
        !*value && strcmp(form_value(&p->form, "ground"), ":x") == 0)
        return _("Căn cứ khác thì phải ghi ở dòng này.");
    return NULL;
}

bool conclude_rows(struct conclude_page *p, const struct result *r, const struct findings *f,
                   const char **why)
{
    bool any = true;
    *why = _("Không có gì để kết luận ở đây.");
    switch (p->kind) {
    case FINDING_MINIMUM:
        any = minimum_rows(p, r, why);
        break;
    case FINDING_KNOCKOUT:
        knock_rows(p, r);
        break;
    case FINDING_FORWARD:
        any = forward_rows(p, r);
        break;
    case FINDING_SPREAD:
        spread_rows(p, r);
        any = r->closed > 0 && (r->exceeds || r->settled);
        break;
    default:
        ballot_rows(p);
        break;
    }
    form_init(&p->form, p->row, p->n, check, p);
    fill(p, r, f);
    return any;
}

void conclude_rows_free(struct conclude_page *p)
{
    form_free(&p->form);
    for (size_t i = 0; i < p->n_text; i++)
        free(p->text[i]);
    free(p->text);
    free(p->row);
    free(p->gate);
    free(p->ground);
    free(p->ground_id);
    free(p->intro);
    p->text = NULL;
    p->row = NULL;
    p->gate = NULL;
    p->ground = p->ground_id = NULL;
    p->intro = NULL;
    p->n = p->n_text = p->n_gates = 0;
}
