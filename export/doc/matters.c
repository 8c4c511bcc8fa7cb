/* SPDX-License-Identifier: MIT */
/* export/doc/matters.c - what was done and concluded in the meeting, sentence by sentence. */
#include "export/doc/matters.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/base/history.h"
#include "db/base/mem.h"
#include "export/base/words.h"

const char *fact_cite(const struct record *r, enum setting rule)
{
    const char *cite = r->rules.cite[rule], *rules = record_fact(r, SETTING_REGULATION);
    return *cite ? cite : rules ? rules : "Quy chế hoạt động của Hội đồng";
}

static const char *fact_product(const struct record *r, int product)
{
    const struct product *p = record_product(r, product);
    char *text = p ? xasprintf("Sản phẩm số %d (%s)", p->no, p->name) : xstrdup("Sản phẩm " BLANK);
    const char *out = arena_strdup(r->arena, text);
    free(text);
    return out;
}

static void say(struct facts *f, const char *list, char *text)
{
    facts_set(facts_add(f, list), "noi_dung", text);
    free(text);
}

/* ---- rules ---- */

static void add_rule(struct facts *f, const struct record *r, enum setting rule, const char *text)
{
    struct facts *x = facts_add(f, "quy_dinh");
    facts_set(x, "noi_dung", text);
    facts_set(x, "can_cu", rule == SETTING_NONE ? "khoản 3 Điều 3" : fact_cite(r, rule));
}

static void add_rules(struct facts *f, const struct record *r)
{
    static const char *const minimum[] = {
        [MINIMUM_RULE_CONCLUDE] =
            ("yêu cầu tối thiểu đạt khi mọi phiếu được tính cùng đạt; phiếu khác nhau thì Hội đồng "
             "kết luận"),
        [MINIMUM_RULE_MAJORITY] = "yêu cầu tối thiểu đạt khi quá nửa số phiếu được tính đạt",
        [MINIMUM_RULE_ALL] = "yêu cầu tối thiểu đạt khi mọi phiếu được tính đạt",
        [MINIMUM_RULE_MEAN] =
            "yêu cầu tối thiểu đạt khi điểm trung bình của tiêu chí đạt mức yêu cầu",
    };
    const struct rules *rules = &r->rules;
    char *spread = xasprintf("tổng điểm của các thành viên cho một sản phẩm không được chênh %s %s "
                             "điểm",
                             rules->spread_equal == SPREAD_EQUAL_REFUSED ? "từ" : "quá",
                             rules->text[SETTING_SPREAD_MAX]);
    add_rule(f, r, SETTING_NONE,
             "tổng điểm trung bình là tổng điểm các phiếu được tính chia cho số phiếu đó; hạng "
             "xét trên số chưa làm tròn");
    add_rule(f, r, SETTING_SPREAD_MAX, spread);
    add_rule(f, r, SETTING_MINIMUM_RULE, minimum[rules->minimum_rule]);
    add_rule(f, r, SETTING_MINIMUM_MISSED,
             rules->minimum_missed == MINIMUM_MISSED_FAIL
                 ? "thiếu yêu cầu tối thiểu của hạng theo điểm thì không đạt"
                 : "thiếu yêu cầu tối thiểu của hạng thì lấy hạng cao nhất có đủ điểm và đủ yêu "
                   "cầu");
    add_rule(f, r, SETTING_ABSENT_BALLOTS,
             rules->absent_ballots == ABSENT_BALLOTS_COUNTED
                 ? "phiếu gửi bằng văn bản của thành viên vắng mặt được tính"
                 : "phiếu gửi bằng văn bản của thành viên vắng mặt không được tính");
    add_rule(f, r, SETTING_BALLOTS_MISSING,
             rules->ballots_missing == BALLOTS_MISSING_IGNORE
                 ? "thiếu phiếu của thành viên phải chấm vẫn chốt kết quả"
                 : "thiếu phiếu của thành viên phải chấm thì chưa chốt kết quả");
    free(spread);
}

