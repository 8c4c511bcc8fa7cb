/* SPDX-License-Identifier: MIT */
/* tests/kit/pty_keys.c - type, paste and click, as this terminal sends it. */
#include "tests/kit/pty_private.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    VTermKey key;
} named[] = {
    {"Up", VTERM_KEY_UP},
    {"Down", VTERM_KEY_DOWN},
    {"Left", VTERM_KEY_LEFT},
    {"Right", VTERM_KEY_RIGHT},
    {"Home", VTERM_KEY_HOME},
    {"End", VTERM_KEY_END},
    {"PgUp", VTERM_KEY_PAGEUP},
    {"PgDn", VTERM_KEY_PAGEDOWN},
    {"Ins", VTERM_KEY_INS},
    {"Del", VTERM_KEY_DEL},
    {"Enter", VTERM_KEY_ENTER},
    {"Tab", VTERM_KEY_TAB},
    {"Backspace", VTERM_KEY_BACKSPACE},
    {"Esc", VTERM_KEY_ESCAPE},
};

void pty_type(struct pty *p, const char *text)
{
    pty_send(p, text, strlen(text));
}

/* VTERM_KEY_NONE when @name names no key. */
static VTermKey find_key(const char *name)
{
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (strcmp(named[i].name, name) == 0)
            return named[i].key;
    if (name[0] == 'F' && isdigit((unsigned char)name[1])) {
        int n = atoi(name + 1);
        if (n >= 1 && n <= 12)
            return (VTermKey)VTERM_KEY_FUNCTION(n);
    }
    return VTERM_KEY_NONE;
}

/* Whether @s is one UTF-8 character. */
static bool one_character(const char *s)
{
    if (!*s)
        return false;
    do
        s++;
    while ((*s & 0xc0) == 0x80);
    return *s == '\0';
}

void pty_key(struct pty *p, const char *key)
{
    VTermModifier mod = VTERM_MOD_NONE;
    const char *name = key;
    if (strncmp(name, "C-", 2) == 0 && isalpha((unsigned char)name[2]) && !name[3]) {
        const char control = (char)(name[2] & 0x1f);
        pty_send(p, &control, 1);
        return;
    }
    if (strncmp(name, "M-", 2) == 0 && name[2]) {
        pty_send(p, "\033", 1);
        name += 2;
    } else if (strncmp(name, "S-", 2) == 0 && name[2]) {
        mod = VTERM_MOD_SHIFT;
        name += 2;
    }
    VTermKey k = find_key(name);
    if (k != VTERM_KEY_NONE) {
        vterm_keyboard_key(p->vt, k, mod);
        pty_flush(p);
    } else if (strcmp(name, "Space") == 0) {
        pty_send(p, " ", 1);
    } else if (one_character(name)) {
        pty_type(p, name);
    } else {
        pty_fail(p, "no such key: \"%s\"", key);
    }
}

void pty_keys(struct pty *p, const char *keys)
{
    while (*keys) {
        char key[32];
        size_t n = strcspn(keys, " ");
        if (n >= sizeof key)
            pty_fail(p, "no such key: \"%s\"", keys);
        if (n > 0) {
            memcpy(key, keys, n);
            key[n] = '\0';
            pty_key(p, key);
        }
        keys += n;
        keys += strspn(keys, " ");
    }
}

void pty_paste(struct pty *p, const char *text)
{
    vterm_keyboard_start_paste(p->vt);
    pty_flush(p);
    pty_type(p, text);
    vterm_keyboard_end_paste(p->vt);
    pty_flush(p);
}

void pty_mouse(struct pty *p, int row, int col)
{
    vterm_mouse_move(p->vt, row, col, VTERM_MOD_NONE);
    vterm_mouse_button(p->vt, 1, true, VTERM_MOD_NONE);
    vterm_mouse_button(p->vt, 1, false, VTERM_MOD_NONE);
    pty_flush(p);
}
