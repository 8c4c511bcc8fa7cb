/* SPDX-License-Identifier: MIT */
/* The workbook: its name and place, its bytes, what a failure leaves, and its check. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "db/sheet/sheet.h"
#include "export/base/words.h"
#include "export/export.h"
#include "tests/kit/plain.h"
#include "db/base/mem.h"
#include "tests/unit/export_kit.h"

static enum db_rc export_to(struct place *p, const char *dir)
{
    return export_session(p->db, dir, NULL, NULL, NULL, &p->files, &p->faults);
}

/* Export, insist, and give the path, which stays valid until the next forget. */
static const char *exported(struct place *p)
{
    place_forget(p);
    enum db_rc rc = export_to(p, NULL);
    for (size_t i = 0; i < p->faults.n; i++)
        print_error("%s\n", fault_msgid(p->faults.v[i].id));
    assert_int_equal(rc, DB_OK);
    assert_int_equal(p->files.n, 1);
    return p->files.path[0];
}

static enum db_rc verify(struct place *p, const char *path)
{
    faults_free(&p->faults);
    return export_verify(path, p->db, &p->faults);
}

static const struct council small = {.members = 3, .products = 3};
static const struct council clear = {.members = 3, .products = 1, .plain = true};

/* ---- names and bytes ------------------------------------------------------------------------ */

static void a_draft_has_a_plain_name_and_replaces_a_draft(void **state)
{
    struct place *p = *state;
    place_make(p, small);
    char *first = xstrdup(exported(p));
    assert_string_equal(strrchr(first, '/'), "/dot-2-ketqua-duthao.xlsx");
    assert_int_equal(strncmp(first, p->dir, strlen(p->dir)), 0);
    assert_string_equal(exported(p), first);
    assert_int_equal(files_in(p->dir), 2);
    free(first);
}

static void equal_records_give_equal_bytes(void **state)
{
    struct place *p = *state;
    place_make(p, small);
    char *copy = xasprintf("%s/copy.xlsx", p->dir);
    assert_int_equal(rename(exported(p), copy), 0);
    assert_true(same_bytes(exported(p), copy));
    free(copy);
}

static void a_signed_off_workbook_is_never_overwritten(void **state)
{
    struct place *p = *state;
    place_make(p, clear);
    council_signoff(p->db);
    char *first = xstrdup(exported(p));
    assert_string_equal(strrchr(first, '/'), "/dot-2-ketqua-v1.xlsx");
    assert_string_equal(exported(p), first); /* the same bytes: left alone */
    assert_int_equal(files_in(p->dir), 2);
    FILE *f = fopen(first, "wb");
    fputs("something of the user", f);
    fclose(f);
    char *second = xstrdup(exported(p));
    assert_string_equal(strrchr(second, '/'), "/dot-2-ketqua-v1-2.xlsx");
    assert_string_equal(exported(p), second);
    size_t n;
    char *kept = file_text(first, &n);
    assert_int_equal(n, strlen("something of the user"));
    free(kept);
    assert_int_equal(files_in(p->dir), 3);
    free(first);
    free(second);
}

static void a_new_version_has_a_new_name(void **state)
{
    struct place *p = *state;
    place_make(p, clear);
    council_signoff(p->db);
    exported(p);
    assert_int_equal(db_reopen(p->db, "sửa", NULL, "chair"), DB_OK);
    assert_string_equal(strrchr(exported(p), '/'), "/dot-2-ketqua-duthao.xlsx");
    council_signoff(p->db);
    const char *path = exported(p);
    assert_string_equal(strrchr(path, '/'), "/dot-2-ketqua-v2.xlsx");
    assert_int_equal(verify(p, path), DB_OK);
}

/* ---- failures -------------------------------------------------------------------------------- */

static void a_folder_that_cannot_be_written_is_a_fault(void **state)
{
    struct place *p = *state;
    place_make(p, small);
    char *missing = xasprintf("%s/khong-co", p->dir);
    assert_int_equal(export_to(p, missing), DB_FAULT);
    assert_true(plain_said(&p->faults, F_EXPORT_WRITE));
    place_forget(p);
    assert_int_equal(export_to(p, p->session), DB_FAULT); /* not a folder */
    assert_true(plain_said(&p->faults, F_EXPORT_WRITE));
    assert_int_equal(p->files.n, 0);
    free(missing);
}

