/* SPDX-License-Identifier: MIT */
/* db/criteria/index.c - the 26 sets of Quyết định 26/2026/QĐ-TTg, and how people call them.
 *
 * Names, industries and groups: Phụ lục I and II, as printed; the numbers and letters are
 * Phụ lục I's own. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "db/base/embed.h"
#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/criteria/reader.h"

static void fault_mark(struct reader *r, yaml_mark_t at, enum fault_id id, const char *a)
{
    struct value v = {.row = (long)at.line + 1, .col = (long)at.column + 1};
    crit_fault(r, &v, id, a, NULL);
}

/* libyaml tells faults apart by English sentences only. */
static const struct {
    const char *start; /* of the sentence */
    enum fault_id id;
} syntax_faults[] = {
    {"found unexpected end of stream", F_CRIT_SYNTAX_QUOTE},
    {"found unexpected document indicator", F_CRIT_SYNTAX_QUOTE},
    {"mapping values are not allowed", F_CRIT_SYNTAX_COLON},
    {"did not find expected ',' or", F_CRIT_SYNTAX_BRACKET},
    {"found character that cannot start", F_CRIT_SYNTAX_START},
    {"found a tab character", F_CRIT_SYNTAX_START},
    {"did not find expected key", F_CRIT_SYNTAX_INDENT},
    {"did not find expected '-'", F_CRIT_SYNTAX_INDENT},
    {"could not find expected ':'", F_CRIT_SYNTAX_INDENT},
};

/* The reader refuses bytes before there is a mark: count the lines to the place ourselves. */
static yaml_mark_t byte_mark(const char *text, size_t at)
{
    yaml_mark_t m = {0};
    for (size_t i = 0; i < at; i++) {
        if (text[i] == '\n') {
            m.line++;
            m.column = 0;
        } else if (((unsigned char)text[i] & 0xC0) != 0x80) {
            m.column++;
        }
    }
    return m;
}

static void syntax_fault(struct reader *r, const yaml_parser_t *p, const char *text, size_t len)
{
    if (p->error == YAML_MEMORY_ERROR)
        mem_gone();
    if (p->error == YAML_READER_ERROR) {
        size_t at = p->problem_offset < len ? p->problem_offset : len;
        fault_mark(r, byte_mark(text, at), F_CRIT_ENCODING, NULL);
        return;
    }
    const char *problem = p->problem ? p->problem : "?";
    char line[24];
    size_t from = p->context ? p->context_mark.line : p->problem_mark.line;
    snprintf(line, sizeof line, "%zu", from + 1);
    for (size_t i = 0; i < sizeof syntax_faults / sizeof *syntax_faults; i++)
        if (!strncmp(problem, syntax_faults[i].start, strlen(syntax_faults[i].start))) {
            fault_mark(r, p->problem_mark, syntax_faults[i].id, line);
            return;
        }
    struct value at = {.row = (long)p->problem_mark.line + 1,
                       .col = (long)p->problem_mark.column + 1};
    crit_fault(r, &at, F_CRIT_SYNTAX, problem, line);
}

struct walk {
    int depth, documents;
    bool stop;
};

static void need_plain(struct reader *r, const yaml_event_t *e, const yaml_char_t *anchor,
                       const yaml_char_t *tag)
{
    if (anchor)
        fault_mark(r, e->start_mark, F_CRIT_ANCHOR, NULL);
    if (tag)
        fault_mark(r, e->start_mark, F_CRIT_TAG, NULL);
}

