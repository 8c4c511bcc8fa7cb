/* SPDX-License-Identifier: MIT */
#include "tests/sim/dead.h"

static int dead_close(sqlite3_file *s)
{
    (void)s;
    return SQLITE_OK;
}

static int dead_read(sqlite3_file *s, void *v, int n, sqlite3_int64 at)
{
    (void)s, (void)v, (void)n, (void)at;
    return SQLITE_IOERR_READ;
}

static int dead_write(sqlite3_file *s, const void *v, int n, sqlite3_int64 at)
{
    (void)s, (void)v, (void)n, (void)at;
    return SQLITE_IOERR_WRITE;
}

static int dead_truncate(sqlite3_file *s, sqlite3_int64 size)
{
    (void)s, (void)size;
    return SQLITE_IOERR_TRUNCATE;
}

static int dead_sync(sqlite3_file *s, int flags)
{
    (void)s, (void)flags;
    return SQLITE_IOERR_FSYNC;
}

static int dead_size(sqlite3_file *s, sqlite3_int64 *n)
{
    (void)s;
    *n = 0;
    return SQLITE_IOERR_FSTAT;
}

static int dead_lock(sqlite3_file *s, int level)
{
    (void)s, (void)level;
    return SQLITE_IOERR_LOCK;
}

static int dead_reserved(sqlite3_file *s, int *out)
{
    (void)s;
    *out = 0;
    return SQLITE_IOERR_CHECKRESERVEDLOCK;
}

static int dead_control(sqlite3_file *s, int op, void *arg)
{
    (void)s, (void)op, (void)arg;
    return SQLITE_NOTFOUND;
}

static int dead_traits(sqlite3_file *s)
{
    (void)s;
    return 0;
}

const sqlite3_io_methods dead_methods = {.iVersion = 1,
                                         .xClose = dead_close,
                                         .xRead = dead_read,
                                         .xWrite = dead_write,
                                         .xTruncate = dead_truncate,
                                         .xSync = dead_sync,
                                         .xFileSize = dead_size,
                                         .xLock = dead_lock,
                                         .xUnlock = dead_lock,
                                         .xCheckReservedLock = dead_reserved,
                                         .xFileControl = dead_control,
                                         .xSectorSize = dead_traits,
                                         .xDeviceCharacteristics = dead_traits};
