/* SPDX-License-Identifier: MIT */
/* db/import/members.c - the list of members: who is on the council, and what each does. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "db/import/part.h"

/* ---- roles ---- */

/* Words of contract "Lists", and how they are met in decisions that set up a council. */
static const struct word role_words[] = {
    {"chair|chutich|chutichhoidong|chutoa", ROLE_CHAIR},
    {"vice|vicechair|phochutich|phochutichhoidong|phochutichthuongtruc|"
     "phochutichthuongtruchoidong",
     ROLE_VICE},
    {"member|uyvien|thanhvien|uyvienhoidong|thanhvienhoidong|uyvienthuongtruc", ROLE_MEMBER},
    {"secretary|thuky|thukyhoidong", ROLE_SECRETARY},
    {"adviser|advisor|tutuvan|totuvan|tuvan|thanhvientotuvan|totruongtotuvan|topthototuvan|"
     "tophototuvan|totruong",
     ROLE_ADVISER},
    {"observer|khachmoi|daibieu|daibieukhachmoi|quansatvien", ROLE_OBSERVER},
    {NULL, 0},
};

/* "ủy viên kiêm thư ký": both parts must be roles, one of them the secretary. */
static int both_roles(const char *cell, bool *secretary)
{
    char *fold = text_fold(cell);
    int first = -1, second = -1;
    char *join = fold ? strstr(fold, "kiem") : NULL;
    size_t skip = 4;
    if (fold && !join && (join = strpbrk(fold, ",-;/+")))
        skip = 1;
    if (join) {
        second = import_word(role_words, join + skip);
        *join = '\0';
        first = import_word(role_words, fold);
    }
    free(fold);
    if (first < 0 || second < 0)
        return -1;
    *secretary = first == ROLE_SECRETARY || second == ROLE_SECRETARY;
    if (first == ROLE_SECRETARY)
        return second;
    return *secretary || second == ROLE_MEMBER ? first : -1;
}

/* The role in a cell, -1 when it is none; "ủy viên kiêm thư ký" is a member and *@secretary. */
static int import_role(const char *cell, bool *secretary)
{
    static const struct word shortened[] = {{"uyvienthuky|thanhvienthuky|thukyuyvien", ROLE_MEMBER},
                                            {NULL, 0}};
    *secretary = false;
    int role = import_word(role_words, cell);
    if (role >= 0)
        return role;
    role = import_word(shortened, cell);
    *secretary = role >= 0;
    return role >= 0 ? role : both_roles(cell, secretary);
}

static const struct word yes_no[] = {
    {"co|yes|y|x|1|true|dung", 1},
    {"khong|no|n|0|false|sai", 0},
    {NULL, 0},
};

static const struct word presence[] = {
    {"co|comat|yes|y|x|1|true|present", 1},
    {"khong|khongcomat|vang|vangmat|no|n|0|false|absent", 0},
    {NULL, 0},
};

static bool scores_by_default(enum role r)
{
    return r == ROLE_CHAIR || r == ROLE_VICE || r == ROLE_MEMBER;
}

/* ---- whose row it is ---- */

struct list {
    struct import *im;
    struct members old;
    const char **old_name; /* as import_match gives them */
    int *no;               /* stt of each row, 0: none */
    size_t *of;            /* the member each row is: index in old + 1, 0: a new one */
    struct member *m;      /* as the row wants it */
};

static void read_no(struct list *l, size_t i, struct dict *seen)
{
    struct import *im = l->im;
    const char *s = import_has(im, MEMBER_NO) ? import_cell(im, im->row[i], MEMBER_NO) : "";
    if (!*s)
        return;
    import_at(im, im->row[i], MEMBER_NO);
    l->no[i] = import_no(s);
    if (l->no[i] < 0) {
        l->no[i] = 0;
        db_refuse(im->db, F_LIST_NUMBER, s, NULL);
        return;
    }
    size_t *slot = dict_slot(seen, import_text(im, l->no[i]));
    if (*slot)
        db_refuse(im->db, F_LIST_NUMBER_TWICE, import_text(im, l->no[i]),
                  import_text(im, im->row[*slot - 1]->number), NULL);
    else
        *slot = i + 1;
}

/* The k-th member of @name in the session that no row is yet; with @no, the one who has that
 * stt.  0: none. */
static size_t candidate(const struct list *l, const char *name, int no, const bool *taken)
{
    for (size_t j = 0; j < l->old.n; j++)
        if (!taken[j] && (no == 0 || l->old.v[j].no == no) && strcmp(l->old_name[j], name) == 0)
            return j + 1;
    return 0;
}

