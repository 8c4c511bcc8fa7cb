/* SPDX-License-Identifier: MIT */
/* export/table/meeting.h - the meeting in tables: its members, what was required and reached, what
 * was opened again, every event. */
#ifndef EXPORT_TABLE_MEETING_H
#define EXPORT_TABLE_MEETING_H

#include "export/table/table.h"

struct table *table_members(const struct record *r, struct arena *a);
struct table *table_gates(const struct record *r, struct arena *a);
struct table *table_rescored(const struct record *r, struct arena *a);
struct table *table_journal(const struct record *r, struct arena *a);
/* A longer journal is told without its marks. */
bool journal_left_out(const struct record *r, const struct log_entry *e);

#endif