/* Export while no file may grow beyond @limit bytes, with stderr into @log. */
static enum db_rc export_within(struct place *p, size_t limit, int log)
{
    struct rlimit before, tight;
    int saved = dup(STDERR_FILENO);
    getrlimit(RLIMIT_FSIZE, &before);
    tight = before;
    tight.rlim_cur = limit;
    signal(SIGXFSZ, SIG_IGN);
    place_forget(p);
    dup2(log, STDERR_FILENO);
    setrlimit(RLIMIT_FSIZE, &tight);
    enum db_rc rc = export_to(p, NULL);
    setrlimit(RLIMIT_FSIZE, &before);
    dup2(saved, STDERR_FILENO);
    signal(SIGXFSZ, SIG_DFL);
    close(saved);
    return rc;
}

/* As on a full disk: in one case the workbook itself does not fit, in the other only the
 * library's temporary files do not, which it does not notice. */
static void a_full_disk_leaves_the_old_workbook_whole(void **state)
{
    struct place *p = *state;
    place_make(p, small);
    char *old = xstrdup(exported(p)), *copy = xasprintf("%s/copy.xlsx", p->dir);
    assert_int_equal(link(old, copy), 0);
    char *name = xasprintf("%s/stderr", p->dir);
    int log = open(name, O_RDWR | O_CREAT, 0600);
    struct stat st;
    assert_int_equal(stat(old, &st), 0);
    const size_t limits[] = {0, 8192, (size_t)st.st_size - 1, (size_t)st.st_size + 4096};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        assert_int_equal(export_within(p, limits[i], log), DB_FAULT);
        assert_true(plain_said(&p->faults, F_EXPORT_WRITE) ||
                    plain_said(&p->faults, F_EXPORT_BROKEN));
        assert_int_equal(lseek(log, 0, SEEK_END), 0); /* nothing lands on the screen */
        assert_true(same_bytes(old, copy));
        assert_int_equal(files_in(p->dir), 4); /* session, old, copy, log */
    }
    close(log);
    free(name);
    free(old);
    free(copy);
}

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
    assert_int_equal(export_session(p->db, NULL, NULL, step, &all, &p->files, &p->faults), DB_OK);
    assert_true(all.calls >= 7);
    unlink(p->files.path[0]);
    for (size_t after = 1; after < all.calls; after++) {
        struct stop s = {.after = after};
        place_forget(p);
        assert_int_equal(export_session(p->db, NULL, NULL, step, &s, &p->files, &p->faults),
                         DB_REFUSED);
        assert_true(plain_said(&p->faults, F_EXPORT_CANCELLED));
        assert_int_equal(files_in(p->dir), 1);
    }
}

/* The council goes on. */
static bool act_meanwhile(void *arg, size_t done, size_t total)
{
    struct place *p = arg;
    char hall[48];
    (void)total;
    snprintf(hall, sizeof hall, "Phòng %zu", done);
    struct db_pair place = {"place", hall};
    plain_ok(p->db, db_set(p->db, &place, 1, "", "secretary"));
    return true;
}

static void papers_are_of_one_state(void **state)
{
    struct place *p = *state;
    place_make(p, small);
    char *copy = xasprintf("%s/copy.xlsx", p->dir);
    assert_int_equal(rename(exported(p), copy), 0);
    int64_t events = plain_events(p->db);
    place_forget(p);
    assert_int_equal(export_session(p->db, NULL, NULL, act_meanwhile, p, &p->files, &p->faults),
                     DB_OK);
    assert_true(plain_events(p->db) > events);
    assert_true(same_bytes(p->files.path[0], copy));
    free(copy);
}

/* ---- verify -----------------------------------------------------------------------------------
 */

static void a_fresh_workbook_is_equal(void **state)
{
    static const struct council councils[] = {
        {.members = 3, .products = 3},
        {.members = 15, .products = 4, .long_names = true, .rehearsal = true},
        {.members = 3, .products = 1, .plain = true},
        {.members = 2, .products = 0, .plain = true},
    };
    struct place *p = *state;
    for (size_t i = 0; i < sizeof councils / sizeof *councils; i++) {
        db_close(p->db);
        p->db = NULL;
        place_make(p, councils[i]);
        char *path = xstrdup(exported(p));
        assert_int_equal(verify(p, path), DB_OK);
        assert_int_equal(p->faults.n, 0);
        unlink(path); /* the next session has the same name */
        free(path);
    }
}

