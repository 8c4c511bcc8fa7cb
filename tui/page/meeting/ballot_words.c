/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/ballot_words.c - every word of the criterion in hand: ours, and the law's own.
 */
#include <stdlib.h>

#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/official.h"
#include "db/base/mem.h"
#include "tui/page/meeting/ballot.h"

/* Every word of the criterion and its levels. */
enum react ballot_show_words(struct ballot_page *p)
{
    const struct ballot_line *l = ballot_at(p);
    if (!l)
        return REACT_NONE;
    char *all = xasprintf(_("%s %s, tối đa %d điểm"), l->node->code, l->node->name, l->node->max);
    for (size_t i = 0; i < l->node->n_levels; i++) {
        const struct crit_level *v = &l->node->level[i];
        char *more =
            xasprintf(_("%s\n%s%s%d điểm %s %s"), all, v->which_case == 'a' ? "a. " : "",
                      v->which_case == 'b' ? "b. " : "", v->points, stars_text(v->star), v->text);
        free(all);
        all = more;
    }
    for (size_t i = 0; i < l->node->n_notes; i++) {
        char *more = xasprintf("%s\n• %s", all, l->node->note[i].text);
        free(all);
        all = more;
    }
    if (*l->note) {
        char *more = xasprintf(_("%s\nÝ kiến của thành viên: %s"), all, l->note);
        free(all);
        all = more;
    }
    dialog_message(p->base.app, TAG_TOLD, _("Tiêu chí và các mức"), all);
    free(all);
    return REACT_NONE;
}

enum react ballot_show_law(struct ballot_page *p)
{
    const struct ballot_line *l = ballot_at(p);
    return l ? law_show(p->base.app, p->b.set->id, l->node) : REACT_NONE;
}
