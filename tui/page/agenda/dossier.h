/* SPDX-License-Identifier: MIT */
/* tui/page/agenda/dossier.h - the dossier of one product, between the sources dossier*.c.
 *
 * Two views of one page: samples and papers (SCOPE_DOSSIER), and the points given before the
 * meeting beside the council's (SCOPE_EARLY).  What the council gave is covered until asked for:
 * the page may stand on a screen that everybody sees. */
#ifndef TUI_PAGE_AGENDA_DOSSIER_H
#define TUI_PAGE_AGENDA_DOSSIER_H

#include "tui/kit/app.h"
#include "tui/kit/widget/list.h"
#include "tui/model.h"
#include "tui/words/level.h"

enum dossier_tag {
    TAG_SAMPLES = 1,
    TAG_NOTE,
    TAG_STATE, /* of a paper: a key that asks nothing */
    TAG_PAPER_NOTE,
    TAG_EXPIRES,
    TAG_LEVEL,
    TAG_WHY,
    TAG_MARK_NOTE
};

/* What a question is about and what it showed, noted when it is asked: the rows may be others by
 * its answer. */
struct dossier_asked {
    int64_t read; /* the last event when what was shown was read */
    enum dossier_tag tag;
    int item;                      /* paper, from 1; 0: of points */
    char criterion[16];            /* "": of papers */
    enum assessment_source source; /* and the column */
    char *shown;                   /* in dossier.c's own words; NULL: nothing was asked yet */
};

struct dossier_page {
    struct screen base;
    int product;
    int64_t read;             /* the last event when all below was read */
    struct products products; /* of every product: the next one is a key away */
    const struct product *p;
    const struct crit_set *set; /* NULL: none that is known */
    struct dossiers dossiers;
    const struct dossier *d;
    char day[11]; /* on which papers must still be good; "" unknown */
    struct list papers;

    struct assessments sheet;
    struct assessment_sum sum[2];
    struct tally tally;
    struct list rows;
    enum assessment_source source;                 /* the column in hand */
    char choice[LEVEL_CHOICES][LEVEL_LABEL_BYTES]; /* what the window of levels asks about */
    struct dossier_asked asked;
    bool covered;  /* the council's points are not shown */
    char want[16]; /* criterion to begin at, "" none */
};

/* One of the two views: what differs between them.  act, key and answer as in tui/kit/screen.h. */
struct dossier_view {
    const struct list_ops *list;
    void (*draw)(const struct dossier_page *p, struct canvas *c);
    enum react (*act)(struct dossier_page *p, enum action a);
    enum react (*key)(struct dossier_page *p, const struct key *k);
    enum react (*answer)(struct dossier_page *p, const struct answer *a);
};
extern const struct dossier_view dossier_papers; /* dossier_papers.c: samples and papers */
extern const struct dossier_view dossier_points; /* dossier_points.c: points given before */

/* dossier.c: note a question about a paper (@item) or a criterion; what answers it expects, for
 * the next act, that it still is as the page showed it. */
void dossier_ask(struct dossier_page *p, enum dossier_tag tag, int item, const char *criterion);
void dossier_expect(struct dossier_page *p);

/* dossier_papers.c: whether acts that write may be done now; else says why not. */
bool dossier_writable(struct dossier_page *p, enum action a);

#endif
