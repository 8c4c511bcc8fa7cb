/* SPDX-License-Identifier: MIT */
#include "tests/fault/run.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/db.h"
#include "tui/cli/cli.h"

enum { PATIENCE = 60 }; /* seconds, after which a call is taken to hang */

void *run_shared(unsigned long size)
{
    void *p =
        mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED)
        exit(2);
    return p;
}

static pid_t child(void)
{
    fflush(NULL);
    pid_t pid = fork();
    if (pid < 0)
        exit(2);
    return pid;
}

static void stream(int fd, const char *path, int flags)
{
    int f = open(path, flags, 0600);
    if (f < 0 || dup2(f, fd) < 0)
        _exit(2);
    close(f);
}

static void homes(const char *dir)
{
    static const char *const names[] = {"HOME",           "XDG_DATA_HOME",
                                        "XDG_STATE_HOME", "XDG_CONFIG_HOME",
                                        "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"};
    char home[440];
    snprintf(home, sizeof home, "%s/home", dir);
    mkdir(home, 0700);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        setenv(names[i], home, 1);
    snprintf(home, sizeof home, "%s/tmp", dir);
    mkdir(home, 0700);
    setenv("TMPDIR", home, 1);
}

static _Noreturn void call(const struct bench *b, const struct fault_row *row,
                           const struct fault_plan *plan)
{
    char in[440], out[440], err[440], *argv[20] = {(char[]){"hoidong"}};
    int argc = 1;
    for (; row->word[argc - 1]; argc++)
        argv[argc] = strdup(row->word[argc - 1]);
    snprintf(in, sizeof in, "%s/in", b->dir);
    snprintf(out, sizeof out, "%s/out", b->dir);
    snprintf(err, sizeof err, "%s/err", b->dir);
    folder_write(in, row->in ? row->in : "");
    homes(b->at);
    if (chdir(b->at) != 0)
        _exit(2);
    stream(0, in, O_RDONLY);
    stream(1, out, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND);
    stream(2, err, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    alarm(PATIENCE);
    if (!fault_arm(plan, b->seen))
        _exit(2);
    exit(row == &fault_planted ? fault_planted_main(argc, argv) : cli_main(argc, argv));
}

void run_call(struct bench *b, const struct fault_row *row, const struct fault_plan *plan,
              struct ran *out)
{
    char path[440];
    int hashes = b->seen->hashes;
    memset(b->seen, 0, offsetof(struct fault_seen, hash));
    b->seen->hashes = hashes;
    pid_t pid = child();
    if (pid == 0)
        call(b, row, plan);
    int st;
    waitpid(pid, &st, 0);
    out->signal = WIFSIGNALED(st) ? WTERMSIG(st) : 0;
    out->status = WIFEXITED(st) ? WEXITSTATUS(st) : -1;
    snprintf(path, sizeof path, "%s/out", b->dir);
    out->out = folder_text(path, NULL);
    snprintf(path, sizeof path, "%s/err", b->dir);
    out->err = folder_text(path, NULL);
    folder_read(b->at, &b->now);
}

void ran_free(struct ran *r)
{
    free(r->out);
    free(r->err);
}

void run_restore(struct bench *b)
{
    folder_restore(b->from, &b->before, b->at, &b->now);
    b->now = b->before;
}

/* ---- looking -----------------------------------------------------------------------------------
 */

static bool note_hash(const struct event *e, void *arg)
{
    struct record_seen *r = arg;
    if (r->events < RECORD_EVENTS)
        snprintf(r->hash[r->events], sizeof r->hash[0], "%.16s", e->hash);
    r->events++;
    return true;
}

static void look(const char *path, struct record_seen *r)
{
    struct db *db = NULL;
    struct faults f = {0};
    struct verdict v;
    if (db_open(&db, path, DB_LOOK_VERIFY, &f) != DB_OK)
        return;
    r->sound = db_verify(db, &v) == DB_OK && db_journal(db, 1, note_hash, r) == DB_OK;
    memcpy(r->head, v.head, sizeof r->head);
    db_close(db);
}

void run_look(struct bench *b, const char *name)
{
    char path[600];
    snprintf(path, sizeof path, "%s/%s", b->at, name);
    memset(b->record, 0, sizeof *b->record);
    b->record->there = access(path, F_OK) == 0;
    pid_t pid = child();
    if (pid == 0) {
        look(path, b->record);
        _exit(0);
    }
    waitpid(pid, NULL, 0);
}

void run_lists(const char *dir)
{
    pid_t pid = child();
    if (pid == 0) {
        if (chdir(dir) != 0)
            _exit(2);
        fault_lists();
        _exit(0);
    }
    int st;
    if (waitpid(pid, &st, 0) != pid || st != 0)
        exit(2);
}
