/* SPDX-License-Identifier: MIT */
/* db/base/fault.c - recording what is wrong, and saying it. */
#include "db/base/fault.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"

enum { ARG_COLUMNS = 120 };

static const struct {
    const char *name, *text;
} fault_table[F_COUNT] = {
#define FAULT(id, text) {#id, text},
#include "db/base/fault.def"
#undef FAULT
};

static void append(struct faults *f, struct fault fault)
{
    f->v = mem_grow(f->v, f->n, &f->cap, sizeof *f->v);
    f->v[f->n++] = fault;
    if (!fault.warning)
        f->errors++;
}

static void record(struct faults *f, struct fault fault, va_list ap)
{
    for (int i = 0; i < FAULT_ARGS; i++) {
        const char *arg = va_arg(ap, const char *);
        if (!arg)
            break;
        fault.arg[i] = text_safe(arg, ARG_COLUMNS);
    }
    append(f, fault);
}

void fault_again(struct faults *f, const struct fault *found)
{
    struct fault copy = *found;
    for (int i = 0; i < FAULT_ARGS; i++)
        copy.arg[i] = found->arg[i] ? xstrdup(found->arg[i]) : NULL;
    copy.sheet = found->sheet ? xstrdup(found->sheet) : NULL;
    append(f, copy);
}

void fault_at(struct faults *f, enum fault_id id, enum fault_place place, long row, long col, ...)
{
    va_list ap;
    va_start(ap, col);
    record(f, (struct fault){.id = id, .place = place, .row = row, .col = col}, ap);
    va_end(ap);
}

void warn_at(struct faults *f, enum fault_id id, enum fault_place place, long row, long col, ...)
{
    va_list ap;
    va_start(ap, col);
    record(f, (struct fault){.id = id, .warning = true, .place = place, .row = row, .col = col},
           ap);
    va_end(ap);
}

void fault_add(struct faults *f, enum fault_id id, ...)
{
    va_list ap;
    va_start(ap, id);
    record(f, (struct fault){.id = id, .place = AT_WHOLE}, ap);
    va_end(ap);
}

void warn_add(struct faults *f, enum fault_id id, ...)
{
    va_list ap;
    va_start(ap, id);
    record(f, (struct fault){.id = id, .warning = true, .place = AT_WHOLE}, ap);
    va_end(ap);
}

void fault_in_sheet(struct fault *f, const char *name)
{
    free(f->sheet);
    f->sheet = text_safe(name, ARG_COLUMNS);
}

void faults_move(struct faults *to, struct faults *from)
{
    for (size_t i = 0; i < from->n; i++)
        append(to, from->v[i]);
    free(from->v);
    *from = (struct faults){0};
}

void faults_free(struct faults *f)
{
    if (!f)
        return;
    for (size_t i = 0; i < f->n; i++) {
        free(f->v[i].sheet);
        for (int j = 0; j < FAULT_ARGS; j++)
            free(f->v[i].arg[j]);
    }
    free(f->v);
    *f = (struct faults){0};
}

const char *fault_msgid(enum fault_id id)
{
    return fault_table[id].text;
}

const char *fault_code(enum fault_id id)
{
    /* Written once per id with the same bytes: names are constants of the program, only
     * their spelling is made at run time. */
    static char code[F_COUNT][48];
    char *out = code[id];
    if (!*out) {
        const char *name = fault_table[id].name;
        for (size_t i = 0; i < sizeof code[0] - 1 && name[i]; i++)
            out[i] = name[i] == '_' ? '-' : (char)tolower((unsigned char)name[i]);
    }
    return out;
}

