/* SPDX-License-Identifier: MIT */
/* db/import/words.c - what the words, numbers and dates in a cell mean. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/agenda/set_part.h"
#include "db/base/date.h"
#include "db/base/text.h"
#include "db/import/part.h"

int import_word(const struct word *table, const char *cell)
{
    char *key = text_key(cell);
    int value = -1;
    size_t len = key ? strlen(key) : 0;
    for (const struct word *w = table; len && w->keys && value < 0; w++)
        for (const char *p = w->keys; *p && value < 0;) {
            size_t n = strcspn(p, "|");
            if (n == len && memcmp(p, key, n) == 0)
                value = w->value;
            p += n + (p[n] == '|');
        }
    free(key);
    return value;
}

const char *import_text(struct import *im, long v)
{
    char text[24];
    snprintf(text, sizeof text, "%ld", v);
    return arena_strdup(im->arena, text);
}

long import_number(const char *s, long max)
{
    long v = 0;
    if (!*s)
        return -1;
    for (; *s; s++) {
        if (!isdigit((unsigned char)*s))
            return -1;
        v = v * 10 + (*s - '0');
        if (v > max)
            return -1;
    }
    return v;
}

int import_no(const char *s)
{
    char digits[8];
    size_t n = strlen(s);
    if (n > 1 && s[n - 1] == '.')
        n--;
    if (n == 0 || n >= sizeof digits)
        return -1;
    memcpy(digits, s, n);
    digits[n] = '\0';
    long v = import_number(digits, MAX_NUMBER);
    return v < 1 ? -1 : (int)v;
}

int import_star(const char *s)
{
    static const struct word none[] = {{"khong|chua|chuaco|0sao", 0}, {NULL, 0}};
    static const char black[] = "★";
    int count = 0;
    if (isdigit((unsigned char)*s)) {
        const char *rest = s + 1 + strspn(s + 1, " ");
        char *key = text_key(rest);
        bool ok =
            *s <= '5' && (!*rest || (key && strcmp(key, "sao") == 0) || strcmp(rest, "★") == 0);
        free(key);
        return ok ? *s - '0' : -1;
    }
    while (strncmp(s, black, sizeof black - 1) == 0 || *s == '*') {
        s += *s == '*' ? 1 : sizeof black - 1;
        count++;
    }
    if (count > 0)
        return !*s && count <= 5 ? count : -1;
    return import_word(none, s);
}

/* Digits at *@s, from @least to @most of them; -1 when there are fewer or more. */
static int digits(const char **s, int least, int most)
{
    int v = 0, n = 0;
    for (; isdigit((unsigned char)**s); (*s)++, n++) {
        if (n == most)
            return -1;
        v = v * 10 + (**s - '0');
    }
    return n < least ? -1 : v;
}

bool import_date(const char *s, char out[11])
{
    const char *p = s;
    int y, m, d;
    if (strlen(s) > 4 && s[4] == '-') {
        y = digits(&p, 4, 4);
        m = *p == '-' ? (p++, digits(&p, 2, 2)) : -1;
        d = *p == '-' ? (p++, digits(&p, 2, 2)) : -1;
        if (*p == ' ') /* a spreadsheet's time of day */
            p += strlen(p);
    } else {
        d = digits(&p, 1, 2);
        char sep = *p;
        bool sep_ok = sep == '/' || sep == '-' || sep == '.';
        m = sep_ok ? (p++, digits(&p, 1, 2)) : -1;
        y = sep_ok && *p == sep ? (p++, digits(&p, 4, 4)) : -1;
    }
    if (*p || !date_exists(y, m, d))
        return false;
    snprintf(out, 11, "%04u-%02u-%02u", (unsigned)y % 10000, (unsigned)m % 100, (unsigned)d % 100);
    return true;
}

/* "8. Chế biến từ thịt", "Bộ 8 - ...": a number with a name behind it, which must not be
 * the name of another set. */
