/* SPDX-License-Identifier: MIT */
/* tui/page/council/new.c - a new session: what must be known, then the file. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "db/base/date.h"
#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/kit/widget/form_page.h"
#include "tui/model.h"
#include "tui/page/council/setup.h"
#include "tui/page/page.h"
#include "tui/recent.h"

enum { MAX_SAME_NAME = 99, NEW_ROWS = 16 };

struct new_page {
    struct form_page base;
    struct form_row row[NEW_ROWS];
    char *folder; /* where sessions live; NULL: it cannot be made */
};

/* What a new session is asked for: the facts, then what the council must choose itself, where ""
 * is no choice yet. */
static void new_fill_rows(struct form_row row[NEW_ROWS])
{
    static const char *const missed_values[] = {"", "lower", "fail", NULL};
    static const char *const missed_names[] = {
        N_("(chưa chọn)"), N_("xuống hạng còn đủ yêu cầu (mặc định)"), N_("không đạt")};
    static const char *const equal_values[] = {"", "allowed", "refused", NULL};
    static const char *const equal_names[] = {N_("(chưa chọn)"), N_("vẫn được (mặc định)"),
                                              N_("không được")};
    for (int i = SETTING_PROVINCE; i <= SETTING_MODE; i++) /* the first rows of both */
        row[i] = setup_row((enum setting)i);
    row[SETTING_COUNCIL].hint = N_("Như: Hội đồng đánh giá, phân hạng sản phẩm OCOP cấp tỉnh.");
    row[SETTING_ROUND].required = row[SETTING_YEAR].required = true;
    row += SETTING_MODE + 1;
    *row++ = (struct form_row){.label = N_("HỘI ĐỒNG CHỌN, THEO QUY CHẾ CỦA MÌNH"),
                               .kind = FORM_HEADING};
    *row = setup_row(SETTING_MINIMUM_MISSED);
    row->values = missed_values;
    row->names = missed_names;
    row->required = true;
    row++->note = N_("←→ để chọn. Trung ương 2020: 22 sản phẩm thiếu yêu cầu, không đạt.");
    *row = setup_row(SETTING_SPREAD_MAX);
    row->after = N_(" (mặc định: 10)");
    row++->note = N_("Gõ số. Tây Ninh, Đồng Tháp: chênh không quá 10.");
    *row = setup_row(SETTING_SPREAD_EQUAL);
    row->values = equal_values;
    row->names = equal_names;
    row->required = true;
    row++->note = N_("←→ để chọn. Tây Ninh, Đồng Tháp: quá 10; một phần mềm: từ 10 là chặn.");
    *row++ = (struct form_row){.label = N_("TỆP VÀ DIỄN TẬP"), .kind = FORM_HEADING};
    *row++ = setup_row(SETTING_REHEARSAL);
    *row = (struct form_row){.id = "file",
                             .label = N_("Tên tệp"),
                             .kind = FORM_TEXT,
                             .max = 200,
                             .hint = N_("Để trống thì đặt theo năm và đợt. Gõ cả đường dẫn (bắt "
                                        "đầu bằng /) để lưu ở nơi khác, như USB.")};
}

static void new_draw(const struct screen *s, struct canvas *c)
{
    const struct new_page *p = (const struct new_page *)s;
    canvas_title(c, 0, _("PHIÊN MỚI"), _("điền xong bấm {FORM_KEEP}; sửa lại lúc nào cũng được"),
                 NULL);
    char *folder = text_safe(p->folder ? p->folder : _("(không tạo được, gõ đường dẫn)"), 0);
    canvas_printf(c, 1, 0, -1, STYLE_NORMAL, _("Lưu trong: %s"), folder);
    free(folder);
    canvas_hline(c, 2, 0, c->cols, STYLE_NORMAL);
    form_page_draw(&p->base, c, 3, 0);
}

/* Letters and digits of @s in lower case without accents, other runs as one "-". */
static char *slug(const char *s)
{
    char *folded = text_fold(s), *out = xstrdup(folded ? folded : "");
    size_t n = 0;
    for (const char *c = folded ? folded : ""; *c; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9');
        if (plain)
            out[n++] = *c;
        else if (n > 0 && out[n - 1] != '-')
            out[n++] = '-';
    }
    while (n > 0 && out[n - 1] == '-')
        n--;
    out[n] = '\0';
    free(folded);
    return out;
}

