/* SPDX-License-Identifier: MIT */
/* tui/kit/widget/form.h - rows of label and value: text, date, choice, yes or no.  A constant table
 * of rows describes a form; the page gives values, is told of changes, and stores them.
 *
 *   Tab ↓ Enter: next row   Shift-Tab ↑: row before   ← → and blank: other choice
 *
 * A form over a record remembers what it showed (form_take).  A page keeps all of it or nothing:
 * the rows that were typed over and, for the others, what was shown, expecting inside the
 * transaction that the record still has what was shown (form_stands).  Where it does not, nothing
 * is kept, and form_renew brings the record's values into the rows that nobody typed over; what was
 * typed stays, beside it what another hand wrote.  What a form does not show it leaves as it is. */
#ifndef TUI_KIT_WIDGET_FORM_H
#define TUI_KIT_WIDGET_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/kit/canvas/canvas.h"
#include "tui/kit/keymap.h"
#include "tui/kit/widget/field.h"

enum form_kind {
    FORM_TEXT,
    FORM_DIGITS,
    FORM_DATE,  /* the value is YYYY-MM-DD, or as typed while it is no date */
    FORM_SHARE, /* 3/4 */
    FORM_SECRET,
    FORM_CHOICE,  /* one of .values; shown as the .names beside it */
    FORM_YESNO,   /* the value is "yes" or "no"; shown as có, không */
    FORM_HEADING, /* a line between groups; holds no value */
    FORM_NOTE     /* words under the row above; holds no value */
};

struct form_row {
    const char *id;    /* for the page: a settings key, for instance; NULL for headings */
    const char *label; /* msgid */
    enum form_kind kind;
    int max;                   /* characters of a text; 0: as many as a field takes */
    const char *const *values; /* FORM_CHOICE: ended by NULL */
    const char *const *names;  /* FORM_CHOICE: msgids, as many; NULL: the values themselves */
    const char *hint;          /* msgid: a sentence shown while the row is active, or NULL */
    const char *cite;          /* the article of law behind it, shown with the hint, or NULL */
    /* A row that reads as a sentence with the value inside it; msgids.  NULL: label and value. */
    const char *before, *after;
    const char *note; /* msgid: a line shown under the hint while the row is active, or NULL */
    bool required;    /* marked *; form_check complains while it is empty */
};

struct form_value {
    struct field field; /* text rows: what is typed */
    int choice;         /* choice rows: index; yes/no: 1 is yes */
    bool locked;        /* shown, not editable, skipped by Tab */
    char date[11];
    char *shown, *began; /* form_take: the record's value, and form_get of it; owned, or NULL */
    bool news;           /* another hand has changed it under the person's eyes */
};

/* The reason why @value cannot stand in row @i, in the present language; NULL: it can. */
typedef const char *(*form_check_fn)(void *data, size_t i, const char *value);

struct form {
    const struct form_row *row;
    size_t n;
    size_t at;            /* active row; n when none can be active */
    struct form_value *v; /* n; owned */
    form_check_fn check;  /* or NULL */
    void *check_data;
    bool changed; /* any value since form_init or the page's last reset */
    bool arrived; /* nothing typed since .at became active: the first digit replaces a number */
    struct {      /* cache as in tui/kit/widget/list.h */
        int row, col, rows, cols, top;
    } seen;
};

enum form_event {
    FORM_IGNORED,
    FORM_MOVED,   /* redraw */
    FORM_CHANGED, /* the value of the active row is another; redraw */
    FORM_LEFT,    /* the row .at was before has been left by Tab, Enter or an arrow; redraw */
    FORM_SUBMIT   /* Enter on the last row */
};

/* @row must outlive the form.  @check may be NULL. */
void form_init(struct form *f, const struct form_row *row, size_t n, form_check_fn check,
               void *data);
void form_free(struct form *f);

/* The value of a row by number or id; never NULL.  An unknown choice sets the first. */
const char *form_get(const struct form *f, size_t i);
void form_set(struct form *f, size_t i, const char *value);
const char *form_value(const struct form *f, const char *id);
void form_assign(struct form *f, const char *id, const char *value);
void form_lock(struct form *f, size_t i, bool locked);
/* Row number of an id; f->n if there is none. */
size_t form_find(const struct form *f, const char *id);

/* ---- a form over a record (form_shown.c) ---- */
enum { FORM_SPARE = 32 };
/* The value that @record has for row @i, as form_set takes it; @spare is room for a number. */
typedef const char *(*form_record_fn)(const void *record, const struct form_row *row,
                                      char spare[FORM_SPARE]);

/* Every row with an id as the record has it; nothing is changed then. */
void form_take(struct form *f, form_record_fn of, const void *record);
/* Whether the record has, in every row with an id, what was shown. */
bool form_stands(const struct form *f, form_record_fn of, const void *record);
/* It has not: show what it has, as above.  The first row that differs becomes the active one. */
void form_renew(struct form *f, form_record_fn of, const void *record);
/* Row @i was typed over: it has another value than was shown. */
bool form_typed(const struct form *f, size_t i);
/* What to keep for an id: what was typed, else what was shown, to the byte. */
const char *form_kept(const struct form *f, const char *id);
/* What @value is called in row @i: a choice by its name. */
const char *form_name(const struct form *f, size_t i, const char *value);

enum form_event form_key(struct form *f, const struct key *k);
/* For ops->typing: a text row is active. */
bool form_typing(const struct form *f);
/* The first row whose value cannot stand, made active, and why; NULL when all can. */
const char *form_check(struct form *f);

/* Rows, scrolled so that the active one is in view; below them, in the last rows of @c, hint,
 * citation, or what is wrong with the active value. */
void form_draw(const struct form *f, struct canvas *c);

#endif
