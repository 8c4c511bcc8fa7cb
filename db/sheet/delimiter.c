/* SPDX-License-Identifier: MIT */
/* db/sheet/delimiter.c - guessing what separates the cells of a text table. */
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "db/sheet/text.h"

enum { LOOK_LINES = 30 };

static const char delimiters[] = "\t;,"; /* of equals, the first */

/* How often @delimiter stands in each of the first lines with text, which are counted.
 * Between quotes it does not count, unless it is a tab: quotes mean little there, and a
 * stray one would hide the rest of the table. */
static size_t look(const char *s, size_t len, char delimiter, unsigned count[LOOK_LINES])
{
    size_t lines = 0;
    bool quoted = false, text = false;
    unsigned here = 0;
    for (size_t i = 0; i <= len && lines < LOOK_LINES; i++) {
        char c = i < len ? s[i] : '\n';
        if (c == '"' && delimiter != '\t')
            quoted = !quoted;
        if ((c == '\n' || c == '\r') && (!quoted || i == len)) {
            if (text)
                count[lines++] = here;
            text = false;
            here = 0;
            continue;
        }
        text = text || !strchr(" \r\n", c);
        here += c == delimiter && !quoted;
    }
    return lines;
}

/* In how many of @lines the delimiter stands equally often, at best; and how often. */
static size_t regular(const unsigned *count, size_t lines, unsigned *often)
{
    size_t best = 0;
    *often = 0;
    for (size_t i = 0; i < lines; i++) {
        size_t same = 0;
        for (size_t j = 0; count[i] && j < lines; j++)
            same += count[j] == count[i];
        if (same > best || (same && same == best && count[i] > *often)) {
            best = same;
            *often = count[i];
        }
    }
    return best;
}

char sheet_text_delimiter(const char *s, size_t len, size_t *skip)
{
    *skip = 0;
    if (len > 5 && strncasecmp(s, "sep=", 4) == 0 && strchr(delimiters, s[4]) &&
        (s[5] == '\r' || s[5] == '\n')) {
        *skip = s[5] == '\r' && s[6] == '\n' ? 7 : 6;
        return s[4];
    }
    char best = ',';
    size_t best_lines = 0;
    unsigned best_often = 0;
    for (const char *d = delimiters; *d; d++) {
        unsigned count[LOOK_LINES], often;
        size_t lines = look(s, len, *d, count), same = regular(count, lines, &often);
        if (*d == '\t' && lines && count[0]) /* nobody types a tab: one in the header settles it */
            return '\t';
        if (same > best_lines || (same == best_lines && often > best_often)) {
            best = *d;
            best_lines = same;
            best_often = often;
        }
    }
    return best;
}
