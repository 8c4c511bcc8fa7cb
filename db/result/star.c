/* SPDX-License-Identifier: MIT */
/* From counts to a star (Điều 3.3; Phụ lục II, the note on stars; minimum.rule, minimum.missed). */
#include "db/result/star.h"

int band_floor(int band)
{
    static const int floors[] = {0, 0, 30, 50, 70, 90};
    return band >= 1 && band <= 5 ? floors[band] : 0;
}

int band_of(int64_t sum, int64_t n)
{
    int band = 5;
    while (band > 1 && sum < band_floor(band) * n)
        band--;
    return band;
}

static enum met met_if(bool yes)
{
    return yes ? MET_YES : MET_NO;
}

enum met minimum_met(enum minimum_rule rule, int points, int yes, int n, int sum)
{
    switch (rule) {
    case MINIMUM_RULE_MAJORITY:
        return met_if(2 * yes > n);
    case MINIMUM_RULE_ALL:
        return met_if(yes == n);
    case MINIMUM_RULE_MEAN:
        return met_if(sum >= points * n);
    case MINIMUM_RULE_CONCLUDE:
        break;
    }
    return yes == n ? MET_YES : yes == 0 ? MET_NO : MET_UNKNOWN;
}

enum met met_and(enum met a, enum met b)
{
    if (a == MET_NO || b == MET_NO)
        return MET_NO;
    return a == MET_YES && b == MET_YES ? MET_YES : MET_UNKNOWN;
}

/* The way down from the band: the star below @star, whose minimums stand at @met; 0: the way ends,
 * for @star is certain, or a product stands or falls with its band, or 3 is the least. */
static int star_below(int star, enum met met, enum minimum_missed missed)
{
    return met == MET_YES || missed == MINIMUM_MISSED_FAIL || star <= 3 ? 0 : star - 1;
}

/* Where the way down stops, and whether that star is @met; 0: every star on it is missed.  From 90
 * points the council may forward what misses the minimums of 5. */
static int star_stop(int band, const enum met entry[3], enum met forward,
                     enum minimum_missed missed, enum met *met)
{
    for (int star = band; star >= 3; star = star_below(star, entry[star - 3], missed)) {
        *met = entry[star - 3] == MET_NO && star == 5 ? forward : entry[star - 3];
        if (*met != MET_NO)
            return star;
    }
    *met = MET_NO;
    return 0;
}

int star_from(int band, const enum met entry[3], enum met forward, enum minimum_missed missed)
{
    enum met met;
    int star = star_stop(band, entry, forward, missed, &met);
    if (band < 3)
        return band;
    if (star == 0)
        return missed == MINIMUM_MISSED_FAIL ? 0 : 2;
    return met == MET_YES ? star : -1;
}

int star_open(int band, const enum met entry[3], enum met forward, enum minimum_missed missed)
{
    enum met met;
    int star = star_stop(band, entry, forward, missed, &met);
    return met == MET_UNKNOWN ? star : 0;
}

bool star_matters(int star, int band, const enum met entry[3], enum minimum_missed missed)
{
    int at = band;
    while (at > star)
        at = star_below(at, entry[at - 3], missed);
    return at == star && entry[star - 3] == MET_UNKNOWN;
}
