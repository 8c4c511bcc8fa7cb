/* SPDX-License-Identifier: MIT */
/* What a product brings to the meeting: the points the producer and the Tổ tư vấn gave it, the
 * samples, and the papers in the file (QĐ 26/2026/QĐ-TTg: Điều 6, Mẫu 02). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/ballot_part.h"
#include "db/date.h"
#include "db/text.h"

enum { DOSSIER_NOTE = 1000 };

const char *assessment_word(enum assessment_source s)
{
    return s == ASSESSED_ADVISER ? "adviser" : "self";
}

const char *evidence_word(enum evidence_state s)
{
    static const char *const words[] = {
#define X(id, word) word,
        EVIDENCE_LIST(X)
#undef X
    };
    return words[s];
}

const char *evidence_name(int item)
{
    static const char *const names[EVIDENCE_ITEMS] = {
        N_("Đăng ký kinh doanh"),
        N_("Đủ điều kiện sản xuất"),
        N_("Nguồn gốc nguyên liệu, liên kết chuỗi"),
        N_("Bảo vệ môi trường, công nghệ bền vững"),
        N_("Sử dụng lao động địa phương"),
        N_("Tăng trưởng sản xuất kinh doanh"),
        N_("Sở hữu trí tuệ"),
        N_("Thị trường, xúc tiến thương mại"),
        N_("Quảng bá sản phẩm"),
        N_("Câu chuyện sản phẩm"),
        N_("Công bố chất lượng"),
        N_("Phiếu kiểm nghiệm"),
        N_("Mã vạch, truy xuất nguồn gốc"),
        N_("Hệ thống quản lý chất lượng"),
        N_("Giải thưởng, thành tích"),
    };
    return item >= 1 && item <= EVIDENCE_ITEMS ? names[item - 1] : "";
}

/* ---- product codes ---- */

/* Digits up to the next '-' or the end; *n of them.  NULL when there are none. */
static const char *digits(const char *s, size_t *n)
{
    *n = strspn(s, "0123456789");
    return *n && (s[*n] == '-' || !s[*n]) ? s + *n : NULL;
}

enum code_form product_code_form(const char *code)
{
    size_t len[6] = {0}, parts = 0;
    const char *at = code, *last = code;
    if (!*code)
        return CODE_NONE;
    while (parts < 6) {
        last = at;
        at = digits(at, &len[parts++]);
        if (!at)
            return CODE_OTHER;
        if (!*at)
            break;
        at++;
    }
    bool year = len[parts - 1] == 4 && atoi(last) >= 2000 && atoi(last) <= 2099;
    if (parts == 4 && len[0] == 2 && len[1] == 5 && year)
        return CODE_FOUR;
    return parts == 5 && year ? CODE_FIVE : CODE_OTHER;
}

/* ---- points given before the meeting ---- */

static enum db_rc stands(struct db *db, int product, const char *source, const char *code,
                         const char *label, const char *note, bool *out)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_assessment_get);
    bind_int(s, ":product", product);
    bind_text(s, ":source", source);
    bind_text(s, ":criterion", code);
    enum db_rc rc = stmt_step(db, s, &row);
    *out = !row && !*label;
    if (row) {
        *out = strcmp((const char *)sqlite3_column_text(s, 0), label) == 0 &&
               strcmp((const char *)sqlite3_column_text(s, 1), note) == 0;
        sqlite3_reset(s);
    }
    return rc;
}

static enum db_rc assess(struct db *db, struct arena *a, int product, const char *source,
                         const char *code, const char *label, const char *note, const char *actor)
{
    struct ballot_of p;
    bool there = false;
    char *text = NULL;
    enum db_rc rc = need_open(db);
    if (rc == DB_OK)
        rc = ballot_product(db, product, a, &p);
    if (rc == DB_OK && *p.set)
        rc = adopt_set(db, p.set, actor);
    if (rc == DB_OK)
        rc = need_set(db, &p);
    if (rc == DB_OK && *label)
        rc = need_level(db, p.set, code, label);
    if (rc == DB_OK)
        rc = clean_text(db, N_("Ghi chú"), note, DOSSIER_NOTE, &text);
    if (rc == DB_OK)
        rc = stands(db, product, source, code, label, text, &there);
    if (rc == DB_OK && !there) {
        struct body b = {0};
        body_int(&b, "product", product);
        body_text(&b, "source", source);
        body_text(&b, "criterion", code);
        body_text(&b, "label", label);
        body_text(&b, "note", text);
        rc = journal_append(db, "assessment", actor, &b, NULL);
    }
    free(text);
    return rc;
}

