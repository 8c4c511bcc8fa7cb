/* SPDX-License-Identifier: MIT */
/* tui/page/result/signoff.c - what stands in the way of sign-off, the sign-off, and what comes
 * after. */
#include "tui/page/result/signoff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "db/base/mem.h"
#include "tui/page/page.h"

enum { WAY_COLS = 20 };

/* ---- lines ---- */

static int signoff_count(const void *data)
{
    return ((const struct signoff_page *)data)->n;
}

static bool signoff_selectable(const void *data, int i)
{
    return ((const struct signoff_page *)data)->line[i].blocker != NULL;
}

static void signoff_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct signoff_line *l = &((const struct signoff_page *)data)->line[i];
    if (!l->blocker) {
        canvas_text(c, 0, 0, -1, l->warning ? STYLE_HEADING : STYLE_WARN, l->text);
        return;
    }
    /* What is wrong; what to do about it stands below for the selected one. */
    const char *end = strstr(l->text, ". ");
    char *first = end ? xstrndup(l->text, (size_t)(end - l->text) + 1) : xstrdup(l->text);
    canvas_text(c, 0, 1, c->cols - WAY_COLS - 2, selected ? STYLE_BOLD : STYLE_NORMAL, first);
    free(first);
    canvas_text(c, 0, c->cols - WAY_COLS, WAY_COLS, STYLE_KEY, signoff_way(l->blocker));
}

static const struct list_ops signoff_list = {
    .count = signoff_count, .row = signoff_row, .selectable = signoff_selectable};

/* ---- drawing ---- */

static void signoff_draw_closed(const struct signoff_page *p, struct canvas *c)
{
    const struct session *s = &model_of(p->base.app)->session;
    char groups[72], at[20];
    hash_groups(s->closing, groups);
    moment_text(s->closed_at, at);
    canvas_printf(c, 1, 0, -1, STYLE_GOOD, _("ĐÃ CHỐT (chờ ký) lúc %s, phiên bản %d, %lld sự kiện"),
                  at, s->version, (long long)s->closing_events);
    canvas_hline(c, 2, 0, c->cols, STYLE_DIM);
    canvas_text(c, 4, 2, -1, STYLE_BOLD,
                _("MÃ CHỐT (in trong biên bản, đọc lên cho hội đồng nghe)"));
    char half[40];
    snprintf(half, sizeof half, "%.35s", groups);
    canvas_text(c, 6, 4, -1, STYLE_BOLD, half);
    canvas_text(c, 7, 4, -1, STYLE_BOLD, strlen(groups) > 36 ? groups + 36 : "");
    canvas_text(c, 9, 2, -1, STYLE_HEADING, _("VIỆC TIẾP THEO"));
    static const char *const steps[] = {
        N_("1. {SIGNED_EXPORT}: xuất biên bản, bảng điểm ra tệp; in ra giấy."),
        N_("2. So mã chốt trên biên bản với mã ở trên, rồi chủ tọa và thư ký ký."),
        N_("3. {SIGNED_BACKUP}: sao tệp phiên ra USB, lưu cùng hồ sơ."),
        N_("4. Khi có quyết định: {SIGNED_DECIDE} ghi số, ngày; rồi {SIGNED_EXPORT} xuất lại để "
           "văn bản mang số, ngày đó."),
        N_("Muốn sửa điểm hay kết luận: {SIGNED_REOPEN} mở lại, có lý do; thành phiên bản mới, bản "
           "này còn trong nhật ký."),
    };
    int at_row = 11;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        at_row += canvas_wrap(c, at_row, 4, c->cols - 8, 2, STYLE_NORMAL, _(steps[i])) + (i == 3);
}

static void draw_selected(const struct signoff_page *p, struct canvas *c, int row)
{
    int i = p->list.selected;
    if (i >= 0 && i < p->n && p->line[i].blocker)
        canvas_wrap(c, row, 0, c->cols, 2, STYLE_NORMAL, p->line[i].text);
}

