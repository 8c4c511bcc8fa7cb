/* SPDX-License-Identifier: MIT */
/* Files that are opened as sessions: what is refused is left byte for byte as it was. */
#include "tests/fuzz/fuzz.h"

#include "db/db.h"

static int64_t noon(void *unused)
{
    (void)unused;
    return 1795413600000;
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    const char *dir = fuzz_empty_corpus(*argc, *argv), *path = fuzz_path(".seed.ocop");
    struct faults f = {0};
    struct db *db = NULL;
    size_t n;
    if (!dir)
        return 0;
    unlink(path);
    must(db_create(&db, path, NULL, 0, &f) == DB_OK);
    db_set_clock(db, noon, NULL);
    struct db_pair place = {"place", "Hội trường"};
    must(db_set(db, &place, 1, NULL, "secretary") == DB_OK);
    db_close(db);
    char *bytes = fuzz_read(path, &n);
    fuzz_seed(dir, "empty", bytes, n);
    fuzz_seed(dir, "header", bytes, 100);
    fuzz_seed(dir, "page", bytes, n < 4096 ? n : 4096);
    free(bytes);
    unlink(path);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = fuzz_path(".ocop");
    struct faults f = {0};
    struct db *db = NULL;
    fuzz_write(path, data, size);
    bool looks = db_is_session(path);
    enum db_rc rc = db_open(&db, path, DB_OPEN, &f);
    must((rc == DB_OK) == (db != NULL));
    must(rc != DB_OK || looks);
    if (rc == DB_OK) {
        struct session s;
        struct tally t;
        must(db_session(db, &s) == DB_OK && strlen(s.head) == 64);
        if (db_tally(db, 0, &t) == DB_OK)
            must(t.n <= 5000);
        list_free(&t);
        faults_free(&f);
    } else {
        size_t n;
        char *left = fuzz_read(path, &n);
        must(n == size && memcmp(left, data, n) == 0);
        free(left);
        fuzz_faults(&f, true);
    }
    db_close(db);
    unlink(path);
    return 0;
}
