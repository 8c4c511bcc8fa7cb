/* SPDX-License-Identifier: MIT */
/* db/import/ballots.c - the list of ballots: one mark a row, whole ballots closed. */
#include <stdlib.h>
#include <string.h>

#include "db/council/need.h"
#include "db/import/part.h"

/* One criterion of a ballot: what stands, and what the list has said of it so far. */
struct box {
    char label[8];      /* "" blank */
    const char *note;   /* "" none */
    long row, note_row; /* of the list, 0: not in it yet */
};

/* A ballot that the list touches. */
struct paper {
    const struct product *product;
    const struct member *member;
    const struct leaves *leaves;
    const struct sheet_row *first;
    bool closed;  /* before the list */
    bool refused; /* takes nothing: told once */
    struct box *box;
};

struct list {
    struct import *im;
    struct roll roll;
    struct sheets sheets;
    struct paper ***paper; /* by product, then member; made when first asked for */
    struct paper **order;  /* in the order of the list */
    size_t n_papers, cap_papers;
};

/* ---- papers ---- */

static void read_paper(struct list *l, struct paper *p)
{
    struct import *im = l->im;
    struct ballot b;
    import_at(im, p->first, MARK_PRODUCT);
    if (!import_did(im, db_ballot(im->db, p->product->id, p->member->id, &b))) {
        p->refused = true;
        list_free(&b);
        return;
    }
    p->closed = b.state == BALLOT_CLOSED;
    p->box = arena_alloc(im->arena, p->leaves->n * sizeof *p->box);
    for (size_t i = 0; i < p->leaves->n; i++)
        p->box[i].note = "";
    for (size_t i = 0; i < b.n; i++) {
        size_t at = dict_get(p->leaves->by_code, b.line[i].node->code);
        if (b.line[i].node->kind != CRIT_LEAF || !at)
            continue;
        struct box *box = &p->box[at - 1];
        if (b.line[i].label)
            memcpy(box->label, b.line[i].label, strlen(b.line[i].label) + 1);
        box->note = arena_strdup(im->arena, b.line[i].note);
    }
    import_at(im, p->first, MARK_MEMBER);
    p->refused = !import_did(
        im, need_seat(im->db, p->product->id, import_text(im, p->product->no), p->member->id));
    list_free(&b);
}

static struct paper *paper_of(struct list *l, const struct sheet_row *row, const struct product *p,
                              const struct member *m, const struct leaves *leaves)
{
    struct import *im = l->im;
    struct paper ***line = &l->paper[p - l->roll.products.v];
    if (!*line)
        *line = arena_alloc(im->arena, l->roll.members.n * sizeof **line);
    struct paper **slot = &(*line)[m - l->roll.members.v], *made = *slot;
    if (made)
        return made;
    *slot = made = arena_alloc(im->arena, sizeof *made);
    *made = (struct paper){.product = p, .member = m, .leaves = leaves, .first = row};
    l->order = arena_grow(im->arena, l->order, l->n_papers, &l->cap_papers, sizeof *l->order);
    l->order[l->n_papers++] = made;
    read_paper(l, made);
    return made;
}

/* ---- rows ---- */

static void refuse_closed(struct list *l, const struct sheet_row *row, const struct paper *p,
                          int column)
{
    import_at(l->im, row, column);
    db_refuse(l->im->db, F_LIST_BALLOT_CLOSED, p->member->name,
              found_product_label(l->im, p->product), NULL);
}

/* Row @other of the list has said something else of the same box. */
static bool contradicts(struct list *l, const struct sheet_row *row, long other, bool differs,
                        int column)
{
    struct import *im = l->im;
    if (!other || !differs)
        return false;
    import_at(im, row, column);
    db_refuse(im->db, F_LIST_MARK_TWICE, import_cell(im, row, MARK_CRITERION),
              import_text(im, other), NULL);
    return true;
}

/* The council has stopped the scoring of the product: told once for each ballot, at the first row
 * that would change it. */
static bool takes_nothing(struct list *l, struct paper *p)
{
    struct import *im = l->im;
    p->refused =
        !import_did(im, need_scoring(im->db, p->product->id, import_text(im, p->product->no)));
    return p->refused;
}

enum outcome { SAME, ADDED, CHANGED, REFUSED };

