/* SPDX-License-Identifier: MIT */
/* export/doc/notices.c - what communes and producers are told (điểm g khoản 3 Điều 7): of their own
 * products only, and never who gave which points; what came of one product, and why it is not more,
 * in sentences.  What the authority has decided since comes from db_decisions; until then its
 * number and date are blanks. */
#include "export/doc/notices.h"

#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "export/base/words.h"

/* ---- what came of a product ---- */

/* "Quyết định số 12/QĐ-UBND ngày 05 tháng 8 năm 2026", with blanks for what is not known. */
static char *decision_text(const char *number, const char *date)
{
    char *day = words_date(date);
    char *text = xasprintf("Quyết định số %s %s", *number ? number : BLANK, day);
    free(day);
    return text;
}

static char *proposed_text(const struct record *r, const struct result *x)
{
    struct decision d = decision_of(&r->decisions, DECISION_RECOGNISED, x->product);
    const struct decided *own = decided_find(&r->decisions, x->product);
    char *decision = decision_text(d.number, d.date), *text;
    if (own && own->left_out)
        text = xasprintf("Hội đồng đề nghị phân hạng %d sao; %s không công nhận%s%s", x->star,
                         decision, *own->reason ? ", lý do: " : "", own->reason);
    else if (*d.number || *d.date)
        text = xasprintf("công nhận, phân hạng %d sao theo %s", x->star, decision);
    else
        text = xasprintf("Hội đồng đề nghị phân hạng %d sao; %s", x->star, decision);
    free(decision);
    return text;
}

/* From 90 points on: the Ministry's to decide (điểm e khoản 3 Điều 7). */
static char *forward_text(const struct record *r, const struct result *x)
{
    struct decision d = decision_of(&r->decisions, DECISION_FORWARDED, x->product);
    const struct decided *own = decided_find(&r->decisions, x->product);
    char *decision = decision_text(d.number, d.date), *text;
    char *last = decision_text(own ? own->number : "", own ? own->date : "");
    if (own && own->left_out)
        text = xasprintf("đạt từ 90 điểm, Hội đồng đề nghị trình Bộ Nông nghiệp và Môi trường; %s "
                         "không phê duyệt%s%s",
                         decision, *own->reason ? ", lý do: " : "", own->reason);
    else if (own && own->central > 0)
        text = xasprintf("Bộ Nông nghiệp và Môi trường công nhận, phân hạng %d sao theo %s",
                         own->central, last);
    else if (own && own->central == 0)
        text = xasprintf("Bộ Nông nghiệp và Môi trường đánh giá không đạt 5 sao, %s", last);
    else
        text = xasprintf("đạt từ 90 điểm, trình Bộ Nông nghiệp và Môi trường đánh giá, phân hạng 5 "
                         "sao; phê duyệt kết quả tại %s",
                         decision);
    free(decision);
    free(last);
    return text;
}

static char *fact_outcome(const struct record *r, const struct result *x)
{
    switch (x->status) {
    case STATUS_PROPOSED:
        return proposed_text(r, x);
    case STATUS_FORWARD:
        return forward_text(r, x);
    case STATUS_BELOW:
        return xasprintf("không đạt từ 3 sao trở lên (xếp hạng %d sao)", x->star);
    case STATUS_FAILED:
        return xstrdup("không đạt");
    case STATUS_KNOCKED_OUT:
        return xstrdup("không đạt, hồ sơ bị loại");
    case STATUS_POSTPONED:
        return xstrdup("hoãn, chưa đánh giá trong đợt này");
    case STATUS_WITHDRAWN:
        return xstrdup("đã rút hồ sơ, không đánh giá trong đợt này");
    case STATUS_UNDECIDED:
    case STATUS_WAITING:
        break;
    }
    return xstrdup("chưa có kết quả");
}

/* The same where the decision is cited already. */
static char *fact_outcome_short(const struct record *r, const struct result *x)
{
    const struct decided *own = decided_find(&r->decisions, x->product);
    bool forward = x->status == STATUS_FORWARD;
    struct decision d =
        decision_of(&r->decisions, forward ? DECISION_FORWARDED : DECISION_RECOGNISED, x->product);
    bool cited = (*d.number || *d.date) && !(own && own->left_out);
    if (cited && x->status == STATUS_PROPOSED)
        return xasprintf("công nhận, phân hạng %d sao", x->star);
    if (cited && forward && !(own && own->central >= 0))
        return xstrdup("đạt từ 90 điểm, trình Bộ Nông nghiệp và Môi trường đánh giá, phân hạng 5 "
                       "sao");
    return fact_outcome(r, x);
}

/* "Quyết định số 12/QĐ-UBND ngày ..." as @d has it; "" until it is known. */
static char *fact_decision(const struct decision *d)
{
    return *d->number || *d->date ? decision_text(d->number, d->date) : xstrdup("");
}

