/* SPDX-License-Identifier: MIT */
/* db/criteria/criteria.c - a criteria set in memory: the questions asked of it, and its end. */
#include "db/criteria/criteria.h"

#include <stdlib.h>
#include <string.h>

#include "db/criteria/reader.h"

void crit_free(struct crit_set *s)
{
    if (!s)
        return;
    struct crit_owner *o = (struct crit_owner *)s;
    arena_free(o->mem);
    free(o);
}

const char *crit_note_word(enum crit_note_kind kind)
{
    static const char *const words[] = {
#define X(id, word) word,
        CRIT_NOTE_LIST(X)
#undef X
    };
    return words[kind];
}

int crit_minimum(const struct crit_node *leaf, int star)
{
    int most = -1;
    for (size_t i = 0; i < leaf->n_levels; i++) {
        const struct crit_level *l = &leaf->level[i];
        if (l->star && l->star <= star && l->points > most)
            most = l->points;
    }
    return most;
}

const struct crit_level *crit_level(const struct crit_node *leaf, const char *label)
{
    for (size_t i = 0; i < leaf->n_levels; i++)
        if (!strcmp(leaf->level[i].label, label))
            return &leaf->level[i];
    return NULL;
}

bool crit_allows_none(const struct crit_node *leaf)
{
    for (size_t i = 0; i < leaf->n_levels; i++)
        if (leaf->level[i].points == 0)
            return false;
    return true;
}

const struct crit_node *crit_leaf(const struct crit_set *s, const char *code)
{
    for (size_t i = 0; i < s->n_nodes; i++)
        if (s->node[i].kind == CRIT_LEAF && !strcmp(s->node[i].code, code))
            return &s->node[i];
    return NULL;
}

const struct crit_correction *crit_doubt(const struct crit_set *s, const char *code,
                                         const char *label)
{
    for (size_t i = 0; i < s->n_corrections; i++) {
        const struct crit_correction *c = &s->correction[i];
        if (!strcmp(c->criterion, code) && (!label || (c->level && !strcmp(c->level, label))))
            return c;
    }
    return NULL;
}

bool crit_is_decision(const char *id)
{
    return !strncmp(id, "qd26-2026/", strlen("qd26-2026/"));
}
