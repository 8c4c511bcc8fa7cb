/* SPDX-License-Identifier: MIT */
/* Workbooks from the inside: the input is the text of the parts, divided by lines "--", and
 * the target packs them, so that it need not find out how to make a zip. */
#include "tests/fuzz/fuzz.h"

#include <zip.h>

#include "db/criteria/criteria.h"
#include "db/sheet/sheet.h"

#define NS "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define REL "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define PACK "http://schemas.openxmlformats.org/package/2006/"
#define TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

/* The parts of the input, in this order; what the input leaves out is as here. */
static const struct {
    const char *name, *text;
} parts[] = {
    {"xl/worksheets/sheet1.xml",
     "<worksheet " NS "><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" "
     "s=\"1\"><v>45000.5</v></c></row><row r=\"2\"><c t=\"inlineStr\"><is><t>x</t></is></c><c "
     "t=\"b\"><v>1</v></c><c><f>A1</f><v>1.1</v></c></row></sheetData></worksheet>"},
    {"xl/sharedStrings.xml", "<sst " NS "><si><t>Mắm</t></si><si><r><t>a</t></r></si></sst>"},
    {"xl/styles.xml", "<styleSheet " NS "><numFmts><numFmt numFmtId=\"164\" "
                      "formatCode=\"dd/mm/yyyy\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf "
                      "numFmtId=\"164\"/></cellXfs></styleSheet>"},
    {"xl/workbook.xml", "<workbook " NS " " REL "><sheets><sheet name=\"Một\" sheetId=\"1\" "
                        "r:id=\"rId1\"/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels",
     "<Relationships xmlns=\"" PACK "relationships\"><Relationship Id=\"rId1\" Type=\"" TYPE
     "worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"" TYPE
     "sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rId3\" Type=\"" TYPE
     "styles\" Target=\"styles.xml\"/></Relationships>"},
    {"_rels/.rels", "<Relationships xmlns=\"" PACK "relationships\"><Relationship Id=\"rId1\" "
                    "Type=\"" TYPE "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
    {"[Content_Types].xml", "<Types xmlns=\"" PACK "content-types\"><Default Extension=\"xml\" "
                            "ContentType=\"application/xml\"/></Types>"},
};
enum { PARTS = sizeof parts / sizeof *parts };

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    const char *dir = fuzz_empty_corpus(*argc, *argv);
    char *all = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&all, &n);
    for (int i = 0; i < PARTS; i++) {
        fprintf(out, "%s%s", i ? "\n--\n" : "", parts[i].text);
        fflush(out);
        char name[16];
        snprintf(name, sizeof name, "seed-%d", i);
        if (dir)
            fuzz_seed(dir, name, all, n);
    }
    fclose(out);
    free(all);
    return 0;
}

/* Add part @i as @text says; the file is as small as can be, not compressed. */
static void add(zip_t *z, int i, const char *text, size_t n)
{
    zip_source_t *s = zip_source_buffer(z, text, n, 0);
    zip_int64_t at = zip_file_add(z, parts[i].name, s, ZIP_FL_ENC_UTF_8);
    must(s && at >= 0 && zip_set_file_compression(z, (zip_uint64_t)at, ZIP_CM_STORE, 0) == 0);
}

/* Where the next part begins to end; NULL: nowhere. */
static const char *next_cut(const char *data, size_t size)
{
    for (size_t i = 0; i + 4 <= size; i++)
        if (memcmp(data + i, "\n--\n", 4) == 0)
            return data + i;
    return NULL;
}

static void pack(const char *path, const char *data, size_t size)
{
    int error, i = 0;
    zip_t *z = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &error);
    must(z);
    for (const char *end; i < PARTS - 1 && (end = next_cut(data, size)); i++) {
        add(z, i, data, (size_t)(end - data));
        size -= (size_t)(end - data) + 4;
        data = end + 4;
    }
    add(z, i, data, size);
    for (i++; i < PARTS; i++)
        add(z, i, parts[i].text, strlen(parts[i].text));
    must(zip_close(z) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = fuzz_path(".xlsx");
    struct faults f = {0};
    pack(path, (const char *)data, size);
    for (enum sheet_formulas how = FORMULA_RESULT; how <= FORMULA_TEXT; how++) {
        struct sheet_options opt = {.formulas = how, .looks = how != FORMULA_RESULT};
        struct sheet_rows *s = sheet_read(path, &opt, &f);
        must(!s || s->n >= 1);
        fuzz_faults(&f, s == NULL);
        sheet_free(s);
    }
    struct crit_set *set = crit_workbook(path, &f);
    fuzz_faults(&f, set == NULL);
    crit_free(set);
    unlink(path);
    return 0;
}
