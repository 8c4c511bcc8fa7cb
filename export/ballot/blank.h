/* SPDX-License-Identifier: MIT */
/* export/ballot/blank.h - blank ballots for scoring on paper. */
#ifndef EXPORT_BALLOT_BLANK_H
#define EXPORT_BALLOT_BLANK_H

#include "db/db.h"
#include "export/base/options.h"

/* Blank ballots for scoring on paper, before the meeting: for each member who is asked for a
 * ballot by now, "-phieutrang-01-tran-van-a.xlsx" with a ballot for each product that has a set,
 * in the order of the agenda; nothing is ticked.  They replace those written before.  Products
 * without a set are named in @f as warnings.  Of @options (may be NULL) only words count.
 * *@pages: pages of paper in all.  All are written before the first gets its name.
 *
 * DB_REFUSED: cancelled, or there is nobody to ask or no product with a set.  DB_FAULT as above. */
enum db_rc export_blank(struct db *db, const char *dir, const struct export_options *options,
                        bool (*progress)(void *arg, size_t done, size_t total), void *arg,
                        struct export_files *out, size_t *pages, struct faults *f) MUST_CHECK;

#endif
