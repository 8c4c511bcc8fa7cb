/* SPDX-License-Identifier: MIT */
/* db/criteria/value.c - typed values out of a document, and the faults found in them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/criteria/reader.h"

static const char *scalar(const struct value *v)
{
    return v->kind == VALUE_TEXT ? v->text : NULL;
}

static bool is_plain(const struct value *v)
{
    return v->kind == VALUE_TEXT && v->plain;
}

/* ---- faults ---- */

void crit_report(struct reader *r, bool warning, enum fault_id id, const struct value *at,
                 const char *a, const char *b)
{
    if (warning) { /* at most a few a level, and levels are limited */
        warn_at(r->f, id, r->place, at->row, at->col, a, b, NULL);
    } else if (++r->reported <= CRIT_FAULTS) {
        fault_at(r->f, id, r->place, at->row, at->col, a, b, NULL);
    } else if (r->reported == CRIT_FAULTS + 1) {
        char most[16];
        snprintf(most, sizeof most, "%d", CRIT_FAULTS);
        fault_add(r->f, F_CRIT_MANY, most, NULL);
        return;
    } else {
        return;
    }
    if (at->sheet)
        fault_in_sheet(&r->f->v[r->f->n - 1], at->sheet);
}

void crit_fault(struct reader *r, const struct value *at, enum fault_id id, const char *a,
                const char *b)
{
    crit_report(r, false, id, at, a, b);
}

/* ---- values ---- */

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
    return ((const struct value_key *)keys)[i].name;
}

static const char *word_name(const void *words, size_t i)
{
    return ((const char *const *)words)[i];
}

static void key_value(struct reader *r, const struct value *k, const struct value *value,
                      const struct value_key *keys, size_t n, const struct value **out)
{
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
        out[i] = value;
    }
}

bool crit_keys(struct reader *r, const struct value *map, const struct value_key *keys, size_t n,
               const struct value **out)
{
    memset(out, 0, n * sizeof *out);
    if (map->kind != VALUE_MAP) {
        crit_fault(r, map, F_CRIT_NEED_MAP, NULL, NULL);
        return false;
    }
    for (size_t i = 0; i < map->n; i++)
        key_value(r, map->item[2 * i], map->item[2 * i + 1], keys, n, out);
    for (size_t i = 0; i < n; i++)
        if (keys[i].required && !out[i] && !(r->partial && !strcmp(keys[i].name, "parts")))
            crit_fault(r, map, F_CRIT_KEY_MISSING,
                       r->key_name ? r->key_name(keys[i].name) : keys[i].name, NULL);
    return true;
}

/* What text_check and the form of the letters say of a text from outside. */
static bool fit(struct reader *r, const struct value *n, const char *s)
{
    uint32_t cp = 0;
    size_t at = 0;
    char code[16], place[24];
    if (strlen(s) != n->len) {
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

const char *crit_maybe(struct reader *r, const struct value *n)
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

int crit_number(struct reader *r, const struct value *n, int min, int max)
{
    if (!n)
        return -1;
    const char *s = scalar(n);
    size_t digits = s ? strspn(s, "0123456789") : 0;
    bool number = is_plain(n) && digits && digits == n->len && (digits == 1 || s[0] != '0');
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

bool crit_bool(struct reader *r, const struct value *n)
{
    if (!n)
        return false;
    const char *s = scalar(n);
    bool yes = s && is_plain(n) && !strcmp(s, "true");
    if (!yes && (!s || !is_plain(n) || strcmp(s, "false")))
        crit_fault(r, n, F_CRIT_NEED_BOOL, s ? s : "?", NULL);
    return yes;
}

int crit_word(struct reader *r, const struct value *n, const char *const *words)
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
