/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/ballot_submit.c - handing a ballot in, what comes next, and reopening it. */
#include "tui/page/meeting/ballot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "db/base/mem.h"
#include "tui/page/page.h"

/* ---- handing in ---- */

static enum react name_blanks(struct ballot_page *p)
{
    char codes[64] = "";
    int n = 0;
    for (size_t i = 0; i < p->b.n; i++) {
        const struct ballot_line *l = &p->b.line[i];
        if (l->node->kind != CRIT_LEAF || l->label)
            continue;
        size_t len = strlen(codes);
        if (++n <= 6)
            snprintf(codes + len, sizeof codes - len, "%s%s", len ? ", " : "", l->node->code);
    }
    ballot_goto(p, ballot_blank_after(p, (int)p->b.n - 1));
    app_sayf(p->base.app, SAY_WARN, P_("Chưa nộp được: còn %d tiêu chí trống (%s%s).", n), n, codes,
             n > 6 ? "…" : "");
    return REACT_DRAW;
}

/* Part by part beside what the paper says, to be read out. */
static char *compare_text(const struct ballot_page *p, const struct ballot *b, const char *who,
                          const char *what, int *differ)
{
    char *all = xasprintf("%s\n%s\n", who, what);
    for (int i = 0; i < 3; i++) {
        const char *v = field_get(&p->sum[i]);
        bool same = atoi(v) == b->part[i];
        char *paper =
            !*v ? xstrdup("")
                : xasprintf(same ? _("   phiếu ghi %s: khớp") : _("   phiếu ghi %s: LỆCH"), v);
        char *more = xasprintf(_("%s\nPhần %c   %3d điểm%s"), all, 'A' + i, b->part[i], paper);
        *differ += *v && !same;
        free(paper);
        free(all);
        all = more;
    }
    char *text =
        xasprintf(_("%s\nCộng     %3d điểm\n\nSo với số cộng trên phiếu giấy. Nộp rồi muốn "
                    "sửa phải mở lại phiếu, có lý do."),
                  all, b->total);
    free(all);
    return text;
}

/* Whose ballot of what, from the record; the caller frees both, NULL or not. */
static void ballot_names(struct db *db, const struct ballot_page *p, char **label, char **what)
{
    struct members members;
    struct products products;
    *label = *what = NULL;
    if (db_members(db, &members) == DB_OK)
        for (size_t i = 0; i < members.n; i++)
            if (members.v[i].id == p->member)
                *label = member_label(&members.v[i]);
    if (db_products(db, &products) == DB_OK)
        for (size_t i = 0; i < products.n; i++)
            if (products.v[i].id == p->product)
                *what = product_label_text(products.v[i].no, 0, products.v[i].name);
    list_free(&products);
    list_free(&members);
}

static bool show_submit(struct db *db, const void *arg, struct shown *out)
{
    const struct ballot_page *p = arg;
    struct ballot b = {0};
    char *label, *what;
    int differ = 0;
    ballot_names(db, p, &label, &what);
    bool ok = label && what && db_ballot(db, p->product, p->member, &b) == DB_OK &&
              b.state != BALLOT_CLOSED && b.blank == 0;
    if (ok) {
        out->text = compare_text(p, &b, label, what, &differ);
        out->title = xstrdup(differ ? _("Số cộng LỆCH. Vẫn nộp phiếu này?") : _("Nộp phiếu này?"));
        out->more = xasprintf("%d", differ);
    }
    list_free(&b);
    free(what);
    free(label);
    return ok;
}

static enum react submit_ask(struct ballot_page *p)
{
    dialog_confirm(p->base.app, TAG_SUBMIT, p->q.now.title, p->q.now.text,
                   strcmp(p->q.now.more, "0") != 0);
    return REACT_DRAW;
}

enum react ballot_submit(struct ballot_page *p)
{
    if (!ballot_writable(p))
        return REACT_DRAW;
    if (p->b.blank)
        return name_blanks(p);
    return question_ask(&p->q, p->base.app, show_submit, p) ? submit_ask(p) : REACT_RELOAD;
}

/* ---- what comes next ---- */

