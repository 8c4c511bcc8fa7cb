/* SPDX-License-Identifier: MIT */
/* export/table/council.c - why each star is what it is ("Yêu cầu sao"), and the ballots that were
 * opened again ("Chấm lại"). */
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "export/history.h"
#include "export/sheet/sheets.h"
#include "export/table/table.h"

/* ---- the minimums of each star ---- */

enum { G_NO, G_NAME, G_OWNER, G_MEAN, G_BAND, G_STAR3, G_STAR4, G_STAR5, G_FOUND, G_STAR, G_WHY };
static const struct column gate_columns[] = {
    {"tt", "TT", COLUMN_NUMBER, 5, false},
    {"ten_san_pham", "Tên sản phẩm", COLUMN_TEXT, 28, false},
    {"chu_the", "Chủ thể", COLUMN_TEXT, 22, false},
    {"diem", "Tổng điểm TB", COLUMN_NUMBER, 9, false},
    {"hang_theo_diem", "Hạng theo điểm", COLUMN_CENTER, 12, false},
    {"yeu_cau_3_sao", "Yêu cầu 3 sao", COLUMN_TEXT, 17, false},
    {"yeu_cau_4_sao", "Yêu cầu 4 sao", COLUMN_TEXT, 20, false},
    {"yeu_cau_5_sao", "Yêu cầu 5 sao", COLUMN_TEXT, 22, false},
    {"ket_luan", "Kết luận của Hội đồng", COLUMN_TEXT, 32, false},
    {"hang_de_nghi", "Hạng đề nghị", COLUMN_CENTER, 13, false},
    {"ly_do", "Lý do", COLUMN_TEXT, 30, false},
};

/* "16/18 đạt; thiếu 3.4, 5.1; chưa thống nhất 7". */
static char *entry_text(const struct entry *e)
{
    struct words missed = {0}, divided = {0}, out = {0};
    size_t met = 0;
    for (size_t i = 0; i < e->n; i++) {
        const struct gate *g = &e->gate[i];
        met += g->met == MET_YES;
        if (g->divided)
            words_add(&divided, ", ", "%s (%d/%d)", g->criterion, g->yes, g->n);
        else if (g->met == MET_NO)
            words_add(&missed, ", ", "%s", g->criterion);
    }
    if (e->n)
        words_add(&out, "", "%zu/%zu đạt", met, e->n);
    if (missed.s)
        words_add(&out, "; ", "thiếu %s", missed.s);
    if (divided.s)
        words_add(&out, "; ", "chưa thống nhất %s", divided.s);
    free(missed.s);
    free(divided.s);
    return out.s ? out.s : xstrdup("");
}

static char *findings_text(const struct record *r, int product)
{
    struct words w = {0};
    for (size_t i = 0; i < r->findings.n; i++) {
        const struct finding *f = &r->findings.v[i];
        if (f->product != product)
            continue;
        if (f->kind == FINDING_MINIMUM)
            words_add(&w, "; ", "%s %s mức %d sao", f->criterion, f->verdict ? "đạt" : "không đạt",
                      f->star);
        else if (f->kind == FINDING_FORWARD)
            words_add(&w, "; ", "%s", f->verdict ? "trình Bộ" : "không trình Bộ");
        else if (f->kind == FINDING_KNOCKOUT)
            words_add(&w, "; ", "%s%s%s", f->verdict ? "loại hồ sơ" : "không loại",
                      *f->criterion ? " ở " : "", f->criterion);
        else
            continue;
        if (f->of)
            words_add(&w, "", " (%d/%d)", f->votes, f->of);
        if (*f->reason)
            words_add(&w, "", ": %s", f->reason);
    }
    return w.s ? w.s : xstrdup("");
}

/* Where the star stands below its points, or needs a word. */
static const char *why_text(const struct record *r, const struct result *x)
{
    const char *missed = record_fact(r, "minimum.missed");
    bool fail = missed && strcmp(missed, "fail") == 0;
    switch (x->status) {
    case STATUS_FAILED:
        return "Thiếu yêu cầu tối thiểu của hạng theo điểm: không đạt";
    case STATUS_PROPOSED:
        return x->star == x->band ? "Đủ điểm, đủ yêu cầu tối thiểu"
                                  : "Thiếu yêu cầu tối thiểu của hạng theo điểm";
    case STATUS_FORWARD:
        return x->entry[2].met == MET_YES ? "Từ 90 điểm, đủ yêu cầu tối thiểu"
                                          : "Từ 90 điểm, Hội đồng kết luận trình";
    case STATUS_BELOW:
        return x->band >= 3 && !fail ? "Thiếu yêu cầu tối thiểu của 3 sao" : "Dưới 50 điểm";
    case STATUS_KNOCKED_OUT:
        return "Hồ sơ bị loại";
    case STATUS_UNDECIDED:
        return "Chờ Hội đồng kết luận";
    case STATUS_WAITING:
        return "Chưa có phiếu";
    case STATUS_POSTPONED:
    case STATUS_WITHDRAWN:
        break;
    }
    return "";
}

