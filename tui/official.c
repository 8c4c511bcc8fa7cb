/* SPDX-License-Identifier: MIT */
/* tui/official.c - the law's own words, beside ours. */
#include "tui/official.h"

#include <stdlib.h>

#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/model.h"
#include "db/base/mem.h"
#include "tui/recent.h"

/* Read once for the life of the program: a store changes only when the Decision is read anew,
 * which is another call. */
static struct official *words;
static struct faults trouble;
static bool asked;

char *law_path(void)
{
    char *dir = data_folder();
    char *path = xasprintf("%s/qd26-2026.official", dir);
    free(dir);
    return path;
}

const struct official *law_words(void)
{
    if (!asked) {
        char *path = law_path();
        asked = true;
        words = official_load(path, &trouble);
        free(path);
    }
    return words;
}

void law_forget(void)
{
    official_free(words);
    faults_free(&trouble);
    words = NULL;
    asked = false;
}

const struct faults *law_faults(void)
{
    law_words();
    return &trouble;
}

const char *law_hint(void)
{
    return _("Chưa có nguyên văn Phụ lục II: chạy \"hoidong criteria official TỆP\".");
}

char *law_state(void)
{
    const struct official *o = law_words();
    if (!o)
        return xstrdup(trouble.n ? _("Nguyên văn Phụ lục II: kho bị hỏng, cần đọc lại tệp")
                                 : _("Nguyên văn Phụ lục II: chưa có (criteria official TỆP)"));
    return xasprintf(P_("Nguyên văn Phụ lục II: có %zu mức", official_levels(o, NULL)),
                     official_levels(o, NULL));
}

/* @line goes below what is there. */
static void add_line(char **all, char *line)
{
    char *more = *all ? xasprintf("%s\n%s", *all, line) : xstrdup(line);
    free(*all);
    free(line);
    *all = more;
}

static void add_levels(char **all, const struct official *o, const char *set,
                       const struct crit_node *leaf)
{
    char which_case = 0;
    for (size_t i = 0; i < leaf->n_levels; i++) {
        const struct crit_level *l = &leaf->level[i];
        const char *text = official_level(o, set, leaf->code, l->label);
        if (l->which_case && l->which_case != which_case) {
            const char label[2] = {which_case = l->which_case, 0};
            const char *name = official_level(o, set, leaf->code, label);
            add_line(all, xasprintf("%c. %s", which_case,
                                    name ? name : leaf->case_name[which_case - 'a']));
        }
        add_line(all, xasprintf(_("%d điểm%s%s: %s%s"), l->points, l->star ? " " : "",
                                stars_text(l->star), text ? "" : _("(không có trong tệp) "),
                                text ? text : l->text));
    }
}

char *law_lines(const char *set, const struct crit_node *leaf)
{
    const struct official *o = law_words();
    const char *name = official_name(o, set, leaf->code), *note;
    char *all = NULL;
    if (!name)
        return NULL;
    add_line(&all, xasprintf(_("%s. %s, tối đa %d điểm"), leaf->code, name, leaf->max));
    add_levels(&all, o, set, leaf);
    for (size_t i = 0; (note = official_note(o, set, leaf->code, i)); i++)
        add_line(&all, xasprintf("• %s", note));
    return all;
}

enum react law_show(struct app *app, const char *set, const struct crit_node *leaf)
{
    char *all = law_lines(set, leaf);
    if (all)
        dialog_message(app, TAG_TOLD, _("Nguyên văn Phụ lục II"), all);
    else if (!law_words())
        app_say(app, SAY_WARN, law_hint());
    else
        app_say(app, SAY_WARN, _("Tệp Quyết định đã đọc không có tiêu chí này."));
    free(all);
    return REACT_DRAW;
}
