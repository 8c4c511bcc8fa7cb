/* SPDX-License-Identifier: MIT */
/* tui/page/council/home_facts.c - how far a session is, and what comes next. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/field.h"
#include "tui/model.h"
#include "tui/page/council/home.h"

/* What all lists together say. */
struct counts {
    int members, present, scoring;
    int products, live, no_set, set_unknown;
    int expected, closed, open;
    int decided, undecided;
    size_t blocking;
};

static char *home_setting_copy(struct db *db, const char *key)
{
    const char *v = db_setting(db, key);
    return xstrdup(v ? v : "");
}

static enum db_rc count_members(struct db *db, struct counts *n)
{
    struct members all;
    enum db_rc rc = db_members(db, &all);
    for (size_t i = 0; i < all.n; i++) {
        const struct member *m = &all.v[i];
        bool sits = m->role != ROLE_ADVISER && m->role != ROLE_OBSERVER;
        n->members += sits;
        n->present += sits && m->present;
        n->scoring += m->scoring;
    }
    members_free(&all);
    return rc;
}

static enum db_rc home_count_products(struct db *db, struct counts *n)
{
    struct products all;
    enum db_rc rc = db_products(db, &all);
    n->products = (int)all.n;
    for (size_t i = 0; i < all.n; i++) {
        const struct product *p = &all.v[i];
        if (p->withdrawn || p->postponed)
            continue;
        n->live++;
        n->no_set += !*p->set;
        n->set_unknown += *p->set && !p->set_known;
        /* Where there are no criteria no ballot can be typed: those are put off. */
        n->expected += p->set_known ? p->expected : 0;
        n->closed += p->set_known ? p->closed : 0;
        n->open += p->set_known ? p->open : 0;
    }
    products_free(&all);
    return rc;
}

static enum db_rc count_results(struct db *db, struct counts *n)
{
    struct tally t;
    enum db_rc rc = db_tally(db, 0, &t);
    for (size_t i = 0; i < t.n; i++) {
        const struct result *r = &t.v[i];
        bool whole = r->closed >= r->expected;
        n->decided += r->status == STATUS_KNOCKED_OUT || (whole && r->status >= STATUS_FAILED);
        n->undecided += whole && r->status == STATUS_UNDECIDED;
    }
    tally_free(&t);
    struct blockers b;
    if (rc == DB_OK)
        rc = db_check(db, &b);
    else
        return rc;
    n->blocking = b.blocking;
    blockers_free(&b);
    return rc;
}

static char *products_line(const struct counts *n)
{
    if (n->products == 0)
        return xstrdup(_("chưa có danh sách"));
    char *text = xasprintf(P_("%d sản phẩm", n->products), n->products);
    if (n->no_set > 0) {
        char *more = xasprintf(_("%s, %d chưa có bộ sản phẩm"), text, n->no_set);
        free(text);
        text = more;
    }
    if (n->set_unknown > 0) {
        char *more = xasprintf(_("%s, %d thuộc bộ chưa có tiêu chí"), text, n->set_unknown);
        free(text);
        text = more;
    }
    return text;
}

static char *ballots_line(const struct counts *n)
{
    if (n->expected == 0)
        return xstrdup(_("chưa có phiếu nào phải nhập"));
    if (n->open > 0)
        return xasprintf(_("%d/%d phiếu đã nộp, %d đang nhập dở"), n->closed, n->expected, n->open);
    return xasprintf(_("%d/%d phiếu đã nộp"), n->closed, n->expected);
}

static char *results_line(const struct counts *n)
{
    if (n->undecided > 0)
        return xasprintf(_("%d/%d sản phẩm đã có kết quả, %d chờ kết luận"), n->decided, n->live,
                         n->undecided);
    return n->live ? xasprintf(_("%d/%d sản phẩm đã có kết quả"), n->decided, n->live)
                   : xstrdup(_("chưa có"));
}

