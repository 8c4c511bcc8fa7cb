/* SPDX-License-Identifier: MIT */
/* db/import/rows.c - the rows of a list: which are data, and their cells. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "db/import/part.h"

/* ---- cells ---- */

static const char *raw(const struct sheet_row *row, int at)
{
    return at >= 0 && (size_t)at < row->n ? row->cell[at] : "";
}

bool import_has(const struct import *im, int column)
{
    return im->at[column] >= 0;
}

const char *import_cell(struct import *im, const struct sheet_row *row, int column)
{
    const char *s = raw(row, im->at[column]);
    if (!*s || !strstr(s, "  "))
        return s;
    char *copy = arena_strdup(im->arena, s);
    text_squeeze(copy);
    return copy;
}

void import_at(struct import *im, const struct sheet_row *row, int column)
{
    im->db->place = AT_CELL;
    im->db->row = row->number;
    im->db->col = column >= 0 && im->at[column] >= 0 ? im->at[column] + 1 : 0;
}

bool import_required(struct import *im, const struct sheet_row *row)
{
    bool full = true;
    for (size_t c = 0; c < im->n_columns; c++) {
        /* An owner that is not known yet is no reason to turn a product away. */
        bool may_miss = im->kind == LIST_PRODUCTS && c == PRODUCT_OWNER;
        if (!im->column[c].required || may_miss || *raw(row, im->at[c]))
            continue;
        import_at(im, row, (int)c);
        db_refuse(im->db, F_LIST_CELL_BLANK, im->column[c].name, NULL);
        full = false;
    }
    return full;
}

bool import_did(struct import *im, enum db_rc rc)
{
    if (rc == DB_FAULT)
        im->broken = true;
    return rc == DB_OK;
}

void import_progress(const struct import *im, size_t done)
{
    enum { EVERY = 1000 };
    if (im->opt->progress && (done % EVERY == 0 || done == im->n))
        im->opt->progress(im->opt->progress_arg, done, im->n);
}

/* ---- group rows ---- */

static bool roman(const char *s, size_t n)
{
    return n > 0 && n <= 8 && strspn(s, "IVXLC") >= n;
}

/* Bytes of a Roman number or a single capital letter at the start of @s, 0: none. */
static size_t numbering(const char *s)
{
    size_t n = strcspn(s, ".):/- ");
    return roman(s, n) || (n == 1 && isupper((unsigned char)*s)) ? n : 0;
}

/* A cell that holds numbering and nothing else: "II", "B.", "A)". */
static bool only_numbering(const char *s)
{
    size_t n = numbering(s);
    return n > 0 && strspn(s + n, ".):") == strlen(s + n);
}

/* "II. Xã Hòa Bình", "A) ...", "I - ...". */
static bool begins_numbered(const char *s)
{
    size_t n = numbering(s);
    if (n == 0)
        return false;
    const char *p = s + n;
    return (strchr(".):", *p) && *p && (p[1] == ' ' || roman(s, n))) || strncmp(p, " - ", 3) == 0 ||
           strncmp(p, " – ", 5) == 0;
}

static bool is_total(const char *s)
{
    static const char *const word[] = {"tong cong", "cong", "tong so", "tong", "cong cong"};
    char *fold = text_fold(s);
    bool total = false;
    for (size_t i = 0; fold && i < sizeof word / sizeof *word; i++) {
        size_t n = strlen(word[i]);
        if (strncmp(fold, word[i], n) != 0)
            continue;
        const char *rest = fold + n + strspn(fold + n, " :=.()");
        total = total || !*rest || (isdigit((unsigned char)*rest) && rest > fold + n);
    }
    free(fold);
    return total;
}

static int no_column(const struct import *im)
{
    if (im->kind == LIST_MEMBERS)
        return im->at[MEMBER_NO];
    return im->kind == LIST_PRODUCTS ? im->at[PRODUCT_NO] : -1;
}

/* Whether the cells a real row must have are blank, or count something ("12 sản phẩm"), all
 * but the one at @text.  A member has only a name, so all of his cells are asked. */
static bool nothing_else(const struct import *im, const struct sheet_row *row, int text)
{
    for (size_t c = 0; c < im->n_columns; c++) {
        int at = im->at[c];
        if (at < 0 || at == text || at == no_column(im))
            continue;
        if (!im->column[c].required && im->kind != LIST_MEMBERS)
            continue;
        const char *s = raw(row, at);
        if (*s && !isdigit((unsigned char)*s))
            return false;
    }
    return true;
}