static void look(struct reader *r, const yaml_event_t *e, struct walk *w)
{
    bool opens = false;
    switch (e->type) {
    case YAML_STREAM_END_EVENT:
        w->stop = true;
        break;
    case YAML_DOCUMENT_START_EVENT:
        if (e->data.document_start.version_directive ||
            e->data.document_start.tag_directives.start !=
                e->data.document_start.tag_directives.end)
            fault_mark(r, e->start_mark, F_CRIT_DIRECTIVE, NULL);
        if (++w->documents == 2) {
            fault_mark(r, e->start_mark, F_CRIT_DOCUMENTS, NULL);
            w->stop = true;
        }
        break;
    case YAML_ALIAS_EVENT:
        fault_mark(r, e->start_mark, F_CRIT_ANCHOR, NULL);
        break;
    case YAML_SCALAR_EVENT:
        need_plain(r, e, e->data.scalar.anchor, e->data.scalar.tag);
        break;
    case YAML_SEQUENCE_START_EVENT:
        need_plain(r, e, e->data.sequence_start.anchor, e->data.sequence_start.tag);
        opens = true;
        break;
    case YAML_MAPPING_START_EVENT:
        need_plain(r, e, e->data.mapping_start.anchor, e->data.mapping_start.tag);
        opens = true;
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        w->depth--;
        break;
    default:
        break;
    }
    if (opens && ++w->depth > CRIT_NESTING) {
        char most[16];
        snprintf(most, sizeof most, "%d", CRIT_NESTING);
        fault_mark(r, e->start_mark, F_CRIT_DEEP, most);
        w->stop = true;
    }
}

static void feed(yaml_parser_t *p, const char *text, size_t len)
{
    /* Said outright, so that no byte order mark turns the text into UTF-16. */
    yaml_parser_set_encoding(p, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(p, (const unsigned char *)text, len);
}

/* The document interface resolves aliases without a word, so the events are looked at first. */
static bool plain(struct reader *r, const char *text, size_t len)
{
    yaml_parser_t p;
    yaml_event_t e;
    struct walk w = {0};
    size_t before = r->reported;
    if (!yaml_parser_initialize(&p))
        mem_gone();
    feed(&p, text, len);
    while (!w.stop) {
        if (!yaml_parser_parse(&p, &e)) {
            syntax_fault(r, &p, text, len);
            break;
        }
        look(r, &e, &w);
        yaml_event_delete(&e);
    }
    yaml_parser_delete(&p);
    if (!w.documents && r->reported == before)
        fault_mark(r, (yaml_mark_t){0}, F_CRIT_EMPTY_FILE, NULL);
    return r->reported == before;
}

/* ---- the document ---- */

static struct value *convert(struct reader *r, yaml_document_t *doc, const yaml_node_t *n);

static struct value *text_value(struct reader *r, const yaml_node_t *n)
{
    struct value *v = arena_alloc(r->doc, sizeof *v);
    v->kind = VALUE_TEXT;
    v->plain = n->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    v->len = n->data.scalar.length;
    v->text = arena_strndup(r->doc, (const char *)n->data.scalar.value, v->len);
    return v;
}

static struct value *list_value(struct reader *r, yaml_document_t *doc, const yaml_node_t *n)
{
    struct value *v = arena_alloc(r->doc, sizeof *v);
    const yaml_node_item_t *item = n->data.sequence.items.start;
    v->kind = VALUE_LIST;
    v->n = (size_t)(n->data.sequence.items.top - item);
    v->item = arena_alloc(r->doc, v->n * sizeof *v->item);
    for (size_t i = 0; i < v->n; i++)
        v->item[i] = convert(r, doc, yaml_document_get_node(doc, item[i]));
    return v;
}

static struct value *map_value(struct reader *r, yaml_document_t *doc, const yaml_node_t *n)
{
    struct value *v = arena_alloc(r->doc, sizeof *v);
    const yaml_node_pair_t *pair = n->data.mapping.pairs.start;
    v->kind = VALUE_MAP;
    v->n = (size_t)(n->data.mapping.pairs.top - pair);
    v->item = arena_alloc(r->doc, 2 * v->n * sizeof *v->item);
    for (size_t i = 0; i < v->n; i++) {
        v->item[2 * i] = convert(r, doc, yaml_document_get_node(doc, pair[i].key));
        v->item[2 * i + 1] = convert(r, doc, yaml_document_get_node(doc, pair[i].value));
    }
    return v;
}

/* As deep as plain() lets a document be. */
static struct value *convert(struct reader *r, yaml_document_t *doc, const yaml_node_t *n)
{
    struct value *v = n->type == YAML_SCALAR_NODE     ? text_value(r, n)
                      : n->type == YAML_SEQUENCE_NODE ? list_value(r, doc, n)
                                                      : map_value(r, doc, n);
    v->row = (long)n->start_mark.line + 1;
    v->col = (long)n->start_mark.column + 1;
    return v;
}

static bool load(struct reader *r, const char *text, size_t len, yaml_document_t *doc)
{
    yaml_parser_t p;
    if (len > CRIT_BYTES) {
        char most[16];
        snprintf(most, sizeof most, "%d", CRIT_BYTES);
        fault_mark(r, (yaml_mark_t){0}, F_CRIT_SIZE, most);
        return false;
    }
    if (len >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3)) {
        text += 3;
        len -= 3;
    }
    if (!plain(r, text, len))
        return false;
    if (!yaml_parser_initialize(&p))
        mem_gone();
    feed(&p, text, len);
    bool done = yaml_parser_load(&p, doc);
    if (!done)
        syntax_fault(r, &p, text, len);
    yaml_parser_delete(&p);
    return done;
}

