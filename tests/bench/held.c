/* SPDX-License-Identifier: MIT */
/* held FILE                 each page loaded on the session at FILE
 * held FILE COMMAND...      a call that reads it
 *
 * How long others cannot commit: the longest time that a lock lay on the file, as another process
 * sees it.  A line for each: what, how long it took, how long the file was held. */
#define _GNU_SOURCE /* pipe2 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/kit/plain.h"
#include "tui/model.h"
#include "tui/page/page.h"

/* Where SQLite locks for reading. */
enum { SHARED_AT = 0x40000000 + 2, SHARED_SIZE = 510 };

struct lap { /* what was done, told by who did it */
    char what[32];
    double ms;
};

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void tell(int to, const char *what, double since)
{
    struct lap l = {.ms = now_ms() - since};
    snprintf(l.what, sizeof l.what, "%s", what);
    if (write(to, &l, sizeof l) != sizeof l)
        _exit(1);
}

/* ---- answers that an act asks for, in no reading of its own ---- */

struct asked {
    struct db *db;
    int product, member;
};

#define LIST(name, type, call)                                                                     \
    static enum db_rc name(struct asked *a)                                                        \
    {                                                                                              \
        struct type t;                                                                             \
        enum db_rc rc = call;                                                                      \
        list_free(&t);                                                                             \
        return rc;                                                                                 \
    }
LIST(members, members, db_members(a->db, &t))
LIST(products, products, db_products(a->db, &t))
LIST(seats, seats, db_seats(a->db, 0, 0, &t))
LIST(seats_product, seats, db_seats(a->db, a->product, 0, &t))
LIST(seats_member, seats, db_seats(a->db, 0, a->member, &t))
LIST(ballot, ballot, db_ballot(a->db, a->product, a->member, &t))
LIST(findings, findings, db_findings(a->db, 0, &t))
LIST(decisions, decisions, db_decisions(a->db, &t))
LIST(dossiers, dossiers, db_dossiers(a->db, 0, &t))
LIST(notes, ballot_notes, db_ballot_notes(a->db, &t))
LIST(absences, absences, db_absences(a->db, &t))
LIST(tally, tally, db_tally(a->db, 0, &t))
LIST(tally_product, tally, db_tally(a->db, a->product, &t))
LIST(check, blockers, db_check(a->db, &t))

static enum db_rc session(struct asked *a)
{
    struct session s;
    return db_session(a->db, &s);
}

static enum db_rc conclude_if(struct asked *a)
{
    struct tally t;
    struct finding f = {.product = a->product,
                        .kind = FINDING_SPREAD,
                        .criterion = "",
                        .verdict = true,
                        .reason = ""};
    enum db_rc rc = db_conclude_if(a->db, a->product, &f, 1, &t);
    list_free(&t);
    return rc;
}

static enum db_rc verify(struct asked *a)
{
    struct verdict v;
    return db_verify(a->db, &v);
}

static void answers(struct asked *a, int to)
{
    static const struct {
        const char *name;
        enum db_rc (*ask)(struct asked *a);
    } all[] = {
        {"db_session", session},
        {"db_members", members},
        {"db_products", products},
        {"db_seats", seats},
        {"db_seats, a product", seats_product},
        {"db_seats, a member", seats_member},
        {"db_ballot", ballot},
        {"db_findings", findings},
        {"db_decisions", decisions},
        {"db_dossiers", dossiers},
        {"db_ballot_notes", notes},
        {"db_absences", absences},
        {"db_tally", tally},
        {"db_tally, a product", tally_product},
        {"db_check", check},
        {"db_conclude_if", conclude_if},
        {"db_verify", verify},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        double since = now_ms();
        plain_ok(a->db, all[i].ask(a));
        tell(to, all[i].name, since);
    }
}

/* ---- the pages ---- */

