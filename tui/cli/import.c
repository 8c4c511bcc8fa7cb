/* SPDX-License-Identifier: MIT */
/* tui/cli/import.c - import: lists into the record. */
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/cli/calls.h"
#include "tui/kit/i18n.h"
#include "tui/say.h"

static const struct list_name {
    const char *word;
    enum list_kind kind;
    const char *title;
} lists[] = {
    {"members", LIST_MEMBERS, N_("Thành viên")},    {"products", LIST_PRODUCTS, N_("Sản phẩm")},
    {"panel", LIST_PANEL, N_("Thành phần chấm")},   {"ballots", LIST_BALLOTS, N_("Phiếu đánh giá")},
    {"findings", LIST_FINDINGS, N_("Kết luận")},    {"dossier", LIST_DOSSIER, N_("Hồ sơ")},
    {"scores", LIST_SCORES, N_("Điểm chấm trước")},
};

static const struct list_name *list_find(const char *word)
{
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        if (strcmp(lists[i].word, word) == 0)
            return &lists[i];
    return NULL;
}

void import_help(void)
{
    say_line("%s", "");
    say_line(
        _("Cột của từng danh sách (* bắt buộc); thứ tự cột, dấu và chữ hoa không quan trọng:"));
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        bool required;
        char *line = xasprintf("  %-9s", lists[i].word);
        for (size_t k = 0; list_column(lists[i].kind, k, &required); k++) {
            const char *name = list_column(lists[i].kind, k, &required);
            char *more = xasprintf("%s %s%s", line, name, required ? "*" : "");
            if (text_columns(more) > 78) {
                say_line("%s", line);
                free(more);
                more = xasprintf("  %-9s %s%s", "", name, required ? "*" : "");
            }
            free(line);
            line = more;
        }
        say_line("%s", line);
        free(line);
    }
    say_line("%s", "");
    say_line(_("dossier: mỗi dòng một sản phẩm, ô ghi có, không, không cần hoặc ngày hết hạn; hoặc "
               "mỗi dòng một minh_chung."));
    say_line(_("scores: nguon là tự chấm hoặc tổ tư vấn; muc, diem ghi như phiếu."));
}

static void say_report(const struct list_name *list, const struct import_report *r, bool dry)
{
    say_line(_("%s%s: %zu dòng; mới %zu, đổi %zu, như cũ %zu, bỏ qua %zu."),
             dry ? _("Chạy thử, chưa ghi gì. ") : "", _(list->title), r->rows, r->added, r->changed,
             r->same, r->skipped);
    if (list->kind == LIST_BALLOTS)
        say_line(_("Phiếu đã nộp: %zu; còn thiếu tiêu chí, để mở: %zu."), r->ballots_closed,
                 r->ballots_open);
}

enum db_rc call_import(struct cli *c)
{
    enum db_rc rc;
    const struct list_name *list = list_find(c->word[1]);
    if (!list)
        return cli_misuse(
            c,
            _("không có danh sách \"%s\"; chọn members, products, panel, ballots, findings, "
              "dossier, scores."),
            c->word[1]);
    struct import_options opt = {.dry_run = c->opt[OPT_DRY_RUN],
                                 .sheet = c->opt[OPT_SHEET],
                                 .encoding = c->opt[OPT_ENCODING],
                                 .actor = CLI_ACTOR};
    struct import_report report = {0};
    struct db *db = cli_open(c->word[0], opt.dry_run ? DB_TRY : DB_OPEN, &rc);
    if (!db)
        return cli_close(db, rc);
    rc = cli_told(db, db_import(db, list->kind, c->word[2], &opt, &report), c->word[2]);
    if (rc == DB_OK)
        say_report(list, &report, opt.dry_run);
    return cli_close(db, rc);
}
