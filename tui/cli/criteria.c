/* SPDX-License-Identifier: MIT */
/* tui/cli/criteria.c - criteria: the sets of the Decision, listed and shown; a set
 * of one's own, checked and added. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/json.h"
#include "db/base/reason.h"
#include "db/base/regular.h"
#include "tui/cli/calls.h"
#include "tui/cli/official.h"
#include "tui/kit/i18n.h"
#include "tui/model.h"
#include "tui/official.h"
#include "db/base/mem.h"
#include "tui/say.h"

/* ---- list --------------------------------------------------------------------------------------
 */

static void list_json(const struct crit_entry *e, size_t n)
{
    struct json j = {.out = stdout};
    json_object(&j, NULL);
    json_array(&j, "sets");
    for (size_t i = 0; i < n; i++) {
        json_object(&j, NULL);
        json_string(&j, "id", e[i].id);
        json_int(&j, "no", e[i].no);
        json_string(&j, "name", e[i].name);
        json_bool(&j, "included", e[i].yaml != NULL);
        json_end(&j);
    }
    json_end(&j);
    json_array(&j, "expired");
    json_string(&j, NULL, "Quyết định 1048/QĐ-TTg (2019)");
    json_string(&j, NULL, "Quyết định 148/QĐ-TTg (2023)");
    json_end(&j);
    json_end(&j);
}

static enum db_rc criteria_list(struct cli *c)
{
    size_t n;
    const struct crit_entry *e = crit_index(&n);
    if (c->n > 1)
        return cli_misuse(c, _("thừa \"%s\"."), c->word[1]);
    if (c->opt[OPT_JSON]) {
        list_json(e, n);
        return say_end(DB_OK);
    }
    say_line(_("Quyết định 26/2026/QĐ-TTg, Phụ lục II (đang có hiệu lực)"));
    for (size_t i = 0; i < n; i++)
        say_line("  %s  %s  %s", e[i].id, e[i].yaml ? _("có    ") : _("chưa  "), e[i].name);
    char *law = law_state();
    say_line("%s", law);
    free(law);
    say_line(_("Đã hết hiệu lực, không dùng cho phiên mới: Quyết định 148/QĐ-TTg (2023), Quyết "
               "định 1048/QĐ-TTg (2019)"));
    return say_end(DB_OK);
}

/* ---- show --------------------------------------------------------------------------------------
 */

static void json_levels(struct json *j, const struct crit_node *n)
{
    json_array(j, "levels");
    for (size_t i = 0; i < n->n_levels; i++) {
        const struct crit_level *l = &n->level[i];
        json_object(j, NULL);
        json_string(j, "label", l->label);
        json_text(j, "case", (char[2]){l->which_case});
        json_int(j, "points", l->points);
        json_int_from(j, "star", l->star, 1);
        json_text(j, "text", l->text);
        json_end(j);
    }
    json_end(j);
    json_bool(j, "none", crit_allows_none(n));
    json_bool(j, "implied", n->levels_implied);
    json_object(j, "minimums");
    for (int star = 3; star <= 5; star++) {
        char key[2] = {(char)('0' + star), 0};
        json_int_from(j, key, crit_minimum(n, star), 0);
    }
    json_end(j);
}

