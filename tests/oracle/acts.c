/* SPDX-License-Identifier: MIT */
/* What acts do to the record, and when they are refused. */
#include <string.h>

#include "tests/oracle/acts.h"

const struct or_key_def or_keys[OR_KEYS] = {
    [OR_PROVINCE] = {.key = "province"},
    [OR_COUNCIL] = {.key = "council"},
    [OR_ROUND] = {.key = "round"},
    [OR_YEAR] = {.key = "year"},
    [OR_PLACE] = {.key = "place"},
    [OR_DATE] = {.key = "date"},
    [OR_DECISION] = {.key = "decision"},
    [OR_REGULATION] = {.key = "regulation"},
    [OR_MODE] = {"mode", {"meeting", "written"}},
    [OR_REHEARSAL] = {"rehearsal", {"no", "yes"}},
    [OR_QUORUM_OF] = {"quorum.of", {"members", "scoring"}},
    [OR_QUORUM_CHAIR] = {"quorum.chair", {"yes", "no"}},
    [OR_SPREAD_EQUAL] = {"spread.equal", {"allowed", "refused"}},
    [OR_ABSENT_BALLOTS] = {"absent.ballots", {"refused", "counted"}},
    [OR_BALLOTS_MISSING] = {"ballots.missing", {"block", "ignore"}},
    [OR_MINIMUM_RULE] = {"minimum.rule", {"conclude", "majority", "all", "mean"}},
    [OR_MINIMUM_MISSED] = {"minimum.missed", {"lower", "fail"}},
    [OR_QUORUM] = {.key = "quorum"},
    [OR_SPREAD_MAX] = {.key = "spread.max"},
    [OR_DIFFERENCE_ASK] = {.key = "difference.ask"},
    [OR_REMARKS] = {.key = "paper.remarks"},
};

/* What a JSON writer may stumble over is among them. */
const char *const or_phrases[OR_PHRASES] = {
    "",
    "Trà \"Shan tuyết\" Suối Giàng",
    "Mật ong bạc hà C:\\Mèo Vạc",
    "Gạo nếp cái hoa vàng",
    "Nước mắm Ba Làng {1} %s",
    "Hợp tác xã Đoàn Kết",
    "Hộ bà Nguyễn Thị Ơ",
    "Công ty A & B <C>, [D]",
    "đúng như biên bản",
    "thiếu giấy công bố; \"chưa rõ\"",
    "null",
    "0",
    "☕ 茶 чай",
    "/ \\/ \\u0041",
};

const char *or_code(int code, char out[24])
{
    out[0] = '\0';
    if (code)
        snprintf(out, 24, "01-27595-%d-2026", code % 1000);
    return out;
}

void or_setting(const struct or_model *m, enum or_key key, char out[64])
{
    int v = m->value[key];
    if (or_keys[key].choice[0])
        snprintf(out, 64, "%s", or_keys[key].choice[v]);
    else if (key == OR_QUORUM)
        snprintf(out, 64, "%d/%d", v, m->of[key]);
    else if (key == OR_SPREAD_MAX || key == OR_DIFFERENCE_ASK)
        snprintf(out, 64, "%d", v);
    else if (key == OR_YEAR && v)
        snprintf(out, 64, "20%02d", v);
    else if (key == OR_DATE && v)
        snprintf(out, 64, "2026-11-%02d", v);
    else
        snprintf(out, 64, "%s", or_phrases[v]);
}

void or_begin(struct or_model *m)
{
    memset(m, 0, sizeof *m);
    m->events = m->version = 1;
    m->value[OR_QUORUM] = 3;
    m->of[OR_QUORUM] = 4;
    m->value[OR_SPREAD_MAX] = 10;
    m->value[OR_DIFFERENCE_ASK] = 2;
}

void or_blank(short level[OR_LEAVES])
{
    for (int i = 0; i < OR_LEAVES; i++)
        level[i] = OR_BLANK;
}

enum or_answer or_event(struct or_model *m)
{
    m->events++;
    return OR_DONE;
}

int or_marks(const struct or_ballot *b)
{
    int n = 0;
    for (int i = 0; b->begun && i < OR_LEAVES; i++)
        n += b->level[i] != OR_BLANK;
    return n;
}

static bool product_marked(const struct or_product *p)
{
    for (int i = 1; i <= OR_MEMBERS; i++)
        if (p->there && or_marks(&p->ballot[i]))
            return true;
    return false;
}

/* A ballot handed in that counts goes on counting, whatever is said of who is here or scores and
 * of the rules; nothing is changed when one would not. */
