/* SPDX-License-Identifier: MIT */
/* tui/kit/term_decode.c - bytes of a terminal to keys. */
#include "tui/kit/term_decode.h"

#include <string.h>

#include "tui/kit/utf8.h"

enum { ESC = 0x1b, BEL = 0x07, DEL = 0x7f };

static size_t none(struct decoder *d)
{
    d->n = 0;
    d->swallow = false;
    return 0;
}

static size_t one(struct decoder *d, struct key *out, enum key_code code, uint32_t ch)
{
    none(d);
    /* A paste is text: what would act like a key becomes a blank, or nothing. */
    if (d->pasting && (code == K_ENTER || code == K_TAB)) {
        code = K_CHAR;
        ch = ' ';
    }
    if (code == K_NONE || (d->pasting && code != K_CHAR))
        return 0;
    *out = (struct key){.code = code, .ch = ch, .pasted = d->pasting};
    return 1;
}

/* A byte that begins a key. */
static size_t ground(struct decoder *d, unsigned char b, struct key *out)
{
    d->n = 0;
    if (b == ESC || b >= 0xc2) {
        d->buf[d->n++] = b;
        return 0;
    }
    if (b == '\r' || b == '\n')
        return one(d, out, K_ENTER, 0);
    if (b == '\t')
        return one(d, out, K_TAB, 0);
    if (b == DEL || b == '\b')
        return one(d, out, K_BACKSPACE, 0);
    if (b == 0)
        return one(d, out, K_CTRL, ' ');
    if (b <= 26)
        return one(d, out, K_CTRL, 'a' + b - 1u);
    if (b >= ' ' && b < DEL)
        return one(d, out, K_CHAR, b);
    return none(d);
}

/* How many bytes the character that begins with @lead has. */
static size_t utf8_length(unsigned char lead)
{
    return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
}

/* buf holds, from @from on, the beginning of a character of several bytes. */
static size_t utf8_byte(struct decoder *d, size_t from, unsigned char b, struct key *out)
{
    if ((b & 0xc0) != 0x80)
        return ground(d, b, out); /* broken off: forget it */
    d->buf[d->n++] = b;
    size_t have = d->n - from;
    if (have < utf8_length(d->buf[from]))
        return 0;
    char s[5] = "";
    size_t used;
    memcpy(s, d->buf + from, have);
    uint32_t cp = utf8_get(s, &used);
    if (cp < 0xa0 || used != have)
        return none(d);
    return one(d, out, from ? K_ALT : K_CHAR, cp);
}

/* ESC, then @b. */
static size_t escaped(struct decoder *d, unsigned char b, struct key *out)
{
    switch (b) {
    case ESC: { /* Esc twice: the second may begin a sequence */
        size_t n = one(d, out, K_ESC, 0);
        d->buf[d->n++] = ESC;
        return n;
    }
    case '[':
    case 'O':
    case ']':
    case 'P':
    case '_':
    case '^':
    case 'X':
        d->buf[d->n++] = b;
        return 0;
    case '0':
        return one(d, out, K_F10, 0);
    default:
        break;
    }
    if (b >= '1' && b <= '9')
        return one(d, out, (enum key_code)(K_F1 + (b - '1')), 0);
    if (b >= ' ' && b < DEL)
        return one(d, out, K_ALT, b);
    if (b >= 0xc2) {
        d->buf[d->n++] = b;
        return 0;
    }
    size_t n = one(d, out, K_ESC, 0); /* Esc, then a control key at once */
    return n + ground(d, b, out + n);
}

/* Up to three numbers divided by ";", missing ones 0. */
static void numbers(const unsigned char *s, size_t n, unsigned v[3])
{
    size_t i = 0;
    v[0] = v[1] = v[2] = 0;
    for (size_t k = 0; k < n && i < 3; k++) {
        if (s[k] == ';')
            i++;
        else if (s[k] >= '0' && s[k] <= '9' && v[i] < 10000)
            v[i] = v[i] * 10 + (s[k] - '0');
    }
}

static enum key_code tilde(unsigned n)
{
    static const unsigned char codes[] = {
        [1] = K_HOME, [2] = K_INSERT, [3] = K_DELETE, [4] = K_END,  [5] = K_PGUP,
        [6] = K_PGDN, [7] = K_HOME,   [8] = K_END,    [11] = K_F1,  [12] = K_F2,
        [13] = K_F3,  [14] = K_F4,    [15] = K_F5,    [17] = K_F6,  [18] = K_F7,
        [19] = K_F8,  [20] = K_F9,    [21] = K_F10,   [23] = K_F11, [24] = K_F12,
    };
    return n < sizeof codes ? (enum key_code)codes[n] : K_NONE;
}

