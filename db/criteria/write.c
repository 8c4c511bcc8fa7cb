/* SPDX-License-Identifier: MIT */
/* db/criteria/write.c - a criteria set as YAML: the form that a session keeps, and one text for
 * one content. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/criteria/criteria.h"

struct out {
    char *text;
    size_t len, cap;
};

static void put_bytes(struct out *o, const char *s, size_t n)
{
    if (o->len + n + 1 > o->cap) {
        o->cap = (o->len + n + 1) * 2;
        o->text = xrealloc(o->text, o->cap);
    }
    memcpy(o->text + o->len, s, n);
    o->len += n;
    o->text[o->len] = '\0';
}

static void put(struct out *o, const char *s)
{
    put_bytes(o, s, strlen(s));
}

static void put_number(struct out *o, const char *key, int v)
{
    char text[64];
    snprintf(text, sizeof text, "%s: %d", key, v);
    put(o, text);
}

/* In double quotes, where only these two characters mean something: others that would are refused
 * at the door (text_check). */
static void put_quoted(struct out *o, const char *s)
{
    put(o, "\"");
    for (; *s; s++) {
        if (*s == '"' || *s == '\\')
            put(o, "\\");
        put_bytes(o, s, 1);
    }
    put(o, "\"");
}

/* "key: "text"" after @before; nothing when there is no text. */
static void put_text(struct out *o, const char *before, const char *key, const char *s)
{
    if (!s)
        return;
    put(o, before);
    put(o, key);
    put(o, ": ");
    put_quoted(o, s);
}

static void put_list(struct out *o, const char *key, const char *const *v, size_t n)
{
    put(o, key);
    put(o, ": [");
    for (size_t i = 0; i < n; i++) {
        put(o, i ? ", " : "");
        put_quoted(o, v[i]);
    }
    put(o, "]\n");
}

static void put_head(struct out *o, const struct crit_set *s)
{
    put_text(o, "", "id", s->id);
    put(o, "\n");
    put_number(o, "no", s->no);
    put_text(o, "\n", "name", s->name);
    put_text(o, "\n", "name_in_list", s->name_in_list);
    put_text(o, "\n", "legal", s->legal);
    put_text(o, "\n", "article", s->article);
    put_text(o, "\n", "source", s->source);
    put_text(o, "\n", "in_force", s->in_force);
    put_text(o, "\n", "industry", s->industry);
    put_text(o, "\n", "group", s->group);
    put_text(o, "\n", "subgroup", s->subgroup);
    put(o, "\n");
    put_list(o, "agencies", s->agency, s->n_agencies);
    put_number(o, "samples", s->samples);
    put(o, s->star_note ? "\nstar_note: true\n" : "\nstar_note: false\n");
    put_list(o, "disqualifiers", s->disqualifier, s->n_disqualifiers);
}

static void put_corrections(struct out *o, const struct crit_set *s)
{
    put(o, s->n_corrections ? "corrections:\n" : "corrections: []\n");
    for (size_t i = 0; i < s->n_corrections; i++) {
        const struct crit_correction *c = &s->correction[i];
        put_text(o, "  - ", "criterion", c->criterion);
        put_text(o, "\n    ", "level", c->level);
        put(o, "\n    field: ");
        put(o, c->field);
        put_text(o, "\n    ", "printed", c->printed);
        put_text(o, "\n    ", "used", c->used);
        put(o, c->forced ? "\n    kind: forced" : "\n    kind: suspect");
        put_text(o, "\n    ", "why", c->why);
        put(o, "\n");
    }
}

/* The codes of a scope, which stand with blanks between. */
static void put_scope(struct out *o, const char *codes)
{
    put(o, ", scope: [");
    while (*codes) {
        size_t n = strcspn(codes, " ");
        put(o, "\"");
        put_bytes(o, codes, n);
        codes += n + (codes[n] == ' ');
        put(o, *codes ? "\", " : "\"");
    }
    put(o, "]");
}

static void put_notes(struct out *o, const struct crit_node *n, const char *indent)
{
    if (n->n_notes) {
        put(o, indent);
        put(o, "notes:\n");
    }
    for (size_t i = 0; i < n->n_notes; i++) {
        const struct crit_note *note = &n->note[i];
        put(o, indent);
        put(o, "  - {type: ");
        put(o, crit_note_word(note->kind));
        if (note->ref && note->kind == CRIT_NOTE_DEPENDS)
            put_text(o, ", ", "on", note->ref);
        else if (note->ref)
            put_scope(o, note->ref);
        put_text(o, ", ", "text", note->text);
        put(o, "}\n");
    }
}

static void put_levels(struct out *o, const struct crit_node *n, const char *indent)
{
    if (n->case_name[0]) {
        put(o, indent);
        put_text(o, "cases: {", "a", n->case_name[0]);
        put_text(o, ", ", "b", n->case_name[1]);
        put(o, "}\n");
    }
    if (n->levels_implied) {
        put(o, indent);
        put(o, "levels_implied: true\n");
    }
    put(o, indent);
    put(o, "levels:\n");
    for (size_t i = 0; i < n->n_levels; i++) {
        const struct crit_level *l = &n->level[i];
        put(o, indent);
        put(o, "  - {");
        if (l->which_case)
            put(o, l->which_case == 'a' ? "case: a, " : "case: b, ");
        put_number(o, "points", l->points);
        if (l->star) {
            put(o, ", ");
            put_number(o, "star", l->star);
        }
        put_text(o, ", ", "text", l->text);
        put(o, "}\n");
    }
}

static void put_node(struct out *o, const struct crit_set *s, size_t at)
{
    static const char blanks[] = "                        ";
    const struct crit_node *n = &s->node[at];
    bool first = n->parent < 0 ? at == 0 : (size_t)n->parent + 1 == at;
    char indent[sizeof blanks];
    snprintf(indent, sizeof indent, "%.*s", 4 * n->depth, blanks);
    if (first) {
        put(o, indent);
        put(o, n->depth == 0 ? "parts:\n" : n->depth == 1 ? "sections:\n" : "criteria:\n");
    }
    put(o, indent);
    put_text(o, "  - ", "code", n->code);
    snprintf(indent, sizeof indent, "%.*s", 4 * n->depth + 4, blanks);
    put(o, "\n");
    put(o, indent);
    put_text(o, "", "name", n->name);
    put(o, "\n");
    put(o, indent);
    put_number(o, "max", n->max);
    put(o, "\n");
    put_notes(o, n, indent);
    if (n->kind == CRIT_LEAF)
        put_levels(o, n, indent);
}

char *crit_yaml(const struct crit_set *s)
{
    struct out o = {0};
    put_head(&o, s);
    put_corrections(&o, s);
    for (size_t i = 0; i < s->n_nodes; i++)
        put_node(&o, s, i);
    return o.text;
}
