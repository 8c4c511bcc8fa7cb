/* SPDX-License-Identifier: MIT */
/* tui/kit/term.c - the terminal: the only file that includes curses.  Input is ours
 * (term_input.c); curses knows how to move, colour and repaint with the fewest bytes.  At its end
 * the loop that joins it to the app. */
#define NCURSES_WIDECHAR 1
#include "tui/kit/term.h"

#include <curses.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

#include "db/base/mem.h"
#include "tui/kit/app.h"
#include "tui/kit/i18n.h"
#include "tui/kit/term_input.h"
#include "tui/kit/theme.h"
#include "tui/kit/utf8.h"

/* ---- locale and log file ---- */

static int stderr_before = -1; /* the process's own stderr while the log takes its place */

static int open_log(void)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    char *base = state && *state == '/' ? xstrdup(state)
                 : home && *home == '/' ? xasprintf("%s/.local/state", home)
                                        : NULL;
    if (!base)
        return -1;
    char *dir = xasprintf("%s/hoidong", base), *path = xasprintf("%s/log", dir);
    for (char *p = dir + 1; *p; p++)
        if (*p == '/') {
            *p = '\0';
            mkdir(dir, 0700);
            *p = '/';
        }
    mkdir(dir, 0700);
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY, 0600);
    free(path);
    free(dir);
    free(base);
    return fd;
}

/* A library that prints a warning must not print it over the screen: a stderr that is a
 * terminal goes to $XDG_STATE_HOME/hoidong/log, or nowhere if that cannot be written. */
static void log_start(void)
{
    if (!isatty(STDERR_FILENO))
        return;
    int fd = open_log();
    if (fd < 0)
        fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    fflush(stderr);
    stderr_before = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    dup2(fd, STDERR_FILENO);
    close(fd);
}

static void log_stop(void)
{
    if (stderr_before < 0)
        return;
    fflush(stderr);
    dup2(stderr_before, STDERR_FILENO);
    close(stderr_before);
    stderr_before = -1;
}

/* ---- the screen ---- */

#define FALLBACK_TERM "xterm-256color"
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

/* One process has one terminal, as curses itself assumes. */
static SCREEN *screen;
static struct grid shown; /* what the terminal shows; rows 0: unknown */
static bool extras;       /* mouse and bracketed paste were switched on */
static bool active;       /* between enter and leave */
static attr_t attrs[STYLE_COUNT];
static short pairs[STYLE_COUNT];

static attr_t flag_attrs(const char *flags)
{
    attr_t a = A_NORMAL;
    for (; *flags; flags++)
        a |= *flags == 'b'   ? A_BOLD
             : *flags == 'd' ? A_DIM
             : *flags == 'r' ? A_REVERSE
             : *flags == 'u' ? A_UNDERLINE
                             : A_NORMAL;
    return a;
}

static void set_looks(void)
{
    bool colours = has_colors() && start_color() == OK && COLORS >= 8;
    bool own = colours && use_default_colors() == OK;
    for (int i = 0; i < STYLE_COUNT; i++) {
        const struct look *l = &theme[i];
        attrs[i] = flag_attrs(colours ? l->flags : l->mono);
        pairs[i] = 0;
        if (!colours || (l->fg < 0 && l->bg < 0))
            continue;
        short fg = l->fg < 0 && !own ? COLOR_WHITE : l->fg;
        short bg = l->bg < 0 && !own ? COLOR_BLACK : l->bg;
        pairs[i] = (short)(i + 1);
        init_pair(pairs[i], fg, bg);
    }
}

static void send(const char *s)
{
    ssize_t n = write(STDOUT_FILENO, s, strlen(s));
    (void)n; /* a closed terminal is noticed where we read */
}

static void enter(void)
{
    active = true;
    if (extras)
        send(MOUSE_ON PASTE_ON);
    curs_set(0);
}

static void leave(void)
{
    if (!active)
        return;
    active = false;
    if (extras)
        send(PASTE_OFF MOUSE_OFF);
    curs_set(1);
    endwin();
}

/* A capability as it is sent, without its padding "$<...>". */
static size_t append(char *out, size_t n, size_t size, const char *s)
{
    for (; s && *s && n + 1 < size; s++) {
        if (s[0] == '$' && s[1] == '<' && strchr(s, '>'))
            s = strchr(s, '>');
        else
            out[n++] = *s;
    }
    out[n] = '\0';
    return n;
}

static const char *capability(const char *name)
{
    const char *s = tigetstr(name);
    return s == (const char *)-1 ? NULL : s;
}

/* What gives the screen back after a crash, when curses can no longer be called. */
static size_t restore_sequence(char *out, size_t size)
{
    size_t n = 0;
    if (extras)
        n = append(out, n, size, PASTE_OFF MOUSE_OFF);
    n = append(out, n, size, capability("sgr0"));
    n = append(out, n, size, capability("cnorm"));
    return append(out, n, size, capability("rmcup"));
}

