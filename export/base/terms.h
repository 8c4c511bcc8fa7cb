/* SPDX-License-Identifier: MIT */
/* export/base/terms.h - the words of the papers for what the record holds. */
#ifndef EXPORT_BASE_TERMS_H
#define EXPORT_BASE_TERMS_H

#include "export/base/record.h"

/* "DỰ THẢO", "ĐÃ CHỐT (chờ ký)"; with "DIỄN TẬP - " before it in a rehearsal. */
const char *term_state(const struct session *s);
const char *term_role(const struct member *m); /* "Ủy viên kiêm Thư ký" */
/* What is proposed for a product: "Đề nghị phân hạng 4 sao", "Trình Bộ" ... */
const char *term_proposal(const struct result *r);
/* An event of the journal in words: "Chấm điểm". */
const char *term_event(const char *kind);
/* Who acted: "Chủ tọa", "Thư ký", "Thành viên Trần Văn N".  The caller frees. */
char *term_actor(const struct record *r, const char *actor);
/* What an event says: "SP 12; thành viên: Trần Văn N; tiêu chí: 3.4".  The caller frees. */
char *term_content(const struct record *r, const struct log_entry *e);
/* "đợt 2 năm 2026".  The caller frees. */
char *term_round(const struct record *r);
/* "Quyết định số 26/2026/QĐ-TTg ngày 22/5/2026, Phụ lục II". */
const char *term_legal(const struct record *r);

#endif
