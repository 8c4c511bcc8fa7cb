/* SPDX-License-Identifier: MIT */
/* A journal that a power cut left, played by us and by SQLite: the same bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/record/hot.h"

struct files {
    char dir[200], db[240], journal[250];
};

static int setup(void **state)
{
    struct files *f = calloc(1, sizeof *f);
    const char *tmp = getenv("TMPDIR");
    assert_non_null(f);
    snprintf(f->dir, sizeof f->dir, "%s/hot.XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(f->dir));
    snprintf(f->db, sizeof f->db, "%s/a.db", f->dir);
    snprintf(f->journal, sizeof f->journal, "%s-journal", f->db);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct files *f = *state;
    unlink(f->db);
    unlink(f->journal);
    rmdir(f->dir);
    free(f);
    return 0;
}

static struct bytes slurp(const char *path)
{
    struct bytes b = {0};
    struct stat st;
    int fd = open(path, O_RDONLY);
    if (fd < 0)
        return b;
    assert_int_equal(fstat(fd, &st), 0);
    b.n = (size_t)st.st_size;
    b.v = malloc(b.n + 1);
    assert_int_equal(read(fd, b.v, b.n), (ssize_t)b.n);
    close(fd);
    return b;
}

static void spill(const char *path, const struct bytes *b)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, b->v, b->n), (ssize_t)b->n);
    close(fd);
}

static void run(sqlite3 *h, const char *sql)
{
    char *why = NULL;
    if (sqlite3_exec(h, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", sql, why);
}

/* A file of @page bytes a page, some hundred of them. */
static void make(const struct files *f, int page)
{
    sqlite3 *h;
    char sql[64];
    unlink(f->db);
    unlink(f->journal);
    assert_int_equal(sqlite3_open(f->db, &h), SQLITE_OK);
    snprintf(sql, sizeof sql, "PRAGMA page_size = %d", page);
    run(h, sql);
    run(h, "CREATE TABLE t (i INTEGER PRIMARY KEY, x TEXT); CREATE INDEX u ON t (x);"
           "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)"
           "INSERT INTO t SELECT i, hex(randomblob(60)) FROM n");
    assert_int_equal(sqlite3_close(h), SQLITE_OK);
}