static void json_node(struct json *j, const struct crit_set *s, const struct crit_node *n)
{
    static const char *const kinds[] = {"part", "section", "group", "criterion"};
    json_object(j, NULL);
    json_string(j, "kind", kinds[n->kind]);
    json_string(j, "code", n->code);
    json_string(j, "name", n->name);
    json_int(j, "max", n->max);
    json_int(j, "depth", n->depth);
    json_text(j, "parent", n->parent >= 0 ? s->node[n->parent].code : NULL);
    json_array(j, "cases");
    for (int i = 0; i < 2; i++)
        if (n->case_name[i])
            json_string(j, NULL, n->case_name[i]);
    json_end(j);
    if (n->kind == CRIT_LEAF)
        json_levels(j, n);
    json_array(j, "notes");
    for (size_t i = 0; i < n->n_notes; i++) {
        json_object(j, NULL);
        json_string(j, "kind", crit_note_word(n->note[i].kind));
        json_text(j, "text", n->note[i].text);
        json_text(j, "ref", n->note[i].ref);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

static void json_corrections(struct json *j, const struct crit_set *s)
{
    json_array(j, "corrections");
    for (size_t i = 0; i < s->n_corrections; i++) {
        const struct crit_correction *c = &s->correction[i];
        json_object(j, NULL);
        json_string(j, "criterion", c->criterion);
        json_text(j, "level", c->level);
        json_string(j, "field", c->field);
        json_text(j, "printed", c->printed);
        json_text(j, "used", c->used);
        json_string(j, "kind", c->forced ? "forced" : "suspect");
        json_text(j, "why", c->why);
        json_end(j);
    }
    json_end(j);
}

static void show_json(const struct crit_set *s)
{
    struct json j = {.out = stdout};
    json_object(&j, NULL);
    json_string(&j, "id", s->id);
    json_int(&j, "no", s->no);
    json_string(&j, "name", s->name);
    json_text(&j, "legal", s->legal);
    json_text(&j, "article", s->article);
    json_text(&j, "in_force", s->in_force);
    json_text(&j, "industry", s->industry);
    json_text(&j, "group", s->group);
    json_text(&j, "subgroup", s->subgroup);
    json_text(&j, "name_in_list", s->name_in_list);
    json_text(&j, "source", s->source);
    json_array(&j, "agencies");
    for (size_t i = 0; i < s->n_agencies; i++)
        json_string(&j, NULL, s->agency[i]);
    json_end(&j);
    json_int(&j, "samples", s->samples);
    json_bool(&j, "star_note", s->star_note);
    json_corrections(&j, s);
    json_array(&j, "disqualifiers");
    for (size_t i = 0; i < s->n_disqualifiers; i++)
        json_string(&j, NULL, s->disqualifier[i]);
    json_end(&j);
    json_array(&j, "nodes");
    for (size_t i = 0; i < s->n_nodes; i++)
        json_node(&j, s, &s->node[i]);
    json_end(&j);
    json_end(&j);
}

static void show_leaf(const struct crit_node *n)
{
    static const char *const stars[] = {"", "", "", " ★★★", " ★★★★", " ★★★★★"};
    char which_case = 0;
    for (size_t i = 0; i < n->n_levels; i++) {
        const struct crit_level *l = &n->level[i];
        if (l->which_case && l->which_case != which_case) {
            which_case = l->which_case;
            say_line("%*s%c) %s", 2 * n->depth + 2, "", which_case, n->case_name[which_case - 'a']);
        }
        say_line("%*s%-2s %2d%s  %s%s", 2 * n->depth + 2, "", l->label, l->points, _("đ"),
                 l->text ? l->text : "", stars[l->star]);
    }
}

static void show_minimums(const struct crit_set *s)
{
    for (int star = 3; star <= 5; star++) {
        say_line(_("Yêu cầu tối thiểu của %d sao:"), star);
        for (size_t i = 0; i < s->n_nodes; i++) {
            int points = s->node[i].kind == CRIT_LEAF ? crit_minimum(&s->node[i], star) : -1;
            if (points >= 0)
                say_line(_("  %-6s từ %d/%d điểm  %s"), s->node[i].code, points, s->node[i].max,
                         s->node[i].name);
        }
    }
}

static void show_doubts(const struct crit_set *s, const struct crit_node *n)
{
    for (size_t i = 0; i < s->n_corrections; i++) {
        const struct crit_correction *c = &s->correction[i];
        if (strcmp(c->criterion, n->code) != 0)
            continue;
        char *text = doubt_text(c);
        if (c->level)
            say_line(_("%*s? mức %s: %s"), 2 * n->depth + 2, "", c->level, text);
        else
            say_line("%*s? %s", 2 * n->depth + 2, "", text);
        free(text);
    }
}

static void show(const struct crit_set *s)
{
    say_line("%s  %s", s->id, s->name);
    say_line("%s", s->legal);
    for (size_t i = 0; i < s->n_disqualifiers; i++)
        say_line(_("Hồ sơ bị loại khi: %s"), s->disqualifier[i]);
    for (size_t i = 0; i < s->n_nodes; i++) {
        const struct crit_node *n = &s->node[i];
        say_line(_("%*s%s %s  (tối đa %d)"), 2 * n->depth, "", n->code, n->name, n->max);
        for (size_t k = 0; k < n->n_notes; k++)
            say_line("%*s! %s%s%s", 2 * n->depth + 2, "", n->note[k].text ? n->note[k].text : "",
                     n->note[k].ref ? " -> " : "", n->note[k].ref ? n->note[k].ref : "");
        if (n->kind == CRIT_LEAF)
            show_leaf(n);
        if (n->kind == CRIT_LEAF || !crit_leaf(s, n->code)) /* a section may share its number */
            show_doubts(s, n);
    }
    show_minimums(s);
}

/* @yaml: its text as a file has it, NULL where there is none. */
static void show_as_asked(struct cli *c, const struct crit_set *s, const char *yaml)
{
    char *made = NULL;
    if (c->opt[OPT_YAML])
        fputs(yaml ? yaml : (made = crit_yaml(s)), stdout);
    else if (c->opt[OPT_JSON])
        show_json(s);
    else
        show(s);
    free(made);
}

/* A set as a session has it. */
static enum db_rc show_of_session(struct cli *c)
{
    enum db_rc rc;
    char id[SET_ID];
    struct db *db = cli_open(c->word[2], DB_LOOK, &rc);
    if (!db)
        return rc;
    rc = cli_told(db, db_find_set(db, c->word[1], id), c->word[2]);
    const struct crit_set *s = rc == DB_OK && *id ? db_criteria(db, id) : NULL;
    if (s)
        show_as_asked(c, s, NULL);
    else if (rc == DB_OK)
        rc = cli_misuse(c, _("thiếu: cần %s."), _("show BỘ"));
    return cli_close(db, rc);
}

static enum db_rc criteria_show_official(const struct crit_set *s)
{
    const struct official *o = law_words();
    const char *out;
    say_faults(law_faults(), NULL);
    if (!official_levels(o, s->id)) {
        say_error("%s", law_hint());
        return DB_REFUSED;
    }
    say_line("%s  %s", s->id, s->name);
    say_line(_("%s; đọc từ tệp %s"), s->legal, official_source(o));
    for (size_t i = 0; (out = official_disqualifier(o, s->id, i)); i++)
        say_line(_("Hồ sơ bị loại khi: %s"), out);
    for (size_t i = 0; i < s->n_nodes; i++) {
        const struct crit_node *n = &s->node[i];
        const char *name = official_name(o, s->id, n->code);
        char *all = n->kind == CRIT_LEAF ? law_lines(s->id, n) : NULL, *at = all, *next;
        if (!all && (i + 1 == s->n_nodes || strcmp(s->node[i + 1].code, n->code) != 0))
            say_line(_("%s. %s  (tối đa %d)"), n->code, name ? name : n->name, n->max);
        for (; at; at = next) {
            next = strchr(at, '\n');
            if (next)
                *next++ = '\0';
            say_line("%s%s", at == all ? "" : "    ", at);
        }
        free(all);
    }
    return say_end(DB_OK);
}

static enum db_rc criteria_show(struct cli *c)
{
    if (c->n < 2)
        return cli_misuse(c, _("thiếu: cần %s."), _("show BỘ"));
    if (c->n > 2)
        return show_of_session(c);
    const struct crit_entry *e = crit_find(c->word[1]);
    if (!e) {
        struct fault f = {.id = F_SET_UNKNOWN, .arg = {c->word[1]}};
        say_fault(&f, NULL);
        return DB_REFUSED;
    }
    const struct crit_set *s = crit_load(e);
    if (!s) {
        say_error(_("%s: tiêu chí của bộ này chưa có trong chương trình."), e->id);
        return DB_REFUSED;
    }
    if (c->opt[OPT_OFFICIAL])
        return criteria_show_official(s);
    char *text = xasprintf("%.*s", (int)e->len, e->yaml); /* with the comments that explain it */
    show_as_asked(c, s, text);
    free(text);
    return say_end(DB_OK);
}

/* ---- check, add ---- */

/* A set is a page or two; what is larger is not one. */
enum { SET_MAX_BYTES = 4 << 20 };

/* The set in the file at @path, its faults told; NULL with the exit status in *@rc. */
static struct crit_set *read_set(const char *path, enum db_rc *rc)
{
    size_t len;
    struct faults f = {0};
    char *text = regular_read(path, SET_MAX_BYTES, &len);
    if (!text) {
        say_error(_("%s: không đọc được: %s."), path, _(reason_text(errno)));
        *rc = DB_FAULT;
        return NULL;
    }
    /* A workbook is a zip archive; its reader opens it by itself. */
    struct crit_set *s = len >= 4 && !memcmp(text, "PK\3\4", 4) ? crit_workbook(path, &f)
                                                                : crit_parse(text, len, &f);
    say_faults(&f, path);
    faults_free(&f);
    free(text);
    *rc = s ? DB_OK : DB_REFUSED;
    return s;
}

static enum db_rc criteria_check(struct cli *c)
{
    enum db_rc rc;
    if (c->n < 2)
        return cli_misuse(c, _("thiếu: cần %s."), _("check TỆP"));
    struct crit_set *s = read_set(c->word[1], &rc);
    char *text = s && c->opt[OPT_YAML] ? crit_yaml(s) : NULL;
    if (text)
        fputs(text, stdout);
    else if (s)
        say_line(_("%s: đúng (%s, %s)"), c->word[1], s->id, s->name);
    free(text);
    crit_free(s);
    return say_end(rc);
}

static enum db_rc criteria_add(struct cli *c)
{
    static const char *const done[] = {[SET_ADDED] = N_("Đã thêm bộ %s (%s) vào phiên."),
                                       [SET_SAME] = N_("Phiên đã có bộ %s (%s), nội dung như cũ."),
                                       [SET_REPLACED] = N_("Đã thay nội dung bộ %s (%s).")};
    enum db_rc rc;
    enum set_added how = SET_SAME;
    if (c->n < 3)
        return cli_misuse(c, _("thiếu: cần %s."), _("add PHIÊN TỆP"));
    struct crit_set *s = read_set(c->word[2], &rc);
    struct db *db = s ? cli_open(c->word[1], DB_OPEN, &rc) : NULL;
    if (db)
        rc = cli_told(db, db_set_add(db, s, CLI_ACTOR, &how), c->word[2]);
    if (db && rc == DB_OK)
        say_line(_(done[how]), s->id, s->name);
    crit_free(s);
    return db ? cli_close(db, rc) : say_end(rc);
}

enum db_rc call_criteria(struct cli *c)
{
    if (strcmp(c->word[0], "list") == 0)
        return criteria_list(c);
    if (strcmp(c->word[0], "show") == 0)
        return criteria_show(c);
    if (strcmp(c->word[0], "add") == 0)
        return criteria_add(c);
    if (c->n > 2)
        return cli_misuse(c, _("thừa \"%s\"."), c->word[2]);
    if (strcmp(c->word[0], "check") == 0)
        return criteria_check(c);
    if (strcmp(c->word[0], "official") == 0)
        return criteria_official(c);
    return cli_misuse(c, _("không có \"%s\"; chọn list, show, check, add hoặc official."),
                      c->word[0]);
}
