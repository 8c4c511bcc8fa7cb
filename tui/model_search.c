/* SPDX-License-Identifier: MIT */
/* tui/model_search.c - whether a text is what was searched for. */
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "tui/model.h"

static bool begins_word(const char *text, const char *at)
{
    return at == text || at[-1] == ' ' || at[-1] == '-' || at[-1] == '(' || at[-1] == '/';
}

/* Whether some word of @text begins with the @n bytes at @word. */
static bool word_begins(const char *text, const char *word, size_t n)
{
    for (const char *p = text; *p; p++)
        if (begins_word(text, p) && strncmp(p, word, n) == 0)
            return true;
    return false;
}

/* Whether @letters are the first letters of neighbouring words: "mt" in "mam tom". */
static bool initials(const char *text, const char *letters)
{
    size_t want = strlen(letters);
    if (want < 2)
        return false;
    for (const char *p = text; *p; p++) {
        size_t got = 0;
        for (const char *q = p; begins_word(text, p) && *q && got < want; q++)
            if (begins_word(text, q) && *q != letters[got])
                break;
            else if (begins_word(text, q))
                got++;
        if (got == want)
            return true;
    }
    return false;
}

static bool every_word(const char *text, const char *folded)
{
    bool any = false;
    for (const char *p = folded; *p;) {
        size_t n = strcspn(p, " ");
        if (n > 0 && !word_begins(text, p, n))
            return false;
        any = any || n > 0;
        p += n + (p[n] == ' ');
    }
    return any;
}

bool search_hit(const char *folded, const char *text)
{
    if (!*folded)
        return true;
    char *t = text_fold(text);
    bool hit = t && (strstr(t, folded) || every_word(t, folded) || initials(t, folded));
    free(t);
    return hit;
}
