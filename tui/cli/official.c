/* SPDX-License-Identifier: MIT */
/* tui/cli/official.c - criteria official: the Decision's own file, matched and kept. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/json.h"
#include "db/base/reason.h"
#include "tui/cli/calls.h"
#include "tui/cli/official.h"
#include "tui/kit/i18n.h"
#include "tui/official.h"
#include "tui/recent.h"
#include "tui/say.h"

static size_t all_sets(const struct crit_set *set[], size_t most)
{
    size_t n, found = 0;
    const struct crit_entry *e = crit_index(&n);
    for (size_t i = 0; i < n && found < most; i++)
        if ((set[found] = crit_load(&e[i])) != NULL)
            found++;
    return found;
}

/* Whether the warning means that a level of ours has no words now. */
static bool unmatched(enum fault_id id)
{
    return id == F_OFFICIAL_SET_MISSING || id == F_OFFICIAL_LEVEL_MISSING ||
           id == F_OFFICIAL_LEVEL_POINTS;
}

static void json_list(struct json *j, const char *key, const struct faults *f, bool want)
{
    json_array(j, key);
    for (size_t i = 0; i < f->n; i++) {
        const struct fault *v = &f->v[i];
        if (!v->warning || unmatched(v->id) != want)
            continue;
        json_object(j, NULL);
        json_string(j, "code", fault_code(v->id));
        json_text(j, "set", v->arg[0]);
        json_text(j, "criterion", v->arg[1]);
        json_text(j, "level", v->arg[2]);
        json_text(j, "found", v->arg[3]);
        json_end(j);
    }
    json_end(j);
}

static void print_json(const char *file, const char *store, const struct official_report *r,
                       const struct faults *f)
{
    struct json j = {.out = stdout};
    json_object(&j, NULL);
    json_string(&j, "file", file);
    json_text(&j, "store", store);
    json_bool(&j, "stored", store != NULL);
    json_int(&j, "sets", (int64_t)r->sets);
    json_int(&j, "found", (int64_t)r->found);
    json_int(&j, "levels", (int64_t)r->levels);
    json_int(&j, "matched", (int64_t)r->matched);
    json_int(&j, "implied", (int64_t)r->implied);
    json_int(&j, "doubtful", (int64_t)r->blank);
    json_int(&j, "names", (int64_t)r->names);
    json_int(&j, "notes", (int64_t)r->notes);
    json_int(&j, "disqualifiers", (int64_t)r->disqualifiers);
    json_list(&j, "unmatched", f, true);
    json_list(&j, "others", f, false);
    json_end(&j);
}

static void print_report(const char *store, const struct official_report *r)
{
    size_t levels = r->levels ? r->levels : 1;
    say_line(_("Bảng của các bộ: %zu/%zu. Mức khớp: %zu/%zu (%zu,%zu %%), trong đó %zu mức có ô "
               "điểm trống hoặc in sai."),
             r->found, r->sets, r->matched, r->levels, r->matched * 100 / levels,
             r->matched * 1000 / levels % 10, r->blank);
    say_line(_("Tên tiêu chí: %zu. Ghi chú: %zu. Hồ sơ bị loại khi: %zu."), r->names, r->notes,
             r->disqualifiers);
    say_line(_("Đã lưu nguyên văn Phụ lục II: %s"), store);
}

static bool keep(const struct official *o, const char *store, struct faults *f)
{
    char *dir = sessions_folder(); /* makes it */
    bool good = dir != NULL;
    if (!dir)
        fault_add(f, F_OFFICIAL_STORE_WRITE, store, reason_text(errno), NULL);
    free(dir);
    return good && official_save(o, store, f);
}

enum db_rc criteria_official(struct cli *c)
{
    enum { MOST = 64 };
    const struct crit_set *set[MOST];
    struct official_report report;
    struct faults f = {0};
    if (c->n < 2)
        return cli_misuse(c, _("thiếu: cần %s."), _("official TỆP"));
    const char *file = c->word[1];
    struct official *o = official_read(file, set, all_sets(set, MOST), &report, &f);
    char *store = law_path();
    bool stored = o && keep(o, store, &f);
    for (size_t i = 0; i < f.n; i++)
        if (!c->opt[OPT_JSON] || !f.v[i].warning)
            say_fault(&f.v[i], file);
    if (c->opt[OPT_JSON] && report.readable)
        print_json(file, stored ? store : NULL, &report, &f);
    else if (stored)
        print_report(store, &report);
    enum db_rc rc = stored ? DB_OK : report.readable && !o ? DB_REFUSED : DB_FAULT;
    official_free(o);
    faults_free(&f);
    free(store);
    return say_end(rc);
}

/* ---- show --official ---------------------------------------------------------------------------
 */
