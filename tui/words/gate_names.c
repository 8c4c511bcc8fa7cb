/* SPDX-License-Identifier: MIT */
/* tui/words/gate_names.c - who reaches a minimum and who does not. */
#include "tui/words/gate_names.h"

#include <stdlib.h>

#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "db/base/mem.h"
#include "tui/model.h"

enum react gate_names_ask(struct app *app, int tag, const char *criterion, int points)
{
    if (model_of(app)->covered) {
        app_say(app, SAY_WARN,
                _("Màn hình đang che: {RESULT_ANNOUNCE} ở màn hình kết quả để hiện lại trước."));
        return REACT_DRAW;
    }
    char *title = xasprintf(_("Xem ai đạt, ai không đạt ở %s?"), criterion);
    char *text = xasprintf(_("Hiện họ tên và điểm của từng thành viên ở tiêu chí %s (mức từ %d "
                             "điểm). Nhật ký ghi lại việc xem này. Tắt hoặc che màn hình chiếu "
                             "trước khi chọn Có."),
                           criterion, points);
    dialog_confirm(app, tag, title, text, true);
    free(text);
    free(title);
    return REACT_DRAW;
}

static const char *name_of(const struct members *m, int id)
{
    for (size_t i = 0; i < m->n; i++)
        if (m->v[i].id == id)
            return m->v[i].name;
    return "?";
}

static char *names_text(const struct gate_names *g, const struct members *m)
{
    char *all = xstrdup("");
    for (int reaches = 1; reaches >= 0; reaches--) {
        size_t n = 0;
        for (size_t i = 0; i < g->n; i++)
            n += g->v[i].reaches == (reaches == 1);
        char *head = xasprintf(reaches ? _("ĐẠT (%zu)") : _("KHÔNG ĐẠT (%zu)"), n);
        char *more = xasprintf("%s%s%s", all, *all ? "\n" : "", head);
        free(head);
        free(all);
        all = more;
        for (size_t i = 0; i < g->n; i++) {
            if (g->v[i].reaches != (reaches == 1))
                continue;
            more =
                xasprintf(_("%s\n  %s: %d điểm"), all, name_of(m, g->v[i].member), g->v[i].points);
            free(all);
            all = more;
        }
    }
    return all;
}

enum react gate_names_show(struct app *app, int product, int star, const char *criterion)
{
    struct db *db = model_of(app)->db;
    struct gate_names g = {0};
    struct members m = {0};
    if (model_of(app)->covered)
        return REACT_DRAW;
    enum db_rc rc = db_gate_names(db, product, star, criterion, ACTOR_CHAIR, &g);
    if (rc == DB_OK && db_members(db, &m) == DB_OK) {
        char *title = xasprintf(_("%s, mức của %d sao"), criterion, star);
        char *text = names_text(&g, &m);
        dialog_message(app, TAG_TOLD, title, text);
        free(text);
        free(title);
    }
    list_free(&m);
    list_free(&g);
    return model_did(app, rc, _("Nhật ký đã ghi việc xem họ tên."));
}
