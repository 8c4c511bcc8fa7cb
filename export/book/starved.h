/* SPDX-License-Identifier: MIT */
/* export/book/starved.h - the workbook library when memory is short: it leaves out what it was told
 * to write, or writes through what it did not get.  Enough is asked for before it begins; where
 * that was not enough, the program ends as when it gets no memory itself. */
#ifndef EXPORT_BOOK_STARVED_H
#define EXPORT_BOOK_STARVED_H

/* From here to starved_end the library works on a book, and what it says on stderr is not shown;
 * more than one may be open. */
void starved_begin(void);
void starved_end(void);
/* After calls that cannot fail by what they return: ends the program if memory failed since the
 * book was begun. */
void starved_check(void);

#endif
