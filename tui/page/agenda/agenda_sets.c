/* SPDX-License-Identifier: MIT */
/* tui/page/agenda/agenda_sets.c - one of the 26 sets of the Decision, or of the session's own, for
 * one product or many. */
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/kit/widget/field.h"
#include "tui/kit/widget/list.h"
#include "tui/model.h"
#include "tui/official.h"
#include "tui/page/page.h"

enum { TAG_VOID = 1, TAG_WHY, FIND_MAX = 60 };

struct sets_page {
    struct screen base;
    int *id;
    size_t n_ids;
    int64_t asked;        /* the last event when it was opened */
    struct products had;  /* the sets they had then */
    struct set_loss loss; /* what was said would be lost */
    struct field find;
    struct sets all;
    const struct set_entry **shown;
    int n;
    struct list list;
    char *law; /* whether the law's own words are there */
};

static int sets_count(const void *data)
{
    return ((const struct sets_page *)data)->n;
}

static void sets_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct set_entry *e = ((const struct sets_page *)data)->shown[i];
    const char *note = !e->set ? _("chưa có tiêu chí") : e->decision ? "" : e->id;
    int at = row_columns(c) - (int)text_columns(note);
    (void)selected;
    canvas_printf(c, 0, 1, 3, STYLE_KEY, "%02d", e->no);
    canvas_text(c, 0, 4, *note ? at - 5 : -1, STYLE_NORMAL, e->name);
    canvas_text(c, 0, at, -1, e->set ? STYLE_KEY : STYLE_WARN, note);
}

static const struct list_ops lines = {.count = sets_count, .row = sets_row};

/* How well an entry fits what is typed: 0 as it is written or by its number, 1 without accents,
 * 2 by its group; 3 not at all. */
static int rank(const struct set_entry *e, const char *typed, const char *want)
{
    char *as_written = text_match(typed), *name = text_match(e->name);
    bool exact = as_written && name && strstr(name, as_written);
    free(as_written);
    free(name);
    if (exact || (*want >= '0' && *want <= '9' && atoi(want) == e->no) || !strcmp(want, e->id))
        return 0;
    if (search_hit(want, e->name))
        return 1;
    return search_hit(want, e->group) || search_hit(want, e->subgroup) ? 2 : 3;
}

static void sets_sift(struct sets_page *p)
{
    char *want = text_fold(field_get(&p->find));
    p->n = 0;
    for (int best = 0; best < 3; best++)
        for (size_t i = 0; i < p->all.n; i++)
            if (rank(&p->all.v[i], field_get(&p->find), want ? want : "") == best)
                p->shown[p->n++] = &p->all.v[i];
    free(want);
    list_select(&p->list, &lines, p, 0);
}

static const struct set_entry *sets_chosen(const struct sets_page *p)
{
    return p->n ? p->shown[p->list.selected] : NULL;
}

/* What to know of the set that is lit before it is given. */
static char *sets_about(const struct set_entry *e)
{
    if (e && !e->decision)
        return xasprintf(_("%s: bộ riêng của phiên, không phải bộ của Quyết định 26."), e->id);
    if (!e || !e->set || !e->set->n_corrections)
        return NULL;
    char *codes = xstrdup("");
    for (size_t i = 0; i < e->set->n_corrections; i++) {
        char *more = xasprintf("%s%s%s", codes, i ? ", " : "", e->set->correction[i].criterion);
        free(codes);
        codes = more;
    }
    char *text = xasprintf(_("Bản in có giá trị cần đối chiếu ở: %s."), codes);
    free(codes);
    return text;
}

