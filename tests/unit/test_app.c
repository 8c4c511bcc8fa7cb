/* SPDX-License-Identifier: MIT */
/* The stack of pages: dispatch, reactions, dialogs, messages, small windows; the screens that
 * come with it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/kit/dump.h"
#include "tests/kit/feed.h"
#include "tui/action.h"
#include "tui/kit/app.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/kit/widget/help.h"
#include "tui/kit/widget/list.h"
#include "tui/kit/widget/picker.h"

/* What the test page has lived through. */
struct world {
    int loads, loads_apart, acts, keys, afters, dones, flushes, polls;
    enum action last;
    enum react next; /* what act returns */
    struct answer got;
    char text[256];
    char shown_at_flush[64];
    int readings, reading; /* begun so far; open now */
    unsigned holds;
    bool gone, changed, typing;
};

struct page {
    struct screen base;
    int number;
    bool pending;
    struct list list;
};

static struct world *world(const struct screen *s)
{
    return s->app->model;
}

static bool load(struct screen *s)
{
    world(s)->loads++;
    world(s)->loads_apart += world(s)->reading != 1;
    return !world(s)->gone;
}

static int count(const void *data)
{
    (void)data;
    return 40;
}

static void row(const void *data, int i, struct canvas *c, bool selected)
{
    (void)data;
    (void)selected;
    canvas_printf(c, 0, 1, -1, STYLE_NORMAL, "dòng %d", i);
}

static bool selectable(const void *data, int i)
{
    (void)data;
    return i % 10 != 0;
}

static const struct list_ops lines = {.count = count, .row = row, .selectable = selectable};

static void draw(const struct screen *s, struct canvas *c)
{
    const struct page *p = (const struct page *)s;
    canvas_title(c, 0, "TRANG", "", NULL);
    canvas_printf(c, 1, 0, -1, p->pending ? STYLE_PENDING : STYLE_NORMAL, "số %d%s", p->number,
                  p->pending ? " ?" : "");
    struct canvas rest = canvas_sub(c, 2, 0, c->rows - 2, c->cols);
    list_draw(&p->list, &lines, p, &rest, true);
}

static enum react act(struct screen *s, enum action a)
{
    struct page *p = (struct page *)s;
    world(s)->acts++;
    world(s)->last = a;
    if (a == ACT_BACK || a == ACT_LANGUAGE)
        return REACT_DEFAULT;
    if (world(s)->next & REACT_AFTER)
        p->pending = true;
    return world(s)->next;
}

static enum react key(struct screen *s, const struct key *k)
{
    struct page *p = (struct page *)s;
    world(s)->keys++;
    return list_key(&p->list, &lines, p, k) == LIST_MOVED ? REACT_DRAW : REACT_NONE;
}

static enum react answer(struct screen *s, const struct answer *a)
{
    world(s)->got = *a;
    snprintf(world(s)->text, sizeof world(s)->text, "%s", a->text);
    return REACT_DRAW;
}

static enum react after(struct screen *s)
{
    struct page *p = (struct page *)s;
    world(s)->afters++;
    p->pending = false;
    p->number++;
    return REACT_DRAW;
}

static unsigned holds(const struct screen *s)
{
    return world(s)->holds;
}

static bool typing(const struct screen *s)
{
    return world(s)->typing;
}

static void done(struct screen *s)
{
    world(s)->dones++;
}

static const struct screen_ops ops = {
    .scope = SCOPE_RESULTS,
    .size = sizeof(struct page),
    .load = load,
    .draw = draw,
    .holds = holds,
    .act = act,
    .key = key,
    .typing = typing,
    .answer = answer,
    .after = after,
    .done = done,
};

static struct world w;
static struct app app;

static struct page *open_page(void)
{
    struct screen *s = screen_new(&app, &ops);
    app_push(&app, s);
    return (struct page *)s;
}

static void reading(struct app *a, bool begins)
{
    struct world *x = a->model;
    x->readings += begins;
    x->reading += begins ? 1 : -1;
}

static int setup(void **state)
{
    (void)state;
    w = (struct world){.holds = NEED_ALL};
    app = (struct app){.model = &w, .reading = reading};
    app_init(&app, &actions, 24, 80);
    open_page();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    app_free(&app);
    return i18n_set("vi") ? 0 : -1;
}

