/* SPDX-License-Identifier: MIT */
/* db/base/date.h - days that the calendar has, and the clock of the meeting. */
#ifndef DB_BASE_DATE_H
#define DB_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* Whether there is such a day, from the year 1900 to 2999. */
bool date_exists(int year, int month, int day);
/* Whether @s is YYYY-MM-DD, all of it, and such a day. */
bool date_iso(const char *s);
/* The same day @months later, or the last day of that month where it has no such day
 * (29/02/2024 and 36 months: 28/02/2027).  @iso is a date_iso; @out gets one, or "" beyond 2999. */
void date_add_months(const char *iso, int months, char out[11]);

/* ---- the clock of the meeting ---- */

/* The journal has UTC; what people read, on screens, on paper and in names of files, is the time
 * of Việt Nam, whatever zone the laptop is set to.  This is that zone. */
enum { DATE_ZONE = 7 * 3600 };
/* Seconds since 1970 of @utc, which begins YYYY-MM-DDTHH:MM:SS. */
bool date_utc(const char *utc, int64_t *out);
/* What a clock at the meeting shows @at, seconds since 1970; false beyond the calendar. */
bool date_local(int64_t at, struct tm *out);

#endif
