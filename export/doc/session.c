/* SPDX-License-Identifier: MIT */
/* export/doc/session.c - the session by name: whose it is, when, who was there, whether it was a
 * quorum, and who signs; the results, counts in figures and words, what follows from them by the
 * Decision, and what proves it: the closing hash. */
#include "export/doc/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/base/history.h"
#include "export/base/terms.h"
#include "export/base/words.h"
#include "db/base/mem.h"
#include "export/doc/matters.h"

#define COUNCIL_NAME "Hội đồng đánh giá, phân hạng sản phẩm OCOP"

/* ---- the meeting ---- */

/* "13:30" -> "13 giờ 30 phút"; "" when it is not told: a blank to fill in follows. */
static void set_clock(struct facts *f, const char *name, const char *clock)
{
    if (clock && strlen(clock) == 5)
        facts_format(f, name, "%.2s giờ %.2s phút", clock, clock + 3);
    else
        facts_set(f, name, BLANK " giờ " BLANK " phút");
}

static void facts_head(struct facts *f, const struct record *r)
{
    const struct session *s = &r->session;
    char *province = words_province(record_fact(r, SETTING_PROVINCE));
    char *agency = xasprintf("ỦY BAN NHÂN DÂN %s", province);
    const char *council = record_fact(r, SETTING_COUNCIL),
               *place = record_fact(r, SETTING_PAPER_PLACE);
    const char *number = record_fact(r, SETTING_PAPER_NUMBER);
    facts_set(f, "tinh", record_fact(r, SETTING_PROVINCE));
    facts_take(f, "co_quan", words_upper(agency));
    facts_take(f, "hoi_dong", words_upper(council ? council : COUNCIL_NAME));
    facts_take(f, "tinh_day_du", province);
    free(agency);
    facts_set(f, "trang_thai",
              s->closed || s->rehearsal ? term_state(s) : "DỰ THẢO - kết quả chưa chốt");
    facts_set(f, "dien_tap", s->rehearsal ? "KHÔNG DÙNG ĐỂ CÔNG NHẬN" : "");
    facts_set(f, "ma_phien", s->id);
    facts_number(f, "phien_ban", s->version);
    facts_take(f, "so_lieu_den", words_time(s->last_time));
    facts_format(f, "su_kien_cuoi", "%lld", (long long)s->events);
    facts_format(f, "su_kien", "%lld", (long long)(s->closed ? s->closing_events : s->events));
    facts_take(f, "ngay_hop", words_date(record_fact(r, SETTING_DATE)));
    facts_take(f, "ngay_hop_ngan", words_short_date(record_fact(r, SETTING_DATE)));
    facts_take(f, "dot", term_round(r));
    facts_format(f, "so_bien_ban", number ? "%s" : BLANK "/%s",
                 number       ? number
                 : s->written ? "BC-HĐ"
                              : "BB-HĐ");
    facts_set(f, "can_cu_tieu_chi", term_legal(r));
    facts_set(f, "quyet_dinh_thanh_lap", record_fact(r, SETTING_DECISION));
    facts_set(f, "quy_che", record_fact(r, SETTING_REGULATION));
    facts_set(f, "can_cu_khac", record_fact(r, SETTING_PAPER_BASIS));
    set_clock(f, "gio_bat_dau", record_fact(r, SETTING_PAPER_START));
    set_clock(f, "gio_ket_thuc", record_fact(r, SETTING_PAPER_END));
    facts_set(f, "dia_diem", place ? place : record_fact(r, SETTING_PLACE));
    facts_set(f, "hinh_thuc",
              s->written ? "lấy ý kiến bằng văn bản (khoản 6 Điều 7)"
                         : "họp Hội đồng; người dự trực tuyến: " BLANK);
    facts_set(f, "ghi_chu", record_fact(r, SETTING_PAPER_REMARKS));
    static const char *const by_hand[] = {"dai_dien_chu_the", "khai_mac", "tham_dinh", "thao_luan",
                                          "bieu_quyet",       "bo_sung",  "thoi_han",  "luu"};
    for (size_t i = 0; i < sizeof by_hand / sizeof *by_hand; i++)
        facts_set(f, by_hand[i], strcmp(by_hand[i], "bieu_quyet") == 0 ? BLANK "/" BLANK : "");
}

