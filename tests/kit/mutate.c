/* SPDX-License-Identifier: MIT */
#include "tests/kit/mutate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/record/event.h"
#include "db/record/file.h"
#include "db/record/fold.h"
#include "db/record/store.h"

const struct fuzz_table fuzz_tables[] = {
    {"event", "seq"},
    {"session", "one"},
    {"setting", "key"},
    {"member", "id"},
    {"product", "id"},
    {"panel", "product, member"},
    {"criteria_set", "id"},
    {"criterion", "set_id, code"},
    {"level", "set_id, criterion, label"},
    {"ballot", "product, member"},
    {"mark", "product, member, criterion"},
    {"note", "product, member, criterion"},
    {"finding", "product, kind, criterion, star, member"},
    {"assessment", "product, source, criterion"},
    {"dossier", "product"},
    {"evidence", "product, item"},
    {"decision", "list, version"},
    {"decided", "product, version"},
    {"closing", "version"},
    {"closed_result", "version, product"},
    {NULL, NULL},
};

enum { TABLES = (int)(sizeof fuzz_tables / sizeof *fuzz_tables) - 1 };

/* ---- chance ---- */

static uint64_t state;

static unsigned pick(unsigned n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return n ? (unsigned)(state >> 33) % n : 0;
}

static const char *const words[] = {
    "",
    "0",
    "1",
    "2",
    "3",
    "-1",
    "007",
    "9999999",
    "chair",
    "secretary",
    "member 1",
    "member 2",
    "absent",
    "recused",
    "scores",
    "written",
    "a1",
    "4294967297",
    "Bà \xe1\xba",
    "a\nb",
    "mode",
    "paper",
    "quorum",
    "spread.max",
    "mark",
    "undo",
    "note",
    "new",
    "set",
    "member",
    "product",
    "panel",
    "criteria",
    "finding",
    "close",
    "reopen",
    "close-ballot",
    "9223372036854775807",
    "-9223372036854775808",
};

static const char *word(void)
{
    return words[pick(sizeof words / sizeof *words)];
}

/* ---- SQLite, kept from one change to the next ---- */

static struct db *lab;

static void sql(const char *text)
{
    sqlite3_exec(lab->h, text, NULL, NULL, NULL); /* what it refuses was no change */
}

