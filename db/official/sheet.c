/* SPDX-License-Identifier: MIT */
/* db/official/sheet.c - the tables of Phụ lục II among the rows of a document.
 *
 * A sheet begins at its row "Phần A" and ends at "TỔNG CỘNG", over as many tables as a
 * conversion may have cut it into.  Which set it is says the heading before it. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/official/part.h"

/* ---- cells to lines ---- */

static const char *const boxes[] = {"□", "☐", "◻",  "▢",  "❏",   "❑",  "☑", "☒",
                                    "■", "¨", "o ", "O ", "[ ]", "[]", "",  ""};

/* Bytes of the tick box at the start; 0 when there is none. */
static size_t line_box(const char *s)
{
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++)
        if (strncmp(s, boxes[i], strlen(boxes[i])) == 0)
            return strlen(boxes[i]);
    return 0;
}

/* Whether this line of a cell begins something of its own: a level, or a numbered row. */
static bool starts_item(const char *s)
{
    char code[16];
    size_t skip;
    if (line_box(s))
        return true;
    line_code(s, code, &skip);
    return strchr(code, '.') && s[skip];
}

/* Cut @text at its items; how many. */
static size_t cut_items(char *text, char *item[MAX_LEVELS])
{
    size_t n = 0;
    for (char *line = text, *next; line; line = next) {
        next = strchr(line, '\n');
        if (line == text || (n < MAX_LEVELS && starts_item(line))) {
            if (line > text)
                line[-1] = '\0';
            item[n++] = line;
        }
        next = next ? next + 1 : NULL;
    }
    return n;
}

/* One cell may hold a criterion and all its levels, with as many lines of points beside. */
static void take_cells(struct sheet_reader *s, char *text, char *points)
{
    char *item[MAX_LEVELS];
    size_t n = cut_items(text, item), lines = *points != '\0';
    for (char *p = points; *p; p++) {
        lines += *p == '\n';
        *p = n == 1 && *p == '\n' ? ' ' : *p;
    }
    bool beside = n > 1 && lines == n;
    for (size_t i = 0; i < n; i++) {
        struct line l = {.points = n == 1 ? points : ""};
        if (beside) {
            char *next = strchr(points, '\n');
            l.points = points;
            if (next)
                *next = '\0';
            points = next ? next + 1 : points;
        }
        size_t box = line_box(item[i]);
        l.box = box > 0;
        l.text = item[i] + box + strspn(item[i] + box, " ");
        char *below = strchr(l.text, '\n');
        l.rest = below ? below + 1 : l.text + strlen(l.text);
        if (below)
            *below = '\0';
        if (*l.text)
            sheet_line(s, &l);
    }
}

static bool only_digits(const char *s)
{
    return *s && !s[strspn(s, "0123456789 \n")] && strpbrk(s, "0123456789");
}

/* The column of points is the last one that has any; the rest of the row is text. */
static void take_row(struct sheet_reader *s, const struct doc_line *row)
{
    size_t at = row->n;
    for (size_t i = row->n; i-- > 1 && at == row->n;)
        if (only_digits(row->cell[i]))
            at = i;
    char *text = xstrdup(""), *points = at < row->n ? row->cell[at] : "";
    for (size_t i = 0; i < row->n; i++) {
        bool number = i + 1 < row->n && only_digits(row->cell[i]) && line_box(row->cell[i + 1]);
        if (i == at || number || !*row->cell[i])
            continue;
        char *more = xasprintf("%s%s%s", text, *text ? " " : "", row->cell[i]);
        free(text);
        text = more;
    }
    /* what is kept of it lives as long as the document */
    char *own = arena_strdup(s->r->doc->arena, text);
    free(text);
    if (*own)
        take_cells(s, own, arena_strdup(s->r->doc->arena, points));
}

/* ---- sheets ---- */

static const char *after_colon(const char *s)
{
    const char *colon = strchr(s, ':');
    colon = colon ? colon + 1 : s;
    return colon + strspn(colon, " \n");
}