struct crit_yaml_text {
    const char *text;
    size_t len;
};

/* The document of a struct crit_yaml_text. */
static const struct value *yaml_document(struct reader *r, const void *from)
{
    const struct crit_yaml_text *in = from;
    yaml_document_t doc;
    if (!load(r, in->text, in->len, &doc))
        return NULL;
    const struct value *root = convert(r, &doc, yaml_document_get_root_node(&doc));
    yaml_document_delete(&doc);
    return root;
}

enum { SETS = 26 };

#define INDUSTRY_I "I. Sản phẩm thực phẩm"
#define INDUSTRY_II "II. Sản phẩm đồ uống"
#define INDUSTRY_III "III. Sản phẩm dược liệu và sản phẩm từ dược liệu"
#define INDUSTRY_IV "IV. Sản phẩm hàng thủ công mỹ nghệ"
#define INDUSTRY_V "V. Sản phẩm sinh vật cảnh"
#define INDUSTRY_VI "VI. Sản phẩm dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch"

/* The texts are found when first asked for, and sets are parsed once: filled in place. */
static struct crit_entry entries[SETS] = {
    {"qd26-2026/01", 1, "Rau, củ, quả, hạt tươi", INDUSTRY_I, "1. Thực phẩm tươi sống",
     "a. Rau, củ, quả, hạt tươi", NULL, 0},
    {"qd26-2026/02", 2, "Thịt, thủy sản, trứng, sữa tươi", INDUSTRY_I, "1. Thực phẩm tươi sống",
     "b. Thịt, thủy sản, trứng, sữa tươi", NULL, 0},
    {"qd26-2026/03", 3, "Gạo, ngũ cốc, hạt sơ chế khác", INDUSTRY_I, "2. Thực phẩm thô, sơ chế",
     "a. Gạo, ngũ cốc, hạt sơ chế khác", NULL, 0},
    {"qd26-2026/04", 4, "Mật ong, mật khác và nông sản thực phẩm khác", INDUSTRY_I,
     "2. Thực phẩm thô, sơ chế", "b. Mật ong, mật khác và nông sản thực phẩm khác", NULL, 0},
    {"qd26-2026/05", 5, "Đồ ăn nhanh", INDUSTRY_I, "3. Thực phẩm chế biến", "a. Đồ ăn nhanh", NULL,
     0},
    {"qd26-2026/06", 6, "Chế biến từ gạo, ngũ cốc", INDUSTRY_I, "3. Thực phẩm chế biến",
     "b. Chế biến từ gạo, ngũ cốc", NULL, 0},
    {"qd26-2026/07", 7, "Chế biến từ rau, củ, quả, hạt", INDUSTRY_I, "3. Thực phẩm chế biến",
     "c. Chế biến từ rau, củ, quả, hạt", NULL, 0},
    {"qd26-2026/08", 8,
     "Chế biến từ thịt, thủy sản, trứng, sữa, các sản phẩm từ mật ong, mật khác và nông sản thực "
     "phẩm khác",
     INDUSTRY_I, "3. Thực phẩm chế biến",
     "d. Chế biến từ thịt, trứng, sữa, thủy sản, các sản phẩm từ mật ong, mật khác và nông sản "
     "thực phẩm khác",
     NULL, 0},
    {"qd26-2026/09", 9, "Tương, nước mắm, gia vị dạng lỏng khác", INDUSTRY_I, "4. Gia vị",
     "a. Tương, nước mắm, gia vị dạng lỏng khác", NULL, 0},
    {"qd26-2026/10", 10, "Gia vị khác (muối, hành, tỏi, tiêu,...)", INDUSTRY_I, "4. Gia vị",
     "b. Gia vị khác", NULL, 0},
    {"qd26-2026/11", 11, "Chè tươi, chè chế biến", INDUSTRY_I, "5. Chè", "a. Chè tươi, chế biến",
     NULL, 0},
    {"qd26-2026/12", 12, "Sản phẩm trà từ thực vật khác", INDUSTRY_I, "5. Chè",
     "b. Sản phẩm chè từ thực vật khác", NULL, 0},
    {"qd26-2026/13", 13, "Sản phẩm cà phê, ca cao", INDUSTRY_I, "6. Cà phê, ca cao", NULL, NULL, 0},
    {"qd26-2026/14", 14, "Rượu trắng", INDUSTRY_II, "1. Đồ uống có cồn", "a. Rượu trắng", NULL, 0},
    {"qd26-2026/15", 15, "Đồ uống có cồn khác", INDUSTRY_II, "1. Đồ uống có cồn",
     "b. Đồ uống có cồn khác", NULL, 0},
    {"qd26-2026/16", 16, "Nước khoáng thiên nhiên, nước uống đóng chai", INDUSTRY_II,
     "2. Đồ uống không cồn", "a. Nước khoáng thiên nhiên, nước uống đóng chai", NULL, 0},
    {"qd26-2026/17", 17, "Đồ uống không cồn khác", INDUSTRY_II, "2. Đồ uống không cồn",
     "b. Đồ uống không cồn", NULL, 0},
    {"qd26-2026/18", 18, "Thực phẩm chức năng, thuốc dược liệu, thuốc cổ truyền", INDUSTRY_III,
     "1. Thực phẩm chức năng, thuốc dược liệu, thuốc cổ truyền", NULL, NULL, 0},
    {"qd26-2026/19", 19, "Mỹ phẩm có thành phần từ dược liệu", INDUSTRY_III,
     "2. Mỹ phẩm có thành phần từ dược liệu", NULL, NULL, 0},
    {"qd26-2026/20", 20, "Tinh dầu và dược liệu khác", INDUSTRY_III,
     "3. Tinh dầu và dược liệu khác", NULL, NULL, 0},
    {"qd26-2026/21", 21, "Thủ công mỹ nghệ gia dụng, trang trí", INDUSTRY_IV,
     "1. Thủ công mỹ nghệ gia dụng, trang trí", NULL, NULL, 0},
    {"qd26-2026/22", 22, "Vải, may mặc", INDUSTRY_IV, "2. Vải, may mặc", NULL, NULL, 0},
    {"qd26-2026/23", 23, "Hoa", INDUSTRY_V, "1. Hoa", NULL, NULL, 0},
    {"qd26-2026/24", 24, "Cây cảnh", INDUSTRY_V, "2. Cây cảnh", NULL, NULL, 0},
    {"qd26-2026/25", 25, "Động vật cảnh", INDUSTRY_V, "3. Động vật cảnh", NULL, NULL, 0},
    {"qd26-2026/26", 26, "Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch",
     INDUSTRY_VI, "1. Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch", NULL, NULL, 0},
};
static struct crit_set *parsed[SETS];

