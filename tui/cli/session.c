/* SPDX-License-Identifier: MIT */
/* tui/cli/session.c - new, set, pin, signoff, reopen, correct, move, ballot: acts on a session. */
#include <stdlib.h>
#include <string.h>

#include "tui/cli/ask.h"
#include "tui/cli/calls.h"
#include "tui/kit/i18n.h"
#include "db/base/mem.h"
#include "tui/say.h"

enum db_rc call_new(struct cli *c)
{
    struct db *db = NULL;
    struct faults f = {0};
    enum db_rc rc = db_create(&db, c->word[0], c->set, c->n_set, &f);
    say_faults(&f, c->word[0]);
    faults_free(&f);
    if (rc == DB_OK)
        say_line(_("Đã tạo phiên: %s"), c->word[0]);
    return cli_close(db, rc);
}

/* Words @from .. as pairs (the caller frees), NULL after cli_misuse. */
static struct db_pair *cli_pairs(struct cli *c, int from, size_t *n)
{
    struct db_pair *set = xcalloc((size_t)(c->n - from), sizeof *set);
    *n = 0;
    for (int i = from; i < c->n; i++) {
        if (!cli_pair(c->word[i], &set[*n])) {
            cli_misuse(c, _("\"%s\": cần MỤC=GIÁ_TRỊ."), c->word[i]);
            free(set);
            return NULL;
        }
        (*n)++;
    }
    return set;
}

enum db_rc call_set(struct cli *c)
{
    enum db_rc rc;
    size_t n;
    struct db_pair *set = cli_pairs(c, 1, &n);
    if (!set)
        return DB_USAGE;
    struct db *db = cli_open(c->word[0], DB_OPEN, &rc);
    if (db)
        rc = cli_told(db, db_set(db, set, n, c->opt[OPT_REASON], CLI_ACTOR), c->word[0]);
    struct rules rules = {0};
    if (rc == DB_OK)
        rc = cli_read(db, db_rules(db, &rules), c->word[0]);
    for (size_t i = 0; rc == DB_OK && i < n; i++)
        say_line("%s = %s", set[i].key, rules_get(&rules, set[i].key));
    list_free(&rules);
    free(set);
    return cli_close(db, rc);
}

/* ---- the chair's PIN ------------------------------------------------------------------------ */

static void forget(char *secret)
{
    if (secret)
        explicit_bzero(secret, strlen(secret));
    free(secret);
}

/* The new PIN, on a terminal typed twice; NULL when there is none or the two differ. */
static char *ask_new_pin(struct cli *c)
{
    char *pin = cli_ask(_("PIN mới (để trống: bỏ PIN): "), true);
    if (!pin) {
        cli_misuse(c, _("chưa có PIN mới ở đầu vào."));
        return NULL;
    }
    if (!cli_on_terminal())
        return pin;
    char *again = cli_ask(_("PIN mới, lần nữa: "), true);
    bool same = again && strcmp(pin, again) == 0;
    forget(again);
    if (same)
        return pin;
    say_error(_("%s: hai lần gõ không giống nhau. PIN chưa đổi."), c->word[0]);
    forget(pin);
    return NULL;
}

static enum db_rc change_pin(struct cli *c, struct db *db, const struct session *s)
{
    char *old = s->has_pin ? cli_ask(_("PIN hiện nay: "), true) : NULL;
    char *pin = ask_new_pin(c);
    enum db_rc rc = DB_USAGE;
    if (pin) {
        rc = cli_told(db, db_pin_set(db, old, pin), c->word[0]);
        if (rc == DB_OK)
            say_line("%s", *pin ? _("Đã đặt PIN của chủ tọa.") : _("Đã bỏ PIN của chủ tọa."));
    }
    forget(pin);
    forget(old);
    return rc;
}

