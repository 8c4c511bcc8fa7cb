/* SPDX-License-Identifier: MIT */
/* tui/page/council/setup_rows.c - facts and rules in words. */
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/page/council/setup.h"

/* Values as the contract names them, and what people read. */
static const char *const mode_values[] = {"meeting", "written", NULL};
static const char *const mode_names[] = {N_("họp trực tiếp"), N_("lấy ý kiến bằng văn bản")};
static const char *const criteria_values[] = {"qd26-2026", NULL};
static const char *const criteria_names[] = {N_("QĐ 26/2026/QĐ-TTg, Phụ lục II")};
static const char *const of_values[] = {"members", "scoring", NULL};
static const char *const of_names[] = {N_("mọi thành viên hội đồng"), N_("thành viên chấm điểm")};
static const char *const equal_values[] = {"allowed", "refused", NULL};
static const char *const equal_names[] = {N_("vẫn được"), N_("không được")};
static const char *const absent_values[] = {"refused", "counted", NULL};
static const char *const absent_names[] = {N_("không tính"), N_("tính như người có mặt")};
static const char *const missing_values[] = {"block", "ignore", NULL};
static const char *const missing_names[] = {N_("chưa được chốt"), N_("vẫn chốt, bỏ qua phiếu đó")};
static const char *const rule_values[] = {"conclude", "majority", "all", "mean", NULL};
static const char *const rule_names[] = {
    N_("phiếu khác nhau: hội đồng kết luận"),
    N_("quá nửa số phiếu đạt"),
    N_("tất cả các phiếu đạt"),
    N_("điểm trung bình đạt mức tối thiểu"),
};
static const char *const missed_values[] = {"lower", "fail", NULL};
static const char *const missed_names[] = {N_("xuống hạng cao nhất còn đủ yêu cầu"),
                                           N_("không đạt")};

/* At set-up these wait for a choice: "" is none yet. */
static const char *const ask_missed_values[] = {"", "lower", "fail", NULL};
static const char *const ask_missed_names[] = {
    N_("(chưa chọn)"), N_("xuống hạng còn đủ yêu cầu (mặc định)"), N_("không đạt")};
static const char *const ask_equal_values[] = {"", "allowed", "refused", NULL};
static const char *const ask_equal_names[] = {N_("(chưa chọn)"), N_("vẫn được (mặc định)"),
                                              N_("không được")};

#define MISSED_HINT                                                                                                                  \
    N_("Điểm đủ hạng mà một yêu cầu tối thiểu của hạng đó không đạt: Quyết định không nói, theo " \
       "Quy chế của hội đồng.")
#define SPREAD_HINT                                                                                                            \
    N_("Tổng điểm của các thành viên cho một sản phẩm được chênh nhau nhiều nhất bấy nhiêu; quá " \
       "thì thảo luận và chấm lại.")
#define REHEARSAL_HINT                                                                             \
    N_("Phiên diễn tập mang chữ DIỄN TẬP ở mọi nơi, không bao giờ thành phiên thật được.")
#define CITE_HINT                                                                                  \
    N_("Điều khoản cho quy định ở dòng trên, như: Điều 8 Quy chế. "              \
       "In vào biên bản. {SETUP_SAME}: như trên.")
#define CITE(key)                                                                                  \
    {                                                                                              \
        .id = key ".cite", .label = N_("   căn cứ"), .kind = FORM_TEXT, .max = 200,                \
        .hint = CITE_HINT                                                                          \
    }
#define CHOICE(list) .kind = FORM_CHOICE, .values = list##_values, .names = list##_names

