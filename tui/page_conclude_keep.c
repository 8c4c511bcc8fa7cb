/* SPDX-License-Identifier: MIT */
/* tui/page_conclude_keep.c - from the form to findings, and to the words read before they are
 * recorded. */
#include <stdlib.h>
#include <string.h>

#include "db/text.h"
#include "tui/i18n.h"
#include "tui/page_conclude.h"

/* Only what is new: a minimum that stands as it stood makes no second event. */
static size_t minimums(const struct conclude_page *p, struct finding *out, struct finding base)
{
    size_t n = 0;
    for (size_t i = 0; i < p->n_gates; i++) {
        const struct conclude_gate *g = &p->gate[i];
        int verdict = conclude_verdict(p, g->row);
        if (verdict < 0 || (g->concluded && g->stands == (verdict == 1)))
            continue;
        out[n] = base;
        out[n].criterion = g->criterion;
        out[n].star = g->star;
        out[n++].verdict = verdict == 1;
    }
    return n;
}

/* The code of the ground that is chosen, into @code; its words. */
static const char *ground(const struct conclude_page *p, char code[16])
{
    const char *id = form_value(&p->form, "ground");
    size_t n = strcspn(id, ":");
    code[0] = '\0';
    if (n < 16) {
        memcpy(code, id, n);
        code[n] = '\0';
    }
    if (strcmp(id, ":x") == 0)
        return "";
    for (size_t i = 0; p->ground_id[i]; i++)
        if (strcmp(p->ground_id[i], id) == 0)
            return n ? p->ground[i] + n + 2 : p->ground[i]; /* without "CODE: " */
    return "";
}

/* The criterion of a knock-out is a member of the page's own rows, so that it outlives us. */
static const char *row_criterion(const struct conclude_page *p, const char *code)
{
    for (size_t i = 0; p->set && i < p->set->n_nodes; i++)
        if (strcmp(p->set->node[i].code, code) == 0)
            return p->set->node[i].code;
    return "";
}

size_t conclude_findings(const struct conclude_page *p, struct finding *out, char **reason)
{
    const char *votes = form_value(&p->form, "votes"), *of = form_value(&p->form, "of");
    const char *typed = form_value(&p->form, "reason");
    struct finding base = {.product = p->product,
                           .kind = p->kind,
                           .criterion = "",
                           .votes = *votes ? atoi(votes) : 0,
                           .of = *votes ? atoi(of) : 0};
    char code[16] = "";
    *reason = xstrdup(typed);
    base.reason = *reason;
    if (p->kind == FINDING_MINIMUM)
        return minimums(p, out, base);
    size_t row = form_find(&p->form, "verdict");
    int verdict = conclude_verdict(p, row);
    if (verdict < 0)
        return 0;
    base.verdict = verdict == 1;
    base.member = p->kind == FINDING_BALLOT ? p->member : 0;
    if (p->kind == FINDING_KNOCKOUT) {
        const char *words = ground(p, code);
        base.criterion = row_criterion(p, code);
        /* Not knocked out after all: that lifts whatever was concluded before. */
        if (!base.verdict && p->knocked_out)
            base.criterion = "";
        else if (*words) {
            free(*reason);
            *reason = xasprintf("%s%s%s", words, *typed ? ": " : "", typed);
            base.reason = *reason;
        }
    }
    out[0] = base;
    return 1;
}

static char *finding_line(const struct conclude_page *p, const struct finding *f)
{
    const char *name = "";
    switch (f->kind) {
    case FINDING_MINIMUM:
        for (size_t i = 0; i < p->n_gates; i++)
            if (strcmp(p->gate[i].criterion, f->criterion) == 0)
                name = p->gate[i].name;
        return xasprintf(f->verdict ? _("%s %s: ĐẠT mức %d sao") : _("%s %s: KHÔNG ĐẠT mức %d sao"),
                         f->criterion, name, f->star);
    case FINDING_KNOCKOUT:
        return xasprintf("%s%s%s", f->verdict ? _("LOẠI HỒ SƠ") : _("KHÔNG LOẠI HỒ SƠ"),
                         *f->criterion ? _(" ở tiêu chí ") : "", f->criterion);
    case FINDING_FORWARD:
        return xstrdup(f->verdict ? _("TRÌNH BỘ") : _("KHÔNG TRÌNH BỘ"));
    case FINDING_SPREAD:
        return xstrdup(f->verdict ? _("GIỮ NGUYÊN điểm đã chấm") : _("KHÔNG giữ nguyên, chấm lại"));
    default:
        return xasprintf(f->verdict ? _("BỎ QUA phiếu của %s") : _("VẪN CHỜ phiếu của %s"), p->who);
    }
}

char *conclude_summary(const struct conclude_page *p, const struct finding *v, size_t n)
{
    char *all = xstrdup(p->title);
    for (size_t i = 0; i < n; i++) {
        char *line = finding_line(p, &v[i]);
        char *more = xasprintf("%s\n• %s", all, line);
        free(line);
        free(all);
        all = more;
    }
    char *votes = v->of ? xasprintf(_("Biểu quyết %d/%d. "), v->votes, v->of)
                        : xstrdup(_("Không ghi số biểu quyết. "));
    char *reason = *v->reason ? xasprintf(_("Lý do: %s"), v->reason) : xstrdup("");
    char *text = xasprintf("%s\n\n%s%s", all, votes, reason);
    free(reason);
    free(votes);
    free(all);
    return text;
}
