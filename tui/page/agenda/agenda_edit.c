/* SPDX-License-Identifier: MIT */
/* tui/page/agenda/agenda_edit.c - one product as a form: all of it while nobody has scored it, then
 * a correction of what was mistyped, with a reason. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/kit/widget/form_page.h"
#include "tui/model.h"
#include "tui/page/page.h"

enum { TAG_REASON = 1, TAG_PIN };

static const char *const kind_values[] = {"", "first", "upgrade", "again", NULL};
static const char *const kind_names[] = {N_("chưa ghi"), N_("lần đầu"), N_("nâng hạng"),
                                         N_("đánh giá lại")};

static const struct form_row all_rows[] = {
    {.id = "no",
     .label = N_("Số thứ tự"),
     .kind = FORM_DIGITS,
     .max = 5,
     .hint = N_("Để trống thì đứng cuối danh sách.")},
    {.id = "name", .label = N_("Tên sản phẩm"), .kind = FORM_TEXT, .max = 300, .required = true},
    {.id = "owner", .label = N_("Chủ thể"), .kind = FORM_TEXT, .max = 300},
    {.id = "code",
     .label = N_("Mã số"),
     .kind = FORM_TEXT,
     .max = 60,
     .hint = N_("Như hồ sơ ghi: tỉnh-xã-số-năm. Điền sau cũng được.")},
    {.id = "address", .label = N_("Địa chỉ"), .kind = FORM_TEXT, .max = 300},
    {.id = "phone", .label = N_("Điện thoại"), .kind = FORM_TEXT, .max = 60},
    {.id = "representative", .label = N_("Người đại diện"), .kind = FORM_TEXT, .max = 100},
    {.id = "business",
     .label = N_("Loại hình"),
     .kind = FORM_TEXT,
     .max = 100,
     .hint = N_("Hợp tác xã, doanh nghiệp, hộ sản xuất, ...")},
    {.id = "email", .label = N_("Email"), .kind = FORM_TEXT, .max = 100},
    {.id = "commune", .label = N_("Xã, phường"), .kind = FORM_TEXT, .max = 100},
    {.id = "district", .label = N_("Huyện (địa chỉ cũ)"), .kind = FORM_TEXT, .max = 100},
    {.id = "group", .label = N_("Nhóm"), .kind = FORM_TEXT, .max = 200},
    {.id = "kind",
     .label = N_("Lần đăng ký"),
     .kind = FORM_CHOICE,
     .values = kind_values,
     .names = kind_names},
    {.id = "star", .label = N_("Sao hiện tại"), .kind = FORM_DIGITS, .max = 1},
    {.id = "expires", .label = N_("Hết hạn"), .kind = FORM_DATE},
};
static const struct form_row few_rows[] = {
    {.id = "name", .label = N_("Tên sản phẩm"), .kind = FORM_TEXT, .max = 300, .required = true},
    {.id = "owner", .label = N_("Chủ thể"), .kind = FORM_TEXT, .max = 300},
    {.id = "code", .label = N_("Mã số"), .kind = FORM_TEXT, .max = 60},
    {.id = "address", .label = N_("Địa chỉ"), .kind = FORM_TEXT, .max = 300},
    {.id = "phone", .label = N_("Điện thoại"), .kind = FORM_TEXT, .max = 60},
};
enum { ALL = sizeof all_rows / sizeof *all_rows, FEW = sizeof few_rows / sizeof *few_rows };

struct product_page {
    struct form_page base;
    int id;                    /* 0: a new one */
    bool correct;              /* few rows, with a reason */
    struct products all;       /* where .was lives */
    const struct product *was; /* NULL for a new one */
    char *reason;              /* of a correction, while the PIN is asked for */
};

static const char *const kind_word_of[] = {"", "first", "upgrade", "again"};

