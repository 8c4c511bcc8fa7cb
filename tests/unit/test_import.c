/* SPDX-License-Identifier: MIT */
/* Lists: the header row, what refuses a whole list, and the list of members. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/import/part.h"
#include "tests/unit/import_kit.h"

#define MEMBERS LIST_MEMBERS
#define PRODUCTS LIST_PRODUCTS

/* ---- header ---- */

static void header_is_found_below_titles(void **state)
{
    struct kit *k = *state;
    assert_int_equal(lists_fixture(k, PRODUCTS, "products-titled.csv"), DB_OK);
    assert_int_equal(k->report.added, 4);
    assert_int_equal(k->report.skipped, 4); /* column numbers, two groups, a total */
    assert_true(lists_said(k, F_LIST_GROUP_ROW, 6, 0));
    assert_true(lists_said(k, F_LIST_GROUP_ROW, 9, 0));
    assert_true(lists_said(k, F_LIST_GROUP_ROW, 12, 0));
    assert_true(lists_said(k, F_LIST_COLUMN_UNKNOWN, 4, 7));
    struct products all;
    struct product p = lists_product(k, 3, &all);
    assert_string_equal(p.name, "Trà lá sen");
    assert_string_equal(p.commune, "Xã Bình Nam");
    assert_string_equal(p.phone, "0900 000 003");
    list_free(&all);
    assert_int_equal(lists_fixture(k, PRODUCTS, "products-titled.csv"), DB_OK);
    assert_int_equal(k->report.same, 4);
}

static void header_is_only_sought_in_twenty_rows(void **state)
{
    struct kit *k = *state;
    char text[512] = "";
    for (int i = 0; i < 19; i++)
        strcat(text, "Tựa đề\n");
    char *late = xasprintf("%sTựa đề\nHọ tên\nLê An\n", text);
    lists_refuses(k, MEMBERS, late, F_LIST_NO_HEADER, 0, 0);
    free(late);
    char *last = xasprintf("%sHọ tên\nLê An\n", text);
    lists_takes(k, MEMBERS, last, 1, 0, 0);
    free(last);
}

static void headers_match_loosely(void **state)
{
    struct kit *k = *state;
    lists_takes(k, PRODUCTS, "TT|MÃ_SỐ|Tên sản phẩm (*)|tên  CHỦ THỂ:|Bộ\n1|a|b|c|8\n", 1, 0, 0);
    struct products all;
    struct product p = lists_product(k, 1, &all);
    assert_string_equal(p.code, "a");
    assert_string_equal(p.set, "qd26-2026/08");
    list_free(&all);
}

static void a_title_that_is_a_header_word(void **state)
{
    struct kit *k = *state;
    lists_takes(k, MEMBERS, "Thành viên||\nSTT|Họ tên|Vai trò\n1|Lê An|chủ tịch\n", 1, 0, 0);
}

/* No header may mean two columns of one list. */
static void header_words_are_unique(void **state)
{
    (void)state;
    for (int kind = LIST_MEMBERS; kind <= LIST_SCORES; kind++) {
        size_t n, seen_n = 0;
        char *seen[400];
        const struct list_column *c = import_columns((enum list_kind)kind, &n);
        for (size_t i = 0; i < 3 * n; i++) {
            const char *names[] = {c[i % n].name, c[i % n].same, c[i % n].weak};
            for (const char *p = names[i / n]; p && *p;) {
                size_t len = strcspn(p, "|");
                char *one = xstrndup(p, len), *key = text_key(one);
                for (size_t j = 0; j < seen_n; j++)
                    if (strcmp(seen[j] + 2, key) == 0 && seen[j][0] != (char)('a' + i % n))
                        fail_msg("list %d: \"%s\" means two columns", kind, one);
                assert_in_range(seen_n, 0, 399);
                seen[seen_n++] = xasprintf("%c %s", (char)('a' + i % n), key);
                free(one);
                free(key);
                p += len + (p[len] == '|');
            }
        }
        while (seen_n)
            free(seen[--seen_n]);
    }
}

