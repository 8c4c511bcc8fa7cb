/* SPDX-License-Identifier: MIT */
/* Lists: products, their values, and which product a row is. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/import/part.h"
#include "tests/unit/import_kit.h"

#define PRODUCTS LIST_PRODUCTS

static void every_field(void **state)
{
    struct kit *k = *state;
    lists_takes(k, PRODUCTS,
                "stt|ma_san_pham|ten_san_pham|chu_the|nguoi_dai_dien|loai_hinh|dia_chi|dien_thoai|"
                "email|xa_phuong|huyen|nhom|bo_san_pham|lan_dang_ky|sao_hien_tai|het_han\n"
                "7|T-1|Mắm|Hộ A|Ông A|Hộ|Ấp 1|0900|a@b.vn|Xã X|Huyện Y|Thực phẩm|08|Nâng hạng|"
                "★★★|31/12/2026\n",
                1, 0, 0);
    struct products all;
    struct product p = lists_product(k, 7, &all);
    const char *text[] = {p.code,    p.name,  p.owner,  p.representative, p.business,
                          p.address, p.phone, p.email,  p.commune,        p.district,
                          p.group,   p.set,   p.expires};
    const char *want[] = {"T-1",       "Mắm",          "Hộ A",      "Ông A", "Hộ",
                          "Ấp 1",      "0900",         "a@b.vn",    "Xã X",  "Huyện Y",
                          "Thực phẩm", "qd26-2026/08", "2026-12-31"};
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        assert_string_equal(text[i], want[i]);
    assert_int_equal(p.kind, KIND_UPGRADE);
    assert_int_equal(p.star_now, 3);
    list_free(&all);
}

static void values_that_cannot_be(void **state)
{
    struct kit *k = *state;
    static const struct {
        const char *column, *value;
        enum fault_id id;
    } bad[] = {
        {"bo_san_pham", "27", F_SET_UNKNOWN},
        {"bo_san_pham", "Bánh kẹo", F_SET_UNKNOWN},
        {"bo_san_pham", "3 - 4", F_SET_UNKNOWN},
        {"lan_dang_ky", "lần ba", F_LIST_KIND},
        {"sao_hien_tai", "6", F_LIST_STAR},
        {"sao_hien_tai", "35", F_LIST_STAR},
        {"het_han", "30/02/2026", F_LIST_DATE},
        {"het_han", "2026-13-01", F_LIST_DATE},
        {"het_han", "12/31/2026", F_LIST_DATE},
        {"het_han", "31/12/26", F_LIST_DATE},
        {"het_han", "sang năm", F_LIST_DATE},
        {"stt", "0", F_LIST_NUMBER},
        {"stt", "1,5", F_LIST_NUMBER},
        {"stt", "100000", F_LIST_NUMBER},
        {"stt", "-1", F_LIST_NUMBER},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char text[256];
        snprintf(text, sizeof text, "ten_san_pham|chu_the|%s\nMắm|Hộ A|%s\n", bad[i].column,
                 bad[i].value);
        lists_refuses(k, PRODUCTS, text, bad[i].id, 2, 3);
    }
}

static void values_as_people_write_them(void **state)
{
    struct kit *k = *state;
    lists_takes(k, PRODUCTS,
                "ten_san_pham|chu_the|bo_san_pham|lan_dang_ky|sao_hien_tai|het_han\n"
                "A|x|Bộ 8|first|4 sao|2024-02-29\n"
                "B|x|26. Du lịch|đánh giá lại||1/2/2027\n"
                "C|x|qd26-2026/08|Phân hạng lại|0|01.02.2027\n",
                3, 0, 0);
    struct products all;
    assert_int_equal(db_products(k->db, &all), DB_OK);
    assert_int_equal(all.v[0].kind, KIND_FIRST);
    assert_int_equal(all.v[0].star_now, 4);
    assert_string_equal(all.v[0].expires, "2024-02-29");
    assert_string_equal(all.v[1].set, "qd26-2026/26");
    assert_int_equal(all.v[1].kind, KIND_AGAIN);
    assert_string_equal(all.v[1].expires, "2027-02-01");
    assert_string_equal(all.v[2].set, "qd26-2026/08");
    assert_string_equal(all.v[2].expires, "2027-02-01");
    list_free(&all);
}

static void required_and_owner(void **state)
{
    struct kit *k = *state;
    lists_refuses(k, PRODUCTS, "ten_san_pham|chu_the\n|Hộ A\n", F_LIST_CELL_BLANK, 2, 1);
    lists_takes(k, PRODUCTS, "ten_san_pham|chu_the\nMắm|\n", 1, 0, 0);
    assert_true(lists_said(k, F_LIST_OWNER_BLANK, 2, 2));
}

static void codes_and_numbers_are_unique(void **state)
{
    struct kit *k = *state;
    lists_refuses(k, PRODUCTS, "ma_san_pham|ten_san_pham|chu_the\nT-1|A|x\n|B|x\n",
                  F_LIST_CODE_BLANK, 3, 1);
    lists_refuses(k, PRODUCTS, "ma_san_pham|ten_san_pham|chu_the\nT-1|A|x\nt-1|B|x\n",
                  F_LIST_CODE_TWICE, 3, 1);
    lists_refuses(k, PRODUCTS, "stt|ten_san_pham|chu_the\n1|A|x\n01|B|x\n", F_LIST_NUMBER_TWICE, 3,
                  1);
    lists_takes(k, PRODUCTS, "ma_san_pham|ten_san_pham|chu_the\n|A|x\n|B|x\n", 2, 0, 0);
}

static void the_same_by_code(void **state)
{
    struct kit *k = *state;
    const char *list = "stt|ma_san_pham|ten_san_pham|chu_the|email\n1|T-1|A|x|e\n2|T-2|B|y|\n";
    lists_takes(k, PRODUCTS, list, 2, 0, 0);
    int64_t before = lists_events(k);
    lists_takes(k, PRODUCTS, list, 0, 0, 2);
    assert_int_equal(lists_events(k), before);
    /* Name, owner and place may all change: the code says it is the same one. */
    lists_takes(k, PRODUCTS, "stt|ma_san_pham|ten_san_pham|chu_the\n2|T-1|A mới|z\n1|T-2|B|y\n", 0,
                2, 0);
    struct products all;
    struct product p = lists_product(k, 2, &all);
    assert_string_equal(p.name, "A mới");
    assert_string_equal(p.email, "e"); /* a column left out leaves it */
    assert_int_equal(all.n, 2);
    list_free(&all);
    lists_refuses(k, PRODUCTS, "stt|ma_san_pham|ten_san_pham|chu_the\n1|T-9|C|x\n", F_NUMBER_TAKEN,
                  2, 1);
}

