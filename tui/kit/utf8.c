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
