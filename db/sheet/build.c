/* SPDX-License-Identifier: MIT */
/* db/sheet/build.c - rows and cells of a table under way, and the cleaning of their text. */
#include "db/sheet/build.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "db/base/arena.h"
#include "db/base/mem.h"
#include "db/base/text.h"

enum { MAX_FAULTS = 200 };

static char no_text[1] = "";

void sheet_free(struct sheet_rows *s)
{
    if (!s)
        return;
    arena_free(s->mem);
    free(s->name);
    free(s->row);
    free(s->merged.v);
    free(s->hidden.v);
    free(s);
}

void build_start(struct sheet_build *b, struct faults *f)
{
    *b = (struct sheet_build){
        .sheet = xcalloc(1, sizeof *b->sheet), .f = f, .max_cell = SHEET_MAX_CELL};
    b->sheet->mem = arena_new();
}

bool build_fault(struct sheet_build *b)
{
    if (b->faults < MAX_FAULTS) {
        b->faults++;
        return true;
    }
    b->faults_left++;
    return false;
}

bool build_warning(struct sheet_build *b)
{
    if (b->warnings < MAX_FAULTS) {
        b->warnings++;
        return true;
    }
    b->warnings_left++;
    return false;
}

static void build_empty(struct sheet_build *b)
{
    if (b->look)
        b->look[b->n] = (struct sheet_look){.shared = -1, .format = no_text};
    b->cell[b->n++] = no_text;
}

void build_cell(struct sheet_build *b, long row, long col, const char *text)
{
    if (col > SHEET_MAX_COLS) {
        char at[24], most[24];
        snprintf(at, sizeof at, "%ld", col);
        snprintf(most, sizeof most, "%d", SHEET_MAX_COLS);
        if (*text && build_fault(b))
            fault_at(b->f, F_SHEET_COLUMNS, AT_CELL, row, col, at, most, NULL);
        return;
    }
    while (b->n < (size_t)col - 1)
        build_empty(b);
    build_empty(b);
    b->cell[col - 1] = text;
    b->any = b->any || *text;
}

bool build_row(struct sheet_build *b, long number, bool full)
{
    struct sheet_rows *s = b->sheet;
    size_t n = b->n;
    bool any = b->any;
    b->n = 0;
    b->any = false;
    if (!any)
        return true;
    if (s->n == SHEET_MAX_ROWS) {
        char most[24];
        snprintf(most, sizeof most, "%d", SHEET_MAX_ROWS);
        if (build_fault(b))
            fault_at(b->f, F_SHEET_ROWS, AT_CELL, number, 0, most, NULL);
        return false;
    }
    while (!full && !*b->cell[n - 1])
        n--;
    s->row = mem_grow(s->row, s->n, &b->rows_cap, sizeof *s->row);
    char **cell = arena_alloc(s->mem, n * sizeof *cell);
    for (size_t i = 0; i < n; i++)
        cell[i] = (char *)(uintptr_t)b->cell[i];
    struct sheet_look *look = b->look ? arena_alloc(s->mem, n * sizeof *look) : NULL;
    if (look)
        memcpy(look, b->look, n * sizeof *look);
    s->row[s->n++] = (struct sheet_row){.number = number, .n = n, .cell = cell, .look = look};
    return true;
}

struct sheet_rows *build_finish(struct sheet_build *b, bool failed)
{
    char count[24];
    if (b->faults_left) {
        snprintf(count, sizeof count, "%zu", b->faults_left);
        fault_add(b->f, F_SHEET_MORE, count, NULL);
    }
    if (b->warnings_left) {
        snprintf(count, sizeof count, "%zu", b->warnings_left);
        warn_add(b->f, F_SHEET_MORE_WARNINGS, count, NULL);
    }
    struct sheet_rows *s = b->sheet;
    if (!failed && !b->faults && s->n == 0) {
        fault_add(b->f, F_SHEET_EMPTY, NULL);
        failed = true;
    }
    if (failed || b->faults) {
        sheet_free(s);
        s = NULL;
    }
    free(b->scratch);
    free(b->look);
    *b = (struct sheet_build){0};
    return s;
}

/* ---- the text of a cell ---- */

/* Printable, already NFC whatever stands beside it, and not a blank of another kind: what
 * nearly every cell is made of.  Combining marks are not among these. */
static bool everyday(int32_t cp)
{
    if (cp < 0x300)
        return cp >= ' ' && cp != 0x7f && cp != 0xad && !(cp >= 0x80 && cp <= 0xa0);
    return (cp >= 0x1e00 && cp <= 0x1eff) || (cp >= 0x2010 && cp <= 0x2027);
}

/* Drawn as nothing, and so often left behind by word processors and web pages that a list
 * is not refused for it.  Tags and other invisible letters can hide a text: those are. */
static bool harmless(int32_t cp)
{
    return cp == 0xad || (cp >= 0x200b && cp <= 0x200d) || cp == 0x2060 || cp == 0xfeff ||
           (cp >= 0x180b && cp <= 0x180d) || cp == 0x180f || (cp >= 0xfe00 && cp <= 0xfe0f) ||
           (cp >= 0xe0100 && cp <= 0xe01ef);
}

static size_t take(const char *s, size_t n, int32_t *cp)
{
    utf8proc_int32_t c;
    if ((unsigned char)*s < 0x80) {
        *cp = (unsigned char)*s;
        return 1;
    }
    utf8proc_ssize_t room = n > 4 ? 4 : (utf8proc_ssize_t)n;
    utf8proc_ssize_t k = utf8proc_iterate((const utf8proc_uint8_t *)s, room, &c);
    *cp = k > 0 ? (int32_t)c : -1;
    return k > 0 ? (size_t)k : 1;
}

