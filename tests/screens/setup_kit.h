/* SPDX-License-Identifier: MIT */
/* tests/screens/setup_kit.h - a session in a folder of its own, and an app to draw its pages.
 *
 * Everything is made through db/db.h and tui/model.h; names, times and paths are always the
 * same, so that grids can be golden. */
#ifndef TESTS_SCREENS_SETUP_KIT_H
#define TESTS_SCREENS_SETUP_KIT_H

#include "tests/kit/feed.h"
#include "tui/model.h"

struct kit {
    struct app app;
    struct model model;
    char folder[200], path[240];
};

/* An app without a session. */
void kit_start(struct kit *k, int rows, int cols);
/* A session with facts alone; with members and products too, and the first ballot half typed
 * when @begun. */
void kit_session(struct kit *k);
void kit_council(struct kit *k);
void kit_begun(struct kit *k);
void kit_end(struct kit *k);

/* Ids of the product or member with this stt. */
int kit_product(struct kit *k, int no);
int kit_member(struct kit *k, int no);

/* Draw, as pages learn their size from it, then press keys or type. */
void kit_press(struct kit *k, const char *keys);
void kit_type(struct kit *k, const char *text);
#define SHOWS(k, text) assert_true(feed_shows(&(k)->app, text))

/* The last value of a field among the events of a kind is @value. */
void kit_last_event(struct kit *k, const char *kind, const char *field, const char *value);
/* The standing of a member for a product, both by stt; without its reason. */
struct seat kit_seat(struct kit *k, int product, int member);
/* The product with this stt has this set. */
void kit_set_is(struct kit *k, int no, const char *set);

/* Setup and teardown of a cmocka test whose state is a struct kit: facts alone, or begun. */
int kit_state(void **state);
int kit_state_begun(void **state);
int kit_state_end(void **state);

#endif
