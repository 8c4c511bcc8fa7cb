/* SPDX-License-Identifier: MIT */
/* db/sheet/zip.h - for the readers of packages only: a zip and its parts. */
#ifndef DB_SHEET_ZIP_H
#define DB_SHEET_ZIP_H

#include <stdint.h>

#include "db/sheet/sheet.h"

struct part {
    char *name;
    uint64_t size;     /* inflated, as the directory says; checked when read */
    uint64_t from, to; /* bytes of the file it takes, its own header included */
    bool read;
};

struct package {
    struct zip *zip;
    size_t n;
    struct part *part; /* in the order of the directory */
    struct faults *f;
};

/* Open a zip of @len bytes and check its directory: names, sizes, places.  @data must stay.
 * False with a fault.  Close in either case. */
bool package_open(struct package *p, const char *data, size_t len, struct faults *f);
void package_close(struct package *p);

/* The index of a part (case does not matter), or -1. */
long package_find(const struct package *p, const char *name);

/* Read part @i whole through @piece, which returns false to stop.  False with a fault when
 * the part is damaged, or silently when @piece stopped it. */
bool package_read(struct package *p, size_t i,
                  bool (*piece)(void *arg, const char *s, size_t n, bool last), void *arg);

/* Read every part that was not, to see that it is sound and declares no DOCTYPE. */
bool package_check_rest(struct package *p);

#endif
