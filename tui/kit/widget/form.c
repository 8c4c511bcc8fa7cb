/* SPDX-License-Identifier: MIT */
/* tui/kit/widget/form.c - rows of label and value: values, keys and drawing. */
#include "tui/kit/widget/form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"

static bool is_words(enum form_kind kind)
{
    return kind == FORM_HEADING || kind == FORM_NOTE;
}

static bool is_text(enum form_kind kind)
{
    return kind != FORM_CHOICE && kind != FORM_YESNO && !is_words(kind);
}

static enum field_kind field_kind_of(enum form_kind kind)
{
    switch (kind) {
    case FORM_DIGITS:
        return FIELD_DIGITS;
    case FORM_DATE:
        return FIELD_DATE;
    case FORM_SHARE:
        return FIELD_SHARE;
    case FORM_SECRET:
        return FIELD_SECRET;
    default:
        return FIELD_TEXT;
    }
}

static bool can_be_active(const struct form *f, size_t i)
{
    return !is_words(f->row[i].kind) && !f->v[i].locked;
}

/* The next row after @from in direction @step that can be active, going round; @from itself
 * when there is no other, n when there is none at all. */
static size_t next_row(const struct form *f, size_t from, size_t step)
{
    for (size_t k = 1; k <= f->n; k++) {
        size_t i = (from + k * step) % f->n;
        if (can_be_active(f, i))
            return i;
    }
    return f->n;
}

void form_init(struct form *f, const struct form_row *row, size_t n, form_check_fn check,
               void *data)
{
    *f = (struct form){.row = row, .n = n, .check = check, .check_data = data};
    f->v = xcalloc(n ? n : 1, sizeof *f->v);
    for (size_t i = 0; i < n; i++)
        field_init(&f->v[i].field, field_kind_of(row[i].kind),
                   row[i].kind == FORM_DATE ? 10
                   : row[i].max > 0         ? (size_t)row[i].max
                                            : 0);
    f->at = n ? next_row(f, n - 1, 1) : 0;
    f->arrived = true;
}

void form_free(struct form *f)
{
    for (size_t i = 0; f->v && i < f->n; i++) {
        field_wipe(&f->v[i].field);
        free(f->v[i].shown);
        free(f->v[i].began);
    }
    free(f->v);
    *f = (struct form){0};
}

size_t form_find(const struct form *f, const char *id)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->row[i].id && strcmp(f->row[i].id, id) == 0)
            return i;
    return f->n;
}

const char *form_get(const struct form *f, size_t i)
{
    const struct form_value *v = &f->v[i];
    switch (f->row[i].kind) {
    case FORM_HEADING:
    case FORM_NOTE:
        return "";
    case FORM_YESNO:
        return v->choice ? "yes" : "no";
    case FORM_CHOICE:
        return f->row[i].values[v->choice] ? f->row[i].values[v->choice] : "";
    case FORM_DATE:
        return *v->date ? v->date : field_get(&v->field);
    default:
        return field_get(&v->field);
    }
}

static void read_date(struct form *f, size_t i)
{
    struct form_value *v = &f->v[i];
    if (f->row[i].kind != FORM_DATE || !field_date(field_get(&v->field), v->date))
        v->date[0] = '\0';
}

void form_set(struct form *f, size_t i, const char *value)
{
    struct form_value *v = &f->v[i];
    char shown[11];
    switch (f->row[i].kind) {
    case FORM_HEADING:
    case FORM_NOTE:
        break;
    case FORM_YESNO:
        v->choice = strcmp(value, "yes") == 0;
        break;
    case FORM_CHOICE:
        v->choice = 0;
        for (int k = 0; f->row[i].values[k]; k++)
            if (strcmp(f->row[i].values[k], value) == 0)
                v->choice = k;
        break;
    case FORM_DATE:
        field_date_shown(value, shown);
        field_set(&v->field, shown);
        break;
    default:
        field_set(&v->field, value);
        break;
    }
    read_date(f, i);
}

const char *form_value(const struct form *f, const char *id)
{
    size_t i = form_find(f, id);
    return i < f->n ? form_get(f, i) : "";
}

void form_assign(struct form *f, const char *id, const char *value)
{
    size_t i = form_find(f, id);
    if (i < f->n)
        form_set(f, i, value);
}

