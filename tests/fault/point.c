/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE 1 /* names of registers */
#include "tests/fault/point.h"

#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

const struct timespec fault_clock = {.tv_sec = 1796108400, .tv_nsec = 0};

static struct {
    struct fault_plan plan;
    struct fault_seen *seen; /* NULL: not armed */
    unsigned random;
} now;

/* ---- the system call that the filter lets through ---------------------------------------------
 */

long fault_raw(long nr, long a, long b, long c, long d, long e, long f);
extern const char fault_raw_end[];

#if defined(__x86_64__)
#define ARCH AUDIT_ARCH_X86_64
__asm__(".text\n.globl fault_raw\n.type fault_raw, @function\nfault_raw:\n"
        " mov %rdi, %rax\n mov %rsi, %rdi\n mov %rdx, %rsi\n mov %rcx, %rdx\n mov %r8, %r10\n"
        " mov %r9, %r8\n mov 8(%rsp), %r9\n syscall\n.globl fault_raw_end\nfault_raw_end:\n ret\n"
        ".size fault_raw, . - fault_raw\n");
static long asked(const ucontext_t *u, int i)
{
    static const int reg[] = {REG_RDI, REG_RSI, REG_RDX, REG_R10, REG_R8, REG_R9};
    return (long)u->uc_mcontext.gregs[reg[i]];
}
static void answer(ucontext_t *u, long v)
{
    u->uc_mcontext.gregs[REG_RAX] = v;
}
#elif defined(__aarch64__)
#define ARCH AUDIT_ARCH_AARCH64
__asm__(".text\n.globl fault_raw\n.type fault_raw, %function\nfault_raw:\n"
        " mov x8, x0\n mov x0, x1\n mov x1, x2\n mov x2, x3\n mov x3, x4\n mov x4, x5\n"
        " mov x5, x6\n svc #0\n.globl fault_raw_end\nfault_raw_end:\n ret\n"
        ".size fault_raw, . - fault_raw\n");
static long asked(const ucontext_t *u, int i)
{
    return (long)u->uc_mcontext.regs[i];
}
static void answer(ucontext_t *u, long v)
{
    u->uc_mcontext.regs[0] = (unsigned long)v;
}
#else
#error "tests/fault: say here how this machine makes a system call"
#endif

/* ---- the calls ---------------------------------------------------------------------------------
 */

/* What a call is: W writes, N makes a name, P its first word is a path, A its second one is (after
 * a folder), F its first one is an open file, H half of it can be done, U removes. */
enum { W = 1, N = 2, P = 4, A = 8, F = 16, H = 32, U = 64, RANDOM = 128 };
static const struct known {
    long nr;
    const char *name;
    int is;
} calls[] = {
#define CALL(name, is) {SYS_##name, #name, is},
#ifdef SYS_open
    CALL(open, P) CALL(creat, P | N) CALL(stat, P) CALL(lstat, P) CALL(access, P)
        CALL(rename, P | N) CALL(link, P | N) CALL(unlink, P | U) CALL(mkdir, P | N)
            CALL(rmdir, P | U) CALL(readlink, P) CALL(chmod, P)
#endif
#ifdef SYS_newfstatat
                CALL(newfstatat, A)
#endif
#ifdef SYS_renameat
                    CALL(renameat, A | N)
#endif
#ifdef SYS_faccessat2
                        CALL(faccessat2, A)
#endif
#ifdef SYS_statx
                            CALL(statx, A)
#endif
                                CALL(openat, A) CALL(renameat2, A | N) CALL(linkat, A | N)
                                    CALL(unlinkat, A | U) CALL(mkdirat, A | N) CALL(readlinkat, A)
                                        CALL(faccessat, A) CALL(fchmodat, A) CALL(statfs, P)
                                            CALL(fstat, F) CALL(fstatfs, F) CALL(read, F | H)
                                                CALL(pread64, F | H) CALL(write, F | W | H) CALL(
                                                    pwrite64, F | W | H) CALL(fsync, F | W)
                                                    CALL(fdatasync, F | W) CALL(ftruncate, F | W)
                                                        CALL(fallocate, F | W) CALL(fchmod, F)
                                                            CALL(fchown, F) CALL(getdents64, F)
                                                                CALL(fcntl, F) CALL(close, F)
                                                                    CALL(getrandom, RANDOM)
#undef CALL
};
enum { CALLS = sizeof calls / sizeof *calls };

static const struct known *known(long nr)
{
    for (int i = 0; i < CALLS; i++)
        if (calls[i].nr == nr)
            return &calls[i];
    return NULL;
}

const char *fault_call_name(long call)
{
    const struct known *k = known(call);
    return call < 0 ? "malloc" : k ? k->name : "?";
}

/* ---- points ------------------------------------------------------------------------------------
 */

/* Frames beside those of the program that tell two places apart: the way through a parser of SQL is
 * its own affair. */
enum { NEAR = 5 };

/* Who asked, as a number: the same for the same callers in the program, and the same nearest ones.
 */
static uint64_t place(void)
{
    extern const char __executable_start[], etext[];
    void *stack[FAULT_STACK];
    uint64_t h = 1469598103934665603u;
    int n = backtrace(stack, FAULT_STACK);
    for (int i = 0; i < n; i++) {
        const char *at = stack[i];
        if (i < NEAR || (at >= __executable_start && at < etext))
            h = (h ^ (uint64_t)(uintptr_t)at) * 1099511628211u;
    }
    return h;
}