enum db_rc db_assess(struct db *db, int product, enum assessment_source source, const char *code,
                     const char *label, const char *note, const char *actor)
{
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    struct arena *a = arena_new();
    rc = assess(db, a, product, assessment_word(source), code, label, note ? note : "", actor);
    arena_free(a);
    return tx_end(db, rc);
}

static int points_or(sqlite3_stmt *s, int col)
{
    return sqlite3_column_type(s, col) == SQLITE_NULL ? -1 : sqlite3_column_int(s, col);
}

static enum db_rc read_assessed(struct db *db, enum query q, int product, struct assessments *out)
{
    struct arena *a = arena_new();
    size_t cap = 0;
    bool row;
    *out = (struct assessments){.mem = a};
    sqlite3_stmt *s = stmt_get(db, q);
    bind_int(s, ":product", product);
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        out->v = arena_grow(a, out->v, out->n, &cap, sizeof *out->v);
        struct assessed *v = &out->v[out->n++];
        *v = (struct assessed){.product = sqlite3_column_int(s, 0),
                               .criterion = col_text(a, s, 1),
                               .points = {points_or(s, 3), points_or(s, 6)},
                               .note = {col_text(a, s, 4), col_text(a, s, 7)},
                               .sum = sqlite3_column_int(s, 8),
                               .n = sqlite3_column_int(s, 9),
                               .compared = sqlite3_column_int(s, 10),
                               .difference = sqlite3_column_int(s, 11),
                               .asked = sqlite3_column_int(s, 12),
                               .answered = sqlite3_column_int(s, 13),
                               .why = col_text(a, s, 14)};
        for (int k = 0; k < 2; k++)
            v->label[k] = v->points[k] < 0 ? NULL : col_text(a, s, 2 + 3 * k);
    }
    return rc;
}

enum db_rc db_assessments(struct db *db, int product, struct assessments *out)
{
    return read_assessed(db, Q_assessment_all, product, out);
}

enum db_rc db_scoresheet(struct db *db, int product, struct assessments *out)
{
    return read_assessed(db, Q_assessment_sheet, product, out);
}

void assessments_free(struct assessments *a)
{
    arena_free(a->mem);
    *a = (struct assessments){0};
}

enum met assessed_reaches(const struct assessments *a, int product, enum assessment_source source,
                          const char *criterion, int points)
{
    for (size_t i = 0; i < a->n; i++) {
        const struct assessed *v = &a->v[i];
        if (v->product == product && strcmp(v->criterion, criterion) == 0)
            return v->points[source] < 0 ? MET_UNKNOWN : v->points[source] >= points;
    }
    return MET_UNKNOWN;
}

enum db_rc db_assessment_sums(struct db *db, int product, struct assessment_sum out[2])
{
    bool row;
    out[0] = out[1] = (struct assessment_sum){0};
    sqlite3_stmt *s = stmt_get(db, Q_assessment_totals);
    bind_int(s, ":product", product);
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        bool adviser = strcmp((const char *)sqlite3_column_text(s, 0), "adviser") == 0;
        out[adviser] = (struct assessment_sum){
            .marks = sqlite3_column_int(s, 1),
            .total = sqlite3_column_int(s, 2),
            .part = {sqlite3_column_int(s, 3), sqlite3_column_int(s, 4), sqlite3_column_int(s, 5)}};
    }
    return rc;
}

/* ---- samples and papers ---- */

static enum evidence_state evidence_of(const char *word)
{
    for (int k = EVIDENCE_YES; k <= EVIDENCE_UNNEEDED; k++)
        if (strcmp(evidence_word((enum evidence_state)k), word) == 0)
            return (enum evidence_state)k;
    return EVIDENCE_UNKNOWN;
}

static enum db_rc read_evidence(struct db *db, struct arena *a, int product, struct dossiers *out)
{
    bool row;
    size_t at = 0;
    sqlite3_stmt *s = stmt_get(db, Q_evidence_all);
    bind_int(s, ":product", product);
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        int item = sqlite3_column_int(s, 1);
        while (at < out->n && out->v[at].product != sqlite3_column_int(s, 0))
            at++;
        if (at < out->n && item >= 1 && item <= EVIDENCE_ITEMS)
            out->v[at].item[item - 1] =
                (struct evidence){evidence_of((const char *)sqlite3_column_text(s, 2)),
                                  col_text(a, s, 3), col_text(a, s, 4)};
    }
    return rc;
}

