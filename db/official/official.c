/* SPDX-License-Identifier: MIT */
/* db/official/official.c - the law's own words: kept, and looked up. */
#include "db/official/official.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/base/batch.h"
#include "db/base/mem.h"
#include "db/base/reason.h"
#include "db/base/regular.h"
#include "db/base/text.h"
#include "db/official/part.h"

/* ---- the words ---- */

struct official *official_new(const char *path)
{
    struct official *o = xcalloc(1, sizeof *o);
    const char *slash = strrchr(path, '/');
    char *name = text_safe(slash ? slash + 1 : path, 0);
    o->arena = arena_new();
    o->source = arena_strdup(o->arena, name);
    free(name);
    return o;
}

void official_free(struct official *o)
{
    if (!o)
        return;
    arena_free(o->arena);
    free(o);
}

/* Line breaks stay: a note may have several lines. */
static char *printable(struct arena *a, const char *text)
{
    uint32_t cp;
    size_t at;
    char *out = arena_strdup(a, text);
    for (char *c = out; *c; c++)
        *c = *c == '\n' ? ' ' : *c;
    if (text_check(out, &cp, &at) != TEXT_FINE) {
        char *safe = text_safe(out, 0);
        out = arena_strdup(a, safe);
        free(safe);
    }
    return out;
}

void official_add(struct official *o, enum official_kind kind, const char *set, const char *code,
                  const char *label, const char *text)
{
    if (o->n == o->cap)
        o->word = arena_grow(o->arena, o->word, o->n, &o->cap, sizeof *o->word);
    struct official_word *w = &o->word[o->n];
    *w = (struct official_word){.kind = kind, .seq = o->n};
    w->set = arena_strdup(o->arena, set);
    w->code = arena_strdup(o->arena, code);
    w->label = arena_strdup(o->arena, label);
    w->text = printable(o->arena, text);
    o->n++;
}

static int compare(const struct official_word *a, const struct official_word *b)
{
    int c = strcmp(a->set, b->set);
    c = c ? c : (int)a->kind - (int)b->kind;
    c = c ? c : strcmp(a->code, b->code);
    return c ? c : strcmp(a->label, b->label);
}

static int by_key(const void *a, const void *b)
{
    const struct official_word *x = a, *y = b;
    int c = compare(x, y);
    return c ? c : x->seq < y->seq ? -1 : x->seq > y->seq;
}

void official_finish(struct official *o)
{
    if (o->n)
        qsort(o->word, o->n, sizeof *o->word, by_key);
}

static const char *look(const struct official *o, enum official_kind kind, const char *set,
                        const char *code, const char *label, size_t nth)
{
    if (!o || !set || !code || !label)
        return NULL;
    struct official_word key = {.set = set, .kind = kind, .code = code, .label = label};
    size_t from = 0, to = o->n;
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        if (compare(&o->word[mid], &key) < 0)
            from = mid + 1;
        else
            to = mid;
    }
    from += nth;
    return from < o->n && compare(&o->word[from], &key) == 0 ? o->word[from].text : NULL;
}

const char *official_level(const struct official *o, const char *set, const char *criterion,
                           const char *label)
{
    return look(o, WORD_LEVEL, set, criterion, label, 0);
}

const char *official_name(const struct official *o, const char *set, const char *criterion)
{
    return look(o, WORD_NAME, set, criterion, "", 0);
}

const char *official_note(const struct official *o, const char *set, const char *criterion,
                          size_t i)
{
    return look(o, WORD_NOTE, set, criterion, "", i);
}

const char *official_disqualifier(const struct official *o, const char *set, size_t i)
{
    return look(o, WORD_DISQUALIFIER, set, "", "", i);
}

size_t official_levels(const struct official *o, const char *set)
{
    size_t n = 0;
    for (size_t i = 0; o && i < o->n; i++)
        n += o->word[i].kind == WORD_LEVEL && (!set || strcmp(o->word[i].set, set) == 0) &&
             o->word[i].label[strcspn(o->word[i].label, "0123456789")];
    return n;
}

const char *official_source(const struct official *o)
{
    return o ? o->source : NULL;
}

/* ---- matching ---- */

void official_warn(struct reading *r, enum fault_id id, const char *set, const char *code,
                   const char *label, const char *stands)
{
    if (r->warned++ < OFFICIAL_MAX_WARNINGS)
        warn_add(r->f, id, set, code, label, stands, NULL);
}

/* ---- the store: a file of the user's ---- */

/* Lines of fields with a tab between: a head with the version of this format, the file the words
 * came from, one line a word, and at the end how many words and the SHA-256 of all that is above.
 * A file that is not whole to the byte is not believed: half a law would be worse than none. */
#define HEAD "hoidong-official\t1\n"
enum { MAX_STORE = 32 << 20, FIELDS = 5 };

static const char *const kinds[WORD_KINDS] = {"out", "name", "note", "level"};

/* ---- writing ---- */

struct out {
    char *s;
    size_t n, cap;
};

static void store_put(struct out *o, const char *s)
{
    size_t n = strlen(s);
    if (o->n + n + 1 > o->cap)
        o->s = xrealloc(o->s, o->cap = 2 * (o->n + n + 1));
    memcpy(o->s + o->n, s, n + 1);
    o->n += n;
}

