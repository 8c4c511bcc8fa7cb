/* SPDX-License-Identifier: MIT */
/* A connection: its limits, how it waits, how it writes; the tables of the file and the code that
 * is added to it, and whether the tables are ours. */
#include "db/record/connect.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "db/base/embed.h"
#include "db/base/fault.h"
#include "db/base/mem.h"
#include "db/base/reason.h"
#include "db/limits.h"

enum { HEAP_MB = 256, BUSY_STEP_NS = 200000, BUSY_STEPS = 25000 };

/* Our own steps of 0.2 ms up to 5 s: SQLite's own waits grow to 100 ms, which is felt. */
static int busy(void *arg, int count)
{
    (void)arg;
    if (count >= BUSY_STEPS)
        return 0;
    nanosleep(&(struct timespec){.tv_nsec = BUSY_STEP_NS}, NULL);
    return 1;
}

static void set_limits(sqlite3 *h)
{
    static const struct {
        int what, value;
    } limits[] = {
        {SQLITE_LIMIT_LENGTH, 1000000},     {SQLITE_LIMIT_SQL_LENGTH, 100000},
        {SQLITE_LIMIT_COLUMN, 100},         {SQLITE_LIMIT_EXPR_DEPTH, 100},
        {SQLITE_LIMIT_COMPOUND_SELECT, 50}, {SQLITE_LIMIT_VARIABLE_NUMBER, 100},
        {SQLITE_LIMIT_TRIGGER_DEPTH, 10},   {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50},
        {SQLITE_LIMIT_ATTACHED, 0},
    };
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        sqlite3_limit(h, limits[i].what, limits[i].value);
    store_heap(0);
    static const struct {
        int what, on;
    } config[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
        {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
    };
    for (size_t i = 0; i < sizeof config / sizeof *config; i++)
        sqlite3_db_config(h, config[i].what, config[i].on, NULL);
}

/* The pages of a table in memory and those of its fold, twice: what a small file never needs. */
void store_heap(size_t bytes)
{
    sqlite3_int64 want = ((sqlite3_int64)HEAP_MB << 20) + 3 * (sqlite3_int64)bytes;
    if (sqlite3_hard_heap_limit64(-1) < want)
        sqlite3_hard_heap_limit64(want);
}

/* A pragma of one number; -1: not known. */
static int64_t pragma(sqlite3 *h, const char *sql)
{
    sqlite3_stmt *s = NULL;
    int64_t v = -1;
    if (sqlite3_prepare_v2(h, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
        v = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return v;
}

void store_size_limit(sqlite3 *h)
{
    char sql[64];
    int64_t page = pragma(h, "PRAGMA main.page_size");
    if (page <= 0)
        return;
    snprintf(sql, sizeof sql, "PRAGMA main.max_page_count = %lld",
             (long long)(((int64_t)MAX_FILE_MB << 20) / page));
    store_run(h, sql);
}

bool store_size_reached(sqlite3 *h)
{
    return pragma(h, "PRAGMA main.page_count") >= pragma(h, "PRAGMA main.max_page_count");
}

int store_run(sqlite3 *h, const char *sql)
{
    return sqlite3_exec(h, sql, NULL, NULL, NULL);
}

static int run_embedded(sqlite3 *h, const char *name)
{
    const struct embedded *e = db_embedded(name);
    return e ? store_run(h, (const char *)e->data) : SQLITE_ERROR;
}

int store_schema(sqlite3 *h)
{
    return run_embedded(h, SCHEMA_NOW);
}

/* ---- memory ---- */

static sqlite3_mem_methods given; /* SQLite's own, one in a process */

/* While an act is open SQLite is told, so that it can be taken back; else the program ends here,
 * and no answer is made of what is missing. */
static void *got(void *p)
{
    if (!p && stage_now() != STAGE_OPEN && stage_now() != STAGE_ENDING)
        mem_gone();
    return p;
}

static void *get(int n)
{
    return got(given.xMalloc(n));
}

static void *get_again(void *p, int n)
{
    return got(given.xRealloc(p, n));
}

/* Before SQLite is used; too late is too late, and does no harm. */
static void take_memory(void)
{
    static bool taken;
    if (taken)
        return;
    taken = true;
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &given) != SQLITE_OK)
        return;
    sqlite3_mem_methods ours = given;
    ours.xMalloc = get;
    ours.xRealloc = get_again;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &ours);
}