enum db_rc db_dossiers(struct db *db, int product, struct dossiers *out)
{
    struct arena *a = arena_new();
    size_t cap = 0;
    bool row;
    *out = (struct dossiers){.mem = a};
    sqlite3_stmt *s = stmt_get(db, Q_dossier_all);
    bind_int(s, ":product", product);
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        out->v = arena_grow(a, out->v, out->n, &cap, sizeof *out->v);
        struct dossier *d = &out->v[out->n++];
        *d = (struct dossier){.product = sqlite3_column_int(s, 0),
                              .samples = sqlite3_column_int(s, 1),
                              .note = col_text(a, s, 2)};
        for (int i = 0; i < EVIDENCE_ITEMS; i++)
            d->item[i] = (struct evidence){EVIDENCE_UNKNOWN, "", ""};
    }
    return rc == DB_OK ? read_evidence(db, a, product, out) : rc;
}

void dossiers_free(struct dossiers *d)
{
    arena_free(d->mem);
    *d = (struct dossiers){0};
}

/* The product's dossier as it stands, to leave out what changes nothing. */
static enum db_rc one(struct db *db, int product, struct dossiers *out)
{
    enum db_rc rc = need_open(db);
    *out = (struct dossiers){0};
    if (rc == DB_OK)
        rc = need_product(db, product);
    if (rc == DB_OK)
        rc = db_dossiers(db, product, out);
    return rc == DB_OK && out->n != 1 ? DB_FAULT : rc;
}

enum db_rc db_dossier_put(struct db *db, int product, int samples, const char *note,
                          const char *actor)
{
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    struct dossiers old;
    char *text = NULL, count[16];
    rc = one(db, product, &old);
    snprintf(count, sizeof count, "%d", samples);
    if (rc == DB_OK && (samples < -1 || samples > 999))
        rc = db_refuse(db, F_SAMPLES_BAD, count, NULL);
    if (rc == DB_OK)
        rc = clean_text(db, N_("Ghi chú"), note, DOSSIER_NOTE, &text);
    if (rc == DB_OK && (old.v[0].samples != samples || strcmp(old.v[0].note, text) != 0)) {
        struct body b = {0};
        body_int(&b, "product", product);
        body_int(&b, "samples", samples);
        body_text(&b, "note", text);
        rc = journal_append(db, "dossier", actor, &b, NULL);
    }
    free(text);
    dossiers_free(&old);
    return tx_end(db, rc);
}

static enum db_rc put_evidence(struct db *db, int product, int item, const struct evidence *old,
                               const struct evidence *e, const char *actor)
{
    char *text = NULL;
    bool given = e->state != EVIDENCE_UNKNOWN; /* else the row goes, and nothing is kept of it */
    const char *expires = given && e->expires ? e->expires : "";
    enum db_rc rc = DB_OK;
    if (*expires && !date_iso(expires))
        rc = db_refuse(db, F_DATE_BAD, expires, NULL);
    if (rc == DB_OK)
        rc = clean_text(db, N_("Ghi chú"), given && e->note ? e->note : "", DOSSIER_NOTE, &text);
    if (rc == DB_OK && (old->state != e->state || strcmp(old->expires, expires) != 0 ||
                        strcmp(old->note, text) != 0)) {
        struct body b = {0};
        body_int(&b, "product", product);
        body_int(&b, "item", item);
        body_text(&b, "state", evidence_word(e->state));
        body_text(&b, "expires", expires);
        body_text(&b, "note", text);
        rc = journal_append(db, "evidence", actor, &b, NULL);
    }
    free(text);
    return rc;
}

enum db_rc db_evidence_put(struct db *db, int product, int item, const struct evidence *e,
                           const char *actor)
{
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    struct dossiers old;
    char number[16];
    rc = one(db, product, &old);
    snprintf(number, sizeof number, "%d", item);
    if (rc == DB_OK && (item < 1 || item > EVIDENCE_ITEMS))
        rc = db_refuse(db, F_EVIDENCE_ITEM, number, NULL);
    if (rc == DB_OK)
        rc = put_evidence(db, product, item, &old.v[0].item[item - 1], e, actor);
    dossiers_free(&old);
    return tx_end(db, rc);
}