static void sets_draw(const struct screen *s, struct canvas *c)
{
    const struct sets_page *p = (const struct sets_page *)s;
    char *what = xasprintf(P_("cho %zu sản phẩm", p->n_ids), p->n_ids);
    model_title(s->app, c, _("CHỌN BỘ SẢN PHẨM"), what);
    free(what);
    int col = 1 + canvas_text(c, 1, 1, -1, STYLE_BOLD, _("Tìm:")) + 1;
    field_draw(&p->find, c, 1, col, 36, true);
    canvas_text(c, 1, col + 38, -1, STYLE_DIM, _("gõ số hoặc tên bộ, không cần dấu"));
    canvas_hline(c, 2, 0, c->cols, STYLE_NORMAL);
    canvas_text(c, c->rows - 1, 1, c->cols - 2, STYLE_DIM, p->law);
    char *text = sets_about(sets_chosen(p));
    canvas_text(c, c->rows - 2, 1, c->cols - 2, STYLE_WARN, text ? text : "");
    free(text);
    struct canvas list = canvas_sub(c, 3, 0, c->rows - 5, c->cols);
    if (p->n == 0)
        canvas_text(&list, 1, 2, -1, STYLE_WARN, _("Không có bộ nào như vậy. Xóa bớt chữ."));
    list_draw(&p->list, &lines, p, &list, true);
}

static unsigned sets_holds(const struct screen *s)
{
    return model_holds(s->app, ((const struct sets_page *)s)->n > 0);
}

/* "08", or the whole id of a set that is not of the Decision. */
static const char *short_id(const struct set_entry *e)
{
    const char *slash = strrchr(e->id, '/');
    return e->decision && slash ? slash + 1 : e->id;
}

static const char *set_of(const struct products *all, int id)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->v[i].id == id)
            return all->v[i].set;
    return "";
}

/* For db_expect: the products have the sets they had, and would lose what was said. */
static bool sets_same(struct db *db, void *arg)
{
    const struct sets_page *p = arg;
    struct set_loss loss;
    struct products now;
    bool same = db_products(db, &now) == DB_OK;
    for (size_t i = 0; same && i < p->n_ids; i++)
        same = strcmp(set_of(&now, p->id[i]), set_of(&p->had, p->id[i])) == 0;
    list_free(&now);
    return same && db_set_loss(db, p->id, p->n_ids, sets_chosen(p)->id, &loss) == DB_OK &&
           memcmp(&loss, &p->loss, sizeof loss) == 0;
}

/* @reason NULL: nothing is lost by it. */
static enum react sets_give(struct sets_page *p, const char *reason)
{
    struct app *app = p->base.app;
    const struct set_entry *e = sets_chosen(p);
    struct db *db = model_of(app)->db;
    db_expect(db, (struct db_expect){.seq = p->asked, .same = sets_same, .arg = p});
    enum db_rc rc = db_product_sets(db, p->id, p->n_ids, e->id, reason, ACTOR_SECRETARY);
    bool changed = rc == DB_REFUSED && model_outdated(db);
    char *done = xasprintf(_("Đã cho %zu sản phẩm bộ %s: %s."), p->n_ids, short_id(e), e->name);
    enum react r = model_did(app, rc, done);
    free(done);
    if (rc != DB_OK) /* the list below shows which sets they have */
        return changed ? r | REACT_POP : r;
    if (!e->set)
        app_sayf(app, SAY_WARN,
                 _("Đã cho bộ %02d, nhưng bộ này chưa có tiêu chí nên chưa chấm được."), e->no);
    return r | app_answer(&p->base, &(struct answer){.tag = TAG_GIVEN, .ok = true, .choice = -1});
}

/* Points of one ballot mean nothing on another: what would be lost is asked about first. */
static enum react sets_take(struct sets_page *p)
{
    struct app *app = p->base.app;
    const struct set_entry *e = sets_chosen(p);
    enum db_rc rc = db_set_loss(model_of(app)->db, p->id, p->n_ids, e->id, &p->loss);
    const struct set_loss loss = p->loss;
    if (rc != DB_OK)
        return model_did(app, rc, NULL);
    if (!loss.products)
        return sets_give(p, NULL);
    char *text =
        xasprintf(P_("%d sản phẩm đã chấm hoặc đã kết luận theo bộ khác. Chuyển sang bộ "
                     "%s thì hủy %d phiếu (%d phiếu đã nộp, %d mức đã chấm) và %d kết "
                     "luận; hội đồng chấm lại từ đầu. Nhật ký vẫn giữ, nhưng không hoàn "
                     "tác được.",
                     loss.products),
                  loss.products, short_id(e), loss.ballots, loss.closed, loss.marks, loss.findings);
    if (loss.assessed) {
        char *more = xasprintf(_("%s\nCũng hủy %d mức tự chấm và mức của Tổ tư vấn đã nhập."), text,
                               loss.assessed);
        free(text);
        text = more;
    }
    dialog_confirm(app, TAG_VOID, _("Chuyển bộ và hủy phiếu đã chấm?"), text, true);
    free(text);
    return REACT_DRAW;
}