/* "24. Bộ sản phẩm: Cây cảnh" */
static void take_heading(struct sheet_reader *s, const char *text)
{
    char code[16];
    size_t skip;
    line_code(text, code, &skip);
    if (line_begins(text + skip, "bo san pham") || line_begins(text + skip, "bo tieu chi")) {
        char *name = xstrdup(after_colon(text)), *end = strpbrk(name, "\n");
        if (end)
            *end = '\0';
        const struct crit_entry *e = crit_find(name);
        s->heading = e ? e : *code && !strchr(code, '.') ? crit_find(code) : NULL;
        s->outs = 0;
        free(name);
    } else if ((line_begins(text, "ho so bi loai khi") || line_begins(text, "bi loai khi")) &&
               s->outs < sizeof s->out / sizeof *s->out) {
        const char *out = after_colon(text);
        for (size_t i = 0; i < s->outs; i++)
            if (strcmp(s->out[i], out) == 0)
                return;
        s->out[s->outs++] = out;
    }
}

/* The set that begins here: by its heading, else the next in order. */
static void begin_sheet(struct sheet_reader *s)
{
    int no = s->heading ? s->heading->no : s->last_no + 1;
    size_t at = s->r->n;
    s->last_no = no;
    s->heading = NULL;
    s->set = NULL;
    for (size_t i = 0; i < s->r->n; i++)
        if (s->r->set[i]->no == no)
            at = i;
    if (at == s->r->n || s->done[at]) {
        if (at < s->r->n)
            official_warn(s->r, F_OFFICIAL_SET_TWICE, s->r->set[at]->id, "", "", "");
        s->outs = 0;
        return;
    }
    s->done[at] = true;
    s->set = s->r->set[at];
    s->r->out->found++;
    s->seen = xcalloc(s->set->n_nodes, sizeof *s->seen);
    s->node = -1;
    s->n_levels = 0;
    s->lost = false;
    for (size_t i = 0; i < s->outs; i++)
        official_add(s->r->o, WORD_DISQUALIFIER, s->set->id, "", "", s->out[i]);
    s->r->out->disqualifiers += s->outs;
    s->outs = 0;
}

static void end_sheet(struct sheet_reader *s)
{
    if (!s->set)
        return;
    sheet_flush(s);
    for (size_t i = 0; i < s->set->n_nodes; i++) {
        const struct crit_node *n = &s->set->node[i];
        if (s->seen[i] || n->kind != CRIT_LEAF)
            continue;
        official_warn(s->r, F_OFFICIAL_CRITERION_MISSING, s->set->id, n->code, "", "");
        official_pair(s->r, s->set, n, NULL, 0, false);
    }
    free(s->seen);
    s->seen = NULL;
    s->set = NULL;
}

static bool is_part_a(const struct doc_line *row)
{
    return row->table && row->n > 1 && line_begins(row->cell[0], "phan a");
}

static size_t all_levels(const struct crit_set *set)
{
    size_t n = 0;
    for (size_t i = 0; i < set->n_nodes; i++)
        n += set->node[i].n_levels;
    return n;
}

void official_match(struct reading *r)
{
    struct sheet_reader s = {.r = r, .node = -1};
    s.done = xcalloc(r->n + 1, sizeof *s.done);
    for (size_t i = 0; i < r->doc->n; i++) {
        const struct doc_line *row = &r->doc->row[i];
        if (is_part_a(row)) {
            end_sheet(&s);
            begin_sheet(&s);
        }
        if (row->table && line_begins(row->cell[0], "tong cong"))
            end_sheet(&s);
        else if (s.set && row->table)
            take_row(&s, row);
        else if (!s.set)
            take_heading(&s, row->cell[0]);
    }
    end_sheet(&s);
    for (size_t i = 0; i < r->n; i++) {
        size_t n = all_levels(r->set[i]);
        char text[24];
        snprintf(text, sizeof text, "%zu", n);
        r->out->levels += n;
        if (!s.done[i])
            official_warn(r, F_OFFICIAL_SET_MISSING, r->set[i]->id, "", "", text);
    }
    free(s.done);
}
