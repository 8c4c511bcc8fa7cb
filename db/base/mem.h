/* SPDX-License-Identifier: MIT */
/* db/base/mem.h - memory that is there or ends the program (after at_exit handlers): no caller
 * asks whether it got any.  What is got here is given back by free.
 *
 * The end says in one sentence what became of the act in hand, takes that act back and removes the
 * files that were being written. */
#ifndef DB_BASE_MEM_H
#define DB_BASE_MEM_H

#include <stdarg.h>
#include <stdbool.h>
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

/* ---- what the end has to say and to do ---- */

/* Say it in the words of @translate, after every at_exit handler that comes later: a screen is
 * closed by then. */
void mem_words(const char *(*translate)(const char *msgid));

/* How far the act of this process came: what a sentence may say of it. */
enum stage {
    STAGE_NONE,   /* nothing was to be written */
    STAGE_OPEN,   /* begun: as long as it is not ended, it is not written */
    STAGE_ENDING, /* not known */
    STAGE_DONE    /* written */
};
void stage_set(enum stage stage);
enum stage stage_now(void);
/* How an act that is open is taken back; NULL: by nothing. */
void stage_undo(void (*undo)(void *), void *arg);

/* The file @path is being written, or the folder made for such files: until temp_end it goes with
 * the program. */
void temp_begin(const char *path);
void temp_end(const char *path);

#endif