static enum outcome mark(struct list *l, const struct sheet_row *row, struct paper *p, size_t at)
{
    struct import *im = l->im;
    struct box *box = &p->box[at];
    char label[8];
    if (!import_level(im, row, p->leaves->v[at], label))
        return REFUSED;
    int column = import_has(im, MARK_LEVEL) ? MARK_LEVEL : MARK_POINTS;
    bool differs = strcmp(box->label, label) != 0;
    if (contradicts(l, row, box->row, differs, column))
        return REFUSED;
    box->row = row->number;
    if (!differs)
        return SAME;
    if (p->closed) {
        refuse_closed(l, row, p, column);
        return REFUSED;
    }
    import_at(im, row, column);
    if (takes_nothing(l, p))
        return REFUSED;
    if (!import_did(im, db_mark(im->db, p->product->id, p->member->id, p->leaves->v[at]->code,
                                label, im->actor, NULL, NULL)))
        return REFUSED;
    bool blank = !*box->label;
    strcpy(box->label, label);
    return blank ? ADDED : CHANGED;
}

static enum outcome note(struct list *l, const struct sheet_row *row, struct paper *p, size_t at)
{
    struct import *im = l->im;
    struct box *box = &p->box[at];
    const char *text = import_cell(im, row, MARK_NOTE);
    bool differs = strcmp(box->note, text) != 0;
    if (contradicts(l, row, box->note_row, differs, MARK_NOTE))
        return REFUSED;
    box->note_row = row->number;
    if (!differs)
        return SAME;
    if (p->closed) {
        refuse_closed(l, row, p, MARK_NOTE);
        return REFUSED;
    }
    import_at(im, row, MARK_NOTE);
    if (takes_nothing(l, p))
        return REFUSED;
    if (!import_did(im, db_note(im->db, p->product->id, p->member->id, p->leaves->v[at]->code, text,
                                im->actor)))
        return REFUSED;
    box->note = text;
    return CHANGED;
}

static bool filled(struct import *im, const struct sheet_row *row, int column)
{
    return import_has(im, column) && *import_cell(im, row, column);
}

static void count(struct import *im, enum outcome o)
{
    im->out->added += o == ADDED;
    im->out->changed += o == CHANGED;
    im->out->same += o == SAME;
}

static void import_row(struct list *l, const struct sheet_row *row)
{
    struct import *im = l->im;
    size_t at;
    if (!import_required(im, row))
        return;
    const struct product *product = roll_product(im, &l->roll, row, MARK_PRODUCT);
    const struct member *member = roll_member(im, &l->roll, row, MARK_MEMBER);
    const struct leaves *leaves =
        product ? sheets_leaves(im, &l->sheets, &l->roll, row, product) : NULL;
    if (!leaves || !leaves_find(im, row, leaves, &at) || !member)
        return;
    bool marks = filled(im, row, MARK_LEVEL) || filled(im, row, MARK_POINTS);
    bool notes = filled(im, row, MARK_NOTE);
    if (!marks && !notes) { /* a blank clears nothing */
        im->out->skipped++;
        return;
    }
    struct paper *p = paper_of(l, row, product, member, leaves);
    if (p->refused || im->broken)
        return;
    enum outcome o = marks ? mark(l, row, p, at) : SAME;
    enum outcome n = notes && o != REFUSED ? note(l, row, p, at) : SAME;
    count(im, n == REFUSED || o == SAME ? n : o);
}

/* ---- whole ballots ---- */

static void finish(struct list *l, const struct paper *p)
{
    struct import *im = l->im;
    long blank = 0;
    if (p->refused || p->closed)
        return;
    for (size_t i = 0; i < p->leaves->n; i++)
        blank += !*p->box[i].label;
    import_at(im, p->first, MARK_PRODUCT);
    if (blank) {
        im->out->ballots_open++;
        db_warn(im->db, F_LIST_BALLOT_OPEN, p->member->name, found_product_label(im, p->product),
                import_text(im, blank), NULL);
    } else if (import_did(im, db_ballot_close(im->db, p->product->id, p->member->id, im->actor))) {
        im->out->ballots_closed++;
    }
}

void import_ballots(struct import *im)
{
    struct list l = {.im = im};
    if (!import_has(im, MARK_LEVEL) && !import_has(im, MARK_POINTS) && !import_has(im, MARK_NOTE)) {
        import_at(im, im->header, -1);
        db_refuse(im->db, F_LIST_COLUMN_MISSING, im->column[MARK_LEVEL].name, NULL);
        return;
    }
    if (roll_load(im, &l.roll)) {
        l.paper = arena_alloc(im->arena, (l.roll.products.n + 1) * sizeof *l.paper);
        sheets_init(im, &l.sheets, &l.roll);
        for (size_t i = 0; i < im->n && !im->broken; i++) {
            import_row(&l, im->row[i]);
            import_progress(im, i + 1);
        }
        /* A refused list is rolled back: closing would only add faults about the same rows. */
        for (size_t i = 0; i < l.n_papers && !im->broken && im->db->faults.errors == 0; i++)
            finish(&l, l.order[i]);
    }
    roll_free(&l.roll);
}
