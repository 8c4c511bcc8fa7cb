/* SPDX-License-Identifier: MIT */
/* tests/unit/export_kit.h - small councils to export. */
#ifndef TESTS_EXPORT_KIT_H
#define TESTS_EXPORT_KIT_H

#include "db/db.h"

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

#endif
