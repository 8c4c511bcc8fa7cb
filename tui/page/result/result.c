/* SPDX-License-Identifier: MIT */
/* tui/page/result/result.c - the result of one product: reading it, its keys. */
#include "tui/page/result/result.h"

#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/page/page.h"
#include "tui/words/gate_names.h"
#include "db/base/mem.h"
#include "tui/words/gate_text.h"
#include "tui/words/outcome.h"

enum { MOST_TASKS = 260 };

/* ---- conclusions ---- */

/* Levels that wait for a conclusion, each once however many stars ask for it. */
static int open_gates(const struct result_page *p, int *concluded)
{
    int open = 0;
    *concluded = 0;
    for (int star = 3; star <= 5; star++) {
        const struct entry *e = &p->r->entry[star - 3];
        for (size_t i = 0; i < e->n; i++) {
            bool again = false;
            for (size_t k = 0; star > 3 && k < p->r->entry[star - 4].n; k++) {
                const struct gate *g = &p->r->entry[star - 4].gate[k];
                again |= strcmp(g->criterion, e->gate[i].criterion) == 0 &&
                         g->points == e->gate[i].points && g->matters == e->gate[i].matters;
            }
            open += e->gate[i].matters && !again;
            *concluded += e->gate[i].concluded && !again;
        }
    }
    return open;
}

struct tasks {
    char *line[MOST_TASKS];
    int n, pressing; /* pressing: the first that stands in the way; -1: none */
};

static void add_task(struct result_page *p, struct tasks *t, enum finding_kind kind, int member,
                     bool pressing, char *line)
{
    if (t->n >= MOST_TASKS) {
        free(line);
        return;
    }
    p->task = xrealloc(p->task, ((size_t)t->n + 1) * sizeof *p->task);
    p->task[t->n] = (struct result_task){.kind = kind, .member = member};
    if (pressing && t->pressing < 0)
        t->pressing = t->n;
    t->line[t->n++] = line;
}

static void find_tasks(struct result_page *p, struct tasks *t)
{
    const struct result *r = p->r;
    int concluded, open = open_gates(p, &concluded);
    if (open || concluded)
        add_task(p, t, FINDING_MINIMUM, 0, open_star(r) > 0,
                 open ? xasprintf(_("Yêu cầu tối thiểu: %d tiêu chí chờ kết luận"), open)
                      : xasprintf(_("Yêu cầu tối thiểu: sửa %d kết luận đã ghi"), concluded));
    if (r->band == 5 && r->entry[2].met == MET_NO)
        add_task(p, t, FINDING_FORWARD, 0, !result_forward_answered(p),
                 xstrdup(_("Từ 90 điểm, thiếu yêu cầu 5 sao: trình hay không trình Bộ")));
    if (r->exceeds)
        add_task(p, t, FINDING_SPREAD, 0, !r->settled,
                 xasprintf(_("Chênh %d điểm, quá mức %s: giữ nguyên"), r->max - r->min,
                           model_of(p->base.app)->rules.text[SETTING_SPREAD_MAX]));
    add_task(p, t, FINDING_KNOCKOUT, 0, r->claims > 0,
             r->claims
                 ? xasprintf(P_("Đề nghị loại: %d đề nghị chờ kết luận", r->claims), r->claims)
             : r->knocked_out ? xstrdup(_("Loại hồ sơ: xem lại kết luận đã ghi"))
                              : xstrdup(_("Loại hồ sơ theo căn cứ in trên phiếu")));
    if (!r->knocked_out)
        add_task(p, t, FINDING_CLAIM, 0, false,
                 xstrdup(_("Ghi đề nghị loại của thành viên, Tổ tư vấn, thư ký")));
    for (size_t i = 0; i < p->seats.n; i++) {
        const struct seat *s = &p->seats.v[i];
        if (s->ignored || (s->expected && s->ballot != BALLOT_CLOSED))
            add_task(p, t, FINDING_BALLOT, s->member, false,
                     xasprintf(s->ignored ? _("Phiếu của %s: sửa kết luận bỏ qua")
                                          : _("Bỏ qua phiếu chưa nộp của %s"),
                               result_member(p, s->member)));
    }
    size_t stale = 0;
    for (size_t i = 0; i < p->findings.n; i++)
        stale += p->findings.v[i].stale;
    if (stale && t->n < MOST_TASKS) {
        add_task(p, t, FINDING_MINIMUM, 0, true,
                 xasprintf(P_("Xem lại %d kết luận: phiếu hoặc điểm đã xét nay khác", (int)stale),
                           (int)stale));
        p->task[t->n - 1].stale = true;
    }
    p->n_tasks = t->n;
}

static enum react result_ask_task(struct result_page *p)
{
    struct tasks t = {.pressing = -1};
    find_tasks(p, &t);
    dialog_choice(p->base.app, TAG_TASK, _("Chủ tọa kết luận về"), "", (const char *const *)t.line,
                  t.n, t.pressing < 0 ? 0 : t.pressing);
    for (int i = 0; i < t.n; i++)
        free(t.line[i]);
    return REACT_DRAW;
}

