/* SPDX-License-Identifier: MIT */
/* tui/page/agenda/dossier_papers.c - samples and papers: ticking, last days, notes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/kit/widget/field.h"
#include "tui/page/agenda/dossier.h"

enum { HEAD = 4, FOOT = 3, STATE_COLS = 12, DATE_COLS = 12 };

static const char *dossier_code(const struct dossier_page *p, enum style *style)
{
    *style = STYLE_NORMAL;
    switch (product_code_form(p->p->code)) {
    case CODE_FOUR:
        return _("đúng dạng");
    case CODE_FIVE:
        return _("mã cũ 5 phần");
    case CODE_OTHER:
        *style = STYLE_WARN;
        return _("KHÔNG đúng dạng T-X-STT-20YY");
    default:
        *style = STYLE_DIM;
        return _("chưa có mã");
    }
}

static bool dossier_expired(const struct dossier_page *p, const struct evidence *e)
{
    return e->state == EVIDENCE_YES && *e->expires && strcmp(e->expires, p->day) < 0;
}

static int dossier_count(const void *data)
{
    (void)data;
    return EVIDENCE_ITEMS;
}

static const char *dossier_state_name(const struct evidence *e, enum style *style)
{
    switch (e->state) {
    case EVIDENCE_YES:
        *style = STYLE_GOOD;
        return _("có");
    case EVIDENCE_NO:
        *style = STYLE_WARN;
        return _("KHÔNG CÓ");
    case EVIDENCE_UNNEEDED:
        *style = STYLE_DIM;
        return _("không cần");
    default:
        *style = STYLE_DIM;
        return _("chưa xem");
    }
}

/* Columns of the name of a paper in a row. */
static int name_columns(int cols)
{
    return cols >= 110 ? 50 : 38;
}

static void dossier_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct dossier_page *p = data;
    const struct evidence *e = &p->d->item[i];
    enum style style;
    char date[11] = "";
    int at = 4 + name_columns(row_columns(c));
    (void)selected;
    canvas_printf(c, 0, 0, 3, STYLE_NORMAL, "%3d", i + 1);
    canvas_text(c, 0, 4, at - 5, STYLE_NORMAL, _(evidence_name(i + 1)));
    const char *state = dossier_state_name(e, &style);
    canvas_text(c, 0, at, STATE_COLS - 1, style, state);
    if (*e->expires)
        field_date_shown(e->expires, date);
    bool late = dossier_expired(p, e);
    canvas_text(c, 0, at + STATE_COLS, DATE_COLS - 1, late ? STYLE_ERROR : STYLE_NORMAL, date);
    if (*e->note)
        canvas_text(c, 0, at + STATE_COLS + DATE_COLS, -1, STYLE_DIM, e->note);
}

static const struct list_ops papers_list = {.count = dossier_count, .row = dossier_row};

static void dossier_draw_head(const struct dossier_page *p, struct canvas *c)
{
    enum style style;
    const char *form = dossier_code(p, &style);
    int asked = p->set ? p->set->samples : 0, given = p->d->samples;
    int col =
        canvas_printf(c, 1, 0, -1, STYLE_NORMAL, _("Mã số: %s "), *p->p->code ? p->p->code : "-");
    col += canvas_printf(c, 1, col, -1, style, "(%s)", form) + 3;
    canvas_printf(c, 1, col, -1, STYLE_NORMAL, _("Đăng ký: %s"),
                  p->p->kind ? kind_name(p->p->kind) : _("chưa ghi"));
    col = canvas_text(c, 2, 0, -1, STYLE_NORMAL, _("Mẫu: "));
    if (p->set && asked == 0)
        col += canvas_text(c, 2, col, -1, STYLE_DIM, _("không cần mẫu"));
    else if (given < 0)
        col += canvas_printf(c, 2, col, -1, STYLE_DIM, _("chưa ghi, cần %d ({DOSSIER_SAMPLES})"),
                             asked);
    else if (given < asked)
        col += canvas_printf(c, 2, col, -1, STYLE_WARN, _("có %d, cần %d (điểm d khoản 2 Điều 6)"),
                             given, asked);
    else
        col += canvas_printf(c, 2, col, -1, STYLE_GOOD, _("có %d, đủ"), given);
    if (*p->d->note)
        canvas_printf(c, 2, col + 3, -1, STYLE_NORMAL, _("Ghi chú: %s"), p->d->note);
}