void form_lock(struct form *f, size_t i, bool locked)
{
    f->v[i].locked = locked;
    if (f->at >= f->n || !can_be_active(f, f->at))
        f->at = next_row(f, f->at < f->n ? f->at : f->n - 1, 1);
}

bool form_typing(const struct form *f)
{
    return f->at < f->n && is_text(f->row[f->at].kind);
}

/* ---- what cannot stand ---- */

static bool is_share(const char *s)
{
    char *end;
    long a = strtol(s, &end, 10);
    if (end == s || *end != '/' || end[1] < '0' || end[1] > '9')
        return false;
    long b = strtol(end + 1, &end, 10);
    return *end == '\0' && a >= 0 && b >= 1 && a <= b && b < 100000;
}

/* Why the value of row @i cannot stand; NULL: it can. */
static const char *why_not(const struct form *f, size_t i)
{
    const struct form_row *row = &f->row[i];
    const char *value = form_get(f, i);
    if (is_words(row->kind))
        return NULL;
    if (!*value && row->required)
        return _("Dòng này phải điền.");
    if (*value && row->kind == FORM_DATE && !*f->v[i].date)
        return _("Không có ngày này: gõ như 05/08/2026.");
    if (*value && row->kind == FORM_SHARE && !is_share(value))
        return _("Gõ một phần, như 3/4.");
    return f->check ? f->check(f->check_data, i, value) : NULL;
}

const char *form_check(struct form *f)
{
    for (size_t i = 0; i < f->n; i++) {
        const char *why = why_not(f, i);
        if (!why)
            continue;
        if (can_be_active(f, i)) {
            f->at = i;
            f->arrived = true;
        }
        return why;
    }
    return NULL;
}

/* ---- keys ---- */

static enum form_event go(struct form *f, size_t step)
{
    size_t to = next_row(f, f->at, step);
    if (to >= f->n || to == f->at)
        return FORM_MOVED;
    f->at = to;
    f->arrived = true;
    return FORM_LEFT;
}

static bool is_last(const struct form *f)
{
    for (size_t i = f->at + 1; i < f->n; i++)
        if (can_be_active(f, i))
            return false;
    return true;
}

static bool is_first(const struct form *f)
{
    for (size_t i = 0; i < f->at; i++)
        if (can_be_active(f, i))
            return false;
    return true;
}

static enum form_event turn(struct form *f, const struct key *k)
{
    const struct form_row *row = &f->row[f->at];
    struct form_value *v = &f->v[f->at];
    bool on = k->code == K_RIGHT || (k->code == K_CHAR && k->ch == ' ');
    int n = 2;
    if ((!on && k->code != K_LEFT) || is_text(row->kind))
        return FORM_IGNORED;
    if (row->kind == FORM_CHOICE)
        for (n = 0; row->values[n];)
            n++;
    if (n < 2)
        return FORM_MOVED;
    v->choice = (v->choice + (on ? 1 : n - 1)) % n;
    f->changed = true;
    return FORM_CHANGED;
}

static enum form_event edit(struct form *f, const struct key *k)
{
    bool digit = k->code == K_CHAR && k->ch >= '0' && k->ch <= '9';
    if (!form_typing(f))
        return turn(f, k);
    /* A number is typed anew, not added to: 3 and then 2 must not be 32. */
    if (f->arrived && digit && f->row[f->at].kind == FORM_DIGITS)
        field_set(&f->v[f->at].field, "");
    f->arrived = false;
    switch (field_key(&f->v[f->at].field, k)) {
    case FIELD_CHANGED:
        read_date(f, f->at);
        f->changed = true;
        return FORM_CHANGED;
    case FIELD_MOVED:
    case FIELD_REFUSED:
        return FORM_MOVED;
    case FIELD_IGNORED:
        break;
    }
    return FORM_IGNORED;
}

static enum form_event click(struct form *f, const struct key *k)
{
    int row = k->row - f->seen.row;
    if (row < 0 || row >= f->seen.rows || k->col < f->seen.col ||
        k->col >= f->seen.col + f->seen.cols)
        return FORM_IGNORED;
    size_t i = (size_t)(f->seen.top + row);
    if (i >= f->n || !can_be_active(f, i) || i == f->at)
        return FORM_IGNORED;
    f->at = i;
    f->arrived = true;
    return FORM_LEFT;
}

