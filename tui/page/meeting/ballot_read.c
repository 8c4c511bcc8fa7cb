/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/ballot_read.c - a ballot from the record, and its rows in the list at the left.
 */
#include "tui/page/meeting/ballot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"

/* ---- rows and lines ---- */

static int ballot_count(const void *data)
{
    return ((const struct ballot_page *)data)->rows;
}

static bool ballot_selectable(const void *data, int i)
{
    const struct ballot_page *p = data;
    return p->b.line[p->row[i]].node->kind == CRIT_LEAF;
}

static void ballot_draw_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct ballot_page *p = data;
    const struct ballot_line *l = &p->b.line[p->row[i]];
    if (l->node->kind == CRIT_PART) {
        canvas_printf(c, 0, 0, c->cols, STYLE_HEADING, _("Phần %s. %s"), l->node->code,
                      l->node->name);
        return;
    }
    bool pending = p->row[i] == p->pending;
    const struct crit_level *level = crit_level(l->node, pending    ? p->pending_label
                                                         : l->label ? l->label
                                                                    : "");
    enum style style = selected ? STYLE_BOLD : STYLE_NORMAL;
    canvas_text(c, 0, 0, 5, style, l->node->code);
    canvas_text(c, 0, 5, c->cols - 9, style, l->node->name);
    if (*l->note)
        canvas_text(c, 0, c->cols - 4, 1, STYLE_KEY, "*");
    if (pending || l->label)
        canvas_printf(c, 0, c->cols - 3, 3, pending ? STYLE_PENDING : STYLE_BOLD, "%2d",
                      level ? level->points : 0);
    else
        canvas_text(c, 0, c->cols - 2, 1, style, selected ? "_" : "·");
}

const struct list_ops ballot_list = {
    .count = ballot_count, .row = ballot_draw_row, .selectable = ballot_selectable};

const struct ballot_line *ballot_at(const struct ballot_page *p)
{
    int i = p->list.selected;
    return p->loaded && i >= 0 && i < p->rows ? &p->b.line[p->row[i]] : NULL;
}

int ballot_line_of(const struct ballot_page *p, const char *code)
{
    for (size_t i = 0; i < p->b.n; i++)
        if (p->b.line[i].node->kind == CRIT_LEAF && strcmp(p->b.line[i].node->code, code) == 0)
            return (int)i;
    return -1;
}

void ballot_goto(struct ballot_page *p, int line)
{
    for (int i = 0; i < p->rows; i++)
        if (p->row[i] == line)
            list_select(&p->list, &ballot_list, p, i);
}

int ballot_blank_after(const struct ballot_page *p, int line)
{
    int n = (int)p->b.n;
    for (int k = 1; k <= n; k++) {
        int i = (line + k) % n;
        if (p->b.line[i].node->kind == CRIT_LEAF && !p->b.line[i].label)
            return i;
    }
    return -1;
}

/* ---- reading ---- */

static void lay_rows(struct ballot_page *p)
{
    p->row = xrealloc(p->row, (p->b.n + 1) * sizeof *p->row);
    p->rows = 0;
    for (size_t i = 0; i < p->b.n; i++)
        if (p->b.line[i].node->kind == CRIT_PART || p->b.line[i].node->kind == CRIT_LEAF)
            p->row[p->rows++] = (int)i;
}

static void ballot_set_why(struct ballot_page *p, char *why)
{
    free(p->why);
    p->why = why;
}

/* Why the member is not asked for a ballot, in the words of the record's own refusals. */
static char *ballot_not_asked(struct ballot_page *p)
{
    struct model *m = model_of(p->base.app);
    struct seats seats;
    char no[16] = "";
    snprintf(no, sizeof no, "%d", p->no);
    struct fault f = {.id = F_NOT_SCORING, .arg = {p->who, no}};
    char *cite = xstrdup(rules_cite(&m->rules, SETTING_ABSENT_BALLOTS));
    f.arg[FAULT_CITE] = cite;
    char *reason = NULL;
    if (db_seats(m->db, p->product, p->member, &seats) == DB_OK && seats.n == 1) {
        const struct seat *s = &seats.v[0];
        f.id = s->panel == PANEL_RECUSED   ? F_IS_RECUSED
               : s->panel == PANEL_ABSENT  ? F_IS_ABSENT
               : s->panel == PANEL_WRITTEN ? F_WRITTEN_REFUSED
                                           : F_NOT_SCORING;
        reason = *s->reason ? xasprintf(_("Lý do đã ghi: %s."), s->reason) : NULL;
    }
    list_free(&seats);
    char *text = fault_text(&f, i18n);
    char *all =
        xasprintf(_("%s\n%s\nEsc: về danh sách người chấm để sửa."), text, reason ? reason : "");
    free(text);
    free(reason);
    free(cite);
    return all;
}

