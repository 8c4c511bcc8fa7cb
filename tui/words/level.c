/* SPDX-License-Identifier: MIT */
/* tui/words/level.c - see level.h. */
#include "tui/words/level.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "db/base/mem.h"
#include "tui/kit/widget/dialog.h"

/* The points printed for a criterion, "0, 1, 2, 3, 5". */
static void printed(const struct crit_node *n, char *out, size_t size)
{
    *out = '\0';
    int last = -1;
    for (int points = 0; points <= n->max; points++) {
        bool there = points == 0 && crit_allows_none(n);
        for (size_t i = 0; i < n->n_levels; i++)
            there = there || n->level[i].points == points;
        size_t len = strlen(out);
        if (there && points != last)
            snprintf(out + len, size - len, "%s%d", len ? ", " : "", points);
        last = there ? points : last;
    }
}

void level_refuse(struct app *app, const struct crit_node *n, int digit)
{
    char all[64];
    printed(n, all, sizeof all);
    app_sayf(app, SAY_WARN, _("Tiêu chí %s không in %d điểm; trên phiếu in: %s."), n->code, digit,
             all);
}

int level_choices(const struct crit_node *n, int digit, char out[LEVEL_CHOICES][LEVEL_LABEL_BYTES],
                  bool *exact)
{
    int count = 0;
    *exact = true;
    if (digit <= 0 && crit_allows_none(n))
        snprintf(out[count++], LEVEL_LABEL_BYTES, "0");
    for (size_t i = 0; i < n->n_levels; i++) {
        const struct crit_level *v = &n->level[i];
        bool begins = v->points >= 10 && v->points / 10 == digit;
        if ((digit < 0 || v->points == digit || begins) && count < LEVEL_CHOICES)
            snprintf(out[count++], LEVEL_LABEL_BYTES, "%s", v->label);
        *exact = *exact && !begins;
    }
    return count;
}

void level_ask(struct app *app, int tag, const struct crit_node *n,
               char choice[LEVEL_CHOICES][LEVEL_LABEL_BYTES], int n_choices, const char *now)
{
    char *line[LEVEL_CHOICES], title[64];
    int selected = 0;
    for (int i = 0; i < n_choices; i++) {
        const struct crit_level *v = crit_level(n, choice[i]);
        if (!v)
            line[i] = xstrdup(_("0 điểm: không đạt mức nào"));
        else if (v->which_case)
            line[i] = xasprintf(_("%d điểm, %c. %s"), v->points, v->which_case, v->text);
        else
            line[i] = xasprintf(_("%d điểm: %s"), v->points, v->text);
        if (now && strcmp(now, choice[i]) == 0)
            selected = i;
    }
    snprintf(title, sizeof title, _("Tiêu chí %s: mức nào?"), n->code);
    bool every = n_choices == (int)n->n_levels + crit_allows_none(n);
    char *text = n->case_name[0] ? xasprintf("a. %s\nb. %s", n->case_name[0], n->case_name[1])
                 : every         ? xstrdup("")
                         : xstrdup(_("Nhiều mức ứng với số vừa bấm. Chọn một."));
    dialog_choice(app, tag, title, text, (const char *const *)line, n_choices, selected);
    free(text);
    for (int i = 0; i < n_choices; i++)
        free(line[i]);
}
