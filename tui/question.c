/* SPDX-License-Identifier: MIT */
/* tui/question.c - a question about the record, and whether what it showed still holds. */
#include "tui/question.h"

#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "tui/kit/i18n.h"
#include "tui/model.h"

static void shown_free(struct shown *s)
{
    free(s->title);
    free(s->text);
    free(s->more);
    *s = (struct shown){0};
}

static char *copy_of(const char *text)
{
    return text ? xstrdup(text) : NULL;
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

void question_free(struct question *q)
{
    shown_free(&q->now);
    shown_free(&q->said);
    *q = (struct question){0};
}

/* The number first: what is written between the two is then looked at once more. */
static bool question_note(struct question *q, struct app *app, bool again)
{
    struct db *db = model_of(app)->db;
    shown_free(&q->now);
    shown_free(&q->said);
    q->seq = db_last_event(db);
    if (!q->show(db, q->arg, &q->said))
        return false;
    q->now = (struct shown){.title = copy_of(q->said.title),
                            .text = copy_of(q->said.text),
                            .more = copy_of(q->said.more)};
    if (again) {
        const char *text = q->now.text ? q->now.text : "";
        char *more = xasprintf("%s%s%s", _("ĐÃ THAY ĐỔI: xem lại."), *text ? "\n\n" : "", text);
        free(q->now.text);
        q->now.text = more;
    }
    return true;
}

bool question_ask(struct question *q, struct app *app, question_show *show, const void *arg)
{
    q->show = show;
    q->arg = arg;
    if (question_note(q, app, false))
        return true;
    app_say(app, SAY_WARN, _("Điều này đã thay đổi: xem lại."));
    return false;
}

static bool question_same(struct db *db, void *arg)
{
    const struct question *q = arg;
    struct shown s = {0};
    bool same = q->show(db, q->arg, &s) && same_text(s.title, q->said.title) &&
                same_text(s.text, q->said.text) && same_text(s.more, q->said.more);
    shown_free(&s);
    return same;
}

void question_expect(struct question *q, struct app *app)
{
    if (q->show)
        db_expect(model_of(app)->db,
                  (struct db_expect){.seq = q->seq, .same = question_same, .arg = q});
}

bool question_changed(struct question *q, struct app *app, enum db_rc rc)
{
    struct db *db = model_of(app)->db;
    const struct faults *f = db_faults(db);
    db_expect(db, (struct db_expect){0});
    return q->show && rc == DB_REFUSED && f->n == 1 && f->v[0].id == F_ASKED_CHANGED &&
           question_note(q, app, true);
}
