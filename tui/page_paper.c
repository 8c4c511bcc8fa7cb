/* SPDX-License-Identifier: MIT */
/* tui/page_paper.c - what only the papers say and only the secretary knows: number, hours, place,
 * remarks, the order of members.  It changes no result, so it may be filled in after sign-off. */
#include <stdlib.h>
#include <string.h>

#include "db/text.h"
#include "tui/app.h"
#include "tui/dialog.h"
#include "tui/form.h"
#include "tui/i18n.h"
#include "tui/model.h"
#include "tui/page.h"

enum { TAG_DISCARD = 1 };

static const struct form_row rows[] = {
    {.id = "paper.number",
     .label = N_("Số biên bản"),
     .kind = FORM_TEXT,
     .max = 60,
     .hint = N_("Như 12/BB-HĐ. Để trống thì in dấu chấm để ghi tay.")},
    {.id = "paper.start",
     .label = N_("Giờ bắt đầu"),
     .kind = FORM_TEXT,
     .max = 5,
     .hint = N_("Dạng GIỜ:PHÚT, như 07:30.")},
    {.id = "paper.end",
     .label = N_("Giờ kết thúc"),
     .kind = FORM_TEXT,
     .max = 5,
     .hint = N_("Dạng GIỜ:PHÚT, như 11:15.")},
    {.id = "paper.place",
     .label = N_("Nơi họp"),
     .kind = FORM_TEXT,
     .hint = N_("Để trống thì lấy địa điểm ở phần thiết lập.")},
    {.id = "paper.basis",
     .label = N_("Căn cứ khác"),
     .kind = FORM_TEXT,
     .hint = N_("Kế hoạch, giấy mời: số và ngày.")},
    {.id = "paper.remarks",
     .label = N_("Nhận xét, kết luận khác"),
     .kind = FORM_TEXT,
     .hint = N_("In ở phần kết luận của chủ tọa.")},
    {.id = "paper.order",
     .label = N_("Thứ tự thành viên"),
     .kind = FORM_TEXT,
     .hint = N_("Số thứ tự các thành viên theo thứ tự muốn in, như 1, 3, 2; ai không ghi thì xếp "
                "sau.")},
    {.id = "paper.copies",
     .label = N_("Nơi nhận"),
     .kind = FORM_TEXT,
     .hint = N_("Các nơi nhận, cách nhau bằng dấu chấm phẩy.")},
};
enum { ROWS = sizeof rows / sizeof *rows };

struct paper_page {
    struct screen base;
    struct form form;
    bool ready;
};

static bool load(struct screen *s)
{
    struct paper_page *p = (struct paper_page *)s;
    if (!model_refresh(s->app))
        return false;
    if (!p->ready)
        form_init(&p->form, rows, ROWS, NULL, NULL);
    p->ready = true;
    for (size_t i = 0; i < ROWS && !p->form.changed; i++) {
        const char *v = db_setting(model_of(s->app)->db, rows[i].id);
        form_set(&p->form, i, v ? v : "");
    }
    return true;
}

static void draw(const struct screen *s, struct canvas *c)
{
    const struct paper_page *p = (const struct paper_page *)s;
    model_title(s->app, c, _("PHẦN CỦA THƯ KÝ"), NULL);
    canvas_text(c, 1, 0, -1, p->form.changed ? STYLE_WARN : STYLE_NORMAL,
                p->form.changed
                    ? _("Có thay đổi chưa ghi: F10 để ghi.")
                    : _("Chỉ in trên giấy, không đổi kết quả; ghi được cả sau khi chốt."));
    canvas_hline(c, 2, 0, c->cols, STYLE_NORMAL);
    struct canvas body = canvas_sub(c, 3, 0, c->rows - 3, c->cols);
    form_draw(&p->form, &body);
}

static enum react save(struct paper_page *p)
{
    struct db *db = model_of(p->base.app)->db;
    struct db_pair set[ROWS];
    size_t n = 0;
    for (size_t i = 0; i < ROWS; i++) {
        const char *old = db_setting(db, rows[i].id);
        if (strcmp(old ? old : "", form_get(&p->form, i)) != 0)
            set[n++] = (struct db_pair){rows[i].id, form_get(&p->form, i)};
    }
    if (n == 0) {
        p->form.changed = false;
        app_say(p->base.app, SAY_NOTE, _("Không có gì thay đổi."));
        return REACT_DRAW;
    }
    enum db_rc rc = db_set(db, set, n, NULL, ACTOR_SECRETARY);
    if (rc == DB_OK)
        p->form.changed = false;
    return model_did(p->base.app, rc, _("Đã ghi phần của thư ký."));
}

static enum react act(struct screen *s, enum action a)
{
    struct paper_page *p = (struct paper_page *)s;
    if (a == ACT_PAPER_SAVE)
        return save(p);
    if (a == ACT_BACK && p->form.changed) {
        dialog_discard(s->app, TAG_DISCARD);
        return REACT_NONE;
    }
    return REACT_DEFAULT;
}

static enum react key(struct screen *s, const struct key *k)
{
    struct paper_page *p = (struct paper_page *)s;
    return form_key(&p->form, k) == FORM_IGNORED ? REACT_NONE : REACT_DRAW;
}

static bool typing(const struct screen *s)
{
    return form_typing(&((const struct paper_page *)s)->form);
}

static unsigned holds(const struct screen *s)
{
    return model_holds(s->app, true);
}

static enum react answer(struct screen *s, const struct answer *a)
{
    (void)s;
    return a->tag == TAG_DISCARD && a->ok ? REACT_POP : REACT_DRAW;
}

static void done(struct screen *s)
{
    form_free(&((struct paper_page *)s)->form);
}

static const struct screen_ops paper_ops = {
    .scope = SCOPE_PAPER,
    .size = sizeof(struct paper_page),
    .load = load,
    .draw = draw,
    .holds = holds,
    .act = act,
    .key = key,
    .typing = typing,
    .answer = answer,
    .done = done,
};

void page_paper_open(struct app *app)
{
    app_push(app, screen_new(app, &paper_ops));
}