/* Members of @name that no row is yet. */
static size_t left_over(const struct list *l, const char *name, const bool *taken)
{
    size_t n = 0;
    for (size_t j = 0; j < l->old.n; j++)
        n += !taken[j] && strcmp(l->old_name[j], name) == 0;
    return n;
}

static const char *row_name(struct list *l, size_t i)
{
    return import_match(l->im, import_cell(l->im, l->im->row[i], MEMBER_NAME));
}

/* How many rows have each name; a second one is worth a look. */
static struct dict *count_names(struct list *l)
{
    struct import *im = l->im;
    struct dict *rows = dict_new(im->arena);
    for (size_t i = 0; i < im->n; i++)
        if (++*dict_slot(rows, row_name(l, i)) == 2 && *row_name(l, i)) {
            import_at(im, im->row[i], MEMBER_NAME);
            db_warn(im->db, F_LIST_SAME_NAME, import_cell(im, im->row[i], MEMBER_NAME), NULL);
        }
    return rows;
}

/* By name alone where it is unique on both sides, else by name and stt.  Rows of such a name
 * without stt come after those with one: the k-th of them is the k-th member left, and they
 * are refused where more members than rows are left. */
static void identify(struct list *l)
{
    struct import *im = l->im;
    struct dict *rows = count_names(l), *unnumbered = dict_new(im->arena);
    bool *taken = arena_alloc(im->arena, l->old.n + 1);
    bool *twin = arena_alloc(im->arena, im->n + 1);
    for (size_t i = 0; i < im->n; i++) {
        const char *name = row_name(l, i);
        twin[i] = dict_get(rows, name) > 1 || left_over(l, name, taken) > 1;
    }
    for (size_t i = 0; i < im->n; i++) {
        if (twin[i] && l->no[i] == 0)
            ++*dict_slot(unnumbered, row_name(l, i));
        else
            l->of[i] = candidate(l, row_name(l, i), twin[i] ? l->no[i] : 0, taken);
        if (l->of[i])
            taken[l->of[i] - 1] = true;
    }
    for (size_t i = 0; i < im->n; i++) {
        const char *name = row_name(l, i);
        size_t *open = dict_slot(unnumbered, name);
        if (!twin[i] || l->no[i] || !*name)
            continue;
        if (left_over(l, name, taken) > *open) {
            import_at(im, im->row[i], MEMBER_NAME);
            db_refuse(im->db, F_MEMBER_AMBIGUOUS, import_cell(im, im->row[i], MEMBER_NAME), NULL);
            continue;
        }
        --*open;
        l->of[i] = candidate(l, name, 0, taken);
        if (l->of[i])
            taken[l->of[i] - 1] = true;
    }
}

/* ---- what the row says ---- */

static void read_role_cell(struct list *l, size_t i, struct member *m)
{
    struct import *im = l->im;
    const char *s = import_has(im, MEMBER_ROLE) ? import_cell(im, im->row[i], MEMBER_ROLE) : "";
    bool secretary;
    if (!*s)
        return; /* a blank leaves the role; a new member is a member */
    int role = import_role(s, &secretary);
    if (role < 0) {
        import_at(im, im->row[i], MEMBER_ROLE);
        db_refuse(im->db, F_LIST_ROLE, s, NULL);
        return;
    }
    if ((enum role)role != m->role)
        m->scoring = scores_by_default((enum role)role);
    m->role = (enum role)role;
    m->secretary = secretary;
}

static void read_scoring(struct list *l, size_t i, struct member *m)
{
    struct import *im = l->im;
    const char *s =
        import_has(im, MEMBER_SCORING) ? import_cell(im, im->row[i], MEMBER_SCORING) : "";
    if (!*s)
        return;
    int v = import_word(yes_no, s);
    if (v < 0) {
        import_at(im, im->row[i], MEMBER_SCORING);
        db_refuse(im->db, F_LIST_YES_NO, s, NULL);
        return;
    }
    m->scoring = v == 1;
}

static void read_presence(struct list *l, size_t i, struct member *m)
{
    struct import *im = l->im;
    const char *s =
        import_has(im, MEMBER_PRESENT) ? import_cell(im, im->row[i], MEMBER_PRESENT) : "";
    if (!*s)
        return;
    int v = import_word(presence, s);
    m->present = v == 1;
    m->reason = v < 0 ? s : ""; /* any other word is the reason of absence */
}

