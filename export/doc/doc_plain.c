/* SPDX-License-Identifier: MIT */
/* export/doc/doc_plain.c - a document as plain text, to be read on a screen or pasted. */
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "export/doc/doc.h"

enum { WIDE = 78, MOST_CELLS = 16 };

struct plain {
    FILE *out;
};

static void spaces(FILE *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        putc(' ', out);
}

/* Bytes of @s that fit in @columns, cut at a blank where there is one. */
static size_t fit(const char *s, size_t columns)
{
    size_t len = strlen(s), blank = 0, at = 0;
    while (at < len) {
        size_t next = at + 1;
        while (next < len && ((unsigned char)s[next] & 0xc0) == 0x80)
            next++;
        char *piece = xstrndup(s, next);
        size_t wide = text_columns(piece);
        free(piece);
        if (wide > columns)
            return blank ? blank : at ? at : next;
        if (s[at] == ' ')
            blank = at;
        at = next;
    }
    return len;
}

/* The next line of @s in @columns columns, into new memory; *s moves behind it. */
static char *next_line(const char **s, size_t columns)
{
    size_t n = fit(*s, columns);
    char *line = xstrndup(*s, n);
    *s += n;
    while (**s == ' ')
        ++*s;
    return line;
}

static void put_wrapped(FILE *out, const char *text, bool center, size_t indent)
{
    do {
        char *line = next_line(&text, WIDE - indent);
        size_t wide = text_columns(line);
        spaces(out, center ? (WIDE - wide) / 2 : indent);
        fprintf(out, "%s\n", line);
        free(line);
    } while (*text);
}

/* Two columns side by side, each centred in its half. */
static void put_pair(FILE *out, const char *left, const char *right)
{
    size_t half = WIDE / 2;
    while (*left || *right) {
        char *a = next_line(&left, half - 1), *b = next_line(&right, half - 1);
        size_t wa = text_columns(a), wb = text_columns(b), before = (half - wa) / 2;
        spaces(out, before);
        fputs(a, out);
        if (wb) {
            spaces(out, half - wa - before + (half - wb) / 2);
            fputs(b, out);
        }
        putc('\n', out);
        free(a);
        free(b);
    }
}

static void put_row(FILE *out, const char *const *cell, size_t n)
{
    char *line = xstrdup("");
    for (size_t i = 0; i < n; i++) {
        char *longer = xasprintf("%s%s%s", line, i ? " | " : "", cell[i]);
        free(line);
        line = longer;
    }
    put_wrapped(out, line, false, 2);
    free(line);
}

static void emit(void *arg, const char *text, const void *look)
{
    struct plain *p = arg;
    struct arena *a = arena_new();
    const char *cell[MOST_CELLS] = {"", ""};
    enum doc_look is = *(const enum doc_look *)look;
    switch (is) {
    case DOC_TEXT:
    case DOC_BOLD:
        put_wrapped(p->out, text, false, 0);
        break;
    case DOC_TITLE:
    case DOC_CENTER_BOLD:
    case DOC_CENTER:
    case DOC_CENTER_ITALIC:
        put_wrapped(p->out, text, true, 0);
        break;
    case DOC_PAIR:
    case DOC_PAIR_BOLD:
    case DOC_PAIR_ITALIC:
        doc_cells(a, text, cell, 2);
        put_pair(p->out, cell[0], cell[1]);
        break;
    case DOC_ROW:
    case DOC_ROW_HEAD:
        put_row(p->out, cell, doc_cells(a, text, cell, MOST_CELLS));
        break;
    case DOC_SPACE:
        fputs("\n\n\n", p->out);
        break;
    case DOC_BREAK:
        fputs("\n\f\n", p->out);
        break;
    case DOC_BLANK:
        putc('\n', p->out);
        break;
    }
    arena_free(a);
}

bool doc_plain(const struct doc *d, const struct facts *facts, FILE *out, struct faults *f)
{
    struct plain p = {out};
    return template_run(d->part, d->n, facts, emit, &p, f);
}
