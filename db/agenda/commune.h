/* SPDX-License-Identifier: MIT */
/* db/agenda/commune.h - the communes of each province since 1 July 2025 (db/data/communes.tsv): to
 * ask whether one in a list is still, or really, there.  The list may be older than the law, so
 * what it says is worth a look and never stands in the way. */
#ifndef DB_AGENDA_COMMUNE_H
#define DB_AGENDA_COMMUNE_H

#include <stdbool.h>

struct communes; /* of one province */

/* Those of @province ("Cà Mau", "tỉnh Cà Mau"); NULL when it is not told or there is none of that
 * name.  Free with communes_free. */
struct communes *communes_of(const char *province);
void communes_free(struct communes *c); /* NULL is fine */
int communes_count(const struct communes *c);
/* Whether @name ("xã Đất Mũi", "X. Đất Mũi", "Đất Mũi"; accents and case do not matter) is one of
 * them.  With the wrong kind ("phường Đất Mũi") it is none.  A blank one is not asked. */
bool communes_has(const struct communes *c, const char *name);

#endif
