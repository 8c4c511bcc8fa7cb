/* SPDX-License-Identifier: MIT */
/* db/limits.h - how much one session holds; more is refused.  Texts in characters. */
#ifndef DB_LIMITS_H
#define DB_LIMITS_H

enum {
    MAX_MEMBERS = 200,
    MAX_PRODUCTS = 5000,
    MAX_NUMBER = 99999, /* stt */
    MAX_SAMPLES = 999,
    MAX_TEXT = 500,    /* a name, an owner, an address, a setting, a reason ... */
    MAX_NOTE = 1000,   /* a note, an opinion, what the council or the authority concludes */
    MAX_PAPER = 4000,  /* what only papers say */
    MAX_FILE_MB = 1024 /* of the file: a write that would pass it is refused, never the next
                          opening */
};

#endif
