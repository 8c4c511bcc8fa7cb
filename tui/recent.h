/* SPDX-License-Identifier: MIT */
/* tui/recent.h - where sessions live, and which were opened lately.
 *
 * Sessions are kept in $XDG_DATA_HOME/hoidong (~/.local/share/hoidong); files elsewhere are
 * remembered, one absolute path a line, in $XDG_STATE_HOME/hoidong/recent
 * (~/.local/state/hoidong/recent).  Nothing here is needed to open a file: failing to write is
 * not reported. */
#ifndef TUI_RECENT_H
#define TUI_RECENT_H

#include <stdbool.h>
#include <stddef.h>

/* The folder of sessions, made if it is missing; NULL with errno when it cannot be.
 * The caller frees. */
char *sessions_folder(void);
/* The same folder's name, whether it is there or not. */
char *data_folder(void);

/* Folder @name for what this user's program remembers, made if it is missing; NULL when it cannot
 * be. The caller frees. */
char *state_folder(const char *name);

struct paths {
    size_t n;
    char **v; /* absolute, no two for one file */
};
/* The session files there are: recent ones first, then the rest of the folder.  Those that no
 * longer exist are left out. */
void sessions_find(struct paths *out);
void paths_free(struct paths *p);

/* Put @path first among the recent files. */
void recent_note(const char *path);
/* Take it out; the file itself stays. */
void recent_forget(const char *path);

#endif
