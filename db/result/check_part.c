/* SPDX-License-Identifier: MIT */
/* The list of what stands in the way, and the texts in it. */
#include "db/result/check_part.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"

void check_add(struct check *c, bool warning, int product, int member, const char *criterion,
               enum fault_id id, const char *a0, const char *a1, const char *a2, const char *a3)
{
    struct blockers *out = c->out;
    enum setting rule = fault_rule(id);
    const char *none = rule == SETTING_NONE ? NULL : "";
    const char *arg[FAULT_ARGS] = {a0, a1 ? a1 : none, a2 ? a2 : none, a3 ? a3 : none,
                                   rule == SETTING_NONE ? NULL : rules_cite(&c->rules, rule)};
    out->v = arena_grow(c->a, out->v, out->n, &c->cap, sizeof *out->v);
    struct blocker *b = &out->v[out->n++];
    *b = (struct blocker){.fault = {.id = id, .warning = warning},
                          .product = product,
                          .member = member,
                          .warning = warning,
                          .criterion = arena_strdup(c->a, criterion ? criterion : "")};
    for (int i = 0; i < FAULT_ARGS && arg[i]; i++) {
        char *safe = text_safe(arg[i], 0); /* whole: what is to be done stands in it */
        b->fault.arg[i] = arena_strdup(c->a, safe);
        free(safe);
    }
    out->blocking += !warning;
}

const char *check_int(struct check *c, int v)
{
    char t[16];
    snprintf(t, sizeof t, "%d", v);
    return arena_strdup(c->a, t);
}

const char *check_list(struct check *c, const char *list, const char *one)
{
    char *all = arena_alloc(c->a, strlen(list) + strlen(one) + 3);
    sprintf(all, "%s%s%s", list, *list ? ", " : "", one);
    return all;
}

const struct result *check_result_of(const struct tally *t, int product)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->v[i].product == product)
            return &t->v[i];
    return NULL;
}
