/* SPDX-License-Identifier: MIT */
/* db/criteria/book.c - a criteria set in a workbook (db/criteria/README.md): the same document
 * as a YAML file gives, so that one reader and one checker see both. */
#include <stdlib.h>
#include <string.h>

#include "db/criteria/cells.h"

/* ---- the sheet of criteria ----
 * A code begins a part, a section or a criterion; what follows without one belongs to it. */

enum { CODE, NAME, MAX, CASE, POINTS, STAR, TEXT, NOTE, NOTE_KIND, REF, IMPLIED };

static const struct book_word tree_columns[] = {
    [CODE] = {"code", "mã", "mã số", true},
    [NAME] = {"name", "tên", "tên tiêu chí", true},
    [MAX] = {"max", "tối đa", "điểm tối đa", true},
    [CASE] = {"case", "trường hợp", NULL, false},
    [POINTS] = {"points", "điểm", NULL, true},
    [STAR] = {"star", "sao", "dấu sao", false},
    [TEXT] = {"text", "lời", "lời của mức|nội dung", true},
    [NOTE] = {"note", "ghi chú", NULL, false},
    [NOTE_KIND] = {"type", "loại ghi chú", NULL, false},
    [REF] = {"on", "dẫn chiếu", NULL, false},
    [IMPLIED] = {"levels_implied", "không in mức", NULL, false},
};
enum { TREE_COLUMNS = sizeof tree_columns / sizeof *tree_columns };

static const struct book_word note_words[] = {{"requirement", "điều kiện", NULL, false},
                                              {"disqualify", "loại", "bị loại", false},
                                              {"stop", "dừng", NULL, false},
                                              {"stop_if_zero", "dừng nếu 0", NULL, false},
                                              {"ineligible", "không đánh giá", NULL, false},
                                              {"depends", "phụ thuộc", NULL, false},
                                              {"guidance", "hướng dẫn", NULL, false},
                                              {"evidence", "minh chứng", NULL, false}};

/* "có" and "không" as "true" and "false"; another text as it is. */
static const char *book_yes_no(const char *text)
{
    static const struct book_word words[] = {{"true", "có", "x|1|yes|đúng", false},
                                             {"false", "không", "0|no|sai", false}};
    const struct book_word *w = book_find(words, 2, text);
    return w ? w->key : text;
}

enum { DEPTHS = 6 }; /* one more than there may be, so that the reader can say so */

/* What the rows so far have come to. */
struct tree {
    struct book_sheet *b;
    struct value *parts;
    struct value *node[DEPTHS]; /* the open one of each depth; NULL: none */
    int depth;                  /* of the last one; -1: none yet */
    const char *last_case;      /* of the last level of it; "" */
};

static int depth_of(const char *code)
{
    int dots = 0;
    for (const char *p = code; *p; p++)
        dots += *p == '.';
    if (dots)
        return dots + 1 < DEPTHS ? dots + 1 : DEPTHS - 1;
    return strspn(code, "0123456789") == strlen(code) ? 1 : strlen(code) == 1 ? 0 : 2;
}

static struct value *book_text(const struct book_sheet *b, const struct sheet_row *row, int c,
                               const char *text)
{
    struct value *v = book_value(b, row, c, VALUE_TEXT);
    v->plain = true;
    v->text = arena_strdup(b->r->doc, text);
    v->len = strlen(text);
    return v;
}

static void lost(const struct tree *t, const struct sheet_row *row, int c, const char *what)
{
    crit_fault(t->b->r, book_text(t->b, row, c, ""), F_CRIT_ORPHAN, what, NULL);
}

static struct value *book_get(const struct value *map, const char *key)
{
    for (size_t i = 0; i < map->n; i++)
        if (!strcmp(map->item[2 * i]->text, key))
            return map->item[2 * i + 1];
    return NULL;
}

/* @node becomes a child of the open node of @above; -1: a part. */
static void attach(struct tree *t, const struct sheet_row *row, struct value *node, int above)
{
    struct reader *r = t->b->r;
    if (above < 0) {
        book_add(r, t->parts, node);
        return;
    }
    const char *key = above == 0 ? "sections" : "criteria";
    struct value *kids = book_get(t->node[above], key);
    if (!kids)
        book_put(r, t->node[above], key, kids = book_value(t->b, row, CODE, VALUE_LIST));
    book_add(r, kids, node);
}