static enum key_code lettered(unsigned char final)
{
    switch (final) {
    case 'A':
        return K_UP;
    case 'B':
        return K_DOWN;
    case 'C':
        return K_RIGHT;
    case 'D':
        return K_LEFT;
    case 'H':
        return K_HOME;
    case 'F':
        return K_END;
    case 'P':
    case 'Q':
    case 'R':
    case 'S':
        return (enum key_code)(K_F1 + (final - 'P'));
    case 'Z':
        return K_SHIFT_TAB;
    case 'M':
        return K_ENTER; /* of the number pad */
    default:
        return K_NONE;
    }
}

static size_t mouse(struct decoder *d, unsigned button, unsigned col, unsigned row, bool press,
                    struct key *out)
{
    button &= ~28u; /* shift, alt, ctrl */
    if (!press || d->pasting)
        return none(d);
    if (button == 64 || button == 65)
        return one(d, out, button == 64 ? K_UP : K_DOWN, 0);
    if (button != 0 || col == 0 || row == 0)
        return none(d);
    size_t n = one(d, out, K_CLICK, 0);
    out->row = (int)row - 1;
    out->col = (int)col - 1;
    return n;
}

/* ESC [ ... @final */
static size_t csi(struct decoder *d, unsigned char final, struct key *out)
{
    unsigned v[3];
    const unsigned char *p = d->buf + 2;
    size_t n = d->n - 2;
    if (d->swallow)
        return none(d);
    bool sgr = n && *p == '<';
    numbers(p, n, v);
    if (sgr)
        return mouse(d, v[0], v[1], v[2], final == 'M', out);
    if (n && (*p < '0' || *p > ';'))
        return none(d);
    if (final == '~' && (v[0] == 200 || v[0] == 201)) {
        d->pasting = v[0] == 200;
        return none(d);
    }
    if (final == '~')
        return one(d, out, tilde(v[0]), 0);
    return final == 'M' ? none(d) : one(d, out, lettered(final), 0);
}

/* Inside ESC [ */
static size_t csi_byte(struct decoder *d, unsigned char b, struct key *out)
{
    bool x10 = d->n >= 3 && d->buf[2] == 'M', linux_key = d->n == 3 && d->buf[2] == '[';
    if (x10) {
        d->buf[d->n++] = b;
        if (d->n < 6)
            return 0;
        unsigned button = d->buf[3] - 32u, col = d->buf[4] - 32u, row = d->buf[5] - 32u;
        return mouse(d, button, col, row, (button & 3) != 3, out);
    }
    if (linux_key)
        return b >= 'A' && b <= 'E' ? one(d, out, (enum key_code)(K_F1 + (b - 'A')), 0) : none(d);
    if (b < ' ' || b > '~')
        return ground(d, b, out); /* broken off */
    if (d->n == 2 && (b == 'M' || b == '[')) {
        d->buf[d->n++] = b;
        return 0;
    }
    if (b >= '@')
        return csi(d, b, out);
    if (d->n < sizeof d->buf)
        d->buf[d->n++] = b;
    else
        d->swallow = true;
    return 0;
}

/* Inside ESC ] and its like, which end in BEL or ESC \ : nothing of them is a key. */
static size_t string_byte(struct decoder *d, unsigned char b)
{
    bool ends = b == BEL || (d->n == 3 && b == '\\');
    if (ends)
        return none(d);
    d->n = b == ESC ? 3 : 2;
    return 0;
}

size_t decode_byte(struct decoder *d, unsigned char byte, struct key out[DECODE_MAX])
{
    if (d->n == 0)
        return ground(d, byte, out);
    if (d->buf[0] != ESC)
        return utf8_byte(d, 0, byte, out);
    if (d->n == 1)
        return escaped(d, byte, out);
    switch (d->buf[1]) {
    case '[':
        return csi_byte(d, byte, out);
    case 'O': {
        /* xterm puts modifiers between: ESC O 2 P */
        if (byte >= '0' && byte <= '9' && d->n < 6) {
            d->buf[d->n++] = byte;
            return 0;
        }
        return byte < ' ' || byte > '~' ? ground(d, byte, out) : one(d, out, lettered(byte), 0);
    }
    case ']':
    case 'P':
    case '_':
    case '^':
    case 'X':
        return string_byte(d, byte);
    default:
        return utf8_byte(d, 1, byte, out);
    }
}

bool decode_waiting(const struct decoder *d)
{
    return d->n > 0;
}

size_t decode_timeout(struct decoder *d, struct key out[DECODE_MAX])
{
    if (d->n == 1 && d->buf[0] == ESC)
        return one(d, out, K_ESC, 0);
    if (d->n == 2 && d->buf[0] == ESC && d->buf[1] < DEL)
        return one(d, out, K_ALT, d->buf[1]);
    return none(d);
}
