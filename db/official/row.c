/* SPDX-License-Identifier: MIT */
/* db/official/row.c - what a row of a sheet is: a part, a criterion (its code, or its name where
 * a word processor numbers by itself), a level (a box, or points), a case, or a note of the
 * criterion above. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/official/part.h"

/* ---- nodes ---- */

/* The node a row of @code stands for: of a section and its only criterion the criterion. */
static int find_code(const struct sheet_reader *s, const char *code)
{
    int found = -1;
    for (size_t i = 0; i < s->set->n_nodes; i++)
        if (strcmp(s->set->node[i].code, code) == 0)
            found = (int)i;
    return found;
}

/* A row without a code that has the name of a node further down. */
static int find_name(const struct sheet_reader *s, const char *text)
{
    for (size_t i = (size_t)(s->node + 1); i < s->set->n_nodes; i++) {
        const struct crit_node *n = &s->set->node[i];
        if (n->kind != CRIT_PART && !s->seen[i] && line_spells(text, n->name))
            return find_code(s, n->code);
        if (n->kind == CRIT_LEAF && (int)i > s->node + 12)
            break;
    }
    return -1;
}

/* ---- what was gathered of a criterion ---- */

void sheet_flush(struct sheet_reader *s)
{
    if (s->set && s->node >= 0 && s->set->node[s->node].kind == CRIT_LEAF && !s->lost)
        official_pair(s->r, s->set, &s->set->node[s->node], s->level, s->n_levels, true);
    s->n_levels = 0;
    s->which_case = 0;
}

static void add_note(struct sheet_reader *s, const char *text)
{
    if (s->node < 0 || s->lost || !*text)
        return;
    official_add(s->r->o, WORD_NOTE, s->set->id, s->set->node[s->node].code, "", text);
    s->r->out->notes++;
}

static void add_level(struct sheet_reader *s, const struct line *l)
{
    const char *note;
    if (s->node < 0 || s->lost)
        return;
    if (s->set->node[s->node].kind != CRIT_LEAF || s->n_levels == MAX_LEVELS) {
        official_warn(s->r, F_OFFICIAL_LEVEL_EXTRA, s->set->id, s->set->node[s->node].code, "",
                      l->text);
        return;
    }
    bool apart = line_note(l->rest);
    struct printed *p = &s->level[s->n_levels++];
    *p = (struct printed){.which_case = s->which_case, .points = l->points};
    char *text = xasprintf("%s%s%s", l->text, !apart && *l->rest ? " " : "", apart ? "" : l->rest);
    for (char *c = text; *c; c++)
        *c = *c == '\n' ? ' ' : *c;
    p->star = line_stars(text, &note);
    p->text = arena_strdup(s->r->doc->arena, text);
    add_note(s, note ? note : "");
    add_note(s, apart ? l->rest : "");
    free(text);
}

/* ---- rows of a sheet ---- */

static void check_max(struct sheet_reader *s, const struct crit_node *n, const char *points)
{
    char want[16];
    snprintf(want, sizeof want, "%d", n->max);
    if (*points && strcmp(points, want) != 0 &&
        !official_known(s->set, n->code, NULL, "max", points))
        official_warn(s->r, F_OFFICIAL_MAX, s->set->id, n->code, "", points);
}

static void add_name(struct sheet_reader *s, const char *code, const char *name, size_t n)
{
    char *own = xstrndup(name, n);
    text_squeeze(own);
    official_add(s->r->o, WORD_NAME, s->set->id, code, "", own);
    s->r->out->names++;
    free(own);
}

/* Go to a node: the one before it is complete. */
static void enter(struct sheet_reader *s, int node, const char *name, const struct line *l)
{
    const struct crit_node *n = &s->set->node[node];
    sheet_flush(s);
    s->node = node;
    s->lost = false;
    for (size_t i = 0; i < s->set->n_nodes; i++)
        if (strcmp(s->set->node[i].code, n->code) == 0)
            s->seen[i] = true;
    char *all = xasprintf("%s%s%s", name, *l->rest ? " " : "", l->rest);
    for (char *c = all; *c; c++)
        *c = *c == '\n' ? ' ' : *c;
    size_t len = line_name(all, n->name, strlen(name));
    if (!line_spells(all, n->name) && !official_known(s->set, n->code, NULL, "name", NULL))
        official_warn(s->r, F_OFFICIAL_NAME, s->set->id, n->code, "", name);
    add_name(s, n->code, all, len);
    add_note(s, all + len + strspn(all + len, " "));
    check_max(s, n, l->points);
    free(all);
}

static bool enter_part(struct sheet_reader *s, const struct line *l)
{
    char code[2] = "";
    for (char c = 'a'; c <= 'c' && !*code; c++) {
        char phrase[8] = {'p', 'h', 'a', 'n', ' ', c, 0};
        if (line_begins(l->text, phrase))
            code[0] = (char)(c - 'a' + 'A');
    }
    int node = *code ? find_code(s, code) : -1;
    if (node < 0)
        return false;
    /* "Phần A: NAME (40 Điểm)", perhaps in two lines */
    char *all = xasprintf("%s %s", l->text, l->rest);
    const char *name = strchr(all, code[0]);
    name = name ? name + 1 : all;
    name += strspn(name, " .:-");
    const char *paren = strrchr(name, '(');
    sheet_flush(s);
    add_name(s, code, name, paren ? (size_t)(paren - name) : strlen(name));
    free(all);
    s->node = node;
    s->seen[node] = true;
    s->lost = false;
    check_max(s, &s->set->node[node], l->points);
    return true;
}

static bool enter_case(struct sheet_reader *s, const struct line *l)
{
    if (s->node < 0 || !s->set->node[s->node].case_name[0])
        return false;
    const char *text = l->text;
    char c = 0;
    if ((text[0] == 'a' || text[0] == 'b') && (text[1] == '.' || text[1] == ')')) {
        c = text[0];
        text += 2;
    } else if (line_begins(text, "truong hop 1") || line_begins(text, "truong hop a")) {
        c = 'a';
    } else if (line_begins(text, "truong hop 2") || line_begins(text, "truong hop b")) {
        c = 'b';
    }
    if (!c)
        return false;
    char label[2] = {c, 0};
    s->which_case = c;
    official_add(s->r->o, WORD_LEVEL, s->set->id, s->set->node[s->node].code, label,
                 text + strspn(text, " "));
    return true;
}

static bool enter_criterion(struct sheet_reader *s, const struct line *l)
{
    char code[16];
    size_t skip;
    line_code(l->text, code, &skip);
    const char *name = l->text + skip;
    int node = *code ? find_code(s, code) : -1;
    bool named = node >= 0 && line_spells(name, s->set->node[node].name);
    bool numbered = isdigit((unsigned char)*l->points) != 0;
    if (node >= 0 && !s->seen[node] && (named || numbered)) {
        enter(s, node, name, l);
        return true;
    }
    if (!*code && !l->box && (node = find_name(s, l->text)) >= 0) {
        enter(s, node, l->text, l);
        return true;
    }
    if (!*code || l->box || !numbered || !*name)
        return false;
    sheet_flush(s);
    s->lost = true;
    official_warn(s->r, F_OFFICIAL_CRITERION_EXTRA, s->set->id, code, "", name);
    return true;
}

void sheet_line(struct sheet_reader *s, const struct line *l)
{
    if (!l->box && (enter_part(s, l) || enter_case(s, l) || enter_criterion(s, l)))
        return;
    if (l->box || line_number(l->points)) {
        add_level(s, l);
        return;
    }
    add_note(s, l->text);
    add_note(s, l->rest);
}
