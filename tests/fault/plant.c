/* SPDX-License-Identifier: MIT */
/* A program that does everything wrong: who looks for faults must find these. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/fault/judge.h"

int fault_planted_main(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    int fd = open("paper.tmp-1", O_WRONLY | O_CREAT, 0600); /* left behind when the rest fails */
    volatile char *text = malloc(8);                        /* not asked whether it came */
    text[0] = 'x';
    if (fd < 0 || write(fd, "12345678", 8) < 0) /* half of it is enough */
        return 1;                               /* without a word */
    close(fd);
    if (rename("paper.tmp-1", "paper.txt") != 0) {
        fprintf(stderr, "disk I/O error");
        return 3;
    }
    if (!malloc(16))
        puts("tally: 3"); /* another answer than the right one */
    else
        puts("tally: 4");
    return 0;
}

const struct fault_row fault_planted = {"planted", STATE_BARE, ROW_PAPERS, 0, "", {"planted"}};

unsigned fault_planted_findings(void)
{
    return 1u << FINDING_SIGNAL | 1u << FINDING_LEFTOVER | 1u << FINDING_SILENT |
           1u << FINDING_STATUS | 1u << FINDING_ENGLISH | 1u << FINDING_HALF_TEXT |
           1u << FINDING_HALF_FILE | 1u << FINDING_ANSWER;
}