static bool live(const struct product *p)
{
    return !p->withdrawn && !p->postponed && !p->knocked_out;
}

static bool ballot_wanted(const struct seat *s, const struct products *all)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->v[i].id == s->product && !live(&all->v[i]))
            return false;
    return s->expected && !s->ignored && s->ballot != BALLOT_CLOSED && s->criteria > 0;
}

/* The next ballot to be done among @v after the one with this product and member, going
 * round; NULL: none. */
static const struct seat *seat_after(const struct ballot_page *p, const struct seats *v,
                                     const struct products *all)
{
    size_t at = v->n - 1; /* not among them: from the first */
    for (size_t i = 0; i < v->n; i++)
        if (v->v[i].product == p->product && v->v[i].member == p->member)
            at = i;
    for (size_t k = 1; k <= v->n; k++) {
        const struct seat *s = &v->v[(at + k) % v->n];
        if (ballot_wanted(s, all))
            return s;
    }
    return NULL;
}

/* The next product after this one that still waits for ballots; 0: none. */
static int product_after(const struct ballot_page *p, const struct products *v)
{
    size_t at = 0;
    for (size_t i = 0; i < v->n; i++)
        if (v->v[i].id == p->product)
            at = i;
    for (size_t k = 1; k < v->n; k++) {
        const struct product *x = &v->v[(at + k) % v->n];
        if (x->set_known && live(x) && x->closed < x->expected)
            return x->id;
    }
    return 0;
}

static void ballot_add_next(struct ballot_page *p, int product, int member, enum ballot_way way,
                            bool result)
{
    int i = p->n_next++;
    p->next[i].product = product;
    p->next[i].member = member;
    p->next[i].way = way;
    p->next[i].result = result;
}

/* The ballots that may come next: of the same product, of the same member, of another product. */
static void find_next(struct ballot_page *p, const struct products *products)
{
    struct db *db = model_of(p->base.app)->db;
    struct seats here, mine, there = {0};
    p->n_next = 0;
    enum db_rc rc = db_seats(db, p->product, 0, &here);
    const struct seat *s = rc == DB_OK ? seat_after(p, &here, products) : NULL;
    if (s)
        ballot_add_next(p, s->product, s->member, WAY_PRODUCT, false);
    else
        ballot_add_next(p, p->product, 0, WAY_PRODUCT, true);
    int other = s ? 0 : product_after(p, products);
    if (other && db_seats(db, other, 0, &there) == DB_OK) {
        const struct seat *t = seat_after(p, &there, products);
        if (t)
            ballot_add_next(p, t->product, t->member, WAY_PRODUCT, false);
    }
    rc = db_seats(db, 0, p->member, &mine);
    s = rc == DB_OK ? seat_after(p, &mine, products) : NULL;
    bool there_already =
        p->n_next > 1 && s && p->next[1].product == s->product && p->next[1].member == s->member;
    if (s && !there_already)
        ballot_add_next(p, s->product, s->member, WAY_MEMBER, false);
    list_free(&here);
    list_free(&mine);
    list_free(&there);
}

static char *ballot_next_line(const struct ballot_page *p, int i, const struct products *products,
                              const struct members *members)
{
    const char *who = "?";
    char *what = NULL, *line;
    for (size_t k = 0; k < members->n; k++)
        if (members->v[k].id == p->next[i].member)
            who = members->v[k].name;
    for (size_t k = 0; k < products->n && !what; k++)
        if (products->v[k].id == p->next[i].product)
            what = product_label_text(products->v[k].no, 0, products->v[k].name);
    if (p->next[i].result)
        line = xstrdup(_("Xem kết quả của sản phẩm này (đã đủ phiếu)"));
    else if (p->next[i].product == p->product)
        line = xasprintf(_("Cùng sản phẩm, phiếu của %s"), who);
    else if (p->next[i].member == p->member)
        line = xasprintf(_("Cùng thành viên, %s"), what ? what : "?");
    else
        line = xasprintf(_("%s, phiếu của %s"), what ? what : "?", who);
    free(what);
    return line;
}

