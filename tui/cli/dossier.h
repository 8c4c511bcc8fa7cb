/* SPDX-License-Identifier: MIT */
/* tui/cli/dossier.h - the papers of a product, as dossier prints them. */
#ifndef TUI_CLI_DOSSIER_H
#define TUI_CLI_DOSSIER_H

#include <stdbool.h>

#include "db/base/json.h"
#include "db/db.h"

/* The member "evidence": the rows of Mẫu 02 that are known, or all; @day as db_paper_day has it. */
void cli_json_evidence(struct json *j, const struct dossier *d, bool every, const char *day);

#endif
