/* SPDX-License-Identifier: MIT */
/* db/criteria/read.c - from a document (YAML, or a workbook) to a criteria set. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/criteria/reader.h"

/* The values of a part, a section or a criterion, by key; the last four are a criterion's. */
enum crit_key { K_CODE, K_NAME, K_MAX, K_KIDS, K_LEVELS, K_NOTES, K_CASES, K_IMPLIED, K_COUNT };

/* ---- notes ---- */

static void add_ref(struct reader *r, const char *code, const char *self, const struct value *at)
{
    struct crit_ref *ref = arena_alloc(r->mem, sizeof *ref);
    *ref = (struct crit_ref){.code = code, .self = self, .at = at, .next = r->refs};
    r->refs = ref;
}

/* The items of a list; 0 for a fault, which is recorded. */
static size_t crit_items(struct reader *r, const struct value *n)
{
    if (!n)
        return 0;
    if (n->kind != VALUE_LIST) {
        crit_fault(r, n, F_CRIT_NEED_LIST, NULL, NULL);
        return 0;
    }
    return n->n;
}

static const char *crit_text(struct reader *r, const struct value *n)
{
    const char *s = crit_maybe(r, n);
    if (s && !*s) {
        crit_fault(r, n, F_CRIT_BLANK, NULL, NULL);
        return NULL;
    }
    return s;
}

/* A list of codes of leaves, as one text with blanks between. */
static const char *read_scope(struct reader *r, const struct value *list)
{
    size_t n = list ? crit_items(r, list) : 0, len = 1;
    const char **code = arena_alloc(r->mem, n * sizeof *code);
    if (list && list->kind == VALUE_LIST && !n)
        crit_fault(r, list, F_CRIT_LIST_EMPTY, NULL, NULL);
    for (size_t i = 0; i < n; i++) {
        const struct value *at = list->item[i];
        code[i] = crit_text(r, at);
        if (!code[i])
            continue;
        for (size_t j = 0; j < i; j++)
            if (code[j] && !strcmp(code[i], code[j]))
                crit_fault(r, at, F_CRIT_REF_TWICE, code[i], NULL);
        add_ref(r, code[i], NULL, at);
        len += strlen(code[i]) + 1;
    }
    char *all = arena_alloc(r->mem, len), *end = all;
    for (size_t i = 0; i < n; i++)
        if (code[i])
            end = stpcpy(stpcpy(end, end == all ? "" : " "), code[i]);
    return all;
}

static void read_note(struct reader *r, const struct value *at, struct crit_note *note,
                      const char *self)
{
    static const char *const words[] = {
#define X(id, word) word,
        CRIT_NOTE_LIST(X)
#undef X
            NULL};
    static const struct value_key plain[] = {{"type", true}, {"text", true}},
                                  depends[] = {{"type", true}, {"text", true}, {"on", true}},
                                  scope[] = {{"type", true}, {"text", true}, {"scope", true}};
    const struct value *v[3] = {0};
    int kind = -1;
    /* The kind decides which keys there may be, so it is looked for first. */
    for (size_t i = 0; at->kind == VALUE_MAP && i < at->n; i++) {
        const struct value *k = at->item[2 * i];
        if (k->kind == VALUE_TEXT && !strcmp(k->text, "type")) {
            kind = crit_word(r, at->item[2 * i + 1], words);
            if (kind < 0)
                return;
            break;
        }
    }
    if (kind == CRIT_NOTE_DEPENDS        ? !crit_keys(r, at, depends, 3, v)
        : kind == CRIT_NOTE_STOP_IF_ZERO ? !crit_keys(r, at, scope, 3, v)
                                         : !crit_keys(r, at, plain, 2, v))
        return;
    note->kind = kind < 0 ? CRIT_NOTE_GUIDANCE : (enum crit_note_kind)kind;
    note->text = crit_text(r, v[1]);
    if (kind == CRIT_NOTE_DEPENDS) {
        note->ref = crit_text(r, v[2]);
        if (note->ref)
            add_ref(r, note->ref, self, v[2]);
    } else if (kind == CRIT_NOTE_STOP_IF_ZERO) {
        note->ref = read_scope(r, v[2]);
    }
}

/* Into @n, from the list (NULL: none). */
static void crit_read_notes(struct reader *r, const struct value *list, struct crit_node *n)
{
    n->n_notes = crit_items(r, list);
    n->note = arena_alloc(r->mem, n->n_notes * sizeof *n->note);
    for (size_t i = 0; i < n->n_notes; i++)
        read_note(r, list->item[i], &n->note[i], n->code);
}

/* ---- levels ---- */