/* The minimums of @star that were not found met: "3.4 (Thị trường), 5.1 (...)". */
static void add_missed(struct words *w, const struct result *x, int star)
{
    const struct entry *e = star >= 3 && star <= 5 ? &x->entry[star - 3] : NULL;
    bool first = true;
    for (size_t i = 0; e && i < e->n; i++) {
        const struct gate *g = &e->gate[i];
        if (g->met != MET_NO)
            continue;
        if (first)
            words_add(w, "; ",
                      "chưa đạt yêu cầu tối thiểu của hạng %d sao (Phụ lục II, ghi chú về "
                      "dấu sao): tiêu chí %s (%s)",
                      star, g->criterion, g->name);
        else
            words_add(w, ", ", "%s (%s)", g->criterion, g->name);
        first = false;
    }
}

/* Whether the council's own result is told of, and what a higher star would have taken. */
static bool fact_ranked(const struct result *x)
{
    return x->status == STATUS_PROPOSED || x->status == STATUS_BELOW || x->status == STATUS_FAILED;
}

/* Why it is not more, in the words of the Decision; "" when there is nothing to explain. */
static char *fact_reason(const struct record *r, const struct result *x)
{
    static const char *const bands[] = {"", "dưới 30 điểm", "từ 30 đến dưới 50 điểm"};
    struct words w = {0};
    const struct finding *f = NULL;
    if (x->status == STATUS_BELOW && x->band > 0 && x->band < 3)
        words_add(&w, "; ", "tổng điểm trung bình %s (khoản 3 Điều 3)", bands[x->band]);
    if (fact_ranked(x))
        for (int star = missed_from(x); star <= x->band; star++)
            add_missed(&w, x, star);
    if (x->status == STATUS_KNOCKED_OUT)
        words_add(&w, "; ", "%s%s%s", *x->knock_criterion ? "tiêu chí " : "", x->knock_criterion,
                  *x->knock_criterion ? ": " : "");
    if (x->status == STATUS_KNOCKED_OUT)
        words_add(&w, "", "%s",
                  *x->knock_ground   ? x->knock_ground
                  : *x->knock_reason ? x->knock_reason
                                     : BLANK);
    if (x->status == STATUS_POSTPONED)
        f = record_finding(r, x->product, FINDING_POSTPONED);
    if (x->status == STATUS_WITHDRAWN)
        f = record_finding(r, x->product, FINDING_WITHDRAWN);
    if (f)
        words_add(&w, "; ", "%s", f->reason);
    return w.s ? w.s : xstrdup("");
}

/* ---- who is told ---- */

/* ---- the way to the next star -------------------------------------------------------------------
 */

static void add_step(struct facts *f, const struct step *s)
{
    struct facts *x = facts_add(f, "len_hang");
    facts_set(x, "tieu_chi", s->criterion);
    facts_set(x, "ten_tieu_chi", s->name);
    if (s->minimum)
        facts_format(x, "noi_dung", "tiêu chí %s (%s): đạt mức tối thiểu %d điểm", s->criterion,
                     s->name, s->points);
    else
        facts_format(x, "noi_dung", "tiêu chí %s (%s): nâng lên mức %d điểm", s->criterion, s->name,
                     s->points);
}

/* Points that the mean is short of, two decimals, never less than the truth. */
static void set_short(struct facts *f, const struct next_star *n, const struct result *x)
{
    int cents = x->closed ? (n->more * 100 + x->closed - 1) / x->closed : 0;
    if (cents)
        facts_format(f, "con_thieu", " (tổng điểm trung bình cần thêm ít nhất %d,%02d điểm)",
                     cents / 100, cents % 100);
    else
        facts_set(f, "con_thieu", "");
}

static enum db_rc add_next(struct facts *f, const struct record *r, const struct result *x)
{
    struct next_star next = {0};
    bool told = fact_ranked(x);
    enum db_rc rc = told ? db_next_star_of(r->db, x, &next) : DB_OK;
    facts_list(f, "len_hang");
    facts_set(f, "hang_tiep", "");
    facts_set(f, "con_thieu", "");
    if (rc == DB_OK && next.star) {
        facts_number(f, "hang_tiep", next.star);
        set_short(f, &next, x);
        for (size_t i = 0; i < next.n; i++)
            add_step(f, &next.step[i]);
    }
    if (told)
        list_free(&next);
    return rc;
}

/* ---- products of one addressee ------------------------------------------------------------------
 */

/* A certificate of 3 or 4 stars whose day is known; the Ministry tells of its own. */
static bool certified_until(const struct record *r, int product, char until[11])
{
    const struct decided *own = decided_find(&r->decisions, product);
    *until = '\0';
    struct decision d = decision_of(&r->decisions, DECISION_RECOGNISED, product);
    if (record_result(r, product)->status == STATUS_PROPOSED && !(own && own->left_out))
        decision_expiry(&d, until);
    return *until;
}

