/* SPDX-License-Identifier: MIT */
/* What a rule of the council rests on: the article of its Quy chế, typed once and quoted wherever
 * the rule is. */
#include <stdio.h>

#include "db/council/setting.h"
#include "db/record/store.h"

const char *db_cite(struct db *db, const char *rule)
{
    char key[48];
    snprintf(key, sizeof key, "%s.cite", rule);
    const char *cite = db_setting(db, key);
    return cite && *cite ? cite : N_("chưa ghi căn cứ trong Quy chế");
}

/* The rules of the council by what they refuse or ask for.  What rests on the Decision alone has
 * its article in the sentence itself. */
const char *fault_rule(enum fault_id id)
{
    switch ((int)id) {
    case F_QUORUM_SHORT:
    case F_QUORUM_SHORT_ALL:
        return "quorum";
    case F_QUORUM_CHAIR:
    case F_QUORUM_CHAIR_ALL:
        return "quorum.chair";
    case F_SPREAD:
        return "spread.max";
    case F_WRITTEN_REFUSED:
        return "absent.ballots";
    case F_BALLOT_MISSING:
    case F_BALLOT_UNFINISHED:
        return "ballots.missing";
    case F_MINIMUM_DIVIDED:
        return "minimum.rule";
    case F_DIFFERENCE_ASKED:
        return "difference.ask";
    default:
        return NULL;
    }
}
