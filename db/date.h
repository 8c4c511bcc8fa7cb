/* SPDX-License-Identifier: MIT */
/* db/date.h - days that the calendar has. */
#ifndef DB_DATE_H
#define DB_DATE_H

#include <stdbool.h>

/* Whether there is such a day, from the year 1900 to 2999. */
bool date_exists(int year, int month, int day);
/* Whether @s is YYYY-MM-DD, all of it, and such a day. */
bool date_iso(const char *s);

#endif