/* Where the Decision spells a name in more than one way: the list of sets, Phụ lục I.  Two
 * spellings with the same letters need no row. */
static const struct {
    int no;
    const char *name;
} synonyms[] = {
    {8, "Chế biến từ thịt, trứng, sữa, thủy sản, các sản phẩm từ mật ong, mật khác và nông sản "
        "thực phẩm khác"},
    {10, "Gia vị khác"},
    {11, "Chè tươi, chế biến"},
    {12, "Sản phẩm chè từ thực vật khác"},
    {13, "Cà phê, ca cao"},
    {17, "Đồ uống không cồn"},
    {21, "Thủ công mỹ nghệ"},
};

/* The texts that this program carries, into the entries. */
static void find_texts(void)
{
    static bool done;
    for (size_t i = 0; i < SETS && !done; i++) {
        char *name = xasprintf("criteria/qd26-2026-%02d.yaml", entries[i].no);
        const struct embedded *file = db_embedded(name);
        free(name);
        if (!file)
            continue;
        entries[i].yaml = (const char *)file->data;
        entries[i].len = file->len;
    }
    done = true;
}

const struct crit_entry *crit_index(size_t *n)
{
    find_texts();
    if (n)
        *n = SETS;
    return entries;
}

/* A number of one or two digits (a leading zero is one of them), and nothing else. */
static const struct crit_entry *by_number(const char *s)
{
    size_t digits = strspn(s, "0123456789");
    if (!digits || digits > 2 || s[digits])
        return NULL;
    int no = atoi(s);
    return no >= 1 && no <= SETS ? &entries[no - 1] : NULL;
}

