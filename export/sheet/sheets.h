/* SPDX-License-Identifier: MIT */
/* export/sheet/sheets.h - the sheets of the workbook, and what they share.  Inside of export/ only.
 */
#ifndef EXPORT_SHEET_SHEETS_H
#define EXPORT_SHEET_SHEETS_H

#include "export/book/book.h"
#include "export/job.h"
#include "export/record.h"
#include "export/table/table.h"
#include "export/terms.h"
#include "export/words.h"

#define SHEET_ANNEX "Phụ lục QĐ"
#define SHEET_FORWARDED "Tiềm năng 5 sao"
#define SHEET_FAILED "Không đạt"
#define SHEET_POSTPONED "Hoãn"
#define SHEET_GATES "Yêu cầu sao"
#define SHEET_RESCORED "Chấm lại"
#define SHEET_STATS "Thống kê"
#define SHEET_CHARTS "Biểu đồ"
#define SHEET_CERTIFICATES "Giấy chứng nhận"
#define SHEET_SCORES "Tổng hợp điểm"
#define SHEET_DETAIL "Chi tiết tiêu chí"
#define SHEET_MEMBERS "Thành viên"
#define ANNEX_POINTS "Điểm" /* heads the column of points in the annex, when it has one */
#define SHEET_MINUTES "Biên bản"
#define SHEET_JOURNAL "Nhật ký"

enum { MOST_SHEETS = 16 };

/* One workbook in the making. */
struct pages {
    const struct record *r;
    struct book *book;
    struct paper *scores, *detail, *stats;
    struct paper *paper[MOST_SHEETS]; /* by the order of sheet_defs */
    struct table *table[MOST_SHEETS]; /* NULL where a sheet is no table */
    struct arena *arena;              /* of the tables */
    /* Rows of parts A, B, C of each product in the detail sheet, in the order of products;
     * -1: none.  Filled by sheet_detail, used by sheet_scores. */
    int (*part_row)[3];
    struct job *job;
};

/* A sheet of the workbook: a table, or one that is opened and filled in its own way. */
struct sheet_def {
    const char *name, *id; /* "Phụ lục QĐ", "phu-luc" */
    struct table *(*table)(const struct record *r, struct arena *a); /* NULL: it is no table, */
    struct paper *(*open)(struct pages *g, const char *name);        /* but opened so */
    /* How it is filled; sheet_table when it is as any table. */
    enum db_rc (*fill)(struct pages *g, struct paper *p, struct table *t);
};
extern const struct sheet_def sheet_defs[]; /* in the order of the workbook */
extern const size_t n_sheets;

/* Make the sheets, empty, in the order in which they stand. */
void pages_open(struct pages *g);
/* A sheet with the header and footer of this session. */
struct paper *new_sheet(struct pages *g, const char *name, bool landscape, const double *width,
                        int n);

/* Fill all sheets: the one of criteria first, which others point into.  DB_REFUSED: stopped by the
 * caller. */
enum db_rc pages_fill(struct pages *g) MUST_CHECK;
enum db_rc sheet_detail(struct pages *g, struct paper *p, struct table *t) MUST_CHECK;
enum db_rc sheet_scores(struct pages *g, struct paper *p, struct table *t) MUST_CHECK;
enum db_rc sheet_minutes(struct pages *g, struct paper *p, struct table *none) MUST_CHECK;
struct paper *open_charts(struct pages *g, const char *name);
enum db_rc sheet_charts(struct pages *g, struct paper *p, struct table *none) MUST_CHECK;
enum db_rc sheet_journal(struct pages *g, struct paper *p, struct table *t) MUST_CHECK;

/* ---- table.c ---- */
struct paper *open_table(struct pages *g, const struct table *t);
enum db_rc sheet_table(struct pages *g, struct paper *p, struct table *t) MUST_CHECK;

/* Its header row, which is repeated on each page; one row; the sentence below. */
void put_table_head(struct paper *p, const struct table *t);
void put_row(struct paper *p, const struct table *t, struct table_row *row);
void put_below(struct paper *p, const struct table *t, int last);

/* ---- the two tables of points: columns before the members' and after them ---- */
enum { SCORES_MEMBER = 5, DETAIL_MEMBER = 4 };
enum scores_after {
    SCORES_PART_A,
    SCORES_PART_B,
    SCORES_PART_C,
    SCORES_MEAN,
    SCORES_HIGH,
    SCORES_LOW,
    SCORES_SPREAD,
    SCORES_BALLOTS,
    SCORES_BAND,
    SCORES_MINIMUM,
    SCORES_PROPOSAL,
    SCORES_NOTE,
    SCORES_SUM, /* not printed, as what follows */
    SCORES_CHECK,
    SCORES_AFTER
};
enum detail_after { DETAIL_MEAN, DETAIL_MINIMUM, DETAIL_REACHED, DETAIL_AFTER };
/* The columns of such a table; a member's key is "tv_" and the number in the list,
 * @width the column's. */
const struct column *member_columns_between(const struct record *r, struct arena *a, double width,
                                            const struct column *first, size_t n_first,
                                            const struct column *last, size_t n_last);
/* A longer journal is told without its marks. */
bool journal_left_out(const struct record *r, const struct log_entry *e);

/* ---- heading.c ---- */
/* Agency and national title side by side, over columns 0 to @last. */
void put_heads(struct paper *p, const struct record *r, int last);
/* Title, meeting, state, criteria, and the technical line. */
void put_title(struct paper *p, const struct record *r, int last, const char *title);
/* "đợt 2 năm 2026".  The caller frees. */
char *round_text(const struct record *r);
/* "Quyết định số 26/2026/QĐ-TTg ngày 22/5/2026, Phụ lục II". */
const char *legal_text(const struct record *r);
/* Người lập biểu, thư ký, chủ tịch, over columns 0 to @last of a wide table. */
void put_table_signatures(struct paper *p, const struct record *r, int last);

/* ---- minutes.c ---- */
enum { MINUTES_LAST = 5 };
/* The built-in template of the session's minutes: of a meeting, or of written opinions. */
const char *minutes_name(const struct record *r);

#endif