static enum db_rc notice_product(struct facts *f, const struct record *r, const struct product *p,
                                 int no)
{
    const struct result *x = record_result(r, p->id);
    struct facts *item = facts_add(f, "san_pham");
    char until[11];
    facts_number(item, "stt", no);
    facts_number(item, "so", p->no);
    facts_set(item, "ten", p->name);
    facts_set(item, "ma", p->code);
    facts_set(item, "chu_the_san_pham", p->owner);
    facts_take(item, "ket_qua", fact_outcome(r, x));
    facts_take(item, "ket_qua_ngan", fact_outcome_short(r, x));
    facts_take(item, "ly_do", fact_reason(r, x));
    if (certified_until(r, p->id, until))
        facts_take(item, "hieu_luc", words_date(until));
    else
        facts_set(item, "hieu_luc", "");
    return add_next(item, r, x);
}

/* Who is written to: all products whose @field is the same text. */
struct addressee {
    const char *list;
    const char *(*of)(const struct product *p);
    void (*about)(struct facts *f, const struct product *p);
};

static const char *commune_of(const struct product *p)
{
    return p->commune;
}

static const char *owner_of(const struct product *p)
{
    return p->owner;
}

static void about_commune(struct facts *f, const struct product *p)
{
    facts_set(f, "ten_xa", p->commune);
}

static void about_owner(struct facts *f, const struct product *p)
{
    facts_set(f, "ten_chu_the", p->owner);
    facts_set(f, "dai_dien", p->representative);
    facts_set(f, "dia_chi", p->address);
    facts_set(f, "dien_thoai", p->phone);
    facts_set(f, "xa_chu_the", p->commune);
}

static bool same_text(const char *a, const char *b)
{
    char *x = text_match(a), *y = text_match(b);
    bool equal = x && y && strcmp(x, y) == 0;
    free(x);
    free(y);
    return equal;
}

static enum db_rc add_addressee(struct facts *f, const struct record *r, const struct addressee *a,
                                size_t first, bool next)
{
    struct facts *to = facts_add(f, a->list);
    const struct product *p = &r->products.v[first];
    enum db_rc rc = DB_OK;
    char text[11] = "";
    bool until = false;
    struct decision said[2] = {{"", "", "", 0}, {"", "", "", 0}}; /* of the first it holds for */
    int n = 0;
    facts_set(to, "tiep", next ? "có" : "");
    a->about(to, p);
    facts_list(to, "san_pham");
    for (size_t i = first; i < r->products.n && rc == DB_OK; i++) {
        if (!same_text(a->of(&r->products.v[i]), a->of(p)))
            continue;
        enum status status = record_result(r, r->products.v[i].id)->status;
        enum decision_list list =
            status == STATUS_FORWARD ? DECISION_FORWARDED : DECISION_RECOGNISED;
        if ((status == STATUS_PROPOSED || status == STATUS_FORWARD) && !said[list].version)
            said[list] = decision_of(&r->decisions, list, r->products.v[i].id);
        until = certified_until(r, r->products.v[i].id, text) || until;
        rc = notice_product(to, r, &r->products.v[i], ++n);
    }
    facts_take(to, "so_san_pham", words_count(n));
    facts_take(to, "quyet_dinh_cong_nhan", fact_decision(&said[DECISION_RECOGNISED]));
    facts_take(to, "quyet_dinh_trinh_bo", fact_decision(&said[DECISION_FORWARDED]));
    decision_expiry(&r->decisions.list[DECISION_RECOGNISED], text);
    facts_take(to, "hieu_luc_chung", until ? words_date(text) : xstrdup(""));
    return rc;
}

static enum db_rc add_addressees(struct facts *f, const struct record *r, const struct addressee *a)
{
    enum db_rc rc = DB_OK;
    bool any = false;
    facts_list(f, a->list);
    for (size_t i = 0; i < r->products.n && rc == DB_OK; i++) {
        bool before = false;
        for (size_t k = 0; k < i && !before; k++)
            before = same_text(a->of(&r->products.v[k]), a->of(&r->products.v[i]));
        if (before)
            continue;
        rc = add_addressee(f, r, a, i, any);
        any = true;
    }
    return rc;
}

enum db_rc facts_notices(struct facts *f, const struct record *r)
{
    static const struct addressee communes = {"xa", commune_of, about_commune},
                                  owners = {"chu_the", owner_of, about_owner};
    /* Number and date of each notice, and where answers go, are the office's. */
    facts_set(f, "so_thong_bao", BLANK "/TB-" BLANK);
    facts_set(f, "ngay_thong_bao", "ngày " BLANK " tháng " BLANK " năm " BLANK);
    facts_set(f, "noi_nhan_y_kien", "");
    facts_set(f, "han_y_kien", "");
    enum db_rc rc = add_addressees(f, r, &communes);
    return rc == DB_OK ? add_addressees(f, r, &owners) : rc;
}
