/* SPDX-License-Identifier: MIT */
/* Templates of documents: fields, lists, branches, and every fault at its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/template/template.h"

struct out {
    char text[2000];
};

static void emit(void *arg, const char *text, const void *look)
{
    struct out *o = arg;
    size_t n = strlen(o->text);
    assert_null(look);
    snprintf(o->text + n, sizeof o->text - n, "%s|", text);
}

static struct facts *two_members(struct arena *a)
{
    struct facts *f = facts_new(a, NULL);
    facts_set(f, "tinh", "Cà Mau");
    facts_set(f, "noi_hop", "");
    facts_list(f, "vang");
    for (int i = 1; i <= 2; i++) {
        struct facts *m = facts_add(f, "thanh_vien");
        facts_number(m, "stt", i);
        facts_set(m, "ten", i == 1 ? "An" : "Bình");
        facts_set(m, "chuc_vu", i == 1 ? "" : "Giám đốc");
    }
    return f;
}

/* Run @lines (ended by NULL); the paragraphs in @o, each with a bar behind it. */
static bool run(const char *const *lines, struct out *o, struct faults *f)
{
    struct template_part part[20];
    size_t n = 0;
    for (; lines[n]; n++)
        part[n] = (struct template_part){.text = lines[n], .line = (long)n + 1};
    struct arena *a = arena_new();
    *o = (struct out){""};
    bool ok = template_run(part, n, two_members(a), emit, o, f);
    arena_free(a);
    return ok;
}

static void gives(const char *const *lines, const char *want)
{
    struct out o;
    struct faults f = {0};
    assert_true(run(lines, &o, &f));
    assert_string_equal(o.text, want);
    assert_int_equal(f.n, 0);
}

static void fields_are_filled_and_empty_ones_dotted(void **unused)
{
    (void)unused;
    gives((const char *const[]){"Tỉnh {{tinh}}, họp tại {{noi_hop}}.", "{{ tinh }}{{noi_hop?}}{x}",
                                NULL},
          "Tỉnh Cà Mau, họp tại …….|Cà Mau{x}|");
}

static void lists_repeat_what_is_between(void **unused)
{
    (void)unused;
    gives((const char *const[]){"{{@lap thanh_vien}}", "({{stt}}) {{ten}}, {{tinh}}",
                                "{{@neu chuc_vu}}", "{{chuc_vu}}", "{{@khac}}", "chưa ghi",
                                "{{@het}}", "{{@het}}", "hết", NULL},
          "(1) An, Cà Mau|chưa ghi|(2) Bình, Cà Mau|Giám đốc|hết|");
    gives((const char *const[]){"{{@neu vang}}", "có người vắng", "{{@khac}}", "đủ", "{{@het}}",
                                "{{@lap vang}}", "{{ten}}", "{{@het}}", NULL},
          "đủ|");
}

static void a_list_ends_with_a_full_stop(void **unused)
{
    (void)unused;
    gives((const char *const[]){"{{@lap thanh_vien}}", "- {{ten}};", "", "{{@het}}", "Nơi nhận;",
                                NULL},
          "- An;||- Bình.||Nơi nhận;|");
    /* A list inside of one closes itself, and what follows it is no list. */
    gives((const char *const[]){"{{@lap thanh_vien}}", "- {{ten}};", "{{@neu chuc_vu}}", "- có;",
                                "{{@het}}", "ký", "{{@het}}", NULL},
          "- An;|ký|- Bình;|- có;|ký|");
}