static void keys_find_their_way(void **state)
{
    (void)state;
    assert_int_equal(w.loads, 1);
    feed_keys(&app, "F2");
    assert_int_equal(w.last, ACT_RESULTS_FILTER);
    feed_keys(&app, "Down x 5");
    assert_int_equal(w.keys, 3);
    assert_int_equal(w.acts, 1);
    w.holds = 0;
    feed_keys(&app, "Enter");
    assert_int_equal(w.acts, 1);
    assert_true(feed_shows(&app, "Chưa có dòng nào được chọn."));
    feed_keys(&app, "F11"); /* the message goes with the next key */
    assert_false(feed_shows(&app, "Chưa có dòng nào được chọn."));
    /* while text is typed, editing keys pass the bindings by; pastes are let in */
    w.keys = 0;
    feed_paste(&app, "12");
    assert_int_equal(w.keys, 0);
    w.typing = true;
    feed_paste(&app, "12");
    feed_keys(&app, "Home");
    assert_int_equal(w.keys, 3);
    feed_keys(&app, "F4");
    assert_int_equal(w.last, ACT_RESULTS_ORDER);
    app.top->scope = SCOPE_HOME; /* where 3 is an action */
    feed_keys(&app, "3");
    assert_int_equal(w.keys, 4);
    w.typing = false;
    feed_keys(&app, "3");
    assert_int_equal(w.last, ACT_HOME_AGENDA);
}

static void show_flush(struct app *a)
{
    char *dump = grid_dump(&a->grid, false);
    const char *line = strchr(dump, '\n') + 1;
    w.flushes++;
    snprintf(w.shown_at_flush, sizeof w.shown_at_flush, "%.*s", (int)strcspn(line, "\n"), line);
    free(dump);
}

static void painted_then_committed(void **state)
{
    (void)state;
    app.flush = show_flush;
    w.next = REACT_DRAW | REACT_AFTER;
    feed_keys(&app, "F2");
    assert_int_equal(w.flushes, 1);
    assert_string_equal(w.shown_at_flush, "số 0 ?");
    assert_int_equal(w.afters, 1);
    assert_true(app.dirty);
    assert_true(feed_shows(&app, "số 1\n"));
}

static void reload_and_poll(void **state)
{
    (void)state;
    struct page *first = (struct page *)app.top;
    open_page();
    w.loads = 0;
    w.next = REACT_RELOAD;
    feed_keys(&app, "F2");
    assert_int_equal(w.loads, 2);
    w.gone = true; /* what both show is gone */
    (void)first;
    app_reload(&app);
    assert_int_equal(w.dones, 2);
    assert_null(app.top);
    assert_false(app.quit); /* nobody has seen why */
    assert_true(feed_shows(&app, "KHÔNG CÒN ĐỌC ĐƯỢC"));
    feed_keys(&app, "Enter");
    assert_true(app.quit);
}

/* All pages load from one state; it is left before anything is drawn or waited for. */
static void pages_load_in_one_reading(void **state)
{
    (void)state;
    open_page();
    assert_int_equal(w.readings, 2);
    app_reload(&app);
    assert_int_equal(w.readings, 3);
    assert_int_equal(w.loads, 4);
    w.next = REACT_RELOAD;
    feed_keys(&app, "F2");
    assert_int_equal(w.readings, 4);
    assert_int_equal(w.reading, 0);
    w.gone = true;
    open_page(); /* popped at once */
    app_reload(&app);
    assert_int_equal(w.readings, 6);
    assert_int_equal(w.reading, 0);
    assert_int_equal(w.loads_apart, 0);
}

static bool poll_hook(struct app *a)
{
    struct world *x = a->model;
    x->polls++;
    return x->changed;
}

static void others_changes_are_seen(void **state)
{
    (void)state;
    app.poll = poll_hook;
    app_draw(&app);
    app_tick(&app);
    assert_false(app.dirty); /* nothing changed: nothing is drawn */
    w.changed = true;
    app_tick(&app);
    assert_true(app.dirty);
    assert_int_equal(w.loads, 2);
}

