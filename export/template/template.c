/* SPDX-License-Identifier: MIT */
/* export/template/template.c - checking and running a template.  It is walked twice: first with a
 * deaf listener, to find every fault, then for good. */
#include "export/template/template.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/base/words.h"

/* A document is some hundred pages at most; what loops in loops make of few lines has no end. */
enum {
    NAME_CHARS = 64,
    FIELD_BYTES = 4 * NAME_CHARS,
    DEEPEST = 16,
    MOST_BYTES = 32 << 20,
    MOST_FAULTS = 1000
};

struct run {
    const struct template_part *part;
    size_t n;
    void (*emit)(void *arg, const char *text, const void *look); /* NULL: only check */
    void *arg;
    struct faults *f;
    size_t closing; /* the part that closes a list: the last one, of the last item */
    size_t bytes;   /* gone through so far */
    bool stopped;   /* more than MOST_BYTES */
};

/* @n bytes more are gone through; false, told once at @line, when that is too many. */
static bool within(struct run *r, size_t n, long line)
{
    r->bytes += n + 1;
    if (r->bytes > MOST_BYTES && !r->stopped) {
        fault_at(r->f, F_TEMPLATE_LONG, AT_TEXT, line, 0, NULL);
        r->stopped = true;
    }
    if (r->f->errors > MOST_FAULTS)
        r->stopped = true;
    return !r->stopped;
}

/* ---- fields ---- */

/* The field that begins at @s ("{{name}}" or "{{name?}}"); where it ends, NULL: none. */
static const char *field_at(const char *s, char name[NAME_CHARS + 1], bool *maybe)
{
    if (strncmp(s, "{{", 2) != 0)
        return NULL;
    const char *end = s + 2, *last = s + strnlen(s, FIELD_BYTES);
    while (end < last && strncmp(end, "}}", 2) != 0)
        end++;
    if (end == last)
        return NULL;
    const char *from = s + 2, *to = end;
    while (*from == ' ')
        from++;
    while (to > from && to[-1] == ' ')
        to--;
    *maybe = to > from && to[-1] == '?';
    to -= *maybe;
    if (to - from > NAME_CHARS)
        return NULL;
    snprintf(name, NAME_CHARS + 1, "%.*s", (int)(to - from), from);
    return end + 2;
}

static void fill_fields(struct words *w, const char *text, const struct facts *facts, struct run *r,
                        long line)
{
    char name[NAME_CHARS + 1];
    bool maybe;
    while (*text) {
        const char *next = field_at(text, name, &maybe);
        if (!next) {
            size_t n = 1 + strcspn(text + 1, "{");
            words_add(w, "", "%.*s", (int)n, text);
            text += n;
            continue;
        }
        const char *value = facts_get(facts, name);
        if (!value)
            fault_at(r->f, F_TEMPLATE_FIELD, AT_TEXT, line, 0, name, NULL);
        if (value && *value)
            words_add(w, "", "%s", value);
        else if (!maybe)
            words_add(w, "", "%s", BLANK);
        text = next;
    }
}

/* ---- directives ---- */

static enum template_kind directive_of(const char *text, char name[NAME_CHARS + 1])
{
    static const struct {
        const char *word;
        enum template_kind is;
    } words[] = {{"@lap", TEMPLATE_EACH},
                 {"@neu", TEMPLATE_WHEN},
                 {"@khac", TEMPLATE_ELSE},
                 {"@het", TEMPLATE_END}};
    bool maybe;
    while (*text == ' ')
        text++;
    const char *end = field_at(text, name, &maybe);
    if (!end || *name != '@' || end[strspn(end, " ")])
        return TEMPLATE_TEXT;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i].word);
        if (strncmp(name, words[i].word, n) == 0 && (name[n] == ' ' || !name[n])) {
            memmove(name, name + n + strspn(name + n, " "),
                    strlen(name + n + strspn(name + n, " ")) + 1);
            return words[i].is;
        }
    }
    return TEMPLATE_TEXT;
}

enum template_kind template_kind(const char *text)
{
    char name[NAME_CHARS + 1];
    return directive_of(text, name);
}