static void every_fault_is_told_at_its_line(void **unused)
{
    (void)unused;
    struct out o;
    struct faults f = {0};
    assert_false(run((const char *const[]){"{{tinh}}", "{{khong_co}}", "{{@lap gi_do}}", "x",
                                           "{{@het}}", "{{@het}}", "{{@neu tinh}}", NULL},
                     &o, &f));
    assert_string_equal(o.text, "");
    assert_int_equal(f.n, 4);
    assert_int_equal(f.v[0].id, F_TEMPLATE_FIELD);
    assert_int_equal(f.v[0].row, 2);
    assert_string_equal(f.v[0].arg[0], "khong_co");
    assert_int_equal(f.v[1].id, F_TEMPLATE_LIST);
    assert_int_equal(f.v[1].row, 3);
    assert_int_equal(f.v[2].id, F_TEMPLATE_STRAY);
    assert_int_equal(f.v[2].row, 6);
    assert_int_equal(f.v[3].id, F_TEMPLATE_OPEN);
    assert_int_equal(f.v[3].row, 7);
    faults_free(&f);
}

/* Run @deep loops inside of each other with @inside in the innermost; the id of what is told. */
static enum fault_id nested(const char *directive, size_t deep, const char *inside)
{
    enum { MOST = 40 };
    struct template_part part[2 * MOST + 1];
    struct arena *a = arena_new();
    struct faults f = {0};
    struct out o = {""};
    struct facts *all = facts_new(a, NULL);
    for (int i = 0; i < 12; i++)
        facts_set(facts_add(all, "muc"), "ten", "a");
    for (size_t i = 0; i < deep; i++) {
        part[i] = (struct template_part){.text = directive, .line = (long)i + 1};
        part[deep + 1 + i] = (struct template_part){.text = "{{@het}}", .line = 99};
    }
    part[deep] = (struct template_part){.text = inside, .line = (long)deep + 1};
    assert_false(template_run(part, 2 * deep + 1, all, emit, &o, &f));
    assert_string_equal(o.text, "");
    assert_in_range(f.n, 1, 1100);
    enum fault_id id = f.v[0].id;
    faults_free(&f);
    arena_free(a);
    return id;
}

static void loops_in_loops_have_an_end(void **unused)
{
    (void)unused;
    assert_int_equal(nested("{{@lap muc}}", 9, "{{ten}}"), F_TEMPLATE_LONG);
    assert_int_equal(nested("{{@lap muc}}", 12, ""), F_TEMPLATE_LONG);
    assert_int_equal(nested("{{@lap muc}}", 9, "{{khong_co}}"), F_TEMPLATE_FIELD);
    /* What is deeper than we follow is not left out without a word. */
    assert_int_equal(nested("{{@neu muc}}", 17, "sâu"), F_TEMPLATE_DEEP);
}

/* A template that begins a field at every letter and ends none. */
static void braces_without_end_take_no_time(void **unused)
{
    (void)unused;
    enum { MANY = 4 << 20 };
    char *text = malloc(MANY + 1);
    assert_non_null(text);
    memset(text, '{', MANY);
    text[MANY] = '\0';
    const struct template_part part = {.text = text, .line = 1};
    struct arena *a = arena_new();
    struct faults f = {0};
    assert_true(template_run(&part, 1, facts_new(a, NULL), NULL, NULL, &f));
    assert_int_equal(f.n, 0);
    arena_free(a);
    free(text);
}

/* A value is never read as a template. */
static void values_are_only_text(void **unused)
{
    (void)unused;
    struct arena *a = arena_new();
    struct facts *f = facts_new(a, NULL);
    facts_set(f, "ten", "{{tinh}} {{@het}}");
    const struct template_part part = {.text = "<{{ten}}>", .line = 1};
    struct out o = {""};
    struct faults faults = {0};
    assert_true(template_run(&part, 1, f, emit, &o, &faults));
    assert_string_equal(o.text, "<{{tinh}} {{@het}}>|");
    assert_int_equal(faults.n, 0);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_filled_and_empty_ones_dotted),
        cmocka_unit_test(lists_repeat_what_is_between),
        cmocka_unit_test(a_list_ends_with_a_full_stop),
        cmocka_unit_test(every_fault_is_told_at_its_line),
        cmocka_unit_test(loops_in_loops_have_an_end),
        cmocka_unit_test(braces_without_end_take_no_time),
        cmocka_unit_test(values_are_only_text),
    };
    return cmocka_run_group_tests_name("template", tests, NULL, NULL);
}
