/* SPDX-License-Identifier: MIT */
/* export/doc/templates.c - the help for those who word documents: the templates that ship, and
 * every name they may use. */
#include "export/doc/templates.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "db/base/embed.h"
#include "db/base/reason.h"
#include "export/base/file.h"
#include "export/doc/notices.h"
#include "export/doc/session.h"
#include "db/base/mem.h"
#include "export/docx/write.h"

static const char *const names[] = {"bien-ban", "bao-cao-y-kien", "thong-bao-xa",
                                    "thong-bao-chu-the", NULL};

const char *export_template_name(size_t i)
{
    return i < sizeof names / sizeof *names ? names[i] : NULL;
}

const char *export_template_text(const char *name)
{
    char *file = xasprintf("templates/%s.txt", name);
    const struct embedded *e = NULL;
    for (size_t i = 0; names[i] && !e; i++)
        if (strcmp(names[i], name) == 0)
            e = export_embedded(file);
    free(file);
    return e ? (const char *)e->data : NULL;
}

static int write_whole(const struct bytes *b, const char *path)
{
    errno = 0;
    FILE *out = fopen(path, "wb");
    int e = out ? 0 : errno;
    if (out && (fwrite(b->data, 1, b->len, out) != b->len || fflush(out) != 0))
        e = errno ? errno : EIO;
    if (out && fclose(out) != 0 && !e)
        e = errno ? errno : EIO;
    return e;
}

/* @b at @path, whole and on the disk, or not at all; never over what somebody has worded. */
static enum db_rc keep(const struct bytes *b, const char *path, struct faults *f)
{
    const char *slash = strrchr(path, '/');
    char *dir = file_folder(path);
    struct faults own = {0};
    struct batch one = {0};
    struct stat st;
    int e = !b->data ? ENOMEM : lstat(path, &st) == 0 ? EEXIST : 0;
    char *temp = e ? NULL : file_temp(dir, slash ? slash + 1 : path, &own);
    if (!e && !temp)
        e = errno;
    if (!e)
        e = write_whole(b, temp);
    if (temp)
        batch_add(&one, BATCH_NEW, temp, xstrdup(path), NULL);
    if (!e)
        e = batch_publish(&one);
    if (e)
        fault_add(f, one.stuck ? F_TEMPLATE_STUCK : F_TEMPLATE_WRITE, path, reason_text(e), NULL);
    batch_free(&one);
    faults_free(&own);
    free(dir);
    return e ? DB_FAULT : DB_OK;
}

enum db_rc export_template(const char *name, bool word, const char *path, struct faults *f)
{
    const char *text = export_template_text(name);
    struct bytes b = {.data = xstrdup(text), .len = strlen(text)};
    if (word) {
        struct doc d;
        doc_builtin(&d, name);
        free(b.data);
        b = docx_template(&d);
        list_free(&d);
    }
    enum db_rc rc = keep(&b, path, f);
    free(b.data);
    return rc;
}

/* ---- every name ---- */

enum { NAMES_MAX = 32, NAME_ROOM = 65 };

/* A list that has no item just now shows no names by itself: they are taken from our templates. */
struct asked {
    void (*each)(void *arg, int depth, const char *name, const char *text, bool list);
    void *arg;
    const struct facts *all;
    char list[NAME_ROOM]; /* told last; "" when names came after it */
    int depth;            /* of that */
    char name[NAMES_MAX][NAME_ROOM];
    size_t n;
};

static void add_name(struct asked *a, const char *name, size_t len)
{
    char text[NAME_ROOM];
    if (len > 0 && name[len - 1] == '?')
        len--;
    if (len == 0 || len >= sizeof text || *name == '@' || a->n == NAMES_MAX)
        return;
    snprintf(text, sizeof text, "%.*s", (int)len, name);
    if (facts_get(a->all, text))
        return; /* of the session, not of the item */
    for (size_t i = 0; i < a->n; i++)
        if (strcmp(a->name[i], text) == 0)
            return;
    snprintf(a->name[a->n++], NAME_ROOM, "%s", text);
}

static void names_of_line(struct asked *a, const char *line)
{
    for (const char *s = line, *end; (s = strstr(s, "{{")) && (end = strstr(s, "}}")); s = end)
        add_name(a, s + 2, (size_t)(end - s - 2));
}

/* The lines of @d that are repeated for the list. */
static void names_of_doc(struct asked *a, const struct doc *d)
{
    char begin[NAME_ROOM + 16];
    int depth = 0;
    snprintf(begin, sizeof begin, "{{@lap %s}}", a->list);
    for (size_t i = 0; i < d->n; i++) {
        const char *text = d->part[i].text;
        enum template_kind k = template_kind(text);
        if (depth == 0) {
            depth = strcmp(text, begin) == 0;
            continue;
        }
        depth += k == TEMPLATE_EACH || k == TEMPLATE_WHEN;
        depth -= k == TEMPLATE_END;
        if (k == TEMPLATE_TEXT)
            names_of_line(a, text);
    }
}

static void tell_empty(struct asked *a)
{
    a->n = 0;
    for (size_t i = 0; *a->list && names[i]; i++) {
        struct doc d;
        doc_builtin(&d, names[i]);
        names_of_doc(a, &d);
        list_free(&d);
    }
    for (size_t i = 0; i < a->n; i++)
        a->each(a->arg, a->depth + 1, a->name[i], "", false);
    a->list[0] = '\0';
}

static void tell_field(void *arg, int depth, const char *name, const char *text, bool list)
{
    struct asked *a = arg;
    if (*a->list && depth <= a->depth)
        tell_empty(a);
    a->list[0] = '\0';
    a->each(a->arg, depth, name, text, list);
    if (list) {
        snprintf(a->list, sizeof a->list, "%s", name);
        a->depth = depth;
    }
}

enum db_rc export_fields(struct db *db,
                         void (*each)(void *arg, int depth, const char *name, const char *text,
                                      bool list),
                         void *arg, struct faults *f)
{
    struct record r = {0};
    enum db_rc rc = record_load(&r, db);
    struct facts *all = rc == DB_OK ? facts_of(&r, r.arena) : NULL;
    if (all)
        rc = facts_notices(all, &r);
    struct asked a = {.each = each, .arg = arg, .all = all};
    if (rc == DB_OK) {
        facts_walk(all, 0, tell_field, &a);
        tell_empty(&a);
    } else {
        fault_add(f, F_EXPORT_READ, NULL);
    }
    record_free(&r);
    return rc;
}
