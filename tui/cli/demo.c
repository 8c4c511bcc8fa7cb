/* SPDX-License-Identifier: MIT */
/* tui/cli/demo.c - demo: a rehearsal from start to signed-off workbook.
 *
 * Facts, council, agenda and conclusions are the lists under tui/demo/; the ballots are made
 * from tui/demo/marks.tsv by a rule without chance.  Everything goes through the calls that a real
 * session uses, so a rehearsal that signs off is also a proof that those fit together. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/base/embed.h"
#include "db/base/reason.h"
#include "export/export.h"
#include "tui/cli/calls.h"
#include "tui/cli/tally.h"
#include "tui/kit/i18n.h"
#include "tui/say.h"
#include "db/base/mem.h"
#include "tui/tui.h"

/* ---- tables ---- */

enum { DEMO_CELLS = 4 };

/* The rows below the header of an embedded table, their cells taken apart ("" where short). */
struct demo_row {
    char *cell[DEMO_CELLS];
};
struct demo_rows {
    size_t n;
    struct demo_row *v;
    char *text;
};

static struct demo_row take_row(char *line)
{
    struct demo_row row;
    for (int i = 0; i < DEMO_CELLS; i++) {
        row.cell[i] = line;
        line += strcspn(line, "\t");
        if (*line)
            *line++ = '\0';
    }
    return row;
}

static struct demo_rows demo_rows(const char *name)
{
    struct demo_rows r = {0};
    const struct embedded *e = tui_embedded(name);
    if (!e)
        return r;
    r.text = xstrndup((const char *)e->data, e->len);
    char *line = strchr(r.text, '\n'); /* the header ends here */
    while (line && line[1]) {
        char *end = strchr(++line, '\n');
        if (end)
            *end = '\0';
        r.v = xrealloc(r.v, (r.n + 1) * sizeof *r.v);
        r.v[r.n++] = take_row(line);
        line = end;
    }
    return r;
}

static void demo_rows_free(struct demo_rows *r)
{
    free(r->v);
    free(r->text);
    *r = (struct demo_rows){0};
}

/* ---- one ballot ---- */

/* tui/demo/marks.tsv names, for each product, the mean to come out at (tong), the star whose
 * minimums every ballot meets (sao) and who ticks less than that where (lech: "CRITERION POINTS
 * MEMBERS").  From it each member's ballot follows by a rule without chance: the least levels
 * that meet the minimums, then one level more here and there until the member's own total is
 * reached.  So a rehearsal is the same on every machine. */

/* What one member is to score one product. */
struct plan {
    const struct crit_set *set;
    int total, star;
    const char *low; /* criterion ticked lower than the minimum, or NULL */
    int low_points;
    size_t first; /* the node to raise first: products are strong in different things */
};

static bool is_low(const struct plan *p, const struct crit_node *n)
{
    return p->low && strcmp(p->low, n->code) == 0;
}

/* The level to begin at: the least that meets the minimum.  In a two-case criterion the first
 * case is taken throughout. */
static size_t least_level(const struct plan *p, const struct crit_node *n)
{
    int asked = p->star ? crit_minimum(n, p->star) : -1;
    if (is_low(p, n))
        asked = p->low_points;
    for (size_t i = 0; i < n->n_levels; i++)
        if (n->level[i].points >= asked)
            return i;
    return n->n_levels - 1;
}

static bool can_rise(const struct plan *p, const struct crit_node *n, size_t level, int room)
{
    return n->kind == CRIT_LEAF && !is_low(p, n) && level + 1 < n->n_levels &&
           n->level[level + 1].which_case == n->level[level].which_case &&
           n->level[level + 1].points - n->level[level].points <= room;
}

