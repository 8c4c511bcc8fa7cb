/* SPDX-License-Identifier: MIT */
/* db/agenda/commune.c - the list of communes, province by province, and names as lists write them.
 */
#include "db/agenda/commune.h"

#include <stdlib.h>
#include <string.h>

#include "db/base/embed.h"
#include "db/base/mem.h"
#include "db/base/text.h"

struct communes {
    size_t n, cap;
    char **name; /* folded, with their kind: "xa dat mui" */
};

/* Kinds as they are folded, and how lists shorten them. */
static const struct kind {
    const char *begins, *kind;
} kinds[] = {{"xa ", "xa "},       {"phuong ", "phuong "}, {"dac khu ", "dac khu "},
             {"x. ", "xa "},       {"x.", "xa "},          {"p. ", "phuong "},
             {"p.", "phuong "},    {"dk. ", "dac khu "},   {"dk.", "dac khu "},
             {"thi tran ", "tt "}, {"tt. ", "tt "},        {"tt.", "tt "}};

/* "Thành phố Huế", "tỉnh Cà Mau": the name alone, folded.  The caller frees. */
static char *province_name(const char *province)
{
    static const char *const before[] = {"tinh ", "thanh pho ", "tp. ", "tp."};
    char *fold = text_fold(province);
    for (size_t i = 0; fold && i < sizeof before / sizeof *before; i++) {
        size_t n = strlen(before[i]);
        if (strncmp(fold, before[i], n) == 0)
            memmove(fold, fold + n, strlen(fold + n) + 1);
    }
    return fold;
}

static bool same_province(const char *a, const char *folded)
{
    char *name = province_name(a);
    bool same = name && strcmp(name, folded) == 0;
    free(name);
    return same;
}

static void add(struct communes *c, const char *name)
{
    char *fold = text_fold(name);
    if (!fold)
        return;
    c->name = mem_grow(c->name, c->n, &c->cap, sizeof *c->name);
    c->name[c->n++] = fold;
}

/* A line is CODE TAB NAME; codes of provinces have two digits, those of communes five. */
struct communes *communes_of(const char *province)
{
    enum { PROVINCE_DIGITS = 2 };
    const struct embedded *file = db_embedded("data/communes.tsv");
    char *wanted = province ? province_name(province) : NULL;
    struct communes *c = xcalloc(1, sizeof *c);
    bool within = false;
    for (const char *s = file && wanted ? (const char *)file->data : ""; *s;) {
        size_t len = strcspn(s, "\n"), code = strcspn(s, "\t\n");
        char *name = code < len ? xstrndup(s + code + 1, len - code - 1) : xstrdup("");
        if (code == PROVINCE_DIGITS)
            within = same_province(name, wanted);
        else if (within && *s != '#')
            add(c, name);
        free(name);
        s += len + (s[len] == '\n');
    }
    free(wanted);
    if (c->n)
        return c;
    communes_free(c);
    return NULL;
}

void communes_free(struct communes *c)
{
    for (size_t i = 0; c && i < c->n; i++)
        free(c->name[i]);
    if (c)
        free(c->name);
    free(c);
}

int communes_count(const struct communes *c)
{
    return (int)c->n;
}

/* The folded name of one without its kind. */
static const char *own_name(const char *full)
{
    for (size_t i = 0; i < 3; i++)
        if (strncmp(full, kinds[i].begins, strlen(kinds[i].begins)) == 0)
            return full + strlen(kinds[i].begins);
    return full;
}

bool communes_has(const struct communes *c, const char *name)
{
    char *first = xstrndup(name, strcspn(name, ",;(")); /* "xã Đất Mũi, huyện Ngọc Hiển cũ" */
    char *fold = text_fold(first), *full = NULL;
    free(first);
    if (!fold || !*fold) {
        free(fold);
        return true;
    }
    for (size_t i = 0; !full && i < sizeof kinds / sizeof *kinds; i++) {
        size_t n = strlen(kinds[i].begins);
        if (strncmp(fold, kinds[i].begins, n) == 0)
            full = xasprintf("%s%s", kinds[i].kind, fold + n);
    }
    bool has = false;
    for (size_t i = 0; i < c->n && !has; i++)
        has = full ? strcmp(c->name[i], full) == 0 : strcmp(own_name(c->name[i]), fold) == 0;
    free(full);
    free(fold);
    return has;
}
