/* SPDX-License-Identifier: MIT */
/* export/sheet/journal.c - "Nhật ký": the closing record with its hash and what was corrected,
 * for print; below, for the screen, every event of the journal: hundreds of pages. */
#include "export/sheet/journal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/base/terms.h"
#include "export/base/words.h"
#include "db/base/mem.h"
#include "export/table/meeting.h"

enum { COLUMNS = 6 };
enum { STEP_EVERY = 1000 };

static void journal_line(struct sheet *p, const char *label, const char *value)
{
    put_span(p, 0, 1, STYLE_BOLD, label);
    put_span(p, 2, COLUMNS - 1, STYLE_TEXT, value);
    end_row(p);
}

static void __attribute__((format(printf, 3, 4)))
journal_format(struct sheet *p, const char *label, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *value = xvasprintf(fmt, ap);
    va_end(ap);
    journal_line(p, label, value);
    free(value);
}

/* The closing events, the one in force last, each with its hash. */
static void put_closings(struct sheet *p, const struct record *r)
{
    for (size_t i = 0; i < r->n_log; i++) {
        const struct log_entry *e = &r->log[i];
        if (strcmp(e->kind, "close") != 0)
            continue;
        char *time = words_time(e->time), *who = term_actor(r, e->actor);
        char *label = xasprintf("Chốt phiên bản %s", log_get(e, "version"));
        journal_format(p, label, "%s chốt lúc %s, sự kiện số %lld, %s phiếu, mã %s", who, time,
                       (long long)e->seq, log_get(e, "ballots"), e->hash);
        free(label);
        free(time);
        free(who);
    }
}

static void put_record(struct sheet *p, const struct record *r)
{
    const struct session *s = &r->session;
    char groups[72], *closed = words_time(s->closed_at);
    hash_groups(s->closing, groups);
    journal_line(p, "Mã phiên", s->id);
    journal_format(p, "Phiên bản", "%d", s->version);
    journal_line(p, "Trạng thái", term_state(s));
    journal_line(p, "Bộ tiêu chí", term_legal(r));
    if (s->closed) {
        journal_line(p, "Mã chốt", groups);
        journal_format(p, "Số sự kiện", "%lld; chốt lúc %s (giờ Việt Nam)",
                       (long long)s->closing_events, closed);
    } else {
        journal_line(p, "Mã chốt", "chưa chốt");
        journal_format(p, "Số sự kiện", "%lld", (long long)s->events);
    }
    put_closings(p, r);
    free(closed);
}

/* Corrections and reopenings, which a reader looks for first. */
static void put_changes(struct sheet *p, const struct record *r)
{
    bool any = false;
    for (size_t i = 0; i < r->n_log; i++) {
        const struct log_entry *e = &r->log[i];
        enum event_kind k = event_kind(e->kind);
        if (k == EV_COUNT || !event_defs[k].change)
            continue;
        char *time = words_time(e->time), *content = term_content(r, e);
        put_span(p, 0, 1, STYLE_BOLD, any ? "" : "Đính chính, mở lại");
        put_span_format(p, 2, COLUMNS - 1, STYLE_TEXT, "Sự kiện số %lld, %s: %s. %s",
                        (long long)e->seq, time, term_event(e->kind), content);
        end_row(p);
        any = true;
        free(time);
        free(content);
    }
    if (!any)
        journal_line(p, "Đính chính, mở lại", "không có");
}

static void put_left_out(struct sheet *p, const struct record *r)
{
    long n = 0;
    for (size_t i = 0; i < r->n_log; i++)
        n += journal_left_out(r, &r->log[i]);
    if (n == 0)
        return;
    journal_format(p, "Lược bớt",
                   "%ld sự kiện chấm điểm không kể ở đây vì nhật ký quá dài; có đủ trong tệp phiên",
                   n);
}

enum db_rc fill_journal(struct results_book *g, struct sheet *p, struct table *t)
{
    put_heads(p, g->r, COLUMNS - 1);
    put_title(p, g->r, COLUMNS - 1, t->title);
    put_record(p, g->r);
    put_changes(p, g->r);
    put_left_out(p, g->r);
    journal_line(p, "Từng sự kiện", "ở bảng dưới đây, để xem trên máy; không nằm trong vùng in");
    sheet_print_rows(p);
    skip_row(p);
    put_table_head(p, t);
    int top = sheet_row(p) - 1;
    for (size_t i = 0; i < t->n; i++) {
        put_row(p, t, &t->row[i]);
        if (i % STEP_EVERY == 0 && !job_step(g->job))
            return DB_REFUSED;
    }
    sheet_filter(p, top);
    return DB_OK;
}