static void open_node(struct tree *t, struct value *node, int depth)
{
    t->node[depth] = node;
    for (int d = depth + 1; d < DEPTHS; d++)
        t->node[d] = NULL;
    t->depth = depth;
    t->last_case = "";
}

static const char *book_cell(const struct book_sheet *b, const struct sheet_row *row, int c)
{
    return b->at[c] >= 0 && (size_t)b->at[c] < row->n ? row->cell[b->at[c]] : "";
}

static void copy_cells(struct tree *t, const struct sheet_row *row, struct value *node)
{
    for (int c = CODE; c <= MAX; c++) {
        const char *text = book_cell(t->b, row, c);
        if (*text)
            book_put(t->b->r, node, tree_columns[c].key, book_text(t->b, row, c, text));
    }
}

static void begin(struct tree *t, const struct sheet_row *row, const char *code)
{
    int depth = depth_of(code), above;
    struct value *section = t->node[1] ? book_get(t->node[1], "code") : NULL;
    if (depth == 1 && section && !strcmp(section->text, code))
        depth = 2; /* a section that is scored as one has a criterion of its own number */
    for (above = depth - 1; above >= 0 && !t->node[above]; above--)
        ;
    if ((depth >= 1 && above < 0) || (depth >= 2 && above < 1)) {
        lost(t, row, CODE, code);
        t->depth = -1;
        return;
    }
    struct value *node = book_value(t->b, row, CODE, VALUE_MAP);
    copy_cells(t, row, node);
    attach(t, row, node, above);
    open_node(t, node, depth);
}

/* The criterion that levels and notes of @row belong to, or NULL after a fault.  A section with
 * levels under it is scored as one: it gets a criterion of its own number, name and points. */
static struct value *criterion(struct tree *t, const struct sheet_row *row, int c)
{
    if (t->depth < 1) {
        lost(t, row, c, book_cell(t->b, row, c));
        return NULL;
    }
    if (t->depth == 1) {
        struct value *section = t->node[1], *node = book_value(t->b, row, c, VALUE_MAP);
        static const char *const keys[] = {"code", "name", "max"};
        node->row = section->row;
        node->col = section->col;
        for (int i = 0; i < 3; i++) {
            struct value *v = book_get(section, keys[i]);
            if (v)
                book_put(t->b->r, node, keys[i], v);
        }
        attach(t, row, node, 1);
        open_node(t, node, 2);
    }
    return t->node[t->depth];
}

static struct value *list_of(struct tree *t, const struct sheet_row *row, int c, struct value *node,
                             const char *key)
{
    struct value *list = book_get(node, key);
    if (!list)
        book_put(t->b->r, node, key, list = book_value(t->b, row, c, VALUE_LIST));
    return list;
}

/* "***", "★★★", "3 sao", "3": a star as a number. */
static const char *star_number(const char *text)
{
    static const char *const number[] = {"", "1", "2", "3", "4", "5"};
    int marks = 0;
    const char *p = text;
    for (; *p; marks++) {
        size_t len = *p == '*' ? 1 : !strncmp(p, "★", strlen("★")) ? strlen("★") : 0;
        if (!len)
            break;
        p += len;
    }
    if (!*p && marks >= 1 && marks <= 5)
        return number[marks];
    return text[0] >= '3' && text[0] <= '5' && !strcmp(text + 1, " sao") ? number[text[0] - '0']
                                                                         : text;
}

