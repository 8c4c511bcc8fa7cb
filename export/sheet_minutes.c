/* SPDX-License-Identifier: MIT */
/* export/sheet_minutes.c - "Biên bản": the minutes, ready to print.  Every fact comes from
 * the record; what the record does not know is a dotted blank. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/text.h"
#include "export/sheets.h"

void para(struct paper *p, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    put_span_va(p, 0, MINUTES_LAST, STYLE_TEXT, fmt, ap);
    va_end(ap);
    end_row(p);
}

void para_bold(struct paper *p, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    put_span_va(p, 0, MINUTES_LAST, STYLE_BOLD, fmt, ap);
    va_end(ap);
    end_row(p);
}

static const char *or_blank(const char *s)
{
    return s && *s ? s : BLANK;
}

static void put_number_and_date(struct paper *p, const struct record *r)
{
    char *date = words_date(record_fact(r, "date"));
    put_span(p, 0, 1, STYLE_CENTER, "Số: " BLANK "/BB-HĐ");
    put_span_format(p, 2, MINUTES_LAST, STYLE_CENTER_ITALIC, "%s, %s",
                    or_blank(record_fact(r, "province")), date);
    end_row(p);
    skip_row(p);
    free(date);
}

static void put_grounds(struct paper *p, const struct record *r)
{
    para(p, "Căn cứ %s;", legal_text(r));
    para(p, "Căn cứ quyết định thành lập Hội đồng: %s;", or_blank(record_fact(r, "decision")));
    para(p, "Căn cứ quy chế hoạt động của Hội đồng: %s;", or_blank(record_fact(r, "regulation")));
    para(p, "Căn cứ kế hoạch: " BLANK "; giấy mời: " BLANK ".");
}

static void put_time_and_place(struct paper *p, const struct record *r)
{
    char *date = words_date(record_fact(r, "date"));
    para_bold(p, "I. THỜI GIAN, ĐỊA ĐIỂM");
    para(p, "1. Bắt đầu: " BLANK " giờ " BLANK " phút, %s.", date);
    para(p, "2. Địa điểm: %s.", or_blank(record_fact(r, "place")));
    para(p, "3. Hình thức: %s.",
         r->session.written ? "lấy ý kiến bằng văn bản (khoản 6 Điều 7)"
                            : "họp Hội đồng; người dự trực tuyến: " BLANK);
    free(date);
}

/* ---- II. who was there --------------------------------------------------------------------- */

static void put_person(struct paper *p, const struct record *r, int n, const struct member *m)
{
    const char *title = m->title, *agency = m->agency;
    para(p, "(%d) %s, %s%s%s%s%s%s%s;", n, full_name(r, m), term_role(m),
         title[0] || agency[0] ? " - " : "", title, title[0] && agency[0] ? ", " : "", agency,
         m->present ? "" : "; vắng mặt, lý do: ", m->present ? "" : or_blank(m->reason));
}

/* Those of the council who are @present; returns how many. */
static int put_people(struct paper *p, const struct record *r, bool present)
{
    int n = 0;
    for (size_t i = 0; i < r->members.n; i++)
        if (in_council(&r->members.v[i]) && r->members.v[i].present == present)
            put_person(p, r, ++n, &r->members.v[i]);
    return n;
}

static void put_role(struct paper *p, const struct record *r, const char *label, enum role role)
{
    struct words w = {0};
    for (size_t i = 0; i < r->members.n; i++) {
        const struct member *m = &r->members.v[i];
        if (m->role == role && m->present)
            words_add(&w, "; ", "%s%s%s", full_name(r, m), m->agency[0] ? ", " : "", m->agency);
    }
    para(p, "%s: %s.", label, w.s ? w.s : BLANK);
    free(w.s);
}

static const char *written_ballot(const struct record *r, const struct member *m)
{
    for (size_t i = 0; i < r->products.n; i++) {
        const struct seat *s = record_seat(r, r->products.v[i].id, m->id);
        if (s && s->panel == PANEL_WRITTEN)
            return s->expected ? "đã gửi phiếu bằng văn bản, được tính"
                               : "đã gửi phiếu bằng văn bản, không được tính";
    }
    return NULL;
}

static void put_written(struct paper *p, const struct record *r)
{
    for (size_t i = 0; i < r->members.n; i++) {
        const char *what = written_ballot(r, &r->members.v[i]);
        if (what)
            para(p, "%s: %s.", full_name(r, &r->members.v[i]), what);
    }
}

/* ---- quorum -------------------------------------------------------------------------------- */

static bool same_quorum(const struct result *a, const struct result *b)
{
    return a->present == b->present && a->base == b->base && a->needed == b->needed &&
           a->quorum == b->quorum;
}

static const char *cited(const struct record *r, const char *key)
{
    const char *cite = record_fact(r, key), *rules = record_fact(r, "regulation");
    return cite ? cite : rules ? rules : "Quy chế hoạt động của Hội đồng";
}

static void put_quorum_rule(struct paper *p, const struct record *r)
{
    const char *of = record_fact(r, "quorum.of"), *chair = record_fact(r, "quorum.chair");
    para(p, "Theo %s, cuộc họp hợp lệ khi có mặt ít nhất %s số %s%s.", cited(r, "quorum.cite"),
         or_blank(record_fact(r, "quorum")),
         of && strcmp(of, "scoring") == 0 ? "thành viên chấm điểm" : "thành viên Hội đồng",
         chair && strcmp(chair, "yes") == 0
             ? ", trong đó có Chủ tịch hoặc Phó Chủ tịch chủ trì thay Chủ tịch"
             : "");
}

