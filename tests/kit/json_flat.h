/* SPDX-License-Identifier: MIT */
/* tests/kit/json_flat.h - a strict reader of JSON (RFC 8259): a document becomes lines of text,
 * one for each value, in the order of the document:
 *
 *     products[0].minimums.3.met = true
 *     products[0].minimums.3.missed = []
 *     products[0].name = "Chè Shan tuyết"
 *
 * so two documents are the same when their lines are.  Texts stand as they are, decoded, in
 * quotes; a line feed in one is shown as \n. */
#ifndef TESTS_KIT_JSON_FLAT_H
#define TESTS_KIT_JSON_FLAT_H

#include <stdbool.h>
#include <stddef.h>

/* The lines of @text (@n bytes, no NUL needed), in new memory; NULL when it is not one JSON
 * document of whole numbers, in valid UTF-8, ended by one line feed.  Then *@at is the byte
 * where it stops being one. */
char *json_flat(const char *text, size_t n, size_t *at);

#endif
