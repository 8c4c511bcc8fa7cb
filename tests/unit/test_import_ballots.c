/* SPDX-License-Identifier: MIT */
/* Lists: panels, ballots and findings. */
#include <stdlib.h>
#include <string.h>

#include "db/import/part.h"
#include "tests/unit/import_kit.h"

#define PANEL LIST_PANEL
#define BALLOTS LIST_BALLOTS
#define FINDINGS LIST_FINDINGS
#define MARKS "san_pham|thanh_vien|tieu_chi|muc|diem|ghi_chu\n"

static int council(void **state)
{
    lists_setup(state);
    lists_council(*state);
    return 0;
}

/* ---- panel ---- */

static void panel_words(void **state)
{
    struct kit *k = *state;
    lists_takes(k, PANEL,
                "san_pham|thanh_vien|trang_thai|ly_do\n"
                "1|lê văn an|vang|họp khác\nT-02|2|khong_tham_gia|người nhà\n"
                "1|Phạm Cúc|Phiếu gửi|\n2|Phạm Cúc|Chấm|\n",
                4, 0, 0);
    assert_int_equal(lists_panel(k, 1, "Lê Văn An"), PANEL_ABSENT);
    assert_int_equal(lists_panel(k, 2, "Trần Thị Bình"), PANEL_RECUSED);
    assert_int_equal(lists_panel(k, 1, "Phạm Cúc"), PANEL_WRITTEN);
    assert_int_equal(lists_panel(k, 2, "Phạm Cúc"), PANEL_SCORES);
}

static void every_product_first(void **state)
{
    struct kit *k = *state;
    const char *list = "san_pham|thanh_vien|trang_thai\n"
                       "2|Lê Văn An|cham\n*|Lê Văn An|vang\n*|Phạm Cúc|cham\n";
    lists_takes(k, PANEL, list, 3, 0, 0);
    assert_int_equal(lists_panel(k, 1, "Lê Văn An"), PANEL_ABSENT);
    assert_int_equal(lists_panel(k, 2, "Lê Văn An"), PANEL_SCORES);
    int64_t before = lists_events(k);
    lists_takes(k, PANEL, list, 0, 0, 3);
    assert_int_equal(lists_events(k), before);
    /* A row for all takes away what the list does not name. */
    lists_takes(k, PANEL, "san_pham|thanh_vien|trang_thai\n*|Lê Văn An|vang\n", 0, 1, 0);
    assert_int_equal(lists_panel(k, 2, "Lê Văn An"), PANEL_ABSENT);
    lists_takes(k, PANEL, list, 1, 0, 2);
    /* ... and keeps what it names, also where only the row for all is new. */
    lists_takes(k, PANEL,
                "san_pham|thanh_vien|trang_thai\n2|Lê Văn An|cham\n*|Lê Văn An|khong_tham_gia\n", 0,
                2, 0);
    assert_int_equal(lists_panel(k, 1, "Lê Văn An"), PANEL_RECUSED);
    assert_int_equal(lists_panel(k, 2, "Lê Văn An"), PANEL_SCORES);
}

static void two_of_one_name_need_the_number(void **state)
{
    struct kit *k = *state;
    lists_takes(k, LIST_MEMBERS, "stt|ho_ten\n5|Ngô Em\n6|Ngô Em\n", 2, 0, 0);
    lists_refuses(k, PANEL, "san_pham|thanh_vien|trang_thai\n1|Ngô Em|vang\n", F_MEMBER_AMBIGUOUS,
                  2, 2);
    lists_takes(k, PANEL, "san_pham|thanh_vien|trang_thai\n1|6|vang\n", 1, 0, 0);
}

