/* SPDX-License-Identifier: MIT */
/* tui/words/explain.c - why the star is what it is: the facts behind it, and the star above. */
#include "tui/words/explain.h"

#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "db/base/mem.h"
#include "tui/words/explain_lines.h"

char *status_text(const struct result *r)
{
    switch (r->status) {
    case STATUS_WITHDRAWN:
        return xstrdup(_("rút"));
    case STATUS_POSTPONED:
        return xstrdup(_("hoãn"));
    case STATUS_KNOCKED_OUT:
        return xstrdup(_("bị loại"));
    case STATUS_WAITING:
        return xstrdup(_("chưa chấm"));
    case STATUS_UNDECIDED:
        return xstrdup(_("chờ kết luận"));
    case STATUS_FAILED:
        return xstrdup(_("không đạt"));
    case STATUS_FORWARD:
        return xstrdup(_("trình Bộ"));
    case STATUS_PROPOSED:
        return xasprintf(_("đề nghị phân hạng %d sao"), r->star);
    case STATUS_BELOW:
        return xasprintf(_("dưới 3 sao: %d sao"), r->star);
    }
    return xstrdup("");
}

enum db_rc explain(struct db *db, int product, struct explanation *out)
{
    *out = (struct explanation){0};
    enum db_rc rc = db_session(db, &out->session);
    if (rc == DB_OK)
        rc = db_rules(db, &out->rules);
    if (rc == DB_OK)
        rc = db_tally(db, product, &out->tally);
    if (rc == DB_OK)
        rc = db_members(db, &out->members);
    if (rc == DB_OK)
        rc = db_seats(db, product, 0, &out->seats);
    if (rc == DB_OK)
        rc = db_findings(db, product, &out->findings);
    if (rc == DB_OK)
        rc = db_next_star(db, product, &out->next);
    if (rc != DB_OK)
        return rc;
    if (out->tally.n != 1)
        return DB_FAULT;
    out->r = &out->tally.v[0];
    out->set = db_criteria(db, out->r->set);
    rc = db_edge_of(db, out->r, &out->edge);
    explain_lines(out);
    explain_producer(out);
    return rc;
}

static void lines_free(struct explain_lines *l)
{
    for (size_t i = 0; i < l->n; i++)
        free(l->v[i].text);
    free(l->v);
}

void explain_free(struct explanation *e)
{
    lines_free(&e->lines);
    lines_free(&e->producer);
    list_free(&e->next);
    list_free(&e->rules);
    list_free(&e->findings);
    list_free(&e->seats);
    list_free(&e->members);
    list_free(&e->tally);
    *e = (struct explanation){0};
}

const char *explain_member(const struct explanation *e, int member)
{
    for (size_t i = 0; i < e->members.n; i++)
        if (e->members.v[i].id == member)
            return e->members.v[i].name;
    return "?";
}
