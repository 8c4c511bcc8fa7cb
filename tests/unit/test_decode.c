/* SPDX-License-Identifier: MIT */
/* Bytes of a terminal to keys: what is known, what is swallowed, what may come in pieces. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/kit/key.h"
#include "tui/kit/term_decode.h"

/* Feed @bytes, then let the wait run out; the keys as "code:ch" in @out. */
static size_t feed(const char *bytes, size_t len, struct key *out)
{
    struct decoder d = {0};
    size_t n = 0;
    for (size_t i = 0; i < len; i++)
        n += decode_byte(&d, (unsigned char)bytes[i], out + n);
    if (decode_waiting(&d))
        n += decode_timeout(&d, out + n);
    assert_false(decode_waiting(&d));
    return n;
}

/* @bytes are exactly the keys of @names (as in tui/action.def). */
static void gives(const char *bytes, const char *names)
{
    struct key got[64];
    size_t n = feed(bytes, strlen(bytes), got), i = 0;
    char word[KEY_NAME];
    for (; key_word(&names, word); i++) {
        struct key want;
        assert_true(key_parse(word, &want));
        if (i >= n || want.code != got[i].code || want.ch != got[i].ch)
            fail_msg("\"%s\": key %zu is not %s", bytes + (*bytes == 27), i, word);
    }
    if (i != n)
        fail_msg("\"%s\": %zu keys, not %zu", bytes + (*bytes == 27), n, i);
}

static void plain_keys(void **state)
{
    (void)state;
    gives("a5 ", "a 5 Space");
    gives("Mắm", "M ắ m");
    gives("\r\t\x7f\b", "Enter Tab Backspace Backspace");
    gives("\x1a\x0c\x03", "Ctrl-z Ctrl-l Ctrl-c");
    gives("\x1b", "Esc");
    gives("\x1b\x1b", "Esc Esc");
    gives("\x1b\r", "Esc Enter");
    gives("\x1bx", "Alt-x");
    gives("\x1b\xe1\xba\xaf", "Alt-ắ");
    struct key k[4];
    assert_int_equal(feed("\0", 1, k), 1);
    assert_true(k[0].code == K_CTRL && k[0].ch == ' ');
}

static void sequences_of_many_terminals(void **state)
{
    (void)state;
    gives("\x1b[A\x1b[B\x1b[C\x1b[D", "Up Down Right Left");
    gives("\x1bOA\x1bOB\x1bOC\x1bOD", "Up Down Right Left");
    gives("\x1b[H\x1b[F\x1bOH\x1bOF\x1b[1~\x1b[4~\x1b[7~\x1b[8~",
          "Home End Home End Home End Home End");
    gives("\x1b[5~\x1b[6~\x1b[2~\x1b[3~\x1b[Z", "PgUp PgDn Insert Delete Shift-Tab");
    gives("\x1bOP\x1bOQ\x1bOR\x1bOS\x1b[15~", "F1 F2 F3 F4 F5");
    gives("\x1b[11~\x1b[12~\x1b[13~\x1b[14~", "F1 F2 F3 F4"); /* rxvt */
    gives("\x1b[[A\x1b[[B\x1b[[E", "F1 F2 F5");               /* Linux console */
    gives("\x1b[17~\x1b[18~\x1b[19~\x1b[20~\x1b[21~\x1b[23~\x1b[24~", "F6 F7 F8 F9 F10 F11 F12");
    gives("\x1b[1;5C\x1b[1;2A\x1b[1;2P\x1bO2Q\x1b[19;2~", "Right Up F1 F2 F8"); /* modifiers */
    gives("\x1b"
          "1\x1b"
          "9\x1b"
          "0",
          "F1 F9 F10");
}

