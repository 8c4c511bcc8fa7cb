/* SPDX-License-Identifier: MIT */
#include "tests/kit/plain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void tell(const struct faults *f)
{
    for (size_t i = 0; i < f->n; i++) {
        char *text = fault_text(&f->v[i], NULL);
        print_error("%s\n", text);
        free(text);
    }
}

void plain_ok(struct db *db, enum db_rc rc)
{
    if (rc != DB_OK && db)
        tell(db_faults(db));
    assert_int_equal(rc, DB_OK);
}

bool plain_said(const struct faults *f, enum fault_id id)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->v[i].id == id)
            return true;
    return false;
}

static bool by_its_row(const struct event *e, void *arg)
{
    enum event_kind k = event_kind(e->kind);
    unsigned by = strcmp(e->actor, "secretary") == 0     ? BY_SECRETARY
                  : strcmp(e->actor, "chair") == 0       ? BY_CHAIR
                  : strncmp(e->actor, "member ", 7) == 0 ? BY_MEMBER
                                                         : 0;
    (void)arg;
    if (k == EV_COUNT || !(event_defs[k].by & by))
        fail_msg("event %lld: %s by %s", (long long)e->seq, e->kind, e->actor);
    return true;
}

void plain_actors(struct db *db)
{
    plain_ok(db, db_journal(db, 1, by_its_row, NULL));
}

int64_t plain_events(struct db *db)
{
    struct session s;
    plain_ok(db, db_session(db, &s));
    return s.events;
}

void plain_elsewhere(const char *path, plain_act *act, void *arg)
{
    pid_t child = fork();
    if (child == 0) {
        struct faults f = {0};
        struct db *db = NULL;
        enum db_rc rc = db_open(&db, path, DB_OPEN, &f);
        if (rc == DB_OK)
            rc = act(db, arg);
        tell(db ? db_faults(db) : &f);
        _exit((int)rc);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

struct member plain_member(const char *name, enum role role)
{
    return (struct member){.name = name,
                           .honorific = "",
                           .title = "",
                           .agency = "",
                           .reason = "",
                           .role = role,
                           .scoring = true,
                           .present = true};
}

struct product plain_product(const char *name, const char *owner, const char *set)
{
    return (struct product){.code = "",
                            .name = name,
                            .owner = owner,
                            .representative = "",
                            .business = "",
                            .address = "",
                            .phone = "",
                            .email = "",
                            .commune = "",
                            .district = "",
                            .group = "",
                            .set = set,
                            .expires = ""};
}

int plain_find_member(struct db *db, int no)
{
    char text[16];
    int id = 0;
    snprintf(text, sizeof text, "%d", no);
    assert_int_equal(db_find_member(db, text, &id), DB_OK);
    return id;
}

int plain_find_product(struct db *db, int no)
{
    char text[16];
    int id = 0;
    snprintf(text, sizeof text, "%d", no);
    assert_int_equal(db_find_product(db, text, &id), DB_OK);
    return id;
}