const struct form_row setup_rows[] = {
    {.label = N_("THÔNG TIN CỦA PHIÊN"), .kind = FORM_HEADING},
    {.id = "province", .label = N_("Tỉnh, thành phố"), .kind = FORM_TEXT, .max = 100},
    {.id = "council", .label = N_("Tên hội đồng"), .kind = FORM_TEXT, .max = 200},
    {.id = "round", .label = N_("Đợt"), .kind = FORM_TEXT, .max = 20},
    {.id = "year", .label = N_("Năm"), .kind = FORM_DIGITS, .max = 4},
    {.id = "date",
     .label = N_("Ngày họp"),
     .kind = FORM_DATE,
     .hint = N_("Gõ ngày/tháng/năm, như 05/08/2026.")},
    {.id = "place", .label = N_("Nơi họp"), .kind = FORM_TEXT, .max = 200},
    {.id = "decision",
     .label = N_("Quyết định thành lập"),
     .kind = FORM_TEXT,
     .max = 300,
     .hint = N_("Số, ngày và cơ quan ký quyết định thành lập hội đồng. In vào "
                "biên bản.")},
    {.id = "regulation",
     .label = N_("Quy chế hoạt động"),
     .kind = FORM_TEXT,
     .max = 300,
     .hint = N_("Số, ngày của quyết định ban hành Quy chế hoạt động của hội đồng.")},
    {.id = "mode",
     .label = N_("Cách họp"),
     CHOICE(mode),
     .hint = N_("Lấy ý kiến bằng văn bản thì không xét tỷ lệ có mặt (Điều 7.6: "
                "đánh giá lại).")},
    {.id = "criteria", .label = N_("Bộ tiêu chí"), CHOICE(criteria)},
    {.id = "rehearsal", .label = N_("Diễn tập"), .kind = FORM_YESNO, .hint = REHEARSAL_HINT},

    {.label = N_("QUY ĐỊNH CỦA HỘI ĐỒNG (theo Quy chế)"), .kind = FORM_HEADING},
    {.id = "quorum",
     .label = N_("Tỷ lệ có mặt tối thiểu"),
     .kind = FORM_SHARE,
     .max = 7,
     .required = true,
     .hint = N_("Phần phải có mặt để họp hợp lệ, như 3/4 hoặc 2/3."),
     .before = N_("Họp hợp lệ khi có mặt ít nhất"),
     .after = N_(" (phần của số nêu ở dòng dưới)"),
     .note = N_("Mặc định: 3/4. Tây Ninh: ít nhất 3/4, có Chủ tịch.")},
    CITE("quorum"),
    {.id = "quorum.of",
     .label = N_("Tính tỷ lệ trên"),
     CHOICE(of),
     .before = N_("Tỷ lệ đó tính trên số"),
     .hint = N_("Tính trên mọi thành viên của hội đồng, hay chỉ trên những "
                "người chấm điểm."),
     .note = N_("Mặc định: mọi thành viên hội đồng. Tây Ninh: số thành viên.")},
    CITE("quorum.of"),
    {.id = "quorum.chair",
     .label = N_("Phải có người chủ trì"),
     .kind = FORM_YESNO,
     .hint = N_("Chủ tịch, hoặc phó chủ tịch chủ trì thay, phải có mặt."),
     .before = N_("Chủ tịch, hoặc phó chủ tịch chủ trì thay, phải có mặt:"),
     .note = N_("Mặc định: có. Tây Ninh: phải có Chủ tịch.")},
    CITE("quorum.chair"),
    {.id = "spread.max",
     .label = N_("Chênh điểm nhiều nhất"),
     .kind = FORM_DIGITS,
     .max = 3,
     .required = true,
     .hint = SPREAD_HINT,
     .before = N_("Tổng điểm các thành viên cho một sản phẩm chênh không quá"),
     .after = N_(" điểm"),
     .note = N_("Mặc định: 10. Tây Ninh, Đồng Tháp: chênh không quá 10.")},
    CITE("spread.max"),
    {.id = "spread.equal",
     .label = N_("Chênh đúng mức đó"),
     CHOICE(equal),
     .before = N_("Chênh đúng mức đó thì"),
     .hint = N_("Quá mức cho phép thì thảo luận và chấm lại; dòng này nói về "
                "đúng mức đó."),
     .note = N_("Mặc định: vẫn được. Tây Ninh, Đồng Tháp: quá 10; một phần mềm: "
                "từ 10 là chặn.")},
    CITE("spread.equal"),
    {.id = "absent.ballots",
     .label = N_("Phiếu gửi của người vắng"),
     CHOICE(absent),
     .hint = N_("Thành viên vắng mặt gửi phiếu bằng văn bản có được tính trong "
                "cuộc họp không."),
     .before = N_("Phiếu gửi của thành viên vắng mặt thì"),
     .note = N_("Mặc định: không tính. Chưa biết tỉnh nào quy định điều này.")},
    CITE("absent.ballots"),
    {.id = "ballots.missing",
     .label = N_("Còn thiếu phiếu khi chốt"),
     CHOICE(missing),
     .before = N_("Còn thiếu phiếu thì kết quả"),
     .hint = N_("Khi chốt mà một thành viên phải chấm chưa nộp phiếu."),
     .note = N_("Mặc định: chưa được chốt. Một phần mềm: đủ phiếu mới được xếp hạng.")},
    CITE("ballots.missing"),
    {.id = "minimum.rule",
     .label = N_("Xét yêu cầu tối thiểu"),
     CHOICE(rule),
     .hint = N_("Các phiếu khác nhau ở một yêu cầu tối thiểu của hạng sao thì "
                "xét thế nào."),
     .before = N_("Khi xét yêu cầu tối thiểu,"),
     .note = N_("Mặc định: hội đồng kết luận. Trà Vinh: tập thể, quyết định "
                "theo đa số.")},
    CITE("minimum.rule"),
    {.id = "minimum.missed",
     .label = N_("Không đạt tối thiểu thì"),
     CHOICE(missed),
     .hint = MISSED_HINT,
     .before = N_("Đủ điểm mà thiếu yêu cầu tối thiểu thì"),
     .note = N_("Mặc định: xuống hạng. Trung ương 2020: 22 sản phẩm thiếu yêu "
                "cầu, không đạt.")},
    CITE("minimum.missed"),
    {.id = "difference.ask",
     .label = N_("Hỏi lý do khi chênh từ"),
     .kind = FORM_DIGITS,
     .max = 3,
     .required = true,
     .hint = N_("Điểm Hội đồng ở một tiêu chí chênh từ mức này so với Tổ tư vấn "
                "(hoặc tự chấm) "
                "thì hỏi lý do. 0: không hỏi."),
     .before = N_("Hỏi lý do khi chênh với điểm chấm trước từ"),
     .after = N_(" điểm"),
     .note = N_("Mặc định: 2. Chưa biết tỉnh nào quy định điều này.")},
    CITE("difference.ask"),
};
const size_t setup_row_count = sizeof setup_rows / sizeof *setup_rows;

