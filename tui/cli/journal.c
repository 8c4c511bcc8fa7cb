/* SPDX-License-Identifier: MIT */
/* tui/cli/journal.c - journal, verify, backup: the record itself. */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/json.h"
#include "export/export.h"
#include "tui/cli/ask.h"
#include "tui/cli/calls.h"
#include "tui/cli/stop.h"
#include "tui/kit/i18n.h"
#include "db/base/mem.h"
#include "tui/say.h"

/* ---- journal -----------------------------------------------------------------------------------
 */

static bool json_event(const struct event *e, void *arg)
{
    struct json *j = arg;
    json_object(j, NULL);
    json_int(j, "seq", e->seq);
    json_string(j, "time", e->time);
    json_text(j, "actor", e->actor);
    json_string(j, "kind", e->kind);
    json_string(j, "hash", e->hash);
    json_array(j, "fields");
    for (size_t i = 0; i < e->n; i++) {
        json_object(j, NULL);
        json_string(j, "name", e->field[i].name);
        json_string(j, "value", e->field[i].value);
        json_end(j);
    }
    json_end(j);
    json_end(j);
    return !ferror(stdout);
}

static bool say_event(const struct event *e, void *arg)
{
    (void)arg;
    size_t size = 1;
    for (size_t i = 0; i < e->n; i++)
        size += strlen(e->field[i].name) + strlen(e->field[i].value) + 2;
    char *fields = xmalloc(size), *at = fields;
    for (size_t i = 0; i < e->n; i++)
        at += sprintf(at, " %s=%s", e->field[i].name, e->field[i].value);
    *at = '\0';
    say_line("%6" PRId64 "  %s  %.16s  %s  %s%s", e->seq, e->time, e->hash, e->actor, e->kind,
             fields);
    free(fields);
    return !ferror(stdout);
}

enum db_rc call_journal(struct cli *c)
{
    enum db_rc rc;
    struct json j = {.out = stdout};
    bool json = c->opt[OPT_JSON];
    struct db *db = cli_open(c->word[0], DB_LOOK, &rc);
    if (!db)
        return cli_close(db, rc);
    if (json) {
        json_object(&j, NULL);
        json_array(&j, "events");
    }
    rc = db_journal(db, 1, json ? json_event : say_event, &j);
    if (json) {
        json_end(&j);
        json_end(&j);
    }
    return cli_close(db, cli_told(db, rc, c->word[0]));
}

/* ---- verify ------------------------------------------------------------------------------------
 */

/* A hash as people copy it from paper: blanks anywhere, any case; at least @min digits of it. */
static bool hash_read(const char *text, size_t min, char hex[65])
{
    size_t n = 0;
    for (; *text; text++) {
        if (isspace((unsigned char)*text))
            continue;
        if (!isxdigit((unsigned char)*text) || n == 64)
            return false;
        hex[n++] = (char)tolower((unsigned char)*text);
    }
    hex[n] = '\0';
    return n >= min;
}

struct hash_search {
    const char *hex;
    int64_t seq; /* 0: not in the journal */
};

static bool look_for_hash(const struct event *e, void *arg)
{
    struct hash_search *s = arg;
    if (strncmp(e->hash, s->hex, strlen(s->hex)) == 0)
        s->seq = e->seq;
    return s->seq == 0;
}

/* Compare the hash on the paper with the one in force. */
static enum db_rc compare_hash(struct cli *c, struct db *db, const struct verdict *v,
                               const char *hex)
{
    if (v->closed && strcmp(v->closing, hex) == 0) {
        say_line(_("Khớp với mã chốt in trên giấy."));
        return DB_OK;
    }
    struct hash_search search = {hex, 0};
    if (db_journal(db, 1, look_for_hash, &search) == DB_OK && search.seq > 0)
        say_error(_("%s: mã trên giấy là của sự kiện số %lld, không phải lần chốt đang có hiệu "
                    "lực. Dùng biên bản của phiên bản mới nhất."),
                  c->word[0], (long long)search.seq);
    else if (!v->closed)
        say_error(_("%s: phiên chưa chốt nên không có mã chốt để đối chiếu."), c->word[0]);
    else {
        struct fault f = {.id = F_HASH_DIFFERS, .arg = {(char *)v->closing}};
        say_fault(&f, c->word[0]);
    }
    return DB_REFUSED;
}

/* The printed hash: from --hash, or asked for where a person can answer; *hex "" for none. */
static enum db_rc printed_hash(struct cli *c, const struct verdict *v, char hex[65])
{
    const char *given = c->opt[OPT_HASH];
    char *asked = NULL;
    enum db_rc rc = DB_OK;
    *hex = '\0';
    if (!given && v->closed && !c->opt[OPT_SINCE] && !c->opt[OPT_IN] && cli_on_terminal())
        given = asked = cli_ask(_("Mã chốt in trên biên bản (để trống: bỏ qua): "), false);
    if (given && (c->opt[OPT_HASH] || *given) && !hash_read(given, 64, hex)) {
        struct fault f = {.id = F_HASH_FORM};
        say_fault(&f, c->opt[OPT_HASH] ? "--hash" : NULL);
        rc = DB_USAGE;
    }
    free(asked);
    return rc;
}