static void fill_lines(const struct model *m, const struct counts *n, struct home_facts *f)
{
    char moment[20];
    bool closed = m->session.closed;
    bool named = *f->province && *f->council;
    f->line[0] = xstrdup(named ? _("thông tin và quy định theo Quy chế")
                               : _("chưa điền tỉnh hoặc tên hội đồng"));
    f->line[1] = n->members ? xasprintf(_("%d thành viên, có mặt %d, chấm điểm %d"), n->members,
                                        n->present, n->scoring)
                            : xstrdup(_("chưa có danh sách"));
    f->line[2] = products_line(n);
    f->line[3] = ballots_line(n);
    f->line[4] = results_line(n);
    f->line[5] = closed ? xasprintf(_("đã chốt %s"), moment_text(m->session.closed_at, moment))
                 : n->blocking ? xasprintf(P_("còn %zu việc phải xử lý", n->blocking), n->blocking)
                               : xstrdup(_("đủ điều kiện chốt"));
    f->line[6] = xstrdup(closed                ? _("bản chính thức, chờ ký")
                         : m->session.any_mark ? _("bản dự thảo")
                                               : _("phiếu trắng, nếu chấm trên giấy"));
    f->line[7] =
        xstrdup(m->backed_up ? _("đã sao trong lần mở này") : _("chưa sao trong lần mở này"));
}

/* The order in which a meeting is prepared and held. */
static void choose_next(const struct model *m, const struct counts *n, struct home_facts *f)
{
    const char *hint;
    if (m->session.closed) {
        f->next = m->backed_up ? ACT_HOME_EXPORT : ACT_HOME_BACKUP;
        hint = m->backed_up
                   ? _("xuất văn bản để trình ký; khi có quyết định thì ghi số, ngày ở đó.")
                   : _("sao lưu ra USB, rồi xuất văn bản để trình ký.");
    } else if (!*f->province || !*f->council) {
        f->next = ACT_HOME_SETUP;
        hint = _("điền thông tin và quy định của hội đồng.");
    } else if (n->members == 0) {
        f->next = ACT_HOME_MEMBERS;
        hint = _("nạp danh sách thành viên.");
    } else if (n->products == 0) {
        f->next = ACT_HOME_AGENDA;
        hint = _("nạp danh sách sản phẩm.");
    } else if (n->no_set > 0) {
        f->next = ACT_HOME_AGENDA;
        hint = _("cho bộ những sản phẩm chưa có bộ.");
    } else if (n->closed < n->expected) {
        f->next = ACT_HOME_BALLOTS;
        hint = n->closed + n->open == 0 ? _("ghi có mặt ở mục Thành viên, rồi nhập phiếu đánh giá.")
                                        : _("nhập tiếp phiếu đánh giá.");
    } else if (n->set_unknown > 0) {
        f->next = ACT_HOME_AGENDA;
        hint = _("hoãn những sản phẩm thuộc bộ chưa có tiêu chí (F8).");
    } else if (n->undecided > 0) {
        f->next = ACT_HOME_RESULTS;
        hint = _("ghi kết luận của chủ tọa cho những sản phẩm chờ kết luận.");
    } else {
        f->next = ACT_HOME_SIGNOFF;
        hint = n->blocking ? _("xử lý những việc còn lại, rồi chốt kết quả.") : _("chốt kết quả.");
    }
    f->hint = xstrdup(hint);
}

static char *when_and_where(struct db *db)
{
    char shown[11], *date = home_setting_copy(db, "date"), *place = home_setting_copy(db, "place");
    field_date_shown(date, shown);
    char *text = xasprintf("%s%s%s", shown, *shown && *place ? ", " : "", place);
    free(date);
    free(place);
    return text;
}

bool home_facts_read(struct app *app, struct home_facts *out)
{
    struct model *m = model_of(app);
    struct counts n = {0};
    enum db_rc rc = count_members(m->db, &n);
    if (rc == DB_OK)
        rc = home_count_products(m->db, &n);
    if (rc == DB_OK)
        rc = count_results(m->db, &n);
    if (rc != DB_OK) {
        model_did(app, DB_FAULT, NULL);
        return false;
    }
    m->products = n.products;
    *out = (struct home_facts){.province = home_setting_copy(m->db, "province"),
                               .council = home_setting_copy(m->db, "council"),
                               .decision = home_setting_copy(m->db, "decision"),
                               .when = when_and_where(m->db),
                               .file = text_safe(m->path, 0)};
    fill_lines(m, &n, out);
    choose_next(m, &n, out);
    return true;
}

void home_facts_free(struct home_facts *f)
{
    free(f->province);
    free(f->council);
    free(f->decision);
    free(f->file);
    free(f->when);
    for (int i = 0; i < HOME_LINES; i++)
        free(f->line[i]);
    free(f->hint);
    *f = (struct home_facts){0};
}
