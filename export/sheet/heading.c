/* SPDX-License-Identifier: MIT */
/* export/sheet/heading.c - what every sheet carries: whose it is, which meeting, which state, by
 * which criteria, from which record; and who signs. */
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "export/sheet/sheets.h"

/* Nghị định 30/2020, Phụ lục I: the issuing body at the left, the national title right. */
#define NATION "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
#define MOTTO "Độc lập - Tự do - Hạnh phúc"
#define COUNCIL "Hội đồng đánh giá, phân hạng sản phẩm OCOP"

char *round_text(const struct record *r)
{
    const char *n = record_fact(r, "round"), *year = record_fact(r, "year");
    char *fold = text_fold(n ? n : "");
    bool said = fold && strncmp(fold, "dot", 3) == 0;
    free(fold);
    return xasprintf("%s%s năm %s", said ? "" : "đợt ", n ? n : BLANK, year ? year : BLANK);
}

const char *legal_text(const struct record *r)
{
    for (size_t i = 0; i < r->products.n; i++) {
        const struct crit_set *set =
            r->products.v[i].set_known ? db_criteria(r->db, r->products.v[i].set) : NULL;
        if (set && set->legal && *set->legal)
            return set->legal;
    }
    return "Quyết định số 26/2026/QĐ-TTg ngày 22/5/2026, Phụ lục II";
}

/* The first column of the right of two blocks, so that the left one comes nearest to @share
 * of the width of columns 0 to @last. */
static int half(const struct paper *p, int last, double share)
{
    double all = 0, sum = 0, best = 2;
    int at = last;
    for (int i = 0; i <= last; i++)
        all += paper_width(p, i);
    for (int i = 0; i < last; i++) {
        sum += paper_width(p, i);
        double off = sum / all > share ? sum / all - share : share - sum / all;
        if (off < best) {
            best = off;
            at = i + 1;
        }
    }
    return at;
}

void put_heads(struct paper *p, const struct record *r, int last)
{
    char *province = words_province(record_fact(r, "province"));
    char *agency = xasprintf("ỦY BAN NHÂN DÂN %s", province);
    char *upper = words_upper(agency);
    const char *council = record_fact(r, "council");
    char *name = words_upper(council ? council : COUNCIL);
    int right = half(p, last, 0.43);
    put_span(p, 0, right - 1, STYLE_CENTER, upper);
    put_span(p, right, last, STYLE_CENTER_BOLD, NATION);
    end_row(p);
    put_span(p, 0, right - 1, STYLE_CENTER_BOLD, name);
    put_span(p, right, last, STYLE_UNDERLINED, MOTTO);
    end_row(p);
    free(province);
    free(agency);
    free(upper);
    free(name);
}

static void put_state(struct paper *p, const struct record *r, int last)
{
    const struct session *s = &r->session;
    if (s->rehearsal)
        put_span_format(p, 0, last, STYLE_ALARM, "%s - KHÔNG DÙNG ĐỂ CÔNG NHẬN", term_state(s));
    else if (s->closed)
        put_span(p, 0, last, STYLE_STATE, term_state(s));
    else
        put_span(p, 0, last, STYLE_STATE, "DỰ THẢO - kết quả chưa chốt");
    end_row(p);
}

void put_title(struct paper *p, const struct record *r, int last, const char *title)
{
    const struct session *s = &r->session;
    char *round = round_text(r), *date = words_short_date(record_fact(r, "date"));
    char *time = words_time(s->last_time), *province = words_province(record_fact(r, "province"));
    if (title) {
        put_span(p, 0, last, STYLE_TITLE, title);
        end_row(p);
    }
    put_span_format(p, 0, last, STYLE_CENTER_BOLD, "%s %s, %s",
                    s->written ? "Lấy ý kiến bằng văn bản của Hội đồng đánh giá, phân hạng sản "
                                 "phẩm OCOP"
                               : "Họp Hội đồng đánh giá, phân hạng sản phẩm OCOP",
                    province, round);
    end_row(p);
    put_state(p, r, last);
    put_span_format(p, 0, last, STYLE_CENTER_ITALIC, "%s: %s. Căn cứ tiêu chí: %s (bản %s).",
                    s->written ? "Ngày lấy ý kiến" : "Ngày họp", date, legal_text(r),
                    record_fact(r, "criteria") ? record_fact(r, "criteria") : BLANK);
    end_row(p);
    put_span_format(p, 0, last, STYLE_SMALL,
                    "Mã phiên: %s. Phiên bản %d. Số liệu đến %s, sự kiện số %lld.", s->id,
                    s->version, time, (long long)s->events);
    end_row(p);
    free(round);
    free(date);
    free(time);
    free(province);
}

/* One column of a signature block. */
struct signer {
    int first, last;          /* columns */
    const char *over, *title; /* "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"; over may be NULL */
    const struct member *who; /* NULL: a blank */
};

/* ---- signatures --------------------------------------------------------------------------- */

static void put_signatures(struct paper *p, const struct signer *s, size_t n)
{
    enum { SPACE = 4 };   /* rows for the signature itself */
    paper_keep_signed(p); /* with the free row above */
    skip_row(p);
    bool over = false;
    for (size_t i = 0; i < n; i++)
        over = over || s[i].over;
    for (size_t i = 0; over && i < n; i++)
        if (s[i].over)
            put_span(p, s[i].first, s[i].last, STYLE_CENTER_BOLD, s[i].over);
    if (over)
        end_row(p);
    for (size_t i = 0; i < n; i++)
        put_span(p, s[i].first, s[i].last, STYLE_CENTER_BOLD, s[i].title);
    end_row(p);
    for (size_t i = 0; i < n; i++)
        put_span(p, s[i].first, s[i].last, STYLE_CENTER_ITALIC, "(Ký, ghi rõ họ tên)");
    end_row(p);
    for (int i = 0; i < SPACE; i++)
        skip_row(p);
    for (size_t i = 0; i < n; i++)
        put_span(p, s[i].first, s[i].last, STYLE_CENTER_BOLD, s[i].who ? s[i].who->name : BLANK);
    end_row(p);
    paper_keep_end(p);
}

void put_table_signatures(struct paper *p, const struct record *r, int last)
{
    const struct member *president = record_president(r);
    bool vice = president && president->role == ROLE_VICE; /* signs for the chair */
    int a = half(p, last, 0.33), b = half(p, last, 0.66);
    struct signer s[] = {
        {0, a - 1, NULL, "NGƯỜI LẬP BIỂU", NULL},
        {a, b - 1, NULL, "THƯ KÝ HỘI ĐỒNG", record_secretary(r)},
        {b, last, vice ? "TM. HỘI ĐỒNG, KT. CHỦ TỊCH" : "TM. HỘI ĐỒNG",
         vice ? "PHÓ CHỦ TỊCH" : "CHỦ TỊCH", president},
    };
    put_signatures(p, s, 3);
}
