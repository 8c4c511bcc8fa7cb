/* SPDX-License-Identifier: MIT */
/* export/base/words.h - numbers, dates and names in the Vietnamese of official papers. */
#ifndef EXPORT_BASE_WORDS_H
#define EXPORT_BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A blank that people fill in by hand; export_verify knows it by these characters. */
#define BLANK "……"

/* "37 (ba mươi bảy)", figures and words side by side; one digit gets a leading zero, as in
 * "07 (bảy)", so that nobody can write a digit before it; in words up to 999,999.  The caller
 * frees. */
char *words_count(long n);

/* "2026-08-05" -> "ngày 05 tháng 8 năm 2026" (Nghị định 30/2020: a zero before days under
 * 10 and months 1 and 2); blanks to fill in when @iso is NULL or no date.  The caller frees. */
char *words_date(const char *iso);

/* "2026-08-05" -> "05/08/2026"; blanks when it is no date.  The caller frees. */
char *words_short_date(const char *iso);

/* A time of the journal (UTC) as people in Việt Nam read it (UTC+7):
 * "2026-08-05T04:32:10.123Z" -> "05/08/2026 11:32:10".  As it stands when it is no such
 * time.  The caller frees. */
char *words_time(const char *utc);

/* Seconds since 1970 of a time of the journal; 0 when it is none. */
int64_t words_epoch(const char *utc);

/* "cà mau" -> "CÀ MAU".  The caller frees. */
char *words_upper(const char *s);

/* "Cà Mau" -> "tỉnh Cà Mau", "Huế" -> "thành phố Huế"; what already says so stays.  NULL or
 * "" gives a blank.  The caller frees. */
char *words_province(const char *name);

/* "Ấp 3, xã Định Thành": the commune is said once.  The caller frees. */
char *words_place(const char *address, const char *commune);

/* ---- a text that grows ---- */

struct words {
    char *s;
    size_t n, cap;
};
/* Append, with @between before it unless it is the first. */
void words_add(struct words *w, const char *between, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
