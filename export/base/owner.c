/* SPDX-License-Identifier: MIT */
#include "export/base/owner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "db/base/mem.h"
#include "db/base/regular.h"
#include "db/sheet/zip.h"

enum { PAPER_MAX = 256 << 20 };

/* ---- an id in a text ---- */

/* Where a paper names its session, and its id follows: a sheet, a page's foot, JSON, the journal.
 */
static const char *const before_id[] = {"Mã phiên: ", "Mã phiên ", "{\"session\": \"",
                                        "Lập phiên,mã: "};

static bool find_id(const char *text, char id[OWNER_ID + 1])
{
    for (size_t i = 0; i < sizeof before_id / sizeof *before_id; i++)
        for (const char *at = text; (at = strstr(at, before_id[i]));) {
            at += strlen(before_id[i]);
            if (strspn(at, "0123456789abcdef") != OWNER_ID)
                continue;
            snprintf(id, OWNER_ID + 1, "%.*s", OWNER_ID, at);
            return true;
        }
    return false;
}

/* ---- in a package: a workbook, a Word file ---- */

struct part_text {
    char *s;
    size_t n, cap;
};

static bool gather(void *arg, const char *s, size_t n, bool last)
{
    struct part_text *t = arg;
    (void)last;
    while (t->n + n + 1 > t->cap)
        t->s = xrealloc(t->s, t->cap = 2 * t->cap + 4096);
    memcpy(t->s + t->n, s, n);
    t->n += n;
    t->s[t->n] = '\0';
    return true;
}

static bool package_id(const char *data, size_t len, char id[OWNER_ID + 1])
{
    struct package p;
    struct faults ignored = {0};
    bool found = false;
    if (package_open(&p, data, len, &ignored))
        for (size_t i = 0; i < p.n && !found; i++) {
            struct part_text t = {0};
            found = package_read(&p, i, gather, &t) && t.s && find_id(t.s, id);
            free(t.s);
        }
    package_close(&p);
    faults_free(&ignored);
    return found;
}

bool owner_of(const char *path, char id[OWNER_ID + 1])
{
    size_t len;
    char *data = regular_read(path, PAPER_MAX, &len);
    *id = '\0';
    bool zip = data && len > 4 && memcmp(data, "PK\3\4", 4) == 0;
    bool found = zip ? package_id(data, len, id) : data && find_id(data, id);
    free(data);
    return found;
}

/* ---- may it go ---- */

/* The session of the drafts, by those that say it; looked for once. */
static const char *drafts_id(struct owner *o)
{
    static const char *const tell[] = {"ketqua-duthao.xlsx", "phieu-duthao.xlsx",
                                       "bang-duthao.json", "nhat-ky-duthao.csv"};
    bool found = o->looked;
    for (size_t i = 0; i < sizeof tell / sizeof *tell && !found; i++) {
        char *path = xasprintf("%s/%s-%s", o->dir, o->stem, tell[i]);
        found = owner_of(path, o->drafts);
        free(path);
    }
    o->looked = true;
    return o->drafts;
}

bool owner_may_replace(struct owner *o, const char *name, struct faults *f)
{
    struct stat st;
    char own[OWNER_ID + 1];
    char *path = xasprintf("%s/%s", o->dir, name);
    const char *other = "";
    if (lstat(path, &st) == 0)
        other = owner_of(path, own) ? own : drafts_id(o);
    bool foreign = *other && strcmp(other, o->id) != 0;
    if (foreign)
        fault_add(f, F_EXPORT_OTHER, path, other, NULL);
    free(path);
    return !foreign;
}
