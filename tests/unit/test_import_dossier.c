/* SPDX-License-Identifier: MIT */
/* Lists: dossiers, scores given before the meeting, and the findings that stand beside them. */
#include <stdlib.h>

#include "db/import/part.h"
#include "tests/unit/import_kit.h"

#define DOSSIER LIST_DOSSIER
#define SCORES LIST_SCORES
#define LONG "san_pham|minh_chung|tinh_trang|het_han|ghi_chu\n"
#define POINTS "san_pham|nguon|tieu_chi|muc|diem|ghi_chu\n"
#define FOUND "san_pham|loai|tieu_chi|thanh_vien|ket_luan|ly_do|can_cu\n"

static int council(void **state)
{
    lists_setup(state);
    lists_council(*state);
    return 0;
}

static void is(struct kit *k, size_t at, int item, enum evidence_state state, const char *expires,
               const char *note)
{
    struct dossiers d;
    assert_int_equal(db_dossiers(k->db, 0, &d), DB_OK);
    const struct evidence *e = &d.v[at].item[item - 1];
    assert_int_equal(e->state, state);
    assert_string_equal(e->expires, expires);
    assert_string_equal(e->note, note);
    list_free(&d);
}

/* ---- dossiers ---- */

static void one_row_a_product(void **state)
{
    struct kit *k = *state;
    const char *list = "Mã sản phẩm|Số mẫu|ĐKKD|Phiếu kiểm nghiệm|Mã vạch|Giải thưởng|Ghi chú\n"
                       "T-01|5|Có|31/12/2027|có, hết hạn 1/2/2028|không cần|Nộp đủ\n"
                       "2|4|x|không|2027-03-04||\n"
                       "T-03|||||| \n";
    lists_takes(k, DOSSIER, list, 2, 0, 0);
    assert_int_equal(k->report.skipped, 1);
    is(k, 0, 1, EVIDENCE_YES, "", "");
    is(k, 0, 12, EVIDENCE_YES, "2027-12-31", "");
    is(k, 0, 13, EVIDENCE_YES, "2028-02-01", "");
    is(k, 0, 15, EVIDENCE_UNNEEDED, "", "");
    is(k, 0, 2, EVIDENCE_UNKNOWN, "", "");
    is(k, 1, 12, EVIDENCE_NO, "", "");
    is(k, 1, 13, EVIDENCE_YES, "2027-03-04", "");
    struct dossiers d;
    assert_int_equal(db_dossiers(k->db, 0, &d), DB_OK);
    assert_int_equal(d.v[0].samples, 5);
    assert_string_equal(d.v[0].note, "Nộp đủ");
    assert_int_equal(d.v[2].samples, -1);
    list_free(&d);
    int64_t before = lists_events(k);
    lists_takes(k, DOSSIER, list, 0, 0, 2);
    assert_int_equal(lists_events(k), before);
    /* A blank clears nothing, and "có" alone keeps the last day that is known. */
    lists_takes(k, DOSSIER, "san_pham|so_mau|kiem_nghiem|dang_ky_kinh_doanh\n1||có|không\n2|5||\n",
                0, 2, 0);
    is(k, 0, 12, EVIDENCE_YES, "2027-12-31", "");
    is(k, 0, 1, EVIDENCE_NO, "", "");
    is(k, 1, 1, EVIDENCE_YES, "", "");
}

static void one_row_a_paper(void **state)
{
    struct kit *k = *state;
    const char *list = LONG "1|12|có|31/12/2027|Số 12\n"
                            "1|Sở hữu trí tuệ|không||\n"
                            "1|2. Đủ điều kiện sản xuất||2027-01-31|\n"
                            "2|cau_chuyen|không cần||\n"
                            "2|15|||\n";
    lists_takes(k, DOSSIER, list, 4, 0, 0);
    assert_int_equal(k->report.skipped, 1);
    is(k, 0, 12, EVIDENCE_YES, "2027-12-31", "Số 12");
    is(k, 0, 7, EVIDENCE_NO, "", "");
    is(k, 0, 2, EVIDENCE_YES, "2027-01-31", "");
    is(k, 1, 10, EVIDENCE_UNNEEDED, "", "");
    int64_t before = lists_events(k);
    lists_takes(k, DOSSIER, list, 0, 0, 4);
    assert_int_equal(lists_events(k), before);
    lists_takes(k, DOSSIER, LONG "1|12|không||\n1|7|chưa rõ||\n2|10|||Hai trang\n", 0, 3, 0);
    is(k, 0, 12, EVIDENCE_NO, "", "Số 12");
    is(k, 0, 7, EVIDENCE_UNKNOWN, "", "");
    is(k, 1, 10, EVIDENCE_UNNEEDED, "", "Hai trang");
    struct verdict v;
    assert_int_equal(db_verify(k->db, &v), DB_OK);
}

