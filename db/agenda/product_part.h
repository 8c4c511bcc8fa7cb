/* SPDX-License-Identifier: MIT */
/* db/agenda/product_part.h - what acts on a product share.  Not for other layers. */
#ifndef DB_AGENDA_PRODUCT_PART_H
#define DB_AGENDA_PRODUCT_PART_H

#include "db/agenda/product.h"
#include "db/record/store.h"

/* The product as it stands, its strings in @a; all zeroes for id 0. */
enum db_rc product_read(struct db *db, struct arena *a, int id, struct product *old) MUST_CHECK;
/* A code belongs to one product; @id is allowed to have it. */
enum db_rc need_free_code(struct db *db, const char *code, int id) MUST_CHECK;

/* Add to @out what @product would lose by going from set @from to set @to: nothing when it has
 * that set already, or has nothing of the old one. */
enum db_rc set_loss_add(struct db *db, int product, const char *from, const char *to,
                        struct set_loss *out) MUST_CHECK;

#endif