const char *store_reason(sqlite3 *h)
{
    int e = h ? sqlite3_system_errno(h) : 0;
    switch ((h ? sqlite3_errcode(h) : SQLITE_NOMEM) & 0xff) {
    case SQLITE_NOMEM:
        return N_("hết bộ nhớ");
    case SQLITE_FULL:
        return N_("hết chỗ trống");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR:
        return N_("nội dung không đọc được");
    case SQLITE_CANTOPEN:
        return e ? reason_text(e) : N_("không mở được tệp");
    default:
        return e ? reason_text(e) : N_("ổ đĩa hỏng hoặc đã bị rút ra");
    }
}

/* ---- opening ---- */

static const char pragmas[] = "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
                              "PRAGMA temp_store = MEMORY; PRAGMA locking_mode = NORMAL;"
                              "PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON;";

int store_connect(sqlite3 **h, const char *path, int flags)
{
    take_memory();
    int rc = sqlite3_open_v2(path, h, flags | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE, NULL);
    if (rc != SQLITE_OK)
        return rc;
    set_limits(*h);
    sqlite3_busy_handler(*h, busy, NULL);
    return store_run(*h, pragmas);
}

/* The kinds of events that db/sql/guards.sql lets in after chốt. */
static const char event_kinds[] =
    "CREATE TEMP TABLE event_kind (name TEXT PRIMARY KEY, late INTEGER) STRICT;"
#define EVENT(id, name, fold, since, by, late, change, paper, screen)                              \
    "INSERT INTO event_kind VALUES ('" name "', " #late ");"
#include "db/event.def"
#undef EVENT
    ;

int store_views(sqlite3 *h, const struct upper *upper)
{
    int rc = upper->code(h);
    if (rc == SQLITE_OK)
        rc = store_run(h, event_kinds);
    if (rc == SQLITE_OK)
        rc = run_embedded(h, "sql/views.sql");
    return rc;
}

int store_code(sqlite3 *h, const struct upper *upper)
{
    int rc = store_views(h, upper);
    return rc == SQLITE_OK ? run_embedded(h, "sql/guards.sql") : rc;
}

int store_scratch(sqlite3 **h, const char *schema)
{
    int rc = sqlite3_open_v2(":memory:", h, SQLITE_OPEN_READWRITE, NULL);
    if (rc == SQLITE_OK)
        rc = store_run(*h, "PRAGMA foreign_keys = OFF");
    return rc == SQLITE_OK ? run_embedded(*h, schema) : rc;
}

int store_memory(sqlite3 **h, const char *schema)
{
    int rc = store_connect(h, ":memory:", SQLITE_OPEN_READWRITE);
    if (rc == SQLITE_OK)
        rc = store_run(*h, "PRAGMA foreign_keys = OFF");
    return rc == SQLITE_OK ? run_embedded(*h, schema) : rc;
}

int64_t store_version(sqlite3 *h)
{
    sqlite3_stmt *s = NULL;
    int64_t v = 0;
    if (sqlite3_prepare_v2(h, "PRAGMA main.user_version", -1, &s, NULL) == SQLITE_OK &&
        sqlite3_step(s) == SQLITE_ROW)
        v = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return v;
}

bool schema_differs(sqlite3 *h, const char *schema, char *out, size_t n)
{
    static const char q[] =
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM main.sqlite_schema ORDER BY name";
    sqlite3 *want = NULL;
    sqlite3_stmt *a = NULL, *b = NULL;
    bool differs = true;
    snprintf(out, n, "?");
    if (store_scratch(&want, schema) == SQLITE_OK &&
        sqlite3_prepare_v2(h, q, -1, &a, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(want, q, -1, &b, NULL) == SQLITE_OK) {
        for (;;) {
            int ra = sqlite3_step(a), rb = sqlite3_step(b);
            if (ra == SQLITE_DONE && rb == SQLITE_DONE) {
                differs = false;
                break;
            }
            bool same = ra == SQLITE_ROW && rb == SQLITE_ROW;
            for (int c = 0; c < 4 && same; c++)
                same = sqlite3_column_bytes(a, c) == sqlite3_column_bytes(b, c) &&
                       memcmp(sqlite3_column_text(a, c), sqlite3_column_text(b, c),
                              (size_t)sqlite3_column_bytes(a, c)) == 0;
            if (!same) {
                sqlite3_stmt *odd = ra == SQLITE_ROW ? a : b;
                if (ra == SQLITE_ROW || rb == SQLITE_ROW)
                    snprintf(out, n, "%.40s", (const char *)sqlite3_column_text(odd, 1));
                break;
            }
        }
    }
    sqlite3_finalize(a);
    sqlite3_finalize(b);
    sqlite3_close_v2(want);
    return differs;
}
