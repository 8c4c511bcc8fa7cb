/* SPDX-License-Identifier: MIT */
/* db/record/event.h - the kinds of events; an event of the journal and its fields; the fields of
 * one that is being made, and as its body keeps them (db/FORMAT.md): "NAME BYTES VALUE\n" ... */
#ifndef DB_RECORD_EVENT_H
#define DB_RECORD_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* The rows of db/event.def. */
enum event_kind {
#define EVENT(id, name, fold, since, by, late, change, paper, screen) EV_##id,
#include "db/event.def"
#undef EVENT
    EV_COUNT
};
/* Who makes an event, by the words "secretary", "chair", "member N" in the journal. */
enum event_by { BY_SECRETARY = 1, BY_CHAIR = 2, BY_MEMBER = 4 };
struct event_def {
    const char *name;
    int since;                  /* version of the file */
    unsigned by;                /* BY_x bits */
    bool late, change;          /* after chốt too; takes back what was settled */
    const char *paper, *screen; /* titles; the screen's a msgid */
};
extern const struct event_def event_defs[EV_COUNT];
/* The kind of that name; EV_COUNT: none. */
enum event_kind event_kind(const char *name);

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
