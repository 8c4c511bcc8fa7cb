/* SPDX-License-Identifier: MIT */
/* tests/unit/import_kit.c - see import_kit.h. */
#include "tests/unit/import_kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/base/mem.h"

enum { PATH_SIZE = 216 };

static void path_of(const struct kit *k, const char *name, char out[PATH_SIZE])
{
    snprintf(out, PATH_SIZE, "%s/%s", k->dir, name);
}

int lists_setup(void **state)
{
    static const struct db_pair set[] = {{"province", "Tỉnh Thử"}, {"rehearsal", "yes"}};
    struct kit *k = xcalloc(1, sizeof *k);
    struct faults f = {0};
    char path[PATH_SIZE];
    const char *tmp = getenv("TMPDIR");
    snprintf(k->dir, sizeof k->dir, "%s/import.XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(k->dir));
    path_of(k, "a.ocop", path);
    assert_int_equal(db_create(&k->db, path, set, 2, &f), DB_OK);
    faults_free(&f);
    k->opt.actor = "secretary";
    *state = k;
    return 0;
}

int lists_teardown(void **state)
{
    struct kit *k = *state;
    char path[PATH_SIZE];
    db_close(k->db);
    path_of(k, "a.ocop", path);
    unlink(path);
    path_of(k, "list.tsv", path);
    unlink(path);
    rmdir(k->dir);
    free(k);
    return 0;
}

enum db_rc lists_import(struct kit *k, enum list_kind kind, const char *text)
{
    char path[PATH_SIZE];
    path_of(k, "list.tsv", path);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    for (; *text; text++)
        putc(*text == '|' ? '\t' : *text, f);
    assert_int_equal(fclose(f), 0);
    return db_import(k->db, kind, path, &k->opt, &k->report);
}

enum db_rc lists_fixture(struct kit *k, enum list_kind kind, const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "tests/fixtures/lists/%s", name);
    return db_import(k->db, kind, path, &k->opt, &k->report);
}

static void show(const struct kit *k)
{
    const struct faults *f = db_faults(k->db);
    for (size_t i = 0; i < f->n; i++) {
        char *where = fault_where(&f->v[i], "list", NULL), *text = fault_text(&f->v[i], NULL);
        print_message("%s%s%s\n", f->v[i].warning ? "(warning) " : "", where, text);
        free(where);
        free(text);
    }
}

void lists_takes(struct kit *k, enum list_kind kind, const char *text, size_t added, size_t changed,
                 size_t same)
{
    enum db_rc rc = lists_import(k, kind, text);
    if (rc != DB_OK)
        show(k);
    assert_int_equal(rc, DB_OK);
    assert_int_equal(k->report.added, added);
    assert_int_equal(k->report.changed, changed);
    assert_int_equal(k->report.same, same);
}

void lists_refuses(struct kit *k, enum list_kind kind, const char *text, enum fault_id id, long row,
                   long col)
{
    int64_t before = lists_events(k);
    enum db_rc rc = lists_import(k, kind, text);
    if (rc != DB_REFUSED || !lists_said(k, id, row, col)) {
        print_message("expected %s at row %ld, column %ld; said:\n", fault_code(id), row, col);
        show(k);
    }
    assert_int_equal(rc, DB_REFUSED);
    assert_true(lists_said(k, id, row, col));
    assert_int_equal(lists_events(k), before);
}

void lists_refuses_each(struct kit *k, enum list_kind kind, const char *head,
                        const struct bad_list *bad, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char *text = xasprintf("%s%s", head, bad[i].rows);
        lists_refuses(k, kind, text, bad[i].id, bad[i].row, bad[i].col);
        free(text);
    }
}

bool lists_said(const struct kit *k, enum fault_id id, long row, long col)
{
    const struct faults *f = db_faults(k->db);
    for (size_t i = 0; i < f->n; i++)
        if (f->v[i].id == id && (!row || f->v[i].row == row) && (!col || f->v[i].col == col))
            return true;
    return false;
}

size_t lists_count(const struct kit *k, enum fault_id id)
{
    const struct faults *f = db_faults(k->db);
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++)
        n += f->v[i].id == id;
    return n;
}

int64_t lists_events(struct kit *k)
{
    struct session s;
    assert_int_equal(db_session(k->db, &s), DB_OK);
    return s.events;
}

struct product lists_product(struct kit *k, int no, struct products *all)
{
    assert_int_equal(db_products(k->db, all), DB_OK);
    for (size_t i = 0; i < all->n; i++)
        if (all->v[i].no == no)
            return all->v[i];
    fail_msg("no product %d", no);
    return (struct product){0};
}

struct member lists_member(struct kit *k, const char *name, struct members *all)
{
    assert_int_equal(db_members(k->db, all), DB_OK);
    for (size_t i = 0; i < all->n; i++)
        if (strcmp(all->v[i].name, name) == 0)
            return all->v[i];
    fail_msg("no member %s", name);
    return (struct member){0};
}

void lists_council(struct kit *k)
{
    lists_takes(k, LIST_MEMBERS,
                "stt|ho_ten|vai_tro\n"
                "1|Lê Văn An|chủ tịch\n"
                "2|Trần Thị Bình|phó chủ tịch\n"
                "3|Phạm Cúc|ủy viên\n"
                "4|Võ Dung|thư ký\n",
                4, 0, 0);
    lists_takes(k, LIST_PRODUCTS,
                "stt|ma_san_pham|ten_san_pham|chu_the|bo_san_pham\n"
                "1|T-01|Mắm tép đồng|Cơ sở Sông Nhỏ|8\n"
                "2|T-02|Khô cá lóc|HTX Bờ Xanh|Bộ 8\n"
                "3|T-03|Rượu nếp than|Hộ Bảy Lúa|\n"
                "4|T-04|Vườn dừa Ông Hai|HTX Bờ Xanh|26\n",
                4, 0, 0);
}

char *lists_ballot(const char *product, const char *member)
{
    const struct crit_set *set = crit_load(crit_find("8"));
    char *text = xstrdup("san_pham|thanh_vien|tieu_chi|muc\n");
    for (size_t i = 0; i < set->n_nodes; i++) {
        if (set->node[i].kind != CRIT_LEAF)
            continue;
        char *more = xasprintf("%s%s|%s|%s|2\n", text, product, member, set->node[i].code);
        free(text);
        text = more;
    }
    return text;
}

enum panel_state lists_panel(struct kit *k, int no, const char *member)
{
    struct products products;
    struct members members;
    struct seats s;
    int p = lists_product(k, no, &products).id, m = lists_member(k, member, &members).id;
    assert_int_equal(db_seats(k->db, p, m, &s), DB_OK);
    assert_int_equal(s.n, 1);
    enum panel_state state = s.v[0].panel;
    list_free(&s);
    list_free(&products);
    list_free(&members);
    return state;
}