static void a_change_of_the_record_is_named(void **state)
{
    struct place *p = *state;
    place_make(p, small);
    char *path = xstrdup(exported(p));
    struct product x;
    struct products all;
    assert_int_equal(db_products(p->db, &all), DB_OK);
    x = all.v[0];
    const struct db_pair owner = {"owner", "Cơ sở Bảy Háp"};
    assert_int_equal(db_correct(p->db, x.id, &owner, 1, "ghi nhầm", NULL, "secretary"), DB_OK);
    list_free(&all);
    assert_int_equal(verify(p, path), DB_REFUSED);
    bool named = false;
    for (size_t i = 0; i < p->faults.n; i++) {
        const struct fault *f = &p->faults.v[i];
        if (f->id != F_BOOK_CELL_CHANGED || strcmp(f->arg[0], "Tổng hợp điểm") != 0)
            continue;
        named = named ||
                (strcmp(f->arg[1], "D9") == 0 && strcmp(f->arg[2], "Công ty TNHH MTV Nam Á") == 0 &&
                 strcmp(f->arg[3], "Cơ sở Bảy Háp") == 0);
    }
    assert_true(named);
    assert_true(
        plain_said(&p->faults, F_BOOK_CELL_GONE)); /* the new event is not in the old journal */
    free(path);
}

static void another_sessions_workbook_is_told_apart(void **state)
{
    struct place *p = *state;
    place_make(p, small);
    char *path = xstrdup(exported(p)), *copy = xasprintf("%s/khac.xlsx", p->dir);
    assert_int_equal(rename(path, copy), 0);
    db_close(p->db);
    place_make(p, small);
    assert_int_equal(verify(p, copy), DB_REFUSED);
    assert_int_equal(p->faults.n, 1);
    assert_true(plain_said(&p->faults, F_BOOK_OTHER));
    free(path);
    free(copy);
}

static void what_is_no_workbook_of_ours_is_a_fault(void **state)
{
    struct place *p = *state;
    place_make(p, small);
    assert_int_equal(verify(p, p->session), DB_FAULT);
    assert_true(p->faults.errors > 0);
    char *csv = xasprintf("%s/x.csv", p->dir);
    FILE *f = fopen(csv, "w");
    fputs("a,b\n1,2\n", f);
    fclose(f);
    assert_int_equal(verify(p, csv), DB_FAULT);
    assert_true(plain_said(&p->faults, F_BOOK_FOREIGN));
    free(csv);
}

/* ---- what a sheet says --------------------------------------------------------------------------
 */

/* The text of the first cell of @sheet that contains @part, or NULL; the caller frees. */
static char *find_cell(const char *path, const char *sheet, const char *part)
{
    struct faults f = {0};
    struct sheet_options o = {.sheet = sheet};
    struct sheet_rows *s = sheet_read(path, &o, &f);
    assert_non_null(s);
    char *found = NULL;
    for (size_t i = 0; i < s->n && !found; i++)
        for (size_t c = 0; c < s->row[i].n && !found; c++)
            if (strstr(s->row[i].cell[c], part))
                found = xstrdup(s->row[i].cell[c]);
    sheet_free(s);
    faults_free(&f);
    return found;
}

static void has(const char *path, const char *sheet, const char *part)
{
    char *cell = find_cell(path, sheet, part);
    if (!cell)
        print_error("%s: không có \"%s\"\n", sheet, part);
    assert_non_null(cell);
    free(cell);
}

static const char *const sheets[] = {"Tổng hợp điểm", "Chi tiết tiêu chí", "Thành viên", "Biên bản",
                                     "Nhật ký"};

static void every_sheet_says_what_it_is(void **state)
{
    struct place *p = *state;
    place_make(p, small);
    const char *path = exported(p);
    for (size_t i = 0; i < 5; i++) {
        has(path, sheets[i], "DỰ THẢO");
        has(path, sheets[i], "ỦY BAN NHÂN DÂN TỈNH CÀ MAU");
        has(path, sheets[i], "HỘI ĐỒNG ĐÁNH GIÁ, PHÂN HẠNG SẢN PHẨM OCOP TỈNH CÀ MAU");
        has(path, sheets[i], "đợt 2 năm 2026");
        has(path, sheets[i], "Ngày họp: 05/08/2026");
        has(path, sheets[i], "26/2026/QĐ-TTg");
        has(path, sheets[i], "Mã phiên: ");
    }
}

