/* SPDX-License-Identifier: MIT */
/* db/import/products.c - the list of products: what a row says, and whether it may. */
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "db/agenda/set_part.h"
#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/import/products_part.h"

/* ---- what it says ---- */

/* lan_dang_ky, Điều 6 and Mẫu số 01: lần đầu, nâng hạng, đánh giá lại. */
static const struct word kind_words[] = {
    {"first|landau|moi|dangkylandau|danhgialandau", KIND_FIRST},
    {"upgrade|nanghang|danhgiananghang|dangkynanghang", KIND_UPGRADE},
    {"again|danhgialai|phanhanglai|danhgiaphanhanglai|congnhanlai|dangkydanhgialai", KIND_AGAIN},
    {NULL, 0},
};

/* gioi_tinh of the representative; 0 is blank. */
static const struct word gender_words[] = {
    {"male|nam|ong|anh", 1},
    {"female|nu|ba|chi", 2},
    {NULL, 0},
};

static void refuse_product(struct products_list *l, size_t i, int column, enum fault_id id,
                           const char *s)
{
    import_at(l->im, l->im->row[i], column);
    db_refuse(l->im->db, id, s, NULL);
}

/* A column that is left out leaves the field; a blank cell clears it. */
static void overlay(struct products_list *l, size_t i, int column, const char **field)
{
    if (import_has(l->im, column))
        *field = import_cell(l->im, l->im->row[i], column);
}

static void read_texts(struct products_list *l, size_t i, struct product *p)
{
    /* The set and the date have values of their own (read_values).  A code is blank only where
     * the whole column is: no codes yet. */
    const char *set = p->set, *expires = p->expires, *code = p->code, *gender = p->gender;
#define PRODUCT_NUMBER(name, field)
#define PRODUCT_TEXT(name, field, label, column) overlay(l, i, PRODUCT_##column, &p->field);
#define PRODUCT_WORD(name, field, column)
#include "db/product.def"
    p->set = set;
    p->expires = expires;
    p->gender = gender;
    if (!*p->code)
        p->code = code;
}

/* "8. Chế biến từ thịt", "Bộ 8 - ...": a number with a name behind it, which must not be
 * the name of another set. */
static const struct crit_entry *numbered_set(struct import *im, const char *s)
{
    size_t n = strcspn(s, ".:-)");
    const char *rest = s + n + strspn(s + n, ".:-) ");
    if (!s[n] || !*rest || isdigit((unsigned char)*rest))
        return NULL;
    char *number = arena_strndup(im->arena, s, n);
    text_squeeze(number);
    const struct crit_entry *e = crit_find(number), *other = crit_find(rest);
    return e && (!other || other == e) ? e : NULL;
}

/* The id of the criteria set a cell means in this session: number, name, id or "8. Tên"; NULL:
 * none, or (*@other, by the same name) two. */
static const char *import_set(struct import *im, const char *s, const char **other)
{
    /* 26 sets by name are folded anew for every question, and a list asks thousands: an id that
     * was found is kept, by where it stands. */
    *other = NULL;
    if (!im->sets)
        im->sets = dict_new(im->arena);
    uintptr_t known = dict_get(im->sets, s);
    if (known)
        return (const char *)known;
    struct set_found found;
    if (!import_did(im, set_resolve(im->db, im->arena, s, &found)))
        return NULL;
    const struct crit_entry *e = found.id ? NULL : numbered_set(im, s);
    if (e)
        found.id = e->id;
    *other = found.other;
    if (found.other)
        return NULL;
    if (found.id)
        *dict_slot(im->sets, s) = (uintptr_t)found.id;
    return found.id;
}

