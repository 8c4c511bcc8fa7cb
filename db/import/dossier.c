/* SPDX-License-Identifier: MIT */
/* db/import/dossier.c - the list of dossiers: samples, and the papers of Mẫu 02, Phần III.
 *
 * One row a product with a column for each paper, or one row a paper; the header tells which.
 * A blank cell says nothing, so it changes nothing. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "db/import/part.h"

static const struct word state_words[] = {
    {"co|yes|true|1|x|du|dacodu|daco", EVIDENCE_YES},
    {"khong|no|false|0|chuaco|khongco|thieu", EVIDENCE_NO},
    {"khongcan|unneeded|khongapdung|khongyeucau|na", EVIDENCE_UNNEEDED},
    {"chuaro|chuabiet|unknown", EVIDENCE_UNKNOWN},
    {NULL, 0},
};
/* What may stand before a date: "có, hết hạn 31/12/2027". */
static const struct word until_words[] = {
    {"co|cohan|codenngay|coden|cohethan|cohethanngay|hethan|hethanngay|den|denngay|han", 1},
    {NULL, 0},
};

/* What the list has said of one product, by row: the papers, then samples and note. */
enum { SAID_SAMPLES = EVIDENCE_ITEMS, SAID_NOTE, SAID };
struct said {
    long row[SAID]; /* 0: not in it yet */
};

struct list {
    struct import *im;
    struct roll roll;
    struct dossiers now; /* as the session has it, and then as the rows so far leave it */
    struct said *said;   /* by product, as in now */
    struct dict *papers; /* name of a paper: its number */
};

enum outcome { BLANK, SAME, ADDED, CHANGED, REFUSED };

/* ---- cells ---- */

/* A date, or one behind "có, hết hạn"; in @out, which has room for 11. */
static bool read_until(struct import *im, const char *s, char *out)
{
    const char *digit = s + strcspn(s, "0123456789");
    char *before = arena_strndup(im->arena, s, (size_t)(digit - s));
    char *date = arena_strdup(im->arena, digit);
    size_t n = strlen(date);
    if (n && date[n - 1] == ')')
        date[n - 1] = '\0';
    char *key = text_key(before);
    bool bare = key && !*key;
    free(key);
    return import_date(date, out) && (bare || import_word(until_words, before) == 1);
}

/* The state in a cell, over what stands; a paper that is not there has no last day. */
static bool read_state(struct import *im, const char *s, struct evidence *e)
{
    char date[11];
    int state = import_word(state_words, s);
    if (state < 0 && read_until(im, s, date)) {
        e->state = EVIDENCE_YES;
        e->expires = arena_strdup(im->arena, date);
        return true;
    }
    if (state < 0) {
        db_refuse(im->db, F_LIST_EVIDENCE_STATE, s, NULL);
        return false;
    }
    if (state != EVIDENCE_YES)
        e->expires = "";
    if (state == EVIDENCE_UNKNOWN)
        e->note = "";
    e->state = (enum evidence_state)state;
    return true;
}

/* ---- acts ---- */

/* Row @row says something else of what an earlier row of the list said. */
static bool contradicts(struct list *l, const struct sheet_row *row, long *said, bool differs,
                        const char *what)
{
    bool twice = *said && differs;
    if (twice)
        db_refuse(l->im->db, F_LIST_EVIDENCE_TWICE, what, import_text(l->im, *said), NULL);
    *said = row->number;
    return twice;
}

static enum outcome put_paper(struct list *l, const struct sheet_row *row, size_t at, int item,
                              const struct evidence *e)
{
    struct import *im = l->im;
    struct evidence *old = &l->now.v[at].item[item - 1];
    bool differs = old->state != e->state || strcmp(old->expires, e->expires) != 0 ||
                   strcmp(old->note, e->note) != 0;
    if (contradicts(l, row, &l->said[at].row[item - 1], differs, evidence_name(item)))
        return REFUSED;
    if (!differs)
        return SAME;
    enum outcome o = old->state == EVIDENCE_UNKNOWN ? ADDED : CHANGED;
    if (!import_did(im, db_evidence_put(im->db, l->now.v[at].product, item, e, im->actor)))
        return REFUSED;
    *old = *e;
    return o;
}

