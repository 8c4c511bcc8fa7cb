/* SPDX-License-Identifier: MIT */
/* db/sheet/zip.c - the parts of a workbook, out of its zip.  The central directory is checked on
 * its own, which no zip library does. */
#include "db/sheet/zip.h"

#include <expat.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zip.h>

#include "db/base/mem.h"
#include "db/base/text.h"

/* ---- the directory ---- */

enum { LOCAL = 30, CENTRAL = 46, END = 22, END64 = 56, LOCATOR64 = 20 };
enum { FLAG_ENCRYPTED = 1 << 0, FLAG_STRONG = 1 << 6, FLAG_MASKED = 1 << 13 };
enum { METHOD_STORED = 0, METHOD_DEFLATED = 8 };

struct bytes {
    const unsigned char *s;
    uint64_t len;
};

static uint64_t get(const unsigned char *s, int n)
{
    uint64_t v = 0;
    while (n-- > 0)
        v = v << 8 | s[n];
    return v;
}

static bool damaged(struct package *p, enum fault_id id)
{
    fault_add(p->f, id, NULL);
    return false;
}

static bool fits(struct bytes z, uint64_t at, uint64_t n)
{
    return at <= z.len && n <= z.len - at;
}

/* Find the directory: its place, its length and how many entries it has. */
static bool find_directory(struct bytes z, uint64_t *at, uint64_t *len, uint64_t *n)
{
    if (z.len < END)
        return false;
    uint64_t end = z.len - END, last = end > 0xffff ? end - 0xffff : 0;
    while (memcmp(z.s + end, "PK\5\6", 4) != 0 || get(z.s + end + 20, 2) != z.len - end - END) {
        if (end == last)
            return false;
        end--;
    }
    *n = get(z.s + end + 10, 2);
    *len = get(z.s + end + 12, 4);
    *at = get(z.s + end + 16, 4);
    uint64_t stop = end;
    if (*n == 0xffff || *len == 0xffffffff || *at == 0xffffffff) {
        if (end < LOCATOR64 || memcmp(z.s + end - LOCATOR64, "PK\6\7", 4) != 0)
            return false;
        stop = get(z.s + end - LOCATOR64 + 8, 8);
        if (!fits(z, stop, END64) || memcmp(z.s + stop, "PK\6\6", 4) != 0)
            return false;
        *n = get(z.s + stop + 32, 8);
        *len = get(z.s + stop + 40, 8);
        *at = get(z.s + stop + 48, 8);
    }
    return fits(z, *at, *len) && *at + *len <= stop;
}

/* Replace what does not fit into 32 bits by the values of the zip64 field, if it has any. */
static bool wide_values(const unsigned char *extra, uint64_t len, uint64_t *value[3])
{
    uint64_t i = 0;
    while (len - i >= 4) {
        uint64_t id = get(extra + i, 2), n = get(extra + i + 2, 2), used = 0;
        if (n > len - i - 4)
            return false;
        for (int v = 0; id == 1 && v < 3; v++) {
            if (*value[v] != 0xffffffff)
                continue;
            if (n - used < 8)
                return false;
            *value[v] = get(extra + i + 4 + used, 8);
            used += 8;
        }
        i += 4 + n;
    }
    return true;
}

/* Programs on Windows write names with \ where the format has /; spreadsheets take one for the
 * other. */
static void with_slashes(char *name)
{
    for (; (name = strchr(name, '\\')); name++)
        *name = '/';
}

/* A name that stays inside the package and means one thing to every reader. */
static bool good_name(const char *name, uint64_t len)
{
    uint32_t cp;
    size_t at;
    if (len == 0 || len > 255 || strlen(name) != len || name[0] == '/' || strchr(name, ':') ||
        text_check(name, &cp, &at) != TEXT_FINE)
        return false;
    for (const char *s = name; *s;) {
        size_t n = strcspn(s, "/");
        if (n == 0 || (n == 1 && s[0] == '.') || (n == 2 && s[0] == '.' && s[1] == '.'))
            return false;
        s += n + (s[n] == '/');
    }
    return true;
}

