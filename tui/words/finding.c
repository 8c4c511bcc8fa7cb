/* SPDX-License-Identifier: MIT */
/* tui/words/finding.c - conclusions in words; the facts of db/sql/views.sql (v_facts) as sentences.
 */
#include "tui/words/finding.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "tui/kit/i18n.h"

char *finding_sentence(const struct finding *f, const char *member)
{
    switch (f->kind) {
    case FINDING_MINIMUM:
        return xasprintf(f->verdict ? _("%s: đạt mức của %d sao")
                                    : _("%s: không đạt mức của %d sao"),
                         f->criterion, f->star);
    case FINDING_KNOCKOUT:
        return xstrdup(f->verdict ? _("loại hồ sơ") : _("không loại hồ sơ"));
    case FINDING_FORWARD:
        return xstrdup(f->verdict ? _("trình Bộ") : _("không trình Bộ"));
    case FINDING_SPREAD:
        return xstrdup(f->verdict ? _("giữ nguyên điểm đã chấm")
                                  : _("không giữ nguyên điểm, chấm lại"));
    case FINDING_BALLOT:
        return xasprintf(f->verdict ? _("bỏ qua phiếu của %s") : _("vẫn chờ phiếu của %s"), member);
    case FINDING_POSTPONED:
        return xstrdup(f->verdict ? _("hoãn") : _("không hoãn nữa"));
    case FINDING_WITHDRAWN:
        return xstrdup(f->verdict ? _("rút hồ sơ") : _("không rút nữa"));
    case FINDING_CLAIM:
        return xasprintf(f->verdict ? _("%s đề nghị loại hồ sơ") : _("%s rút đề nghị loại"),
                         member);
    case FINDING_DIFFERENCE:
        return xasprintf(_("%s: lý do chênh với điểm chấm trước"), f->criterion);
    }
    return xstrdup("");
}

/* ---- what has changed ---- */

/* Words of @s up to @end (0: all of it), divided by blanks. */
static int count_words(const char *s, char end)
{
    int n = 0;
    for (bool in = false; *s && *s != end; s++) {
        n += *s != ' ' && !in;
        in = *s != ' ';
    }
    return n;
}

/* "1 2 3/1 3": the ballots counted, and those that meet it. */
static char *minimum_changed(const char *then, const char *now)
{
    const char *met = strchr(then, '/'), *meets = strchr(now, '/');
    int of = count_words(then, '/'), yes = met ? count_words(met + 1, '\0') : 0;
    int of_now = count_words(now, '/'), yes_now = meets ? count_words(meets + 1, '\0') : 0;
    if (yes == yes_now && of == of_now)
        return xasprintf(_("trước và nay %d/%d đạt, nhưng của các phiếu khác"), yes, of);
    return xasprintf(_("trước %d/%d đạt, nay %d/%d"), yes, of, yes_now, of_now);
}

/* "1=80 2=71": the ballots, each with its total; how far they lie apart. */
static int apart(const char *facts)
{
    int low = 0, high = 0, n = 0;
    for (const char *s = strchr(facts, '='); s; s = strchr(s + 1, '=')) {
        int total = atoi(s + 1);
        low = n == 0 || total < low ? total : low;
        high = n == 0 || total > high ? total : high;
        n++;
    }
    return high - low;
}

static char *spread_changed(const char *then, const char *now)
{
    int was = apart(then), is = apart(now);
    if (was == is)
        return xasprintf(_("trước và nay chênh %d điểm, nhưng phiếu hoặc tổng điểm của phiếu khác"),
                         was);
    return xasprintf(_("trước chênh %d điểm, nay chênh %d điểm"), was, is);
}

