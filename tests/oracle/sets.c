/* SPDX-License-Identifier: MIT */
/* Points and star marks, line by line from the files: of all that a set says, only codes,
 * points, stars and cases are looked at, and nothing of a YAML library is used. */
#include <stdlib.h>
#include <string.h>

#include "tests/oracle/oracle.h"

/* The number behind @key in a line of levels, or @none. */
static int number_of(const char *line, const char *key, int none)
{
    const char *at = strstr(line, key);
    return at ? atoi(at + strlen(key)) : none;
}

static void add_level(struct or_leaf *leaf, const char *line)
{
    const char *which_case = strstr(line, "{case: ");
    struct or_level *l = &leaf->level[leaf->levels++];
    int order = 1;
    *l = (struct or_level){.points = number_of(line, "points: ", -1),
                           .star = number_of(line, " star: ", 0)};
    for (struct or_level *o = leaf->level; o < l; o++)
        order += !which_case || o->label[0] == which_case[7];
    if (which_case)
        snprintf(l->label, sizeof l->label, "%c%d", which_case[7], order);
    else
        snprintf(l->label, sizeof l->label, "%d", order);
}

/* What stands before the text of a line: the text may hold any word. */
static void cut_text(char *line)
{
    char *text = strstr(line, "text: ");
    if (text)
        *text = '\0';
}

static bool read_set(struct or_set *set, FILE *f)
{
    char line[4096], part = '?';
    struct or_leaf *leaf = NULL; /* the thing whose code came last; kept if levels follow */
    while (fgets(line, sizeof line, f)) {
        char *word = line + strspn(line, " ");
        cut_text(word);
        if (strncmp(word, "- code: ", 8) == 0) {
            if (leaf && leaf->levels)
                set->leaves++;
            if (set->leaves == OR_LEAVES)
                return false;
            char *code = word + 8 + (word[8] == '"');
            code[strcspn(code, "\"\n ")] = '\0';
            if (code[0] >= 'A' && code[0] <= 'C')
                part = code[0];
            leaf = &set->leaf[set->leaves];
            *leaf = (struct or_leaf){.part = part};
            snprintf(leaf->code, sizeof leaf->code, "%.11s", code);
        } else if (leaf && (strncmp(word, "- {type: stop", 13) == 0 ||
                            strncmp(word, "- {type: ineligible", 19) == 0)) {
            leaf->stops = true;
        } else if (leaf &&
                   (strncmp(word, "- {points: ", 11) == 0 || strncmp(word, "- {case: ", 9) == 0)) {
            if (leaf->levels == OR_LEVELS)
                return false;
            add_level(leaf, word);
        }
    }
    set->leaves += leaf && leaf->levels;
    return set->leaves > 0;
}

const struct or_set *or_set(int no)
{
    static struct or_set sets[OR_SETS + 1]; /* read once, never changed */
    if (no < 1 || no > OR_SETS)
        return NULL;
    struct or_set *set = &sets[no];
    if (set->no)
        return set;
    char path[64];
    snprintf(path, sizeof path, "db/criteria/qd26-2026-%02d.yaml", no);
    FILE *f = fopen(path, "re");
    if (!f || !read_set(set, f)) {
        fprintf(stderr, "%s: cannot be read as a set\n", path);
        exit(2);
    }
    fclose(f);
    set->no = no;
    return set;
}

int or_asked(const struct or_leaf *leaf, int star)
{
    int points = -1;
    for (int i = 0; i < leaf->levels; i++) {
        const struct or_level *l = &leaf->level[i];
        if (l->star && l->star <= star && l->points > points)
            points = l->points;
    }
    return points;
}

bool or_prints_zero(const struct or_leaf *leaf)
{
    for (int i = 0; i < leaf->levels; i++)
        if (leaf->level[i].points == 0)
            return true;
    return false;
}
