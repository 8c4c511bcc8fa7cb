/* SPDX-License-Identifier: MIT */
/* export/docx/fill.c - a Word template filled: every part of the text goes through the interpreter,
 * all others are copied.  A filled part is looked through once more: it must be well-formed, and
 * what Word calls damaged is mended.  Where nothing was to be repeated, a cell may be left without
 * a paragraph and a table without a row; what was repeated may hold a bookmark, which a document
 * has once, with one beginning and one end. */
#include "export/docx/fill.h"

#include <expat.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "db/sheet/zip.h"
#include "export/docx/place.h"
#include "export/docx/read.h"
#include "db/base/mem.h"
#include "export/template/template.h"

/* ---- mending ---- */

enum { DEEPEST = 512 };
enum child { NO_CHILD, PARAGRAPH, TABLE };

struct frame {
    bool box;        /* must end with a paragraph */
    bool table;      /* needs a row */
    enum child last; /* of a box; of a table, TABLE: it has a row */
    size_t from;
};
struct edit { /* bytes to be left out, or (from == to) an empty paragraph to be put in */
    size_t from, to;
};
struct bookmark {
    char *id;
    size_t from, to; /* where it begins */
    bool open;
};
struct mender {
    XML_Parser parser;
    struct frame frame[DEEPEST + 1];
    int depth;
    struct edit *edit;
    size_t n, cap;
    struct bookmark *mark;
    size_t n_marks, cap_marks;
    bool broken;
};

static bool any_of(const char *name, const char *const *of)
{
    while (*of && strcmp(*of, name) != 0)
        of++;
    return *of;
}

static void edit(struct mender *m, size_t from, size_t to)
{
    m->edit = mem_grow(m->edit, m->n, &m->cap, sizeof *m->edit);
    m->edit[m->n++] = (struct edit){from, to};
}

/* ---- bookmarks: of each the first beginning and the first end after it ---- */

static void add_bookmark(struct mender *m, const char *id, size_t from, size_t to)
{
    m->mark = mem_grow(m->mark, m->n_marks, &m->cap_marks, sizeof *m->mark);
    m->mark[m->n_marks++] = (struct bookmark){xstrdup(id), from, to, true};
}

static void bookmark(struct mender *m, const char **attr, bool begins)
{
    const char *id = "";
    struct bookmark *b = NULL;
    for (; *attr; attr += 2)
        if (strcmp(attr[0], "w:id") == 0)
            id = attr[1];
    for (size_t i = 0; i < m->n_marks && !b; i++)
        if (strcmp(m->mark[i].id, id) == 0)
            b = &m->mark[i];
    size_t from = byte_index(m->parser), to = from + byte_count(m->parser);
    if (begins && !b)
        add_bookmark(m, id, from, to);
    else if (!begins && b && b->open)
        b->open = false;
    else
        edit(m, from, to);
}

static void end_bookmarks(struct mender *m)
{
    for (size_t i = 0; i < m->n_marks; i++) {
        if (m->mark[i].open)
            edit(m, m->mark[i].from, m->mark[i].to);
        free(m->mark[i].id);
    }
    free(m->mark);
}

/* ---- what must not be empty ---- */

static void XMLCALL mend_start(void *arg, const char *name, const char **attr)
{
    static const char *const boxes[] = {"w:tc",       "w:hdr",     "w:ftr",     "w:txbxContent",
                                        "w:footnote", "w:endnote", "w:comment", NULL};
    static const char *const texts[] = {"w:p", "w:sdt", "w:customXml", "w:altChunk", NULL};
    static const char *const rows[] = {"w:tr", "w:sdt", "w:customXml", NULL};
    struct mender *m = arg;
    if (m->broken)
        return;
    if (strcmp(name, "w:bookmarkStart") == 0 || strcmp(name, "w:bookmarkEnd") == 0)
        bookmark(m, attr, name[10] == 'S');
    struct frame *up = &m->frame[m->depth];
    if (up->box && any_of(name, texts))
        up->last = PARAGRAPH;
    else if (up->box && strcmp(name, "w:tbl") == 0)
        up->last = TABLE;
    else if (up->table && any_of(name, rows))
        up->last = TABLE;
    if (m->depth == DEEPEST) {
        m->broken = true;
        XML_StopParser(m->parser, XML_FALSE);
        return;
    }
    m->frame[++m->depth] = (struct frame){.box = any_of(name, boxes),
                                          .table = strcmp(name, "w:tbl") == 0,
                                          .from = byte_index(m->parser)};
}

static void XMLCALL mend_end(void *arg, const char *name)
{
    struct mender *m = arg;
    if (m->broken) /* of an empty element whose start stopped us */
        return;
    size_t at = byte_index(m->parser);
    size_t tag = byte_count(m->parser);
    struct frame f = m->frame[m->depth--];
    (void)name;
    if (f.table && f.last == NO_CHILD) {
        edit(m, f.from, at + tag);
        if (m->frame[m->depth].last == TABLE && m->frame[m->depth].box)
            m->frame[m->depth].last = NO_CHILD;
    } else if (f.box && f.last != PARAGRAPH && tag > 0) {
        edit(m, at, at);
    }
}

