/* SPDX-License-Identifier: MIT */
/* db/sheet/cells.c - the cells of one worksheet: their texts, shared strings too, and what the
 * sheet hides or joins. */
#include "db/sheet/cells.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/sheet/number.h"

/* ---- shared strings ---- */

struct strings {
    struct xml x;
    struct xlsx *w;
    bool phonetic; /* how a text is read aloud: not part of it */
};

static void string_start(struct xml *x, const char *name, const char **attr)
{
    struct strings *s = (struct strings *)x;
    (void)attr;
    if (x->depth == 2 && xml_is(name, "si"))
        xml_clear(x);
    else if (xml_is(name, "rPh"))
        s->phonetic = true;
    else if (x->depth > 2 && xml_is(name, "t"))
        x->keep = !s->phonetic;
}

/* Never more bytes than the escape took: 3 for one, 4 for a pair of surrogates.  A lone
 * surrogate becomes the bytes it would have: no UTF-8, so the cell is refused later. */
static size_t put_utf8(char *out, long cp)
{
    unsigned long c = (unsigned long)cp;
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (size_t i = n; i-- > 1; c >>= 6)
        out[i] = (char)(unsigned char)(0x80 | (c & 0x3f));
    out[0] = (char)(unsigned char)(lead[n] | c);
    return n;
}

/* The four hexadecimal digits of an escape "_xHHHH_" at @s, or -1. */
static long escape(const char *s, size_t len)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    long v = 0;
    if (len < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_')
        return -1;
    for (int i = 2; i < 6; i++) {
        const char *d = memchr(digits, s[i], 32);
        if (!d)
            return -1;
        v = v * 16 + (d - digits) % 16;
    }
    return v;
}

/* Resolve _xHHHH_ escapes in place; returns the new length (0 bytes may be in it). */
static size_t xml_unescape(char *s, size_t len)
{
    size_t out = 0;
    for (size_t i = 0; i < len;) {
        long cp = s[i] == '_' ? escape(s + i, len - i) : -1;
        if (cp < 0) {
            s[out++] = s[i++];
            continue;
        }
        i += 7;
        long low = escape(s + i, len - i);
        if (cp >= 0xd800 && cp <= 0xdbff && low >= 0xdc00 && low <= 0xdfff) {
            cp = 0x10000 + (cp - 0xd800) * 0x400 + (low - 0xdc00);
            i += 7;
        }
        out += put_utf8(s + out, cp);
    }
    s[out] = '\0';
    return out;
}

static void add_string(struct xml *x, struct xlsx *w)
{
    if (w->n_shared == XML_MAX_SHARED) {
        fault_add(x->f, F_SHEET_XML_LIMIT, x->part, NULL);
        xml_stop(x);
        return;
    }
    w->shared = mem_grow(w->shared, w->n_shared, &w->shared_cap, sizeof *w->shared);
    size_t len = xml_unescape(x->text, x->len);
    if (w->pool_cap - w->pool_len < len + 1) {
        w->pool_cap = w->pool_cap + w->pool_cap / 2 + len + 4096;
        w->pool = xrealloc(w->pool, w->pool_cap);
    }
    memcpy(w->pool + w->pool_len, x->text, len + 1);
    w->shared[w->n_shared++] = (struct shared){.at = w->pool_len, .len = len};
    w->pool_len += len + 1;
}

static void string_end(struct xml *x, const char *name)
{
    struct strings *s = (struct strings *)x;
    if (xml_is(name, "t"))
        x->keep = false;
    else if (xml_is(name, "rPh"))
        s->phonetic = false;
    else if (x->depth == 1 && xml_is(name, "si"))
        add_string(x, s->w);
}

bool read_shared(struct xlsx *w, size_t i)
{
    struct strings s = {.x = {.start = string_start, .end = string_end}, .w = w};
    return package_parse(&w->p, i, &s.x);
}

/* ---- references ---- */

enum { LAST_ROW = 1048576, LAST_COL = 16384 };

/* All of @s as a number from 1 to @last, or 0. */
static long count_of(const char *s, long last)
{
    long n = 0;
    for (; *s >= '0' && *s <= '9' && n <= last; s++)
        n = n * 10 + (*s - '0');
    return *s || n > last ? 0 : n;
}

/* The column (from 1) that "BC12" names, if its row is @row; else 0. */
static long column_of(const char *ref, long row)
{
    long col = 0;
    for (; *ref >= 'A' && *ref <= 'Z' && col <= LAST_COL; ref++)
        col = col * 26 + (*ref - 'A') + 1;
    return col <= LAST_COL && count_of(ref, LAST_ROW) == row ? col : 0;
}

