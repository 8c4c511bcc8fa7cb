/* SPDX-License-Identifier: MIT */
/* db/sheet/sheet.c - opening a table from outside, and telling what kind it is by its content. */
#include "db/sheet/sheet.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "db/base/reason.h"
#include "db/base/regular.h"
#include "db/sheet/csv.h"
#include "db/base/mem.h"
#include "db/sheet/xlsx.h"

static void cannot_read(struct faults *f, int why)
{
    char most[24];
    snprintf(most, sizeof most, "%d", SHEET_MAX_BYTES >> 20);
    if (why == ENOENT || why == ENOTDIR)
        fault_add(f, F_SHEET_MISSING, NULL);
    else if (why == EACCES || why == EPERM)
        fault_add(f, F_SHEET_DENIED, NULL);
    else if (why == EISDIR || why == NOT_REGULAR)
        fault_add(f, F_SHEET_NOT_FILE, NULL);
    else if (why == EFBIG)
        fault_add(f, F_SHEET_BIG, most, NULL);
    else
        fault_add(f, F_SHEET_OPEN, reason_text(why), NULL);
}

/* The whole file with a 0 byte after it, or NULL. */
static char *slurp(const char *path, size_t *len, struct faults *f)
{
    char *data = regular_read(path, SHEET_MAX_BYTES, len);
    if (!data)
        cannot_read(f, errno);
    return data;
}

static bool starts(const char *data, size_t len, const char *magic, size_t n)
{
    return len >= n && memcmp(data, magic, n) == 0;
}

/* Whether an OLE file holds an encrypted workbook: the name of the stream, in UTF-16. */
static bool encrypted_ole(const char *data, size_t len)
{
    static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    for (size_t i = 0; i + sizeof name <= len; i++)
        if (data[i] == 'E' && memcmp(data + i, name, sizeof name) == 0)
            return true;
    return false;
}

/* Files that people send instead of a table, by their first bytes. */
static const char *other_kind(const char *data, size_t len)
{
    static const struct {
        const char *magic, *kind;
    } known[] = {
        {"%PDF-", "PDF"},
        {"\x89PNG", "PNG, JPEG"},
        {"\xff\xd8\xff", "PNG, JPEG"},
        {"GIF8", "PNG, JPEG"},
        {"{\\rtf", "RTF"},
        {"Rar!", "RAR, 7z, gzip"},
        {"7z\xbc\xaf", "RAR, 7z, gzip"},
        {"\x1f\x8b", "RAR, 7z, gzip"},
        {"SQLite format 3", "SQLite"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (starts(data, len, known[i].magic, strlen(known[i].magic)))
            return known[i].kind;
    static const char *const markup[] = {"<?xml", "<!doctype", "<html", "<table"};
    if (starts(data, len, "\xef\xbb\xbf", 3))
        data += 3;
    while (*data && strchr(" \t\r\n", *data))
        data++;
    for (size_t i = 0; i < sizeof markup / sizeof *markup; i++)
        if (strncasecmp(data, markup[i], strlen(markup[i])) == 0)
            return "HTML, XML";
    return NULL;
}

enum kind { REFUSED, WORKBOOK, TEXT };

static enum kind tell(const char *data, size_t len, struct faults *f)
{
    if (len == 0) {
        fault_add(f, F_SHEET_EMPTY, NULL);
        return REFUSED;
    }
    if (starts(data, len, "PK\3\4", 4) || starts(data, len, "PK\5\6", 4))
        return WORKBOOK;
    if (starts(data, len, "\xd0\xcf\x11\xe0", 4)) {
        fault_add(f, encrypted_ole(data, len) ? F_SHEET_PASSWORD : F_SHEET_XLS, NULL);
        return REFUSED;
    }
    const char *kind = other_kind(data, len);
    if (kind) {
        fault_add(f, F_SHEET_KIND, kind, NULL);
        return REFUSED;
    }
    return TEXT;
}

struct sheet_rows *sheet_read(const char *path, const struct sheet_options *opt, struct faults *f)
{
    static const struct sheet_options none = {0};
    struct sheet_rows *s = NULL;
    size_t len;
    char *data = slurp(path, &len, f);
    if (!data)
        return NULL;
    enum kind kind = tell(data, len, f);
    if (kind == WORKBOOK)
        s = sheet_read_xlsx(data, len, opt ? opt : &none, f);
    else if (kind == TEXT)
        s = sheet_read_text(data, len, opt ? opt : &none, f);
    free(data);
    return s;
}

char **sheet_names(const char *path, bool hidden, struct faults *f)
{
    char **names = NULL;
    size_t len;
    char *data = slurp(path, &len, f);
    if (!data)
        return NULL;
    enum kind kind = tell(data, len, f);
    if (kind == WORKBOOK)
        names = sheet_names_xlsx(data, len, hidden, f);
    else if (kind == TEXT)
        names = xcalloc(1, sizeof *names);
    free(data);
    return names;
}

void sheet_names_free(char **names)
{
    for (char **p = names; p && *p; p++)
        free(*p);
    free(names);
}
