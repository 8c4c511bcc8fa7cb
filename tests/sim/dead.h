/* SPDX-License-Identifier: MIT */
/* tests/sim/dead.h - an open file of a process that was killed: whoever frees what was its memory
 * touches nothing. */
#ifndef TESTS_SIM_DEAD_H
#define TESTS_SIM_DEAD_H

#include <sqlite3.h>

extern const sqlite3_io_methods dead_methods;

#endif
