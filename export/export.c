/* SPDX-License-Identifier: MIT */
/* export/export.c - the workbook of a session under its name. */
#include "export/export.h"

#include <stdlib.h>
#include <string.h>

#include "db/text.h"
#include "export/file.h"
#include "export/write.h"

void export_files_free(struct export_files *files)
{
    if (!files)
        return;
    for (size_t i = 0; i < files->n; i++)
        free(files->path[i]);
    free(files->path);
    *files = (struct export_files){0};
}

static void add_path(struct export_files *files, char *path)
{
    files->path = xrealloc(files->path, (files->n + 1) * sizeof *files->path);
    files->path[files->n++] = path;
}

/* Give the finished @temp its name, "STEM-ketqua-v1.xlsx"; frees it. */
static enum db_rc publish(char *temp, const char *folder, const char *stem, const char *what,
                          const struct session *s, struct export_files *out, struct faults *f)
{
    char *path = NULL, *name;
    enum db_rc rc;
    if (s->closed) {
        name = xasprintf("%s-%s-v%d", stem, what, s->version);
        rc = file_add(temp, folder, name, &path, f);
    } else {
        name = xasprintf("%s-%s-duthao.xlsx", stem, what);
        rc = file_replace(temp, folder, name, &path, f);
    }
    free(name);
    if (path)
        add_path(out, path);
    return rc;
}

enum db_rc export_session(struct db *db, const char *dir, unsigned flags,
                          bool (*progress)(void *arg, size_t done, size_t total), void *arg,
                          struct export_files *out, struct faults *f)
{
    struct session s;
    struct progress steps = {progress, arg};
    bool ballots = flags & EXPORT_BALLOTS;
    char *folder = dir && *dir ? xstrdup(dir) : file_folder(db_path(db));
    char *stem = file_stem(db_path(db)), *other = xasprintf("%s-phieu", stem);
    char *temp = file_temp(folder, stem, f);
    char *temp_ballots = temp && ballots ? file_temp(folder, other, f) : NULL;
    enum db_rc rc = DB_FAULT;
    if (temp && (temp_ballots || !ballots))
        rc = write_workbooks(db, temp, temp_ballots, &steps, &s, f);
    if (rc == DB_OK)
        rc = publish(temp, folder, stem, "ketqua", &s, out, f);
    else
        file_drop(temp);
    if (rc == DB_OK && ballots)
        rc = publish(temp_ballots, folder, stem, "phieu", &s, out, f);
    else
        file_drop(temp_ballots);
    free(folder);
    free(stem);
    free(other);
    return rc;
}