static void missing_columns_are_named(void **state)
{
    struct kit *k = *state;
    lists_refuses(k, PRODUCTS, "stt|ten_san_pham\n1|Mắm\n", F_LIST_COLUMN_MISSING, 1, 0);
    lists_refuses(k, PRODUCTS, "stt|xa\n1|Mắm\n", F_LIST_COLUMN_MISSING, 1, 0);
    assert_int_equal(lists_count(k, F_LIST_COLUMN_MISSING), 2);
    lists_refuses(k, PRODUCTS, "a|b\nc|d\n", F_LIST_NO_HEADER, 0, 0);
    lists_refuses(k, LIST_PANEL, "san_pham|thanh_vien\n1|An\n", F_LIST_COLUMN_MISSING, 1, 0);
    lists_refuses(k, LIST_BALLOTS, "san_pham|thanh_vien|muc\n1|An|2\n", F_LIST_COLUMN_MISSING, 1,
                  0);
    lists_refuses(k, LIST_BALLOTS, "san_pham|thanh_vien|tieu_chi\n1|An|2\n", F_LIST_COLUMN_MISSING,
                  1, 0);
    lists_refuses(k, LIST_FINDINGS, "san_pham|loai\n1|spread\n", F_LIST_COLUMN_MISSING, 1, 0);
}

static void a_header_twice(void **state)
{
    struct kit *k = *state;
    lists_refuses(k, MEMBERS, "ho_ten|Họ và tên\nLê An|Lê An\n", F_LIST_HEADER_TWICE, 1, 2);
    lists_refuses(k, MEMBERS, "ho_ten|lạ|LẠ\nLê An|1|2\n", F_LIST_HEADER_TWICE, 1, 3);
    /* A weaker word for a column that is there is only an unknown column. */
    lists_takes(k, MEMBERS, "ho_ten|Tên\nLê An|An\n", 1, 0, 0);
    assert_true(lists_said(k, F_LIST_COLUMN_UNKNOWN, 1, 2));
}

static void unknown_columns_are_reported(void **state)
{
    struct kit *k = *state;
    lists_takes(k, MEMBERS, "ho_ten|Màu mắt|\nLê An|nâu|x\n", 1, 0, 0);
    assert_true(lists_said(k, F_LIST_COLUMN_UNKNOWN, 1, 2));
    assert_true(lists_said(k, F_LIST_COLUMN_UNNAMED, 1, 3));
    assert_int_equal(db_faults(k->db)->errors, 0);
}

/* ---- rows ---- */

static void no_rows(void **state)
{
    struct kit *k = *state;
    lists_refuses(k, MEMBERS, "ho_ten|stt\n", F_LIST_NO_ROWS, 1, 0);
    lists_refuses(k, MEMBERS, "ho_ten|stt\nTổng cộng|\n", F_LIST_NO_ROWS, 1, 0);
}

static void ragged_rows(void **state)
{
    struct kit *k = *state;
    lists_refuses(k, MEMBERS, "ho_ten|stt\nLê An\n", F_LIST_RAGGED, 2, 0);
    lists_refuses(k, MEMBERS, "ho_ten|stt\nLê An|1|\n", F_LIST_RAGGED, 2, 0);
}

static void every_fault_is_named(void **state)
{
    struct kit *k = *state;
    lists_refuses(k, MEMBERS, "stt|ho_ten|vai_tro\n1||chủ tịch\nx|Lê An|vua\n1|Võ B|\n",
                  F_LIST_CELL_BLANK, 2, 2);
    assert_true(lists_said(k, F_LIST_NUMBER, 3, 1));
    assert_true(lists_said(k, F_LIST_ROLE, 3, 3));
    assert_true(lists_said(k, F_LIST_NUMBER_TWICE, 4, 1));
    assert_int_equal(db_faults(k->db)->errors, 4);
    const struct faults *f = db_faults(k->db);
    for (size_t i = 1; i < f->n; i++)
        assert_true(f->v[i - 1].row <= f->v[i].row);
}