/* @level[i] becomes the level ticked at node i. */
static void fill_ballot(const struct plan *p, size_t *level)
{
    const struct crit_set *s = p->set;
    int room = p->total;
    for (size_t i = 0; i < s->n_nodes; i++) {
        if (s->node[i].kind != CRIT_LEAF)
            continue;
        level[i] = least_level(p, &s->node[i]);
        room -= s->node[i].level[level[i]].points;
    }
    for (bool rose = true; rose && room > 0;) {
        rose = false;
        for (size_t k = 0; k < s->n_nodes && room > 0; k++) {
            size_t i = (p->first + k) % s->n_nodes;
            const struct crit_node *n = &s->node[i];
            if (!can_rise(p, n, level[i], room))
                continue;
            room -= n->level[level[i] + 1].points - n->level[level[i]].points;
            level[i]++;
            rose = true;
        }
    }
}

/* ---- all ballots
 * ---------------------------------------------------------------------------------- */

/* Whether @no is one of "2,5,8". */
static bool in_list(const char *list, int no)
{
    for (const char *at = list; *at;) {
        char *end;
        if (strtol(at, &end, 10) == no)
            return true;
        at = *end ? end + 1 : end;
    }
    return false;
}

static void write_ballot(FILE *out, const struct product *product, const struct member *member,
                         const struct demo_row *row, const struct crit_set *set)
{
    /* Nine members around the mean; turned by the product so that nobody is always strict. */
    static const int around[] = {0, 1, -1, 2, -2, 1, -1, 0, 0};
    enum { AROUND = sizeof around / sizeof around[0] };
    char criterion[16] = "", members[64] = "";
    int points = 0;
    struct plan p = {.set = set, .star = atoi(row->cell[2]), .first = (size_t)product->no * 5};
    p.total = atoi(row->cell[1]) + around[(member->no + product->no) % AROUND];
    if (sscanf(row->cell[3], "%15s %d %63s", criterion, &points, members) == 3 &&
        in_list(members, member->no)) {
        p.low = criterion;
        p.low_points = points;
    }
    size_t *level = xcalloc(set->n_nodes, sizeof *level);
    fill_ballot(&p, level);
    for (size_t i = 0; i < set->n_nodes; i++)
        if (set->node[i].kind == CRIT_LEAF)
            fprintf(out, "%d\t%s\t%s\t%s\n", product->no, member->name, set->node[i].code,
                    set->node[i].level[level[i]].label);
    free(level);
}

static const struct demo_row *row_of(const struct demo_rows *rows, int no)
{
    for (size_t i = 0; i < rows->n; i++)
        if (atoi(rows->v[i].cell[0]) == no)
            return &rows->v[i];
    return NULL;
}

static const struct member *member_of(const struct members *m, int id)
{
    for (size_t i = 0; i < m->n; i++)
        if (m->v[i].id == id)
            return &m->v[i];
    return NULL;
}

static void write_product(struct db *db, FILE *out, const struct product *p,
                          const struct members *members, const struct demo_row *row)
{
    struct seats seats = {0};
    const struct crit_entry *entry = crit_find(p->set);
    const struct crit_set *set = entry ? crit_load(entry) : NULL;
    if (set && db_seats(db, p->id, 0, &seats) == DB_OK)
        for (size_t i = 0; i < seats.n; i++) {
            const struct member *m = member_of(members, seats.v[i].member);
            if (m && seats.v[i].expected)
                write_ballot(out, p, m, row, set);
        }
    list_free(&seats);
}

/* The ballots of everyone who is to score, as a list for db_import; NULL when the session cannot be
 * read.  The caller frees. */
static char *demo_ballots(struct db *db, size_t *len)
{
    struct products products = {0};
    struct members members = {0};
    struct demo_rows rows = demo_rows("demo/marks.tsv");
    char *list = NULL;
    FILE *out = open_memstream(&list, len);
    bool read = out && db_products(db, &products) == DB_OK && db_members(db, &members) == DB_OK;
    if (read) {
        fputs("san_pham\tthanh_vien\ttieu_chi\tmuc\n", out);
        for (size_t i = 0; i < products.n; i++) {
            const struct demo_row *row = row_of(&rows, products.v[i].no);
            if (row)
                write_product(db, out, &products.v[i], &members, row);
        }
    }
    if (out)
        fclose(out);
    if (!read) {
        free(list);
        list = NULL;
    }
    list_free(&members);
    list_free(&products);
    demo_rows_free(&rows);
    return list;
}

