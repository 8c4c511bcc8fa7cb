/* SPDX-License-Identifier: MIT */
/* db/official/read.c - reading the Decision: what kind of file it is, and whether it is the
 * Decision. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/reason.h"
#include "db/base/regular.h"
#include "db/official/part.h"

/* ---- the file ---- */

static void cannot_read(struct faults *f, int why)
{
    char most[24];
    snprintf(most, sizeof most, "%d", OFFICIAL_MAX_BYTES >> 20);
    if (why == EISDIR || why == NOT_REGULAR)
        fault_add(f, F_OFFICIAL_NOT_FILE, NULL);
    else if (why == ENOENT || why == ENOTDIR)
        fault_add(f, F_SHEET_MISSING, NULL);
    else if (why == EACCES || why == EPERM)
        fault_add(f, F_SHEET_DENIED, NULL);
    else if (why == EFBIG)
        fault_add(f, F_OFFICIAL_BIG, most, NULL);
    else
        fault_add(f, F_SHEET_OPEN, reason_text(why), NULL);
}

/* The whole file with a 0 byte after it, or NULL. */
static char *slurp(const char *path, size_t *len, struct faults *f)
{
    char *data = regular_read(path, OFFICIAL_MAX_BYTES, len);
    if (!data)
        cannot_read(f, errno);
    return data;
}

static bool refuse(struct faults *f, enum fault_id id, const char *what)
{
    fault_add(f, id, what, NULL);
    return false;
}

static bool starts(const char *data, size_t len, const char *magic)
{
    size_t n = strlen(magic);
    return len >= n && memcmp(data, magic, n) == 0;
}

/* Text with a tag in it; UTF-16 is known by its mark. */
static bool is_page(const char *data, size_t len)
{
    if (starts(data, len, "\xff\xfe") || starts(data, len, "\xfe\xff"))
        return true;
    return !memchr(data, 0, len) && memchr(data, '<', len) != NULL;
}

static bool read_doc(struct doc *d, const char *data, size_t len, struct faults *f)
{
    static const struct {
        const char *magic, *kind;
    } other[] = {
        {"%PDF-", "PDF"},          {"\xd0\xcf\x11\xe0", ".doc"},    {"{\\rtf", "RTF"},
        {"\x89PNG", "PNG, JPEG"},  {"\xff\xd8\xff", "PNG, JPEG"},   {"SQLite format 3", "SQLite"},
        {"Rar!", "RAR, 7z, gzip"}, {"7z\xbc\xaf", "RAR, 7z, gzip"}, {"\x1f\x8b", "RAR, 7z, gzip"},
    };
    if (starts(data, len, "PK\3\4"))
        return doc_read_docx(d, data, len, f);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (starts(data, len, other[i].magic))
            return refuse(f, F_OFFICIAL_KIND, other[i].kind);
    if (!is_page(data, len))
        return refuse(f, F_OFFICIAL_NOT_TEXT, NULL);
    return doc_read_html(d, data, len, f);
}

/* ---- matching ---- */

static bool names_decision(const struct doc *d)
{
    for (size_t i = 0; i < d->n; i++)
        for (size_t c = 0; c < d->row[i].n; c++)
            if (strstr(d->row[i].cell[c], "26/2026/QĐ-TTg"))
                return true;
    return false;
}

/* Whether this is the Decision: one fault if not, and none of the many warnings then. */
static bool accept(struct reading *r, struct faults *f)
{
    char number[4][24], more[24];
    const struct official_report *out = r->out;
    snprintf(number[0], sizeof *number, "%zu", out->found);
    snprintf(number[1], sizeof *number, "%zu", out->sets);
    snprintf(number[2], sizeof *number, "%zu", out->matched);
    snprintf(number[3], sizeof *number, "%zu", out->levels);
    if (out->matched * 4 < out->levels * 3 || !out->matched) {
        fault_add(f, F_OFFICIAL_UNLIKE, number[0], number[1], number[2], number[3], NULL);
        return false;
    }
    if (!names_decision(r->doc))
        warn_add(f, F_OFFICIAL_NO_NUMBER, NULL);
    if (r->warned > OFFICIAL_MAX_WARNINGS) {
        snprintf(more, sizeof more, "%zu", r->warned - OFFICIAL_MAX_WARNINGS);
        warn_add(r->f, F_OFFICIAL_MORE, "", "", "", more, NULL);
    }
    return true;
}

struct official *official_read(const char *path, const struct crit_set *const *set, size_t n,
                               struct official_report *out, struct faults *f)
{
    struct doc d = {0};
    struct faults mine = {0};
    size_t len;
    *out = (struct official_report){.sets = n};
    char *data = slurp(path, &len, f);
    if (!data)
        return NULL;
    struct reading r = {.doc = &d, .set = set, .n = n, .out = out, .f = f};
    out->readable = read_doc(&d, data, len, f);
    free(data);
    if (out->readable) {
        r.f = &mine;
        r.o = official_new(path);
        official_match(&r);
        if (accept(&r, f)) {
            for (size_t i = 0; i < mine.n; i++)
                warn_add(f, mine.v[i].id, mine.v[i].arg[0], mine.v[i].arg[1], mine.v[i].arg[2],
                         mine.v[i].arg[3], NULL);
            official_finish(r.o);
        } else {
            official_free(r.o);
            r.o = NULL;
        }
    }
    faults_free(&mine);
    arena_free(d.arena);
    return r.o;
}
