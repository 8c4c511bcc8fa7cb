/* SPDX-License-Identifier: MIT */
/* export/table/certificates.c - "Giấy chứng nhận": rows for a mail merge, one a certificate of 3
 * or 4 stars.  Numbers and days are blank until the decision is known; a certificate holds 36
 * months from the day of issue (khoản 3 Điều 4). */
#include "export/table/certificates.h"

#include <stdlib.h>

#include "export/base/terms.h"
#include "export/base/words.h"
#include "export/table/table.h"

enum {
    C_NO,
    C_CERTIFICATE,
    C_CODE,
    C_NAME,
    C_OWNER,
    C_PLACE,
    C_STARS,
    C_WORDS,
    C_DECISION,
    C_DECIDED,
    C_ISSUED,
    C_UNTIL,
    C_WHERE,
    C_SIGNER,
    C_STATE
};
static const struct column certificate_columns[] = {
    {"tt", "TT", COLUMN_NUMBER, 5, false},
    {"so_giay_chung_nhan", "Số giấy chứng nhận", COLUMN_CENTER, 18, false},
    {"ma_san_pham", "Mã số sản phẩm", COLUMN_CENTER, 18, false},
    {"ten_san_pham", "Tên sản phẩm", COLUMN_TEXT, 34, false},
    {"chu_the", "Tên chủ thể", COLUMN_TEXT, 30, false},
    {"dia_chi", "Địa chỉ", COLUMN_TEXT, 32, false},
    {"hang_sao", "Hạng sao", COLUMN_NUMBER, 9, false},
    {"hang_sao_chu", "Hạng sao (chữ)", COLUMN_CENTER, 14, false},
    {"so_quyet_dinh", "Số quyết định", COLUMN_CENTER, 18, false},
    {"ngay_quyet_dinh", "Ngày quyết định", COLUMN_CENTER, 14, false},
    {"ngay_cap", "Ngày cấp", COLUMN_CENTER, 14, false},
    {"hieu_luc_den", "Có hiệu lực đến", COLUMN_CENTER, 14, false},
    {"noi_cap", "Nơi cấp", COLUMN_CENTER, 16, false},
    {"nguoi_ky", "Người ký", COLUMN_CENTER, 20, false},
    {"tinh_trang", "Tình trạng", COLUMN_CENTER, 24,
     false}, /* nothing stands above the rows of a merge */
};

/* A day that is known, else a cell to fill in. */
static void put_day(struct table *t, size_t col, const char *iso)
{
    if (*iso)
        *table_at(t, col) = (struct value){.kind = VALUE_DATE, .text = arena_strdup(t->arena, iso)};
    else
        table_fill(t, col, NULL);
}

static void put_certificate(struct table *t, const struct record *r, const struct result *x, int no)
{
    const struct product *p = record_product(r, x->product);
    struct decision d = decision_of(&r->decisions, DECISION_RECOGNISED, x->product);
    char until[11], *place = words_place(p->address, p->commune);
    decision_expiry(&d, until);
    table_add(t, ROW_DATA);
    table_number(t, C_NO, no);
    table_fill(t, C_CERTIFICATE, NULL);
    table_text(t, C_CODE, p->code);
    table_text(t, C_NAME, p->name);
    table_text(t, C_OWNER, p->owner);
    table_text(t, C_PLACE, place);
    table_number(t, C_STARS, x->star);
    table_text(t, C_WORDS, x->star == 4 ? "bốn sao" : "ba sao");
    if (*d.number)
        table_text(t, C_DECISION, d.number);
    else
        table_fill(t, C_DECISION, NULL);
    put_day(t, C_DECIDED, d.date);
    put_day(t, C_ISSUED, d.issued);
    put_day(t, C_UNTIL, until);
    table_text(t, C_WHERE, record_fact(r, SETTING_PROVINCE));
    table_fill(t, C_SIGNER, NULL);
    table_text(t, C_STATE, term_state(&r->session));
    free(place);
}

struct table *table_certificates(const struct record *r, struct arena *a)
{
    struct table *t = table_new(a, "GIẤY CHỨNG NHẬN", certificate_columns,
                                sizeof certificate_columns / sizeof *certificate_columns);
    int no = 0;
    t->filter = "Sản phẩm được đề nghị 3 và 4 sao, trừ sản phẩm quyết định không nêu";
    t->plain = true;
    for (size_t i = 0; i < r->tally.n; i++) {
        const struct result *x = &r->tally.v[i];
        if (x->status == STATUS_PROPOSED && !record_left_out(r, x->product))
            put_certificate(t, r, x, ++no);
    }
    return t;
}