enum form_event form_key(struct form *f, const struct key *k)
{
    if (f->at >= f->n)
        return FORM_IGNORED;
    switch (k->code) {
    case K_TAB:
        return go(f, 1);
    case K_SHIFT_TAB:
        return go(f, f->n - 1);
    case K_ENTER:
        return is_last(f) ? FORM_SUBMIT : go(f, 1);
    case K_DOWN:
        return is_last(f) ? FORM_MOVED : go(f, 1);
    case K_UP:
        return is_first(f) ? FORM_MOVED : go(f, f->n - 1);
    case K_CLICK:
        return click(f, k);
    default:
        return edit(f, k);
    }
}

/* ---- drawing ---- */

/* Under the rows: a line, two rows of hint, one of citation or complaint. */
enum { FOOT = 4, GAP = 2 };

static int label_columns(const struct form *f, int cols)
{
    int widest = 0;
    for (size_t i = 0; i < f->n; i++) {
        int n = (int)text_columns(_(f->row[i].label)) + (f->row[i].required ? 2 : 0);
        if (!is_words(f->row[i].kind) && !f->row[i].before && n > widest)
            widest = n;
    }
    return widest > cols / 2 ? cols / 2 : widest;
}

static const char *choice_name(const struct form *f, size_t i)
{
    const struct form_row *row = &f->row[i];
    int k = f->v[i].choice;
    if (row->kind == FORM_YESNO)
        return k ? _("có") : _("không");
    return row->names ? _(row->names[k]) : row->values[k] ? row->values[k] : "";
}

/* The columns that the value has taken. */
static int draw_value(const struct form *f, size_t i, struct canvas *c, int row, int col)
{
    const struct form_value *v = &f->v[i];
    bool active = i == f->at;
    int room = c->cols - col - 1;
    if (is_text(f->row[i].kind)) {
        int width = (int)v->field.max + 1 < room ? (int)v->field.max + 1 : room;
        field_draw(&v->field, c, row, col, width, active);
        if (v->locked)
            canvas_restyle(c, row, col, 1, width, STYLE_DIM);
        return width;
    }
    enum style style = active ? STYLE_SELECTED : v->locked ? STYLE_DIM : STYLE_NORMAL;
    if (active) {
        int used = canvas_text(c, row, col, room, style, "◂ ");
        used += canvas_text(c, row, col + used, room - used, style, choice_name(f, i));
        return used + canvas_text(c, row, col + used, room - used, style, " ▸");
    }
    return canvas_text(c, row, col, room, style, choice_name(f, i));
}

/* "Họp hợp lệ khi có mặt ít nhất [3/4] số thành viên." */
static void draw_sentence(const struct form *f, size_t i, struct canvas *c, int row)
{
    const struct form_row *r = &f->row[i];
    bool active = i == f->at;
    enum style style = active ? STYLE_BOLD : f->v[i].locked ? STYLE_DIM : STYLE_NORMAL;
    canvas_text(c, row, 0, 1, active ? STYLE_KEY : STYLE_WARN,
                active          ? "▶"
                : f->v[i].news  ? "≠"
                : why_not(f, i) ? "!"
                                : " ");
    int col = 2 + canvas_text(c, row, 2, -1, style, _(r->before)) + 1;
    if (active)
        col += draw_value(f, i, c, row, col);
    else
        col += canvas_text(c, row, col, c->cols - col, f->v[i].locked ? STYLE_DIM : STYLE_BOLD,
                           is_text(r->kind) ? form_get(f, i) : choice_name(f, i));
    if (r->after)
        canvas_text(c, row, col, -1, style, _(r->after));
}