/* A list without codes cannot say that a product is another one now: its code would stay with
 * it. */
static void a_code_never_goes_to_another_product(void **state)
{
    struct kit *k = *state;
    const char *head = "stt|ten_san_pham|chu_the\n";
    char list[200];
    lists_takes(k, PRODUCTS,
                "stt|ma_san_pham|ten_san_pham|chu_the\n1|T-1|Mắm|x\n2|T-2|Trà|x\n3|T-3|Gạo|y\n", 3,
                0, 0);
    snprintf(list, sizeof list, "%s1|Mắm|x\n2|Khô cá|z\n", head);
    lists_refuses(k, PRODUCTS, list, F_LIST_CODE_OTHER, 3, 2);
    snprintf(list, sizeof list, "%s1|Trà|x\n2|Mắm|x\n", head); /* the other one, of one owner */
    lists_refuses(k, PRODUCTS, list, F_LIST_CODE_OTHER, 2, 2);
    /* A name or an owner put right is the same product. */
    snprintf(list, sizeof list, "%s1|Mắm ba khía|x\n3|Gạo|z\n", head);
    lists_takes(k, PRODUCTS, list, 0, 2, 0);
    k->opt.same_products = true; /* somebody was asked */
    snprintf(list, sizeof list, "%s2|Khô cá|z\n", head);
    lists_takes(k, PRODUCTS, list, 0, 1, 0);
    struct products all;
    assert_string_equal(lists_product(k, 2, &all).code, "T-2");
    list_free(&all);
}

static void the_same_by_number(void **state)
{
    struct kit *k = *state;
    const char *list = "stt|ten_san_pham|chu_the\n1|A|x\n2|B|y\n|C|z\n";
    lists_takes(k, PRODUCTS, list, 3, 0, 0);
    assert_true(lists_said(k, F_LIST_NUMBER_GIVEN, 4, 1));
    lists_takes(k, PRODUCTS, list, 0, 0, 3);
    lists_takes(k, PRODUCTS, "stt|ten_san_pham|chu_the\n2|B mới|y\n", 0, 1, 0);
    struct products all;
    assert_int_equal(db_products(k->db, &all), DB_OK);
    assert_int_equal(all.n, 3);
    assert_string_equal(all.v[1].name, "B mới");
    assert_int_equal(all.v[2].no, 3);
    list_free(&all);
}

static void the_same_by_name_and_owner(void **state)
{
    struct kit *k = *state;
    const char *list = "ten_san_pham|chu_the|nhom\nA|x|1\nA|y|2\nA|x|3\n";
    lists_takes(k, PRODUCTS, list, 3, 0, 0);
    assert_true(lists_said(k, F_LIST_SAME_PRODUCT, 4, 1));
    assert_int_equal(lists_count(k, F_LIST_SAME_PRODUCT), 1);
    lists_takes(k, PRODUCTS, list, 0, 0, 3);
    /* The k-th row is the k-th product, whatever stands between. */
    lists_takes(k, PRODUCTS, "ten_san_pham|chu_the|nhom\na|X|1\nA|x|4\nA|x|5\n", 1, 2, 0);
    struct products all;
    assert_int_equal(db_products(k->db, &all), DB_OK);
    assert_int_equal(all.n, 4);
    assert_string_equal(all.v[0].name, "a");
    assert_string_equal(all.v[2].group, "4");
    assert_string_equal(all.v[3].group, "5");
    list_free(&all);
}

