/* SPDX-License-Identifier: MIT */
/* The door of the record: what its rooms hand down to the file below them. */
#include "db/db.h"

#include "db/agenda/set_part.h"
#include "db/council/session_part.h"
#include "db/council/setting_part.h"
#include "db/record/open.h"
#include "db/result/allowed.h"
#include "db/result/star_sql.h"

static int code(sqlite3 *h)
{
    int rc = setting_defaults(h);
    return rc == SQLITE_OK ? star_functions(h) : rc;
}

static const struct upper rooms = {
    .code = code, .begin = session_begin, .allowed = event_allowed, .end = copies_free};

enum db_rc db_create(struct db **out, const char *path, const struct db_pair *set, size_t n,
                     struct faults *f)
{
    return store_create(out, path, set, n, &rooms, f);
}

enum db_rc db_open(struct db **out, const char *path, enum db_open_how how, struct faults *f)
{
    return store_open(out, path, how, &rooms, f);
}

enum db_rc db_look_bytes(struct db **out, const void *bytes, size_t n, struct faults *f)
{
    return store_look_bytes(out, bytes, n, &rooms, f);
}