/* "I. Xã ...", "Tổng cộng", or a lone text where a number should be: a row about rows. */
static bool is_group(const struct import *im, const struct sheet_row *row)
{
    int no = no_column(im), first = -1, next = -1, filled = 0;
    for (int i = 0; i < (int)row->n; i++) {
        if (!*row->cell[i])
            continue;
        filled++;
        if (first < 0)
            first = i;
        else if (next < 0)
            next = i;
    }
    const char *s = row->cell[first];
    if (first == no && only_numbering(s))
        return nothing_else(im, row, next);
    if (begins_numbered(s) || is_total(s))
        return nothing_else(im, row, first);
    return first == no && filled == 1 && import_no(s) < 0;
}

/* The row under the header that numbers the columns: (1) (2) (3). */
static bool numbers_columns(const struct import *im, const struct sheet_row *row)
{
    bool bare = im->kind == LIST_MEMBERS || im->kind == LIST_PRODUCTS;
    long last = -1;
    int count = 0;
    for (size_t i = 0; i < row->n; i++) {
        const char *s = row->cell[i];
        char *end;
        if (!*s)
            continue;
        bool paren = *s == '(';
        long v = strtol(s + paren, &end, 10);
        if ((!paren && !bare) || end == s + paren || strcmp(end, paren ? ")" : "") != 0)
            return false;
        if (v < 1 || v > MAX_NUMBER || (last >= 0 && v <= last))
            return false;
        last = v;
        count++;
    }
    return count >= 2;
}

static const char *first_text(const struct sheet_row *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (*row->cell[i])
            return row->cell[i];
    return "";
}

/* ---- rows ---- */

static size_t row_limit(enum list_kind kind)
{
    if (kind == LIST_MEMBERS)
        return MAX_MEMBERS;
    return kind == LIST_PRODUCTS ? MAX_PRODUCTS : LIST_MAX_ROWS;
}

static bool check_count(struct import *im)
{
    size_t most = row_limit(im->kind);
    import_at(im, im->header, -1);
    if (im->n == 0) {
        db_refuse(im->db, F_LIST_NO_ROWS, NULL);
        return false;
    }
    if (im->n > most) {
        db_refuse(im->db, F_LIST_TOO_LONG, import_text(im, (long)im->n),
                  import_text(im, (long)most), NULL);
        return false;
    }
    return true;
}

/* A column headed only "STT" that counts 1, 2, 3 ... numbers the rows of this list, not the
 * products: taking it for the product would give the marks of one to another. */
static bool check_counter(struct import *im)
{
    if (im->kind == LIST_MEMBERS || im->kind == LIST_PRODUCTS || im->n < 2)
        return true;
    static const struct word counter[] = {{"stt|tt|sothutu|no", 1}, {NULL, 0}};
    if (import_word(counter, raw(im->header, im->at[0])) < 0)
        return true;
    for (size_t i = 0; i < im->n; i++)
        if (import_no(raw(im->row[i], im->at[0])) != (int)i + 1)
            return true;
    import_at(im, im->header, 0);
    db_refuse(im->db, F_LIST_COUNTER, raw(im->header, im->at[0]), NULL);
    return false;
}

static void check_ragged(struct import *im, const struct sheet_row *row)
{
    if (!im->sheet->ragged_matters || row->n == im->header->n)
        return;
    import_at(im, row, -1);
    db_refuse(im->db, F_LIST_RAGGED, import_text(im, (long)row->n),
              import_text(im, (long)im->header->n), NULL);
}

bool import_rows(struct import *im)
{
    const struct sheet_row *end = im->sheet->row + im->sheet->n;
    im->row = arena_alloc(im->arena, im->sheet->n * sizeof *im->row);
    for (const struct sheet_row *r = im->header + 1; r < end; r++) {
        check_ragged(im, r);
        im->out->rows++;
        if (is_group(im, r) || (r == im->header + 1 && numbers_columns(im, r))) {
            import_at(im, r, -1);
            db_warn(im->db, F_LIST_GROUP_ROW, first_text(r), NULL);
            im->out->skipped++;
            continue;
        }
        im->row[im->n++] = r;
    }
    return check_count(im) && check_counter(im);
}