static void open_product(struct app *app, const char *name, int product, int member)
{
    const struct pages *p = &all_pages;
    if (strcmp(name, "product") == 0)
        p->product(app, product);
    else if (strcmp(name, "dossier") == 0)
        p->dossier(app, product, false, NULL);
    else if (strcmp(name, "panel") == 0)
        p->panel(app, product, member);
    else if (strcmp(name, "ballot") == 0)
        p->ballot(app, product, member);
    else if (strcmp(name, "pick product") == 0)
        p->pick_product(app, member);
    else if (strcmp(name, "pick member") == 0)
        p->pick_member(app, product);
    else if (strcmp(name, "result") == 0)
        p->result(app, product);
    else
        p->explain(app, product);
}

static void open_page(struct app *app, const char *name, int product, int member)
{
    static const struct {
        const char *name;
        void (*open)(struct app *app);
    } plain[] = {
        {"home", page_home_open},       {"setup", page_setup_open},
        {"members", page_members_open}, {"agenda", page_agenda_open},
        {"results", page_results_open}, {"signoff", page_signoff_open},
        {"decide", page_decide_open},   {"decided", page_decided_open},
        {"export", page_export_open},   {"paper", page_paper_open},
        {"journal", page_journal_open},
    };
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (strcmp(plain[i].name, name) == 0) {
            plain[i].open(app);
            return;
        }
    open_product(app, name, product, member);
}

static int pages(const char *path, int to)
{
    static const char *const names[] = {
        "home",   "setup",        "members",     "agenda",  "product", "dossier", "panel",
        "ballot", "pick product", "pick member", "results", "result",  "explain", "signoff",
        "decide", "decided",      "export",      "paper",   "journal"};
    struct model m = {.pages = &all_pages};
    struct app app = {.model = &m, .reading = model_reading};
    char *why = NULL;
    app_init(&app, &actions, 24, 80);
    double since = now_ms();
    if (model_open(&app, path, &why) != DB_OK) {
        fprintf(stderr, "%s\n", why);
        return 1;
    }
    tell(to, "open", since);
    int product = plain_find_product(m.db, 1), member = plain_find_member(m.db, 1);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        since = now_ms();
        open_page(&app, names[i], product, member);
        tell(to, names[i], since);
    }
    since = now_ms();
    app_reload(&app);
    tell(to, "all of them again", since);
    answers(&(struct asked){m.db, product, member}, to);
    app_free(&app);
    model_close(&app);
    return 0;
}

/* ---- measuring ---- */

static bool locked(int fd)
{
    struct flock l = {
        .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = SHARED_AT, .l_len = SHARED_SIZE};
    return fcntl(fd, F_GETLK, &l) == 0 && l.l_type != F_UNLCK;
}

/* Until whoever tells closes @from. */
static void watch(int fd, int from)
{
    double begun = 0, longest = 0;
    for (;;) {
        struct lap l;
        double now = now_ms();
        bool held = locked(fd);
        begun = held && begun == 0 ? now : held ? begun : 0;
        if (held && now - begun > longest)
            longest = now - begun;
        ssize_t n = read(from, &l, sizeof l);
        if (n == sizeof l) {
            printf("  %-22s %10.1f ms   held %6.1f ms\n", l.what, l.ms, longest);
            longest = begun = 0;
        } else if (n == 0) {
            return;
        }
    }
}

/* A call as a whole process. */
static int call(char *const argv[], int to)
{
    double since = now_ms();
    pid_t child = fork();
    if (child == 0) {
        int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
        if (null >= 0 && dup2(null, STDOUT_FILENO) >= 0)
            execv(argv[0], argv);
        _exit(127);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status) ||
        WEXITSTATUS(status) > 1)
        return 1;
    tell(to, argv[1], since);
    return 0;
}

int main(int argc, char *argv[])
{
    int told[2], status = 0, fd = argc > 1 ? open(argv[1], O_RDWR | O_CLOEXEC) : -1;
    if (fd < 0 || pipe2(told, O_CLOEXEC) != 0) {
        fprintf(stderr, "held: %s\n", strerror(errno));
        return 1;
    }
    pid_t child = fork();
    if (child == 0) {
        close(told[0]);
        close(fd);
        _exit(argc > 2 ? call(argv + 2, told[1]) : pages(argv[1], told[1]));
    }
    close(told[1]);
    fcntl(told[0], F_SETFL, O_NONBLOCK);
    watch(fd, told[0]);
    return waitpid(child, &status, 0) == child && WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
