/* SPDX-License-Identifier: MIT */
/* db/import/scores.c - the list of scores: points that the producer (Mẫu 02, Phần III) and the
 * Tổ tư vấn gave before the council met. */
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/import/part.h"

static const struct word source_words[] = {
    {"self|tucham|tudanhgia|chuthe|chuthetucham|chuthetudanhgia|diemtucham", ASSESSED_SELF},
    {"adviser|advisor|totuvan|tuvan|totuvancham|totuvandanhgia|diemtotuvan", ASSESSED_ADVISER},
    {NULL, 0},
};

/* One criterion of one product from one source. */
struct box {
    const char *label, *note; /* "" blank */
    long row;                 /* of the list; 0: not in it yet */
};

struct list {
    struct import *im;
    struct roll roll;
    struct sheets sheets;
    struct dict *at; /* "product source criterion": index in box + 1 */
    struct box *box;
    size_t n, cap;
};

static struct box *box_of(struct list *l, int product, int source, const char *code)
{
    struct import *im = l->im;
    char *key = xasprintf("%d %d %s", product, source, code);
    size_t *slot = dict_slot(l->at, key);
    free(key);
    if (!*slot) {
        l->box = arena_grow(im->arena, l->box, l->n, &l->cap, sizeof *l->box);
        l->box[l->n++] = (struct box){"", "", 0};
        *slot = l->n;
    }
    return &l->box[*slot - 1];
}

static bool read_now(struct list *l)
{
    struct import *im = l->im;
    struct assessments now;
    bool ok = import_did(im, db_assessments(im->db, 0, &now));
    for (size_t i = 0; i < now.n; i++)
        for (int s = ASSESSED_SELF; s <= ASSESSED_ADVISER; s++)
            if (now.v[i].label[s]) {
                struct box *b = box_of(l, now.v[i].product, s, now.v[i].criterion);
                b->label = arena_strdup(im->arena, now.v[i].label[s]);
                b->note = arena_strdup(im->arena, now.v[i].note[s]);
            }
    list_free(&now);
    return ok;
}

static void put(struct list *l, const struct sheet_row *row, const struct product *p, int source,
                const struct crit_node *leaf)
{
    struct import *im = l->im;
    struct box *b = box_of(l, p->id, source, leaf->code);
    bool marks = *import_cell(im, row, MARK_LEVEL) || *import_cell(im, row, MARK_POINTS);
    const char *note = import_cell(im, row, MARK_NOTE);
    char label[8];
    int column = import_has(im, MARK_LEVEL) ? MARK_LEVEL : MARK_POINTS;
    if (!marks && !*note) { /* a blank clears nothing */
        im->out->skipped++;
        return;
    }
    if (!marks && !*b->label) { /* a note is about points */
        import_at(im, row, column);
        db_refuse(im->db, F_LIST_CELL_BLANK, im->column[column].name, NULL);
        return;
    }
    if (!marks)
        memcpy(label, b->label, strlen(b->label) + 1);
    else if (!import_level(im, row, leaf, label))
        return;
    note = *note ? note : b->note;
    bool differs = strcmp(label, b->label) != 0 || strcmp(note, b->note) != 0;
    import_at(im, row, column);
    if (b->row && differs) {
        db_refuse(im->db, F_LIST_SCORE_TWICE, leaf->code, import_text(im, b->row), NULL);
        return;
    }
    b->row = row->number;
    if (!differs) {
        im->out->same++;
        return;
    }
    if (!import_did(im, db_assess(im->db, p->id, (enum assessment_source)source, leaf->code, label,
                                  note, im->actor)))
        return;
    im->out->added += !*b->label;
    im->out->changed += *b->label != '\0';
    b->label = arena_strdup(im->arena, label);
    b->note = note;
}

static void import_row(struct list *l, const struct sheet_row *row)
{
    struct import *im = l->im;
    size_t at;
    if (!import_required(im, row))
        return;
    const struct product *p = roll_product(im, &l->roll, row, MARK_PRODUCT);
    const char *from = import_cell(im, row, SCORE_SOURCE);
    int source = import_word(source_words, from);
    if (source < 0) {
        import_at(im, row, SCORE_SOURCE);
        db_refuse(im->db, F_LIST_SOURCE, from, NULL);
    }
    const struct leaves *leaves = p ? sheets_leaves(im, &l->sheets, &l->roll, row, p) : NULL;
    if (leaves && leaves_find(im, row, leaves, &at) && source >= 0)
        put(l, row, p, source, leaves->v[at]);
}

void import_scores(struct import *im)
{
    struct list l = {.im = im, .at = dict_new(im->arena)};
    if (!import_has(im, MARK_LEVEL) && !import_has(im, MARK_POINTS)) {
        import_at(im, im->header, -1);
        db_refuse(im->db, F_LIST_COLUMN_MISSING, im->column[MARK_LEVEL].name, NULL);
        return;
    }
    if (roll_load(im, &l.roll) && read_now(&l)) {
        sheets_init(im, &l.sheets, &l.roll);
        for (size_t i = 0; i < im->n && !im->broken; i++) {
            import_row(&l, im->row[i]);
            import_progress(im, i + 1);
        }
    }
    roll_free(&l.roll);
}
