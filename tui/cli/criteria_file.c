/* SPDX-License-Identifier: MIT */
/* tui/cli/criteria_file.c - criteria check, add: a set in a file, YAML or a workbook. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/reason.h"
#include "db/base/text.h"
#include "tui/cli/cli.h"
#include "tui/kit/i18n.h"
#include "tui/say.h"

/* A set is a page or two; what is larger is not one. */
enum { SET_MAX_BYTES = 4 << 20 };

/* The whole file in new memory; NULL, and errno, when it cannot be read. */
static char *read_file(const char *path, size_t *len)
{
    FILE *in = fopen(path, "rb");
    if (!in)
        return NULL;
    char *text = xmalloc(SET_MAX_BYTES + 1);
    errno = 0;
    *len = fread(text, 1, SET_MAX_BYTES + 1, in);
    int why = ferror(in) ? (errno ? errno : EIO) : *len > SET_MAX_BYTES ? EFBIG : 0;
    fclose(in);
    if (!why)
        return text;
    free(text);
    errno = why;
    return NULL;
}

/* The set in the file at @path, its faults told; NULL with the exit status in *@rc. */
static struct crit_set *read_set(const char *path, enum db_rc *rc)
{
    size_t len;
    struct faults f = {0};
    char *text = read_file(path, &len);
    if (!text) {
        say_error(_("%s: không đọc được: %s."), path, _(reason_text(errno)));
        *rc = DB_FAULT;
        return NULL;
    }
    /* A workbook is a zip archive; its reader opens it by itself. */
    struct crit_set *s = len >= 4 && !memcmp(text, "PK\3\4", 4) ? crit_workbook(path, &f)
                                                                : crit_parse(text, len, &f);
    say_faults(&f, path);
    faults_free(&f);
    free(text);
    *rc = s ? DB_OK : DB_REFUSED;
    return s;
}

enum db_rc criteria_check(struct cli *c)
{
    enum db_rc rc;
    if (c->n < 2)
        return cli_misuse(c, _("thiếu: cần %s."), _("check TỆP"));
    struct crit_set *s = read_set(c->word[1], &rc);
    char *text = s && c->opt[OPT_YAML] ? crit_yaml(s) : NULL;
    if (text)
        fputs(text, stdout);
    else if (s)
        say_line(_("%s: đúng (%s, %s)"), c->word[1], s->id, s->name);
    free(text);
    crit_free(s);
    return say_end(rc);
}

enum db_rc criteria_add(struct cli *c)
{
    static const char *const done[] = {[SET_ADDED] = N_("Đã thêm bộ %s (%s) vào phiên."),
                                       [SET_SAME] = N_("Phiên đã có bộ %s (%s), nội dung như cũ."),
                                       [SET_REPLACED] = N_("Đã thay nội dung bộ %s (%s).")};
    enum db_rc rc;
    enum set_added how = SET_SAME;
    if (c->n < 3)
        return cli_misuse(c, _("thiếu: cần %s."), _("add PHIÊN TỆP"));
    struct crit_set *s = read_set(c->word[2], &rc);
    struct db *db = s ? cli_open(c->word[1], DB_OPEN, &rc) : NULL;
    if (db)
        rc = cli_told(db, db_set_add(db, s, CLI_ACTOR, &how), c->word[2]);
    if (db && rc == DB_OK)
        say_line(_(done[how]), s->id, s->name);
    crit_free(s);
    return db ? cli_close(db, rc) : say_end(rc);
}