static enum db_rc lost_pin(struct cli *c, struct db *db)
{
    enum db_rc rc = cli_told(db, db_pin_lost(db, c->opt[OPT_REASON]), c->word[0]);
    if (rc == DB_OK)
        say_line("%s", _("Đã bỏ PIN của chủ tọa vì mất; biên bản ghi việc này và lý do."));
    return rc;
}

enum db_rc call_pin(struct cli *c)
{
    enum db_rc rc;
    struct session s = {0};
    if (!c->opt[OPT_LOST] != !c->opt[OPT_REASON])
        return cli_misuse(c, _("--lost cần --reason: vì sao mất PIN."));
    struct db *db = cli_open(c->word[0], DB_OPEN, &rc);
    if (db)
        rc = cli_read(db, db_session(db, &s), c->word[0]);
    if (rc == DB_OK)
        rc = c->opt[OPT_LOST] ? lost_pin(c, db) : change_pin(c, db, &s);
    return cli_close(db, rc);
}

/* ---- chốt ------------------------------------------------------------------------------------ */

/* The chair's PIN for what makes or changes a signed state: asked while the session is @closed, or
 * open.  NULL: there is none, or none was given. */
static char *ask_pin(const struct session *s, bool closed)
{
    return s->has_pin && s->closed == closed ? cli_ask(_("PIN của chủ tọa: "), true) : NULL;
}

static void say_closing(const struct session *s)
{
    char groups[72];
    hash_groups(s->closing, groups);
    say_line(_("Đã chốt: phiên bản %d, %lld sự kiện. Mã chốt:"), s->version,
             (long long)s->closing_events);
    say_line("%s", s->closing);
    say_line("%s", groups);
}

enum db_rc call_signoff(struct cli *c)
{
    enum db_rc rc;
    struct session s = {0};
    struct db *db = cli_open(c->word[0], DB_OPEN, &rc);
    if (db)
        rc = cli_read(db, db_session(db, &s), c->word[0]);
    char *pin = rc == DB_OK ? ask_pin(&s, false) : NULL;
    if (rc == DB_OK)
        rc = cli_told(db, db_signoff(db, pin, CLI_CHAIR), c->word[0]);
    forget(pin);
    if (rc == DB_OK && (rc = cli_read(db, db_session(db, &s), c->word[0])) == DB_OK)
        say_closing(&s);
    return cli_close(db, rc);
}

enum db_rc call_reopen(struct cli *c)
{
    enum db_rc rc;
    struct session s = {0};
    if (!c->opt[OPT_REASON])
        return cli_misuse(c, _("cần --reason LÝ_DO."));
    struct db *db = cli_open(c->word[0], DB_OPEN, &rc);
    if (db)
        rc = cli_read(db, db_session(db, &s), c->word[0]);
    char *pin = rc == DB_OK ? ask_pin(&s, true) : NULL;
    if (rc == DB_OK)
        rc = cli_told(db, db_reopen(db, c->opt[OPT_REASON], pin, CLI_CHAIR), c->word[0]);
    forget(pin);
    if (rc == DB_OK && (rc = cli_read(db, db_session(db, &s), c->word[0])) == DB_OK)
        say_line(_("Đã mở lại: phiên bản %d."), s.version);
    return cli_close(db, rc);
}

/* ---- correcting a product -------------------------------------------------------------------- */

static enum db_rc correct(struct cli *c, struct db *db, const struct db_pair *set, size_t n)
{
    int product = 0;
    struct session s = {0};
    enum db_rc rc = cli_told(db, db_find_product(db, c->word[1], &product), c->word[0]);
    if (rc == DB_OK)
        rc = cli_read(db, db_session(db, &s), c->word[0]);
    char *pin = rc == DB_OK ? ask_pin(&s, true) : NULL;
    if (rc == DB_OK)
        rc = cli_told(db, db_correct(db, product, set, n, c->opt[OPT_REASON], pin, CLI_ACTOR),
                      c->word[0]);
    forget(pin);
    if (rc == DB_OK)
        rc = cli_read(db, db_session(db, &s), c->word[0]);
    if (rc != DB_OK)
        return rc;
    say_line(_("Đã sửa sản phẩm %s; các phiếu giữ nguyên."), c->word[1]);
    if (s.closed)
        say_closing(&s);
    return DB_OK;
}

