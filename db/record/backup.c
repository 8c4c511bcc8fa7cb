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

#include "db/base/batch.h"
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

/* DEST may be taken only by an earlier copy of the same session: its last event is one of ours. */
static enum db_rc may_replace(struct db *db, const char *dest)
{
    struct stat st, self;
    if (lstat(dest, &st) != 0)
        return DB_OK;
    if (stat(db->path, &self) == 0 && self.st_dev == st.st_dev && self.st_ino == st.st_ino)
        return db_refuse(db, F_BACKUP_EXISTS, dest, NULL);
    struct db *old = NULL;
    struct faults f = {0};
    bool ours = false;
    enum db_rc rc = store_open(&old, dest, DB_LOOK, db->upper, &f);
    if (rc == DB_OK)
        rc = seen_in(db, &old->seen, &ours);
    db_close(old);
    faults_free(&f);
    return rc == DB_OK && ours ? DB_OK : db_refuse(db, F_BACKUP_EXISTS, dest, NULL);
}

static bool write_all(int fd, const struct bytes *b)
{
    for (size_t at = 0; at < b->n;) {
        ssize_t n = write(fd, b->v + at, b->n - at);
        if (n < 0 && errno != EINTR)
            return false;
        at += n > 0 ? (size_t)n : 0;
    }
    return true;
}

/* @b at @tmp, on the disk; errno when not. */
static bool bytes_keep(const char *tmp, const struct bytes *b)
{
    int fd = open(tmp, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool ok = fd >= 0 && write_all(fd, b) && fsync(fd) == 0;
    int e = errno;
    if (fd >= 0 && close(fd) != 0 && ok) {
        e = errno;
        ok = false;
    }
    errno = e;
    return ok;
}

/* The file as it is now, byte for byte: what is read later cannot be what was not there. */
static enum db_rc copy_into(struct db *db, const char *tmp, const char *target)
{
    struct copy now = {0};
    struct faults f = {0};
    enum db_rc rc = db->look ? DB_OK : copy_live(db->h, &now, &f);
    if (rc != DB_OK)
        rc = failed(db, target, N_("không đọc được tệp của phiên"));
    else if (!bytes_keep(tmp, db->look ? &db->copy.bytes : &now.bytes))
        rc = failed(db, target, reason_text(errno));
    copy_free(&now);
    faults_free(&f);
    return rc;
}

static bool proven(const char *tmp, const struct upper *upper)
{
    struct db *copy = NULL;
    struct faults f = {0};
    struct verdict v;
    bool ok = store_open(&copy, tmp, DB_LOOK_VERIFY, upper, &f) == DB_OK &&
              record_proof(copy, &v) == DB_OK;
    db_close(copy);
    faults_free(&f);
    return ok;
}

/* The copy is @target on the disk, or what was there before is. */
static enum db_rc give_name(struct db *db, const char *tmp, const char *target)
{
    struct batch one = {0};
    enum db_rc rc = DB_OK;
    batch_add(&one, BATCH_OVER, xstrdup(tmp), xstrdup(target), NULL);
    int e = batch_publish(&one);
    if (e && one.stuck) {
        db_refuse(db, F_BACKUP_STUCK, target, reason_text(e), one.v[0].aside, NULL);
        rc = DB_FAULT;
    } else if (e) {
        rc = failed(db, target, reason_text(e));
    }
    batch_free(&one);
    return rc;
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
    temp_begin(tmp);
    if (rc == DB_OK)
        rc = copy_into(db, tmp, target);
    if (rc == DB_OK && !proven(tmp, db->upper))
        rc = failed(db, target, N_("bản sao đọc lại không đúng"));
    if (rc == DB_OK)
        rc = give_name(db, tmp, target);
    else
        unlink(tmp);
    temp_end(tmp);
    free(tmp);
    free(target);
    return rc;
}
