/* SPDX-License-Identifier: MIT */
/* tui/kit/keymap.c - the table of actions, looked up; the bottom bar drawn from it. */
#include "tui/kit/keymap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/canvas/canvas.h"
#include "tui/kit/i18n.h"
#include "tui/kit/key.h"

static const struct action_table *table;

/* "{BALLOT_SUBMIT}" in a sentence is the first key of that action, as people read it. */
static bool named_key(const char *name, char out[I18N_NAME])
{
    char word[KEY_NAME];
    for (unsigned a = KIT_ACT_NONE + 1; a < table->rows; a++) {
        const char *keys = table->row[a].keys;
        if (strcmp(table->row[a].name, name) == 0 && key_word(&keys, word)) {
            snprintf(out, I18N_NAME, "%s", key_label(word));
            return true;
        }
    }
    return false;
}

void keymap_use(const struct action_table *t)
{
    table = t;
    i18n_names(named_key);
}

const struct action_row *action_row(unsigned a)
{
    return &table->row[a];
}

const char *scope_title(unsigned scope)
{
    return table->title[scope];
}

/* "0-9" -> true, and the two digits. */
static bool key_range(const char *word, char *first, char *last)
{
    if (strlen(word) != 3 || word[1] != '-' || word[0] < '0' || word[2] > '9' || word[0] > word[2])
        return false;
    *first = word[0];
    *last = word[2];
    return true;
}

static bool key_same(const struct key *a, const struct key *b)
{
    bool with_ch = a->code == K_CHAR || a->code == K_CTRL || a->code == K_ALT;
    return a->code == b->code && (!with_ch || a->ch == b->ch);
}

static bool key_word_matches(const char *word, const struct key *k)
{
    char first, last;
    struct key want;
    if (key_range(word, &first, &last))
        return k->code == K_CHAR && k->ch >= (uint32_t)first && k->ch <= (uint32_t)last;
    return strcmp(word, "Type") != 0 && key_parse(word, &want) && key_same(&want, k);
}

static bool bound(const struct action_row *row, const struct key *k)
{
    char word[KEY_NAME];
    for (const char *p = row->keys; key_word(&p, word);)
        if (key_word_matches(word, k))
            return true;
    return false;
}

unsigned keymap_find(unsigned scope, const struct key *k)
{
    unsigned in[] = {scope, KIT_SCOPE_ALL};
    for (size_t i = 0; i < sizeof in / sizeof *in; i++)
        for (unsigned a = KIT_ACT_NONE + 1; a < table->rows; a++)
            if (table->row[a].scope == in[i] && bound(&table->row[a], k))
                return table->row[a].flags & A_KEY ? KIT_ACT_NONE : a;
    return KIT_ACT_NONE;
}

const char *keymap_refusal(unsigned a, unsigned holds)
{
    unsigned missing = table->row[a].flags & (unsigned)NEED_ALL & ~holds;
    for (unsigned i = 0; i < table->needs; i++)
        if (missing & 1u << i)
            return table->refusal[i];
    return NULL;
}

size_t keymap_rows(unsigned scope, bool menu, unsigned out[KEYMAP_ROWS])
{
    unsigned in[] = {scope, KIT_SCOPE_ALL};
    size_t n = 0;
    for (size_t i = 0; i < (scope == KIT_SCOPE_ALL ? 1 : 2); i++)
        for (unsigned a = KIT_ACT_NONE + 1; a < table->rows && n < KEYMAP_ROWS; a++)
            if (table->row[a].scope == in[i] && !(menu && table->row[a].flags & A_KEY))
                out[n++] = a;
    return n;
}

char *action_keys(unsigned a)
{
    char word[KEY_NAME];
    char *out = xstrdup("");
    for (const char *p = table->row[a].keys; key_word(&p, word);) {
        char *longer = xasprintf("%s%s%s", out, *out ? " " : "", key_label(word));
        free(out);
        out = longer;
    }
    return out;
}

/* ---- the bottom bar ---- */

