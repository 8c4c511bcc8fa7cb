/* SPDX-License-Identifier: MIT */
/* db/import/digest.c - a list and what comes of it in 32 bytes, to tell a look at it from the next.
 */
#include <sodium.h>
#include <string.h>

#include "db/import/part.h"

/* With its closing zero, so that no two texts run into each other. */
static void feed_text(crypto_hash_sha256_state *h, const char *s)
{
    crypto_hash_sha256_update(h, (const unsigned char *)(s ? s : ""), s ? strlen(s) + 1 : 1);
}

static void feed_number(crypto_hash_sha256_state *h, int64_t v)
{
    crypto_hash_sha256_update(h, (const unsigned char *)&v, sizeof v);
}

static void feed_fault(crypto_hash_sha256_state *h, const struct fault *f)
{
    feed_number(h, f->id);
    feed_number(h, f->row);
    feed_number(h, f->col);
    for (size_t i = 0; i < FAULT_ARGS; i++)
        feed_text(h, f->arg[i]);
}

void import_digest(const struct import *im, unsigned char out[IMPORT_LOOK])
{
    crypto_hash_sha256_state h;
    const struct import_report *r = im->out;
    const size_t counts[] = {r->rows,    r->added,          r->changed,     r->same,
                             r->skipped, r->ballots_closed, r->ballots_open};
    crypto_hash_sha256_init(&h);
    for (size_t i = 0; i < im->sheet->n; i++) {
        const struct sheet_row *row = &im->sheet->row[i];
        feed_number(&h, row->number);
        feed_number(&h, (int64_t)row->n);
        for (size_t c = 0; c < row->n; c++)
            feed_text(&h, row->cell[c]);
    }
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        feed_number(&h, (int64_t)counts[i]);
    for (size_t i = 0; i < im->db->faults.n; i++)
        feed_fault(&h, &im->db->faults.v[i]);
    crypto_hash_sha256_final(&h, out);
}
