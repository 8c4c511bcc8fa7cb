/* SPDX-License-Identifier: MIT */
/* export/ballot/items.c - the items and blocks of a form. */
#include <stdarg.h>
#include <stdlib.h>

#include "db/base/text.h"
#include "export/ballot/pages.h"
#include "export/book/measure.h"

/* Longer texts go on in another item: a cell can be read back, and no item is higher than a page.
 */
enum { MOST_CHARS = 1600 };

static struct form_item *add(struct form *f, enum form_place place, enum style style)
{
    if (f->n == f->cap) {
        f->cap = f->cap ? 2 * f->cap : 256;
        f->item = xrealloc(f->item, f->cap * sizeof *f->item);
    }
    struct form_item *i = &f->item[f->n++];
    *i = (struct form_item){.place = place, .style = style, .least = 1};
    return i;
}

void form_text(struct form *f, enum form_place place, enum style style, const char *text)
{
    size_t n;
    do {
        n = measure_fit(text, 1e9, 10, false, 1, MOST_CHARS);
        add(f, place, style)->text = xstrndup(text, n);
        text += n;
    } while (n > 0 && *text);
}

void form_format(struct form *f, enum form_place place, enum style style, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = xvasprintf(fmt, ap);
    va_end(ap);
    form_text(f, place, style, text);
    free(text);
}

void form_row(struct form *f, enum style style, const char *text, enum style number_style,
              int number)
{
    size_t first = f->n;
    form_text(f, FORM_PANEL, style, text);
    for (size_t i = first; i < f->n; i++) {
        f->item[i].numbered = true;
        f->item[i].number_style = number_style;
        f->item[i].number = i == first ? number : NO_NUMBER;
    }
}

void form_room(struct form *f, int rows)
{
    add(f, FORM_PANEL, STYLE_FORM_FIELD)->least = rows;
}

void form_block(struct form *f, bool table)
{
    if (f->n_blocks == f->cap_blocks) {
        f->cap_blocks = f->cap_blocks ? 2 * f->cap_blocks : 64;
        f->block = xrealloc(f->block, f->cap_blocks * sizeof *f->block);
    }
    f->block[f->n_blocks++] = (struct form_block){f->n, table};
}

void form_drop(struct form *f)
{
    for (size_t i = 0; i < f->n; i++)
        free(f->item[i].text);
    free(f->item);
    free(f->block);
    free(f->running);
    *f = (struct form){0};
}
