/* SPDX-License-Identifier: MIT */
/* tui/page_dossier.c - the dossier of one product: reading it, samples and papers. */
#include "tui/page_dossier.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/text.h"
#include "tui/dialog.h"
#include "tui/i18n.h"
#include "tui/page.h"
#include "tui/page_agenda.h"

/* ---- reading ---- */

static void forget(struct dossier_page *p)
{
    products_free(&p->products);
    dossiers_free(&p->dossiers);
    assessments_free(&p->sheet);
    tally_free(&p->tally);
    free(p->ask);
    free(p->cite);
    p->ask = p->cite = NULL;
    p->p = NULL;
    p->d = NULL;
}

static char *setting(struct db *db, const char *key)
{
    const char *v = db_setting(db, key);
    return xstrdup(v ? v : "");
}

static bool read_all(struct dossier_page *p)
{
    struct db *db = model_of(p->base.app)->db;
    bool ok = db_products(db, &p->products) == DB_OK;
    ok = db_dossiers(db, p->product, &p->dossiers) == DB_OK && ok;
    ok = db_scoresheet(db, p->product, &p->sheet) == DB_OK && ok;
    ok = db_assessment_sums(db, p->product, p->sum) == DB_OK && ok;
    ok = db_tally(db, p->product, &p->tally) == DB_OK && ok;
    ok = db_paper_day(db, p->day) == DB_OK && ok;
    p->ask = setting(db, "difference.ask");
    p->cite = setting(db, "difference.ask.cite");
    return ok;
}

/* The row to begin at, once. */
static void place(struct dossier_page *p)
{
    for (size_t i = 0; !p->placed && *p->want && i < p->sheet.n; i++)
        if (strcmp(p->sheet.v[i].criterion, p->want) == 0)
            list_select(&p->rows, &dossier_rows, p, (int)i);
    p->placed = true;
    list_fix(&p->papers, &dossier_papers, p);
    list_fix(&p->rows, &dossier_rows, p);
}

static bool load(struct screen *s)
{
    struct dossier_page *p = (struct dossier_page *)s;
    if (!model_refresh(s->app))
        return false;
    forget(p);
    if (!read_all(p)) {
        model_did(s->app, DB_FAULT, NULL);
        return false;
    }
    model_of(s->app)->products = (int)p->products.n;
    for (size_t i = 0; i < p->products.n; i++)
        if (p->products.v[i].id == p->product)
            p->p = &p->products.v[i];
    if (!p->p || p->dossiers.n != 1)
        return false;
    p->d = &p->dossiers.v[0];
    p->set = *p->p->set ? db_criteria(model_of(s->app)->db, p->p->set) : NULL;
    place(p);
    return true;
}

const char *dossier_code(const struct dossier_page *p, enum style *style)
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

bool dossier_expired(const struct dossier_page *p, const struct evidence *e)
{
    return e->state == EVIDENCE_YES && *e->expires && strcmp(e->expires, p->day) < 0;
}

bool dossier_writable(struct dossier_page *p, enum action a)
{
    const char *why = keymap_refusal(a, model_holds(p->base.app, true));
    if (why)
        app_say(p->base.app, SAY_WARN, _(why));
    return !why;
}

/* ---- papers ---- */

static const struct evidence *paper(const struct dossier_page *p, int *item)
{
    *item = p->papers.selected + 1;
    return *item >= 1 && *item <= EVIDENCE_ITEMS ? &p->d->item[*item - 1] : NULL;
}

static enum react put(struct dossier_page *p, int item, const struct evidence *e)
{
    enum db_rc rc =
        db_evidence_put(model_of(p->base.app)->db, p->product, item, e, ACTOR_SECRETARY);
    return model_did(p->base.app, rc, NULL);
}

static enum react set_state(struct dossier_page *p, enum evidence_state state)
{
    int item;
    const struct evidence *old = paper(p, &item);
    if (!old)
        return REACT_NONE;
    struct evidence e = *old;
    e.state = state;
    if (state != EVIDENCE_YES)
        e.expires = "";
    return put(p, item, &e);
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
    list_key(&p->papers, &dossier_papers, p, &down);
    return r | REACT_DRAW;
}

static enum react turn_state(struct dossier_page *p)
{
    int item;
    const struct evidence *e = paper(p, &item);
    return e ? set_state(p, (enum evidence_state)((e->state + 1) % 4)) : REACT_NONE;
}

static const char *check_date(const char *value)
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
    dialog_input(p->base.app, TAG_EXPIRES,
                 &(struct dialog_input){.title = _(evidence_name(item)),
                                        .text = _("Ngày hết hạn, như 31/12/2027; để trống: không "
                                                  "có hạn. Ghi ngày là ghi có."),
                                        .start = shown,
                                        .kind = FIELD_DATE,
                                        .max = 10,
                                        .check = check_date});
    return REACT_DRAW;
}

static enum react ask_text(struct dossier_page *p, int tag, const char *title, const char *start)
{
    dialog_input(p->base.app, tag, &(struct dialog_input){.title = title, .start = start});
    return REACT_DRAW;
}

