/* SPDX-License-Identifier: MIT */
#include "tests/unit/export_kit.h"

#include <setjmp.h>
#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "db/base/mem.h"
#include "tests/kit/plain.h"

#define SET "qd26-2026/08"

static const char long_name[] =
    "Bộ sản phẩm mắm tôm, mắm ruốc, mắm cá linh, nước mắm nhỉ truyền thống 40 độ đạm ủ chượp "
    "trong thùng gỗ bời lời hai năm của biển Năm Căn";

static int64_t now(void *arg)
{
    int64_t *t = arg;
    return *t += 1500;
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
        plain_ok(db, db_member_put(db, &m, "secretary", NULL));
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
        plain_ok(db, db_product_put(db, &p, "secretary", &ids[i]));
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
            plain_ok(db,
                     db_mark(db, product, member, set->node[i].code,
                             choose(k, &set->node[i], member, product), "secretary", NULL, NULL));
    plain_ok(db, db_ballot_close(db, product, member, "secretary"));
}

static void add_events(struct db *db, const struct council *k, const int *product,
                       const int *member)
{
    plain_ok(db, db_panel_put(db, product[1], member[1], PANEL_RECUSED, "là người thân của chủ thể",
                              "secretary"));
    if (k->products > 2) {
        struct finding f = {.product = product[2],
                            .kind = FINDING_POSTPONED,
                            .criterion = "",
                            .verdict = true,
                            .reason = "chờ phiếu kiểm nghiệm"};
        plain_ok(db, db_conclude(db, &f, 1, "chair"));
    }
    plain_ok(
        db, db_note(db, product[0], member[0], "", "Đề nghị bổ sung truy xuất nguồn gốc", "chair"));
    plain_ok(db, db_note(db, product[0], member[0], "1.1", "Nguyên liệu tại chỗ", "chair"));
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
    plain_ok(db, rc);
    db_set_clock(db, now, &clock);
    int *product = calloc((size_t)k->products, sizeof *product);
    add_members(db, k);
    add_products(db, k, product);
    struct members all;
    plain_ok(db, db_members(db, &all));
    int *member = calloc(all.n, sizeof *member);
    for (size_t i = 0; i < all.n; i++)
        member[i] = all.v[i].id;
    for (int p = 0; p < k->products; p++)
        for (size_t m = 0; m < all.n; m++)
            if (all.v[m].present && (k->plain || p != 1 || m != 1))
                if (k->plain || p == 0 || m == 0 || p % 5 != 4) /* a product with few ballots */
                    fill_ballot(db, k, product[p], member[m]);
    if (!k->plain) {
        plain_ok(db, db_ballot_reopen(db, product[0], member[0], "ghi nhầm", "chair"));
        add_events(db, k, product, member);
        plain_ok(db, db_ballot_close(db, product[0], member[0], "chair"));
    }
    list_free(&all);
    free(member);
    free(product);
    return db;
}

void council_signoff(struct db *db)
{
    struct products all;
    plain_ok(db, db_products(db, &all));
    for (size_t i = 0; i < all.n; i++) {
        struct finding f = {.product = all.v[i].id,
                            .kind = FINDING_FORWARD,
                            .criterion = "",
                            .verdict = true,
                            .votes = 3,
                            .of = 3,
                            .reason = ""};
        struct tally t;
        plain_ok(db, db_tally(db, all.v[i].id, &t));
        bool asked = t.v[0].status == STATUS_UNDECIDED && t.v[0].band == 5;
        list_free(&t);
        if (asked)
            plain_ok(db, db_conclude(db, &f, 1, "chair"));
    }
    list_free(&all);
    plain_ok(db, db_signoff(db, NULL, "chair"));
}

int place_setup(void **state)
{
    struct place *p = xcalloc(1, sizeof *p);
    const char *tmp = getenv("TMPDIR");
    *state = p;
    snprintf(p->dir, sizeof p->dir, "%s/hoidong-export-XXXXXX", tmp ? tmp : "/tmp");
    if (!mkdtemp(p->dir))
        return -1;
    p->session = xasprintf("%s/Đợt 2.ocop", p->dir);
    return 0;
}

void place_forget(struct place *p)
{
    export_files_free(&p->files);
    faults_free(&p->faults);
}

/* A folder of files, and of folders of files. */
static void remove_folder(const char *dir)
{
    DIR *d = opendir(dir);
    for (struct dirent *e; d && (e = readdir(d));) {
        char *path = xasprintf("%s/%s", dir, e->d_name);
        if (*e->d_name != '.' && unlink(path) != 0)
            remove_folder(path);
        free(path);
    }
    if (d)
        closedir(d);
    rmdir(dir);
}

int place_teardown(void **state)
{
    struct place *p = *state;
    place_forget(p);
    db_close(p->db);
    remove_folder(p->dir);
    free(p->session);
    free(p);
    return 0;
}

void place_make(struct place *p, struct council c)
{
    c.path = p->session;
    p->db = council_make(&c);
}

char *file_text(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    struct stat st;
    assert_non_null(f);
    assert_int_equal(fstat(fileno(f), &st), 0);
    char *s = xmalloc((size_t)st.st_size + 1);
    size_t got = fread(s, 1, (size_t)st.st_size, f);
    fclose(f);
    s[got] = '\0';
    if (n)
        *n = got;
    return s;
}

bool same_bytes(const char *a, const char *b)
{
    size_t n, m;
    char *x = file_text(a, &n), *y = file_text(b, &m);
    bool same = n == m && memcmp(x, y, n) == 0;
    free(x);
    free(y);
    return same;
}

size_t files_in(const char *dir)
{
    size_t n = 0;
    DIR *d = opendir(dir);
    assert_non_null(d);
    for (struct dirent *e; (e = readdir(d));)
        n += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
    closedir(d);
    return n;
}
