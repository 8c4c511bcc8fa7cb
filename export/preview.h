/* SPDX-License-Identifier: MIT */
/* export/preview.h - papers on a screen. */
#ifndef EXPORT_PREVIEW_H
#define EXPORT_PREVIEW_H

#include "db/db.h"

/* A paper as text for a screen, as it would be written now, into *@text; the caller frees. */
enum export_view {
    VIEW_MINUTES,
    VIEW_ANNEX,
    VIEW_FORWARDED,
    VIEW_FAILED,
    VIEW_POSTPONED,
    VIEW_STATS
};
enum db_rc export_preview(struct db *db, enum export_view view, char **text,
                          struct faults *f) MUST_CHECK;

#endif
