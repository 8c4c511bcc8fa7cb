/* SPDX-License-Identifier: MIT */
/* export/book/measure.h - how much room a text takes on paper in Times New Roman.  The workbook
 * library does not fit row heights to wrapped text, so they are worked out here. */
#ifndef EXPORT_BOOK_MEASURE_H
#define EXPORT_BOOK_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

/* Width of @n bytes of @s in points, at @size points. */
double measure_width(const char *s, size_t n, double size, bool bold);

/* Lines that @s takes when wrapped at blanks in @width points; 1 for "". */
int measure_lines(const char *s, double width, double size, bool bold);

/* How many bytes of @s, cut at a blank, take at most @lines lines of @width points and at
 * most @chars characters; never 0 unless @s is "". */
size_t measure_fit(const char *s, double width, double size, bool bold, int lines, size_t chars);

/* Height of a row of @lines lines, in points. */
double measure_height(int lines, double size);

/* Usable width, in points, of a column that is @units wide in the workbook's own unit. */
double measure_column(double units);

#endif
