/* SPDX-License-Identifier: MIT */
/* export/sheet/minutes.c - "Biên bản": the minutes (khoản 6 Điều 7: the report of written opinions)
 * from their template, over the columns of a sheet, ready to print.  Every fact comes from the
 * record; what the record does not know is a dotted blank. */
#include "export/sheet/minutes.h"

#include <stdlib.h>
#include <string.h>

#include "export/base/words.h"
#include "export/doc/session.h"
#include "export/template/doc.h"

enum { MINUTES_COLUMNS = 6, MOST_CELLS = 16, SIGN_ROWS = 4 };

struct sheet_doc {
    struct sheet *p;
    int last;
    const struct doc *doc;
    bool kept, announced, signing; /* rows are being kept on a page, for the next one, signed */
};

/* Where the right of two columns begins. */
static int minutes_half(const struct sheet_doc *s)
{
    double all = 0, sum = 0;
    for (int i = 0; i <= s->last; i++)
        all += sheet_width(s->p, i);
    for (int i = 0; i < s->last; i++) {
        sum += sheet_width(s->p, i);
        if (sum >= all * 0.42)
            return i + 1;
    }
    return s->last;
}

static bool is_number(const char *s)
{
    return *s && strspn(s, "0123456789") == strlen(s) && (s[0] != '0' || !s[1]);
}

/* Of a table: a narrower column is centred. */
static const double narrow = 10;

static void minutes_row(struct sheet_doc *s, const char *const *cell, size_t n, bool head)
{
    for (int i = 0; i <= s->last; i++) {
        const char *text = (size_t)i < n ? cell[i] : "";
        if (head)
            put_text(s->p, i, STYLE_HEAD, text);
        else if (is_number(text))
            put_number(s->p, i, STYLE_NUMBER, atoi(text));
        else
            put_text(s->p, i, sheet_width(s->p, i) < narrow ? STYLE_CELL_CENTER : STYLE_CELL, text);
    }
}

static void minutes_pair(struct sheet_doc *s, const char *const *cell, enum doc_look is)
{
    enum style style = is == DOC_PAIR_BOLD     ? STYLE_CENTER_BOLD
                       : is == DOC_PAIR_ITALIC ? STYLE_CENTER_ITALIC
                                               : STYLE_CENTER;
    put_span(s->p, 0, minutes_half(s) - 1, style, cell[0]);
    put_span(s->p, minutes_half(s), s->last, style, cell[1]);
}

/* A heading, what announces a list, and the head of a table. */
static bool announces(enum doc_look is, const char *text)
{
    size_t n = strlen(text);
    return is == DOC_BOLD || is == DOC_ROW_HEAD || (is == DOC_TEXT && n && text[n - 1] == ':');
}

/* What stands on one page: signatures, from the first of their lines to the last, and before them
 * what they sign; and what announces with what comes next. */
static void minutes_keep(struct sheet_doc *s, enum doc_look is, const char *text)
{
    bool sign = is == DOC_SPACE || is == DOC_PAIR || is == DOC_PAIR_BOLD || is == DOC_PAIR_ITALIC;
    if (s->kept && !s->announced && is != DOC_BLANK && !(s->signing && sign)) {
        sheet_keep_end(s->p);
        s->kept = false;
    }
    if (sign && sheet_row(s->p) > 0)
        sheet_keep_signed(s->p);
    else if (!s->kept && announces(is, text))
        sheet_keep(s->p);
    s->kept = sheet_keeping(s->p);
    s->signing = s->kept && sign;
    if (is != DOC_BLANK)
        s->announced = s->kept && announces(is, text);
}

static void minutes_line(void *arg, const char *text, const void *look)
{
    static const enum style styles[] = {
        [DOC_TEXT] = STYLE_TEXT,     [DOC_BOLD] = STYLE_BOLD,
        [DOC_TITLE] = STYLE_TITLE,   [DOC_CENTER_BOLD] = STYLE_CENTER_BOLD,
        [DOC_CENTER] = STYLE_CENTER, [DOC_CENTER_ITALIC] = STYLE_CENTER_ITALIC,
    };
    struct sheet_doc *s = arg;
    struct arena *a = arena_new();
    const char *cell[MOST_CELLS] = {"", ""};
    enum doc_look is = *(const enum doc_look *)look;
    bool pair = is == DOC_PAIR || is == DOC_PAIR_BOLD || is == DOC_PAIR_ITALIC;
    minutes_keep(s, is, text);
    if (pair) {
        doc_cells(a, text, cell, 2);
        minutes_pair(s, cell, is);
        end_row(s->p);
    } else if (is == DOC_ROW || is == DOC_ROW_HEAD) {
        size_t n = doc_cells(a, text, cell, MOST_CELLS);
        minutes_row(s, cell, n, is == DOC_ROW_HEAD);
        end_row(s->p);
    } else if (is == DOC_SPACE) {
        for (int i = 0; i < SIGN_ROWS; i++)
            skip_row(s->p);
    } else if (is == DOC_BLANK || is == DOC_BREAK) {
        skip_row(s->p);
    } else {
        put_span(s->p, 0, s->last, styles[is], text);
        end_row(s->p);
    }
    arena_free(a);
}

/* Over columns 0 to @last of a sheet; tables have as many columns as the sheet. */
static bool doc_sheet(const struct doc *d, const struct facts *facts, struct sheet *p, int last,
                      struct faults *f)
{
    struct sheet_doc s = {.p = p, .last = last, .doc = d};
    bool ok = template_run(d->part, d->n, facts, minutes_line, &s, f);
    sheet_keep_end(p);
    return ok;
}

struct sheet *open_minutes(struct results_book *g, const char *name)
{
    static const double width[MINUTES_COLUMNS] = {5, 31, 19, 8.5, 7, 15};
    return open_sheet(g, name, false, width, MINUTES_COLUMNS);
}

enum db_rc fill_minutes(struct results_book *g, struct sheet *p, struct table *t)
{
    (void)t;
    struct faults f = {0};
    struct doc d;
    doc_builtin(&d, minutes_name(g->r));
    bool ok = doc_sheet(&d, facts_of(g->r, g->arena), p, MINUTES_COLUMNS - 1, &f);
    list_free(&d);
    faults_free(&f);
    if (!ok)
        return DB_FAULT;
    return job_step(g->job) ? DB_OK : DB_REFUSED;
}