static enum outcome put_dossier(struct list *l, const struct sheet_row *row, size_t at)
{
    struct import *im = l->im;
    struct dossier *old = &l->now.v[at];
    const char *count = import_cell(im, row, DOSSIER_SAMPLES),
               *note = import_cell(im, row, DOSSIER_NOTE);
    int samples = old->samples;
    if (!*count && !*note)
        return BLANK;
    if (*count) {
        samples = (int)import_number(count, MAX_SAMPLES);
        import_at(im, row, DOSSIER_SAMPLES);
        if (samples < 0)
            db_refuse(im->db, F_SAMPLES_BAD, count, NULL);
        if (samples < 0 || contradicts(l, row, &l->said[at].row[SAID_SAMPLES],
                                       samples != old->samples, im->column[DOSSIER_SAMPLES].name))
            return REFUSED;
    }
    bool other = *note && strcmp(note, old->note) != 0;
    import_at(im, row, *note ? DOSSIER_NOTE : DOSSIER_SAMPLES);
    if (*note && contradicts(l, row, &l->said[at].row[SAID_NOTE], other, N_("Ghi chú")))
        return REFUSED;
    if (samples == old->samples && !other)
        return SAME;
    bool fresh = old->samples < 0 && !*old->note;
    note = *note ? note : old->note;
    if (!import_did(im, db_dossier_put(im->db, old->product, samples, note, im->actor)))
        return REFUSED;
    old->samples = samples;
    old->note = note;
    return fresh ? ADDED : CHANGED;
}

/* ---- one row a product ---- */

static enum outcome wide_row(struct list *l, const struct sheet_row *row, size_t at)
{
    struct import *im = l->im;
    enum outcome all = put_dossier(l, row, at);
    for (int item = 1; item <= EVIDENCE_ITEMS; item++) {
        int column = DOSSIER_EVIDENCE + item - 1;
        const char *s = import_cell(im, row, column);
        struct evidence e = l->now.v[at].item[item - 1];
        if (!*s)
            continue;
        import_at(im, row, column);
        enum outcome o = read_state(im, s, &e) ? put_paper(l, row, at, item, &e) : REFUSED;
        all = o > all ? o : all;
    }
    return all;
}

/* ---- one row a paper ---- */

/* The names of the columns are names of the papers, too. */
static struct dict *paper_names(struct import *im)
{
    struct dict *d = dict_new(im->arena);
    for (int item = 1; item <= EVIDENCE_ITEMS; item++) {
        const struct list_column *c = &im->column[DOSSIER_EVIDENCE + item - 1];
        const char *const lists[] = {c->name, c->same, c->weak, evidence_name(item)};
        for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
            for (const char *p = lists[i]; p && *p;) {
                size_t len = strcspn(p, "|");
                char *key = text_key(arena_strndup(im->arena, p, len));
                if (key)
                    *dict_slot(d, key) = (size_t)item;
                free(key);
                p += len + (p[len] == '|');
            }
    }
    return d;
}

/* "12", "12." or the paper's name; 0 after a fault. */
static int read_item(struct list *l, const struct sheet_row *row)
{
    struct import *im = l->im;
    const char *s = import_cell(im, row, DOSSIER_ITEM);
    int item = import_no(s);
    import_at(im, row, DOSSIER_ITEM);
    if (!*s) {
        db_refuse(im->db, F_LIST_CELL_BLANK, im->column[DOSSIER_ITEM].name, NULL);
        return 0;
    }
    if (item < 0) {
        char *key = text_key(s + (isdigit((unsigned char)*s) ? strspn(s, "0123456789.) ") : 0));
        item = key ? (int)dict_get(l->papers, key) : 0;
        free(key);
    }
    if (item >= 1 && item <= EVIDENCE_ITEMS)
        return item;
    db_refuse(im->db, F_LIST_EVIDENCE, s, NULL);
    return 0;
}

