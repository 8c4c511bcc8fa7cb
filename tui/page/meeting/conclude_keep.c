/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/conclude_keep.c - from the form to a finding, and to the words read before it is
 * recorded. */
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "db/base/mem.h"
#include "tui/page/meeting/conclude.h"

size_t conclude_findings(const struct conclude_page *p, struct finding *out)
{
    const char *votes = form_value(&p->form, "votes"), *of = form_value(&p->form, "of");
    struct finding base = {.product = p->product,
                           .kind = p->kind,
                           .criterion = "",
                           .votes = *votes ? atoi(votes) : 0,
                           .of = *votes ? atoi(of) : 0,
                           .reason = form_value(&p->form, "reason"),
                           .ground = ""};
    if (p->n_grounds)
        return conclude_ground_findings(p, out, base);
    const char *verdict = form_value(&p->form, "verdict");
    base.verdict = strcmp(verdict, "yes") == 0;
    base.member = p->kind == FINDING_BALLOT ? p->member : 0;
    *out = base;
    return *verdict != '\0';
}

static char *conclude_finding_line(const struct conclude_page *p, const struct finding *f)
{
    switch (f->kind) {
    case FINDING_KNOCKOUT:
    case FINDING_CLAIM:
        return conclude_ground_line(p, f);
    case FINDING_SPREAD:
        return xstrdup(f->verdict ? _("GIỮ NGUYÊN điểm đã chấm") : _("KHÔNG giữ nguyên, chấm lại"));
    default:
        return xasprintf(f->verdict ? _("BỎ QUA phiếu của %s") : _("VẪN CHỜ phiếu của %s"), p->who);
    }
}

char *conclude_summary(const struct conclude_page *p, const struct finding *f)
{
    char *line = conclude_finding_line(p, f);
    char *votes = f->kind == FINDING_CLAIM ? xstrdup("")
                  : f->of                  ? xasprintf(_("Biểu quyết %d/%d. "), f->votes, f->of)
                                           : xstrdup(_("Không ghi số biểu quyết. "));
    char *reason = *f->reason ? xasprintf(_("Lý do: %s"), f->reason) : xstrdup("");
    char *text = xasprintf("%s\n• %s\n\n%s%s", p->title, line, votes, reason);
    free(reason);
    free(votes);
    free(line);
    return text;
}

struct key conclude_slash(const struct form *f, const struct key *k)
{
    const char *id = f->at < f->n ? f->row[f->at].id : NULL;
    if (k->code == K_CHAR && k->ch == '/' && id && strcmp(id, "votes") == 0)
        return (struct key){.code = K_TAB};
    return *k;
}
