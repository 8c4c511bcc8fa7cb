/* SPDX-License-Identifier: MIT */
/* tui/main.c - where the program starts. */
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "tui/cli/cli.h"

/* A file opened while a standard stream is closed would take its number, and the next message
 * would be written into the record.  What stands in fails when it is used. */
static void hold_standard_streams(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) == -1)
            (void)!open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

/* LC_CTYPE of the user if it is UTF-8, else C.UTF-8; no other category, so that numbers in
 * workbooks keep their decimal point.  Call once, before anything else. */
static void take_locale(void)
{
    static const char *const names[] = {"", "C.UTF-8", "C.utf8", "vi_VN.UTF-8", "en_US.UTF-8"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (setlocale(LC_CTYPE, names[i]) && strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
            return;
}

int main(int argc, char **argv)
{
    hold_standard_streams();
    take_locale();
    /* A closed pipe and a file that may grow no more are errors like any other: exit status 3. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    return cli_main(argc, argv);
}
