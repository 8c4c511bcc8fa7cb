/* SPDX-License-Identifier: MIT */
/* export/attendance.c - the order of the members, and their coming and going. */
#include "export/attendance.h"

#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "export/terms.h"
#include "export/words.h"

static size_t add_once(const struct member **out, size_t n, const struct member *m)
{
    for (size_t i = 0; i < n; i++)
        if (out[i] == m)
            return 0;
    out[n] = m;
    return 1;
}

size_t attendance_order(const struct record *r, const struct member **out)
{
    const char *order = record_fact(r, "paper.order");
    size_t n = 0;
    while (order && *order) {
        int no = atoi(order);
        for (size_t i = 0; i < r->members.n; i++)
            if (r->members.v[i].no == no)
                n += add_once(out, n, &r->members.v[i]);
        order += strspn(order, "0123456789 ");
        order += *order == ',';
    }
    for (size_t i = 0; i < r->members.n; i++)
        n += add_once(out, n, &r->members.v[i]);
    return n;
}

char *attendance_times(const struct record *r, const struct member *m)
{
    struct words w = {0};
    bool known = false, present = true;
    for (size_t i = 0; i < r->n_log; i++) {
        const struct log_entry *e = &r->log[i];
        if (strcmp(e->kind, "member") != 0 || log_number(e, "id") != m->id)
            continue;
        bool now = log_number(e, "present") == 1;
        if (known && now != present) {
            char *time = words_time(e->time);
            words_add(&w, "", now ? "; đến lúc %s" : "; về lúc %s", time);
            free(time);
        }
        known = true;
        present = now;
    }
    return w.s ? w.s : xstrdup("");
}

char *attendance_recorded(const struct record *r, const struct member *m, int product)
{
    enum { MINUTE = 16 }; /* characters of a time without its seconds */
    for (size_t i = r->n_log; i-- > 0;) {
        const struct log_entry *e = &r->log[i];
        if (strcmp(e->kind, "panel") != 0 || log_number(e, "member") != m->id)
            continue;
        long of = log_number(e, "product");
        if (of != 0 && of != product)
            continue;
        char *time = words_time(e->time);
        if (strlen(time) > MINUTE)
            time[MINUTE] = '\0';
        return time;
    }
    return xstrdup("");
}
