/* SPDX-License-Identifier: MIT */
/* tui/kit/widget/picker.c - choose a file or a folder. */
#include "tui/kit/widget/picker.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "db/base/date.h"
#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/field.h"
#include "tui/kit/widget/list.h"

/* ---- folders on the disk ---- */

struct dir_entry {
    char *name;   /* as on the disk */
    char *shown;  /* safe for a screen */
    char *folded; /* for the filter; NULL when the name is no UTF-8 */
    bool folder;
    long long size; /* bytes */
    time_t changed;
};

struct dir_list {
    size_t n;
    struct dir_entry *v;
};

enum { MOST_ENTRIES = 10000, MOST_PLACES = 32 };

static char *dir_join(const char *dir, const char *name)
{
    size_t n = strlen(dir);
    return xasprintf("%s%s%s", dir, n && dir[n - 1] == '/' ? "" : "/", name);
}

static const char *dir_base(const char *dir)
{
    const char *slash = strrchr(dir, '/');
    return slash ? slash + 1 : dir;
}

static char *dir_parent(const char *dir)
{
    const char *slash = strrchr(dir, '/');
    return !slash || slash == dir ? xstrdup("/") : xstrndup(dir, (size_t)(slash - dir));
}

static char *dir_absolute(const char *dir)
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

/* The entries of a folder in order: "..", folders, then (unless @folders_only) regular files
 * whose names end in one of @ext (NULL: all), in dictionary order.  Hidden ones are left out,
 * and what exceeds 10,000.  False if the folder cannot be read. */
static bool dir_read(const char *dir, const char *const *ext, bool folders_only,
                     struct dir_list *out)
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

static void dir_free(struct dir_list *l)
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

/* Folders worth a jump: mounted sticks, @start, home; ended by NULL.  Home when nothing else. */
static char **dir_places(const char *start)
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

/* ---- the page ---- */

const char *const picker_lists[] = {".xlsx", ".csv", ".tsv", NULL};

struct picker {
    struct screen base;
    int tag;
    char *title;
    char **ext; /* or NULL */
    bool folder;
    char *dir;
    char **place; /* where Tab jumps to, ended by NULL */
    size_t place_at;
    struct dir_list all;
    size_t *seen; /* entries that pass the filter, by number in .all */
    int n;
    struct field filter;
    struct list list;
};

static int picker_count(const void *data)
{
    return ((const struct picker *)data)->n;
}

static void picker_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct picker *p = data;
    const struct dir_entry *e = &p->all.v[p->seen[i]];
    char size[32] = "", day[16] = "";
    struct tm tm;
    (void)selected;
    if (strcmp(e->name, "..") == 0) {
        canvas_text(c, 0, 1, -1, STYLE_NORMAL, _("../  (thư mục trên)"));
        return;
    }
    if (date_local((int64_t)e->changed, &tm))
        strftime(day, sizeof day, "%d/%m/%Y", &tm);
    if (!e->folder)
        snprintf(size, sizeof size, "%lld KB", (e->size + 1023) / 1024);
    char *name = xasprintf("%s%s", e->shown, e->folder ? "/" : "");
    canvas_text(c, 0, 1, c->cols - 26, e->folder ? STYLE_HEADING : STYLE_NORMAL, name);
    canvas_right(c, 0, c->cols - 24, 11, STYLE_NORMAL, size);
    canvas_right(c, 0, c->cols - 12, 11, STYLE_DIM, day);
    free(name);
}

static const struct list_ops lines = {.count = picker_count, .row = picker_row};

/* Which entries the filter lets through. */
static void picker_sift(struct picker *p)
{
    char *want = text_fold(field_get(&p->filter));
    free(p->seen);
    p->seen = xcalloc(p->all.n + 1, sizeof *p->seen);
    p->n = 0;
    for (size_t i = 0; i < p->all.n; i++) {
        const char *folded = p->all.v[i].folded;
        if (!want || !*want || (folded && strstr(folded, want)))
            p->seen[p->n++] = i;
    }
    free(want);
    list_select(&p->list, &lines, p, p->list.selected);
}