/* A digit of an unknown sequence must never become a mark. */
static void unknown_sequences_are_swallowed(void **state)
{
    (void)state;
    gives("\x1b[999~7", "7");
    gives("\x1b[?1;2c7", "7");
    gives("\x1b[>41;354;0c7", "7");
    gives("\x1b[12;5R\x1b[I\x1b[O7", "F3 7"); /* the report of a cursor looks like F3 */
    gives("\x1b]11;rgb:1234/5678/9abc\x07"
          "7",
          "7");
    gives("\x1bP1$r0m\x1b\\7", "7");
    gives("\x1b[105;5u7", "7");
    gives("\x1b[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25A7", "7");
    gives("\xff\xfe\xc3\x28\x80\xed\xa0\x80\xc2\x9b", "(");
}

static void mice(void **state)
{
    (void)state;
    struct key k[4];
    assert_int_equal(feed("\x1b[<0;10;3M\x1b[<0;10;3m", 20, k), 1);
    assert_true(k[0].code == K_CLICK && k[0].row == 2 && k[0].col == 9);
    gives("\x1b[<64;1;1M\x1b[<65;1;1M\x1b[<2;1;1M\x1b[<0;0;0M", "Up Down");
    assert_int_equal(feed("\x1b[M *#", 6, k), 1);
    assert_true(k[0].code == K_CLICK && k[0].row == 2 && k[0].col == 9);
    gives("\x1b[M#*#7", "7"); /* release */
}

static void pastes(void **state)
{
    (void)state;
    struct key k[64];
    const char *s = "\x1b[200~1\n\x1b[B\t2\x03\x7f\x1b[201~3";
    assert_int_equal(feed(s, strlen(s), k), 5);
    assert_true(k[0].pasted && k[0].ch == '1');
    assert_true(k[1].pasted && k[1].code == K_CHAR && k[1].ch == ' ');
    assert_true(k[2].pasted && k[2].code == K_CHAR && k[2].ch == ' ');
    assert_true(k[3].pasted && k[3].ch == '2');
    assert_true(!k[4].pasted && k[4].ch == '3');
}

static void pieces_are_joined(void **state)
{
    (void)state;
    struct decoder d = {0};
    struct key k[DECODE_MAX];
    const char *s = "\xe1\xba\xaf";
    for (int i = 0; i < 2; i++) {
        assert_int_equal(decode_byte(&d, (unsigned char)s[i], k), 0);
        assert_true(decode_waiting(&d));
    }
    assert_int_equal(decode_byte(&d, (unsigned char)s[2], k), 1);
    assert_int_equal(k[0].ch, 0x1eaf);
    assert_int_equal(decode_byte(&d, 27, k) + decode_byte(&d, '[', k), 0);
    assert_int_equal(decode_timeout(&d, k), 1);
    assert_true(k[0].code == K_ALT && k[0].ch == '[');
}

/* Any bytes: no crash, no more keys than bytes, never a control character as text. */
static void noise(void **state)
{
    (void)state;
    unsigned seed = 1;
    struct decoder d = {0};
    for (int i = 0; i < 300000; i++) {
        struct key k[DECODE_MAX];
        seed = seed * 1103515245u + 12345u;
        unsigned char b = (unsigned char)(seed >> 16);
        b = i % 3 ? b : (unsigned char)"\x1b[<;0M~O"[b % 8];
        size_t n = decode_byte(&d, b, k);
        assert_true(n <= DECODE_MAX && d.n <= sizeof d.buf);
        for (size_t j = 0; j < n; j++)
            assert_true(k[j].code != K_CHAR || (k[j].ch >= ' ' && k[j].ch != 0x7f &&
                                                !(k[j].ch >= 0x80 && k[j].ch < 0xa0)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_keys),
        cmocka_unit_test(sequences_of_many_terminals),
        cmocka_unit_test(unknown_sequences_are_swallowed),
        cmocka_unit_test(mice),
        cmocka_unit_test(pastes),
        cmocka_unit_test(pieces_are_joined),
        cmocka_unit_test(noise),
    };
    return cmocka_run_group_tests_name("decode", tests, NULL, NULL);
}
