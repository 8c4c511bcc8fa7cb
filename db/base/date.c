/* SPDX-License-Identifier: MIT */
#include "db/base/date.h"

#include <stdio.h>
#include <stdlib.h>

bool date_exists(int year, int month, int day)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1900 || year > 2999 || month < 1 || month > 12 || day < 1)
        return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= days[month - 1] + (month == 2 && leap);
}

bool date_iso(const char *s)
{
    for (int i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? s[i] != '-' : s[i] < '0' || s[i] > '9')
            return false;
    return !s[10] && date_exists(atoi(s), atoi(s + 5), atoi(s + 8));
}

void date_add_months(const char *iso, int months, char out[11])
{
    int month = atoi(iso + 5) - 1 + months, year = atoi(iso) + month / 12, day = atoi(iso + 8);
    month = month % 12 + 1;
    while (day > 28 && !date_exists(year, month, day))
        day--;
    out[0] = '\0';
    if (date_exists(year, month, day))
        snprintf(out, 11, "%04u-%02u-%02u", (unsigned)year % 10000U, (unsigned)month % 100U,
                 (unsigned)day % 100U);
}

bool date_utc(const char *utc, int64_t *out)
{
    struct tm t = {0};
    if (!utc || sscanf(utc, "%4d-%2d-%2dT%2d:%2d:%2d", &t.tm_year, &t.tm_mon, &t.tm_mday,
                       &t.tm_hour, &t.tm_min, &t.tm_sec) != 6)
        return false;
    t.tm_year -= 1900;
    t.tm_mon -= 1;
    *out = (int64_t)timegm(&t);
    return true;
}

bool date_local(int64_t at, struct tm *out)
{
    time_t there = (time_t)(at + DATE_ZONE);
    return gmtime_r(&there, out) != NULL;
}
