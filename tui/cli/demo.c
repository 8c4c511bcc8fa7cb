/* SPDX-License-Identifier: MIT */
/* tui/cli/demo.c - demo: a rehearsal from start to signed-off workbook.
 *
 * Facts, council, agenda and conclusions are the lists under tui/demo/; the ballots are made
 * from tui/demo/marks.tsv (tui/cli/demo_marks.h).  Everything goes through the calls that a real
 * session uses, so a rehearsal that signs off is also a proof that those fit together. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/base/embed.h"
#include "db/base/reason.h"
#include "db/base/text.h"
#include "export/export.h"
#include "tui/cli/cli.h"
#include "tui/cli/demo_marks.h"
#include "tui/kit/i18n.h"
#include "tui/say.h"
#include "tui/tui.h"

struct demo {
    char *dir, *path; /* of the session */
    char scratch[64]; /* folder for the lists on their way in */
    struct db *db;
};

/* ---- where
 * --------------------------------------------------------------------------------------- */

static char *default_dir(void)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    if (data && *data == '/') /* a relative one is to be ignored (XDG base directories) */
        return xasprintf("%s/hoidong/dien-tap", data);
    return xasprintf("%s/.local/share/hoidong/dien-tap", home && *home ? home : ".");
}

/* Make @dir and what is missing above it. */
static bool make_dirs(char *dir)
{
    for (char *slash = dir; (slash = strchr(slash + 1, '/'));) {
        *slash = '\0';
        bool made = mkdir(dir, 0777) == 0 || errno == EEXIST;
        *slash = '/';
        if (!made)
            return false;
    }
    struct stat st;
    if (mkdir(dir, 0777) != 0 && errno != EEXIST)
        return false;
    if (stat(dir, &st) == 0 && !S_ISDIR(st.st_mode))
        errno = ENOTDIR;
    return stat(dir, &st) == 0 && S_ISDIR(st.st_mode);
}

/* dien-tap.ocop, or the next number that is free. */
static char *free_name(const char *dir)
{
    char *path = xasprintf("%s/dien-tap.ocop", dir);
    for (int n = 2; access(path, F_OK) == 0; n++) {
        free(path);
        path = xasprintf("%s/dien-tap-%d.ocop", dir, n);
    }
    return path;
}

static enum db_rc prepare(struct demo *d, const char *dir)
{
    d->dir = dir ? xstrdup(dir) : default_dir();
    if (!make_dirs(d->dir)) {
        say_error(_("%s: không tạo được thư mục: %s. Chọn nơi khác bằng --dir."), d->dir,
                  _(reason_text(errno)));
        return DB_FAULT;
    }
    d->path = free_name(d->dir);
    const char *tmp = getenv("TMPDIR");
    int n =
        snprintf(d->scratch, sizeof d->scratch, "%s/hoidong.XXXXXX", tmp && *tmp ? tmp : "/tmp");
    if (n < 0 || (size_t)n >= sizeof d->scratch)
        strcpy(d->scratch, "/tmp/hoidong.XXXXXX");
    if (mkdtemp(d->scratch))
        return DB_OK;
    say_error(_("%s: không tạo được thư mục tạm: %s."), d->scratch, _(reason_text(errno)));
    d->scratch[0] = '\0';
    return DB_FAULT;
}

/* Complaints of a step that failed; what is merely worth a look is of no use in a rehearsal. */
static enum db_rc told(struct demo *d, enum db_rc rc, const char *name)
{
    return rc == DB_OK ? rc : cli_told(d->db, rc, name);
}

/* ---- filling
 * ------------------------------------------------------------------------------------- */

static enum db_rc create(struct demo *d)
{
    struct demo_rows facts = demo_rows("demo/facts.tsv");
    struct db_pair *set = xcalloc(facts.n + 1, sizeof *set);
    struct faults f = {0};
    for (size_t i = 0; i < facts.n; i++)
        set[i] = (struct db_pair){facts.v[i].cell[0], facts.v[i].cell[1]};
    enum db_rc rc = db_create(&d->db, d->path, set, facts.n, &f);
    say_faults(&f, d->path);
    faults_free(&f);
    free(set);
    demo_rows_free(&facts);
    return rc;
}

