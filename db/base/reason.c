/* SPDX-License-Identifier: MIT */
#include "db/base/reason.h"

#include <errno.h>
#include <stddef.h>

#include "db/base/fault.h"
#include "db/base/regular.h"

const char *reason_text(int e)
{
    static const struct {
        int e;
        const char *text; /* msgid */
    } known[] = {
        {ENOENT, N_("không có tệp hay thư mục này")},
        {ENOTDIR, N_("đường dẫn không phải là thư mục")},
        {EISDIR, N_("đó là một thư mục")},
        {NOT_REGULAR, N_("đó không phải là tệp thường (ống dẫn, thiết bị)")},
        {EEXIST, N_("đã có tệp mang tên này")},
        {EACCES, N_("không có quyền")},
        {EPERM, N_("không có quyền")},
        {EROFS, N_("ổ đĩa chỉ cho đọc")},
        {ENOSPC, N_("hết chỗ trống")},
        {EDQUOT, N_("hết chỗ trống")},
        {EFBIG, N_("tệp lớn quá mức cho phép")},
        {ENAMETOOLONG, N_("tên quá dài")},
        {EIO, N_("ổ đĩa hỏng hoặc đã bị rút ra")},
        {ENODEV, N_("ổ đĩa hỏng hoặc đã bị rút ra")},
        {ENXIO, N_("ổ đĩa hỏng hoặc đã bị rút ra")},
        {EBUSY, N_("đang bị chương trình khác dùng")},
        {ETXTBSY, N_("đang bị chương trình khác dùng")},
        {EMFILE, N_("quá nhiều tệp đang mở")},
        {ENFILE, N_("quá nhiều tệp đang mở")},
        {ENOMEM, N_("hết bộ nhớ")},
        {ELOOP, N_("liên kết trỏ vòng")},
        {EPIPE, N_("nơi nhận đã đóng")},
        {EMLINK, N_("quá nhiều liên kết")},
        {ESTALE, N_("tệp không còn ở đó")},
        {ENOTEMPTY, N_("thư mục không trống")},
        {EINVAL, N_("ổ đĩa không làm được việc này")},
        {ENOTSUP, N_("ổ đĩa không làm được việc này")},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].e == e)
            return known[i].text;
    return N_("hệ thống không cho");
}
