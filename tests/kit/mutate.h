/* SPDX-License-Identifier: MIT */
/* tests/kit/mutate.h - a session file changed as somebody who knows it would: rows, fields of
 * events, cells and pages; chained and folded anew in part of the cases. */
#ifndef TESTS_KIT_MUTATE_H
#define TESTS_KIT_MUTATE_H

#include <stddef.h>
#include <stdint.h>

/* The tables of a session with the columns of their keys; ends with a NULL name. */
struct fuzz_table {
    const char *name, *key;
};
extern const struct fuzz_table fuzz_tables[];

/* Change the session of @size bytes at @data, where @room bytes have place; the new size.  0: it is
 * none that SQLite reads, nothing was changed. */
size_t session_mutate(uint8_t *data, size_t size, size_t room, unsigned seed);

#endif