struct demo {
    char *dir, *path; /* of the session */
    char scratch[64]; /* folder for the lists on their way in */
    struct db *db;
};

/* ---- where
 * --------------------------------------------------------------------------------------- */

static char *default_dir(void)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    if (data && *data == '/') /* a relative one is to be ignored (XDG base directories) */
        return xasprintf("%s/hoidong/dien-tap", data);
    return xasprintf("%s/.local/share/hoidong/dien-tap", home && *home ? home : ".");
}

/* Make @dir and what is missing above it. */
static bool make_dirs(char *dir)
{
    for (char *slash = dir; (slash = strchr(slash + 1, '/'));) {
        *slash = '\0';
        bool made = mkdir(dir, 0777) == 0 || errno == EEXIST;
        *slash = '/';
        if (!made)
            return false;
    }
    struct stat st;
    if (mkdir(dir, 0777) != 0 && errno != EEXIST)
        return false;
    if (stat(dir, &st) == 0 && !S_ISDIR(st.st_mode))
        errno = ENOTDIR;
    return stat(dir, &st) == 0 && S_ISDIR(st.st_mode);
}

/* dien-tap.ocop, or the next number that is free. */
static char *free_name(const char *dir)
{
    char *path = xasprintf("%s/dien-tap.ocop", dir);
    for (int n = 2; access(path, F_OK) == 0; n++) {
        free(path);
        path = xasprintf("%s/dien-tap-%d.ocop", dir, n);
    }
    return path;
}

static enum db_rc prepare(struct demo *d, const char *dir)
{
    d->dir = dir ? xstrdup(dir) : default_dir();
    if (!make_dirs(d->dir)) {
        say_error(_("%s: không tạo được thư mục: %s. Chọn nơi khác bằng --dir."), d->dir,
                  _(reason_text(errno)));
        return DB_FAULT;
    }
    d->path = free_name(d->dir);
    const char *tmp = getenv("TMPDIR");
    int n =
        snprintf(d->scratch, sizeof d->scratch, "%s/hoidong.XXXXXX", tmp && *tmp ? tmp : "/tmp");
    if (n < 0 || (size_t)n >= sizeof d->scratch)
        strcpy(d->scratch, "/tmp/hoidong.XXXXXX");
    if (mkdtemp(d->scratch)) {
        temp_begin(d->scratch);
        return DB_OK;
    }
    say_error(_("%s: không tạo được thư mục tạm: %s."), d->scratch, _(reason_text(errno)));
    d->scratch[0] = '\0';
    return DB_FAULT;
}

/* Complaints of a step that failed; what is merely worth a look is of no use in a rehearsal. */
static enum db_rc told(struct demo *d, enum db_rc rc, const char *name)
{
    return rc == DB_OK ? rc : cli_told(d->db, rc, name);
}

/* ---- filling
 * ------------------------------------------------------------------------------------- */

static enum db_rc create(struct demo *d)
{
    struct demo_rows facts = demo_rows("demo/facts.tsv");
    struct db_pair *set = xcalloc(facts.n + 1, sizeof *set);
    struct faults f = {0};
    for (size_t i = 0; i < facts.n; i++)
        set[i] = (struct db_pair){facts.v[i].cell[0], facts.v[i].cell[1]};
    enum db_rc rc = db_create(&d->db, d->path, set, facts.n, &f);
    say_faults(&f, d->path);
    faults_free(&f);
    free(set);
    demo_rows_free(&facts);
    return rc;
}

/* Import the @len bytes of @text, by way of a file as any list comes. */
static enum db_rc import_text(struct demo *d, enum list_kind kind, const void *text, size_t len)
{
    struct import_options opt = {.actor = CLI_ACTOR};
    struct import_report report;
    enum db_rc rc = DB_FAULT;
    char *path = xasprintf("%s/list.tsv", d->scratch);
    temp_begin(path);
    FILE *out = fopen(path, "wb");
    bool written = out && fwrite(text, 1, len, out) == len;
    written = out && fclose(out) == 0 && written;
    if (written)
        rc = told(d, db_import(d->db, kind, path, &opt, &report), path);
    else
        say_error(_("%s: không ghi được: %s."), path, _(reason_text(errno)));
    unlink(path);
    free(path);
    return rc;
}

