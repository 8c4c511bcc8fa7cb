/* SPDX-License-Identifier: MIT */
/* tui/cli/export.c - export: the papers. */
#include "export/export.h"

#include <sys/stat.h>
#include <unistd.h>

#include "tui/cli/calls.h"
#include "tui/cli/stop.h"
#include "tui/cli/template.h"
#include "tui/kit/i18n.h"
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

/* Faults of a template are told as its own, all others as the session's. */
static void say_all(const struct faults *f, const char *session, const char *template)
{
    for (size_t i = 0; i < f->n; i++) {
        bool own = f->v[i].place == AT_TEXT || f->v[i].place == AT_PARAGRAPH;
        say_fault(&f->v[i], own ? template : session);
    }
}

enum db_rc call_export(struct cli *c)
{
    enum db_rc rc;
    struct faults f = {0};
    struct export_files files = {0};
    if (c->opt[OPT_BLANK] && !c->opt[OPT_BALLOTS])
        return cli_misuse(c, _("--blank đi cùng --ballots."));
    if (c->opt[OPT_BOM] && !c->opt[OPT_CSV] && !c->opt[OPT_ALL])
        return cli_misuse(c, _("--bom đi cùng --csv."));
    struct db *db = cli_open(c->word[0], DB_OPEN, &rc);
    if (!db)
        return cli_close(db, rc);
    if (c->opt[OPT_FIELDS])
        return cli_close(db, cli_fields(c, db));
    struct export_options o = {.what = EXPORT_RESULTS, .template_path = c->opt[OPT_TEMPLATE]};
    if (c->opt[OPT_MINUTES] || c->opt[OPT_TEMPLATE])
        o.what |= EXPORT_MINUTES;
    o.what |= (c->opt[OPT_CSV] ? EXPORT_CSV : 0U) | (c->opt[OPT_JSON] ? EXPORT_JSON : 0U);
    o.bom = c->opt[OPT_BOM] != NULL;
    o.points = c->opt[OPT_POINTS] != NULL;
    if (c->opt[OPT_NOTICES])
        o.what |= EXPORT_NOTICES;
    if (c->opt[OPT_ALL])
        o.what |= EXPORT_MINUTES | EXPORT_NOTICES | EXPORT_CSV | EXPORT_JSON;
    if (c->opt[OPT_BALLOTS] || c->opt[OPT_ALL]) {
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
    say_all(&f, c->word[0], c->opt[OPT_TEMPLATE]);
    faults_free(&f);
    export_files_free(&files);
    rc = cli_close(db, rc);
    stop_unwatch(rc == DB_REFUSED);
    return rc;
}
