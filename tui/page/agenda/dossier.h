/* SPDX-License-Identifier: MIT */
/* tui/page/agenda/dossier.h - the dossier of one product, between the page_dossier*.c files.
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

struct dossier_page {
    struct screen base;
    int product;
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
    char *ask, *cite; /* difference.ask and what gives it */
    struct list rows;
    enum assessment_source source;                 /* the column in hand */
    char choice[LEVEL_CHOICES][LEVEL_LABEL_BYTES]; /* what the window of levels asks about */
    bool covered;                                  /* the council's points are not shown */
    bool placed;                                   /* the selection was put where it is wanted */
    char want[16];                                 /* criterion to begin at, "" none */
};

enum dossier_tag {
    TAG_SAMPLES = 1,
    TAG_NOTE,
    TAG_PAPER_NOTE,
    TAG_EXPIRES,
    TAG_LEVEL,
    TAG_WHY,
    TAG_MARK_NOTE
};

extern const struct list_ops dossier_papers, dossier_rows;

/* What the code of the product is, in words and style. */
const char *dossier_code(const struct dossier_page *p, enum style *style);
bool dossier_expired(const struct dossier_page *p, const struct evidence *e);
void dossier_draw(const struct screen *s, struct canvas *c);
void dossier_draw_points(const struct dossier_page *p, struct canvas *c);
/* Whether acts that write may be done now; else says why not. */
bool dossier_writable(struct dossier_page *p, enum action a);

/* dossier_papers.c: the view of papers. */
enum react dossier_papers_act(struct dossier_page *p, enum action a);
enum react dossier_papers_key(struct dossier_page *p, const struct key *k);
enum react dossier_papers_answer(struct dossier_page *p, const struct answer *a);

/* dossier_points.c: the view of points. */
const struct assessed *dossier_at(const struct dossier_page *p);
const struct crit_node *dossier_leaf(const struct dossier_page *p, int row);
enum react dossier_points_act(struct dossier_page *p, enum action a);
enum react dossier_points_key(struct dossier_page *p, const struct key *k);
enum react dossier_points_answer(struct dossier_page *p, const struct answer *a);

#endif