static void push_pop_replace(void **state)
{
    (void)state;
    open_page()->number = 7;
    assert_true(feed_shows(&app, "số 7"));
    w.next = REACT_POP;
    feed_keys(&app, "F2");
    assert_true(feed_shows(&app, "số 0"));
    assert_int_equal(w.dones, 1);
    /* a page that pops itself from below another is replaced by it */
    struct screen *old = app.top;
    open_page()->number = 9;
    assert_ptr_equal(app.top->below, old);
    w.next = REACT_NONE;
    feed_keys(&app, "Esc");
    assert_true(feed_shows(&app, "số 0"));
    /* the first page asks before it goes */
    feed_keys(&app, "Esc");
    assert_true(feed_shows(&app, "Thoát chương trình?"));
    feed_keys(&app, "Right Enter");
    assert_false(app.quit);
    feed_keys(&app, "Ctrl-c Enter");
    assert_true(app.quit);
}

static void dialogs_answer(void **state)
{
    (void)state;
    dialog_message(&app, 1, "Đã xong", "Đã ghi.");
    assert_true(feed_shows(&app, "Đã ghi."));
    assert_true(feed_shows(&app, "dòng 1")); /* the page is still seen below */
    feed_keys(&app, "Enter");
    assert_int_equal(w.got.tag, 1);
    assert_true(w.got.ok);
    dialog_confirm(&app, 2, "Chốt?", "Sau khi chốt không sửa được.", true);
    feed_keys(&app, "Enter");
    assert_false(w.got.ok);
    dialog_confirm(&app, 3, "Chốt?", "", true);
    feed_keys(&app, "1"); /* a digit typed too fast decides nothing */
    assert_int_equal(w.got.tag, 2);
    feed_keys(&app, "Tab Enter");
    assert_true(w.got.ok && w.got.tag == 3);
    dialog_confirm(&app, 4, "Chốt?", "", false);
    feed_keys(&app, "Esc");
    assert_false(w.got.ok);
    static const char *const choice[] = {"mức một", "mức hai", "mức ba"};
    dialog_choice(&app, 5, "Mức nào?", "Hai mức cùng 3 điểm.", choice, 3, 1);
    feed_keys(&app, "Enter");
    assert_int_equal(w.got.choice, 1);
    dialog_choice(&app, 6, "Mức nào?", NULL, choice, 3, 0);
    feed_keys(&app, "9 3");
    assert_int_equal(w.got.choice, 2);
    dialog_choice(&app, 7, "Mức nào?", NULL, choice, 3, 0);
    feed_keys(&app, "Esc");
    assert_true(!w.got.ok && w.got.tag == 7);
}

static const char *no_tea(const char *value)
{
    return strcmp(value, "trà") == 0 ? "không trà" : NULL;
}

static void a_line_is_asked_for(void **state)
{
    (void)state;
    dialog_input(&app, 8,
                 &(struct dialog_input){.title = "Lý do", .required = true, .check = no_tea});
    feed_keys(&app, "Enter");
    assert_true(feed_shows(&app, "Cần điền"));
    feed_text(&app, "trà");
    feed_keys(&app, "Enter");
    assert_true(feed_shows(&app, "không trà"));
    feed_keys(&app, "Ctrl-u");
    feed_paste(&app, "  cá   kho ");
    feed_keys(&app, "Enter");
    assert_true(w.got.ok && w.got.tag == 8);
    assert_string_equal(w.text, "cá kho");
    app_draw(&app);
    assert_int_equal(app.grid.cursor_row, -1); /* no field, no cursor */
}

static void alarm_must_be_acknowledged(void **state)
{
    (void)state;
    app_alarm(&app, "CHƯA LƯU", "Ổ đĩa đầy.");
    assert_true(app.drop_keys);
    feed_keys(&app, "F2 Esc 3 Space");
    assert_int_equal(w.acts + w.keys, 0);
    assert_true(feed_shows(&app, "CHƯA LƯU"));
    feed_keys(&app, "Enter");
    assert_false(feed_shows(&app, "CHƯA LƯU"));
    feed_keys(&app, "F2");
    assert_int_equal(w.acts, 1);
}

/* What an act raised and what the pages raise that load after it: each is seen, none is lost with
 * its page, and the last one ends the app. */
