/* SPDX-License-Identifier: MIT */
/* Whose row it is: a product of the session again, or a new one. */
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/import/products_part.h"

static bool any_cell(struct products_list *l, int column)
{
    for (size_t i = 0; i < l->im->n; i++)
        if (*import_cell(l->im, l->im->row[i], column))
            return true;
    return false;
}

/* Name and owner as one key; "\n" is in neither. */
static const char *pair(struct import *im, const char *name, const char *owner)
{
    char *key = xasprintf("%s\n%s", import_match(im, name), import_match(im, owner));
    const char *kept = arena_strdup(im->arena, key);
    free(key);
    return kept;
}

static const char *row_pair(struct products_list *l, size_t i)
{
    return pair(l->im, import_cell(l->im, l->im->row[i], PRODUCT_NAME),
                import_cell(l->im, l->im->row[i], PRODUCT_OWNER));
}

/* ---- checks ---- */

static void check_no(struct products_list *l, size_t i, struct dict *seen)
{
    struct import *im = l->im;
    const char *s = import_cell(l->im, l->im->row[i], PRODUCT_NO);
    if (!*s)
        return;
    import_at(im, im->row[i], PRODUCT_NO);
    int no = import_no(s);
    if (no < 0) {
        db_refuse(im->db, F_LIST_NUMBER, s, NULL);
        return;
    }
    size_t *slot = dict_slot(seen, import_text(im, no));
    if (*slot)
        db_refuse(im->db, F_LIST_NUMBER_TWICE, import_text(im, no),
                  import_text(im, im->row[*slot - 1]->number), NULL);
    else
        *slot = i + 1;
    l->row[i].no = no;
}

static void check_code(struct products_list *l, size_t i, struct dict *seen)
{
    struct import *im = l->im;
    const char *s = import_cell(l->im, l->im->row[i], PRODUCT_CODE);
    import_at(im, im->row[i], PRODUCT_CODE);
    if (!*s) {
        db_refuse(im->db, F_LIST_CODE_BLANK, NULL);
        return;
    }
    size_t *slot = dict_slot(seen, import_match(im, s));
    if (*slot)
        db_refuse(im->db, F_LIST_CODE_TWICE, s, import_text(im, im->row[*slot - 1]->number), NULL);
    else
        *slot = i + 1;
}

/* ---- the session's products, to be found again ---- */

struct known {
    struct dict *code, *no, *pair; /* index + 1; pair: the first of a chain */
    size_t *next;                  /* the next product of the same name and owner, index + 1 */
    bool *taken;
};

static void know(struct products_list *l, struct known *k)
{
    struct import *im = l->im;
    *k = (struct known){dict_new(im->arena), dict_new(im->arena), dict_new(im->arena),
                        arena_alloc(im->arena, (l->old.n + 1) * sizeof *k->next),
                        arena_alloc(im->arena, l->old.n + 1)};
    for (size_t j = l->old.n; j-- > 0;) { /* backwards, so that chains run by stt */
        const struct product *p = &l->old.v[j];
        size_t *first = dict_slot(k->pair, pair(im, p->name, p->owner));
        k->next[j] = *first;
        *first = j + 1;
        if (*p->code)
            *dict_slot(k->code, import_match(im, p->code)) = j + 1;
        *dict_slot(k->no, import_text(im, p->no)) = j + 1;
    }
}

static size_t first_free(const struct known *k, const char *key)
{
    size_t j = dict_get(k->pair, key);
    while (j && k->taken[j - 1])
        j = k->next[j - 1];
    return j;
}

static void claim(struct products_list *l, struct known *k, size_t i, size_t j)
{
    if (j && !k->taken[j - 1]) {
        l->row[i].of = j;
        k->taken[j - 1] = true;
    }
}

/* A product that came without a code before, and is in the list with one now: the same stt,
 * name and owner, or nothing. */
static size_t codeless(struct products_list *l, const struct known *k, size_t i)
{
    size_t j = l->row[i].no ? dict_get(k->no, import_text(l->im, l->row[i].no))
                            : first_free(k, row_pair(l, i));
    if (!j || *l->old.v[j - 1].code)
        return 0;
    const struct product *p = &l->old.v[j - 1];
    return strcmp(pair(l->im, p->name, p->owner), row_pair(l, i)) == 0 ? j : 0;
}