/* A process that is killed in the middle of @acts, its pages partly in the file. */
static void cut_off(const struct files *f, const char *pragmas, const char *acts)
{
    pid_t child = fork();
    if (child == 0) {
        sqlite3 *h;
        if (sqlite3_open(f->db, &h) == SQLITE_OK &&
            sqlite3_exec(h, pragmas, NULL, NULL, NULL) == SQLITE_OK &&
            sqlite3_exec(h, "BEGIN", NULL, NULL, NULL) == SQLITE_OK &&
            sqlite3_exec(h, acts, NULL, NULL, NULL) == SQLITE_OK)
            kill(getpid(), SIGKILL);
        _exit(1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
}

static void same(const struct bytes *a, const struct bytes *b)
{
    assert_int_equal(a->n, b->n);
    assert_memory_equal(a->v, b->v, a->n);
}

/* SQLite's own rollback of what lies on the disk. */
static struct bytes sqlite_plays(const struct files *f)
{
    sqlite3 *h;
    assert_int_equal(sqlite3_open(f->db, &h), SQLITE_OK);
    run(h, "SELECT count(*) FROM sqlite_schema");
    assert_int_equal(sqlite3_close(h), SQLITE_OK);
    return slurp(f->db);
}

static const char *const few = "PRAGMA cache_size = 2; PRAGMA cache_spill = 2";
static const char *const acts[] = {
    "UPDATE t SET x = 'a' || x",  /* grows, spills, several segments */
    "DELETE FROM t WHERE i > 20", /* frees */
    "DROP INDEX u; DELETE FROM t; INSERT INTO t VALUES (1, 'x')",
    "INSERT INTO t SELECT i + 10000, hex(randomblob(300)) FROM t", /* twice as many pages */
};

static void as_sqlite_plays_it(void **state)
{
    struct files *f = *state;
    static const int pages[] = {512, 1024, 4096, 32768, 65536};
    int several = 0;
    for (size_t p = 0; p < sizeof pages / sizeof *pages; p++)
        for (size_t a = 0; a < sizeof acts / sizeof *acts; a++) {
            make(f, pages[p]);
            struct bytes before = slurp(f->db);
            cut_off(f, few, acts[a]);
            struct bytes file = slurp(f->db), journal = slurp(f->journal);
            assert_true(journal.n > 512);
            for (size_t i = 512; i + 8 < journal.n; i += 512)
                several += memcmp(journal.v + i, journal.v, 8) == 0;
            assert_true(hot_play(&journal, &file));
            same(&file, &before);
            struct bytes theirs = sqlite_plays(f);
            assert_int_equal(access(f->journal, F_OK), -1);
            same(&file, &theirs);
            free(before.v);
            free(file.v);
            free(journal.v);
            free(theirs.v);
        }
    assert_true(several > 3);
}

/* Nothing was flushed when it was cut: what SQLite makes of that is what we make of it. */
static void a_journal_that_was_not_flushed(void **state)
{
    struct files *f = *state;
    static const char *const how[] = {"PRAGMA synchronous = OFF; PRAGMA cache_size = 2",
                                      "PRAGMA cache_spill = OFF"};
    for (size_t i = 0; i < sizeof how / sizeof *how; i++) {
        make(f, 4096);
        cut_off(f, how[i], acts[0]);
        struct bytes file = slurp(f->db), journal = slurp(f->journal);
        bool played = journal.n >= 28 && hot_play(&journal, &file);
        struct bytes theirs = sqlite_plays(f);
        if (played || journal.n < 28)
            same(&file, &theirs);
        else
            assert_int_equal(i, 1);
        free(file.v);
        free(journal.v);
        free(theirs.v);
    }
}

/* A power cut may leave any part of a journal: what is whole is played, as SQLite does. */
static void a_journal_cut_anywhere(void **state)
{
    struct files *f = *state;
    make(f, 1024);
    cut_off(f, few, acts[0]);
    struct bytes file = slurp(f->db), journal = slurp(f->journal);
    int played = 0;
    for (size_t n = 512; n <= journal.n; n += journal.n / 60 + 1) {
        struct bytes ours = {.v = malloc(file.n), .n = file.n};
        struct bytes part = {.v = journal.v, .n = n};
        memcpy(ours.v, file.v, file.n);
        spill(f->db, &file);
        spill(f->journal, &part);
        bool fits = hot_play(&part, &ours);
        struct bytes theirs = sqlite_plays(f);
        played += fits;
        if (fits)
            same(&ours, &theirs);
        free(ours.v);
        free(theirs.v);
    }
    assert_true(played > 20);
    /* One byte of it another: the records from there on are not played, by neither. */
    for (size_t at = 600; at < journal.n; at += journal.n / 20) {
        struct bytes ours = {.v = malloc(file.n), .n = file.n};
        memcpy(ours.v, file.v, file.n);
        journal.v[at] ^= 0x40;
        spill(f->db, &file);
        spill(f->journal, &journal);
        bool fits = hot_play(&journal, &ours);
        struct bytes theirs = sqlite_plays(f);
        if (fits)
            same(&ours, &theirs);
        journal.v[at] ^= 0x40;
        free(ours.v);
        free(theirs.v);
    }
    free(file.v);
    free(journal.v);
}

static void of_another_file(void **state)
{
    struct files *f = *state;
    make(f, 4096);
    cut_off(f, few, acts[0]);
    struct bytes journal = slurp(f->journal);
    /* The same file, but some commits later: SQLite would play it and lose them. */
    struct bytes old = sqlite_plays(f);
    sqlite3 *h;
    assert_int_equal(sqlite3_open(f->db, &h), SQLITE_OK);
    for (int i = 0; i < 2; i++)
        run(h, "UPDATE t SET x = 'later' WHERE i = 7");
    assert_int_equal(sqlite3_close(h), SQLITE_OK);
    struct bytes later = slurp(f->db);
    assert_false(hot_play(&journal, &later));
    /* Another page size. */
    make(f, 1024);
    struct bytes other = slurp(f->db);
    assert_false(hot_play(&journal, &other));
    /* None at all, and less than one. */
    struct bytes none = {.v = journal.v, .n = 0};
    assert_false(hot_play(&none, &old));
    none.n = 100;
    assert_false(hot_play(&none, &old));
    memset(journal.v, 0, 28);
    assert_false(hot_play(&journal, &old));
    free(journal.v);
    free(old.v);
    free(later.v);
    free(other.v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(as_sqlite_plays_it, setup, teardown),
        cmocka_unit_test_setup_teardown(a_journal_that_was_not_flushed, setup, teardown),
        cmocka_unit_test_setup_teardown(a_journal_cut_anywhere, setup, teardown),
        cmocka_unit_test_setup_teardown(of_another_file, setup, teardown),
    };
    return cmocka_run_group_tests_name("hot", tests, NULL, NULL);
}