static void group_rows(void **state)
{
    struct kit *k = *state;
    lists_takes(k, PRODUCTS,
                "stt|ten_san_pham|chu_the\n"
                "I|Xã Hòa Bình|\n"
                "1|Mắm|Hộ A\n"
                "II. Xã Vĩnh Lợi||\n"
                "|B. Thủ công|\n"
                "2|I. là tên thật|Hộ B\n"
                "Xã Minh Hải||\n"
                "3|Khô cá|\n"
                "|Tổng cộng:|3 sản phẩm\n",
                3, 0, 0);
    assert_int_equal(k->report.skipped, 5);
    assert_int_equal(k->report.rows, 8);
    assert_int_equal(lists_count(k, F_LIST_GROUP_ROW), 5);
    assert_true(lists_said(k, F_LIST_OWNER_BLANK, 8, 3));
    /* A number in words with everything else filled in is a fault, not a group. */
    lists_refuses(k, PRODUCTS, "stt|ten_san_pham|chu_the\nI|Mắm|Hộ A\n", F_LIST_NUMBER, 2, 1);
}

static void too_many_rows(void **state)
{
    struct kit *k = *state;
    size_t size = 200000, n = 0;
    char *text = xmalloc(size);
    n += (size_t)snprintf(text, size, "ho_ten\n");
    for (int i = 0; i < 200; i++)
        n += (size_t)snprintf(text + n, size - n, "Người %d\n", i);
    char *more = xasprintf("%sThêm một\n", text);
    lists_refuses(k, MEMBERS, more, F_LIST_TOO_LONG, 1, 0);
    lists_takes(k, MEMBERS, text, 200, 0, 0);
    lists_refuses(k, MEMBERS, "ho_ten\nThêm một\n", F_TOO_MANY_MEMBERS, 2, 0);
    n = (size_t)snprintf(text, size, "ten_san_pham|chu_the\n");
    for (int i = 0; i < 5001; i++)
        n += (size_t)snprintf(text + n, size - n, "Tên %d|Chủ\n", i);
    lists_refuses(k, PRODUCTS, text, F_LIST_TOO_LONG, 1, 0);
    free(text);
    free(more);
}

static void a_dry_run_leaves_nothing(void **state)
{
    struct kit *k = *state;
    int64_t before = lists_events(k);
    k->opt.dry_run = true;
    lists_takes(k, MEMBERS, "ho_ten\nLê An\n", 1, 0, 0);
    assert_int_equal(lists_events(k), before);
    k->opt.dry_run = false;
    lists_takes(k, MEMBERS, "ho_ten\nLê An\n", 1, 0, 0);
    assert_int_equal(lists_events(k), before + 1);
}

static void files_that_cannot_be_read(void **state)
{
    struct kit *k = *state;
    assert_int_equal(db_import(k->db, MEMBERS, "/nowhere/a.csv", &k->opt, &k->report), DB_FAULT);
    assert_int_equal(lists_import(k, MEMBERS, ""), DB_REFUSED);
    assert_true(db_faults(k->db)->errors > 0);
}

/* ---- members ---- */

