/* SPDX-License-Identifier: MIT */
/* export/ballot/form.c - the items of one ballot, as the sheets of Phụ lục II have them: the
 * criteria with their levels, the total, the opinion, the signature (head.c: its head). */
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "export/ballot/ballots.h"
#include "export/words.h"

/* Not in Times New Roman; every system has another type to show them. */
#define TICKED "☑"
#define UNTICKED "☐"

/* A line of a panel, to write on. */
#define DOTS BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK

/* ---- words: the law's, else ours ---- */

static const char *name_of(const struct form *f, const struct crit_node *n)
{
    const char *law = official_name(f->from->law, f->set->id, n->code);
    return law ? law : n->name;
}

static const char *level_of(const struct form *f, const struct crit_node *n,
                            const struct crit_level *l)
{
    const char *law = official_level(f->from->law, f->set->id, n->code, l->label);
    return law ? law : l->text;
}

bool form_binding(const struct crit_note *n)
{
    return n->kind != CRIT_NOTE_GUIDANCE && n->kind != CRIT_NOTE_EVIDENCE;
}

/* ---- table --------------------------------------------------------------------------------- */

/* What is chosen is shaded, not bold: a ballot is as high whatever is ticked. */
static void put_level(struct form *f, const char *text, int star, int points, bool chosen)
{
    static const char stars[] = "*****";
    char *line =
        xasprintf("%s %s%s%.*s", chosen ? TICKED : UNTICKED, text, star ? " " : "", star, stars);
    form_row(f, chosen ? STYLE_FORM_TICKED : STYLE_FORM_CELL, line,
             chosen ? STYLE_FORM_GROUP_NUMBER : STYLE_FORM_NUMBER, points);
    free(line);
}

static void put_case(struct form *f, const struct crit_node *node, char which_case)
{
    const char label[2] = {which_case, 0};
    const char *law = official_level(f->from->law, f->set->id, node->code, label);
    if (law)
        form_format(f, FORM_PANEL, STYLE_FORM_ITALIC, "%c. %s", which_case, law);
    else
        form_format(f, FORM_PANEL, STYLE_FORM_ITALIC, "Trường hợp %c: %s", which_case,
                    node->case_name[which_case - 'a']);
}

static void put_notes(struct form *f, const struct crit_node *node)
{
    const char *note = official_note(f->from->law, f->set->id, node->code, 0);
    if (official_name(f->from->law, f->set->id, node->code)) {
        for (size_t i = 0; note; note = official_note(f->from->law, f->set->id, node->code, ++i))
            form_text(f, FORM_PANEL, STYLE_FORM_ITALIC, note);
        return;
    }
    for (size_t i = 0; i < node->n_notes; i++)
        if (form_binding(&node->note[i]))
            form_text(f, FORM_PANEL, STYLE_FORM_ITALIC, node->note[i].text);
}

static void put_leaf(struct form *f, const struct ballot_line *line)
{
    const struct crit_node *node = line->node;
    const char *label = f->from->blank ? NULL : line->label;
    char *name = xasprintf("%s. %s", node->code, name_of(f, node));
    form_row(f, STYLE_FORM_BOLD, name, STYLE_FORM_NUMBER_BOLD, node->max);
    free(name);
    put_notes(f, node);
    char which_case = 0;
    for (size_t i = 0; i < node->n_levels; i++) {
        const struct crit_level *l = &node->level[i];
        if (l->which_case && l->which_case != which_case)
            put_case(f, node, l->which_case);
        which_case = l->which_case;
        put_level(f, level_of(f, node, l), l->star, l->points,
                  label && strcmp(label, l->label) == 0);
    }
    /* The law prints no row for it; a sample has as many as there may be. */
    if (f->sample ? !f->from->blank && crit_allows_none(node) : label && strcmp(label, "0") == 0)
        put_level(f, "Không đạt mức nào", 0, 0, true);
}

