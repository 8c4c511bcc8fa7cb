/* SPDX-License-Identifier: MIT */
/* export/docx/zip.c - bytes that grow, and parts put into a zip. */
#include "export/docx/zip.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "db/base/mem.h"
#include "db/base/text.h"

void buf_add(struct buf *b, const char *s, size_t n)
{
    if (b->n + n + 1 > b->cap) {
        b->cap = 2 * (b->n + n + 1);
        b->s = xrealloc(b->s, b->cap);
    }
    memcpy(b->s + b->n, s, n);
    b->n += n;
    b->s[b->n] = '\0';
}

void buf_puts(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

/* A character that XML 1.0 has no way to say: its bytes at @s, 0 when it is none. */
static size_t unsayable(const unsigned char *s)
{
    if (*s < 0x20 && *s != '\t' && *s != '\n' && *s != '\r')
        return 1;
    bool nonchar = s[0] == 0xef && s[1] == 0xbf && (s[2] == 0xbe || s[2] == 0xbf);
    return nonchar ? 3 : 0;
}

void buf_text(struct buf *b, const char *s)
{
    char *nfc = text_nfc(s), *safe = nfc ? NULL : text_safe(s, 0);
    for (const char *c = nfc ? nfc : safe; *c;) {
        size_t bad = unsayable((const unsigned char *)c);
        if (bad)
            ;
        else if (*c == '&')
            buf_puts(b, "&amp;");
        else if (*c == '<')
            buf_puts(b, "&lt;");
        else if (*c == '>')
            buf_puts(b, "&gt;");
        else
            buf_add(b, c, 1);
        c += bad ? bad : 1;
    }
    free(nfc);
    free(safe);
}

/* ---- zip ---- */

enum { FIRST_DAY = 1 << 5 | 1 /* 1980-01-01, the first day a zip knows */ };

static bool zip_put(zip_t *z, const struct docx_file *f)
{
    zip_source_t *s = zip_source_buffer(z, f->data, f->len, 0);
    zip_int64_t i = s ? zip_file_add(z, f->name, s, ZIP_FL_ENC_UTF_8) : -1;
    if (i < 0) {
        zip_source_free(s);
        return false;
    }
    return zip_file_set_dostime(z, (zip_uint64_t)i, 0, FIRST_DAY, 0) == 0 &&
           zip_set_file_compression(z, (zip_uint64_t)i, ZIP_CM_DEFLATE, 9) == 0;
}

static struct bytes zip_take(zip_source_t *s)
{
    struct bytes out = {0};
    zip_stat_t st;
    if (zip_source_stat(s, &st) != 0 || !(st.valid & ZIP_STAT_SIZE) || zip_source_open(s) != 0)
        return out;
    out.data = xmalloc(st.size + 1);
    zip_int64_t n = zip_source_read(s, out.data, st.size);
    zip_source_close(s);
    if (n >= 0 && (zip_uint64_t)n == st.size) {
        out.len = st.size;
        return out;
    }
    free(out.data);
    return (struct bytes){0};
}

struct bytes docx_zip(const struct docx_file *file, size_t n)
{
    struct bytes out = {0};
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *s = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *z = s ? zip_open_from_source(s, ZIP_TRUNCATE, &error) : NULL;
    zip_error_fini(&error);
    if (!z) {
        zip_source_free(s);
        return out;
    }
    zip_source_keep(s); /* beyond zip_close, to take the bytes from */
    bool fine = true;
    for (size_t i = 0; i < n && fine; i++)
        fine = zip_put(z, &file[i]);
    if (fine && zip_close(z) == 0)
        out = zip_take(s);
    else
        zip_discard(z);
    zip_source_free(s);
    return out;
}
