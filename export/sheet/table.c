/* SPDX-License-Identifier: MIT */
/* export/sheet/table.c - what every sheet carries: whose it is, which meeting, which state, by
 * which criteria, from which record, and who signs; and a table as a sheet: its rows with live
 * totals. */
#include "export/sheet/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/base/terms.h"
#include "db/base/date.h"
#include "db/base/mem.h"
#include "export/base/words.h"

/* Nghị định 30/2020, Phụ lục I: the issuing body at the left, the national title right. */
#define NATION "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
#define MOTTO "Độc lập - Tự do - Hạnh phúc"
#define COUNCIL "Hội đồng đánh giá, phân hạng sản phẩm OCOP"

#define HEADER_FONT "&\"Times New Roman,Bold\"&12"
#define FOOTER_FONT "&\"Times New Roman,Regular\"&9 "

struct sheet *open_sheet(struct results_book *g, const char *name, bool landscape,
                         const double *width, int n)
{
    const struct session *s = &g->r->session;
    char header[128], footer[240];
    snprintf(header, sizeof header, "&C" HEADER_FONT "%s", term_state(s));
    if (s->closed)
        snprintf(footer, sizeof footer, "&C" FOOTER_FONT "Trang &P/&N\nMã kiểm tra %.10s",
                 s->closing);
    else
        snprintf(footer, sizeof footer, "&C" FOOTER_FONT "Trang &P/&N\nDự thảo (%lld sự kiện)",
                 (long long)s->events);
    return book_sheet(g->book, name, landscape, width, n, header, footer);
}

/* The first column of the right of two blocks, so that the left one comes nearest to @share
 * of the width of columns 0 to @last. */
static int half(const struct sheet *p, int last, double share)
{
    double all = 0, sum = 0, best = 2;
    int at = last;
    for (int i = 0; i <= last; i++)
        all += sheet_width(p, i);
    for (int i = 0; i < last; i++) {
        sum += sheet_width(p, i);
        double off = sum / all > share ? sum / all - share : share - sum / all;
        if (off < best) {
            best = off;
            at = i + 1;
        }
    }
    return at;
}

