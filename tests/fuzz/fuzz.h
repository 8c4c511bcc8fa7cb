/* SPDX-License-Identifier: MIT */
/* tests/fuzz/fuzz.h - what the fuzz targets share.  A target is one file with
 * LLVMFuzzerTestOneInput; it makes its first corpus itself, in LLVMFuzzerInitialize, when the
 * folder named last on the command line is empty.  Beside crashes, leaks and undefined
 * behaviour, a target checks what the header of its reader promises: must(...) ends the run. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/base/fault.h"
#include "db/base/text.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define must(what)                                                                                 \
    do {                                                                                           \
        if (!(what)) {                                                                             \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #what);                     \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* A file of this process for readers that want a path. */
static inline const char *fuzz_path(const char *ending)
{
    static char path[256];
    const char *dir = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    snprintf(path, sizeof path, "%s/hoidong-fuzz-%ld%s", dir, (long)getpid(), ending);
    return path;
}

static inline void fuzz_write(const char *path, const void *data, size_t size)
{
    FILE *f = fopen(path, "wb");
    must(f && fwrite(data, 1, size, f) == size && fclose(f) == 0);
}

/* The whole file, in new memory with a NUL behind it. */
static inline char *fuzz_read(const char *path, size_t *size)
{
    char *all = NULL;
    FILE *in = fopen(path, "rb"), *out = open_memstream(&all, size);
    must(in && out);
    for (int ch; (ch = getc(in)) != EOF;)
        putc(ch, out);
    fclose(in);
    fclose(out);
    return all;
}

/* The corpus folder to be filled; NULL when there is none, or something is in it. */
static inline const char *fuzz_empty_corpus(int argc, char **argv)
{
    const char *dir = argc > 1 ? argv[argc - 1] : "-";
    DIR *d = *dir == '-' ? NULL : opendir(dir);
    int files = 0;
    for (struct dirent *e; d && (e = readdir(d));)
        files += e->d_name[0] != '.';
    if (d)
        closedir(d);
    return d && !files ? dir : NULL;
}

static inline void fuzz_seed(const char *dir, const char *name, const void *data, size_t size)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    fuzz_write(path, data, size);
}

/* A sentence can be made of every fault, and a refusal has at least one. */
static inline void fuzz_faults(struct faults *f, bool refused)
{
    size_t errors = 0;
    for (size_t i = 0; i < f->n; i++) {
        uint32_t cp;
        size_t at;
        char *text = fault_text(&f->v[i], NULL), *where = fault_where(&f->v[i], "tệp", NULL);
        must(text && where && text_check(text, &cp, &at) == TEXT_FINE);
        errors += !f->v[i].warning;
        free(text);
        free(where);
    }
    must(errors == f->errors);
    must(refused == (errors > 0));
    faults_free(f);
}

#endif
