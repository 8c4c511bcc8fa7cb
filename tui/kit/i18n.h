/* SPDX-License-Identifier: MIT */
/* tui/kit/i18n.h - languages.  The source language is Vietnamese; English is a catalogue
 * (tui/po/en.po) embedded in the program and read from memory, so that no locale need exist. */
#ifndef TUI_KIT_I18N_H
#define TUI_KIT_I18N_H

#include <stdbool.h>
#include <stddef.h>

/* Text for people: _("Điểm").  In static tables N_("Điểm"), and _() where it is shown. */
#define _(msgid) i18n(msgid)
#define N_(msgid) (msgid)
/* A text with a number in it: P_("%d sản phẩm", n) gives the form for @n; Vietnamese has one. */
#define P_(msgid, n) i18n_n((msgid), (unsigned long)(n))

/* "vi" or "en"; false when the language is not known (nothing changes). */
bool i18n_set(const char *lang);
/* "vi" or "en". */
const char *i18n_lang(void);

/* What {NAMES} in texts stand for, as keys do for actions (keymap_use): @name writes it to @out,
 * false when it knows no such name, which then stands as it is. */
enum { I18N_NAME = 24 };
void i18n_names(bool (*name)(const char *name, char out[I18N_NAME]));

/* The text in the present language, its {NAMES} filled in; @msgid itself when there is no
 * translation. It stays valid as long as the program runs. */
const char *i18n(const char *msgid) __attribute__((format_arg(1)));
const char *i18n_n(const char *msgid, unsigned long n) __attribute__((format_arg(1)));

/* Read a .mo catalogue that stays in memory; false if it is damaged (then msgids stand).
 * For i18n_set and tests. */
bool i18n_load(const unsigned char *mo, size_t n);

#endif
