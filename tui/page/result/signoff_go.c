/* SPDX-License-Identifier: MIT */
/* tui/page/result/signoff_go.c - from what stands in the way to the place where it is dealt with.
 */
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/page/page.h"
#include "tui/page/result/signoff.h"

const char *signoff_way(const struct blocker *b)
{
    switch (b->fault.id) {
    case F_BALLOT_MISSING:
    case F_BALLOT_UNFINISHED:
        return _("nhập/bỏ qua");
    case F_NO_BALLOT:
        return _("chấm");
    case F_MINIMUM_DIVIDED:
    case F_FORWARD_OPEN:
    case F_CLAIM_OPEN:
    case F_ZERO_STOPS:
        return _("kết luận");
    case F_FINDING_STALE:
        return _("giữ/kết luận khác");
    case F_SPREAD:
        return _("chấm lại/giữ nguyên");
    case F_QUORUM_SHORT_ALL:
    case F_QUORUM_CHAIR_ALL:
    case F_QUORUM_LEADER_ALL:
    case F_QUORUM_NOBODY:
    case F_NO_MEMBERS:
        return _("thành viên");
    case F_QUORUM_SHORT:
    case F_QUORUM_CHAIR:
    case F_QUORUM_LEADER:
        return _("có mặt/hoãn");
    case F_NO_SET:
        return _("cho bộ");
    case F_SET_NOT_HERE:
        return _("hoãn");
    case F_NO_PRODUCTS:
        return _("nạp danh sách");
    case F_NO_CODE:
    case F_NO_OWNER:
        return _("điền");
    case F_DEPENDS:
        return _("xem phiếu");
    case F_SAMPLES_SHORT:
    case F_EVIDENCE_MISSING:
    case F_EVIDENCE_MISSING_MANY:
    case F_EVIDENCE_EXPIRES:
    case F_CODE_FORM:
        return _("hồ sơ");
    case F_DIFFERENCE_ASKED:
        return _("ghi lý do");
    case F_CLOCK_BACK:
    case F_CLOCK_AHEAD:
        return _("nhật ký");
    default:
        return _("xem");
    }
}

static void ask_way(struct signoff_page *p, const struct blocker *b, const char *first,
                    const char *second)
{
    const char *const line[] = {first, second};
    p->at = *b;
    dialog_choice(p->base.app, TAG_WAY, _("Xử lý thế nào?"), "", line, 2, 0);
}

/* The criterion of a blocker is a list, "3.4, 5.1": what is opened begins at the first. */
static void first_criterion(const struct blocker *b, char first[16])
{
    size_t n = strcspn(b->criterion, ",");
    n = n < 16 ? n : 0;
    memcpy(first, b->criterion, n);
    first[n] = '\0';
}

static void signoff_conclude(struct app *app, const struct blocker *b)
{
    char first[16];
    first_criterion(b, first);
    int star = b->fault.arg[1] ? atoi(b->fault.arg[1]) : 0;
    pages_of(app)->conclude(app, b->product, FINDING_MINIMUM, first, star, 0);
}

/* What only a conclusion of the council ends; false: it is something else. */
static bool open_conclusion(struct app *app, const struct blocker *b)
{
    switch (b->fault.id) {
    case F_MINIMUM_DIVIDED:
        signoff_conclude(app, b);
        return true;
    case F_FORWARD_OPEN:
        pages_of(app)->conclude(app, b->product, FINDING_FORWARD, "", 0, 0);
        return true;
    case F_CLAIM_OPEN:
    case F_ZERO_STOPS:
        pages_of(app)->conclude(app, b->product, FINDING_KNOCKOUT, b->criterion, 0, 0);
        return true;
    case F_FINDING_STALE:
        pages_of(app)->stale(app, b->product);
        return true;
    default:
        return false;
    }
}

/* What stands in the dossier of the product. */
static bool open_dossier(struct app *app, const struct blocker *b)
{
    char first[16];
    switch (b->fault.id) {
    case F_SAMPLES_SHORT:
    case F_EVIDENCE_MISSING:
    case F_EVIDENCE_MISSING_MANY:
    case F_EVIDENCE_EXPIRES:
    case F_CODE_FORM:
        pages_of(app)->dossier(app, b->product, true, NULL);
        return true;
    case F_DIFFERENCE_ASKED:
        first_criterion(b, first);
        pages_of(app)->dossier(app, b->product, false, first);
        return true;
    default:
        return false;
    }
}

static void open_page(struct app *app, const struct blocker *b)
{
    switch (b->fault.id) {
    case F_NO_BALLOT:
        pages_of(app)->panel(app, b->product, 0);
        break;
    case F_QUORUM_SHORT_ALL:
    case F_QUORUM_CHAIR_ALL:
    case F_QUORUM_LEADER_ALL:
    case F_QUORUM_NOBODY:
    case F_NO_MEMBERS:
        pages_of(app)->members(app);
        break;
    case F_SET_NOT_HERE:
        pages_of(app)->postpone(app, b->product);
        break;
    case F_NO_SET:
        pages_of(app)->sets(app, &b->product, 1);
        break;
    case F_NO_CODE:
    case F_NO_OWNER:
        pages_of(app)->product(app, b->product);
        break;
    case F_DEPENDS:
        pages_of(app)->ballot(app, b->product, b->member);
        break;
    case F_CLOCK_BACK:
    case F_CLOCK_AHEAD:
        pages_of(app)->journal(app);
        break;
    default:
        if (b->product)
            pages_of(app)->result(app, b->product);
        else
            pages_of(app)->agenda(app);
        break;
    }
}

enum react signoff_go(struct signoff_page *p)
{
    struct app *app = p->base.app;
    int i = p->list.selected;
    const struct blocker *b = i >= 0 && i < p->n ? p->line[i].blocker : NULL;
    if (!b)
        return REACT_NONE;
    switch (b->fault.id) {
    case F_BALLOT_MISSING:
    case F_BALLOT_UNFINISHED:
        ask_way(p, b, _("Nhập phiếu này"), _("Hội đồng kết luận bỏ qua phiếu này"));
        break;
    case F_SPREAD:
        ask_way(p, b, _("Xem kết quả để chấm lại ({RESULT_RESCORE})"),
                _("Hội đồng kết luận giữ nguyên điểm"));
        break;
    case F_QUORUM_SHORT:
    case F_QUORUM_CHAIR:
    case F_QUORUM_LEADER:
        ask_way(p, b, _("Sửa có mặt, vắng mặt ở sản phẩm này"), _("Hoãn sản phẩm này"));
        break;
    default:
        if (!open_conclusion(app, b) && !open_dossier(app, b))
            open_page(app, b);
        break;
    }
    return REACT_DRAW;
}

enum react signoff_go_way(struct signoff_page *p, int choice)
{
    struct app *app = p->base.app;
    const struct blocker *b = &p->at;
    bool first = choice == 0;
    switch (b->fault.id) {
    case F_SPREAD:
        if (first)
            pages_of(app)->result(app, b->product);
        else
            pages_of(app)->conclude(app, b->product, FINDING_SPREAD, "", 0, 0);
        break;
    case F_QUORUM_SHORT:
    case F_QUORUM_CHAIR:
    case F_QUORUM_LEADER:
        if (first)
            pages_of(app)->panel(app, b->product, 0);
        else
            pages_of(app)->postpone(app, b->product);
        break;
    default:
        if (first)
            pages_of(app)->ballot(app, b->product, b->member);
        else
            pages_of(app)->conclude(app, b->product, FINDING_BALLOT, "", 0, b->member);
        break;
    }
    return REACT_DRAW;
}
