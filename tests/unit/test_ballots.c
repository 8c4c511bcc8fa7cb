/* SPDX-License-Identifier: MIT */
/* The workbook of ballots: its name, its sheets, its bytes, and what a failure leaves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>
#include <zip.h>

#include "db/sheet/sheet.h"
#include "export/ballot/ballots.h"
#include "export/export.h"
#include "db/base/mem.h"
#include "tests/unit/export_kit.h"

static enum db_rc export_with(struct place *p, bool (*step)(void *, size_t, size_t), void *arg)
{
    place_forget(p);
    static const struct export_options both = {.what = EXPORT_RESULTS | EXPORT_BALLOTS};
    return export_session(p->db, NULL, &both, step, arg, &p->files, &p->faults);
}

/* Export both and give the path of the ballots, valid until the next export. */
static const char *exported(struct place *p)
{
    assert_int_equal(export_with(p, NULL, NULL), DB_OK);
    assert_int_equal(p->files.n, 2);
    return p->files.path[1];
}

/* How many cells of @sheet contain @part. */
static size_t count_cells(const char *path, const char *sheet, const char *part)
{
    struct faults f = {0};
    struct sheet_options o = {.sheet = sheet};
    struct sheet_rows *s = sheet_read(path, &o, &f);
    assert_non_null(s);
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++)
        for (size_t c = 0; c < s->row[i].n; c++)
            n += strstr(s->row[i].cell[c], part) != NULL;
    sheet_free(s);
    faults_free(&f);
    return n;
}

static const struct council small = {.members = 3, .products = 3};
static const struct council clear = {.members = 3, .products = 1, .plain = true};

/* ---- names of sheets ---------------------------------------------------------------------------
 */

static void named(int no, const char *name, const char *want)
{
    char *got = ballot_sheet_name(no, name);
    assert_string_equal(got, want);
    free(got);
}

static void names_of_sheets_are_what_a_workbook_takes(void **state)
{
    (void)state;
    named(1, "Nguyễn Văn Mẫu", "1. Nguyễn Văn Mẫu");
    named(2, "A/B [x]: c*d?\\", "2. AB x cd");
    named(3, "'quoted'", "3. 'quoted");
    named(4, "", "4.");
    named(5, "[]:*?/\\", "5.");
    /* 31 characters, not bytes; no blank at the end. */
    named(12, "Đặng Đặng Đặng Đặng Đặng Đặng Đặng", "12. Đặng Đặng Đặng Đặng Đặng Đặ");
    named(6, "Đặng Đặng Đặng Đặng Đặng Đặ Đặng", "6. Đặng Đặng Đặng Đặng Đặng Đặ");
    /* A character beyond the first plane counts twice. */
    named(7, "aaaaaaaaaaaaaaaaaaaaaaaaaaa𠀀", "7. aaaaaaaaaaaaaaaaaaaaaaaaaaa");
    named(7, "aaaaaaaaaaaaaaaaaaaaaaaaaa𠀀", "7. aaaaaaaaaaaaaaaaaaaaaaaaaa𠀀");
}

static void strange_and_equal_names_make_a_workbook(void **state)
{
    struct place *p = *state;
    place_make(p, small);
    struct members all;
    assert_int_equal(db_members(p->db, &all), DB_OK);
    for (size_t i = 0; i < all.n; i++) {
        struct member m = all.v[i];
        m.name = i == 1 ? "[A/B]: 'x'" : i == 2 ? "[A/B]: 'X'" : m.name;
        assert_int_equal(db_member_put(p->db, &m, "secretary", NULL), DB_OK);
    }
    list_free(&all);
    const char *path = exported(p);
    assert_true(count_cells(path, "2. AB 'x", "PHIẾU ĐÁNH GIÁ SẢN PHẨM OCOP") > 0);
    assert_true(count_cells(path, "3. AB 'X", "PHIẾU ĐÁNH GIÁ SẢN PHẨM OCOP") > 0);
}

/* ---- names and bytes ---------------------------------------------------------------------------
 */

