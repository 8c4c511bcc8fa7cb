/* SPDX-License-Identifier: MIT */
/* db/agenda/product.c - the agenda: its products and their sets. */
#include "db/agenda/product.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/agenda/set_part.h"
#include "db/base/text.h"
#include "db/council/need.h"
#include "db/criteria/criteria.h"
#include "db/limits.h"
#include "db/record/clean.h"
#include "db/record/list.h"

/* ---- codes, as the head of the sheets has them (Phụ lục II) ---- */

/* Digits up to the next '-' or the end; *n of them.  NULL when there are none. */
static const char *code_digits(const char *s, size_t *n)
{
    *n = strspn(s, "0123456789");
    return *n && (s[*n] == '-' || !s[*n]) ? s + *n : NULL;
}

enum code_form product_code_form(const char *code)
{
    size_t len[6] = {0}, parts = 0;
    const char *at = code, *last = code;
    if (!*code)
        return CODE_NONE;
    while (parts < 6) {
        last = at;
        at = code_digits(at, &len[parts++]);
        if (!at)
            return CODE_OTHER;
        if (!*at)
            break;
        at++;
    }
    bool year = len[parts - 1] == 4 && atoi(last) >= 2000 && atoi(last) <= 2099;
    if (parts == 4 && len[0] == 2 && len[1] == 5 && year)
        return CODE_FOUR;
    return parts == 5 && year ? CODE_FIVE : CODE_OTHER;
}

const char *kind_word(enum product_kind k)
{
    static const char *const words[] = {
#define X(id, word) word,
        KIND_LIST(X)
#undef X
    };
    return words[k];
}

static enum product_kind kind_of(const char *word)
{
    for (int k = KIND_FIRST; k <= KIND_AGAIN; k++)
        if (strcmp(kind_word((enum product_kind)k), word) == 0)
            return (enum product_kind)k;
    return KIND_UNKNOWN;
}

/* How many columns that were. */
static int read_product(struct arena *a, sqlite3_stmt *s, struct product *p)
{
    int c = 0;
    *p = (struct product){0};
#define PRODUCT_NUMBER(name, field) p->field = sqlite3_column_int(s, c++);
#define PRODUCT_TEXT(name, field, label, column) p->field = col_text(a, s, c++);
#define PRODUCT_WORD(name, field, column) p->field = kind_of(col_text(a, s, c++));
#include "db/product.def"
    return c;
}

static void read_listed(struct arena *a, sqlite3_stmt *s, void *row)
{
    struct product *p = row;
    int c = read_product(a, s, p);
    const struct crit_entry *e = crit_is_decision(p->set) ? crit_find(p->set) : NULL;
    const char *own = col_text(a, s, c + 8);
    p->set_known = sqlite3_column_int(s, c) || (e && e->yaml);
    p->set_name = *own ? own : e ? e->name : "";
    p->set_own = sqlite3_column_int(s, c) && !crit_is_decision(p->set);
    p->has_marks = sqlite3_column_int(s, c + 1);
    p->withdrawn = sqlite3_column_int(s, c + 2);
    p->postponed = sqlite3_column_int(s, c + 3);
    p->knocked_out = sqlite3_column_int(s, c + 4);
    p->expected = sqlite3_column_int(s, c + 5);
    p->closed = sqlite3_column_int(s, c + 6);
    p->open = sqlite3_column_int(s, c + 7);
    p->stopped = sqlite3_column_int(s, c + 9);
}

enum db_rc db_products(struct db *db, struct products *out)
{
    struct list l = {.size = sizeof *out->v, .row = read_listed};
    enum db_rc rc = list_read(db, stmt_get(db, Q_product_all), &l);
    *out = (struct products){l.n, l.v, l.mem};
    return rc;
}

/* The product as it stands, its strings in @a; all zeroes for id 0. */
static enum db_rc product_read(struct db *db, struct arena *a, int id, struct product *old)
{
    bool row;
    *old = (struct product){0};
    if (id == 0)
        return DB_OK;
    sqlite3_stmt *s = stmt_get(db, Q_product_get);
    bind_int(s, ":id", id);
    enum db_rc rc = stmt_step(db, s, &row);
    if (row) {
        read_product(a, s, old);
        sqlite3_reset(s);
    }
    return rc;
}

static bool same_product(const struct product *a, const struct product *b)
{
    bool same = true;
#define PRODUCT_NUMBER(name, field) same = same && a->field == b->field;
#define PRODUCT_TEXT(name, field, label, column) same = same && strcmp(a->field, b->field) == 0;
#define PRODUCT_WORD(name, field, column) same = same && a->field == b->field;
#include "db/product.def"
    return same;
}

