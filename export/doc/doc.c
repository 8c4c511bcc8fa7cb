/* SPDX-License-Identifier: MIT */
/* export/doc/doc.c - reading a text template: what each line is, and what it says. */
#include "export/doc/doc.h"

#include <stdlib.h>
#include <string.h>

#include "db/base/embed.h"
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
    *d = (struct doc){.arena = arena_new()};
    size_t cap = 0;
    char *nfc = text_nfc(text);
    if (!nfc) {
        fault_add(f, F_TEMPLATE_READ, "", N_("không phải văn bản UTF-8"), NULL);
        return false;
    }
    char *copy = arena_strdup(d->arena, nfc);
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
            d->part = arena_grow(d->arena, d->part, d->n, &cap, sizeof *d->part);
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

void doc_free(struct doc *d)
{
    arena_free(d->arena);
    *d = (struct doc){0};
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
