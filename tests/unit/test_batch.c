/* SPDX-License-Identifier: MIT */
/* Files that are given their names together.  The N-th flush, second name or new name fails, for
 * each N: all stands as it was, or all is new, and the sentence says which. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

#include "db/base/batch.h"
#include "db/base/mem.h"
#include "tests/unit/export_kit.h"
#include "tui/cli/cli.h"

/* ---- calls that fail: these stand before those of the C library ---- */

enum call { FLUSH, SECOND_NAME, NEW_NAME, CALLS };
static struct {
    bool armed, forever;
    enum call call;
    int at, seen, hits;
} fault;

static bool fails(enum call call)
{
    if (!fault.armed || fault.call != call)
        return false;
    int n = ++fault.seen;
    bool now = n == fault.at || (fault.forever && n > fault.at);
    fault.hits += now;
    errno = now ? EIO : errno;
    return now;
}

int fsync(int fd)
{
    return fails(FLUSH) ? -1 : (int)syscall(SYS_fsync, fd);
}

int link(const char *from, const char *to)
{
    return fails(SECOND_NAME) ? -1 : (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int rename(const char *from, const char *to)
{
    return fails(NEW_NAME) ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

static void arm(enum call call, int at, bool forever)
{
    fault.armed = true;
    fault.forever = forever;
    fault.call = call;
    fault.at = at;
    fault.seen = fault.hits = 0;
}

/* Whether the call that was to fail came. */
static bool disarm(void)
{
    fault.armed = false;
    return fault.hits > 0;
}

/* ---- what stands in a folder ---- */

static uint64_t hash_of(const char *path)
{
    size_t n;
    char *s = file_text(path, &n);
    uint64_t h = 1469598103934665603u;
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)s[i]) * 1099511628211u;
    free(s);
    return h;
}

/* Every name, hidden ones too, and its bytes; the caller frees. */
static char *folder(const char *dir)
{
    struct dirent **e;
    char *all = xstrdup("");
    int n = scandir(dir, &e, NULL, alphasort);
    assert_true(n >= 0);
    for (int i = 0; i < n; i++) {
        char *path = xasprintf("%s/%s", dir, e[i]->d_name);
        struct stat st;
        if (stat(path, &st) == 0 && S_ISREG(st.st_mode)) {
            char *more =
                xasprintf("%s%s %llx\n", all, e[i]->d_name, (unsigned long long)hash_of(path));
            free(all);
            all = more;
        }
        free(path);
        free(e[i]);
    }
    free(e);
    return all;
}

/* ---- the papers of a session ---- */

static const struct council small = {.members = 3, .products = 3};
static const struct council clear = {.members = 3, .products = 1, .plain = true};
static const struct export_options many = {.what = EXPORT_CSV | EXPORT_JSON | EXPORT_MINUTES};

static enum db_rc papers(struct place *p)
{
    place_forget(p);
    return export_session(p->db, NULL, &many, NULL, NULL, &p->files, &p->faults);
}

static void change(struct place *p, int n)
{
    char year[8];
    snprintf(year, sizeof year, "%d", 2030 + n);
    const struct db_pair set[] = {{"year", year}};
    assert_int_equal(db_set(p->db, set, 1, "", "thu-ky"), DB_OK);
}

/* Each call in turn: the set that stands is the one before or the new one. */
static void all_or_none(struct place *p, enum call call)
{
    bool came = true;
    int at = 1;
    for (; came; at++) {
        char *before = folder(p->dir);
        arm(call, at, false);
        enum db_rc rc = papers(p);
        came = disarm();
        char *after = folder(p->dir);
        if (rc != DB_OK) {
            assert_true(came);
            assert_int_equal(rc, DB_FAULT);
            assert_int_equal(p->faults.n, 1);
            assert_int_equal(p->faults.v[0].id, F_EXPORT_WRITE);
            assert_int_equal(p->files.n, 0);
            assert_string_equal(after, before);
        } else {
            assert_false(came && call != SECOND_NAME);
            assert_null(strstr(after, ".tmp-"));
            assert_null(strstr(after, ".old-"));
            assert_true(p->files.n > 10);
        }
        free(before);
        free(after);
    }
    assert_true(at > 10 || call != FLUSH); /* the calls were met */
}

static void a_set_of_drafts_is_new_or_not_there(void **state)
{
    struct place *p = *state;
    place_make(p, small);
    all_or_none(p, FLUSH);
    change(p, 1);
    all_or_none(p, NEW_NAME);
    change(p, 2);
    all_or_none(p, FLUSH);
    change(p, 3);
    all_or_none(p, SECOND_NAME);
}

static void what_was_signed_off_is_whole_or_not_there(void **state)
{
    struct place *p = *state;
    place_make(p, clear);
    council_signoff(p->db);
    all_or_none(p, FLUSH);
    all_or_none(p, FLUSH); /* the same bytes are there */
}

/* Without second names a file is moved aside, and back. */
static void without_hard_links(void **state)
{
    struct place *p = *state;
    place_make(p, small);
    arm(SECOND_NAME, 1, true);
    assert_int_equal(papers(p), DB_OK);
    size_t n = files_in(p->dir);
    change(p, 1);
    assert_int_equal(papers(p), DB_OK);
    assert_true(disarm());
    assert_int_equal(files_in(p->dir), n);
}

/* A name that never comes, and none can be put back: the sentences name each, and where its older
 * one is. */
static void what_cannot_be_put_back_is_named(void **state)
{
    struct place *p = *state;
    place_make(p, small);
    assert_int_equal(papers(p), DB_OK);
    uint64_t old[2] = {hash_of(p->files.path[0]), hash_of(p->files.path[1])};
    change(p, 1);
    arm(NEW_NAME, 3, true);
    assert_int_equal(papers(p), DB_FAULT);
    assert_true(disarm());
    assert_int_equal(p->faults.n, 3);
    assert_int_equal(p->faults.v[0].id, F_EXPORT_HALF);
    for (size_t i = 1; i < 3; i++) {
        assert_int_equal(p->faults.v[i].id, F_EXPORT_STUCK_OLD);
        assert_true(hash_of(p->faults.v[i].arg[2]) == old[i - 1]);
        assert_int_equal(unlink(p->faults.v[i].arg[2]), 0);
    }
}

/* The last of the names is that of a folder: the others stay as they are. */
static void a_folder_in_the_place_of_one(void **state)
{
    struct place *p = *state;
    place_make(p, small);
    assert_int_equal(papers(p), DB_OK);
    char *last = xstrdup(p->files.path[p->files.n - 1]);
    assert_int_equal(unlink(last), 0);
    assert_int_equal(mkdir(last, 0700), 0);
    change(p, 1);
    char *before = folder(p->dir);
    assert_int_equal(papers(p), DB_FAULT);
    char *after = folder(p->dir);
    assert_string_equal(after, before);
    assert_string_equal(p->faults.v[0].arg[0], last);
    assert_int_equal(rmdir(last), 0);
    free(before);
    free(after);
    free(last);
}

static void blank_ballots_are_a_set(void **state)
{
    struct place *p = *state;
    size_t pages;
    bool came = true;
    place_make(p, clear);
    const int members[] = {1, 2};
    assert_int_equal(db_ballots_reopen(p->db, 1, members, 2, "chấm lại", "thu-ky"), DB_OK);
    for (int at = 1; came; at++) {
        char *before = folder(p->dir);
        place_forget(p);
        arm(FLUSH, at, false);
        enum db_rc rc = export_blank(p->db, NULL, NULL, NULL, NULL, &p->files, &pages, &p->faults);
        came = disarm();
        char *after = folder(p->dir);
        if (rc != DB_OK)
            assert_string_equal(after, before);
        assert_true(came == (rc != DB_OK));
        free(before);
        free(after);
    }
}

/* ---- single files ---- */

/* Each of the @flushes of @make fails in turn: it says so, and @path is as it was. */
static void each_flush(struct place *p, enum db_rc (*make)(struct place *p, const char *path),
                       const char *name, int flushes, bool again)
{
    char *path = xasprintf("%s/%s", p->dir, name);
    bool came = true;
    int at = 1, told = 0;
    for (; came; at++) {
        char *before = folder(p->dir);
        arm(FLUSH, at, false);
        enum db_rc rc = make(p, path);
        came = disarm();
        char *after = folder(p->dir);
        if (rc != DB_OK) {
            assert_int_equal(rc, DB_FAULT);
            assert_string_equal(after, before);
            told++;
        } else if (!again) {
            assert_int_equal(unlink(path), 0);
        }
        free(before);
        free(after);
    }
    assert_int_equal(told, flushes);
    free(path);
}

static enum db_rc make_session(struct place *p, const char *path)
{
    struct db *db = NULL;
    const struct db_pair set[] = {{"province", "Cà Mau"}};
    faults_free(&p->faults);
    enum db_rc rc = db_create(&db, path, set, 1, &p->faults);
    db_close(db);
    return rc;
}

static void a_new_session_is_on_the_disk(void **state)
{
    each_flush(*state, make_session, "moi.ocop", 1, false);
}

static enum db_rc make_backup(struct place *p, const char *path)
{
    return db_backup(p->db, path);
}

static void a_backup_is_on_the_disk(void **state)
{
    struct place *p = *state;
    place_make(p, clear);
    each_flush(p, make_backup, "sao.ocop", 3, false);
    char *path = xasprintf("%s/sao.ocop", p->dir);
    assert_int_equal(make_backup(p, path), DB_OK);
    change(p, 1);
    each_flush(p, make_backup, "sao.ocop", 3, true);
    arm(NEW_NAME, 1, false);
    assert_int_equal(make_backup(p, path), DB_FAULT);
    assert_true(disarm());
    free(path);
}

static enum db_rc make_text(struct place *p, const char *path)
{
    faults_free(&p->faults);
    return export_template("bien-ban", false, path, &p->faults);
}

static enum db_rc make_word(struct place *p, const char *path)
{
    faults_free(&p->faults);
    return export_template("bien-ban", true, path, &p->faults);
}

static void a_template_is_on_the_disk(void **state)
{
    struct place *p = *state;
    each_flush(p, make_text, "mau.txt", 2, false);
    each_flush(p, make_word, "mau.docx", 2, false);
    char *path = xasprintf("%s/mau.txt", p->dir);
    assert_int_equal(make_text(p, path), DB_OK);
    char *before = folder(p->dir);
    assert_int_equal(make_word(p, path), DB_FAULT); /* never over what is there */
    char *after = folder(p->dir);
    assert_string_equal(after, before);
    free(before);
    free(after);
    free(path);
}

/* export -o into a folder that is not there: its own name is on the disk too, or it is not there.
 */
static void a_new_folder_is_on_the_disk(void **state)
{
    struct place *p = *state;
    place_make(p, small);
    char *dir = xasprintf("%s/moi", p->dir);
    char *argv[] = {"hoidong", "export", p->session, "-o", dir, NULL};
    bool came = true;
    int told = 0;
    for (int at = 1; came; at++) {
        struct stat st;
        arm(FLUSH, at, false);
        int rc = cli_main(5, argv);
        came = disarm();
        assert_int_equal(rc, came ? 3 : 0);
        assert_int_equal(stat(dir, &st) == 0, rc == 0);
        told += came;
    }
    assert_int_equal(told, 3); /* the folder above, the paper, the folder */
    char *gone = xasprintf("rm -r '%s'", dir);
    assert_int_equal(system(gone), 0);
    free(gone);
    free(dir);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, place_setup, place_teardown)
int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_set_of_drafts_is_new_or_not_there),
        TEST(what_was_signed_off_is_whole_or_not_there),
        TEST(without_hard_links),
        TEST(what_cannot_be_put_back_is_named),
        TEST(a_folder_in_the_place_of_one),
        TEST(blank_ballots_are_a_set),
        TEST(a_new_session_is_on_the_disk),
        TEST(a_backup_is_on_the_disk),
        TEST(a_template_is_on_the_disk),
        TEST(a_new_folder_is_on_the_disk),
    };
    return cmocka_run_group_tests_name("batch", tests, NULL, NULL);
}
