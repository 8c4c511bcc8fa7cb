/* SPDX-License-Identifier: MIT */
/* tui/model_words.c - words, names, times and searching, as all pages show them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/model.h"

/* ---- words ---- */

const char *role_name(enum role r)
{
    static const char *const names[] = {
        [ROLE_CHAIR] = N_("Chủ tịch"),    [ROLE_VICE] = N_("Phó Chủ tịch"),
        [ROLE_MEMBER] = N_("Ủy viên"),    [ROLE_SECRETARY] = N_("Thư ký"),
        [ROLE_ADVISER] = N_("Tổ tư vấn"), [ROLE_OBSERVER] = N_("Khách mời"),
    };
    return _(names[r]);
}

const char *panel_name(enum panel_state s)
{
    static const char *const names[] = {
        [PANEL_SCORES] = N_("chấm"),
        [PANEL_ABSENT] = N_("vắng"),
        [PANEL_RECUSED] = N_("không tham gia chấm"),
        [PANEL_WRITTEN] = N_("gửi phiếu"),
    };
    return _(names[s]);
}

const char *kind_name(enum product_kind k)
{
    static const char *const names[] = {
        [KIND_FIRST] = N_("lần đầu"),
        [KIND_UPGRADE] = N_("nâng hạng"),
        [KIND_AGAIN] = N_("đánh giá lại"),
    };
    return k == KIND_UNKNOWN ? "" : _(names[k]);
}

const char *ballot_name(enum ballot_state s)
{
    static const char *const names[] = {
        [BALLOT_NONE] = N_("chưa nhập"),
        [BALLOT_OPEN] = N_("đang nhập"),
        [BALLOT_CLOSED] = N_("đã nộp"),
    };
    return _(names[s]);
}

const char *stars_text(int star)
{
    static const char *const stars[] = {"", "★", "★★", "★★★", "★★★★", "★★★★★"};
    return star > 0 && star <= 5 ? stars[star] : "";
}

const char *state_text(const struct session *s)
{
    if (s->rehearsal)
        return s->closed ? _("DIỄN TẬP · ĐÃ CHỐT (chờ ký)") : _("DIỄN TẬP · DỰ THẢO");
    return s->closed ? _("ĐÃ CHỐT (chờ ký)") : _("DỰ THẢO");
}

const char *set_number(const struct product *p, char out[8])
{
    const char *slash = strrchr(p->set, '/');
    snprintf(out, 8, "%.4s%s", slash ? slash + 1 : "--", p->set_own ? "*" : "");
    return out;
}

char *set_label(const struct product *p)
{
    if (!*p->set)
        return xstrdup(_("chưa có bộ sản phẩm"));
    if (p->set_own)
        return xasprintf(_("Bộ riêng %s: %s (không phải bộ của Quyết định 26)"), p->set,
                         p->set_name);
    const char *slash = strrchr(p->set, '/');
    return *p->set_name && slash ? xasprintf(_("Bộ %s: %s"), slash + 1, p->set_name)
                                 : xstrdup(p->set);
}

char *doubt_text(const struct crit_correction *c)
{
    const char *why = c->why ? c->why : "", *dash = *why ? ": " : "";
    if (!c->forced)
        return *why ? xasprintf(_("Giữ như bản in: %s"), why)
                    : xstrdup(_("Giữ như bản in, cần đối chiếu với bản ký số"));
    if (!*c->printed)
        return xasprintf(_("Bản in để trống, dùng \"%s\"%s%s"), c->used, dash, why);
    return xasprintf(_("Bản in ghi \"%s\", dùng \"%s\"%s%s"), c->printed, c->used, dash, why);
}

char *member_label(const struct member *m)
{
    return xasprintf("%s%s%s, %s%s%s", m->honorific, *m->honorific ? " " : "", m->name,
                     *m->title ? m->title : role_name(m->role), *m->agency ? ", " : "", m->agency);
}