static void a_signed_off_workbook_says_so_with_its_hash(void **state)
{
    struct place *p = *state;
    struct council c = clear;
    c.rehearsal = true;
    place_make(p, c);
    council_signoff(p->db);
    const char *path = exported(p);
    struct session s;
    char groups[72];
    assert_int_equal(db_session(p->db, &s), DB_OK);
    hash_groups(s.closing, groups);
    for (size_t i = 0; i < 5; i++) {
        has(path, sheets[i], "DIỄN TẬP - ĐÃ CHỐT");
        assert_null(find_cell(path, sheets[i], "DỰ THẢO"));
    }
    has(path, "Biên bản", groups);
    has(path, "Nhật ký", groups);
}

/* However long the name is of who closed: the line ends with the hash, as any other. */
static void a_long_name_cuts_no_closing(void **state)
{
    struct place *p = *state;
    struct words who = {0};
    place_make(p, clear);
    council_signoff(p->db);
    assert_int_equal(db_reopen(p->db, "sửa", NULL, "chair"), DB_OK);
    for (int i = 0; i < 12; i++)
        words_add(&who, " ", "Nguyễn Thị Phương Thảo");
    assert_int_equal(db_signoff(p->db, NULL, who.s), DB_OK);
    struct session s;
    assert_int_equal(db_session(p->db, &s), DB_OK);
    char *end = xasprintf("phiếu, mã %.16s", s.closing);
    const char *path = exported(p);
    has(path, "Nhật ký", who.s);
    has(path, "Nhật ký", end);
    free(end);
    free(who.s);
}

static void the_minutes_tell_what_happened(void **state)
{
    struct place *p = *state;
    place_make(p, small);
    const char *path = exported(p), *minutes = "Biên bản";
    has(path, minutes, "Thành viên Hội đồng có mặt: 3/3");
    has(path, minutes, "Theo khoản 2 Điều 8 Quy chế, cuộc họp hợp lệ khi có mặt ít nhất 3/4");
    has(path, minutes,
        "Ông Trần Văn Nghĩa không tham gia chấm sản phẩm số 2 (là người thân của "
        "chủ thể)");
    has(path, minutes, "Đề nghị bổ sung truy xuất nguồn gốc");
    has(path, minutes, "tiêu chí 1.1, Bà Nguyễn Thị Ánh Tuyết: Nguyên liệu tại chỗ");
    has(path, minutes, "hoãn, để lần khác, lý do: chờ phiếu kiểm nghiệm");
    has(path, minutes, "được mở lại lúc");
    has(path, minutes, "Hội đồng xem xét 03 (ba) sản phẩm");
    has(path, minutes, "Địa điểm: ……");
}

/* More than a cell may hold goes on in the row below, and nothing is lost. */
static void long_text_goes_on_below(void **state)
{
    struct place *p = *state;
    place_make(p, small);
    struct products all;
    assert_int_equal(db_products(p->db, &all), DB_OK);
    char reason[1400] = "";
    for (int i = 0; i < 150; i++)
        snprintf(reason + strlen(reason), sizeof reason - strlen(reason), "lời%d ", i);
    struct finding f = {.product = all.v[0].id,
                        .kind = FINDING_WITHDRAWN,
                        .criterion = "",
                        .verdict = true,
                        .reason = reason};
    assert_int_equal(db_conclude(p->db, &f, 1, "chair"), DB_OK);
    list_free(&all);
    char *path = xstrdup(exported(p));
    for (size_t i = 0; i < 5; i += 3) {
        has(path, sheets[i], "lời0 lời1 ");
        has(path, sheets[i], "lời148 lời149");
    }
    assert_int_equal(verify(p, path), DB_OK);
    free(path);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, place_setup, place_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_draft_has_a_plain_name_and_replaces_a_draft),
        TEST(equal_records_give_equal_bytes),
        TEST(a_signed_off_workbook_is_never_overwritten),
        TEST(a_new_version_has_a_new_name),
        TEST(a_folder_that_cannot_be_written_is_a_fault),
        TEST(a_full_disk_leaves_the_old_workbook_whole),
        TEST(cancelling_leaves_nothing),
        TEST(papers_are_of_one_state),
        TEST(a_fresh_workbook_is_equal),
        TEST(a_change_of_the_record_is_named),
        TEST(another_sessions_workbook_is_told_apart),
        TEST(what_is_no_workbook_of_ours_is_a_fault),
        TEST(every_sheet_says_what_it_is),
        TEST(a_signed_off_workbook_says_so_with_its_hash),
        TEST(a_long_name_cuts_no_closing),
        TEST(the_minutes_tell_what_happened),
        TEST(long_text_goes_on_below),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
