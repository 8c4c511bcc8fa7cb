/* SPDX-License-Identifier: MIT */
/* tui/kit/widget/field.h - one line of text being typed.  The text is NFC at all times, the cursor
 * moves by grapheme clusters, and what no record may hold (db/base/text.h, text_check) cannot be
 * typed. */
#ifndef TUI_KIT_WIDGET_FIELD_H
#define TUI_KIT_WIDGET_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/kit/canvas/canvas.h"
#include "tui/kit/keymap.h"

enum { FIELD_MAX_CHARS = 500, FIELD_BYTES = FIELD_MAX_CHARS * 4 + 1 };

enum field_kind {
    FIELD_TEXT,
    FIELD_DIGITS, /* 0-9 only */
    FIELD_DATE,   /* 0-9 and "/", "-", ".": dd/mm/yyyy or yyyy-mm-dd; field_date reads it */
    FIELD_SECRET, /* a PIN: any text, shown as dots */
    FIELD_SHARE   /* 0-9 and "/": a share such as 3/4 */
};

struct field {
    enum field_kind kind;
    size_t max;      /* characters; 0: FIELD_MAX_CHARS */
    size_t len, cur; /* bytes; cur stands on a cluster's boundary */
    char buf[FIELD_BYTES];
};

enum field_event {
    FIELD_IGNORED, /* not a key of a field: Enter, Tab, Esc, ↑, ↓, F-keys, clicks elsewhere */
    FIELD_MOVED,   /* the cursor moved, or nothing was left to do */
    FIELD_CHANGED,
    FIELD_REFUSED /* the character is not allowed here, or the field is full */
};

void field_init(struct field *f, enum field_kind kind, size_t max);
/* Set the text, cursor at its end; what may not stand in the field is left out. */
void field_set(struct field *f, const char *s);
/* The text; never NULL, valid until the next change. */
const char *field_get(const struct field *f);
/* Characters, ← →, Home, End, Backspace, Delete, Ctrl-A/E/K/U/W. */
enum field_event field_key(struct field *f, const struct key *k);
/* Whether a search line above a list takes @k; the other keys are the list's. */
bool field_searches(const struct key *k);
/* @width columns in STYLE_INPUT, scrolled so that the cursor is in view; the terminal's
 * cursor is put there when @focused, without focus the text is STYLE_NORMAL. */
void field_draw(const struct field *f, struct canvas *c, int row, int col, int width, bool focused);
/* Wipe the text (secrets). */
void field_wipe(struct field *f);

/* "5/3/2026", "05-03-2026", "2026-03-05" -> "2026-03-05" in @out; false: no such day. */
bool field_date(const char *s, char out[11]);
/* "2026-03-05" -> "05/03/2026" in @out; anything else is copied, cut to fit. */
void field_date_shown(const char *iso, char out[11]);

#endif