void put_heads(struct sheet *p, const struct record *r, int last)
{
    char *province = words_province(record_fact(r, SETTING_PROVINCE));
    char *agency = xasprintf("ỦY BAN NHÂN DÂN %s", province);
    char *upper = words_upper(agency);
    const char *council = record_fact(r, SETTING_COUNCIL);
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

static void put_state(struct sheet *p, const struct record *r, int last)
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

void put_title(struct sheet *p, const struct record *r, int last, const char *title)
{
    const struct session *s = &r->session;
    char *round = term_round(r), *date = words_short_date(record_fact(r, SETTING_DATE));
    char *time = words_time(s->last_time),
         *province = words_province(record_fact(r, SETTING_PROVINCE));
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
                    s->written ? "Ngày lấy ý kiến" : "Ngày họp", date, term_legal(r),
                    record_fact(r, SETTING_CRITERIA) ? record_fact(r, SETTING_CRITERIA) : BLANK);
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

static void put_signatures(struct sheet *p, const struct signer *s, size_t n)
{
    enum { SPACE = 4 };   /* rows for the signature itself */
    sheet_keep_signed(p); /* with the free row above */
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
    sheet_keep_end(p);
}

void put_table_signatures(struct sheet *p, const struct record *r, int last)
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

/* ---- a table as a sheet ---- */

static enum style text_style(const struct table *t, const struct table_row *row, size_t col)
{
    if (t->plain)
        return STYLE_TEXT;
    if (row->kind != ROW_DATA)
        return STYLE_CELL_BOLD;
    return t->column[col].kind == COLUMN_TEXT ? STYLE_CELL : STYLE_CELL_CENTER;
}

/* "=COUNTA(C5:C9)": the rows are found where they were put. */
static void put_live(struct sheet *p, const struct table *t, size_t col, const struct value *v)
{
    char from[24], to[24];
    struct words f = {0};
    enum style style = STYLE_GROUP_NUMBER;
    if (v->kind == VALUE_TOTAL) {
        for (size_t i = v->first; i <= v->last && i < t->n; i++)
            if (t->row[i].kind == ROW_SUBTOTAL) {
                cell_name(t->row[i].at, (int)col, to);
                words_add(&f, "+", "%s", to);
            }
    } else if (v->kind == VALUE_ACROSS) {
        cell_name(sheet_row(p), (int)v->first, from);
        cell_name(sheet_row(p), (int)v->last, to);
        words_add(&f, "", "SUM(%s:%s)", from, to);
        style = STYLE_NUMBER;
    } else if (v->n > 0 && v->first <= v->last && v->last < t->n) {
        cell_name(t->row[v->first].at, v->kind == VALUE_COUNT ? 0 : (int)col, from);
        cell_name(t->row[v->last].at, v->kind == VALUE_COUNT ? 0 : (int)col, to);
        words_add(&f, "", "%s(%s:%s)", v->kind == VALUE_COUNT ? "COUNT" : "SUM", from, to);
    }
    if (f.s)
        put_formula(p, (int)col, style, (double)v->n, "=%s", f.s);
    else
        put_number(p, (int)col, style, (double)v->n);
    free(f.s);
}

static void put_stars(struct sheet *p, int col, const struct value *v)
{
    char *stars = cell_text(v);
    put_formula_text(p, col, STYLE_CELL_CENTER, stars, "=REPT(\"★\",%d)", (int)v->n);
    free(stars);
}

/* A time of the journal as a clock in Việt Nam showed it. */
static void put_moment(struct sheet *p, int col, const char *utc)
{
    /* Seconds; days from the spreadsheet's day 0 to 1970-01-01. */
    enum { EPOCH = 25569 };
    int64_t at = words_epoch(utc);
    if (at)
        put_number(p, col, STYLE_TIME, (double)(at + DATE_ZONE) / 86400 + EPOCH);
    else
        put_text(p, col, STYLE_CELL_CENTER, utc);
}

/* Days since the spreadsheet's day 0, by the civil calendar. */
static int64_t day_number(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year, era = y / 400, of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t of_eras = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return era * 146097 + of_eras - 719468 + 25569;
}

/* A day, from YYYY-MM-DD; as text when it is none. */
static void put_date(struct sheet *p, int col, enum style style, const char *iso)
{
    if (date_iso(iso))
        put_number(p, col, style, (double)day_number(atoi(iso), atoi(iso + 5), atoi(iso + 8)));
    else
        put_text(p, col, style, iso);
}

static void put_value(struct sheet *p, const struct table *t, const struct table_row *row,
                      size_t col)
{
    const struct value *v = &row->v[col];
    enum style style = text_style(t, row, col);
    switch (v->kind) {
    case VALUE_NONE:
        put_text(p, (int)col, style, "");
        break;
    case VALUE_TEXT:
        put_text(p, (int)col, style, v->text);
        break;
    case VALUE_WHOLE:
        put_number(p, (int)col, t->plain ? STYLE_PLAIN_NUMBER : STYLE_NUMBER, (double)v->n);
        break;
    case VALUE_MEAN:
        put_number(p, (int)col, STYLE_MEAN, (double)v->n / (double)v->of);
        break;
    case VALUE_STARS:
        put_stars(p, (int)col, v);
        break;
    case VALUE_DATE:
        put_date(p, (int)col, t->plain ? STYLE_PLAIN_DATE : STYLE_DATE, v->text);
        break;
    case VALUE_TIME:
        put_moment(p, (int)col, v->text);
        break;
    case VALUE_FILL:
        put_fill(p, (int)col, style, v->text);
        break;
    case VALUE_COUNT:
    case VALUE_SUM:
    case VALUE_ACROSS:
    case VALUE_TOTAL:
        put_live(p, t, col, v);
        break;
    }
}

void put_row(struct sheet *p, const struct table *t, struct table_row *row)
{
    row->at = sheet_row(p);
    if (row->kind == ROW_GROUP) {
        for (size_t i = 0; i < t->n_columns; i++)
            put_text(p, (int)i,
                     i == 0                  ? STYLE_GROUP_LINE_FIRST
                     : i + 1 == t->n_columns ? STYLE_GROUP_LINE_LAST
                                             : STYLE_GROUP_LINE,
                     i == 1 ? row->v[0].text : "");
    } else {
        for (size_t i = 0; i < t->n_columns; i++)
            put_value(p, t, row, i);
    }
    end_row(p);
}

static bool is_sum(const struct table *t, size_t i)
{
    return i < t->n && (t->row[i].kind == ROW_SUBTOTAL || t->row[i].kind == ROW_TOTAL);
}

/* A heading stands with its first row, a total with the last one it counts. */
static void put_rows(struct sheet *p, struct table *t)
{
    for (size_t i = 0; i < t->n; i++) {
        bool group = t->row[i].kind == ROW_GROUP, more = group || is_sum(t, i + 1);
        if (more && !sheet_keeping(p))
            sheet_keep(p);
        put_row(p, t, &t->row[i]);
        if (!more && sheet_keeping(p))
            sheet_keep_end(p);
    }
}

static void put_none(struct sheet *p, const struct table *t)
{
    for (size_t i = 0; i < t->n_columns; i++)
        put_text(p, (int)i, i == 0 || i + 1 == t->n_columns ? STYLE_CELL : STYLE_CELL_LINE,
                 i != 1    ? ""
                 : t->none ? t->none
                           : "Không có sản phẩm nào");
    end_row(p);
}

struct sheet *open_table(struct results_book *g, const struct table *t)
{
    double *width = xmalloc(t->n_columns * sizeof *width);
    for (size_t i = 0; i < t->n_columns; i++)
        width[i] = t->column[i].width;
    struct sheet *p = open_sheet(g, t->sheet, !t->portrait, width, (int)t->n_columns);
    free(width);
    return p;
}

void put_table_head(struct sheet *p, const struct table *t)
{
    int head = sheet_row(p);
    for (size_t i = 0; i < t->n_columns; i++)
        put_text(p, (int)i,
                 t->plain          ? STYLE_BOLD
                 : t->column[i].up ? STYLE_HEAD_UP
                                   : STYLE_HEAD,
                 t->column[i].title);
    end_row(p);
    sheet_head(p, sheet_row(p) - head, t->plain ? 0 : 3);
}

void put_below(struct sheet *p, const struct table *t, int last)
{
    if (!t->below)
        return;
    sheet_keep(p); /* to the signatures, if there are any */
    skip_row(p);
    put_span(p, 0, last, STYLE_TEXT, t->below);
    end_row(p);
    if (t->signers == SIGN_NOBODY)
        sheet_keep_end(p);
}

static void put_above(struct results_book *g, struct sheet *p, const struct table *t, int last)
{
    put_heads(p, g->r, last);
    if (t->under) {
        put_span(p, 0, last, STYLE_TITLE, t->title);
        end_row(p);
        put_span(p, 0, last, STYLE_CENTER_ITALIC, t->under);
        end_row(p);
        put_title(p, g->r, last, NULL);
    } else {
        put_title(p, g->r, last, t->title);
    }
    put_span_format(p, 0, last, STYLE_CENTER_ITALIC, "%s.", t->filter);
    end_row(p);
}

enum db_rc fill_table(struct results_book *g, struct sheet *p, struct table *t)
{
    int last = (int)t->n_columns - 1;
    if (!t->plain)
        put_above(g, p, t, last);
    put_table_head(p, t);
    if (!t->plain && table_data_rows(t, 0, t->n) == 0)
        put_none(p, t);
    else
        put_rows(p, t);
    put_below(p, t, last);
    if (t->signers == SIGN_TABLE)
        put_table_signatures(p, g->r, last);
    return job_step(g->job) ? DB_OK : DB_REFUSED;
}
