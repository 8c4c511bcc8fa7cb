/* SPDX-License-Identifier: MIT */
/* tui/cli/util.c - what several calls need: complaints, opening, pairs, tables. */
#include "tui/cli/util.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/remember.h"
#include "tui/say.h"

enum db_rc cli_misuse(const struct cli *c, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = xvasprintf(fmt, ap);
    va_end(ap);
    const char *blank = c->call ? " " : "", *call = c->call ? c->call : "";
    say_error(_("hoidong%s%s: %s Xem: hoidong%s%s --help"), blank, call, text, blank, call);
    free(text);
    return DB_USAGE;
}

/* Of the session that a call opened to write: a call opens one. */
static struct remember remembered;

/* Said before it is done: afterwards it would be too late for whoever reads it. */
static void say_older(const char *path, int version)
{
    char before[16];
    snprintf(before, sizeof before, "%d", version);
    struct fault will = {.id = F_MIGRATED, .warning = true, .arg = {before}};
    say_fault(&will, path);
}

struct db *cli_open(const char *path, enum db_open_how how, enum db_rc *rc)
{
    struct db *db = NULL;
    struct faults f = {0};
    int older = how == DB_OPEN ? db_older(path) : 0;
    *rc = db_open(&db, path, older ? DB_LOOK : how, &f);
    if (*rc == DB_OK && older) {
        db_close(db);
        say_older(path, older);
        *rc = db_open(&db, path, how, &f);
    }
    if (*rc == DB_OK && how == DB_OPEN)
        remember_begin(&remembered, db, &f);
    say_faults(&f, path);
    faults_free(&f);
    return db;
}

void cli_wrote(struct db *db)
{
    remember_note(&remembered, db, false);
}

enum db_rc cli_told(struct db *db, enum db_rc rc, const char *name)
{
    say_faults(db_faults(db), name);
    return rc;
}

enum db_rc cli_read(struct db *db, enum db_rc rc, const char *name)
{
    return rc == DB_OK ? rc : cli_told(db, rc, name);
}

enum db_rc cli_close(struct db *db, enum db_rc rc)
{
    if (db && remembered.events)
        remember_note(&remembered, db, true);
    remembered = (struct remember){0};
    db_close(db);
    return say_end(rc);
}

bool cli_pair(char *word, struct db_pair *out)
{
    char *equals = strchr(word, '=');
    if (!equals || equals == word)
        return false;
    *equals = '\0';
    *out = (struct db_pair){word, equals + 1};
    return true;
}

bool cli_on_terminal(void)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

void text_table_row(struct text_table *t, const char *const cells[])
{
    t->cell = xrealloc(t->cell, (t->n + 1) * t->cols * sizeof *t->cell);
    for (size_t i = 0; i < t->cols; i++)
        t->cell[t->n * t->cols + i] = text_safe(cells[i], 0);
    t->n++;
}

/* Blanks until @n columns. */
static void pad(size_t n)
{
    printf("%*s", (int)n, "");
}

void text_table_print(struct text_table *t)
{
    size_t *width = xcalloc(t->cols, sizeof *width);
    for (size_t i = 0; i < t->n * t->cols; i++) {
        size_t w = text_columns(t->cell[i]);
        if (w > width[i % t->cols])
            width[i % t->cols] = w;
    }
    for (size_t i = 0; i < t->n * t->cols; i++) {
        size_t col = i % t->cols, gap = width[col] - text_columns(t->cell[i]);
        bool last = col + 1 == t->cols;
        if (t->right & 1u << col)
            pad(gap);
        fputs(t->cell[i], stdout);
        if (last)
            putchar('\n');
        else
            pad(t->right & 1u << col ? 2 : gap + 2);
        free(t->cell[i]);
    }
    free(width);
    free(t->cell);
    *t = (struct text_table){0};
}