/* The entry at @c, with @left bytes of directory from there on; its length, or 0. */
static uint64_t read_entry(struct package *p, struct bytes z, const unsigned char *c, uint64_t left)
{
    if (left < CENTRAL || memcmp(c, "PK\1\2", 4) != 0)
        return damaged(p, F_SHEET_ZIP);
    uint64_t flags = get(c + 8, 2), method = get(c + 10, 2), packed = get(c + 20, 4);
    uint64_t size = get(c + 24, 4), n_name = get(c + 28, 2), n_extra = get(c + 30, 2);
    uint64_t total = CENTRAL + n_name + n_extra + get(c + 32, 2), at = get(c + 42, 4);
    uint64_t *wide[3] = {&size, &packed, &at};
    if (total > left || !wide_values(c + CENTRAL + n_name, n_extra, wide))
        return damaged(p, F_SHEET_ZIP);
    struct part *part = &p->part[p->n++];
    *part = (struct part){.size = size, .from = at};
    part->name = xstrndup((const char *)c + CENTRAL, n_name);
    with_slashes(part->name);
    if (flags & (FLAG_ENCRYPTED | FLAG_STRONG | FLAG_MASKED)) {
        fault_add(p->f, F_SHEET_PASSWORD, NULL);
        return 0;
    }
    if (!good_name(part->name, n_name)) {
        fault_add(p->f, F_SHEET_ZIP_NAME, part->name, NULL);
        return 0;
    }
    if (method != METHOD_STORED && method != METHOD_DEFLATED) {
        fault_add(p->f, F_SHEET_ZIP_METHOD, part->name, NULL);
        return 0;
    }
    if (!fits(z, at, LOCAL) || memcmp(z.s + at, "PK\3\4", 4) != 0)
        return damaged(p, F_SHEET_ZIP);
    uint64_t head = LOCAL + get(z.s + at + 26, 2) + get(z.s + at + 28, 2);
    if (!fits(z, at, head) || !fits(z, at + head, packed))
        return damaged(p, F_SHEET_ZIP_CUT);
    if (get(z.s + at + 26, 2) != n_name || memcmp(z.s + at + LOCAL, c + CENTRAL, n_name) != 0) {
        fault_add(p->f, F_SHEET_ZIP_NAME, part->name, NULL);
        return 0;
    }
    if (method == METHOD_STORED && packed != size) {
        fault_add(p->f, F_SHEET_ZIP_SIZE, part->name, NULL);
        return 0;
    }
    part->to = at + head + packed;
    return total;
}

static int by_name(const void *a, const void *b)
{
    const struct part *const *x = a, *const *y = b;
    return strcasecmp((*x)->name, (*y)->name);
}

static int by_place(const void *a, const void *b)
{
    const struct part *const *x = a, *const *y = b;
    return (*x)->from < (*y)->from ? -1 : (*x)->from > (*y)->from;
}

/* Whether no two parts share a name or a byte, and none reaches into the directory. */
static bool apart(struct package *p, uint64_t directory)
{
    struct part **sorted = xmalloc(p->n * sizeof *sorted);
    const char *twice = NULL, *over = NULL;
    for (size_t i = 0; i < p->n; i++)
        sorted[i] = &p->part[i];
    qsort(sorted, p->n, sizeof *sorted, by_name);
    for (size_t i = 1; i < p->n; i++)
        if (strcasecmp(sorted[i - 1]->name, sorted[i]->name) == 0)
            twice = sorted[i]->name;
    qsort(sorted, p->n, sizeof *sorted, by_place);
    for (size_t i = 0; i < p->n; i++)
        if (sorted[i]->to > (i + 1 < p->n ? sorted[i + 1]->from : directory))
            over = sorted[i]->name;
    free(sorted);
    if (twice)
        fault_add(p->f, F_SHEET_ZIP_TWICE, twice, NULL);
    else if (over)
        fault_add(p->f, F_SHEET_ZIP_OVERLAP, over, NULL);
    return !twice && !over;
}

/* The central directory of a zip, checked on its own: this is what a zip
 * library does not do.  Fills p->part; false with a fault. */
static bool package_directory(struct package *p, const char *data, size_t len)
{
    struct bytes z = {(const unsigned char *)data, len};
    uint64_t at, left, n, total = 0;
    char most[24];
    if (!find_directory(z, &at, &left, &n))
        return damaged(p, F_SHEET_ZIP_CUT);
    if (n > SHEET_MAX_PARTS) {
        snprintf(most, sizeof most, "%d", SHEET_MAX_PARTS);
        fault_add(p->f, F_SHEET_ZIP_PARTS, most, NULL);
        return false;
    }
    p->part = xcalloc(n, sizeof *p->part);
    uint64_t directory = at;
    for (uint64_t i = 0; i < n; i++) {
        uint64_t used = read_entry(p, z, z.s + at, left);
        if (!used)
            return false;
        at += used;
        left -= used;
        uint64_t size = p->part[i].size;
        total = size > SHEET_MAX_INFLATED ? SHEET_MAX_INFLATED + 1 : total + size;
        if (total > SHEET_MAX_INFLATED) {
            snprintf(most, sizeof most, "%d", SHEET_MAX_INFLATED >> 20);
            fault_add(p->f, F_SHEET_ZIP_BIG, most, NULL);
            return false;
        }
    }
    if (left)
        return damaged(p, F_SHEET_ZIP);
    return apart(p, directory);
}

