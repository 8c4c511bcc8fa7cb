/* SPDX-License-Identifier: MIT */
/* db/sheet/csv.c - text tables: encoding, delimiter, then commas and semicolons with strict
 * quoting, tabs without. */
#include "db/sheet/csv.h"

#include <csv.h>
#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "db/base/mem.h"
#include "db/sheet/build.h"

/* ---- to UTF-8 ---- */

static long line_of(const char *s, size_t at)
{
    long line = 1;
    for (size_t i = 0; i < at; i++)
        line += s[i] == '\n' || (s[i] == '\r' && s[i + 1] != '\n');
    return line;
}

/* Where the first byte stands that is no UTF-8; @len if there is none. */
static size_t bad_utf8(const char *s, size_t len)
{
    for (size_t i = 0; i < len;) {
        if ((unsigned char)s[i] < 0x80) {
            i++;
            continue;
        }
        utf8proc_int32_t cp;
        utf8proc_ssize_t room = len - i > 4 ? 4 : (utf8proc_ssize_t)(len - i);
        utf8proc_ssize_t k = utf8proc_iterate((const utf8proc_uint8_t *)s + i, room, &cp);
        if (k < 1)
            return i;
        i += (size_t)k;
    }
    return len;
}

/* Whether text that the user says is in another encoding is UTF-8 beyond doubt: letters of
 * an old encoding never happen to be valid UTF-8. */
static bool surely_utf8(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)s[i] >= 0x80)
            return bad_utf8(s, len) == len;
    return false;
}

/* @len bytes of @in, in encoding @from, as new UTF-8; NULL with a fault.  @named: the user
 * says so, not the file. */
static char *convert(const char *from, bool named, const char *in, size_t len, size_t *out_len,
                     struct faults *f)
{
    /* No name that iconv reads otherwise: "" is the locale, and //IGNORE hides damage. */
    iconv_t cd = iconv_open("UTF-8", !*from || strchr(from, '/') ? "unknown" : from);
    if (cd == (iconv_t)-1) {
        fault_add(f, F_SHEET_ENCODING_UNKNOWN, from, NULL);
        return NULL;
    }
    if (named && surely_utf8(in, len)) {
        fault_add(f, F_SHEET_ENCODING_NOT, from, NULL);
        iconv_close(cd);
        return NULL;
    }
    size_t cap = len * 4 + 16, left = cap, in_left = len;
    char *text = xmalloc(cap + 1), *out = text, *next = (char *)(uintptr_t)in;
    /* The second call flushes: windows-1258 keeps a letter back for a mark that may follow. */
    if (iconv(cd, &next, &in_left, &out, &left) == (size_t)-1 ||
        iconv(cd, NULL, NULL, &out, &left) == (size_t)-1) {
        long lines = 1;
        for (char *p = text; p < out; p++)
            lines += *p == '\n';
        fault_at(f, F_SHEET_ENCODING_BAD, AT_CELL, lines, 0, from, NULL);
        free(text);
        text = NULL;
    } else {
        *out_len = cap - left;
        text[*out_len] = '\0';
    }
    iconv_close(cd);
    return text;
}

/* The encoding that the mark at the start of @s names, NULL if there is none; *@skip is the
 * length of the mark. */
static const char *marked(const char *s, size_t len, size_t *skip)
{
    static const struct {
        const char *mark, *name;
        size_t n;
    } marks[] = {
        {"\xef\xbb\xbf", "UTF-8", 3},
        {"\xff\xfe", "UTF-16LE", 2},
        {"\xfe\xff", "UTF-16BE", 2},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (len >= marks[i].n && memcmp(s, marks[i].mark, marks[i].n) == 0) {
            *skip = marks[i].n;
            return marks[i].name;
        }
    *skip = 0;
    return NULL;
}

static bool is_utf8_name(const char *name)
{
    return strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "UTF8") == 0;
}

/* Whether bytes that are no UTF-8 are no text in any encoding either: controls that no text
 * has are among the first of them.  UTF-16, where every other byte may be 0, is text. */
static bool looks_binary(const char *s, size_t len)
{
    size_t controls = 0, zeros = 0, n = len < 4096 ? len : 4096;
    for (size_t i = 0; i < n; i++) {
        zeros += s[i] == '\0';
        controls += (unsigned char)s[i] < ' ' && !memchr("\0\t\n\r\f\v", s[i], 6);
    }
    return controls > n / 50 && zeros < n / 4;
}

static bool plain_text(const char *s, size_t len, struct faults *f)
{
    size_t bad = bad_utf8(s, len);
    const char *nul = memchr(s, '\0', len);
    if (bad == len && !nul)
        return true;
    if (bad < len && looks_binary(s, len))
        fault_add(f, F_SHEET_NOT_TEXT, NULL);
    else if (nul)
        fault_at(f, F_SHEET_NUL, AT_CELL, line_of(s, (size_t)(nul - s)), 0, NULL);
    else
        fault_at(f, F_SHEET_NOT_UTF8, AT_CELL, line_of(s, bad), 0, NULL);
    return false;
}

/* @len bytes of a file as valid UTF-8 without a mark, controls still in it but no 0 byte
 * except the one after its end: as its byte order mark says, else as @encoding says (NULL:
 * UTF-8).  NULL with a fault.  The caller frees. */
