/* SPDX-License-Identifier: MIT */
/* db/base/arena.h - memory that is freed all at once: a list and its strings are one arena. */
#ifndef DB_BASE_ARENA_H
#define DB_BASE_ARENA_H

#include <stddef.h>

struct arena; /* grows by blocks */

struct arena *arena_new(void);
void arena_free(struct arena *a); /* NULL is fine */
/* The end of a list, any struct that keeps its arena in `mem`: frees it, leaves the list zeroed.
 * A list that is all zeroes is fine. */
#define list_free(list) arena_end((list)->mem, (list), sizeof *(list))
void arena_end(struct arena *mem, void *list, size_t size);
/* Zeroed, aligned for any object.  Never NULL: out of memory ends the program. */
void *arena_alloc(struct arena *a, size_t n);
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n);
/* Room for one more element of @size in a vector of *n elements, doubling; the vector's new
 * place.  The old one stays in the arena until the end. */
void *arena_grow(struct arena *a, void *v, size_t n, size_t *cap, size_t size);

#endif
