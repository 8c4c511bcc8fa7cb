/* SPDX-License-Identifier: MIT */
/* What a product brings to the meeting: the samples, and the papers in the file
 * (QĐ 26/2026/QĐ-TTg: Điều 6, Mẫu 02). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/agenda/dossier.h"
#include "db/agenda/product.h"
#include "db/base/date.h"
#include "db/council/need.h"
#include "db/limits.h"
#include "db/record/clean.h"
#include "db/record/list.h"

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
                (struct evidence){evidence_of(col_str(s, 2)),
                                  col_text(a, s, 3), col_text(a, s, 4)};
    }
    return rc;
}

static void read_dossier(struct arena *a, sqlite3_stmt *s, void *row)
{
    struct dossier *d = row;
    *d = (struct dossier){.product = sqlite3_column_int(s, 0),
                          .samples = sqlite3_column_int(s, 1),
                          .note = col_text(a, s, 2)};
    for (int i = 0; i < EVIDENCE_ITEMS; i++)
        d->item[i] = (struct evidence){EVIDENCE_UNKNOWN, "", ""};
}

enum db_rc db_dossiers(struct db *db, int product, struct dossiers *out)
{
    struct list l = {.size = sizeof *out->v, .row = read_dossier};
    *out = (struct dossiers){0};
    enum db_rc rc = read_brief(db);
    if (rc == DB_OK) {
        sqlite3_stmt *s = stmt_get(db, Q_dossier_all);
        bind_int(s, ":product", product);
        rc = list_read(db, s, &l);
        *out = (struct dossiers){l.n, l.v, l.mem};
    }
    if (rc == DB_OK)
        rc = read_evidence(db, l.mem, product, out);
    return db_read_end(db, rc);
}

/* The product's dossier as it stands, to leave out what changes nothing. */
static enum db_rc old_dossier(struct db *db, int product, struct dossiers *out)
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
    rc = old_dossier(db, product, &old);
    if (rc == DB_OK && samples == SAMPLES_AS_THEY_ARE)
        samples = old.v[0].samples;
    if (rc == DB_OK && !note)
        note = old.v[0].note;
    snprintf(count, sizeof count, "%d", samples);
    if (rc == DB_OK && (samples < -1 || samples > MAX_SAMPLES))
        rc = db_refuse(db, F_SAMPLES_BAD, count, NULL);
    if (rc == DB_OK)
        rc = clean_text(db, N_("Ghi chú"), note, MAX_NOTE, &text);
    if (rc == DB_OK && (old.v[0].samples != samples || strcmp(old.v[0].note, text) != 0)) {
        struct body b = {0};
        body_int(&b, "product", product);
        body_int(&b, "samples", samples);
        body_text(&b, "note", text);
        rc = journal_append(db, EV_DOSSIER, actor, &b, NULL);
    }
    free(text);
    list_free(&old);
    return tx_end(db, rc);
}

static enum db_rc put_evidence(struct db *db, int product, int item, const struct evidence *old,
                               const struct evidence *e, const char *actor)
{
    char *text = NULL;
    bool given = e->state != EVIDENCE_UNKNOWN; /* else the row goes, and nothing is kept of it */
    const char *expires = !given ? "" : e->expires ? e->expires : old->expires;
    enum db_rc rc = DB_OK;
    if (*expires && !date_iso(expires))
        rc = db_refuse(db, F_DATE_BAD, expires, NULL);
    if (rc == DB_OK)
        rc = clean_text(db, N_("Ghi chú"),
                        !given    ? ""
                        : e->note ? e->note
                                  : old->note,
                        MAX_NOTE, &text);
    if (rc == DB_OK && (old->state != e->state || strcmp(old->expires, expires) != 0 ||
                        strcmp(old->note, text) != 0)) {
        struct body b = {0};
        body_int(&b, "product", product);
        body_int(&b, "item", item);
        body_text(&b, "state", evidence_word(e->state));
        body_text(&b, "expires", expires);
        body_text(&b, "note", text);
        rc = journal_append(db, EV_EVIDENCE, actor, &b, NULL);
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
    rc = old_dossier(db, product, &old);
    snprintf(number, sizeof number, "%d", item);
    if (rc == DB_OK && (item < 1 || item > EVIDENCE_ITEMS))
        rc = db_refuse(db, F_EVIDENCE_ITEM, number, NULL);
    if (rc == DB_OK)
        rc = put_evidence(db, product, item, &old.v[0].item[item - 1], e, actor);
    list_free(&old);
    return tx_end(db, rc);
}