static char *scratch(struct sheet_build *b, size_t n)
{
    if (b->scratch_cap < n) {
        b->scratch_cap = n * 2;
        b->scratch = xrealloc(b->scratch, b->scratch_cap);
    }
    return b->scratch;
}

static const char *keep(struct sheet_build *b, const char *s, size_t n)
{
    return n ? arena_strndup(b->sheet->mem, s, n) : "";
}

static void note(struct sheet_build *b, bool warning, enum fault_id id, long row, long col,
                 uint32_t cp, size_t at)
{
    char code[16], place[24];
    snprintf(code, sizeof code, "U+%04X", (unsigned)cp);
    snprintf(place, sizeof place, "%zu", at);
    if (warning && build_warning(b))
        warn_at(b->f, id, AT_CELL, row, col, code, place, NULL);
    else if (!warning && build_fault(b))
        fault_at(b->f, id, AT_CELL, row, col, code, place, NULL);
}

static enum fault_id fault_of(enum text_fault fault)
{
    switch (fault) {
    case TEXT_BIDI:
        return F_SHEET_BIDI;
    case TEXT_INVISIBLE:
        return F_SHEET_INVISIBLE;
    case TEXT_MARKS:
        return F_SHEET_MARKS;
    case TEXT_NONCHAR:
    case TEXT_NOT_UTF8:
        return F_SHEET_NONCHAR;
    case TEXT_CONTROL:
    case TEXT_FINE:
        break;
    }
    return F_SHEET_CONTROL;
}

/* What the bytes at @s, which are no UTF-8, would be: half of a pair of surrogates, from an
 * escape of a workbook, if they are anything. */
static uint32_t not_utf8(const char *s, size_t n)
{
    const unsigned char *u = (const unsigned char *)s;
    if (n >= 3 && u[0] == 0xed)
        return 0xd000u | (u[1] & 0x3fu) << 6 | (u[2] & 0x3fu);
    return u[0];
}

/* Copy @len bytes of @s to @out: breaks and tabs as blanks, harmless characters left out
 * (the first of a cell is reported).  A 0 byte, which no string can hold, and what is no
 * UTF-8 are refused here: then false. */
static bool strip(struct sheet_build *b, long row, long col, const char *s, size_t len, char *out,
                  bool *plain)
{
    size_t place = 0, stripped = 0, lost = 0;
    for (size_t i = 0; i < len;) {
        int32_t cp;
        size_t k = take(s + i, len - i, &cp);
        place++;
        if (cp <= 0) {
            note(b, false, cp ? F_SHEET_NONCHAR : F_SHEET_CONTROL, row, col,
                 cp ? not_utf8(s + i, len - i) : 0, place);
            return false;
        }
        if (cp == '\n' || cp == '\r' || cp == '\t') {
            *out++ = ' ';
        } else if (harmless(cp)) {
            if (!stripped++)
                note(b, true, F_SHEET_STRIPPED, row, col, (uint32_t)cp, place);
        } else {
            memcpy(out, s + i, k);
            out += k;
        }
        if (cp == 0xfffd && !lost++)
            note(b, true, F_SHEET_REPLACEMENT, row, col, (uint32_t)cp, place);
        i += k;
    }
    *out = '\0';
    if (stripped || lost)
        *plain = false;
    return true;
}

static void too_long(struct sheet_build *b, long row, long col)
{
    char most[24];
    snprintf(most, sizeof most, "%zu", b->max_cell);
    if (build_fault(b))
        fault_at(b->f, F_SHEET_CELL_LONG, AT_CELL, row, col, most, NULL);
}

/* The way of the few cells that are not all everyday characters. */
static const char *clean(struct sheet_build *b, long row, long col, const char *s, size_t len,
                         bool *plain)
{
    char *tidy = scratch(b, len + 1);
    if (!strip(b, row, col, s, len, tidy, plain))
        goto refused;
    uint32_t cp;
    size_t at;
    enum text_fault fault = text_check(tidy, &cp, &at);
    if (fault != TEXT_FINE) {
        note(b, false, fault_of(fault), row, col, cp, at);
        goto refused;
    }
    char *nfc = text_nfc(tidy);
    text_squeeze(nfc);
    size_t n = strlen(nfc), chars = 0;
    for (size_t i = 0; i < n; i++)
        chars += ((unsigned char)nfc[i] & 0xc0) != 0x80;
    const char *kept = "";
    if (chars <= b->max_cell) {
        kept = keep(b, nfc, n);
    } else {
        too_long(b, row, col);
        *plain = false;
    }
    free(nfc);
    return kept;
refused:
    *plain = false;
    return "";
}

const char *build_text(struct sheet_build *b, long row, long col, const char *s, size_t len,
                       bool *plain)
{
    bool unused;
    if (!plain)
        plain = &unused;
    *plain = true;
    while (len && s[0] == ' ')
        s++, len--;
    while (len && s[len - 1] == ' ')
        len--;
    if (!len)
        return "";
    char *out = scratch(b, len + 1);
    size_t n = 0, chars = 0;
    for (size_t i = 0; i < len;) {
        int32_t cp;
        size_t k = take(s + i, len - i, &cp);
        if (!everyday(cp))
            return clean(b, row, col, s, len, plain);
        if (cp != ' ' || out[n - 1] != ' ') { /* never the first: leading blanks are gone */
            memcpy(out + n, s + i, k);
            n += k;
            chars++;
        }
        i += k;
    }
    if (chars <= b->max_cell)
        return keep(b, out, n);
    too_long(b, row, col);
    *plain = false;
    return "";
}