static enum react result_do_task(struct result_page *p, int choice)
{
    if (choice >= 0 && choice < p->n_tasks && p->task[choice].stale)
        pages_of(p->base.app)->stale(p->base.app, p->product);
    else if (choice >= 0 && choice < p->n_tasks)
        pages_of(p->base.app)
            ->conclude(p->base.app, p->product, p->task[choice].kind, "", 0,
                       p->task[choice].member);
    return REACT_DRAW;
}

/* The minimum on the line in hand; NULL after saying so. */
static const struct gate *result_gate(struct result_page *p)
{
    int i = p->list.selected;
    const struct gate *g = i >= 0 && i < p->n ? p->line[i].gate : NULL;
    if (!g)
        app_say(p->base.app, SAY_NOTE, _("Chọn dòng của một tiêu chí trước."));
    return g;
}

static enum react result_open_line(struct result_page *p)
{
    const struct gate *g = result_gate(p);
    if (!g)
        return REACT_DRAW;
    char *why = g->divided && !g->matters ? gate_unasked(p->r, g->star, p->base.app) : NULL;
    if (g->matters || g->concluded)
        pages_of(p->base.app)
            ->conclude(p->base.app, p->product, FINDING_MINIMUM, g->criterion, g->star, 0);
    else if (why)
        app_sayf(p->base.app, SAY_NOTE, _("Không xét: %s"), why);
    else
        app_say(p->base.app, SAY_NOTE,
                p->by_conclusion
                    ? _("Mọi phiếu thống nhất ở tiêu chí này: không cần kết luận; {RESULT_RESCORE} "
                        "nếu chấm lại.")
                    : _("Theo quy định của hội đồng, tiêu chí này tính từ phiếu, không kết luận."));
    free(why);
    return REACT_DRAW;
}

/* ---- reading ---- */

static void result_forget(struct result_page *p)
{
    list_free(&p->tally);
    list_free(&p->seats);
    list_free(&p->members);
    list_free(&p->findings);
    list_free(&p->given);
    free(p->line);
    free(p->rule_basis);
    free(p->missed_basis);
    free(p->spread_basis);
    p->line = NULL;
    p->rule_basis = p->missed_basis = p->spread_basis = NULL;
    p->r = NULL;
    p->n = 0;
}

/* A gate needs a line when it is not simply met; one that lower stars ask for as well has it
 * there. */
static bool result_worth_a_line(const struct result *r, int star, const struct gate *g)
{
    if (g->met == MET_YES && !g->concluded)
        return false;
    if (star == 3)
        return true;
    const struct entry *below = &r->entry[star - 4];
    for (size_t i = 0; i < below->n; i++)
        if (strcmp(below->gate[i].criterion, g->criterion) == 0 &&
            below->gate[i].points == g->points)
            return false;
    return true;
}

static void result_add_line(struct result_page *p, int star, const struct gate *gate)
{
    p->line = xrealloc(p->line, ((size_t)p->n + 1) * sizeof *p->line);
    p->line[p->n++] = (struct result_line){star, gate};
}

static void result_lay_lines(struct result_page *p)
{
    for (int star = 3; star <= 5; star++) {
        const struct entry *e = &p->r->entry[star - 3];
        result_add_line(p, star, NULL);
        for (size_t i = 0; p->r->band >= star && i < e->n; i++)
            if (result_worth_a_line(p->r, star, &e->gate[i]))
                result_add_line(p, star, &e->gate[i]);
    }
}

static bool result_read_all(struct result_page *p)
{
    struct db *db = model_of(p->base.app)->db;
    const struct rules *rules = &model_of(p->base.app)->rules;
    bool ok = db_tally(db, 0, &p->tally) == DB_OK;
    ok = db_seats(db, p->product, 0, &p->seats) == DB_OK && ok;
    ok = db_members(db, &p->members) == DB_OK && ok;
    ok = db_findings(db, p->product, &p->findings) == DB_OK && ok;
    ok = db_assessments(db, p->product, &p->given) == DB_OK && ok;
    p->rule_basis = gate_basis(rules, SETTING_MINIMUM_RULE);
    p->missed_basis = rule_basis(rules, SETTING_MINIMUM_MISSED);
    p->spread_basis = rule_basis(rules, SETTING_SPREAD_MAX);
    p->fail = rules->minimum_missed == MINIMUM_MISSED_FAIL;
    p->by_conclusion = rules->minimum_rule == MINIMUM_RULE_CONCLUDE;
    return ok;
}

static bool result_load(struct screen *s)
{
    struct result_page *p = (struct result_page *)s;
    if (!model_refresh(s->app))
        return false;
    result_forget(p);
    if (!result_read_all(p)) {
        model_did(s->app, DB_FAULT, NULL);
        return false;
    }
    model_of(s->app)->products = (int)p->tally.n;
    for (size_t i = 0; i < p->tally.n; i++)
        if (p->tally.v[i].product == p->product)
            p->r = &p->tally.v[i];
    if (!p->r || db_edge_of(model_of(s->app)->db, p->r, &p->edge) != DB_OK)
        return false;
    result_lay_lines(p);
    list_fix(&p->list, &result_list, p);
    return true;
}

