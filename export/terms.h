/* SPDX-License-Identifier: MIT */
/* export/terms.h - the words of the papers for what the record holds. */
#ifndef EXPORT_TERMS_H
#define EXPORT_TERMS_H

#include "export/record.h"

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

/* A growing text. */
struct words {
    char *s;
    size_t n, cap;
};
/* Append, with @between before it unless it is the first. */
void words_add(struct words *w, const char *between, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
