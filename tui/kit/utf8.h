/* SPDX-License-Identifier: MIT */
/* tui/kit/utf8.h - one code point to bytes and back. */
#ifndef TUI_KIT_UTF8_H
#define TUI_KIT_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* The first code point of @s, 0 at its end or where it is not UTF-8; *used: its bytes. */
uint32_t utf8_get(const char *s, size_t *used);

#endif
