/* SPDX-License-Identifier: MIT */
/* export/docx/place.h - where expat stands in a document, in bytes.  From 2.9 on (Debian 13) the
 * old names are deprecated; 2.5 (Debian 12) has no others. */
#ifndef EXPORT_DOCX_PLACE_H
#define EXPORT_DOCX_PLACE_H

#include <expat.h>
#include <stddef.h>

#if XML_MAJOR_VERSION > 2 || XML_MINOR_VERSION >= 9
static inline size_t byte_index(XML_Parser p)
{
    return (size_t)XML_GetCurrentByteIndex64(p);
}
static inline size_t byte_count(XML_Parser p)
{
    return (size_t)XML_GetCurrentByteCount64(p);
}
#else
static inline size_t byte_index(XML_Parser p)
{
    return (size_t)XML_GetCurrentByteIndex(p);
}
static inline size_t byte_count(XML_Parser p)
{
    return (size_t)XML_GetCurrentByteCount(p);
}
#endif

#endif
