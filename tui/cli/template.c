/* SPDX-License-Identifier: MIT */
/* tui/cli/template.c - template: the wordings that ship, to be changed; export --fields: what they
 * can name. */
#include <stdlib.h>
#include <string.h>

#include "export/export.h"
#include "tui/cli/calls.h"
#include "tui/cli/template.h"
#include "tui/kit/i18n.h"
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

enum db_rc cli_fields(struct cli *c, struct db *db)
{
    struct faults f = {0};
    enum db_rc rc = export_fields(db, print_field, NULL, &f);
    say_faults(&f, c->word[0]);
    faults_free(&f);
    return rc;
}