enum db_rc call_correct(struct cli *c)
{
    enum db_rc rc;
    size_t n;
    if (!c->opt[OPT_REASON])
        return cli_misuse(c, _("cần --reason LÝ_DO."));
    struct db_pair *set = cli_pairs(c, 2, &n);
    if (!set)
        return DB_USAGE;
    struct db *db = cli_open(c->word[0], DB_OPEN, &rc);
    if (db)
        rc = correct(c, db, set, n);
    free(set);
    return cli_close(db, rc);
}

/* Products get another criteria set; ballots of the first one are void. */
static enum db_rc move_products(struct cli *c, struct db *db, int *ids, size_t n)
{
    const char *set = c->word[1];
    struct set_loss loss = {0};
    enum db_rc rc = DB_OK;
    for (size_t i = 0; i < n && rc == DB_OK; i++)
        rc = cli_told(db, db_find_product(db, c->word[i + 2], &ids[i]), c->word[0]);
    if (rc == DB_OK)
        rc = cli_read(db, db_set_loss(db, ids, n, set, &loss), c->word[0]);
    if (rc == DB_OK)
        rc = cli_told(db, db_product_sets(db, ids, n, set, c->opt[OPT_REASON], CLI_ACTOR),
                      c->word[0]);
    if (rc != DB_OK)
        return rc;
    say_line(P_("Đã cho %zu sản phẩm bộ %s.", n), n, set);
    if (loss.products)
        say_line(_("Đã hủy %d phiếu (%d phiếu đã nộp, %d mức đã chấm) và %d kết luận."),
                 loss.ballots, loss.closed, loss.marks, loss.findings);
    if (loss.assessed)
        say_line(_("Đã hủy %d mức tự chấm và mức của Tổ tư vấn."), loss.assessed);
    return rc;
}

enum db_rc call_move(struct cli *c)
{
    enum db_rc rc;
    struct db *db = cli_open(c->word[0], DB_OPEN, &rc);
    if (!db)
        return rc;
    size_t n = (size_t)c->n - 2;
    int *ids = xcalloc(n, sizeof *ids);
    rc = move_products(c, db, ids, n);
    free(ids);
    return cli_close(db, rc);
}

/* ---- a ballot -------------------------------------------------------------------------------- */

static enum db_rc ballot(struct cli *c, struct db *db, bool reopen)
{
    int product = 0, member = 0;
    enum db_rc rc = cli_told(db, db_find_product(db, c->word[2], &product), c->word[1]);
    if (rc == DB_OK)
        rc = cli_told(db, db_find_member(db, c->word[3], &member), c->word[1]);
    if (rc != DB_OK)
        return rc;
    rc = cli_told(db,
                  reopen ? db_ballot_reopen(db, product, member, c->opt[OPT_REASON], CLI_ACTOR)
                         : db_ballot_close(db, product, member, CLI_ACTOR),
                  c->word[1]);
    if (rc == DB_OK)
        say_line(reopen ? _("Đã mở lại phiếu của %s cho sản phẩm %s.")
                        : _("Đã nộp phiếu của %s cho sản phẩm %s."),
                 c->word[3], c->word[2]);
    return rc;
}

enum db_rc call_ballot(struct cli *c)
{
    enum db_rc rc;
    bool reopen = strcmp(c->word[0], "reopen") == 0;
    if (!reopen && strcmp(c->word[0], "close") != 0)
        return cli_misuse(c, _("không có \"%s\"; chọn close hoặc reopen."), c->word[0]);
    struct db *db = cli_open(c->word[1], DB_OPEN, &rc);
    if (db)
        rc = ballot(c, db, reopen);
    return cli_close(db, rc);
}
