/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/conclude_rows.c - the form of each kind of conclusion, made from the record. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/page/meeting/conclude.h"
#include "db/base/mem.h"
#include "tui/words/gate_text.h"

static const char *const open_values[] = {"", "yes", "no", NULL};
static const char *const ballot_names[] = {N_("chưa chọn"), N_("BỎ QUA PHIẾU NÀY"),
                                           N_("VẪN CHỜ PHIẾU NÀY")};
static const char *const spread_names[] = {N_("chưa chọn"), N_("GIỮ NGUYÊN ĐIỂM"),
                                           N_("KHÔNG GIỮ NGUYÊN, chấm lại")};

const char *conclude_own(struct conclude_page *p, char *text)
{
    p->text = xrealloc(p->text, (p->n_text + 1) * sizeof *p->text);
    return p->text[p->n_text++] = text;
}

struct form_row *conclude_add(struct conclude_page *p, enum form_kind kind, const char *id,
                              const char *label)
{
    p->row = xrealloc(p->row, (p->n + 1) * sizeof *p->row);
    p->row[p->n] = (struct form_row){.id = id, .label = label, .kind = kind};
    return &p->row[p->n++];
}

const char *conclude_member(const struct conclude_page *p, int id)
{
    for (size_t i = 0; i < p->members.n; i++)
        if (p->members.v[i].id == id)
            return p->members.v[i].name;
    return "?";
}

static void add_choice(struct conclude_page *p, const char *const *names)
{
    struct form_row *r = conclude_add(p, FORM_CHOICE, "verdict", N_("Kết luận"));
    r->values = open_values;
    r->names = names;
    r->cite = p->basis;
}

void conclude_tail(struct conclude_page *p, bool required)
{
    struct form_row *r;
    if (p->kind != FINDING_CLAIM) {
        conclude_add(p, FORM_HEADING, NULL, N_("BIỂU QUYẾT VÀ LÝ DO (in vào biên bản)"));
        r = conclude_add(p, FORM_DIGITS, "votes", N_("Số người tán thành"));
        r->max = 3;
        r->hint = N_("Để trống cả hai số khi không biểu quyết.");
        r = conclude_add(p, FORM_DIGITS, "of", N_("Trên số người biểu quyết"));
        r->max = 3;
    }
    r = conclude_add(p, FORM_TEXT, "reason", N_("Lý do"));
    r->required = required;
    r->hint = p->kind == FINDING_CLAIM ? N_("Ghi ngắn gọn, như người đề nghị đã nói.")
                                       : N_("Ghi ngắn gọn, như hội đồng đã nói.");
}

static void spread_rows(struct conclude_page *p, const struct result *r)
{
    add_choice(p, spread_names);
    conclude_tail(p, true);
    p->intro = xasprintf(_("Các phiếu chênh nhau %d điểm (cao %d, thấp %d), quá mức cho phép. Giữ "
                           "nguyên là sau khi đã thảo luận, các thành viên không chấm lại."),
                         r->max - r->min, r->max, r->min);
}

static void ballot_rows(struct conclude_page *p)
{
    add_choice(p, ballot_names);
    conclude_tail(p, true);
    p->intro = xasprintf(_("Phiếu của %s chưa nộp. Bỏ qua: kết quả tính theo các phiếu khác, không "
                           "chờ phiếu này nữa."),
                         p->who);
}

/* ---- what stands already ---- */

static bool same_thing(const struct conclude_page *p, const struct finding *f)
{
    return f->kind == p->kind && (p->kind == FINDING_SPREAD || f->member == p->member);
}

static void conclude_fill(struct conclude_page *p, const struct result *r)
{
    char of[16];
    snprintf(of, sizeof of, "%d", r->expected);
    form_assign(&p->form, "of", of);
    for (size_t i = 0; i < p->findings.n; i++)
        if ((p->kind == FINDING_SPREAD || p->kind == FINDING_BALLOT) &&
            same_thing(p, &p->findings.v[i]))
            form_assign(&p->form, "verdict", p->findings.v[i].verdict ? "yes" : "no");
    for (size_t i = 0; i < p->n_grounds; i++)
        if (*p->criterion && strcmp(p->ground[i].criterion, p->criterion) == 0) {
            form_assign(&p->form, "ground", p->ground_id[i]);
            break;
        }
    p->form.changed = false;
}

static const char *conclude_check(void *data, size_t i, const char *value)
{
    const struct conclude_page *p = data;
    const char *of = form_value(&p->form, "of"), *id = p->row[i].id ? p->row[i].id : "";
    if (strcmp(id, "votes") == 0 && *value && (!*of || atoi(value) > atoi(of)))
        return _("Số người tán thành không quá số người biểu quyết.");
    return p->n_grounds ? conclude_ground_check(p, id, value) : NULL;
}

bool conclude_rows(struct conclude_page *p, const struct result *r, const char **why)
{
    struct db *db = model_of(p->base.app)->db;
    bool any = true;
    *why = _("Không có gì để kết luận ở đây.");
    switch (p->kind) {
    case FINDING_SPREAD:
        p->basis = rule_basis(db, "spread.max");
        spread_rows(p, r);
        any = r->closed > 0 && (r->exceeds || r->settled);
        break;
    case FINDING_BALLOT:
        p->basis = rule_basis(db, "ballots.missing");
        ballot_rows(p);
        break;
    default:
        p->basis = xstrdup(_("Phụ lục II: hồ sơ bị loại khi, bị loại nếu, không đánh giá các bước "
                             "tiếp theo"));
        any = db_grounds(db, p->product, &p->grounds) == DB_OK;
        conclude_ground_rows(p, r);
        break;
    }
    form_init(&p->form, p->row, p->n, conclude_check, p);
    conclude_fill(p, r);
    return any;
}

void conclude_rows_free(struct conclude_page *p)
{
    form_free(&p->form);
    for (size_t i = 0; i < p->n_text; i++)
        free(p->text[i]);
    free(p->text);
    free(p->row);
    free(p->intro);
    free(p->basis);
    p->text = NULL;
    p->row = NULL;
    p->intro = p->basis = NULL;
    p->n = p->n_text = 0;
    conclude_ground_free(p);
}