/* Import the @len bytes of @text, by way of a file as any list comes. */
static enum db_rc import_text(struct demo *d, enum list_kind kind, const void *text, size_t len)
{
    struct import_options opt = {.actor = CLI_ACTOR};
    struct import_report report;
    enum db_rc rc = DB_FAULT;
    char *path = xasprintf("%s/list.tsv", d->scratch);
    FILE *out = fopen(path, "wb");
    bool written = out && fwrite(text, 1, len, out) == len;
    written = out && fclose(out) == 0 && written;
    if (written)
        rc = told(d, db_import(d->db, kind, path, &opt, &report), path);
    else
        say_error(_("%s: không ghi được: %s."), path, _(reason_text(errno)));
    unlink(path);
    free(path);
    return rc;
}

static enum db_rc import_embedded(struct demo *d, enum list_kind kind, const char *name)
{
    const struct embedded *e = tui_embedded(name);
    return e ? import_text(d, kind, e->data, e->len) : DB_FAULT;
}

static enum db_rc import_ballots(struct demo *d)
{
    size_t len = 0;
    char *list = demo_ballots(d->db, &len);
    enum db_rc rc = list ? import_text(d, LIST_BALLOTS, list, len) : DB_FAULT;
    free(list);
    return rc;
}

static enum db_rc hold_session(struct demo *d)
{
    enum db_rc rc = create(d);
    if (rc == DB_OK)
        rc = import_embedded(d, LIST_MEMBERS, "demo/members.tsv");
    if (rc == DB_OK)
        rc = import_embedded(d, LIST_PRODUCTS, "demo/products.tsv");
    if (rc == DB_OK)
        rc = import_embedded(d, LIST_PANEL, "demo/panel.tsv");
    if (rc == DB_OK)
        rc = import_ballots(d);
    if (rc == DB_OK)
        rc = import_embedded(d, LIST_FINDINGS, "demo/findings.tsv");
    if (rc == DB_OK)
        rc = told(d, db_signoff(d->db, CLI_CHAIR), d->path);
    return rc;
}

/* ---- telling
 * ------------------------------------------------------------------------------------- */

static void say_invented(void)
{
    say_line(_("DIỄN TẬP. Sản phẩm 1-9 và chủ thể có thật ở Bạc Liêu; hội đồng, điểm, kết luận và "
               "sản phẩm 10-11 là bịa ra để tập, không nói gì về sản phẩm thật."));
}

static enum db_rc tell(struct demo *d, const struct export_files *files)
{
    struct session s;
    struct tally t = {0};
    enum db_rc rc = db_session(d->db, &s);
    if (rc == DB_OK)
        rc = db_tally(d->db, 0, &t);
    if (told(d, rc, d->path) == DB_OK) {
        say_invented();
        cli_say_tally(d->db, &s, &t);
        say_line(_("Mã chốt: %s"), s.closing);
        say_line(_("Phiên: %s"), d->path);
        for (size_t i = 0; i < files->n; i++)
            say_line(_("Bảng tính: %s"), files->path[i]);
    }
    tally_free(&t);
    return rc;
}

static enum db_rc finish(struct demo *d)
{
    struct faults f = {0};
    struct export_files files = {0};
    enum db_rc rc = export_session(d->db, d->dir, NULL, NULL, NULL, &files, &f);
    if (rc == DB_OK)
        rc = tell(d, &files);
    else
        say_faults(&f, d->path);
    export_files_free(&files);
    faults_free(&f);
    return rc;
}

enum db_rc call_demo(struct cli *c)
{
    struct demo d = {0};
    enum db_rc rc = prepare(&d, c->opt[OPT_DIR]);
    if (rc == DB_OK) {
        rc = hold_session(&d);
        if (rc != DB_OK && d.db) {
            db_close(d.db);
            d.db = NULL;
            unlink(d.path); /* a rehearsal that could not be held leaves nothing behind */
        }
    }
    if (rc == DB_OK)
        rc = finish(&d);
    db_close(d.db);
    if (d.scratch[0])
        rmdir(d.scratch);
    rc = say_end(rc);
    if (rc == DB_OK && cli_on_terminal())
        rc = (enum db_rc)tui_run(d.path, true);
    free(d.path);
    free(d.dir);
    return rc;
}