static void signoff_draw(const struct screen *s, struct canvas *c)
{
    const struct signoff_page *p = (const struct signoff_page *)s;
    const struct model *m = model_of(s->app);
    char *middle = xasprintf(P_("%s, %d sản phẩm", p->outcomes.all), m->name, p->outcomes.all);
    model_title(s->app, c, _("CHỐT KẾT QUẢ"), middle);
    free(middle);
    struct canvas foot = canvas_sub(c, c->rows - 3, 0, 3, c->cols);
    canvas_hline(&foot, 0, 0, foot.cols, STYLE_DIM);
    outcomes_draw(&p->outcomes, &foot, 1);
    if (m->session.closed) {
        signoff_draw_closed(p, c);
        return;
    }
    if (p->all.blocking)
        canvas_printf(c, 1, 0, -1, STYLE_WARN,
                      _("CHƯA CHỐT ĐƯỢC: còn %zu việc. Enter: đến đúng chỗ."), p->all.blocking);
    else
        canvas_text(c, 1, 0, -1, STYLE_GOOD,
                    p->all.n ? _("Chốt được ({SIGNOFF_SIGN}). Xem qua các lưu ý trước khi chốt.")
                             : _("Chốt được ({SIGNOFF_SIGN})."));
    canvas_hline(c, 2, 0, c->cols, STYLE_DIM);
    if (p->all.n == 0) {
        struct canvas body = canvas_sub(c, 3, 0, c->rows - 6, c->cols);
        draw_empty(&body, _("Không còn gì phải xử lý"),
                   _("{SIGNOFF_SIGN}: chốt kết quả; mọi điểm và kết luận được khóa lại.\n"
                     "{SIGNOFF_DRAFT}: in dự thảo để hội đồng xem trước."));
        return;
    }
    int rows = c->rows - 3 - 3 - 3;
    struct canvas body = canvas_sub(c, 3, 0, rows, c->cols);
    list_draw(&p->list, &signoff_list, p, &body, true);
    canvas_hline(c, 3 + rows, 0, c->cols, STYLE_DIM);
    draw_selected(p, c, 4 + rows);
}

/* ---- reading ---- */

static void signoff_forget(struct signoff_page *p)
{
    for (int i = 0; i < p->n; i++)
        free(p->line[i].text);
    free(p->line);
    p->line = NULL;
    p->n = 0;
    list_free(&p->all);
}

static void signoff_add_line(struct signoff_page *p, const struct blocker *b, bool warning,
                             char *text)
{
    p->line = xrealloc(p->line, ((size_t)p->n + 1) * sizeof *p->line);
    p->line[p->n++] = (struct signoff_line){b, warning, text};
}

static void signoff_lay_lines(struct signoff_page *p)
{
    size_t warnings = p->all.n - p->all.blocking;
    for (size_t i = 0; i < p->all.n; i++) {
        const struct blocker *b = &p->all.v[i];
        if (i == 0 && !b->warning)
            signoff_add_line(p, NULL, false, xasprintf(_("PHẢI XỬ LÝ (%zu)"), p->all.blocking));
        if (b->warning && (i == 0 || !p->all.v[i - 1].warning))
            signoff_add_line(p, NULL, true, xasprintf(_("CẦN XEM (%zu)"), warnings));
        signoff_add_line(p, b, b->warning, fault_text(&b->fault, i18n));
    }
}

static bool signoff_load(struct screen *s)
{
    struct signoff_page *p = (struct signoff_page *)s;
    struct model *m = model_of(s->app);
    struct tally t;
    if (!model_refresh(s->app))
        return false;
    s->scope = m->session.closed ? SCOPE_SIGNED : SCOPE_SIGNOFF;
    /* What a window asks about points into the list of before. */
    enum fault_id asked = p->at.fault.id;
    int product = p->at.product, member = p->at.member;
    signoff_forget(p);
    p->at = (struct blocker){
        .fault = {.id = asked}, .product = product, .member = member, .criterion = ""};
    bool ok = db_check(m->db, &p->all) == DB_OK;
    ok = db_tally(m->db, 0, &t) == DB_OK && ok;
    if (ok) {
        outcomes_count(&t, &p->outcomes);
        m->products = (int)t.n;
        signoff_lay_lines(p);
        list_fix(&p->list, &signoff_list, p);
    } else {
        model_did(s->app, DB_FAULT, NULL);
    }
    list_free(&t);
    return ok;
}

/* ---- signing off ---- */

/* Which products the counts are of. */
static char *results_text(const struct tally *t)
{
    char *all = xcalloc(t->n + 1, 48);
    size_t len = 0;
    for (size_t i = 0; i < t->n; i++)
        len += (size_t)sprintf(all + len, "%d %d %d\n", t->v[i].product, (int)t->v[i].status,
                               t->v[i].star);
    return all;
}

static bool show_sign(struct db *db, const void *arg, struct shown *out)
{
    struct outcomes n;
    struct session s;
    struct tally t;
    (void)arg;
    bool ok = db_session(db, &s) == DB_OK && !s.closed;
    ok = db_tally(db, 0, &t) == DB_OK && ok;
    if (ok) {
        outcomes_count(&t, &n);
        out->title = xstrdup(_("Chốt kết quả?"));
        out->more = results_text(&t);
        out->text = xasprintf(
            _("%d sản phẩm: trình Bộ %d, 4 sao %d, 3 sao %d, dưới 3 sao %d, không đạt %d, loại %d, "
              "hoãn "
              "%d, rút %d.\n\nChốt rồi mọi điểm và kết luận được khóa. Muốn sửa phải mở lại, có lý "
              "do, "
              "và in lại biên bản.%s"),
            n.all, n.forward, n.four, n.three, n.below, n.failed, n.out, n.postponed, n.withdrawn,
            s.rehearsal ? _("\n\nDIỄN TẬP: kết quả không dùng thật được.") : "");
    }
    list_free(&t);
    return ok;
}