static void panel_refusals(void **state)
{
    struct kit *k = *state;
    const char *h = "san_pham|thanh_vien|trang_thai\n";
    static const struct bad_list bad[] = {
        {"9|Phạm Cúc|cham\n", F_NO_SUCH_PRODUCT, 2, 1},
        {"1|Ai Đó|cham\n", F_NO_SUCH_MEMBER, 2, 2},
        {"1|Phạm Cúc|ngủ\n", F_LIST_PANEL_STATE, 2, 3},
        {"|Phạm Cúc|cham\n", F_LIST_CELL_BLANK, 2, 1},
        {"1||cham\n", F_LIST_CELL_BLANK, 2, 2},
        {"1|Phạm Cúc|\n", F_LIST_CELL_BLANK, 2, 3},
        {"1|Phạm Cúc|cham\nT-01|Phạm Cúc|vang\n", F_LIST_PANEL_TWICE, 3, 3},
    };
    lists_refuses_each(k, PANEL, h, bad, sizeof bad / sizeof *bad);
    lists_refuses(k, PANEL, "STT|thanh_vien|trang_thai\n1|Phạm Cúc|vang\n2|Lê Văn An|vang\n",
                  F_LIST_COUNTER, 1, 1);
    lists_takes(k, PANEL, "san_pham|thanh_vien|trang_thai\n1|Phạm Cúc|cham\n1|Phạm Cúc|cham\n", 1,
                0, 1);
}

static void a_number_that_is_two_products(void **state)
{
    struct kit *k = *state;
    lists_takes(k, LIST_PRODUCTS, "stt|ma_san_pham|ten_san_pham|chu_the\n5|2|Muối|Hộ M\n", 1, 0, 0);
    lists_refuses(k, PANEL, "san_pham|thanh_vien|trang_thai\n2|Phạm Cúc|cham\n", F_LIST_PRODUCT_TWO,
                  2, 1);
    lists_takes(k, PANEL, "san_pham|thanh_vien|trang_thai\n5|Phạm Cúc|cham\n", 1, 0, 0);
}

/* ---- ballots ---- */

static void levels_and_points(void **state)
{
    struct kit *k = *state;
    lists_takes(k, BALLOTS,
                MARKS "1|Phạm Cúc|1.1|2||\n"     /* level */
                      "1|Phạm Cúc|1.2||0|\n"     /* points, a printed level of 0 */
                      "1|Phạm Cúc|1.3|0||\n"     /* none reached: no level of 0 is printed */
                      "1|Phạm Cúc|1,4|3|3,00|\n" /* both, and they agree */
                      "1|Phạm Cúc|3.1||0|\n"     /* 0 points name "none" alone */
                      "1|Phạm Cúc|8||5|tốt\n"
                      "4|Phạm Cúc|8|A2|3|\n" /* two cases */
                      "1|Phạm Cúc|9|||\n",   /* blank: nothing */
                7, 0, 0);
    assert_int_equal(k->report.skipped, 1);
    assert_int_equal(k->report.ballots_open, 2);
    assert_int_equal(lists_count(k, F_LIST_BALLOT_OPEN), 2);
    struct ballot b;
    struct products all;
    struct members who;
    int p = lists_product(k, 1, &all).id, p4 = all.v[3].id;
    int m = lists_member(k, "Phạm Cúc", &who).id;
    static const char *const want[][2] = {{"1.1", "2"}, {"1.2", "1"}, {"1.3", "0"},
                                          {"1.4", "3"}, {"3.1", "0"}, {"8", "3"}};
    assert_int_equal(db_ballot(k->db, p, m, &b), DB_OK);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        for (size_t j = 0; j < b.n; j++)
            if (b.line[j].node->kind == CRIT_LEAF && strcmp(b.line[j].node->code, want[i][0]) == 0)
                assert_string_equal(b.line[j].label, want[i][1]);
    assert_int_equal(b.state, BALLOT_OPEN);
    list_free(&b);
    assert_int_equal(db_ballot(k->db, p4, m, &b), DB_OK);
    for (size_t j = 0; j < b.n; j++)
        if (b.line[j].node->kind == CRIT_LEAF && strcmp(b.line[j].node->code, "8") == 0)
            assert_string_equal(b.line[j].label, "a2");
    list_free(&b);
    list_free(&all);
    list_free(&who);
}

