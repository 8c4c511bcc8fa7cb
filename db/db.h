/* SPDX-License-Identifier: MIT */
/* db/db.h - the record of a session and its rules: the front door of the layer.  No SQL, no
 * sqlite3 type, no finished sentence and no terminal crosses it.
 *
 * A session is one file.  Its journal is the truth: every act is one appended event, and
 * every table is the fold of the journal (db/FORMAT.md).  Every number that a screen, a
 * paper or --json shows comes from the views of db/sql/views.sql through the lists below.
 *
 * Each act is one transaction: when it returns DB_OK it is on the disk, else nothing is
 * changed and db_faults says why.  @actor is who does it, for the journal.
 *
 * A list is read whole, into a struct of the caller's: n rows at v, whose strings belong to it,
 * and one _free, after a failed read too, ends them all.  A row knows its product and member by
 * their id in the journal, for good; no is the number people use, which may change.  Text is
 * never NULL unless the header says so: "" is what was not given.
 *
 * A header has the name of its subject, and the sources of that name stand beside it.  What the
 * sources share among themselves is in NAME_part.h and db/record/store.h: not for other layers. */
#ifndef DB_DB_H
#define DB_DB_H

#include "db/base/fault.h" /* what a call says when it refuses: a sentence and its place */
#include "db/limits.h"     /* how much a session holds */
#include "db/rc.h"         /* what a call returns */

/* The session and what it holds. */
#include "db/council/session.h" /* what the session is; the chair's PIN */
#include "db/council/setting.h" /* facts and rules, each rule with its article */
#include "db/record/backup.h"   /* a copy of the file */
#include "db/record/expect.h"   /* that what was asked about still stands */
#include "db/record/file.h"     /* the open file: its faults, its end */
#include "db/record/journal.h"  /* its events */
#include "db/record/look.h"     /* whether a file is one of ours */
#include "db/record/reading.h"  /* one state for an answer */
#include "db/record/verify.h"   /* the proof */

/* Before the meeting. */
#include "db/agenda/assessment.h" /* points that the producer and the Tổ tư vấn gave */
#include "db/agenda/dossier.h"    /* samples and papers */
#include "db/agenda/product.h"    /* the agenda; codes of products */
#include "db/agenda/set.h"        /* the sets a session has: the Decision's and its own */
#include "db/council/member.h"    /* the council */
#include "db/criteria/criteria.h" /* the sets of the Decision: criteria, levels, minimums, grounds */
#include "db/import/import.h"     /* lists that come in as .xlsx, .csv or .tsv */

/* The meeting. */
#include "db/council/panel.h"   /* who scores what; who is here */
#include "db/meeting/ballot.h"  /* marks, notes, handing in */
#include "db/meeting/finding.h" /* what the council concludes */
#include "db/meeting/ground.h"  /* grounds for a knock-out; who reaches a minimum */

/* What comes of it. */
#include "db/result/edge.h"      /* how near a star is to another */
#include "db/result/next_star.h" /* what the next star takes */
#include "db/result/star.h"      /* from counts to a star: the rule of the law */
#include "db/result/tally.h"     /* the result of each product */

/* The end. */
#include "db/result/correct.h" /* mistyped names, after chốt too */
#include "db/result/decide.h"  /* what the authority decided */
#include "db/result/signoff.h" /* what stands in the way, chốt, reopening */

/* ---- the file of a session ---- */

/* A new session at @path with the given facts and rules; an existing file is refused, and a
 * refusal leaves no file.  On failure *out is NULL and @f has the reason. */
enum db_rc db_create(struct db **out, const char *path, const struct db_pair *set, size_t n,
                     struct faults *f) MUST_CHECK;
/* Open the session at @path.  A file that is not ours, newer or damaged is refused and left
 * byte for byte as it was.  Never call it for a file this process already has open: closing
 * the second descriptor would drop the locks of the first. */
enum db_rc db_open(struct db **out, const char *path, enum db_open_how how,
                   struct faults *f) MUST_CHECK;
/* DB_LOOK of the @n bytes of a session file that are in memory already, without the disk: what
 * db_open asks of such a file once it has been read is asked of them.  They are copied. */
enum db_rc db_look_bytes(struct db **out, const void *bytes, size_t n, struct faults *f) MUST_CHECK;

#endif