static void read_values(struct products_list *l, size_t i, struct product *p)
{
    struct import *im = l->im;
    const char *s = import_cell(l->im, l->im->row[i], PRODUCT_SET);
    if (*s) { /* a blank leaves the set: it is often given on the screen */
        const char *other, *id = import_set(im, s, &other);
        if (id)
            p->set = id;
        else
            refuse_product(l, i, PRODUCT_SET, other ? F_LIST_SET_TWO : F_SET_UNKNOWN, s);
    }
    if (import_has(im, PRODUCT_KIND)) {
        s = import_cell(l->im, l->im->row[i], PRODUCT_KIND);
        int kind = *s ? import_word(kind_words, s) : KIND_UNKNOWN;
        if (kind >= 0)
            p->kind = (enum product_kind)kind;
        else
            refuse_product(l, i, PRODUCT_KIND, F_LIST_KIND, s);
    }
    if (import_has(im, PRODUCT_STAR)) {
        s = import_cell(l->im, l->im->row[i], PRODUCT_STAR);
        int star = *s ? import_star(s) : 0;
        if (star >= 0)
            p->star_now = star;
        else
            refuse_product(l, i, PRODUCT_STAR, F_LIST_STAR, s);
    }
    if (import_has(im, PRODUCT_EXPIRES)) {
        s = import_cell(l->im, l->im->row[i], PRODUCT_EXPIRES);
        char date[11] = "";
        if (!*s || import_date(s, date))
            p->expires = arena_strdup(im->arena, date);
        else
            refuse_product(l, i, PRODUCT_EXPIRES, F_LIST_DATE, s);
    }
    if (import_has(im, PRODUCT_GENDER)) {
        s = import_cell(l->im, l->im->row[i], PRODUCT_GENDER);
        int gender = *s ? import_word(gender_words, s) : 0;
        if (gender >= 0)
            p->gender = gender == 0 ? "" : gender == 1 ? "male" : "female";
        else
            refuse_product(l, i, PRODUCT_GENDER, F_LIST_GENDER, s);
    }
}

/* A commune that the province does not have is told where it stands; it may be right all the same.
 */
static void ask_commune(struct products_list *l, size_t i)
{
    const char *name = import_cell(l->im, l->im->row[i], PRODUCT_COMMUNE);
    if (!l->communes || communes_has(l->communes, name))
        return;
    import_at(l->im, l->im->row[i], PRODUCT_COMMUNE);
    db_warn(l->im->db, F_LIST_COMMUNE, name, import_text(l->im, communes_count(l->communes)),
            l->rules.text[SETTING_PROVINCE], NULL);
}

static void read_product(struct products_list *l, size_t i)
{
    struct product *p = &l->row[i].p;
    size_t of = l->row[i].of;
    if (of)
        *p = l->old.v[of - 1];
    else
        *p = (struct product){
#define PRODUCT_NUMBER(name, field)
#define PRODUCT_TEXT(name, field, label, column) .field = "",
#define PRODUCT_WORD(name, field, column)
#include "db/product.def"
        };
    read_texts(l, i, p);
    read_values(l, i, p);
    if (l->row[i].no)
        p->no = l->row[i].no;
    if (*p->name && !*import_cell(l->im, l->im->row[i], PRODUCT_OWNER)) {
        import_at(l->im, l->im->row[i], PRODUCT_OWNER);
        db_warn(l->im->db, F_LIST_OWNER_BLANK, p->name, NULL);
    }
    ask_commune(l, i);
}

/* ---- what is different ---- */

