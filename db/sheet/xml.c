/* SPDX-License-Identifier: MIT */
/* db/sheet/xml.c - one part of a workbook as XML, within limits.
 *
 * No part of a workbook needs a DOCTYPE, so none is let through: entities, external or
 * endless, never come into being.  Depth and length of a single tag are bounded, because a
 * parser holds both in memory. */
#include <expat.h>
#include <stdlib.h>
#include <string.h>

#include "db/sheet/xml.h"

#include "db/base/mem.h"

enum { MAX_DEPTH = 64, MAX_TOKEN = 1 << 20 };

static const char *local_name(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

void xml_stop(struct xml *x)
{
    x->stopped = true;
    XML_StopParser(x->parser, XML_FALSE);
}

static void limit(struct xml *x)
{
    fault_add(x->f, F_SHEET_XML_LIMIT, x->part, NULL);
    xml_stop(x);
}

static void XMLCALL on_start(void *arg, const char *name, const char **attr)
{
    struct xml *x = arg;
    x->seen = x->fed;
    if (x->stopped)
        return;
    if (++x->depth > MAX_DEPTH)
        limit(x);
    else if (x->start)
        x->start(x, local_name(name), attr);
}

static void XMLCALL on_end(void *arg, const char *name)
{
    struct xml *x = arg;
    x->seen = x->fed;
    if (x->stopped) /* of an empty element whose start stopped us */
        return;
    x->depth--;
    if (x->end)
        x->end(x, local_name(name));
}

static void XMLCALL on_text(void *arg, const char *s, int n)
{
    struct xml *x = arg;
    size_t len = (size_t)n;
    x->seen = x->fed;
    if (!x->keep || x->stopped)
        return;
    if (x->len + len > XML_MAX_TEXT) {
        limit(x);
        return;
    }
    if (x->len + len + 1 > x->cap) {
        x->cap = (x->len + len + 1) * 2;
        x->text = xrealloc(x->text, x->cap);
    }
    memcpy(x->text + x->len, s, len);
    x->len += len;
    x->text[x->len] = '\0';
}

static void XMLCALL on_doctype(void *arg, const char *name, const char *sysid, const char *pubid,
                               int subset)
{
    struct xml *x = arg;
    (void)name, (void)sysid, (void)pubid, (void)subset;
    fault_add(x->f, F_SHEET_DOCTYPE, x->part, NULL);
    xml_stop(x);
}

static bool parse_piece(void *arg, const char *s, size_t n, bool last)
{
    struct xml *x = arg;
    enum XML_Status status = XML_Parse(x->parser, s, (int)n, last);
    x->fed += n;
    if (x->stopped)
        return false;
    if (status != XML_STATUS_OK && XML_GetErrorCode(x->parser) == XML_ERROR_NO_MEMORY)
        mem_gone();
    if (status != XML_STATUS_OK) {
        fault_add(x->f, F_SHEET_XML, x->part, XML_ErrorString(XML_GetErrorCode(x->parser)), NULL);
        return false;
    }
    if (x->fed - x->seen > MAX_TOKEN) { /* still inside one tag, comment or the like */
        limit(x);
        return false;
    }
    return true;
}

bool package_parse(struct package *p, size_t i, struct xml *x)
{
    XML_Parser parser = XML_ParserCreate(NULL);
    if (!parser)
        mem_gone();
    x->parser = parser;
    x->f = p->f;
    x->part = p->part[i].name;
    x->text = xstrdup("");
    x->cap = 1;
    XML_SetUserData(parser, x);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    XML_SetStartDoctypeDeclHandler(parser, on_doctype);
    bool fine = package_read(p, i, parse_piece, x);
    XML_ParserFree(parser);
    free(x->text);
    x->text = NULL;
    x->parser = NULL;
    return fine;
}

void xml_clear(struct xml *x)
{
    x->len = 0;
    x->text[0] = '\0';
}

const char *xml_attr(const char **attr, const char *name)
{
    for (; *attr; attr += 2)
        if (strcmp(attr[0], name) == 0)
            return attr[1];
    return NULL;
}

bool xml_is(const char *name, const char *want)
{
    return strcmp(name, want) == 0;
}

bool xml_true(const char *value)
{
    return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}