/* ---- the parts ---- */

enum { PIECE = 64 << 10 };

static bool is_folder(const char *name)
{
    size_t n = strlen(name);
    return n && name[n - 1] == '/';
}

bool package_open(struct package *p, const char *data, size_t len, struct faults *f)
{
    *p = (struct package){.f = f};
    if (!package_directory(p, data, len))
        return false;
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(data, len, 0, &error);
    if (source)
        p->zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    if (source && !p->zip)
        zip_source_free(source);
    zip_error_fini(&error);
    bool same = p->zip && zip_get_num_entries(p->zip, 0) == (zip_int64_t)p->n;
    for (size_t i = 0; same && i < p->n; i++) {
        const char *raw = zip_get_name(p->zip, i, ZIP_FL_ENC_RAW);
        char *name = xstrdup(raw ? raw : "");
        with_slashes(name);
        same = strcmp(name, p->part[i].name) == 0;
        free(name);
    }
    if (!same)
        fault_add(f, F_SHEET_ZIP, NULL);
    return same;
}

void package_close(struct package *p)
{
    if (p->zip)
        zip_discard(p->zip);
    for (size_t i = 0; i < p->n; i++)
        free(p->part[i].name);
    free(p->part);
    *p = (struct package){0};
}

long package_find(const struct package *p, const char *name)
{
    for (size_t i = 0; i < p->n; i++)
        if (strcasecmp(p->part[i].name, name) == 0)
            return (long)i;
    return -1;
}

bool package_read(struct package *p, size_t i,
                  bool (*piece)(void *arg, const char *s, size_t n, bool last), void *arg)
{
    struct part *part = &p->part[i];
    zip_file_t *file = zip_fopen_index(p->zip, i, 0);
    char *buf = xmalloc(PIECE);
    uint64_t total = 0;
    bool fine = true, done = false;
    part->read = true;
    while (file && fine && !done) {
        zip_int64_t n = zip_fread(file, buf, PIECE);
        done = n == 0;
        if (n < 0) { /* among others: the checksum is wrong */
            zip_fclose(file);
            file = NULL;
            break;
        }
        total += (uint64_t)n;
        if (total > part->size || (done && total != part->size)) {
            fault_add(p->f, F_SHEET_ZIP_SIZE, part->name, NULL);
            fine = false;
        } else {
            fine = piece(arg, buf, (size_t)n, done);
        }
    }
    free(buf);
    if (!file) {
        fault_add(p->f, F_SHEET_ZIP_DATA, part->name, NULL);
        return false;
    }
    zip_fclose(file);
    return fine;
}

/* ---- parts that nobody asked for ---- */

struct glance {
    XML_Parser parser; /* NULL once the first element was seen, or for what is no XML */
    bool doctype, over;
};

static void XMLCALL on_doctype(void *arg, const char *name, const char *sysid, const char *pubid,
                               int subset)
{
    struct glance *g = arg;
    (void)name, (void)sysid, (void)pubid, (void)subset;
    g->doctype = g->over = true;
    XML_StopParser(g->parser, XML_FALSE);
}

static void XMLCALL on_element(void *arg, const char *name, const char **attr)
{
    struct glance *g = arg;
    (void)name, (void)attr;
    g->over = true;
    XML_StopParser(g->parser, XML_FALSE);
}

static bool glance_piece(void *arg, const char *s, size_t n, bool last)
{
    struct glance *g = arg;
    if (!g->over && XML_Parse(g->parser, s, (int)n, last) != XML_STATUS_OK)
        g->over = true; /* not our part to judge: nothing of it is used */
    return !g->doctype;
}

static bool is_xml(const char *name)
{
    size_t n = strlen(name);
    return (n > 4 && strcasecmp(name + n - 4, ".xml") == 0) ||
           (n > 5 && strcasecmp(name + n - 5, ".rels") == 0) ||
           (n > 4 && strcasecmp(name + n - 4, ".vml") == 0);
}

bool package_check_rest(struct package *p)
{
    for (size_t i = 0; i < p->n; i++) {
        struct part *part = &p->part[i];
        if (part->read || is_folder(part->name))
            continue;
        struct glance g = {.over = !is_xml(part->name)};
        g.parser = XML_ParserCreate(NULL);
        if (!g.parser)
            mem_gone();
        XML_SetUserData(g.parser, &g);
        XML_SetStartDoctypeDeclHandler(g.parser, on_doctype);
        XML_SetStartElementHandler(g.parser, on_element);
        bool fine = package_read(p, i, glance_piece, &g);
        XML_ParserFree(g.parser);
        if (g.doctype)
            fault_add(p->f, F_SHEET_DOCTYPE, part->name, NULL);
        if (!fine)
            return false;
    }
    return true;
}
