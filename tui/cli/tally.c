/* SPDX-License-Identifier: MIT */
/* tui/cli/tally.c - tally: results as they stand. */
#include <stdio.h>
#include <stdlib.h>

#include "db/base/json.h"
#include "db/base/text.h"
#include "tui/cli/calls.h"
#include "tui/cli/tally.h"
#include "tui/kit/i18n.h"
#include "tui/say.h"
#include "tui/words/explain.h"
#include "tui/words/outcome.h"

/* ---- tally --json -----------------------------------------------------------------------------
 */

static void json_session(struct json *j, const struct rules *r, const struct session *s)
{
    static const char *const facts[] = {"province", "council", "round",    "year",
                                        "place",    "date",    "decision", "regulation"};
    json_object(j, "session");
    json_text(j, "id", s->id);
    json_text(j, "criteria", r->text[SETTING_CRITERIA]);
    json_string(j, "state", s->closed ? "closed" : "open");
    json_int(j, "version", s->version);
    json_bool(j, "rehearsal", s->rehearsal);
    json_text(j, "mode", r->text[SETTING_MODE]);
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++)
        json_text(j, facts[i], rules_get(r, facts[i]));
    json_int(j, "events", s->events);
    json_text(j, "hash", s->head);
    json_text(j, "closing_hash", s->closing);
    json_end(j);
}

static void json_entry(struct json *j, const char *key, const struct entry *entry)
{
    json_object(j, key);
    if (entry->met == MET_UNKNOWN)
        json_null(j, "met");
    else
        json_bool(j, "met", entry->met == MET_YES);
    json_array(j, "missed");
    for (size_t i = 0; i < entry->n; i++)
        if (entry->gate[i].met == MET_NO && !entry->gate[i].divided)
            json_string(j, NULL, entry->gate[i].criterion);
    json_end(j);
    json_array(j, "divided");
    for (size_t i = 0; i < entry->n; i++)
        if (entry->gate[i].divided)
            json_string(j, NULL, entry->gate[i].criterion);
    json_end(j);
    json_end(j);
}

static void json_numbers(struct json *j, const struct result *r)
{
    static const char *const parts[] = {"A", "B", "C"};
    char mean[16];
    mean_text(r->sum, r->closed, true, mean);
    json_object(j, "ballots");
    json_int(j, "expected", r->expected);
    json_int(j, "closed", r->closed);
    json_end(j);
    json_int(j, "sum", r->sum);
    json_text(j, "mean", mean);
    json_pair(j, "mean_exact", r->sum, r->closed);
    json_object(j, "parts");
    for (int i = 0; i < 3; i++)
        json_pair(j, parts[i], r->part[i], r->closed);
    json_end(j);
    json_int_from(j, "band", r->band, 1);
}

static void json_result(struct json *j, const struct result *r)
{
    static const char *const stars[] = {"3", "4", "5"};
    json_object(j, NULL);
    json_int(j, "no", r->no);
    json_text(j, "code", r->code);
    json_string(j, "name", r->name);
    json_text(j, "owner", r->owner);
    json_text(j, "set", r->set);
    json_numbers(j, r);
    json_object(j, "minimums");
    for (int i = 0; i < 3; i++)
        json_entry(j, stars[i], &r->entry[i]);
    json_end(j);
    json_object(j, "spread");
    json_int_from(j, "max", r->max, 0);
    json_int_from(j, "min", r->min, 0);
    json_bool(j, "exceeds", r->exceeds);
    json_bool(j, "settled", r->settled);
    json_end(j);
    if (r->knocked_out) {
        json_object(j, "knockout");
        json_text(j, "criterion", r->knock_criterion);
        json_text(j, "reason", r->knock_reason);
        json_end(j);
    } else {
        json_null(j, "knockout");
    }
    json_int_from(j, "star", r->star, 0);
    json_string(j, "status", status_word(r->status));
    json_object(j, "quorum");
    json_int(j, "present", r->present);
    json_int(j, "base", r->base);
    json_int(j, "needed", r->needed);
    json_bool(j, "held", r->quorum);
    json_end(j);
    json_text(j, "knockout_ground", r->knock_ground);
    if (r->stopped) {
        json_object(j, "stop");
        json_text(j, "criterion", r->stop_criterion);
        json_text(j, "ground", r->stop_ground);
        json_end(j);
    } else {
        json_null(j, "stop");
    }
    json_int(j, "claims", r->claims);
    json_end(j);
}

