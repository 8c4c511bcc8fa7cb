/* SPDX-License-Identifier: MIT */
/* export/ballot_form.c - the rows of one ballot, as the sheets of Phụ lục II have them: the
 * criteria with their levels, the total, the opinion, the signature (ballot_head.c: its head).
 * Points given stand in a column of their own, which the law's sheet has not: a sum can be checked
 * against them. */
#include <stdlib.h>
#include <string.h>

#include "db/text.h"
#include "export/ballots.h"
#include "export/terms.h"
#include "export/words.h"

/* Not in Times New Roman; every system has another type to show them. */
#define TICKED "☑"
#define UNTICKED "☐"

/* A third of a line to write on. */
#define DOTS BLANK BLANK BLANK BLANK BLANK BLANK

/* ---- words: the law's, else ours ---- */

static const char *name_of(const struct form *f, const struct crit_node *n)
{
    const char *law = official_name(f->from->law, f->b->set->id, n->code);
    return law ? law : n->name;
}

static const char *level_of(const struct form *f, const struct crit_node *n,
                            const struct crit_level *l)
{
    const char *law = official_level(f->from->law, f->b->set->id, n->code, l->label);
    return law ? law : l->text;
}

/* ---- table --------------------------------------------------------------------------------- */

static void put_group(struct form *f, const char *before, const struct crit_node *node,
                      const int *points)
{
    put_format(f->p, FORM_TEXT, STYLE_FORM_GROUP, "%s%s. %s", before, node->code, name_of(f, node));
    put_number(f->p, FORM_MAX, STYLE_FORM_GROUP_NUMBER, node->max);
    if (points && !f->from->blank)
        put_number(f->p, FORM_POINTS, STYLE_FORM_GROUP_NUMBER, *points);
    else
        put_text(f->p, FORM_POINTS, STYLE_FORM_GROUP, "");
    end_row(f->p);
}

static void put_level(struct form *f, const char *text, int star, int points, bool chosen)
{
    static const char stars[] = "*****";
    put_format(f->p, FORM_TEXT, chosen ? STYLE_FORM_BOLD : STYLE_FORM_CELL, "%s %s%s%.*s",
               chosen ? TICKED : UNTICKED, text, star ? " " : "", star, stars);
    put_number(f->p, FORM_MAX, chosen ? STYLE_FORM_NUMBER_BOLD : STYLE_FORM_NUMBER, points);
    put_text(f->p, FORM_POINTS, STYLE_FORM_CELL, "");
    end_row(f->p);
}

static void put_line(struct form *f, const char *text)
{
    put_text(f->p, FORM_TEXT, STYLE_FORM_ITALIC, text);
    put_text(f->p, FORM_MAX, STYLE_FORM_CELL, "");
    put_text(f->p, FORM_POINTS, STYLE_FORM_CELL, "");
    end_row(f->p);
}

static void put_case(struct form *f, const struct crit_node *node, char branch)
{
    const char label[2] = {branch, 0};
    const char *law = official_level(f->from->law, f->b->set->id, node->code, label);
    char *text = law ? xasprintf("%c. %s", branch, law)
                     : xasprintf("Trường hợp %c: %s", branch, node->branch_name[branch - 'a']);
    put_line(f, text);
    free(text);
}

static void put_notes(struct form *f, const struct crit_node *node)
{
    const char *note = official_note(f->from->law, f->b->set->id, node->code, 0);
    if (official_name(f->from->law, f->b->set->id, node->code)) {
        for (size_t i = 0; note; note = official_note(f->from->law, f->b->set->id, node->code, ++i))
            put_line(f, note);
        return;
    }
    for (size_t i = 0; i < node->n_notes; i++)
        put_line(f, node->note[i].text);
}

static void put_leaf(struct form *f, const struct ballot_line *line)
{
    const struct crit_node *node = line->node;
    const char *label = f->from->blank ? NULL : line->label;
    put_format(f->p, FORM_TEXT, STYLE_FORM_BOLD, "%s. %s", node->code, name_of(f, node));
    put_number(f->p, FORM_MAX, STYLE_FORM_NUMBER_BOLD, node->max);
    if (label)
        put_number(f->p, FORM_POINTS, STYLE_FORM_NUMBER_BOLD, line->points);
    else
        put_text(f->p, FORM_POINTS, STYLE_FORM_CELL, "");
    end_row(f->p);
    put_notes(f, node);
    char branch = 0;
    for (size_t i = 0; i < node->n_levels; i++) {
        const struct crit_level *l = &node->level[i];
        if (l->branch && l->branch != branch)
            put_case(f, node, l->branch);
        branch = l->branch;
        put_level(f, level_of(f, node, l), l->star, l->points,
                  label && strcmp(label, l->label) == 0);
    }
    if (label && strcmp(label, "0") == 0) /* the law prints no row for it */
        put_level(f, "Không đạt mức nào (0 điểm)", 0, 0, true);
}

