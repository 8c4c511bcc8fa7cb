/* SPDX-License-Identifier: MIT */
/* tui/words/edge_words.c - how near a star is to another, in words. */
#include "tui/words/edge_words.h"

#include <stdlib.h>

#include "db/base/mem.h"
#include "tui/kit/i18n.h"

static char *distance(const struct result *r, const struct edge *e, const char *both,
                      const char *up_only, const char *down_only)
{
    char up[16], down[16];
    if (r->band == 0)
        return NULL;
    mean_text(e->up, r->closed, false, up);
    mean_text(e->down, r->closed, false, down);
    if (r->band == 5)
        return xasprintf(down_only, r->band, down);
    if (r->band == 1)
        return xasprintf(up_only, r->band + 1, up, e->up);
    return xasprintf(both, r->band + 1, up, e->up, r->band, down);
}

char *edge_distance(const struct result *r, const struct edge *e, bool said)
{
    if (!said)
        return distance(r, e, _("mốc %d sao: thiếu %s (%d điểm); trên mốc %d sao: %s"),
                        _("mốc %d sao: thiếu %s (%d điểm)"), _("trên mốc %d sao: %s"));
    return distance(r, e,
                    _("Đến mốc %d sao còn thiếu %s điểm trung bình (tổng cộng %d điểm); trên "
                      "mốc %d sao %s điểm trung bình"),
                    _("Đến mốc %d sao còn thiếu %s điểm trung bình (tổng cộng %d điểm)"),
                    _("Trên mốc %d sao %s điểm trung bình"));
}

static char *range(int low, int high)
{
    return low == 0 ? xasprintf(_("không đạt đến %d sao"), high)
                    : xasprintf(_("%d đến %d sao"), low, high);
}

char *edge_alert(const struct edge *e)
{
    if (!e->one && !e->less)
        return NULL;
    char *one = range(e->one_low, e->one_high), *less = range(e->less_low, e->less_high);
    char *text =
        e->one && e->less
            ? xasprintf(_("thêm hoặc bớt một mức ở một phiếu: %s; bớt một phiếu: %s"), one, less)
        : e->one ? xasprintf(_("thêm hoặc bớt một mức ở một phiếu: %s"), one)
                 : xasprintf(_("bớt một phiếu: %s"), less);
    free(one);
    free(less);
    return text;
}