/* One sentence for all products with the same numbers, which is nearly always one. */
static void put_quorum(struct paper *p, const struct record *r)
{
    if (r->session.written) {
        para(p, "Lấy ý kiến bằng văn bản: không xét số thành viên có mặt.");
        return;
    }
    put_quorum_rule(p, r);
    bool first = true;
    for (size_t i = 0; i < r->tally.n; i++) {
        const struct result *x = &r->tally.v[i];
        bool said = false;
        for (size_t j = 0; j < i && !said; j++)
            said = same_quorum(&r->tally.v[j], x);
        if (said)
            continue;
        struct words list = {0};
        size_t n = 0;
        for (size_t j = i; j < r->tally.n; j++)
            if (same_quorum(&r->tally.v[j], x)) {
                words_add(&list, ", ", "%d", r->tally.v[j].no);
                n++;
            }
        bool all = first && n == r->tally.n;
        para(p, "%s%sCó mặt %d/%d, cần ít nhất %d: %s.", all ? "" : "Sản phẩm số ",
             all ? "" : list.s, x->present, x->base, x->needed,
             x->quorum ? "đủ điều kiện họp" : "KHÔNG đủ điều kiện họp");
        free(list.s);
        first = false;
    }
}

void minutes_present(struct paper *p, const struct record *r)
{
    const struct member *president = record_president(r), *secretary = record_secretary(r);
    int council = 0, here = 0;
    for (size_t i = 0; i < r->members.n; i++) {
        council += in_council(&r->members.v[i]);
        here += in_council(&r->members.v[i]) && r->members.v[i].present;
    }
    para_bold(p, "II. THÀNH PHẦN");
    para(p, "1. Chủ trì: %s%s%s.", president ? full_name(r, president) : BLANK,
         president ? ", " : "", president ? term_role(president) : "");
    para(p, "2. Thành viên Hội đồng có mặt: %d/%d.", here, council);
    put_people(p, r, true);
    para(p, "3. Thành viên Hội đồng vắng mặt: %d.", council - here);
    put_people(p, r, false);
    put_written(p, r);
    put_role(p, r, "4. Tổ tư vấn", ROLE_ADVISER);
    put_role(p, r, "5. Khách mời", ROLE_OBSERVER);
    para(p, "6. Đại diện chủ thể: " BLANK ".");
    para(p, "7. Thư ký: %s.", secretary ? full_name(r, secretary) : BLANK);
    para_bold(p, "8. Điều kiện họp hợp lệ");
    put_quorum(p, r);
}

/* ---- the end ------------------------------------------------------------------------------- */

static void put_hash(struct paper *p, const struct record *r)
{
    const struct session *s = &r->session;
    if (!s->closed) {
        para_bold(p, "BẢN DỰ THẢO: kết quả chưa chốt nên chưa có mã chốt. Không ký bản này.");
        return;
    }
    char groups[72], *time = words_time(s->closed_at);
    hash_groups(s->closing, groups);
    para_bold(p, "Mã chốt hồ sơ: %s", groups);
    para(p,
         "(Phiên bản %d, %lld sự kiện, chốt lúc %s. Mã này xác nhận toàn bộ phiếu và kết quả "
         "trong tệp của phiên; đối chiếu bằng lệnh verify.)",
         s->version, (long long)s->closing_events, time);
    free(time);
}

/* Earlier closings and what was changed since, so that the paper tells them all. */
static void put_changes(struct paper *p, const struct record *r)
{
    for (size_t i = 0; i < r->n_log; i++) {
        const struct log_entry *e = &r->log[i];
        bool earlier =
            strcmp(e->kind, "close") == 0 && log_number(e, "version") < r->session.version;
        if (!earlier && strcmp(e->kind, "correct") != 0 && strcmp(e->kind, "reopen") != 0)
            continue;
        char *time = words_time(e->time), *content = term_content(r, e);
        para(p, "%s lúc %s (sự kiện số %lld%s%s): %s.", term_event(e->kind), time,
             (long long)e->seq, earlier ? ", mã " : "", earlier ? e->hash : "", content);
        free(time);
        free(content);
    }
}

static void put_end(struct paper *p, const struct record *r)
{
    const struct member *president = record_president(r);
    bool vice = president && president->role == ROLE_VICE;
    skip_row(p);
    para(p, "Cuộc họp kết thúc hồi " BLANK " giờ " BLANK " phút cùng ngày. Biên bản đã được đọc "
            "lại cho các thành viên dự họp cùng nghe, thống nhất và ký tên.");
    put_changes(p, r);
    put_hash(p, r);
    struct signer s[] = {
        {0, 1, "THƯ KÝ", "HỘI ĐỒNG", record_secretary(r)},
        {2, MINUTES_LAST, "CHỦ TỌA", vice ? "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH" : "CHỦ TỊCH HỘI ĐỒNG",
         president},
    };
    put_signatures(p, s, 2);
    skip_row(p);
    para_bold(p, "Nơi nhận:");
    para(p, "- " BLANK ";");
    para(p, "- Lưu: VT, " BLANK ".");
}

enum db_rc sheet_minutes(struct pages *g)
{
    struct paper *p = g->minutes;
    put_heads(p, g->r, MINUTES_LAST);
    put_number_and_date(p, g->r);
    put_title(p, g->r, MINUTES_LAST, "BIÊN BẢN");
    skip_row(p);
    put_grounds(p, g->r);
    put_time_and_place(p, g->r);
    minutes_present(p, g->r);
    minutes_matters(p, g);
    minutes_results(p, g->r);
    put_end(p, g->r);
    return job_step(g->job) ? DB_OK : DB_REFUSED;
}
