/* SPDX-License-Identifier: MIT */
/* export/sheet/journal.h - "Nhật ký". */
#ifndef EXPORT_SHEET_JOURNAL_H
#define EXPORT_SHEET_JOURNAL_H

#include "export/sheet/table.h"

enum db_rc fill_journal(struct results_book *g, struct sheet *p, struct table *t) MUST_CHECK;

#endif
