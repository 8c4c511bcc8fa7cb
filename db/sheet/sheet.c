/* SPDX-License-Identifier: MIT */
/* db/sheet/sheet.c - opening a table from outside, and telling what kind it is by its content. */
#include "db/sheet/sheet.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/base/reason.h"
#include "db/sheet/csv.h"
#include "db/base/mem.h"
#include "db/sheet/xlsx.h"

static void cannot_open(struct faults *f, int why)
{
    if (why == ENOENT || why == ENOTDIR)
        fault_add(f, F_SHEET_MISSING, NULL);
    else if (why == EACCES || why == EPERM)
        fault_add(f, F_SHEET_DENIED, NULL);
    else
        fault_add(f, F_SHEET_OPEN, reason_text(why), NULL);
}

/* A descriptor of a regular file, or -1.  Asked before opening, because opening a device
 * can act; asked again after, because the name may have changed hands; never waits for the
 * other end of a pipe. */
static int open_regular(const char *path, struct faults *f)
{
    struct stat st;
    if (stat(path, &st) != 0) {
        cannot_open(f, errno);
        return -1;
    }
    if (!S_ISREG(st.st_mode)) {
        fault_add(f, F_SHEET_NOT_FILE, NULL);
        return -1;
    }
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) != 0) {
        cannot_open(f, errno);
    } else if (!S_ISREG(st.st_mode)) {
        fault_add(f, F_SHEET_NOT_FILE, NULL);
    } else {
        return fd;
    }
    if (fd >= 0)
        close(fd);
    return -1;
}

/* The whole file with a 0 byte after it, or NULL.  What fstat says of the size is not
 * believed: the file may be growing. */
static char *slurp(const char *path, size_t *len, struct faults *f)
{
    int fd = open_regular(path, f);
    if (fd < 0)
        return NULL;
    size_t cap = 256 << 10, n = 0;
    char *data = xmalloc(cap);
    for (;;) {
        if (n + 1 == cap)
            data = xrealloc(data, cap *= 2);
        ssize_t k = read(fd, data + n, cap - n - 1);
        if (k < 0 && errno == EINTR)
            continue;
        if (k < 0)
            cannot_open(f, errno);
        n += k > 0 ? (size_t)k : 0;
        if (n > SHEET_MAX_BYTES) {
            char most[24];
            snprintf(most, sizeof most, "%d", SHEET_MAX_BYTES >> 20);
            fault_add(f, F_SHEET_BIG, most, NULL);
            k = -1;
        }
        if (k < 0) {
            free(data);
            data = NULL;
        }
        if (k <= 0)
            break;
    }
    close(fd);
    if (data)
        data[n] = '\0';
    *len = n;
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
