/* SPDX-License-Identifier: MIT */
#include "db/record/seen.h"

#include <string.h>
#include <sys/stat.h>

#include "db/record/connect.h"
#include "db/record/store.h"

static enum db_rc lost(struct db *db, const char *why)
{
    db->lost = why;
    db_refuse(db, F_FILE_LOST, why, NULL);
    return DB_FAULT;
}

enum db_rc seen_in(struct db *db, const struct seen *seen, bool *out)
{
    bool row;
    *out = seen->seq == 0;
    if (*out)
        return DB_OK;
    sqlite3_stmt *s = stmt_get(db, Q_event_get);
    bind_int(s, ":seq", seen->seq);
    enum db_rc rc = stmt_step(db, s, &row);
    if (row) {
        *out = sqlite3_column_bytes(s, 8) == 32 &&
               memcmp(sqlite3_column_blob(s, 8), seen->hash, 32) == 0;
        sqlite3_reset(s);
    }
    return rc;
}

enum db_rc seen_check(struct db *db)
{
    int64_t version = store_version(db->h);
    if (version == 0) /* not a version: it could not be read */
        return db_storage_fault(db);
    if (version != DB_USER_VERSION)
        return lost(db, N_("một chương trình khác đã chuyển dạng"));
    bool there;
    enum db_rc rc = seen_in(db, &db->seen, &there);
    if (rc != DB_OK || there)
        return rc;
    return lost(db, N_("một bản khác của phiên đã được chép đè lên"));
}

static int64_t data_version(struct db *db)
{
    int64_t v = 0;
    return stmt_one(db, stmt_get(db, Q_data_version), 0, &v) == DB_OK ? v : 0;
}

static bool same_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

int seen_since(struct db *db)
{
    struct stat st;
    const struct left *l = &db->left;
    if (!l->ino)
        return 0;
    if (stat(db->path, &st) != 0 || st.st_dev != l->dev || st.st_ino != l->ino) {
        (void)lost(db, N_("đã có tệp khác thay, hoặc không còn"));
        return -1;
    }
    if (st.st_size == l->size && same_time(st.st_mtim, l->time))
        return 0;
    return data_version(db) == l->data_version;
}

void seen_leave(struct db *db)
{
    struct stat st;
    const char *file = sqlite3_db_filename(db->h, "main"); /* "" in memory */
    db->left = (struct left){0};
    if (file && *file && stat(db->path, &st) == 0)
        db->left = (struct left){.dev = st.st_dev,
                                 .ino = st.st_ino,
                                 .size = st.st_size,
                                 .time = st.st_mtim,
                                 .data_version = data_version(db)};
}
