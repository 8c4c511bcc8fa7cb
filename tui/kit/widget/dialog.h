/* SPDX-License-Identifier: MIT */
/* tui/kit/widget/dialog.h - small windows over a page.  Each call pushes one and returns at once;
 * the page that was on top gets the outcome in ops->answer with the same tag.  All strings are
 * copied and already in the present language. */
#ifndef TUI_KIT_WIDGET_DIALOG_H
#define TUI_KIT_WIDGET_DIALOG_H

#include <stdbool.h>

#include "tui/kit/app.h"
#include "tui/kit/widget/field.h"

/* Something to read; Enter or Esc closes.  answer.ok is true. */
void dialog_message(struct app *app, int tag, const char *title, const char *text);

/* Yes or no.  answer.ok is the answer.  @safe: no is the one preselected. */
void dialog_confirm(struct app *app, int tag, const char *title, const char *text, bool safe);

/* One line of text.  answer.ok with answer.text, trimmed. */
struct dialog_input {
    const char *title;
    const char *text;  /* what is asked, may be long; or NULL */
    const char *start; /* text to begin with, or NULL */
    enum field_kind kind;
    int max;       /* characters; 0: FIELD_MAX_CHARS */
    bool required; /* Enter on an empty line is refused */
    /* Why @value is refused, in the present language; NULL: it is taken.  May be NULL. */
    const char *(*check)(const char *value);
};
void dialog_input(struct app *app, int tag, const struct dialog_input *in);

/* One of several lines; digits 1-9 choose at once, arrows and Enter as in a list.
 * answer.ok with answer.choice (from 0). */
void dialog_choice(struct app *app, int tag, const char *title, const char *text,
                   const char *const *line, int n, int selected);
/* The same without digits: for a question that comes while points are being typed. */
void dialog_choice_slow(struct app *app, int tag, const char *title, const char *text,
                        const char *const *line, int n, int selected);

#endif