/* ---- keys ---- */

static enum react ask_names(struct result_page *p)
{
    const struct gate *g = result_gate(p);
    return g ? gate_names_ask(p->base.app, TAG_NAMES, g->criterion, g->points) : REACT_DRAW;
}

static enum react show_names(struct result_page *p)
{
    const struct gate *g = result_gate(p);
    return g ? gate_names_show(p->base.app, p->product, g->star, g->criterion) : REACT_DRAW;
}

/* What would show points or outcomes waits until the cover is taken off; the dossier has a cover of
 * its own. */
static bool hidden(struct result_page *p, enum action a)
{
    bool shows = a == ACT_RESULT_CONCLUDE || a == ACT_RESULT_EXPLAIN || a == ACT_RESULT_BALLOTS ||
                 a == ACT_RESULT_RESCORE || a == ACT_RESULT_NAMES || a == ACT_RESULT_OPEN;
    if (p->covered && shows)
        app_say(p->base.app, SAY_WARN,
                _("Màn hình đang che: {RESULT_ANNOUNCE} để hiện lại trước."));
    return p->covered && shows;
}

static enum react cover(struct result_page *p)
{
    p->covered = !p->covered;
    model_of(p->base.app)->covered = p->covered;
    return REACT_DRAW;
}

/* The product @step places further, in this same page. */
static enum react result_turn(struct result_page *p, int step)
{
    int at = (int)(p->r - p->tally.v) + step;
    if (at < 0 || at >= (int)p->tally.n) {
        app_say(p->base.app, SAY_NOTE,
                step < 0 ? _("Đây là sản phẩm đầu tiên.") : _("Đây là sản phẩm cuối cùng."));
        return REACT_DRAW;
    }
    p->product = p->tally.v[at].product;
    p->list = (struct list){0};
    return REACT_RELOAD;
}

static enum react result_act(struct screen *s, enum action a)
{
    struct result_page *p = (struct result_page *)s;
    if (hidden(p, a))
        return REACT_DRAW;
    switch (a) {
    case ACT_RESULT_NAMES:
        return ask_names(p);
    case ACT_RESULT_CONCLUDE:
        return result_ask_task(p);
    case ACT_RESULT_OPEN:
        return result_open_line(p);
    case ACT_RESULT_RESCORE:
        return rescore_begin(p);
    case ACT_RESULT_POSTPONE:
        pages_of(s->app)->postpone(s->app, p->product);
        return REACT_DRAW;
    case ACT_RESULT_NEXT:
        return result_turn(p, 1);
    case ACT_RESULT_PREV:
        return result_turn(p, -1);
    case ACT_RESULT_EXPLAIN:
        pages_of(s->app)->explain(s->app, p->product);
        return REACT_DRAW;
    case ACT_RESULT_BALLOTS:
        pages_of(s->app)->pick_member(s->app, p->product);
        return REACT_DRAW;
    case ACT_RESULT_DOSSIER:
        pages_of(s->app)->dossier(s->app, p->product, p->covered, NULL);
        return REACT_DRAW;
    case ACT_RESULT_ANNOUNCE:
        return cover(p);
    default:
        return REACT_DEFAULT;
    }
}

static enum react result_key(struct screen *s, const struct key *k)
{
    struct result_page *p = (struct result_page *)s;
    switch (list_key(&p->list, &result_list, p, k)) {
    case LIST_MOVED:
        return REACT_DRAW;
    case LIST_OPEN:
        return result_open_line(p);
    default:
        return REACT_NONE;
    }
}

static unsigned result_holds(const struct screen *s)
{
    const struct result_page *p = (const struct result_page *)s;
    return model_holds(s->app, p->list.selected >= 0 && p->n > 0);
}

static enum react result_answer(struct screen *s, const struct answer *a)
{
    struct result_page *p = (struct result_page *)s;
    if (!a->ok)
        return REACT_DRAW;
    switch (a->tag) {
    case TAG_TASK:
        return result_do_task(p, a->choice);
    case TAG_WHICH:
        return rescore_chosen(p, a->choice);
    case TAG_WHY:
        return rescore_keep(p, a->text);
    case TAG_NAMES:
        return show_names(p);
    default:
        return REACT_DRAW;
    }
}

static void result_done(struct screen *s)
{
    struct result_page *p = (struct result_page *)s;
    model_of(s->app)->covered = false;
    result_forget(p);
    question_free(&p->q);
    rescore_free(&p->again);
    free(p->task);
}

static const struct screen_ops result_ops = {
    .scope = SCOPE_RESULT,
    .size = sizeof(struct result_page),
    .load = result_load,
    .draw = result_draw,
    .holds = result_holds,
    .act = result_act,
    .key = result_key,
    .answer = result_answer,
    .done = result_done,
};

void page_result_open(struct app *app, int product)
{
    struct result_page *p = (struct result_page *)screen_new(app, &result_ops);
    p->product = product;
    model_of(app)->covered = false;
    app_push(app, &p->base);
}