/* The canonical name of the first field in which @a and @b differ, NULL: none. */
static const char *difference(const struct product *a, const struct product *b)
{
    const struct {
        const char *a, *b;
        int column;
    } field[] = {
#define PRODUCT_NUMBER(name, field)
#define PRODUCT_TEXT(name, field, label, column) {a->field, b->field, PRODUCT_##column},
#define PRODUCT_WORD(name, field, column)                                                          \
    {kind_word(a->field), kind_word(b->field), PRODUCT_##column},
#include "db/product.def"
    };
    size_t n;
    const struct list_column *column = import_columns(LIST_PRODUCTS, &n);
    for (size_t i = 0; i < sizeof field / sizeof *field; i++) {
        size_t at = i < 3 ? (i + 1) % 3 : i; /* name and owner say more than the code before them */
        if (strcmp(field[at].a, field[at].b) != 0)
            return column[field[at].column].name;
    }
    if (a->star_now != b->star_now)
        return column[PRODUCT_STAR].name;
    return a->no != b->no ? column[PRODUCT_NO].name : NULL;
}

/* Whether the row has to be written; a product with marks stays as it is. */
static bool to_write(struct products_list *l, size_t i)
{
    struct import *im = l->im;
    const struct products_row *r = &l->row[i];
    if (!r->of) {
        im->out->added++;
        return *r->p.name != '\0';
    }
    const struct product *old = &l->old.v[r->of - 1];
    const char *field = difference(old, &r->p);
    if (!field) {
        im->out->same++;
        return false;
    }
    im->out->changed++;
    if (!old->has_marks)
        return *r->p.name != '\0';
    import_at(im, im->row[i], -1);
    if (strcmp(field, im->column[PRODUCT_SET].name) == 0)
        db_refuse(im->db, F_PRODUCT_SET_STAYS, found_product_label(im, old), old->set, NULL);
    else
        db_refuse(im->db, F_LIST_PRODUCT_MARKED, found_product_label(im, old), field, NULL);
    return false;
}

/* ---- writing ---- */

static bool put_product(void *arg, size_t i, int no)
{
    struct products_list *l = arg;
    struct import *im = l->im;
    struct product p = l->row[i].p;
    if (l->row[i].of && no != p.no)
        p = l->old.v[l->row[i].of - 1]; /* only stepping aside */
    p.no = no;
    import_at(im, im->row[i], PRODUCT_NO);
    import_progress(im, i + 1);
    return import_did(im, db_product_put(im->db, &p, im->actor, &p.id));
}

static void give_numbers(struct products_list *l)
{
    struct import *im = l->im;
    int next = 0;
    for (size_t j = 0; j < l->old.n; j++)
        next = l->old.v[j].no > next ? l->old.v[j].no : next;
    for (size_t i = 0; i < im->n; i++)
        next = l->row[i].no > next ? l->row[i].no : next;
    for (size_t i = 0; i < im->n; i++) {
        struct products_row *r = &l->row[i];
        if (r->of || r->no)
            continue;
        r->p.no = ++next;
        if (!import_has(im, PRODUCT_NO))
            continue;
        import_at(im, im->row[i], PRODUCT_NO);
        db_warn(im->db, F_LIST_NUMBER_GIVEN, import_text(im, next), NULL);
    }
}

static void write_rows(struct products_list *l)
{
    struct import *im = l->im;
    struct mover m = mover_new(im, put_product, l);
    for (size_t j = 0; j < l->old.n; j++)
        *dict_slot(m.held, import_text(im, l->old.v[j].no)) = SIZE_MAX;
    for (size_t i = 0; i < im->n; i++) {
        size_t of = l->row[i].of;
        m.to[i] = l->row[i].p.no;
        m.write[i] = to_write(l, i);
        if (!of)
            continue;
        m.from[i] = l->old.v[of - 1].no;
        *dict_slot(m.held, import_text(im, m.from[i])) = i + 1;
    }
    mover_run(&m);
}

void import_products(struct import *im)
{
    struct products_list l = {.im = im};
    enum db_rc ruled = db_rules(im->db, &l.rules), read = db_products(im->db, &l.old);
    if (!import_did(im, ruled) || !import_did(im, read)) {
        im->broken = true;
        list_free(&l.old);
        list_free(&l.rules);
        return;
    }
    l.row = arena_alloc(im->arena, im->n * sizeof *l.row);
    l.communes = communes_of(l.rules.text[SETTING_PROVINCE]);
    products_identify(&l);
    for (size_t i = 0; i < im->n; i++)
        read_product(&l, i);
    give_numbers(&l);
    write_rows(&l);
    import_progress(im, im->n);
    communes_free(l.communes);
    list_free(&l.old);
    list_free(&l.rules);
}