static void put_level(struct tree *t, const struct sheet_row *row)
{
    struct book_sheet *b = t->b;
    const char *points = book_cell(b, row, POINTS), *text = book_cell(b, row, TEXT);
    const char *star = book_cell(b, row, STAR), *which = book_cell(b, row, CASE);
    int c = *points ? POINTS : *text ? TEXT : STAR;
    struct value *node = criterion(t, row, c);
    if (!node)
        return;
    struct value *level = book_value(b, row, POINTS, VALUE_MAP);
    if (*points)
        book_put(b->r, level, "points", book_text(b, row, POINTS, points));
    if (*star)
        book_put(b->r, level, "star", book_text(b, row, STAR, star_number(star)));
    if (*text)
        book_put(b->r, level, "text", book_text(b, row, TEXT, text));
    if (*which)
        t->last_case = which;
    if (*t->last_case)
        book_put(b->r, level, "case", book_text(b, row, CASE, t->last_case));
    book_add(b->r, list_of(t, row, POINTS, node, "levels"), level);
}

static void put_case(struct tree *t, const struct sheet_row *row)
{
    struct book_sheet *b = t->b;
    struct value *node = criterion(t, row, CASE);
    if (!node)
        return;
    struct value *cases = book_get(node, "cases");
    if (!cases)
        book_put(b->r, node, "cases", cases = book_value(b, row, CASE, VALUE_MAP));
    t->last_case = book_cell(b, row, CASE);
    book_put(b->r, cases, arena_strdup(b->r->doc, t->last_case),
             book_text(b, row, TEXT, book_cell(b, row, TEXT)));
}

/* Codes with blanks, commas or semicolons between them. */
static struct value *codes(const struct book_sheet *b, const struct sheet_row *row,
                           const char *text)
{
    static const char between[] = " ,;";
    struct value *list = book_value(b, row, REF, VALUE_LIST);
    for (text += strspn(text, between); *text; text += strspn(text, between)) {
        size_t len = strcspn(text, between);
        book_add(b->r, list, book_text(b, row, REF, arena_strndup(b->r->doc, text, len)));
        text += len;
    }
    return list;
}

static void put_note(struct tree *t, const struct sheet_row *row)
{
    struct book_sheet *b = t->b;
    const char *text = book_cell(b, row, NOTE), *kind = book_cell(b, row, NOTE_KIND);
    const char *ref = book_cell(b, row, REF);
    struct value *node = criterion(t, row, NOTE), *note = book_value(b, row, NOTE, VALUE_MAP);
    if (!node)
        return;
    const struct book_word *w = book_find(note_words, sizeof note_words / sizeof *note_words, kind);
    const char *type = w ? w->key : *kind ? kind : "guidance";
    book_put(b->r, note, "type", book_text(b, row, NOTE_KIND, type));
    if (*text)
        book_put(b->r, note, "text", book_text(b, row, NOTE, text));
    if (*ref && !strcmp(type, "stop_if_zero"))
        book_put(b->r, note, "scope", codes(b, row, ref));
    else if (*ref)
        book_put(b->r, note, "on", book_text(b, row, REF, ref));
    book_add(b->r, list_of(t, row, NOTE, node, "notes"), note);
}

static void take_row(struct tree *t, const struct sheet_row *row)
{
    struct book_sheet *b = t->b;
    const char *code = book_cell(b, row, CODE), *implied = book_cell(b, row, IMPLIED);
    if (*code)
        begin(t, row, code);
    else if (*book_cell(b, row, NAME) || *book_cell(b, row, MAX))
        crit_fault(b->r, book_text(b, row, CODE, ""), F_CRIT_CODE_BLANK, NULL, NULL);
    if (*code && t->depth < 0)
        return;
    bool points = *book_cell(b, row, POINTS), text = *book_cell(b, row, TEXT);
    if (*book_cell(b, row, CASE) && text && !points)
        put_case(t, row);
    else if (points || text || *book_cell(b, row, STAR))
        put_level(t, row);
    if (*book_cell(b, row, NOTE) || *book_cell(b, row, NOTE_KIND) || *book_cell(b, row, REF))
        put_note(t, row);
    if (!*implied)
        return;
    struct value *node = criterion(t, row, IMPLIED);
    if (node)
        book_put(b->r, node, "levels_implied", book_text(b, row, IMPLIED, book_yes_no(implied)));
}