static void read_level(struct reader *r, const struct value *self, const struct crit_node *n,
                       struct crit_level *l, struct level_at *at)
{
    static const struct value_key keys[] = {
        {"points", true}, {"text", true}, {"star", false}, {"case", false}};
    static const char *const cases[] = {"a", "b", NULL};
    const struct value *v[4];
    l->points = -1;
    l->text = "";
    at->self = self;
    if (!crit_keys(r, self, keys, 4, v))
        return;
    at->points = v[0];
    at->text = v[1];
    at->star = v[2];
    l->points = crit_number(r, v[0], 0, 100);
    const char *text = crit_text(r, v[1]);
    if (text)
        l->text = text;
    int star = crit_number(r, v[2], 3, 5);
    l->star = star > 0 ? star : 0;
    int which = crit_word(r, v[3], cases);
    l->which_case = which < 0 ? '\0' : "ab"[which];
    if (n->case_name[0] && !v[3])
        crit_fault(r, self, F_CRIT_CASE_MISSING, NULL, NULL);
    if (!n->case_name[0] && v[3])
        crit_fault(r, v[3], F_CRIT_CASE_EXTRA, NULL, NULL);
}

/* "1", "2" in the printed order; "a1", "b1" within a case. */
static void name_levels(struct crit_node *n)
{
    int count[3] = {0};
    for (size_t i = 0; i < n->n_levels; i++) {
        struct crit_level *l = &n->level[i];
        int at = ++count[l->which_case ? l->which_case - 'a' + 1 : 0];
        if (l->which_case)
            snprintf(l->label, sizeof l->label, "%c%d", l->which_case, at % 100);
        else
            snprintf(l->label, sizeof l->label, "%d", at % 100);
    }
}

/* Into the leaf @n, from v[K_LEVELS] (not NULL) and what belongs to it; checked. */
static void crit_read_levels(struct reader *r, struct crit_node *n, const struct value *self,
                             const struct value *const *v)
{
    static const struct value_key cases[] = {{"a", true}, {"b", true}};
    const struct value *c[2];
    struct level_at at[CRIT_LEVELS] = {0};
    const struct value *list = v[K_LEVELS];
    if (v[K_CASES] && crit_keys(r, v[K_CASES], cases, 2, c)) {
        const char *name[2] = {crit_text(r, c[0]), crit_text(r, c[1])};
        for (int i = 0; i < 2; i++)
            n->case_name[i] = name[i] ? name[i] : "";
    }
    n->levels_implied = crit_bool(r, v[K_IMPLIED]);
    size_t count = crit_items(r, list);
    if (list->kind == VALUE_LIST && !count)
        crit_fault(r, list, F_CRIT_LIST_EMPTY, NULL, NULL);
    if (count > CRIT_LEVELS) {
        char most[16];
        snprintf(most, sizeof most, "%d", CRIT_LEVELS);
        crit_fault(r, list->item[CRIT_LEVELS], F_CRIT_LEVELS, most, NULL);
        count = CRIT_LEVELS;
    }
    n->n_levels = count;
    n->level = arena_alloc(r->mem, count * sizeof *n->level);
    for (size_t i = 0; i < count; i++)
        read_level(r, list->item[i], n, &n->level[i], &at[i]);
    name_levels(n);
    if (count)
        crit_check_levels(r, n, at, self, v[K_MAX]);
}

/* ---- the tree ---- */

/* What a part, a section and a criterion have; the first four alike (enum crit_key). */
static const struct value_key part_keys[] = {
    {"code", true}, {"name", true}, {"max", true}, {"sections", true}};
static const struct value_key section_keys[] = {
    {"code", true}, {"name", true}, {"max", true}, {"criteria", true}};
static const struct value_key criterion_keys[K_COUNT] = {
    {"code", true},    {"name", true},   {"max", true},    {"criteria", false},
    {"levels", false}, {"notes", false}, {"cases", false}, {"levels_implied", false}};

enum { DEEPEST = 4 }; /* a part is 0, a section 1, criteria 2 to 4 */

/* ---- the tree ---- */

static int new_node(struct reader *r, int depth, int parent)
{
    r->node = mem_grow(r->node, r->set->n_nodes, &r->cap, sizeof *r->node);
    struct crit_node *n = &r->node[r->set->n_nodes];
    *n = (struct crit_node){.code = "", .name = "", .max = -1, .depth = depth, .parent = parent};
    n->kind = depth == 0 ? CRIT_PART : depth == 1 ? CRIT_SECTION : CRIT_LEAF;
    return (int)r->set->n_nodes++;
}

static int read_nodes(struct reader *r, const struct value *list, int depth, int parent);