static void alarms_outlive_their_pages(void **state)
{
    (void)state;
    open_page();
    app_alarm(&app, "CHƯA LƯU", "CHƯA LƯU: Ổ đĩa mất.");
    app_alarm(&app, "KHÔNG ĐỌC ĐƯỢC TỆP", "Ổ đĩa không còn.");
    app_alarm(&app, "KHÔNG ĐỌC ĐƯỢC TỆP", "Trang khác cũng vậy.");
    app_alarm(&app, "CHUYỆN KHÁC", "CHƯA LƯU: Ổ đĩa mất."); /* the same words */
    w.gone = true;
    app_reload(&app);
    app_tick(&app);
    assert_null(app.top);
    assert_false(app.quit);
    assert_true(feed_shows(&app, "CHƯA LƯU"));
    assert_true(feed_shows(&app, "bấm Enter để tiếp tục"));
    feed_keys(&app, "Esc F2 3 Ctrl-q");
    assert_false(app.quit);
    app.drop_keys = false;
    feed_keys(&app, "Enter");
    assert_true(app.drop_keys); /* typed before the next was seen */
    assert_false(app.quit);
    assert_true(feed_shows(&app, "KHÔNG ĐỌC ĐƯỢC TỆP"));
    assert_true(feed_shows(&app, "bấm Enter để kết thúc"));
    feed_keys(&app, "Enter");
    assert_true(app.quit);
    assert_string_equal(app_end_text(&app),
                        "CHƯA LƯU: Ổ đĩa mất.\nKHÔNG ĐỌC ĐƯỢC TỆP: Ổ đĩa không còn.");
}

/* A page that closes itself takes no alarm with it, and who asks to leave is told nothing. */
static void an_alarm_holds_the_end(void **state)
{
    (void)state;
    w.next = REACT_POP;
    app_alarm(&app, "CHƯA LƯU", "Ổ đĩa đầy.");
    feed_keys(&app, "Enter F2");
    assert_true(app.quit);
    assert_null(app_end_text(&app));
}

static void small_windows_say_so(void **state)
{
    (void)state;
    feed_keys(&app, "Down Down");
    app_resize(&app, 20, 60);
    assert_true(feed_shows(&app, "Cửa sổ quá nhỏ: cần 80 x 24, đang có 60 x 20."));
    feed_keys(&app, "F2 Down Esc");
    assert_int_equal(w.acts, 0);
    for (int rows = 1; rows < 8; rows++) {
        app_resize(&app, rows, rows);
        app_draw(&app);
    }
    app_resize(&app, 30, 100);
    assert_true(feed_shows(&app, "dòng 25"));
    assert_int_equal(((struct page *)app.top)->list.selected, 2);
    app_resize(&app, 20, 60);
    feed_keys(&app, "Ctrl-q");
    assert_true(app.quit);
}

static void lists_scroll(void **state)
{
    (void)state;
    struct list *l = &((struct page *)app.top)->list;
    app_draw(&app);
    list_fix(l, &lines, NULL);
    assert_int_equal(l->selected, 1);
    feed_keys(&app, "Up");
    assert_int_equal(l->selected, 1);
    feed_keys(&app, "End");
    assert_int_equal(l->selected, 39);
    assert_true(feed_shows(&app, "dòng 39"));
    assert_false(feed_shows(&app, "dòng 19\n"));
    feed_keys(&app, "PgUp");
    assert_int_equal(l->selected, 19); /* 20 is a heading */
    feed_keys(&app, "Up Up");
    assert_int_equal(l->top, 17);
    feed_keys(&app, "Down");
    assert_int_equal(l->top, 17); /* inside the view nothing scrolls */
    app_draw(&app);
    feed_click(&app, 4, 10);
    assert_int_equal(l->selected, 19);
    feed_keys(&app, "Home");
    assert_int_equal(l->selected, 1);
    assert_int_equal(l->top, 0);
    app_draw(&app);
    feed_click(&app, 2, 10); /* a heading */
    assert_int_equal(l->selected, 1);
}