static void put_group(struct form *f, const char *before, const struct crit_node *node)
{
    char *name = xasprintf("%s%s. %s", before, node->code, name_of(f, node));
    form_row(f, STYLE_FORM_GROUP, name, STYLE_FORM_GROUP_NUMBER, node->max);
    free(name);
}

/* The law's last row, and below it what was given: by hand on a blank. */
static void put_total(struct form *f)
{
    const struct ballot *b = f->b;
    size_t part = 0;
    form_row(f, STYLE_FORM_GROUP, "TỔNG CỘNG", STYLE_FORM_GROUP_NUMBER, 100);
    for (size_t i = 0; i < b->n && !f->from->blank; i++) {
        const struct crit_node *node = b->line[i].node;
        if (node->kind != CRIT_PART || part == sizeof b->part / sizeof *b->part)
            continue;
        char *name = xasprintf("Điểm chấm phần %s", node->code);
        form_row(f, STYLE_FORM_CELL, name, STYLE_FORM_NUMBER, b->part[part++]);
        free(name);
    }
    form_row(f, STYLE_FORM_BOLD, "TỔNG ĐIỂM CHẤM", STYLE_FORM_NUMBER_BOLD,
             f->from->blank ? NO_NUMBER : b->total);
}

/* Headings belong to the criterion below them, the total to the one above. */
static void put_table(struct form *f)
{
    const struct ballot *b = f->b;
    bool headed = false;
    for (size_t i = 0; i < b->n; i++) {
        const struct crit_node *node = b->line[i].node;
        /* A section that is one criterion of the same number needs no row of its own. */
        if (node->kind != CRIT_LEAF && i + 1 < b->n &&
            strcmp(b->line[i + 1].node->code, node->code) == 0)
            continue;
        if (!headed)
            form_block(f, true);
        headed = node->kind != CRIT_LEAF;
        if (node->kind == CRIT_LEAF)
            put_leaf(f, &b->line[i]);
        else
            put_group(f, node->kind == CRIT_PART ? "PHẦN " : "", node);
    }
    put_total(f);
}

/* ---- foot ---------------------------------------------------------------------------------- */

static void put_signature(struct form *f)
{
    enum { SPACE = 5 }; /* rows for the signature itself */
    form_room(f, 1);
    form_text(f, FORM_PANEL, STYLE_FORM_SLOPED,
              BLANK BLANK ", ngày " BLANK " tháng " BLANK " năm " BLANK);
    form_text(f, FORM_PANEL, STYLE_FORM_STRONG, "Người đánh giá");
    form_text(f, FORM_PANEL, STYLE_FORM_SLOPED, "(Ký và ghi rõ họ tên)");
    form_room(f, SPACE);
    form_text(f, FORM_PANEL, STYLE_FORM_STRONG, f->member->name);
}

/* The last line of opinion and the signature stay together. */
static void put_opinions(struct form *f)
{
    enum { LINES = 3, HIGH = 2 }; /* to write on by hand */
    const struct ballot *b = f->b;
    bool wrote = !f->from->blank && !f->sample, any = wrote && b->opinion && b->opinion[0];
    form_block(f, false);
    form_room(f, 1);
    form_text(f, FORM_PANEL, STYLE_FORM_LABEL, "Ý kiến của người đánh giá:");
    if (any)
        form_text(f, FORM_PANEL, STYLE_FORM_FIELD, b->opinion);
    for (size_t i = 0; i < b->n && wrote; i++) {
        if (!b->line[i].note || !b->line[i].note[0])
            continue;
        if (any)
            form_block(f, false);
        form_format(f, FORM_PANEL, STYLE_FORM_FIELD, "- Tiêu chí %s: %s", b->line[i].node->code,
                    b->line[i].note);
        any = true;
    }
    for (int i = 0; !any && i < LINES; i++) {
        form_text(f, FORM_PANEL, STYLE_FORM_FIELD, DOTS);
        f->item[f->n - 1].least = HIGH;
    }
    put_signature(f);
}

void form_fill(struct form *f)
{
    form_head(f);
    put_table(f);
    put_opinions(f);
}
