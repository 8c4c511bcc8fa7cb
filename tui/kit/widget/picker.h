/* SPDX-License-Identifier: MIT */
/* tui/kit/widget/picker.h - choose a file or a folder.  Directories come first, then the files
 * whose names end as asked for, in dictionary order.  Typing filters (without accents or case), a
 * "/" enters what was typed, so that a path can be typed whole; Enter opens, Backspace on an empty
 * filter goes up, Tab jumps between home, the start folder and mounted sticks.  Hidden files are
 * not shown; names that are not clean text are shown made safe. */
#ifndef TUI_KIT_WIDGET_PICKER_H
#define TUI_KIT_WIDGET_PICKER_H

#include <stdbool.h>

#include "tui/kit/app.h"

struct picker_want {
    const char *title;      /* in the present language */
    const char *dir;        /* where to begin; NULL: home */
    const char *const *ext; /* ".xlsx", ".csv" ... ended by NULL; NULL: every file */
    bool folder;            /* a folder is wanted: F10 takes the one shown */
};

/* Pushes the picker; ops->answer of the page below gets ok and the path as text. */
void picker_open(struct app *app, int tag, const struct picker_want *want);

/* .xlsx .csv .tsv, for lists to import. */
extern const char *const picker_lists[];

#endif
