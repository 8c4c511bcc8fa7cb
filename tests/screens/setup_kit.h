/* SPDX-License-Identifier: MIT */
/* tests/screens/setup_kit.h - a session in a folder of its own, and an app to draw its pages.
 *
 * Everything is made through db/db.h and tui/model.h; names, times and paths are always the
 * same, so that grids can be golden. */
#ifndef TESTS_SCREENS_SETUP_KIT_H
#define TESTS_SCREENS_SETUP_KIT_H

#include "tests/feed.h"
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

#endif
