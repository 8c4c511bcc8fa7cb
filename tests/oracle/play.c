/* SPDX-License-Identifier: MIT */
#include "tests/oracle/play.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/record/store.h"
#include "tests/kit/json_flat.h"
#include "tests/kit/plain.h"
#include "tui/cli/cli.h"
#include "tui/cli/tally.h"

struct play {
    struct db *db;
    struct or_model *m;
    int member[OR_MEMBERS + 1], product[OR_PRODUCTS + 2]; /* label to id; 0: not there */
    char id[33], hash[65];                                /* at the last look */
    char closing[65]; /* the head after the last sign-off, or correction of what was signed */
    int events;
    FILE *report;
};

/* ---- one act, by the program ---- */

static enum db_rc put_member(struct play *p, const struct or_act *a)
{
    char name[16];
    snprintf(name, sizeof name, "Uỷ viên %d", a->member);
    struct member put = {.id = p->member[a->member],
                         .name = name,
                         .honorific = "",
                         .title = "",
                         .agency = "",
                         .reason = "",
                         .role = (enum role)a->state,
                         .scoring = a->scoring,
                         .present = a->present};
    return db_member_put(p->db, &put, "secretary", &p->member[a->member]);
}

static enum db_rc put_product(struct play *p, const struct or_act *a)
{
    char set[24] = "", code[24];
    if (a->set)
        snprintf(set, sizeof set, "qd26-2026/%02d", a->set);
    struct product put = plain_product(or_phrases[a->name], or_phrases[a->owner], set);
    put.id = p->product[a->product];
    put.no = a->no;
    put.code = or_code(a->code, code);
    int id = 0;
    enum db_rc rc = db_product_put(p->db, &put, "secretary", &id);
    if (rc == DB_OK)
        p->product[a->product] = id;
    return rc;
}

static enum db_rc give_set(struct play *p, const struct or_act *a)
{
    char set[24] = "";
    if (a->set)
        snprintf(set, sizeof set, "%d", a->set);
    return db_product_sets(p->db, &p->product[a->product], 1, set,
                           a->reason ? or_phrases[a->reason] : NULL, "secretary");
}

static enum db_rc correct(struct play *p, const struct or_act *a)
{
    static const char *const keys[] = {"name", "owner", "code"};
    char code[24];
    struct db_pair pair = {keys[a->key],
                           a->key == 2 ? or_code(a->text, code) : or_phrases[a->text]};
    return db_correct(p->db, p->product[a->product], &pair, 1, or_phrases[a->reason], NULL,
                      "secretary");
}

/* The label of a level, or the code of a criterion, as the sets of this test have them; what
 * is not there is asked for all the same. */
static const char *code_of(struct play *p, const struct or_act *a)
{
    const struct or_set *s = or_set_of(&p->m->product[a->product]);
    return a->leaf < 0 ? "" : s && a->leaf < s->leaves ? s->leaf[a->leaf].code : "9.9.9";
}

static const char *label_of(struct play *p, const struct or_act *a)
{
    const struct or_set *s = or_set_of(&p->m->product[a->product]);
    if (!s || a->leaf >= s->leaves || a->value >= s->leaf[a->leaf].levels)
        return "99";
    return a->value < 0 ? "0" : s->leaf[a->leaf].level[a->value].label;
}

static enum db_rc find(struct play *p, const struct or_act *a)
{
    struct finding f = {.product = p->product[a->product],
                        .kind = (enum finding_kind)a->state,
                        .criterion = code_of(p, a),
                        .star = a->star,
                        .member = p->member[a->member],
                        .verdict = a->value,
                        .votes = a->votes,
                        .of = a->of,
                        .reason = or_phrases[a->reason],
                        .ground = or_phrases[a->text]};
    return db_conclude(p->db, &f, 1, "secretary");
}

static enum db_rc set(struct play *p, const struct or_act *a)
{
    char value[64];
    static struct or_model to; /* too large for a stack */
    to.value[a->key] = a->value;
    to.of[a->key] = a->of;
    or_setting(&to, (enum or_key)a->key, value);
    struct db_pair pair = {or_keys[a->key].key, value};
    return db_set(p->db, &pair, 1, a->reason ? or_phrases[a->reason] : NULL, "secretary");
}