static int edit_order(const void *a, const void *b)
{
    const struct edit *x = a, *y = b;
    return (x->from > y->from) - (x->from < y->from);
}

static void apply(struct mender *m, struct buf *b)
{
    struct buf out = {0};
    size_t at = 0;
    qsort(m->edit, m->n, sizeof *m->edit, edit_order);
    for (size_t i = 0; i < m->n; i++) {
        if (m->edit[i].from < at) /* within what is left out */
            continue;
        buf_add(&out, b->s + at, m->edit[i].from - at);
        if (m->edit[i].from == m->edit[i].to)
            buf_puts(&out, "<w:p/>");
        at = m->edit[i].to;
    }
    buf_add(&out, b->s + at, b->n - at);
    free(b->s);
    *b = out;
}

/* Mend what filling may have emptied: a cell or a header must end with a paragraph,
 * a table needs a row.  DOCX_BROKEN: @b is not well-formed. */
static enum docx_trouble docx_mend(struct buf *b)
{
    struct mender *m = xcalloc(1, sizeof *m);
    m->parser = XML_ParserCreate("UTF-8");
    if (!m->parser)
        mem_gone();
    XML_SetUserData(m->parser, m);
    XML_SetElementHandler(m->parser, mend_start, mend_end);
    if (b->n > INT_MAX || XML_Parse(m->parser, b->s, (int)b->n, 1) != XML_STATUS_OK)
        m->broken = true;
    XML_ParserFree(m->parser);
    end_bookmarks(m);
    if (!m->broken && m->n)
        apply(m, b);
    enum docx_trouble trouble = m->broken ? DOCX_BROKEN : DOCX_FINE;
    free(m->edit);
    free(m);
    return trouble;
}

struct filling {
    struct docx_read read;
    struct buf in, out;
};

struct filler {
    struct package p;
    struct filling *part; /* by part of the package */
    const struct facts *facts;
    struct faults *f;
};

/* ---- one part ---- */

/* The @n bytes of @s as the text of a <w:t> element and what else its characters need. */
static void put_run_text(struct buf *b, const char *s, size_t n)
{
    static const char open[] = "<w:t xml:space=\"preserve\">";
    buf_puts(b, open);
    for (size_t i = 0, k; i < n; i += k) {
        k = 0;
        while (i + k < n && s[i + k] != '\n' && s[i + k] != '\t')
            k++;
        char *line = xstrndup(s + i, k);
        buf_text(b, line);
        free(line);
        if (i + k == n)
            break;
        buf_puts(b, s[i + k] == '\n' ? "</w:t><w:br/>" : "</w:t><w:tab/>");
        buf_puts(b, open);
        k++;
    }
    buf_puts(b, "</w:t>");
}

static void emit(void *arg, const char *text, const void *look)
{
    struct filling *to = arg;
    const struct docx_piece *p = look;
    size_t at = p->from;
    for (size_t k = 0; k < p->n; k++) {
        const struct docx_text *t = &to->read.text[p->first + k];
        const char *end = k + 1 < p->n ? strchr(text, DOCX_SEAM) : NULL;
        size_t n = end ? (size_t)(end - text) : strlen(text);
        buf_add(&to->out, to->in.s + at, t->from - at);
        put_run_text(&to->out, text, n);
        text += n + (end != NULL);
        at = t->to;
    }
    buf_add(&to->out, to->in.s + at, p->to - at);
}

static bool run_part(struct filler *w, struct filling *to)
{
    const struct docx_read *r = &to->read;
    struct template_part *part = xcalloc(r->n + 1, sizeof *part);
    for (size_t i = 0; i < r->n; i++)
        part[i] = (struct template_part){.text = r->piece[i].text ? r->piece[i].text : "",
                                         .line = r->piece[i].paragraph,
                                         .look = &r->piece[i]};
    bool fine = template_run(part, r->n, w->facts, emit, to, w->f);
    free(part);
    return fine;
}

/* ---- the package ---- */

static bool useless(struct faults *f, const char *why)
{
    fault_at(f, F_TEMPLATE_WORD, AT_PARAGRAPH, 0, 0, why, NULL);
    return false;
}

/* What the reader of packages found, in the words of a template. */
static bool unsound(struct faults *f, const struct faults *found)
{
    enum fault_id id = found->n ? found->v[0].id : F_SHEET_ZIP;
    return useless(f, id == F_SHEET_ZIP_BIG || id == F_SHEET_ZIP_PARTS ? N_("bung ra quá lớn")
                      : id == F_SHEET_PASSWORD                         ? N_("có mật khẩu")
                      : id == F_SHEET_DOCTYPE                          ? N_("có khai báo DOCTYPE")
                                              : N_("tệp hỏng hoặc không phải .docx"));
}