/* The parts of the sheet of criteria; NULL after a fault. */
static struct value *book_tree(struct book_sheet *b)
{
    struct tree t = {.b = b, .depth = -1, .last_case = ""};
    t.parts =
        book_value(b, b->first < b->table->n ? &b->table->row[b->first] : NULL, MAX, VALUE_LIST);
    for (size_t i = b->first; i < b->table->n; i++)
        take_row(&t, &b->table->row[i]);
    return t.parts;
}

/* ---- the head: a key and its value on each row ---- */

static const struct book_word head_keys[] = {
    {"id", "mã bộ", NULL, true},
    {"no", "số bộ", "số", true},
    {"name", "tên bộ", "tên|tên bộ sản phẩm", true},
    {"name_in_list", "tên trong danh mục", NULL, false},
    {"legal", "căn cứ", NULL, true},
    {"article", "điều khoản", NULL, true},
    {"source", "nguồn", NULL, false},
    {"in_force", "có hiệu lực từ", "hiệu lực từ|hiệu lực", true},
    {"industry", "ngành", NULL, true},
    {"group", "nhóm", NULL, true},
    {"subgroup", "phân nhóm", NULL, false},
    {"agencies", "cơ quan chủ trì", "cơ quan", true},
    {"samples", "số mẫu", NULL, true},
    {"star_note", "có chú thích sao", "chú thích sao", true},
    {"disqualifiers", "hồ sơ bị loại khi", "loại hồ sơ", false},
};
enum { HEAD_KEYS = sizeof head_keys / sizeof *head_keys };

static bool is_list(const char *key)
{
    return !strcmp(key, "agencies") || !strcmp(key, "disqualifiers");
}

/* One row; @last is the key above, which a blank one repeats. */
static const struct book_word *head_row(struct book_sheet *b, struct value *root,
                                        const struct sheet_row *row, const struct book_word *last)
{
    const char *key = row->n ? row->cell[0] : "", *text = row->n > 1 ? row->cell[1] : "";
    const struct book_word *w = *key ? book_find(head_keys, HEAD_KEYS, key) : last;
    if (!w) {
        char *all = book_listed(head_keys, HEAD_KEYS);
        book_fault(b, false, F_CRIT_KEY_UNKNOWN, row->number, 1, key, all);
        free(all);
        return NULL;
    }
    if (!*text && !w->required)
        return w;
    struct value *v = book_text(b, row, 1, !strcmp(w->key, "star_note") ? book_yes_no(text) : text);
    if (!is_list(w->key)) {
        book_put(b->r, root, w->key, v);
        return w;
    }
    struct value *list = book_get(root, w->key);
    if (!list)
        book_put(b->r, root, w->key, list = book_value(b, row, 1, VALUE_LIST));
    book_add(b->r, list, v);
    return w;
}

static struct value *read_head(struct book_sheet *b)
{
    struct value *root = book_value(b, NULL, -1, VALUE_MAP);
    const struct book_word *last = NULL;
    b->at[0] = 0;
    b->at[1] = 1;
    for (size_t i = 0; i < b->table->n; i++) {
        const struct sheet_row *row = &b->table->row[i];
        bool title = i == 0 && row->n && !book_find(head_keys, HEAD_KEYS, row->cell[0]);
        if (!title) /* a heading over the two columns */
            last = head_row(b, root, row, last);
    }
    return root;
}

/* ---- corrections ---- */

static const struct book_word fix_columns[] = {
    {"criterion", "tiêu chí", "mã", true}, {"level", "mức", NULL, false},
    {"field", "chỗ", NULL, true},          {"printed", "in", "bản in", true},
    {"used", "dùng", NULL, true},          {"kind", "loại", NULL, true},
    {"why", "vì", "lý do", false},
};
enum { FIX_COLUMNS = sizeof fix_columns / sizeof *fix_columns };

static const struct book_word fix_words[] = {
    {"points", "điểm", NULL, false},           {"star", "sao", "dấu sao", false},
    {"max", "tối đa", "điểm tối đa", false},   {"name", "tên", NULL, false},
    {"heading", "tiêu đề", NULL, false},       {"forced", "chắc chắn sai", "sai", false},
    {"suspect", "nghi ngờ", "đáng ngờ", false}};

