/* SPDX-License-Identifier: MIT */
/* db/import/panel.c - the list of panels: who scores which product, and who does not. */
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/council/need.h"
#include "db/council/panel_part.h"
#include "db/import/part.h"

static const struct word state_words[] = {
    {"cham|scores|chamdiem|thamgiacham|thamgiachamdiem|thamgia|comat", PANEL_SCORES},
    {"vang|absent|vangmat", PANEL_ABSENT},
    {"khongthamgia|recused|khongthamgiacham|khongthamgiachamdiem|khongcham", PANEL_RECUSED},
    {"phieugui|written|guiphieu|cophieugui|phieubangvanban|bangvanban", PANEL_WRITTEN},
    {NULL, 0},
};

struct wish {
    const struct sheet_row *row;
    const struct product *product; /* NULL: every product ("*") */
    const struct member *member;
    enum panel_state state;
    const char *reason;
    bool again; /* an earlier row says the same of the same two */
};

struct list {
    struct import *im;
    struct roll roll;
    size_t n;
    struct wish *wish;
    struct dict *now; /* what the session has, "product member": index in had + 1 */
    struct had {
        int product, member;
        enum panel_state state;
        const char *reason;
    } * had;
    size_t n_had;
    bool *renew; /* by member: the row for all products changes what is there */
};

static const char *two(struct import *im, int product, int member)
{
    char *key = xasprintf("%d %d", product, member);
    const char *kept = arena_strdup(im->arena, key);
    free(key);
    return kept;
}

static int product_id(const struct wish *w)
{
    return w->product ? w->product->id : 0;
}

/* ---- reading ---- */

static bool read_wish(struct list *l, const struct sheet_row *row, struct wish *w)
{
    struct import *im = l->im;
    if (!import_required(im, row))
        return false;
    bool every = strcmp(import_cell(im, row, PANEL_PRODUCT), "*") == 0;
    const char *state = import_cell(im, row, PANEL_STATE);
    int value = import_word(state_words, state);
    *w = (struct wish){.row = row, .reason = ""};
    if (!every)
        w->product = roll_product(im, &l->roll, row, PANEL_PRODUCT);
    w->member = roll_member(im, &l->roll, row, PANEL_MEMBER);
    if (import_has(im, PANEL_REASON))
        w->reason = import_cell(im, row, PANEL_REASON);
    if (value < 0) {
        import_at(im, row, PANEL_STATE);
        db_refuse(im->db, F_LIST_PANEL_STATE, state, NULL);
        return false;
    }
    w->state = (enum panel_state)value;
    return (every || w->product) && w->member;
}

static bool agree(const struct wish *a, const struct wish *b)
{
    return a->state == b->state && strcmp(a->reason, b->reason) == 0;
}

static void read_wishes(struct list *l)
{
    struct import *im = l->im;
    struct dict *seen = dict_new(im->arena);
    l->wish = arena_alloc(im->arena, im->n * sizeof *l->wish);
    for (size_t i = 0; i < im->n; i++) {
        struct wish *w = &l->wish[l->n];
        if (!read_wish(l, im->row[i], w))
            continue;
        size_t *slot = dict_slot(seen, two(im, product_id(w), w->member->id));
        w->again = *slot > 0;
        if (w->again && !agree(w, &l->wish[*slot - 1])) {
            import_at(im, w->row, PANEL_STATE);
            db_refuse(im->db, F_LIST_PANEL_TWICE, w->member->name,
                      import_text(im, l->wish[*slot - 1].row->number), NULL);
        }
        if (!*slot)
            *slot = l->n + 1;
        l->n++;
    }
}

/* ---- what is there ---- */

static enum panel_state state_of(const char *word)
{
    int s = PANEL_SCORES;
    while (s < PANEL_WRITTEN && strcmp(panel_word((enum panel_state)s), word) != 0)
        s++;
    return (enum panel_state)s;
}

/* The rows of the panel themselves: db_seats tells only what comes of them. */
static bool read_panel(struct list *l)
{
    struct import *im = l->im;
    size_t cap = 0;
    bool more = true;
    sqlite3_stmt *s = stmt_get(im->db, Q_panel_all);
    l->now = dict_new(im->arena);
    while (s && import_did(im, stmt_step(im->db, s, &more)) && more) {
        l->had = arena_grow(im->arena, l->had, l->n_had, &cap, sizeof *l->had);
        l->had[l->n_had] = (struct had){sqlite3_column_int(s, 0), sqlite3_column_int(s, 1),
                                        state_of(col_str(s, 2)),
                                        col_text(im->arena, s, 3)};
        const struct had *h = &l->had[l->n_had++];
        *dict_slot(l->now, two(im, h->product, h->member)) = l->n_had;
    }
    if (!s)
        im->broken = true;
    return !im->broken;
}

