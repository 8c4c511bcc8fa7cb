/* SPDX-License-Identifier: MIT */
/* tui/cli/opt.h - the options of all calls, one meaning each. */
#ifndef TUI_CLI_OPT_H
#define TUI_CLI_OPT_H

#include <stdint.h>

enum opt {
    OPT_HELP,
    OPT_LANG,
    OPT_VERSION,
    OPT_JSON,
    OPT_SET,
    OPT_REASON,
    OPT_DRY_RUN,
    OPT_SHEET,
    OPT_ENCODING,
    OPT_HASH,
    OPT_AGAINST,
    OPT_SINCE,
    OPT_IN,
    OPT_DIR,
    OPT_OUT,
    OPT_BALLOTS,
    OPT_YAML,
    OPT_OFFICIAL,
    OPT_BLANK,
    OPT_LIST,
    OPT_NUMBER,
    OPT_DATE,
    OPT_ISSUED,
    OPT_LEFT_OUT,
    OPT_LEFT_IN,
    OPT_CENTRAL,
    OPT_CENTRAL_NUMBER,
    OPT_CENTRAL_DATE,
    OPT_MINUTES,
    OPT_TEMPLATE,
    OPT_FIELDS,
    OPT_NOTICES,
    OPT_ALL,
    OPT_TXT,
    OPT_DOCX,
    OPT_CSV,
    OPT_BOM,
    OPT_POINTS,
    OPT_PRODUCER,
    OPT_LOST,
    OPT_COUNT
};
/* A set of options. */
#define OPT_BIT(opt) (UINT64_C(1) << (opt))

struct opt_def {
    const char *name; /* long name */
    char letter;      /* short name, or 0 */
    const char *arg;  /* what follows it, N_(); NULL: nothing */
    const char *help; /* N_() */
};
extern const struct opt_def opt_defs[OPT_COUNT];

#endif
