/* SPDX-License-Identifier: MIT */
/* export/export.h - the papers of a session: one workbook (.xlsx) that the province prints
 * and signs, on request another with the members' ballots, and the check of such a workbook
 * of results against the record.
 *
 * Everything in them comes from the record: equal records give equal bytes, and the clock is never
 * asked.  Each sheet and each printed page says whether it is DỰ THẢO, ĐÃ CHỐT (chờ ký) or DIỄN
 * TẬP.  sheet_defs (export/sheet/sheets.h) lists the sheets of the workbook of results.
 *
 * A dotted blank ("……") is a place that people fill in by hand; export_verify lets any
 * text stand there and nowhere else. */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "db/db.h"

enum export_what {
    EXPORT_RESULTS = 1 << 0, /* "ketqua": the workbook of all sheets */
    EXPORT_BALLOTS = 1 << 1, /* "phieu": the members' ballots, a workbook of their own */
    EXPORT_MINUTES = 1 << 3, /* "bien-ban" ("bao-cao-y-kien" of written opinions): text, Word */
    EXPORT_NOTICES = 1 << 4, /* "thong-bao-xa", "thong-bao-chu-the": text, Word */
    EXPORT_CSV = 1 << 5,     /* each table as CSV */
    EXPORT_JSON = 1 << 6     /* "bang": all tables as JSON */
};
struct official;
struct export_options {
    unsigned what;
    bool bom;    /* a byte order mark before CSV */
    bool points; /* the annex of the decision shows points */
    /* NULL: ours.  The minutes' own, .txt for both the text and the Word file, .docx for the Word
     * file; or a folder with such files, named as export_template_name has it. */
    const char *template_path;
    const struct official *words; /* the law's own words for ballots; NULL: ours */
};

/* Paths of what was written, or was there already with the same bytes. */
struct export_files {
    size_t n;
    char **path;
};
void export_files_free(struct export_files *files); /* NULL is fine; leaves an empty list */

/* Write what is asked for (NULL: the results) into the folder @dir (NULL: the folder of the
 * session file), all from the same record.
 *
 * A name is the session's own in plain ASCII, what it is, and the state: "-ketqua-duthao.xlsx"
 * while the session is open, "-ketqua-v1.xlsx" and so on for what was signed off.  A draft
 * replaces the draft before it.  What was signed off is never overwritten: if the file that is
 * there has the same bytes it is left alone and named, else "-ketqua-v1-2.xlsx" (-3 ...) is
 * written.
 *
 * Every file appears whole under its name, and on the disk, or not at all: on any failure, and
 * when @progress (may be NULL; called often, @done never more than @total) returns false, older
 * files are untouched and nothing new is left behind; only where a file, written whole, cannot
 * be given its name may those before it stand already (see @out).
 *
 * DB_REFUSED: cancelled.  DB_FAULT: could not be written, or the session not read. */
enum db_rc export_session(struct db *db, const char *dir, const struct export_options *options,
                          bool (*progress)(void *arg, size_t done, size_t total), void *arg,
                          struct export_files *out, struct faults *f) MUST_CHECK;

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

/* The documents that people may word themselves: names of the templates that ship ("bien-ban"; NULL
 * behind the last), and the text of one (static; NULL: there is none of that name). */
const char *export_template_name(size_t i);
const char *export_template_text(const char *name);
/* Write one that there is to @path, which must not exist: as text, or for Word. */
enum db_rc export_template(const char *name, bool word, const char *path,
                           struct faults *f) MUST_CHECK;
/* Call @each for every field and list that a template may name, with its present text; what is
 * in the items of a list is @depth deeper, shown by the first of them; of an empty one those that
 * our templates ask for are named. */
enum db_rc export_fields(struct db *db,
                         void (*each)(void *arg, int depth, const char *name, const char *text,
                                      bool list),
                         void *arg, struct faults *f) MUST_CHECK;

/* Compare @workbook with what the record of @db says now, cell by cell over all sheets.
 * Each cell that was changed, added or emptied is a fault that names it and both texts; so
 * is a sheet too many or too few.  Numbers are compared as numbers, so that a copy saved
 * again by another program is still equal.  What was filled in where people may is a warning
 * that names it (blanks for number and date).
 *
 * DB_OK: equal.  DB_REFUSED: differs, or belongs to another session.  DB_FAULT: not a
 * workbook of this program, or it cannot be read. */
enum db_rc export_verify(const char *workbook, struct db *db, struct faults *f) MUST_CHECK;

#endif
