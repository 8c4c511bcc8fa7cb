/* SPDX-License-Identifier: MIT */
/* export/ballot/pages.h - placing and writing forms, inside of export/ballot_*.c only. */
#ifndef EXPORT_BALLOT_PAGES_H
#define EXPORT_BALLOT_PAGES_H

#include "export/ballot/ballots.h"

void form_drop(struct form *f);
/* The columns of a sheet printed at @scale. */
struct form_fit form_fit_at(int scale);
/* Place every item on its page; sets f->pages. */
void form_place(struct form *f, const struct form_fit *fit);
/* Write what was placed, from row *@rows of @p on, which moves below it. */
void form_write(const struct form *f, struct paper *p, int *rows, struct rows *begins);

#endif
