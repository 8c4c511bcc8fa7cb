/* SPDX-License-Identifier: MIT */
/* tui/kit/utf8.c - one code point to bytes and back. */
#include "tui/kit/utf8.h"

#include <string.h>
#include <utf8proc.h>

uint32_t utf8_get(const char *s, size_t *used)
{
    utf8proc_int32_t cp = 0;
    size_t n = strnlen(s, 4);
    *used = 0;
    if (n == 0)
        return 0;
    utf8proc_ssize_t k = utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, &cp);
    if (k < 1 || cp <= 0)
        return 0;
    *used = (size_t)k;
    return (uint32_t)cp;
}

size_t utf8_put(uint32_t cp, char out[5])
{
    out[0] = '\0';
    if (cp == 0 || cp > 0x10ffff || !utf8proc_codepoint_valid((utf8proc_int32_t)cp))
        return 0;
    utf8proc_ssize_t k = utf8proc_encode_char((utf8proc_int32_t)cp, (utf8proc_uint8_t *)out);
    out[k] = '\0';
    return (size_t)k;
}
