/* SPDX-License-Identifier: MIT */
/* tui/cli/export.c - template: the wordings that ship, to be changed; export: the papers. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/base/batch.h"
#include "db/base/mem.h"
#include "db/base/reason.h"
#include "export/export.h"
#include "tui/cli/calls.h"
#include "tui/cli/stop.h"
#include "tui/kit/i18n.h"
#include "tui/official.h"
#include "tui/say.h"

static const char *about(const char *name)
{
    static const char *const texts[][2] = {
        {"bien-ban", N_("biên bản họp Hội đồng")},
        {"bao-cao-y-kien", N_("báo cáo tổng hợp ý kiến bằng văn bản (khoản 6 Điều 7)")},
        {"thong-bao-xa", N_("thông báo kết quả cho Ủy ban nhân dân cấp xã")},
        {"thong-bao-chu-the", N_("thông báo kết quả cho chủ thể")},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (strcmp(texts[i][0], name) == 0)
            return _(texts[i][1]);
    return "";
}

static enum db_rc list_all(void)
{
    for (size_t i = 0; export_template_name(i); i++)
        say_line("%-20s %s", export_template_name(i), about(export_template_name(i)));
    return say_end(DB_OK);
}

static enum db_rc print_text(const char *text)
{
    while (*text) {
        size_t n = strcspn(text, "\n");
        say_line("%.*s", (int)n, text);
        text += n + (text[n] != 0);
    }
    return say_end(DB_OK);
}

enum db_rc call_template(struct cli *c)
{
    static const enum opt kinds[] = {OPT_TXT, OPT_DOCX};
    const char *name = c->n ? c->word[0] : NULL, *text = name ? export_template_text(name) : NULL;
    struct faults f = {0};
    enum db_rc rc = DB_OK;
    if (!name && (c->opt[OPT_DOCX] || c->opt[OPT_TXT]))
        return cli_misuse(c, _("thiếu tên mẫu."));
    if (!name)
        return list_all();
    if (!text)
        return cli_misuse(c, _("không có mẫu \"%s\"."), name);
    if (!c->opt[OPT_DOCX] && !c->opt[OPT_TXT])
        return print_text(text);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && rc == DB_OK; i++) {
        const char *path = c->opt[kinds[i]];
        if (path)
            rc = export_template(name, kinds[i] == OPT_DOCX, path, &f);
        if (path && rc == DB_OK)
            say_line("%s", path);
    }
    say_faults(&f, NULL);
    faults_free(&f);
    return say_end(rc);
}

static void print_field(void *arg, int depth, const char *name, const char *text, bool list)
{
    (void)arg;
    if (list)
        say_line("%*s{{@lap %s}}", 4 * depth, "", name);
    else
        say_line("%*s{{%s}}%s%s", 4 * depth, "", name, *text ? "  " : "", text);
}

/* export --fields: every name that a template may use, with its value. */
static enum db_rc cli_fields(struct cli *c, struct db *db)
{
    struct faults f = {0};
    enum db_rc rc = export_fields(db, print_field, NULL, &f);
    say_faults(&f, c->word[0]);
    faults_free(&f);
    return rc;
}

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

/* A folder that is not there yet is made, on the disk; it goes again when nothing comes into it. */
static enum db_rc make_folder(const char *dir, bool *made)
{
    *made = dir && mkdir(dir, 0777) == 0;
    if (!*made)
        return DB_OK; /* the papers say what is wrong */
    char *above = xasprintf("%s/..", dir);
    int e = batch_sync_folder(above);
    free(above);
    if (e)
        say_error(_("%s: không ghi được: %s."), dir, _(reason_text(e)));
    return e ? DB_FAULT : DB_OK;
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
    struct db *db = cli_open(c->word[0], DB_LOOK, &rc);
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
    bool made;
    rc = make_folder(dir, &made);
    stop_watch();
    if (rc == DB_OK && c->opt[OPT_BLANK])
        rc = blank_paper(db, dir, &o, &files, &f);
    else if (rc == DB_OK)
        rc = results(db, dir, &o, &files, &f);
    if (rc != DB_OK && made)
        rmdir(dir);
    say_all(&f, c->word[0], c->opt[OPT_TEMPLATE]);
    faults_free(&f);
    export_files_free(&files);
    rc = cli_close(db, rc);
    stop_unwatch(rc == DB_REFUSED);
    return rc;
}
