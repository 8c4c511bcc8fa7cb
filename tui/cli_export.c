/* SPDX-License-Identifier: MIT */
/* tui/cli_export.c - export: the papers. */
#include "export/export.h"

#include <sys/stat.h>
#include <unistd.h>

#include "tui/cli.h"
#include "tui/say.h"

enum db_rc call_export(struct cli *c)
{
    enum db_rc rc;
    struct faults f = {0};
    struct export_files files = {0};
    struct db *db = cli_open(c->word[0], DB_OPEN, &rc);
    if (!db)
        return cli_close(db, rc);
    struct export_options o = {.what = EXPORT_RESULTS};
    if (c->opt[OPT_BALLOTS])
        o.what |= EXPORT_BALLOTS;
    const char *dir = c->opt[OPT_OUT];
    /* A folder that is not there yet is made, and goes again when nothing came into it. */
    bool made = dir && mkdir(dir, 0777) == 0;
    rc = export_session(db, dir, &o, NULL, NULL, &files, &f);
    if (rc != DB_OK && made)
        rmdir(dir);
    say_faults(&f, c->word[0]);
    faults_free(&f);
    for (size_t i = 0; rc == DB_OK && i < files.n; i++)
        say_line("%s", files.path[i]);
    export_files_free(&files);
    return cli_close(db, rc);
}