static void say_verdict(const struct verdict *v)
{
    char groups[72];
    say_line(_("Nhật ký đúng: %lld sự kiện, phiên bản %d; dựng lại mọi bảng và mọi kết quả đều "
               "khớp."),
             (long long)v->events, v->version);
    if (!v->closed) {
        say_line(_("Phiên chưa chốt. Mã của sự kiện cuối:"));
        say_line("%s", v->head);
        return;
    }
    hash_groups(v->closing, groups);
    say_line(_("Mã chốt:"));
    say_line("%s", v->closing);
    say_line("%s", groups);
}

/* The event of --since, told whole or by the 16 digits of an ACK, stands in the journal. */
static enum db_rc verify_since(struct cli *c, struct db *db, const char *hex)
{
    struct hash_search search = {hex, 0};
    enum db_rc rc = cli_read(db, db_journal(db, 1, look_for_hash, &search), c->word[0]);
    if (rc != DB_OK)
        return rc;
    if (search.seq == 0) {
        say_error(_("%s: không có sự kiện mã %s: tệp là bản cũ hơn, bản khác, hoặc bị cắt bớt."),
                  c->word[0], hex);
        return DB_REFUSED;
    }
    say_line(_("Có sự kiện mã %s: số %lld."), hex, (long long)search.seq);
    return DB_OK;
}

/* The last event of the file stands in the file of --in, at the same place of the same session. */
static enum db_rc verify_in(struct cli *c, const struct verdict *v)
{
    enum db_rc rc;
    const char *name = c->opt[OPT_IN];
    struct verdict now = {0};
    struct db *db = cli_open(name, DB_LOOK_VERIFY, &rc);
    if (!db)
        return rc;
    rc = cli_told(db, db_verify(db, &now), name);
    struct hash_search search = {v->head, 0};
    if (rc == DB_OK && strcmp(v->id, now.id) == 0)
        rc = cli_read(db, db_journal(db, v->events, look_for_hash, &search), name);
    db_close(db);
    if (rc != DB_OK)
        return rc;
    if (strcmp(v->id, now.id) != 0) {
        say_error(_("%s: là phiên khác, không phải phiên của %s."), c->word[0], name);
        return DB_REFUSED;
    }
    if (search.seq != v->events) {
        say_error(_("%s: sự kiện cuối (số %lld) không có trong %s: không phải một trạng thái trước "
                    "của phiên đó."),
                  c->word[0], (long long)v->events, name);
        return DB_REFUSED;
    }
    say_line(_("%s là trạng thái trước của %s: thiếu %lld sự kiện cuối."), c->word[0], name,
             (long long)(now.events - v->events));
    return DB_OK;
}

static enum db_rc verify_session(struct cli *c)
{
    enum db_rc rc;
    char hex[65], since[65];
    struct verdict v = {0};
    if (c->opt[OPT_SINCE] && !hash_read(c->opt[OPT_SINCE], 16, since))
        return cli_misuse(c, _("--since cần mã của một sự kiện, ít nhất 16 chữ số đầu."));
    if (c->opt[OPT_HASH] && (rc = printed_hash(c, &v, hex)) != DB_OK)
        return rc; /* a wrong form is told before the work */
    struct db *db = cli_open(c->word[0], DB_LOOK_VERIFY, &rc);
    if (!db)
        return cli_close(db, rc);
    rc = cli_told(db, db_verify(db, &v), c->word[0]);
    if (rc == DB_OK) {
        say_verdict(&v);
        rc = printed_hash(c, &v, hex);
    }
    if (rc == DB_OK && *hex)
        rc = compare_hash(c, db, &v, hex);
    else if (rc == DB_OK && v.closed)
        say_line(_("Chưa đối chiếu với giấy đã ký: cần --hash với mã chốt in trên giấy."));
    if (rc == DB_OK && c->opt[OPT_SINCE])
        rc = verify_since(c, db, since);
    if (rc == DB_OK && c->opt[OPT_IN])
        rc = verify_in(c, &v);
    return cli_close(db, rc);
}

static enum db_rc verify_workbook(struct cli *c)
{
    enum db_rc rc;
    struct faults f = {0};
    if (c->opt[OPT_HASH] || c->opt[OPT_SINCE] || c->opt[OPT_IN])
        return cli_misuse(c, _("--against không đi cùng --hash, --since, --in."));
    struct db *db = cli_open(c->opt[OPT_AGAINST], DB_LOOK, &rc);
    if (!db)
        return cli_close(db, rc);
    stop_watch(); /* its temporary file goes again */
    rc = export_verify(c->word[0], db, &f);
    stop_unwatch(true);
    say_faults(&f, c->word[0]);
    faults_free(&f);
    if (rc == DB_OK)
        say_line(_("Bảng tính khớp với phiên: %s"), c->word[0]);
    return cli_close(db, rc);
}

enum db_rc call_verify(struct cli *c)
{
    return c->opt[OPT_AGAINST] ? verify_workbook(c) : verify_session(c);
}

/* ---- backup ------------------------------------------------------------------------------------
 */

enum db_rc call_backup(struct cli *c)
{
    enum db_rc rc;
    struct session s;
    struct db *db = cli_open(c->word[0], DB_LOOK, &rc);
    if (!db)
        return cli_close(db, rc);
    rc = cli_told(db, db_backup(db, c->word[1]), c->word[0]);
    if (rc == DB_OK && db_session(db, &s) == DB_OK)
        say_line(_("Đã sao lưu và kiểm tra: %s (%lld sự kiện)"), c->word[1], (long long)s.events);
    return cli_close(db, rc);
}
