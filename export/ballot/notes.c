/* SPDX-License-Identifier: MIT */
/* export/ballot/notes.c - what our short wordings leave out, told once for each set and not on
 * every ballot: our notes are longer than the levels themselves. */
#include <stdlib.h>

#include "db/base/text.h"
#include "export/ballot/ballots.h"

static void put_node(struct form *f, const struct crit_node *node)
{
    bool named = false;
    if (official_name(f->from->law, f->set->id, node->code))
        return; /* the ballots have the law's notes */
    for (size_t i = 0; i < node->n_notes; i++) {
        if (form_binding(&node->note[i]))
            continue;
        if (!named) {
            form_block(f, false);
            form_format(f, FORM_PANEL, STYLE_FORM_BOLD, "%s. %s", node->code, node->name);
        }
        named = true;
        form_format(f, FORM_PANEL, STYLE_FORM_CELL, "- %s", node->note[i].text);
    }
}

void form_fill_notes(struct form *f)
{
    const struct crit_set *set = f->set;
    f->running = crit_is_decision(set->id) ? xasprintf("Chú giải bộ số %02d", set->no)
                                           : xasprintf("Chú giải bộ %s", set->id);
    form_text(f, FORM_WIDE, STYLE_FORM_TITLE, "CHÚ GIẢI CÁC TIÊU CHÍ");
    form_put_set(f);
    form_text(f, FORM_WIDE, STYLE_FORM_SMALL,
              crit_is_decision(set->id)
                  ? "Dùng chung cho mọi phiếu của bộ này; cách ghi ngắn của chương trình, nguyên "
                    "văn theo Phụ lục II Quyết định 26/2026/QĐ-TTg."
                  : "Dùng chung cho mọi phiếu của bộ này.");
    for (size_t i = 0; i < set->n_nodes; i++)
        put_node(f, &set->node[i]);
}