static void a_draft_replaces_a_draft_with_equal_bytes(void **state)
{
    struct place *p = *state;
    place_make(p, small);
    char *copy = xasprintf("%s/copy.xlsx", p->dir), *first = xstrdup(exported(p));
    assert_string_equal(strrchr(first, '/'), "/dot-2-phieu-duthao.xlsx");
    assert_string_equal(strrchr(p->files.path[0], '/'), "/dot-2-ketqua-duthao.xlsx");
    assert_int_equal(rename(first, copy), 0);
    assert_string_equal(exported(p), first);
    assert_true(same_bytes(first, copy));
    assert_int_equal(files_in(p->dir), 4); /* session, results, ballots, copy */
    free(first);
    free(copy);
}

/* The clock of this record stands in August 2026, whenever the test runs. */
static void its_date_is_that_of_the_record(void **state)
{
    struct place *p = *state;
    char core[4096] = "";
    place_make(p, clear);
    zip_t *z = zip_open(exported(p), ZIP_RDONLY, NULL);
    assert_non_null(z);
    zip_file_t *f = zip_fopen(z, "docProps/core.xml", 0);
    assert_non_null(f);
    assert_true(zip_fread(f, core, sizeof core - 1) > 0);
    zip_fclose(f);
    zip_discard(z);
    assert_non_null(strstr(core, ">2026-08-05T0"));
}

static void results_are_the_same_without_ballots(void **state)
{
    struct place *p = *state;
    place_make(p, small);
    exported(p);
    char *copy = xasprintf("%s/copy.xlsx", p->dir);
    assert_int_equal(rename(p->files.path[0], copy), 0);
    place_forget(p);
    assert_int_equal(export_session(p->db, NULL, NULL, NULL, NULL, &p->files, &p->faults), DB_OK);
    assert_int_equal(p->files.n, 1);
    assert_true(same_bytes(p->files.path[0], copy));
    free(copy);
}

static void signed_off_ballots_are_never_overwritten(void **state)
{
    struct place *p = *state;
    place_make(p, clear);
    council_signoff(p->db);
    char *first = xstrdup(exported(p));
    assert_string_equal(strrchr(first, '/'), "/dot-2-phieu-v1.xlsx");
    assert_string_equal(exported(p), first); /* the same bytes: left alone */
    FILE *f = fopen(first, "wb");
    fputs("something of the user", f);
    fclose(f);
    assert_string_equal(strrchr(exported(p), '/'), "/dot-2-phieu-v1-2.xlsx");
    size_t n;
    free(file_text(first, &n));
    assert_int_equal(n, strlen("something of the user"));
    assert_int_equal(files_in(p->dir), 4);
    free(first);
}

/* ---- what is in it ------------------------------------------------------------------------------
 */

static void each_member_has_the_ballots_given(void **state)
{
    struct place *p = *state;
    place_make(p, small);
    struct seats seats;
    struct members all;
    assert_int_equal(db_members(p->db, &all), DB_OK);
    const char *path = exported(p);
    for (size_t i = 0; i < all.n; i++) {
        assert_int_equal(db_seats(p->db, 0, all.v[i].id, &seats), DB_OK);
        size_t want = 0;
        for (size_t j = 0; j < seats.n; j++)
            want += seats.v[j].marks > 0;
        char *name = ballot_sheet_name(all.v[i].no, all.v[i].name);
        assert_int_equal(count_cells(path, name, "PHIẾU ĐÁNH GIÁ SẢN PHẨM OCOP"), want);
        assert_int_equal(count_cells(path, name, "CHƯA NỘP"), 0);
        free(name);
        list_free(&seats);
    }
    assert_int_equal(count_cells(path, "1. Nguyễn Thị Ánh Tuyết", "Đề nghị bổ sung truy xuất"), 1);
    assert_int_equal(count_cells(path, "1. Nguyễn Thị Ánh Tuyết", "- Tiêu chí 1.1: Nguyên liệu"),
                     1);
    list_free(&all);
}

static void an_open_ballot_says_so(void **state)
{
    struct place *p = *state;
    struct products all;
    struct members council;
    place_make(p, clear);
    assert_int_equal(db_products(p->db, &all), DB_OK);
    assert_int_equal(db_members(p->db, &council), DB_OK);
    assert_int_equal(db_ballot_reopen(p->db, all.v[0].id, council.v[1].id, "xem lại", "secretary"),
                     DB_OK);
    const char *path = exported(p);
    assert_int_equal(count_cells(path, "1. Nguyễn Thị Ánh Tuyết", "CHƯA NỘP"), 0);
    assert_int_equal(count_cells(path, "2. Trần Văn Nghĩa", "CHƯA NỘP"), 1);
    list_free(&all);
    list_free(&council);
}

