/* SPDX-License-Identifier: MIT */
/* tui/page/agenda/agenda_edit.c - one product as a form: all of it while nobody has scored it, then
 * a correction of what was mistyped, with a reason.
 *
 * It writes the whole product, or the corrections, or nothing: what it showed must stand
 * (tui/kit/widget/form.h), and what it does not show goes on as the record has it. */
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
    struct products all;       /* where .was lives, as read last */
    const struct product *was; /* NULL for a new one */
    int64_t asked;             /* the last event when it was shown */
    bool closed;               /* what was shown of the session */
    int version;
    struct product *keep; /* what is being written */
    char *reason;         /* of a correction, while the PIN is asked for */
};

static const char *const kind_word_of[] = {"", "first", "upgrade", "again"};

static const char *product_value(const void *record, const struct form_row *row, char *spare)
{
    const struct product *v = record;
    int number = strcmp(row->id, "no") == 0 ? v->no : v->star_now;
    snprintf(spare, FORM_SPARE, "%d", number);
    const struct db_pair all[] = {
        {"no", number ? spare : ""},
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
        {"star", number ? spare : ""},
        {"expires", v->expires},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(all[i].key, row->id) == 0)
            return all[i].value;
    return "";
}

static bool product_form_read(struct product_page *p, struct db *db)
{
    list_free(&p->all);
    p->was = NULL;
    if (db_products(db, &p->all) != DB_OK)
        return false;
    for (size_t i = 0; i < p->all.n; i++)
        if (p->all.v[i].id == p->id)
            p->was = &p->all.v[i];
    return p->was || p->id == 0;
}

/* What a new session of the form begins with. */
static void product_form_note(struct product_page *p)
{
    const struct session *session = &model_of(p->base.screen.app)->session;
    p->asked = session->events;
    p->closed = session->closed;
    p->version = session->version;
}

/* The form of the other kind, with what was typed where it has the row too. */
static void product_form_make(struct product_page *p, bool correct)
{
    struct form old = p->base.form;
    p->correct = correct;
    form_init(&p->base.form, correct ? few_rows : all_rows, correct ? FEW : ALL, NULL, NULL);
    if (p->was)
        form_take(&p->base.form, product_value, p->was);
    for (size_t i = 0; old.v && i < old.n; i++)
        if (form_typed(&old, i)) {
            form_assign(&p->base.form, old.row[i].id, form_get(&old, i));
            p->base.form.changed = true;
        }
    if (p->base.form.changed)
        app_say(p->base.screen.app, SAY_WARN, _("Điều này đã thay đổi: xem lại."));
    form_free(&old);
}

/* Which form it is may change under us: someone may have scored the product meanwhile.  What is
 * shown is read again as long as nobody has typed. */
static bool product_form_load(struct screen *s)
{
    struct product_page *p = (struct product_page *)s;
    const struct model *m = model_of(s->app);
    if (!model_refresh(s->app) || !product_form_read(p, m->db))
        return false;
    bool correct = p->was && (p->was->has_marks || m->session.closed);
    if (p->base.form.v && correct == p->correct && p->base.form.changed)
        return true;
    product_form_note(p);
    if (!p->base.form.v || correct != p->correct)
        product_form_make(p, correct);
    else if (p->was)
        form_take(&p->base.form, product_value, p->was);
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

/* The product with what the form says of it. */
static struct product product_form_says(const struct product_page *p)
{
    const struct form *f = &p->base.form;
    struct product v = p->was ? *p->was : (struct product){.set = ""};
    v.id = p->id;
    v.no = atoi(form_kept(f, "no"));
    v.code = form_kept(f, "code");
    v.name = form_kept(f, "name");
    v.owner = form_kept(f, "owner");
    v.representative = form_kept(f, "representative");
    v.business = form_kept(f, "business");
    v.address = form_kept(f, "address");
    v.phone = form_kept(f, "phone");
    v.email = form_kept(f, "email");
    v.commune = form_kept(f, "commune");
    v.district = form_kept(f, "district");
    v.group = form_kept(f, "group");
    v.kind = kind_chosen(form_kept(f, "kind"));
    v.star_now = atoi(form_kept(f, "star"));
    v.expires = form_kept(f, "expires");
    return v;
}

/* For db_expect: what was shown stands; what is not shown goes on as it is. */
static bool product_form_same(struct db *db, void *arg)
{
    struct product_page *p = arg;
    struct session session;
    if (!product_form_read(p, db) || db_session(db, &session) != DB_OK ||
        session.closed != p->closed || session.version != p->version ||
        !form_stands(&p->base.form, product_value, p->was))
        return false;
    if (p->keep)
        *p->keep = product_form_says(p);
    return true;
}

/* What became of it; another hand's values beside what was typed when that was in the way. */
static enum react product_form_did(struct product_page *p, enum db_rc rc, const char *done)
{
    struct app *app = p->base.screen.app;
    bool changed = rc == DB_REFUSED && model_outdated(model_of(app)->db);
    enum react r = model_did(app, rc, done);
    if (changed && model_refresh(app) && product_form_read(p, model_of(app)->db)) {
        product_form_note(p);
        form_renew(&p->base.form, product_value, p->was);
    }
    return rc == DB_OK ? r | REACT_POP : r;
}

static enum react product_form_put(struct product_page *p)
{
    struct db *db = model_of(p->base.screen.app)->db;
    struct product v = product_form_says(p);
    p->keep = &v;
    if (p->id)
        db_expect(db, (struct db_expect){.seq = p->asked, .same = product_form_same, .arg = p});
    enum db_rc rc = db_product_put(db, &v, ACTOR_SECRETARY, NULL);
    p->keep = NULL;
    char *done = xasprintf(p->id ? _("Đã ghi: %s.") : _("Đã thêm: %s."), v.name);
    enum react r = product_form_did(p, rc, done);
    free(done);
    return r;
}

static enum react product_form_correct(struct product_page *p, const char *pin)
{
    struct db *db = model_of(p->base.screen.app)->db;
    const struct form *f = &p->base.form;
    struct db_pair set[FEW];
    size_t n = 0;
    for (size_t i = 0; i < f->n && n < FEW; i++)
        if (form_typed(f, i))
            set[n++] = (struct db_pair){f->row[i].id, form_get(f, i)};
    db_expect(db, (struct db_expect){.seq = p->asked, .same = product_form_same, .arg = p});
    enum db_rc rc = db_correct(db, p->id, set, n, p->reason, pin, ACTOR_SECRETARY);
    return product_form_did(p, rc,
                            p->closed ? _("Đã đính chính thành phiên bản mới, mã chốt mới: xuất "
                                          "lại văn bản (mục 7).")
                                      : _("Đã đính chính; phiếu giữ nguyên."));
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
    if ((a->tag != TAG_PIN && a->tag != TAG_REASON) || !a->ok)
        return form_page_answer(s, a);
    if (!p->correct) /* it became the other form under the question, and says so */
        return REACT_DRAW;
    if (a->tag == TAG_PIN)
        return product_form_correct(p, a->text);
    free(p->reason);
    p->reason = xstrdup(a->text);
    if (!model_of(s->app)->session.has_pin || !p->closed)
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
