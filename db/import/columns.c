/* SPDX-License-Identifier: MIT */
/* db/import/columns.c - the columns of the lists, and the headers people give them. */
#include "db/import/part.h"

static const struct list_column member_columns[] = {
    [MEMBER_NAME] = {"ho_ten", true,
                     "Họ và tên|Họ, tên|Họ tên thành viên|Họ và tên thành viên|name",
                     "Tên thành viên|Thành viên|Tên|Đại biểu|full name"},
    [MEMBER_NO] = {"stt", false, "TT|Số TT|Số thứ tự|no", NULL},
    [MEMBER_HONORIFIC] = {"danh_xung", false, "Ông/Bà|Ông, bà|Ông (bà)|honorific", "Xưng hô"},
    [MEMBER_TITLE] =
        {"chuc_vu", false, "Chức vụ công tác|Chức vụ chính quyền|title",
         "Chức danh|Chức vụ, đơn vị|Chức vụ, đơn vị công tác|Chức vụ và đơn vị công tác|"
         "Chức vụ, cơ quan"},
    [MEMBER_AGENCY] = {"co_quan", false, "Đơn vị|Cơ quan công tác|Đơn vị công tác|agency",
                       "Cơ quan, đơn vị|Cơ quan/đơn vị|Cơ quan, đơn vị công tác|Nơi công tác"},
    [MEMBER_ROLE] = {"vai_tro", false,
                     "Vai trò trong Hội đồng|Chức danh trong Hội đồng|"
                     "Chức vụ trong Hội đồng|role",
                     "Nhiệm vụ|Nhiệm vụ trong Hội đồng|Tư cách|Thành phần"},
    [MEMBER_SCORING] = {"cham_diem", false,
                        "Có chấm điểm|Được chấm điểm|Tham gia chấm điểm|scoring", "Chấm"},
    [MEMBER_PRESENT] = {"co_mat", false, "Có mặt/vắng mặt|present",
                        "Điểm danh|Hiện diện|Dự họp|Tham dự"},
};

static const struct list_column product_columns[] = {
    [PRODUCT_NO] = {"stt", false, "TT|Số TT|Số thứ tự|no", NULL},
    [PRODUCT_CODE] = {"ma_san_pham", false, "Mã số|Mã SP|Mã số sản phẩm|Mã số SP|code",
                      "Mã|ma_so_san_pham_ocop|Mã hồ sơ|Mã số hồ sơ"},
    [PRODUCT_NAME] = {"ten_san_pham", true, "Tên SP|name",
                      "Sản phẩm|Tên sản phẩm OCOP|"
                      "Tên sản phẩm đăng ký|Tên|product"},
    [PRODUCT_OWNER] = {"chu_the", true,
                       "Tên chủ thể|Tên chủ thể sản xuất|Chủ thể sản xuất|Chủ thể OCOP|owner",
                       "Đơn vị sản xuất|Tên đơn vị|Tên chủ thể OCOP|Cơ sở sản xuất|Tên cơ sở|"
                       "Chủ thể sản phẩm|Đơn vị|Doanh nghiệp"},
    [PRODUCT_REPRESENTATIVE] =
        {"nguoi_dai_dien", false, "Người đại diện pháp luật|Người đại diện pháp lý|representative",
         "Đại diện|Đại diện pháp luật|Người đại diện theo pháp luật|Họ tên chủ cơ sở"},
    [PRODUCT_BUSINESS] = {"loai_hinh", false, "Loại hình chủ thể|Loại hình tổ chức|business",
                          "Loại hình kinh doanh|Loại hình sản xuất|Hình thức tổ chức|Loại chủ thể"},
    [PRODUCT_ADDRESS] = {"dia_chi", false, "Địa chỉ chủ thể|Địa chỉ của chủ thể|address",
                         "Địa chỉ sản xuất|Địa chỉ cơ sở|Địa chỉ liên hệ|Địa chỉ gốc"},
    [PRODUCT_PHONE] = {"dien_thoai", false, "Số điện thoại|SĐT|Số ĐT|ĐT|phone",
                       "Điện thoại liên hệ|Số điện thoại liên hệ|Di động|tel"},
    [PRODUCT_EMAIL] = {"email", false, "Thư điện tử|e-mail", "Hộp thư|Địa chỉ email"},
    [PRODUCT_COMMUNE] =
        {"xa_phuong", false,
         "Xã|Phường|Xã, phường, đặc khu|Xã, phường, thị trấn|Xã/phường/thị trấn|commune",
         "Đơn vị hành chính cấp xã|Xã phường hiện nay|Địa bàn|Tên xã|UBND xã"},
    [PRODUCT_DISTRICT] = {"huyen", false, "Quận, huyện|Huyện, thị xã, thành phố|district",
                          "Huyện/TP|Huyện, thành phố|Huyện cũ|Thành phố/huyện"},
    [PRODUCT_GROUP] = {"nhom", false, "Nhóm sản phẩm|Nhóm SP|group",
                       "Ngành, nhóm|Nhóm ngành|Ngành hàng|"
                       "Phân nhóm|Ngành"},
    [PRODUCT_SET] = {"bo_san_pham", false, "Bộ|Bộ SP|set",
                     "Bộ tiêu chí|Bộ số|Số bộ|Bộ sản phẩm số|Tên bộ"},
    [PRODUCT_KIND] = {"lan_dang_ky", false, "Lần đăng ký đánh giá|kind",
                      "Hình thức đăng ký|Đăng ký|Loại đăng ký|Hình thức đánh giá|Lần đánh giá"},
    [PRODUCT_STAR] = {"sao_hien_tai", false,
                      "Hạng sao hiện tại|Hạng hiện tại|Số sao hiện tại|star_now",
                      "Hạng sao đã đạt|Sao đã đạt|Hạng đã công nhận|Hạng sao đã công nhận"},
    [PRODUCT_EXPIRES] = {"het_han", false, "Ngày hết hạn|Hết hạn ngày|Hiệu lực đến|expires",
                         "Thời hạn|Hạn giấy chứng nhận|Có giá trị đến|Hạn đến"},
    [PRODUCT_GENDER] = {"gioi_tinh", false, "Giới tính người đại diện|Giới|gender", "Nam/nữ"},
    [PRODUCT_PEOPLE] = {"dan_toc", false, "Dân tộc người đại diện|people", "Thành phần dân tộc"},
};

