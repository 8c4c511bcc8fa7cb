/* SPDX-License-Identifier: MIT */
/* export/table/tables.c - which tables there are; and those of the results.
 *
 * The lists that a decision needs: what is recognised (annex of the decision), what goes to the
 * Ministry, what was not reached, and what left the agenda or was left out by the decision; each
 * product of the agenda is in exactly one of them.  And the agenda counted by outcome, split five
 * ways ("Thống kê"): every split counts the same products, so that every one adds up to the same
 * total; the filter is printed.  (A list of 52 whose split names 41 is how a list goes wrong.) */
#include "export/table/tables.h"

#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "export/base/terms.h"
#include "export/base/words.h"
#include "export/table/certificates.h"
#include "export/table/meeting.h"
#include "export/table/points.h"

/* The group of Phụ lục I that its set stands in; else what the list said. */
static const char *product_group(const struct record *r, const struct product *p)
{
    const struct crit_set *set = *p->set ? db_criteria(r->db, p->set) : NULL;
    const char *group = set && set->group ? set->group : NULL;
    const char *dot = group ? strstr(group, ". ") : NULL;
    return dot ? dot + 2 : group ? group : p->group;
}

/* "" when not told. */
static const char *kind_text(enum product_kind k)
{
    switch (k) {
    case KIND_FIRST:
        return "Công nhận mới";
    case KIND_UPGRADE:
        return "Nâng hạng";
    case KIND_AGAIN:
        return "Công nhận lại";
    case KIND_UNKNOWN:
        break;
    }
    return "";
}

enum { L_NO, L_CODE, L_NAME, L_OWNER, L_PLACE, L_GROUP, L_STARS, L_POINTS, L_KIND, L_NOTE };
static const struct column list_columns[] = {
    {"tt", "TT", COLUMN_NUMBER, 5, false},
    {"ma_san_pham", "Mã số", COLUMN_CENTER, 18.5, false},
    {"ten_san_pham", "Tên sản phẩm", COLUMN_TEXT, 30, false},
    {"chu_the", "Tên chủ thể", COLUMN_TEXT, 27, false},
    {"dia_chi", "Địa chỉ", COLUMN_TEXT, 28, false},
    {"nhom", "Nhóm sản phẩm", COLUMN_TEXT, 20, false},
    {"hang_sao", "Hạng sao", COLUMN_CENTER, 11, false},
    {"diem", "Điểm", COLUMN_NUMBER, 8, false},
    {"hinh_thuc", "Hình thức", COLUMN_CENTER, 15, false},
    {"ghi_chu", "Ghi chú", COLUMN_TEXT, 16, false},
};
/* Without points, which provinces do not publish. */
static const struct column annex_columns[] = {
    {"tt", "TT", COLUMN_NUMBER, 5, false},
    {"ma_san_pham", "Mã số", COLUMN_CENTER, 18.5, false},
    {"ten_san_pham", "Tên sản phẩm", COLUMN_TEXT, 32, false},
    {"chu_the", "Tên chủ thể", COLUMN_TEXT, 29, false},
    {"dia_chi", "Địa chỉ", COLUMN_TEXT, 30, false},
    {"nhom", "Nhóm sản phẩm", COLUMN_TEXT, 20, false},
    {"hang_sao", "Hạng sao", COLUMN_CENTER, 12, false},
    {"hinh_thuc", "Hình thức", COLUMN_CENTER, 15, false},
};
/* With them, when the province asks for it (--points). */
static const struct column points_columns[] = {
    {"tt", "TT", COLUMN_NUMBER, 5, false},
    {"ma_san_pham", "Mã số", COLUMN_CENTER, 18.5, false},
    {"ten_san_pham", "Tên sản phẩm", COLUMN_TEXT, 32, false},
    {"chu_the", "Tên chủ thể", COLUMN_TEXT, 29, false},
    {"dia_chi", "Địa chỉ", COLUMN_TEXT, 30, false},
    {"nhom", "Nhóm sản phẩm", COLUMN_TEXT, 20, false},
    {"hang_sao", "Hạng sao", COLUMN_CENTER, 12, false},
    {"diem", ANNEX_POINTS, COLUMN_NUMBER, 8, false},
    {"hinh_thuc", "Hình thức", COLUMN_CENTER, 15, false},
};

