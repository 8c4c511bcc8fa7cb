/* SPDX-License-Identifier: MIT */
/* tests/unit/import_kit.h - lists written into the test, imported into a fresh session. */
#ifndef TESTS_IMPORT_KIT_H
#define TESTS_IMPORT_KIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "db/db.h"

struct kit {
    struct db *db;
    char dir[200];
    struct import_options opt;
    struct import_report report;
};

/* A session with no quorum rule in a folder of its own; *state is its struct kit. */
int lists_setup(void **state);
int lists_teardown(void **state);

/* Import @text as a list; "|" stands for a tab, so that every row must be as wide as the
 * header. */
enum db_rc lists_import(struct kit *k, enum list_kind kind, const char *text);
/* Import the file @name of tests/fixtures/lists. */
enum db_rc lists_fixture(struct kit *k, enum list_kind kind, const char *name);

/* It must go through, and as many rows be added, changed and left the same. */
void lists_takes(struct kit *k, enum list_kind kind, const char *text, size_t added, size_t changed,
                 size_t same);
/* It must be refused with @id at @row and @col (0: any), and leave no event. */
void lists_refuses(struct kit *k, enum list_kind kind, const char *text, enum fault_id id, long row,
                   long col);
/* The same of each of @n lists, @head and then the rows. */
struct bad_list {
    const char *rows;
    enum fault_id id;
    long row, col;
};
void lists_refuses_each(struct kit *k, enum list_kind kind, const char *head,
                        const struct bad_list *bad, size_t n);
/* Whether the last import said @id, as a fault or a warning, there. */
bool lists_said(const struct kit *k, enum fault_id id, long row, long col);
size_t lists_count(const struct kit *k, enum fault_id id);
int64_t lists_events(struct kit *k);

/* By stt; the lists must be freed with lists_free_*. */
struct product lists_product(struct kit *k, int no, struct products *all);
struct member lists_member(struct kit *k, const char *name, struct members *all);
/* Three scoring members (An, Bình, Cúc), a secretary (Dung), products 1 and 2 of set 8,
 * 3 without a set and 4 of set 26. */
void lists_council(struct kit *k);
/* A whole ballot of set 8, every criterion at its second level. */
char *lists_ballot(const char *product, const char *member);
/* The panel as a product's members stand: the state of @member for product @no. */
enum panel_state lists_panel(struct kit *k, int no, const char *member);

#endif
