/* SPDX-License-Identifier: MIT */
/* tui/page/page.h - the pages of the program, so that each can open another.
 *
 * Each call pushes one page and returns; app->model is a struct model (tui/model.h).  Products
 * and members are named by their ids in the journal.  A page whose product or member is gone
 * pops itself. */
#ifndef TUI_PAGE_PAGE_H
#define TUI_PAGE_PAGE_H

#include "db/db.h"

struct app;

/* ---- choosing and making a session ---- */
void page_sessions_open(struct app *app); /* the list; no session is open below it */
void page_new_open(struct app *app);      /* answers ok with the path of the new file */

/* ---- one session ---- */
void page_home_open(struct app *app);
void page_setup_open(struct app *app);
void page_members_open(struct app *app);
void page_agenda_open(struct app *app);
/* Who scores one product; Enter on a member opens the ballot.  @member: the row to stand on,
 * 0: the first one whose ballot is still to be done. */
void page_panel_open(struct app *app, int product, int member);
/* Samples, papers and the points given before the meeting.  @covered: what the council gave is
 * not shown until asked for.  @criterion: begin at that row of the points; NULL: at the papers. */
void page_dossier_open(struct app *app, int product, bool covered, const char *criterion);
/* Take a list into the session; asks for the file when @path is NULL. */
void page_import_open(struct app *app, enum list_kind kind, const char *path);
/* Scoring, from where it was left: the panel of the first product with a ballot to be done,
 * or a message when there is none. */
void page_scoring_open(struct app *app);
void page_journal_open(struct app *app);
/* A verified copy: picks a folder, then copies; the outcome is a message. */
void page_backup_open(struct app *app);
/* After sign-off: asks for the reason, then reopens. */
void page_reopen_open(struct app *app);

/* ---- scoring and results ---- */
void page_ballot_open(struct app *app, int product, int member);
void page_results_open(struct app *app);
void page_result_open(struct app *app, int product);
/* A conclusion of the council: on a minimum (@criterion and @star), a spread, a ballot
 * (@member) ...; "" and 0 where they do not apply. */
void page_conclude_open(struct app *app, int product, enum finding_kind kind, const char *criterion,
                        int star, int member);
void page_signoff_open(struct app *app);
void page_export_open(struct app *app);
/* What only papers say: number, hours, place, remarks; after sign-off too. */
void page_paper_open(struct app *app);
/* What the authority decided on the lists: number and dates, after sign-off. */
void page_decide_open(struct app *app);
/* The same product by product: left out, and the Ministry's answer. */
void page_decided_open(struct app *app);
/* In one line, for the page that leads there: "quyết định 12/QĐ-UBND ngày 05/08/2026"; into new
 * memory, NULL when it cannot be read (the alarm is up). */
char *decision_line(struct app *app);

#endif
