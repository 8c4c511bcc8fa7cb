/* SPDX-License-Identifier: MIT */
/* db/sheet/csv.c - text tables: commas and semicolons with strict quoting, tabs without. */
#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "db/sheet/build.h"
#include "db/sheet/text.h"

struct reader {
    struct sheet_build b;
    long line;  /* of the bytes being read */
    long start; /* of the record under way */
    long col;
    bool stop;
    bool ended; /* a record ended in the piece just read */
};

static void put(struct reader *r, const char *s, size_t len)
{
    r->col++;
    const char *text = build_text(&r->b, r->start, r->col, s, len, NULL);
    build_cell(&r->b, r->start, r->col, text);
}

static void end_record(struct reader *r)
{
    if (!r->stop && !build_row(&r->b, r->start, true))
        r->stop = true;
    r->col = 0;
}

/* The length of the line at @s, its end included: \n, \r\n, or \r alone. */
static size_t line_length(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (s[i] == '\n' || (s[i] == '\r' && (i + 1 == len || s[i + 1] != '\n')))
            return i + 1;
    return len;
}

/* ---- tabs ---- */

/* Where a quoted cell at @s ends (at the tab or the end of line after its closing quote),
 * or 0 if what begins with a quote is only a cell with quotes in it.  Real lists are full
 * of stray quotes, so nothing that holds a tab is believed to be one cell. */
static size_t quoted_cell(const char *s, size_t len)
{
    for (size_t i = 1; i < len && i < 4 * SHEET_MAX_CELL && s[i] != '\t'; i++) {
        if (s[i] != '"')
            continue;
        if (i + 1 == len || strchr("\t\r\n", s[i + 1]))
            return i + 1;
        if (s[i + 1] != '"')
            return 0;
        i++;
    }
    return 0;
}

static void put_quoted(struct reader *r, const char *s, size_t len)
{
    char text[4 * SHEET_MAX_CELL + 8];
    size_t n = 0;
    for (size_t i = 1; i + 1 < len; i++) {
        text[n++] = s[i];
        i += s[i] == '"';
    }
    put(r, text, n);
}

static void read_tabs(struct reader *r, const char *s, size_t len)
{
    bool begun = false; /* a tab was passed: one more cell follows */
    r->start = r->line;
    for (size_t i = 0; i < len && !r->stop;) {
        size_t n = s[i] == '"' ? quoted_cell(s + i, len - i) : 0;
        if (n) {
            for (size_t j = i; j < i + n; j++)
                r->line += s[j] == '\n' || (s[j] == '\r' && s[j + 1] != '\n');
            put_quoted(r, s + i, n);
        } else {
            while (i + n < len && !strchr("\t\r\n", s[i + n]))
                n++;
            if (n || begun || s[i] == '\t')
                put(r, s + i, n);
        }
        i += n;
        begun = i < len && s[i] == '\t';
        if (begun) {
            i++;
        } else if (i < len) {
            i += s[i] == '\r' && i + 1 < len && s[i + 1] == '\n' ? 2 : 1;
            end_record(r);
            r->start = ++r->line;
        }
    }
    if (begun)
        put(r, "", 0);
    end_record(r);
}

/* ---- commas and semicolons ---- */

static void on_cell(void *s, size_t len, void *arg)
{
    struct reader *r = arg;
    if (!r->stop)
        put(r, s, len);
}

static void on_row(int end, void *arg)
{
    struct reader *r = arg;
    (void)end;
    end_record(r);
    r->ended = true;
}

static bool only_blanks(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!strchr(" \t\r\n", s[i]))
            return false;
    return true;
}

/* Fed line by line, so that the line of a record is known even where a quoted cell before
 * it took several. */
static void read_quoted(struct reader *r, const char *s, size_t len, char delimiter)
{
    struct csv_parser p;
    if (csv_init(&p, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
        abort(); /* only for options that do not exist */
    csv_set_delim(&p, (unsigned char)delimiter);
    bool within = false; /* a record goes on in the next line */
    for (size_t i = 0; i < len && !r->stop; r->line++) {
        size_t n = line_length(s + i, len - i);
        if (!within)
            r->start = r->line;
        r->ended = false;
        if (csv_parse(&p, s + i, n, on_cell, on_row, r) != n) {
            if (build_fault(&r->b))
                fault_at(r->b.f, F_SHEET_QUOTE, AT_CELL, r->line, 0, NULL);
            r->stop = true;
        }
        within = !r->ended && (within || !only_blanks(s + i, n));
        i += n;
    }
    if (!r->stop && csv_fini(&p, on_cell, on_row, r) != 0 && build_fault(&r->b))
        fault_at(r->b.f, F_SHEET_QUOTE_OPEN, AT_CELL, r->start, 0, NULL);
    csv_free(&p);
}

struct sheet *sheet_read_text(const char *data, size_t len, const struct sheet_options *opt,
                              struct faults *f)
{
    if (opt->sheet) {
        fault_add(f, F_SHEET_TEXT_FILE, opt->sheet, NULL);
        return NULL;
    }
    size_t n, skip;
    char *text = sheet_text_utf8(data, len, opt->encoding, &n, f);
    if (!text)
        return NULL;
    struct reader r = {.line = 1};
    build_start(&r.b, f);
    r.b.sheet->ragged_matters = true;
    char delimiter = sheet_text_delimiter(text, n, &skip);
    r.line += skip > 0;
    if (delimiter == '\t')
        read_tabs(&r, text + skip, n - skip);
    else
        read_quoted(&r, text + skip, n - skip, delimiter);
    free(text);
    return build_finish(&r.b, false);
}
