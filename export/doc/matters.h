/* SPDX-License-Identifier: MIT */
/* export/doc/matters.h - what was done and concluded, by name. */
#ifndef EXPORT_DOC_MATTERS_H
#define EXPORT_DOC_MATTERS_H

#include "export/base/record.h"
#include "export/template/facts.h"

void facts_matters(struct facts *f, const struct record *r);
/* Where a rule of the council comes from: its citation, else the Quy chế as a whole. */
const char *fact_cite(const struct record *r, enum setting rule);

#endif