/* ---- people ---------------------------------------------------------------------------------- */

static const char *written_ballot(const struct record *r, const struct member *m)
{
    for (size_t i = 0; i < r->products.n; i++) {
        const struct seat *s = record_seat(r, r->products.v[i].id, m->id);
        if (s && s->panel == PANEL_WRITTEN)
            return s->expected ? "; đã gửi phiếu bằng văn bản, được tính"
                               : "; đã gửi phiếu bằng văn bản, không được tính";
    }
    return "";
}

static void add_person(struct facts *f, const char *list, const struct record *r,
                       const struct member *m, int no)
{
    struct facts *p = facts_add(f, list);
    const char *title = m->title, *agency = m->agency;
    facts_number(p, "stt", no);
    facts_set(p, "ho_ten", full_name(r, m));
    facts_set(p, "vai_tro", term_role(m));
    facts_set(p, "chuc_vu", title);
    facts_set(p, "don_vi", agency);
    facts_format(p, "chuc_vu_co_quan", "%s%s%s%s", *title || *agency ? " - " : "", title,
                 *title && *agency ? ", " : "", agency);
    facts_set(p, "ly_do", m->reason);
    facts_set(p, "phieu_gui", written_ballot(r, m));
    facts_take(p, "ghi_chu", attendance_times(r, m));
}

static void set_role(struct facts *f, const char *name, const struct record *r, enum role role)
{
    struct words w = {0};
    for (size_t i = 0; i < r->members.n; i++) {
        const struct member *m = &r->members.v[i];
        if (m->role == role && m->present)
            words_add(&w, "; ", "%s%s%s", full_name(r, m), *m->agency ? ", " : "", m->agency);
    }
    facts_set(f, name, w.s);
    free(w.s);
}

static void facts_people(struct facts *f, const struct record *r)
{
    const struct member **m = arena_alloc(r->arena, (r->members.n + 1) * sizeof(*m));
    size_t n = attendance_order(r, m);
    int here = 0, away = 0;
    facts_list(f, "co_mat");
    facts_list(f, "vang_mat");
    for (size_t i = 0; i < n; i++)
        if (in_council(m[i]))
            add_person(f, m[i]->present ? "co_mat" : "vang_mat", r, m[i],
                       m[i]->present ? ++here : ++away);
    facts_number(f, "so_co_mat", here);
    facts_number(f, "so_vang", away);
    facts_number(f, "so_thanh_vien", here + away);
    set_role(f, "to_tu_van", r, ROLE_ADVISER);
    set_role(f, "khach_moi", r, ROLE_OBSERVER);
    const struct member *president = record_president(r), *secretary = record_secretary(r);
    if (president)
        facts_format(f, "chu_tri", "%s, %s", full_name(r, president), term_role(president));
    else
        facts_set(f, "chu_tri", "");
    facts_set(f, "thu_ky", secretary ? full_name(r, secretary) : "");
    bool vice = president && president->role == ROLE_VICE; /* signs for the chair */
    facts_set(f, "ky_tren", vice ? "TM. HỘI ĐỒNG, KT. CHỦ TỊCH" : "TM. HỘI ĐỒNG");
    facts_format(f, "ky_duoi", "%s%s", vice ? "PHÓ CHỦ TỊCH" : "CHỦ TỊCH",
                 r->session.written ? "" : " (CHỦ TỌA)");
    facts_set(f, "ky_thu_ky", secretary ? secretary->name : "");
    facts_set(f, "ky_chu_toa", president ? president->name : "");
}

/* ---- quorum ---------------------------------------------------------------------------------- */

static bool same_quorum(const struct result *a, const struct result *b)
{
    return a->present == b->present && a->base == b->base && a->needed == b->needed &&
           a->quorum == b->quorum;
}

static void add_sentence(struct facts *f, const char *text)
{
    facts_set(facts_add(f, "dieu_kien_hop"), "cau", text);
}

static void add_rule(struct facts *f, const struct record *r)
{
    const char *share = record_fact(r, SETTING_QUORUM);
    char *text = xasprintf(
        "Theo %s, cuộc họp hợp lệ khi có mặt ít nhất %s số %s%s.", fact_cite(r, SETTING_QUORUM),
        share ? share : BLANK,
        r->rules.quorum_of == QUORUM_OF_SCORING ? "thành viên chấm điểm" : "thành viên Hội đồng",
        r->rules.quorum_chair ? ", trong đó có Chủ tịch hoặc Phó Chủ tịch chủ trì thay Chủ tịch"
                              : "");
    add_sentence(f, text);
    free(text);
}