static void without_ballots_there_is_a_sheet_that_says_so(void **state)
{
    struct place *p = *state;
    place_make(p, (struct council){.members = 2, .products = 0, .plain = true});
    assert_int_equal(count_cells(exported(p), "Chưa có phiếu", "chưa có phiếu nào đã chấm"), 1);
}

/* ---- failures -----------------------------------------------------------------------------------
 */

struct stop {
    size_t calls, after, last, total;
};

static bool step(void *arg, size_t done, size_t total)
{
    struct stop *s = arg;
    assert_true(done >= s->last && done <= total);
    assert_true(s->calls == 0 || total == s->total);
    s->last = done;
    s->total = total;
    return ++s->calls < s->after;
}

static void cancelling_leaves_nothing(void **state)
{
    struct place *p = *state;
    struct stop all = {.after = SIZE_MAX};
    place_make(p, small);
    assert_int_equal(export_with(p, step, &all), DB_OK);
    unlink(p->files.path[0]);
    unlink(p->files.path[1]);
    /* The last three only read back the sheets of ballots. */
    for (size_t after = all.calls - 6; after + 3 < all.calls; after++) {
        struct stop s = {.after = after};
        assert_int_equal(export_with(p, step, &s), DB_REFUSED);
        assert_int_equal(p->faults.v[0].id, F_EXPORT_CANCELLED);
        assert_int_equal(p->files.n, 0);
        assert_int_equal(files_in(p->dir), 1);
    }
}

/* Export while no file, the library's temporary ones included, may grow beyond @limit bytes. */
static enum db_rc export_within(struct place *p, size_t limit)
{
    struct rlimit before, tight;
    getrlimit(RLIMIT_FSIZE, &before);
    tight = before;
    tight.rlim_cur = limit;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &tight);
    enum db_rc rc = export_with(p, NULL, NULL);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, SIG_DFL);
    return rc;
}

/* As on a full disk: wherever it ends, the ballots are whole or the old ones stay. */
static void a_full_disk_leaves_both_old_workbooks(void **state)
{
    enum { STEP = 8 << 10, MOST = 100 };
    struct place *p = *state;
    place_make(p, (struct council){.members = 2, .products = 3});
    char *copy = xasprintf("%s/copy.xlsx", p->dir), *path = xstrdup(exported(p));
    assert_int_equal(link(path, copy), 0);
    int faults = 0;
    enum db_rc rc = DB_FAULT;
    for (size_t i = 0; i < MOST && rc != DB_OK; i++) {
        rc = export_within(p, i * STEP);
        if (rc == DB_OK)
            break;
        faults++;
        assert_int_equal(rc, DB_FAULT);
        assert_true(p->faults.v[0].id == F_EXPORT_WRITE || p->faults.v[0].id == F_EXPORT_BROKEN);
        assert_null(strstr(p->faults.v[0].arg[0], ".tmp-")); /* a name that people know */
        assert_int_equal(p->files.n, 0);
        assert_int_equal(files_in(p->dir), 4); /* session, results, ballots, copy */
        assert_true(same_bytes(path, copy));
    }
    assert_int_equal(rc, DB_OK);
    assert_true(faults > 2);
    assert_true(same_bytes(path, copy));
    free(path);
    free(copy);
}

#define T(f) cmocka_unit_test_setup_teardown(f, place_setup, place_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_sheets_are_what_a_workbook_takes),
        T(strange_and_equal_names_make_a_workbook),
        T(a_draft_replaces_a_draft_with_equal_bytes),
        T(its_date_is_that_of_the_record),
        T(results_are_the_same_without_ballots),
        T(signed_off_ballots_are_never_overwritten),
        T(each_member_has_the_ballots_given),
        T(an_open_ballot_says_so),
        T(without_ballots_there_is_a_sheet_that_says_so),
        T(cancelling_leaves_nothing),
        T(a_full_disk_leaves_both_old_workbooks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
