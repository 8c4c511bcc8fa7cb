/* SPDX-License-Identifier: MIT */
/* tui/kit/widget/picker_dir.h - folders on the disk, for picker.c only. */
#ifndef TUI_KIT_WIDGET_PICKER_DIR_H
#define TUI_KIT_WIDGET_PICKER_DIR_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct dir_entry {
    char *name;   /* as on the disk */
    char *shown;  /* safe for a screen */
    char *folded; /* for the filter; NULL when the name is no UTF-8 */
    bool folder;
    long long size; /* bytes */
    time_t changed;
};

struct dir_list {
    size_t n;
    struct dir_entry *v;
};

/* The entries of a folder in order: "..", folders, then (unless @folders_only) regular files
 * whose names end in one of @ext (NULL: all), in dictionary order.  Hidden ones are left out,
 * and what exceeds 10,000.  False if the folder cannot be read. */
bool dir_read(const char *dir, const char *const *ext, bool folders_only, struct dir_list *out);
void dir_free(struct dir_list *l);

/* New strings; the caller frees. */
char *dir_join(const char *dir, const char *name);
char *dir_parent(const char *dir);
char *dir_absolute(const char *dir);
/* The last part of a path, inside it. */
const char *dir_base(const char *dir);
/* Folders worth a jump: mounted sticks, @start, home; ended by NULL.  Home when nothing else. */
char **dir_places(const char *start);

#endif