static void offer_next(struct ballot_page *p)
{
    struct app *app = p->base.app;
    struct model *m = model_of(app);
    struct products products;
    struct members members;
    char *line[5];
    int n = 0, selected = 0;
    bool ok = db_products(m->db, &products) == DB_OK;
    ok = db_members(m->db, &members) == DB_OK && ok;
    if (ok) {
        find_next(p, &products);
        for (; n < p->n_next; n++) {
            line[n] = ballot_next_line(p, n, &products, &members);
            if (p->next[n].way == p->way && !p->next[n].result && p->next[selected].way != p->way)
                selected = n;
        }
        /* With every ballot of this product in, going on comes before looking at the result. */
        if (p->next[selected].result && n > 1)
            selected = 1;
        line[n++] = xstrdup(_("Về màn hình trước"));
        /* No digits here: they may be the points of the next ballot, typed too soon. */
        dialog_choice_slow(app, TAG_NEXT, _("Đã nộp. Tiếp theo?"), "", (const char *const *)line, n,
                           selected);
    }
    for (int i = 0; i < n; i++)
        free(line[i]);
    list_free(&members);
    list_free(&products);
}

enum react ballot_hand_in(struct ballot_page *p)
{
    struct app *app = p->base.app;
    struct db *db = model_of(app)->db;
    question_expect(&p->q, app);
    enum db_rc rc = db_ballot_close(db, p->product, p->member, ACTOR_SECRETARY);
    if (question_changed(&p->q, app, rc))
        return submit_ask(p) | REACT_RELOAD;
    if (rc != DB_OK)
        return model_did(app, rc, NULL) | REACT_RELOAD;
    struct ballot b;
    int total = db_ballot(db, p->product, p->member, &b) == DB_OK ? b.total : p->b.total;
    list_free(&b);
    for (int i = 0; i < 3; i++)
        field_set(&p->sum[i], "");
    char *said = xasprintf(_("Đã nộp phiếu của %s: %d điểm."), p->who, total);
    app_say(app, SAY_GOOD, said);
    free(said);
    offer_next(p);
    return REACT_RELOAD;
}

/* ---- reopening ---- */

static bool show_reopen(struct db *db, const void *arg, struct shown *out)
{
    const struct ballot_page *p = arg;
    struct ballot b;
    bool ok = db_ballot(db, p->product, p->member, &b) == DB_OK && b.state == BALLOT_CLOSED;
    if (ok) {
        out->title = xstrdup(_("Mở lại phiếu: lý do"));
        out->text = xasprintf(_("Phiếu của %s đã nộp với %d điểm. Điểm đã chấm giữ nguyên để sửa; "
                                "việc mở lại và lý do được ghi vào nhật ký và biên bản."),
                              p->who, b.total);
    }
    list_free(&b);
    return ok;
}

static enum react reopen_ask(struct ballot_page *p, const char *start)
{
    dialog_input(
        p->base.app, TAG_REOPEN,
        &(struct dialog_input){
            .title = p->q.now.title, .text = p->q.now.text, .start = start, .required = true});
    return REACT_DRAW;
}

enum react ballot_ask_reopen(struct ballot_page *p)
{
    struct app *app = p->base.app;
    if (!p->loaded || p->b.state != BALLOT_CLOSED) {
        app_say(app, SAY_NOTE, _("Phiếu chưa nộp: sửa được ngay, không cần mở lại."));
        return REACT_DRAW;
    }
    return question_ask(&p->q, app, show_reopen, p) ? reopen_ask(p, NULL) : REACT_RELOAD;
}

enum react ballot_reopen(struct ballot_page *p, const char *reason)
{
    struct app *app = p->base.app;
    question_expect(&p->q, app);
    enum db_rc rc =
        db_ballot_reopen(model_of(app)->db, p->product, p->member, reason, ACTOR_SECRETARY);
    if (question_changed(&p->q, app, rc))
        return reopen_ask(p, reason) | REACT_RELOAD;
    return model_did(app, rc, _("Đã mở lại phiếu. Sửa điểm rồi {BALLOT_SUBMIT} nộp lại."));
}
