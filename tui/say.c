/* SPDX-License-Identifier: MIT */
/* tui/say.c - lines to stdout and stderr, safe to print. */
#include "tui/say.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/reason.h"
#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"

static void put_line(FILE *out, const char *fmt, va_list ap)
{
    char *line = xvasprintf(fmt, ap);
    char *safe = text_safe(line, 0);
    fprintf(out, "%s\n", safe);
    free(safe);
    free(line);
}

void say_line(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    put_line(stdout, fmt, ap);
    va_end(ap);
}

void say_error(const char *fmt, ...)
{
    /* On a terminal both streams end in the same place: keep their order. */
    fflush(stdout);
    va_list ap;
    va_start(ap, fmt);
    put_line(stderr, fmt, ap);
    va_end(ap);
}

void say_fault(const struct fault *f, const char *name)
{
    char *where = fault_where(f, name, i18n);
    char *text = fault_text(f, i18n);
    say_error("%s%s%s", where, f->warning ? _("cảnh báo: ") : "", text);
    free(text);
    free(where);
}

void say_faults(const struct faults *f, const char *name)
{
    for (size_t i = 0; i < f->n; i++)
        say_fault(&f->v[i], name);
}

enum db_rc say_end(enum db_rc status)
{
    errno = 0;
    int failed = ferror(stdout);
    if (fflush(stdout) == 0 && !failed) {
        if (status == DB_FAULT && stage_now() == STAGE_DONE)
            say_error(_("hoidong: thao tác đã được ghi; chỉ phần sau đó không xong. Không cần làm "
                        "lại."));
        return status;
    }
    const char *why = errno ? _(reason_text(errno)) : _("ghi không được");
    if (stage_now() == STAGE_DONE)
        say_error(_("hoidong: thao tác đã được ghi, nhưng không in hết được kết quả: %s. Không cần "
                    "làm lại."),
                  why);
    else
        say_error(_("hoidong: không ghi hết được ra đầu ra: %s. Kiểm tra chỗ nhận rồi chạy lại."),
                  why);
    return DB_FAULT;
}
