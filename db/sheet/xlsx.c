/* SPDX-License-Identifier: MIT */
/* db/sheet/xlsx.c - from the container of a workbook to the one worksheet that is read. */
#include "db/sheet/xlsx.h"

#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/sheet/cells.h"
#include "db/sheet/number.h"

/* ---- how parts name one another ---- */

enum { MAX_RELS = 2048 };

struct rel {
    char *id, *target;
    char *type; /* the last word of its URI: "worksheet", "styles" */
    bool external;
};

struct rels {
    size_t n;
    struct rel *rel;
    char *base; /* folder of the part they start from: "", "xl/" */
};

struct rels_reader {
    struct xml x;
    struct rels *r;
};

/* @target as a part's name, seen from folder @base; NULL if that leaves the package.  A \ is a /,
 * as in the names of parts. */
static char *resolve(const char *base, const char *target)
{
    static const char slashes[] = "/\\";
    if (strchr(target, ':'))
        return NULL;
    if (*target && strchr(slashes, *target))
        base = "";
    size_t len = strlen(base), room = len + strlen(target) + 1;
    char *path = xmalloc(room + 1);
    memcpy(path, base, len + 1);
    while (*target) {
        target += strspn(target, slashes);
        size_t n = strcspn(target, slashes);
        if (n == 2 && memcmp(target, "..", 2) == 0) {
            if (len == 0) {
                free(path);
                return NULL;
            }
            len--; /* the slash */
            while (len && path[len - 1] != '/')
                len--;
        } else if (n && !(n == 1 && *target == '.')) {
            memcpy(path + len, target, n);
            len += n;
            if (target[n])
                path[len++] = '/';
        }
        target += n;
    }
    path[len] = '\0';
    return path;
}

static bool same_id(const struct rels *r, const char *id)
{
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->rel[i].id, id) == 0)
            return true;
    return false;
}

static void rels_start(struct xml *x, const char *name, const char **attr)
{
    struct rels *r = ((struct rels_reader *)x)->r;
    if (x->depth != 2 || !xml_is(name, "Relationship"))
        return;
    const char *id = xml_attr(attr, "Id"), *type = xml_attr(attr, "Type");
    const char *target = xml_attr(attr, "Target"), *mode = xml_attr(attr, "TargetMode");
    if (!id || !type || !target)
        return;
    if (r->n == MAX_RELS || same_id(r, id)) {
        fault_add(x->f, r->n == MAX_RELS ? F_SHEET_XML_LIMIT : F_SHEET_RELATION_TWICE,
                  r->n == MAX_RELS ? x->part : id, NULL);
        xml_stop(x);
        return;
    }
    const char *word = strrchr(type, '/');
    bool external = mode && strcmp(mode, "Internal") != 0;
    char *path = external ? xstrdup(target) : resolve(r->base, target);
    if (!path) {
        fault_add(x->f, F_SHEET_RELATION, target, NULL);
        xml_stop(x);
        return;
    }
    r->rel = xrealloc(r->rel, (r->n + 1) * sizeof *r->rel);
    r->rel[r->n++] = (struct rel){
        .id = xstrdup(id),
        .target = path,
        .type = xstrdup(word ? word + 1 : type),
        .external = external,
    };
}

/* "xl/_rels/workbook.xml.rels" of "xl/workbook.xml"; *@folder: bytes of "xl/". */
static char *rels_name(const char *of, size_t *folder)
{
    const char *slash = strrchr(of, '/');
    *folder = slash ? (size_t)(slash - of) + 1 : 0;
    return xasprintf("%.*s_rels/%s.rels", (int)*folder, of, of + *folder);
}

/* Whether there are any: to ask before where none are no fault. */
static bool rels_there(const struct package *p, const char *of)
{
    size_t folder;
    char *name = rels_name(of, &folder);
    bool there = package_find(p, name) >= 0;
    free(name);
    return there;
}

