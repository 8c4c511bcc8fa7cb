/* SPDX-License-Identifier: MIT */
/* db/base/reason.h - why the system refused, in the words of the sentences it stands in. */
#ifndef DB_BASE_REASON_H
#define DB_BASE_REASON_H

/* A msgid for the errors that people meet (full disk, no right, no such file), else one for all
 * others.  As the argument of a fault it is translated with its sentence. */
const char *reason_text(int e);

#endif