/* The columns that all lists share, in the last row. */
static void list_product(struct table *t, const struct record *r, const struct result *x, int no)
{
    const struct product *p = record_product(r, x->product);
    char *place = words_place(p->address, p->commune);
    table_number(t, L_NO, no);
    table_text(t, L_CODE, p->code);
    table_text(t, L_NAME, p->name);
    table_text(t, L_OWNER, p->owner);
    table_text(t, L_PLACE, place);
    table_text(t, L_GROUP, product_group(r, p));
    free(place);
}

/* "(Kèm theo Quyết định số …… ngày … của Chủ tịch Ủy ban nhân dân tỉnh Cà Mau)": blanks until
 * the decision is known, and where it does not hold for all of the list. */
static const char *attached_text(const struct record *r, struct arena *a, enum decision_list list)
{
    struct decision d = decision_all(&r->decisions, list);
    char *province = words_province(record_fact(r, SETTING_PROVINCE));
    char *date = words_date(*d.date ? d.date : NULL);
    char *text = xasprintf("(Kèm theo Quyết định số %s %s của Chủ tịch Ủy ban nhân dân %s)",
                           *d.number ? d.number : BLANK "/QĐ-UBND", date, province);
    const char *out = arena_strdup(a, text);
    free(text);
    free(date);
    free(province);
    return out;
}

static const char *meeting_text(const struct record *r, struct arena *a, const char *what)
{
    char *round = term_round(r), *date = words_short_date(record_fact(r, SETTING_DATE));
    char *text = xasprintf("%s; %s, %s ngày %s", what, round,
                           r->session.written ? "lấy ý kiến" : "họp", date);
    const char *out = arena_strdup(a, text);
    free(text);
    free(date);
    free(round);
    return out;
}

/* Whose list it stands in: what the decision left out of its own goes with what was put off. */
static enum result_group listed_with(const struct record *r, const struct result *x)
{
    return record_left_out(r, x->product) ? GROUP_LATER : result_group(x);
}

/* ---- recognised ---- */

static void table_group(struct table *t, const char *text)
{
    table_add(t, ROW_GROUP);
    table_text(t, 0, text);
}

static int put_star(struct table *t, const struct record *r, int star, int no)
{
    static const char *const heads[] = {"", "", "", "II. SẢN PHẨM ĐẠT 3 SAO",
                                        "I. SẢN PHẨM ĐẠT 4 SAO"};
    table_group(t, heads[star]);
    size_t first = t->n;
    for (size_t i = 0; i < r->tally.n; i++) {
        const struct result *x = &r->tally.v[i];
        if (listed_with(r, x) != (star == 4 ? GROUP_FOUR : GROUP_THREE))
            continue;
        table_add(t, ROW_DATA);
        list_product(t, r, x, ++no);
        table_stars(t, L_STARS, star);
        if (r->points)
            table_mean(t, L_POINTS, x->sum, x->closed);
        table_text(t, r->points ? L_KIND : L_KIND - 1,
                   kind_text(record_product(r, x->product)->kind));
    }
    table_subtotal(t, star == 4 ? "Cộng sản phẩm 4 sao" : "Cộng sản phẩm 3 sao", L_STARS, first);
    return no;
}

/* 3 and 4 stars */
static struct table *table_annex(const struct record *r, struct arena *a)
{
    struct table *t = table_new(a, "DANH SÁCH SẢN PHẨM ĐƯỢC CÔNG NHẬN ĐẠT HẠNG SAO OCOP",
                                r->points ? points_columns : annex_columns,
                                r->points ? sizeof points_columns / sizeof *points_columns
                                          : sizeof annex_columns / sizeof *annex_columns);
    t->under = attached_text(r, a, DECISION_RECOGNISED);
    t->filter = meeting_text(r, a, "Sản phẩm được đề nghị phân hạng 3 và 4 sao");
    int no = put_star(t, r, 4, 0);
    put_star(t, r, 3, no);
    table_total(t, "Tổng cộng", L_STARS);
    return t;
}