struct table *table_gates(const struct record *r, struct arena *a)
{
    struct table *t = table_new(a, "yeu-cau-sao", SHEET_GATES,
                                "YÊU CẦU TỐI THIỂU CỦA TỪNG HẠNG SAO VÀ HẠNG ĐỀ NGHỊ", gate_columns,
                                sizeof gate_columns / sizeof *gate_columns);
    t->filter = "Mọi sản phẩm trong chương trình họp; yêu cầu tối thiểu theo dấu sao ở Phụ lục II, "
                "hạng cao gồm cả yêu cầu của hạng thấp";
    t->signers = SIGN_TABLE;
    for (size_t i = 0; i < r->tally.n; i++) {
        const struct result *x = &r->tally.v[i];
        char *found = findings_text(r, x->product);
        table_add(t, ROW_DATA);
        table_number(t, G_NO, x->no);
        table_text(t, G_NAME, x->name);
        table_text(t, G_OWNER, x->owner);
        table_mean(t, G_MEAN, x->sum, x->closed);
        table_stars(t, G_BAND, x->band);
        for (int star = 3; star <= 5 && x->closed; star++) {
            char *entry = entry_text(&x->entry[star - 3]);
            table_text(t, (size_t)(G_STAR3 + star - 3), entry);
            free(entry);
        }
        table_text(t, G_FOUND, found);
        table_text(t, G_STAR, term_proposal(x));
        table_text(t, G_WHY, why_text(r, x));
        free(found);
    }
    return t;
}

/* ---- ballots opened again ---- */

enum { R_NO, R_NAME, R_MEMBER, R_BEFORE, R_SPREAD, R_REASON, R_TIME, R_AFTER, R_NOW, R_WHEN };
static const struct column rescored_columns[] = {
    {"san_pham", "SP số", COLUMN_NUMBER, 6, false},
    {"ten_san_pham", "Tên sản phẩm", COLUMN_TEXT, 30, false},
    {"thanh_vien", "Thành viên", COLUMN_TEXT, 22, false},
    {"diem_truoc", "Điểm trước", COLUMN_NUMBER, 8, false},
    {"chenh_truoc", "Cao - thấp khi đó", COLUMN_CENTER, 12, false},
    {"ly_do", "Lý do chấm lại", COLUMN_TEXT, 34, false},
    {"mo_luc", "Mở lại lúc", COLUMN_CENTER, 19, false},
    {"diem_sau", "Điểm sau", COLUMN_NUMBER, 8, false},
    {"chenh_sau", "Cao - thấp hiện nay", COLUMN_CENTER, 12, false},
    {"nop_luc", "Nộp lại lúc", COLUMN_CENTER, 19, false},
};

static void put_rescored(struct table *t, const struct record *r, const struct rescored *x)
{
    const struct product *p = record_product(r, x->product);
    const struct member *m = record_member(r, x->member);
    const struct result *now = record_result(r, x->product);
    char *time = words_time(x->time), *after = *x->after_time ? words_time(x->after_time) : NULL;
    table_add(t, ROW_DATA);
    table_number(t, R_NO, p ? p->no : 0);
    table_text(t, R_NAME, p ? p->name : "");
    table_text(t, R_MEMBER, m ? full_name(r, m) : "");
    table_number(t, R_BEFORE, x->before);
    if (x->high >= 0)
        table_format(t, R_SPREAD, "%d - %d: %d", x->high, x->low, x->high - x->low);
    table_text(t, R_REASON, x->reason);
    table_text(t, R_TIME, time);
    if (after) {
        table_number(t, R_AFTER, x->after);
        table_text(t, R_WHEN, after);
    }
    if (now && now->closed)
        table_format(t, R_NOW, "%d - %d: %d", now->max, now->min, now->max - now->min);
    free(time);
    free(after);
}

struct table *table_rescored(const struct record *r, struct arena *a)
{
    struct table *t =
        table_new(a, "cham-lai", SHEET_RESCORED, "SẢN PHẨM ĐƯỢC CHẤM LẠI", rescored_columns,
                  sizeof rescored_columns / sizeof *rescored_columns);
    struct history h = history_read(r);
    t->filter = "Mọi phiếu đã nộp rồi được mở lại, theo thứ tự thời gian";
    t->none = "Không có phiếu nào được chấm lại";
    t->signers = SIGN_TABLE;
    for (size_t i = 0; i < h.n; i++)
        put_rescored(t, r, &h.v[i]);
    return t;
}