/* The relations of part @of ("" for the package itself).  False with a fault, among others
 * when there are none. */
static bool rels_read(struct package *p, const char *of, struct rels *r)
{
    size_t folder;
    char *name = rels_name(of, &folder);
    *r = (struct rels){.base = xstrndup(of, folder)};
    struct rels_reader rels_reader = {.x.start = rels_start, .r = r};
    long part = package_find(p, name);
    bool fine = false;
    if (part < 0)
        fault_add(p->f, F_SHEET_PART_MISSING, name, NULL);
    else
        fine = package_parse(p, (size_t)part, &rels_reader.x);
    free(name);
    return fine;
}

static void rels_free(struct rels *r)
{
    for (size_t i = 0; i < r->n; i++) {
        free(r->rel[i].id);
        free(r->rel[i].target);
        free(r->rel[i].type);
    }
    free(r->rel);
    free(r->base);
    *r = (struct rels){0};
}

/* The part that a relation names; targets are resolved by rels_read.  False with a fault
 * when it points outside the package or at nothing. */
static bool rel_part(struct package *p, const struct rel *rel, long *part)
{
    *part = rel->external ? -1 : package_find(p, rel->target);
    if (*part < 0)
        fault_add(p->f, rel->external ? F_SHEET_RELATION : F_SHEET_PART_MISSING, rel->target, NULL);
    return *part >= 0;
}

/* ---- the workbook ---- */

struct tab { /* a sheet as the workbook lists it */
    char *name, *rel;
    bool hidden;
    long part; /* of a worksheet; -1: a chart, or nothing */
};

struct book {
    struct package p;
    bool from_1904;
    size_t n;
    struct tab *tab;
    long styles, strings; /* parts, or -1 */
};

struct book_reader {
    struct xml x;
    struct book *book;
};

static const char *attr_id(const char **attr)
{
    for (; *attr; attr += 2) { /* "r:id", under whatever prefix */
        const char *colon = strchr(attr[0], ':');
        if (colon && strcmp(colon, ":id") == 0)
            return attr[1];
    }
    return "";
}

static void book_start(struct xml *x, const char *name, const char **attr)
{
    struct book *book = ((struct book_reader *)x)->book;
    if (x->depth == 2 && xml_is(name, "workbookPr"))
        book->from_1904 = xml_true(xml_attr(attr, "date1904"));
    if (x->depth != 3 || !xml_is(name, "sheet"))
        return;
    if (book->n == SHEET_MAX_PARTS) {
        fault_add(x->f, F_SHEET_XML_LIMIT, x->part, NULL);
        xml_stop(x);
        return;
    }
    const char *label = xml_attr(attr, "name"), *state = xml_attr(attr, "state");
    book->tab = xrealloc(book->tab, (book->n + 1) * sizeof *book->tab);
    book->tab[book->n++] = (struct tab){
        .name = xstrdup(label ? label : ""),
        .rel = xstrdup(attr_id(attr)),
        .hidden = state && strcmp(state, "visible") != 0,
        .part = -1,
    };
}

/* The part that the relation of @type names; -1 and no fault if there is none.  Two of
 * them are refused: readers would not agree which one counts. */
static bool related(struct book *book, const struct rels *r, const char *type, long *part)
{
    const struct rel *found = NULL;
    *part = -1;
    for (size_t i = 0; i < r->n; i++) {
        if (strcmp(r->rel[i].type, type) != 0)
            continue;
        if (found) {
            fault_add(book->p.f, F_SHEET_RELATION_TWICE, type, NULL);
            return false;
        }
        found = &r->rel[i];
    }
    return !found || rel_part(&book->p, found, part);
}

static bool link_tab(struct book *book, struct tab *t, const struct rels *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->rel[i].id, t->rel) == 0)
            return strcmp(r->rel[i].type, "worksheet") != 0 ||
                   rel_part(&book->p, &r->rel[i], &t->part);
    fault_add(book->p.f, F_SHEET_PART_MISSING, t->name, NULL);
    return false;
}

