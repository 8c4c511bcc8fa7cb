/* SPDX-License-Identifier: MIT */
/* export/table/lists.c - the lists that a decision needs: what is recognised (annex of the
 * decision), what goes to the Ministry, what was not reached, and what left the agenda or was left
 * out by the decision.  Each product of the agenda is in exactly one of them. */
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "export/sheet/sheets.h"
#include "export/table/table.h"

char *product_place(const struct product *p)
{
    char *in = text_fold(p->address), *what = text_fold(p->commune);
    bool said = !*p->commune || (in && what && strstr(in, what));
    char *out = said ? xstrdup(p->address)
                     : xasprintf("%s%s%s", p->address, *p->address ? ", " : "", p->commune);
    free(in);
    free(what);
    return out;
}

const char *product_group(const struct record *r, const struct product *p)
{
    const struct crit_set *set = *p->set ? db_criteria(r->db, p->set) : NULL;
    const char *group = set && set->group ? set->group : NULL;
    const char *dot = group ? strstr(group, ". ") : NULL;
    return dot ? dot + 2 : group ? group : p->group;
}

const char *kind_text(enum product_kind k)
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
static void put_product(struct table *t, const struct record *r, const struct result *x, int no)
{
    const struct product *p = record_product(r, x->product);
    char *place = product_place(p);
    table_number(t, L_NO, no);
    table_text(t, L_CODE, p->code);
    table_text(t, L_NAME, p->name);
    table_text(t, L_OWNER, p->owner);
    table_text(t, L_PLACE, place);
    table_text(t, L_GROUP, product_group(r, p));
    free(place);
}

/* "(Kèm theo Quyết định số …… ngày … của Chủ tịch Ủy ban nhân dân tỉnh Cà Mau)": blanks until
 * the decision is known. */
static const char *attached_text(const struct record *r, struct arena *a, enum decision_list list)
{
    const struct decision *d = &r->decisions.list[list];
    char *province = words_province(record_fact(r, "province"));
    char *date = words_date(*d->date ? d->date : NULL);
    char *text = xasprintf("(Kèm theo Quyết định số %s %s của Chủ tịch Ủy ban nhân dân %s)",
                           *d->number ? d->number : BLANK "/QĐ-UBND", date, province);
    const char *out = arena_strdup(a, text);
    free(text);
    free(date);
    free(province);
    return out;
}

static const char *meeting_text(const struct record *r, struct arena *a, const char *what)
{
    char *round = round_text(r), *date = words_short_date(record_fact(r, "date"));
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
        put_product(t, r, x, ++no);
        table_stars(t, L_STARS, star);
        if (r->points)
            table_mean(t, L_POINTS, x->sum, x->closed);
        table_text(t, r->points ? L_KIND : L_KIND - 1,
                   kind_text(record_product(r, x->product)->kind));
    }
    table_subtotal(t, star == 4 ? "Cộng sản phẩm 4 sao" : "Cộng sản phẩm 3 sao", L_STARS, first);
    return no;
}

struct table *table_annex(const struct record *r, struct arena *a)
{
    struct table *t =
        table_new(a, "phu-luc", SHEET_ANNEX, "DANH SÁCH SẢN PHẨM ĐƯỢC CÔNG NHẬN ĐẠT HẠNG SAO OCOP",
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
    const char *id, *sheet, *title, *filter, *total;
    unsigned groups; /* 1u << GROUP_... of the products in it */
    bool stars, points;
    /* What stands in "ghi chú"; the caller frees. */
    char *(*note)(const struct record *r, const struct result *x);
};

static struct table *make_list(const struct record *r, struct arena *a, const struct list *l)
{
    struct table *t = table_new(a, l->id, l->sheet, l->title, list_columns,
                                sizeof list_columns / sizeof *list_columns);
    t->filter = meeting_text(r, a, l->filter);
    t->signers = SIGN_TABLE;
    int no = 0;
    for (size_t i = 0; i < r->tally.n; i++) {
        const struct result *x = &r->tally.v[i];
        if (!(l->groups >> listed_with(r, x) & 1u))
            continue;
        char *note = l->note(r, x);
        table_add(t, ROW_DATA);
        put_product(t, r, x, ++no);
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

struct table *table_forwarded(const struct record *r, struct arena *a)
{
    static const struct list forwarded = {
        "trinh-bo",
        SHEET_FORWARDED,
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

struct table *table_failed(const struct record *r, struct arena *a)
{
    static const struct list failed = {
        "khong-dat",
        SHEET_FAILED,
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

struct table *table_postponed(const struct record *r, struct arena *a)
{
    static const struct list put_off = {
        "hoan",
        SHEET_POSTPONED,
        "DANH SÁCH SẢN PHẨM HOÃN, RÚT HOẶC CHƯA XÁC ĐỊNH",
        "Sản phẩm trong chương trình họp chưa có kết quả, hoặc quyết định không ghi",
        "Cộng sản phẩm của danh sách này",
        1u << GROUP_LATER | 1u << GROUP_OPEN,
        false,
        false,
        put_off_note};
    return make_list(r, a, &put_off);
}
