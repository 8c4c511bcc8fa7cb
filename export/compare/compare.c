/* SPDX-License-Identifier: MIT */
/* export/compare/compare.c - a workbook against the record: a fresh one is made from the record and
 * both are read by the reader of lists, sheet by sheet (sheet.c). */
#include "export/compare/compare.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/base/mem.h"
#include "db/sheet/sheet.h"
#include "export/compare/sheet.h"
#include "export/table/tables.h"

#define ID_LABEL "Mã phiên: "
enum { ID_LENGTH = 32 };

static bool has_name(char *const *names, const char *name)
{
    for (; *names; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

static bool is_ours(const char *name)
{
    for (size_t i = 0; results_sheet(i); i++)
        if (strcmp(results_sheet(i), name) == 0)
            return true;
    return false;
}

/* Both sides of one sheet; NULL where one could not be read. */
struct pair {
    struct fresh want;
    struct sheet_rows *found;
};

static void read_pair(struct pair *p, size_t i, const char *workbook, const char *fresh,
                      const struct fillable *fill, struct faults *f)
{
    struct sheet_options o = {.sheet = results_sheet(i), .formulas = FORMULA_SHOW, .looks = true};
    size_t before = f->errors;
    struct faults own = {0}; /* what is odd in the record was told when it came in */
    p->want = (struct fresh){i, sheet_read(fresh, &o, &own), fill};
    faults_free(&own);
    p->found = sheet_read(workbook, &o, f);
    if (f->errors > before || !p->want.sheet)
        fault_add(f, F_BOOK_SHEET_BAD, results_sheet(i), NULL);
}

static void compare_sheets(const char *workbook, const char *fresh, char *const *names,
                           char *const *hidden, const struct fillable *fill, struct faults *f)
{
    struct pair p[MOST_SHEETS] = {0};
    bool moved = false;
    for (size_t i = 0; results_sheet(i); i++) {
        if (has_name(names, results_sheet(i)))
            read_pair(&p[i], i, workbook, fresh, fill, f);
        else
            fault_add(f,
                      has_name(hidden, results_sheet(i)) ? F_BOOK_SHEET_HIDDEN : F_BOOK_SHEET_GONE,
                      results_sheet(i), NULL);
        if (p[i].want.sheet && p[i].found)
            moved = moved || rows_moved(&p[i].want, p[i].found);
    }
    for (size_t i = 0; results_sheet(i); i++) {
        if (p[i].want.sheet && p[i].found)
            compare_sheet(results_sheet(i), &p[i].want, p[i].found, moved, f);
        sheet_free(p[i].want.sheet);
        sheet_free(p[i].found);
    }
    for (size_t i = 0; names[i]; i++)
        if (!is_ours(names[i]))
            fault_add(f, F_BOOK_SHEET_ADDED, names[i], NULL);
    for (size_t i = 0; hidden[i]; i++)
        if (!is_ours(hidden[i]))
            fault_add(f, F_BOOK_SHEET_ADDED, hidden[i], NULL);
}

/* The workbook itself could not be read: nothing is known of its cells. */
static bool unread(const struct faults *f, size_t from)
{
    for (size_t i = from; i < f->n; i++)
        if (f->v[i].id == F_SHEET_OPEN)
            return true;
    return false;
}

/* ---- whose workbook ---------------------------------------------------------------------------
 */

/* The session id printed at the head of a sheet; "" when there is none. */
static void find_id(const struct sheet_rows *s, char id[ID_LENGTH + 1])
{
    id[0] = 0;
    for (size_t i = 0; i < s->n; i++)
        for (size_t c = 0; c < s->row[i].n; c++) {
            const char *at = strstr(s->row[i].cell[c], ID_LABEL);
            if (!at)
                continue;
            at += strlen(ID_LABEL);
            if (strspn(at, "0123456789abcdef") == ID_LENGTH) {
                snprintf(id, ID_LENGTH + 1, "%.*s", ID_LENGTH, at);
                return;
            }
        }
}

/* DB_OK when any sheet names our session; else a fault says whose it is. */
static enum db_rc check_owner(const char *workbook, char *const *names, const char *ours,
                              struct faults *f)
{
    char other[ID_LENGTH + 1] = "";
    for (size_t i = 0; results_sheet(i); i++) {
        char id[ID_LENGTH + 1] = "";
        struct faults ignored = {0};
        struct sheet_options o = {.sheet = results_sheet(i), .formulas = FORMULA_SHOW};
        struct sheet_rows *s =
            has_name(names, results_sheet(i)) ? sheet_read(workbook, &o, &ignored) : NULL;
        if (s)
            find_id(s, id);
        sheet_free(s);
        if (unread(&ignored, 0)) {
            faults_move(f, &ignored);
            return DB_FAULT;
        }
        faults_free(&ignored);
        if (strcmp(id, ours) == 0)
            return DB_OK;
        if (*id)
            memcpy(other, id, sizeof other);
    }
    const char *slash = strrchr(workbook, '/'), *name = slash ? slash + 1 : workbook;
    if (*other) {
        fault_add(f, F_BOOK_OTHER, name, other, ours, NULL);
        return DB_REFUSED;
    }
    fault_add(f, F_BOOK_FOREIGN, name, table_defs[TABLE_SCORES].sheet, NULL);
    return DB_FAULT;
}

/* Whether the annex was written with points. */
static bool shows_points(const char *workbook)
{
    struct faults ignored = {0};
    struct sheet_options o = {.sheet = table_defs[TABLE_ANNEX].sheet, .formulas = FORMULA_SHOW};
    struct sheet_rows *s = sheet_read(workbook, &o, &ignored);
    bool found = false;
    for (size_t i = 0; s && i < s->n; i++)
        for (size_t c = 0; c < s->row[i].n; c++)
            found = found || strcmp(s->row[i].cell[c], ANNEX_POINTS) == 0;
    sheet_free(s);
    faults_free(&ignored);
    return found;
}

/* ---- both --------------------------------------------------------------------------------------
 */

static enum db_rc compare_with(const char *workbook, const char *fresh, struct db *db,
                               char *const *names, struct faults *f)
{
    struct session s;
    struct fillable fill = {0};
    enum db_rc rc = db_session(db, &s);
    if (rc != DB_OK) {
        fault_add(f, F_EXPORT_READ, NULL);
        return DB_FAULT;
    }
    rc = check_owner(workbook, names, s.id, f);
    if (rc == DB_OK)
        rc = results_fresh(db, fresh, shows_points(workbook), &fill, f);
    if (rc != DB_OK) {
        free(fill.v);
        return rc;
    }
    size_t before = f->errors, from = f->n;
    char **hidden = sheet_names(workbook, true, f);
    if (hidden)
        compare_sheets(workbook, fresh, names, hidden, &fill, f);
    sheet_names_free(hidden);
    free(fill.v);
    if (unread(f, from))
        return DB_FAULT;
    return f->errors > before ? DB_REFUSED : DB_OK;
}

enum db_rc export_verify(const char *workbook, struct db *db, struct faults *f)
{
    char **names = sheet_names(workbook, false, f);
    if (!names)
        return DB_FAULT;
    const char *tmp = getenv("TMPDIR");
    char *dir = xasprintf("%s/hoidong-XXXXXX", tmp && *tmp ? tmp : "/tmp");
    enum db_rc rc = DB_FAULT;
    if (!mkdtemp(dir)) {
        fault_add(f, F_EXPORT_WRITE, dir, N_("không tạo được thư mục tạm"), NULL);
    } else {
        char *fresh = xasprintf("%s/ho-so.xlsx", dir);
        temp_begin(dir);
        temp_begin(fresh);
        rc = compare_with(workbook, fresh, db, names, f);
        unlink(fresh);
        rmdir(dir);
        temp_end(fresh);
        temp_end(dir);
        free(fresh);
    }
    free(dir);
    sheet_names_free(names);
    return rc;
}
