/* SPDX-License-Identifier: MIT */
/* Communes that the province does not have: a name from before they were joined, or a slip. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/agenda/commune.h"
#include "db/agenda/product.h"
#include "db/base/text.h"
#include "db/council/setting.h"
#include "db/result/check_part.h"

static bool same(const char *a, const char *b)
{
    char *x = text_match(a), *y = text_match(b);
    bool equal = x && y && strcmp(x, y) == 0;
    free(x);
    free(y);
    return equal;
}

/* Whether an earlier product named this commune, so that it was told already. */
static bool told(const struct products *p, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (same(p->v[k].commune, p->v[i].commune))
            return true;
    return false;
}

/* "SP 1, 5, 7" of those that name the commune of @i. */
static void name_products(const struct products *p, size_t i, char *out, size_t room)
{
    size_t len = (size_t)snprintf(out, room, "SP %d", p->v[i].no);
    for (size_t k = i + 1; k < p->n && len + 16 < room; k++)
        if (same(p->v[k].commune, p->v[i].commune))
            len += (size_t)snprintf(out + len, room - len, ", %d", p->v[k].no);
}

enum db_rc check_communes(struct check *c)
{
    const char *province = db_setting(c->db, "province");
    struct communes *known = communes_of(province);
    struct products p = {0};
    if (!known)
        return DB_OK; /* another country, or not told yet */
    enum db_rc rc = db_products(c->db, &p);
    for (size_t i = 0; i < p.n && rc == DB_OK; i++) {
        char list[100];
        if (communes_has(known, p.v[i].commune) || told(&p, i))
            continue;
        name_products(&p, i, list, sizeof list);
        check_add(c, true, p.v[i].id, 0, NULL, F_COMMUNE_UNKNOWN, list, p.v[i].commune,
                  check_int(c, communes_count(known)), db_setting(c->db, "province"));
    }
    products_free(&p);
    communes_free(known);
    return rc;
}
