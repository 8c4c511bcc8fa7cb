/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/scoring.c - to the product whose ballots come next. */
#include "db/db.h"
#include "tui/kit/app.h"
#include "tui/kit/i18n.h"
#include "tui/model.h"
#include "tui/page/page.h"

static bool to_be_done(const struct product *v)
{
    return !v->withdrawn && !v->postponed && !v->knocked_out && v->set_known &&
           v->closed < v->expected;
}

/* A ballot begun and left comes first, then a product of which some ballots are in. */
static const struct product *next_product(const struct products *all)
{
    for (size_t i = 0; i < all->n; i++)
        if (to_be_done(&all->v[i]) && all->v[i].open > 0)
            return &all->v[i];
    for (size_t i = 0; i < all->n; i++)
        if (to_be_done(&all->v[i]) && all->v[i].closed > 0)
            return &all->v[i];
    for (size_t i = 0; i < all->n; i++)
        if (to_be_done(&all->v[i]))
            return &all->v[i];
    return NULL;
}

static int begun_by(struct db *db, int product)
{
    struct seats seats;
    int member = 0;
    if (db_seats(db, product, 0, &seats) == DB_OK)
        for (size_t i = 0; i < seats.n && !member; i++)
            if (seats.v[i].ballot == BALLOT_OPEN && seats.v[i].expected)
                member = seats.v[i].member;
    list_free(&seats);
    return member;
}

void page_scoring_open(struct app *app)
{
    struct products all;
    struct db *db = model_of(app)->db;
    const struct product *next = NULL;
    int expected = 0;
    if (db_products(db, &all) == DB_OK)
        next = next_product(&all);
    for (size_t i = 0; i < all.n; i++)
        expected += all.v[i].expected;
    if (next)
        pages_of(app)->panel(app, next->id, next->open ? begun_by(db, next->id) : 0);
    else if (all.n == 0)
        app_say(app, SAY_WARN, _("Chưa có sản phẩm: mục 3, rồi {AGENDA_IMPORT} để nạp danh sách."));
    else if (expected == 0)
        app_say(app, SAY_WARN,
                _("Chưa có ai chấm: mục 2, rồi {MEMBERS_IMPORT} để nạp danh sách thành viên."));
    else
        app_say(app, SAY_GOOD, _("Không còn phiếu nào phải nhập. Xem kết quả ở mục 5."));
    list_free(&all);
}