/* ---- the other lists ---- */

struct list {
    const char *title, *filter, *total;
    unsigned groups; /* 1u << GROUP_... of the products in it */
    bool stars, points;
    /* What stands in "ghi chú"; the caller frees. */
    char *(*note)(const struct record *r, const struct result *x);
};

static struct table *make_list(const struct record *r, struct arena *a, const struct list *l)
{
    struct table *t =
        table_new(a, l->title, list_columns, sizeof list_columns / sizeof *list_columns);
    t->filter = meeting_text(r, a, l->filter);
    t->signers = SIGN_TABLE;
    int no = 0;
    for (size_t i = 0; i < r->tally.n; i++) {
        const struct result *x = &r->tally.v[i];
        if (!(l->groups >> listed_with(r, x) & 1u))
            continue;
        char *note = l->note(r, x);
        table_add(t, ROW_DATA);
        list_product(t, r, x, ++no);
        if (l->stars)
            table_stars(t, L_STARS, x->star);
        if (l->points)
            table_mean(t, L_POINTS, x->sum, x->closed);
        table_text(t, L_KIND, kind_text(record_product(r, x->product)->kind));
        table_text(t, L_NOTE, note);
        free(note);
    }
    table_subtotal(t, l->total, L_STARS, 0);
    return t;
}

static char *forward_note(const struct record *r, const struct result *x)
{
    const struct finding *f = record_finding(r, x->product, FINDING_FORWARD);
    const struct decided *d = decided_find(&r->decisions, x->product);
    if (d && d->central >= 0)
        return xasprintf(d->central ? "Bộ đã đánh giá: %d sao" : "Bộ đã đánh giá: không đạt",
                         d->central);
    return f && f->verdict && f->of
               ? xasprintf("Hội đồng kết luận trình, biểu quyết %d/%d", f->votes, f->of)
               : xstrdup("");
}

/* trình Bộ */
static struct table *table_forwarded(const struct record *r, struct arena *a)
{
    static const struct list forwarded = {
        "DANH SÁCH SẢN PHẨM TIỀM NĂNG 5 SAO ĐỀ NGHỊ TRÌNH BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",
        "Sản phẩm từ 90 điểm, phê duyệt kết quả và trình Bộ (điểm e khoản 3 Điều 7)",
        "Cộng sản phẩm trình Bộ",
        1u << GROUP_FORWARD,
        true,
        true,
        forward_note};
    struct table *t = make_list(r, a, &forwarded);
    t->under = attached_text(r, a, DECISION_FORWARDED);
    return t;
}

static char *failed_note(const struct record *r, const struct result *x)
{
    const struct finding *f = record_finding(r, x->product, FINDING_KNOCKOUT);
    if (x->status == STATUS_BELOW)
        return xasprintf("Dưới 3 sao: %d sao", x->star);
    if (x->status == STATUS_FAILED)
        return xstrdup("Không đạt yêu cầu tối thiểu của hạng theo điểm");
    bool ground = f && f->ground && *f->ground;
    return xasprintf("Bị loại%s%s%s%s%s%s", *x->knock_criterion ? " ở tiêu chí " : "",
                     x->knock_criterion, ground ? ": " : "", ground ? f->ground : "",
                     *x->knock_reason ? "; " : "", x->knock_reason);
}

/* không đạt */
static struct table *table_failed(const struct record *r, struct arena *a)
{
    static const struct list failed = {
        "DANH SÁCH SẢN PHẨM KHÔNG ĐẠT HẠNG SAO ĐỂ CÔNG NHẬN",
        "Sản phẩm dưới 3 sao, không đạt hoặc bị loại (không ban hành kèm quyết định)",
        "Cộng sản phẩm không đạt",
        1u << GROUP_FAILED,
        false,
        true,
        failed_note};
    return make_list(r, a, &failed);
}