/* ---- rows, columns, joined cells ---- */

/* A row this low, in points, or a column this narrow, in characters, shows nothing. */
#define LOWEST 2.0
#define NARROWEST 0.5

static bool is_small(const char *size, double least)
{
    return size && strtod(size, NULL) < least;
}

static void area_add(struct sheet_areas *a, struct sheet_area area)
{
    a->v = mem_grow(a->v, a->n, &a->cap, sizeof *a->v);
    a->v[a->n++] = area;
}

static void look_row(struct xlsx *w, long row, const char **attr)
{
    if (!w->b->look)
        return;
    if (xml_true(xml_attr(attr, "hidden")) || is_small(xml_attr(attr, "ht"), LOWEST))
        area_add(&w->b->sheet->hidden, (struct sheet_area){row, row, 0, 0});
}

static void look_column(struct xlsx *w, const char **attr)
{
    const char *min = xml_attr(attr, "min"), *max = xml_attr(attr, "max");
    if (!w->b->look || !min || !max)
        return;
    if (xml_true(xml_attr(attr, "hidden")) || is_small(xml_attr(attr, "width"), NARROWEST))
        area_add(&w->b->sheet->hidden,
                 (struct sheet_area){0, 0, strtol(min, NULL, 10), strtol(max, NULL, 10)});
}

/* "B7:K7"; what is none is left to the program that shows it. */
static void look_merged(struct xlsx *w, const char **attr)
{
    const char *ref = xml_attr(attr, "ref"), *to = ref ? strchr(ref, ':') : NULL;
    if (!w->b->look || !to || (size_t)(to - ref) > 10)
        return;
    char from[16] = "";
    memcpy(from, ref, (size_t)(to++ - ref));
    long row = strtol(from + strcspn(from, "0123456789"), NULL, 10);
    long to_row = strtol(to + strcspn(to, "0123456789"), NULL, 10);
    long col = column_of(from, row), to_col = column_of(to, to_row);
    if (col && to_col)
        area_add(&w->b->sheet->merged, (struct sheet_area){row, to_row, col, to_col});
}

/* ---- cells ---- */

enum type { NUMBER, SHARED, INLINE, RESULT, BOOLEAN, ERROR, ISO_DATE, UNKNOWN };

struct cells {
    struct xml x;
    struct xlsx *w;
    bool in_data, in_row, in_cell, in_inline, phonetic;
    bool row_hidden, formula, valued;
    long row, col; /* under way; before the first of its kind 0 */
    enum type type;
    unsigned kind; /* format_kind of the style */
    unsigned long style;
    char *text;  /* "=" and the formula of the cell; NULL: none, or not asked for */
    long shared; /* its group; -1: none */
    long hidden; /* hidden rows with text */
};

static void bad_reference(struct cells *c, long row, long col, const char *what)
{
    if (build_fault(c->w->b))
        fault_at(c->w->b->f, F_SHEET_REFERENCE, AT_CELL, row, col, what, NULL);
    xml_stop(&c->x);
}

static void row_start(struct cells *c, const char **attr)
{
    const char *r = xml_attr(attr, "r");
    long row = r ? count_of(r, LAST_ROW) : c->row + 1;
    if (row <= c->row || row > LAST_ROW) {
        bad_reference(c, c->row, 0, r ? r : "row");
        return;
    }
    c->in_row = true;
    c->row = row;
    c->col = 0;
    c->row_hidden = xml_true(xml_attr(attr, "hidden"));
    look_row(c->w, row, attr);
}

static enum type type_of(const char *t)
{
    static const struct {
        const char *name;
        enum type type;
    } all[] = {{"n", NUMBER},  {"s", SHARED}, {"str", RESULT}, {"inlineStr", INLINE},
               {"b", BOOLEAN}, {"e", ERROR},  {"d", ISO_DATE}};
    for (size_t i = 0; t && i < sizeof all / sizeof *all; i++)
        if (strcmp(t, all[i].name) == 0)
            return all[i].type;
    return t ? UNKNOWN : NUMBER;
}

