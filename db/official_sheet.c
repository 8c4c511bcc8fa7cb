/* SPDX-License-Identifier: MIT */
/* db/official_sheet.c - the tables of Phụ lục II among the rows of a document.
 *
 * A sheet begins at its row "Phần A" and ends at "TỔNG CỘNG", over as many tables as a
 * conversion may have cut it into.  Which set it is says the heading before it.  Inside, a row
 * is a criterion (its code, or its name where a word processor numbers by itself), a level (a
 * box, or points), a case, or a note of the criterion above. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/official_part.h"
#include "db/text.h"

enum { MAX_LEVELS = 64 }; /* of one criterion in the file; more is no sheet */

struct sheet_reader {
    struct reading *r;
    const struct crit_set *set; /* NULL: outside of a sheet, or in one that nobody asked for */
    bool *done;                 /* by index of r->set */
    bool *seen;                 /* by node: its row was there */
    int node;                   /* the row we are below; -1 */
    char branch;
    bool lost; /* below a criterion that is not ours: nothing there is our business */
    struct printed level[MAX_LEVELS];
    size_t n_levels;
    const struct crit_entry *heading; /* of the next sheet; NULL: none was seen */
    int last_no;
    size_t outs; /* disqualifiers before the next sheet */
    const char *out[8];
};

/* ---- one row, taken apart ---- */

struct line {
    char *text;         /* first line of the text cell, without box */
    char *rest;         /* the lines below it; "" when there is none */
    const char *points; /* as printed; "" */
    bool box;
};

static const char *const boxes[] = {"□", "☐", "◻",  "▢",  "❏",   "❑",  "☑", "☒",
                                    "■", "¨", "o ", "O ", "[ ]", "[]", "",  ""};

static size_t box_at(const char *s)
{
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++)
        if (strncmp(s, boxes[i], strlen(boxes[i])) == 0)
            return strlen(boxes[i]);
    return 0;
}

static bool all_digits(const char *s)
{
    size_t n = strspn(s, "0123456789");
    return n && n <= 3 && !s[n];
}

/* The folded text begins with @prefix and no letter follows. */
static bool begins(const char *s, const char *prefix)
{
    char *fold = text_fold(s);
    size_t n = strlen(prefix);
    bool same = fold && strncmp(fold, prefix, n) == 0 && !isalpha((unsigned char)fold[n]);
    free(fold);
    return same;
}

/* "1.1", "6.1.1" or "8" at the start; *@skip is where the name begins.  "" when there is none. */
static void code_at(const char *s, char code[16], size_t *skip)
{
    size_t n = 0, at = 0;
    while (n < 14 && isdigit((unsigned char)s[at])) {
        while (n < 14 && isdigit((unsigned char)s[at]))
            code[n++] = s[at++];
        if (s[at] != '.' || !isdigit((unsigned char)s[at + 1]))
            break;
        code[n++] = s[at++];
    }
    code[n] = '\0';
    while (n && s[at] && strchr(".) \t", s[at]))
        at++;
    *skip = at;
}

/* ---- names ---- */

/* How many bytes of @s spell @name, letters and digits only; 0 when @s does not begin so. */
static size_t spells(const char *s, const char *name)
{
    char *want = text_key(name);
    size_t n = want ? strlen(want) : 0, len = strlen(s), found = 0;
    for (size_t at = 0; n && at < len && !found;) {
        at = text_next(s, len, at);
        char *part = xstrndup(s, at), *key = text_key(part);
        size_t have = key ? strlen(key) : 0;
        if (have >= n) {
            found = have == n && strcmp(key, want) == 0 ? at : 0;
            at = len;
        } else if (have && strncmp(key, want, have) != 0) {
            at = len;
        }
        free(part);
        free(key);
    }
    free(want);
    return found;
}

/* Words that begin a note, wherever they stand. */
static bool is_note(const char *s)
{
    return *s == '(' || begins(s, "yeu cau") || begins(s, "ghi chu") || begins(s, "chu y") ||
           begins(s, "luu y");
}

/* Where the name ends and what follows it begins: after our name, if more than a bracket or a
 * note is there it belongs to the name as far as the line goes. */
static size_t name_length(const char *s, const char *name, size_t line)
{
    size_t n = spells(s, name);
    if (!n)
        return line;
    while (s[n] && strchr(").;:", s[n]))
        n++;
    size_t rest = n + strspn(s + n, " ");
    return n >= line || is_note(s + rest) ? n : line;
}

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
        if (n->kind != CRIT_PART && !s->seen[i] && spells(text, n->name))
            return find_code(s, n->code);
        if (n->kind == CRIT_LEAF && (int)i > s->node + 12)
            break;
    }
    return -1;
}

/* ---- what was gathered of a criterion ---- */

static void flush_levels(struct sheet_reader *s)
{
    if (s->set && s->node >= 0 && s->set->node[s->node].kind == CRIT_LEAF && !s->lost)
        official_pair(s->r, s->set, &s->set->node[s->node], s->level, s->n_levels, true);
    s->n_levels = 0;
    s->branch = 0;
}

static void add_note(struct sheet_reader *s, const char *text)
{
    if (s->node < 0 || s->lost || !*text)
        return;
    official_add(s->r->o, WORD_NOTE, s->set->id, s->set->node[s->node].code, "", text);
    s->r->out->notes++;
}

