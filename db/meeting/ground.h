/* SPDX-License-Identifier: MIT */
/* db/meeting/ground.h - on what a conclusion rests: the grounds for a knock-out that a sheet
 * prints, and who reaches a minimum. */
#ifndef DB_MEETING_GROUND_H
#define DB_MEETING_GROUND_H

#include <stdbool.h>
#include <stddef.h>

#include "db/base/arena.h"
#include "db/rc.h"

/* A ground for knocking a product out, as its sheet prints it. */
struct ground {
    const char *criterion; /* "" for the head of the sheet ("hồ sơ bị loại khi") */
    const char *text;
    bool stops; /* "không đánh giá các bước tiếp theo" */
};
struct grounds {
    size_t n;
    struct ground *v; /* in the order of the sheet */
    void *mem;
};
enum db_rc db_grounds(struct db *db, int product, struct grounds *out) MUST_CHECK;

/* Who reaches a minimum and who does not.  Members' points are named only on request, and the
 * journal notes that they were. */
struct gate_name {
    int member;
    const char *label;
    int points;
    bool reaches;
};
struct gate_names {
    size_t n;
    struct gate_name *v; /* by member no */
    void *mem;
};
enum db_rc db_gate_names(struct db *db, int product, int star, const char *criterion,
                         const char *actor, struct gate_names *out) MUST_CHECK;

#endif
