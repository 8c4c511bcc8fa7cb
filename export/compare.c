/* SPDX-License-Identifier: MIT */
/* export/compare.c - a workbook against the record: a fresh one is made from the record and
 * both are read by the reader of lists, cell by cell. */
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/sheet.h"
#include "db/text.h"
#include "export/export.h"
#include "export/sheets.h"
#include "export/words.h"
#include "export/write.h"

#define ID_LABEL "Mã phiên: "
enum { ID_LENGTH = 32 };

/* ---- one cell ------------------------------------------------------------------------------ */

/* A number as the reader writes one; "007" and "1.2.3" are texts. */
static bool is_number(const char *s, double *v)
{
    const char *p = s + (*s == '-');
    size_t whole = strspn(p, "0123456789");
    if (!whole || (whole > 1 && *p == '0'))
        return false;
    p += whole;
    if (*p == '.') {
        size_t part = strspn(p + 1, "0123456789");
        if (!part)
            return false;
        p += 1 + part;
    }
    if (*p)
        return false;
    *v = strtod(s, NULL);
    return true;
}

/* Whether @found fits @want, where each dotted blank of @want stands for any text. */
static bool fits_blanks(const char *want, const char *found)
{
    const char *blank = strstr(want, BLANK);
    if (!blank)
        return strcmp(want, found) == 0;
    size_t n = (size_t)(blank - want);
    if (strncmp(want, found, n) != 0)
        return false;
    want = blank + strlen(BLANK);
    for (found += n;; found++) {
        if (fits_blanks(want, found))
            return true;
        if (!*found)
            return false;
    }
}

static bool same_cell(const char *want, const char *found)
{
    double a, b;
    if (strcmp(want, found) == 0)
        return true;
    if (is_number(want, &a) && is_number(found, &b))
        return fabs(a - b) <= 1e-9 * fmax(1, fabs(a));
    return strstr(want, BLANK) && fits_blanks(want, found);
}

/* ---- one sheet ------------------------------------------------------------------------------ */

static const char *cell(const struct sheet_row *row, size_t col)
{
    return row && col < row->n ? row->cell[col] : "";
}

static void name_cell(long row, size_t col, char where[32])
{
    char letters[8];
    column_letters((long)col + 1, letters);
    snprintf(where, 32, "%s%ld", letters, row);
}

static void name_difference(struct faults *f, const char *sheet, long row, size_t col,
                            const char *want, const char *found)
{
    char where[32];
    name_cell(row, col, where);
    if (!*want)
        fault_add(f, F_BOOK_CELL_ADDED, sheet, where, found, NULL);
    else if (!*found)
        fault_add(f, F_BOOK_CELL_GONE, sheet, where, want, NULL);
    else
        fault_add(f, F_BOOK_CELL_CHANGED, sheet, where, found, want, NULL);
}

/* What the record says of a sheet: results, the formulas behind them, and where people write. */
struct fresh {
    size_t index; /* of sheet_defs */
    struct sheet *results, *formulas;
    const struct fillable *fillable;
};

static bool may_fill(const struct fresh *want, long row, size_t col)
{
    for (size_t i = 0; i < want->fillable->n; i++) {
        const struct fillable_cell *c = &want->fillable->v[i];
        if (c->sheet == want->index && c->row + 1 == row && c->col == (int)col)
            return true;
    }
    return false;
}

/* Something was written where people may write: told, and no difference. */
static void note_filled(struct faults *f, const char *sheet, long row, size_t col,
                        const char *found)
{
    char where[32];
    name_cell(row, col, where);
    if (*found)
        warn_add(f, F_BOOK_CELL_FILLED, sheet, where, found, NULL);
}

static const char *formula_at(const struct fresh *want, long row, size_t col)
{
    for (size_t i = 0; i < want->formulas->n; i++)
        if (want->formulas->row[i].number == row)
            return cell(&want->formulas->row[i], col);
    return "";
}

/* A program that does not calculate saves formulas without results: then ours must be there. */
static bool same_formula(const struct fresh *want, long row, size_t col, const char *found)
{
    return found[0] == '=' && strcmp(found, formula_at(want, row, col)) == 0;
}

static void compare_cell(const char *name, const struct fresh *fresh, long row, size_t col,
                         const char *want, const char *found, struct faults *f)
{
    if (strcmp(want, found) == 0)
        return;
    if (may_fill(fresh, row, col))
        note_filled(f, name, row, col, found);
    else if (same_cell(want, found)) {
        if (strstr(want, BLANK))
            note_filled(f, name, row, col, found);
    } else if (!same_formula(fresh, row, col, found))
        name_difference(f, name, row, col, want, found);
}

