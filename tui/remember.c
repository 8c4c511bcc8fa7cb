/* SPDX-License-Identifier: MIT */
#include "tui/remember.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/base/mem.h"
#include "db/base/regular.h"
#include "tui/recent.h"

/* The note of the session @id, its folder made; NULL when it cannot be.  The caller frees. */
static char *note_path(const char *id)
{
    char *dir = state_folder("seen");
    char *path = dir ? xasprintf("%s/%.32s", dir, id) : NULL;
    free(dir);
    return path;
}

struct note {
    int64_t seq;
    char hash[65];
};

static bool note_read(const char *id, struct note *out)
{
    char *path = note_path(id);
    FILE *f = path ? regular_stream(path) : NULL;
    free(path);
    *out = (struct note){0};
    bool ok = f && fscanf(f, "%" SCNd64 " %64[0-9a-f]", &out->seq, out->hash) == 2 &&
              out->seq > 0 && strlen(out->hash) == 64;
    if (f)
        fclose(f);
    return ok;
}

/* Written aside and renamed: whoever reads gets one note or the other. */
static void note_write(const char *id, const struct note *n)
{
    char *path = note_path(id);
    if (!path)
        return;
    char *tmp = xasprintf("%s.%ld", path, (long)getpid());
    FILE *f = fopen(tmp, "we");
    if (f)
        fprintf(f, "%" PRId64 " %s\n", n->seq, n->hash);
    if (!f || fclose(f) != 0 || rename(tmp, path) != 0)
        unlink(tmp);
    free(tmp);
    free(path);
}

struct stands {
    const struct note *note;
    bool found;
};

static bool stands_here(const struct event *e, void *arg)
{
    struct stands *s = arg;
    s->found = e->seq == s->note->seq && strcmp(e->hash, s->note->hash) == 0;
    return false;
}

void remember_begin(struct remember *r, struct db *db, struct faults *f)
{
    struct session s;
    struct note n;
    *r = (struct remember){0};
    if (db_session(db, &s) != DB_OK)
        return;
    r->events = s.events;
    if (!note_read(s.id, &n))
        return;
    struct stands at = {.note = &n};
    if (db_journal(db, n.seq, stands_here, &at) != DB_OK || at.found)
        return;
    r->behind = true;
    char seq[24];
    snprintf(seq, sizeof seq, "%" PRId64, n.seq);
    warn_add(f, F_FILE_BEHIND, seq, NULL);
}

void remember_note(struct remember *r, struct db *db, bool end)
{
    struct session s;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (r->events == 0 || (!end && now.tv_sec == r->noted))
        return;
    r->noted = now.tv_sec;
    if (db_session(db, &s) != DB_OK || s.events == 0 || (r->behind && s.events == r->events))
        return;
    struct note n = {.seq = s.events};
    memcpy(n.hash, s.head, sizeof n.hash);
    note_write(s.id, &n);
}
