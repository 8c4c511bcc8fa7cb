/* SPDX-License-Identifier: MIT */
/* tui/page/council/setup_rows.c - facts and rules in words: the rows of db/rule.def as a form. */
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/page/council/setup.h"

/* What the screen says of a row beyond its title: how to type it, the sentence a rule makes, what
 * is known of other councils. */
static const struct form_row words[SETTING_COUNT] = {
    [SETTING_PROVINCE] = {.max = 100},
    [SETTING_COUNCIL] = {.max = 200},
    [SETTING_ROUND] = {.max = 20},
    [SETTING_YEAR] = {.max = 4},
    [SETTING_DATE] = {.hint = N_("Gõ ngày/tháng/năm, như 05/08/2026.")},
    [SETTING_PLACE] = {.max = 200},
    [SETTING_DECISION] = {.max = 300,
                          .hint = N_("Số, ngày và cơ quan ký quyết định thành lập hội đồng. In vào "
                                     "biên bản.")},
    [SETTING_REGULATION] = {.max = 300,
                            .hint = N_("Số, ngày của quyết định ban hành Quy chế hoạt động của hội "
                                       "đồng.")},
    [SETTING_MODE] = {.hint = N_("Lấy ý kiến bằng văn bản thì không xét tỷ lệ có mặt (Điều 7.6: "
                                 "đánh giá lại).")},
    [SETTING_REHEARSAL] = {.hint = N_("Phiên diễn tập mang chữ DIỄN TẬP ở mọi nơi, không bao giờ "
                                      "thành phiên thật được.")},
    [SETTING_QUORUM] = {.max = 7,
                        .hint = N_("Phần phải có mặt để họp hợp lệ, như 3/4 hoặc 2/3."),
                        .before = N_("Họp hợp lệ khi có mặt ít nhất"),
                        .after = N_(" (phần của số nêu ở dòng dưới)"),
                        .note = N_("Mặc định: 3/4. Tây Ninh: ít nhất 3/4, có Chủ tịch.")},
    [SETTING_QUORUM_OF] = {.hint = N_("Tính trên mọi thành viên của hội đồng, hay chỉ trên những "
                                      "người chấm điểm."),
                           .before = N_("Tỷ lệ đó tính trên số"),
                           .note =
                               N_("Mặc định: mọi thành viên hội đồng. Tây Ninh: số thành viên.")},
    [SETTING_QUORUM_CHAIR] = {.hint = N_("Chủ tịch, hoặc phó chủ tịch chủ trì thay, phải có mặt."),
                              .before =
                                  N_("Chủ tịch, hoặc phó chủ tịch chủ trì thay, phải có mặt:"),
                              .note = N_("Mặc định: có. Tây Ninh: phải có Chủ tịch.")},
    [SETTING_SPREAD_MAX] = {.max = 3,
                            .hint = N_("Tổng điểm của các thành viên cho một sản phẩm được chênh "
                                       "nhau nhiều nhất bấy nhiêu; quá "
                                       "thì thảo luận và chấm lại."),
                            .before =
                                N_("Tổng điểm các thành viên cho một sản phẩm chênh không quá"),
                            .after = N_(" điểm"),
                            .note = N_("Mặc định: 10. Tây Ninh, Đồng Tháp: chênh không quá 10.")},
    [SETTING_SPREAD_EQUAL] = {.hint =
                                  N_("Quá mức cho phép thì thảo luận và chấm lại; dòng này nói về "
                                     "đúng mức đó."),
                              .before = N_("Chênh đúng mức đó thì"),
                              .note = N_(
                                  "Mặc định: vẫn được. Tây Ninh, Đồng Tháp: quá 10; một phần mềm: "
                                  "từ 10 là chặn.")},
    [SETTING_ABSENT_BALLOTS] = {.hint = N_(
                                    "Thành viên vắng mặt gửi phiếu bằng văn bản có được tính trong "
                                    "cuộc họp không."),
                                .before = N_("Phiếu gửi của thành viên vắng mặt thì"),
                                .note = N_(
                                    "Mặc định: không tính. Chưa biết tỉnh nào quy định điều này.")},
    [SETTING_BALLOTS_MISSING] =
        {.hint = N_("Khi chốt mà một thành viên phải chấm chưa nộp phiếu."),
         .before = N_("Còn thiếu phiếu thì kết quả"),
         .note = N_("Mặc định: chưa được chốt. Một phần mềm: đủ phiếu mới được xếp hạng.")},
    [SETTING_MINIMUM_RULE] = {.hint =
                                  N_("Các phiếu khác nhau ở một yêu cầu tối thiểu của hạng sao thì "
                                     "xét thế nào."),
                              .before = N_("Khi xét yêu cầu tối thiểu,"),
                              .note =
                                  N_("Mặc định: hội đồng kết luận. Trà Vinh: tập thể, quyết định "
                                     "theo đa số.")},
    [SETTING_MINIMUM_MISSED] = {.hint = N_("Điểm đủ hạng mà một yêu cầu tối thiểu của hạng đó "
                                           "không đạt: Quyết định không nói, theo "
                                           "Quy chế của hội đồng."),
                                .before = N_("Đủ điểm mà thiếu yêu cầu tối thiểu thì"),
                                .note = N_(
                                    "Mặc định: xuống hạng. Trung ương 2020: 22 sản phẩm thiếu yêu "
                                    "cầu, không đạt.")},
    [SETTING_DIFFERENCE_ASK] =
        {.max = 3,
         .hint = N_("Điểm Hội đồng ở một tiêu chí chênh từ mức này so với Tổ tư vấn "
                    "(hoặc tự chấm) "
                    "thì hỏi lý do. 0: không hỏi."),
         .before = N_("Hỏi lý do khi chênh với điểm chấm trước từ"),
         .after = N_(" điểm"),
         .note = N_("Mặc định: 2. Chưa biết tỉnh nào quy định điều này.")},
};

