/* SPDX-License-Identifier: MIT */
/* tui/question.h - a question about the record: what it showed when it was asked, and whether that
 * still holds when it is answered.
 *
 * A page keeps a struct question and the ids that it is about, and never acts on a selected row:
 *
 *     static bool show(struct db *db, const void *page, struct shown *out);  // from the ids alone
 *
 *     static enum react ask(struct page *p)           // also asks again
 *     {
 *         dialog_confirm(app, TAG, p->q.now.title, p->q.now.text, true);
 *         return REACT_DRAW;
 *     }
 *     on the key: p->product = row->id; return question_ask(&p->q, app, show, p) ? ask(p) : ...
 *     in answer:  question_expect(&p->q, app);
 *                 rc = db_act(db, p->product, ...);
 *                 if (question_changed(&p->q, app, rc))
 *                     return ask(p) | REACT_RELOAD;
 *                 return model_did(app, rc, ...);
 *     in done:    question_free(&p->q); */
#ifndef TUI_QUESTION_H
#define TUI_QUESTION_H

#include <stdbool.h>
#include <stdint.h>

#include "db/db.h"
#include "tui/kit/app.h"

/* What a question shows: owned strings; one that is NULL is not shown. */
struct shown {
    char *title, *text;
    char *more; /* anything else: the line to begin with, the choices, the rows of a form */
};
/* What it shows, of the record as it is and of what was chosen: nothing of a row, a list or a
 * number that the page has read.  False: it cannot be asked any more.  @arg is the page. */
typedef bool question_show(struct db *db, const void *arg, struct shown *out);

struct question {
    question_show *show;
    const void *arg;
    int64_t seq;       /* the event number it was asked at */
    struct shown now;  /* for the dialog; when asked again its text begins by saying so */
    struct shown said; /* the same as @show made it */
};

/* Note what the question shows now, and when; false, after saying so, when it cannot be asked. */
bool question_ask(struct question *q, struct app *app, question_show *show, const void *arg);
/* Before the act: it is done only if what was shown still holds. */
void question_expect(struct question *q, struct app *app);
/* After the act: whether it was refused because that has changed; then q is noted again, and the
 * page asks again.  False: the act was done, or it is model_did that says why not. */
bool question_changed(struct question *q, struct app *app, enum db_rc rc);
void question_free(struct question *q);

#endif
