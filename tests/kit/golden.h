/* SPDX-License-Identifier: MIT */
/* tests/kit/golden.h - expected texts that live in tests/golden/NAME.txt.
 *
 * GOLDEN=update in the environment rewrites them; the difference is then reviewed in git. */
#ifndef TESTS_KIT_GOLDEN_H
#define TESTS_KIT_GOLDEN_H

#include <stdbool.h>

/* True when updating. */
bool golden_update(void);
/* True when @actual is the golden text, or has just become it. */
bool golden_same(const char *name, const char *actual);
/* The same, but a difference fails the running cmocka test: both texts are printed, and every
 * line that differs is marked with '*'. */
void golden(const char *name, const char *actual);

#endif