static enum db_rc act(struct play *p, const struct or_act *a)
{
    int product = p->product[a->product], member = p->member[a->member];
    const char *reason = or_phrases[a->reason];
    char code[16];
    switch (a->kind) {
    case OR_SET:
        return set(p, a);
    case OR_PUT_MEMBER:
        return put_member(p, a);
    case OR_PUT_PRODUCT:
        return put_product(p, a);
    case OR_GIVE_SET:
        return give_set(p, a);
    case OR_CORRECT:
        return correct(p, a);
    case OR_PANEL:
        return db_panel_put(p->db, a->product ? product : 0, member, (enum panel_state)a->state,
                            reason, "secretary");
    case OR_MARK:
        return db_mark(p->db, product, member, code_of(p, a), label_of(p, a), "secretary", NULL,
                       NULL);
    case OR_NOTE:
        return db_note(p->db, product, member, code_of(p, a), or_phrases[a->text], "secretary");
    case OR_UNDO:
        return db_undo(p->db, product, member, "secretary", code);
    case OR_CLOSE:
        return db_ballot_close(p->db, product, member, "secretary");
    case OR_REOPEN:
        return db_ballot_reopen(p->db, product, member, reason, "secretary");
    case OR_FIND:
        return find(p, a);
    case OR_SIGN:
        return db_signoff(p->db, NULL, "secretary");
    case OR_UNSIGN:
        return db_reopen(p->db, reason, NULL, "chair");
    case OR_BALLOT:
    case OR_LOOK:
        break;
    }
    return DB_FAULT;
}

/* ---- looking ---- */

static bool differ(struct play *p, const char *fmt, const char *a, const char *b)
{
    if (p->report)
        fprintf(p->report, fmt, a, b);
    return false;
}

/* Lines up to and with the end of the present one. */
static int line_length(const char *s)
{
    return (int)strcspn(s, "\n");
}

static bool same_lines(struct play *p, const char *want, const char *got)
{
    if (strcmp(want, got) == 0)
        return true;
    for (int n; *want && *got; want += n + 1, got += n + 1) {
        n = line_length(want);
        if (n != line_length(got) || strncmp(want, got, (size_t)n) != 0)
            break;
    }
    if (p->report)
        fprintf(p->report, "tally --json has   %.*s\nthe oracle expects %.*s\n", line_length(got),
                got, line_length(want), want);
    return false;
}

/* A member that is hex digits of a given number; false when it is not. */
static bool hex_member(const char *lines, const char *member, int digits, char *out)
{
    const char *at = strstr(lines, member);
    if (!at)
        return false;
    at += strlen(member);
    bool ok = (int)strspn(at, "0123456789abcdef") == digits && at[digits] == '"';
    if (ok)
        snprintf(out, (size_t)digits + 1, "%s", at);
    return ok;
}

static char *tally_json(struct db *db, size_t *n)
{
    struct session s;
    struct rules rules = {0};
    struct tally t = {0};
    char *text = NULL;
    if (db_session(db, &s) == DB_OK && db_rules(db, &rules) == DB_OK &&
        db_tally(db, 0, &t) == DB_OK) {
        FILE *out = open_memstream(&text, n);
        cli_tally_json(out, &rules, &s, &t);
        fclose(out);
    }
    list_free(&rules);
    list_free(&t);
    return text;
}

/* The journal's head is new exactly when there were events since the last look. */
static bool same_session(struct play *p, const char *got)
{
    char id[33], hash[65];
    if (!hex_member(got, "session.id = \"", 32, id) ||
        !hex_member(got, "session.hash = \"", 64, hash))
        return differ(p, "no id or no hash in the session%s%s\n", "", "");
    if (*p->id && strcmp(p->id, id) != 0)
        return differ(p, "the session's id was %s and is %s\n", p->id, id);
    if (*p->hash && (p->events == p->m->events) != (strcmp(p->hash, hash) == 0))
        return differ(p, "the head of the journal was %s and is %s\n", p->hash, hash);
    snprintf(p->id, sizeof p->id, "%s", id);
    snprintf(p->hash, sizeof p->hash, "%s", hash);
    p->events = p->m->events;
    return true;
}

static bool look(struct play *p)
{
    size_t n = 0, at = 0;
    char where[24];
    char *text = tally_json(p->db, &n);
    char *got = text ? json_flat(text, n, &at) : NULL;
    snprintf(where, sizeof where, "%zu", at);
    bool ok = got ? same_session(p, got)
                  : differ(p, "tally --json is no JSON at byte %s:\n%s\n", where,
                           text ? text : "(nothing)");
    if (ok) {
        char *want = or_lines(p->m, p->id, p->hash, p->closing);
        ok = same_lines(p, want, got);
        free(want);
    }
    free(got);
    free(text);
    return ok;
}

/* What was just signed off is the last event of the journal. */
static bool closing_is_head(struct play *p)
{
    struct session s;
    bool ok = db_session(p->db, &s) == DB_OK && strcmp(s.head, s.closing) == 0;
    snprintf(p->closing, sizeof p->closing, "%s", s.head);
    return ok || differ(p, "the closing hash is %s, the head %s\n", s.closing, s.head);
}

/* ---- a whole council ---- */

