/* SPDX-License-Identifier: MIT */
/* db/base/json.h - writing JSON: one object, valid UTF-8 whatever comes in, the same in every
 * language.
 *
 *     struct json j = {.out = stdout};
 *     json_object(&j, NULL);
 *     json_text(&j, "name", product.name);
 *     json_end(&j);
 *
 * @key is the member's name, NULL for an element of an array and for the outermost object. */
#ifndef DB_BASE_JSON_H
#define DB_BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { JSON_DEPTH = 16 };

struct json {
    FILE *out;
    int depth;              /* open objects and arrays */
    char close[JSON_DEPTH]; /* what ends each */
    bool more[JSON_DEPTH];  /* a comma is due */
};

void json_object(struct json *j, const char *key);
void json_array(struct json *j, const char *key);
/* Ends what was opened last; the outermost with a line feed. */
void json_end(struct json *j);

/* A text as it is; invalid UTF-8 becomes U+FFFD. */
void json_string(struct json *j, const char *key, const char *value);
/* The same, but a missing text (NULL or "") is null. */
void json_text(struct json *j, const char *key, const char *value);
void json_int(struct json *j, const char *key, int64_t value);
/* A number that is missing (null) when it is below @least. */
void json_int_from(struct json *j, const char *key, int64_t value, int64_t least);
void json_bool(struct json *j, const char *key, bool value);
void json_null(struct json *j, const char *key);
/* [a,b]: a mean as an exact fraction. */
void json_pair(struct json *j, const char *key, int64_t a, int64_t b);

#endif