/* The star marks of a level, taken out of it; *@note is what stands behind them, or NULL. */
static int take_stars(char *text, const char **note)
{
    char *mark = strchr(text, '*'), *behind = mark;
    size_t stars = 0;
    *note = NULL;
    for (; mark && *behind && strchr("* ", *behind); behind++) /* "** **" too */
        stars += *behind == '*';
    if (stars < 3)
        return 0;
    if (is_note(behind)) {
        *mark = '\0';
        *note = behind;
    } else {
        memmove(mark, behind, strlen(behind) + 1);
    }
    text_squeeze(text);
    return stars <= 5 ? (int)stars : -1;
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
    bool apart = is_note(l->rest);
    struct printed *p = &s->level[s->n_levels++];
    *p = (struct printed){.branch = s->branch, .points = l->points};
    char *text = xasprintf("%s%s%s", l->text, !apart && *l->rest ? " " : "", apart ? "" : l->rest);
    for (char *c = text; *c; c++)
        *c = *c == '\n' ? ' ' : *c;
    p->star = take_stars(text, &note);
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
    flush_levels(s);
    s->node = node;
    s->lost = false;
    for (size_t i = 0; i < s->set->n_nodes; i++)
        if (strcmp(s->set->node[i].code, n->code) == 0)
            s->seen[i] = true;
    char *all = xasprintf("%s%s%s", name, *l->rest ? " " : "", l->rest);
    for (char *c = all; *c; c++)
        *c = *c == '\n' ? ' ' : *c;
    size_t len = name_length(all, n->name, strlen(name));
    if (!spells(all, n->name) && !official_known(s->set, n->code, NULL, "name", NULL))
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
        if (begins(l->text, phrase))
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
    flush_levels(s);
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
    if (s->node < 0 || !s->set->node[s->node].branch_name[0])
        return false;
    const char *text = l->text;
    char c = 0;
    if ((text[0] == 'a' || text[0] == 'b') && (text[1] == '.' || text[1] == ')')) {
        c = text[0];
        text += 2;
    } else if (begins(text, "truong hop 1") || begins(text, "truong hop a")) {
        c = 'a';
    } else if (begins(text, "truong hop 2") || begins(text, "truong hop b")) {
        c = 'b';
    }
    if (!c)
        return false;
    char label[2] = {c, 0};
    s->branch = c;
    official_add(s->r->o, WORD_LEVEL, s->set->id, s->set->node[s->node].code, label,
                 text + strspn(text, " "));
    return true;
}

static bool enter_criterion(struct sheet_reader *s, const struct line *l)
{
    char code[16];
    size_t skip;
    code_at(l->text, code, &skip);
    const char *name = l->text + skip;
    int node = *code ? find_code(s, code) : -1;
    bool named = node >= 0 && spells(name, s->set->node[node].name);
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
    flush_levels(s);
    s->lost = true;
    official_warn(s->r, F_OFFICIAL_CRITERION_EXTRA, s->set->id, code, "", name);
    return true;
}

static void take_line(struct sheet_reader *s, const struct line *l)
{
    if (!l->box && (enter_part(s, l) || enter_case(s, l) || enter_criterion(s, l)))
        return;
    if (l->box || all_digits(l->points)) {
        add_level(s, l);
        return;
    }
    add_note(s, l->text);
    add_note(s, l->rest);
}

/* ---- cells to lines ---- */

/* Whether this line of a cell begins something of its own: a level, or a numbered row. */
static bool starts_item(const char *s)
{
    char code[16];
    size_t skip;
    if (box_at(s))
        return true;
    code_at(s, code, &skip);
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
        size_t box = box_at(item[i]);
        l.box = box > 0;
        l.text = item[i] + box + strspn(item[i] + box, " ");
        char *below = strchr(l.text, '\n');
        l.rest = below ? below + 1 : l.text + strlen(l.text);
        if (below)
            *below = '\0';
        if (*l.text)
            take_line(s, &l);
    }
}

static bool only_digits(const char *s)
{
    return *s && !s[strspn(s, "0123456789 \n")] && strpbrk(s, "0123456789");
}

/* The column of points is the last one that has any; the rest of the row is text. */
static void take_row(struct sheet_reader *s, const struct doc_row *row)
{
    size_t at = row->n;
    for (size_t i = row->n; i-- > 1 && at == row->n;)
        if (only_digits(row->cell[i]))
            at = i;
    char *text = xstrdup(""), *points = at < row->n ? row->cell[at] : "";
    for (size_t i = 0; i < row->n; i++) {
        bool number = i + 1 < row->n && only_digits(row->cell[i]) && box_at(row->cell[i + 1]);
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
    code_at(text, code, &skip);
    if (begins(text + skip, "bo san pham") || begins(text + skip, "bo tieu chi")) {
        char *name = xstrdup(after_colon(text)), *end = strpbrk(name, "\n");
        if (end)
            *end = '\0';
        const struct crit_entry *e = crit_find(name);
        s->heading = e ? e : *code && !strchr(code, '.') ? crit_find(code) : NULL;
        s->outs = 0;
        free(name);
    } else if ((begins(text, "ho so bi loai khi") || begins(text, "bi loai khi")) &&
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
    flush_levels(s);
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

static bool is_part_a(const struct doc_row *row)
{
    return row->table && row->n > 1 && begins(row->cell[0], "phan a");
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
        const struct doc_row *row = &r->doc->row[i];
        if (is_part_a(row)) {
            end_sheet(&s);
            begin_sheet(&s);
        }
        if (row->table && begins(row->cell[0], "tong cong"))
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
