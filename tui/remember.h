/* SPDX-License-Identifier: MIT */
/* tui/remember.h - the last event of each session that this user's program saw, so that an older
 * copy put in a file's place, a fork or a file cut short is noticed at the next start too.
 *
 * One small file a session, $XDG_STATE_HOME/hoidong/seen/ID: "SEQ HASH".  Nothing here is needed to
 * open a file: failing to read or write is not reported. */
#ifndef TUI_REMEMBER_H
#define TUI_REMEMBER_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "db/db.h"

struct remember {
    int64_t events; /* as the file was opened; 0: nothing is open */
    bool behind;    /* the event of the note is not in the file */
    time_t noted;   /* when the note was last written, by the monotonic clock */
};

/* @db was opened to write: read the note.  When its event is not in the journal, *@f gets the
 * warning F_FILE_BEHIND. */
void remember_begin(struct remember *r, struct db *db, struct faults *f);
/* Write the note, at most once a second but at the @end.  A file that is behind and was only opened
 * leaves the note as it is. */
void remember_note(struct remember *r, struct db *db, bool end);

#endif