static bool piece(void *arg, const char *s, size_t n, bool last)
{
    (void)last;
    buf_add(arg, s, n);
    return true;
}

/* What the package says of itself.  Word does not open a .docx that says it is a template, which is
 * only a word; nor one with macros, which is what is in it. */
static bool plain_document(struct filler *w)
{
    static const char template[] = "wordprocessingml.template.main+xml";
    static const char document[] = "wordprocessingml.document.main+xml";
    long i = package_find(&w->p, "[Content_Types].xml");
    struct buf *types = i < 0 ? NULL : &w->part[i].in;
    if (!types)
        return true;
    if (strstr(types->s, "macroEnabled") || strstr(types->s, "ms-office.vbaProject"))
        return useless(w->f, N_("có macro"));
    for (char *at = types->s; (at = strstr(at, template));)
        memcpy(at, document, strlen(document));
    return true;
}

/* "word/document.xml", "word/footer2.xml" ...: what may hold text. */
static bool holds_text(const char *name)
{
    size_t n = strlen(name);
    return strncmp(name, "word/", 5) == 0 && !strchr(name + 5, '/') && n > 9 &&
           strcmp(name + n - 4, ".xml") == 0;
}

static bool read_part(struct filler *w, size_t i)
{
    struct filling *to = &w->part[i];
    if (!package_read(&w->p, i, piece, &to->in))
        return false;
    buf_add(&to->in, "", 0);
    if (!holds_text(w->p.part[i].name))
        return true;
    enum docx_trouble t = docx_read(to->in.s, to->in.n, &to->read);
    if (t == DOCX_DOCTYPE)
        fault_add(w->p.f, F_SHEET_DOCTYPE, w->p.part[i].name, NULL);
    return t == DOCX_FINE;
}

static bool read_parts(struct filler *w)
{
    bool fields = false, text = false;
    if (!package_check_rest(&w->p))
        return unsound(w->f, w->p.f);
    for (size_t i = 0; i < w->p.n; i++) {
        if (!read_part(w, i))
            return unsound(w->f, w->p.f);
        fields = fields || w->part[i].read.fields;
        text = text || w->part[i].read.n > 0;
    }
    return text && fields
               ? plain_document(w)
               : useless(w->f, text ? N_("không có trường nào") : N_("không phải .docx"));
}

/* Fill every part, to find all faults, and see that each is sound still. */
static bool fill_all(struct filler *w)
{
    bool fine = true;
    for (size_t i = 0; i < w->p.n; i++) {
        struct filling *to = &w->part[i];
        size_t before = w->f->n;
        const char *name = w->p.part[i].name + strlen("word/");
        if (!to->read.fields)
            continue;
        bool good = run_part(w, to);
        for (size_t k = before; k < w->f->n; k++) {
            w->f->v[k].place = AT_PARAGRAPH;
            if (strncmp(name, "document", 8) != 0)
                fault_in_sheet(&w->f->v[k], name);
        }
        if (good && docx_mend(&to->out) != DOCX_FINE)
            good = useless(
                w->f, N_("một chỉ dẫn bắt đầu trong bảng mà kết thúc ngoài bảng, hoặc ngược lại"));
        fine = fine && good;
    }
    return fine;
}

static bool pack(struct filler *w, struct bytes *out)
{
    struct docx_file *file = xcalloc(w->p.n + 1, sizeof *file);
    size_t n = 0;
    for (size_t i = 0; i < w->p.n; i++) {
        const struct buf *b = w->part[i].read.fields ? &w->part[i].out : &w->part[i].in;
        const char *name = w->p.part[i].name;
        if (name[strlen(name) - 1] != '/') /* folders are no part of a document */
            file[n++] = (struct docx_file){name, b->s ? b->s : "", b->n};
    }
    *out = docx_zip(file, n);
    free(file);
    return out->data != NULL;
}

bool docx_fill(const char *data, size_t len, const struct facts *facts, struct bytes *out,
               struct faults *f)
{
    struct faults found = {0};
    struct filler w = {.facts = facts, .f = f};
    *out = (struct bytes){0};
    bool fine = package_open(&w.p, data, len, &found);
    w.part = xcalloc(w.p.n + 1, sizeof *w.part);
    fine = fine ? read_parts(&w) : unsound(f, &found);
    if (fine && fill_all(&w) && !pack(&w, out))
        useless(f, N_("không nén lại được"));
    for (size_t i = 0; i < w.p.n; i++) {
        docx_read_free(&w.part[i].read);
        free(w.part[i].in.s);
        free(w.part[i].out.s);
    }
    free(w.part);
    package_close(&w.p);
    faults_free(&found);
    return out->data != NULL;
}