/* The @khac (or @n) and the @het that belong to the directive at @i. */
static bool find_end(struct run *r, size_t i, size_t *other, size_t *end)
{
    char name[NAME_CHARS + 1];
    int depth = 0;
    *other = 0;
    for (size_t k = i + 1; k < r->n && within(r, 0, r->part[i].line); k++) {
        enum template_kind d = directive_of(r->part[k].text, name);
        if (d == TEMPLATE_EACH || d == TEMPLATE_WHEN)
            depth++;
        else if (d == TEMPLATE_ELSE && depth == 0)
            *other = k;
        else if (d == TEMPLATE_END && depth-- == 0) {
            *end = k;
            *other = *other ? *other : k;
            return true;
        }
    }
    if (!r->stopped)
        fault_at(r->f, F_TEMPLATE_OPEN, AT_TEXT, r->part[i].line, 0, NULL);
    return false;
}

static void walk(struct run *r, size_t from, size_t to, const struct facts *facts, int depth);

/* The last part of @from to @to that says something; SIZE_MAX: none. */
static size_t last_said(const struct run *r, size_t from, size_t to)
{
    while (to > from && !*r->part[to - 1].text)
        to--;
    return to > from ? to - 1 : SIZE_MAX;
}

static void walk_each(struct run *r, size_t from, size_t to, const char *name, long line,
                      const struct facts *facts, int depth)
{
    struct facts *const *item;
    size_t n;
    if (!facts_items(facts, name, &item, &n))
        fault_at(r->f, F_TEMPLATE_LIST, AT_TEXT, line, 0, name, NULL);
    else
        for (size_t i = 0; i < n && within(r, to - from, line); i++) {
            size_t outer = r->closing;
            r->closing = i + 1 == n ? last_said(r, from, to) : SIZE_MAX;
            walk(r, from, to, item[i], depth + 1);
            r->closing = outer;
        }
}

static bool field_holds(struct run *r, const char *name, long line, const struct facts *facts)
{
    struct facts *const *item;
    size_t n;
    if (facts_items(facts, name, &item, &n))
        return n > 0;
    const char *value = facts_get(facts, name);
    if (!value)
        fault_at(r->f, F_TEMPLATE_FIELD, AT_TEXT, line, 0, name, NULL);
    return value && *value;
}

/* A list whose lines end with a semicolon ends with a full stop. */
static void walk_part(struct run *r, size_t at, const struct facts *facts)
{
    const struct template_part *p = &r->part[at];
    struct words w = {0};
    fill_fields(&w, p->text, facts, r, p->line);
    within(r, w.n + strlen(p->text), p->line);
    if (at == r->closing && w.n > 0 && w.s[w.n - 1] == ';')
        w.s[w.n - 1] = '.';
    if (r->emit)
        r->emit(r->arg, w.s ? w.s : "", p->look);
    free(w.s);
}

static void walk(struct run *r, size_t from, size_t to, const struct facts *facts, int depth)
{
    char name[NAME_CHARS + 1];
    if (depth > DEEPEST) {
        fault_at(r->f, F_TEMPLATE_DEEP, AT_TEXT, r->part[from - 1].line, 0, NULL);
        r->stopped = true;
    }
    for (size_t i = from; i < to && !r->stopped; i++) {
        const struct template_part *p = &r->part[i];
        size_t other, end;
        enum template_kind d = directive_of(p->text, name);
        if (d == TEMPLATE_TEXT) {
            walk_part(r, i, facts);
        } else if (d == TEMPLATE_ELSE || d == TEMPLATE_END) {
            fault_at(r->f, F_TEMPLATE_STRAY, AT_TEXT, p->line, 0, NULL);
        } else if (!find_end(r, i, &other, &end)) {
            return;
        } else {
            if (d == TEMPLATE_EACH)
                walk_each(r, i + 1, end, name, p->line, facts, depth);
            else if (field_holds(r, name, p->line, facts))
                walk(r, i + 1, other, facts, depth + 1);
            else if (other < end)
                walk(r, other + 1, end, facts, depth + 1);
            i = end;
        }
    }
}

bool template_run(const struct template_part *part, size_t n, const struct facts *facts,
                  void (*emit)(void *arg, const char *text, const void *look), void *arg,
                  struct faults *f)
{
    size_t before = f->errors;
    struct run check = {.part = part, .n = n, .f = f, .closing = SIZE_MAX};
    struct run good = {.part = part, .n = n, .emit = emit, .arg = arg, .f = f, .closing = SIZE_MAX};
    walk(&check, 0, n, facts, 0);
    if (f->errors > before)
        return false;
    walk(&good, 0, n, facts, 0);
    return true;
}