static void dossiers_that_cannot_be(void **state)
{
    struct kit *k = *state;
    static const struct bad_list bad[] = {
        {"san_pham|so_mau\n9|5\n", F_NO_SUCH_PRODUCT, 2, 1},
        {"san_pham|so_mau\n|5\n", F_LIST_CELL_BLANK, 2, 1},
        {"san_pham|so_mau\n1|năm\n", F_SAMPLES_BAD, 2, 2},
        {"san_pham|so_mau\n1|-1\n", F_SAMPLES_BAD, 2, 2},
        {"san_pham|so_mau\n1|1000\n", F_SAMPLES_BAD, 2, 2},
        {"san_pham|so_mau\n1|5\nT-01|4\n", F_LIST_EVIDENCE_TWICE, 3, 2},
        {"san_pham|ghi_chu\n1|Đủ\nT-01|Thiếu\n", F_LIST_EVIDENCE_TWICE, 3, 2},
        {"san_pham|kiem_nghiem\n1|có\nT-01|không\n", F_LIST_EVIDENCE_TWICE, 3, 2},
        {"san_pham|kiem_nghiem\n1|sắp có\n", F_LIST_EVIDENCE_STATE, 2, 2},
        {"san_pham|kiem_nghiem\n1|30/2/2027\n", F_LIST_EVIDENCE_STATE, 2, 2},
        {"san_pham|kiem_nghiem\n1|không 31/12/2027\n", F_LIST_EVIDENCE_STATE, 2, 2},
        {"san_pham|ten\n1|Mắm\n", F_LIST_COLUMN_MISSING, 1, 0},
        {"san_pham|minh_chung\n1|12\n", F_LIST_COLUMN_MISSING, 1, 0},
        {"san_pham|minh_chung|tinh_trang|so_mau\n1|12|có|5\n", F_LIST_EVIDENCE_MIXED, 1, 4},
        {"san_pham|minh_chung|tinh_trang|ma_vach\n1|12|có|có\n", F_LIST_EVIDENCE_MIXED, 1, 4},
        {LONG "1|16|có||\n", F_LIST_EVIDENCE, 2, 2},
        {LONG "1|0|có||\n", F_LIST_EVIDENCE, 2, 2},
        {LONG "1|Giấy khen|có||\n", F_LIST_EVIDENCE, 2, 2},
        {LONG "1||có||\n", F_LIST_CELL_BLANK, 2, 2},
        {LONG "1|12|có|32/12/2027|\n", F_LIST_DATE, 2, 4},
        {LONG "1|12|không|31/12/2027|\n", F_LIST_EVIDENCE_DATE, 2, 4},
        {LONG "1|12|||Số 12\n", F_LIST_CELL_BLANK, 2, 3},
        {LONG "1|12|có||\nT-01|kiem_nghiem|không||\n", F_LIST_EVIDENCE_TWICE, 3, 3},
    };
    lists_refuses_each(k, DOSSIER, "", bad, sizeof bad / sizeof *bad);
    /* Every fault is named at once. */
    lists_refuses(k, DOSSIER, "san_pham|so_mau|ma_vach|cau_chuyen\n1|a|b|c\n9|5||\n",
                  F_LIST_EVIDENCE_STATE, 2, 4);
    assert_int_equal(lists_count(k, F_LIST_EVIDENCE_STATE), 2);
    assert_true(lists_said(k, F_SAMPLES_BAD, 2, 2) && lists_said(k, F_NO_SUCH_PRODUCT, 3, 1));
    /* The same twice is not a contradiction; columns of the other form are told. */
    lists_takes(k, DOSSIER, "san_pham|kiem_nghiem|het_han\n1|có|2027-01-01\n1|có|\n", 1, 0, 1);
    assert_true(lists_said(k, F_LIST_COLUMN_UNKNOWN, 1, 3));
}

