/* SPDX-License-Identifier: MIT */
/* export/doc/facts_results.c - the results by name, counts in figures and words, what follows from
 * them by the Decision, and what proves it: the closing hash. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "export/doc/facts_part.h"
#include "export/sheet/sheets.h"

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
        if (!earlier && strcmp(e->kind, "correct") != 0 && strcmp(e->kind, "reopen") != 0)
            continue;
        char *time = words_time(e->time), *content = term_content(r, e);
        facts_format(facts_add(f, "thay_doi"), "noi_dung", "%s lúc %s (sự kiện số %lld%s%s): %s",
                     term_event(e->kind), time, (long long)e->seq, earlier ? ", mã " : "",
                     earlier ? e->hash : "", content);
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
    const char *copies = record_fact(r, "paper.copies");
    facts_list(f, "noi_nhan");
    while (copies && *copies) {
        size_t n = strcspn(copies, ";\n");
        facts_format(facts_add(f, "noi_nhan"), "noi", "%.*s", (int)n, copies);
        copies += n + (copies[n] != 0);
        copies += strspn(copies, " ");
    }
    if (!record_fact(r, "paper.copies"))
        facts_set(facts_add(f, "noi_nhan"), "noi", "");
}

void facts_results(struct facts *f, const struct record *r)
{
    add_rows(f, r);
    add_groups(f, r);
    add_changes(f, r);
    add_hash(f, r);
    add_copies(f, r);
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
