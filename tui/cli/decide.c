/* SPDX-License-Identifier: MIT */
/* tui/cli/decide.c - decide: what the authority made of the council's lists. */
#include <stdlib.h>
#include <string.h>

#include "db/base/json.h"
#include "tui/cli/calls.h"
#include "tui/kit/i18n.h"
#include "db/base/mem.h"
#include "tui/say.h"

static const char *or_old(const char *given, const char *old)
{
    return given ? given : old;
}

/* ---- writing ---- */

static enum db_rc decide_list(struct cli *c, struct db *db, const struct decisions *now)
{
    const char *word = c->opt[OPT_LIST];
    enum decision_list l = DECISION_RECOGNISED;
    while (l <= DECISION_FORWARDED && strcmp(decision_word(l), word) != 0)
        l++;
    if (l > DECISION_FORWARDED)
        return cli_misuse(c, _("không có danh sách \"%s\"; chọn recognised, forwarded."), word);
    const struct decision *old = &now->list[l];
    struct decision d = {or_old(c->opt[OPT_NUMBER], old->number),
                         or_old(c->opt[OPT_DATE], old->date),
                         or_old(c->opt[OPT_ISSUED], old->issued), 0};
    return cli_told(db, db_decide(db, l, &d, CLI_ACTOR), c->word[0]);
}

/* What is recorded of @product, to change one thing of it. */
static enum db_rc leave_out(struct cli *c, struct db *db, const struct decisions *now)
{
    bool out = c->opt[OPT_LEFT_OUT] != NULL;
    int product;
    if (out && (!c->opt[OPT_REASON] || !*c->opt[OPT_REASON]))
        return cli_misuse(c,
                          _("--left-out cần --reason: vì sao quyết định không ghi sản phẩm này."));
    enum db_rc rc = db_find_product(db, c->opt[out ? OPT_LEFT_OUT : OPT_LEFT_IN], &product);
    if (rc != DB_OK)
        return cli_told(db, rc, c->word[0]);
    struct decided d = decided_of(now, product);
    d.left_out = out;
    d.reason = out ? c->opt[OPT_REASON] : "";
    return cli_told(db, db_decided_put(db, &d, CLI_ACTOR), c->word[0]);
}

/* "PRODUCT=STAR", "PRODUCT=" to take the answer back. */
static enum db_rc central(struct cli *c, struct db *db, const struct decisions *now)
{
    struct db_pair p;
    int product = 0;
    char *word = xstrdup(c->opt[OPT_CENTRAL]);
    bool pair = cli_pair(word, &p);
    bool good = pair && strlen(p.value) <= 1 && strspn(p.value, "012345") == strlen(p.value);
    int star = good && *p.value ? *p.value - '0' : -1;
    enum db_rc rc = good ? db_find_product(db, p.key, &product)
                         : cli_misuse(c, _("--central \"%s\": cần SẢN_PHẨM=SAO, sao từ 0 đến 5."),
                                      c->opt[OPT_CENTRAL]);
    free(word);
    if (rc == DB_USAGE)
        return rc;
    if (rc != DB_OK)
        return cli_told(db, rc, c->word[0]);
    struct decided d = decided_of(now, product);
    d.central = star;
    d.number = star < 0 ? "" : or_old(c->opt[OPT_CENTRAL_NUMBER], d.number);
    d.date = star < 0 ? "" : or_old(c->opt[OPT_CENTRAL_DATE], d.date);
    return cli_told(db, db_decided_put(db, &d, CLI_ACTOR), c->word[0]);
}

/* ---- telling ---- */

static const struct product *product_of(const struct products *p, int id)
{
    size_t i = 0;
    while (i + 1 < p->n && p->v[i].id != id)
        i++;
    return &p->v[i];
}

static void json_off(struct json *j, const struct decisions *d, const struct products *p, int list)
{
    json_array(j, "not_applied");
    for (size_t i = 0; i < d->n_off; i++)
        if ((int)d->off[i].list == list)
            json_int(j, NULL, product_of(p, d->off[i].product)->no);
    json_end(j);
}

static void print_json(const struct decisions *d, const struct products *p)
{
    struct json j = {.out = stdout};
    char expires[11];
    json_object(&j, NULL);
    for (int l = DECISION_RECOGNISED; l <= DECISION_FORWARDED; l++) {
        decision_expiry(&d->list[l], expires);
        json_object(&j, decision_word((enum decision_list)l));
        json_text(&j, "number", d->list[l].number);
        json_text(&j, "date", d->list[l].date);
        json_text(&j, "issued", d->list[l].issued);
        json_text(&j, "expires", l == DECISION_RECOGNISED ? expires : "");
        json_int_from(&j, "version", d->list[l].version, 1);
        json_off(&j, d, p, l);
        json_end(&j);
    }
    json_array(&j, "products");
    for (size_t i = 0; i < d->n; i++) {
        const struct decided *v = &d->v[i];
        json_object(&j, NULL);
        json_int(&j, "no", product_of(p, v->product)->no);
        json_bool(&j, "left_out", v->left_out);
        json_text(&j, "reason", v->reason);
        json_int_from(&j, "central", v->central, 0);
        json_text(&j, "central_number", v->number);
        json_text(&j, "central_date", v->date);
        json_int(&j, "version", v->version);
        json_bool(&j, "applies", v->holds);
        json_end(&j);
    }
    json_end(&j);
    json_end(&j);
}