enum kind { UNKNOWN, UNFIT, FIT };

static enum kind terminal_kind(void)
{
    int error = 0;
    if (setupterm(NULL, STDOUT_FILENO, &error) != OK)
        return error == 1 ? UNFIT : UNKNOWN; /* 1: prints on paper */
    enum kind kind = capability("cup") ? FIT : UNFIT;
    del_curterm(cur_term); /* newterm makes its own */
    return kind;
}

/* curses ends the program on an unknown TERM; ask before, and try what nearly all speak. */
static bool settle_terminal_kind(void)
{
    const char *was = getenv("TERM");
    char *name = xstrdup(was ? was : "");
    enum kind kind = terminal_kind();
    if (kind == UNKNOWN) {
        setenv("TERM", FALLBACK_TERM, 1);
        kind = terminal_kind();
    }
    if (kind != FIT)
        fprintf(stderr,
                _("Cửa sổ dòng lệnh loại \"%s\" không vẽ được màn hình; hãy đặt TERM=xterm.\n"),
                name);
    free(name);
    return kind == FIT;
}

/* Give it back; may be called twice, or without term_start. */
static void term_stop(void)
{
    if (!screen)
        return;
    leave();
    delscreen(screen);
    screen = NULL;
    grid_free(&shown);
    log_stop();
    input_stop();
}

/* Take the terminal.  0, or an exit status (2) after a sentence on stderr: there is no terminal,
 * or its kind is unknown.  While it is held stderr goes to $XDG_STATE_HOME/hoidong/log. */
static int term_start(void)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        fputs(_("Cần chạy trong cửa sổ dòng lệnh (stdin và stdout là màn hình).\n"), stderr);
        return 2;
    }
    if (!settle_terminal_kind())
        return 2;
    static bool registered;
    if (!registered)
        atexit(term_stop);
    registered = true;
    input_start("", 0); /* before curses, which then leaves these signals alone */
    screen = newterm(NULL, stdout, stdin);
    if (!screen) {
        input_stop();
        fputs(_("Không dùng được cửa sổ dòng lệnh này.\n"), stderr);
        return 2;
    }
    char restore[256];
    extras = capability("kmous") != NULL;
    input_start(restore, restore_sequence(restore, sizeof restore));
    log_start();
    raw();
    noecho();
    nonl();
    typeahead(-1);
    set_looks();
    enter();
    return 0;
}

static void term_size(int *rows, int *cols)
{
    struct winsize ws;
    *rows = LINES;
    *cols = COLS;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) == 0 && ws.ws_row > 0 && ws.ws_col > 0) {
        *rows = ws.ws_row;
        *cols = ws.ws_col;
    }
}

/* The terminal may show anything: the next term_show sends all. */
static void term_forget(void)
{
    grid_free(&shown);
    clearok(curscr, TRUE);
}

/* ---- output ---- */

/* A cell for curses.  What the C library and we measure differently, or curses cannot hold, is
 * shown as U+FFFD: a wrong width would shift the rest of the row. */
static void paint(int row, int col, const struct cell *cell)
{
    wchar_t w[CELL_BYTES + 1];
    size_t n = 0, used;
    for (const char *s = cell->text; *s && n < 5; s += used) {
        uint32_t cp = utf8_get(s, &used);
        if (!used)
            break;
        w[n++] = (wchar_t)cp;
    }
    w[n] = L'\0';
    cchar_t cc;
    attr_t a = attrs[cell->style];
    short pair = pairs[cell->style];
    bool fits = n > 0 && wcwidth(w[0]) == cell->width;
    if (!fits || setcchar(&cc, w, a, pair, NULL) != OK) {
        setcchar(&cc, L"\ufffd", a, pair, NULL);
        if (cell->width == 2)
            mvadd_wch(row, col + 1, &cc);
    }
    mvadd_wch(row, col, &cc);
}

static bool row_differs(const struct grid *g, int row, bool *wide)
{
    size_t at = (size_t)row * (size_t)g->cols;
    bool differs = false;
    *wide = false;
    for (int col = 0; col < g->cols; col++, at++) {
        differs = differs || memcmp(&g->cell[at], &shown.cell[at], sizeof *g->cell) != 0;
        *wide = *wide || g->cell[at].width != 1 || shown.cell[at].width != 1;
    }
    return differs;
}

