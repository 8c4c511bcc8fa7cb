/* SPDX-License-Identifier: MIT */
/* The files inside the program are the files of the source tree. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "db/base/embed.h"

/* @e is byte for byte the file FOLDER/NAME, and a NUL follows. */
static void same_as_file(const char *folder, const struct embedded *e)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, e->name);
    FILE *f = fopen(path, "rb");
    if (!f)
        fail_msg("embedded but not there: %s", path);
    unsigned char *b = malloc(e->len + 2);
    if (!b)
        abort();
    size_t n = fread(b, 1, e->len + 2, f);
    fclose(f);
    assert_int_equal(n, e->len);
    assert_memory_equal(b, e->data, n);
    assert_int_equal(e->data[e->len], 0);
    free(b);
}

static void files_are_whole(void **state)
{
    (void)state;
    size_t n = 0;
    for (const struct embedded *e = db_embedded_files; e->name; e++, n++) {
        same_as_file("db", e);
        assert_ptr_equal(db_embedded(e->name), e);
        if (n > 0)
            assert_true(strcmp(e[-1].name, e->name) < 0);
    }
    assert_true(n > 0);
    for (const struct embedded *e = tui_embedded_files; e->name; e++)
        if (strncmp(e->name, "demo/", 5) == 0)
            same_as_file("tui", e);
}

static void what_others_rely_on(void **state)
{
    (void)state;
    assert_non_null(db_embedded("sql/schema.sql"));
    assert_non_null(db_embedded("criteria/qd26-2026-08.yaml"));
    const struct embedded *mo = tui_embedded("en.mo");
    assert_non_null(mo);
    /* The magic number of a catalogue, in the byte order of this machine. */
    uint32_t magic;
    assert_true(mo->len > sizeof magic);
    memcpy(&magic, mo->data, sizeof magic);
    assert_int_equal(magic, 0x950412de);
}

static void no_such_file(void **state)
{
    (void)state;
    assert_null(db_embedded("sql/nothing.sql"));
    assert_null(db_embedded(""));
    assert_null(tui_embedded("vi.mo"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_whole),
        cmocka_unit_test(what_others_rely_on),
        cmocka_unit_test(no_such_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
