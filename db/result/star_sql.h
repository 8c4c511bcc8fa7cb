/* SPDX-License-Identifier: MIT */
/* db/result/star_sql.h - the rule of db/result/star.h for db/sql/views.sql.  Not for other layers.
 */
#ifndef DB_RESULT_STAR_SQL_H
#define DB_RESULT_STAR_SQL_H

#include <sqlite3.h>

/* Give @h the SQL functions band_of, minimum_met, all_met (an aggregate) and star_from; an SQLite
 * result code. */
int star_functions(sqlite3 *h);

#endif
