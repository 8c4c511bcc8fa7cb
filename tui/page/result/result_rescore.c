/* SPDX-License-Identifier: MIT */
/* tui/page/result/result_rescore.c - ballots that are opened to be scored again. */
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/page/result/result.h"

static const struct seat *extreme(const struct seats *all, bool high)
{
    const struct seat *best = NULL;
    for (size_t i = 0; i < all->n; i++) {
        const struct seat *s = &all->v[i];
        if (s->counted && (!best || (high ? s->total > best->total : s->total < best->total)))
            best = s;
    }
    return best;
}

static const char *member_name(const struct members *all, int id)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->v[i].id == id)
            return all->v[i].name;
    return "?";
}

static void rescore_add(struct result_rescore *r, char **lines, int only, char *line)
{
    char *all = *lines ? xasprintf("%s\n%s", *lines, line) : xstrdup(line);
    free(*lines);
    free(line);
    *lines = all;
    r->only = xrealloc(r->only, (size_t)(r->n_lines + 1) * sizeof *r->only);
    r->only[r->n_lines++] = only;
}

/* The two that lie farthest apart (when there are two), all, then one by one: NULL, no ballot. */
static char *rescore_lines(struct db *db, int product, struct result_rescore *r)
{
    struct seats seats;
    struct members members;
    char *lines = NULL;
    int n = 0;
    bool ok = db_seats(db, product, 0, &seats) == DB_OK;
    ok = db_members(db, &members) == DB_OK && ok;
    r->ballot = xcalloc(seats.n + 1, sizeof *r->ballot);
    for (size_t i = 0; ok && i < seats.n; i++)
        if (seats.v[i].ballot == BALLOT_CLOSED)
            r->ballot[n++] = seats.v[i].member;
    r->n_ballots = n;
    const struct seat *high = n ? extreme(&seats, true) : NULL;
    const struct seat *low = n ? extreme(&seats, false) : NULL;
    if (high && low && high != low) {
        r->pair[0] = high->member;
        r->pair[1] = low->member;
        rescore_add(r, &lines, RESCORE_PAIR,
                    xasprintf(_("Phiếu cao nhất và thấp nhất: %s %d, %s %d"),
                              member_name(&members, high->member), high->total,
                              member_name(&members, low->member), low->total));
    }
    if (n)
        rescore_add(r, &lines, RESCORE_ALL, xasprintf(P_("Tất cả %d phiếu đã nộp", n), n));
    for (size_t i = 0; n && i < seats.n; i++)
        if (seats.v[i].ballot == BALLOT_CLOSED)
            rescore_add(r, &lines, seats.v[i].member,
                        xasprintf(_("%s: %d điểm"), member_name(&members, seats.v[i].member),
                                  seats.v[i].total));
    list_free(&members);
    list_free(&seats);
    return lines;
}

void rescore_free(struct result_rescore *r)
{
    free(r->ballot);
    free(r->only);
    *r = (struct result_rescore){0};
}

static bool show_rescore(struct db *db, const void *arg, struct shown *out)
{
    struct result_rescore r = {0};
    out->title = xstrdup(_("Chấm lại: mở phiếu nào?"));
    out->text =
        xstrdup(_("Điểm đã chấm giữ nguyên để sửa. Mở lại được ghi vào nhật ký và biên bản."));
    out->more = rescore_lines(db, ((const struct result_page *)arg)->product, &r);
    rescore_free(&r);
    return out->more != NULL;
}

/* The lines as the question noted them, and the members they name. */
static enum react rescore_ask(struct result_page *p)
{
    struct app *app = p->base.app;
    rescore_free(&p->again);
    free(rescore_lines(model_of(app)->db, p->product, &p->again));
    char *copy = xstrdup(p->q.now.more), *rest = copy;
    const char **line = xcalloc((size_t)p->again.n_lines + 1, sizeof *line);
    int n = 0;
    while (n < p->again.n_lines && rest)
        line[n++] = strsep(&rest, "\n");
    dialog_choice(app, TAG_WHICH, p->q.now.title, p->q.now.text, line, n, 0);
    free(line);
    free(copy);
    return REACT_DRAW;
}

enum react rescore_begin(struct result_page *p)
{
    for (size_t i = 0; i < p->seats.n; i++)
        if (p->seats.v[i].ballot == BALLOT_CLOSED)
            return question_ask(&p->q, p->base.app, show_rescore, p) ? rescore_ask(p)
                                                                     : REACT_RELOAD;
    app_say(p->base.app, SAY_NOTE, _("Chưa có phiếu nào đã nộp để chấm lại."));
    return REACT_DRAW;
}

enum react rescore_chosen(struct result_page *p, int choice)
{
    if (choice < 0 || choice >= p->again.n_lines)
        return REACT_DRAW;
    p->again.chosen = p->again.only[choice];
    dialog_input(p->base.app, TAG_WHY,
                 &(struct dialog_input){.title = _("Lý do chấm lại"),
                                        .text = _("Như: chênh quá mức, hội đồng đã thảo luận."),
                                        .required = true});
    return REACT_DRAW;
}

enum react rescore_keep(struct result_page *p, const char *reason)
{
    struct app *app = p->base.app;
    const struct result_rescore *r = &p->again;
    const int *member = r->chosen == RESCORE_ALL    ? r->ballot
                        : r->chosen == RESCORE_PAIR ? r->pair
                                                    : &r->chosen;
    int n = r->chosen == RESCORE_ALL ? r->n_ballots : r->chosen == RESCORE_PAIR ? 2 : 1;
    question_expect(&p->q, app);
    enum db_rc rc =
        db_ballots_reopen(model_of(app)->db, p->product, member, (size_t)n, reason, ACTOR_CHAIR);
    if (question_changed(&p->q, app, rc))
        return rescore_ask(p) | REACT_RELOAD;
    char *done = xasprintf(P_("Đã mở lại %d phiếu. {RESULT_BALLOTS}: mở phiếu để chấm lại.", n), n);
    enum react react = model_did(app, rc, done);
    free(done);
    return react;
}
