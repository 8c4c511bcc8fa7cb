/* SPDX-License-Identifier: MIT */
/* export/table/meeting.c - the meeting in tables: who sat there and when, who took no part in which
 * product, and room to sign ("Thành viên"); why each star is what it is ("Yêu cầu sao"); the
 * ballots that were opened again ("Chấm lại"); every event in words ("Nhật ký"). */
#include "export/table/meeting.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "export/base/history.h"
#include "export/base/terms.h"
#include "export/base/words.h"
#include "db/base/mem.h"
#include "export/table/table.h"

/* ---- members ---- */

enum { NO, NAME, TITLE, AGENCY, ROLE, SCORES, PRESENT, APART, BALLOTS, SIGN };
static const struct column member_columns[] = {
    {"tt", "TT", COLUMN_NUMBER, 4.5, false},
    {"ho_ten", "Họ và tên", COLUMN_TEXT, 24, false},
    {"chuc_vu", "Chức vụ", COLUMN_TEXT, 22, false},
    {"co_quan", "Cơ quan", COLUMN_TEXT, 26, false},
    {"vai_tro", "Vai trò", COLUMN_CENTER, 13, false},
    {"cham_diem", "Chấm điểm", COLUMN_CENTER, 8, false},
    {"co_mat", "Có mặt (giờ đến, về), vắng mặt (lý do)", COLUMN_CENTER, 21, false},
    {"theo_san_pham", "Không tham gia chấm, vắng, gửi phiếu (theo sản phẩm)", COLUMN_TEXT, 29,
     false},
    {"so_phieu", "Số phiếu được tính", COLUMN_NUMBER, 8, false},
    {"ky_ten", "Ký tên", COLUMN_CENTER, 18, false},
};

/* ", ghi lúc 24/11/2026 09:40" once behind all that were recorded in the same minute; *@last is
 * that minute and changes to @next. */
static void add_recorded(struct words *list, char **last, char *next)
{
    if (*last && **last && (!next || strcmp(*last, next) != 0))
        words_add(list, "", ", ghi lúc %s", *last);
    free(*last);
    *last = next;
}

/* "24/11/2026 09:40", when it was recorded how @m stands to the product @product; "" when it never
 * was.  The caller frees. */
static char *attendance_recorded(const struct record *r, const struct member *m, int product)
{
    enum { MINUTE = 16 }; /* characters of a time without its seconds */
    for (size_t i = r->n_log; i-- > 0;) {
        const struct log_entry *e = &r->log[i];
        if (strcmp(e->kind, "panel") != 0 || log_number(e, "member") != m->id)
            continue;
        long of = log_number(e, "product");
        if (of != 0 && of != product)
            continue;
        char *time = words_time(e->time);
        if (strlen(time) > MINUTE)
            time[MINUTE] = '\0';
        return time;
    }
    return xstrdup("");
}

/* Products for which @m stands apart, by kind: "Không tham gia chấm: SP 3 (người nhà), SP 7."; who
 * was away for some, since when by the record. */
static void add_apart(const struct record *r, const struct member *m, enum panel_state state,
                      const char *label, struct words *w)
{
    size_t n = 0;
    struct words list = {0};
    char *last = NULL;
    for (size_t i = 0; i < r->products.n; i++) {
        const struct product *p = &r->products.v[i];
        const struct seat *s = record_seat(r, p->id, m->id);
        if (!s || s->panel != state)
            continue;
        n++;
        bool why = s->reason && s->reason[0];
        if (state != PANEL_RECUSED)
            add_recorded(&list, &last, attendance_recorded(r, m, p->id));
        words_add(&list, ", ", "SP %d%s%s%s", p->no, why ? " (" : "", why ? s->reason : "",
                  why ? ")" : "");
    }
    add_recorded(&list, &last, NULL);
    /* Being away for the whole meeting is said in the column before. */
    bool all_away = state == PANEL_ABSENT && !m->present && n == r->products.n;
    if (n && !all_away)
        words_add(w, " ", "%s: %s.", label, list.s);
    free(list.s);
}

__attribute__((format(printf, 3, 4))) static void table_format(struct table *t, size_t col,
                                                               const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = xvasprintf(fmt, ap);
    va_end(ap);
    table_text(t, col, text);
    free(text);
}

static void add_member(struct table *t, const struct record *r, const struct member *m)
{
    struct words apart = {0};
    int ballots = 0;
    for (size_t i = 0; i < r->products.n; i++) {
        const struct seat *s = record_seat(r, r->products.v[i].id, m->id);
        ballots += s && s->counted;
    }
    if (m->scoring) {
        add_apart(r, m, PANEL_RECUSED, "Không tham gia chấm", &apart);
        add_apart(r, m, PANEL_ABSENT, "Vắng", &apart);
        add_apart(r, m, PANEL_WRITTEN, "Gửi phiếu bằng văn bản", &apart);
    }
    char *times = attendance_times(r, m);
    table_add(t, ROW_DATA);
    table_number(t, NO, m->no);
    table_text(t, NAME, full_name(r, m));
    table_text(t, TITLE, m->title);
    table_text(t, AGENCY, m->agency);
    table_text(t, ROLE, term_role(m));
    table_text(t, SCORES, m->scoring ? "Có" : "Không");
    if (m->present)
        table_format(t, PRESENT, "Có mặt%s", times);
    else
        table_format(t, PRESENT, "Vắng mặt: %s%s", m->reason[0] ? m->reason : BLANK, times);
    table_text(t, APART, apart.s);
    table_number(t, BALLOTS, ballots);
    table_fill(t, SIGN, BLANK);
    free(times);
    free(apart.s);
}

