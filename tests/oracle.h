/* SPDX-License-Identifier: MIT */
/* tests/oracle.h - the tally again, another way: plain loops over arrays, fractions by
 * cross-multiplication, no SQL.  Made to be read beside the contract, line by line. */
#ifndef TESTS_ORACLE_H
#define TESTS_ORACLE_H

#include <stdbool.h>

#include "db/db.h"

enum { OR_MEMBERS = 15, OR_LEAVES = 48, OR_FINDINGS = 32 };

enum or_rule { OR_CONCLUDE, OR_MAJORITY, OR_ALL, OR_MEAN };

struct or_rules {
    enum or_rule minimum;
    bool fail; /* minimum.missed=fail */
    int spread;
    bool spread_refused; /* exactly the limit is too much */
    bool written, absent_counted;
};

struct or_finding { /* in the order the council made them */
    enum finding_kind kind;
    int leaf, star; /* of a minimum; leaf -1: no criterion */
    bool verdict;
};

struct or_council { /* one product and those who score it */
    const struct crit_set *set;
    int members, leaves;
    const struct crit_node *leaf[OR_LEAVES];
    bool scoring[OR_MEMBERS], present[OR_MEMBERS], closed[OR_MEMBERS];
    int own[OR_MEMBERS], every[OR_MEMBERS]; /* panel_state, -1: none */
    int level[OR_MEMBERS][OR_LEAVES];       /* index of the level; -1: none reached, "0" */
    int findings;
    struct or_finding finding[OR_FINDINGS];
};

struct or_result {
    int expected, n, sum, part[3], band, max, min, star; /* star -1: null; band 0: none */
    bool exceeds;
    enum met met[3], gate[3][OR_LEAVES]; /* gate: of leaves the star asks something of */
    bool divided[3][OR_LEAVES], asked[3][OR_LEAVES];
    enum status status;
};

int or_points(const struct or_council *c, int member, int leaf);
int or_total(const struct or_council *c, int member);
void or_tally(const struct or_council *c, const struct or_rules *r, struct or_result *out);

#endif
