/* SPDX-License-Identifier: MIT */
/* Session files as bytes in memory, changed by whoever knows their tables: no disk, so that many
 * more go through than by files.  The first corpus is the one that is kept, tests/fuzz/corpus. */
#include "tests/fuzz/fuzz.h"

#include <sqlite3.h>
#include <zlib.h>

#include "tests/kit/judge.h"
#include "tests/kit/mutate.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t room);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned seed);

static const char kept[] = "tests/fuzz/corpus/session";

static void unpack(const char *dir, const char *name)
{
    enum { MOST = 1 << 20 };
    static unsigned char bytes[MOST];
    char path[512];
    snprintf(path, sizeof path, "%s/%s", kept, name);
    gzFile in = gzopen(path, "rb");
    must(in);
    int n = gzread(in, bytes, MOST);
    must(n >= 0 && gzclose(in) == Z_OK);
    fuzz_seed(dir, name, bytes, (size_t)n);
}

/* ---- memory for SQLite, which is not ours to try: blocks by powers of two that are kept ---- */

enum { LEAST = 6, MOST_BITS = 28, HEAD = 16 };
#define PLAIN __attribute__((no_sanitize("address", "undefined", "coverage")))

union block {
    union block *next;
    struct {
        int bits, size;
    } used;
    char head[HEAD];
};
static union block *unused[MOST_BITS + 1];

PLAIN static void *pool_malloc(int size)
{
    unsigned all = (unsigned)size + HEAD - 1;
    int bits = all < 1 << LEAST ? LEAST : 32 - __builtin_clz(all);
    if (bits > MOST_BITS)
        return NULL;
    union block *b = unused[bits];
    if (b)
        unused[bits] = b->next;
    else if (!(b = malloc((size_t)1 << bits)))
        return NULL;
    b->used.bits = bits;
    b->used.size = (1 << bits) - HEAD;
    return (char *)b + HEAD;
}

PLAIN static union block *block_of(void *p)
{
    return (union block *)(void *)((char *)p - HEAD);
}

PLAIN static void pool_free(void *p)
{
    union block *b = block_of(p);
    int bits = b->used.bits;
    b->next = unused[bits];
    unused[bits] = b;
}

PLAIN static int pool_size(void *p)
{
    return p ? block_of(p)->used.size : 0;
}

PLAIN static void *pool_realloc(void *p, int size)
{
    if (size <= pool_size(p))
        return p;
    void *larger = pool_malloc(size);
    if (larger) {
        memcpy(larger, p, (size_t)pool_size(p));
        pool_free(p);
    }
    return larger;
}

PLAIN static int pool_round(int size)
{
    return (size + 7) & ~7;
}

static int pool_begin(void *unneeded)
{
    (void)unneeded;
    return SQLITE_OK;
}

static void pool_end(void *unneeded)
{
    (void)unneeded;
}

static const sqlite3_mem_methods pool = {pool_malloc, pool_free,  pool_realloc, pool_size,
                                         pool_round,  pool_begin, pool_end,     NULL};

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    must(sqlite3_config(SQLITE_CONFIG_SINGLETHREAD) == SQLITE_OK);
    must(sqlite3_config(SQLITE_CONFIG_MALLOC, &pool) == SQLITE_OK);
    const char *dir = fuzz_empty_corpus(*argc, *argv);
    DIR *d = dir ? opendir(kept) : NULL;
    must(!dir || d);
    for (struct dirent *e; d && (e = readdir(d));)
        if (strstr(e->d_name, ".gz"))
            unpack(dir, e->d_name);
    if (d)
        closedir(d);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned seed)
{
    size_t n = 0;
    if (seed % 8 > 1)
        n = session_mutate(data, size, room, seed);
    else if (seed % 32 == 0 && size > 1)
        n = seed / 32 % (size - 1) + 1; /* cut off */
    return n ? n : LLVMFuzzerMutate(data, size, room);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static sqlite3_int64 first;
    sqlite3_int64 before = sqlite3_memory_used();
    (void)session_judge(data, size, false);
    must(!first || sqlite3_memory_used() == before); /* nothing of SQLite's is left open */
    first = before + 1;
    return 0;
}