/* "451/5/0": sum, ballots, and the entry of five stars. */
static char *forward_changed(const char *then, const char *now)
{
    int sum = 0, n = 0, sum_now = 0, n_now = 0;
    char mean[16], mean_now[16];
    if (sscanf(then, "%d/%d", &sum, &n) != 2 || sscanf(now, "%d/%d", &sum_now, &n_now) != 2)
        return xstrdup(_("phiếu hoặc điểm đã xét nay khác"));
    if (sum == sum_now && n == n_now)
        return xstrdup(_("điểm như trước, yêu cầu tối thiểu của 5 sao nay khác"));
    mean_text(sum, n, true, mean);
    mean_text(sum_now, n_now, true, mean_now);
    return xasprintf(_("trước %s điểm (%d phiếu), nay %s điểm (%d phiếu)"), n ? mean : "0", n,
                     n_now ? mean_now : "0", n_now);
}

/* Whether the text of @len bytes is a level that stands in @facts before @end. */
static bool told_before(const char *facts, const char *end, const char *level, size_t len)
{
    for (const char *s = strchr(facts, '='); s && s < end; s = strchr(s + 1, '='))
        if (strcspn(s + 1, " ") == len && strncmp(s + 1, level, len) == 0)
            return true;
    return false;
}

/* "1=a 2=b 5=a": how many ballots gave each level, as "a (2 phiếu), b (1 phiếu)". */
static char *levels(const char *facts)
{
    char *all = xstrdup("");
    for (const char *s = strchr(facts, '='); s; s = strchr(s + 1, '=')) {
        size_t len = strcspn(s + 1, " ");
        int n = 0;
        if (told_before(facts, s, s + 1, len))
            continue;
        for (const char *t = s; t; t = strchr(t + 1, '='))
            n += strcspn(t + 1, " ") == len && strncmp(t + 1, s + 1, len) == 0;
        char *level = xasprintf("%.*s", (int)len, s + 1);
        char *more = xasprintf(_("%s%smức %s (%d phiếu)"), all, *all ? ", " : "", level, n);
        free(level);
        free(all);
        all = more;
    }
    if (!*all) {
        free(all);
        return xstrdup(_("không có phiếu"));
    }
    return all;
}

static char *levels_changed(const char *then, const char *now)
{
    char *was = levels(then), *is = levels(now), *text;
    if (strcmp(was, is) == 0)
        text = xasprintf(_("trước và nay %s, nhưng của các phiếu khác"), was);
    else
        text = xasprintf(_("trước %s; nay %s"), was, is);
    free(was);
    free(is);
    return text;
}

/* "20/5/3": the council's sum and ballots, and the points given before the meeting. */
static char *compared(const char *facts)
{
    int sum = 0, n = 0, used = 0;
    char mean[16];
    if (sscanf(facts, "%d/%d/%n", &sum, &n, &used) != 2 || !used)
        return xstrdup("?");
    mean_text(sum, n, false, mean);
    const char *given = facts + used;
    return xasprintf(_("Hội đồng %s, chấm trước %s"), n ? mean : _("chưa có"),
                     strcmp(given, "-") == 0 ? _("chưa có") : given);
}

static char *difference_changed(const char *then, const char *now)
{
    char *was = compared(then), *is = compared(now);
    char *text = strcmp(was, is) == 0 ? xstrdup(_("phiếu hoặc điểm đã xét nay khác"))
                                      : xasprintf(_("trước: %s; nay: %s"), was, is);
    free(was);
    free(is);
    return text;
}

char *finding_changed(const struct finding *f)
{
    if (!f->judged)
        return xstrdup(_("có phiếu nộp sau kết luận này (tệp cũ không ghi đã xét gì)"));
    const char *now = f->now ? f->now : "";
    switch (f->kind) {
    case FINDING_MINIMUM:
        return minimum_changed(f->judged, now);
    case FINDING_SPREAD:
        return spread_changed(f->judged, now);
    case FINDING_FORWARD:
        return forward_changed(f->judged, now);
    case FINDING_KNOCKOUT:
        return levels_changed(f->judged, now);
    case FINDING_BALLOT:
        return xstrdup(strcmp(now, "closed") == 0 ? _("trước phiếu chưa nộp, nay đã nộp")
                                                  : _("trước phiếu đã nộp, nay chưa nộp"));
    case FINDING_DIFFERENCE:
        return difference_changed(f->judged, now);
    default:
        return xstrdup(_("phiếu hoặc điểm đã xét nay khác"));
    }
}