static bool lab_load(const uint8_t *data, size_t size)
{
    if (!lab) {
        lab = store_new(":memory:");
        if (sqlite3_open_v2(":memory:", &lab->h, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
            abort();
    }
    for (int q = 0; q < Q_COUNT; q++)
        sqlite3_reset(lab->stmt[q]);
    faults_free(&lab->faults);
    unsigned char *own = sqlite3_malloc64(size);
    if (!own || sqlite3_deserialize(lab->h, "main", memcpy(own, data, size), (sqlite3_int64)size,
                                    (sqlite3_int64)size,
                                    SQLITE_DESERIALIZE_FREEONCLOSE |
                                        SQLITE_DESERIALIZE_RESIZEABLE) != SQLITE_OK)
        return false;
    sql("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF;"
        "PRAGMA journal_mode = OFF");
    return sqlite3_exec(lab->h, "SELECT 1 FROM event", NULL, NULL, NULL) == SQLITE_OK;
}

static int64_t number(const char *text)
{
    sqlite3_stmt *s = NULL;
    int64_t v = 0;
    if (sqlite3_prepare_v2(lab->h, text, -1, &s, NULL) == SQLITE_OK &&
        sqlite3_step(s) == SQLITE_ROW)
        v = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return v;
}

static void run_with(const char *text, const char *value)
{
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(lab->h, text, -1, &s, NULL) == SQLITE_OK) {
        sqlite3_bind_text(s, 1, value, -1, SQLITE_STATIC);
        sqlite3_step(s);
    }
    sqlite3_finalize(s);
}

/* ---- rows ---- */

static unsigned rows_of(const struct fuzz_table *t)
{
    char text[80];
    snprintf(text, sizeof text, "SELECT count(*) FROM %s", t->name);
    return (unsigned)number(text);
}

static const struct fuzz_table *some_table(void)
{
    const struct fuzz_table *t = &fuzz_tables[0];
    for (int i = 0; i < 8; i++)
        if (rows_of(t = &fuzz_tables[pick(TABLES)]))
            break;
    return t;
}

/* The column of that place, and all of them with the last of the key made another. */
static bool columns(const struct fuzz_table *t, unsigned at, char *one, size_t n, char *all,
                    size_t room)
{
    char text[96];
    sqlite3_stmt *s = NULL;
    const char *last = strrchr(t->key, ' ');
    last = last ? last + 1 : t->key;
    *one = *all = '\0';
    snprintf(text, sizeof text, "SELECT * FROM %s LIMIT 0", t->name);
    bool read = sqlite3_prepare_v2(lab->h, text, -1, &s, NULL) == SQLITE_OK;
    for (int i = 0; read && i < sqlite3_column_count(s); i++) {
        const char *name = sqlite3_column_name(s, i), *next = i ? ", " : "";
        size_t len = strlen(all);
        if (strcmp(name, last) != 0)
            snprintf(all + len, room - len, "%s%s", next, name);
        else if (t == fuzz_tables)
            snprintf(all + len, room - len, "(SELECT max(seq) + 1 FROM event)");
        else
            snprintf(all + len, room - len, pick(2) ? "%s%s + 1" : "%s%s || '1'", next, name);
        if (i <= (int)at)
            snprintf(one, n, "%s", name);
    }
    sqlite3_finalize(s);
    return *one;
}

static void change_row(void)
{
    const struct fuzz_table *t = some_table();
    char one[64], all[800], row[200], text[1400];
    if (!columns(t, pick(20), one, sizeof one, all, sizeof all))
        return;
    unsigned rows = rows_of(t);
    snprintf(row, sizeof row, "(%s) IN (SELECT %s FROM %s LIMIT 1 OFFSET %u)", t->key, t->key,
             t->name, pick(rows));
    switch (pick(4)) {
    case 0:
        snprintf(text, sizeof text, "DELETE FROM %s WHERE %s", t->name, row);
        break;
    case 1:
        snprintf(text, sizeof text, "INSERT INTO %s SELECT %s FROM %s WHERE %s", t->name, all,
                 t->name, row);
        break;
    case 2:
        snprintf(text, sizeof text,
                 "UPDATE %s SET %s = (SELECT %s FROM %s LIMIT 1 OFFSET %u) WHERE %s", t->name, one,
                 one, t->name, pick(rows), row);
        break;
    default:
        snprintf(text, sizeof text, "UPDATE %s SET %s = ?1 WHERE %s", t->name, one, row);
    }
    run_with(text, word());
}

/* ---- events ---- */

static size_t put_field(char *out, size_t room, const char *name, const char *value,
                        const char *before)
{
    int n = snprintf(out, room, "%s %s%zu %s\n", name, before, strlen(value), value);
    return n > 0 && (size_t)n < room ? (size_t)n : 0;
}

/* One field of @e another, away or twice; its length written in another way. */
static char *other_body(const struct event *e)
{
    enum { ROOM = 100000 };
    char *text = calloc(1, ROOM);
    size_t len = 0, which = pick((unsigned)e->n);
    unsigned how = pick(8);
    for (size_t i = 0; text && i < e->n; i++) {
        const char *value = e->field[i].value, *name = e->field[i].name;
        bool here = i == which;
        if (here && how == 0)
            continue;
        if (here && how == 1)
            len += put_field(text + len, ROOM - len, name, value, "");
        if (here && how == 2)
            name = e->field[pick((unsigned)e->n)].name;
        if (here && how > 3)
            value = word();
        len += put_field(text + len, ROOM - len, name, value, here && how == 3 ? "0" : "");
    }
    return text;
}

static bool change_body(const struct event *e, void *unused)
{
    (void)unused;
    char text[64], *body = other_body(e);
    snprintf(text, sizeof text, "UPDATE event SET body = ?1 WHERE seq = %lld", (long long)e->seq);
    if (body)
        run_with(text, body);
    free(body);
    return false;
}

static void change_event(void)
{
    (void)!db_journal(lab, 1 + pick((unsigned)number("SELECT max(seq) FROM event")), change_body,
                      NULL);
}

/* Numbers without gaps, and every hash again. */
static void chain(void)
{
    unsigned char prev[32] = {0}, hash[32];
    sqlite3_stmt *s = NULL, *u = NULL;
    sqlite3_prepare_v2(lab->h, "SELECT seq, time, mono, boot, actor, kind, body FROM event", -1, &s,
                       NULL);
    sqlite3_prepare_v2(lab->h, "UPDATE event SET seq = ?, prev = ?, hash = ? WHERE seq = ?", -1, &u,
                       NULL);
    for (int64_t seq = 1; s && u && sqlite3_step(s) == SQLITE_ROW; seq++) {
        const char *text[7];
        for (int c = 0; c < 7; c++) {
            text[c] = (const char *)sqlite3_column_text(s, c);
            text[c] = text[c] ? text[c] : "";
        }
        event_hash(seq, text[1], sqlite3_column_int64(s, 2), text[3], text[4], text[5], text[6],
                   strlen(text[6]), prev, hash);
        sqlite3_bind_int64(u, 1, seq);
        sqlite3_bind_blob(u, 2, prev, 32, SQLITE_TRANSIENT);
        sqlite3_bind_blob(u, 3, hash, 32, SQLITE_TRANSIENT);
        sqlite3_bind_int64(u, 4, sqlite3_column_int64(s, 0));
        sqlite3_step(u);
        sqlite3_reset(u);
        memcpy(prev, hash, 32);
    }
    sqlite3_finalize(s);
    sqlite3_finalize(u);
}

static bool fold_one(const struct event *e, void *unused)
{
    (void)unused;
    return fold_apply(lab, e) == DB_OK;
}

/* The tables as the journal has them, as far as it can be folded. */
static void fold(void)
{
    for (int i = TABLES - 1; i > 0; i--) {
        char text[64];
        snprintf(text, sizeof text, "DELETE FROM %s", fuzz_tables[i].name);
        sql(text);
    }
    (void)!db_journal(lab, 1, fold_one, NULL);
}

static void change_rows(void)
{
    for (unsigned n = 1 + pick(2); n; n--)
        pick(2) ? change_row() : change_event();
    if (pick(2)) {
        chain();
        if (pick(4))
            fold();
    }
}

/* ---- pages ---- */

/* One of the cells of a page another, twice, away; or a byte of it. */
static void change_page(uint8_t *b, size_t size)
{
    size_t page = (size_t)b[16] << 8 | b[17];
    if (page < 512 || size < page)
        return;
    size_t at = pick((unsigned)(size / page)) * page;
    uint8_t *p = b + at, *head = p + (at ? 0 : 100);
    uint8_t *cells = head + (*head == 2 || *head == 5 ? 12 : 8);
    unsigned n = (unsigned)head[3] << 8 | head[4];
    if (!n || cells + 2 * (size_t)n > p + page)
        return;
    uint8_t *one = cells + 2 * (size_t)pick(n), *two = cells + 2 * (size_t)pick(n), was[2];
    size_t cell = (size_t)one[0] << 8 | one[1];
    memcpy(was, one, 2);
    switch (pick(5)) {
    case 0:
        memcpy(one, two, 2);
        break;
    case 1:
        memcpy(one, two, 2);
        memcpy(two, was, 2);
        break;
    case 2:
        n--;
        head[3] = (uint8_t)(n >> 8), head[4] = (uint8_t)n;
        break;
    case 3:
        head[pick(12)] ^= (uint8_t)(1u << pick(8));
        break;
    default:
        if (cell + 24 <= page)
            p[cell + pick(24)] ^= (uint8_t)(1u << pick(8));
    }
}

size_t session_mutate(uint8_t *data, size_t size, size_t room, unsigned seed)
{
    state = seed;
    (void)pick(1);
    if (size >= 512 && pick(8) == 0) {
        change_page(data, size);
        return size;
    }
    if (size < 512 || !lab_load(data, size))
        return 0;
    sql("BEGIN");
    change_rows();
    sql("COMMIT");
    sqlite3_int64 n = 0;
    const unsigned char *now = sqlite3_serialize(lab->h, "main", &n, SQLITE_SERIALIZE_NOCOPY);
    if (!now || n <= 0 || (size_t)n > room)
        return 0;
    memcpy(data, now, (size_t)n);
    return (size_t)n;
}
