/* SPDX-License-Identifier: MIT */
/* tests/fault/folder.h - what is in a folder, and bringing it back to what it was. */
#ifndef TESTS_FAULT_FOLDER_H
#define TESTS_FAULT_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FOLDER_FILES = 256 };

struct folder {
    size_t n;
    struct folder_entry {
        char path[120]; /* below the folder */
        bool is_folder;
        uint64_t hash; /* of its bytes */
    } v[FOLDER_FILES];
};

/* Files and folders below @dir, in order of their names. */
void folder_read(const char *dir, struct folder *out);
const struct folder_entry *folder_find(const struct folder *f, const char *path);
/* Make @dir hold what @from holds; @is is what it holds now. */
void folder_restore(const char *from, const struct folder *was, const char *dir,
                    const struct folder *is);
/* A file whole, NUL behind it; NULL when there is none.  The caller frees. */
char *folder_text(const char *path, size_t *n);
void folder_write(const char *path, const char *text);

#endif
