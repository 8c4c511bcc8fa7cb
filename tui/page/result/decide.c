/* SPDX-License-Identifier: MIT */
/* tui/page/result/decide.c - number and date of the decisions on the council's lists, which come
 * after the signatures.  Nothing of the result changes, so nothing is reopened for them. */
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/kit/widget/field.h"
#include "tui/kit/widget/form_page.h"
#include "tui/model.h"
#include "db/base/mem.h"
#include "tui/page/page.h"

enum { FOOT = 5 };
enum { R_ASKED, R_NUMBER, R_DATE, R_ISSUED, R_SENT, R_SENT_NUMBER, R_SENT_DATE };

static const struct form_row rows[] = {
    [R_ASKED] = {.label = N_("CÔNG NHẬN 3, 4 SAO"), .kind = FORM_HEADING},
    [R_NUMBER] = {.id = "number",
                  .label = N_("Số quyết định"),
                  .kind = FORM_TEXT,
                  .max = 100,
                  .hint = N_("Như 1234/QĐ-UBND. In vào phụ lục, thông báo, giấy chứng nhận.")},
    [R_DATE] = {.id = "date",
                .label = N_("Ngày quyết định"),
                .kind = FORM_DATE,
                .hint = N_("Như 15/12/2026.")},
    [R_ISSUED] = {.id = "issued",
                  .label = N_("Ngày cấp giấy chứng nhận"),
                  .kind = FORM_DATE,
                  .hint = N_("Chỉ điền khi khác ngày quyết định; giấy có giá trị 36 tháng từ ngày "
                             "cấp.")},
    [R_SENT] = {.label = N_("TRÌNH BỘ"), .kind = FORM_HEADING},
    [R_SENT_NUMBER] = {.id = "sent.number",
                       .label = N_("Số văn bản trình"),
                       .kind = FORM_TEXT,
                       .max = 100,
                       .hint = N_("Quyết định phê duyệt kết quả và trình Bộ sản phẩm từ 90 điểm.")},
    [R_SENT_DATE] = {.id = "sent.date",
                     .label = N_("Ngày văn bản"),
                     .kind = FORM_DATE,
                     .hint = N_("Như 15/12/2026.")},
};
enum { ROWS = sizeof rows / sizeof *rows };

struct decide_page {
    struct form_page base;
    bool ready;
    struct decisions now;
    int64_t seen;                        /* the last event when it was read */
    int asked, sent, left_out, answered; /* products */
};

/* ---- reading ---- */

static void decide_count(struct decide_page *p, const struct tally *t)
{
    p->asked = p->sent = p->left_out = p->answered = 0;
    for (size_t i = 0; i < t->n; i++) {
        p->asked += t->v[i].status == STATUS_PROPOSED;
        p->sent += t->v[i].status == STATUS_FORWARD;
    }
    for (size_t i = 0; i < p->now.n; i++) {
        p->left_out += p->now.v[i].left_out;
        p->answered += p->now.v[i].central >= 0;
    }
}

/* What the decisions have for a row of the form. */
static const char *decide_value(const void *record, const struct form_row *row, char *spare)
{
    const struct decision *l = ((const struct decisions *)record)->list;
    (void)spare;
    switch (row - rows) {
    case R_NUMBER:
        return l[DECISION_RECOGNISED].number;
    case R_DATE:
        return l[DECISION_RECOGNISED].date;
    case R_ISSUED:
        return l[DECISION_RECOGNISED].issued;
    case R_SENT_NUMBER:
        return l[DECISION_FORWARDED].number;
    default:
        return l[DECISION_FORWARDED].date;
    }
}

/* For db_expect: the decisions have what the form showed. */
static bool decide_same(struct db *db, void *arg)
{
    const struct decide_page *p = arg;
    struct decisions now;
    bool same = db_decisions(db, &now) == DB_OK && now.version == p->now.version &&
                form_stands(&p->base.form, decide_value, &now);
    list_free(&now);
    return same;
}

static bool decide_load(struct screen *s)
{
    struct decide_page *p = (struct decide_page *)s;
    struct db *db = model_of(s->app)->db;
    struct tally t = {0};
    if (!model_refresh(s->app))
        return false;
    if (!p->ready)
        form_init(&p->base.form, rows, ROWS, NULL, NULL);
    p->ready = true;
    list_free(&p->now);
    if (!p->base.form.changed)
        p->seen = model_of(s->app)->session.events;
    enum db_rc rc = db_decisions(db, &p->now);
    if (rc == DB_OK)
        rc = db_tally(db, 0, &t);
    if (rc != DB_OK) {
        model_did(s->app, DB_FAULT, NULL);
        return false;
    }
    decide_count(p, &t);
    list_free(&t);
    if (!p->base.form.changed)
        form_take(&p->base.form, decide_value, &p->now);
    return true;
}

/* A decision that was made on an earlier version; NULL: none. */
static const struct decision *decide_older(const struct decide_page *p)
{
    for (int l = DECISION_RECOGNISED; l <= DECISION_FORWARDED; l++)
        if (p->now.list[l].version && p->now.list[l].version != p->now.version)
            return &p->now.list[l];
    return NULL;
}