static struct value *read_corrections(struct book_sheet *b)
{
    struct value *list = book_value(b, NULL, -1, VALUE_LIST);
    b->column = fix_columns;
    b->columns = FIX_COLUMNS;
    if (!book_header(b))
        return list;
    for (size_t i = b->first; i < b->table->n; i++) {
        const struct sheet_row *row = &b->table->row[i];
        struct value *map = book_value(b, row, 0, VALUE_MAP);
        for (int c = 0; c < FIX_COLUMNS; c++) {
            const char *text = book_cell(b, row, c), *key = fix_columns[c].key;
            bool blank_counts = !strcmp(key, "printed") || !strcmp(key, "used");
            if (!strcmp(key, "field") || !strcmp(key, "kind")) {
                const struct book_word *w =
                    book_find(fix_words, sizeof fix_words / sizeof *fix_words, text);
                text = w ? w->key : text;
            }
            if (!*text && !blank_counts)
                continue;
            struct value *v = book_text(b, row, c, text);
            v->plain = !blank_counts;
            book_put(b->r, map, key, v);
        }
        book_add(b->r, list, map);
    }
    return list;
}

/* ---- the workbook ---- */

static const struct book_word sheets[] = {{"set", "Bộ", "bộ tiêu chí|thông tin", true},
                                          {"criteria", "Tiêu chí", NULL, true},
                                          {"corrections", "Đính chính", NULL, false}};

/* How this form calls what a YAML file calls @key. */
static const char *name_of(const char *key)
{
    const struct {
        const struct book_word *words;
        size_t n;
    } all[] = {{tree_columns, TREE_COLUMNS}, {head_keys, HEAD_KEYS}, {fix_columns, FIX_COLUMNS}};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++)
        for (size_t i = 0; i < all[k].n; i++)
            if (!strcmp(all[k].words[i].key, key))
                return all[k].words[i].name;
    return key;
}

/* The sheet that is @which, read; NULL where there is none, or after a fault. */
static struct sheet_rows *open_sheet(struct reader *r, const char *path, char *const *names,
                                     const struct book_word *which, const char **name)
{
    for (; *names; names++) {
        if (book_find(which, 1, *names) != which)
            continue;
        size_t from = r->f->n, errors = r->f->errors;
        struct sheet_rows *s = sheet_read(
            path, &(struct sheet_options){.sheet = *names, .formulas = FORMULA_RESULT}, r->f);
        for (size_t i = from; i < r->f->n; i++)
            fault_in_sheet(&r->f->v[i], *names);
        r->reported += r->f->errors - errors;
        *name = arena_strdup(r->doc, *names);
        return s;
    }
    if (which->required) {
        struct value at = {0};
        crit_fault(r, &at, F_CRIT_NO_SHEET, which->name, NULL);
    }
    return NULL;
}

static struct value *read_sheet(struct reader *r, const char *path, char *const *names, int which)
{
    struct book_sheet b = {.r = r};
    struct value *v = NULL;
    b.table = open_sheet(r, path, names, &sheets[which], &b.name);
    if (b.table && which == 0) {
        v = read_head(&b);
    } else if (b.table && which == 1) {
        b.column = tree_columns;
        b.columns = TREE_COLUMNS;
        v = book_header(&b) ? book_tree(&b) : NULL;
    } else if (b.table) {
        v = read_corrections(&b);
    }
    sheet_free(b.table);
    return v;
}

static const struct value *document(struct reader *r, const void *from)
{
    const char *path = from;
    char **names = sheet_names(path, false, r->f);
    r->key_name = name_of;
    if (!names)
        return NULL;
    struct value *root = read_sheet(r, path, names, 0), *parts = read_sheet(r, path, names, 1),
                 *fixes = read_sheet(r, path, names, 2);
    sheet_names_free(names);
    if (root && fixes)
        book_put(r, root, "corrections", fixes);
    if (root && parts)
        book_put(r, root, "parts", parts);
    /* What is missing has been said where it is missing. */
    r->partial = !parts;
    return root;
}

struct crit_set *crit_workbook(const char *path, struct faults *f)
{
    return crit_build(f, AT_CELL, document, path, crit_sister_of);
}