/* ---- who took no part, and what members wrote ---- */

static void add_recusals(struct facts *f, const struct record *r)
{
    facts_list(f, "khong_tham_gia");
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
        if (w.s) {
            struct facts *x = facts_add(f, "khong_tham_gia");
            facts_set(x, "thanh_vien", full_name(r, &r->members.v[m]));
            facts_set(x, "san_pham", w.s);
        }
        free(w.s);
    }
}

static void add_opinions(struct facts *f, const struct record *r)
{
    facts_list(f, "y_kien");
    for (size_t i = 0; i < r->notes.n; i++) {
        const struct ballot_note *o = &r->notes.v[i];
        const struct member *m = record_member(r, o->member);
        struct facts *x = facts_add(f, "y_kien");
        facts_set(x, "san_pham", fact_product(r, o->product));
        facts_format(x, "tieu_chi", "%s%s", *o->criterion ? ", tiêu chí " : "", o->criterion);
        facts_set(x, "thanh_vien", m ? full_name(r, m) : BLANK);
        facts_set(x, "noi_dung", o->text);
    }
}

/* ---- conclusions ---- */

/* ", biểu quyết 7/9, lý do: ...", and of one that counts no more, that it does not. */
static char *votes_and_reason(const struct finding *f)
{
    char votes[48] = "";
    if (f->of > 0)
        snprintf(votes, sizeof votes, ", biểu quyết %d/%d", f->votes, f->of);
    return xasprintf("%s%s%s%s", votes, f->reason[0] ? ", lý do: " : "", f->reason,
                     f->stale ? " (CẦN XEM LẠI: phiếu hoặc điểm đã xét nay khác)" : "");
}

/* How the ballots stood: " (số phiếu đạt: 4/9)". */
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

static char *minimum_text(const struct record *r, const struct finding *f)
{
    char gate[48], *rest = votes_and_reason(f);
    gate_text(r, f, gate);
    char *text = xasprintf("%s, tiêu chí %s, yêu cầu của hạng %d sao%s: Hội đồng kết luận %s%s",
                           fact_product(r, f->product), f->criterion, f->star, gate,
                           f->verdict ? "ĐẠT" : "KHÔNG ĐẠT", rest);
    free(rest);
    return text;
}

static char *other_text(const struct record *r, const struct finding *f)
{
    static const char *const verdicts[][2] = {
        [FINDING_MINIMUM] = {"không đạt", "đạt"},
        [FINDING_KNOCKOUT] = {"không loại hồ sơ", "LOẠI hồ sơ"},
        [FINDING_FORWARD] = {"không trình Bộ", "trình Bộ"},
        [FINDING_SPREAD] = {"chấm lại vì chênh lệch điểm", "giữ nguyên điểm chênh lệch"},
        [FINDING_BALLOT] = {"chờ phiếu của", "bỏ qua phiếu của"},
        [FINDING_POSTPONED] = {"không hoãn", "hoãn, để lần khác"},
        [FINDING_WITHDRAWN] = {"không rút hồ sơ", "rút hồ sơ"},
        [FINDING_CLAIM] = {"rút đề nghị loại của", "có đề nghị loại của"},
        [FINDING_DIFFERENCE] = {"không còn chênh", "chênh với điểm chấm trước"},
    };
    const struct member *m = f->member ? record_member(r, f->member) : NULL;
    char *rest = votes_and_reason(f);
    bool ground = f->ground && *f->ground;
    char *text = xasprintf("%s%s%s: %s%s%s%s%s%s%s", fact_product(r, f->product),
                           f->criterion[0] ? ", tiêu chí " : "", f->criterion,
                           verdicts[f->kind][f->verdict], m ? " " : "", m ? full_name(r, m) : "",
                           ground ? ", căn cứ: " : "", ground ? f->ground : "",
                           f->stops ? "; không đánh giá các bước tiếp theo" : "", rest);
    free(rest);
    return text;
}

