/* SPDX-License-Identifier: MIT */
/* Lists from outside, whatever the file is: text or workbook. */
#include "tests/fuzz/fuzz.h"

#include "db/sheet/sheet.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static const char *const seeds[] = {
        "ho_ten,vai_tro\nNguyễn Thị Ơ,chủ tịch\n\"Trần \"\"B\"\", Văn\",ủy viên\n",
        "\xef\xbb\xbfstt;ten_san_pham;chu_the\r\n1;Mắm tôm;Hộ A\r\n\r\n2;Chè;\r\n",
        "a\tb\tc\n1\t2\t\n\"x\ny\"\t\t3\n",
        "\xff\xfe"
        "a\0,\0b\0\n\0"
        "1\0,\0"
        "2\0\n\0",
        "x\n\"",
        "a,b\n1\n1,2,3\n",
    };
    static const size_t sizes[] = {0, 0, 0, 18, 0, 0};
    const char *dir = fuzz_empty_corpus(*argc, *argv);
    for (size_t i = 0; dir && i < sizeof seeds / sizeof *seeds; i++) {
        char name[16];
        snprintf(name, sizeof name, "seed-%zu", i);
        fuzz_seed(dir, name, seeds[i], sizes[i] ? sizes[i] : strlen(seeds[i]));
    }
    return 0;
}

static void read_as(const char *path, const char *encoding, enum sheet_formulas formulas)
{
    struct sheet_options opt = {.encoding = encoding, .formulas = formulas};
    struct faults f = {0};
    struct sheet_rows *s = sheet_read(path, &opt, &f);
    long last = 0;
    must(!s || s->n >= 1);
    for (size_t i = 0; s && i < s->n; i++) {
        must(s->row[i].number > last && s->row[i].n <= SHEET_MAX_COLS);
        last = s->row[i].number;
        for (size_t k = 0; k < s->row[i].n; k++) {
            uint32_t cp;
            size_t at, characters = 0;
            must(s->row[i].cell[k] && text_check(s->row[i].cell[k], &cp, &at) == TEXT_FINE);
            for (const char *c = s->row[i].cell[k]; *c; c++)
                characters += ((unsigned char)*c & 0xc0) != 0x80;
            must(characters <= SHEET_MAX_CELL);
        }
    }
    fuzz_faults(&f, s == NULL);
    sheet_free(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = fuzz_path(".list");
    struct faults f = {0};
    fuzz_write(path, data, size);
    read_as(path, NULL, FORMULA_RESULT);
    read_as(path, "windows-1258", FORMULA_TEXT);
    char **names = sheet_names(path, false, &f);
    fuzz_faults(&f, names == NULL);
    sheet_names_free(names);
    unlink(path);
    return 0;
}