static enum outcome long_row(struct list *l, const struct sheet_row *row, size_t at)
{
    struct import *im = l->im;
    char date[11];
    int item = read_item(l, row);
    if (!item)
        return REFUSED;
    const char *state = import_cell(im, row, DOSSIER_STATE),
               *expires = import_cell(im, row, DOSSIER_EXPIRES),
               *note = import_cell(im, row, DOSSIER_NOTE);
    struct evidence e = l->now.v[at].item[item - 1];
    if (!*state && !*expires && !*note)
        return BLANK;
    import_at(im, row, DOSSIER_STATE);
    if (*state && !read_state(im, state, &e))
        return REFUSED;
    if (*expires) {
        import_at(im, row, DOSSIER_EXPIRES);
        bool there = *state ? e.state == EVIDENCE_YES : e.state <= EVIDENCE_YES;
        if (!import_date(expires, date))
            db_refuse(im->db, F_LIST_DATE, expires, NULL);
        else if (!there)
            db_refuse(im->db, F_LIST_EVIDENCE_DATE, evidence_name(item), NULL);
        if (!import_date(expires, date) || !there)
            return REFUSED;
        e.state = EVIDENCE_YES;
        e.expires = arena_strdup(im->arena, date);
    }
    if (e.state == EVIDENCE_UNKNOWN && *note) {
        import_at(im, row, DOSSIER_STATE);
        db_refuse(im->db, F_LIST_CELL_BLANK, im->column[DOSSIER_STATE].name, NULL);
        return REFUSED;
    }
    e.note = *note ? note : e.note;
    import_at(im, row, *state ? DOSSIER_STATE : *expires ? DOSSIER_EXPIRES : DOSSIER_NOTE);
    return put_paper(l, row, at, item, &e);
}

/* ---- the list ---- */

/* A column the list must have, and in the long form none of the other's. */
static bool check_form(struct import *im, bool is_long)
{
    bool any = import_has(im, DOSSIER_SAMPLES) || (!is_long && import_has(im, DOSSIER_NOTE));
    int other = import_has(im, DOSSIER_SAMPLES) ? DOSSIER_SAMPLES : -1;
    for (int c = DOSSIER_EVIDENCE; c < DOSSIER_EVIDENCE + EVIDENCE_ITEMS; c++)
        if (import_has(im, c)) {
            any = true;
            other = c;
        }
    import_at(im, im->header, is_long ? other : -1);
    if (is_long && other >= 0)
        db_refuse(im->db, F_LIST_EVIDENCE_MIXED, im->column[other].name, NULL);
    else if (is_long && !import_has(im, DOSSIER_STATE))
        db_refuse(im->db, F_LIST_COLUMN_MISSING, im->column[DOSSIER_STATE].name, NULL);
    else if (!is_long && !any)
        db_refuse(im->db, F_LIST_COLUMN_MISSING, im->column[DOSSIER_SAMPLES].name, NULL);
    return im->db->faults.errors == 0;
}

static void warn_unused(struct import *im)
{
    static const int only_long[] = {DOSSIER_STATE, DOSSIER_EXPIRES};
    for (size_t i = 0; i < 2; i++)
        if (import_has(im, only_long[i])) {
            import_at(im, im->header, only_long[i]);
            db_warn(im->db, F_LIST_COLUMN_UNKNOWN, im->header->cell[im->at[only_long[i]]], NULL);
        }
}

static void import_row(struct list *l, const struct sheet_row *row, bool is_long)
{
    struct import *im = l->im;
    if (!import_required(im, row))
        return;
    const struct product *p = roll_product(im, &l->roll, row, DOSSIER_PRODUCT);
    if (!p)
        return;
    size_t at = (size_t)(p - l->roll.products.v);
    enum outcome o = is_long ? long_row(l, row, at) : wide_row(l, row, at);
    im->out->skipped += o == BLANK;
    im->out->same += o == SAME;
    im->out->added += o == ADDED;
    im->out->changed += o == CHANGED;
}

void import_dossier(struct import *im)
{
    struct list l = {.im = im};
    bool is_long = import_has(im, DOSSIER_ITEM);
    if (!check_form(im, is_long))
        return;
    if (!is_long)
        warn_unused(im);
    l.papers = paper_names(im);
    /* Both are in the order of the agenda, so that one index serves for both. */
    if (roll_load(im, &l.roll) && import_did(im, db_dossiers(im->db, 0, &l.now)) &&
        l.now.n == l.roll.products.n) {
        l.said = arena_alloc(im->arena, (l.now.n + 1) * sizeof *l.said);
        for (size_t i = 0; i < im->n && !im->broken; i++) {
            import_row(&l, im->row[i], is_long);
            import_progress(im, i + 1);
        }
    }
    list_free(&l.now);
    roll_free(&l.roll);
}
