/* SPDX-License-Identifier: MIT */
/* A council from its first mark to its last step, and what befalls it meanwhile. */
#include "tests/sim/sim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/base/mem.h"

/* In so many steps each comes about once; a kill and a cut some turns later, so that they fall
 * within acts. */
enum {
    KILL = 50,
    CUT = 500,
    COPY = 300,
    JUMP = 100,
    FULL = 200,
    FAIL = 80,
    CHECK = 300,
    SOON = 60
};

static struct {
    unsigned char *copy; /* the file as it once was */
    size_t n;
    int64_t head;
    long full_until;
    uint32_t kill_in, cut_in; /* turns; 0: not planned */
} p;

static void begin_anew(int id)
{
    disk_kill(id);
    model_killed(id);
    acts_killed(id);
    sim_start(id, acts_of);
}

static void power_cut(void)
{
    sim_tell("power cut");
    sim_sum()->cuts++;
    for (int i = 0; i < SIM_TASKS; i++)
        begin_anew(i);
    disk_cut();
    /* The first one to come plays the journal; mostly one of the tasks. */
    if (sim_one_in(2)) {
        struct faults f = {0};
        struct db *db = NULL;
        if (db_open(&db, disk_path(), DB_OPEN, &f) != DB_OK)
            sim_fail("after a power cut: %s", f.n ? fault_text(&f.v[0], NULL) : "?");
        db_close(db);
        model_check();
    }
}

static void killed(int id)
{
    sim_tell("%2d is killed", id);
    sim_sum()->kills++;
    begin_anew(id);
}

/* Those within an act finish it; nobody else begins one. */
static void all_rest(void)
{
    int id;
    while (sim_turn(true, &id))
        ;
    if (!disk_quiet())
        sim_fail("a lock is held, and nobody is within an act");
}

static void copy_or_put_back(void)
{
    all_rest();
    if (!model_look()) /* a journal waits for the next writer */
        return;
    if (p.copy && p.head < model_head() && sim_one_in(2)) {
        bool renamed = sim_one_in(2);
        sim_tell("a copy of %lld events is put %s the file of %lld", (long long)p.head,
                 renamed ? "in place of" : "over", (long long)model_head());
        disk_put(p.copy, p.n, renamed);
        model_rewind(p.head);
        sim_sum()->copies++;
    } else {
        free(p.copy);
        p.copy = disk_take(&p.n);
        p.head = model_head();
        sim_tell("a copy is made of %lld events", (long long)p.head);
    }
}

static void whole_check(void)
{
    all_rest();
    if (model_look())
        model_check();
    sim_tell("checked: %lld events", (long long)model_head());
}

static void after_a_step(void)
{
    const struct sim_sum *sum = sim_sum();
    model_look();
    if (sum->steps == p.full_until) {
        disk_full(false);
        sim_tell("there is room again");
    }
    if (sum->steps > p.full_until && sim_one_in(FULL)) {
        disk_full(true);
        p.full_until = sum->steps + 1 + (long)sim_below(12);
        sim_sum()->full++;
        sim_tell("the disk is full");
    }
    if (sim_one_in(FAIL))
        disk_fail_once();
    if (sim_one_in(JUMP)) {
        sim_jump((int64_t)sim_below(2 * 86400) - 86400);
        sim_sum()->jumps++;
    }
    if (!p.kill_in && sim_one_in(KILL))
        p.kill_in = 1 + sim_below(SOON);
    if (!p.cut_in && sim_one_in(CUT))
        p.cut_in = 1 + sim_below(SOON);
    /* What is broken on purpose is to be found soon. */
    if (sim_one_in(sim_council()->plant ? COPY / 6 : COPY))
        copy_or_put_back();
    if (sim_one_in(CHECK))
        whole_check();
}

/* In memory where there is such a folder: what a disk costs is not asked here. */
static void folder(char dir[200], long pid)
{
    const char *tmp = getenv("TMPDIR");
    tmp = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : tmp ? tmp : "/tmp";
    snprintf(dir, 200, "%.150s/sim-%ld", tmp, pid);
}

static void play(const struct sim_council *c, struct sim_sum *sum)
{
    char dir[200];
    folder(dir, (long)getpid());
    if (mkdir(dir, 0700) != 0 || setenv("XDG_RUNTIME_DIR", dir, 1) != 0)
        sim_fail("no folder %s", dir);
    sim_begin(c, sum);
    acts_begin(dir);
    for (int i = 0; i < SIM_TASKS; i++)
        sim_start(i, acts_of);
    while (sum->steps < c->steps) {
        long steps = sum->steps;
        int id = -1;
        sim_turn(false, &id);
        if (sum->steps != steps)
            after_a_step();
        if (p.cut_in && --p.cut_in == 0)
            power_cut();
        else if (p.kill_in && sim_within(id) && --p.kill_in == 0)
            killed(id);
    }
    disk_full(false);
    all_rest();
    power_cut();
    whole_check();
}

/* What it leaves, the memory of the killed too, goes with its process. */
void sim_play(const struct sim_council *c, struct sim_sum *out)
{
    char dir[200], command[240];
    int status = -1;
    struct sim_sum *sum =
        mmap(NULL, sizeof *sum, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    *out = (struct sim_sum){0};
    if (sum == MAP_FAILED)
        return;
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        play(c, sum);
        fflush(stdout);
        _exit(0);
    }
    bool ended = pid > 0 && waitpid(pid, &status, 0) == pid;
    *out = *sum;
    munmap(sum, sizeof *sum);
    out->ok = ended && status == 0;
    if (!out->ok && !*out->said)
        snprintf(out->said, sizeof out->said, "SIM_SEED=%llu SIM_STEPS=%ld, step %ld: status %x",
                 (unsigned long long)c->seed, c->steps, out->steps, (unsigned)status);
    folder(dir, (long)pid);
    snprintf(command, sizeof command, "rm -rf '%s'", dir);
    out->ok = system(command) == 0 && out->ok;
}