/* ---- scores ---- */

static void points_of_both_sources(void **state)
{
    struct kit *k = *state;
    const char *list = POINTS "1|tự chấm|1.1|2||\n"
                              "1|Tổ tư vấn|1,1|1|1|Chưa có hợp đồng\n"
                              "T-01|self|8||5|\n"
                              "4|adviser|8|A2|3|\n"
                              "1|tự đánh giá|9|||\n";
    lists_takes(k, SCORES, list, 4, 0, 0);
    assert_int_equal(k->report.skipped, 1);
    struct assessments a;
    assert_int_equal(db_assessments(k->db, 0, &a), DB_OK);
    assert_int_equal(a.n, 3);
    assert_string_equal(a.v[0].criterion, "1.1");
    assert_string_equal(a.v[0].label[ASSESSED_SELF], "2");
    assert_string_equal(a.v[0].label[ASSESSED_ADVISER], "1");
    assert_string_equal(a.v[0].note[ASSESSED_ADVISER], "Chưa có hợp đồng");
    assert_string_equal(a.v[1].label[ASSESSED_SELF], "3");
    assert_null(a.v[1].label[ASSESSED_ADVISER]);
    assert_string_equal(a.v[2].label[ASSESSED_ADVISER], "a2");
    list_free(&a);
    int64_t before = lists_events(k);
    lists_takes(k, SCORES, list, 0, 0, 4);
    assert_int_equal(lists_events(k), before);
    lists_takes(k, SCORES, POINTS "1|tổ tư vấn|1.1|2||\n1|tự chấm|1.1|||Có ảnh\n", 0, 2, 0);
    assert_int_equal(db_assessments(k->db, 0, &a), DB_OK);
    assert_string_equal(a.v[0].note[ASSESSED_ADVISER], "Chưa có hợp đồng");
    assert_string_equal(a.v[0].note[ASSESSED_SELF], "Có ảnh");
    list_free(&a);
    struct session s;
    assert_int_equal(db_session(k->db, &s), DB_OK);
    assert_false(s.any_mark); /* the council has not begun */
}

static void scores_that_cannot_be(void **state)
{
    struct kit *k = *state;
    static const struct bad_list bad[] = {
        {"9|tự chấm|1.1|2||\n", F_NO_SUCH_PRODUCT, 2, 1},
        {"3|tự chấm|1.1|2||\n", F_SET_MISSING, 2, 1},
        {"1||1.1|2||\n", F_LIST_CELL_BLANK, 2, 2},
        {"1|Phạm Cúc|1.1|2||\n", F_LIST_SOURCE, 2, 2},
        {"1|tự chấm||2||\n", F_LIST_CELL_BLANK, 2, 3},
        {"1|tự chấm|99|2||\n", F_NO_SUCH_CRITERION, 2, 3},
        {"1|tự chấm|1|2||\n", F_NO_SUCH_CRITERION, 2, 3},
        {"1|tự chấm|1.1|9||\n", F_NO_SUCH_LEVEL, 2, 4},
        {"1|tự chấm|1.2|0||\n", F_ZERO_IS_PRINTED, 2, 4},
        {"1|tự chấm|4.1||4|\n", F_LIST_POINTS, 2, 5},
        {"4|tự chấm|8||3|\n", F_LIST_POINTS_MANY, 2, 5},
        {"1|tự chấm|1.1|2|3|\n", F_LIST_LEVEL_POINTS, 2, 5},
        {"1|tự chấm|1.1|||Có ảnh\n", F_LIST_CELL_BLANK, 2, 4},
        {"1|tự chấm|1.1|2||\nT-01|self|1.1|1||\n", F_LIST_SCORE_TWICE, 3, 4},
    };
    lists_refuses_each(k, SCORES, POINTS, bad, sizeof bad / sizeof *bad);
    lists_refuses(k, SCORES, "san_pham|nguon|tieu_chi\n1|self|1.1\n", F_LIST_COLUMN_MISSING, 1, 0);
    lists_takes(k, SCORES, POINTS "1|tự chấm|1.1|2||\n1|self|1.1|2||\n", 1, 0, 1);
}