static void select_name(struct picker *p, const char *name)
{
    for (int i = 0; i < p->n; i++)
        if (strcmp(p->all.v[p->seen[i]].name, name) == 0)
            list_select(&p->list, &lines, p, i);
}

/* Show the folder @dir; false, and nothing is changed, if it cannot be read. */
static bool picker_enter(struct picker *p, const char *dir)
{
    struct dir_list fresh;
    if (!dir_read(dir, (const char *const *)p->ext, p->folder, &fresh)) {
        char *shown = text_safe(dir, 60);
        app_sayf(p->base.app, SAY_ERROR, _("Không đọc được thư mục %s."), shown);
        free(shown);
        return false;
    }
    char *copy = xstrdup(dir);
    free(p->dir);
    p->dir = copy;
    dir_free(&p->all);
    p->all = fresh;
    field_wipe(&p->filter);
    p->list = (struct list){0};
    picker_sift(p);
    if (p->n > 1 && strcmp(p->all.v[p->seen[0]].name, "..") == 0)
        list_select(&p->list, &lines, p, 1);
    return true;
}

static enum react picker_up(struct picker *p)
{
    char *parent = dir_parent(p->dir), *here = xstrdup(dir_base(p->dir));
    if (strcmp(parent, p->dir) != 0 && picker_enter(p, parent))
        select_name(p, here);
    free(here);
    free(parent);
    return REACT_DRAW;
}

static enum react picker_finish(struct picker *p, const char *path)
{
    return app_answer(
        &p->base, &(struct answer){.tag = p->tag, .ok = path != NULL, .choice = -1, .text = path});
}

static enum react open_selected(struct picker *p)
{
    const struct dir_entry *e = &p->all.v[p->seen[p->list.selected]];
    if (strcmp(e->name, "..") == 0)
        return picker_up(p);
    char *path = dir_join(p->dir, e->name);
    enum react r = REACT_DRAW;
    if (e->folder)
        picker_enter(p, path);
    else
        r = picker_finish(p, path);
    free(path);
    return r;
}

static enum react picker_jump(struct picker *p)
{
    for (size_t tries = 0; p->place[0] && tries < 20; tries++) {
        const char *to = p->place[p->place_at];
        p->place_at = p->place[p->place_at + 1] ? p->place_at + 1 : 0;
        if (strcmp(to, p->dir) != 0 && picker_enter(p, to))
            break;
    }
    return REACT_DRAW;
}

static enum react picker_act(struct screen *s, unsigned a)
{
    struct picker *p = (struct picker *)s;
    switch (a) {
    case KIT_ACT_PICKER_OPEN:
        return open_selected(p);
    case KIT_ACT_PICKER_JUMP:
        return picker_jump(p);
    case KIT_ACT_PICKER_TAKE:
        return picker_finish(p, p->dir);
    case KIT_ACT_BACK:
        return picker_finish(p, NULL);
    default:
        return REACT_DEFAULT;
    }
}

/* A typed path walks along: with each "/" the folder named so far is entered, and what comes
 * after it filters there. */
static void picker_walk(struct picker *p)
{
    const char *typed = field_get(&p->filter);
    size_t n = strlen(typed);
    if (n == 0 || typed[n - 1] != '/')
        return;
    const char *home = getenv("HOME");
    char *to = NULL;
    if (strcmp(typed, "~/") == 0)
        to = xstrdup(home && *home ? home : "/");
    else if (typed[0] == '/')
        to = xstrdup("/");
    else
        to = dir_join(p->dir, typed);
    if (strlen(to) > 1 && to[strlen(to) - 1] == '/')
        to[strlen(to) - 1] = '\0';
    picker_enter(p, to);
    free(to);
}

