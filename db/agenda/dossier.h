/* SPDX-License-Identifier: MIT */
/* db/agenda/dossier.h - the dossier of a product: samples, and the papers of Mẫu 02. */
#ifndef DB_AGENDA_DOSSIER_H
#define DB_AGENDA_DOSSIER_H

#include <stddef.h>

#include "db/base/arena.h"
#include "db/rc.h"

/* The evidence list of Mẫu 02, Phần III. */
enum { EVIDENCE_ITEMS = 15 };
const char *evidence_name(int item); /* 1 .. 15: "Giấy đăng ký kinh doanh" ... a msgid */
#define EVIDENCE_LIST(X)                                                                           \
    X(UNKNOWN, "")                                                                                 \
    X(YES, "yes")                                                                                  \
    X(NO, "no")                                                                                    \
    X(UNNEEDED, "unneeded")
enum evidence_state {
#define X(id, word) EVIDENCE_##id,
    EVIDENCE_LIST(X)
#undef X
};
const char *evidence_word(enum evidence_state s);
struct evidence {
    enum evidence_state state;
    const char *expires; /* YYYY-MM-DD or "" */
    const char *note;
};
struct dossier {
    int product;
    int samples; /* received; -1: not told.  The set says how many are asked for */
    const char *note;
    struct evidence item[EVIDENCE_ITEMS];
};
struct dossiers {
    size_t n;
    struct dossier *v; /* by product no; one for every product */
    void *mem;
};
enum db_rc db_dossiers(struct db *db, int product, struct dossiers *out) MUST_CHECK;
/* @samples SAMPLES_AS_THEY_ARE, @note NULL: as it stands. */
enum { SAMPLES_AS_THEY_ARE = -2 };
enum db_rc db_dossier_put(struct db *db, int product, int samples, const char *note,
                          const char *actor) MUST_CHECK;
/* @item 1 .. 15.  EVIDENCE_UNKNOWN takes the row away; a text that is NULL stays as it stands. */
enum db_rc db_evidence_put(struct db *db, int product, int item, const struct evidence *e,
                           const char *actor) MUST_CHECK;

#endif