static void hash_hex(const char *s, size_t n, char hex[65])
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const unsigned char *)s, n);
    sodium_bin2hex(hex, 65, hash, sizeof hash);
}

/* Texts hold neither tab nor line break: official_add saw to it. */
static void store_text(const struct official *o, struct out *out)
{
    char end[128], hex[65];
    store_put(out, HEAD "source\t");
    store_put(out, o->source);
    store_put(out, "\n");
    for (size_t i = 0; i < o->n; i++) {
        const struct official_word *w = &o->word[i];
        const char *field[FIELDS] = {kinds[w->kind], w->set, w->code, w->label, w->text};
        for (int k = 0; k < FIELDS; k++) {
            store_put(out, field[k]);
            store_put(out, k + 1 < FIELDS ? "\t" : "\n");
        }
    }
    hash_hex(out->s, out->n, hex);
    snprintf(end, sizeof end, "end\t%zu\t%s\n", o->n, hex);
    store_put(out, end);
}

static bool write_all(int fd, const char *s, size_t n)
{
    while (n > 0) {
        ssize_t k = write(fd, s, n);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return false;
        s += k;
        n -= (size_t)k;
    }
    return fsync(fd) == 0;
}

bool official_save(const struct official *o, const char *path, struct faults *f)
{
    struct out out = {0};
    struct batch one = {0};
    char *tmp = xasprintf("%s.%ld", path, (long)getpid());
    store_text(o, &out);
    int fd = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    bool good = fd >= 0 && write_all(fd, out.s, out.n);
    good = (fd < 0 || close(fd) == 0) && good;
    int why = errno;
    if (fd >= 0)
        batch_add(&one, BATCH_OVER, xstrdup(tmp), xstrdup(path), NULL);
    if (good) {
        why = batch_publish(&one);
        good = why == 0;
    }
    if (!good)
        fault_add(f, F_OFFICIAL_STORE_WRITE, path, reason_text(why), NULL);
    batch_free(&one); /* what has no name goes */
    free(tmp);
    free(out.s);
    return good;
}

/* ---- reading ---- */

static bool one_word(struct official *o, char *line)
{
    char *field[FIELDS];
    for (int k = 0; k < FIELDS; k++) {
        field[k] = line;
        char *tab = strchr(line, '\t');
        if ((tab != NULL) != (k + 1 < FIELDS))
            return false;
        if (tab) {
            *tab = '\0';
            line = tab + 1;
        }
    }
    for (int kind = 0; kind < WORD_KINDS; kind++)
        if (strcmp(field[0], kinds[kind]) == 0) {
            official_add(o, (enum official_kind)kind, field[1], field[2], field[3], field[4]);
            return true;
        }
    return false;
}

/* The last line says what all the others must be. */
static bool whole(const char *s, size_t n, size_t *body, unsigned long *count)
{
    char hex[65], is[65];
    size_t at = n;
    if (n < 2 || s[n - 1] != '\n' || memchr(s, 0, n))
        return false;
    for (at = n - 1; at > 0 && s[at - 1] != '\n'; at--)
        ;
    hash_hex(s, at, is);
    *body = at;
    return sscanf(s + at, "end\t%lu\t%64[0-9a-f]", count, hex) == 2 && strcmp(hex, is) == 0;
}

static struct official *parse_store(char *s, size_t n, struct faults *f)
{
    size_t body;
    unsigned long count;
    if (strncmp(s, "hoidong-official\t", 17) == 0 && strncmp(s, HEAD, strlen(HEAD)) != 0) {
        warn_add(f, F_OFFICIAL_STORE_VERSION, NULL);
        return NULL;
    }
    struct official *o = NULL;
    bool good = strncmp(s, HEAD, strlen(HEAD)) == 0 && whole(s, n, &body, &count);
    char *line = good ? s + strlen(HEAD) : NULL;
    if (good)
        s[body] = '\0';
    for (bool first = true; good && *line; first = false) {
        char *end = strchr(line, '\n');
        *end = '\0';
        if (first) {
            good = strncmp(line, "source\t", 7) == 0;
            o = good ? official_new(line + 7) : NULL;
        } else {
            good = one_word(o, line);
        }
        line = end + 1;
    }
    if (good && o && o->n == count) {
        official_finish(o);
        return o;
    }
    official_free(o);
    warn_add(f, F_OFFICIAL_STORE_DAMAGED, NULL);
    return NULL;
}

struct official *official_load(const char *path, struct faults *f)
{
    size_t n;
    char *s = regular_read(path, MAX_STORE, &n);
    struct official *o = s ? parse_store(s, n, f) : NULL;
    if (!s && (errno == EISDIR || errno == NOT_REGULAR || errno == EFBIG))
        warn_add(f, F_OFFICIAL_STORE_DAMAGED, NULL);
    else if (!s && errno != ENOENT && errno != ENOTDIR)
        warn_add(f, F_OFFICIAL_STORE_READ, reason_text(errno), NULL);
    free(s);
    return o;
}
