/* SPDX-License-Identifier: MIT */
#include "db/record/hot.h"

#include <stdint.h>
#include <string.h>

#include "db/base/mem.h"

static const unsigned char magic[8] = {0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7};

enum {
    HEADER = 28,     /* magic, records, nonce, pages before, sector, page size */
    PAGE_AT = 16,    /* in the file: the page size, two bytes */
    COUNTER_AT = 24, /* the change counter */
    PAGES_AT = 28    /* how many pages the file has */
};

/* What a segment of the journal says of itself. */
struct segment {
    size_t at, records;
    uint32_t nonce, pages, sector, page;
};

static uint32_t be32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static size_t file_page(const struct bytes *file)
{
    size_t page = (size_t)file->v[PAGE_AT] << 8 | file->v[PAGE_AT + 1];
    return page == 1 ? 65536 : page;
}

/* The segment that begins at @at, if one does. */
static bool segment_at(const struct bytes *j, size_t at, size_t page, struct segment *s)
{
    if (at + HEADER > j->n || memcmp(j->v + at, magic, sizeof magic) != 0)
        return false;
    const unsigned char *p = j->v + at + sizeof magic;
    uint32_t records = be32(p);
    *s = (struct segment){.at = at,
                          .records = records,
                          .nonce = be32(p + 4),
                          .pages = be32(p + 8),
                          .sector = be32(p + 12),
                          .page = be32(p + 16)};
    if (s->sector < 32 || s->sector > 65536 || (s->sector & (s->sector - 1)) || s->page != page ||
        at + s->sector > j->n)
        return false;
    if (records == UINT32_MAX) /* written without a flush: as many as there are */
        s->records = (j->n - at - s->sector) / (page + 8);
    return true;
}

/* SQLite's own sum: every 200th byte from the end of the page. */
static uint32_t page_sum(uint32_t nonce, const unsigned char *page, size_t n)
{
    uint32_t sum = nonce;
    for (size_t i = n - 200; i > 0 && i < n; i -= 200)
        sum += page[i];
    return sum;
}

/* Give the file @pages pages. */
static void resize(struct bytes *file, size_t pages, size_t page)
{
    size_t n = pages * page;
    file->v = xrealloc(file->v, n ? n : 1);
    if (n > file->n)
        memset(file->v + file->n, 0, n - file->n);
    file->n = n;
}

/* One record back into the file; false where the journal stops being whole. */
static bool record_play(const struct bytes *j, size_t at, const struct segment *s,
                        struct bytes *file)
{
    size_t page = s->page;
    if (at + page + 8 > j->n)
        return false;
    uint32_t number = be32(j->v + at);
    const unsigned char *content = j->v + at + 4;
    if (number == 0 || be32(content + page) != page_sum(s->nonce, content, page))
        return false;
    if ((size_t)number * page <= file->n)
        memcpy(file->v + (size_t)(number - 1) * page, content, page);
    return true;
}

/* A commit of several files at once names their super-journal at the end; we make none. */
static bool names_super(const struct bytes *j)
{
    return j->n >= 16 && memcmp(j->v + j->n - sizeof magic, magic, sizeof magic) == 0;
}

bool hot_play(const struct bytes *journal, struct bytes *file)
{
    struct segment s;
    if (file->n < 512)
        return false;
    size_t page = file_page(file);
    if (page < 512 || names_super(journal) || !segment_at(journal, 0, page, &s))
        return false;
    uint32_t counter = be32(file->v + COUNTER_AT);
    resize(file, s.pages, page);
    if (file->n < page)
        return false;
    bool whole = true;
    do {
        size_t at = s.at + s.sector;
        for (size_t i = 0; whole && i < s.records; i++, at += page + 8)
            whole = record_play(journal, at, &s, file);
        size_t next = (at + s.sector - 1) / s.sector * s.sector;
        whole = whole && segment_at(journal, next, page, &s);
    } while (whole);
    uint32_t played = be32(file->v + COUNTER_AT);
    return (played == counter || played + 1 == counter) && be32(file->v + PAGES_AT) == s.pages &&
           file_page(file) == page;
}
