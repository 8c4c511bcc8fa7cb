/* SPDX-License-Identifier: MIT */
/* export/doc/notices.h - what the notices say, by name. */
#ifndef EXPORT_DOC_NOTICES_H
#define EXPORT_DOC_NOTICES_H

#include "export/base/record.h"
#include "export/template/facts.h"

/* Into @f (facts_of): the lists "xa" (communes) and "chu_the" (owners), each with its products. */
enum db_rc facts_notices(struct facts *f, const struct record *r) MUST_CHECK;

#endif
