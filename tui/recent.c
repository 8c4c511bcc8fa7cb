/* SPDX-License-Identifier: MIT */
/* tui/recent.c - the folder of sessions and the list of recent files. */
#include "tui/recent.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/base/mem.h"
#include "db/base/regular.h"

enum { MAX_RECENT = 30, MAX_FOUND = 500 };

static char *home_folder(void)
{
    const char *h = getenv("HOME");
    if (h && *h == '/')
        return xstrdup(h);
    const struct passwd *pw = getpwuid(getuid());
    return xstrdup(pw && pw->pw_dir ? pw->pw_dir : "/");
}

/* Every folder of @path that is missing. */
static bool make_folders(const char *path)
{
    char *p = xstrdup(path);
    bool ok = true;
    for (char *slash = strchr(p + 1, '/'); slash && ok; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        ok = mkdir(p, 0700) == 0 || errno == EEXIST;
        *slash = '/';
    }
    ok = ok && (mkdir(p, 0700) == 0 || errno == EEXIST);
    free(p);
    return ok;
}

/* "$VAR/hoidong" or "~/REST/hoidong". */
static char *folder_name(const char *var, const char *rest)
{
    const char *base = getenv(var);
    char *h = home_folder();
    char *dir =
        base && *base == '/' ? xasprintf("%s/hoidong", base) : xasprintf("%s/%s/hoidong", h, rest);
    free(h);
    return dir;
}

/* The same, made. */
static char *own_folder(const char *var, const char *rest)
{
    char *dir = folder_name(var, rest);
    if (make_folders(dir))
        return dir;
    free(dir);
    return NULL;
}

char *sessions_folder(void)
{
    return own_folder("XDG_DATA_HOME", ".local/share");
}

char *data_folder(void)
{
    return folder_name("XDG_DATA_HOME", ".local/share");
}

static void add_path(struct paths *p, const char *path)
{
    char full[PATH_MAX];
    if (p->n >= MAX_FOUND || !realpath(path, full))
        return;
    for (size_t i = 0; i < p->n; i++)
        if (strcmp(p->v[i], full) == 0)
            return;
    p->v = xrealloc(p->v, (p->n + 1) * sizeof *p->v);
    p->v[p->n++] = xstrdup(full);
}

void paths_free(struct paths *p)
{
    for (size_t i = 0; i < p->n; i++)
        free(p->v[i]);
    free(p->v);
    *p = (struct paths){0};
}

char *state_folder(const char *name)
{
    char *dir = folder_name("XDG_STATE_HOME", ".local/state");
    char *path = xasprintf("%s/%s", dir, name);
    free(dir);
    if (make_folders(path))
        return path;
    free(path);
    return NULL;
}

static char *recent_file(void)
{
    char *dir = own_folder("XDG_STATE_HOME", ".local/state");
    char *path = dir ? xasprintf("%s/recent", dir) : NULL;
    free(dir);
    return path;
}

static void read_recent(struct paths *out)
{
    char *name = recent_file();
    FILE *f = name ? regular_stream(name) : NULL;
    free(name);
    if (!f)
        return;
    char *line = NULL;
    size_t cap = 0;
    while (getline(&line, &cap, f) > 0) {
        line[strcspn(line, "\n")] = '\0';
        if (*line == '/')
            add_path(out, line);
    }
    free(line);
    fclose(f);
}

/* Written aside and renamed: two programs that end at once leave one list or the other. */
static void write_recent(const struct paths *p)
{
    char *name = recent_file();
    if (!name)
        return;
    char *tmp = xasprintf("%s.%ld", name, (long)getpid());
    FILE *f = fopen(tmp, "we");
    for (size_t i = 0; f && i < p->n && i < MAX_RECENT; i++)
        if (!strchr(p->v[i], '\n'))
            fprintf(f, "%s\n", p->v[i]);
    if (!f || fclose(f) != 0 || rename(tmp, name) != 0)
        unlink(tmp);
    free(tmp);
    free(name);
}

static int is_session_name(const struct dirent *e)
{
    size_t n = strlen(e->d_name);
    return e->d_name[0] != '.' && n > 5 && strcmp(e->d_name + n - 5, ".ocop") == 0;
}

void sessions_find(struct paths *out)
{
    *out = (struct paths){0};
    read_recent(out);
    char *dir = sessions_folder();
    struct dirent **e = NULL;
    int n = dir ? scandir(dir, &e, is_session_name, alphasort) : 0;
    for (int i = 0; i < n; i++) {
        char *path = xasprintf("%s/%s", dir, e[i]->d_name);
        add_path(out, path);
        free(path);
        free(e[i]);
    }
    free(e);
    free(dir);
}

/* The list again without @path, and with it in front when @keep. */
static void rewrite(const char *path, bool keep)
{
    struct paths old = {0}, new = {0};
    char full[PATH_MAX];
    if (!realpath(path, full))
        return;
    read_recent(&old);
    if (keep)
        add_path(&new, full);
    for (size_t i = 0; i < old.n; i++)
        if (strcmp(old.v[i], full) != 0)
            add_path(&new, old.v[i]);
    write_recent(&new);
    paths_free(&old);
    paths_free(&new);
}

void recent_note(const char *path)
{
    rewrite(path, true);
}

void recent_forget(const char *path)
{
    rewrite(path, false);
}
