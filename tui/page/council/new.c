/* SPDX-License-Identifier: MIT */
/* tui/page/council/new.c - a new session: what must be known, then the file. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/model.h"
#include "tui/page/council/setup.h"
#include "tui/page/page.h"
#include "tui/recent.h"

enum { TAG_DISCARD = 1, MAX_SAME_NAME = 99 };

struct new_page {
    struct screen base;
    struct form form;
    char *folder; /* where sessions live; NULL: it cannot be made */
};

static void new_draw(const struct screen *s, struct canvas *c)
{
    const struct new_page *p = (const struct new_page *)s;
    canvas_title(c, 0, _("PHIÊN MỚI"), _("điền xong bấm {FORM_KEEP}; sửa lại lúc nào cũng được"),
                 NULL);
    char *folder = text_safe(p->folder ? p->folder : _("(không tạo được, gõ đường dẫn)"), 0);
    canvas_printf(c, 1, 0, -1, STYLE_NORMAL, _("Lưu trong: %s"), folder);
    free(folder);
    canvas_hline(c, 2, 0, c->cols, STYLE_NORMAL);
    struct canvas body = canvas_sub(c, 3, 0, c->rows - 3, c->cols);
    form_draw(&p->form, &body);
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

static bool exists(const char *path)
{
    FILE *f = fopen(path, "re");
    if (f)
        fclose(f);
    return f != NULL;
}

/* "ocop-2026-dot-2.ocop", with a number at the end where that is taken. */
static char *new_own_name(const struct new_page *p)
{
    char *round = slug(form_value(&p->form, "round"));
    char *path = NULL;
    for (int n = 1; n <= MAX_SAME_NAME; n++) {
        char more[8] = "";
        if (n > 1)
            snprintf(more, sizeof more, "-%d", n);
        free(path);
        path = xasprintf("%s/ocop-%s-dot-%s%s.ocop", p->folder, form_value(&p->form, "year"), round,
                         more);
        if (!exists(path))
            break;
    }
    free(round);
    return path;
}

/* Where the new file goes; NULL after a message. */
static char *new_path(const struct new_page *p)
{
    const char *typed = form_value(&p->form, "file");
    size_t n = strlen(typed);
    const char *ext = n > 5 && strcmp(typed + n - 5, ".ocop") == 0 ? "" : ".ocop";
    if (*typed == '/')
        return xasprintf("%s%s", typed, ext);
    if (!p->folder || strchr(typed, '/')) {
        app_say(p->base.app, SAY_WARN, _("Tên tệp: gõ cả đường dẫn, bắt đầu bằng dấu /."));
        return NULL;
    }
    return *typed ? xasprintf("%s/%s%s", p->folder, typed, ext) : new_own_name(p);
}

static enum react new_create(struct new_page *p)
{
    struct app *app = p->base.app;
    struct db_pair set[32];
    size_t n = 0;
    const char *bad = form_check(&p->form);
    if (bad) {
        app_say(app, SAY_WARN, bad);
        return REACT_DRAW;
    }
    char *path = new_path(p), *why = NULL;
    if (!path)
        return REACT_DRAW;
    for (size_t i = 0; i < new_row_count; i++)
        if (new_rows[i].id && strcmp(new_rows[i].id, "file") != 0 && *form_get(&p->form, i))
            set[n++] = (struct db_pair){new_rows[i].id, form_get(&p->form, i)};
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

static enum react new_leave(struct new_page *p)
{
    if (!p->form.changed)
        return REACT_POP;
    dialog_confirm(p->base.app, TAG_DISCARD, _("Không tạo phiên nữa?"),
                   _("Những gì vừa điền sẽ bỏ."), true);
    return REACT_NONE;
}

static enum react new_act(struct screen *s, enum action a)
{
    struct new_page *p = (struct new_page *)s;
    switch (a) {
    case ACT_FORM_KEEP:
        return new_create(p);
    case ACT_BACK:
        return new_leave(p);
    default:
        return REACT_DEFAULT;
    }
}

static enum react new_key(struct screen *s, const struct key *k)
{
    struct new_page *p = (struct new_page *)s;
    if (form_key(&p->form, k) == FORM_SUBMIT)
        app_say(s->app, SAY_NOTE, _("Điền xong thì bấm {FORM_KEEP} để tạo phiên."));
    return REACT_DRAW;
}

static bool new_typing(const struct screen *s)
{
    return form_typing(&((const struct new_page *)s)->form);
}

static enum react new_answer(struct screen *s, const struct answer *a)
{
    (void)s;
    return a->tag == TAG_DISCARD && a->ok ? REACT_POP : REACT_DRAW;
}

static void new_done(struct screen *s)
{
    struct new_page *p = (struct new_page *)s;
    form_free(&p->form);
    free(p->folder);
}

static const struct screen_ops new_ops = {
    .scope = SCOPE_FORM,
    .size = sizeof(struct new_page),
    .draw = new_draw,
    .act = new_act,
    .key = new_key,
    .typing = new_typing,
    .answer = new_answer,
    .done = new_done,
};

void page_new_open(struct app *app)
{
    struct new_page *p = (struct new_page *)screen_new(app, &new_ops);
    p->folder = sessions_folder();
    form_init(&p->form, new_rows, new_row_count, setup_check, (void *)(uintptr_t)new_rows);
    time_t now = (time_t)app_now(app);
    struct tm tm;
    char year[8];
    if (localtime_r(&now, &tm) && strftime(year, sizeof year, "%Y", &tm))
        form_assign(&p->form, "year", year);
    size_t count;
    const struct setting_def *d = setting_defs(&count);
    for (size_t i = 0; i < count; i++)
        if (d[i].fallback && d[i].kind != SETTING_RULE) /* rules are asked */
            form_assign(&p->form, d[i].key, d[i].fallback);
    app_push(app, &p->base);
}
