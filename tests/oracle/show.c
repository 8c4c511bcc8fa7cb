/* SPDX-License-Identifier: MIT */
/* A council in words, short enough to be followed by hand. */
#include "tests/oracle/make.h"

static const char *const kinds[] = {"minimum",   "knockout",  "forward", "spread",    "ballot",
                                    "postponed", "withdrawn", "claim",   "difference"};
static const char *const panels[] = {"scores", "absent", "recused", "written"};
static const char *const roles[] = {"chair", "vice", "member", "secretary", "adviser", "observer"};

/* Levels by number: "-" blank, "0" none reached. */
static void levels(const struct or_act *a, const struct or_set *set, FILE *out)
{
    for (int i = 0; set && i < set->leaves; i++) {
        int level = a->level[i];
        fprintf(out, " %s:%s", set->leaf[i].code,
                level == OR_BLANK  ? "-"
                : level == OR_NONE ? "0"
                                   : set->leaf[i].level[level].label);
    }
}

static void setting(const struct or_act *a, FILE *out)
{
    static struct or_model to; /* too large for a stack */
    char value[64];
    to.value[a->key] = a->value;
    to.of[a->key] = a->of;
    or_setting(&to, (enum or_key)a->key, value);
    fprintf(out, "set %s=%s%s", or_keys[a->key].key, value, a->reason ? " with a reason" : "");
}

static const char *code(const struct or_act *a, const struct or_set *set)
{
    return a->leaf < 0 ? "" : set && a->leaf < set->leaves ? set->leaf[a->leaf].code : "9.9.9";
}

static void finding(const struct or_act *a, const struct or_set *set, FILE *out)
{
    fprintf(out, "finding p%d %s", a->product, kinds[a->state]);
    if (a->state <= OR_KNOCKOUT || a->state >= OR_CLAIM)
        fprintf(out, " %s", a->leaf < 0 ? "(whole)" : code(a, set));
    if (a->state == OR_MINIMUM)
        fprintf(out, " star %d", a->star);
    if (a->state == OR_GO_ON || a->state == OR_CLAIM)
        fprintf(out, " m%d", a->member);
    fprintf(out, ": %s", a->value ? "yes" : "no");
    if (a->of)
        fprintf(out, ", votes %d/%d", a->votes, a->of);
    fprintf(out, ", reason \"%s\"", or_phrases[a->reason]);
}

static void seat(const struct or_act *a, const char *word, FILE *out)
{
    fprintf(out, "%s p%d m%d", word, a->product, a->member);
}

static void act(const struct or_act *a, const struct or_set *set, FILE *out)
{
    static const char *const keys[] = {"name", "owner", "code"};
    static const char *const words[] = {
        [OR_BALLOT] = "ballot", [OR_MARK] = "mark",   [OR_NOTE] = "note",
        [OR_UNDO] = "undo",     [OR_CLOSE] = "close", [OR_REOPEN] = "reopen ballot",
    };
    switch (a->kind) {
    case OR_SET:
        setting(a, out);
        break;
    case OR_PUT_MEMBER:
        fprintf(out, "member m%d %s%s%s", a->member, roles[a->state],
                a->scoring ? "" : ", does not score", a->present ? "" : ", absent");
        break;
    case OR_PUT_PRODUCT:
        fprintf(out, "product p%d set %d no %d code %d name %d owner %d", a->product, a->set, a->no,
                a->code, a->name, a->owner);
        break;
    case OR_GIVE_SET:
        fprintf(out, "give p%d set %d%s", a->product, a->set, a->reason ? " with a reason" : "");
        break;
    case OR_CORRECT:
        fprintf(out, "correct p%d %s=%d%s", a->product, keys[a->key], a->text,
                a->reason ? "" : ", no reason");
        break;
    case OR_PANEL:
        seat(a, "panel", out);
        fprintf(out, " %s", panels[a->state]);
        break;
    case OR_FIND:
        finding(a, set, out);
        break;
    case OR_SIGN:
        fputs("sign off", out);
        break;
    case OR_UNSIGN:
        fprintf(out, "reopen the session%s", a->reason ? "" : ", no reason");
        break;
    case OR_LOOK:
        fputs("look", out);
        break;
    default:
        seat(a, words[a->kind], out);
        if (a->kind == OR_BALLOT)
            levels(a, set, out);
        if (a->kind == OR_MARK || a->kind == OR_NOTE)
            fprintf(out, " %s = %d", code(a, set), a->kind == OR_MARK ? a->value + 1 : a->text);
        if (a->kind == OR_BALLOT && !a->value)
            fputs(", left open", out);
    }
}

void or_show(const struct or_case *c, FILE *out)
{
    int set[OR_PRODUCTS + 2] = {0}; /* of each product, for the codes */
    for (int i = 0; i < c->n; i++) {
        const struct or_act *a = &c->act[i];
        if (a->kind == OR_PUT_PRODUCT || a->kind == OR_GIVE_SET)
            set[a->product] = a->set;
        fprintf(out, "%4d  ", i + 1);
        act(a, or_set(set[a->product]), out);
        fputc('\n', out);
    }
}
