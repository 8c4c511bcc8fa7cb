/* SPDX-License-Identifier: MIT */
/* tui/cli/move.c - move: products get another criteria set; ballots of the first one are void. */
#include <stdlib.h>

#include "db/base/text.h"
#include "tui/cli/cli.h"
#include "tui/kit/i18n.h"
#include "tui/say.h"

static enum db_rc move(struct cli *c, struct db *db, int *ids, size_t n)
{
    const char *set = c->word[1];
    struct set_loss loss = {0};
    enum db_rc rc = DB_OK;
    for (size_t i = 0; i < n && rc == DB_OK; i++)
        rc = cli_told(db, db_find_product(db, c->word[i + 2], &ids[i]), c->word[0]);
    if (rc == DB_OK)
        rc = cli_read(db, db_set_loss(db, ids, n, set, &loss), c->word[0]);
    if (rc == DB_OK)
        rc = cli_told(db, db_product_sets(db, ids, n, set, c->opt[OPT_REASON], CLI_ACTOR),
                      c->word[0]);
    if (rc != DB_OK)
        return rc;
    say_line(P_("Đã cho %zu sản phẩm bộ %s.", n), n, set);
    if (loss.products)
        say_line(_("Đã hủy %d phiếu (%d phiếu đã nộp, %d mức đã chấm) và %d kết luận."),
                 loss.ballots, loss.closed, loss.marks, loss.findings);
    if (loss.assessed)
        say_line(_("Đã hủy %d mức tự chấm và mức của Tổ tư vấn."), loss.assessed);
    return rc;
}

enum db_rc call_move(struct cli *c)
{
    enum db_rc rc;
    struct db *db = cli_open(c->word[0], DB_OPEN, &rc);
    if (!db)
        return rc;
    size_t n = (size_t)c->n - 2;
    int *ids = xcalloc(n, sizeof *ids);
    rc = move(c, db, ids, n);
    free(ids);
    return cli_close(db, rc);
}