static char *sheet_text_utf8(const char *data, size_t len, const char *encoding, size_t *out_len,
                             struct faults *f)
{
    size_t skip;
    const char *mark = marked(data, len, &skip);
    const char *from = mark ? mark : encoding ? encoding : "UTF-8";
    if (mark && encoding && strcasecmp(mark, encoding) != 0 &&
        !(is_utf8_name(mark) && is_utf8_name(encoding)))
        warn_add(f, F_SHEET_ENCODING_BOM, mark, encoding, NULL);
    data += skip, len -= skip;
    char *text;
    if (is_utf8_name(from)) {
        text = xmalloc(len + 1);
        memcpy(text, data, len);
        text[ *out_len = len] = '\0';
    } else {
        text = convert(from, !mark, data, len, out_len, f);
    }
    if (text && !plain_text(text, *out_len, f)) {
        free(text);
        text = NULL;
    }
    return text;
}

/* ---- what separates the cells ---- */

enum { LOOK_LINES = 30 };

static const char delimiters[] = "\t;,"; /* of equals, the first */

/* How often @delimiter stands in each of the first lines with text, which are counted.
 * Between quotes it does not count, unless it is a tab: quotes mean little there, and a
 * stray one would hide the rest of the table. */
static size_t count_lines(const char *s, size_t len, char delimiter, unsigned count[LOOK_LINES])
{
    size_t lines = 0;
    bool quoted = false, text = false;
    unsigned here = 0;
    for (size_t i = 0; i <= len && lines < LOOK_LINES; i++) {
        char c = i < len ? s[i] : '\n';
        if (c == '"' && delimiter != '\t')
            quoted = !quoted;
        if ((c == '\n' || c == '\r') && (!quoted || i == len)) {
            if (text)
                count[lines++] = here;
            text = false;
            here = 0;
            continue;
        }
        text = text || !strchr(" \r\n", c);
        here += c == delimiter && !quoted;
    }
    return lines;
}

/* In how many of @lines the delimiter stands equally often, at best; and how often. */
static size_t regular(const unsigned *count, size_t lines, unsigned *often)
{
    size_t best = 0;
    *often = 0;
    for (size_t i = 0; i < lines; i++) {
        size_t same = 0;
        for (size_t j = 0; count[i] && j < lines; j++)
            same += count[j] == count[i];
        if (same > best || (same && same == best && count[i] > *often)) {
            best = same;
            *often = count[i];
        }
    }
    return best;
}

/* What separates the cells of the text: ',' ';' or a tab.  *@skip is the length of a line
 * "sep=;" at its start, which names it; else 0. */
static char sheet_text_delimiter(const char *s, size_t len, size_t *skip)
{
    *skip = 0;
    if (len > 5 && strncasecmp(s, "sep=", 4) == 0 && strchr(delimiters, s[4]) &&
        (s[5] == '\r' || s[5] == '\n')) {
        *skip = s[5] == '\r' && s[6] == '\n' ? 7 : 6;
        return s[4];
    }
    char best = ',';
    size_t best_lines = 0;
    unsigned best_often = 0;
    for (const char *d = delimiters; *d; d++) {
        unsigned count[LOOK_LINES], often;
        size_t lines = count_lines(s, len, *d, count), same = regular(count, lines, &often);
        if (*d == '\t' && lines && count[0]) /* nobody types a tab: one in the header settles it */
            return '\t';
        if (same > best_lines || (same == best_lines && often > best_often)) {
            best = *d;
            best_lines = same;
            best_often = often;
        }
    }
    return best;
}

/* ---- cells ---- */

struct reader {
    struct sheet_build b;
    long line;  /* of the bytes being read */
    long start; /* of the record under way */
    long col;
    bool stop;
    bool ended; /* a record ended in the piece just read */
};

/* What programs write so that a spreadsheet keeps the zero of a number: ="0901000001".  The text in
 * it, in place of all. */
static void unwrap(char *s, size_t *len)
{
    size_t n = 0;
    if (*len < 3 || s[0] != '=' || s[1] != '"' || s[*len - 1] != '"')
        return;
    for (size_t i = 2; i + 1 < *len; i++) /* one formula only, no ="a"&"b" */
        if (s[i] == '"' && (i + 2 == *len || s[++i] != '"'))
            return;
    for (size_t i = 2; i + 1 < *len; i++) {
        s[n++] = s[i];
        i += s[i] == '"';
    }
    *len = n;
}

static void put(struct reader *r, char *s, size_t len)
{
    while (len && s[0] == ' ')
        s++, len--;
    while (len && s[len - 1] == ' ')
        len--;
    unwrap(s, &len);
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

static void read_tabs(struct reader *r, char *s, size_t len)
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
        put(r, NULL, 0);
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

/* ="0901" without quotes around it is a quoted cell with a sign before: the signs go.  The length
 * that is left. */
static size_t drop_signs(char *s, size_t len, char delimiter)
{
    size_t n = 0;
    bool quoted = false, begins = true; /* of a cell */
    for (size_t i = 0; i < len; i++) {
        bool sign = begins && s[i] == '=' && i + 1 < len && s[i + 1] == '"';
        if (s[i] == '"')
            quoted = !quoted;
        begins = !quoted && (s[i] == delimiter || s[i] == '\n' || s[i] == '\r');
        if (!sign)
            s[n++] = s[i];
        else
            begins = false;
    }
    s[n] = '\0';
    return n;
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

struct sheet_rows *sheet_read_text(const char *data, size_t len, const struct sheet_options *opt,
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
        read_quoted(&r, text + skip, drop_signs(text + skip, n - skip, delimiter), delimiter);
    free(text);
    return build_finish(&r.b, false);
}
