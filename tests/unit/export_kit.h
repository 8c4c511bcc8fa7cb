/* SPDX-License-Identifier: MIT */
/* tests/unit/export_kit.h - small councils to export, a folder to export them to, and a look at the
 * files. */
#ifndef TESTS_EXPORT_KIT_H
#define TESTS_EXPORT_KIT_H

#include "db/db.h"
#include "export/export.h"

struct council {
    const char *path;
    int members, products; /* how many; one product in each criteria set the program has */
    bool rehearsal;
    bool long_names; /* 131 characters, as real lists have */
    bool plain;      /* all agree, nothing to conclude: can be signed off */
};

/* A session with ballots: member 2 recused from product 2, the last member away, product 3
 * postponed, notes and conclusions on product 1 - unless plain.  Aborts the test on failure. */
struct db *council_make(const struct council *k);
/* Closes all ballots, concludes what is divided, signs off. */
void council_signoff(struct db *db);

/* A folder of its own for each test, with the session in it: setup and teardown of a cmocka test
 * whose state is a struct place. */
struct place {
    char dir[200];
    char *session; /* path; "Đợt 2.ocop" */
    struct db *db; /* NULL until place_make */
    struct export_files files;
    struct faults faults;
};
int place_setup(void **state);
int place_teardown(void **state);
void place_make(struct place *p, struct council c);
/* Files and faults of the last export. */
void place_forget(struct place *p);

/* A file whole, NUL behind it; *@n (may be NULL) bytes.  The caller frees. */
char *file_text(const char *path, size_t *n);
bool same_bytes(const char *a, const char *b);
size_t files_in(const char *dir);

#endif