#define REFERS_TO_PRODUCT                                                                          \
    {                                                                                              \
        "san_pham", true, "Mã sản phẩm|Mã số sản phẩm|STT sản phẩm|Số thứ tự sản phẩm|product",    \
            "STT|TT|Số thứ tự|Mã số|code|no"                                              \
    }
#define REFERS_TO_MEMBER(needed)                                                                   \
    {                                                                                              \
        "thanh_vien", needed, "Tên thành viên|Họ và tên thành viên|Họ tên thành viên|member",      \
            "Họ và tên|Họ tên|ho_ten|Người đánh giá|Người chấm|name"             \
    }
#define REASON                                                                                     \
    {                                                                                              \
        "ly_do", false, "reason", "Ghi chú|Lý do cụ thể"                                     \
    }

static const struct list_column panel_columns[] = {
    [PANEL_PRODUCT] = REFERS_TO_PRODUCT,
    [PANEL_MEMBER] = REFERS_TO_MEMBER(true),
    [PANEL_STATE] = {"trang_thai", true, "state", "Tình trạng|Tham gia chấm"},
    [PANEL_REASON] = REASON,
};

static const struct list_column ballot_columns[] = {
    [MARK_PRODUCT] = REFERS_TO_PRODUCT,
    [MARK_MEMBER] = REFERS_TO_MEMBER(true),
    [MARK_CRITERION] = {"tieu_chi", true, "Số tiêu chí|Mã tiêu chí|criterion", "Tiêu chí số"},
    [MARK_LEVEL] = {"muc", false, "Mức chấm|Mức đánh giá|level", NULL},
    [MARK_POINTS] = {"diem", false, "Điểm chấm|Số điểm|points", "Điểm đánh giá"},
    [MARK_NOTE] = {"ghi_chu", false, "note", "Nhận xét|Ý kiến"},
};

static const struct list_column finding_columns[] = {
    [FOUND_PRODUCT] = REFERS_TO_PRODUCT,
    [FOUND_KIND] = {"loai", true, "Loại kết luận|kind", NULL},
    [FOUND_CRITERION] = {"tieu_chi", false, "Số tiêu chí|Mã tiêu chí|criterion", "Tiêu chí số"},
    [FOUND_STAR] = {"sao", false, "Số sao|Hạng sao|star", "Hạng"},
    [FOUND_MEMBER] = REFERS_TO_MEMBER(false),
    [FOUND_VERDICT] = {"ket_luan", true, "Kết luận của Hội đồng|verdict", "Kết quả"},
    [FOUND_VOTES] = {"bieu_quyet", false, "Kết quả biểu quyết|votes", "Số phiếu"},
    [FOUND_REASON] = REASON,
    [FOUND_GROUND] = {"can_cu", false, "Căn cứ loại|ground", "Căn cứ|Trường hợp loại"},
};

static const struct list_column score_columns[] = {
    [MARK_PRODUCT] = REFERS_TO_PRODUCT,
    [SCORE_SOURCE] = {"nguon", true, "Nguồn điểm|source", "Người chấm|Bên chấm"},
    [MARK_CRITERION] = {"tieu_chi", true, "Số tiêu chí|Mã tiêu chí|criterion", "Tiêu chí số"},
    [MARK_LEVEL] = {"muc", false, "Mức chấm|Mức đánh giá|level", NULL},
    [MARK_POINTS] = {"diem", false, "Điểm chấm|Số điểm|points", "Điểm đánh giá"},
    [MARK_NOTE] = {"ghi_chu", false, "note", "Nhận xét|Ý kiến"},
};

