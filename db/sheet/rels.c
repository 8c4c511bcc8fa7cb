/* SPDX-License-Identifier: MIT */
/* db/sheet/rels.c - how the parts of a workbook name one another. */
#include "db/sheet/rels.h"

#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"

enum { MAX_RELS = 2048 };

struct reader {
    struct xml x;
    struct rels *r;
};

/* @target as a part's name, seen from folder @base; NULL if that leaves the package. */
static char *resolve(const char *base, const char *target)
{
    if (strchr(target, '\\') || strchr(target, ':'))
        return NULL;
    if (*target == '/')
        base = "";
    size_t len = strlen(base), room = len + strlen(target) + 1;
    char *path = xmalloc(room + 1);
    memcpy(path, base, len + 1);
    while (*target) {
        target += strspn(target, "/");
        size_t n = strcspn(target, "/");
        if (n == 2 && memcmp(target, "..", 2) == 0) {
            if (len == 0) {
                free(path);
                return NULL;
            }
            len--; /* the slash */
            while (len && path[len - 1] != '/')
                len--;
        } else if (n && !(n == 1 && *target == '.')) {
            memcpy(path + len, target, n);
            len += n;
            if (target[n] == '/')
                path[len++] = '/';
        }
        target += n;
    }
    path[len] = '\0';
    return path;
}

static bool same_id(const struct rels *r, const char *id)
{
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->rel[i].id, id) == 0)
            return true;
    return false;
}

static void on_start(struct xml *x, const char *name, const char **attr)
{
    struct rels *r = ((struct reader *)x)->r;
    if (x->depth != 2 || !xml_is(name, "Relationship"))
        return;
    const char *id = xml_attr(attr, "Id"), *type = xml_attr(attr, "Type");
    const char *target = xml_attr(attr, "Target"), *mode = xml_attr(attr, "TargetMode");
    if (!id || !type || !target)
        return;
    if (r->n == MAX_RELS || same_id(r, id)) {
        fault_add(x->f, r->n == MAX_RELS ? F_SHEET_XML_LIMIT : F_SHEET_RELATION_TWICE,
                  r->n == MAX_RELS ? x->part : id, NULL);
        xml_stop(x);
        return;
    }
    const char *word = strrchr(type, '/');
    bool external = mode && strcmp(mode, "Internal") != 0;
    char *path = external ? xstrdup(target) : resolve(r->base, target);
    if (!path) {
        fault_add(x->f, F_SHEET_RELATION, target, NULL);
        xml_stop(x);
        return;
    }
    r->rel = xrealloc(r->rel, (r->n + 1) * sizeof *r->rel);
    r->rel[r->n++] = (struct rel){
        .id = xstrdup(id),
        .target = path,
        .type = xstrdup(word ? word + 1 : type),
        .external = external,
    };
}

/* "xl/_rels/workbook.xml.rels" of "xl/workbook.xml"; *@folder: bytes of "xl/". */
static char *rels_name(const char *of, size_t *folder)
{
    const char *slash = strrchr(of, '/');
    *folder = slash ? (size_t)(slash - of) + 1 : 0;
    return xasprintf("%.*s_rels/%s.rels", (int)*folder, of, of + *folder);
}

bool rels_there(const struct package *p, const char *of)
{
    size_t folder;
    char *name = rels_name(of, &folder);
    bool there = package_find(p, name) >= 0;
    free(name);
    return there;
}

bool rels_read(struct package *p, const char *of, struct rels *r)
{
    size_t folder;
    char *name = rels_name(of, &folder);
    *r = (struct rels){.base = xstrndup(of, folder)};
    struct reader reader = {.x.start = on_start, .r = r};
    long part = package_find(p, name);
    bool fine = false;
    if (part < 0)
        fault_add(p->f, F_SHEET_PART_MISSING, name, NULL);
    else
        fine = package_parse(p, (size_t)part, &reader.x);
    free(name);
    return fine;
}

void rels_free(struct rels *r)
{
    for (size_t i = 0; i < r->n; i++) {
        free(r->rel[i].id);
        free(r->rel[i].target);
        free(r->rel[i].type);
    }
    free(r->rel);
    free(r->base);
    *r = (struct rels){0};
}

bool rel_part(struct package *p, const struct rel *rel, long *part)
{
    *part = rel->external ? -1 : package_find(p, rel->target);
    if (*part < 0)
        fault_add(p->f, rel->external ? F_SHEET_RELATION : F_SHEET_PART_MISSING, rel->target, NULL);
    return *part >= 0;
}