/* Rows without any text are in neither list, so both are walked by row number. */
static void compare_sheet(const char *name, const struct fresh *fresh, const struct sheet *found,
                          struct faults *f)
{
    const struct sheet *want = fresh->results;
    size_t i = 0, j = 0;
    while (i < want->n || j < found->n) {
        const struct sheet_row *a = i < want->n ? &want->row[i] : NULL;
        const struct sheet_row *b = j < found->n ? &found->row[j] : NULL;
        long in_want = a ? a->number : LONG_MAX, in_found = b ? b->number : LONG_MAX;
        long row = in_want < in_found ? in_want : in_found;
        if (a && a->number != row)
            a = NULL;
        if (b && b->number != row)
            b = NULL;
        size_t n = a ? a->n : 0;
        if (b && b->n > n)
            n = b->n;
        for (size_t c = 0; c < n; c++)
            compare_cell(name, fresh, row, c, cell(a, c), cell(b, c), f);
        i += a != NULL;
        j += b != NULL;
    }
}

static bool has_name(char *const *names, const char *name)
{
    for (; *names; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

static bool is_ours(const char *name)
{
    for (size_t i = 0; i < n_sheets; i++)
        if (strcmp(sheet_defs[i].name, name) == 0)
            return true;
    return false;
}

static void compare_sheets(const char *workbook, const char *fresh, char *const *names,
                           const struct fillable *fill, struct faults *f)
{
    for (size_t i = 0; i < n_sheets; i++) {
        if (!has_name(names, sheet_defs[i].name)) {
            fault_add(f, F_BOOK_SHEET_GONE, sheet_defs[i].name, NULL);
            continue;
        }
        struct sheet_options o = {.sheet = sheet_defs[i].name, .formulas = FORMULA_SHOW},
                             text = {.sheet = sheet_defs[i].name, .formulas = FORMULA_TEXT};
        size_t before = f->errors;
        struct fresh want = {i, sheet_read(fresh, &o, f), sheet_read(fresh, &text, f), fill};
        struct sheet *found = sheet_read(workbook, &o, f);
        if (want.results && want.formulas && found)
            compare_sheet(sheet_defs[i].name, &want, found, f);
        else if (f->errors > before)
            fault_add(f, F_BOOK_SHEET_BAD, sheet_defs[i].name, NULL);
        sheet_free(want.results);
        sheet_free(want.formulas);
        sheet_free(found);
    }
    for (size_t i = 0; names[i]; i++)
        if (!is_ours(names[i]))
            fault_add(f, F_BOOK_SHEET_ADDED, names[i], NULL);
}

/* ---- whose workbook ---------------------------------------------------------------------------
 */

/* The session id printed at the head of a sheet; "" when there is none. */
static void find_id(const struct sheet *s, char id[ID_LENGTH + 1])
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
    for (size_t i = 0; i < n_sheets; i++) {
        char id[ID_LENGTH + 1] = "";
        struct faults ignored = {0};
        struct sheet_options o = {.sheet = sheet_defs[i].name, .formulas = FORMULA_SHOW};
        struct sheet *s =
            has_name(names, sheet_defs[i].name) ? sheet_read(workbook, &o, &ignored) : NULL;
        if (s)
            find_id(s, id);
        sheet_free(s);
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
    fault_add(f, F_BOOK_FOREIGN, name, SHEET_SCORES, NULL);
    return DB_FAULT;
}

/* Whether the annex was written with points. */
static bool shows_points(const char *workbook)
{
    struct faults ignored = {0};
    struct sheet_options o = {.sheet = SHEET_ANNEX, .formulas = FORMULA_SHOW};
    struct sheet *s = sheet_read(workbook, &o, &ignored);
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
        rc = write_workbook(db, fresh, shows_points(workbook), &fill, f);
    if (rc != DB_OK) {
        free(fill.v);
        return rc;
    }
    size_t before = f->errors;
    compare_sheets(workbook, fresh, names, &fill, f);
    free(fill.v);
    return f->errors > before ? DB_REFUSED : DB_OK;
}

enum db_rc export_verify(const char *workbook, struct db *db, struct faults *f)
{
    char **names = sheet_names(workbook, f);
    if (!names)
        return DB_FAULT;
    const char *tmp = getenv("TMPDIR");
    char *dir = xasprintf("%s/hoidong-XXXXXX", tmp && *tmp ? tmp : "/tmp");
    enum db_rc rc = DB_FAULT;
    if (!mkdtemp(dir)) {
        fault_add(f, F_EXPORT_WRITE, dir, N_("không tạo được thư mục tạm"), NULL);
    } else {
        char *fresh = xasprintf("%s/ho-so.xlsx", dir);
        rc = compare_with(workbook, fresh, db, names, f);
        unlink(fresh);
        rmdir(dir);
        free(fresh);
    }
    free(dir);
    sheet_names_free(names);
    return rc;
}