/* The rows of Mẫu 02, Phần III, by short names; their full ones are those of evidence_name. */
#define PAPER(row) [DOSSIER_EVIDENCE + (row)-1]
static const struct list_column dossier_columns[] = {
    [DOSSIER_PRODUCT] = REFERS_TO_PRODUCT,
    [DOSSIER_SAMPLES] = {"so_mau", false, "Số lượng mẫu|Mẫu sản phẩm|Số mẫu sản phẩm|samples",
                         "Mẫu|Số mẫu đã nhận|Số mẫu nộp"},
    [DOSSIER_NOTE] = {"ghi_chu", false, "note", "Nhận xét|Ý kiến"},
    [DOSSIER_ITEM] = {"minh_chung", false, "Mục minh chứng|Tên minh chứng|evidence",
                      "Mục|Tài liệu|Giấy tờ|item"},
    [DOSSIER_STATE] = {"tinh_trang", false, "Trạng thái|state", "Có/không|Có hay không"},
    [DOSSIER_EXPIRES] = {"het_han", false, "Ngày hết hạn|Hết hạn ngày|Hiệu lực đến|expires",
                         "Thời hạn|Có giá trị đến|Hạn đến"},
    PAPER(1) = {"dang_ky_kinh_doanh", false,
                "ĐKKD|Giấy đăng ký kinh doanh|Đăng ký doanh nghiệp|Giấy chứng nhận ĐKKD", NULL},
    PAPER(2) = {"dieu_kien_san_xuat", false,
                "Đủ điều kiện sản xuất|Giấy đủ điều kiện sản xuất|"
                "Giấy chứng nhận đủ điều kiện sản xuất|Đủ điều kiện ATTP",
                "An toàn thực phẩm|ATTP"},
    PAPER(3) = {"nguyen_lieu", false,
                "Nguồn gốc nguyên liệu|Nguồn gốc nguyên liệu, liên kết|"
                "Nguồn gốc nguyên liệu, liên kết chuỗi",
                "Liên kết chuỗi|Liên kết"},
    PAPER(4) = {"moi_truong", false,
                "Bảo vệ môi trường|Môi trường, công nghệ bền vững|"
                "Bảo vệ môi trường, công nghệ bền vững",
                NULL},
    PAPER(5) = {"lao_dong", false, "Lao động địa phương|Sử dụng lao động địa phương", NULL},
    PAPER(6) = {"tang_truong", false, "Tăng trưởng sản xuất kinh doanh", NULL},
    PAPER(7) = {"so_huu_tri_tue", false, "SHTT|Giấy chứng nhận nhãn hiệu", "Nhãn hiệu"},
    PAPER(8) = {"thi_truong", false, "Xúc tiến thương mại|Thị trường, xúc tiến thương mại",
                "Thị trường, xúc tiến"},
    PAPER(9) = {"quang_ba", false, "Quảng bá sản phẩm", NULL},
    PAPER(10) = {"cau_chuyen", false, "Câu chuyện sản phẩm", NULL},
    PAPER(11) = {"cong_bo", false, "Công bố chất lượng|Bản công bố|Hồ sơ công bố chất lượng",
                 "Tự công bố"},
    PAPER(12) = {"kiem_nghiem", false, "Phiếu kiểm nghiệm|Phiếu kết quả kiểm nghiệm", NULL},
    PAPER(13) = {"ma_vach", false,
                 "Truy xuất nguồn gốc|Mã vạch, truy xuất|Mã vạch, truy xuất nguồn gốc", NULL},
    PAPER(14) = {"he_thong_chat_luong", false,
                 "Hệ thống quản lý chất lượng|Quản lý chất lượng|HTQLCL", NULL},
    PAPER(15) = {"giai_thuong", false, "Giải thưởng, thành tích", "Thành tích"},
};

const struct list_column *import_columns(enum list_kind kind, size_t *n)
{
    static const struct {
        const struct list_column *v;
        size_t n;
    } list[] = {
        [LIST_MEMBERS] = {member_columns, sizeof member_columns / sizeof *member_columns},
        [LIST_PRODUCTS] = {product_columns, sizeof product_columns / sizeof *product_columns},
        [LIST_PANEL] = {panel_columns, sizeof panel_columns / sizeof *panel_columns},
        [LIST_BALLOTS] = {ballot_columns, sizeof ballot_columns / sizeof *ballot_columns},
        [LIST_FINDINGS] = {finding_columns, sizeof finding_columns / sizeof *finding_columns},
        [LIST_DOSSIER] = {dossier_columns, sizeof dossier_columns / sizeof *dossier_columns},
        [LIST_SCORES] = {score_columns, sizeof score_columns / sizeof *score_columns},
    };
    *n = list[kind].n;
    return list[kind].v;
}

const char *list_column(enum list_kind kind, size_t i, bool *required)
{
    size_t n;
    const struct list_column *c = import_columns(kind, &n);
    if (i >= n)
        return NULL;
    *required = c[i].required;
    return c[i].name;
}
