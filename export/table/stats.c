/* SPDX-License-Identifier: MIT */
/* export/table/stats.c - "Thống kê": the agenda counted by outcome, and split five ways.  Every
 * split counts the same products, so that every one adds up to the same total; the filter is
 * printed.  (A list of 52 whose split names 41 is how a list goes wrong.) */
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "export/sheet/sheets.h"
#include "export/table/table.h"

enum { S_NO, S_SPARE, S_LABEL, S_ALL, S_FORWARD, S_FOUR, S_THREE, S_UNDER, S_OPEN, S_OWNERS };
static const struct column stat_columns[] = {
    {"tt", "TT", COLUMN_NUMBER, 5, false},
    {"tieu_thuc", "Tiêu thức", COLUMN_CENTER, 16, false},
    {"gia_tri", "Giá trị", COLUMN_TEXT, 44, false},
    {"tong", "Tổng số sản phẩm", COLUMN_NUMBER, 10, false},
    {"trinh_bo", "Trình Bộ (từ 90 điểm)", COLUMN_NUMBER, 11, false},
    {"bon_sao", "4 sao", COLUMN_NUMBER, 9, false},
    {"ba_sao", "3 sao", COLUMN_NUMBER, 9, false},
    {"khong_dat", "Không đạt, bị loại", COLUMN_NUMBER, 11, false},
    {"chua_xong", "Hoãn, rút, chưa xác định", COLUMN_NUMBER, 13, false},
    {"chu_the", "Số chủ thể", COLUMN_NUMBER, 10, false},
};

/* The column of each group. */
static const int column_of[] = {
    [GROUP_FORWARD] = S_FORWARD, [GROUP_FOUR] = S_FOUR,  [GROUP_THREE] = S_THREE,
    [GROUP_FAILED] = S_UNDER,    [GROUP_LATER] = S_OPEN, [GROUP_OPEN] = S_OPEN};

/* What a product is counted under in one split. */
typedef const char *value_fn(const struct record *r, const struct product *p);

static const char *by_group(const struct record *r, const struct product *p)
{
    return product_group(r, p);
}

static const char *by_commune(const struct record *r, const struct product *p)
{
    (void)r;
    return p->commune;
}

static const char *by_kind(const struct record *r, const struct product *p)
{
    (void)r;
    return kind_text(p->kind);
}

static const char *by_business(const struct record *r, const struct product *p)
{
    (void)r;
    return p->business;
}

static const char *by_set(const struct record *r, const struct product *p)
{
    const struct crit_set *set = *p->set ? db_criteria(r->db, p->set) : NULL;
    return set ? set->name : p->set;
}

struct stat {
    const char *value; /* "" : not told */
    char *key;         /* folded: "Xã A" and "xã a" are one */
    int n[S_OWNERS + 1];
    struct words owners; /* keys already counted, each between line feeds */
};

struct stats {
    struct stat *v;
    size_t n, cap;
};

static struct stat *stat_of(struct stats *s, const char *value)
{
    char *key = text_match(value);
    for (size_t i = 0; i < s->n; i++)
        if (key && strcmp(s->v[i].key, key) == 0) {
            free(key);
            return &s->v[i];
        }
    if (s->n == s->cap) {
        s->cap = s->cap ? 2 * s->cap : 16;
        s->v = xrealloc(s->v, s->cap * sizeof *s->v);
    }
    s->v[s->n] = (struct stat){.value = value, .key = key ? key : xstrdup("")};
    return &s->v[s->n++];
}

static void count_owner(struct stat *s, const char *owner)
{
    char *key = text_match(owner), *line = xasprintf("\n%s\n", key ? key : "");
    if (*owner && !(s->owners.s && strstr(s->owners.s, line))) {
        words_add(&s->owners, "", "%s", line);
        s->n[S_OWNERS]++;
    }
    free(line);
    free(key);
}

static void count(struct stats *s, const struct record *r, value_fn *value)
{
    for (size_t i = 0; i < r->tally.n; i++) {
        const struct product *p = record_product(r, r->tally.v[i].product);
        struct stat *at = stat_of(s, value ? value(r, p) : "");
        at->n[S_ALL]++;
        at->n[column_of[result_group(&r->tally.v[i])]]++;
        count_owner(at, p->owner);
    }
}

static void stats_free(struct stats *s)
{
    for (size_t i = 0; i < s->n; i++) {
        free(s->v[i].key);
        free(s->v[i].owners.s);
    }
    free(s->v);
}

/* Most products first; what nobody told comes last. */
static int by_size(const void *a, const void *b)
{
    const struct stat *x = a, *y = b;
    if (!*x->value != !*y->value)
        return *x->value ? -1 : 1;
    if (x->n[S_ALL] != y->n[S_ALL])
        return x->n[S_ALL] > y->n[S_ALL] ? -1 : 1;
    return strcmp(x->key, y->key);
}

static void put_split(struct table *t, const struct record *r, const char *label, value_fn *value)
{
    struct stats s = {0};
    count(&s, r, value);
    if (s.n)
        qsort(s.v, s.n, sizeof *s.v, by_size);
    size_t first = t->n;
    for (size_t i = 0; i < s.n; i++) {
        table_add(t, ROW_DATA);
        table_number(t, S_NO, (int64_t)i + 1);
        table_text(t, S_SPARE, label);
        table_text(t, S_LABEL, *s.v[i].value ? s.v[i].value : "(chưa ghi)");
        for (int c = S_FORWARD; c <= S_OWNERS; c++)
            table_number(t, (size_t)c, s.v[i].n[c]);
        table_across(t, S_ALL, S_FORWARD, S_OPEN, s.v[i].n[S_ALL]);
    }
    size_t last = t->n ? t->n - 1 : 0;
    table_add(t, ROW_SUBTOTAL);
    table_text(t, S_LABEL, "Cộng");
    for (int c = S_ALL; c <= S_OPEN && s.n; c++)
        table_sum(t, (size_t)c, first, last);
    stats_free(&s);
}

struct table *table_stats(const struct record *r, struct arena *a)
{
    struct table *t = table_new(a, "thong-ke", SHEET_STATS, "THỐNG KÊ KẾT QUẢ ĐÁNH GIÁ, PHÂN HẠNG",
                                stat_columns, sizeof stat_columns / sizeof *stat_columns);
    static const struct {
        const char *head, *label;
        value_fn *value;
    } splits[] = {
        {"1. THEO NHÓM SẢN PHẨM (PHỤ LỤC I)", "Nhóm", by_group},
        {"2. THEO BỘ SẢN PHẨM", "Bộ sản phẩm", by_set},
        {"3. THEO XÃ, PHƯỜNG", "Xã, phường", by_commune},
        {"4. THEO LẦN ĐĂNG KÝ", "Lần đăng ký", by_kind},
        {"5. THEO LOẠI HÌNH CHỦ THỂ", "Loại hình", by_business},
    };
    char *round = round_text(r);
    char *filter = xasprintf("Lọc: mọi sản phẩm trong chương trình họp %s, %zu sản phẩm; mỗi bảng "
                             "đều đếm đủ các sản phẩm đó",
                             round, r->tally.n);
    t->filter = arena_strdup(a, filter);
    t->signers = SIGN_TABLE;
    free(filter);
    free(round);
    for (size_t i = 0; i < sizeof splits / sizeof *splits; i++) {
        table_group(t, splits[i].head);
        put_split(t, r, splits[i].label, splits[i].value);
    }
    return t;
}
