/* SPDX-License-Identifier: MIT */
/* db/criteria/yaml.c - from text to a YAML document, without the parts of YAML that a list of
 * criteria has no use for and that make two readers disagree. */
#include <stdio.h>
#include <string.h>
#include <yaml.h>

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
        return false;
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
    if (!plain(r, text, len) || !yaml_parser_initialize(&p))
        return false;
    feed(&p, text, len);
    bool done = yaml_parser_load(&p, doc);
    if (!done)
        syntax_fault(r, &p, text, len);
    yaml_parser_delete(&p);
    return done;
}

const struct value *crit_yaml_document(struct reader *r, const void *from)
{
    const struct crit_yaml_text *in = from;
    yaml_document_t doc;
    if (!load(r, in->text, in->len, &doc))
        return NULL;
    const struct value *root = convert(r, &doc, yaml_document_get_root_node(&doc));
    yaml_document_delete(&doc);
    return root;
}