static void paint_row(const struct grid *g, int row, bool all)
{
    size_t at = (size_t)row * (size_t)g->cols;
    for (int col = 0; col < g->cols; col++, at++)
        if (g->cell[at].width && (all || memcmp(&g->cell[at], &shown.cell[at], sizeof *g->cell)))
            paint(row, col, &g->cell[at]);
    memcpy(shown.cell + (size_t)row * (size_t)g->cols, g->cell + (size_t)row * (size_t)g->cols,
           (size_t)g->cols * sizeof *g->cell);
}

/* Send what differs from what the terminal shows. */
static void term_show(const struct grid *g)
{
    bool all = shown.rows != g->rows || shown.cols != g->cols;
    if (all) {
        if (LINES != g->rows || COLS != g->cols)
            resizeterm(g->rows, g->cols);
        grid_resize(&shown, g->rows, g->cols);
        erase();
    }
    for (int row = 0; row < g->rows; row++) {
        bool wide;
        if (row_differs(g, row, &wide) || all)
            paint_row(g, row, all || wide);
    }
    bool cursor = g->cursor_row >= 0;
    leaveok(stdscr, !cursor); /* no bytes for a cursor that nobody sees */
    if (cursor)
        move(g->cursor_row, g->cursor_col);
    static bool cursor_shown;
    if (cursor != cursor_shown || all)
        curs_set(cursor);
    cursor_shown = cursor;
    wnoutrefresh(stdscr);
    doupdate();
}

/* ---- events ---- */

static void come_back(void)
{
    reset_prog_mode();
    doupdate(); /* our screen first: some terminals keep the cursor's look with the other one */
    enter();
    term_forget();
}

enum term_event {
    TERM_KEY,    /* *k is filled */
    TERM_IDLE,   /* nothing (more) came within the time given */
    TERM_RESIZE, /* ask term_size and draw again */
    TERM_REDRAW, /* back from a suspension: draw again */
    TERM_END     /* closed, hung up, or told to end: see input_signal */
};

/* The next event; sleeps at most @ms milliseconds (0: only what is already there, and the rest
 * of a key that has begun: a lone Esc is one after 25 ms). */
static enum term_event term_wait(struct key *k, int ms)
{
    switch (input_wait(k, ms)) {
    case INPUT_KEY:
        return TERM_KEY;
    case INPUT_RESIZED:
        term_forget();
        return TERM_RESIZE;
    case INPUT_STOP:
        leave();
        input_suspend();
        come_back();
        return TERM_REDRAW;
    case INPUT_CONTINUED:
        come_back();
        return TERM_REDRAW;
    case INPUT_END:
        return TERM_END;
    case INPUT_IDLE:
        break;
    }
    return TERM_IDLE;
}

/* ---- the loop: wait, drain the keys, draw once ---- */

enum { TICK_MS = 250 };

static void loop_show(struct app *app)
{
    if (app->redraw)
        term_forget();
    app->redraw = false;
    term_show(&app->grid);
}

static void loop_fit(struct app *app)
{
    int rows, cols;
    term_size(&rows, &cols);
    if (rows != app->grid.rows || cols != app->grid.cols)
        app_resize(app, rows, cols);
    app->redraw = app->dirty = true;
}

/* Everything that has already come; false when the terminal is gone or we are told to end. */
static bool loop_drain(struct app *app, enum term_event first, struct key *k)
{
    for (enum term_event e = first; !app->quit; e = term_wait(k, 0)) {
        switch (e) {
        case TERM_KEY:
            app_key(app, k);
            if (app->drop_keys) {
                input_drop();
                app->drop_keys = false;
                return true;
            }
            break;
        case TERM_RESIZE:
        case TERM_REDRAW:
            loop_fit(app);
            break;
        case TERM_END:
            return false;
        case TERM_IDLE:
            return true;
        }
    }
    return true;
}

/* While work goes on nothing else is done with a key. */
static bool loop_stopped(struct app *app)
{
    struct key k;
    bool stop = app->quit;
    for (;;) {
        switch (term_wait(&k, 0)) {
        case TERM_KEY:
            stop = stop || k.code == K_ESC || (k.code == K_CTRL && k.ch == 'c');
            break;
        case TERM_RESIZE:
        case TERM_REDRAW:
            loop_fit(app);
            break;
        case TERM_END:
            app->quit = true;
            return true;
        case TERM_IDLE:
            return stop;
        }
    }
}

int term_run(struct app *app)
{
    int rc = term_start();
    if (rc != 0)
        return rc;
    app->flush = loop_show;
    app->stopped = loop_stopped;
    loop_fit(app);
    for (struct key k; !app->quit;) {
        if (app->dirty) {
            app_draw(app);
            loop_show(app);
        }
        if (!loop_drain(app, term_wait(&k, TICK_MS), &k))
            break;
        app_tick(app);
    }
    app->flush = NULL;
    app->stopped = NULL;
    term_stop();
    return input_signal() ? 128 + input_signal() : 0;
}
