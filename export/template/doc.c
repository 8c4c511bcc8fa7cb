/* SPDX-License-Identifier: MIT */
/* export/template/doc.c - reading a text template: what each line is, and what it says; and the
 * document as plain text, to be read on a screen or pasted. */
#include "export/template/doc.h"

#include <stdlib.h>
#include <string.h>

#include "db/base/embed.h"
#include "db/base/mem.h"
#include "db/base/text.h"

static const struct mark {
    const char *begin;
    enum doc_look look;
} marks[] = {
    /* The longer ones first. */
    {"=====", DOC_BREAK},  {"||! ", DOC_PAIR_BOLD}, {"||/ ", DOC_PAIR_ITALIC}, {"|| ", DOC_PAIR},
    {"|! ", DOC_ROW_HEAD}, {"| ", DOC_ROW},         {"== ", DOC_CENTER_BOLD},  {"= ", DOC_TITLE},
    {"! ", DOC_BOLD},      {"> ", DOC_CENTER},      {"/ ", DOC_CENTER_ITALIC}, {"~", DOC_SPACE},
};

/* One static object for each look: parts point to them. */
static const enum doc_look looks[] = {
    DOC_TEXT,          DOC_BOLD,  DOC_TITLE,     DOC_CENTER_BOLD, DOC_CENTER,
    DOC_CENTER_ITALIC, DOC_PAIR,  DOC_PAIR_BOLD, DOC_PAIR_ITALIC, DOC_ROW,
    DOC_ROW_HEAD,      DOC_SPACE, DOC_BREAK,     DOC_BLANK};

static void read_line(struct template_part *p, char *line, long no)
{
    enum doc_look look = *line ? DOC_TEXT : DOC_BLANK;
    for (size_t i = 0; i < sizeof marks / sizeof *marks && look == DOC_TEXT; i++)
        if (strncmp(line, marks[i].begin, strlen(marks[i].begin)) == 0) {
            look = marks[i].look;
            line += strlen(marks[i].begin);
        }
    *p = (struct template_part){.text = line, .line = no, .look = &looks[look]};
}

bool doc_parse(struct doc *d, const char *text, struct faults *f)
{
    *d = (struct doc){.mem = arena_new()};
    size_t cap = 0;
    char *nfc = text_nfc(text);
    if (!nfc) {
        fault_add(f, F_TEMPLATE_READ, "", N_("không phải văn bản UTF-8"), NULL);
        return false;
    }
    char *copy = arena_strdup(d->mem, nfc);
    free(nfc);
    long no = 0;
    for (char *line = copy; line;) {
        char *end = strchr(line, '\n'), *next = end ? end + 1 : NULL;
        if (end)
            *end = '\0';
        size_t len = strlen(line);
        while (len && (line[len - 1] == '\r' || line[len - 1] == ' '))
            line[--len] = '\0';
        no++;
        if (*line != '#' && (next || *line)) {
            d->part = arena_grow(d->mem, d->part, d->n, &cap, sizeof *d->part);
            read_line(&d->part[d->n++], line, no);
        }
        line = next;
    }
    return true;
}

void doc_builtin(struct doc *d, const char *name)
{
    struct faults none = {0};
    char *file = xasprintf("templates/%s.txt", name);
    const struct embedded *e = export_embedded(file);
    doc_parse(d, e ? (const char *)e->data : "", &none);
    faults_free(&none);
    free(file);
}

size_t doc_cells(struct arena *a, const char *text, const char **out, size_t max)
{
    char *s = arena_strdup(a, text);
    size_t n = 0;
    while (s && n < max) {
        char *bar = n + 1 < max ? strstr(s, " | ") : NULL;
        char *next = bar ? bar + 3 : NULL;
        if (bar)
            *bar = '\0';
        size_t len = strlen(s);
        /* An empty last cell leaves its bar behind. */
        if (!next && len >= 2 && strcmp(s + len - 2, " |") == 0)
            s[len - 2] = '\0';
        while (*s == ' ')
            s++;
        out[n++] = s;
        s = next;
    }
    return n;
}

/* ---- as plain text ---- */

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
static size_t fit_columns(const char *s, size_t columns)
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
    size_t n = fit_columns(*s, columns);
    char *line = xstrndup(*s, n);
    *s += n;
    while (**s == ' ')
        ++*s;
    return line;
}

static void plain_wrapped(FILE *out, const char *text, bool center, size_t indent)
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
static void plain_pair(FILE *out, const char *left, const char *right)
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

static void plain_cells(FILE *out, const char *const *cell, size_t n)
{
    char *line = xstrdup("");
    for (size_t i = 0; i < n; i++) {
        char *longer = xasprintf("%s%s%s", line, i ? " | " : "", cell[i]);
        free(line);
        line = longer;
    }
    plain_wrapped(out, line, false, 2);
    free(line);
}

static void plain_line(void *arg, const char *text, const void *look)
{
    struct plain *p = arg;
    struct arena *a = arena_new();
    const char *cell[MOST_CELLS] = {"", ""};
    enum doc_look is = *(const enum doc_look *)look;
    switch (is) {
    case DOC_TEXT:
    case DOC_BOLD:
        plain_wrapped(p->out, text, false, 0);
        break;
    case DOC_TITLE:
    case DOC_CENTER_BOLD:
    case DOC_CENTER:
    case DOC_CENTER_ITALIC:
        plain_wrapped(p->out, text, true, 0);
        break;
    case DOC_PAIR:
    case DOC_PAIR_BOLD:
    case DOC_PAIR_ITALIC:
        doc_cells(a, text, cell, 2);
        plain_pair(p->out, cell[0], cell[1]);
        break;
    case DOC_ROW:
    case DOC_ROW_HEAD:
        plain_cells(p->out, cell, doc_cells(a, text, cell, MOST_CELLS));
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
    return template_run(d->part, d->n, facts, plain_line, &p, f);
}