static bool link_tabs(struct book *book, const struct rels *r)
{
    for (size_t i = 0; i < book->n; i++)
        if (!link_tab(book, &book->tab[i], r))
            return false;
    return true;
}

/* Names are one name where Excel takes them for one. */
static bool same_name(const char *a, const char *b)
{
    char *x = text_match(a), *y = text_match(b);
    bool same = x && y && strcmp(x, y) == 0;
    free(x);
    free(y);
    return same;
}

static bool names_differ(struct book *book)
{
    for (size_t i = 0; i < book->n; i++)
        for (size_t j = 0; j < i; j++)
            if (same_name(book->tab[i].name, book->tab[j].name)) {
                fault_add(book->p.f, F_SHEET_NAME_TWICE, book->tab[i].name, NULL);
                return false;
            }
    return true;
}

/* What a zip that is no .xlsx is, or NULL. */
static const char *other_kind(struct package *p)
{
    static const struct {
        const char *part, *kind;
    } known[] = {
        {"mimetype", "OpenDocument"},
        {"word/document.xml", "Word"},
        {"ppt/presentation.xml", "PowerPoint"},
        {"xl/workbook.bin", ".xlsb"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (package_find(p, known[i].part) >= 0)
            return known[i].kind;
    return package_find(p, "[Content_Types].xml") < 0 ? "ZIP" : NULL;
}

/* The part that is the workbook, and the relations that start from it; -1 with a fault. */
static long find_workbook(struct book *book, struct rels *r)
{
    struct package *p = &book->p;
    struct rels root = {0};
    struct xml nothing = {0};
    long part = -1;
    const char *kind = other_kind(p);
    if (kind) {
        fault_add(p->f, F_SHEET_KIND, kind, NULL);
        return -1;
    }
    bool fine = package_parse(p, (size_t)package_find(p, "[Content_Types].xml"), &nothing) &&
                rels_read(p, "", &root) && related(book, &root, "officeDocument", &part);
    rels_free(&root);
    if (fine && part < 0)
        fault_add(p->f, F_SHEET_PART_MISSING, "xl/workbook.xml", NULL);
    return fine && part >= 0 && rels_read(p, p->part[part].name, r) ? part : -1;
}

/* Everything but cells.  False with a fault; close in either case. */
static bool book_open(struct book *book, const char *data, size_t len, struct faults *f)
{
    struct rels r = {0};
    struct book_reader reader = {.x.start = book_start, .book = book};
    *book = (struct book){.styles = -1, .strings = -1};
    if (!package_open(&book->p, data, len, f))
        return false;
    long part = find_workbook(book, &r);
    bool fine = part >= 0 && package_parse(&book->p, (size_t)part, &reader.x) &&
                link_tabs(book, &r) && related(book, &r, "styles", &book->styles) &&
                related(book, &r, "sharedStrings", &book->strings) && names_differ(book);
    rels_free(&r);
    return fine;
}

static void book_close(struct book *book)
{
    for (size_t i = 0; i < book->n; i++) {
        free(book->tab[i].name);
        free(book->tab[i].rel);
    }
    free(book->tab);
    package_close(&book->p);
}

static bool readable(const struct tab *t)
{
    return !t->hidden && t->part >= 0;
}

/* The names of the readable sheets except @but, with commas between. */
static char *listed(const struct book *book, const struct tab *but)
{
    char *all = xstrdup("");
    for (size_t i = 0; i < book->n; i++) {
        const struct tab *t = &book->tab[i];
        if (t == but || !readable(t))
            continue;
        char *more = xasprintf("%s%s\"%s\"", all, *all ? ", " : "", t->name);
        free(all);
        all = more;
    }
    return all;
}

static const struct tab *asked_tab(struct book *book, const char *name)
{
    for (size_t i = 0; i < book->n; i++) {
        const struct tab *t = &book->tab[i];
        if (!same_name(t->name, name))
            continue;
        if (t->hidden)
            fault_add(book->p.f, F_SHEET_HIDDEN, t->name, NULL);
        else if (t->part < 0)
            fault_add(book->p.f, F_SHEET_NO_TABLE, t->name, NULL);
        return readable(t) ? t : NULL;
    }
    char *all = listed(book, NULL);
    fault_add(book->p.f, F_SHEET_NO_SUCH, name, all, NULL);
    free(all);
    return NULL;
}

static const struct tab *choose_tab(struct book *book, const char *name)
{
    if (name)
        return asked_tab(book, name);
    for (size_t i = 0; i < book->n; i++) {
        if (!readable(&book->tab[i]))
            continue;
        char *others = listed(book, &book->tab[i]);
        if (*others)
            warn_add(book->p.f, F_SHEET_OTHERS, book->tab[i].name, others, NULL);
        free(others);
        return &book->tab[i];
    }
    fault_add(book->p.f, F_SHEET_NONE_VISIBLE, NULL);
    return NULL;
}

/* ---- drawings ---- */

struct drawing {
    struct xml x;
    size_t n;
};

static void drawing_start(struct xml *x, const char *name, const char **attr)
{
    (void)attr;
    ((struct drawing *)x)->n += x->depth == 2 && strstr(name, "Anchor");
}

/* The drawings that lie over the worksheet in part @i. */
static bool read_drawings(struct xlsx *w, size_t i)
{
    struct rels r = {0};
    const char *of = w->p.part[i].name;
    bool fine = !rels_there(&w->p, of) || rels_read(&w->p, of, &r);
    for (size_t k = 0; fine && k < r.n; k++) {
        struct drawing d = {.x.start = drawing_start};
        long part;
        if (strcmp(r.rel[k].type, "drawing") != 0)
            continue;
        fine = rel_part(&w->p, &r.rel[k], &part) && package_parse(&w->p, (size_t)part, &d.x);
        w->b->sheet->drawings += d.n;
    }
    rels_free(&r);
    return fine;
}

/* ---- the worksheet ---- */

struct sheet_rows *sheet_read_xlsx(const char *data, size_t len, const struct sheet_options *opt,
                                   struct faults *f)
{
    struct book book;
    struct sheet_rows *s = NULL;
    const struct tab *tab = NULL;
    if (book_open(&book, data, len, f))
        tab = choose_tab(&book, opt->sheet);
    if (tab) {
        struct sheet_build b;
        struct xlsx w = {
            .p = book.p, .b = &b, .from_1904 = book.from_1904, .formulas = opt->formulas};
        build_start(&b, f);
        if (opt->max_cell)
            b.max_cell = opt->max_cell;
        if (opt->looks)
            b.look = xcalloc(SHEET_MAX_COLS, sizeof *b.look);
        b.sheet->name = text_safe(tab->name, 0);
        bool fine = (book.styles < 0 || read_styles(&w, (size_t)book.styles)) &&
                    (book.strings < 0 || read_shared(&w, (size_t)book.strings)) &&
                    read_cells(&w, (size_t)tab->part) &&
                    (!opt->looks || read_drawings(&w, (size_t)tab->part)) &&
                    package_check_rest(&w.p);
        s = build_finish(&b, !fine);
        free(w.kind);
        free(w.format);
        free(w.pool);
        free(w.shared);
    }
    book_close(&book);
    return s;
}

char **sheet_names_xlsx(const char *data, size_t len, bool hidden, struct faults *f)
{
    struct book book;
    char **names = NULL;
    if (book_open(&book, data, len, f)) {
        size_t n = 0;
        names = xcalloc(book.n + 1, sizeof *names);
        for (size_t i = 0; i < book.n; i++)
            if (hidden ? book.tab[i].hidden : readable(&book.tab[i]))
                names[n++] = text_safe(book.tab[i].name, 0);
    }
    book_close(&book);
    return names;
}
