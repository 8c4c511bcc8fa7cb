/* SPDX-License-Identifier: MIT */
/* db/criteria/book.c - a criteria set in a workbook (db/criteria/README.md): the same document
 * as a YAML file gives, so that one reader and one checker see both. */
#include "db/criteria/book.h"

#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"

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

const char *book_yes_no(const char *text)
{
    static const struct book_word words[] = {{"true", "có", "x|1|yes|đúng", false},
                                             {"false", "không", "0|no|sai", false}};
    const struct book_word *w = book_find(words, 2, text);
    return w ? w->key : text;
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
        book_put(b->r, root, w->key, list = book_list(b, row, 1));
    book_add(b->r, list, v);
    return w;
}

static struct value *read_head(struct book_sheet *b)
{
    struct value *root = book_map(b, NULL, -1);
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
    struct value *list = book_list(b, NULL, -1);
    b->column = fix_columns;
    b->columns = FIX_COLUMNS;
    if (!book_header(b))
        return list;
    for (size_t i = b->first; i < b->table->n; i++) {
        const struct sheet_row *row = &b->table->row[i];
        struct value *map = book_map(b, row, 0);
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
    } all[] = {
        {book_tree_columns, book_tree_n}, {head_keys, HEAD_KEYS}, {fix_columns, FIX_COLUMNS}};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++)
        for (size_t i = 0; i < all[k].n; i++)
            if (!strcmp(all[k].words[i].key, key))
                return all[k].words[i].name;
    return key;
}

/* The sheet that is @which, read; NULL where there is none, or after a fault. */
static struct sheet *open_sheet(struct reader *r, const char *path, char *const *names,
                                const struct book_word *which, const char **name)
{
    for (; *names; names++) {
        if (book_find(which, 1, *names) != which)
            continue;
        size_t from = r->f->n, errors = r->f->errors;
        struct sheet *s = sheet_read(
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
        b.column = book_tree_columns;
        b.columns = book_tree_n;
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
    char **names = sheet_names(path, r->f);
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
    return crit_build(f, AT_CELL, document, path);
}
