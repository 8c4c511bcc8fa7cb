/* SPDX-License-Identifier: MIT */
/* export/minutes_results.c - parts IV and V of the minutes: the table of results, the counts
 * in figures and words, and what the chair concludes. */
#include <stdio.h>
#include <stdlib.h>

#include "db/text.h"
#include "export/sheets.h"

enum { NO, NAME, OWNER, MEAN, BALLOTS, PROPOSAL };

static void put_table(struct paper *p, const struct record *r)
{
    static const char *const head[] = {"TT",           "Tên sản phẩm", "Chủ thể",
                                       "Tổng điểm TB", "Số phiếu",     "Kết quả, hạng đề nghị"};
    for (int i = 0; i <= MINUTES_LAST; i++)
        put_text(p, i, STYLE_HEAD, head[i]);
    end_row(p);
    for (size_t i = 0; i < r->tally.n; i++) {
        const struct result *x = &r->tally.v[i];
        put_number(p, NO, STYLE_NUMBER, x->no);
        put_text(p, NAME, STYLE_CELL, x->name);
        put_text(p, OWNER, STYLE_CELL, x->owner);
        if (x->closed) {
            char mean[16];
            mean_text(x->sum, x->closed, true, mean);
            put_text(p, MEAN, STYLE_CELL_CENTER, mean);
        } else {
            put_text(p, MEAN, STYLE_CELL_CENTER, "");
        }
        put_format(p, BALLOTS, STYLE_CELL_CENTER, "%d/%d", x->closed, x->expected);
        put_text(p, PROPOSAL, STYLE_CELL, term_proposal(x));
        end_row(p);
    }
}

/* How many products have @status (and @star, unless -1), and their numbers. */
static int list_products(const struct record *r, enum status status, int star, struct words *w)
{
    int n = 0;
    for (size_t i = 0; i < r->tally.n; i++) {
        const struct result *x = &r->tally.v[i];
        if (x->status != status || (star >= 0 && x->star != star))
            continue;
        words_add(w, ", ", "%d", x->no);
        n++;
    }
    return n;
}

static const struct outcome {
    const char *label;
    enum status status;
    int star;
} outcomes[] = {
    {"từ 90 điểm, trình Bộ Nông nghiệp và Môi trường", STATUS_FORWARD, -1},
    {"đề nghị phân hạng 4 sao", STATUS_PROPOSED, 4},
    {"đề nghị phân hạng 3 sao", STATUS_PROPOSED, 3},
    {"dưới 3 sao", STATUS_BELOW, -1},
    {"không đạt vì thiếu yêu cầu tối thiểu", STATUS_FAILED, -1},
    {"hồ sơ bị loại", STATUS_KNOCKED_OUT, -1},
    {"hoãn", STATUS_POSTPONED, -1},
    {"rút hồ sơ", STATUS_WITHDRAWN, -1},
    {"chưa xác định", STATUS_UNDECIDED, -1},
    {"chưa có phiếu", STATUS_WAITING, -1},
};

static void put_counts(struct paper *p, const struct record *r)
{
    char *all = words_count((long)r->tally.n);
    para(p, "Hội đồng xem xét %s sản phẩm, trong đó:", all);
    free(all);
    for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++) {
        struct words list = {0};
        int n = list_products(r, outcomes[i].status, outcomes[i].star, &list);
        char *count = words_count(n);
        if (n)
            para(p, "- %s: %s sản phẩm (số %s);", outcomes[i].label, count, list.s);
        free(count);
        free(list.s);
    }
    para(p, "Biểu quyết thông qua kết quả: " BLANK "/" BLANK " thành viên thống nhất.");
}

/* What follows from the results by the Decision (Điều 4, Điều 7). */
static void put_conclusion(struct paper *p, const struct record *r)
{
    static const struct {
        const char *text;
        enum status status;
        int star;
    } acts[] = {
        {"đề nghị Chủ tịch Ủy ban nhân dân tỉnh, thành phố công nhận, phân hạng 4 sao",
         STATUS_PROPOSED, 4},
        {"đề nghị Chủ tịch Ủy ban nhân dân tỉnh, thành phố công nhận, phân hạng 3 sao",
         STATUS_PROPOSED, 3},
        {"đề nghị phê duyệt kết quả đánh giá và trình Bộ Nông nghiệp và Môi trường", STATUS_FORWARD,
         -1},
        {"không đề nghị công nhận (dưới 3 sao)", STATUS_BELOW, -1},
        {"không đề nghị công nhận (không đạt yêu cầu tối thiểu)", STATUS_FAILED, -1},
        {"không đề nghị công nhận (hồ sơ bị loại)", STATUS_KNOCKED_OUT, -1},
    };
    int no = 0;
    para_bold(p, "V. KẾT LUẬN CỦA CHỦ TỌA");
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        struct words list = {0};
        int n = list_products(r, acts[i].status, acts[i].star, &list);
        char *count = words_count(n);
        if (n)
            para(p, "%d. %s sản phẩm %s: sản phẩm số %s.", ++no, count, acts[i].text, list.s);
        free(count);
        free(list.s);
    }
    para(p, "%d. Đề nghị bổ sung hồ sơ: " BLANK "; thời hạn: " BLANK ".", ++no);
    para(p, "%d. Kết luận khác: " BLANK ".", ++no);
}

void minutes_results(struct paper *p, const struct record *r)
{
    para_bold(p, "IV. KẾT QUẢ");
    put_table(p, r);
    put_counts(p, r);
    put_conclusion(p, r);
}