/* What is still to be seen to, in one line; "" when all is well. */
static char *summary(const struct dossier_page *p, enum style *style)
{
    int missing = 0, unseen = 0, late = 0;
    char day[11] = "";
    for (int i = 0; i < EVIDENCE_ITEMS; i++) {
        missing += p->d->item[i].state == EVIDENCE_NO;
        unseen += p->d->item[i].state == EVIDENCE_UNKNOWN;
        late += dossier_expired(p, &p->d->item[i]);
    }
    if (*p->day)
        field_date_shown(p->day, day);
    *style = missing || late ? STYLE_WARN : unseen ? STYLE_NORMAL : STYLE_GOOD;
    if (late)
        return xasprintf(_("Thiếu %d, chưa xem %d; %d giấy hết hạn trước %s."), missing, unseen,
                         late, day);
    if (missing || unseen)
        return xasprintf(_("Thiếu %d, chưa xem %d trong 15 minh chứng của Mẫu số 02."), missing,
                         unseen);
    return xstrdup(_("Đủ 15 minh chứng của Mẫu số 02."));
}

static void draw_papers(const struct dossier_page *p, struct canvas *c)
{
    int at = 1 + 4 + name_columns(row_columns(c));
    enum style style;
    dossier_draw_head(p, c);
    canvas_text(c, 3, 5, -1, STYLE_HEADING, _("Minh chứng (Mẫu số 02, Phần III)"));
    canvas_text(c, 3, at, -1, STYLE_HEADING, _("Tình trạng"));
    canvas_text(c, 3, at + STATE_COLS, -1, STYLE_HEADING, _("Hết hạn"));
    canvas_text(c, 3, at + STATE_COLS + DATE_COLS, -1, STYLE_HEADING, _("Ghi chú"));
    struct canvas list = canvas_sub(c, HEAD, 0, c->rows - HEAD - FOOT, c->cols);
    list_draw(&p->papers, &papers_list, p, &list, true);
    canvas_hline(c, c->rows - 3, 0, c->cols, STYLE_NORMAL);
    char *text = summary(p, &style);
    canvas_text(c, c->rows - 2, 0, -1, style, text);
    free(text);
    canvas_text(
        c, c->rows - 1, 0, -1, STYLE_DIM,
        model_of(p->base.app)->session.closed
            ? _("Phiên đã chốt: chỉ xem. {DOSSIER_POINTS}: điểm tự chấm, Tổ tư vấn, Hội đồng.")
            : _("1 có · 2 không · 3 không cần · 0 chưa xem; {DOSSIER_POINTS}: điểm đã chấm "
                "trước."));
}

bool dossier_writable(struct dossier_page *p, enum action a)
{
    const char *why = keymap_refusal(a, model_holds(p->base.app, true));
    if (why)
        app_say(p->base.app, SAY_WARN, _(why));
    return !why;
}

static const struct evidence *paper(const struct dossier_page *p, int *item)
{
    *item = p->papers.selected + 1;
    return *item >= 1 && *item <= EVIDENCE_ITEMS ? &p->d->item[*item - 1] : NULL;
}

/* Write of the paper asked about what @e says; the texts it does not give stay. */
static enum react dossier_papers_put(struct dossier_page *p, const struct evidence *e)
{
    dossier_expect(p);
    enum db_rc rc =
        db_evidence_put(model_of(p->base.app)->db, p->product, p->asked.item, e, ACTOR_SECRETARY);
    return model_did(p->base.app, rc, NULL);
}

static enum react set_state(struct dossier_page *p, enum evidence_state state)
{
    int item;
    if (!paper(p, &item))
        return REACT_NONE;
    dossier_ask(p, TAG_STATE, item, "");
    return dossier_papers_put(
        p, &(struct evidence){.state = state, .expires = state == EVIDENCE_YES ? NULL : ""});
}

/* A digit says it at once and goes on to the next row. */
static enum react type_state(struct dossier_page *p, int digit)
{
    static const enum evidence_state states[] = {EVIDENCE_UNKNOWN, EVIDENCE_YES, EVIDENCE_NO,
                                                 EVIDENCE_UNNEEDED};
    if (!dossier_writable(p, ACT_DOSSIER_STATE))
        return REACT_DRAW;
    enum react r = set_state(p, states[digit]);
    struct key down = {.code = K_DOWN};
    list_key(&p->papers, &papers_list, p, &down);
    return r | REACT_DRAW;
}

static enum react turn_state(struct dossier_page *p)
{
    int item;
    const struct evidence *e = paper(p, &item);
    return e ? set_state(p, (enum evidence_state)((e->state + 1) % 4)) : REACT_NONE;
}

static const char *dossier_papers_check_date(const char *value)
{
    char iso[11];
    return !*value || field_date(value, iso) ? NULL : _("Không có ngày này. Gõ như 31/12/2027.");
}

static const char *check_samples(const char *value)
{
    return strlen(value) <= 3 ? NULL : _("Cần số từ 0 đến 999.");
}

