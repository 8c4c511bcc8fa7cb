/* SPDX-License-Identifier: MIT */
/* export/base/options.h - what may be asked of an export, and what comes of it. */
#ifndef EXPORT_BASE_OPTIONS_H
#define EXPORT_BASE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

enum export_what {
    EXPORT_RESULTS = 1 << 0, /* "ketqua": the workbook of all sheets */
    EXPORT_BALLOTS = 1 << 1, /* "phieu": the members' ballots, a workbook of their own */
    EXPORT_MINUTES = 1 << 3, /* "bien-ban" ("bao-cao-y-kien" of written opinions): text, Word */
    EXPORT_NOTICES = 1 << 4, /* "thong-bao-xa", "thong-bao-chu-the": text, Word */
    EXPORT_CSV = 1 << 5,     /* each table as CSV */
    EXPORT_JSON = 1 << 6     /* "bang": all tables as JSON */
};
struct official;
struct export_options {
    unsigned what;
    bool bom;    /* a byte order mark before CSV */
    bool points; /* the annex of the decision shows points */
    /* NULL: ours.  The minutes' own, .txt for both the text and the Word file, .docx for the Word
     * file; or a folder with such files, named as export_template_name has it. */
    const char *template_path;
    const struct official *words; /* the law's own words for ballots; NULL: ours */
};

/* Paths of what was written, or was there already with the same bytes. */
struct export_files {
    size_t n;
    char **path;
};

#endif