static bool same_letters(const char *key, const char *name)
{
    char *other = text_key(name);
    bool same = other && !strcmp(key, other);
    free(other);
    return same;
}

static const struct crit_entry *by_name(const char *s)
{
    const struct crit_entry *found = NULL;
    char *key = text_key(s);
    for (size_t i = 0; key && *key && !found && i < SETS; i++)
        if (same_letters(key, entries[i].name))
            found = &entries[i];
    for (size_t i = 0; key && *key && !found && i < sizeof synonyms / sizeof *synonyms; i++)
        if (same_letters(key, synonyms[i].name))
            found = &entries[synonyms[i].no - 1];
    free(key);
    return found;
}

static const char *skip(const char *s, const char *prefix)
{
    size_t len = strlen(prefix);
    return strncmp(s, prefix, len) ? s : s + len;
}

const struct crit_entry *crit_find(const char *what)
{
    find_texts();
    char *folded = what ? text_fold(what) : NULL;
    if (!folded)
        return NULL;
    const struct crit_entry *found = by_name(folded);
    if (!found) {
        const char *s = skip(folded, "qd26-2026/");
        if (s == folded)
            s = skip(skip(skip(skip(folded, "bo "), "san pham "), "tieu chi "), "so ");
        found = by_number(s);
        if (!found && s != folded)
            found = by_name(s);
    }
    free(folded);
    return found;
}

const struct crit_set *crit_load(const struct crit_entry *e)
{
    find_texts();
    if (!e || !e->yaml)
        return NULL;
    size_t i = (size_t)e->no - 1;
    if (!parsed[i]) {
        struct faults f = {0};
        struct crit_yaml_text in = {e->yaml, e->len};
        parsed[i] = crit_build(&f, AT_TEXT, yaml_document, &in, NULL);
        faults_free(&f);
    }
    return parsed[i];
}

const struct crit_set *crit_sister_of(const char *name)
{
    return crit_load(crit_find(name));
}

struct crit_set *crit_parse(const char *yaml, size_t len, struct faults *f)
{
    struct crit_yaml_text in = {yaml, len};
    return crit_build(f, AT_TEXT, yaml_document, &in, crit_sister_of);
}
