/* SPDX-License-Identifier: MIT */
/* db/import/findings.c - the list of findings: what the council concluded. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/import/part.h"
#include "db/meeting/finding.h"

static const struct word kind_words[] = {
    {"minimum|toithieu|yeucautoithieu", FINDING_MINIMUM},
    {"knockout|loai|hosobiloai|biloai", FINDING_KNOCKOUT},
    {"forward|trinh|trinhbo", FINDING_FORWARD},
    {"spread|chenhlech|dochenh|chenhlechdiem", FINDING_SPREAD},
    {"ballot|phieu|thieuphieu|boquaphieu", FINDING_BALLOT},
    {"postponed|hoan|tamhoan|hoanlai", FINDING_POSTPONED},
    {"withdrawn|rut|ruthoso|xinrut", FINDING_WITHDRAWN},
    {"claim|denghiloai", FINDING_CLAIM},
    {"difference|lydochenh|lydochenhlech|chenhdiemchamtruoc", FINDING_DIFFERENCE},
    {NULL, 0},
};

/* "có" and "không" would say nothing where the question is whether to go on as it is. */
#define YES "|co|yes|true|1"
#define NO "|khong|no|false|0"
static const struct word verdict_words[][3] = {
    [FINDING_MINIMUM] = {{"dat" YES, 1}, {"khongdat|chuadat" NO, 0}, {NULL, 0}},
    [FINDING_KNOCKOUT] = {{"loai|biloai" YES, 1}, {"khongloai|khongbiloai" NO, 0}, {NULL, 0}},
    [FINDING_FORWARD] = {{"trinh|trinhbo" YES, 1}, {"khongtrinh|khongtrinhbo" NO, 0}, {NULL, 0}},
    [FINDING_SPREAD] = {{"giunguyen", 1}, {"khonggiunguyen|chamlai", 0}, {NULL, 0}},
    [FINDING_BALLOT] = {{"boqua", 1}, {"khongboqua", 0}, {NULL, 0}},
    [FINDING_POSTPONED] = {{"hoan|tamhoan" YES, 1}, {"khonghoan" NO, 0}, {NULL, 0}},
    [FINDING_WITHDRAWN] = {{"rut|ruthoso" YES, 1}, {"khongrut" NO, 0}, {NULL, 0}},
    [FINDING_CLAIM] = {{"denghi|denghiloai|loai" YES, 1},
                       {"rut|rutdenghi|khongdenghi" NO, 0},
                       {NULL, 0}},
    [FINDING_DIFFERENCE] = {{"colydo|giunguyen" YES, 1}, {"rut|khonglydo" NO, 0}, {NULL, 0}},
};
static const char *const verdict_choice[] = {
    [FINDING_MINIMUM] = "đạt, không đạt",
    [FINDING_KNOCKOUT] = "loại, không loại",
    [FINDING_FORWARD] = "trình, không trình",
    [FINDING_SPREAD] = "giữ nguyên",
    [FINDING_BALLOT] = "bỏ qua",
    [FINDING_POSTPONED] = "có, không",
    [FINDING_WITHDRAWN] = "có, không",
    [FINDING_CLAIM] = "đề nghị, rút đề nghị",
    [FINDING_DIFFERENCE] = "có, không",
};

struct said {
    const struct sheet_row *row;
    struct finding f;
    const char *key;
};

struct list {
    struct import *im;
    struct roll roll;
    struct findings now;
    struct dict *stands; /* key of a finding in force: index in now + 1 */
    struct dict *latest; /* key of a thing: index of the last row about it + 1 */
    size_t n;
    struct said *said;
};

/* What a finding is about: only the latest of each counts. */
static const char *thing(struct import *im, const struct finding *f)
{
    char *key = xasprintf("%d %s %s %d %d", f->product, finding_word(f->kind), f->criterion,
                          f->star, f->member);
    const char *kept = arena_strdup(im->arena, key);
    free(key);
    return kept;
}

/* ---- reading ---- */

static bool need(struct import *im, const struct sheet_row *row, int column, enum finding_kind kind)
{
    if (*import_cell(im, row, column))
        return true;
    import_at(im, row, column);
    db_refuse(im->db, F_LIST_FINDING_NEEDS, finding_word(kind), im->column[column].name, NULL);
    return false;
}

static void unused(struct import *im, const struct sheet_row *row, int column,
                   enum finding_kind kind)
{
    if (!*import_cell(im, row, column))
        return;
    import_at(im, row, column);
    db_warn(im->db, F_LIST_FINDING_UNUSED, finding_word(kind), im->column[column].name, NULL);
}