static void by_code(struct products_list *l, struct known *k)
{
    for (size_t i = 0; i < l->im->n; i++)
        claim(l, k, i,
              dict_get(k->code,
                       import_match(l->im, import_cell(l->im, l->im->row[i], PRODUCT_CODE))));
    for (size_t i = 0; i < l->im->n; i++)
        if (!l->row[i].of)
            claim(l, k, i, codeless(l, k, i));
}

static bool same_text(struct import *im, const char *a, const char *b)
{
    return strcmp(import_match(im, a), import_match(im, b)) == 0;
}

/* Whether row @i can be taken for product @j, which has the same stt: where @j has a code, it may
 * not go over to what is another product by its name and owner. */
static void check_same(struct products_list *l, const struct known *k, size_t i, size_t j)
{
    struct import *im = l->im;
    const struct product *p = &l->old.v[j - 1];
    const char *name = import_cell(im, im->row[i], PRODUCT_NAME);
    const char *owner = import_cell(im, im->row[i], PRODUCT_OWNER);
    bool other_name = !same_text(im, name, p->name), other_owner = !same_text(im, owner, p->owner);
    bool known = (other_name || other_owner) && dict_get(k->pair, row_pair(l, i));
    if (!*p->code || p->has_marks || im->opt->same_products)
        return; /* one with marks stays as it is anyway */
    if (!known && !(other_name && other_owner))
        return;
    import_at(im, im->row[i], PRODUCT_NAME);
    db_refuse(im->db, F_LIST_CODE_OTHER, name, found_product_label(im, p), p->code, NULL);
}

/* Rows without a number in a list with numbers are found by name and owner, else the same
 * list a second time would add them again. */
static void by_no(struct products_list *l, struct known *k)
{
    for (size_t i = 0; i < l->im->n; i++) {
        if (l->row[i].no)
            claim(l, k, i, dict_get(k->no, import_text(l->im, l->row[i].no)));
        if (l->row[i].of)
            check_same(l, k, i, l->row[i].of);
    }
    for (size_t i = 0; i < l->im->n; i++)
        if (!l->row[i].no)
            claim(l, k, i, first_free(k, row_pair(l, i)));
}

static void by_pair(struct products_list *l, struct known *k)
{
    for (size_t i = 0; i < l->im->n; i++)
        claim(l, k, i, first_free(k, row_pair(l, i)));
}

/* Same name and owner twice, in the list or in the session: allowed, but worth a look. */
static void warn_pairs(struct products_list *l, const struct known *k)
{
    struct import *im = l->im;
    struct dict *seen = dict_new(im->arena);
    for (size_t i = 0; i < im->n; i++) {
        const char *name = import_cell(l->im, l->im->row[i], PRODUCT_NAME), *key = row_pair(l, i);
        if (!*name)
            continue;
        import_at(im, im->row[i], PRODUCT_NAME);
        size_t *slot = dict_slot(seen, key), other;
        if (*slot)
            db_warn(im->db, F_LIST_SAME_PRODUCT, name, import_text(im, im->row[*slot - 1]->number),
                    NULL);
        else if (!l->row[i].of && (other = first_free(k, key)) != 0)
            db_warn(im->db, F_LIST_SAME_AS_OLD, name, import_text(im, l->old.v[other - 1].no),
                    NULL);
        *slot = i + 1;
    }
}

void products_identify(struct products_list *l)
{
    struct import *im = l->im;
    struct dict *codes = dict_new(im->arena), *numbers = dict_new(im->arena);
    bool has_codes = any_cell(l, PRODUCT_CODE), has_numbers = any_cell(l, PRODUCT_NO);
    struct known k;
    for (size_t i = 0; i < im->n; i++) {
        import_required(im, im->row[i]);
        check_no(l, i, numbers);
        if (has_codes)
            check_code(l, i, codes);
    }
    know(l, &k);
    if (has_codes)
        by_code(l, &k);
    else if (has_numbers)
        by_no(l, &k);
    else
        by_pair(l, &k);
    warn_pairs(l, &k);
}