/* A point of @kind: true where it fails. */
static bool point(enum fault_kind kind)
{
    struct fault_seen *s = now.seen;
    long n = ++s->points[kind];
    if (now.plan.at == 0 && s->hashes == (int)kind && n <= FAULT_POINTS)
        s->hash[n - 1] = place();
    if (now.plan.at == 0 || now.plan.kind != kind || n < now.plan.at ||
        (n > now.plan.at && !now.plan.forever))
        return false;
    if (s->hits++ == 0)
        s->depth = backtrace(s->stack, FAULT_STACK);
    return true;
}

bool fault_memory(void)
{
    static bool inside; /* a backtrace may ask for memory */
    if (!now.seen || inside)
        return false;
    inside = true;
    bool fails = point(FAULT_MEMORY);
    if (fails && now.seen->hits == 1)
        now.seen->call = -1;
    inside = false;
    return fails;
}

static void note(const struct known *k, const long a[6])
{
    struct fault_seen *s = now.seen;
    s->unlinks = s->unlinks || k->is & U;
    s->output = s->output || (k->is & W && a[0] == 1);
    if (s->hits != 1)
        return;
    s->call = k->nr;
    if (k->is & (P | A)) {
        snprintf(s->path, sizeof s->path, "%s", (const char *)a[k->is & A ? 1 : 0]);
    } else {
        char link[40];
        snprintf(link, sizeof link, "/proc/self/fd/%ld", a[0]);
        long n = fault_raw(SYS_readlinkat, AT_FDCWD, (long)link, (long)s->path, sizeof s->path - 1,
                           0, 0);
        s->path[n > 0 ? n : 0] = 0;
    }
}

/* Locks are points, the rest of fcntl is not. */
static bool counts(const struct known *k, const long a[6])
{
    if (k->nr == SYS_fcntl && a[1] != F_SETLK && a[1] != F_SETLKW)
        return false;
    return !(k->is & F && a[0] == 2); /* whoever cannot be told cannot be told */
}

static bool makes_name(const struct known *k, const long a[6])
{
    long flags = k->nr == SYS_openat ? a[2] : 0;
#ifdef SYS_open
    if (k->nr == SYS_open)
        flags = a[1];
#endif
    return k->is & N || flags & O_CREAT;
}

/* What fails and how: 0 nothing, else a negative errno. */
static long verdict(const struct known *k, const long a[6])
{
    long rc = 0;
    struct fault_seen *s = now.seen;
    bool decides = k->is & U || k->nr == SYS_fsync || k->nr == SYS_fdatasync;
    if (decides && s->syncs < FAULT_SYNCS)
        s->sync[s->syncs++] = s->points[FAULT_IO] + 1;
    if (point(FAULT_IO))
        rc = -EIO;
    if ((k->is & W || makes_name(k, a)) && point(FAULT_SPACE))
        rc = -ENOSPC;
    return rc;
}

static long random_bytes(unsigned char *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = (unsigned char)((now.random = now.random * 1103515245u + 12345u) >> 16);
    return (long)n;
}

static long handle(long nr, const long a[6])
{
    const struct known *k = known(nr);
    if (!k)
        return -ENOSYS;
    if (k->is == RANDOM)
        return random_bytes((unsigned char *)a[0], (size_t)a[1]);
    bool half = false;
    if (counts(k, a)) {
        long rc = verdict(k, a);
        half = k->is & H && a[2] > 1 && point(FAULT_SHORT);
        if (rc || half)
            note(k, a);
        if (rc && nr == SYS_close) /* an error of close closes */
            fault_raw(nr, a[0], 0, 0, 0, 0, 0);
        if (rc)
            return rc;
    }
    if (nr == SYS_fsync || nr == SYS_fdatasync) /* no power is cut here */
        return 0;
    return fault_raw(nr, a[0], a[1], half ? a[2] / 2 : a[2], a[3], a[4], a[5]);
}

static void trapped(int sig, siginfo_t *info, void *context)
{
    (void)sig;
    int e = errno;
    ucontext_t *u = context;
    long a[6];
    for (int i = 0; i < 6; i++)
        a[i] = asked(u, i);
    answer(u, handle(info->si_syscall, a));
    errno = e;
}

/* ---- the filter ---------------------------------------------------------------------------------
 */

/* Everything from fault_raw goes through, so does all that is not in the table. */
static bool filter(void)
{
    struct sock_filter f[8 + 2 * CALLS];
    unsigned short n = 0;
    uint64_t from = (uint64_t)(uintptr_t)fault_raw_end;
    unsigned where = offsetof(struct seccomp_data, instruction_pointer);
#define PUT(...) f[n++] = (struct sock_filter)__VA_ARGS__
    PUT(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, where));
    PUT(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)from, 0, 3));
    PUT(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, where + 4));
    PUT(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(from >> 32), 0, 1));
    PUT(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    PUT(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)));
    for (int i = 0; i < CALLS; i++) {
        PUT(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)calls[i].nr, 0, 1));
        PUT(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP));
    }
    PUT(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
#undef PUT
    struct sock_fprog program = {n, f};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

void fault_ready(void)
{
    void *stack[FAULT_STACK];
    (void)backtrace(stack, FAULT_STACK);
}

bool fault_armed(void)
{
    return now.seen != NULL;
}

bool fault_arm(const struct fault_plan *plan, struct fault_seen *seen)
{
    struct sigaction act = {.sa_sigaction = trapped, .sa_flags = SA_SIGINFO | SA_NODEFER};
    sigemptyset(&act.sa_mask);
    if (sigaction(SIGSYS, &act, NULL) != 0 || !filter())
        return false;
    now.plan = *plan;
    now.random = 26;
    now.seen = seen;
    return true;
}