/* One sentence for all products with the same numbers, which is nearly always one. */
static void add_presence(struct facts *f, const struct record *r, size_t i, bool first)
{
    const struct result *x = &r->tally.v[i];
    struct words list = {0};
    size_t n = 0;
    for (size_t j = i; j < r->tally.n; j++)
        if (same_quorum(&r->tally.v[j], x)) {
            words_add(&list, ", ", "%d", r->tally.v[j].no);
            n++;
        }
    bool all = first && n == r->tally.n;
    char *text = xasprintf("%s%s%s %d/%d, cần ít nhất %d: %s.", all ? "" : "Sản phẩm số ",
                           all ? "" : list.s, all ? "Có mặt" : ": có mặt", x->present, x->base,
                           x->needed, x->quorum ? "đủ điều kiện họp" : "KHÔNG đủ điều kiện họp");
    add_sentence(f, text);
    free(text);
    free(list.s);
}

static void facts_quorum(struct facts *f, const struct record *r)
{
    facts_list(f, "dieu_kien_hop");
    if (r->session.written) {
        add_sentence(f,
                     "Lấy ý kiến bằng văn bản (khoản 6 Điều 7): không xét số thành viên có mặt.");
        return;
    }
    add_rule(f, r);
    bool first = true;
    for (size_t i = 0; i < r->tally.n; i++) {
        bool said = false;
        for (size_t j = 0; j < i && !said; j++)
            said = same_quorum(&r->tally.v[j], &r->tally.v[i]);
        if (!said)
            add_presence(f, r, i, first);
        first = false;
    }
}

/* ---- the results ---- */

static void add_rows(struct facts *f, const struct record *r)
{
    facts_list(f, "ket_qua");
    for (size_t i = 0; i < r->tally.n; i++) {
        const struct result *x = &r->tally.v[i];
        struct facts *row = facts_add(f, "ket_qua");
        char mean[16];
        mean_text(x->sum, x->closed, true, mean);
        facts_number(row, "tt", x->no);
        facts_set(row, "ma", x->code);
        facts_set(row, "ten", x->name);
        facts_set(row, "chu_the", x->owner);
        facts_set(row, "diem", mean);
        facts_format(row, "phieu", "%d/%d", x->closed, x->expected);
        facts_set(row, "hang", term_proposal(x));
    }
}

struct group {
    const char *name;   /* in the counts */
    const char *follow; /* what the chair concludes (Điều 4, Điều 7); NULL: nothing */
    enum status status;
    int star; /* -1: any */
};
static const struct group groups[] = {
    {"từ 90 điểm, trình Bộ Nông nghiệp và Môi trường",
     "đề nghị phê duyệt kết quả đánh giá và trình Bộ Nông nghiệp và Môi trường (điểm e khoản 3 "
     "Điều 7)",
     STATUS_FORWARD, -1},
    {"đề nghị phân hạng 4 sao",
     "đề nghị Chủ tịch Ủy ban nhân dân tỉnh, thành phố công nhận, phân hạng 4 sao", STATUS_PROPOSED,
     4},
    {"đề nghị phân hạng 3 sao",
     "đề nghị Chủ tịch Ủy ban nhân dân tỉnh, thành phố công nhận, phân hạng 3 sao", STATUS_PROPOSED,
     3},
    {"dưới 3 sao", "không đề nghị công nhận (dưới 3 sao)", STATUS_BELOW, -1},
    {"không đạt vì thiếu yêu cầu tối thiểu",
     "không đề nghị công nhận (không đạt yêu cầu tối thiểu)", STATUS_FAILED, -1},
    {"hồ sơ bị loại", "không đề nghị công nhận (hồ sơ bị loại)", STATUS_KNOCKED_OUT, -1},
    {"hoãn", NULL, STATUS_POSTPONED, -1},
    {"rút hồ sơ", NULL, STATUS_WITHDRAWN, -1},
    {"chưa xác định", NULL, STATUS_UNDECIDED, -1},
    {"chưa có phiếu", NULL, STATUS_WAITING, -1},
};

