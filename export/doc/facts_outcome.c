/* SPDX-License-Identifier: MIT */
/* export/doc/facts_outcome.c - what came of one product, and why it is not more, in sentences. What
 * the authority has decided since comes from db_decisions; until then its number and date are
 * blanks. */
#include <stdlib.h>

#include "db/base/text.h"
#include "export/doc/facts_part.h"
#include "export/sheet/sheets.h"

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
    const struct decision *d = &r->decisions.list[DECISION_RECOGNISED];
    const struct decided *own = decided_find(&r->decisions, x->product);
    char *decision = decision_text(d->number, d->date), *text;
    if (own && own->left_out)
        text = xasprintf("Hội đồng đề nghị phân hạng %d sao; %s không công nhận%s%s", x->star,
                         decision, *own->reason ? ", lý do: " : "", own->reason);
    else if (*d->number || *d->date)
        text = xasprintf("công nhận, phân hạng %d sao theo %s", x->star, decision);
    else
        text = xasprintf("Hội đồng đề nghị phân hạng %d sao; %s", x->star, decision);
    free(decision);
    return text;
}

/* From 90 points on: the Ministry's to decide (điểm e khoản 3 Điều 7). */
static char *forward_text(const struct record *r, const struct result *x)
{
    const struct decision *d = &r->decisions.list[DECISION_FORWARDED];
    const struct decided *own = decided_find(&r->decisions, x->product);
    char *decision = decision_text(d->number, d->date), *text;
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

char *fact_outcome(const struct record *r, const struct result *x)
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

char *fact_outcome_short(const struct record *r, const struct result *x)
{
    const struct decided *own = decided_find(&r->decisions, x->product);
    bool forward = x->status == STATUS_FORWARD;
    const struct decision *d =
        &r->decisions.list[forward ? DECISION_FORWARDED : DECISION_RECOGNISED];
    bool cited = (*d->number || *d->date) && !(own && own->left_out);
    if (cited && x->status == STATUS_PROPOSED)
        return xasprintf("công nhận, phân hạng %d sao", x->star);
    if (cited && forward && !(own && own->central >= 0))
        return xstrdup("đạt từ 90 điểm, trình Bộ Nông nghiệp và Môi trường đánh giá, phân hạng 5 "
                       "sao");
    return fact_outcome(r, x);
}

char *fact_decision(const struct record *r, enum decision_list list)
{
    const struct decision *d = &r->decisions.list[list];
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

bool fact_ranked(const struct result *x)
{
    return x->status == STATUS_PROPOSED || x->status == STATUS_BELOW || x->status == STATUS_FAILED;
}

char *fact_reason(const struct record *r, const struct result *x)
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