/* @text with {0} .. {4} replaced; a missing argument is empty. */
static char *fill(const char *text, const char *const arg[FAULT_ARGS])
{
    size_t len = strlen(text) + 1;
    for (const char *p = text; *p; p++)
        if (p[0] == '{' && p[1] >= '0' && p[1] < '0' + FAULT_ARGS && p[2] == '}')
            len += arg[p[1] - '0'] ? strlen(arg[p[1] - '0']) : 0;
    char *filled = xmalloc(len), *out = filled;
    while (*text) {
        if (text[0] == '{' && text[1] >= '0' && text[1] < '0' + FAULT_ARGS && text[2] == '}') {
            const char *a = arg[text[1] - '0'];
            if (a)
                out = stpcpy(out, a);
            text += 3;
        } else {
            *out++ = *text++;
        }
    }
    *out = '\0';
    return filled;
}

static const char *translated(const char *text, const char *(*tr)(const char *))
{
    return tr ? tr(text) : text;
}

char *fault_text(const struct fault *f, const char *(*tr)(const char *))
{
    const char *arg[FAULT_ARGS];
    for (int i = 0; i < FAULT_ARGS; i++)
        arg[i] = f->arg[i] ? translated(f->arg[i], tr) : NULL;
    return fill(translated(fault_msgid(f->id), tr), arg);
}

/* "dòng 4, ô C4" */
static char *cell_name(const struct fault *f, const char *(*tr)(const char *))
{
    char row[24], letters[8], cell[32];
    const char *arg[FAULT_ARGS] = {row, cell, letters};
    snprintf(row, sizeof row, "%ld", f->row);
    column_letters(f->col, letters);
    snprintf(cell, sizeof cell, "%s%ld", letters, f->row);
    if (f->sheet && f->row > 0 && f->col > 0)
        return xasprintf("%s!%s", f->sheet, cell);
    if (f->sheet) {
        struct fault bare = *f;
        bare.sheet = NULL;
        char *in = cell_name(&bare, tr), *both = xasprintf("%s!%s", f->sheet, in);
        free(in);
        return both;
    }
    const char *text = N_("dòng {0}, ô {1}");
    if (f->col <= 0)
        text = N_("dòng {0}");
    else if (f->row <= 0)
        text = N_("cột {2}");
    return fill(translated(text, tr), arg);
}

char *fault_where(const struct fault *f, const char *name, const char *(*tr)(const char *))
{
    char *safe = name ? text_safe(name, 0) : NULL, *where;
    if (f->place == AT_CELL && f->sheet && f->row <= 0 && f->col <= 0) {
        where = xasprintf("%s%s%s: ", safe ? safe : "", safe ? ": " : "", f->sheet);
    } else if (f->place == AT_CELL && (f->row > 0 || f->col > 0)) {
        char *cell = cell_name(f, tr);
        where = xasprintf("%s%s%s: ", safe ? safe : "", safe ? ": " : "", cell);
        free(cell);
    } else if (f->place == AT_PARAGRAPH && f->row > 0) {
        const char *word = translated(N_("đoạn"), tr);
        where = xasprintf("%s%s%s%s%s %ld: ", safe ? safe : "", safe ? ": " : "",
                          f->sheet ? f->sheet : "", f->sheet ? ", " : "", word, f->row);
    } else if (f->place == AT_EVENT) {
        const char *word = translated(N_("sự kiện số"), tr);
        where = xasprintf("%s%s%s %ld: ", safe ? safe : "", safe ? ": " : "", word, f->row);
    } else if (f->place == AT_TEXT && f->row > 0) {
        char col[24] = "";
        if (f->col > 0)
            snprintf(col, sizeof col, ":%ld", f->col);
        where = xasprintf("%s%s%ld%s: ", safe ? safe : "", safe ? ":" : "", f->row, col);
    } else {
        where = xasprintf("%s%s", safe ? safe : "", safe ? ": " : "");
    }
    free(safe);
    return where;
}

void column_letters(long col, char out[8])
{
    char back[8];
    size_t n = 0;
    for (; col > 0 && n < 7; col = (col - 1) / 26)
        back[n++] = (char)('A' + (col - 1) % 26);
    for (size_t i = 0; i < n; i++)
        out[i] = back[n - 1 - i];
    out[n] = '\0';
}