static void marks_that_cannot_be(void **state)
{
    struct kit *k = *state;
    static const struct bad_list bad[] = {
        {"1|Phạm Cúc|1.1|4||\n", F_NO_SUCH_LEVEL, 2, 4},
        {"1|Phạm Cúc|1.1|-1||\n", F_NO_SUCH_LEVEL, 2, 4},
        {"1|Phạm Cúc|1.1|a1||\n", F_NO_SUCH_LEVEL, 2, 4},
        {"4|Phạm Cúc|8|1||\n", F_NO_SUCH_LEVEL, 2, 4},
        {"1|Phạm Cúc|1.2|0||\n", F_ZERO_IS_PRINTED, 2, 4},
        {"1|Phạm Cúc|4.1||4|\n", F_LIST_POINTS, 2, 5},
        {"1|Phạm Cúc|4.1||2,5|\n", F_LIST_POINTS, 2, 5},
        {"1|Phạm Cúc|4.1||-2|\n", F_LIST_POINTS, 2, 5},
        {"4|Phạm Cúc|8||3|\n", F_LIST_POINTS_MANY, 2, 5},
        {"1|Phạm Cúc|1.1|2|3|\n", F_LIST_LEVEL_POINTS, 2, 5},
        {"1|Phạm Cúc|1|2||\n", F_NO_SUCH_CRITERION, 2, 3},
        {"1|Phạm Cúc|99|2||\n", F_NO_SUCH_CRITERION, 2, 3},
        {"1|Phạm Cúc||2||\n", F_LIST_CELL_BLANK, 2, 3},
        {"|Phạm Cúc|1.1|2||\n", F_LIST_CELL_BLANK, 2, 1},
        {"7|Phạm Cúc|1.1|2||\n", F_NO_SUCH_PRODUCT, 2, 1},
        {"1|Ai Đó|1.1|2||\n", F_NO_SUCH_MEMBER, 2, 2},
        {"3|Phạm Cúc|1.1|2||\n", F_SET_MISSING, 2, 1},
        {"1|Võ Dung|1.1|2||\n", F_NOT_SCORING, 2, 2},
        {"1|Phạm Cúc|1.1|2||\n1|Phạm Cúc|1.1|3||\n", F_LIST_MARK_TWICE, 3, 4},
    };
    lists_refuses_each(k, BALLOTS, MARKS, bad, sizeof bad / sizeof *bad);
    lists_takes(k, BALLOTS, MARKS "1|Phạm Cúc|1.1|2||\n1|Phạm Cúc|1.1||2|\n", 1, 0, 1);
    lists_refuses(k, BALLOTS, MARKS "3|Phạm Cúc|1.1|2||\n3|Phạm Cúc|1.2|2||\n", F_SET_MISSING, 2,
                  1);
    assert_int_equal(db_faults(k->db)->errors, 1); /* once for the product */
}

static void whole_ballots_are_closed(void **state)
{
    struct kit *k = *state;
    char *list = lists_ballot("T-01", "Phạm Cúc");
    size_t leaves = 0;
    for (const char *p = strchr(list, '\n') + 1; *p; p = strchr(p, '\n') + 1)
        leaves++;
    lists_takes(k, BALLOTS, list, leaves, 0, 0);
    assert_int_equal(k->report.ballots_closed, 1);
    assert_int_equal(k->report.ballots_open, 0);
    int64_t before = lists_events(k);
    lists_takes(k, BALLOTS, list, 0, 0, leaves);
    assert_int_equal(k->report.ballots_closed, 0);
    assert_int_equal(lists_events(k), before);
    lists_refuses(k, BALLOTS, MARKS "1|Phạm Cúc|1.1|3||\n", F_LIST_BALLOT_CLOSED, 2, 4);
    lists_refuses(k, BALLOTS, MARKS "1|Phạm Cúc|1.1|2||thêm\n", F_LIST_BALLOT_CLOSED, 2, 6);
    lists_takes(k, BALLOTS, MARKS "1|Phạm Cúc|1.1|||\n", 0, 0, 0);
    free(list);
}

static void open_ballots_are_filled_up(void **state)
{
    struct kit *k = *state;
    lists_takes(k, BALLOTS, MARKS "1|Phạm Cúc|1.1|1||chưa rõ\n", 1, 0, 0);
    lists_takes(k, BALLOTS, MARKS "1|Phạm Cúc|1.1|||\n1|Phạm Cúc|1.2|1||\n", 1, 0, 0);
    int64_t before = lists_events(k);
    lists_takes(k, BALLOTS, MARKS "1|Phạm Cúc|1.1|3||chưa rõ\n", 0, 1, 0);
    assert_int_equal(lists_events(k), before + 1); /* the note stands already */
    lists_takes(k, BALLOTS, MARKS "1|Phạm Cúc|1.1|||đã rõ\n", 0, 1, 0);
    char *list = lists_ballot("1", "Phạm Cúc");
    assert_int_equal(lists_import(k, BALLOTS, list), DB_OK);
    assert_int_equal(k->report.changed, 2);
    assert_int_equal(k->report.ballots_closed, 1);
    free(list);
}