static enum react ask_expires(struct dossier_page *p)
{
    int item;
    const struct evidence *e = paper(p, &item);
    char shown[11] = "";
    if (!e)
        return REACT_NONE;
    if (*e->expires)
        field_date_shown(e->expires, shown);
    dossier_ask(p, TAG_EXPIRES, item, "");
    dialog_input(p->base.app, TAG_EXPIRES,
                 &(struct dialog_input){.title = _(evidence_name(item)),
                                        .text = _("Ngày hết hạn, như 31/12/2027; để trống: không "
                                                  "có hạn. Ghi ngày là ghi có."),
                                        .start = shown,
                                        .kind = FIELD_DATE,
                                        .max = 10,
                                        .check = dossier_papers_check_date});
    return REACT_DRAW;
}

static enum react ask_text(struct dossier_page *p, enum dossier_tag tag, int item,
                           const char *title, const char *start)
{
    dossier_ask(p, tag, item, "");
    dialog_input(p->base.app, tag, &(struct dialog_input){.title = title, .start = start});
    return REACT_DRAW;
}

static enum react ask_samples(struct dossier_page *p)
{
    char start[16] = "";
    if (p->d->samples >= 0)
        snprintf(start, sizeof start, "%d", p->d->samples);
    dossier_ask(p, TAG_SAMPLES, 0, "");
    dialog_input(p->base.app, TAG_SAMPLES,
                 &(struct dialog_input){.title = _("Số sản phẩm mẫu đã nhận"),
                                        .text = _("Để trống: chưa ghi."),
                                        .start = start,
                                        .kind = FIELD_DIGITS,
                                        .max = 3,
                                        .check = check_samples});
    return REACT_DRAW;
}

/* A note or a last day is about a paper that was looked at. */
static enum react ask_note(struct dossier_page *p)
{
    int item;
    const struct evidence *e = paper(p, &item);
    if (!e)
        return REACT_NONE;
    if (e->state == EVIDENCE_UNKNOWN) {
        app_say(p->base.app, SAY_NOTE, _("Ghi tình trạng trước: 1 có, 2 không, 3 không cần."));
        return REACT_DRAW;
    }
    return ask_text(p, TAG_PAPER_NOTE, item, _(evidence_name(item)), e->note);
}

static enum react dossier_papers_act(struct dossier_page *p, enum action a)
{
    switch (a) {
    case ACT_DOSSIER_TURN:
        return turn_state(p);
    case ACT_DOSSIER_NOTE:
        return ask_note(p);
    case ACT_DOSSIER_EXPIRES:
        return ask_expires(p);
    case ACT_DOSSIER_SAMPLES:
        return ask_samples(p);
    case ACT_DOSSIER_REMARK:
        return ask_text(p, TAG_NOTE, 0, _("Ghi chú về hồ sơ"), p->d->note);
    default:
        return REACT_DEFAULT;
    }
}

static enum react dossier_papers_key(struct dossier_page *p, const struct key *k)
{
    if (k->code == K_CHAR && k->ch >= '0' && k->ch <= '3')
        return type_state(p, (int)(k->ch - '0'));
    switch (list_key(&p->papers, &papers_list, p, k)) {
    case LIST_MOVED:
        return REACT_DRAW;
    case LIST_OPEN:
        return dossier_writable(p, ACT_DOSSIER_TURN) ? turn_state(p) : REACT_DRAW;
    default:
        return REACT_NONE;
    }
}

static enum react put_dossier(struct dossier_page *p, int samples, const char *note)
{
    dossier_expect(p);
    enum db_rc rc =
        db_dossier_put(model_of(p->base.app)->db, p->product, samples, note, ACTOR_SECRETARY);
    return model_did(p->base.app, rc, NULL);
}

static enum react dossier_papers_answer(struct dossier_page *p, const struct answer *a)
{
    char iso[11] = "";
    struct evidence e = {0};
    if (p->asked.item) /* as it was shown, else it is refused */
        e.state = (enum evidence_state)atoi(p->asked.shown);
    switch (a->tag) {
    case TAG_SAMPLES:
        return put_dossier(p, *a->text ? atoi(a->text) : -1, NULL);
    case TAG_NOTE:
        return put_dossier(p, SAMPLES_AS_THEY_ARE, a->text);
    case TAG_EXPIRES:
        if (*a->text && !field_date(a->text, iso))
            return REACT_DRAW;
        e.state = *iso ? EVIDENCE_YES : e.state;
        e.expires = iso;
        return dossier_papers_put(p, &e);
    case TAG_PAPER_NOTE:
        e.note = a->text;
        return dossier_papers_put(p, &e);
    default:
        return REACT_DRAW;
    }
}

const struct dossier_view dossier_papers = {
    .list = &papers_list,
    .draw = draw_papers,
    .act = dossier_papers_act,
    .key = dossier_papers_key,
    .answer = dossier_papers_answer,
};