static void cell_start(struct cells *c, const char **attr)
{
    const char *r = xml_attr(attr, "r"), *t = xml_attr(attr, "t"), *s = xml_attr(attr, "s");
    long col = r ? column_of(r, c->row) : c->col + 1;
    if (col <= c->col || col > LAST_COL) {
        bad_reference(c, c->row, c->col, r ? r : "c");
        return;
    }
    c->in_cell = true;
    c->col = col;
    c->type = type_of(t);
    if (c->type == UNKNOWN && build_fault(c->w->b))
        fault_at(c->w->b->f, F_SHEET_CELL_TYPE, AT_CELL, c->row, col, t, NULL);
    c->style = s ? strtoul(s, NULL, 10) : 0;
    c->kind = c->style < c->w->n_kinds ? c->w->kind[c->style] : 0;
    c->formula = c->valued = c->phonetic = false;
    free(c->text);
    c->text = NULL;
    c->shared = -1;
    xml_clear(&c->x);
}

static void formula_start(struct cells *c, const char **attr)
{
    const char *t = xml_attr(attr, "t"), *si = xml_attr(attr, "si");
    c->formula = true;
    c->x.keep = c->w->formulas != FORMULA_RESULT;
    if (t && si && strcmp(t, "shared") == 0)
        c->shared = strtol(si, NULL, 10);
}

static void cells_start(struct xml *x, const char *name, const char **attr)
{
    struct cells *c = (struct cells *)x;
    if (x->depth == 2) {
        c->in_data = xml_is(name, "sheetData");
    } else if (x->depth == 3 && c->in_data && xml_is(name, "row")) {
        row_start(c, attr);
    } else if (x->depth == 3 && xml_is(name, "col")) {
        look_column(c->w, attr);
    } else if (x->depth == 3 && xml_is(name, "mergeCell")) {
        look_merged(c->w, attr);
    } else if (x->depth == 4 && c->in_row && xml_is(name, "c")) {
        cell_start(c, attr);
    } else if (x->depth == 5 && c->in_cell) {
        if (xml_is(name, "f")) {
            formula_start(c, attr);
        } else if (xml_is(name, "v") || xml_is(name, "is")) {
            bool is = name[0] == 'i';
            if (is != (c->type == INLINE))
                return;
            if (c->valued) /* two values: readers would not agree which one counts */
                bad_reference(c, c->row, c->col, name);
            c->valued = true;
            c->in_inline = is;
            x->keep = !is;
        }
    } else if (x->depth > 5 && c->in_inline) {
        if (xml_is(name, "rPh"))
            c->phonetic = true;
        else if (xml_is(name, "t"))
            x->keep = !c->phonetic;
    }
}

/* How the cell just put is shown; nothing where looks were not asked for. */
static void build_look(struct sheet_build *b, long col, const struct sheet_look *look)
{
    if (b->look && col <= SHEET_MAX_COLS)
        b->look[col - 1] = *look;
}

/* A cell's text, and how it is shown. */
static void put_clean(struct cells *c, const char *text, bool cleaned)
{
    struct sheet_build *b = c->w->b;
    build_cell(b, c->row, c->col, text);
    if (!b->look)
        return;
    struct sheet_look look = {.type = CELL_TEXT, .cleaned = cleaned, .shared = c->shared};
    if (c->type == NUMBER || c->type == ISO_DATE)
        look.type = CELL_NUMBER;
    else if (c->type == BOOLEAN)
        look.type = CELL_TRUTH;
    if (c->text)
        look.formula = build_text(b, c->row, c->col, c->text, strlen(c->text), NULL);
    look.format = c->w->format && c->style < c->w->n_kinds ? c->w->format[c->style] : "";
    build_look(b, c->col, &look);
}

static void put(struct cells *c, const char *s, size_t len)
{
    const char *text = build_text(c->w->b, c->row, c->col, s, len, NULL);
    put_clean(c, text, strlen(text) != len || memcmp(text, s, len) != 0);
}

static void put_shared(struct cells *c, const char *index)
{
    struct xlsx *w = c->w;
    struct sheet_build *b = w->b;
    /* Counted from 0; count_of has no 0. */
    long i = strcmp(index, "0") == 0 ? 0 : count_of(index, XML_MAX_SHARED);
    if ((i == 0 && strcmp(index, "0") != 0) || (size_t)i >= w->n_shared) {
        if (build_fault(b))
            fault_at(b->f, F_SHEET_STRING, AT_CELL, c->row, c->col, index, NULL);
        return;
    }
    struct shared *s = &w->shared[i];
    const char *text = s->clean;
    if (!text) {
        bool plain;
        text = build_text(b, c->row, c->col, w->pool + s->at, s->len, &plain);
        s->clean = plain ? text : NULL;
    }
    put_clean(c, text, strlen(text) != s->len || memcmp(text, w->pool + s->at, s->len) != 0);
}