/* ---- drawing ---- */

static void decide_draw_foot(const struct decide_page *p, struct canvas *c)
{
    char expires[11], shown[11];
    decision_expiry(&p->now.list[DECISION_RECOGNISED], expires);
    canvas_printf(
        c, 0, 0, -1, STYLE_NORMAL,
        _("Đề nghị công nhận %d, trình Bộ %d; quyết định không ghi %d; Bộ đã trả lời %d."),
        p->asked, p->sent, p->left_out, p->answered);
    if (*expires) {
        field_date_shown(expires, shown);
        canvas_printf(c, 1, 0, -1, STYLE_GOOD,
                      _("Giấy chứng nhận có giá trị đến %s (khoản 3 Điều 4)."), shown);
    }
    canvas_text(c, 2, 0, -1, STYLE_DIM,
                _("{DECIDE_PRODUCTS}: sản phẩm quyết định không ghi, kết quả của Bộ. Ghi xong: "
                  "xuất lại văn bản."));
    const struct decision *older = decide_older(p);
    if (older && p->now.n_off)
        canvas_printf(c, 3, 0, -1, STYLE_WARN,
                      _("Quyết định ghi cho phiên bản %d; kết quả nay khác: không áp dụng %zu sản "
                        "phẩm."),
                      older->version, p->now.n_off);
    else if (older)
        canvas_printf(c, 3, 0, -1, STYLE_DIM,
                      _("Quyết định ghi cho phiên bản %d; kết quả nay không khác."),
                      older->version);
}

static void decide_draw(const struct screen *s, struct canvas *c)
{
    const struct decide_page *p = (const struct decide_page *)s;
    model_title(s->app, c, _("QUYẾT ĐỊNH"), NULL);
    canvas_text(c, 1, 0, -1, p->base.form.changed ? STYLE_WARN : STYLE_NORMAL,
                p->base.form.changed
                    ? _("Có thay đổi chưa ghi: {FORM_KEEP} để ghi.")
                    : _("Ghi sau khi quyết định được ký; không đổi kết quả, không phải mở lại."));
    canvas_hline(c, 2, 0, c->cols, STYLE_NORMAL);
    form_page_draw(&p->base, c, 3, FOOT);
    struct canvas foot = canvas_sub(c, c->rows - FOOT + 1, 1, FOOT - 1, c->cols - 2);
    canvas_hline(c, c->rows - FOOT, 0, c->cols, STYLE_NORMAL);
    decide_draw_foot(p, &foot);
}

/* ---- acting ---- */

static enum react decide_save(struct decide_page *p)
{
    struct app *app = p->base.screen.app;
    struct db *db = model_of(app)->db;
    if (!form_page_stands(&p->base))
        return REACT_DRAW;
    if (!p->base.form.changed && !decide_older(p)) { /* said again, it is of this version */
        app_say(app, SAY_NOTE, _("Không có gì thay đổi."));
        return REACT_DRAW;
    }
    const struct form *f = &p->base.form;
    struct decision said[] = {
        [DECISION_RECOGNISED] = {form_kept(f, "number"), form_kept(f, "date"),
                                 form_kept(f, "issued"), 0},
        [DECISION_FORWARDED] = {form_kept(f, "sent.number"), form_kept(f, "sent.date"), "", 0}};
    db_expect(db, (struct db_expect){.seq = p->seen, .same = decide_same, .arg = p});
    enum db_rc rc = db_decide_both(db, said, ACTOR_SECRETARY);
    bool changed = rc == DB_REFUSED && model_outdated(db);
    if (rc == DB_OK)
        p->base.form.changed = false;
    enum react r = model_did(app, rc, _("Đã ghi. Xuất lại văn bản để có số, ngày này."));
    if (changed && decide_load(&p->base.screen)) {
        p->seen = model_of(app)->session.events;
        form_renew(&p->base.form, decide_value, &p->now);
    }
    return r;
}

static enum react decide_act(struct screen *s, enum action a)
{
    struct decide_page *p = (struct decide_page *)s;
    switch (a) {
    case ACT_DECIDE_SAVE:
        return decide_save(p);
    case ACT_DECIDE_PRODUCTS:
        pages_of(s->app)->decided(s->app);
        return REACT_DRAW;
    case ACT_BACK:
        return form_page_leave(&p->base);
    default:
        return REACT_DEFAULT;
    }
}

static void decide_done(struct screen *s)
{
    struct decide_page *p = (struct decide_page *)s;
    form_page_done(s);
    list_free(&p->now);
}

static const struct screen_ops decide_ops = {
    .scope = SCOPE_DECIDE,
    .size = sizeof(struct decide_page),
    .load = decide_load,
    .draw = decide_draw,
    .holds = model_holds_row,
    .act = decide_act,
    .key = form_page_key,
    .typing = form_page_typing,
    .answer = form_page_answer,
    .done = decide_done,
};

void page_decide_open(struct app *app)
{
    app_push(app, screen_new(app, &decide_ops));
}