static void those_who_do_not_score(void **state)
{
    struct kit *k = *state;
    lists_takes(k, PANEL,
                "san_pham|thanh_vien|trang_thai\n1|Phạm Cúc|khong_tham_gia\n1|Lê Văn An|vang\n"
                "1|Trần Thị Bình|phieu_gui\n",
                3, 0, 0);
    lists_refuses(k, BALLOTS,
                  MARKS "1|Phạm Cúc|1.1|2||\n1|Phạm Cúc|1.2|2||\n1|Lê Văn An|1.1|2||\n"
                        "1|Trần Thị Bình|1.1|2||\n",
                  F_IS_RECUSED, 2, 2);
    assert_true(lists_said(k, F_IS_ABSENT, 4, 2));
    assert_true(lists_said(k, F_WRITTEN_REFUSED, 5, 2));
    assert_int_equal(db_faults(k->db)->errors, 3);
    lists_takes(k, BALLOTS, MARKS "1|Phạm Cúc|1.1|||\n", 0, 0, 0);
    static const struct db_pair rule[] = {{"absent.ballots", "counted"}};
    assert_int_equal(db_set(k->db, rule, 1, NULL, "secretary"), DB_OK);
    lists_takes(k, BALLOTS, MARKS "1|Trần Thị Bình|1.1|2||\n", 1, 0, 0);
}

/* ---- findings ---- */

#define FOUND "san_pham|loai|tieu_chi|sao|thanh_vien|ket_luan|bieu_quyet|ly_do\n"

static void findings_of_every_kind(void **state)
{
    struct kit *k = *state;
    const char *list = FOUND "1|minimum|1.5|4||đạt|2/3|\n"
                             "1|tối thiểu|2.2|3||Không đạt||bao bì thường\n"
                             "1|knockout||||loại|3/3|giả mạo hồ sơ\n"
                             "1|forward||||không trình||\n"
                             "1|spread||||giữ nguyên||đã thảo luận\n"
                             "1|ballot|||Phạm Cúc|bỏ qua||\n"
                             "2|postponed||||có||\n"
                             "2|withdrawn||||không||\n";
    lists_takes(k, FINDINGS, list, 8, 0, 0);
    struct findings f;
    assert_int_equal(db_findings(k->db, 0, &f), DB_OK);
    assert_int_equal(f.n, 8);
    assert_string_equal(f.v[0].criterion, "1.5");
    assert_int_equal(f.v[0].star, 4);
    assert_int_equal(f.v[0].votes, 2);
    assert_int_equal(f.v[0].of, 3);
    static const bool verdict[] = {true, false, true, false, true, true, true, false};
    for (size_t i = 0; i < f.n; i++)
        assert_int_equal(f.v[i].verdict, verdict[i]);
    assert_string_equal(f.v[2].reason, "giả mạo hồ sơ");
    assert_true(f.v[5].member > 0);
    list_free(&f);
    int64_t before = lists_events(k);
    lists_takes(k, FINDINGS, list, 0, 0, 8);
    assert_int_equal(lists_events(k), before);
    lists_takes(k, FINDINGS, FOUND "1|forward||||trình|3/3|\n", 0, 1, 0);
    assert_int_equal(lists_events(k), before + 1);
}

static void the_latest_finding_counts(void **state)
{
    struct kit *k = *state;
    const char *list = FOUND "1|postponed||||có||\n1|postponed||||không||\n";
    int64_t before = lists_events(k);
    lists_takes(k, FINDINGS, list, 2, 0, 0);
    assert_int_equal(lists_events(k), before + 2); /* each keeps its place in the journal */
    lists_takes(k, FINDINGS, list, 0, 0, 2);
    struct findings f;
    assert_int_equal(db_findings(k->db, 0, &f), DB_OK);
    assert_int_equal(f.n, 1);
    assert_false(f.v[0].verdict);
    list_free(&f);
}

