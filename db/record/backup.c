/* SPDX-License-Identifier: MIT */
/* A copy that can be trusted: made from one snapshot, flushed, checked, then named. */
#include "db/record/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/base/reason.h"
#include "db/record/open.h"
#include "db/record/store.h"
#include "db/base/mem.h"
#include "db/record/verify.h"

static enum db_rc failed(struct db *db, const char *dest, const char *why)
{
    db_refuse(db, F_BACKUP_FAILED, dest, why, NULL);
    return DB_FAULT;
}

/* DEST may be taken only by an earlier copy of the same session. */
static enum db_rc may_replace(struct db *db, const char *dest)
{
    struct stat st;
    if (lstat(dest, &st) != 0)
        return DB_OK;
    struct db *old = NULL;
    struct faults f = {0};
    struct verdict mine, theirs;
    struct stat self;
    bool same = false;
    if (stat(db->path, &self) == 0 && self.st_dev == st.st_dev && self.st_ino == st.st_ino)
        return db_refuse(db, F_BACKUP_EXISTS, dest, NULL);
    if (record_state(db, &mine) == DB_OK &&
        store_open(&old, dest, DB_OPEN, db->upper, &f) == DB_OK &&
        record_state(old, &theirs) == DB_OK)
        same = strcmp(mine.id, theirs.id) == 0 && theirs.events <= mine.events;
    db_close(old);
    faults_free(&f);
    return same ? DB_OK : db_refuse(db, F_BACKUP_EXISTS, dest, NULL);
}

static bool flush(const char *path)
{
    int fd = open(path, O_RDWR | O_CLOEXEC);
    bool ok = fd >= 0 && fchmod(fd, 0600) == 0 && fsync(fd) == 0;
    if (fd >= 0)
        ok = close(fd) == 0 && ok;
    return ok;
}

static bool copy_into(struct db *db, const char *tmp)
{
    sqlite3_stmt *s = NULL;
    /* VACUUM INTO attaches the new file. */
    sqlite3_limit(db->h, SQLITE_LIMIT_ATTACHED, 1);
    bool ok = sqlite3_prepare_v2(db->h, "VACUUM INTO ?", -1, &s, NULL) == SQLITE_OK &&
              sqlite3_bind_text(s, 1, tmp, -1, SQLITE_STATIC) == SQLITE_OK &&
              sqlite3_step(s) == SQLITE_DONE;
    sqlite3_finalize(s);
    sqlite3_limit(db->h, SQLITE_LIMIT_ATTACHED, 0);
    return ok;
}

static bool proven(const char *tmp, const struct upper *upper)
{
    struct db *copy = NULL;
    struct faults f = {0};
    struct verdict v;
    bool ok =
        store_open(&copy, tmp, DB_OPEN_VERIFY, upper, &f) == DB_OK && db_verify(copy, &v) == DB_OK;
    db_close(copy);
    faults_free(&f);
    return ok;
}

enum db_rc db_backup(struct db *db, const char *dest)
{
    struct stat st;
    char *target = NULL;
    faults_free(&db->faults);
    db->place = AT_WHOLE;
    if (stat(dest, &st) == 0 && S_ISDIR(st.st_mode)) {
        const char *base = strrchr(db->path, '/');
        target = xasprintf("%s/%s", dest, base ? base + 1 : db->path);
    } else {
        target = xstrdup(dest);
    }
    enum db_rc rc = may_replace(db, target);
    char *tmp = xasprintf("%s.tmp-%ld", target, (long)getpid());
    unlink(tmp);
    if (rc == DB_OK && !copy_into(db, tmp))
        rc = failed(db, target, sqlite3_errmsg(db->h));
    if (rc == DB_OK && !flush(tmp))
        rc = failed(db, target, reason_text(errno));
    if (rc == DB_OK && !proven(tmp, db->upper))
        rc = failed(db, target, N_("bản sao đọc lại không đúng"));
    if (rc == DB_OK && rename(tmp, target) != 0)
        rc = failed(db, target, reason_text(errno));
    if (rc == DB_OK)
        sync_folder_of(target);
    else
        unlink(tmp);
    free(tmp);
    free(target);
    return rc;
}