static void codes_that_come_later(void **state)
{
    struct kit *k = *state;
    lists_takes(k, PRODUCTS, "stt|ten_san_pham|chu_the\n1|A|x\n2|B|y\n", 2, 0, 0);
    lists_takes(k, PRODUCTS, "stt|ma_san_pham|ten_san_pham|chu_the\n1|T-1|A|x\n2|T-2|B|y\n", 0, 2,
                0);
    /* A column of codes that is all blank takes none away. */
    lists_takes(k, PRODUCTS, "stt|ma_san_pham|ten_san_pham|chu_the\n1||A|x\n", 0, 0, 1);
}

static void a_blank_clears_but_for_the_set(void **state)
{
    struct kit *k = *state;
    lists_takes(k, PRODUCTS, "stt|ten_san_pham|chu_the|bo|dia_chi|het_han\n1|A|x|8|Ấp 1|1/1/2027\n",
                1, 0, 0);
    lists_takes(k, PRODUCTS, "stt|ten_san_pham|chu_the|bo|dia_chi|het_han\n1|A|x|||\n", 0, 1, 0);
    struct products all;
    struct product p = lists_product(k, 1, &all);
    assert_string_equal(p.set, "qd26-2026/08");
    assert_string_equal(p.address, "");
    assert_string_equal(p.expires, "");
    list_free(&all);
}

static void numbers_continue(void **state)
{
    struct kit *k = *state;
    lists_takes(k, PRODUCTS, "stt|ten_san_pham|chu_the\n5|A|x\n", 1, 0, 0);
    lists_takes(k, PRODUCTS, "ten_san_pham|chu_the\nB|x\nC|x\n", 2, 0, 0);
    struct products all;
    assert_int_equal(db_products(k->db, &all), DB_OK);
    assert_int_equal(all.v[1].no, 6);
    assert_int_equal(all.v[2].no, 7);
    list_free(&all);
    lists_takes(k, PRODUCTS, "stt|ten_san_pham|chu_the\n8|A|x\n", 1, 0, 0);
    assert_true(lists_said(k, F_LIST_SAME_AS_OLD, 2, 2));
}

static void products_with_marks_stay(void **state)
{
    struct kit *k = *state;
    lists_council(k);
    lists_takes(k, LIST_BALLOTS, "san_pham|thanh_vien|tieu_chi|muc\n1|Phạm Cúc|1.1|2\n", 1, 0, 0);
    const char *head = "stt|ma_san_pham|ten_san_pham|chu_the|bo_san_pham\n";
    char text[256];
    snprintf(text, sizeof text, "%s1|T-01|Mắm tép|Cơ sở Sông Nhỏ|8\n", head);
    lists_refuses(k, PRODUCTS, text, F_LIST_PRODUCT_MARKED, 2, 0);
    snprintf(text, sizeof text, "%s1|T-01|Mắm tép đồng|Cơ sở Sông Nhỏ|26\n", head);
    lists_refuses(k, PRODUCTS, text, F_PRODUCT_SET_STAYS, 2, 0);
    snprintf(text, sizeof text, "%s9|T-01|Mắm tép đồng|Cơ sở Sông Nhỏ|8\n", head);
    lists_refuses(k, PRODUCTS, text, F_LIST_PRODUCT_MARKED, 2, 0);
    snprintf(text, sizeof text, "%s1|T-01|Mắm tép đồng|Cơ sở Sông Nhỏ|8\n", head);
    lists_takes(k, PRODUCTS, text, 0, 0, 1);
}

/* Real lists: capitals, no-break and doubled blanks, combining marks, long names. */
static void a_list_as_it_comes(void **state)
{
    struct kit *k = *state;
    assert_int_equal(lists_fixture(k, PRODUCTS, "products-untidy.tsv"), DB_OK);
    assert_int_equal(k->report.added, 5);
    assert_int_equal(lists_count(k, F_LIST_SAME_PRODUCT), 1);
    int64_t before = lists_events(k);
    assert_int_equal(lists_fixture(k, PRODUCTS, "products-untidy.tsv"), DB_OK);
    assert_int_equal(k->report.same, 5);
    assert_int_equal(lists_events(k), before);
    struct products all;
    struct product p = lists_product(k, 2, &all);
    assert_string_equal(p.name, "BÁNH PHỒNG TÔM");
    list_free(&all);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, lists_setup, lists_teardown)
    const struct CMUnitTest tests[] = {
        T(every_field),
        T(values_that_cannot_be),
        T(values_as_people_write_them),
        T(required_and_owner),
        T(codes_and_numbers_are_unique),
        T(the_same_by_code),
        T(a_code_never_goes_to_another_product),
        T(the_same_by_number),
        T(the_same_by_name_and_owner),
        T(codes_that_come_later),
        T(a_blank_clears_but_for_the_set),
        T(numbers_continue),
        T(products_with_marks_stay),
        T(a_list_as_it_comes),
    };
    return cmocka_run_group_tests_name("import-products", tests, NULL, NULL);
}
