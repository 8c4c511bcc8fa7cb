/* SPDX-License-Identifier: MIT */
/* db/record/clean.c - text on its way into the record. */
#include "db/record/clean.h"

#include <stdio.h>
#include <stdlib.h>

#include "db/base/text.h"
#include "db/limits.h"

static size_t characters(const char *s)
{
    size_t n = 0;
    for (; *s; s++)
        n += ((unsigned char)*s & 0xc0) != 0x80;
    return n;
}

enum db_rc clean_text(struct db *db, const char *what, const char *in, size_t max, char **out)
{
    uint32_t cp = 0;
    size_t at = 0;
    char limit[24], place[24], code[16];
    *out = text_nfc(in ? in : "");
    if (!*out)
        return db_refuse(db, F_TEXT_UTF8, what, NULL);
    text_squeeze(*out);
    enum text_fault bad = text_check(*out, &cp, &at);
    if (bad == TEXT_FINE && characters(*out) <= max)
        return DB_OK;
    snprintf(limit, sizeof limit, "%zu", max);
    snprintf(place, sizeof place, "%zu", at);
    snprintf(code, sizeof code, "U+%04X", (unsigned)cp);
    free(*out);
    *out = NULL;
    return bad == TEXT_FINE ? db_refuse(db, F_TEXT_LONG, what, limit, NULL)
                            : db_refuse(db, F_TEXT_CHARACTER, what, code, place, NULL);
}

enum db_rc clean_field(struct db *db, struct arena *a, const char *what, const char **text)
{
    char *clean;
    enum db_rc rc = clean_text(db, what, *text, MAX_TEXT, &clean);
    if (rc == DB_OK) {
        *text = arena_strdup(a, clean);
        free(clean);
    }
    return rc;
}