static void add_conclusions(struct facts *f, const struct record *r)
{
    static const char *const lists[] = {
        [FINDING_MINIMUM] = "yeu_cau_toi_thieu", [FINDING_KNOCKOUT] = "loai",
        [FINDING_FORWARD] = "ket_luan_khac",     [FINDING_SPREAD] = NULL,
        [FINDING_BALLOT] = "ket_luan_khac",      [FINDING_POSTPONED] = "ket_luan_khac",
        [FINDING_WITHDRAWN] = "ket_luan_khac",   [FINDING_CLAIM] = "loai",
        [FINDING_DIFFERENCE] = "ket_luan_khac",
    };
    facts_list(f, "yeu_cau_toi_thieu");
    facts_list(f, "loai");
    facts_list(f, "ket_luan_khac");
    for (size_t i = 0; i < r->findings.n; i++) {
        const struct finding *x = &r->findings.v[i];
        if (lists[x->kind])
            say(f, lists[x->kind],
                x->kind == FINDING_MINIMUM ? minimum_text(r, x) : other_text(r, x));
    }
}

/* ---- spread, and what was scored again ---- */

static bool add_spread(struct facts *f, const struct record *r)
{
    bool any = false;
    facts_list(f, "chenh_lech");
    for (size_t i = 0; i < r->tally.n; i++) {
        const struct result *x = &r->tally.v[i];
        if (!x->exceeds || !result_judged(x))
            continue;
        const struct finding *s = record_finding(r, x->product, FINDING_SPREAD);
        char *rest = s && s->verdict ? votes_and_reason(s) : xstrdup("");
        say(f, "chenh_lech",
            xasprintf("%s: cao nhất %d, thấp nhất %d, chênh %d điểm; %s%s",
                      fact_product(r, x->product), x->max, x->min, x->max - x->min,
                      x->settled ? "Hội đồng thảo luận và giữ nguyên" : "CHƯA giải quyết", rest));
        free(rest);
        any = true;
    }
    return any;
}

static bool add_rescored(struct facts *f, const struct record *r)
{
    struct history h = history_read(r);
    facts_list(f, "cham_lai");
    for (size_t i = 0; i < h.n; i++) {
        const struct rescored *x = &h.v[i];
        const struct member *m = record_member(r, x->member);
        const struct result *now = record_result(r, x->product);
        char *time = words_time(x->time), before[64] = "", after[96] = "";
        if (x->high >= 0)
            snprintf(before, sizeof before, ", khi đó cao %d, thấp %d, chênh %d", x->high, x->low,
                     x->high - x->low);
        if (x->after >= 0 && now && now->closed)
            snprintf(after, sizeof after, "; sau chấm lại %d, nay cao %d, thấp %d, chênh %d",
                     x->after, now->max, now->min, now->max - now->min);
        say(f, "cham_lai",
            xasprintf("%s: phiếu của %s (%d điểm%s) được mở lại lúc %s%s%s%s",
                      fact_product(r, x->product), m ? full_name(r, m) : BLANK, x->before, before,
                      time, *x->reason ? ", lý do: " : "", x->reason, after));
        free(time);
    }
    return h.n > 0;
}

void facts_matters(struct facts *f, const struct record *r)
{
    long ballots = 0, products = 0;
    for (size_t i = 0; i < r->tally.n; i++) {
        ballots += r->tally.v[i].closed;
        products += r->tally.v[i].closed > 0;
    }
    char *b = words_count(ballots), *n = words_count(products);
    facts_set(f, "so_phieu", b);
    facts_set(f, "so_san_pham_co_phieu", n);
    free(b);
    free(n);
    add_rules(f, r);
    add_recusals(f, r);
    add_opinions(f, r);
    add_conclusions(f, r);
    bool spread = add_spread(f, r), again = add_rescored(f, r);
    facts_set(f, "co_chenh_lech", spread || again ? "có" : "");
}
