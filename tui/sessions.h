/* SPDX-License-Identifier: MIT */
/* tui/sessions.h - what the list of sessions tells of each file. */
#ifndef TUI_SESSIONS_H
#define TUI_SESSIONS_H

#include <stdbool.h>
#include <stddef.h>

struct session_file {
    char *path;
    char *name;               /* "Đợt 2/2026", or the file's name */
    char *council, *province; /* "" when not given, or when the file cannot be read */
    char date[11];            /* "23/11/2026" or "" */
    char last[32];            /* time of the last event, UTC; "" when it cannot be read */
    int products;
    bool closed, rehearsal;
    char *fault; /* why it cannot be opened, or NULL */
};
struct session_files {
    size_t n;
    struct session_file *v; /* the latest first, those that cannot be read last */
};

/* Look at every session file there is; each is opened for a moment.  Never call it while this
 * process has one of them open (db_open). */
void session_files_read(struct session_files *out);
void session_files_free(struct session_files *f);

#endif
