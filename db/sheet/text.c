/* SPDX-License-Identifier: MIT */
/* db/sheet/text.c - the bytes of a text file as UTF-8: byte order marks and old encodings. */
#include "db/sheet/text.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "db/base/text.h"

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

char *sheet_text_utf8(const char *data, size_t len, const char *encoding, size_t *out_len,
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
