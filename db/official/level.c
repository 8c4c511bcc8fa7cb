/* SPDX-License-Identifier: MIT */
/* db/official/level.c - the levels of one criterion, ours beside those of the file.
 *
 * Order and points decide.  A blank or a printed value that the set lists as doubtful fits the
 * level at its place; any other value is not this level's, whatever the words are.  Words only
 * break ties, where a level is missing among several with the same points. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/official/part.h"

enum { MOST = 64, FITS = 1000 };

/* "4 / 1" is "4 1". */
static bool same_letters(const char *a, const char *b)
{
    char *x = text_key(a), *y = text_key(b);
    bool same = x && y && strcmp(x, y) == 0;
    free(x);
    free(y);
    return same;
}

bool official_known(const struct crit_set *set, const char *code, const char *label,
                    const char *field, const char *printed)
{
    for (size_t i = 0; i < set->n_corrections; i++) {
        const struct crit_correction *c = &set->correction[i];
        bool here = strcmp(c->criterion, code) == 0 && strcmp(c->field, field) == 0 &&
                    (!label || (c->level && strcmp(c->level, label) == 0));
        if (here && (!printed || same_letters(c->printed, printed)))
            return true;
    }
    return false;
}

/* ---- words in common ---- */

static size_t words_of(char *s, char *word[], size_t most)
{
    size_t n = 0;
    for (char *at = strtok(s, " ,.;:()/-+*\"'"); at && n < most;
         at = strtok(NULL, " ,.;:()/-+*\"'"))
        word[n++] = at;
    return n;
}

/* Of the words of @ours, how many in a hundred are in @theirs. */
static int likeness(const char *ours, const char *theirs)
{
    enum { WORDS = 400 };
    char *a = text_fold(ours), *b = text_fold(theirs), *x[WORDS], *y[WORDS];
    size_t n = a ? words_of(a, x, WORDS) : 0, m = b ? words_of(b, y, WORDS) : 0, same = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < m; j++)
            if (strcmp(x[i], y[j]) == 0) {
                same++;
                break;
            }
    free(a);
    free(b);
    return n ? (int)(same * 100 / n) : 0;
}

/* ---- one pair ---- */

enum fit { FIT_NOT, FIT_BLANK, FIT_KNOWN, FIT_POINTS };

static enum fit fit(const struct crit_set *set, const struct crit_node *leaf,
                    const struct crit_level *l, const struct printed *p)
{
    char want[16];
    if (l->which_case && p->which_case && l->which_case != p->which_case)
        return FIT_NOT;
    snprintf(want, sizeof want, "%d", l->points);
    if (strcmp(want, p->points) == 0)
        return FIT_POINTS;
    if (!*p->points)
        return FIT_BLANK;
    return official_known(set, leaf->code, l->label, "points", p->points) ? FIT_KNOWN : FIT_NOT;
}

static int worth(const struct crit_set *set, const struct crit_node *leaf,
                 const struct crit_level *l, const struct printed *p)
{
    enum fit f = fit(set, leaf, l, p);
    return f == FIT_NOT ? -1 : (f == FIT_POINTS ? FITS : FITS / 2) + likeness(l->text, p->text);
}

/* The pairing of greatest worth that keeps the order; @with[i] is the printed level of our
 * i-th, or -1. */
static void align(const struct crit_set *set, const struct crit_node *leaf, const struct printed *v,
                  size_t n, int with[])
{
    static const int NONE = -1;
    size_t m = leaf->n_levels;
    int *best = xcalloc((m + 1) * (n + 1), sizeof *best);
    int *pair = xcalloc((m + 1) * (n + 1), sizeof *pair);
#define AT(i, j) ((i) * (n + 1) + (j))
    for (size_t i = m; i-- > 0;) {
        for (size_t j = n; j-- > 0;) {
            int w = worth(set, leaf, &leaf->level[i], &v[j]);
            int both = w < 0 ? -1 : w + best[AT(i + 1, j + 1)];
            pair[AT(i, j)] = best[AT(i + 1, j)] >= best[AT(i, j + 1)] ? NONE : NONE - 1;
            best[AT(i, j)] =
                best[AT(i + 1, j)] >= best[AT(i, j + 1)] ? best[AT(i + 1, j)] : best[AT(i, j + 1)];
            if (both >= best[AT(i, j)]) {
                best[AT(i, j)] = both;
                pair[AT(i, j)] = (int)j;
            }
        }
    }
    size_t j = 0;
    for (size_t i = 0; i < m; i++) {
        with[i] = NONE;
        while (j < n && pair[AT(i, j)] == NONE - 1)
            j++;
        if (j < n && pair[AT(i, j)] == (int)j)
            with[i] = (int)j++;
    }
#undef AT
    free(best);
    free(pair);
}

static void keep(struct reading *r, const struct crit_set *set, const struct crit_node *leaf,
                 const struct crit_level *l, const struct printed *p)
{
    enum { ALIKE = 30 }; /* in a hundred; our wordings share 50 and more with the law's */
    char stars[8];
    enum fit f = fit(set, leaf, l, p);
    official_add(r->o, WORD_LEVEL, set->id, leaf->code, l->label, p->text);
    r->out->matched++;
    r->out->blank += f != FIT_POINTS;
    if (f != FIT_POINTS)
        official_warn(r, F_OFFICIAL_PRINTED, set->id, leaf->code, l->label, p->points);
    snprintf(stars, sizeof stars, "%.*s", p->star > 0 ? p->star : p->star < 0 ? 1 : 0, "*****");
    if (p->star != l->star && !official_known(set, leaf->code, l->label, "star", NULL))
        official_warn(r, F_OFFICIAL_STAR, set->id, leaf->code, l->label, stars);
    if (l->text && likeness(l->text, p->text) < ALIKE)
        official_warn(r, F_OFFICIAL_WORDS, set->id, leaf->code, l->label, p->text);
}

void official_pair(struct reading *r, const struct crit_set *set, const struct crit_node *leaf,
                   const struct printed *v, size_t n, bool there)
{
    int with[MOST];
    bool used[MOST] = {false};
    if (leaf->levels_implied && there && !n) {
        r->out->matched += leaf->n_levels;
        r->out->implied += leaf->n_levels;
        return;
    }
    if (leaf->n_levels > MOST || n > MOST)
        return;
    align(set, leaf, v, n, with);
    for (size_t i = 0; i < leaf->n_levels; i++)
        if (with[i] >= 0)
            used[with[i]] = true;
    for (size_t i = 0; i < leaf->n_levels; i++) {
        const struct crit_level *l = &leaf->level[i];
        if (with[i] >= 0) {
            keep(r, set, leaf, l, &v[with[i]]);
        } else if (n == leaf->n_levels && !used[i]) { /* at its place, with other points */
            char *stands = xasprintf("%s: %s", v[i].points, v[i].text);
            official_warn(r, F_OFFICIAL_LEVEL_POINTS, set->id, leaf->code, l->label, stands);
            used[i] = true;
            free(stands);
        } else {
            official_warn(r, F_OFFICIAL_LEVEL_MISSING, set->id, leaf->code, l->label, "");
        }
    }
    for (size_t j = 0; j < n; j++)
        if (!used[j]) {
            char *stands = xasprintf("%s: %s", v[j].points, v[j].text);
            official_warn(r, F_OFFICIAL_LEVEL_EXTRA, set->id, leaf->code, "", stands);
            free(stands);
        }
}