static void roles(void **state)
{
    static const struct {
        const char *word;
        enum role role;
        bool secretary, scoring;
    } role[] = {
        {"chair", ROLE_CHAIR, false, true},
        {"Chủ tịch", ROLE_CHAIR, false, true},
        {"phó CHỦ TỊCH", ROLE_VICE, false, true},
        {"Uỷ viên", ROLE_MEMBER, false, true},
        {"thành viên", ROLE_MEMBER, false, true},
        {"thư ký", ROLE_SECRETARY, false, false},
        {"tổ tư vấn", ROLE_ADVISER, false, false},
        {"khách mời", ROLE_OBSERVER, false, false},
        {"ủy viên kiêm thư ký", ROLE_MEMBER, true, true},
        {"Ủy viên, thư ký", ROLE_MEMBER, true, true},
        {"Thư ký kiêm ủy viên", ROLE_MEMBER, true, true},
        {"observer", ROLE_OBSERVER, false, false},
        {"", ROLE_MEMBER, false, true},
    };
    struct kit *k = *state;
    for (size_t i = 0; i < sizeof role / sizeof *role; i++) {
        char *text = xasprintf("ho_ten|vai_tro\nNgười %zu|%s\n", i, role[i].word);
        char *name = xasprintf("Người %zu", i);
        lists_takes(k, MEMBERS, text, 1, 0, 0);
        struct members all;
        struct member m = lists_member(k, name, &all);
        assert_int_equal(m.role, role[i].role);
        assert_int_equal(m.secretary, role[i].secretary);
        assert_int_equal(m.scoring, role[i].scoring);
        list_free(&all);
        free(text);
        free(name);
    }
    lists_refuses(k, MEMBERS, "ho_ten|vai_tro\nX|hoàng đế\n", F_LIST_ROLE, 2, 2);
    lists_refuses(k, MEMBERS, "ho_ten|vai_tro\nX|chủ tịch kiêm khách mời\n", F_LIST_ROLE, 2, 2);
}

static void scoring_and_presence(void **state)
{
    struct kit *k = *state;
    lists_takes(k, MEMBERS,
                "ho_ten|vai_tro|cham_diem|co_mat\n"
                "A|chủ tịch|không|có\nB|thư ký|Có|không\nC|ủy viên||đi công tác\nD|ủy viên||\n",
                4, 0, 0);
    struct members all;
    assert_int_equal(db_members(k->db, &all), DB_OK);
    assert_false(all.v[0].scoring);
    assert_true(all.v[0].present);
    assert_true(all.v[1].scoring);
    assert_false(all.v[1].present);
    assert_string_equal(all.v[1].reason, "");
    assert_false(all.v[2].present);
    assert_string_equal(all.v[2].reason, "đi công tác");
    assert_true(all.v[3].present && all.v[3].scoring);
    list_free(&all);
    lists_refuses(k, MEMBERS, "ho_ten|cham_diem\nX|có lẽ\n", F_LIST_YES_NO, 2, 2);
    /* The role alone does not undo what was said of scoring; another role does. */
    lists_takes(k, MEMBERS, "ho_ten|vai_tro\nA|chủ tịch\nB|thư ký\n", 0, 0, 2);
    lists_takes(k, MEMBERS, "ho_ten|vai_tro\nA|ủy viên\nB|khách mời\n", 0, 2, 0);
    assert_int_equal(db_members(k->db, &all), DB_OK);
    assert_true(all.v[0].scoring);
    assert_false(all.v[1].scoring);
    list_free(&all);
}

static void members_are_the_same_by_name(void **state)
{
    struct kit *k = *state;
    const char *list = "stt|ho_ten|chuc_vu\n1|Lê Văn An|Giám đốc\n2|Trần Bình|\n";
    lists_takes(k, MEMBERS, list, 2, 0, 0);
    int64_t before = lists_events(k);
    lists_takes(k, MEMBERS, list, 0, 0, 2);
    /* Decomposed letters, other case and blanks: the same person, written otherwise. */
    lists_takes(k, MEMBERS, "ho_ten\nLe\xcc\x82 Va\xcc\x86n An\n", 0, 0, 1);
    assert_int_equal(lists_events(k), before);
    lists_takes(k, MEMBERS, "ho_ten\nLÊ  VĂN AN\n", 0, 1, 0);
    struct members all;
    struct member m = lists_member(k, "LÊ VĂN AN", &all);
    assert_string_equal(m.title, "Giám đốc"); /* a column left out leaves it */
    list_free(&all);
    lists_takes(k, MEMBERS, "ho_ten|chuc_vu\nLê Văn An|\n", 0, 1, 0);
    m = lists_member(k, "Lê Văn An", &all);
    assert_string_equal(m.title, ""); /* a blank cell clears it */
    assert_int_equal(all.n, 2);
    list_free(&all);
}

