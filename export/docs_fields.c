/* SPDX-License-Identifier: MIT */
/* export/docs_fields.c - the help for those who word documents: the templates that ship, and every
 * name they may use. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/embed.h"
#include "db/text.h"
#include "export/docx.h"
#include "export/export.h"

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

enum db_rc export_template(const char *name, bool word, const char *path, struct faults *f)
{
    const char *text = export_template_text(name);
    struct bytes b = {.data = xstrdup(text), .len = strlen(text)};
    if (word) {
        struct doc d;
        doc_builtin(&d, name);
        free(b.data);
        b = docx_template(&d);
        doc_free(&d);
    }
    errno = 0;
    FILE *out = fopen(path, "wbx"); /* never over what somebody has worded */
    int e = out ? 0 : errno;
    if (out) {
        if (fwrite(b.data, 1, b.len, out) != b.len || fflush(out) != 0)
            e = errno ? errno : EIO;
        if (fclose(out) != 0 && !e)
            e = errno;
        if (e)
            remove(path);
    }
    free(b.data);
    if (e)
        fault_add(f, F_TEMPLATE_WRITE, path, strerror(e), NULL);
    return e ? DB_FAULT : DB_OK;
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
    if (rc == DB_OK)
        facts_walk(all, 0, each, arg);
    else
        fault_add(f, F_EXPORT_READ, NULL);
    record_free(&r);
    return rc;
}