/* A criterion is scored itself or has criteria inside it, never both. */
static void read_body(struct reader *r, const struct value *self, int at,
                      const struct value *const *v)
{
    struct crit_node *n = &r->node[at];
    if (n->depth >= 2)
        crit_read_notes(r, v[K_NOTES], n);
    if (!v[K_KIDS]) {
        if (v[K_LEVELS])
            crit_read_levels(r, n, self, v);
        else if (n->depth >= 2)
            crit_fault(r, self, F_CRIT_BODY, n->code, NULL);
        return;
    }
    for (int k = K_LEVELS; n->depth >= 2 && k < K_COUNT; k++)
        if (v[k] && k != K_NOTES)
            crit_fault(r, v[k], F_CRIT_BODY_BOTH, n->code, criterion_keys[k].name);
    if (n->depth >= 2)
        n->kind = CRIT_GROUP;
    int max = n->max;
    if (n->depth == DEEPEST)
        crit_fault(r, v[K_KIDS], F_CRIT_NEST, NULL, NULL);
    else /* moves the nodes: n is not good after it */
        crit_check_sum(r, max, read_nodes(r, v[K_KIDS], n->depth + 1, at), v[K_MAX]);
}

static void read_node(struct reader *r, const struct value *self, int at, bool alone)
{
    const struct value *v[K_COUNT] = {0};
    int depth = r->node[at].depth;
    bool map = depth == 0   ? crit_keys(r, self, part_keys, 4, v)
               : depth == 1 ? crit_keys(r, self, section_keys, 4, v)
                            : crit_keys(r, self, criterion_keys, K_COUNT, v);
    if (!map)
        return;
    struct crit_node *n = &r->node[at];
    const char *code = crit_text(r, v[K_CODE]), *name = crit_text(r, v[K_NAME]);
    n->max = crit_number(r, v[K_MAX], 1, 100);
    if (name)
        n->name = name;
    if (code) {
        n->code = code;
        crit_check_code(r, n, n->parent < 0 ? NULL : &r->node[n->parent], alone, v[K_CODE]);
    }
    read_body(r, self, at, v);
}

/* The sum of the maxima, or -1 when one is unknown. */
static int read_nodes(struct reader *r, const struct value *list, int depth, int parent)
{
    int sum = 0;
    size_t n = crit_items(r, list);
    if (!n) {
        if (list->kind == VALUE_LIST)
            crit_fault(r, list, F_CRIT_LIST_EMPTY, NULL, NULL);
        return -1;
    }
    for (size_t i = 0; i < n; i++) {
        const struct value *self = list->item[i];
        if (r->set->n_nodes == CRIT_NODES) {
            char most[16];
            snprintf(most, sizeof most, "%d", CRIT_NODES);
            crit_fault(r, self, F_CRIT_NODES, most, NULL);
            return -1;
        }
        int at = new_node(r, depth, parent);
        read_node(r, self, at, n == 1);
        int max = r->node[at].max;
        sum = max < 0 || sum < 0 ? -1 : sum + max;
    }
    return sum;
}

/* ---- the head ---- */

static void read_corrections(struct reader *r, const struct value *list)
{
    static const struct value_key keys[] = {{"criterion", true}, {"level", false}, {"field", true},
                                            {"printed", true},   {"used", true},   {"kind", true},
                                            {"why", false}};
    static const char *const fields[] = {"points", "star", "max", "name", "heading", NULL};
    static const char *const kinds[] = {"forced", "suspect", NULL};
    struct crit_set *s = r->set;
    const struct value *v[7];
    s->n_corrections = crit_items(r, list);
    s->correction = arena_alloc(r->mem, s->n_corrections * sizeof *s->correction);
    for (size_t i = 0; i < s->n_corrections; i++) {
        struct crit_correction *c = &s->correction[i];
        if (!crit_keys(r, list->item[i], keys, 7, v))
            continue;
        c->criterion = crit_text(r, v[0]);
        c->level = crit_text(r, v[1]);
        int field = crit_word(r, v[2], fields);
        c->field = field < 0 ? NULL : fields[field];
        c->printed = crit_maybe(r, v[3]);
        c->used = crit_maybe(r, v[4]);
        c->forced = crit_word(r, v[5], kinds) == 0;
        c->why = crit_text(r, v[6]);
    }
}

static const char **read_texts(struct reader *r, const struct value *list, size_t *n)
{
    *n = crit_items(r, list);
    const char **out = arena_alloc(r->mem, *n * sizeof *out);
    for (size_t i = 0; i < *n; i++)
        out[i] = crit_text(r, list->item[i]);
    return out;
}

