/* SPDX-License-Identifier: MIT */
/* db/criteria/level.c - the levels and the notes of a criterion, out of a document. */
#include <stdio.h>
#include <string.h>

#include "db/criteria/reader.h"

/* ---- notes ---- */

static void add_ref(struct reader *r, const char *code, const char *self, const struct value *at)
{
    struct crit_ref *ref = arena_alloc(r->mem, sizeof *ref);
    *ref = (struct crit_ref){.code = code, .self = self, .at = at, .next = r->refs};
    r->refs = ref;
}

/* A list of codes of leaves, as one text with blanks between. */
static const char *read_scope(struct reader *r, const struct value *list)
{
    size_t n = crit_items(r, list), len = 1;
    const char **code = arena_alloc(r->mem, n * sizeof *code);
    if (list && list->kind == VALUE_LIST && !n)
        crit_fault(r, list, F_CRIT_LIST_EMPTY, NULL, NULL);
    for (size_t i = 0; i < n; i++) {
        const struct value *at = crit_item(list, i);
        code[i] = crit_text(r, at);
        if (!code[i])
            continue;
        for (size_t j = 0; j < i; j++)
            if (code[j] && !strcmp(code[i], code[j]))
                crit_fault(r, at, F_CRIT_REF_TWICE, code[i], NULL);
        add_ref(r, code[i], NULL, at);
        len += strlen(code[i]) + 1;
    }
    char *all = arena_alloc(r->mem, len), *end = all;
    for (size_t i = 0; i < n; i++)
        if (code[i])
            end = stpcpy(stpcpy(end, end == all ? "" : " "), code[i]);
    return all;
}

static void read_note(struct reader *r, const struct value *at, struct crit_note *note,
                      const char *self)
{
    static const char *const words[] = {
#define X(id, word) word,
        CRIT_NOTE_LIST(X)
#undef X
            NULL};
    static const struct value_key plain[] = {{"type", true}, {"text", true}},
                                  depends[] = {{"type", true}, {"text", true}, {"on", true}},
                                  scope[] = {{"type", true}, {"text", true}, {"scope", true}};
    const struct value *v[3] = {0};
    int kind = -1;
    /* The kind decides which keys there may be, so it is looked for first. */
    for (size_t i = 0; at->kind == VALUE_MAP && i < at->n; i++) {
        const struct value *k = at->item[2 * i];
        if (k->kind == VALUE_TEXT && !strcmp(k->text, "type")) {
            kind = crit_word(r, at->item[2 * i + 1], words);
            if (kind < 0)
                return;
            break;
        }
    }
    if (kind == CRIT_NOTE_DEPENDS        ? !crit_keys(r, at, depends, 3, v)
        : kind == CRIT_NOTE_STOP_IF_ZERO ? !crit_keys(r, at, scope, 3, v)
                                         : !crit_keys(r, at, plain, 2, v))
        return;
    note->kind = kind < 0 ? CRIT_NOTE_GUIDANCE : (enum crit_note_kind)kind;
    note->text = crit_text(r, v[1]);
    if (kind == CRIT_NOTE_DEPENDS) {
        note->ref = crit_text(r, v[2]);
        if (note->ref)
            add_ref(r, note->ref, self, v[2]);
    } else if (kind == CRIT_NOTE_STOP_IF_ZERO) {
        note->ref = read_scope(r, v[2]);
    }
}

void crit_read_notes(struct reader *r, const struct value *list, struct crit_node *n)
{
    n->n_notes = crit_items(r, list);
    n->note = arena_alloc(r->mem, n->n_notes * sizeof *n->note);
    for (size_t i = 0; i < n->n_notes; i++)
        read_note(r, crit_item(list, i), &n->note[i], n->code);
}

/* ---- levels ---- */

static void read_level(struct reader *r, const struct value *self, const struct crit_node *n,
                       struct crit_level *l, struct level_at *at)
{
    static const struct value_key keys[] = {
        {"points", true}, {"text", true}, {"star", false}, {"case", false}};
    static const char *const cases[] = {"a", "b", NULL};
    const struct value *v[4];
    l->points = -1;
    l->text = "";
    at->self = self;
    if (!crit_keys(r, self, keys, 4, v))
        return;
    at->points = v[0];
    at->text = v[1];
    at->star = v[2];
    l->points = crit_number(r, v[0], 0, 100);
    const char *text = crit_text(r, v[1]);
    if (text)
        l->text = text;
    int star = crit_number(r, v[2], 3, 5);
    l->star = star > 0 ? star : 0;
    int which = crit_word(r, v[3], cases);
    l->which_case = which < 0 ? '\0' : "ab"[which];
    if (n->case_name[0] && !v[3])
        crit_fault(r, self, F_CRIT_CASE_MISSING, NULL, NULL);
    if (!n->case_name[0] && v[3])
        crit_fault(r, v[3], F_CRIT_CASE_EXTRA, NULL, NULL);
}

/* "1", "2" in the printed order; "a1", "b1" within a case. */
static void name_levels(struct crit_node *n)
{
    int count[3] = {0};
    for (size_t i = 0; i < n->n_levels; i++) {
        struct crit_level *l = &n->level[i];
        int at = ++count[l->which_case ? l->which_case - 'a' + 1 : 0];
        if (l->which_case)
            snprintf(l->label, sizeof l->label, "%c%d", l->which_case, at % 100);
        else
            snprintf(l->label, sizeof l->label, "%d", at % 100);
    }
}

void crit_read_levels(struct reader *r, struct crit_node *n, const struct value *self,
                      const struct value *const *v)
{
    static const struct value_key cases[] = {{"a", true}, {"b", true}};
    const struct value *c[2];
    struct level_at at[CRIT_LEVELS] = {0};
    const struct value *list = v[K_LEVELS];
    if (v[K_CASES] && crit_keys(r, v[K_CASES], cases, 2, c)) {
        const char *name[2] = {crit_text(r, c[0]), crit_text(r, c[1])};
        for (int i = 0; i < 2; i++)
            n->case_name[i] = name[i] ? name[i] : "";
    }
    n->levels_implied = crit_bool(r, v[K_IMPLIED]);
    size_t count = crit_items(r, list);
    if (list->kind == VALUE_LIST && !count)
        crit_fault(r, list, F_CRIT_LIST_EMPTY, NULL, NULL);
    if (count > CRIT_LEVELS) {
        char most[16];
        snprintf(most, sizeof most, "%d", CRIT_LEVELS);
        crit_fault(r, crit_item(list, CRIT_LEVELS), F_CRIT_LEVELS, most, NULL);
        count = CRIT_LEVELS;
    }
    n->n_levels = count;
    n->level = arena_alloc(r->mem, count * sizeof *n->level);
    for (size_t i = 0; i < count; i++)
        read_level(r, crit_item(list, i), n, &n->level[i], &at[i]);
    name_levels(n);
    if (count)
        crit_check_levels(r, n, at, self, v[K_MAX]);
}
