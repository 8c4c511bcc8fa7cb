/* SPDX-License-Identifier: MIT */
/* db/sheet/zip.c - the parts of a workbook, out of its zip. */
#include <expat.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zip.h>

#include "db/base/text.h"
#include "db/sheet/xlsx.h"

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
        const char *name = zip_get_name(p->zip, i, ZIP_FL_ENC_RAW);
        same = name && strcmp(name, p->part[i].name) == 0;
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
            abort(); /* out of memory */
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