static const char *counts_text(const struct record *r, struct arena *a)
{
    int council = 0, present = 0, scoring = 0;
    for (size_t i = 0; i < r->members.n; i++) {
        const struct member *m = &r->members.v[i];
        council += in_council(m);
        present += in_council(m) && m->present;
        scoring += m->scoring;
    }
    char *text = xasprintf("Thành viên Hội đồng: %d; có mặt: %d/%d; thành viên chấm điểm: %d. Điều "
                           "kiện họp hợp lệ ghi trong biên bản.",
                           council, present, council, scoring);
    const char *kept = arena_strdup(a, text);
    free(text);
    return kept;
}

struct table *table_members(const struct record *r, struct arena *a)
{
    struct table *t = table_new(a, "DANH SÁCH THÀNH VIÊN HỘI ĐỒNG", member_columns,
                                sizeof member_columns / sizeof *member_columns);
    const struct member **m = arena_alloc(a, (r->members.n + 1) * sizeof(*m));
    size_t n = attendance_order(r, m);
    t->filter = "Mọi người có tên trong phiên, kể cả tổ tư vấn và khách mời";
    t->none = "Chưa có thành viên nào";
    t->below = counts_text(r, a);
    t->signers = SIGN_TABLE;
    for (size_t i = 0; i < n; i++)
        add_member(t, r, m[i]);
    return t;
}

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
        if (f->stale)
            words_add(&w, "", " (cần xem lại)");
    }
    return w.s ? w.s : xstrdup("");
}

/* Where the star stands below its points, or needs a word. */
static const char *why_text(const struct record *r, const struct result *x)
{
    bool fail = r->rules.minimum_missed == MINIMUM_MISSED_FAIL;
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
    struct table *t = table_new(a, "YÊU CẦU TỐI THIỂU CỦA TỪNG HẠNG SAO VÀ HẠNG ĐỀ NGHỊ",
                                gate_columns, sizeof gate_columns / sizeof *gate_columns);
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
    struct table *t = table_new(a, "SẢN PHẨM ĐƯỢC CHẤM LẠI", rescored_columns,
                                sizeof rescored_columns / sizeof *rescored_columns);
    struct history h = history_read(r);
    t->filter = "Mọi phiếu đã nộp rồi được mở lại, theo thứ tự thời gian";
    t->none = "Không có phiếu nào được chấm lại";
    t->signers = SIGN_TABLE;
    for (size_t i = 0; i < h.n; i++)
        put_rescored(t, r, &h.v[i]);
    return t;
}

/* ---- the journal ---- */

enum { SEQ, TIME, WHO, WHAT, CONTENT, HASH };
static const struct column journal_columns[] = {
    {"so", "Số", COLUMN_NUMBER, 8, false},
    {"thoi_gian", "Thời gian (giờ Việt Nam)", COLUMN_CENTER, 20, false},
    {"nguoi_ghi", "Người ghi", COLUMN_TEXT, 22, false},
    {"viec", "Việc", COLUMN_TEXT, 20, false},
    {"noi_dung", "Nội dung", COLUMN_TEXT, 62, false},
    {"ma_bam", "Mã băm (16 số đầu)", COLUMN_CENTER, 19, false},
};

/* A longer journal is told without its marks, or no program would open the workbook: the
 * marks that stand are in the detail sheet, the rest is in the session file. */
enum { MOST_EVENTS = 60000 };

bool journal_left_out(const struct record *r, const struct log_entry *e)
{
    return r->n_log > MOST_EVENTS && strcmp(e->kind, "mark") == 0;
}

static void add_event(struct table *t, const struct record *r, const struct log_entry *e)
{
    char *who = term_actor(r, e->actor), *content = term_content(r, e);
    table_add(t, ROW_DATA);
    table_number(t, SEQ, e->seq);
    *table_at(t, TIME) =
        (struct value){.kind = VALUE_TIME, .text = arena_strdup(t->arena, e->time)};
    table_text(t, WHO, who);
    table_text(t, WHAT, term_event(e->kind));
    table_text(t, CONTENT, content);
    table_text(t, HASH, e->hash);
    free(who);
    free(content);
}

struct table *table_journal(const struct record *r, struct arena *a)
{
    struct table *t = table_new(a, "NHẬT KÝ PHIÊN ĐÁNH GIÁ", journal_columns,
                                sizeof journal_columns / sizeof *journal_columns);
    t->filter = "Mọi sự kiện của nhật ký, theo thứ tự";
    for (size_t i = 0; i < r->n_log; i++)
        if (!journal_left_out(r, &r->log[i]))
            add_event(t, r, &r->log[i]);
    return t;
}
