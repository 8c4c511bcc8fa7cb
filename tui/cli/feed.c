/* SPDX-License-Identifier: MIT */
/* tui/cli/feed.c - feed: one mark a line, each kept by itself before it is acknowledged.
 *
 * Whoever feeds may wait for each answer, or send on: lines are read with read(2) into our own
 * buffer and every answer is one write(2), so that nothing waits in a stdio buffer and an ACK
 * is only ever seen for what is on the disk. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/base/reason.h"
#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/cli/calls.h"
#include "tui/kit/i18n.h"
#include "tui/say.h"

enum { LINE_MAX_BYTES = 4096, FIELDS = 4 };

struct feed {
    struct db *db;
    const char *path;
    char buf[LINE_MAX_BYTES];
    size_t len;    /* bytes in buf */
    bool overlong; /* the line in hand did not fit; its rest is dropped */
};

/* The whole of @line in one write where the system allows it. */
static enum db_rc answer(const char *line, size_t n)
{
    while (n > 0) {
        ssize_t done = write(STDOUT_FILENO, line, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0) {
            say_error(_("hoidong: không trả lời được: %s. Các dòng đã ACK đều đã lưu."),
                      _(reason_text(errno)));
            return DB_FAULT;
        }
        line += done;
        n -= (size_t)done;
    }
    return DB_OK;
}

static enum db_rc refuse(const char *reason)
{
    char *safe = text_safe(reason, 0);
    char *line = xasprintf("REFUSED %s\n", safe);
    enum db_rc rc = answer(line, strlen(line));
    free(line);
    free(safe);
    return rc;
}

/* The first fault of the act that failed.  When the record could not be written there is no
 * sense in going on: the next line would be answered from a state that nobody can vouch for. */
static enum db_rc refuse_act(struct feed *f, enum db_rc rc)
{
    const struct faults *faults = db_faults(f->db);
    const struct fault *why = NULL;
    for (size_t i = 0; !why && i < faults->n; i++)
        if (!faults->v[i].warning)
            why = &faults->v[i];
    char *text = why ? fault_text(why, i18n) : xstrdup(_("không rõ lý do."));
    bool storage = rc == DB_FAULT;
    bool says =
        why && (why->id == F_NOT_SAVED || why->id == F_NOT_KNOWN || why->id == F_SAVED_BADLY);
    char *full = storage && !says ? xasprintf("%s %s", _("CHƯA LƯU:"), text) : xstrdup(text);
    enum db_rc answered = refuse(full);
    if (storage)
        say_error("%s: %s", f->path, full);
    free(full);
    free(text);
    return storage ? DB_FAULT : answered;
}

static enum db_rc mark(struct feed *f, char *const field[FIELDS])
{
    int64_t seq = 0;
    char hash[65] = "", line[64];
    enum db_rc rc =
        db_mark_named(f->db, field[0], field[1], field[2], field[3], CLI_ACTOR, &seq, hash);
    if (rc != DB_OK)
        return refuse_act(f, rc);
    int n = snprintf(line, sizeof line, "ACK %" PRId64 " %.16s\n", seq, hash);
    rc = answer(line, (size_t)n);
    stage_set(STAGE_NONE); /* it was told; the next line is another act */
    cli_wrote(f->db);
    return rc;
}

static enum db_rc take_line(struct feed *f, char *line, size_t n)
{
    char *field[FIELDS] = {line};
    size_t fields = 1;
    uint32_t cp;
    size_t at;
    if (f->overlong)
        return refuse(_("Dòng quá dài. Mỗi dòng một mức chấm."));
    if (n > 0 && line[n - 1] == '\r')
        n--;
    line[n] = '\0';
    if (strlen(line) != n)
        return refuse(_("Dòng có ký tự NUL. Gửi lại bằng văn bản UTF-8."));
    for (char *tab = line; (tab = strchr(tab, '\t')); fields++) {
        *tab++ = '\0';
        if (fields < FIELDS)
            field[fields] = tab;
    }
    if (fields != FIELDS)
        return refuse(_("Cần 4 trường cách nhau bằng TAB: san_pham, thanh_vien, tieu_chi, muc."));
    for (size_t i = 0; i < FIELDS; i++)
        if (text_check(field[i], &cp, &at) == TEXT_NOT_UTF8)
            return refuse(_("Dòng không phải văn bản UTF-8. Gửi lại bằng UTF-8."));
    return mark(f, field);
}

/* Answer every whole line in the buffer; keep the beginning of the next. */
static enum db_rc take_lines(struct feed *f)
{
    size_t from = 0;
    char *end;
    enum db_rc rc = DB_OK;
    while (rc == DB_OK && (end = memchr(f->buf + from, '\n', f->len - from))) {
        size_t n = (size_t)(end - (f->buf + from));
        rc = take_line(f, f->buf + from, n);
        f->overlong = false;
        from += n + 1;
    }
    f->len -= from;
    memmove(f->buf, f->buf + from, f->len);
    if (f->len == sizeof f->buf - 1) {
        f->overlong = true;
        f->len = 0;
    }
    return rc;
}

static enum db_rc feed(struct feed *f)
{
    for (;;) {
        /* One byte is kept free for the NUL after a last line without an end. */
        ssize_t got = read(STDIN_FILENO, f->buf + f->len, sizeof f->buf - 1 - f->len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            say_error(_("hoidong: không đọc được đầu vào: %s."), _(reason_text(errno)));
            return DB_FAULT;
        }
        if (got == 0)
            return f->len > 0 || f->overlong ? take_line(f, f->buf, f->len) : DB_OK;
        f->len += (size_t)got;
        enum db_rc rc = take_lines(f);
        if (rc != DB_OK)
            return rc;
    }
}

enum db_rc call_feed(struct cli *c)
{
    enum db_rc rc;
    struct db *db = cli_open(c->word[0], DB_OPEN, &rc);
    if (!db)
        return rc;
    struct feed *f = xcalloc(1, sizeof *f);
    f->db = db;
    f->path = c->word[0];
    rc = feed(f);
    free(f);
    return cli_close(db, rc);
}