enum {
    S_ID,
    S_NO,
    S_NAME,
    S_LIST_NAME,
    S_LEGAL,
    S_ARTICLE,
    S_SOURCE,
    S_IN_FORCE,
    S_INDUSTRY,
    S_GROUP,
    S_SUBGROUP,
    S_AGENCIES,
    S_SAMPLES,
    S_STAR_NOTE,
    S_DISQUALIFIERS,
    S_CORRECTIONS,
    S_PARTS,
    S_COUNT
};
static const struct value_key set_keys[S_COUNT] = {
    {"id", true},       {"no", true},        {"name", true},           {"name_in_list", false},
    {"legal", true},    {"article", true},   {"source", false},        {"in_force", true},
    {"industry", true}, {"group", true},     {"subgroup", false},      {"agencies", true},
    {"samples", true},  {"star_note", true}, {"disqualifiers", false}, {"corrections", false},
    {"parts", true}};

static void read_head(struct reader *r, const struct value *const *v)
{
    struct crit_set *s = r->set;
    s->id = crit_text(r, v[S_ID]);
    s->no = crit_number(r, v[S_NO], 1, 99);
    s->name = crit_text(r, v[S_NAME]);
    s->name_in_list = crit_text(r, v[S_LIST_NAME]);
    s->legal = crit_text(r, v[S_LEGAL]);
    s->article = crit_text(r, v[S_ARTICLE]);
    s->source = crit_text(r, v[S_SOURCE]);
    s->in_force = crit_text(r, v[S_IN_FORCE]);
    s->industry = crit_text(r, v[S_INDUSTRY]);
    s->group = crit_text(r, v[S_GROUP]);
    s->subgroup = crit_text(r, v[S_SUBGROUP]);
    s->agency = read_texts(r, v[S_AGENCIES], &s->n_agencies);
    s->samples = crit_number(r, v[S_SAMPLES], 0, 100);
    s->star_note = crit_bool(r, v[S_STAR_NOTE]);
    s->disqualifier = read_texts(r, v[S_DISQUALIFIERS], &s->n_disqualifiers);
    crit_check_head(r, v[S_ID], v[S_IN_FORCE]);
}

static void read_set(struct reader *r, const struct value *root)
{
    const struct value *v[S_COUNT];
    if (!crit_keys(r, root, set_keys, S_COUNT, v))
        return;
    read_head(r, v);
    /* Before the tree: a doubtful value is a warning there. */
    read_corrections(r, v[S_CORRECTIONS]);
    if (v[S_PARTS]) {
        int sum = read_nodes(r, v[S_PARTS], 0, -1);
        char total[16];
        snprintf(total, sizeof total, "%d", sum);
        if (sum >= 0 && sum != 100)
            crit_fault(r, v[S_PARTS], F_CRIT_TOTAL, total, NULL);
        crit_check_set(r, v[S_PARTS], v[S_CORRECTIONS]);
    }
}

/* Whether people read @a before @b. */
static bool before(const struct fault *a, const struct fault *b)
{
    return a->row != b->row ? a->row < b->row : a->col < b->col;
}

/* Whether two faults are about the same worksheet, or both about none. */
static bool fault_same_sheet(const struct fault *a, const struct fault *b)
{
    return a->sheet && b->sheet ? strcmp(a->sheet, b->sheet) == 0 : a->sheet == b->sheet;
}

/* Faults are found out of order (a sum after its parts); people read from the top, and one sheet
 * after the other. */
static void sort_faults(struct faults *f, size_t first)
{
    for (size_t i = first + 1; i < f->n; i++) {
        struct fault one = f->v[i];
        size_t j = i;
        if (one.place == AT_WHOLE)
            continue;
        for (; j > first && f->v[j - 1].place == one.place &&
               fault_same_sheet(&f->v[j - 1], &one) && before(&one, &f->v[j - 1]);
             j--)
            f->v[j] = f->v[j - 1];
        f->v[j] = one;
    }
}

struct crit_set *crit_build(struct faults *f, enum fault_place place, crit_document *open,
                            const void *from, crit_sister *sister_of)
{
    struct crit_owner *o = xcalloc(1, sizeof *o);
    o->mem = arena_new();
    struct reader r = {.f = f,
                       .place = place,
                       .mem = o->mem,
                       .doc = arena_new(),
                       .set = &o->set,
                       .sister_of = sister_of};
    size_t first = f->n, errors = f->errors;
    const struct value *root = open(&r, from);
    if (root)
        read_set(&r, root);
    sort_faults(f, first);
    if (f->errors == errors) {
        o->set.node = arena_alloc(o->mem, o->set.n_nodes * sizeof *o->set.node);
        memcpy(o->set.node, r.node, o->set.n_nodes * sizeof *r.node);
    }
    free(r.node);
    arena_free(r.doc);
    if (f->errors == errors)
        return &o->set;
    crit_free(&o->set);
    return NULL;
}