/* How many products are in the group, and their numbers. */
static int list_products(const struct record *r, const struct group *g, struct words *w)
{
    int n = 0;
    for (size_t i = 0; i < r->tally.n; i++) {
        const struct result *x = &r->tally.v[i];
        if (x->status != g->status || (g->star >= 0 && x->star != g->star))
            continue;
        words_add(w, ", ", "%d", x->no);
        n++;
    }
    return n;
}

static void add_groups(struct facts *f, const struct record *r)
{
    int no = 0;
    char *all = words_count((long)r->tally.n);
    facts_set(f, "tong_so", all);
    free(all);
    facts_list(f, "ket_qua_nhom");
    facts_list(f, "ket_luan");
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        struct words list = {0};
        int n = list_products(r, &groups[i], &list);
        char *count = words_count(n);
        int lists = groups[i].follow ? 2 : 1;
        for (int follow = 0; n && follow < lists; follow++) {
            struct facts *x = facts_add(f, follow ? "ket_luan" : "ket_qua_nhom");
            if (follow)
                facts_number(x, "stt", ++no);
            facts_set(x, follow ? "noi_dung" : "ten", follow ? groups[i].follow : groups[i].name);
            facts_set(x, "so_luong", count);
            facts_set(x, "danh_sach", list.s);
        }
        free(count);
        free(list.s);
    }
    facts_number(f, "stt_bo_sung", no + 1);
    facts_number(f, "stt_khac", no + 2);
}

/* Earlier closings and what was changed since, so that the paper tells them all. */
static void add_changes(struct facts *f, const struct record *r)
{
    facts_list(f, "thay_doi");
    for (size_t i = 0; i < r->n_log; i++) {
        const struct log_entry *e = &r->log[i];
        bool earlier =
            strcmp(e->kind, "close") == 0 && log_number(e, "version") < r->session.version;
        bool lost = strcmp(e->kind, "pin") == 0 && *log_get(e, "lost");
        if (!earlier && !lost && strcmp(e->kind, "correct") != 0 && strcmp(e->kind, "reopen") != 0)
            continue;
        char *time = words_time(e->time), *content = term_content(r, e);
        facts_format(facts_add(f, "thay_doi"), "noi_dung", "%s lúc %s (sự kiện số %lld%s%s): %s",
                     lost ? "Mã PIN của chủ tọa" : term_event(e->kind), time, (long long)e->seq,
                     earlier ? ", mã " : "", earlier ? e->hash : "", content);
        free(time);
        free(content);
    }
}

static void add_hash(struct facts *f, const struct record *r)
{
    const struct session *s = &r->session;
    char groups_of_8[72] = "", *time = words_time(s->closed_at);
    if (s->closed)
        hash_groups(s->closing, groups_of_8);
    facts_set(f, "da_chot", s->closed ? "có" : "");
    facts_set(f, "ma_chot", groups_of_8);
    facts_format(f, "ma_kiem_tra", "%.10s", s->closed ? s->closing : "");
    facts_set(f, "chot_luc", s->closed ? time : "");
    free(time);
}

static void add_copies(struct facts *f, const struct record *r)
{
    const char *copies = record_fact(r, SETTING_PAPER_COPIES);
    facts_list(f, "noi_nhan");
    while (copies && *copies) {
        size_t n = strcspn(copies, ";\n");
        facts_format(facts_add(f, "noi_nhan"), "noi", "%.*s", (int)n, copies);
        copies += n + (copies[n] != 0);
        copies += strspn(copies, " ");
    }
    if (!record_fact(r, SETTING_PAPER_COPIES))
        facts_set(facts_add(f, "noi_nhan"), "noi", "");
}

static void facts_results(struct facts *f, const struct record *r)
{
    add_rows(f, r);
    add_groups(f, r);
    add_changes(f, r);
    add_hash(f, r);
    add_copies(f, r);
}

const char *minutes_name(const struct record *r)
{
    return r->session.written ? "bao-cao-y-kien" : "bien-ban";
}

struct facts *facts_of(const struct record *r, struct arena *a)
{
    struct facts *f = facts_new(a, NULL);
    facts_head(f, r);
    facts_people(f, r);
    facts_quorum(f, r);
    facts_matters(f, r);
    facts_results(f, r);
    return f;
}
