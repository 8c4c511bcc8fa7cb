/* SPDX-License-Identifier: MIT */
/* db/criteria_value.c - typed values out of a YAML document. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/criteria_reader.h"
#include "db/text.h"

static const char *scalar(const yaml_node_t *n)
{
    return n->type == YAML_SCALAR_NODE ? (const char *)n->data.scalar.value : NULL;
}

static bool is_plain(const yaml_node_t *n)
{
    return n->type == YAML_SCALAR_NODE && n->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

/* "a, b, c": what a fault may name instead */
static char *listed(const char *(*word)(const void *, size_t), const void *from, size_t n)
{
    char *all = xstrdup("");
    for (size_t i = 0; i < n; i++) {
        char *longer = xasprintf("%s%s%s", all, i ? ", " : "", word(from, i));
        free(all);
        all = longer;
    }
    return all;
}

static const char *key_name(const void *keys, size_t i)
{
    return ((const struct yaml_key *)keys)[i].name;
}

static const char *word_name(const void *words, size_t i)
{
    return ((const char *const *)words)[i];
}

static void key_value(struct reader *r, const yaml_node_pair_t *pair, const struct yaml_key *keys,
                      size_t n, const yaml_node_t **out)
{
    const yaml_node_t *k = yaml_document_get_node(&r->doc, pair->key);
    const char *name = scalar(k);
    size_t i = 0;
    while (i < n && (!name || strcmp(name, keys[i].name)))
        i++;
    if (i == n) {
        char *all = listed(key_name, keys, n);
        crit_fault(r, k, F_CRIT_KEY_UNKNOWN, name ? name : "?", all);
        free(all);
    } else if (out[i]) {
        crit_fault(r, k, F_CRIT_KEY_TWICE, name, NULL);
    } else {
        out[i] = yaml_document_get_node(&r->doc, pair->value);
    }
}

bool yaml_keys(struct reader *r, const yaml_node_t *map, const struct yaml_key *keys, size_t n,
               const yaml_node_t **out)
{
    memset(out, 0, n * sizeof *out);
    if (map->type != YAML_MAPPING_NODE) {
        crit_fault(r, map, F_CRIT_NEED_MAP, NULL, NULL);
        return false;
    }
    const yaml_node_pair_t *top = map->data.mapping.pairs.top;
    for (const yaml_node_pair_t *p = map->data.mapping.pairs.start; p < top; p++)
        key_value(r, p, keys, n, out);
    for (size_t i = 0; i < n; i++)
        if (keys[i].required && !out[i])
            crit_fault(r, map, F_CRIT_KEY_MISSING, keys[i].name, NULL);
    return true;
}

/* What text_check and the form of the letters say of a text from outside. */
static bool fit(struct reader *r, const yaml_node_t *n, const char *s)
{
    uint32_t cp = 0;
    size_t at = 0;
    char code[16], place[24];
    if (strlen(s) != n->data.scalar.length) {
        cp = 0; /* "\0" ends the C string early */
        at = text_columns(s) + 1;
    } else if (text_check(s, &cp, &at) == TEXT_FINE) {
        char *nfc = text_nfc(s);
        bool same = nfc && !strcmp(nfc, s);
        free(nfc);
        size_t len = strlen(s);
        if (!same)
            crit_fault(r, n, F_CRIT_TEXT_NFC, NULL, NULL);
        else if (len && (s[0] == ' ' || s[len - 1] == ' '))
            crit_fault(r, n, F_CRIT_TEXT_ENDS, NULL, NULL);
        else
            return true;
        return false;
    }
    snprintf(code, sizeof code, "U+%04X", (unsigned)cp);
    snprintf(place, sizeof place, "%zu", at);
    crit_fault(r, n, F_CRIT_TEXT_CHAR, code, place);
    return false;
}

const char *yaml_maybe(struct reader *r, const yaml_node_t *n)
{
    if (!n)
        return NULL;
    const char *s = scalar(n);
    if (!s)
        crit_fault(r, n, F_CRIT_NEED_TEXT, NULL, NULL);
    else if (is_plain(n) && (!*s || !strcmp(s, "~") || !strcmp(s, "null")))
        crit_fault(r, n, F_CRIT_BLANK, NULL, NULL);
    else if (fit(r, n, s))
        return arena_strdup(r->mem, s);
    return NULL;
}

const char *yaml_text(struct reader *r, const yaml_node_t *n)
{
    const char *s = yaml_maybe(r, n);
    if (s && !*s) {
        crit_fault(r, n, F_CRIT_BLANK, NULL, NULL);
        return NULL;
    }
    return s;
}

int yaml_number(struct reader *r, const yaml_node_t *n, int min, int max)
{
    if (!n)
        return -1;
    const char *s = scalar(n);
    size_t digits = s ? strspn(s, "0123456789") : 0;
    bool number =
        is_plain(n) && digits && digits == n->data.scalar.length && (digits == 1 || s[0] != '0');
    if (!number) {
        crit_fault(r, n, F_CRIT_NEED_NUMBER, s ? s : "?", NULL);
        return -1;
    }
    long v = digits < 9 ? strtol(s, NULL, 10) : (long)max + 1;
    if (v < min || v > max) {
        char range[40];
        snprintf(range, sizeof range, "%d-%d", min, max);
        crit_fault(r, n, F_CRIT_RANGE, s, range);
        return -1;
    }
    return (int)v;
}

bool yaml_bool(struct reader *r, const yaml_node_t *n)
{
    if (!n)
        return false;
    const char *s = scalar(n);
    bool yes = s && is_plain(n) && !strcmp(s, "true");
    if (!yes && (!s || !is_plain(n) || strcmp(s, "false")))
        crit_fault(r, n, F_CRIT_NEED_BOOL, s ? s : "?", NULL);
    return yes;
}

int yaml_word(struct reader *r, const yaml_node_t *n, const char *const *words)
{
    if (!n)
        return -1;
    const char *s = scalar(n);
    int i = 0;
    while (words[i] && (!s || strcmp(s, words[i])))
        i++;
    if (words[i])
        return i;
    char *all = listed(word_name, words, (size_t)i);
    crit_fault(r, n, F_CRIT_WORD, s ? s : "?", all);
    free(all);
    return -1;
}

size_t yaml_items(struct reader *r, const yaml_node_t *n)
{
    if (!n)
        return 0;
    if (n->type != YAML_SEQUENCE_NODE) {
        crit_fault(r, n, F_CRIT_NEED_LIST, NULL, NULL);
        return 0;
    }
    return (size_t)(n->data.sequence.items.top - n->data.sequence.items.start);
}

const yaml_node_t *yaml_item(struct reader *r, const yaml_node_t *n, size_t i)
{
    return yaml_document_get_node(&r->doc, n->data.sequence.items.start[i]);
}