/* Whether the product's set has a criterion @code, of any depth. */
static bool check_criterion(struct import *im, const struct sheet_row *row, const struct product *p,
                            const char *code)
{
    const struct crit_set *set = *p->set ? db_criteria(im->db, p->set) : NULL;
    import_at(im, row, FOUND_CRITERION);
    if (!set) {
        db_refuse(im->db, *p->set ? F_SET_UNAVAILABLE : F_SET_MISSING, found_product_label(im, p),
                  p->set, NULL);
        return false;
    }
    for (size_t i = 0; i < set->n_nodes; i++)
        if (strcmp(set->node[i].code, code) == 0)
            return true;
    db_refuse(im->db, F_NO_SUCH_CRITERION, code, p->set, NULL);
    return false;
}

/* Criterion and star of a finding on a minimum; the star must ask for something there. */
static bool read_minimum(struct import *im, const struct sheet_row *row, const struct product *p,
                         struct finding *f)
{
    bool both = need(im, row, FOUND_CRITERION, f->kind);
    if (!need(im, row, FOUND_STAR, f->kind) || !both)
        return false;
    f->criterion = import_code(im, import_cell(im, row, FOUND_CRITERION));
    f->star = import_star(import_cell(im, row, FOUND_STAR));
    if (f->star < 3) {
        import_at(im, row, FOUND_STAR);
        db_refuse(im->db, F_FINDING_STAR, NULL);
        return false;
    }
    if (!check_criterion(im, row, p, f->criterion))
        return false;
    const struct crit_node *leaf = crit_leaf(db_criteria(im->db, p->set), f->criterion);
    if (leaf && crit_minimum(leaf, f->star) >= 0)
        return true;
    db_refuse(im->db, F_FINDING_CRITERION, f->criterion, import_text(im, f->star), p->set, NULL);
    return false;
}

/* A word of reason on a criterion that is scored. */
static bool read_difference(struct import *im, const struct sheet_row *row, const struct product *p,
                            struct finding *f)
{
    bool reason = !f->verdict || need(im, row, FOUND_REASON, f->kind);
    if (!need(im, row, FOUND_CRITERION, f->kind) || !reason)
        return false;
    f->criterion = import_code(im, import_cell(im, row, FOUND_CRITERION));
    if (!check_criterion(im, row, p, f->criterion))
        return false;
    if (crit_leaf(db_criteria(im->db, p->set), f->criterion))
        return true;
    db_refuse(im->db, F_DIFFERENCE_CRITERION, p->set, NULL);
    return false;
}

/* The member whom the finding is about, or who claims. */
static bool read_member(struct list *l, const struct sheet_row *row, struct finding *f)
{
    if (!need(l->im, row, FOUND_MEMBER, f->kind))
        return false;
    const struct member *m = roll_member(l->im, &l->roll, row, FOUND_MEMBER);
    f->member = m ? m->id : 0;
    return m != NULL;
}

/* The part of the sheet that a knock-out or a claim stands on; none: the whole dossier. */
static bool read_ground(struct import *im, const struct sheet_row *row, const struct product *p,
                        struct finding *f)
{
    f->ground = import_cell(im, row, FOUND_GROUND);
    if (!*import_cell(im, row, FOUND_CRITERION))
        return true;
    f->criterion = import_code(im, import_cell(im, row, FOUND_CRITERION));
    return check_criterion(im, row, p, f->criterion);
}

static bool read_about(struct list *l, const struct sheet_row *row, const struct product *p,
                       struct finding *f)
{
    struct import *im = l->im;
    bool out = f->kind == FINDING_KNOCKOUT || f->kind == FINDING_CLAIM;
    bool by_member = f->kind == FINDING_BALLOT || f->kind == FINDING_CLAIM;
    bool on_criterion = out || f->kind == FINDING_MINIMUM || f->kind == FINDING_DIFFERENCE;
    if (!by_member)
        unused(im, row, FOUND_MEMBER, f->kind);
    if (!out)
        unused(im, row, FOUND_GROUND, f->kind);
    if (f->kind == FINDING_MINIMUM)
        return read_minimum(im, row, p, f);
    unused(im, row, FOUND_STAR, f->kind);
    if (!on_criterion)
        unused(im, row, FOUND_CRITERION, f->kind);
    if (f->kind == FINDING_DIFFERENCE)
        return read_difference(im, row, p, f);
    bool member = !by_member || read_member(l, row, f);
    return (!out || read_ground(im, row, p, f)) && member;
}