static char *put_off_note(const struct record *r, const struct result *x)
{
    const struct decided *d = decided_find(&r->decisions, x->product);
    if (record_left_out(r, x->product))
        return xasprintf("Quyết định không ghi: %s", d->reason);
    if (x->status == STATUS_WAITING)
        return xstrdup("Chưa có phiếu");
    if (x->status == STATUS_UNDECIDED)
        return xstrdup("Chưa kết luận");
    bool late = x->status == STATUS_POSTPONED;
    const struct finding *f =
        record_finding(r, x->product, late ? FINDING_POSTPONED : FINDING_WITHDRAWN);
    return xasprintf("%s%s%s", late ? "Hoãn" : "Rút hồ sơ", f && *f->reason ? ": " : "",
                     f ? f->reason : "");
}

/* hoãn, rút, chưa xong */
static struct table *table_postponed(const struct record *r, struct arena *a)
{
    static const struct list put_off = {
        "DANH SÁCH SẢN PHẨM HOÃN, RÚT HOẶC CHƯA XÁC ĐỊNH",
        "Sản phẩm trong chương trình họp chưa có kết quả, hoặc quyết định không ghi",
        "Cộng sản phẩm của danh sách này",
        1u << GROUP_LATER | 1u << GROUP_OPEN,
        false,
        false,
        put_off_note};
    return make_list(r, a, &put_off);
}

/* ---- counts ---- */

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
    s->v = mem_grow(s->v, s->n, &s->cap, sizeof *s->v);
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

static void count_split(struct stats *s, const struct record *r, value_fn *value)
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
    count_split(&s, r, value);
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
        *table_at(t, S_ALL) = (struct value){
            .kind = VALUE_ACROSS, .n = s.v[i].n[S_ALL], .first = S_FORWARD, .last = S_OPEN};
    }
    size_t last = t->n ? t->n - 1 : 0;
    table_add(t, ROW_SUBTOTAL);
    table_text(t, S_LABEL, "Cộng");
    for (int c = S_ALL; c <= S_OPEN && s.n; c++)
        table_sum(t, (size_t)c, first, last);
    stats_free(&s);
}

static struct table *table_stats(const struct record *r, struct arena *a)
{
    struct table *t = table_new(a, "THỐNG KÊ KẾT QUẢ ĐÁNH GIÁ, PHÂN HẠNG", stat_columns,
                                sizeof stat_columns / sizeof *stat_columns);
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
    char *round = term_round(r);
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

/* ---- all tables ---- */

const struct table_def table_defs[TABLES] = {
    [TABLE_ANNEX] = {"phu-luc", "Phụ lục QĐ", table_annex},
    [TABLE_FORWARDED] = {"trinh-bo", "Tiềm năng 5 sao", table_forwarded},
    [TABLE_FAILED] = {"khong-dat", "Không đạt", table_failed},
    [TABLE_POSTPONED] = {"hoan", "Hoãn", table_postponed},
    [TABLE_SCORES] = {"tong-hop-diem", "Tổng hợp điểm", table_scores},
    [TABLE_DETAIL] = {"chi-tiet", "Chi tiết tiêu chí", table_detail},
    [TABLE_GATES] = {"yeu-cau-sao", "Yêu cầu sao", table_gates},
    [TABLE_RESCORED] = {"cham-lai", "Chấm lại", table_rescored},
    [TABLE_MEMBERS] = {"thanh-vien", "Thành viên", table_members},
    [TABLE_STATS] = {"thong-ke", "Thống kê", table_stats},
    [TABLE_CERTIFICATES] = {"giay-chung-nhan", "Giấy chứng nhận", table_certificates},
    [TABLE_JOURNAL] = {"nhat-ky", "Nhật ký", table_journal},
};

struct table *table_make(enum table_id id, const struct record *r, struct arena *a)
{
    struct table *t = table_defs[id].make(r, a);
    t->id = table_defs[id].id;
    t->sheet = table_defs[id].sheet;
    return t;
}