static enum db_rc clean_product(struct db *db, struct arena *a, struct product *p)
{
    enum db_rc rc = DB_OK;
#define PRODUCT_NUMBER(name, field)
#define PRODUCT_TEXT(name, field, label, column)                                                   \
    if (rc == DB_OK)                                                                               \
        rc = clean_field(db, a, label, &p->field);
#define PRODUCT_WORD(name, field, column)
#include "db/product.def"
    if (rc == DB_OK && !*p->name)
        rc = db_refuse(db, F_TEXT_EMPTY, N_("Tên sản phẩm"), NULL);
    char id[SET_ID];
    if (rc == DB_OK)
        rc = db_find_set(db, p->set, id);
    if (rc == DB_OK)
        p->set = arena_strdup(a, id);
    return rc;
}

static enum db_rc settle_product(struct db *db, struct product *p)
{
    bool row;
    char no[16], limit[16];
    sqlite3_stmt *s = stmt_get(db, Q_product_next);
    enum db_rc rc = stmt_step(db, s, &row);
    if (rc != DB_OK || !row)
        return DB_FAULT;
    int next_id = sqlite3_column_int(s, 0), next_no = sqlite3_column_int(s, 1),
        count = sqlite3_column_int(s, 2);
    sqlite3_reset(s);
    snprintf(limit, sizeof limit, "%d", MAX_PRODUCTS);
    if (p->id == 0 && count >= MAX_PRODUCTS)
        return db_refuse(db, F_TOO_MANY_PRODUCTS, limit, NULL);
    p->id = p->id ? p->id : next_id;
    p->no = p->no ? p->no : next_no;
    snprintf(no, sizeof no, "%d", p->no);
    if (p->no < 1 || p->no > MAX_NUMBER)
        return db_refuse(db, F_NUMBER_BAD, no, NULL);
    int64_t taken;
    s = stmt_get(db, Q_product_by_no);
    bind_int(s, ":no", p->no);
    rc = stmt_one(db, s, 0, &taken);
    if (rc == DB_OK && taken != 0 && taken != p->id)
        return db_refuse(db, F_NUMBER_TAKEN, no, NULL);
    return rc == DB_OK ? need_free_code(db, p->code, p->id) : rc;
}

static enum db_rc append_product(struct db *db, const struct product *p, const char *actor)
{
    struct body b = {0};
#define PRODUCT_NUMBER(name, field) body_int(&b, #name, p->field);
#define PRODUCT_TEXT(name, field, label, column) body_text(&b, #name, p->field);
#define PRODUCT_WORD(name, field, column) body_text(&b, #name, kind_word(p->field));
#include "db/product.def"
    return journal_append(db, EV_PRODUCT, actor, &b, NULL);
}

/* Add to @out what @product would lose by going from set @from to set @to: nothing when it has
 * that set already, or has nothing of the old one. */
static enum db_rc set_loss_add(struct db *db, int product, const char *from, const char *to,
                               struct set_loss *out)
{
    bool row;
    /* Without a set there is no ballot; what the council said is then about the dossier. */
    if (!*from || strcmp(from, to) == 0)
        return DB_OK;
    sqlite3_stmt *s = stmt_get(db, Q_set_loss);
    bind_int(s, ":product", product);
    enum db_rc rc = stmt_step(db, s, &row);
    if (rc != DB_OK || !row)
        return rc;
    int ballots = sqlite3_column_int(s, 0), findings = sqlite3_column_int(s, 4);
    int assessed = sqlite3_column_int(s, 5);
    out->products += ballots || findings || assessed;
    out->ballots += ballots;
    out->closed += sqlite3_column_int(s, 1);
    out->marks += sqlite3_column_int(s, 2);
    out->notes += sqlite3_column_int(s, 3);
    out->findings += findings;
    out->assessed += assessed;
    sqlite3_reset(s);
    return DB_OK;
}

/* A product that was scored keeps what the ballots are about; its set goes by db_product_sets. */
static enum db_rc need_unmarked(struct db *db, const struct product *old, const struct product *p)
{
    int64_t marked;
    char no[16];
    struct set_loss loss = {0};
    sqlite3_stmt *s = stmt_get(db, Q_product_marked);
    bind_int(s, ":product", old->id);
    enum db_rc rc = stmt_one(db, s, 0, &marked);
    if (rc == DB_OK)
        rc = set_loss_add(db, old->id, old->set, p->set, &loss);
    snprintf(no, sizeof no, "%d", old->no);
    if (rc == DB_OK && loss.products)
        return db_refuse(db, F_PRODUCT_SET_STAYS, no, old->set, NULL);
    return rc == DB_OK && marked ? db_refuse(db, F_PRODUCT_HAS_MARKS, no, NULL) : rc;
}

static enum db_rc put_product(struct db *db, struct arena *a, const struct product *given,
                              const char *actor, int *id)
{
    struct product p = *given, old = {0};
    enum db_rc rc = need_open(db);
    if (rc == DB_OK && p.id)
        rc = need_product(db, p.id);
    if (rc == DB_OK)
        rc = product_read(db, a, p.id, &old);
    if (rc == DB_OK)
        rc = clean_product(db, a, &p);
    if (rc == DB_OK && old.id && p.no == 0)
        p.no = old.no;
    if (rc == DB_OK)
        rc = settle_product(db, &p);
    if (rc != DB_OK)
        return rc;
    if (id)
        *id = p.id;
    if (old.id && same_product(&old, &p))
        return DB_OK;
    if (old.id)
        rc = need_unmarked(db, &old, &p);
    if (rc == DB_OK)
        rc = append_product(db, &p, actor);
    return rc == DB_OK && *p.set ? adopt_set(db, p.set, actor) : rc;
}