static enum react sign_confirm(struct signoff_page *p)
{
    dialog_confirm(p->base.app, TAG_SIGN, p->q.now.title, p->q.now.text, true);
    return REACT_DRAW;
}

static enum react signoff_ask(struct signoff_page *p)
{
    return question_ask(&p->q, p->base.app, show_sign, p) ? sign_confirm(p) : REACT_RELOAD;
}

static enum react signoff_sign(struct signoff_page *p, const char *pin)
{
    struct app *app = p->base.app;
    struct model *m = model_of(app);
    question_expect(&p->q, app);
    enum db_rc rc = db_signoff(m->db, pin, ACTOR_CHAIR);
    if (question_changed(&p->q, app, rc))
        return sign_confirm(p) | REACT_RELOAD;
    if (rc != DB_OK)
        return model_did(app, rc, NULL) | REACT_RELOAD;
    char groups[72] = "";
    if (model_refresh(app))
        hash_groups(m->session.closing, groups);
    char *text = xasprintf(_("Mã chốt:\n\n"
                             "%.35s\n"
                             "%s\n\n"
                             "Mã này được in trong biên bản. Bước tiếp: {SIGNED_EXPORT} xuất văn "
                             "bản, in và ký; {SIGNED_BACKUP} sao tệp ra USB."),
                           groups, strlen(groups) > 36 ? groups + 36 : "");
    dialog_message(app, TAG_TOLD, _("Đã chốt kết quả"), text);
    free(text);
    return REACT_RELOAD;
}

static enum react ask_pin(struct signoff_page *p)
{
    if (!model_of(p->base.app)->session.has_pin)
        return signoff_sign(p, NULL);
    dialog_input(p->base.app, TAG_PIN,
                 &(struct dialog_input){.title = _("Mã PIN của chủ tọa"),
                                        .text = _("Chủ tọa gõ mã PIN để chốt."),
                                        .kind = FIELD_SECRET,
                                        .max = 64,
                                        .required = true});
    return REACT_DRAW;
}

/* ---- keys ---- */

static enum react signoff_act(struct screen *s, enum action a)
{
    struct signoff_page *p = (struct signoff_page *)s;
    switch (a) {
    case ACT_SIGNOFF_SIGN:
        return signoff_ask(p);
    case ACT_SIGNOFF_GO:
        return signoff_go(p);
    case ACT_SIGNOFF_DRAFT:
    case ACT_SIGNED_EXPORT:
        pages_of(s->app)->export(s->app);
        return REACT_DRAW;
    case ACT_SIGNOFF_BACKUP:
    case ACT_SIGNED_BACKUP:
        pages_of(s->app)->backup(s->app);
        return REACT_DRAW;
    case ACT_SIGNED_DECIDE:
        pages_of(s->app)->decide(s->app);
        return REACT_DRAW;
    case ACT_SIGNED_REOPEN:
        pages_of(s->app)->reopen(s->app);
        return REACT_DRAW;
    default:
        return REACT_DEFAULT;
    }
}

static enum react signoff_key(struct screen *s, const struct key *k)
{
    struct signoff_page *p = (struct signoff_page *)s;
    if (model_of(s->app)->session.closed)
        return REACT_NONE;
    switch (list_key(&p->list, &signoff_list, p, k)) {
    case LIST_MOVED:
        return REACT_DRAW;
    case LIST_OPEN:
        return signoff_go(p);
    default:
        return REACT_NONE;
    }
}

static unsigned signoff_holds(const struct screen *s)
{
    const struct signoff_page *p = (const struct signoff_page *)s;
    bool closed = model_of(s->app)->session.closed;
    unsigned holds = model_holds(s->app, !closed && p->n > 0);
    return !closed && p->all.blocking == 0 ? holds | NEED_READY : holds;
}

static enum react signoff_answer(struct screen *s, const struct answer *a)
{
    struct signoff_page *p = (struct signoff_page *)s;
    if (!a->ok)
        return REACT_DRAW;
    switch (a->tag) {
    case TAG_SIGN:
        return ask_pin(p);
    case TAG_PIN:
        return signoff_sign(p, a->text);
    case TAG_WAY:
        return signoff_go_way(p, a->choice);
    default:
        return REACT_DRAW;
    }
}

static void signoff_done(struct screen *s)
{
    question_free(&((struct signoff_page *)s)->q);
    signoff_forget((struct signoff_page *)s);
}

static const struct screen_ops signoff_ops = {
    .scope = SCOPE_SIGNOFF,
    .size = sizeof(struct signoff_page),
    .load = signoff_load,
    .draw = signoff_draw,
    .holds = signoff_holds,
    .act = signoff_act,
    .key = signoff_key,
    .answer = signoff_answer,
    .done = signoff_done,
};

void page_signoff_open(struct app *app)
{
    app_push(app, screen_new(app, &signoff_ops));
}
