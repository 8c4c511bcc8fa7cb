/* SPDX-License-Identifier: MIT */
/* db/official/docx.c - the Decision as a Word document: word/document.xml out of its zip. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/official/part.h"
#include "db/sheet/xml.h"

struct word {
    struct xml x; /* first: handlers get this */
    struct maker *m;
    int skip; /* the depth at which what is not shown began */
};

/* Signs that Word keeps as a number in a symbol font. */
static const char *symbol(const char *font, const char *code)
{
    unsigned long c = code ? strtoul(code, NULL, 16) & 0xff : 0;
    if (font && strcmp(font, "Symbol") == 0)
        return c == 0xb3 ? "≥" : c == 0xa3 ? "≤" : c == 0xb7 ? "" : "□";
    switch (c) { /* Wingdings */
    case 0x6f:
    case 0x71:
    case 0x72:
    case 0xa8:
    case 0xa3:
        return "□";
    case 0xfe:
    case 0x52:
        return "☑";
    case 0xab:
    case 0xb6:
        return "*";
    default:
        return "";
    }
}

/* Drawn text is in the file twice, deleted text still is. */
static bool unseen(const char *name)
{
    return xml_is(name, "Fallback") || xml_is(name, "del") || xml_is(name, "moveFrom") ||
           xml_is(name, "pPrChange") || xml_is(name, "rPrChange");
}

static void on_start(struct xml *x, const char *name, const char **attr)
{
    struct word *w = (struct word *)x;
    bool fine = true;
    if (w->skip)
        return;
    if (unseen(name)) {
        w->skip = x->depth;
    } else if (xml_is(name, "tbl")) {
        fine = maker_table(w->m, true);
    } else if (xml_is(name, "tr")) {
        fine = maker_row(w->m, true);
    } else if (xml_is(name, "tc")) {
        fine = maker_cell(w->m, true);
    } else if (xml_is(name, "br") || xml_is(name, "cr")) {
        fine = maker_line(w->m);
    } else if (xml_is(name, "tab")) {
        fine = maker_text(w->m, " ", 1);
    } else if (xml_is(name, "noBreakHyphen")) {
        fine = maker_text(w->m, "-", 1);
    } else if (xml_is(name, "sym")) {
        const char *s = symbol(xml_attr(attr, "w:font"), xml_attr(attr, "w:char"));
        fine = maker_text(w->m, s, strlen(s));
    } else if (xml_is(name, "t")) {
        xml_clear(x);
        x->keep = true;
    }
    if (!fine)
        xml_stop(x);
}

static void on_end(struct xml *x, const char *name)
{
    struct word *w = (struct word *)x;
    bool fine = true;
    if (w->skip) { /* the depth is that of the parent by now */
        if (x->depth < w->skip)
            w->skip = 0;
        return;
    }
    if (xml_is(name, "t")) {
        x->keep = false;
        fine = maker_text(w->m, x->text, x->len);
    } else if (xml_is(name, "p")) {
        fine = maker_line(w->m);
    } else if (xml_is(name, "tc")) {
        fine = maker_cell(w->m, false);
    } else if (xml_is(name, "tr")) {
        fine = maker_row(w->m, false);
    } else if (xml_is(name, "tbl")) {
        fine = maker_table(w->m, false);
    }
    if (!fine)
        xml_stop(x);
}

/* What the reader of zips says of a workbook, said of this file: one sentence. */
static void retell(const struct faults *zip, struct faults *f)
{
    char most[24];
    const struct fault *e = NULL;
    for (size_t i = 0; i < zip->n && !e; i++)
        if (!zip->v[i].warning)
            e = &zip->v[i];
    if (!e)
        return;
    snprintf(most, sizeof most, "%d", SHEET_MAX_BYTES >> 20);
    if (e->id == F_SHEET_ZIP_BIG)
        fault_add(f, F_OFFICIAL_BIG, most, NULL);
    else if (e->id == F_SHEET_XML_LIMIT || e->id == F_OFFICIAL_LIMIT)
        fault_add(f, F_OFFICIAL_LIMIT, NULL);
    else
        fault_add(f, F_OFFICIAL_DAMAGED, fault_code(e->id), NULL);
}

bool doc_read_docx(struct doc *d, const char *data, size_t len, struct faults *f)
{
    struct faults zip = {0};
    struct package p;
    struct word w = {.x = {.start = on_start, .end = on_end}, .m = maker_start(d, &zip)};
    bool fine = package_open(&p, data, len, &zip);
    long i = fine ? package_find(&p, "word/document.xml") : -1;
    if (fine && i < 0)
        fault_add(f, F_OFFICIAL_NO_WORD, NULL);
    fine = i >= 0 && package_parse(&p, (size_t)i, &w.x);
    package_close(&p);
    maker_end(w.m);
    retell(&zip, f);
    fine = fine && !zip.errors;
    faults_free(&zip);
    return fine;
}