static void draw_row(const struct form *f, size_t i, struct canvas *c, int row, int labels)
{
    const struct form_row *r = &f->row[i];
    if (r->kind == FORM_HEADING) {
        canvas_text(c, row, 0, -1, STYLE_HEADING, _(r->label));
        return;
    }
    if (r->kind == FORM_NOTE) {
        canvas_text(c, row, 4, -1, STYLE_DIM, _(r->label));
        return;
    }
    if (r->before) {
        draw_sentence(f, i, c, row);
        return;
    }
    bool active = i == f->at;
    enum style style = active ? STYLE_BOLD : f->v[i].locked ? STYLE_DIM : STYLE_NORMAL;
    canvas_text(c, row, 0, 1, STYLE_KEY, active ? "▶" : " ");
    int used = canvas_text(c, row, 2, labels, style, _(r->label));
    if (r->required && used + 2 <= labels)
        canvas_text(c, row, 2 + used + 1, 1, STYLE_WARN, "*");
    draw_value(f, i, c, row, 2 + labels + GAP);
    if (f->v[i].news || (!active && why_not(f, i)))
        canvas_text(c, row, 2 + labels, 1, STYLE_WARN, f->v[i].news ? "≠" : "!");
}

static void draw_foot(const struct form *f, struct canvas *c)
{
    if (f->at >= f->n)
        return;
    const struct form_row *row = &f->row[f->at];
    const char *why = why_not(f, f->at);
    canvas_hline(c, 0, 0, c->cols, STYLE_NORMAL);
    int value = is_text(row->kind) ? 0 : (int)text_columns(choice_name(f, f->at));
    int label = row->before ? (int)text_columns(_(row->before)) : label_columns(f, c->cols);
    if (value > c->cols - 2 - label - GAP - 5)
        canvas_wrap(c, 1, 0, c->cols, 2, STYLE_BOLD, choice_name(f, f->at)); /* cut above */
    else if (row->hint)
        canvas_wrap(c, 1, 0, c->cols, 2, STYLE_NORMAL, _(row->hint));
    if (f->v[f->at].news && form_typed(f, f->at))
        canvas_printf(c, 3, 0, -1, STYLE_WARN, _("Nơi khác vừa ghi: %s. Đang giữ điều vừa gõ."),
                      form_name(f, f->at, f->v[f->at].shown));
    else if (f->v[f->at].news)
        canvas_text(c, 3, 0, -1, STYLE_WARN, _("Nơi khác vừa đổi dòng này."));
    /* What others do helps more with an empty row than that it is empty. */
    else if (why && (*form_get(f, f->at) || !row->note))
        canvas_text(c, 3, 0, -1, STYLE_WARN, why);
    else if (row->note)
        canvas_text(c, 3, 0, -1, STYLE_DIM, _(row->note));
    else if (row->cite)
        canvas_text(c, 3, 0, -1, STYLE_DIM, row->cite);
}

/* As in list.c: forms live in pages, which are never const objects. */
static void note_seen(const struct form *f, const struct canvas *c, int top)
{
    struct form *cache = (struct form *)f;
    cache->seen.row = c->row;
    cache->seen.col = c->col;
    cache->seen.rows = c->rows;
    cache->seen.cols = c->cols;
    cache->seen.top = top;
}

void form_draw(const struct form *f, struct canvas *c)
{
    struct canvas rows = canvas_sub(c, 0, 0, c->rows - FOOT, c->cols);
    struct canvas foot = canvas_sub(c, c->rows - FOOT, 0, FOOT, c->cols);
    int n = (int)f->n, at = f->at < f->n ? (int)f->at : 0, labels = label_columns(f, c->cols);
    int top = f->seen.top, last = n > rows.rows ? n - rows.rows : 0;
    int end = at; /* the words under the active row come into view with it */
    while (end + 1 < n && f->row[end + 1].kind == FORM_NOTE && end - at < rows.rows - 2)
        end++;
    top = end >= top + rows.rows ? end - rows.rows + 1 : top;
    /* A heading above the active row comes into view with it. */
    int first = at > 0 && f->row[at - 1].kind == FORM_HEADING ? at - 1 : at;
    top = first < top ? first : top;
    top = top > last ? last : top;
    note_seen(f, &rows, top);
    for (int row = 0; row < rows.rows && top + row < n; row++)
        draw_row(f, (size_t)(top + row), &rows, row, labels);
    if (top > 0)
        canvas_text(&rows, 0, rows.cols - 1, 1, STYLE_KEY, "↑");
    if (top < last)
        canvas_text(&rows, rows.rows - 1, rows.cols - 1, 1, STYLE_KEY, "↓");
    draw_foot(f, &foot);
}
