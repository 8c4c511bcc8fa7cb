/* SPDX-License-Identifier: MIT */
/* tui/words/outcome.c - results in a few words and in numbers. */
#include "tui/words/outcome.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/words/explain.h"

void outcomes_count(const struct tally *t, struct outcomes *out)
{
    *out = (struct outcomes){.all = (int)t->n};
    for (size_t i = 0; i < t->n; i++) {
        const struct result *r = &t->v[i];
        switch (r->status) {
        case STATUS_WITHDRAWN:
            out->withdrawn++;
            break;
        case STATUS_POSTPONED:
            out->postponed++;
            break;
        case STATUS_KNOCKED_OUT:
            out->out++;
            break;
        case STATUS_WAITING:
        case STATUS_UNDECIDED:
            out->open++;
            break;
        case STATUS_FAILED:
            out->failed++;
            break;
        case STATUS_FORWARD:
            out->forward++;
            break;
        case STATUS_PROPOSED:
            *(r->star == 4 ? &out->four : &out->three) += 1;
            break;
        case STATUS_BELOW:
            out->below++;
            break;
        }
    }
}

static void add(char *line, size_t size, const char *label, int n)
{
    size_t len = strlen(line);
    snprintf(line + len, size - len, "%s%s %d", len ? "  " : "", label, n);
}

int outcomes_draw(const struct outcomes *n, struct canvas *c, int row)
{
    char first[256] = "", second[256] = "";
    int sum = n->forward + n->four + n->three + n->below + n->failed + n->out + n->postponed +
              n->withdrawn + n->open;
    add(first, sizeof first, _("Trình Bộ"), n->forward);
    add(first, sizeof first, _("4 sao"), n->four);
    add(first, sizeof first, _("3 sao"), n->three);
    add(first, sizeof first, _("Dưới 3 sao"), n->below);
    if (n->failed)
        add(first, sizeof first, _("Không đạt"), n->failed);
    add(first, sizeof first, _("Loại"), n->out);
    add(first, sizeof first, _("Hoãn"), n->postponed);
    if (n->withdrawn)
        add(first, sizeof first, _("Rút"), n->withdrawn);
    add(second, sizeof second, _("Chưa xác định"), n->open);
    int used = canvas_text(c, row, 0, -1, STYLE_NORMAL, first);
    bool wide = c->cols - used > (int)text_columns(second) + 20;
    int at = wide ? row : row + 1;
    canvas_text(c, at, wide ? used + 2 : 0, -1, n->open ? STYLE_WARN : STYLE_NORMAL, second);
    char all[64];
    snprintf(all, sizeof all, _("Cộng %d/%d"), sum, n->all);
    canvas_right(c, at, 0, c->cols, STYLE_BOLD, all);
    return wide ? 1 : 2;
}

int open_star(const struct result *r)
{
    for (int star = r->band; star >= 3; star--) {
        if (r->entry[star - 3].met == MET_UNKNOWN)
            return star;
        if (r->entry[star - 3].met == MET_YES)
            return 0;
    }
    return 0;
}

/* "3.4, 5.1": what the star waits for, in new memory; *n: how many. */
static char *divided(const struct entry *e, size_t *n)
{
    char *codes = xstrdup("");
    *n = 0;
    for (size_t i = 0; i < e->n; i++) {
        if (!e->gate[i].matters)
            continue;
        char *more = xasprintf("%s%s%s", codes, *n ? ", " : "", e->gate[i].criterion);
        free(codes);
        codes = more;
        ++*n;
    }
    return codes;
}

char *outcome_text(const struct result *r, enum style *style)
{
    size_t n;
    int star = open_star(r);
    char *codes, *text;
    switch (r->status) {
    case STATUS_UNDECIDED:
        *style = STYLE_WARN;
        if (r->band == 5 && r->entry[2].met == MET_NO)
            return xstrdup(_("CHƯA XÁC ĐỊNH: trình Bộ?"));
        codes = star ? divided(&r->entry[star - 3], &n) : xstrdup("");
        text = xasprintf(_("CHƯA XÁC ĐỊNH: %s"), codes);
        free(codes);
        return text;
    case STATUS_WAITING:
        *style = STYLE_DIM;
        return xstrdup(_("CHƯA XÁC ĐỊNH: chưa chấm"));
    case STATUS_PROPOSED:
    case STATUS_FORWARD:
        *style = STYLE_GOOD;
        return status_text(r);
    case STATUS_KNOCKED_OUT:
        *style = STYLE_BOLD;
        return r->stopped ? xstrdup(_("bị loại, dừng đánh giá")) : status_text(r);
    case STATUS_POSTPONED:
    case STATUS_WITHDRAWN:
        *style = STYLE_DIM;
        return status_text(r);
    default:
        *style = STYLE_BOLD;
        return status_text(r);
    }
}

/* What follows where star @star is missed. */
static char *else_text(const struct result *r, int star, bool fail, bool forward)
{
    if (star == 5 && !forward)
        return xstrdup(_("hội đồng kết luận trình hay không trình Bộ"));
    if (fail)
        return xstrdup(_("không đạt"));
    for (int below = star - 1; below >= 3; below--) {
        if (r->entry[below - 3].met == MET_YES)
            return xasprintf(_("%d sao"), below);
        if (r->entry[below - 3].met == MET_UNKNOWN)
            return xasprintf(_("xét tiếp %d sao"), below);
    }
    return xstrdup(_("2 sao"));
}

char *depends_text(const struct result *r, bool fail, bool forward)
{
    int star = open_star(r);
    if (r->status != STATUS_UNDECIDED)
        return NULL;
    if (r->band == 5 && r->entry[2].met == MET_NO && !forward)
        return xstrdup(_("thiếu yêu cầu 5 sao: trình Bộ hay không?"));
    if (!star)
        return NULL;
    size_t n;
    char *codes = divided(&r->entry[star - 3], &n);
    char *miss = else_text(r, star, fail, forward);
    char *text = n == 1   ? xasprintf(_("%s đạt: %d sao; không đạt: %s"), codes, star, miss)
                 : n == 2 ? xasprintf(_("cả hai đạt: %d sao; thiếu một: %s"), star, miss)
                          : xasprintf(_("cả %zu đạt: %d sao; thiếu một: %s"), n, star, miss);
    free(miss);
    free(codes);
    return text;
}
