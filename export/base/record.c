/* SPDX-License-Identifier: MIT */
/* export/base/record.c - reading a session for its papers. */
#include "export/base/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"

/* ---- journal ------------------------------------------------------------------------------ */

struct log_reader {
    struct record *r;
    size_t cap;
};

/* The text of a criteria set and the chair's PIN have no place on paper. */
static bool on_paper(const struct event *e, const struct event_field *f)
{
    if (strcmp(e->kind, "pin") == 0)
        return strcmp(f->name, "pin") != 0;
    if (strcmp(e->kind, "criteria") == 0)
        return strcmp(f->name, "set") == 0 || strcmp(f->name, "name") == 0;
    return strcmp(f->name, "result") != 0;
}

static bool log_add(const struct event *e, void *arg)
{
    struct log_reader *reader = arg;
    struct record *r = reader->r;
    r->log = arena_grow(r->arena, r->log, r->n_log, &reader->cap, sizeof *r->log);
    struct log_entry *to = &r->log[r->n_log++];
    struct event_field *field = arena_alloc(r->arena, (e->n + 1) * sizeof *field);
    *to = (struct log_entry){.seq = e->seq,
                             .time = arena_strdup(r->arena, e->time),
                             .actor = arena_strdup(r->arena, e->actor),
                             .kind = arena_strdup(r->arena, e->kind),
                             .field = field};
    snprintf(to->hash, sizeof to->hash, "%.16s", e->hash);
    for (size_t i = 0; i < e->n; i++)
        if (on_paper(e, &e->field[i]))
            field[to->n++] = (struct event_field){arena_strdup(r->arena, e->field[i].name),
                                                  arena_strdup(r->arena, e->field[i].value)};
    return true;
}

const char *log_get(const struct log_entry *e, const char *name)
{
    for (size_t i = 0; i < e->n; i++)
        if (strcmp(e->field[i].name, name) == 0)
            return e->field[i].value;
    return "";
}

long log_number(const struct log_entry *e, const char *name)
{
    return strtol(log_get(e, name), NULL, 10);
}

/* ---- loading ------------------------------------------------------------------------------ */

/* Members who score, and whoever else has a ballot that counts. */
static void choose_columns(struct record *r)
{
    r->column = arena_alloc(r->arena, (r->members.n + 1) * sizeof *r->column);
    for (size_t i = 0; i < r->members.n; i++) {
        const struct member *m = &r->members.v[i];
        bool wanted = m->scoring;
        for (size_t j = 0; j < r->seats.n && !wanted; j++)
            wanted = r->seats.v[j].member == m->id && r->seats.v[j].counted;
        if (wanted)
            r->column[r->n_columns++] = m;
    }
}

enum db_rc record_load(struct record *r, struct db *from)
{
    r->arena = arena_new();
    enum db_rc rc = db_look(from, &r->db);
    struct db *db = r->db;
    if (rc == DB_OK)
        rc = db_session(db, &r->session);
    if (rc == DB_OK)
        rc = db_rules(db, &r->rules);
    if (rc == DB_OK)
        rc = db_members(db, &r->members);
    if (rc == DB_OK)
        rc = db_products(db, &r->products);
    if (rc == DB_OK)
        rc = db_seats(db, 0, 0, &r->seats);
    if (rc == DB_OK)
        rc = db_tally(db, 0, &r->tally);
    if (rc == DB_OK)
        rc = db_findings(db, 0, &r->findings);
    if (rc == DB_OK)
        rc = db_decisions(db, &r->decisions);
    if (rc == DB_OK)
        rc = db_ballot_notes(db, &r->notes);
    struct log_reader reader = {.r = r};
    if (rc == DB_OK)
        rc = db_journal(db, 1, log_add, &reader);
    if (rc != DB_OK)
        return rc;
    choose_columns(r);
    return DB_OK;
}

void record_free(struct record *r)
{
    list_free(&r->rules);
    list_free(&r->members);
    list_free(&r->products);
    list_free(&r->seats);
    list_free(&r->tally);
    list_free(&r->findings);
    list_free(&r->decisions);
    list_free(&r->notes);
    arena_free(r->arena);
    db_close(r->db);
    *r = (struct record){0};
}

/* ---- looking up --------------------------------------------------------------------------- */

const char *record_fact(const struct record *r, enum setting fact)
{
    return *r->rules.text[fact] ? r->rules.text[fact] : NULL;
}

const struct member *record_member(const struct record *r, int id)
{
    for (size_t i = 0; i < r->members.n; i++)
        if (r->members.v[i].id == id)
            return &r->members.v[i];
    return NULL;
}

const struct product *record_product(const struct record *r, int id)
{
    for (size_t i = 0; i < r->products.n; i++)
        if (r->products.v[i].id == id)
            return &r->products.v[i];
    return NULL;
}

/* Every member has a seat for every product, in the order of both lists. */
const struct seat *record_seat(const struct record *r, int product, int member)
{
    size_t p = 0, m = 0;
    while (p < r->products.n && r->products.v[p].id != product)
        p++;
    while (m < r->members.n && r->members.v[m].id != member)
        m++;
    size_t at = p * r->members.n + m;
    if (at < r->seats.n && r->seats.v[at].product == product && r->seats.v[at].member == member)
        return &r->seats.v[at];
    return NULL;
}

const struct result *record_result(const struct record *r, int product)
{
    for (size_t i = 0; i < r->tally.n; i++)
        if (r->tally.v[i].product == product)
            return &r->tally.v[i];
    return NULL;
}

const struct finding *record_finding(const struct record *r, int product, enum finding_kind kind)
{
    for (size_t i = 0; i < r->findings.n; i++)
        if (r->findings.v[i].product == product && r->findings.v[i].kind == kind &&
            !r->findings.v[i].stale)
            return &r->findings.v[i];
    return NULL;
}

bool record_left_out(const struct record *r, int product)
{
    const struct decided *d = decided_find(&r->decisions, product);
    const struct result *x = record_result(r, product);
    return d && d->left_out && x && result_listed(x);
}

static const struct member *first_present(const struct record *r, enum role role)
{
    for (size_t i = 0; i < r->members.n; i++)
        if (r->members.v[i].role == role && r->members.v[i].present)
            return &r->members.v[i];
    return NULL;
}

const struct member *record_president(const struct record *r)
{
    const struct member *m = first_present(r, ROLE_CHAIR);
    return m ? m : first_present(r, ROLE_VICE);
}

const struct member *record_secretary(const struct record *r)
{
    for (size_t i = 0; i < r->members.n; i++) {
        const struct member *m = &r->members.v[i];
        if ((m->secretary || m->role == ROLE_SECRETARY) && m->present)
            return m;
    }
    return NULL;
}

bool in_council(const struct member *m)
{
    return m->role != ROLE_ADVISER && m->role != ROLE_OBSERVER;
}

const char *full_name(const struct record *r, const struct member *m)
{
    if (!m->honorific[0])
        return m->name;
    char *joined = xasprintf("%s %s", m->honorific, m->name);
    const char *kept = arena_strdup(r->arena, joined);
    free(joined);
    return kept;
}