/* Points of one sheet mean nothing on another. */
static void moving_to_another_set_loses_them(void **state)
{
    struct kit *k = *state;
    struct set_loss loss;
    struct products all;
    struct assessments a;
    lists_takes(k, SCORES, POINTS "1|tự chấm|1.1|2||\n1|tổ tư vấn|1.1|1||\n", 2, 0, 0);
    int id = lists_product(k, 1, &all).id;
    list_free(&all);
    assert_int_equal(db_set_loss(k->db, &id, 1, "26", &loss), DB_OK);
    assert_int_equal(loss.assessed, 2);
    assert_int_equal(db_product_sets(k->db, &id, 1, "26", NULL, "secretary"), DB_REFUSED);
    assert_int_equal(db_faults(k->db)->v[0].id, F_MOVE_LOSES_POINTS);
    assert_int_equal(db_product_sets(k->db, &id, 1, "26", "Nhầm bộ", "secretary"), DB_OK);
    assert_int_equal(db_assessments(k->db, id, &a), DB_OK);
    assert_int_equal(a.n, 0);
    list_free(&a);
    struct verdict v;
    assert_int_equal(db_verify(k->db, &v), DB_OK);
}

/* ---- findings ---- */

static void claims_and_reasons(void **state)
{
    struct kit *k = *state;
    const char *list = FOUND "1|claim|1.1|Phạm Cúc|đề nghị|Không rõ|Giả mạo hồ sơ\n"
                             "1|Đề nghị loại||Lê Văn An|đề nghị|Xem lại|\n"
                             "1|knockout|1.1||loại|Đúng|Giả mạo hồ sơ\n"
                             "2|difference|5.1||có|Đã bổ sung|\n";
    lists_takes(k, LIST_FINDINGS, list, 4, 0, 0);
    struct findings f;
    assert_int_equal(db_findings(k->db, 0, &f), DB_OK);
    assert_int_equal(f.n, 4);
    assert_int_equal(f.v[0].kind, FINDING_CLAIM);
    assert_string_equal(f.v[0].ground, "Giả mạo hồ sơ");
    assert_true(f.v[0].member > 0 && f.v[1].member > 0 && f.v[0].member != f.v[1].member);
    assert_string_equal(f.v[1].criterion, "");
    assert_string_equal(f.v[2].ground, "Giả mạo hồ sơ");
    assert_int_equal(f.v[3].kind, FINDING_DIFFERENCE);
    assert_string_equal(f.v[3].criterion, "5.1");
    list_free(&f);
    int64_t before = lists_events(k);
    lists_takes(k, LIST_FINDINGS, list, 0, 0, 4);
    assert_int_equal(lists_events(k), before);
    lists_takes(k, LIST_FINDINGS, FOUND "1|claim|1.1|Phạm Cúc|rút đề nghị||Giả mạo hồ sơ\n", 0, 1,
                0);
    static const struct bad_list bad[] = {
        {"1|claim|1.1||đề nghị||\n", F_LIST_FINDING_NEEDS, 2, 4},
        {"1|claim|77|Phạm Cúc|đề nghị||\n", F_NO_SUCH_CRITERION, 2, 3},
        {"1|claim|1.1|Ai Đó|đề nghị||\n", F_NO_SUCH_MEMBER, 2, 4},
        {"1|claim|1.1|Phạm Cúc|đạt||\n", F_LIST_FINDING_VERDICT, 2, 5},
        {"2|difference|||có|Vì|\n", F_LIST_FINDING_NEEDS, 2, 3},
        {"2|difference|5||có|Vì|\n", F_DIFFERENCE_CRITERION, 2, 3},
        {"2|difference|5.1||có||\n", F_LIST_FINDING_NEEDS, 2, 6},
    };
    lists_refuses_each(k, LIST_FINDINGS, FOUND, bad, sizeof bad / sizeof *bad);
    lists_takes(k, LIST_FINDINGS, FOUND "2|postponed||Phạm Cúc|có||Giả mạo\n", 1, 0, 0);
    assert_int_equal(lists_count(k, F_LIST_FINDING_UNUSED), 2);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, council, lists_teardown)
    const struct CMUnitTest tests[] = {
        T(one_row_a_product),      T(one_row_a_paper),       T(dossiers_that_cannot_be),
        T(points_of_both_sources), T(scores_that_cannot_be), T(moving_to_another_set_loses_them),
        T(claims_and_reasons),
    };
    return cmocka_run_group_tests_name("import-dossier", tests, NULL, NULL);
}