static void put_total(struct form *f)
{
    put_text(f->p, FORM_TEXT, STYLE_FORM_GROUP, "TỔNG CỘNG");
    put_number(f->p, FORM_MAX, STYLE_FORM_GROUP_NUMBER, 100);
    if (f->from->blank)
        put_text(f->p, FORM_POINTS, STYLE_FORM_GROUP, "");
    else
        put_number(f->p, FORM_POINTS, STYLE_FORM_GROUP_NUMBER, f->b->total);
    end_row(f->p);
}

/* Headings belong to the criterion below them. */
static void put_table(struct form *f)
{
    enum { PARTS = sizeof f->b->part / sizeof *f->b->part };
    const struct ballot *b = f->b;
    int part = 0;
    bool headed = true; /* the first block is the head of the form and the first criterion */
    form_columns(f->p);
    for (size_t i = 0; i < b->n; i++) {
        const struct crit_node *node = b->line[i].node;
        /* A section that is one criterion of the same number needs no row of its own. */
        bool same = node->kind != CRIT_LEAF && i + 1 < b->n &&
                    strcmp(b->line[i + 1].node->code, node->code) == 0;
        if (same)
            continue;
        if (!headed)
            form_block(f, true);
        headed = node->kind != CRIT_LEAF;
        if (node->kind == CRIT_LEAF)
            put_leaf(f, &b->line[i]);
        else if (node->kind == CRIT_PART)
            put_group(f, "PHẦN ", node, part < PARTS ? &b->part[part] : NULL);
        else
            put_group(f, "", node, NULL);
        part += node->kind == CRIT_PART;
    }
    put_total(f); /* with the last criterion: never alone on a page */
}

/* ---- foot ---------------------------------------------------------------------------------- */

static void put_signature(struct form *f)
{
    enum { SPACE = 3 }; /* rows for the signature itself */
    struct paper *p = f->p;
    put_span(p, 0, FORM_LAST, STYLE_RIGHT_ITALIC,
             BLANK BLANK ", ngày " BLANK " tháng " BLANK " năm " BLANK);
    end_row(p);
    put_span(p, 0, FORM_LAST, STYLE_RIGHT_BOLD, "Người đánh giá");
    end_row(p);
    put_span(p, 0, FORM_LAST, STYLE_RIGHT_ITALIC, "(Ký và ghi rõ họ tên)");
    end_row(p);
    for (int i = 0; i < SPACE; i++)
        skip_row(p);
    put_span(p, 0, FORM_LAST, STYLE_RIGHT_BOLD, f->member->name);
    end_row(p);
}

static void put_note_of(struct form *f, const struct ballot_line *line)
{
    put_span_format(f->p, 0, FORM_LAST, STYLE_TEXT, "- Tiêu chí %s: %s", line->node->code,
                    line->note);
    end_row(f->p);
}

/* The last line of opinion and the signature stay together. */
static void put_opinions(struct form *f)
{
    enum { LINES = 3 }; /* to write on by hand */
    const struct ballot *b = f->b;
    size_t notes = 0, seen = 0;
    bool opinion = !f->from->blank && b->opinion && b->opinion[0];
    for (size_t i = 0; i < b->n && !f->from->blank; i++)
        notes += b->line[i].note && b->line[i].note[0];
    form_block(f, false);
    put_span(f->p, 0, FORM_LAST, STYLE_BOLD, "Ý kiến của người đánh giá:");
    end_row(f->p);
    if (opinion) {
        put_span(f->p, 0, FORM_LAST, STYLE_TEXT, b->opinion);
        end_row(f->p);
    }
    for (size_t i = 0; i < b->n && notes; i++) {
        if (!b->line[i].note || !b->line[i].note[0])
            continue;
        if (seen++ > 0)
            form_block(f, false);
        put_note_of(f, &b->line[i]);
    }
    for (int i = 0; !notes && !opinion && i < LINES; i++) {
        put_span(f->p, 0, FORM_LAST, STYLE_TEXT, DOTS DOTS DOTS);
        end_row(f->p);
    }
    put_signature(f);
}

void form_rows(struct form *f)
{
    form_block(f, false);
    form_head(f);
    put_table(f);
    if (f->b->set->star_note) {
        put_span(f->p, 0, FORM_LAST, STYLE_TEXT,
                 "Ghi chú: dấu *** (3 sao), **** (4 sao), ***** (5 sao) là yêu cầu tối thiểu phải "
                 "đạt của hạng sao đó.");
        end_row(f->p);
    }
    form_whose_words(f);
    put_opinions(f);
}
