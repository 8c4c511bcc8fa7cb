/* SPDX-License-Identifier: MIT */
/* db/official/line.c - a line of a sheet taken apart: box, code, name, star marks, note. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/official/part.h"

static const char *const boxes[] = {"□", "☐", "◻",  "▢",  "❏",   "❑",  "☑", "☒",
                                    "■", "¨", "o ", "O ", "[ ]", "[]", "",  ""};

size_t line_box(const char *s)
{
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++)
        if (strncmp(s, boxes[i], strlen(boxes[i])) == 0)
            return strlen(boxes[i]);
    return 0;
}

bool line_number(const char *s)
{
    size_t n = strspn(s, "0123456789");
    return n && n <= 3 && !s[n];
}

/* The folded text begins with @prefix and no letter follows. */
bool line_begins(const char *s, const char *prefix)
{
    char *fold = text_fold(s);
    size_t n = strlen(prefix);
    bool same = fold && strncmp(fold, prefix, n) == 0 && !isalpha((unsigned char)fold[n]);
    free(fold);
    return same;
}

/* "1.1", "6.1.1" or "8" at the start; *@skip is where the name begins.  "" when there is none. */
void line_code(const char *s, char code[16], size_t *skip)
{
    size_t n = 0, at = 0;
    while (n < 14 && isdigit((unsigned char)s[at])) {
        while (n < 14 && isdigit((unsigned char)s[at]))
            code[n++] = s[at++];
        if (s[at] != '.' || !isdigit((unsigned char)s[at + 1]))
            break;
        code[n++] = s[at++];
    }
    code[n] = '\0';
    while (n && s[at] && strchr(".) \t", s[at]))
        at++;
    *skip = at;
}

/* ---- names ---- */

/* How many bytes of @s spell @name, letters and digits only; 0 when @s does not begin so. */
size_t line_spells(const char *s, const char *name)
{
    char *want = text_key(name);
    size_t n = want ? strlen(want) : 0, len = strlen(s), found = 0;
    for (size_t at = 0; n && at < len && !found;) {
        at = text_next(s, len, at);
        char *part = xstrndup(s, at), *key = text_key(part);
        size_t have = key ? strlen(key) : 0;
        if (have >= n) {
            found = have == n && strcmp(key, want) == 0 ? at : 0;
            at = len;
        } else if (have && strncmp(key, want, have) != 0) {
            at = len;
        }
        free(part);
        free(key);
    }
    free(want);
    return found;
}

/* Words that begin a note, wherever they stand. */
bool line_note(const char *s)
{
    return *s == '(' || line_begins(s, "yeu cau") || line_begins(s, "ghi chu") ||
           line_begins(s, "chu y") || line_begins(s, "luu y");
}

/* Where the name ends and what follows it begins: after our name, if more than a bracket or a
 * note is there it belongs to the name as far as the line goes. */
size_t line_name(const char *s, const char *name, size_t line)
{
    size_t n = line_spells(s, name);
    if (!n)
        return line;
    while (s[n] && strchr(").;:", s[n]))
        n++;
    size_t rest = n + strspn(s + n, " ");
    return n >= line || line_note(s + rest) ? n : line;
}

/* The star marks of a level, taken out of it; *@note is what stands behind them, or NULL. */
int line_stars(char *text, const char **note)
{
    char *mark = strchr(text, '*'), *behind = mark;
    size_t stars = 0;
    *note = NULL;
    for (; mark && *behind && strchr("* ", *behind); behind++) /* "** **" too */
        stars += *behind == '*';
    if (stars < 3)
        return 0;
    if (line_note(behind)) {
        *mark = '\0';
        *note = behind;
    } else {
        memmove(mark, behind, strlen(behind) + 1);
    }
    text_squeeze(text);
    return stars <= 5 ? (int)stars : -1;
}
