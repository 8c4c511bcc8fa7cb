/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/gates_keep.c - from the form to findings, to what they would come to, and to the
 * words read before they are recorded. */
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/page/meeting/gates.h"
#include "tui/words/explain.h"
#include "db/base/mem.h"
#include "tui/words/outcome.h"

static struct finding base_of(const struct gates_page *p)
{
    const char *votes = form_value(&p->form, "votes"), *of = form_value(&p->form, "of");
    return (struct finding){.product = p->product,
                            .criterion = "",
                            .votes = *votes ? atoi(votes) : 0,
                            .of = *votes ? atoi(of) : 0,
                            .reason = form_value(&p->form, "reason"),
                            .ground = ""};
}

/* Met is met for all stars that ask for the level, and so is missed. */
static size_t minimums(const struct gates_page *p, struct finding *out)
{
    size_t n = 0;
    for (size_t i = 0; i < p->n_asked; i++) {
        const struct asked *a = &p->asked[i];
        int verdict = gates_verdict(p, a->row);
        if (verdict < 0 || (a->concluded && a->stands == (verdict == 1)))
            continue;
        out[n] = base_of(p);
        out[n].kind = FINDING_MINIMUM;
        out[n].criterion = a->criterion;
        out[n].star = verdict ? a->hi : a->lo;
        out[n].verdict = verdict == 1;
        if (a->of) {
            out[n].votes = a->votes;
            out[n].of = a->of;
        }
        if (a->reason)
            out[n].reason = a->reason;
        n++;
    }
    return n;
}

size_t gates_findings(const struct gates_page *p, struct finding *out)
{
    size_t n = minimums(p, out);
    int verdict = p->forward && p->forward_row < p->n ? gates_verdict(p, p->forward_row) : -1;
    if (verdict < 0 || (p->r->forward != MET_UNKNOWN && (p->r->forward == MET_YES) == verdict))
        return n;
    out[n] = base_of(p);
    out[n].kind = FINDING_FORWARD;
    out[n].verdict = verdict == 1;
    return n + 1;
}

static bool ask_record(struct gates_page *p, struct tally *t)
{
    struct finding *v = xcalloc(p->n_asked + 1, sizeof *v);
    size_t n = gates_findings(p, v);
    bool ok = db_conclude_if(model_of(p->base.app)->db, p->product, v, n, t) == DB_OK && t->n == 1;
    free(v);
    return ok;
}

static void gates_tell(struct gates_page *p, const struct result *r)
{
    enum style style;
    free(p->live);
    p->live_open = r->status == STATUS_UNDECIDED;
    p->live = outcome_text(r, &style);
    p->forward = r->band == 5 && r->entry[2].met == MET_NO;
}

void gates_live(struct gates_page *p)
{
    struct tally t;
    bool before = p->forward;
    if (!ask_record(p, &t)) {
        tally_free(&t);
        gates_tell(p, p->r);
        return;
    }
    gates_tell(p, &t.v[0]);
    tally_free(&t);
    /* Now that five stars are missed, or no longer are, trình or không trình counts or not. */
    if (before != p->forward && ask_record(p, &t))
        gates_tell(p, &t.v[0]);
    if (before != p->forward)
        tally_free(&t);
}

/* ---- reading back ---- */

static char *votes_text(const struct finding *f)
{
    return f->of ? xasprintf(_("Biểu quyết %d/%d. "), f->votes, f->of)
                 : xstrdup(_("Không ghi số biểu quyết. "));
}

static const struct asked *asked_of(const struct gates_page *p, const struct finding *f)
{
    for (size_t i = 0; i < p->n_asked; i++)
        if (p->asked[i].criterion == f->criterion &&
            (f->star == p->asked[i].hi || f->star == p->asked[i].lo))
            return &p->asked[i];
    return NULL;
}

static char *gates_finding_line(const struct gates_page *p, const struct finding *f)
{
    if (f->kind == FINDING_FORWARD)
        return xstrdup(f->verdict ? _("TRÌNH BỘ") : _("KHÔNG TRÌNH BỘ"));
    const struct asked *a = asked_of(p, f);
    char *line =
        xasprintf(f->verdict ? _("%s %s: ĐẠT mức %d sao") : _("%s %s: KHÔNG ĐẠT mức %d sao"),
                  f->criterion, a ? a->name : "", f->star);
    if (!a || (!a->of && !a->reason))
        return line;
    char *votes = a->of ? xasprintf(_(", biểu quyết %d/%d"), a->votes, a->of) : xstrdup("");
    char *all =
        xasprintf("%s%s%s%s", line, votes, a->reason ? "; " : "", a->reason ? a->reason : "");
    free(line);
    free(votes);
    return all;
}

char *gates_summary(const struct gates_page *p, const struct finding *v, size_t n)
{
    char *all = xstrdup(p->title);
    for (size_t i = 0; i < n; i++) {
        char *line = gates_finding_line(p, &v[i]);
        char *more = xasprintf("%s\n• %s", all, line);
        free(line);
        free(all);
        all = more;
    }
    struct finding base = base_of(p);
    char *votes = votes_text(&base);
    char *reason = *base.reason ? xasprintf(_("Lý do: %s"), base.reason) : xstrdup("");
    char *text = xasprintf(_("%s\n\n%s%s\nKết quả sẽ là: %s."), all, votes, reason, p->live);
    free(reason);
    free(votes);
    free(all);
    return text;
}
