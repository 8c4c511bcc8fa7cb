/* SPDX-License-Identifier: MIT */
/* export/minutes_matters.c - part III of the minutes: what was done and concluded. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/text.h"
#include "export/sheets.h"

char *product_label(const struct record *r, int product)
{
    const struct product *p = record_product(r, product);
    return p ? xasprintf("Sản phẩm số %d (%s)", p->no, p->name) : xstrdup("Sản phẩm " BLANK);
}

/* ", biểu quyết 7/9, lý do: ..." */
static char *votes_and_reason(const struct finding *f)
{
    char votes[48] = "";
    if (f->of > 0)
        snprintf(votes, sizeof votes, ", biểu quyết %d/%d", f->votes, f->of);
    return xasprintf("%s%s%s", votes, f->reason[0] ? ", lý do: " : "", f->reason);
}

static const char *rule_text(const char *key, const char *value)
{
    static const struct {
        const char *key, *value, *text;
    } rules[] = {
        {"minimum.rule", "conclude",
         "yêu cầu tối thiểu đạt khi mọi phiếu được tính cùng đạt; phiếu khác nhau thì Hội đồng "
         "kết luận"},
        {"minimum.rule", "majority", "yêu cầu tối thiểu đạt khi quá nửa số phiếu được tính đạt"},
        {"minimum.rule", "all", "yêu cầu tối thiểu đạt khi mọi phiếu được tính đạt"},
        {"minimum.rule", "mean",
         "yêu cầu tối thiểu đạt khi điểm trung bình của tiêu chí đạt mức yêu cầu"},
        {"minimum.missed", "lower",
         "thiếu yêu cầu tối thiểu của hạng thì xét hạng thấp hơn liền kề"},
        {"minimum.missed", "fail", "thiếu yêu cầu tối thiểu của hạng theo điểm thì không đạt"},
        {"absent.ballots", "counted", "phiếu gửi bằng văn bản của thành viên vắng mặt được tính"},
        {"absent.ballots", "refused",
         "phiếu gửi bằng văn bản của thành viên vắng mặt không được tính"},
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (strcmp(rules[i].key, key) == 0 && strcmp(rules[i].value, value) == 0)
            return rules[i].text;
    return NULL;
}

static void put_rules(struct paper *p, const struct record *r)
{
    static const char *const keys[] = {"minimum.rule", "minimum.missed", "absent.ballots"};
    const char *spread = record_fact(r, "spread.max"), *equal = record_fact(r, "spread.equal");
    const char *cite = record_fact(r, "spread.max.cite");
    para_bold(p, "5. Quy định áp dụng khi tổng hợp");
    para(p, "- tổng điểm của các thành viên cho một sản phẩm không được chênh %s %s điểm%s%s%s;",
         equal && strcmp(equal, "refused") == 0 ? "từ" : "quá", spread ? spread : BLANK,
         cite ? " (" : "", cite ? cite : "", cite ? ")" : "");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        char key[48];
        const char *value = record_fact(r, keys[i]);
        const char *text = value ? rule_text(keys[i], value) : NULL;
        snprintf(key, sizeof key, "%s.cite", keys[i]);
        cite = record_fact(r, key);
        if (text)
            para(p, "- %s%s%s%s;", text, cite ? " (" : "", cite ? cite : "", cite ? ")" : "");
    }
}

static void put_scoring(struct paper *p, const struct record *r)
{
    long ballots = 0, products = 0;
    for (size_t i = 0; i < r->tally.n; i++) {
        ballots += r->tally.v[i].closed;
        products += r->tally.v[i].closed > 0;
    }
    char *b = words_count(ballots), *n = words_count(products);
    para(p,
         "4. Chấm điểm: các thành viên chấm trên phiếu đánh giá; %s phiếu được tính, của %s sản "
         "phẩm.",
         b, n);
    free(b);
    free(n);
}

