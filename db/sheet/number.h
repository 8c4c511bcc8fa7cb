/* SPDX-License-Identifier: MIT */
/* db/sheet/number.h - for the reader of workbooks only: numbers, dates, and the styles that tell
 * them apart. */
#ifndef DB_SHEET_NUMBER_H
#define DB_SHEET_NUMBER_H

#include "db/sheet/xlsx.h"

enum { FORMAT_DATE = 1, FORMAT_TIME = 2 };

enum number { NUMBER_FINE, NUMBER_LONG /* digits were lost */, NUMBER_BAD };
enum { NUMBER_ROOM = 340 };
/* A stored number as a person would type it: at most 15 digits, no exponent. */
enum number number_text(const char *raw, char out[NUMBER_ROOM]);
/* A stored date as YYYY-MM-DD, " HH:MM[:SS]" added or alone.  False if it is none. */
bool date_text(const char *raw, bool from_1904, unsigned kind, char out[32]);
/* The same of a date stored as ISO 8601. */
bool date_text_iso(const char *raw, char out[32]);

/* Which cell styles show dates: from part @i. */
bool read_styles(struct xlsx *w, size_t i);

#endif
