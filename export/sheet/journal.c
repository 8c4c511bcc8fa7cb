/* SPDX-License-Identifier: MIT */
/* export/sheet/journal.c - "Nhật ký": the closing record with its hash and what was corrected,
 * for print; below, for the screen, every event of the journal: hundreds of pages. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/sheet/sheets.h"

enum { COLUMNS = 6 };
enum { STEP_EVERY = 1000 };

static void line(struct paper *p, const char *label, const char *value)
{
    put_span(p, 0, 1, STYLE_BOLD, label);
    put_span(p, 2, COLUMNS - 1, STYLE_TEXT, value);
    end_row(p);
}

/* The closing events, the one in force last, each with its hash. */
static void put_closings(struct paper *p, const struct record *r)
{
    for (size_t i = 0; i < r->n_log; i++) {
        const struct log_entry *e = &r->log[i];
        if (strcmp(e->kind, "close") != 0)
            continue;
        char label[48], value[256], *time = words_time(e->time), *who = term_actor(r, e->actor);
        snprintf(label, sizeof label, "Chốt phiên bản %s", log_get(e, "version"));
        snprintf(value, sizeof value, "%s chốt lúc %s, sự kiện số %lld, %s phiếu, mã %s", who, time,
                 (long long)e->seq, log_get(e, "ballots"), e->hash);
        line(p, label, value);
        free(time);
        free(who);
    }
}

static void put_record(struct paper *p, const struct record *r)
{
    const struct session *s = &r->session;
    char groups[72], *closed = words_time(s->closed_at), value[160];
    hash_groups(s->closing, groups);
    line(p, "Mã phiên", s->id);
    snprintf(value, sizeof value, "%d", s->version);
    line(p, "Phiên bản", value);
    line(p, "Trạng thái", term_state(s));
    line(p, "Bộ tiêu chí", legal_text(r));
    if (s->closed) {
        line(p, "Mã chốt", groups);
        snprintf(value, sizeof value, "%lld; chốt lúc %s (giờ Việt Nam)",
                 (long long)s->closing_events, closed);
        line(p, "Số sự kiện", value);
    } else {
        line(p, "Mã chốt", "chưa chốt");
        snprintf(value, sizeof value, "%lld", (long long)s->events);
        line(p, "Số sự kiện", value);
    }
    put_closings(p, r);
    free(closed);
}

/* Corrections and reopenings, which a reader looks for first. */
static void put_changes(struct paper *p, const struct record *r)
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
        line(p, "Đính chính, mở lại", "không có");
}

static void put_left_out(struct paper *p, const struct record *r)
{
    long n = 0;
    for (size_t i = 0; i < r->n_log; i++)
        n += journal_left_out(r, &r->log[i]);
    if (n == 0)
        return;
    char text[200];
    snprintf(text, sizeof text,
             "%ld sự kiện chấm điểm không kể ở đây vì nhật ký quá dài; có đủ trong tệp phiên", n);
    line(p, "Lược bớt", text);
}

enum db_rc sheet_journal(struct pages *g, struct paper *p, struct table *t)
{
    put_heads(p, g->r, COLUMNS - 1);
    put_title(p, g->r, COLUMNS - 1, t->title);
    put_record(p, g->r);
    put_changes(p, g->r);
    put_left_out(p, g->r);
    line(p, "Từng sự kiện", "ở bảng dưới đây, để xem trên máy; không nằm trong vùng in");
    paper_print_rows(p);
    skip_row(p);
    put_table_head(p, t);
    int top = paper_row(p) - 1;
    for (size_t i = 0; i < t->n; i++) {
        put_row(p, t, &t->row[i]);
        if (i % STEP_EVERY == 0 && !job_step(g->job))
            return DB_REFUSED;
    }
    paper_filter(p, top);
    return DB_OK;
}
