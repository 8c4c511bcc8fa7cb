/* SPDX-License-Identifier: MIT */
/* tui/kit/widget/picker_dir.c - folders on the disk. */
#include "tui/kit/widget/picker_dir.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/base/mem.h"
#include "db/base/text.h"

enum { MOST_ENTRIES = 10000, MOST_PLACES = 32 };

char *dir_join(const char *dir, const char *name)
{
    size_t n = strlen(dir);
    return xasprintf("%s%s%s", dir, n && dir[n - 1] == '/' ? "" : "/", name);
}

const char *dir_base(const char *dir)
{
    const char *slash = strrchr(dir, '/');
    return slash ? slash + 1 : dir;
}

char *dir_parent(const char *dir)
{
    const char *slash = strrchr(dir, '/');
    return !slash || slash == dir ? xstrdup("/") : xstrndup(dir, (size_t)(slash - dir));
}

char *dir_absolute(const char *dir)
{
    char *full = realpath(dir, NULL);
    char *out = full ? xstrdup(full) : xstrdup(dir);
    free(full);
    return out;
}

static bool ends_as_wanted(const char *name, const char *const *ext)
{
    size_t n = strlen(name);
    for (; ext && *ext; ext++) {
        size_t k = strlen(*ext);
        if (n > k && strcasecmp(name + n - k, *ext) == 0)
            return true;
    }
    return false;
}

static int by_name(const void *a, const void *b)
{
    const struct dir_entry *x = a, *y = b;
    if (x->folder != y->folder)
        return x->folder ? -1 : 1;
    bool x_up = strcmp(x->name, "..") == 0, y_up = strcmp(y->name, "..") == 0;
    if (x_up != y_up)
        return x_up ? -1 : 1;
    return text_compare(x->shown, y->shown);
}

static void add(struct dir_list *l, const char *name, const struct stat *st)
{
    if ((l->n & (l->n - 1)) == 0) /* full at powers of two */
        l->v = xrealloc(l->v, (l->n ? l->n * 2 : 1) * sizeof *l->v);
    l->v[l->n++] = (struct dir_entry){
        .name = xstrdup(name),
        .shown = text_safe(name, 0),
        .folded = text_fold(name),
        .folder = S_ISDIR(st->st_mode),
        .size = (long long)st->st_size,
        .changed = st->st_mtime,
    };
}

static bool wanted(const char *dir, const char *name, const char *const *ext, bool folders_only,
                   struct stat *st)
{
    bool up = strcmp(name, "..") == 0;
    if (name[0] == '.' && !up)
        return false;
    if (up && strcmp(dir, "/") == 0)
        return false;
    char *path = dir_join(dir, name);
    bool ok = stat(path, st) == 0;
    free(path);
    if (!ok)
        return false;
    if (S_ISDIR(st->st_mode))
        return true;
    return S_ISREG(st->st_mode) && !folders_only && (!ext || ends_as_wanted(name, ext));
}

bool dir_read(const char *dir, const char *const *ext, bool folders_only, struct dir_list *out)
{
    *out = (struct dir_list){0};
    DIR *d = opendir(dir);
    if (!d)
        return false;
    for (struct dirent *e; (e = readdir(d)) && out->n < MOST_ENTRIES;) {
        struct stat st;
        if (wanted(dir, e->d_name, ext, folders_only, &st))
            add(out, e->d_name, &st);
    }
    closedir(d);
    if (out->n)
        qsort(out->v, out->n, sizeof *out->v, by_name);
    return true;
}

void dir_free(struct dir_list *l)
{
    for (size_t i = 0; i < l->n; i++) {
        free(l->v[i].name);
        free(l->v[i].shown);
        free(l->v[i].folded);
    }
    free(l->v);
    *l = (struct dir_list){0};
}

static void add_place(char **place, size_t *n, const char *dir)
{
    struct stat st;
    if (*n + 1 >= MOST_PLACES || stat(dir, &st) != 0 || !S_ISDIR(st.st_mode))
        return;
    char *full = dir_absolute(dir);
    for (size_t i = 0; i < *n; i++)
        if (strcmp(place[i], full) == 0) {
            free(full);
            return;
        }
    place[(*n)++] = full;
}

static void add_children(char **place, size_t *n, const char *dir)
{
    struct dir_list l;
    if (!dir_read(dir, NULL, true, &l))
        return;
    for (size_t i = 0; i < l.n; i++) {
        char *path = dir_join(dir, l.v[i].name);
        if (strcmp(l.v[i].name, "..") != 0)
            add_place(place, n, path);
        free(path);
    }
    dir_free(&l);
}

char **dir_places(const char *start)
{
    static const char *const mounts[] = {"/media", "/run/media"};
    char **place = xcalloc(MOST_PLACES, sizeof *place);
    size_t n = 0;
    const char *user = getenv("USER"), *home = getenv("HOME");
    for (size_t i = 0; user && *user && !strchr(user, '/') && i < 2; i++) {
        char *dir = dir_join(mounts[i], user);
        add_children(place, &n, dir);
        free(dir);
    }
    add_children(place, &n, "/mnt");
    if (start)
        add_place(place, &n, start);
    if (home && *home)
        add_place(place, &n, home);
    return place;
}