const struct form_row new_rows[] = {
    {.id = "province", .label = N_("Tỉnh, thành phố"), .kind = FORM_TEXT, .max = 100},
    {.id = "council",
     .label = N_("Tên hội đồng"),
     .kind = FORM_TEXT,
     .max = 200,
     .hint = N_("Như: Hội đồng đánh giá, phân hạng sản phẩm OCOP cấp tỉnh.")},
    {.id = "round", .label = N_("Đợt"), .kind = FORM_TEXT, .max = 20, .required = true},
    {.id = "year", .label = N_("Năm"), .kind = FORM_DIGITS, .max = 4, .required = true},
    {.id = "date",
     .label = N_("Ngày họp"),
     .kind = FORM_DATE,
     .hint = N_("Gõ ngày/tháng/năm, như 05/08/2026.")},
    {.id = "place", .label = N_("Nơi họp"), .kind = FORM_TEXT, .max = 200},
    {.id = "decision",
     .label = N_("Quyết định thành lập"),
     .kind = FORM_TEXT,
     .max = 300,
     .hint = N_("Số, ngày và cơ quan ký quyết định thành lập hội đồng. In vào "
                "biên bản.")},
    {.id = "regulation",
     .label = N_("Quy chế hoạt động"),
     .kind = FORM_TEXT,
     .max = 300,
     .hint = N_("Số, ngày của quyết định ban hành Quy chế hoạt động của hội đồng.")},
    {.id = "mode",
     .label = N_("Cách họp"),
     CHOICE(mode),
     .hint = N_("Lấy ý kiến bằng văn bản thì không xét tỷ lệ có mặt (Điều 7.6: "
                "đánh giá lại).")},
    {.label = N_("HỘI ĐỒNG CHỌN, THEO QUY CHẾ CỦA MÌNH"), .kind = FORM_HEADING},
    {.id = "minimum.missed",
     .label = N_("Không đạt tối thiểu thì"),
     CHOICE(ask_missed),
     .required = true,
     .hint = MISSED_HINT,
     .before = N_("Đủ điểm mà thiếu yêu cầu tối thiểu thì"),
     .note = N_("←→ để chọn. Trung ương 2020: 22 sản phẩm thiếu yêu cầu, không đạt.")},
    {.id = "spread.max",
     .label = N_("Chênh điểm nhiều nhất"),
     .kind = FORM_DIGITS,
     .max = 3,
     .required = true,
     .hint = SPREAD_HINT,
     .before = N_("Tổng điểm các thành viên cho một sản phẩm chênh không quá"),
     .after = N_(" (mặc định: 10)"),
     .note = N_("Gõ số. Tây Ninh, Đồng Tháp: chênh không quá 10.")},
    {.id = "spread.equal",
     .label = N_("Chênh đúng mức đó"),
     CHOICE(ask_equal),
     .required = true,
     .hint = N_("Quá mức cho phép thì thảo luận và chấm lại; dòng này nói về "
                "đúng mức đó."),
     .before = N_("Chênh đúng mức đó thì"),
     .note = N_("←→ để chọn. Tây Ninh, Đồng Tháp: quá 10; một phần mềm: từ 10 "
                "là chặn.")},
    {.label = N_("TỆP VÀ DIỄN TẬP"), .kind = FORM_HEADING},
    {.id = "rehearsal", .label = N_("Diễn tập"), .kind = FORM_YESNO, .hint = REHEARSAL_HINT},
    {.id = "file",
     .label = N_("Tên tệp"),
     .kind = FORM_TEXT,
     .max = 200,
     .hint = N_("Để trống thì đặt theo năm và đợt. Gõ cả đường dẫn (bắt đầu "
                "bằng /) để lưu ở "
                "nơi khác, như USB.")},
};
const size_t new_row_count = sizeof new_rows / sizeof *new_rows;

