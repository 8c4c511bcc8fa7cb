/* SPDX-License-Identifier: MIT */
/* tui/words/gate_text.c - words about minimums and about the rules behind them. */
#include "tui/words/gate_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/model.h"

int gate_adviser(const struct assessments *a, const char *criterion)
{
    for (size_t i = 0; i < a->n; i++)
        if (strcmp(a->v[i].criterion, criterion) == 0)
            return a->v[i].points[ASSESSED_ADVISER];
    return -1;
}

void gate_adviser_text(int adviser, int points, char *out, size_t size)
{
    if (adviser < 0)
        snprintf(out, size, "%s", _("chưa chấm"));
    else
        snprintf(out, size, adviser >= points ? _("đạt (%d)") : _("không (%d)"), adviser);
}

static bool is(const struct gate *g, enum gates which)
{
    switch (which) {
    case GATES_DIVIDED:
        return g->divided;
    case GATES_MISSED:
        return !g->divided && g->met == MET_NO;
    default:
        return g->divided && !g->matters;
    }
}

char *gate_codes(const struct entry *e, enum gates which)
{
    char *all = xstrdup("");
    for (size_t i = 0; i < e->n; i++) {
        if (!is(&e->gate[i], which))
            continue;
        char *more = xasprintf("%s%s%s", all, *all ? ", " : "", e->gate[i].criterion);
        free(all);
        all = more;
    }
    return all;
}

char *gate_unasked(const struct result *r, int star, const struct app *app)
{
    const struct entry *e = &r->entry[star - 3];
    char *unasked = gate_codes(e, GATES_UNASKED), *missed = gate_codes(e, GATES_MISSED),
         *why = NULL;
    int above = star;
    while (above < 5 && !(r->band > above && r->entry[above - 2].met == MET_YES))
        above++;
    if (!*unasked || r->closed == 0)
        why = NULL;
    else if (!result_stays(r))
        why = xstrdup(_("Hồ sơ hoãn hoặc rút."));
    else if (r->status == STATUS_KNOCKED_OUT)
        why = xstrdup(_("Hồ sơ bị loại."));
    else if (r->band < star)
        why = xasprintf(_("Dưới %d điểm (Điều 3.3)."), band_floor(star));
    else if (*missed)
        why = xasprintf(_("Hạng này đã thiếu %s."), missed);
    else if (r->status == STATUS_FORWARD)
        why = xstrdup(_("Hội đồng đã kết luận trình Bộ."));
    else if (above < 5)
        why = xasprintf(_("Đã đủ yêu cầu của %d sao."), above + 1);
    else if (r->band > star && model_of(app)->rules.minimum_missed == MINIMUM_MISSED_FAIL)
        why = xasprintf(_("Chỉ xét hạng theo điểm (%d sao)."), r->band);
    else
        why = xstrdup(_("Không đổi được hạng sao."));
    free(unasked);
    free(missed);
    return why;
}

char *rule_basis(const struct rules *r, enum setting rule)
{
    return xstrdup(_(rules_cite(r, rule)));
}

char *gate_basis(const struct rules *r, enum setting rule)
{
    return xasprintf(_("Phụ lục II, ghi chú về dấu sao; %s"), _(rules_cite(r, rule)));
}

char *knock_text(const struct result *r)
{
    bool both = *r->knock_ground && *r->knock_reason;
    return xasprintf("%s%s%s", r->knock_ground, both ? ": " : "", r->knock_reason);
}
