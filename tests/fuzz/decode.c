/* SPDX-License-Identifier: MIT */
/* Bytes of a terminal: keys that can be, and nothing left behind when no more comes. */
#include "tests/fuzz/fuzz.h"

#include "tui/kit/term_decode.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static const char *const seeds[] = {
        "a5 M\xe1\xba\xafm\r\t\x7f",
        "\x1b[A\x1b[1;5B\x1bOP\x1b[15~\x1b[Z\x1b",
        "\x1b[200~d\xc3\xa1n\x1b[201~x",
        "\x1b[<0;10;5M\x1b[<65;1;1m\x1b[M !!",
        "\x1bx\x1b\x1b[[A",
        "\x1b]0;title\x07\x1bP1$r\x1b\\\x1b[?1;2c",
    };
    const char *dir = fuzz_empty_corpus(*argc, *argv);
    for (size_t i = 0; dir && i < sizeof seeds / sizeof *seeds; i++) {
        char name[16];
        snprintf(name, sizeof name, "seed-%zu", i);
        fuzz_seed(dir, name, seeds[i], strlen(seeds[i]));
    }
    return 0;
}

static void check_keys(const struct decoder *d, const struct key *key, size_t n)
{
    must(n <= DECODE_MAX && d->n <= sizeof d->buf);
    for (size_t i = 0; i < n; i++) {
        must(key[i].code != K_NONE);
        if (key[i].code == K_CHAR)
            must(key[i].ch >= ' ' && key[i].ch != 0x7f && key[i].ch <= 0x10ffff &&
                 !(key[i].ch >= 0xd800 && key[i].ch < 0xe000));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct key key[DECODE_MAX];
    struct decoder whole = {0}, slow = {0};
    for (size_t i = 0; i < size; i++) {
        check_keys(&whole, key, decode_byte(&whole, data[i], key));
        /* The same with a wait after every byte that is odd. */
        check_keys(&slow, key, decode_byte(&slow, data[i], key));
        if ((data[i] & 1) && decode_waiting(&slow))
            check_keys(&slow, key, decode_timeout(&slow, key));
    }
    check_keys(&whole, key, decode_timeout(&whole, key));
    must(!decode_waiting(&whole));
    return 0;
}
