/* SPDX-License-Identifier: MIT */
/* db/record/event.h - an event of the journal and its fields; the fields of one that is being made,
 * and as its body keeps them (db/FORMAT.md): "NAME BYTES VALUE\n" ... */
#ifndef DB_RECORD_EVENT_H
#define DB_RECORD_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct event_field {
    const char *name, *value;
};
struct event {
    int64_t seq;
    const char *time; /* UTC, YYYY-MM-DDTHH:MM:SS.mmmZ */
    int64_t mono;     /* milliseconds of the machine's monotonic clock */
    const char *boot, *actor, *kind;
    size_t n;
    const struct event_field *field;
    char hash[65];
};
const char *event_get(const struct event *e, const char *name); /* NULL when absent */

/* The fields of an event being made; names may repeat, order matters. */
struct body {
    char *text;
    size_t len, cap;
};
void body_text(struct body *b, const char *name, const char *value);
void body_int(struct body *b, const char *name, int64_t value);
void body_free(struct body *b);
/* One field at *@at: name, value, and where the next one begins; false when malformed. */
bool body_field(const char *text, size_t len, size_t *at, const char **name, size_t *name_len,
                const char **value, size_t *value_len);
/* Decode the body of an event into fields (arena-owned); false when it is malformed. */
bool body_decode(struct arena *a, const char *text, size_t len, struct event *e);

#endif