static enum react picker_key(struct screen *s, const struct key *k)
{
    struct picker *p = (struct picker *)s;
    bool empty = !*field_get(&p->filter);
    if ((k->code == K_BACKSPACE || k->code == K_LEFT) && empty)
        return picker_up(p);
    if (k->code == K_CHAR || k->code == K_BACKSPACE || k->code == K_LEFT || k->code == K_RIGHT ||
        k->code == K_DELETE || k->code == K_CTRL) {
        if (field_key(&p->filter, k) == FIELD_CHANGED) {
            picker_sift(p);
            picker_walk(p);
        }
        return REACT_DRAW;
    }
    switch (list_key(&p->list, &lines, p, k)) {
    case LIST_MOVED:
        return REACT_DRAW;
    case LIST_OPEN:
        return open_selected(p);
    case LIST_IGNORED:
        break;
    }
    return REACT_NONE;
}

static bool picker_typing(const struct screen *s)
{
    (void)s;
    return true;
}

static unsigned picker_holds(const struct screen *s)
{
    const struct picker *p = (const struct picker *)s;
    unsigned all = (unsigned)NEED_ALL;
    if (p->n == 0 || p->list.selected < 0)
        all &= ~(unsigned)KIT_NEED_ROW;
    return p->folder ? all : all & ~(unsigned)KIT_NEED_FOLDER;
}

static void picker_draw(const struct screen *s, struct canvas *c)
{
    const struct picker *p = (const struct picker *)s;
    char *dir = text_safe(p->dir, 0);
    canvas_title(c, 0, p->title, NULL, NULL);
    canvas_text(c, 1, 1, -1, STYLE_BOLD, dir);
    free(dir);
    int col = 1 + canvas_text(c, 2, 1, -1, STYLE_DIM, _("Lọc, hoặc gõ đường dẫn: "));
    field_draw(&p->filter, c, 2, col, 40, true);
    canvas_hline(c, 3, 0, c->cols, STYLE_NORMAL);
    struct canvas area = canvas_sub(c, 4, 0, c->rows - 4, c->cols);
    if (p->n == 0)
        canvas_text(&area, 1, 1, -1, STYLE_DIM, _("Không có tệp nào ở đây hợp với điều đang tìm."));
    list_draw(&p->list, &lines, p, &area, true);
}

static void strings_free(char **v)
{
    for (size_t i = 0; v && v[i]; i++)
        free(v[i]);
    free(v);
}

static void picker_done(struct screen *s)
{
    struct picker *p = (struct picker *)s;
    free(p->title);
    free(p->dir);
    free(p->seen);
    strings_free(p->ext);
    strings_free(p->place);
    dir_free(&p->all);
}

static const struct screen_ops picker_ops = {
    .scope = KIT_SCOPE_PICKER,
    .size = sizeof(struct picker),
    .draw = picker_draw,
    .holds = picker_holds,
    .act = picker_act,
    .key = picker_key,
    .typing = picker_typing,
    .done = picker_done,
};

static char **strings_copy(const char *const *v)
{
    size_t n = 0;
    while (v && v[n])
        n++;
    char **out = v ? xcalloc(n + 1, sizeof *out) : NULL;
    for (size_t i = 0; i < n; i++)
        out[i] = xstrdup(v[i]);
    return out;
}

void picker_open(struct app *app, int tag, const struct picker_want *want)
{
    struct picker *p = (struct picker *)screen_new(app, &picker_ops);
    p->tag = tag;
    p->title = xstrdup(want->title ? want->title : _("Chọn tệp"));
    p->ext = strings_copy(want->ext);
    p->folder = want->folder;
    p->place = dir_places(want->dir);
    field_init(&p->filter, FIELD_TEXT, 60);
    char *first = dir_absolute(want->dir ? want->dir : p->place[0] ? p->place[0] : "/");
    p->dir = xstrdup("/");
    if (!picker_enter(p, first))
        picker_enter(p, p->place[0] ? p->place[0] : "/");
    free(first);
    app_push(app, &p->base);
}