static void two_members_of_one_name(void **state)
{
    struct kit *k = *state;
    const char *list = "stt|ho_ten|co_quan\n1|Lê An|Sở A\n2|Lê An|Sở B\n";
    lists_takes(k, MEMBERS, list, 2, 0, 0);
    assert_true(lists_said(k, F_LIST_SAME_NAME, 3, 2));
    lists_takes(k, MEMBERS, list, 0, 0, 2);
    lists_takes(k, MEMBERS, "stt|ho_ten|co_quan\n2|Lê An|Sở C\n", 0, 1, 0);
    lists_refuses(k, MEMBERS, "ho_ten|co_quan\nLê An|Sở D\n", F_MEMBER_AMBIGUOUS, 2, 1);
    lists_takes(k, MEMBERS, "ho_ten|co_quan\nLê An|Sở A\nLê An|Sở C\n", 0, 0, 2);
    const char *mixed = "stt|ho_ten\n|Võ B\n7|Võ B\n";
    lists_takes(k, MEMBERS, "stt|ho_ten\n9|Võ B\n", 1, 0, 0);
    lists_takes(k, MEMBERS, mixed, 1, 0, 1);
    lists_takes(k, MEMBERS, mixed, 0, 0, 2);
    lists_refuses(k, MEMBERS, "stt|ho_ten\n8|Võ B\n|Võ B\n", F_MEMBER_AMBIGUOUS, 3, 2);
}

static void members_change_places(void **state)
{
    struct kit *k = *state;
    lists_takes(k, MEMBERS, "stt|ho_ten\n1|A\n2|B\n3|C\n|D\n", 4, 0, 0);
    lists_takes(k, MEMBERS, "stt|ho_ten\n2|A\n3|B\n1|C\n", 0, 3, 0);
    struct members all;
    assert_int_equal(db_members(k->db, &all), DB_OK);
    assert_int_equal(all.n, 4);
    assert_string_equal(all.v[0].name, "C");
    assert_string_equal(all.v[1].name, "A");
    assert_string_equal(all.v[2].name, "B");
    assert_int_equal(all.v[3].no, 4);
    list_free(&all);
    lists_refuses(k, MEMBERS, "stt|ho_ten\n4|A\n", F_NUMBER_TAKEN, 2, 1);
    lists_takes(k, MEMBERS, "stt|ho_ten\n5|A\n2|E\n", 1, 1, 0);
}

static void a_member_with_marks_goes_on_scoring(void **state)
{
    struct kit *k = *state;
    lists_council(k);
    lists_takes(k, LIST_BALLOTS, "san_pham|thanh_vien|tieu_chi|muc\n1|Phạm Cúc|1.1|2\n", 1, 0, 0);
    lists_refuses(k, MEMBERS, "ho_ten|cham_diem\nPhạm Cúc|không\n", F_MEMBER_HAS_MARKS, 2, 2);
    lists_refuses(k, MEMBERS, "ho_ten|vai_tro\nPhạm Cúc|khách mời\n", F_MEMBER_HAS_MARKS, 2, 0);
    lists_takes(k, MEMBERS, "ho_ten|cham_diem\nLê Văn An|không\n", 0, 1, 0);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, lists_setup, lists_teardown)
    const struct CMUnitTest tests[] = {
        T(header_is_found_below_titles),
        T(header_is_only_sought_in_twenty_rows),
        T(headers_match_loosely),
        T(a_title_that_is_a_header_word),
        cmocka_unit_test(header_words_are_unique),
        T(missing_columns_are_named),
        T(a_header_twice),
        T(unknown_columns_are_reported),
        T(no_rows),
        T(ragged_rows),
        T(every_fault_is_named),
        T(group_rows),
        T(too_many_rows),
        T(a_dry_run_leaves_nothing),
        T(files_that_cannot_be_read),
        T(roles),
        T(scoring_and_presence),
        T(members_are_the_same_by_name),
        T(two_members_of_one_name),
        T(members_change_places),
        T(a_member_with_marks_goes_on_scoring),
    };
    return cmocka_run_group_tests_name("import", tests, NULL, NULL);
}