static bool one(struct play *p, const struct or_act *a, struct or_count *count)
{
    static const char *const words[] = {"done", "refused", "wrong usage", "a fault"};
    int events = p->m->events;
    enum or_answer want = or_do(p->m, a);
    if (want == OR_SKIPPED)
        return true;
    enum db_rc got = act(p, a);
    if ((a->kind == OR_SIGN || a->kind == OR_CORRECT) && p->m->closed && p->m->events > events &&
        got == DB_OK && !closing_is_head(p))
        return false;
    if (count && want == OR_REFUSED)
        count->n[COVER_REFUSALS]++;
    if (count && want == OR_REFUSED && a->kind == OR_PANEL && !p->m->closed)
        count->n[COVER_KEPT]++;
    if ((want == OR_DONE) == (got == DB_OK) && got <= DB_REFUSED)
        return true;
    return differ(p, "the program says: %s; the oracle: %s\n", words[got],
                  want == OR_DONE ? "done" : "refused");
}

static bool step(struct play *p, const struct or_act *a, struct or_count *count)
{
    struct or_act part[OR_LEAVES + 1];
    if (a->kind == OR_LOOK) {
        if (count)
            count->n[COVER_LOOKS]++;
        return look(p);
    }
    if (a->kind != OR_BALLOT)
        return one(p, a, count);
    if (!p->m->product[a->product].there || !p->m->member[a->member].there)
        return true;
    int n = or_ballot_acts(p->m, a, part);
    for (int i = 0; i < n; i++)
        if (!one(p, &part[i], count))
            return false;
    return true;
}

/* Most councils meet in one session that is taken back to its empty state after each: opening a
 * file and preparing what reads it would be most of the time.  Every twelfth has a file of its
 * own, whose acts are kept one by one, or whose rules are given at birth. */
static struct db *standing;
static char standing_path[256];

static bool own_file(const struct or_case *c)
{
    return c->each_alone || c->born;
}

void or_play_end(void)
{
    db_close(standing);
    if (standing)
        unlink(standing_path);
    standing = NULL;
}

/* Open a new session; *done: how many of the acts were given at birth. */
static bool begin(const struct or_case *c, const char *path, struct play *p, int *done)
{
    char value[OR_KEYS][64];
    struct db_pair pair[OR_KEYS];
    struct faults f = {0};
    *done = 0;
    if (!own_file(c)) {
        snprintf(standing_path, sizeof standing_path, "%.250s.all", path);
        if (!standing)
            unlink(standing_path); /* left by a run that was killed */
        if (!standing && db_create(&standing, standing_path, NULL, 0, &f) != DB_OK)
            return false;
        p->db = standing;
        return tx_begin(p->db) == DB_OK;
    }
    unlink(path);
    while (c->born && *done < c->n && *done < OR_KEYS && c->act[*done].kind == OR_SET) {
        const struct or_act *a = &c->act[*done];
        or_do(p->m, a);
        or_setting(p->m, (enum or_key)a->key, value[*done]);
        pair[*done] = (struct db_pair){or_keys[a->key].key, value[*done]};
        ++*done;
    }
    return db_create(&p->db, path, pair, (size_t)*done, &f) == DB_OK;
}

/* What the file holds is what its journal makes of it. */
static bool end(const struct or_case *c, const char *path, struct play *p, bool ok)
{
    struct verdict v;
    if (!own_file(c)) {
        (void)!tx_end(p->db, DB_REFUSED);
        return ok;
    }
    if (ok && c->seed % 4 == 0)
        ok = db_verify(p->db, &v) == DB_OK || differ(p, "verify refuses the file%s%s\n", "", "");
    db_close(p->db);
    unlink(path);
    return ok;
}

bool or_play(const struct or_case *c, const char *path, struct or_model *m, struct or_count *count,
             FILE *report)
{
    struct play p = {.m = m, .report = report};
    int i = 0;
    or_begin(m);
    bool ok = begin(c, path, &p, &i);
    if (!ok)
        return differ(&p, "no session at %s%s\n", path, "");
    for (; ok && i < c->n; i++) {
        ok = step(&p, &c->act[i], count);
        if (!ok && report)
            fprintf(report, "at act %d\n", i + 1);
    }
    ok = end(c, path, &p, ok);
    if (ok && count)
        or_cover(m, count);
    return ok;
}

void or_shrink(struct or_case *c, const char *path, struct or_model *m)
{
    static struct or_case less; /* too large for a stack */
    for (int chunk = c->n / 2; chunk > 0; chunk /= 2)
        for (int at = c->n - chunk; at >= 0; at -= chunk) {
            less = *c;
            memmove(&less.act[at], &less.act[at + chunk],
                    (size_t)(less.n - at - chunk) * sizeof less.act[0]);
            less.n -= chunk;
            if (!or_play(&less, path, m, NULL, NULL))
                *c = less;
            if (at > c->n - chunk)
                at = c->n - chunk + (c->n >= chunk ? chunk : 0);
        }
}
