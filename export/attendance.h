/* SPDX-License-Identifier: MIT */
/* export/attendance.h - who was there, and when: for the minutes and the list to sign. */
#ifndef EXPORT_ATTENDANCE_H
#define EXPORT_ATTENDANCE_H

#include "export/record.h"

/* All members in the order of the papers: the secretary's own (paper.order), else the list's.
 * @out has room for all; how many there are. */
size_t attendance_order(const struct record *r, const struct member **out);
/* "; về lúc 09:40 ...; đến lúc ...": when the record says that somebody left or came during the
 * meeting.  "" when it does not.  The caller frees. */
char *attendance_times(const struct record *r, const struct member *m);
/* "24/11/2026 09:40", when it was recorded how @m stands to the product @product; "" when it never
 * was.  The caller frees. */
char *attendance_recorded(const struct record *r, const struct member *m, int product);

#endif
