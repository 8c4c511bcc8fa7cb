/* SPDX-License-Identifier: MIT */
/* The Decision's file, as .html or .docx: read or refused, never half. */
#include "tests/fuzz/fuzz.h"

#include "db/official/official.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static const char page[] =
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body><p>PHỤ LỤC II</p>"
        "<p>26. Bộ sản phẩm: DU LỊCH</p><table><tr><td><b>Các tiêu chí</b></td><td>Thang điểm</td>"
        "</tr><tr><td colspan=\"2\">Phần A</td></tr><tr><td>1.1. Bộ phận điều phối (***)</td>"
        "<td>3</td></tr><tr><td>&#9633; Có &amp; đủ</td><td rowspan=2>1</td></tr></table>";
    const char *dir = fuzz_empty_corpus(*argc, *argv);
    if (dir)
        fuzz_seed(dir, "page", page, sizeof page - 1);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const wanted[] = {"8", "26"};
    const struct crit_set *set[2];
    const char *path = fuzz_path(".html");
    struct official_report report;
    struct faults f = {0};
    for (int i = 0; i < 2; i++)
        set[i] = crit_load(crit_find(wanted[i]));
    fuzz_write(path, data, size);
    struct official *o = official_read(path, set, 2, &report, &f);
    must(report.matched <= report.levels && report.found <= report.sets);
    fuzz_faults(&f, o == NULL);
    official_free(o);
    unlink(path);
    return 0;
}
