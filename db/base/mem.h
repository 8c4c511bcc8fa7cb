/* SPDX-License-Identifier: MIT */
/* db/base/mem.h - memory that is there or ends the program (after at_exit handlers): no caller
 * asks whether it got any.  What is got here is given back by free. */
#ifndef DB_BASE_MEM_H
#define DB_BASE_MEM_H

#include <stdarg.h>
#include <stddef.h>

void *xmalloc(size_t n);
void *xcalloc(size_t n, size_t size);
void *xrealloc(void *p, size_t n);
/* An array of @n, room for @cap: @p with room for one more at least; *@cap follows. */
void *mem_grow(void *p, size_t n, size_t *cap, size_t size);
char *xstrdup(const char *s);
char *xstrndup(const char *s, size_t n);
/* printf into new memory. */
char *xasprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
char *xvasprintf(const char *fmt, va_list ap) __attribute__((format(printf, 1, 0)));
/* For memory that a library could not get. */
_Noreturn void mem_gone(void);

#endif
