/* SPDX-License-Identifier: MIT */
/* tui/cli/cli.c - taking the command line apart; help and usage. */
#include "tui/cli/cli.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/say.h"
#include "tui/tui.h"

static const uint64_t GLOBAL_OPTS = OPT_BIT(OPT_HELP) | OPT_BIT(OPT_LANG) | OPT_BIT(OPT_VERSION);
_Static_assert(OPT_COUNT <= 64, "a set of options has 64 bits");

/* Option numbers of getopt_long, above every letter. */
enum { LONG_BASE = 1000 };

/* ---- help -------------------------------------------------------------------------------- */

/* @left, padded to the column @at, then @right; on a line of its own when @left is too long. */
static void help_line(const char *left, size_t at, const char *right)
{
    size_t used = text_columns(left);
    if (used + 2 > at) {
        say_line("%s", left);
        left = "";
        used = 0;
    }
    say_line("%s%*s%s", left, (int)(at - used), "", right);
}

static void help_options(uint64_t opts)
{
    for (int i = 0; i < OPT_COUNT; i++) {
        if (!(opts & OPT_BIT(i)))
            continue;
        const struct opt_def *d = &opt_defs[i];
        char letter[8] = "";
        if (d->letter)
            snprintf(letter, sizeof letter, "-%c, ", d->letter);
        char *left =
            xasprintf("  %s--%s%s%s", letter, d->name, d->arg ? " " : "", d->arg ? _(d->arg) : "");
        help_line(left, 26, _(d->help));
        free(left);
    }
}

static const char *translated(const char *text)
{
    return *text ? _(text) : ""; /* the msgid "" is the header of a catalogue */
}

static enum db_rc help_all(void)
{
    say_line(_("hoidong: phiên họp Hội đồng đánh giá, phân hạng sản phẩm OCOP"));
    say_line("%s", "");
    say_line(_("Cách dùng:"));
    help_line(_("  hoidong [TỆP]"), 26, _("mở chương trình trên màn hình"));
    help_line(_("  hoidong LỆNH ..."), 26, _("xem: hoidong LỆNH --help"));
    say_line("%s", "");
    say_line(_("Lệnh:"));
    for (const struct call *k = cli_calls; k->name; k++) {
        char *left = xasprintf("  %s", k->name);
        help_line(left, 14, _(k->help));
        free(left);
    }
    say_line("%s", "");
    say_line(_("Tùy chọn:"));
    help_options(GLOBAL_OPTS);
    say_line("%s", "");
    say_line(_("Mã kết thúc: 0 xong; 1 bị từ chối, không đổi gì; 2 dùng sai lệnh; 3 tệp không đọc "
               "hay ghi được."));
    return say_end(DB_OK);
}

static enum db_rc help_call(const struct call *k)
{
    const char *words = translated(k->words);
    say_line(_("Cách dùng: hoidong %s%s%s [TÙY CHỌN]"), k->name, *words ? " " : "", words);
    say_line("  %s", _(k->help));
    say_line("%s", "");
    say_line(_("Tùy chọn:"));
    help_options(k->opts | GLOBAL_OPTS);
    if (k->run == call_import)
        import_help();
    return say_end(DB_OK);
}

static enum db_rc misuse(const char *call, const char *fmt, va_list ap)
{
    char text[600];
    vsnprintf(text, sizeof text, fmt, ap);
    say_error(_("hoidong%s%s: %s Xem: hoidong%s%s --help"), call ? " " : "", call ? call : "", text,
              call ? " " : "", call ? call : "");
    return DB_USAGE;
}

enum db_rc cli_misuse(const struct cli *c, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    enum db_rc rc = misuse(c->call ? c->call->name : NULL, fmt, ap);
    va_end(ap);
    return rc;
}

/* ---- options ------------------------------------------------------------------------------ */

/* The language must be known before the first complaint, wherever it stands on the line. */
static void find_language(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        const char *lang = NULL;
        if (strncmp(argv[i], "--lang=", 7) == 0)
            lang = argv[i] + 7;
        else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            lang = argv[++i];
        if (lang)
            i18n_set(lang);
    }
}

/* The options of the table as getopt_long wants them. */
struct getopt_table {
    struct option longs[OPT_COUNT + 1];
    char letters[2 * OPT_COUNT + 3];
};

static void getopt_fill(struct getopt_table *t, uint64_t opts, bool stop_at_word)
{
    size_t n = 0, at = 0;
    if (stop_at_word)
        t->letters[at++] = '+';
    t->letters[at++] = ':';
    for (int i = 0; i < OPT_COUNT; i++) {
        if (!(opts & OPT_BIT(i)))
            continue;
        const struct opt_def *d = &opt_defs[i];
        t->longs[n++] =
            (struct option){d->name, d->arg ? required_argument : no_argument, NULL, LONG_BASE + i};
        if (d->letter) {
            t->letters[at++] = d->letter;
            if (d->arg)
                t->letters[at++] = ':';
        }
    }
    t->longs[n] = (struct option){0};
    t->letters[at] = '\0';
}

