/* SPDX-License-Identifier: MIT */
/* export/table/certificates.h - rows for a mail merge, one a certificate. */
#ifndef EXPORT_TABLE_CERTIFICATES_H
#define EXPORT_TABLE_CERTIFICATES_H

#include "export/table/table.h"

struct table *table_certificates(const struct record *r, struct arena *a);

#endif
