/* SPDX-License-Identifier: MIT */
/* tui/kit/widget/help.h - the help and menu screens, both made from the table of actions.  The app
 * opens them on F1 and F12; pages need not. */
#ifndef TUI_KIT_WIDGET_HELP_H
#define TUI_KIT_WIDGET_HELP_H

#include "tui/kit/app.h"

/* Every key of the page on top, with its sentence. */
void help_open(struct app *app);
/* Every action of the page on top as a line to choose; what cannot be done now is dim and
 * says why.  The chosen action is performed as if its key had been pressed. */
void menu_open(struct app *app);

#endif