static void overlay(struct list *l, size_t i, int column, const char **field)
{
    if (import_has(l->im, column))
        *field = import_cell(l->im, l->im->row[i], column);
}

static void read_member(struct list *l, size_t i)
{
    struct member *m = &l->m[i];
    if (l->of[i])
        *m = l->old.v[l->of[i] - 1];
    else
        *m = (struct member){.honorific = "",
                             .title = "",
                             .agency = "",
                             .reason = "",
                             .role = ROLE_MEMBER,
                             .scoring = true,
                             .present = true};
    overlay(l, i, MEMBER_NAME, &m->name);
    overlay(l, i, MEMBER_HONORIFIC, &m->honorific);
    overlay(l, i, MEMBER_TITLE, &m->title);
    overlay(l, i, MEMBER_AGENCY, &m->agency);
    if (l->no[i])
        m->no = l->no[i];
    read_role_cell(l, i, m);
    read_scoring(l, i, m);
    read_presence(l, i, m);
}

static bool same(const struct member *a, const struct member *b)
{
    return a->no == b->no && strcmp(a->name, b->name) == 0 &&
           strcmp(a->honorific, b->honorific) == 0 && strcmp(a->title, b->title) == 0 &&
           strcmp(a->agency, b->agency) == 0 && a->role == b->role &&
           a->secretary == b->secretary && a->scoring == b->scoring && a->present == b->present &&
           strcmp(a->reason, b->reason) == 0;
}

/* ---- writing ---- */

static bool put(void *arg, size_t i, int no)
{
    struct list *l = arg;
    struct import *im = l->im;
    const struct member *old = l->of[i] ? &l->old.v[l->of[i] - 1] : NULL;
    struct member m = l->m[i];
    if (old && no != m.no)
        m = *old; /* only stepping aside */
    m.no = no;
    import_at(im, im->row[i],
              old && old->scoring && !m.scoring                                     ? MEMBER_SCORING
              : old && old->present && !m.present && import_has(im, MEMBER_PRESENT) ? MEMBER_PRESENT
                                                                                    : MEMBER_NO);
    return import_did(im, db_member_put(im->db, &m, im->actor, &m.id));
}

/* Numbers for new rows without one, after all others. */
static void give_numbers(struct list *l)
{
    int next = 0;
    for (size_t j = 0; j < l->old.n; j++)
        next = l->old.v[j].no > next ? l->old.v[j].no : next;
    for (size_t i = 0; i < l->im->n; i++)
        next = l->no[i] > next ? l->no[i] : next;
    for (size_t i = 0; i < l->im->n; i++)
        if (!l->of[i] && !l->no[i])
            l->m[i].no = ++next;
}

static void write_rows(struct list *l)
{
    struct import *im = l->im;
    struct mover m = mover_new(im, put, l);
    for (size_t j = 0; j < l->old.n; j++)
        *dict_slot(m.held, import_text(im, l->old.v[j].no)) = SIZE_MAX;
    for (size_t i = 0; i < im->n; i++) {
        const struct member *old = l->of[i] ? &l->old.v[l->of[i] - 1] : NULL;
        m.from[i] = old ? old->no : 0;
        m.to[i] = l->m[i].no;
        m.write[i] = *l->m[i].name && (!old || !same(old, &l->m[i]));
        if (old)
            *dict_slot(m.held, import_text(im, old->no)) = i + 1;
        if (!old)
            im->out->added++;
        else if (m.write[i])
            im->out->changed++;
        else
            im->out->same++;
    }
    mover_run(&m);
}

void import_members(struct import *im)
{
    struct list l = {.im = im};
    struct dict *seen = dict_new(im->arena);
    if (!import_did(im, db_members(im->db, &l.old))) {
        im->broken = true;
        list_free(&l.old);
        return;
    }
    l.old_name = arena_alloc(im->arena, (l.old.n + 1) * sizeof *l.old_name);
    for (size_t j = 0; j < l.old.n; j++)
        l.old_name[j] = import_match(im, l.old.v[j].name);
    l.no = arena_alloc(im->arena, im->n * sizeof *l.no);
    l.of = arena_alloc(im->arena, im->n * sizeof *l.of);
    l.m = arena_alloc(im->arena, im->n * sizeof *l.m);
    for (size_t i = 0; i < im->n; i++) {
        import_required(im, im->row[i]);
        read_no(&l, i, seen);
    }
    identify(&l);
    for (size_t i = 0; i < im->n; i++)
        read_member(&l, i);
    give_numbers(&l);
    write_rows(&l);
    import_progress(im, im->n);
    list_free(&l.old);
}