static void ballot_read_stop(struct ballot_page *p)
{
    struct tally t;
    char no[16];
    free(p->stop);
    p->stop = NULL;
    if (db_tally(model_of(p->base.app)->db, p->product, &t) == DB_OK && t.n && t.v[0].stopped) {
        char code[16], *ground = xstrdup(t.v[0].stop_ground);
        snprintf(no, sizeof no, "%d", p->no);
        snprintf(code, sizeof code, "%s", t.v[0].stop_criterion);
        struct fault f = {.id = F_STOPPED_BY, .arg = {no, code, ground}};
        p->stop = fault_text(&f, i18n);
        free(ground);
    }
    list_free(&t);
}

bool ballot_reload(struct ballot_page *p)
{
    struct model *m = model_of(p->base.app);
    struct ballot b;
    if (db_ballot(m->db, p->product, p->member, &b) != DB_OK) {
        list_free(&b);
        ballot_set_why(p, faults_lines(db_faults(m->db), 0));
        p->loaded = false;
        return true;
    }
    list_free(&p->b);
    p->b = b;
    ballot_set_why(p, NULL);
    lay_rows(p);
    if (!p->loaded) {
        int last = b.last_line, to = ballot_blank_after(p, last >= 0 ? last : (int)b.n - 1);
        p->loaded = true;
        ballot_goto(p, to >= 0 ? to : last >= 0 ? last : 0);
    }
    list_fix(&p->list, &ballot_list, p);
    return true;
}

static bool ballot_read_names(struct ballot_page *p)
{
    struct model *m = model_of(p->base.app);
    struct members members;
    struct products products;
    const struct member *who = NULL;
    const struct product *what = NULL;
    bool ok = db_members(m->db, &members) == DB_OK;
    ok = db_products(m->db, &products) == DB_OK && ok;
    for (size_t i = 0; ok && i < members.n; i++)
        who = members.v[i].id == p->member ? &members.v[i] : who;
    for (size_t i = 0; ok && i < products.n; i++)
        what = products.v[i].id == p->product ? &products.v[i] : what;
    if (who && what) {
        free(p->title);
        free(p->who);
        free(p->what);
        m->products = (int)products.n;
        free(p->label);
        p->title = product_label_text(what->no, m->products, what->name);
        p->label = member_label(who);
        p->who = xstrdup(who->name);
        p->no = what->no;
        p->what = product_label_text(what->no, 0, what->name);
    }
    list_free(&products);
    list_free(&members);
    return who && what;
}

/* Everything again; the first time it lands on the criterion after the last mark. */
bool ballot_load(struct screen *s)
{
    struct ballot_page *p = (struct ballot_page *)s;
    if (!model_refresh(s->app) || !ballot_read_names(p))
        return false;
    ballot_reload(p);
    ballot_read_stop(p);
    if (p->loaded && !p->b.expected && p->b.state != BALLOT_CLOSED)
        ballot_set_why(p, ballot_not_asked(p));
    return true;
}

bool ballot_writable(struct ballot_page *p)
{
    struct app *app = p->base.app;
    const char *why = NULL;
    if (p->why || !p->loaded)
        why = _("Phiếu này không nhập được: xem lý do trên màn hình.");
    else if (model_of(app)->session.closed)
        why = _("Phiên đã chốt: chỉ xem.");
    else if (p->stop) {
        dialog_message(app, TAG_TOLD, _("Đã dừng đánh giá sản phẩm này: chỉ xem"), p->stop);
        return false;
    } else if (p->b.state == BALLOT_CLOSED)
        why = _("Phiếu đã nộp: chỉ xem. {BALLOT_REOPEN}: mở lại phiếu, phải ghi lý do.");
    if (why)
        app_say(app, SAY_WARN, why);
    return !why;
}

/* ---- sums that the paper has ---- */

static bool part_has_blank(const struct ballot_page *p, int part)
{
    int at = -1;
    for (size_t i = 0; i < p->b.n; i++) {
        const struct ballot_line *l = &p->b.line[i];
        if (l->node->kind == CRIT_PART)
            at = l->node->code[0] - 'A';
        if (at == part && l->node->kind == CRIT_LEAF && !l->label)
            return true;
    }
    return false;
}

enum sum_state ballot_sum(const struct ballot_page *p, int part, int *more)
{
    const char *v = field_get(&p->sum[part]);
    *more = *v ? atoi(v) - p->b.part[part] : 0;
    if (!*v)
        return SUM_NONE;
    if (part_has_blank(p, part))
        return *more < 0 ? SUM_DIFFERS : SUM_OPEN;
    return *more ? SUM_DIFFERS : SUM_MATCHES;
}

int ballot_sums(const struct ballot_page *p, enum sum_state state)
{
    int n = 0, more;
    for (int i = 0; i < 3; i++)
        n += ballot_sum(p, i, &more) == state;
    return n;
}
