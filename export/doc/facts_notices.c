/* SPDX-License-Identifier: MIT */
/* export/doc/facts_notices.c - what communes and producers are told (điểm g khoản 3 Điều 7): of
 * their own products only, and never who gave which points.  What the authority has decided since
 * comes from db_decisions; until then its number and date are blanks. */
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "export/doc/facts_part.h"
#include "export/sheet/sheets.h"

static void set_own(struct facts *f, const char *name, char *text)
{
    facts_set(f, name, text);
    free(text);
}

/* ---- the way to the next star -------------------------------------------------------------------
 */

static void add_step(struct facts *f, const struct step *s)
{
    struct facts *x = facts_add(f, "len_hang");
    facts_set(x, "tieu_chi", s->criterion);
    facts_set(x, "ten_tieu_chi", s->name);
    if (s->minimum)
        facts_format(x, "noi_dung", "tiêu chí %s (%s): đạt mức tối thiểu %d điểm", s->criterion,
                     s->name, s->points);
    else
        facts_format(x, "noi_dung", "tiêu chí %s (%s): nâng lên mức %d điểm", s->criterion, s->name,
                     s->points);
}

/* Points that the mean is short of, two decimals, never less than the truth. */
static void set_short(struct facts *f, const struct next_star *n, const struct result *x)
{
    int cents = x->closed ? (n->more * 100 + x->closed - 1) / x->closed : 0;
    if (cents)
        facts_format(f, "con_thieu", " (tổng điểm trung bình cần thêm ít nhất %d,%02d điểm)",
                     cents / 100, cents % 100);
    else
        facts_set(f, "con_thieu", "");
}

static enum db_rc add_next(struct facts *f, const struct record *r, const struct result *x)
{
    struct next_star next = {0};
    bool told = fact_ranked(x);
    enum db_rc rc = told ? db_next_star_of(r->db, x, &next) : DB_OK;
    facts_list(f, "len_hang");
    facts_set(f, "hang_tiep", "");
    facts_set(f, "con_thieu", "");
    if (rc == DB_OK && next.star) {
        facts_number(f, "hang_tiep", next.star);
        set_short(f, &next, x);
        for (size_t i = 0; i < next.n; i++)
            add_step(f, &next.step[i]);
    }
    if (told)
        next_star_free(&next);
    return rc;
}

/* ---- products of one addressee ------------------------------------------------------------------
 */

/* A certificate of 3 or 4 stars whose day is known; the Ministry tells of its own. */
static bool certified_until(const struct record *r, int product, char until[11])
{
    const struct decided *own = decided_find(&r->decisions, product);
    *until = '\0';
    if (record_result(r, product)->status == STATUS_PROPOSED && !(own && own->left_out))
        decision_expiry(&r->decisions.list[DECISION_RECOGNISED], until);
    return *until;
}

static enum db_rc add_product(struct facts *f, const struct record *r, const struct product *p,
                              int no)
{
    const struct result *x = record_result(r, p->id);
    struct facts *item = facts_add(f, "san_pham");
    char until[11];
    facts_number(item, "stt", no);
    facts_number(item, "so", p->no);
    facts_set(item, "ten", p->name);
    facts_set(item, "ma", p->code);
    facts_set(item, "chu_the_san_pham", p->owner);
    set_own(item, "ket_qua", fact_outcome(r, x));
    set_own(item, "ket_qua_ngan", fact_outcome_short(r, x));
    set_own(item, "ly_do", fact_reason(r, x));
    if (certified_until(r, p->id, until))
        set_own(item, "hieu_luc", words_date(until));
    else
        facts_set(item, "hieu_luc", "");
    return add_next(item, r, x);
}

/* Who is written to: all products whose @field is the same text. */
struct addressee {
    const char *list;
    const char *(*of)(const struct product *p);
    void (*about)(struct facts *f, const struct product *p);
};

static const char *commune_of(const struct product *p)
{
    return p->commune;
}

static const char *owner_of(const struct product *p)
{
    return p->owner;
}

static void about_commune(struct facts *f, const struct product *p)
{
    facts_set(f, "ten_xa", p->commune);
}

static void about_owner(struct facts *f, const struct product *p)
{
    facts_set(f, "ten_chu_the", p->owner);
    facts_set(f, "dai_dien", p->representative);
    facts_set(f, "dia_chi", p->address);
    facts_set(f, "dien_thoai", p->phone);
    facts_set(f, "xa_chu_the", p->commune);
}

static bool same(const char *a, const char *b)
{
    char *x = text_match(a), *y = text_match(b);
    bool equal = x && y && strcmp(x, y) == 0;
    free(x);
    free(y);
    return equal;
}

static enum db_rc add_addressee(struct facts *f, const struct record *r, const struct addressee *a,
                                size_t first, bool next)
{
    struct facts *to = facts_add(f, a->list);
    const struct product *p = &r->products.v[first];
    enum db_rc rc = DB_OK;
    char text[11] = "";
    bool recognised = false, forwarded = false, until = false;
    int n = 0;
    facts_set(to, "tiep", next ? "có" : "");
    a->about(to, p);
    facts_list(to, "san_pham");
    for (size_t i = first; i < r->products.n && rc == DB_OK; i++) {
        if (!same(a->of(&r->products.v[i]), a->of(p)))
            continue;
        enum status status = record_result(r, r->products.v[i].id)->status;
        recognised = recognised || status == STATUS_PROPOSED;
        forwarded = forwarded || status == STATUS_FORWARD;
        until = certified_until(r, r->products.v[i].id, text) || until;
        rc = add_product(to, r, &r->products.v[i], ++n);
    }
    set_own(to, "so_san_pham", words_count(n));
    set_own(to, "quyet_dinh_cong_nhan",
            recognised ? fact_decision(r, DECISION_RECOGNISED) : xstrdup(""));
    set_own(to, "quyet_dinh_trinh_bo",
            forwarded ? fact_decision(r, DECISION_FORWARDED) : xstrdup(""));
    decision_expiry(&r->decisions.list[DECISION_RECOGNISED], text);
    set_own(to, "hieu_luc_chung", until ? words_date(text) : xstrdup(""));
    return rc;
}

static enum db_rc add_addressees(struct facts *f, const struct record *r, const struct addressee *a)
{
    enum db_rc rc = DB_OK;
    bool any = false;
    facts_list(f, a->list);
    for (size_t i = 0; i < r->products.n && rc == DB_OK; i++) {
        bool before = false;
        for (size_t k = 0; k < i && !before; k++)
            before = same(a->of(&r->products.v[k]), a->of(&r->products.v[i]));
        if (before)
            continue;
        rc = add_addressee(f, r, a, i, any);
        any = true;
    }
    return rc;
}

enum db_rc facts_notices(struct facts *f, const struct record *r)
{
    static const struct addressee communes = {"xa", commune_of, about_commune},
                                  owners = {"chu_the", owner_of, about_owner};
    /* Number and date of each notice, and where answers go, are the office's. */
    facts_set(f, "so_thong_bao", BLANK "/TB-" BLANK);
    facts_set(f, "ngay_thong_bao", "ngày " BLANK " tháng " BLANK " năm " BLANK);
    facts_set(f, "noi_nhan_y_kien", "");
    facts_set(f, "han_y_kien", "");
    enum db_rc rc = add_addressees(f, r, &communes);
    return rc == DB_OK ? add_addressees(f, r, &owners) : rc;
}