static void help_and_menu(void **state)
{
    (void)state;
    feed_keys(&app, "F1");
    assert_true(feed_shows(&app, "TRỢ GIÚP"));
    assert_true(feed_shows(&app, "Lần lượt: mọi sản phẩm"));
    feed_keys(&app, "F1 Esc");
    assert_false(feed_shows(&app, "TRỢ GIÚP"));
    feed_keys(&app, "F12");
    assert_true(feed_shows(&app, "Thực đơn: Kết quả"));
    feed_keys(&app, "2"); /* the second line is F2 */
    assert_int_equal(w.last, ACT_RESULTS_FILTER);
    assert_false(feed_shows(&app, "Thực đơn"));
    w.holds = NEED_ALL & ~NEED_ROW;
    feed_keys(&app, "Ctrl-Space Enter");
    assert_true(feed_shows(&app, "Chưa có dòng nào được chọn."));
    assert_true(feed_shows(&app, "Thực đơn"));
    feed_keys(&app, "F12");
    assert_false(feed_shows(&app, "Thực đơn"));
    feed_click(&app, 23, 15); /* the bar: F2 */
    assert_int_equal(w.acts, 2);
}

static void language_is_an_action(void **state)
{
    (void)state;
    feed_keys(&app, "F12 End Up Up Enter"); /* before "draw again" and "quit" */
    assert_string_equal(i18n_lang(), "en");
}

static void touch(const char *dir, const char *name)
{
    char path[300];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fclose(f);
}

static void files_are_picked(void **state)
{
    (void)state;
    const char *tmp = getenv("TMPDIR");
    char dir[200], sub[216], full[512];
    snprintf(dir, sizeof dir, "%s/hoidong-picker-XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(dir));
    snprintf(sub, sizeof sub, "%s/Thư mục", dir);
    assert_int_equal(mkdir(sub, 0700), 0);
    touch(dir, "Danh sách đặc sản.XLSX");
    touch(dir, "b.csv");
    touch(dir, "ghi chú.txt");
    touch(dir, "xấu\x1b[31m.csv");
    touch(dir, ".kín.csv");
    picker_open(&app, 11, &(struct picker_want){.title = "NHẬP", .dir = dir, .ext = picker_lists});
    assert_true(feed_shows(&app, "Thư mục/"));
    assert_true(feed_shows(&app, "b.csv"));
    assert_true(feed_shows(&app, "xấu<U+001B>[31m.csv"));
    assert_false(feed_shows(&app, "ghi chú"));
    assert_false(feed_shows(&app, "kín"));
    feed_keys(&app, "F10");
    assert_true(feed_shows(&app, "cần chọn một tệp"));
    feed_text(&app, "dac san"); /* without marks */
    assert_false(feed_shows(&app, "b.csv"));
    feed_keys(&app, "Enter");
    assert_true(w.got.ok && w.got.tag == 11);
    snprintf(full, sizeof full, "%s/Danh sách đặc sản.XLSX", dir);
    assert_string_equal(w.text, full);
    picker_open(&app, 12, &(struct picker_want){.dir = dir, .folder = true});
    assert_false(feed_shows(&app, "b.csv"));
    feed_text(&app, "thu");
    feed_keys(&app, "Enter F10");
    assert_string_equal(w.text, sub);
    picker_open(&app, 13, &(struct picker_want){.dir = sub});
    feed_keys(&app, "Backspace");
    assert_true(feed_shows(&app, "Thư mục/"));
    feed_keys(&app, "Esc");
    assert_true(!w.got.ok && w.got.tag == 13);
    static const char *const made[] = {"Danh sách đặc sản.XLSX", "b.csv", "ghi chú.txt",
                                       "xấu\x1b[31m.csv", ".kín.csv"};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        snprintf(full, sizeof full, "%s/%s", dir, made[i]);
        unlink(full);
    }
    rmdir(sub);
    rmdir(dir);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(keys_find_their_way),
        TEST(painted_then_committed),
        TEST(reload_and_poll),
        TEST(pages_load_in_one_reading),
        TEST(others_changes_are_seen),
        TEST(push_pop_replace),
        TEST(dialogs_answer),
        TEST(a_line_is_asked_for),
        TEST(alarm_must_be_acknowledged),
        TEST(alarms_outlive_their_pages),
        TEST(an_alarm_holds_the_end),
        TEST(small_windows_say_so),
        TEST(lists_scroll),
        TEST(help_and_menu),
        TEST(language_is_an_action),
        TEST(files_are_picked),
    };
    return cmocka_run_group_tests_name("app", tests, NULL, NULL);
}