struct form_row setup_row(enum setting id)
{
    static const enum form_kind kinds[] = {
        [TYPE_TEXT] = FORM_TEXT,     [TYPE_CHOICE] = FORM_CHOICE,
        [TYPE_YESNO] = FORM_YESNO,   [TYPE_SHARE] = FORM_SHARE,
        [TYPE_POINTS] = FORM_DIGITS, [TYPE_POINTS_OR_NONE] = FORM_DIGITS,
        [TYPE_YEAR] = FORM_DIGITS,   [TYPE_DATE] = FORM_DATE,
        [TYPE_CLOCK] = FORM_TEXT,    [TYPE_NUMBERS] = FORM_TEXT,
    };
    size_t n;
    const struct setting_def *d = setting_defs(&n) + id;
    struct form_row row = words[id];
    row.id = d->key;
    row.label = d->title;
    row.kind = kinds[d->type];
    row.values = d->words;
    row.names = d->names;
    row.required = d->kind == SETTING_RULE && row.max > 0; /* what is typed, not chosen */
    return row;
}

const struct form_row *setup_rows(size_t *n)
{
    static struct form_row rows[2 * SETTING_COUNT + 2];
    static const char *const heads[] = {N_("THÔNG TIN CỦA PHIÊN"),
                                        N_("QUY ĐỊNH CỦA HỘI ĐỒNG (theo Quy chế)")};
    size_t all;
    const struct setting_def *d = setting_defs(&all);
    *n = 0;
    for (int kind = SETTING_FACT; kind <= SETTING_RULE; kind++) {
        rows[(*n)++] = (struct form_row){.label = heads[kind], .kind = FORM_HEADING};
        for (size_t i = 0; i < all; i++) {
            if (d[i].kind != (enum setting_kind)kind)
                continue;
            rows[(*n)++] = setup_row((enum setting)i);
            if (d[i].cite)
                rows[(*n)++] = (struct form_row){
                    .id = d[i].cite,
                    .label = N_("   căn cứ"),
                    .kind = FORM_TEXT,
                    .max = 200,
                    .hint = N_("Điều khoản cho quy định ở dòng trên, như: Điều 8 "
                               "Quy chế. In vào biên bản. {SETUP_SAME}: như trên.")};
        }
    }
    return rows;
}

const char *setup_check(void *data, size_t i, const char *value)
{
    const struct form_row *rows = data;
    const struct setting_def *d = *value && rows[i].id ? setting_find(rows[i].id) : NULL;
    if (!d || setting_fits(d, value))
        return NULL;
    switch (d->type) {
    case TYPE_SHARE:
        return _("Gõ một phần, như 3/4; mẫu số không quá 100.");
    case TYPE_POINTS:
    case TYPE_POINTS_OR_NONE:
        return _("Chênh điểm nhiều nhất là 100.");
    case TYPE_YEAR:
        return _("Năm có bốn chữ số, như 2026.");
    default:
        return NULL;
    }
}
