/* SPDX-License-Identifier: MIT */
/* tui/model.h - what all pages share: the open session, what became of an act, and the words
 * for roles, states, stars and names.
 *
 * app->model points to one struct model for the life of the app.  Pages read the session with
 * the lists of db/db.h in their load, act with its calls, and end every act with
 *
 *     return model_did(app, db_member_put(m->db, &v, ACTOR_SECRETARY, &id), _("Đã ghi."));
 *
 * Texts returned as const char * are in the present language and static. */
#ifndef TUI_MODEL_H
#define TUI_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include "db/db.h"
#include "tui/action.h"
#include "tui/kit/app.h"
#include "tui/lead.h"
#include "tui/remember.h"

struct pages;

struct model {
    const struct pages *pages; /* how a page opens another (tui/page/page.h) */
    struct db *db;             /* NULL while the list of sessions is shown */
    char *path;                /* of db, absolute; NULL with it */
    struct lead lead;          /* who leads: held as long as db is open */
    struct session session;    /* as model_refresh found it */
    struct rules rules;        /* likewise: their texts last until the next one */
    char *name;               /* "Đợt 2/2026", or the file's name; never NULL while db is open */
    struct remember remember; /* what is known of it at the next start */
    int64_t seen;             /* db_data_version of what the pages show */
    int products;             /* how many there are, for "12/37": set at open and by whoever lists
                                 them */
    char *lists;              /* folder the last list was taken from, or NULL */
    bool covered;             /* the result page is covered on the projector: no names, no points */
    int backed_up;            /* 1: a copy was made since this program opened the file */
};

/* A console that leads and types for others: what the journal names as the actor of acts at
 * the keyboard, and of those the chair must answer for (conclusions, sign-off, PIN). */
#define ACTOR_SECRETARY "secretary"
#define ACTOR_CHAIR "chair"

/* The tag of windows that only tell something; a page's answer may ignore it. */
enum { TAG_TOLD = -1 };

struct model *model_of(const struct app *app);

/* Open @path: takes the lead lock, opens, notes it among the recent files.  Whatever was open
 * is closed first.  A file of an older version is brought to today's: ask first (db_older).  An
 * alarm tells when it lacks what this user's program saw of the session before.  On failure nothing
 * is open, *why (the caller frees) is one or more sentences in the present language, and the exit
 * status is returned. */
enum db_rc model_open(struct app *app, const char *path, char **why) MUST_CHECK;
/* Make @path a new session with these facts and rules, and open it as above. */
enum db_rc model_create(struct app *app, const char *path, const struct db_pair *set, size_t n,
                        char **why) MUST_CHECK;
/* Close the session and give up the lead; nothing when none is open. */
void model_close(struct app *app);
/* Read session and name again; call it first in every load.  False after an alarm when
 * the record cannot be read. */
bool model_refresh(struct app *app);
/* For app->reading: what pages load is one state of the record. */
void model_reading(struct app *app, bool begins);
/* For app->poll: true when another process has written since. */
bool model_poll(struct app *app);

/* The end of every act.  DB_OK: says @done in green (NULL or "": nothing), then warnings if
 * there were any; REACT_RELOAD.  Refused: the sentence in the message line, or in a window
 * when it is long or there are several; REACT_DRAW, and REACT_RELOAD when what was asked about has
 * changed (db_expect): the pages show what there is now.  DB_FAULT: the alarm "CHƯA LƯU";
 * REACT_RELOAD. */
enum react model_did(struct app *app, enum db_rc rc, const char *done);
/* Whether the last act was refused because what was asked about has changed. */
bool model_outdated(const struct db *db);
/* All sentences of @f, one a line, errors before warnings, at most @max (0: all) and then "và
 * N lỗi nữa".  The caller frees. */
char *faults_lines(const struct faults *f, size_t max);
/* "Đợt 2/2026" of a session, else the name of its file.  The caller frees. */
char *session_name(const struct rules *r, const char *path);

/* The NEED_x bits that hold: WRITE (not signed off), LEAD, SIGNED by the session; ROW as told;
 * READY, UNDO and FOLDER are the page's to add. */
unsigned model_holds(const struct app *app, bool row);
/* ops->holds of a page that always has a row. */
unsigned model_holds_row(const struct screen *s);

/* ---- drawing that pages share ---- */

/* Row 0 of every page: "THÀNH VIÊN  Đợt 2/2026 ...      DIỄN TẬP · DỰ THẢO".  @middle NULL: the
 * session's name. */
void model_title(const struct app *app, struct canvas *c, const char *left, const char *middle);
/* "DỰ THẢO", "ĐÃ CHỐT (chờ ký)", with "DIỄN TẬP · " before it in a rehearsal. */
const char *state_text(const struct session *s);
/* Columns that a row of a list over the whole window has (tui/kit/widget/list.h: the mark is before
 * it, an arrow may be after it).  Headings stand one column further right than the row's own. */
int row_columns(const struct canvas *c);
/* Sentences in the middle of an empty list: what it is for and what to do next. */
void draw_empty(struct canvas *c, const char *title, const char *text);

/* ---- words ---- */

const char *role_name(enum role r);           /* "Chủ tịch", "Ủy viên" ... */
const char *panel_name(enum panel_state s);   /* "chấm", "vắng", "không tham gia chấm" ... */
const char *kind_name(enum product_kind k);   /* "lần đầu" ...; "" for unknown */
const char *ballot_name(enum ballot_state s); /* "chưa nhập", "đang nhập", "đã nộp" */
const char *stars_text(int star);             /* "★★★★"; "" for 0 and less */
/* "08" of "qd26-2026/08", "08*" of a set of the session's own; "--" when none is given.  Into
 * @out, which is returned. */
const char *set_number(const struct product *p, char out[8]);
/* "Bộ 08: Mắm ...", or "Bộ riêng ca-mau-2026/08: ..." for one that is not of the Decision, into
 * new memory. */
char *set_label(const struct product *p);
/* What is doubtful about a printed value, as one sentence into new memory. */
char *doubt_text(const struct crit_correction *c);
/* "Ông Trần Văn N, Ủy viên, Sở Công Thương" into new memory. */
char *member_label(const struct member *m);
/* "SP 12/37 Mắm tôm A" into new memory; @of 0: without it. */
char *product_label_text(int no, int of, const char *name);
/* "09:42" of an event's UTC time, in the clock's own zone; "" for "". */
const char *clock_text(const char *utc, char out[8]);
/* "23/11/2026 09:42" likewise. */
const char *moment_text(const char *utc, char out[20]);

/* ---- searching ---- */

/* Whether @text holds what was typed: accents, case and đ do not matter; all words of @folded
 * (text_fold of what was typed) must begin words of it, or @folded must be the initials of
 * neighbouring words ("mt": Mắm tôm), or it stands anywhere in it. */
bool search_hit(const char *folded, const char *text);

#endif