void cli_tally_json(FILE *out, const struct rules *r, const struct session *s,
                    const struct tally *t)
{
    struct json j = {.out = out};
    json_object(&j, NULL);
    json_session(&j, r, s);
    json_array(&j, "products");
    for (size_t i = 0; i < t->n; i++)
        json_result(&j, &t->v[i]);
    json_end(&j);
    json_end(&j);
}

/* ---- tally ------------------------------------------------------------------------------------
 */

static const char *state_text(const struct session *s)
{
    return s->closed ? _("ĐÃ CHỐT (chờ ký)") : _("DỰ THẢO");
}

static void say_counts(const struct tally *t)
{
    struct outcomes n;
    outcomes_count(t, &n);
    say_line(_("Trình Bộ %d  4 sao %d  3 sao %d  Dưới 3 sao %d  Không đạt %d  Loại %d  "
               "Hoãn, rút %d  Chưa xác định %d  Cộng %zu"),
             n.forward, n.four, n.three, n.below, n.failed, n.out, n.postponed + n.withdrawn,
             n.open, t->n);
}

static void say_table(const struct tally *t)
{
    struct text_table table = {.cols = 7, .right = 1u << 0 | 1u << 2 | 1u << 3 | 1u << 4 | 1u << 5};
    const char *head[] = {_("STT"),       _("Sản phẩm"), _("Phiếu"),  _("Điểm TB"),
                          _("Theo điểm"), _("Sao"),      _("Kết quả")};
    text_table_row(&table, head);
    for (size_t i = 0; i < t->n; i++) {
        const struct result *r = &t->v[i];
        char no[16], ballots[32], mean[16], band[16] = "-", star[16] = "-";
        char *status = status_text(r), *name = text_safe(r->name, 40);
        snprintf(no, sizeof no, "%d", r->no);
        snprintf(ballots, sizeof ballots, "%d/%d", r->closed, r->expected);
        mean_text(r->sum, r->closed, true, mean);
        if (r->band > 0)
            snprintf(band, sizeof band, "%d", r->band);
        if (r->star > 0)
            snprintf(star, sizeof star, "%d", r->star);
        const char *row[] = {no, name, ballots, *mean ? mean : "-", band, star, status};
        text_table_row(&table, row);
        free(name);
        free(status);
    }
    text_table_print(&table);
}

void cli_say_tally(const struct rules *r, const struct session *s, const struct tally *t)
{
    if (*r->text[SETTING_COUNCIL])
        say_line("%s", r->text[SETTING_COUNCIL]);
    say_line(_("KẾT QUẢ  %s%s  phiên bản %d"), s->rehearsal ? _("DIỄN TẬP  ") : "", state_text(s),
             s->version);
    say_table(t);
    say_counts(t);
}

enum db_rc call_tally(struct cli *c)
{
    enum db_rc rc;
    struct session s;
    struct rules rules = {0};
    struct tally t = {0};
    struct db *db = cli_open(c->word[0], DB_LOOK, &rc);
    if (!db)
        return cli_close(db, rc);
    rc = db_session(db, &s);
    if (rc == DB_OK)
        rc = db_rules(db, &rules);
    if (rc == DB_OK)
        rc = db_tally(db, 0, &t);
    cli_told(db, rc, c->word[0]);
    if (rc == DB_OK && c->opt[OPT_JSON])
        cli_tally_json(stdout, &rules, &s, &t);
    else if (rc == DB_OK)
        cli_say_tally(&rules, &s, &t);
    list_free(&rules);
    list_free(&t);
    return cli_close(db, rc);
}