/* "ocop-2026-dot-2.ocop", with a number at the end where that is taken. */
static char *new_own_name(const struct new_page *p)
{
    char *round = slug(form_value(&p->base.form, "round"));
    char *path = NULL;
    for (int n = 1; n <= MAX_SAME_NAME; n++) {
        char more[8] = "";
        if (n > 1)
            snprintf(more, sizeof more, "-%d", n);
        free(path);
        path = xasprintf("%s/ocop-%s-dot-%s%s.ocop", p->folder, form_value(&p->base.form, "year"),
                         round, more);
        if (access(path, F_OK) != 0)
            break;
    }
    free(round);
    return path;
}

/* Where the new file goes; NULL after a message. */
static char *new_path(const struct new_page *p)
{
    const char *typed = form_value(&p->base.form, "file");
    size_t n = strlen(typed);
    const char *ext = n > 5 && strcmp(typed + n - 5, ".ocop") == 0 ? "" : ".ocop";
    if (*typed == '/')
        return xasprintf("%s%s", typed, ext);
    if (!p->folder || strchr(typed, '/')) {
        app_say(p->base.screen.app, SAY_WARN, _("Tên tệp: gõ cả đường dẫn, bắt đầu bằng dấu /."));
        return NULL;
    }
    return *typed ? xasprintf("%s/%s%s", p->folder, typed, ext) : new_own_name(p);
}

static enum react new_create(struct new_page *p)
{
    struct app *app = p->base.screen.app;
    struct db_pair set[32];
    size_t n = 0;
    if (!form_page_stands(&p->base))
        return REACT_DRAW;
    char *path = new_path(p), *why = NULL;
    if (!path)
        return REACT_DRAW;
    for (size_t i = 0; i < p->base.form.n; i++) {
        const char *id = p->base.form.row[i].id;
        if (id && setting_find(id) && *form_get(&p->base.form, i))
            set[n++] = (struct db_pair){id, form_get(&p->base.form, i)};
    }
    enum db_rc rc = model_create(app, path, set, n, &why);
    if (rc == DB_OK) {
        pages_of(app)->home(app);
        app_sayf(app, SAY_GOOD, _("Đã tạo phiên: %s"), path);
    } else {
        dialog_message(app, TAG_TOLD, _("Không tạo được phiên"), why);
    }
    free(why);
    free(path);
    return rc == DB_OK ? REACT_POP : REACT_DRAW;
}

static enum react new_act(struct screen *s, enum action a)
{
    struct new_page *p = (struct new_page *)s;
    switch (a) {
    case ACT_FORM_KEEP:
        return new_create(p);
    case ACT_BACK:
        return form_page_leave(&p->base);
    default:
        return REACT_DEFAULT;
    }
}

static void new_done(struct screen *s)
{
    struct new_page *p = (struct new_page *)s;
    form_page_done(s);
    free(p->folder);
}

static const struct screen_ops new_ops = {
    .scope = SCOPE_FORM,
    .size = sizeof(struct new_page),
    .draw = new_draw,
    .act = new_act,
    .key = form_page_key,
    .typing = form_page_typing,
    .answer = form_page_answer,
    .done = new_done,
};

void page_new_open(struct app *app)
{
    struct new_page *p = (struct new_page *)screen_new(app, &new_ops);
    p->base.at_end = N_("Điền xong thì bấm {FORM_KEEP} để tạo phiên.");
    p->base.leave_title = N_("Không tạo phiên nữa?");
    p->base.leave_text = N_("Những gì vừa điền sẽ bỏ.");
    p->folder = sessions_folder();
    new_fill_rows(p->row);
    form_init(&p->base.form, p->row, NEW_ROWS, setup_check, p->row);
    struct tm tm;
    char year[8];
    if (date_local(app_now(app), &tm) && strftime(year, sizeof year, "%Y", &tm))
        form_assign(&p->base.form, "year", year);
    size_t count;
    const struct setting_def *d = setting_defs(&count);
    for (size_t i = 0; i < count; i++)
        if (d[i].fallback && d[i].kind != SETTING_RULE) /* rules are asked */
            form_assign(&p->base.form, d[i].key, d[i].fallback);
    app_push(app, &p->base.screen);
}