static const struct had *now(const struct list *l, int product, int member)
{
    size_t i = dict_get(l->now, two(l->im, product, member));
    return i ? &l->had[i - 1] : NULL;
}

static bool stands(const struct list *l, const struct wish *w)
{
    const struct had *h = now(l, product_id(w), w->member->id);
    bool reasons = import_has(l->im, PANEL_REASON); /* a column left out changes nothing */
    return h && h->state == w->state && (!reasons || strcmp(h->reason, w->reason) == 0);
}

/* A row for every product takes the member's other rows away.  It changes nothing when it
 * stands already and the list names every other row the member has. */
static void find_renewals(struct list *l)
{
    struct import *im = l->im;
    struct dict *wished = dict_new(im->arena), *every = dict_new(im->arena);
    for (size_t i = 0; i < l->n; i++) {
        *dict_slot(wished, two(im, product_id(&l->wish[i]), l->wish[i].member->id)) = 1;
        if (!l->wish[i].product)
            *dict_slot(every, import_text(im, l->wish[i].member->id)) = i + 1;
    }
    l->renew = arena_alloc(im->arena, l->n + 1);
    for (size_t i = 0; i < l->n; i++)
        l->renew[i] = !l->wish[i].product && !stands(l, &l->wish[i]);
    for (size_t j = 0; j < l->n_had; j++) {
        const struct had *h = &l->had[j];
        size_t i = dict_get(every, import_text(im, h->member));
        if (i && !dict_get(wished, two(im, h->product, h->member)))
            l->renew[i - 1] = true;
    }
    for (size_t i = 0; i < l->n; i++) { /* a specific row follows its member's row for all */
        size_t j = dict_get(every, import_text(im, l->wish[i].member->id));
        if (j && l->wish[i].product)
            l->renew[i] = l->renew[j - 1];
    }
}

/* ---- writing ---- */

static void put(struct list *l, size_t i)
{
    struct import *im = l->im;
    const struct wish *w = &l->wish[i];
    if (w->again || (!l->renew[i] && stands(l, w))) {
        im->out->same++;
        return;
    }
    if (now(l, product_id(w), w->member->id))
        im->out->changed++;
    else
        im->out->added++;
    import_at(im, w->row, PANEL_STATE);
    import_did(im, panel_say(im->db, product_id(w), w->member->id, w->state, w->reason, im->actor));
}

/* Closed ballots that the whole list would keep from counting, each at the row that does. */
static void check_counted(struct list *l)
{
    struct import *im = l->im;
    struct dict *at = dict_new(im->arena);
    bool more = true, admitted;
    for (size_t i = l->n; i-- > 0;)
        *dict_slot(at, two(im, product_id(&l->wish[i]), l->wish[i].member->id)) = i + 1;
    if (!import_did(im, written_admitted(im->db, &admitted)))
        return;
    sqlite3_stmt *s = seat_stmt(im->db, Q_counted_of, 0, 0);
    while (import_did(im, stmt_step(im->db, s, &more)) && more) {
        int member = sqlite3_column_int(s, 1);
        size_t i = dict_get(at, two(im, sqlite3_column_int(s, 0), member));
        i = i ? i : dict_get(at, two(im, 0, member));
        if (!i || seat_counts(panel_word(l->wish[i - 1].state), admitted))
            continue;
        import_at(im, l->wish[i - 1].row, PANEL_STATE);
        db_refuse(im->db, F_CLOSED_COUNTS, col_text(im->arena, s, 2),
                  import_text(im, sqlite3_column_int(s, 3)), NULL);
    }
}

void import_panel(struct import *im)
{
    struct list l = {.im = im};
    if (roll_load(im, &l.roll) && read_panel(&l)) {
        read_wishes(&l);
        find_renewals(&l);
        check_counted(&l);
        for (int every = 1; every >= 0; every--) /* "*" first: it would undo the others */
            for (size_t i = 0; i < l.n && !im->broken; i++)
                if ((l.wish[i].product == NULL) == (every == 1))
                    put(&l, i);
        import_progress(im, im->n);
    }
    roll_free(&l.roll);
}