static void findings_that_cannot_be(void **state)
{
    struct kit *k = *state;
    static const struct bad_list bad[] = {
        {"9|spread||||giữ nguyên||\n", F_NO_SUCH_PRODUCT, 2, 1},
        {"|spread||||giữ nguyên||\n", F_LIST_CELL_BLANK, 2, 1},
        {"1|||||đạt||\n", F_LIST_CELL_BLANK, 2, 2},
        {"1|spread||||||\n", F_LIST_CELL_BLANK, 2, 6},
        {"1|lạ||||đạt||\n", F_LIST_FINDING_KIND, 2, 2},
        {"1|forward||||đạt||\n", F_LIST_FINDING_VERDICT, 2, 6},
        {"1|spread||||có||\n", F_LIST_FINDING_VERDICT, 2, 6},
        {"1|minimum||4||đạt||\n", F_LIST_FINDING_NEEDS, 2, 3},
        {"1|minimum|1.5|||đạt||\n", F_LIST_FINDING_NEEDS, 2, 4},
        {"1|minimum|1.5|2||đạt||\n", F_FINDING_STAR, 2, 4},
        {"1|minimum|1.5|3||đạt||\n", F_FINDING_CRITERION, 2, 0},
        {"1|minimum|77|4||đạt||\n", F_NO_SUCH_CRITERION, 2, 3},
        {"3|minimum|1.5|4||đạt||\n", F_SET_MISSING, 2, 3},
        {"1|knockout|77|||loại||\n", F_NO_SUCH_CRITERION, 2, 3},
        {"1|ballot||||bỏ qua||\n", F_LIST_FINDING_NEEDS, 2, 5},
        {"1|ballot|||Ai Đó|bỏ qua||\n", F_NO_SUCH_MEMBER, 2, 5},
        {"1|forward||||trình|5/4|\n", F_LIST_VOTES, 2, 7},
        {"1|forward||||trình|0/0|\n", F_LIST_VOTES, 2, 7},
        {"1|forward||||trình|2026-09-07|\n", F_LIST_VOTES, 2, 7},
        {"1|forward||||trình|7|\n", F_LIST_VOTES, 2, 7},
    };
    lists_refuses_each(k, FINDINGS, FOUND, bad, sizeof bad / sizeof *bad);
    lists_takes(k, FINDINGS, FOUND "1|forward|1.1|5||trình||\n", 1, 0, 0);
    assert_int_equal(lists_count(k, F_LIST_FINDING_UNUSED), 2);
}

/* ---- all five ---- */

static void the_lists_of_one_session(void **state)
{
    struct kit *k = *state;
    assert_int_equal(lists_fixture(k, LIST_MEMBERS, "members.csv"), DB_OK);
    assert_int_equal(lists_fixture(k, LIST_PRODUCTS, "products.csv"), DB_OK);
    assert_int_equal(lists_fixture(k, LIST_PANEL, "panel.csv"), DB_OK);
    assert_int_equal(lists_fixture(k, LIST_BALLOTS, "ballots.csv"), DB_OK);
    assert_int_equal(lists_fixture(k, LIST_FINDINGS, "findings.csv"), DB_OK);
    int64_t before = lists_events(k);
    assert_int_equal(lists_fixture(k, LIST_MEMBERS, "members.csv"), DB_OK);
    assert_int_equal(lists_fixture(k, LIST_PRODUCTS, "products.csv"), DB_OK);
    assert_int_equal(lists_fixture(k, LIST_PANEL, "panel.csv"), DB_OK);
    assert_int_equal(lists_fixture(k, LIST_BALLOTS, "ballots.csv"), DB_OK);
    assert_int_equal(lists_fixture(k, LIST_FINDINGS, "findings.csv"), DB_OK);
    assert_int_equal(lists_events(k), before);
    struct verdict v;
    assert_int_equal(db_verify(k->db, &v), DB_OK);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, council, lists_teardown)
    const struct CMUnitTest tests[] = {
        T(panel_words),
        T(every_product_first),
        T(two_of_one_name_need_the_number),
        T(panel_refusals),
        T(a_number_that_is_two_products),
        T(levels_and_points),
        T(marks_that_cannot_be),
        T(whole_ballots_are_closed),
        T(open_ballots_are_filled_up),
        T(those_who_do_not_score),
        T(findings_of_every_kind),
        T(the_latest_finding_counts),
        T(findings_that_cannot_be),
        cmocka_unit_test_setup_teardown(the_lists_of_one_session, lists_setup, lists_teardown),
    };
    return cmocka_run_group_tests_name("import-ballots", tests, NULL, NULL);
}
