/* SPDX-License-Identifier: MIT */
#include "tests/fault/judge.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SESSION "s.ocop"
#define JOURNAL "s.ocop-journal"
#define HAS(set, f) ((set) |= 1u << FINDING_##f)

static const struct {
    const char *name, *text;
} finding_table[] = {
#define X(id, name, text) {name, text},
    FINDINGS(X)
#undef X
};

const char *finding_name(enum finding f)
{
    return finding_table[f].name;
}

const char *finding_text(enum finding f)
{
    return finding_table[f].text;
}

static bool any(const char *text, const char *const words[])
{
    for (size_t i = 0; words[i]; i++)
        if (strstr(text, words[i]))
            return true;
    return false;
}

/* ---- the sentence ------------------------------------------------------------------------------
 */

static const char *const not_written[] = {
    "không được ghi", "chưa được ghi",          "CHƯA LƯU", "chưa lưu", "chưa đổi",
    "không đổi gì",   "không tệp nào được ghi", NULL};
static const char *const written[] = {"ĐÃ LƯU", "đã được ghi", "đã lưu", NULL};
static const char *const not_known[] = {"KHÔNG RÕ", "không rõ", "chưa rõ", NULL};
static const char *const foreign[] = {
    "disk I/O", "unable to",     "out of memory", "no such", "Too many",      "Input/output",
    "database", "malformed",     "No space",      "Cannot ", "[ERROR]",       "[WARNING]",
    "U+000A",   "(null)",        "not an error",  "logic",   "bad parameter", "cannot ",
    "No such",  "Unknown error", "error",         "failed",  "interrupted",   NULL};

static bool ends(const char *line, size_t n)
{
    static const char help[] = "--help"; /* what to look at next stands last */
    size_t k = sizeof help - 1;
    return n > k && (strchr(".)!?:\"", line[n - 1]) || strncmp(line + n - k, help, k) == 0);
}

/* Each line of @err is a whole sentence of ours, said once. */
static unsigned judge_words(const char *err)
{
    unsigned bad = 0;
    for (const char *line = err, *end; *line; line = end + 1) {
        end = strchr(line, '\n');
        size_t n = end ? (size_t)(end - line) : strlen(line);
        const char *again = end ? strstr(end, line) : NULL;
        if (!end || !ends(line, n))
            HAS(bad, HALF_TEXT);
        for (again = end; again && n > 0; again = strchr(again + 1, '\n'))
            if (strncmp(again + 1, line, n + 1) == 0)
                HAS(bad, HALF_TEXT);
        if (!end)
            break;
    }
    return bad;
}

static bool in_english(const struct fault_row *row)
{
    for (size_t i = 0; row->word[i]; i++)
        if (strcmp(row->word[i], "--lang") == 0)
            return true;
    return false;
}

/* ---- the record --------------------------------------------------------------------------------
 */

enum stands { AS_BEFORE, AS_AFTER, OTHERWISE, BROKEN };

static bool same(const struct folder *a, const struct folder *b, const char *path)
{
    const struct folder_entry *x = folder_find(a, path), *y = folder_find(b, path);
    return x && y ? x->hash == y->hash : x == y;
}

/* What stands in the session; b->record is filled where it had to be read. */
static enum stands record_stands(struct bench *b, const struct good *g, bool read)
{
    if (!read && !folder_find(&b->now, JOURNAL)) {
        if (same(&b->now, &b->before, SESSION))
            return AS_BEFORE;
        if (same(&b->now, &g->after, SESSION))
            return AS_AFTER;
    }
    run_look(b, SESSION);
    const struct record_seen *r = b->record;
    if (!r->there)
        return *g->head_before ? BROKEN : AS_BEFORE;
    if (!r->sound)
        return BROKEN;
    if (strcmp(r->head, g->head_before) == 0)
        return AS_BEFORE;
    /* The same events, though one may lack the number of the machine's start. */
    return strcmp(r->head, g->head_after) == 0 || r->events == g->events ? AS_AFTER : OTHERWISE;
}

/* Every "ACK SEQ HASH" is in the journal; acks of @out, -1 when one is missing. */
static long acked(const char *out, const struct record_seen *r)
{
    long n = 0;
    for (const char *p = out; (p = strstr(p, "ACK ")); p += 4, n++) {
        long seq = strtol(p + 4, NULL, 10);
        const char *hash = strchr(p + 4, ' ');
        if (!hash || seq < 1 || seq > r->events || strncmp(hash + 1, r->hash[seq - 1], 16) != 0)
            return -1;
    }
    return n;
}