static void put_number(struct cells *c, const char *raw)
{
    struct sheet_build *b = c->w->b;
    char text[NUMBER_ROOM], date[32];
    enum number n = number_text(raw, text);
    if (n == NUMBER_BAD) {
        if (build_fault(b))
            fault_at(b->f, F_SHEET_NUMBER, AT_CELL, c->row, c->col, raw, NULL);
    } else if (c->kind && !date_text(raw, c->w->from_1904, c->kind, date)) {
        if (build_fault(b))
            fault_at(b->f, F_SHEET_DATE, AT_CELL, c->row, c->col, text, NULL);
    } else {
        if (n == NUMBER_LONG && build_warning(b))
            warn_at(b->f, F_SHEET_NUMBER_LONG, AT_CELL, c->row, c->col, text, NULL);
        const char *shown = c->kind ? date : text;
        put(c, shown, strlen(shown));
    }
}

static void put_other(struct cells *c, const char *raw)
{
    struct sheet_build *b = c->w->b;
    char date[32];
    if (c->type == ERROR) {
        if (build_fault(b))
            fault_at(b->f, F_SHEET_ERROR_CELL, AT_CELL, c->row, c->col, raw, NULL);
    } else if (c->type == BOOLEAN &&
               (xml_true(raw) || !strcmp(raw, "0") || !strcmp(raw, "false"))) {
        put(c, xml_true(raw) ? "1" : "0", 1);
    } else if (c->type == ISO_DATE && date_text_iso(raw, date)) {
        put(c, date, strlen(date));
    } else if (build_fault(b)) {
        enum fault_id id = c->type == ISO_DATE ? F_SHEET_DATE : F_SHEET_CELL_TYPE;
        fault_at(b->f, id, AT_CELL, c->row, c->col, raw, NULL);
    }
}

/* The end of <f>: what was gathered is the formula, and not the value that follows. */
static void formula_end(struct cells *c)
{
    if (!c->x.keep || c->text)
        return;
    c->text = xasprintf("=%.*s", (int)c->x.len, c->x.len ? c->x.text : "");
    xml_clear(&c->x);
}

static void cell_end(struct cells *c)
{
    struct sheet_build *b = c->w->b;
    if (c->text && (c->w->formulas == FORMULA_TEXT || !c->valued || !c->x.len)) {
        put(c, c->text, strlen(c->text));
        return;
    }
    char *raw = c->x.text;
    if (c->type == INLINE || c->type == RESULT) {
        if (c->formula && !c->valued && build_fault(b))
            fault_at(b->f, F_SHEET_NO_RESULT, AT_CELL, c->row, c->col, NULL);
        put(c, raw, xml_unescape(raw, c->x.len));
        return;
    }
    raw += strspn(raw, " \t\r\n"); /* of a file that was indented */
    raw[strcspn(raw, " \t\r\n")] = '\0';
    if (!*raw) {
        if (c->formula && build_fault(b))
            fault_at(b->f, F_SHEET_NO_RESULT, AT_CELL, c->row, c->col, NULL);
    } else if (c->type == SHARED) {
        put_shared(c, raw);
    } else if (c->type == NUMBER) {
        put_number(c, raw);
    } else if (c->type != UNKNOWN) {
        put_other(c, raw);
    }
}

static void cells_end(struct xml *x, const char *name)
{
    struct cells *c = (struct cells *)x;
    struct sheet_build *b = c->w->b;
    (void)name;
    switch (x->depth) { /* of what stays open */
    case 1:
        c->in_data = false;
        break;
    case 2:
        if (c->in_row) {
            c->hidden += c->row_hidden && b->any;
            if (!build_row(b, c->row, false))
                xml_stop(x);
        }
        c->in_row = false;
        break;
    case 3:
        if (c->in_cell)
            cell_end(c);
        c->in_cell = false;
        break;
    case 4:
        if (xml_is(name, "f"))
            formula_end(c);
        x->keep = c->in_inline = false;
        break;
    default:
        if (xml_is(name, "rPh"))
            c->phonetic = false;
        else if (xml_is(name, "t"))
            x->keep = false;
    }
}

bool read_cells(struct xlsx *w, size_t i)
{
    struct cells c = {.x = {.start = cells_start, .end = cells_end}, .w = w};
    bool fine = package_parse(&w->p, i, &c.x);
    free(c.text);
    if (fine && c.hidden) {
        char count[24];
        snprintf(count, sizeof count, "%ld", c.hidden);
        warn_add(w->b->f, F_SHEET_HIDDEN_ROWS, count, NULL);
    }
    return fine;
}