static enum react sets_answer(struct screen *s, const struct answer *a)
{
    struct sets_page *p = (struct sets_page *)s;
    if (!a->ok)
        return REACT_DRAW;
    if (a->tag == TAG_WHY)
        return sets_give(p, a->text);
    if (a->tag == TAG_VOID)
        dialog_input(s->app, TAG_WHY,
                     &(struct dialog_input){.title = _("Lý do chuyển bộ"),
                                            .text = _("Như: nộp nhầm bộ sản phẩm."),
                                            .required = true});
    return REACT_DRAW;
}

static enum react sets_act(struct screen *s, enum action a)
{
    struct sets_page *p = (struct sets_page *)s;
    if (a == ACT_SETS_TAKE)
        return sets_take(p);
    if (a == ACT_BACK && *field_get(&p->find)) {
        field_set(&p->find, "");
        sets_sift(p);
        return REACT_DRAW;
    }
    return REACT_DEFAULT;
}

static enum react sets_key(struct screen *s, const struct key *k)
{
    struct sets_page *p = (struct sets_page *)s;
    bool moves = k->code == K_HOME || k->code == K_END;
    if (!moves)
        switch (field_key(&p->find, k)) {
        case FIELD_CHANGED:
            sets_sift(p);
            return REACT_DRAW;
        case FIELD_IGNORED:
            break;
        default:
            return REACT_DRAW;
        }
    switch (list_key(&p->list, &lines, p, k)) {
    case LIST_OPEN:
        return sets_take(p);
    case LIST_MOVED:
        return REACT_DRAW;
    case LIST_IGNORED:
        break;
    }
    return REACT_NONE;
}

static bool sets_typing(const struct screen *s)
{
    (void)s;
    return true;
}

static void sets_done(struct screen *s)
{
    struct sets_page *p = (struct sets_page *)s;
    free(p->id);
    free(p->law);
    free(p->shown);
    list_free(&p->all);
    list_free(&p->had);
}

static const struct screen_ops sets_ops = {
    .scope = SCOPE_SETS,
    .size = sizeof(struct sets_page),
    .draw = sets_draw,
    .holds = sets_holds,
    .act = sets_act,
    .key = sets_key,
    .typing = sets_typing,
    .answer = sets_answer,
    .done = sets_done,
};

/* The sets that the products have now. */
static enum db_rc sets_note(struct sets_page *p)
{
    struct model *m = model_of(p->base.app);
    if (!model_refresh(p->base.app))
        return DB_FAULT;
    p->asked = m->session.events;
    return db_products(m->db, &p->had);
}

void page_sets_open(struct app *app, const int *ids, size_t n)
{
    struct sets_page *p = (struct sets_page *)screen_new(app, &sets_ops);
    p->id = xcalloc(n + 1, sizeof *p->id);
    memcpy(p->id, ids, n * sizeof *ids);
    p->n_ids = n;
    field_init(&p->find, FIELD_TEXT, FIND_MAX);
    p->law = law_state();
    enum db_rc rc = sets_note(p);
    if (rc == DB_OK)
        rc = db_sets(model_of(app)->db, &p->all);
    p->shown = xcalloc(p->all.n + 1, sizeof *p->shown);
    sets_sift(p);
    app_push(app, &p->base);
    if (rc != DB_OK)
        model_did(app, rc, NULL);
}
