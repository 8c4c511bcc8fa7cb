/* SPDX-License-Identifier: MIT */
/* db/import/products_part.h - a list of products under way, between products.c and
 * products_identity.c. */
#ifndef DB_IMPORT_PRODUCTS_PART_H
#define DB_IMPORT_PRODUCTS_PART_H

#include "db/agenda/commune.h"
#include "db/import/part.h"

struct products_row {
    int no;           /* stt as the list has it, 0: none */
    size_t of;        /* the product it is: index in old + 1, 0: a new one */
    struct product p; /* as the row wants it */
};
struct products_list {
    struct import *im;
    struct products old; /* of the session, as they stand */
    struct products_row *row;
    struct rules rules;
    struct communes *communes; /* of the province; NULL: not known */
};

/* Check codes and stt, and find the product each row is: by code; without codes by stt;
 * without either by name and owner, the k-th such row being the k-th such product. */
void products_identify(struct products_list *l);

#endif