/* Who took no part in what. */
static void put_recusals(struct paper *p, const struct record *r)
{
    bool any = false;
    para_bold(p, "6. Không tham gia chấm");
    for (size_t m = 0; m < r->members.n; m++) {
        struct words w = {0};
        for (size_t i = 0; i < r->products.n; i++) {
            const struct seat *s = record_seat(r, r->products.v[i].id, r->members.v[m].id);
            if (!s || s->panel != PANEL_RECUSED || !r->members.v[m].scoring)
                continue;
            bool why = s->reason && s->reason[0];
            words_add(&w, ", ", "%d%s%s%s", r->products.v[i].no, why ? " (" : "",
                      why ? s->reason : "", why ? ")" : "");
        }
        if (w.s)
            para(p, "- %s không tham gia chấm sản phẩm số %s;", full_name(r, &r->members.v[m]),
                 w.s);
        any = any || w.s;
        free(w.s);
    }
    if (!any)
        para(p, "Không có.");
}

static void put_opinions(struct paper *p, const struct pages *g)
{
    para_bold(p, "7. Ý kiến của thành viên ghi trên phiếu");
    for (size_t i = 0; i < g->n_opinions; i++) {
        const struct opinion *o = &g->opinion[i];
        const struct member *m = record_member(g->r, o->member);
        char *label = product_label(g->r, o->product);
        para(p, "- %s%s%s, %s: %s", label, o->criterion[0] ? ", tiêu chí " : "", o->criterion,
             m ? full_name(g->r, m) : "", o->text);
        free(label);
    }
    if (!g->n_opinions)
        para(p, "Không có.");
}

/* ---- conclusions --------------------------------------------------------------------------- */

/* How the ballots stood: "phiếu đạt 4/9". */
static void gate_text(const struct record *r, const struct finding *f, char out[48])
{
    const struct result *x = record_result(r, f->product);
    out[0] = 0;
    if (!x || f->star < 3 || f->star > 5)
        return;
    const struct entry *e = &x->entry[f->star - 3];
    for (size_t i = 0; i < e->n; i++)
        if (strcmp(e->gate[i].criterion, f->criterion) == 0)
            snprintf(out, 48, " (số phiếu đạt: %d/%d)", e->gate[i].yes, e->gate[i].n);
}

static void put_minimum(struct paper *p, const struct record *r, const struct finding *f)
{
    char *label = product_label(r, f->product), *rest = votes_and_reason(f), gate[48];
    gate_text(r, f, gate);
    para(p, "- %s, tiêu chí %s, yêu cầu của hạng %d sao%s: Hội đồng kết luận %s%s;", label,
         f->criterion, f->star, gate, f->verdict ? "ĐẠT" : "KHÔNG ĐẠT", rest);
    free(label);
    free(rest);
}

static void put_other(struct paper *p, const struct record *r, const struct finding *f)
{
    static const char *const verdicts[][2] = {
        [FINDING_KNOCKOUT] = {"không loại hồ sơ", "LOẠI hồ sơ"},
        [FINDING_FORWARD] = {"không trình Bộ", "trình Bộ"},
        [FINDING_SPREAD] = {"chấm lại vì chênh lệch điểm", "giữ nguyên điểm chênh lệch"},
        [FINDING_BALLOT] = {"chờ phiếu của", "bỏ qua phiếu của"},
        [FINDING_POSTPONED] = {"không hoãn", "hoãn, để lần khác"},
        [FINDING_WITHDRAWN] = {"không rút hồ sơ", "rút hồ sơ"},
        [FINDING_CLAIM] = {"rút đề nghị loại của", "đề nghị loại của"},
    };
    const char *ground = f->ground ? f->ground : "";
    const struct member *m = f->member ? record_member(r, f->member) : NULL;
    char *label = product_label(r, f->product), *rest = votes_and_reason(f);
    para(p, "- %s%s%s: %s%s%s%s%s%s%s%s;", label, f->criterion[0] ? ", tiêu chí " : "",
         f->criterion, verdicts[f->kind][f->verdict], m ? " " : "", m ? full_name(r, m) : "",
         ground[0] ? " (căn cứ: " : "", ground, ground[0] ? ")" : "",
         f->stops && f->verdict && f->kind == FINDING_KNOCKOUT
             ? ", không đánh giá các bước tiếp theo"
             : "",
         rest);
    free(label);
    free(rest);
}

