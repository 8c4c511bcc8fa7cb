/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE_EXTENDED 1
#include "tests/fault/folder.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static _Noreturn void broken(const char *what, const char *path)
{
    fprintf(stderr, "tests/fault: %s %s\n", what, path);
    exit(2);
}

char *folder_text(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return NULL;
    size_t cap = 65536, len = 0, got;
    char *text = malloc(cap);
    while (text && (got = fread(text + len, 1, cap - len - 1, f)) > 0)
        if ((len += got) + 1 == cap)
            text = realloc(text, cap *= 2);
    fclose(f);
    if (!text)
        broken("no memory for", path);
    text[len] = '\0';
    if (n)
        *n = len;
    return text;
}

static void write_bytes(const char *path, const char *v, size_t n)
{
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(v, 1, n, f) != n || fclose(f) != 0)
        broken("cannot write", path);
}

void folder_write(const char *path, const char *text)
{
    write_bytes(path, text, strlen(text));
}

/* ---- reading -----------------------------------------------------------------------------------
 */

static struct folder *into; /* nftw has no argument of ours */
static size_t below;

static uint64_t hash_of(const char *path)
{
    size_t n;
    char *text = folder_text(path, &n);
    uint64_t h = 1469598103934665603u;
    for (size_t i = 0; text && i < n; i++)
        h = (h ^ (unsigned char)text[i]) * 1099511628211u;
    free(text);
    return h;
}

static int take(const char *path, const struct stat *st, int kind, struct FTW *where)
{
    (void)kind;
    if (where->level == 0)
        return 0;
    if (into->n == FOLDER_FILES)
        broken("too many files in", path);
    struct folder_entry *e = &into->v[into->n++];
    snprintf(e->path, sizeof e->path, "%s", path + below + 1);
    e->is_folder = S_ISDIR(st->st_mode);
    e->hash = e->is_folder ? 0 : hash_of(path);
    return 0;
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct folder_entry *)a)->path, ((const struct folder_entry *)b)->path);
}

void folder_read(const char *dir, struct folder *out)
{
    out->n = 0;
    into = out;
    below = strlen(dir);
    nftw(dir, take, 16, FTW_PHYS);
    qsort(out->v, out->n, sizeof *out->v, by_path);
}

const struct folder_entry *folder_find(const struct folder *f, const char *path)
{
    struct folder_entry key;
    snprintf(key.path, sizeof key.path, "%s", path);
    return bsearch(&key, f->v, f->n, sizeof *f->v, by_path);
}

/* ---- bringing back -----------------------------------------------------------------------------
 */

static void copy(const char *from, const char *to)
{
    size_t n;
    char *text = folder_text(from, &n);
    if (!text)
        broken("cannot read", from);
    write_bytes(to, text, n);
    free(text);
}

void folder_restore(const char *from, const struct folder *was, const char *dir,
                    const struct folder *is)
{
    char a[600], b[600];
    for (size_t i = is->n; i-- > 0;) {
        const struct folder_entry *e = folder_find(was, is->v[i].path);
        snprintf(b, sizeof b, "%s/%s", dir, is->v[i].path);
        if ((!e || e->is_folder != is->v[i].is_folder) && remove(b) != 0)
            broken("cannot remove", b);
    }
    for (size_t i = 0; i < was->n; i++) {
        const struct folder_entry *e = folder_find(is, was->v[i].path);
        snprintf(a, sizeof a, "%s/%s", from, was->v[i].path);
        snprintf(b, sizeof b, "%s/%s", dir, was->v[i].path);
        if (was->v[i].is_folder && !e)
            mkdir(b, 0700);
        else if (!was->v[i].is_folder && (!e || e->is_folder || e->hash != was->v[i].hash))
            copy(a, b);
    }
}