static void say_off(int version, const struct product *p)
{
    say_line(_("SP %d %s: quyết định ghi cho phiên bản %d; kết quả nay khác: không áp dụng."),
             p->no, p->name, version);
}

static void print_off(const struct decisions *d, const struct products *p, enum decision_list list)
{
    for (size_t i = 0; i < d->n_off; i++)
        if (d->off[i].list == list)
            say_off(d->list[list].version, product_of(p, d->off[i].product));
}

static void print_lines(const struct decisions *d, const struct products *p)
{
    static const char *const names[] = {N_("Công nhận 3, 4 sao"), N_("Trình Bộ")};
    char expires[11];
    for (int l = DECISION_RECOGNISED; l <= DECISION_FORWARDED; l++) {
        const struct decision *v = &d->list[l];
        decision_expiry(v, expires);
        if (!*v->number && !*v->date) {
            say_line(_("%s: chưa có quyết định."), _(names[l]));
            continue;
        }
        say_line(_("%s: quyết định %s ngày %s."), _(names[l]), *v->number ? v->number : "...",
                 *v->date ? v->date : "...");
        if (l == DECISION_RECOGNISED && *expires)
            say_line(_("  Giấy chứng nhận có giá trị đến %s (khoản 3 Điều 4)."), expires);
        if (v->version != d->version)
            say_line(_("  Quyết định ghi cho phiên bản %d; phiên nay là phiên bản %d."), v->version,
                     d->version);
        print_off(d, p, (enum decision_list)l);
    }
    for (size_t i = 0; i < d->n; i++) {
        const struct decided *v = &d->v[i];
        const struct product *of = product_of(p, v->product);
        if (v->left_out)
            say_line(_("SP %d %s: không ghi trong quyết định: %s"), of->no, of->name, v->reason);
        if (v->central == 0)
            say_line(_("SP %d %s: Bộ đánh giá không đạt, quyết định %s ngày %s"), of->no, of->name,
                     *v->number ? v->number : "...", *v->date ? v->date : "...");
        if (v->central > 0)
            say_line(_("SP %d %s: Bộ công nhận %d sao, quyết định %s ngày %s"), of->no, of->name,
                     v->central, *v->number ? v->number : "...", *v->date ? v->date : "...");
        if (!v->holds)
            say_off(v->version, of);
    }
}

static enum db_rc tell(struct cli *c, struct db *db)
{
    struct decisions d;
    struct products p = {0};
    enum db_rc rc = db_decisions(db, &d);
    if (rc == DB_OK)
        rc = db_products(db, &p);
    cli_read(db, rc, c->word[0]);
    if (rc == DB_OK && c->opt[OPT_JSON])
        print_json(&d, &p);
    else if (rc == DB_OK)
        print_lines(&d, &p);
    list_free(&d);
    list_free(&p);
    return rc;
}

/* ---- the call ---- */

/* What an option is about must be told with it. */
static enum db_rc check_options(struct cli *c)
{
    static const struct {
        enum opt opt, needs;
    } with[] = {{OPT_NUMBER, OPT_LIST},
                {OPT_DATE, OPT_LIST},
                {OPT_ISSUED, OPT_LIST},
                {OPT_REASON, OPT_LEFT_OUT},
                {OPT_CENTRAL_NUMBER, OPT_CENTRAL},
                {OPT_CENTRAL_DATE, OPT_CENTRAL}};
    int acts =
        !!c->opt[OPT_LIST] + !!c->opt[OPT_LEFT_OUT] + !!c->opt[OPT_LEFT_IN] + !!c->opt[OPT_CENTRAL];
    if (acts > 1)
        return cli_misuse(c, _("mỗi lần chỉ một trong --list, --left-out, --left-in, --central."));
    for (size_t i = 0; i < sizeof with / sizeof *with; i++)
        if (c->opt[with[i].opt] && !c->opt[with[i].needs])
            return cli_misuse(c, _("--%s phải đi cùng --%s."), opt_defs[with[i].opt].name,
                              opt_defs[with[i].needs].name);
    return DB_OK;
}

enum db_rc call_decide(struct cli *c)
{
    enum db_rc rc = check_options(c);
    if (rc != DB_OK)
        return rc;
    struct decisions now = {0};
    bool acts =
        c->opt[OPT_LIST] || c->opt[OPT_LEFT_OUT] || c->opt[OPT_LEFT_IN] || c->opt[OPT_CENTRAL];
    struct db *db = cli_open(c->word[0], acts ? DB_OPEN : DB_LOOK, &rc);
    if (!db)
        return cli_close(db, rc);
    rc = cli_read(db, db_decisions(db, &now), c->word[0]);
    if (rc == DB_OK && c->opt[OPT_LIST])
        rc = decide_list(c, db, &now);
    else if (rc == DB_OK && (c->opt[OPT_LEFT_OUT] || c->opt[OPT_LEFT_IN]))
        rc = leave_out(c, db, &now);
    else if (rc == DB_OK && c->opt[OPT_CENTRAL])
        rc = central(c, db, &now);
    list_free(&now);
    if (rc == DB_OK)
        rc = tell(c, db);
    return cli_close(db, rc);
}
