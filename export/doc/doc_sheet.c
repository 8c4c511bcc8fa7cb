/* SPDX-License-Identifier: MIT */
/* export/doc/doc_sheet.c - a document over the columns of a sheet. */
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "export/doc/doc.h"

enum { MOST_CELLS = 16, SIGN_ROWS = 4 };

struct sheet_doc {
    struct paper *p;
    int last;
    const struct doc *doc;
    bool kept, announced, signing; /* rows are being kept on a page, for the next one, signed */
};

/* Where the right of two columns begins. */
static int half(const struct sheet_doc *s)
{
    double all = 0, sum = 0;
    for (int i = 0; i <= s->last; i++)
        all += paper_width(s->p, i);
    for (int i = 0; i < s->last; i++) {
        sum += paper_width(s->p, i);
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

static void put_row(struct sheet_doc *s, const char *const *cell, size_t n, bool head)
{
    for (int i = 0; i <= s->last; i++) {
        const char *text = (size_t)i < n ? cell[i] : "";
        if (head)
            put_text(s->p, i, STYLE_HEAD, text);
        else if (is_number(text))
            put_number(s->p, i, STYLE_NUMBER, atoi(text));
        else
            put_text(s->p, i, paper_width(s->p, i) < narrow ? STYLE_CELL_CENTER : STYLE_CELL, text);
    }
}

static void put_pair(struct sheet_doc *s, const char *const *cell, enum doc_look is)
{
    enum style style = is == DOC_PAIR_BOLD     ? STYLE_CENTER_BOLD
                       : is == DOC_PAIR_ITALIC ? STYLE_CENTER_ITALIC
                                               : STYLE_CENTER;
    put_span(s->p, 0, half(s) - 1, style, cell[0]);
    put_span(s->p, half(s), s->last, style, cell[1]);
}

/* A heading, what announces a list, and the head of a table. */
static bool announces(enum doc_look is, const char *text)
{
    size_t n = strlen(text);
    return is == DOC_BOLD || is == DOC_ROW_HEAD || (is == DOC_TEXT && n && text[n - 1] == ':');
}

/* What stands on one page: signatures, from the first of their lines to the last, and before them
 * what they sign; and what announces with what comes next. */
static void keep(struct sheet_doc *s, enum doc_look is, const char *text)
{
    bool sign = is == DOC_SPACE || is == DOC_PAIR || is == DOC_PAIR_BOLD || is == DOC_PAIR_ITALIC;
    if (s->kept && !s->announced && is != DOC_BLANK && !(s->signing && sign)) {
        paper_keep_end(s->p);
        s->kept = false;
    }
    if (sign && paper_row(s->p) > 0)
        paper_keep_signed(s->p);
    else if (!s->kept && announces(is, text))
        paper_keep(s->p);
    s->kept = paper_keeping(s->p);
    s->signing = s->kept && sign;
    if (is != DOC_BLANK)
        s->announced = s->kept && announces(is, text);
}

static void emit(void *arg, const char *text, const void *look)
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
    keep(s, is, text);
    if (pair) {
        doc_cells(a, text, cell, 2);
        put_pair(s, cell, is);
        end_row(s->p);
    } else if (is == DOC_ROW || is == DOC_ROW_HEAD) {
        size_t n = doc_cells(a, text, cell, MOST_CELLS);
        put_row(s, cell, n, is == DOC_ROW_HEAD);
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

bool doc_sheet(const struct doc *d, const struct facts *facts, struct paper *p, int last,
               struct faults *f)
{
    struct sheet_doc s = {.p = p, .last = last, .doc = d};
    bool ok = template_run(d->part, d->n, facts, emit, &s, f);
    paper_keep_end(p);
    return ok;
}
