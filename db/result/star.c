/* SPDX-License-Identifier: MIT */
/* From counts to a star (Điều 3.3; Phụ lục II, the note on stars; minimum.rule, minimum.missed). */
#include "db/result/star.h"

#include <string.h>

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

enum met minimum_met(const char *rule, int points, int yes, int n, int sum)
{
    if (strcmp(rule, "majority") == 0)
        return met_if(2 * yes > n);
    if (strcmp(rule, "all") == 0)
        return met_if(yes == n);
    if (strcmp(rule, "mean") == 0)
        return met_if(sum >= points * n);
    return yes == n ? MET_YES : yes == 0 ? MET_NO : MET_UNKNOWN;
}

enum met met_and(enum met a, enum met b)
{
    if (a == MET_NO || b == MET_NO)
        return MET_NO;
    return a == MET_YES && b == MET_YES ? MET_YES : MET_UNKNOWN;
}

int star_from(int band, const enum met entry[3], enum met forward, bool fail)
{
    if (band < 3)
        return band;
    if (band == 5) {
        if (entry[2] == MET_YES)
            return 5;
        if (entry[2] == MET_UNKNOWN || forward == MET_UNKNOWN)
            return -1;
        if (forward == MET_YES)
            return 5;
    }
    if (fail) {
        if (band == 5 || entry[band - 3] == MET_NO)
            return 0;
        return entry[band - 3] == MET_YES ? band : -1;
    }
    for (int star = band == 5 ? 4 : band; star >= 3; star--)
        if (entry[star - 3] != MET_NO)
            return entry[star - 3] == MET_YES ? star : -1;
    return 2;
}