static void put_conclusions(struct paper *p, const struct record *r, const char *title,
                            unsigned kinds)
{
    bool any = false;
    para_bold(p, "%s", title);
    for (size_t i = 0; i < r->findings.n; i++) {
        const struct finding *f = &r->findings.v[i];
        if (!(kinds & 1u << f->kind))
            continue;
        any = true;
        if (f->kind == FINDING_MINIMUM)
            put_minimum(p, r, f);
        else
            put_other(p, r, f);
    }
    if (!any)
        para(p, "Không có.");
}

static void put_spread(struct paper *p, const struct record *r)
{
    bool any = false;
    para_bold(p, "9. Chênh lệch điểm giữa các thành viên và phiếu mở lại để chấm lại");
    for (size_t i = 0; i < r->tally.n; i++) {
        const struct result *x = &r->tally.v[i];
        if (!x->exceeds || !is_live(x))
            continue;
        char *label = product_label(r, x->product), *rest = NULL;
        const struct finding *f = record_finding(r, x->product, FINDING_SPREAD);
        if (f && f->verdict)
            rest = votes_and_reason(f);
        para(p, "- %s: cao nhất %d, thấp nhất %d, chênh %d điểm; %s%s;", label, x->max, x->min,
             x->max - x->min, x->settled ? "Hội đồng thảo luận và giữ nguyên" : "CHƯA giải quyết",
             rest ? rest : "");
        free(label);
        free(rest);
        any = true;
    }
    for (size_t i = 0; i < r->n_log; i++) {
        const struct log_entry *e = &r->log[i];
        if (strcmp(e->kind, "reopen-ballot") != 0)
            continue;
        char *label = product_label(r, (int)log_number(e, "product")), *time = words_time(e->time);
        const struct member *m = record_member(r, (int)log_number(e, "member"));
        const char *why = log_get(e, "reason");
        para(p, "- %s: phiếu của %s được mở lại lúc %s%s%s;", label, m ? full_name(r, m) : BLANK,
             time, why[0] ? ", lý do: " : "", why);
        free(label);
        free(time);
        any = true;
    }
    if (!any)
        para(p, "Không có.");
}

void minutes_matters(struct paper *p, const struct pages *g)
{
    const struct record *r = g->r;
    para_bold(p, "III. NỘI DUNG");
    para(p, "1. Chủ tọa khai mạc: " BLANK ".");
    para(p, "2. Tổ tư vấn báo cáo kết quả thẩm định hồ sơ; chủ thể trình bày: " BLANK ".");
    para(p, "3. Thảo luận, thống nhất cách hiểu các tiêu chí định tính: " BLANK ".");
    put_scoring(p, r);
    put_rules(p, r);
    put_recusals(p, r);
    put_opinions(p, g);
    put_conclusions(p, r, "8. Kết luận về yêu cầu tối thiểu của hạng sao", 1u << FINDING_MINIMUM);
    put_spread(p, r);
    put_conclusions(p, r, "10. Hồ sơ bị loại", 1u << FINDING_KNOCKOUT | 1u << FINDING_CLAIM);
    put_conclusions(p, r, "11. Kết luận khác (trình Bộ, hoãn, rút hồ sơ, phiếu bỏ qua)",
                    1u << FINDING_FORWARD | 1u << FINDING_POSTPONED | 1u << FINDING_WITHDRAWN |
                        1u << FINDING_BALLOT);
}
