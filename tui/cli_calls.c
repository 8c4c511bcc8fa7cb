/* SPDX-License-Identifier: MIT */
/* tui/cli_calls.c - the table of calls and options: all that --help knows. */
#include "tui/cli.h"
#include "tui/i18n.h"

const struct opt_def opt_defs[OPT_COUNT] = {
    [OPT_HELP] = {"help", 'h', NULL, N_("hướng dẫn này")},
    [OPT_LANG] = {"lang", 0, "vi|en", N_("ngôn ngữ (mặc định: vi)")},
    [OPT_VERSION] = {"version", 0, NULL, N_("phiên bản của chương trình")},
    [OPT_JSON] = {"json", 0, NULL, N_("in một đối tượng JSON, giống nhau ở mọi ngôn ngữ")},
    [OPT_SET] = {"set", 0, N_("MỤC=GIÁ_TRỊ"),
                 N_("dữ kiện hoặc quy định của phiên; ghi nhiều lần được")},
    [OPT_REASON] = {"reason", 0, N_("LÝ_DO"), N_("lý do, được ghi vào nhật ký")},
    [OPT_DRY_RUN] = {"dry-run", 0, NULL, N_("chạy thử: báo như thật, không ghi gì")},
    [OPT_SHEET] = {"sheet", 0, N_("TÊN"), N_("trang tính cần đọc (mặc định: trang hiện đầu tiên)")},
    [OPT_ENCODING] = {"encoding", 0, N_("MÃ"),
                      N_("bảng mã của tệp văn bản, ví dụ windows-1258 (mặc định: UTF-8)")},
    [OPT_HASH] = {"hash", 0, N_("MÃ_CHỐT"), N_("mã chốt in trên biên bản, để đối chiếu")},
    [OPT_AGAINST] = {"against", 0, N_("TỆP"), N_("phiên mà bảng tính phải khớp")},
    [OPT_DIR] = {"dir", 0, N_("THƯ_MỤC"), N_("nơi để phiên diễn tập")},
    [OPT_OUT] = {"output", 'o', N_("THƯ_MỤC"), N_("nơi ghi bảng tính (mặc định: cạnh tệp phiên)")},
    [OPT_BALLOTS] = {"ballots", 0, NULL, N_("in cả phiếu của từng thành viên")},
    [OPT_YAML] = {"yaml", 0, NULL, N_("in cả bộ ở dạng YAML, để sửa thành bộ riêng")},
};

#define O(x) (1u << OPT_##x)

const struct call cli_calls[] = {
    {"demo", "", N_("diễn tập từ đầu đến bảng tính đã chốt, trên sản phẩm có thật"), O(DIR), 0, 0,
     call_demo},
    {"new", N_("TỆP"), N_("tạo phiên mới"), O(SET), 1, 1, call_new},
    {"set", N_("TỆP MỤC=GIÁ_TRỊ..."), N_("ghi dữ kiện, đặt quy định của phiên"), O(REASON), 2, -1,
     call_set},
    {"pin", N_("TỆP"), N_("đặt, đổi hoặc bỏ mã PIN của chủ tọa"), 0, 1, 1, call_pin},
    {"import", N_("TỆP members|products|panel|ballots|findings DANH_SÁCH"),
     N_("nạp danh sách .xlsx, .csv, .tsv"), O(DRY_RUN) | O(SHEET) | O(ENCODING), 3, 3, call_import},
    {"correct", N_("TỆP SẢN_PHẨM MỤC=GIÁ_TRỊ..."),
     N_("sửa name, owner, address, phone, code của sản phẩm"), O(REASON), 3, -1, call_correct},
    {"move", N_("TỆP BỘ SẢN_PHẨM..."),
     N_("cho sản phẩm bộ khác; có phiếu thì cần lý do và hủy phiếu"), O(REASON), 3, -1, call_move},
    {"ballot", N_("close|reopen TỆP SẢN_PHẨM THÀNH_VIÊN"), N_("nộp phiếu, hoặc mở lại phiếu"),
     O(REASON), 4, 4, call_ballot},
    {"products", N_("TỆP"), N_("chương trình làm việc, với mọi mục đã nạp"), O(JSON), 1, 1,
     call_products},
    {"tally", N_("TỆP"), N_("kết quả hiện có"), O(JSON), 1, 1, call_tally},
    {"check", N_("TỆP"), N_("những gì còn cản trở việc chốt"), O(JSON), 1, 1, call_check},
    {"signoff", N_("TỆP"), N_("chốt kết quả, in mã chốt"), 0, 1, 1, call_signoff},
    {"reopen", N_("TỆP"), N_("mở lại phiên đã chốt thành phiên bản mới"), O(REASON), 1, 1,
     call_reopen},
    {"export", N_("TỆP"), N_("ghi bảng tính kết quả; là dự thảo khi chưa chốt"),
     O(OUT) | O(BALLOTS), 1, 1, call_export},
    {"verify", N_("TỆP | BẢNG_TÍNH.xlsx --against TỆP"),
     N_("kiểm tra toàn bộ nhật ký và kết quả, hoặc đối chiếu bảng tính với phiên"),
     O(HASH) | O(AGAINST), 1, 1, call_verify},
    {"criteria", N_("list | show BỘ | check TỆP"), N_("các bộ tiêu chí; kiểm tra tệp bộ tiêu chí"),
     O(JSON) | O(YAML), 1, 2, call_criteria},
    {"explain", N_("TỆP SẢN_PHẨM"), N_("vì sao được hạng này, còn thiếu gì để lên hạng"), O(JSON),
     2, 2, call_explain},
    {"feed", N_("TỆP"), N_("nhận từng mức chấm từ đầu vào, mỗi dòng một mức"), 0, 1, 1, call_feed},
    {"journal", N_("TỆP"), N_("nhật ký, theo thứ tự"), O(JSON), 1, 1, call_journal},
    {"backup", N_("TỆP ĐÍCH"), N_("bản sao nhất quán, đã kiểm tra, ngay khi phiên đang chạy"), 0, 2,
     2, call_backup},
    {NULL, NULL, NULL, 0, 0, 0, NULL},
};