char *product_label_text(int no, int of, const char *name)
{
    return of ? xasprintf(_("SP %d/%d %s"), no, of, name) : xasprintf(_("SP %d %s"), no, name);
}

/* ---- times ---- */

static bool local_time(const char *utc, struct tm *out)
{
    struct tm tm = {0};
    if (sscanf(utc, "%4d-%2d-%2dT%2d:%2d:%2d", &tm.tm_year, &tm.tm_mon, &tm.tm_mday, &tm.tm_hour,
               &tm.tm_min, &tm.tm_sec) != 6)
        return false;
    tm.tm_year -= 1900;
    tm.tm_mon -= 1;
    time_t t = timegm(&tm);
    return localtime_r(&t, out) != NULL;
}

const char *clock_text(const char *utc, char out[8])
{
    struct tm tm;
    out[0] = '\0';
    if (local_time(utc, &tm))
        strftime(out, 8, "%H:%M", &tm);
    return out;
}

const char *moment_text(const char *utc, char out[20])
{
    struct tm tm;
    out[0] = '\0';
    if (local_time(utc, &tm))
        strftime(out, 20, "%d/%m/%Y %H:%M", &tm);
    return out;
}

/* ---- searching ---- */

static bool begins_word(const char *text, const char *at)
{
    return at == text || at[-1] == ' ' || at[-1] == '-' || at[-1] == '(' || at[-1] == '/';
}

/* Whether some word of @text begins with the @n bytes at @word. */
static bool word_begins(const char *text, const char *word, size_t n)
{
    for (const char *p = text; *p; p++)
        if (begins_word(text, p) && strncmp(p, word, n) == 0)
            return true;
    return false;
}

/* Whether @letters are the first letters of neighbouring words: "mt" in "mam tom". */
static bool initials(const char *text, const char *letters)
{
    size_t want = strlen(letters);
    if (want < 2)
        return false;
    for (const char *p = text; *p; p++) {
        size_t got = 0;
        for (const char *q = p; begins_word(text, p) && *q && got < want; q++)
            if (begins_word(text, q) && *q != letters[got])
                break;
            else if (begins_word(text, q))
                got++;
        if (got == want)
            return true;
    }
    return false;
}

static bool every_word(const char *text, const char *folded)
{
    bool any = false;
    for (const char *p = folded; *p;) {
        size_t n = strcspn(p, " ");
        if (n > 0 && !word_begins(text, p, n))
            return false;
        any = any || n > 0;
        p += n + (p[n] == ' ');
    }
    return any;
}

bool search_hit(const char *folded, const char *text)
{
    if (!*folded)
        return true;
    char *t = text_fold(text);
    bool hit = t && (strstr(t, folded) || every_word(t, folded) || initials(t, folded));
    free(t);
    return hit;
}

/* ---- drawing ---- */

void model_title(const struct app *app, struct canvas *c, const char *left, const char *middle)
{
    const struct model *m = model_of(app);
    canvas_title(c, 0, left, middle ? middle : m->name, m->db ? state_text(&m->session) : NULL);
}

int row_columns(const struct canvas *c)
{
    return c->grid->cols - 2;
}

void draw_empty(struct canvas *c, const char *title, const char *text)
{
    int width = c->cols - 20 > 40 ? c->cols - 20 : c->cols, left = (c->cols - width) / 2;
    int rows = canvas_wrap_rows(text, width), row = (c->rows - rows - 2) / 2;
    row = row < 0 ? 0 : row;
    canvas_center(c, row, 0, c->cols, STYLE_BOLD, title);
    for (const char *line = text; *line; row++) {
        size_t n = strcspn(line, "\n");
        char *one = xstrndup(line, n);
        int used = canvas_wrap_rows(one, width);
        if (used == 1)
            canvas_center(c, row + 2, left, width, STYLE_NORMAL, one);
        else
            canvas_wrap(c, row + 2, left, width, used, STYLE_NORMAL, one);
        row += used - 1;
        free(one);
        line += n + (line[n] == '\n');
    }
}
