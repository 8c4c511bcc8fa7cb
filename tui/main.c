/* SPDX-License-Identifier: MIT */
/* tui/main.c - where the program starts. */
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "tui/cli/cli.h"
#include "tui/kit/term.h"

/* A file opened while a standard stream is closed would take its number, and the next message
 * would be written into the record.  What stands in fails when it is used. */
static void hold_standard_streams(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) == -1)
            (void)!open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

int main(int argc, char **argv)
{
    hold_standard_streams();
    term_locale();
    /* A closed pipe and a file that may grow no more are errors like any other: exit status 3. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    return cli_main(argc, argv);
}
