/* SPDX-License-Identifier: MIT */
/* tui/cli_export.c - export: the papers. */
#include "export/export.h"

#include <sys/stat.h>
#include <unistd.h>

#include "tui/cli.h"
#include "tui/i18n.h"
#include "tui/official.h"
#include "tui/say.h"

/* Paper for the meeting: how much of it is told. */
static enum db_rc blank_paper(struct db *db, const char *dir, const struct export_options *o,
                              struct export_files *files, struct faults *f)
{
    size_t pages;
    enum db_rc rc = export_blank(db, dir, o, stop_not, NULL, files, &pages, f);
    for (size_t i = 0; rc == DB_OK && i < files->n; i++)
        say_line("%s", files->path[i]);
    if (rc == DB_OK)
        say_line(_("Phiếu trắng của %zu thành viên, %zu trang giấy."), files->n, pages);
    return rc;
}

static enum db_rc results(struct db *db, const char *dir, const struct export_options *o,
                          struct export_files *files, struct faults *f)
{
    enum db_rc rc = export_session(db, dir, o, stop_not, NULL, files, f);
    for (size_t i = 0; rc == DB_OK && i < files->n; i++)
        say_line("%s", files->path[i]);
    return rc;
}

enum db_rc call_export(struct cli *c)
{
    enum db_rc rc;
    struct faults f = {0};
    struct export_files files = {0};
    if (c->opt[OPT_BLANK] && !c->opt[OPT_BALLOTS])
        return cli_misuse(c, _("--blank đi cùng --ballots."));
    struct db *db = cli_open(c->word[0], DB_OPEN, &rc);
    if (!db)
        return cli_close(db, rc);
    struct export_options o = {.what = EXPORT_RESULTS};
    if (c->opt[OPT_BALLOTS]) {
        o.what |= EXPORT_BALLOTS;
        o.words = law_words();
        say_faults(law_faults(), NULL);
    }
    const char *dir = c->opt[OPT_OUT];
    /* A folder that is not there yet is made, and goes again when nothing came into it. */
    bool made = dir && mkdir(dir, 0777) == 0;
    stop_watch();
    rc =
        c->opt[OPT_BLANK] ? blank_paper(db, dir, &o, &files, &f) : results(db, dir, &o, &files, &f);
    if (rc != DB_OK && made)
        rmdir(dir);
    say_faults(&f, c->word[0]);
    faults_free(&f);
    export_files_free(&files);
    rc = cli_close(db, rc);
    stop_unwatch(rc == DB_REFUSED);
    return rc;
}
