/* SPDX-License-Identifier: MIT */
/* The minutes as files: their words, every section that an office expects, equal bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "export/export.h"
#include "tests/kit/golden.h"
#include "db/base/mem.h"
#include "tests/unit/export_kit.h"

static void export(struct place *p, const char *dir, const char *template)
{
    struct export_options o = {.what = EXPORT_MINUTES, .template_path = template};
    enum db_rc rc = export_session(p->db, dir, &o, NULL, NULL, &p->files, &p->faults);
    for (size_t i = 0; i < p->faults.n; i++) {
        char *text = fault_text(&p->faults.v[i], NULL);
        print_error("%s\n", text);
        free(text);
    }
    assert_int_equal(rc, DB_OK);
    assert_int_equal(p->files.n % 2, 0);
}

static void cover(char *text, const char *what, char with)
{
    size_t n = strlen(what);
    for (char *s = text; n && (s = strstr(s, what)); s += n)
        memset(s, with, n);
}

/* The text of the minutes, what is random in it made equal. */
static char *minutes(struct place *p)
{
    struct session s;
    size_t len;
    char group[9];
    export(p, NULL, NULL);
    assert_string_equal(p->files.path[0] + strlen(p->files.path[0]) - 4, ".txt");
    char *text = file_text(p->files.path[0], &len);
    assert_int_equal(strlen(text), len);
    assert_null(strchr(text, '\r'));
    assert_int_equal(db_session(p->db, &s), DB_OK);
    cover(text, s.id, 'I');
    for (size_t i = 0; i < strlen(s.closing); i += 8) { /* printed in groups of 8 */
        snprintf(group, sizeof group, "%.8s", s.closing + i);
        assert_non_null(strstr(text, group));
        cover(text, group, 'H');
    }
    return text;
}

static void the_words_of_a_draft(void **state)
{
    struct place *p = *state;
    place_make(p, (struct council){.members = 4, .products = 4});
    char *text = minutes(p);
    golden("minutes-draft", text);
    free(text);
}

static void the_words_of_a_signed_session(void **state)
{
    struct place *p = *state;
    place_make(p, (struct council){.members = 3, .products = 3, .plain = true});
    council_signoff(p->db);
    char *text = minutes(p);
    golden("minutes-signed", text);
    free(text);
}

/* One line, however it was wrapped. */
static char *flat(char *text)
{
    char *to = text;
    for (const char *s = text; *s; s++) {
        bool blank = *s == ' ' || *s == '\n';
        if (!blank || (to > text && to[-1] != ' '))
            *to++ = blank ? ' ' : *s;
    }
    *to = '\0';
    return text;
}

/* What a conclusion judged has changed: it stays on the paper, but not as one that counts. */
static void a_stale_conclusion_is_told_as_such(void **state)
{
    struct place *p = *state;
    struct members m;
    struct products v;
    place_make(p, (struct council){.members = 3, .products = 3, .plain = true});
    assert_int_equal(db_members(p->db, &m), DB_OK);
    assert_int_equal(db_products(p->db, &v), DB_OK);
    int product = v.v[0].id, member = m.v[0].id;
    struct finding f = {.product = product,
                        .kind = FINDING_BALLOT,
                        .criterion = "",
                        .member = member,
                        .verdict = true,
                        .reason = "về sớm"};
    assert_int_equal(db_conclude(p->db, &f, 1, "chair"), DB_OK);
    char *text = flat(minutes(p));
    assert_non_null(strstr(text, "lý do: về sớm"));
    assert_null(strstr(text, "CẦN XEM LẠI"));
    free(text);
    assert_int_equal(db_ballot_reopen(p->db, product, member, "chấm lại", "secretary"), DB_OK);
    text = flat(minutes(p));
    assert_non_null(strstr(text, "lý do: về sớm (CẦN XEM LẠI: phiếu hoặc điểm đã xét nay khác)"));
    free(text);
    list_free(&m);
    list_free(&v);
}

static void written_opinions_get_a_report(void **state)
{
    struct place *p = *state;
    const struct db_pair set = {"mode", "written"};
    place_make(p, (struct council){.members = 3, .products = 2, .plain = true});
    assert_int_equal(db_set(p->db, &set, 1, "đánh giá lại", "secretary"), DB_OK);
    char *text = minutes(p);
    assert_non_null(strstr(p->files.path[0], "/dot-2-bao-cao-y-kien-duthao.txt"));
    golden("minutes-written", text);
    free(text);
}

/* What an office looks for in minutes, in its order. */
static void every_section_is_there(void **state)
{
    static const char *const sections[] = {
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "/BB-HĐ",
        "BIÊN BẢN",
        "Họp Hội đồng đánh giá, phân hạng sản phẩm OCOP",
        "Căn cứ Quyết định số 26/2026/QĐ-TTg",
        "quyết định thành lập Hội đồng",
        "quy chế hoạt động",
        "kế hoạch, giấy mời",
        "Bắt đầu",
        "Địa điểm",
        "trực tuyến",
        "Chủ trì",
        "có mặt: ",
        "vắng mặt: ",
        "lý do: đi công tác",
        "Tổ tư vấn",
        "Khách mời",
        "Đại diện chủ thể",
        "Thư ký",
        "cuộc họp hợp lệ khi",
        "khai mạc",
        "báo cáo kết quả thẩm định",
        "Thảo luận",
        "Chấm điểm",
        "Không tham gia chấm",
        "Ý kiến của thành viên",
        "yêu cầu tối thiểu",
        "Chênh lệch điểm",
        "mở lại",
        "hồ sơ bị loại",
        "KẾT QUẢ",
        "Hội đồng xem xét 04 (bốn)",
        "Biểu quyết",
        "KẾT LUẬN CỦA CHỦ TỌA",
        "bổ sung hồ sơ",
        "kết thúc hồi",
        "đọc lại",
        "THƯ KÝ",
        "CHỦ TỊCH",
        "Nơi nhận",
    };
    struct place *p = *state;
    place_make(p, (struct council){.members = 4, .products = 4});
    char *text = minutes(p), *at = text;
    for (char *c = text; *c; c++)
        *c = *c == '\n' ? ' ' : *c;
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        char *found = strstr(at, sections[i]);
        if (!found)
            print_error("not in its place: %s\n", sections[i]);
        assert_non_null(found);
        at = found ? found : at;
    }
    free(text);
}

static void equal_records_give_equal_files(void **state)
{
    struct place *p = *state;
    place_make(p, (struct council){.members = 3, .products = 3});
    char *other = xasprintf("%s/2", p->dir);
    assert_int_equal(mkdir(other, 0777), 0);
    export(p, NULL, NULL);
    export(p, other, NULL);
    free(other);
    assert_int_equal(p->files.n, 4);
    for (size_t i = 0; i < 2; i++)
        assert_true(same_bytes(p->files.path[i], p->files.path[2 + i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_words_of_a_draft, place_setup, place_teardown),
        cmocka_unit_test_setup_teardown(the_words_of_a_signed_session, place_setup, place_teardown),
        cmocka_unit_test_setup_teardown(written_opinions_get_a_report, place_setup, place_teardown),
        cmocka_unit_test_setup_teardown(a_stale_conclusion_is_told_as_such, place_setup,
                                        place_teardown),
        cmocka_unit_test_setup_teardown(every_section_is_there, place_setup, place_teardown),
        cmocka_unit_test_setup_teardown(equal_records_give_equal_files, place_setup,
                                        place_teardown),
    };
    return cmocka_run_group_tests_name("minutes", tests, NULL, NULL);
}