/* What the bar shows for the keys of a row: the first, or all if they are arrows. */
static void bar_keys(const struct action_row *row, char *out, size_t size)
{
    char word[KEY_NAME];
    const char *p = row->keys;
    *out = '\0';
    while (key_word(&p, word)) {
        const char *label = key_label(word);
        bool arrow = label != word && strcmp(label, word) != 0 && text_columns(label) == 1;
        size_t n = strlen(out);
        if (n && !arrow)
            return;
        snprintf(out + n, size - n, "%s", label);
        if (!arrow || !(row->flags & A_KEY))
            return;
    }
}

struct bar_item {
    unsigned action;
    char keys[32];
    int col, cols;
};

/* The items that are to be in the bar, in order; returns how many.  Of KIT_SCOPE_ALL come help,
 * menu and back, in this order of importance. */
static int bar_items(unsigned scope, struct bar_item *out)
{
    static const unsigned common[] = {KIT_ACT_HELP, KIT_ACT_MENU, KIT_ACT_BACK};
    unsigned own[KEYMAP_ROWS];
    int n = 0;
    size_t count = scope == KIT_SCOPE_ALL ? 0 : keymap_rows(scope, false, own);
    for (size_t i = 0; i < count; i++)
        if (table->row[own[i]].scope == scope && !(table->row[own[i]].flags & A_QUIET))
            out[n++].action = own[i];
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        out[n++].action = common[i];
    for (int i = 0; i < n; i++) {
        const struct action_row *row = &table->row[out[i].action];
        bar_keys(row, out[i].keys, sizeof out[i].keys);
        out[i].cols = (int)(text_columns(out[i].keys) + 1 + text_columns(_(row->label)));
    }
    return n;
}

static int bar_width(const struct bar_item *item, int n, int gap)
{
    int cols = 0;
    for (int i = 0; i < n; i++)
        cols += item[i].cols + (i ? gap : 0);
    return cols;
}

/* Take item @at out of @n; returns how many are left. */
static int bar_drop(struct bar_item *item, int n, int at)
{
    memmove(item + at, item + at + 1, (size_t)(n - at - 1) * sizeof *item);
    return n - 1;
}

int keymap_bar_columns(unsigned scope)
{
    struct bar_item item[KEYMAP_ROWS];
    int n = bar_items(scope, item);
    return bar_width(item, bar_drop(item, n, n - 2), 2); /* the menu may be left out */
}

/* Place the items in @cols columns: three blanks between them, two if three are too many. If
 * two are, the menu is left out, then whatever finds no room at the end.
 * Returns how many are in. */
static int bar_place(unsigned scope, int cols, struct bar_item *item)
{
    int n = bar_items(scope, item), gap = 3;
    if (bar_width(item, n, gap) > cols)
        gap = 2;
    if (bar_width(item, n, gap) > cols)
        n = bar_drop(item, n, n - 2);
    if (bar_width(item, n, 3) <= cols)
        gap = 3;
    while (n > 1 && bar_width(item, n, gap) > cols)
        n--;
    if (bar_width(item, n, 3) <= cols)
        gap = 3;
    for (int i = 0, col = 0; i < n; i++) {
        item[i].col = col;
        col += item[i].cols + gap;
    }
    return n;
}

void keymap_bar(unsigned scope, unsigned holds, struct canvas *c, int row)
{
    struct bar_item item[KEYMAP_ROWS];
    int n = bar_place(scope, c->cols, item);
    canvas_fill(c, row, 0, 1, c->cols, STYLE_NORMAL);
    for (int i = 0; i < n; i++) {
        bool off = keymap_refusal(item[i].action, holds) != NULL;
        int col = item[i].col;
        col += canvas_text(c, row, col, -1, off ? STYLE_DIM : STYLE_KEY, item[i].keys) + 1;
        canvas_text(c, row, col, -1, off ? STYLE_DIM : STYLE_BAR,
                    _(table->row[item[i].action].label));
    }
}

unsigned keymap_bar_at(unsigned scope, int cols, int col)
{
    struct bar_item item[KEYMAP_ROWS];
    int n = bar_place(scope, cols, item);
    for (int i = 0; i < n; i++)
        if (col >= item[i].col && col < item[i].col + item[i].cols)
            return table->row[item[i].action].flags & A_KEY ? KIT_ACT_NONE : item[i].action;
    return KIT_ACT_NONE;
}