static bool keeps_counting(const struct or_model *was, const struct or_model *now)
{
    for (int i = 1; i <= OR_PRODUCTS; i++)
        for (int k = 1; was->product[i].there && k <= OR_MEMBERS; k++)
            if (was->member[k].there && was->product[i].ballot[k].closed &&
                or_expected(was, &was->product[i], k) && !or_expected(now, &now->product[i], k))
                return false;
    return true;
}

static enum or_answer unless_lost(struct or_model *m, const struct or_act *a,
                                  enum or_answer (*act)(struct or_model *, const struct or_act *))
{
    static struct or_model was;
    was = *m;
    enum or_answer r = act(m, a);
    if (r == OR_DONE && !keeps_counting(&was, m)) {
        *m = was;
        r = OR_REFUSED;
    }
    return r;
}

/* ---- settings ---- */

static enum or_answer set(struct or_model *m, const struct or_act *a)
{
    bool any = false, rule = (a->key >= OR_QUORUM_OF && a->key != OR_REMARKS) || a->key == OR_MODE;
    if (m->closed && a->key != OR_REMARKS)
        return OR_REFUSED;
    if (m->value[a->key] == a->value && m->of[a->key] == a->of)
        return OR_DONE;
    if (a->key == OR_REHEARSAL && a->value == 0)
        return OR_REFUSED; /* yes is for ever */
    for (int i = 1; i <= OR_PRODUCTS; i++)
        any |= product_marked(&m->product[i]);
    if (rule && any && !a->reason)
        return OR_REFUSED;
    m->value[a->key] = a->value;
    m->of[a->key] = a->of;
    return or_event(m);
}

/* ---- members, products, panel ---- */

static enum or_answer put_member(struct or_model *m, const struct or_act *a)
{
    struct or_member *k = &m->member[a->member];
    enum or_role role = (enum or_role)a->state;
    if (m->closed)
        return OR_REFUSED;
    if (k->there && k->scoring && !a->scoring)
        for (int i = 1; i <= OR_PRODUCTS; i++)
            if (m->product[i].there && or_marks(&m->product[i].ballot[a->member]))
                return OR_REFUSED;
    if (k->there && k->scoring == a->scoring && k->present == a->present && k->role == role)
        return OR_DONE;
    if (!k->there)
        k->every = -1;
    k->there = true;
    k->scoring = a->scoring;
    k->present = a->present;
    k->role = role;
    return or_event(m);
}

static void adopt(struct or_model *m, int no)
{
    if (no && !m->adopted[no])
        m->events++; /* the session takes its own copy */
    m->adopted[no] = true;
}

static bool taken(const struct or_model *m, const struct or_product *but, int no, int code)
{
    for (int i = 1; i <= OR_PRODUCTS; i++) {
        const struct or_product *p = &m->product[i];
        if (p->there && p != but && ((no && p->no == no) || (code && p->code == code)))
            return true;
    }
    return false;
}

static void empty_ballots(struct or_product *p)
{
    for (int i = 1; i <= OR_MEMBERS; i++) {
        p->own[i] = -1;
        or_blank(p->ballot[i].level);
    }
}

static bool stays(const struct or_finding *f)
{
    return f->kind == OR_POSTPONED || f->kind == OR_WITHDRAWN;
}

/* Whether a move to @set would take something away that was said under the present one. */
static bool loses(const struct or_product *p, int set)
{
    bool any = false;
    for (int i = 1; i <= OR_MEMBERS; i++)
        any |= p->ballot[i].begun;
    for (int i = 0; i < p->findings; i++)
        any |= !stays(&p->finding[i]);
    return any && p->set && p->set != set;
}

static void void_product(struct or_product *p)
{
    int kept = 0;
    for (int i = 0; i < p->findings; i++)
        if (stays(&p->finding[i]))
            p->finding[kept++] = p->finding[i];
    p->findings = kept;
    for (int i = 1; i <= OR_MEMBERS; i++) {
        memset(&p->ballot[i], 0, sizeof p->ballot[i]);
        or_blank(p->ballot[i].level);
    }
}

static enum or_answer put_product(struct or_model *m, const struct or_act *a)
{
    struct or_product *p = &m->product[a->product];
    int no = a->no;
    if (m->closed)
        return OR_REFUSED;
    if (!no && p->there)
        no = p->no;
    for (int i = 1; !a->no && !p->there && i <= OR_PRODUCTS; i++)
        if (m->product[i].there && m->product[i].no > no)
            no = m->product[i].no;
    no += !a->no && !p->there; /* after the last */
    if (taken(m, p, no, a->code))
        return OR_REFUSED;
    if (p->there && p->no == no && p->set == a->set && p->code == a->code && p->name == a->name &&
        p->owner == a->owner)
        return OR_DONE;
    if (p->there && (product_marked(p) || loses(p, a->set)))
        return OR_REFUSED;
    if (!p->there)
        empty_ballots(p);
    p->there = true;
    p->no = no;
    p->set = a->set;
    p->code = a->code;
    p->name = a->name;
    p->owner = a->owner;
    m->events++;
    adopt(m, a->set);
    return OR_DONE;
}