static enum react ask_samples(struct dossier_page *p)
{
    char start[16] = "";
    if (p->d->samples >= 0)
        snprintf(start, sizeof start, "%d", p->d->samples);
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
    return ask_text(p, TAG_PAPER_NOTE, _(evidence_name(item)), e->note);
}

static enum react answer(struct screen *s, const struct answer *a)
{
    struct dossier_page *p = (struct dossier_page *)s;
    struct db *db = model_of(s->app)->db;
    char iso[11] = "";
    int item;
    const struct evidence *old = paper(p, &item);
    struct evidence e = old ? *old : (struct evidence){0};
    if (!a->ok)
        return REACT_DRAW;
    switch (a->tag) {
    case TAG_SAMPLES:
        return model_did(s->app,
                         db_dossier_put(db, p->product, *a->text ? atoi(a->text) : -1, p->d->note,
                                        ACTOR_SECRETARY),
                         NULL);
    case TAG_NOTE:
        return model_did(
            s->app, db_dossier_put(db, p->product, p->d->samples, a->text, ACTOR_SECRETARY), NULL);
    case TAG_EXPIRES:
        if (*a->text && !field_date(a->text, iso))
            return REACT_DRAW;
        e.state = *iso ? EVIDENCE_YES : e.state;
        e.expires = iso;
        return old ? put(p, item, &e) : REACT_DRAW;
    case TAG_PAPER_NOTE:
        e.note = a->text;
        return old ? put(p, item, &e) : REACT_DRAW;
    default:
        return dossier_points_answer(p, a);
    }
}

/* ---- keys ---- */

/* The product @step places further, in this same page. */
static enum react turn(struct dossier_page *p, int step)
{
    int at = (int)(p->p - p->products.v) + step;
    if (at < 0 || at >= (int)p->products.n) {
        app_say(p->base.app, SAY_NOTE,
                step < 0 ? _("Đây là sản phẩm đầu tiên.") : _("Đây là sản phẩm cuối cùng."));
        return REACT_DRAW;
    }
    p->product = p->products.v[at].id;
    p->papers = p->rows = (struct list){0};
    return REACT_RELOAD;
}

static enum react act(struct screen *s, enum action a)
{
    struct dossier_page *p = (struct dossier_page *)s;
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
        return ask_text(p, TAG_NOTE, _("Ghi chú về hồ sơ"), p->d->note);
    case ACT_DOSSIER_EDIT:
        page_product_open(s->app, p->product);
        return REACT_DRAW;
    case ACT_DOSSIER_IMPORT:
        page_import_open(s->app, LIST_DOSSIER, NULL);
        return REACT_DRAW;
    case ACT_EARLY_IMPORT:
        page_import_open(s->app, LIST_SCORES, NULL);
        return REACT_DRAW;
    case ACT_DOSSIER_POINTS:
    case ACT_EARLY_PAPERS:
        s->scope = s->scope == SCOPE_EARLY ? SCOPE_DOSSIER : SCOPE_EARLY;
        return REACT_DRAW;
    case ACT_EARLY_ANNOUNCE:
        p->covered = !p->covered;
        return REACT_DRAW;
    case ACT_DOSSIER_NEXT:
    case ACT_EARLY_NEXT:
        return turn(p, 1);
    case ACT_DOSSIER_PREV:
        return turn(p, -1);
    default:
        return dossier_points_act(p, a);
    }
}

static enum react key(struct screen *s, const struct key *k)
{
    struct dossier_page *p = (struct dossier_page *)s;
    if (s->scope == SCOPE_EARLY)
        return dossier_points_key(p, k);
    if (k->code == K_CHAR && k->ch >= '0' && k->ch <= '3')
        return type_state(p, (int)(k->ch - '0'));
    switch (list_key(&p->papers, &dossier_papers, p, k)) {
    case LIST_MOVED:
        return REACT_DRAW;
    case LIST_OPEN:
        return dossier_writable(p, ACT_DOSSIER_TURN) ? turn_state(p) : REACT_DRAW;
    default:
        return REACT_NONE;
    }
}

static unsigned holds(const struct screen *s)
{
    const struct dossier_page *p = (const struct dossier_page *)s;
    return model_holds(s->app, s->scope == SCOPE_DOSSIER || p->sheet.n > 0);
}

static void done(struct screen *s)
{
    forget((struct dossier_page *)s);
}

static const struct screen_ops dossier_ops = {
    .scope = SCOPE_DOSSIER,
    .size = sizeof(struct dossier_page),
    .load = load,
    .draw = dossier_draw,
    .holds = holds,
    .act = act,
    .key = key,
    .answer = answer,
    .done = done,
};

void page_dossier_open(struct app *app, int product, bool covered, const char *criterion)
{
    struct dossier_page *p = (struct dossier_page *)screen_new(app, &dossier_ops);
    p->product = product;
    p->covered = covered;
    p->source = ASSESSED_ADVISER;
    if (criterion) {
        p->base.scope = SCOPE_EARLY;
        snprintf(p->want, sizeof p->want, "%s", criterion);
    }
    app_push(app, &p->base);
}
