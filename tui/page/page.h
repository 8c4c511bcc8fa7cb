/* SPDX-License-Identifier: MIT */
/* tui/page/page.h - the pages of the program, and the door through which one opens another.
 *
 * A page pushes itself and returns; app->model is a struct model (tui/model.h).  A page whose
 * product or member is gone pops itself.  Pages lead to each other in circles (a result to its
 * ballots, a ballot to the result), so a page never calls another one by name: it goes through the
 * table that the model was given at the start,
 *
 *     pages_of(app)->ballot(app, product, member);
 *
 * and needs nothing of the page that it opens.  Only who stands above all pages (tui/run.c, tests)
 * calls page_ballot_open. */
#ifndef TUI_PAGE_PAGE_H
#define TUI_PAGE_PAGE_H

#include "db/db.h"
#include "tui/model.h"

struct pages {
#define PAGE(name, parameters) void(*name) parameters;
#include "tui/page/page.def"
#undef PAGE
};

#define PAGE(name, parameters) void page_##name##_open parameters;
#include "tui/page/page.def"
#undef PAGE

extern const struct pages all_pages;

static inline const struct pages *pages_of(const struct app *app)
{
    return model_of(app)->pages;
}

/* What pages of products answer with: sets were given; postponed, withdrawn, or back. */
enum { TAG_GIVEN = 100, TAG_POSTPONED };

#endif