static const struct form_row *row_of(const char *key)
{
    for (size_t i = 0; i < setup_row_count; i++)
        if (setup_rows[i].id && strcmp(setup_rows[i].id, key) == 0)
            return &setup_rows[i];
    return NULL;
}

/* The citation of a rule goes by the name of the rule, which stands on the row
 * before. */
const char *setup_key_name(const char *key)
{
    const struct form_row *r = row_of(key);
    bool cite = r && strlen(key) > 5 && strcmp(key + strlen(key) - 5, ".cite") == 0;
    return r ? _(r[cite ? -1 : 0].label) : key;
}

const char *setup_value_name(const char *key, const char *value)
{
    const struct form_row *r = row_of(key);
    if (r && r->kind == FORM_YESNO)
        return strcmp(value, "yes") == 0 ? _("có") : _("không");
    for (size_t i = 0; r && r->names && r->values[i]; i++)
        if (strcmp(r->values[i], value) == 0)
            return _(r->names[i]);
    return value;
}

static bool share_fits(const char *v)
{
    int a = atoi(v), b = strchr(v, '/') ? atoi(strchr(v, '/') + 1) : 0;
    return a >= 1 && b >= a && b <= 100;
}

const char *setup_check(void *data, size_t i, const char *value)
{
    const struct form_row *rows = data;
    const char *id = rows[i].id ? rows[i].id : "";
    if (!*value)
        return NULL;
    if (strcmp(id, "quorum") == 0 && !share_fits(value))
        return _("Gõ một phần, như 3/4; mẫu số không quá 100.");
    bool points = strcmp(id, "spread.max") == 0 || strcmp(id, "difference.ask") == 0;
    if (points && atoi(value) > 100)
        return _("Chênh điểm nhiều nhất là 100.");
    if (strcmp(id, "year") == 0 && (atoi(value) < 2000 || atoi(value) > 2999))
        return _("Năm có bốn chữ số, như 2026.");
    return NULL;
}
