/* SPDX-License-Identifier: MIT */
/* tests/sim/sim.h - a council that is played in one process from one number.
 *
 * Fifteen members and an app, each with a handle of its own on one session file, are tasks that
 * take turns at every call to the disk and in every wait: the order, the clock, the random bytes
 * and what the disk does come from one seed, so that a council that goes wrong goes wrong again.
 *
 * The disk is the real one, in a folder in memory, below a VFS of ours (disk.c).  The program
 * reads the file past SQLite too (stat, pread, rename, link): these need no imitation.  SQLite's
 * own VFS keeps the locks of several handles in one process apart by itself, so that they behave
 * as processes.  What is simulated is what a crash leaves: the VFS keeps, of the file and its
 * journal, what was flushed and what was only written, and a power cut writes back the one with
 * any part of the other.  Times of the file are set from the simulated clock.
 *
 * Not simulated: the files of a backup and of an import are on the disk as soon as they are
 * written, and a copy is put over the file only while nobody is within an act. */
#ifndef TESTS_SIM_SIM_H
#define TESTS_SIM_SIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "db/db.h"

enum { SIM_MEMBERS = 15, SIM_APP = SIM_MEMBERS, SIM_TASKS, SIM_PRODUCTS = 2 };

/* What a test of the test breaks on purpose. */
enum sim_plant {
    PLANT_NONE,
    PLANT_LIE,   /* the disk says that it has flushed, and has not */
    PLANT_DROP,  /* the disk loses a write now and then */
    PLANT_EARLY, /* a writer says "saved" before it has written */
    PLANT_BLIND, /* a writer does not look whether the file is still the one it knows */
    PLANT_COUNT
};

struct sim_council {
    uint64_t seed;
    long steps;
    enum sim_plant plant;
    bool loud; /* tell every step */
};
struct sim_sum {
    bool ok;
    uint64_t digest; /* of all that happened */
    long steps, acks, refused, faults, kills, cuts, copies, lost, full, jumps, closings, checks;
    char said[4000]; /* of a council that went wrong: what, and its last steps */
};
/* Play it, in a process of its own. */
void sim_play(const struct sim_council *c, struct sim_sum *out);

/* ---- world.c: chance, time, turns, what is told ---- */
void sim_begin(const struct sim_council *c, struct sim_sum *sum);
bool sim_on(void);
const struct sim_council *sim_council(void);
struct sim_sum *sim_sum(void);
uint32_t sim_below(uint32_t n);
bool sim_one_in(uint32_t n);
/* Both are asked by the C library's names too (test_sim.c). */
int sim_clock(clockid_t clock, struct timespec *t);
int sim_sleep(const struct timespec *t);
void sim_jump(int64_t seconds);
void sim_tell(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The council goes wrong: its process ends. */
_Noreturn void sim_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A task; @id -1 is the world itself, which is never interrupted. */
int sim_task(void);
/* A call to the disk: another task may have its turn. */
void sim_point(void);
void sim_think(void);       /* between two acts */
void sim_alone(bool alone); /* nobody else has a turn */
/* Begin task @id anew: whatever it was doing ends here. */
void sim_start(int id, void (*body)(int id));
bool sim_within(int id); /* an act, or an opening */
void sim_enter(void);
void sim_leave(void);
/* One task has a turn, of those within an act only if @within.  False: there is none. */
bool sim_turn(bool within, int *id);

/* ---- disk.c ---- */
void disk_begin(const char *path);
const char *disk_path(void);
void disk_full(bool full);
void disk_fail_once(void);
void disk_kill(int task); /* its descriptors are closed, as the kernel does */
void disk_cut(void);      /* all tasks must be dead */
bool disk_quiet(void);    /* no task holds a lock */
/* The file as it is, and another one in its place: over it, or by its name. */
unsigned char *disk_take(size_t *n);
void disk_keep(void); /* as it is, it is flushed */
void disk_put(const unsigned char *v, size_t n, bool renamed);

/* ---- model.c: what was promised ---- */
enum sim_act_end { ACT_RUNS, ACT_DONE, ACT_REFUSED, ACT_KILLED };
void model_begin(const char *path);
/* The millisecond that an event bears says who made it, in which act. */
int model_code(void);
void model_act(int task, const char *code, const char *label);
void model_end(int task, struct db *db, enum db_rc rc);
void model_killed(int task);
/* What a handle knows of the file when it is opened. */
void model_opened(int task, struct db *db);
/* It forgets that: PLANT_BLIND. */
void model_blind(struct db *db);
/* A handle was told that its file is another one. */
void model_lost(int task);
/* Compare what is new in the file with what was said of it.  False: it cannot be read now. */
bool model_look(void);
/* The whole record. */
void model_check(void);
int64_t model_head(void);
void model_rewind(int64_t head); /* an older copy with so many events is the file now */

/* ---- acts.c ---- */
void acts_begin(const char *dir); /* makes the session, DIR/a.ocop */
void acts_of(int id);             /* what a task does, for ever */
void acts_killed(int id);         /* its handle is no more */

#endif