/* Whether what is said of the record is so. */
static unsigned judge_record(struct bench *b, const struct good *g, const struct fault_plan *plan,
                             const struct ran *r)
{
    unsigned bad = 0;
    int does = g->row->does;
    enum stands is = record_stands(b, g, does & ROW_FEED);
    bool no = any(r->err, not_written), yes = any(r->err, written), maybe = any(r->err, not_known);
    bool acts = does & ROW_ACTS && strcmp(g->head_before, g->head_after) != 0;
    if (does & ROW_FEED && acked(r->out, b->record) < 0)
        HAS(bad, ACKED);
    if (is == BROKEN)
        HAS(bad, UNSOUND);
    if (is == OTHERWISE && !(does & (ROW_FEED | ROW_MANY)))
        HAS(bad, HALF_ACT);
    if (maybe && !plan->forever)
        HAS(bad, NEEDLESS);
    if (!acts)
        return bad;
    if (r->status == 0 && is == AS_BEFORE)
        HAS(bad, FALSE_YES);
    if (r->status != 0 && is == AS_AFTER && no && !maybe)
        HAS(bad, FALSE_NOT);
    if (r->status != 0 && is == AS_AFTER && !no && !yes && !maybe)
        HAS(bad, NOT_TOLD);
    if (r->status != 0 && is == AS_BEFORE && yes && !maybe)
        HAS(bad, FALSE_YES);
    return bad;
}

/* ---- the files ---------------------------------------------------------------------------------
 */

static bool is_home(const char *path)
{
    return strncmp(path, "home", 4) == 0;
}

/* Whose turn it is to write (db/record/turn.h): named by the session's inode, another one each
 * time. */
static bool is_turn(const char *path)
{
    size_t n = strlen(path);
    return is_home(path) && n > 5 && strcmp(path + n - 5, ".turn") == 0;
}

/* A journal cannot be played back while no file can be read: whoever opens next does it. */
static bool may_stay(const char *path, const struct fault_plan *plan)
{
    return plan->forever && plan->kind == FAULT_IO && strcmp(path, JOURNAL) == 0;
}

/* Nothing is there that is neither of before nor asked for; what is there is one of both. */
static unsigned judge_files(const struct bench *b, const struct good *g,
                            const struct fault_plan *plan, const struct ran *r)
{
    unsigned bad = 0;
    int fresh = 0, missing = 0, changed = 0;
    for (size_t i = 0; i < b->now.n; i++) {
        const struct folder_entry *e = &b->now.v[i];
        const struct folder_entry *was = folder_find(&b->before, e->path);
        const struct folder_entry *want = folder_find(&g->after, e->path);
        if (!was && !want && !b->seen->unlinks && !may_stay(e->path, plan) && !is_turn(e->path))
            HAS(bad, LEFTOVER);
        if (e->is_folder || strstr(e->path, ".ocop") || (!was && !want))
            continue;
        bool old = was && was->hash == e->hash, new = want && want->hash == e->hash;
        if (!old && !new && !is_home(e->path))
            HAS(bad, HALF_FILE);
        fresh += new && !old && !is_home(e->path);
    }
    for (size_t i = 0; i < g->after.n; i++) {
        const struct folder_entry *e = &g->after.v[i];
        const struct folder_entry *was = folder_find(&b->before, e->path);
        changed += !is_home(e->path) && !e->is_folder && !strstr(e->path, ".ocop") &&
                   (!was || was->hash != e->hash);
        missing += !is_home(g->after.v[i].path) && !folder_find(&b->now, g->after.v[i].path);
    }
    if (r->status != 0 && g->ran.status == 0 && fresh && fresh < changed &&
        g->row->does & ROW_PAPERS)
        HAS(bad, HALF_SET);
    if (r->status == 0 && missing)
        HAS(bad, FALSE_YES);
    return bad;
}

/* ---- all ---------------------------------------------------------------------------------------
 */

unsigned judge(struct bench *b, const struct good *g, const struct fault_plan *plan,
               const struct ran *r)
{
    unsigned bad = 0;
    bool as_good = r->status == g->ran.status;
    if (r->signal == SIGALRM)
        HAS(bad, HANG);
    else if (r->signal)
        HAS(bad, SIGNAL);
    if (!r->signal && !as_good && !*r->err)
        HAS(bad, SILENT);
    if (!r->signal && !as_good && (r->status != 3 || plan->kind == FAULT_SHORT))
        HAS(bad, STATUS);
    if (as_good && r->status != 3 && !(g->row->does & ROW_FEED) && strcmp(r->out, g->ran.out) != 0)
        HAS(bad, ANSWER);
    if (r->status != 0 && as_good && r->status != 3 && strcmp(r->err, g->ran.err) != 0)
        HAS(bad, ANSWER);
    bad |= judge_words(r->err);
    if (!in_english(g->row) && any(r->err, foreign))
        HAS(bad, ENGLISH);
    bad |= judge_record(b, g, plan, r);
    bad |= judge_files(b, g, plan, r);
    return bad;
}