/* "7/9".  A spreadsheet makes a date of that where the cell is not text. */
static bool read_votes(struct list *l, const struct sheet_row *row, struct finding *f)
{
    struct import *im = l->im;
    const char *s = import_cell(im, row, FOUND_VOTES);
    char half[2][8] = {"", ""};
    if (!*s)
        return true;
    const char *slash = strchr(s, '/');
    size_t n = slash ? (size_t)(slash - s) : 0;
    import_at(im, row, FOUND_VOTES);
    if (slash && n < 8 && strlen(slash + 1) < 8) {
        memcpy(half[0], s, n);
        strcpy(half[1], slash + 1);
        text_squeeze(half[0]);
        text_squeeze(half[1]);
    }
    long votes = import_number(half[0], MAX_NUMBER), of = import_number(half[1], MAX_NUMBER);
    if (votes < 0 || of < 1 || votes > of) {
        db_refuse(im->db, F_LIST_VOTES, s, NULL);
        return false;
    }
    f->votes = (int)votes;
    f->of = (int)of;
    return true;
}

static bool read_row(struct list *l, const struct sheet_row *row, struct finding *f)
{
    struct import *im = l->im;
    if (!import_required(im, row))
        return false;
    const struct product *p = roll_product(im, &l->roll, row, FOUND_PRODUCT);
    const char *kind = import_cell(im, row, FOUND_KIND);
    const char *verdict = import_cell(im, row, FOUND_VERDICT);
    int k = import_word(kind_words, kind);
    if (k < 0) {
        import_at(im, row, FOUND_KIND);
        db_refuse(im->db, F_LIST_FINDING_KIND, kind, NULL);
        return false;
    }
    int v = import_word(verdict_words[k], verdict);
    if (v < 0) {
        import_at(im, row, FOUND_VERDICT);
        db_refuse(im->db, F_LIST_FINDING_VERDICT, verdict, finding_word((enum finding_kind)k),
                  verdict_choice[k], NULL);
    }
    *f = (struct finding){.product = p ? p->id : 0,
                          .kind = (enum finding_kind)k,
                          .criterion = "",
                          .ground = "",
                          .verdict = v == 1,
                          .reason = import_cell(im, row, FOUND_REASON)};
    bool votes = read_votes(l, row, f);
    return p && read_about(l, row, p, f) && votes && v >= 0;
}

/* ---- writing ---- */

/* Words of this list that come after row @row. */
struct after {
    const struct list *l;
    size_t row;
};

static bool said_after(void *arg, int64_t seq)
{
    const struct after *a = arg;
    const struct findings *now = &a->l->now;
    for (size_t i = 0; i < now->n; i++)
        if (now->v[i].seq == seq)
            return dict_get(a->l->latest, thing(a->l->im, &now->v[i])) > a->row + 1;
    return false; /* a row of this list, before this one */
}

/* Whether what the last row about the thing says stands already; a column that is left out changes
 * nothing. */
static bool stands(struct list *l, size_t i, size_t had)
{
    struct import *im = l->im;
    struct finding f = l->said[dict_get(l->latest, l->said[i].key) - 1].f;
    const struct finding *old = &l->now.v[had - 1];
    struct after after = {l, i};
    bool out = false;
    if (!import_has(im, FOUND_VOTES)) {
        f.votes = old->votes;
        f.of = old->of;
    }
    f.reason = import_has(im, FOUND_REASON) ? f.reason : old->reason;
    f.ground = import_has(im, FOUND_GROUND) ? f.ground : old->ground;
    return import_did(im, finding_stands(im->db, &f, said_after, &after, &out)) && out;
}

/* Rows about one thing follow one another into the journal; they change nothing when the
 * last of them is what stands. */
static void put(struct list *l, size_t i)
{
    struct import *im = l->im;
    const struct said *s = &l->said[i];
    size_t had = dict_get(l->stands, s->key);
    if (had && stands(l, i, had)) {
        im->out->same++;
        return;
    }
    if (had)
        im->out->changed++;
    else
        im->out->added++;
    import_at(im, s->row, FOUND_VERDICT);
    import_did(im, db_conclude(im->db, &s->f, 1, im->actor));
}

void import_findings(struct import *im)
{
    struct list l = {.im = im, .stands = dict_new(im->arena), .latest = dict_new(im->arena)};
    if (roll_load(im, &l.roll) && import_did(im, db_findings(im->db, 0, &l.now))) {
        l.said = arena_alloc(im->arena, im->n * sizeof *l.said);
        for (size_t i = 0; i < l.now.n; i++)
            *dict_slot(l.stands, thing(im, &l.now.v[i])) = i + 1;
        for (size_t i = 0; i < im->n && !im->broken; i++) {
            struct said *s = &l.said[l.n];
            s->row = im->row[i];
            if (!read_row(&l, im->row[i], &s->f))
                continue;
            s->key = thing(im, &s->f);
            *dict_slot(l.latest, s->key) = ++l.n;
        }
        for (size_t i = 0; i < l.n && !im->broken; i++) {
            put(&l, i);
            import_progress(im, i + 1);
        }
    }
    list_free(&l.now);
    roll_free(&l.roll);
}
