/* SPDX-License-Identifier: MIT */
/* db/base/embed.h - files that are part of the program.
 *
 * The build turns files into byte arrays, so that one binary is the whole product:
 *   db/sql/X.sql, db/criteria/X.yaml, db/data/X   db_embedded("sql/X.sql") ...
 *   export/templates/X.txt                        export_embedded("templates/X.txt")
 *   export/templates/word/X.xml                   export_embedded("templates/word/X.xml")
 *   tui/po/en.po, compiled by msgfmt              tui_embedded("en.mo")
 *   tui/demo/X                                    tui_embedded("demo/X")
 * The lists are in the order of their names, and end with a row whose name is NULL. */
#ifndef DB_BASE_EMBED_H
#define DB_BASE_EMBED_H

#include <stddef.h>

struct embedded {
    const char *name;          /* the path inside its layer's folder */
    const unsigned char *data; /* the bytes as they are on disk; a NUL follows the last */
    size_t len;                /* without that NUL */
};

/* The file of that name, or NULL.  It lives as long as the program. */
const struct embedded *db_embedded(const char *name);
const struct embedded *export_embedded(const char *name);
const struct embedded *tui_embedded(const char *name);

/* Every file of the layer, to walk over (the criteria sets, for instance). */
extern const struct embedded db_embedded_files[];
extern const struct embedded export_embedded_files[];
extern const struct embedded tui_embedded_files[];

#endif
