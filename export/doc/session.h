/* SPDX-License-Identifier: MIT */
/* export/doc/session.h - everything about the session by name, for the documents that people word
 * themselves. */
#ifndef EXPORT_DOC_SESSION_H
#define EXPORT_DOC_SESSION_H

#include "export/base/record.h"
#include "export/template/facts.h"

struct facts *facts_of(const struct record *r, struct arena *a);
/* The built-in template of the session's minutes: of a meeting, or of written opinions. */
const char *minutes_name(const struct record *r);

#endif
