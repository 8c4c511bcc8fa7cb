/* SPDX-License-Identifier: MIT */
/* The code of a product, as the head of the sheets has it (Phụ lục II). */
#include <stdlib.h>
#include <string.h>

#include "db/agenda/product.h"

/* Digits up to the next '-' or the end; *n of them.  NULL when there are none. */
static const char *digits(const char *s, size_t *n)
{
    *n = strspn(s, "0123456789");
    return *n && (s[*n] == '-' || !s[*n]) ? s + *n : NULL;
}

enum code_form product_code_form(const char *code)
{
    size_t len[6] = {0}, parts = 0;
    const char *at = code, *last = code;
    if (!*code)
        return CODE_NONE;
    while (parts < 6) {
        last = at;
        at = digits(at, &len[parts++]);
        if (!at)
            return CODE_OTHER;
        if (!*at)
            break;
        at++;
    }
    bool year = len[parts - 1] == 4 && atoi(last) >= 2000 && atoi(last) <= 2099;
    if (parts == 4 && len[0] == 2 && len[1] == 5 && year)
        return CODE_FOUR;
    return parts == 5 && year ? CODE_FIVE : CODE_OTHER;
}
