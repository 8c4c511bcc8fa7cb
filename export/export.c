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

enum db_rc export_session(struct db *db, const char *dir, unsigned flags,
                          bool (*progress)(void *arg, size_t done, size_t total), void *arg,
                          struct export_files *out, struct faults *f)
{
    (void)flags;
    struct session s;
    struct progress steps = {progress, arg};
    char *folder = dir && *dir ? xstrdup(dir) : file_folder(db_path(db));
    char *stem = file_stem(db_path(db)), *path = NULL;
    char *temp = file_temp(folder, stem, f);
    enum db_rc rc = temp ? write_workbook(db, temp, &steps, &s, f) : DB_FAULT;
    if (rc != DB_OK) {
        file_drop(temp);
    } else if (s.closed) {
        char *name = xasprintf("%s-ketqua-v%d", stem, s.version);
        rc = file_add(temp, folder, name, &path, f);
        free(name);
    } else {
        char *name = xasprintf("%s-ketqua-duthao.xlsx", stem);
        rc = file_replace(temp, folder, name, &path, f);
        free(name);
    }
    if (path)
        add_path(out, path);
    free(folder);
    free(stem);
    return rc;
}
