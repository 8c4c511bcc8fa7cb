/* SPDX-License-Identifier: MIT */
/* tui/kit/key.c - names of keys. */
#include "tui/kit/key.h"

#include <stdlib.h>
#include <string.h>

#include "tui/kit/utf8.h"

static const struct {
    const char *name;
    enum key_code code;
    const char *label; /* what people read; NULL: the name */
} named[] = {
    {"Enter", K_ENTER, NULL},
    {"Esc", K_ESC, NULL},
    {"Tab", K_TAB, NULL},
    {"Shift-Tab", K_SHIFT_TAB, NULL},
    {"S-Tab", K_SHIFT_TAB, "Shift-Tab"},
    {"Up", K_UP, "↑"},
    {"Down", K_DOWN, "↓"},
    {"Left", K_LEFT, "←"},
    {"Right", K_RIGHT, "→"},
    {"PgUp", K_PGUP, NULL},
    {"PgDn", K_PGDN, NULL},
    {"Home", K_HOME, NULL},
    {"End", K_END, NULL},
    {"Backspace", K_BACKSPACE, NULL},
    {"Delete", K_DELETE, NULL},
    {"Del", K_DELETE, NULL},
    {"Insert", K_INSERT, NULL},
    {"Ins", K_INSERT, NULL},
};

enum { NAMED = sizeof named / sizeof *named };

bool key_word(const char **p, char out[KEY_NAME])
{
    *p += strspn(*p, " ");
    size_t n = strcspn(*p, " ");
    if (n == 0 || n >= KEY_NAME)
        return false;
    memcpy(out, *p, n);
    out[n] = '\0';
    *p += n;
    return true;
}

static bool function_key(const char *name, struct key *out)
{
    if (name[0] != 'F' || name[1] < '1' || name[1] > '9')
        return false;
    char *end;
    long n = strtol(name + 1, &end, 10);
    if (*end || n > 12)
        return false;
    out->code = (enum key_code)(K_F1 + (int)n - 1);
    return true;
}

/* "Ctrl-z", "C-z", "Ctrl-Space", "Alt-x", "M-x" */
static bool modified(const char *name, struct key *out)
{
    static const struct {
        const char *prefix;
        enum key_code code;
    } with[] = {{"Ctrl-", K_CTRL}, {"C-", K_CTRL}, {"Alt-", K_ALT}, {"M-", K_ALT}};
    for (size_t i = 0; i < sizeof with / sizeof *with; i++) {
        size_t n = strlen(with[i].prefix);
        if (strncmp(name, with[i].prefix, n) != 0 || !name[n])
            continue;
        size_t used = 0;
        uint32_t cp = strcmp(name + n, "Space") == 0 ? ' ' : utf8_get(name + n, &used);
        if (used && name[n + used])
            return false;
        out->code = with[i].code;
        out->ch = cp >= 'A' && cp <= 'Z' && with[i].code == K_CTRL ? cp - 'A' + 'a' : cp;
        return true;
    }
    return false;
}

bool key_parse(const char *name, struct key *out)
{
    *out = (struct key){.code = K_NONE};
    for (size_t i = 0; i < NAMED; i++)
        if (strcmp(name, named[i].name) == 0) {
            out->code = named[i].code;
            return true;
        }
    if (strcmp(name, "Space") == 0) {
        *out = (struct key){.code = K_CHAR, .ch = ' '};
        return true;
    }
    if (function_key(name, out) || modified(name, out))
        return true;
    size_t used = 0;
    uint32_t cp = utf8_get(name, &used);
    if (!cp || name[used])
        return false;
    *out = (struct key){.code = K_CHAR, .ch = cp};
    return true;
}

const char *key_label(const char *name)
{
    for (size_t i = 0; i < NAMED; i++)
        if (strcmp(name, named[i].name) == 0)
            return named[i].label ? named[i].label : name;
    return name;
}
