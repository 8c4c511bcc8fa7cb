/* SPDX-License-Identifier: MIT */
/* Products whose star one ballot could change are worth a look before they are signed for. */
#include "db/result/check_part.h"
#include "db/result/edge.h"

static const char *what_changes(const struct edge *e)
{
    return e->one && e->less ? N_("một mức ở một phiếu, hoặc một phiếu")
           : e->one          ? N_("một mức ở một phiếu")
                             : N_("một phiếu");
}

enum db_rc check_edges(struct check *c, const struct tally *t)
{
    struct edges all;
    enum db_rc rc = db_edges_of(c->db, t, &all);
    for (size_t i = 0; i < all.n; i++) {
        const struct result *r = &t->v[i];
        const struct edge *e = &all.v[i];
        char mean[16];
        if (!result_stays(r) || !(e->one || e->less))
            continue;
        mean_text(r->sum, r->closed, true, mean);
        check_add(c, true, r->product, 0, NULL, F_EDGE, check_int(c, r->no), mean,
                  check_int(c, e->star), what_changes(e));
    }
    edges_free(&all);
    return rc;
}