static enum db_rc import_embedded(struct demo *d, enum list_kind kind, const char *name)
{
    const struct embedded *e = tui_embedded(name);
    return e ? import_text(d, kind, e->data, e->len) : DB_FAULT;
}

static enum db_rc import_ballots(struct demo *d)
{
    size_t len = 0;
    char *list = demo_ballots(d->db, &len);
    enum db_rc rc = list ? import_text(d, LIST_BALLOTS, list, len) : DB_FAULT;
    free(list);
    return rc;
}

static enum db_rc hold_session(struct demo *d)
{
    enum db_rc rc = create(d);
    if (rc == DB_OK)
        rc = import_embedded(d, LIST_MEMBERS, "demo/members.tsv");
    if (rc == DB_OK)
        rc = import_embedded(d, LIST_PRODUCTS, "demo/products.tsv");
    if (rc == DB_OK)
        rc = import_embedded(d, LIST_PANEL, "demo/panel.tsv");
    if (rc == DB_OK)
        rc = import_ballots(d);
    if (rc == DB_OK)
        rc = import_embedded(d, LIST_FINDINGS, "demo/findings.tsv");
    if (rc == DB_OK)
        rc = told(d, db_signoff(d->db, NULL, CLI_CHAIR), d->path);
    return rc;
}

/* ---- telling
 * ------------------------------------------------------------------------------------- */

static void say_invented(void)
{
    say_line(_("DIỄN TẬP. Sản phẩm 1-9 và chủ thể có thật ở Bạc Liêu; hội đồng, điểm, kết luận và "
               "sản phẩm 10-11 là bịa ra để tập, không nói gì về sản phẩm thật."));
}

static enum db_rc tell(struct demo *d, const struct export_files *files)
{
    struct session s;
    struct rules rules = {0};
    struct tally t = {0};
    enum db_rc rc = db_session(d->db, &s);
    if (rc == DB_OK)
        rc = db_rules(d->db, &rules);
    if (rc == DB_OK)
        rc = db_tally(d->db, 0, &t);
    if (told(d, rc, d->path) == DB_OK) {
        say_invented();
        cli_say_tally(&rules, &s, &t);
        say_line(_("Mã chốt: %s"), s.closing);
        say_line(_("Phiên: %s"), d->path);
        for (size_t i = 0; i < files->n; i++)
            say_line(_("Bảng tính: %s"), files->path[i]);
    }
    list_free(&rules);
    list_free(&t);
    return rc;
}

static enum db_rc finish(struct demo *d)
{
    struct faults f = {0};
    struct export_files files = {0};
    enum db_rc rc = export_session(d->db, d->dir, NULL, NULL, NULL, &files, &f);
    if (rc == DB_OK)
        rc = tell(d, &files);
    else
        say_faults(&f, d->path);
    export_files_free(&files);
    faults_free(&f);
    return rc;
}

enum db_rc call_demo(struct cli *c)
{
    struct demo d = {0};
    enum db_rc rc = prepare(&d, c->opt[OPT_DIR]);
    if (rc == DB_OK) {
        rc = hold_session(&d);
        if (rc != DB_OK && d.db) {
            db_close(d.db);
            d.db = NULL;
            unlink(d.path); /* a rehearsal that could not be held leaves nothing behind */
        }
    }
    if (rc == DB_OK)
        rc = finish(&d);
    db_close(d.db);
    if (d.scratch[0])
        rmdir(d.scratch);
    rc = say_end(rc);
    if (rc == DB_OK && cli_on_terminal())
        rc = (enum db_rc)tui_run(d.path, true);
    free(d.path);
    free(d.dir);
    return rc;
}