enum db_rc db_product_put(struct db *db, const struct product *p, const char *actor, int *id)
{
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    struct arena *a = arena_new();
    rc = put_product(db, a, p, actor, id);
    arena_free(a);
    return tx_end(db, rc);
}

enum db_rc db_find_product(struct db *db, const char *what, int *id)
{
    int64_t coded = 0, numbered = 0;
    char *want = text_nfc(what);
    size_t n = 0;
    *id = 0;
    if (want) {
        text_squeeze(want);
        n = strlen(want);
    }
    sqlite3_stmt *s = stmt_get(db, Q_product_by_code);
    bind_text(s, ":code", want);
    enum db_rc rc = stmt_one(db, s, 0, &coded);
    if (rc == DB_OK && n && n <= 5 && strspn(want, "0123456789") == n) {
        s = stmt_get(db, Q_product_by_no);
        bind_int(s, ":no", atoi(want));
        rc = stmt_one(db, s, 0, &numbered);
    }
    free(want);
    if (rc == DB_OK && coded && numbered && coded != numbered)
        return db_refuse(db, F_PRODUCT_AMBIGUOUS, what, NULL);
    *id = (int)(coded ? coded : numbered);
    return rc == DB_OK && !*id ? db_refuse(db, F_NO_SUCH_PRODUCT, what, NULL) : rc;
}

/* ---- the set of a product ----
 * One that moves to another set loses what was said under the first: points of one ballot mean
 * nothing on another. */

static enum db_rc refuse_loss(struct db *db, const struct product *old, const struct set_loss *loss)
{
    char no[16], ballots[16], findings[16];
    snprintf(no, sizeof no, "%d", old->no);
    snprintf(ballots, sizeof ballots, "%d", loss->ballots);
    snprintf(findings, sizeof findings, "%d", loss->findings);
    return db_refuse(db, loss->assessed ? F_MOVE_LOSES_POINTS : F_MOVE_NEEDS_REASON, no, old->set,
                     ballots, findings, NULL);
}

/* @reason "": none given. */
static enum db_rc give_set(struct db *db, struct arena *a, int id, const char *set,
                           const char *reason, const char *actor)
{
    struct product old = {0};
    struct set_loss loss = {0};
    enum db_rc rc = need_product(db, id);
    if (rc == DB_OK)
        rc = product_read(db, a, id, &old);
    if (rc != DB_OK || !old.set || strcmp(old.set, set) == 0)
        return rc;
    rc = set_loss_add(db, id, old.set, set, &loss);
    if (rc == DB_OK && loss.products && !*reason)
        return refuse_loss(db, &old, &loss);
    if (rc == DB_OK) {
        struct body b = {0};
        body_int(&b, "product", id);
        body_text(&b, "set", set);
        if (loss.products) {
            body_text(&b, "reason", reason);
            body_int(&b, "void", 1);
        }
        rc = journal_append(db, EV_PRODUCT_SET, actor, &b, NULL);
    }
    return rc == DB_OK && *set ? adopt_set(db, set, actor) : rc;
}

enum db_rc db_product_sets(struct db *db, const int *ids, size_t n, const char *set,
                           const char *reason, const char *actor)
{
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    struct arena *a = arena_new();
    char *why = NULL, id[SET_ID];
    rc = need_open(db);
    if (rc == DB_OK)
        rc = db_find_set(db, set, id);
    if (rc == DB_OK)
        rc = clean_text(db, N_("Lý do"), reason ? reason : "", MAX_TEXT, &why);
    /* Every product that is in the way is named before all is taken back. */
    enum db_rc worst = rc;
    for (size_t i = 0; i < n && rc == DB_OK; i++) {
        enum db_rc one = give_set(db, a, ids[i], id, why, actor);
        worst = one > worst ? one : worst;
        rc = one == DB_REFUSED ? DB_OK : one;
    }
    free(why);
    arena_free(a);
    return tx_end(db, worst);
}

enum db_rc db_set_loss(struct db *db, const int *ids, size_t n, const char *set,
                       struct set_loss *out)
{
    struct arena *a = arena_new();
    struct set_found found;
    enum db_rc rc = set_resolve(db, a, set, &found);
    *out = (struct set_loss){0};
    for (size_t i = 0; i < n && rc == DB_OK; i++) {
        struct product old = {0};
        rc = product_read(db, a, ids[i], &old);
        if (rc == DB_OK && old.id)
            rc = set_loss_add(db, old.id, old.set, found.id ? found.id : "", out);
    }
    arena_free(a);
    return rc;
}
