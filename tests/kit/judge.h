/* SPDX-License-Identifier: MIT */
/* tests/kit/judge.h - what must be so of any bytes that are opened as a session. */
#ifndef TESTS_KIT_JUDGE_H
#define TESTS_KIT_JUDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum judged {
    JUDGED_REFUSED, /* not opened */
    JUDGED_ILLEGAL, /* opened: the record agrees with itself; verify names what could not be */
    JUDGED_SOUND,
    JUDGED_OPENED /* not asked further */
};

/* Look at the bytes and verify what opens.  Ends the process when a promise is broken: a refusal
 * has its faults and they can be said; what opens is the fold of its journal when verify folds it
 * again; one head hash stands for one content, of all that this process has seen.  Not
 * @whole: of what opens one in sixteen is verified, which takes thrice as long as opening. */
enum judged session_judge(const uint8_t *data, size_t size, bool whole);

#endif