static void product_form_fill(struct form *f, const struct product *v)
{
    char no[16] = "", star[16] = "";
    if (v->no)
        snprintf(no, sizeof no, "%d", v->no);
    if (v->star_now)
        snprintf(star, sizeof star, "%d", v->star_now);
    const struct db_pair all[] = {
        {"no", no},
        {"name", v->name},
        {"owner", v->owner},
        {"code", v->code},
        {"address", v->address},
        {"phone", v->phone},
        {"representative", v->representative},
        {"business", v->business},
        {"email", v->email},
        {"commune", v->commune},
        {"district", v->district},
        {"group", v->group},
        {"kind", kind_word_of[v->kind]},
        {"star", star},
        {"expires", v->expires},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        form_assign(f, all[i].key, all[i].value);
}

static bool product_form_read(struct product_page *p)
{
    list_free(&p->all);
    p->was = NULL;
    if (db_products(model_of(p->base.screen.app)->db, &p->all) != DB_OK)
        return false;
    for (size_t i = 0; i < p->all.n; i++)
        if (p->all.v[i].id == p->id)
            p->was = &p->all.v[i];
    return p->was || p->id == 0;
}

/* Which form it is may change under us: someone may have scored the product meanwhile. */
static bool product_form_load(struct screen *s)
{
    struct product_page *p = (struct product_page *)s;
    if (!model_refresh(s->app) || !product_form_read(p))
        return false;
    bool correct = p->was && (p->was->has_marks || model_of(s->app)->session.closed);
    if (p->base.form.v && correct == p->correct && p->base.form.changed)
        return true;
    form_free(&p->base.form);
    p->correct = correct;
    form_init(&p->base.form, correct ? few_rows : all_rows, correct ? FEW : ALL, NULL, NULL);
    if (p->was)
        product_form_fill(&p->base.form, p->was);
    return true;
}

static void product_form_draw(const struct screen *s, struct canvas *c)
{
    const struct product_page *p = (const struct product_page *)s;
    model_title(s->app, c,
                p->id == 0   ? _("THÊM SẢN PHẨM")
                : p->correct ? _("ĐÍNH CHÍNH SẢN PHẨM")
                             : _("SỬA SẢN PHẨM"),
                NULL);
    if (p->correct)
        canvas_text(
            c, 1, 1, -1, STYLE_WARN,
            model_of(s->app)->session.closed
                ? _("Phiên đã chốt: sửa ở đây thành phiên bản mới, mã chốt mới, phải in lại.")
                : _("Đã có phiếu chấm: phiếu giữ nguyên, giá trị cũ vẫn lưu, phải ghi lý do."));
    else if (p->id == 0)
        canvas_text(c, 1, 1, -1, STYLE_DIM,
                    _("Bộ sản phẩm: ghi xong thì chọn bằng {AGENDA_SETS} ở danh sách."));
    form_page_draw(&p->base, c, 3, 0);
}

static enum product_kind kind_chosen(const char *word)
{
    for (int k = KIND_UNKNOWN; k <= KIND_AGAIN; k++)
        if (strcmp(kind_word_of[k], word) == 0)
            return (enum product_kind)k;
    return KIND_UNKNOWN;
}

static enum react product_form_put(struct product_page *p)
{
    struct app *app = p->base.screen.app;
    const struct form *f = &p->base.form;
    struct product v = {
        .id = p->id,
        .no = atoi(form_value(f, "no")),
        .code = form_value(f, "code"),
        .name = form_value(f, "name"),
        .owner = form_value(f, "owner"),
        .representative = form_value(f, "representative"),
        .business = form_value(f, "business"),
        .address = form_value(f, "address"),
        .phone = form_value(f, "phone"),
        .email = form_value(f, "email"),
        .commune = form_value(f, "commune"),
        .district = form_value(f, "district"),
        .group = form_value(f, "group"),
        .set = p->was ? p->was->set : "",
        .kind = kind_chosen(form_value(f, "kind")),
        .star_now = atoi(form_value(f, "star")),
        .expires = form_value(f, "expires"),
    };
    enum db_rc rc = db_product_put(model_of(app)->db, &v, ACTOR_SECRETARY, NULL);
    char *done = xasprintf(p->id ? _("Đã ghi: %s.") : _("Đã thêm: %s."), v.name);
    enum react r = model_did(app, rc, done);
    free(done);
    return rc == DB_OK ? r | REACT_POP : r;
}

static enum react product_form_correct(struct product_page *p, const char *pin)
{
    struct app *app = p->base.screen.app;
    struct db_pair set[FEW];
    const char *const old[FEW] = {p->was->name, p->was->owner, p->was->code, p->was->address,
                                  p->was->phone};
    size_t n = 0;
    for (size_t i = 0; i < FEW; i++)
        if (strcmp(old[i], form_get(&p->base.form, i)) != 0)
            set[n++] = (struct db_pair){few_rows[i].id, form_get(&p->base.form, i)};
    enum db_rc rc = db_correct(model_of(app)->db, p->id, set, n, p->reason, pin, ACTOR_SECRETARY);
    enum react r = model_did(app, rc,
                             model_of(app)->session.closed
                                 ? _("Đã đính chính thành phiên bản mới, mã chốt mới: xuất lại "
                                     "văn bản (mục 7).")
                                 : _("Đã đính chính; phiếu giữ nguyên."));
    return rc == DB_OK ? r | REACT_POP : r;
}

static enum react product_form_keep(struct product_page *p)
{
    struct app *app = p->base.screen.app;
    if (!form_page_stands(&p->base))
        return REACT_DRAW;
    if (!p->base.form.changed)
        return REACT_POP;
    else if (!p->correct)
        return product_form_put(p);
    else
        dialog_input(app, TAG_REASON,
                     &(struct dialog_input){.title = _("Lý do đính chính"),
                                            .text = _("Như: gõ sai khi lập danh sách."),
                                            .required = true});
    return REACT_DRAW;
}

static enum react product_form_act(struct screen *s, enum action a)
{
    struct product_page *p = (struct product_page *)s;
    if (a == ACT_FORM_KEEP)
        return product_form_keep(p);
    return a == ACT_BACK ? form_page_leave(&p->base) : REACT_DEFAULT;
}

static enum react product_form_answer(struct screen *s, const struct answer *a)
{
    struct product_page *p = (struct product_page *)s;
    const struct session *session = &model_of(s->app)->session;
    if (a->tag == TAG_PIN && a->ok)
        return product_form_correct(p, a->text);
    if (a->tag != TAG_REASON || !a->ok)
        return form_page_answer(s, a);
    free(p->reason);
    p->reason = xstrdup(a->text);
    if (!session->has_pin || !session->closed)
        return product_form_correct(p, NULL);
    dialog_input(s->app, TAG_PIN,
                 &(struct dialog_input){.title = _("Mã PIN của chủ tọa"),
                                        .text = _("Chủ tọa gõ mã PIN để đính chính sau khi chốt."),
                                        .kind = FIELD_SECRET,
                                        .max = 64,
                                        .required = true});
    return REACT_DRAW;
}

static void product_form_done(struct screen *s)
{
    struct product_page *p = (struct product_page *)s;
    form_page_done(s);
    free(p->reason);
    list_free(&p->all);
}

static const struct screen_ops product_ops = {
    .scope = SCOPE_FORM,
    .size = sizeof(struct product_page),
    .load = product_form_load,
    .draw = product_form_draw,
    .holds = model_holds_row, /* a correction is allowed after sign-off too */
    .act = product_form_act,
    .key = form_page_key,
    .typing = form_page_typing,
    .answer = product_form_answer,
    .done = product_form_done,
};

void page_product_open(struct app *app, int product)
{
    struct product_page *p = (struct product_page *)screen_new(app, &product_ops);
    p->base.at_end = N_("Điền xong thì bấm {FORM_KEEP} để ghi.");
    p->id = product;
    app_push(app, &p->base.screen);
}