static int opt_of(int got)
{
    if (got >= LONG_BASE)
        return got - LONG_BASE;
    for (int i = 0; i < OPT_COUNT; i++)
        if (opt_defs[i].letter == got)
            return i;
    return -1;
}

static enum db_rc take_option(struct cli *c, enum opt o, char *value)
{
    c->opt[o] = value ? value : "";
    if (o == OPT_LANG && !i18n_set(value))
        return cli_misuse(c, _("không có ngôn ngữ \"%s\"; chọn vi hoặc en."), value);
    if (o == OPT_SET) {
        c->set = xrealloc(c->set, (c->n_set + 1) * sizeof *c->set);
        if (!cli_pair(value, &c->set[c->n_set]))
            return cli_misuse(c, _("--set \"%s\": cần MỤC=GIÁ_TRỊ."), value);
        c->n_set++;
    }
    return DB_OK;
}

/* Options of @argv (argv[0] is the name of the call) into @c, words into *first. */
static enum db_rc parse(struct cli *c, uint64_t opts, bool stop_at_word, int argc, char **argv,
                        int *first)
{
    struct getopt_table t;
    getopt_fill(&t, opts, stop_at_word);
    optind = 0; /* GNU: start afresh */
    opterr = 0;
    for (int got; (got = getopt_long(argc, argv, t.letters, t.longs, NULL)) != -1;) {
        const char *word = argv[optind - 1];
        if (got == ':')
            return cli_misuse(c, _("tùy chọn \"%s\" cần một giá trị."), word);
        int o = got == '?' ? -1 : opt_of(got);
        if (o < 0)
            return cli_misuse(c, _("không có tùy chọn \"%s\"."), word);
        enum db_rc rc = take_option(c, (enum opt)o, optarg);
        if (rc != DB_OK)
            return rc;
    }
    *first = optind;
    return DB_OK;
}

/* ---- calls -------------------------------------------------------------------------------- */

static const struct call *call_find(const char *name)
{
    for (const struct call *k = cli_calls; k->name; k++)
        if (strcmp(k->name, name) == 0)
            return k;
    return NULL;
}

static enum db_rc version(void)
{
    say_line("hoidong %s", HOIDONG_VERSION);
    return say_end(DB_OK);
}

static enum db_rc run_call(struct cli *c, int argc, char **argv)
{
    int first = 0;
    enum db_rc rc = parse(c, c->call->opts | GLOBAL_OPTS, false, argc, argv, &first);
    if (rc != DB_OK)
        return rc;
    if (c->opt[OPT_HELP])
        return help_call(c->call);
    if (c->opt[OPT_VERSION])
        return version();
    c->n = argc - first;
    c->word = argv + first;
    if (c->n < c->call->min)
        return cli_misuse(c, _("thiếu: cần %s."), translated(c->call->words));
    if (c->call->max >= 0 && c->n > c->call->max)
        return cli_misuse(c, _("thừa \"%s\"."), c->word[c->call->max]);
    return c->call->run(c);
}

/* A word that is no call is a session to open, if it looks like a path. */
static bool is_path(const char *word)
{
    size_t n = strlen(word);
    return strchr(word, '/') || (n > 5 && strcmp(word + n - 5, ".ocop") == 0) ||
           access(word, F_OK) == 0;
}

static enum db_rc run_app(struct cli *c, int n, char **word)
{
    if (n > 1)
        return cli_misuse(c, _("thừa \"%s\"."), word[1]);
    if (!cli_on_terminal())
        return cli_misuse(c, _("chương trình trên màn hình cần một cửa sổ dòng lệnh (terminal)."));
    return (enum db_rc)tui_run(n ? word[0] : NULL, false);
}

static enum db_rc start(struct cli *c, int argc, char **argv)
{
    int first = 0;
    enum db_rc rc = parse(c, GLOBAL_OPTS, true, argc, argv, &first);
    if (rc != DB_OK)
        return rc;
    if (c->opt[OPT_HELP])
        return help_all();
    if (c->opt[OPT_VERSION])
        return version();
    if (first == argc)
        return run_app(c, 0, NULL);
    c->call = call_find(argv[first]);
    if (c->call)
        return run_call(c, argc - first, argv + first);
    if (!is_path(argv[first]))
        return cli_misuse(c, _("không có lệnh \"%s\"."), argv[first]);
    char **rest = argv + first;
    int n = argc - first, words = 0;
    rc = parse(c, GLOBAL_OPTS, false, n + 1, rest - 1, &words);
    if (rc != DB_OK)
        return rc;
    if (c->opt[OPT_HELP])
        return help_all();
    return c->opt[OPT_VERSION] ? version() : run_app(c, n + 1 - words, rest - 1 + words);
}

int cli_main(int argc, char **argv)
{
    i18n_set("vi");
    find_language(argc, argv);
    struct cli c = {0};
    enum db_rc rc = start(&c, argc, argv);
    free(c.set);
    return (int)rc;
}
