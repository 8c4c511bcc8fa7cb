/* SPDX-License-Identifier: MIT */
/* export/doc/documents.c - documents as files of their own: plain text, and Word. */
#include "export/doc/documents.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/base/reason.h"
#include "db/base/regular.h"
#include "export/doc/notices.h"
#include "export/doc/session.h"
#include "export/docx/fill.h"
#include "db/base/mem.h"
#include "export/docx/write.h"

enum { TEMPLATE_MAX = 16 << 20 };

static bool is_word(const char *path)
{
    size_t n = strlen(path);
    return n > 5 && strcasecmp(path + n - 5, ".docx") == 0;
}

static bool is_text(const char *path)
{
    size_t n = strlen(path);
    return n > 4 && strcasecmp(path + n - 4, ".txt") == 0;
}

static char *unread(const char *path, const char *why, struct faults *f)
{
    fault_add(f, F_TEMPLATE_READ, path, why, NULL);
    return NULL;
}

/* The whole of @path, a NUL behind it; NULL after recording why not. */
static char *read_whole(const char *path, size_t *len, struct faults *f)
{
    char *data = regular_read(path, TEMPLATE_MAX, len);
    if (data)
        return data;
    return unread(path, errno == EFBIG ? N_("tệp lớn hơn 16 MB") : reason_text(errno), f);
}

/* The text template of the document @name: the user's, where it is one, for the minutes. */
static bool text_template(struct doc *d, const char *name, const char *user, struct faults *f)
{
    size_t len;
    if (!user || is_word(user)) {
        doc_builtin(d, name);
        return true;
    }
    *d = (struct doc){0};
    if (!is_text(user)) {
        fault_add(f, F_TEMPLATE_KIND, user, NULL);
        return false;
    }
    char *text = read_whole(user, &len, f);
    if (!text)
        return false;
    bool fine = strlen(text) == len && doc_parse(d, text, f);
    if (strlen(text) != len)
        fault_add(f, F_TEMPLATE_READ, user, N_("không phải văn bản UTF-8"), NULL);
    free(text);
    return fine;
}

/* ---- plain text ---- */

static enum db_rc write_text(const char *name, const char *user, const struct facts *facts,
                             const char *path, struct faults *f)
{
    struct doc d;
    bool fine = text_template(&d, name, user, f);
    FILE *out = fine ? fopen(path, "wb") : NULL;
    int e = fine && !out ? errno : 0;
    if (out) {
        fine = doc_plain(&d, facts, out, f);
        e = fflush(out) == 0 && !ferror(out) ? 0 : errno ? errno : EIO;
        if (fclose(out) != 0 && !e)
            e = errno;
    }
    list_free(&d);
    return e ? job_failed(DB_FAULT, path, reason_text(e), f) : fine ? DB_OK : DB_FAULT;
}

/* ---- Word ---- */

static enum db_rc write_bytes(const struct bytes *b, const char *path, struct faults *f)
{
    FILE *out = fopen(path, "wb");
    int e = out ? 0 : errno;
    if (out) {
        if (fwrite(b->data, 1, b->len, out) != b->len || fflush(out) != 0)
            e = errno ? errno : EIO;
        if (fclose(out) != 0 && !e)
            e = errno;
    }
    return e ? job_failed(DB_FAULT, path, reason_text(e), f) : DB_OK;
}

/* The Word template: the user's own, or one made from the text template. */
static bool word_template(struct bytes *b, const char *name, const char *user, struct faults *f)
{
    struct doc d;
    *b = (struct bytes){0};
    if (user && is_word(user)) {
        b->data = read_whole(user, &b->len, f);
        return b->data;
    }
    bool fine = text_template(&d, name, user, f);
    if (fine)
        *b = docx_template(&d);
    list_free(&d);
    return fine;
}

static enum db_rc write_word(const char *name, const char *user, const struct facts *facts,
                             const char *path, struct faults *f)
{
    struct bytes from, to = {0};
    bool fine =
        word_template(&from, name, user, f) && docx_fill(from.data, from.len, facts, &to, f);
    enum db_rc rc = fine ? write_bytes(&to, path, f) : DB_FAULT;
    free(from.data);
    free(to.data);
    return rc;
}

/* ---- as outputs ---- */

size_t document_steps(const struct record *r, size_t what)
{
    return (what & ~(size_t)DOCUMENT_WORD) == DOCUMENT_MINUTES || r->products.n > 0;
}

/* The user's template of the document @name, NULL for ours: in a folder the one of that name; a
 * file words the minutes. */
static char *own_template(const char *user, const char *name, size_t which, bool word)
{
    static const char *const ends[] = {".docx", ".txt"};
    struct stat st;
    if (!user || stat(user, &st) != 0 || !S_ISDIR(st.st_mode))
        return user && which == DOCUMENT_MINUTES ? xstrdup(user) : NULL;
    for (size_t i = !word; i < 2; i++) {
        char *path = xasprintf("%s/%s%s", user, name, ends[i]);
        if (access(path, F_OK) == 0)
            return path;
        free(path);
    }
    return NULL;
}

/* Faults of a template in a folder name the file too. */
static void in_file(struct faults *f, size_t from, const char *user, const char *own)
{
    for (size_t i = from; i < f->n && own && strcmp(user, own) != 0; i++) {
        const char *part = f->v[i].sheet;
        if (f->v[i].place != AT_TEXT && f->v[i].place != AT_PARAGRAPH)
            continue;
        char *name = xasprintf("%s%s%s", strrchr(own, '/') + 1, part ? "/" : "", part ? part : "");
        f->v[i].place = AT_PARAGRAPH; /* a line of text is one */
        fault_in_sheet(&f->v[i], name);
        free(name);
    }
}

/* Once for all documents: what the notices say takes seconds in a large session. */
static enum db_rc need_facts(struct job *j, bool notices, struct faults *f)
{
    enum db_rc rc = DB_OK;
    if (!j->facts)
        j->facts = facts_of(j->r, j->r->arena);
    if (notices && !facts_get(j->facts, "so_thong_bao"))
        rc = facts_notices(j->facts, j->r);
    return rc == DB_OK ? rc : job_failed(rc, "", NULL, f);
}

enum db_rc document_write(struct job *j, const char *path, size_t what, struct faults *f)
{
    bool word = what & DOCUMENT_WORD;
    size_t which = what & ~(size_t)DOCUMENT_WORD;
    static const char *const names[] = {NULL, "thong-bao-xa", "thong-bao-chu-the"};
    const char *name = names[which] ? names[which] : minutes_name(j->r);
    char *own = own_template(j->options->template_path, name, which, word);
    size_t before = f->n;
    enum db_rc rc = need_facts(j, which != DOCUMENT_MINUTES, f);
    if (rc == DB_OK)
        rc = word ? write_word(name, own, j->facts, path, f)
                  : write_text(name, own, j->facts, path, f);
    in_file(f, before, j->options->template_path, own);
    free(own);
    if (rc == DB_OK && !job_step(j))
        rc = job_failed(DB_REFUSED, path, NULL, f);
    return rc;
}
