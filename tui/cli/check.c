/* SPDX-License-Identifier: MIT */
/* tui/cli/check.c - check: what stands in the way of sign-off. */
#include <stdio.h>
#include <stdlib.h>

#include "db/base/json.h"
#include "tui/cli/calls.h"
#include "tui/kit/i18n.h"
#include "tui/say.h"

/* What check prints, with the lists that give names to its ids. */
struct check {
    struct blockers blockers;
    struct products products;
    struct members members;
};

static int product_no(const struct check *k, int id)
{
    for (size_t i = 0; i < k->products.n; i++)
        if (k->products.v[i].id == id)
            return k->products.v[i].no;
    return 0;
}

static const char *member_name(const struct check *k, int id)
{
    for (size_t i = 0; i < k->members.n; i++)
        if (k->members.v[i].id == id)
            return k->members.v[i].name;
    return NULL;
}

static void json_blockers(struct json *j, const char *key, const struct check *k, bool warnings)
{
    json_array(j, key);
    for (size_t i = 0; i < k->blockers.n; i++) {
        const struct blocker *b = &k->blockers.v[i];
        if (b->warning != warnings)
            continue;
        char *text = fault_text(&b->fault, NULL);
        json_object(j, NULL);
        json_string(j, "code", fault_code(b->fault.id));
        json_int_from(j, "product", b->product ? product_no(k, b->product) : -1, 0);
        json_text(j, "member", b->member ? member_name(k, b->member) : NULL);
        json_text(j, "criterion", b->criterion);
        json_string(j, "text", text);
        json_end(j);
        free(text);
    }
    json_end(j);
}

static void print_check_json(const struct check *k)
{
    struct json j = {.out = stdout};
    json_object(&j, NULL);
    json_bool(&j, "ready", k->blockers.blocking == 0);
    json_blockers(&j, "blockers", k, false);
    json_blockers(&j, "warnings", k, true);
    json_end(&j);
}

static void print_check(const struct check *k, const struct session *s)
{
    size_t blocking = k->blockers.blocking;
    if (blocking > 0)
        say_line(_("PHẢI XỬ LÝ (%zu)"), blocking);
    else
        say_line("%s", s->closed ? _("Phiên đã chốt.") : _("Chốt được."));
    for (size_t i = 0; i < k->blockers.n; i++) {
        char *text = fault_text(&k->blockers.v[i].fault, i18n);
        if (i == blocking)
            say_line(_("CẦN XEM (%zu)"), k->blockers.n - blocking);
        say_line("  %s", text);
        free(text);
    }
}

enum db_rc call_check(struct cli *c)
{
    enum db_rc rc;
    struct session s;
    struct check k = {0};
    struct db *db = cli_open(c->word[0], DB_LOOK, &rc);
    if (!db)
        return cli_close(db, rc);
    rc = db_session(db, &s);
    if (rc == DB_OK)
        rc = db_check(db, &k.blockers);
    if (rc == DB_OK)
        rc = db_products(db, &k.products);
    if (rc == DB_OK)
        rc = db_members(db, &k.members);
    cli_told(db, rc, c->word[0]);
    if (rc == DB_OK) {
        if (c->opt[OPT_JSON])
            print_check_json(&k);
        else
            print_check(&k, &s);
        rc = k.blockers.blocking > 0 ? DB_REFUSED : DB_OK;
    }
    list_free(&k.members);
    list_free(&k.products);
    list_free(&k.blockers);
    return cli_close(db, rc);
}