static enum or_answer give_set(struct or_model *m, const struct or_act *a)
{
    struct or_product *p = &m->product[a->product];
    if (m->closed)
        return OR_REFUSED;
    if (p->set == a->set)
        return OR_DONE;
    if (loses(p, a->set)) {
        if (!a->reason)
            return OR_REFUSED;
        void_product(p);
    }
    for (int i = 1; i <= OR_MEMBERS; i++)
        p->ballot[i].steps = 0; /* undo does not reach behind it */
    p->set = a->set;
    m->events++;
    adopt(m, a->set);
    return OR_DONE;
}

/* A correction is heard after sign-off too: then it is a new version, signed off at once. */
static enum or_answer correct(struct or_model *m, const struct or_act *a)
{
    struct or_product *p = &m->product[a->product];
    int *at[] = {&p->name, &p->owner, &p->code};
    if (!a->reason || (a->key == 0 && a->text == 0) || (a->key == 2 && taken(m, p, 0, a->text)))
        return OR_REFUSED;
    if (*at[a->key] == a->text)
        return OR_DONE;
    *at[a->key] = a->text;
    m->events += m->closed ? 2 : 1;
    m->version += m->closed;
    return OR_DONE;
}

static enum or_answer panel(struct or_model *m, const struct or_act *a)
{
    struct or_member *k = &m->member[a->member];
    bool same = k->every == a->state && k->every_reason == a->reason;
    if (m->closed)
        return OR_REFUSED;
    if (a->product) {
        struct or_product *p = &m->product[a->product];
        if (p->own[a->member] == a->state && p->own_reason[a->member] == a->reason)
            return OR_DONE;
        p->own[a->member] = a->state;
        p->own_reason[a->member] = a->reason;
        return or_event(m);
    }
    for (int i = 1; i <= OR_PRODUCTS; i++)
        if (m->product[i].there && m->product[i].own[a->member] >= 0)
            same = false;
    if (same)
        return OR_DONE;
    for (int i = 1; i <= OR_PRODUCTS; i++) /* what was said before goes */
        m->product[i].own[a->member] = -1;
    k->every = a->state;
    k->every_reason = a->reason;
    return or_event(m);
}

/* ---- all of them ---- */

static bool can_be(const struct or_model *m, const struct or_act *a)
{
    bool product =
        a->kind >= OR_GIVE_SET && a->kind <= OR_FIND && (a->kind != OR_PANEL || a->product);
    bool member = a->kind >= OR_PANEL && a->kind <= OR_REOPEN;
    return (!product || m->product[a->product].there) && (!member || m->member[a->member].there);
}

enum or_answer or_do(struct or_model *m, const struct or_act *a)
{
    typedef enum or_answer act_fn(struct or_model *, const struct or_act *);
    static act_fn *const acts[] = {
        [OR_SET] = set,
        [OR_PUT_MEMBER] = put_member,
        [OR_PUT_PRODUCT] = put_product,
        [OR_GIVE_SET] = give_set,
        [OR_CORRECT] = correct,
        [OR_PANEL] = panel,
        [OR_BALLOT] = or_act_ballot,
        [OR_MARK] = or_act_mark,
        [OR_NOTE] = or_act_note,
        [OR_UNDO] = or_act_undo,
        [OR_CLOSE] = or_act_close_ballot,
        [OR_REOPEN] = or_act_reopen_ballot,
        [OR_FIND] = or_act_conclude,
    };
    if (!can_be(m, a))
        return OR_SKIPPED;
    if (a->kind == OR_SET || a->kind == OR_PUT_MEMBER || a->kind == OR_PANEL)
        return unless_lost(m, a, acts[a->kind]);
    if (a->kind < OR_SIGN)
        return acts[a->kind](m, a);
    if (a->kind == OR_SIGN) {
        if (m->closed || !or_ready(m))
            return OR_REFUSED;
        m->closed = true;
        return or_event(m);
    }
    if (a->kind == OR_UNSIGN) {
        if (!m->closed || !a->reason)
            return OR_REFUSED;
        m->closed = false;
        m->version++;
        return or_event(m);
    }
    return OR_DONE;
}
