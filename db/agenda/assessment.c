/* SPDX-License-Identifier: MIT */
/* Points given before the meeting: by the producer (Mẫu 02, Phần III) and by the Tổ tư vấn. */
#include <stdlib.h>
#include <string.h>

#include "db/agenda/assessment.h"
#include "db/agenda/set_part.h"
#include "db/council/need.h"
#include "db/limits.h"
#include "db/record/clean.h"
#include "db/record/list.h"

static const char *assessment_word(enum assessment_source s)
{
    return s == ASSESSED_ADVISER ? "adviser" : "self";
}

static enum db_rc assessment_stands(struct db *db, int product, const char *source,
                                    const char *code, const char *label, const char *note,
                                    bool *out)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_assessment_get);
    bind_int(s, ":product", product);
    bind_text(s, ":source", source);
    bind_text(s, ":criterion", code);
    enum db_rc rc = stmt_step(db, s, &row);
    *out = !row && !*label;
    if (row) {
        *out = strcmp(col_str(s, 0), label) == 0 &&
               strcmp(col_str(s, 1), note) == 0;
        sqlite3_reset(s);
    }
    return rc;
}

/* The note that stands, "" when there is none. */
static enum db_rc note_now(struct db *db, struct arena *a, int product, const char *source,
                           const char *code, const char **note)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_assessment_get);
    bind_int(s, ":product", product);
    bind_text(s, ":source", source);
    bind_text(s, ":criterion", code);
    enum db_rc rc = stmt_step(db, s, &row);
    *note = row ? col_text(a, s, 1) : "";
    if (row)
        sqlite3_reset(s);
    return rc;
}

static enum db_rc put_assessment(struct db *db, struct arena *a, int product, const char *source,
                                 const char *code, const char *label, const char *note,
                                 const char *actor)
{
    struct product_of p;
    bool there = false;
    char *text = NULL;
    enum db_rc rc = need_open(db);
    if (rc == DB_OK)
        rc = need_product_of(db, product, a, &p);
    if (rc == DB_OK && *p.set)
        rc = adopt_set(db, p.set, actor);
    if (rc == DB_OK)
        rc = need_set(db, &p);
    if (rc == DB_OK && *label)
        rc = need_level(db, p.set, code, label);
    if (rc == DB_OK && !note)
        rc = note_now(db, a, product, source, code, &note);
    if (rc == DB_OK)
        rc = clean_text(db, N_("Ghi chú"), *label ? note : "", MAX_NOTE, &text);
    if (rc == DB_OK)
        rc = assessment_stands(db, product, source, code, label, text, &there);
    if (rc == DB_OK && !there) {
        struct body b = {0};
        body_int(&b, "product", product);
        body_text(&b, "source", source);
        body_text(&b, "criterion", code);
        body_text(&b, "label", label);
        body_text(&b, "note", text);
        rc = journal_append(db, EV_ASSESSMENT, actor, &b, NULL);
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
    rc = put_assessment(db, a, product, assessment_word(source), code, label, note, actor);
    arena_free(a);
    return tx_end(db, rc);
}

static int points_or(sqlite3_stmt *s, int col)
{
    return sqlite3_column_type(s, col) == SQLITE_NULL ? -1 : sqlite3_column_int(s, col);
}

static void read_assessed(struct arena *a, sqlite3_stmt *s, void *row)
{
    struct assessed *v = row;
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

static enum db_rc assessment_list(struct db *db, enum query q, int product, struct assessments *out)
{
    struct list l = {.size = sizeof *out->v, .row = read_assessed};
    sqlite3_stmt *s = stmt_get(db, q);
    bind_int(s, ":product", product);
    enum db_rc rc = list_read(db, s, &l);
    *out = (struct assessments){l.n, l.v, l.mem};
    return rc;
}

enum db_rc db_assessments(struct db *db, int product, struct assessments *out)
{
    return assessment_list(db, Q_assessment_all, product, out);
}

enum db_rc db_scoresheet(struct db *db, int product, struct assessments *out)
{
    return assessment_list(db, Q_assessment_sheet, product, out);
}

enum db_rc db_assessment_sums(struct db *db, int product, struct assessment_sum out[2])
{
    bool row;
    out[0] = out[1] = (struct assessment_sum){0};
    sqlite3_stmt *s = stmt_get(db, Q_assessment_totals);
    bind_int(s, ":product", product);
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        bool adviser = strcmp(col_str(s, 0), "adviser") == 0;
        out[adviser] = (struct assessment_sum){
            .marks = sqlite3_column_int(s, 1),
            .total = sqlite3_column_int(s, 2),
            .part = {sqlite3_column_int(s, 3), sqlite3_column_int(s, 4), sqlite3_column_int(s, 5)}};
    }
    return rc;
}
