/* SPDX-License-Identifier: MIT */
#include "tests/unit/export_kit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "db/text.h"

#define SET "qd26-2026/08"

static const char long_name[] =
    "Bộ sản phẩm mắm tôm, mắm ruốc, mắm cá linh, nước mắm nhỉ truyền thống 40 độ đạm ủ chượp "
    "trong thùng gỗ bời lời hai năm của biển Năm Căn";

static int64_t now(void *arg)
{
    int64_t *t = arg;
    return *t += 1500;
}

static void good(struct db *db, enum db_rc rc)
{
    for (size_t i = 0; rc != DB_OK && db && i < db_faults(db)->n; i++) {
        char *text = fault_text(&db_faults(db)->v[i], NULL);
        print_error("%s\n", text);
        free(text);
    }
    assert_int_equal(rc, DB_OK);
}

static void add_members(struct db *db, const struct council *k)
{
    static const char *const names[] = {"Nguyễn Thị Ánh Tuyết", "Trần Văn Nghĩa", "Võ Thị Cúc",
                                        "Lê Hoàng Phúc", "Đặng Minh Khôi"};
    static const char *const agencies[] = {"Sở Nông nghiệp và Môi trường", "Sở Công Thương",
                                           "Sở Y tế", "Sở Khoa học và Công nghệ",
                                           "Sở Văn hóa, Thể thao và Du lịch"};
    for (int i = 0; i < k->members; i++) {
        char name[300];
        snprintf(name, sizeof name, "%s%s", names[i % 5], i < 5 ? "" : " Em");
        struct member m = {.no = i + 1,
                           .name = k->long_names && i == 1 ? long_name : name,
                           .honorific = i % 2 ? "Ông" : "Bà",
                           .title = i ? "Trưởng phòng" : "Phó Chủ tịch UBND tỉnh",
                           .agency = agencies[i % 5],
                           .role = i == 0   ? ROLE_CHAIR
                                   : i == 1 ? ROLE_VICE
                                            : ROLE_MEMBER,
                           .secretary = i == 2,
                           .scoring = true,
                           .present = k->plain || i < 3 || i + 1 < k->members,
                           .reason = k->plain || i < 3 || i + 1 < k->members ? "" : "đi công tác"};
        good(db, db_member_put(db, &m, "secretary", NULL));
    }
}

static void add_products(struct db *db, const struct council *k, int *ids)
{
    static const char *const names[] = {"Mắm tôm A", "Bánh phồng tôm Năm Căn", "Tôm khô Rạch Gốc",
                                        "=1+1 khô cá", "Cua thịt"};
    for (int i = 0; i < k->products; i++) {
        char code[32];
        snprintf(code, sizeof code, "96-%05d-%d-2026", 31000 + i, i + 1);
        struct product p = {.no = i + 1,
                            .code = i % 3 == 2 ? "" : code,
                            .name = k->long_names && i % 2 == 0 ? long_name : names[i % 5],
                            .owner = i == 4 ? "" : "Công ty TNHH MTV Nam Á",
                            .representative = "",
                            .business = "",
                            .address = "",
                            .phone = "0290 3838 383",
                            .email = "",
                            .commune = "Năm Căn",
                            .district = "",
                            .group = "",
                            .set = SET,
                            .expires = "",
                            .kind = KIND_FIRST};
        good(db, db_product_put(db, &p, "secretary", &ids[i]));
    }
}

/* Levels vary by member and product within what is printed; a plain council takes the top. */
static const char *choose(const struct council *k, const struct crit_node *leaf, int member,
                          int product)
{
    size_t top = leaf->n_levels - 1;
    size_t less = k->plain ? 0 : (size_t)(product % 3) + (member % 4 == 0 && leaf->max > 2);
    return leaf->level[less > top ? 0 : top - less].label;
}

static void fill_ballot(struct db *db, const struct council *k, int product, int member)
{
    const struct crit_set *set = db_criteria(db, SET);
    assert_non_null(set);
    for (size_t i = 0; i < set->n_nodes; i++)
        if (set->node[i].kind == CRIT_LEAF)
            good(db, db_mark(db, product, member, set->node[i].code,
                             choose(k, &set->node[i], member, product), "secretary", NULL, NULL));
    good(db, db_ballot_close(db, product, member, "secretary"));
}

static void add_events(struct db *db, const struct council *k, const int *product,
                       const int *member)
{
    good(db, db_panel_put(db, product[1], member[1], PANEL_RECUSED, "là người thân của chủ thể",
                          "secretary"));
    if (k->products > 2) {
        struct finding f = {.product = product[2],
                            .kind = FINDING_POSTPONED,
                            .criterion = "",
                            .verdict = true,
                            .reason = "chờ phiếu kiểm nghiệm"};
        good(db, db_conclude(db, &f, 1, "chair"));
    }
    good(db,
         db_note(db, product[0], member[0], "", "Đề nghị bổ sung truy xuất nguồn gốc", "chair"));
    good(db, db_note(db, product[0], member[0], "1.1", "Nguyên liệu tại chỗ", "chair"));
}

struct db *council_make(const struct council *k)
{
    static int64_t clock;
    const struct db_pair facts[] = {
        {"province", "Cà Mau"},
        {"council", "Hội đồng đánh giá, phân hạng sản phẩm OCOP tỉnh Cà Mau"},
        {"round", "2"},
        {"year", "2026"},
        {"date", "2026-08-05"},
        {"regulation", "Quyết định số 99/QĐ-UBND"},
        {"quorum.cite", "khoản 2 Điều 8 Quy chế"},
        {"rehearsal", k->rehearsal ? "yes" : "no"}};
    struct faults f = {0};
    struct db *db = NULL;
    clock = 1785900000000; /* 2026-08-05 in the morning */
    remove(k->path);
    enum db_rc rc = db_create(&db, k->path, facts, sizeof facts / sizeof *facts, &f);
    faults_free(&f);
    good(db, rc);
    db_set_clock(db, now, &clock);
    int *product = calloc((size_t)k->products, sizeof *product);
    add_members(db, k);
    add_products(db, k, product);
    struct members all;
    good(db, db_members(db, &all));
    int *member = calloc(all.n, sizeof *member);
    for (size_t i = 0; i < all.n; i++)
        member[i] = all.v[i].id;
    for (int p = 0; p < k->products; p++)
        for (size_t m = 0; m < all.n; m++)
            if (all.v[m].present && (k->plain || p != 1 || m != 1))
                if (k->plain || p == 0 || m == 0 || p % 5 != 4) /* a product with few ballots */
                    fill_ballot(db, k, product[p], member[m]);
    if (!k->plain) {
        good(db, db_ballot_reopen(db, product[0], member[0], "ghi nhầm", "chair"));
        add_events(db, k, product, member);
        good(db, db_ballot_close(db, product[0], member[0], "chair"));
    }
    members_free(&all);
    free(member);
    free(product);
    return db;
}

void council_signoff(struct db *db)
{
    struct products all;
    good(db, db_products(db, &all));
    for (size_t i = 0; i < all.n; i++) {
        struct finding f = {.product = all.v[i].id,
                            .kind = FINDING_FORWARD,
                            .criterion = "",
                            .verdict = true,
                            .votes = 3,
                            .of = 3,
                            .reason = ""};
        struct tally t;
        good(db, db_tally(db, all.v[i].id, &t));
        bool asked = t.v[0].status == STATUS_UNDECIDED && t.v[0].band == 5;
        tally_free(&t);
        if (asked)
            good(db, db_conclude(db, &f, 1, "chair"));
    }
    products_free(&all);
    good(db, db_signoff(db, "chair"));
}
