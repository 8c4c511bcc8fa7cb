/* SPDX-License-Identifier: MIT */
/* tui/page/papers/journal_words.c - events in words. */
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/field.h"
#include "tui/model.h"
#include "tui/page/council/setup.h"
#include "tui/page/papers/journal.h"

enum { SUMMARY_COLS = 400 };

struct word {
    const char *raw, *name;
};

/* Values that stand for something, of the fields "state", "kind", "source" and "list". */
static const struct word values[] = {
    {"scores", N_("chấm")},
    {"absent", N_("vắng")},
    {"recused", N_("không tham gia chấm")},
    {"written", N_("gửi phiếu")},
    {"first", N_("lần đầu")},
    {"upgrade", N_("nâng hạng")},
    {"again", N_("đánh giá lại")},
    {"minimum", N_("yêu cầu tối thiểu")},
    {"knockout", N_("loại")},
    {"forward", N_("trình Bộ")},
    {"spread", N_("giữ nguyên điểm chênh")},
    {"ballot", N_("bỏ qua phiếu")},
    {"postponed", N_("hoãn")},
    {"withdrawn", N_("rút hồ sơ")},
    {"claim", N_("đề nghị loại")},
    {"difference", N_("lý do chênh")},
    {"self", N_("tự chấm")},
    {"adviser", N_("Tổ tư vấn")},
    {"yes", N_("có")},
    {"no", N_("không có")},
    {"unneeded", N_("không cần")},
    {"recognised", N_("công nhận")},
    {"forwarded", N_("trình Bộ")},
    {NULL, NULL},
};

static const char *name_of(const struct word *table, const char *raw)
{
    for (; table->raw; table++)
        if (strcmp(table->raw, raw) == 0)
            return table->name;
    return NULL;
}

/* ---- one event ---- */

static void add(char **all, const char *text)
{
    if (!text || !*text)
        return;
    char *more = *all ? xasprintf("%s · %s", *all, text) : xstrdup(text);
    free(*all);
    *all = more;
}

static void add_field(char **all, const struct event *e, const char *field)
{
    const char *v = event_get(e, field);
    const char *name = v ? name_of(values, v) : NULL;
    add(all, name ? _(name) : v);
}

static void add_who(char **all, const struct members *members, const struct products *products,
                    const struct event *e)
{
    const char *product = event_get(e, "product"), *member = event_get(e, "member");
    for (size_t i = 0; product && i < products->n; i++)
        if (products->v[i].id == atoi(product)) {
            char *no = xasprintf(_("SP %d"), products->v[i].no);
            add(all, no);
            free(no);
        }
    for (size_t i = 0; member && i < members->n; i++)
        if (members->v[i].id == atoi(member))
            add(all, members->v[i].name);
}

static void add_setting(char **all, const struct event *e)
{
    const char *key = event_get(e, "key"), *value = event_get(e, "value");
    if (!key || !value)
        return;
    char *text = xasprintf("%s: %s", setup_key_name(key), setup_value_name(key, value));
    add(all, text + strspn(text, " "));
    free(text);
}

static void add_verdict(char **all, const struct event *e)
{
    const char *star = event_get(e, "star"), *verdict = event_get(e, "verdict");
    if (star && atoi(star) > 0) {
        char *text = xasprintf(_("%d sao"), atoi(star));
        add(all, text);
        free(text);
    }
    add(all, verdict && atoi(verdict) ? _("có") : _("không"));
}

static void add_level(char **all, const struct event *e)
{
    const char *level = event_get(e, "level");
    level = level ? level : event_get(e, "label");
    char *text = level && *level ? xasprintf(_("mức %s"), level) : NULL;
    add(all, text);
    free(text);
}

/* A row of Mẫu 02, or samples received. */
static void add_paper(char **all, const struct event *e)
{
    const char *item = event_get(e, "item"), *samples = event_get(e, "samples");
    const char *name = item ? evidence_name(atoi(item)) : "";
    add(all, *name ? _(name) : NULL);
    const char *expires = item ? event_get(e, "expires") : NULL;
    if (expires && *expires) {
        char date[11];
        field_date_shown(expires, date);
        add(all, date);
    }
    if (samples && atoi(samples) >= 0) {
        char *text = xasprintf(_("%d mẫu"), atoi(samples));
        add(all, text);
        free(text);
    }
}

char *journal_summary(const struct members *members, const struct products *products,
                      const struct event *e)
{
    char *all = NULL;
    add_who(&all, members, products, e);
    add_setting(&all, e);
    add_field(&all, e, "name");
    add_paper(&all, e);
    add_field(&all, e, "source");
    add_field(&all, e, "list");
    add_field(&all, e, "state");
    bool finding = strcmp(e->kind, "finding") == 0;
    if (finding)
        add_field(&all, e, "kind");
    /* The criteria of a set come as a table, which is too much for a line. */
    if (strcmp(e->kind, "criteria") != 0) {
        add_field(&all, e, "criterion");
        add_level(&all, e);
    }
    if (finding)
        add_verdict(&all, e);
    add_field(&all, e, "set");
    if (event_get(e, "void"))
        add(&all, _("hủy phiếu cũ"));
    add_field(&all, e, "text");
    add_field(&all, e, "reason");
    add_field(&all, e, "number");
    add_field(&all, e, "note");
    char *safe = text_safe(all ? all : "", SUMMARY_COLS);
    free(all);
    return safe;
}