static const struct crit_entry *numbered_set(struct import *im, const char *s)
{
    size_t n = strcspn(s, ".:-)");
    const char *rest = s + n + strspn(s + n, ".:-) ");
    if (!s[n] || !*rest || isdigit((unsigned char)*rest))
        return NULL;
    char *number = arena_strndup(im->arena, s, n);
    text_squeeze(number);
    const struct crit_entry *e = crit_find(number), *other = crit_find(rest);
    return e && (!other || other == e) ? e : NULL;
}

const char *import_set(struct import *im, const char *s, const char **other)
{
    /* 26 sets by name are folded anew for every question, and a list asks thousands: an id that
     * was found is kept, by where it stands. */
    *other = NULL;
    if (!im->sets)
        im->sets = dict_new(im->arena);
    uintptr_t known = dict_get(im->sets, s);
    if (known)
        return (const char *)known;
    struct set_found found;
    if (!import_did(im, set_resolve(im->db, im->arena, s, &found)))
        return NULL;
    const struct crit_entry *e = found.id ? NULL : numbered_set(im, s);
    if (e)
        found.id = e->id;
    *other = found.other;
    if (found.other)
        return NULL;
    if (found.id)
        *dict_slot(im->sets, s) = (uintptr_t)found.id;
    return found.id;
}

/* ---- roles ---- */

/* Words of contract "Lists", and how they are met in decisions that set up a council. */
static const struct word role_words[] = {
    {"chair|chutich|chutichhoidong|chutoa", ROLE_CHAIR},
    {"vice|vicechair|phochutich|phochutichhoidong|phochutichthuongtruc|"
     "phochutichthuongtruchoidong",
     ROLE_VICE},
    {"member|uyvien|thanhvien|uyvienhoidong|thanhvienhoidong|uyvienthuongtruc", ROLE_MEMBER},
    {"secretary|thuky|thukyhoidong", ROLE_SECRETARY},
    {"adviser|advisor|tutuvan|totuvan|tuvan|thanhvientotuvan|totruongtotuvan|topthototuvan|"
     "tophototuvan|totruong",
     ROLE_ADVISER},
    {"observer|khachmoi|daibieu|daibieukhachmoi|quansatvien", ROLE_OBSERVER},
    {NULL, 0},
};

/* "ủy viên kiêm thư ký": both parts must be roles, one of them the secretary. */
static int both_roles(const char *cell, bool *secretary)
{
    char *fold = text_fold(cell);
    int first = -1, second = -1;
    char *join = fold ? strstr(fold, "kiem") : NULL;
    size_t skip = 4;
    if (fold && !join && (join = strpbrk(fold, ",-;/+")))
        skip = 1;
    if (join) {
        second = import_word(role_words, join + skip);
        *join = '\0';
        first = import_word(role_words, fold);
    }
    free(fold);
    if (first < 0 || second < 0)
        return -1;
    *secretary = first == ROLE_SECRETARY || second == ROLE_SECRETARY;
    if (first == ROLE_SECRETARY)
        return second;
    return *secretary || second == ROLE_MEMBER ? first : -1;
}

int import_role(const char *cell, bool *secretary)
{
    static const struct word shortened[] = {{"uyvienthuky|thanhvienthuky|thukyuyvien", ROLE_MEMBER},
                                            {NULL, 0}};
    *secretary = false;
    int role = import_word(role_words, cell);
    if (role >= 0)
        return role;
    role = import_word(shortened, cell);
    *secretary = role >= 0;
    return role >= 0 ? role : both_roles(cell, secretary);
}

const char *import_code(struct import *im, const char *s)
{
    char *code = arena_strdup(im->arena, s);
    size_t n = strlen(code);
    for (char *p = code; *p; p++)
        if (*p == ',')
            *p = '.';
    if (n > 1 && code[n - 1] == '.')
        code[n - 1] = '\0';
    return code;
}
