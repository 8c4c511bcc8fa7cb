/* SPDX-License-Identifier: MIT */
/* tui/cli/cli.c - the command line taken apart.  One table names every call, its words, options and
 * help; --help, usage errors and the parsing all come from it. */
#include "tui/cli/cli.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/action.h"
#include "tui/cli/calls.h"
#include "tui/kit/i18n.h"
#include "tui/say.h"
#include "tui/tui.h"

static const uint64_t GLOBAL_OPTS = OPT_BIT(OPT_HELP) | OPT_BIT(OPT_LANG) | OPT_BIT(OPT_VERSION);
_Static_assert(OPT_COUNT <= 64, "a set of options has 64 bits");

/* Option numbers of getopt_long, above every letter. */
enum { LONG_BASE = 1000 };

struct call {
    const char *name;
    const char *words; /* synopsis of its words, N_() */
    const char *help;  /* one line, N_() */
    uint64_t opts;     /* OPT_BIT of each, beside the global ones */
    int min, max;      /* words; max -1: any number */
    enum db_rc (*run)(struct cli *c);
};

#define O(x) OPT_BIT(OPT_##x)

static const struct call calls[] = {
    {"demo", "", N_("diễn tập từ đầu đến bảng tính đã chốt, trên sản phẩm có thật"), O(DIR), 0, 0,
     call_demo},
    {"new", N_("TỆP"), N_("tạo phiên mới"), O(SET), 1, 1, call_new},
    {"set", N_("TỆP MỤC=GIÁ_TRỊ..."), N_("ghi dữ kiện, đặt quy định của phiên"), O(REASON), 2, -1,
     call_set},
    {"pin", N_("TỆP"), N_("đặt, đổi hoặc bỏ mã PIN của chủ tọa"), O(LOST) | O(REASON), 1, 1, call_pin},
    {"import", N_("TỆP members|products|panel|ballots|findings|dossier|scores DANH_SÁCH"),
     N_("nạp danh sách .xlsx, .csv, .tsv"), O(DRY_RUN) | O(SHEET) | O(ENCODING), 3, 3, call_import},
    {"correct", N_("TỆP SẢN_PHẨM MỤC=GIÁ_TRỊ..."),
     N_("sửa name, owner, address, phone, code của sản phẩm"), O(REASON), 3, -1, call_correct},
    {"move", N_("TỆP BỘ SẢN_PHẨM..."),
     N_("cho sản phẩm bộ khác; có phiếu thì cần lý do và hủy phiếu"), O(REASON), 3, -1, call_move},
    {"ballot", N_("close|reopen TỆP SẢN_PHẨM THÀNH_VIÊN"), N_("nộp phiếu, hoặc mở lại phiếu"),
     O(REASON), 4, 4, call_ballot},
    {"products", N_("TỆP"), N_("chương trình làm việc, với mọi mục đã nạp"), O(JSON), 1, 1,
     call_products},
    {"dossier", N_("TỆP SẢN_PHẨM"),
     N_("hồ sơ của sản phẩm: mẫu, minh chứng, điểm tự chấm, Tổ tư vấn và Hội đồng"), O(JSON), 2, 2,
     call_dossier},
    {"tally", N_("TỆP"), N_("kết quả hiện có"), O(JSON), 1, 1, call_tally},
    {"check", N_("TỆP"), N_("những gì còn cản trở việc chốt"), O(JSON), 1, 1, call_check},
    {"signoff", N_("TỆP"), N_("chốt kết quả, in mã chốt"), 0, 1, 1, call_signoff},
    {"reopen", N_("TỆP"), N_("mở lại phiên đã chốt thành phiên bản mới"), O(REASON), 1, 1,
     call_reopen},
    {"decide", N_("TỆP"),
     N_("sau khi chốt: quyết định về các danh sách, kết quả của Bộ; không tùy chọn: xem"),
     O(LIST) | O(NUMBER) | O(DATE) | O(ISSUED) | O(LEFT_OUT) | O(LEFT_IN) | O(REASON) | O(CENTRAL) |
         O(CENTRAL_NUMBER) | O(CENTRAL_DATE) | O(JSON),
     1, 1, call_decide},
    {"export", N_("TỆP"), N_("ghi bảng tính kết quả; là dự thảo khi chưa chốt"),
     O(OUT) | O(BALLOTS) | O(BLANK) | O(MINUTES) | O(TEMPLATE) | O(FIELDS) | O(NOTICES) | O(ALL) |
         O(CSV) | O(BOM) | O(JSON) | O(POINTS),
     1, 1, call_export},
    {"template", N_("[MẪU]"), N_("các mẫu văn bản; in hoặc ghi một mẫu ra tệp để sửa"),
     O(TXT) | O(DOCX), 0, 1, call_template},
    {"verify", N_("TỆP | TỆP_CŨ --in TỆP | BẢNG_TÍNH.xlsx --against TỆP"),
     N_("kiểm tra toàn bộ nhật ký và kết quả, hoặc đối chiếu bảng tính với phiên"),
     O(HASH) | O(AGAINST) | O(SINCE) | O(IN), 1, 1, call_verify},
    {"criteria", N_("list | show BỘ [PHIÊN] | check TỆP | add PHIÊN TỆP | official TỆP"),
     N_("các bộ tiêu chí; kiểm tra, thêm bộ riêng; đọc nguyên văn từ tệp Quyết định"),
     O(JSON) | O(YAML) | O(OFFICIAL), 1, 3, call_criteria},
    {"explain", N_("TỆP SẢN_PHẨM"), N_("vì sao được hạng này, còn thiếu gì để lên hạng"),
     O(JSON) | O(PRODUCER), 2, 2, call_explain},
    {"feed", N_("TỆP"), N_("nhận từng mức chấm từ đầu vào, mỗi dòng một mức"), 0, 1, 1, call_feed},
    {"journal", N_("TỆP"), N_("nhật ký, theo thứ tự"), O(JSON), 1, 1, call_journal},
    {"backup", N_("TỆP ĐÍCH"), N_("bản sao nhất quán, đã kiểm tra, ngay khi phiên đang chạy"), 0, 2,
     2, call_backup},
    {NULL, NULL, NULL, 0, 0, 0, NULL},
};

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
    for (const struct call *k = calls; k->name; k++) {
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
    for (const struct call *k = calls; k->name; k++)
        if (strcmp(k->name, name) == 0)
            return k;
    return NULL;
}

static enum db_rc version(void)
{
    say_line("hoidong %s", HOIDONG_VERSION);
    return say_end(DB_OK);
}

static enum db_rc run_call(struct cli *c, const struct call *k, int argc, char **argv)
{
    int first = 0;
    c->call = k->name;
    enum db_rc rc = parse(c, k->opts | GLOBAL_OPTS, false, argc, argv, &first);
    if (rc != DB_OK)
        return rc;
    if (c->opt[OPT_HELP])
        return help_call(k);
    if (c->opt[OPT_VERSION])
        return version();
    c->n = argc - first;
    c->word = argv + first;
    if (c->n < k->min)
        return cli_misuse(c, _("thiếu: cần %s."), translated(k->words));
    if (k->max >= 0 && c->n > k->max)
        return cli_misuse(c, _("thừa \"%s\"."), c->word[k->max]);
    return k->run(c);
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
    const struct call *k = call_find(argv[first]);
    if (k)
        return run_call(c, k, argc - first, argv + first);
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
    keymap_use(&actions); /* a sentence may name a key without a screen, too */
    i18n_set("vi");
    find_language(argc, argv);
    mem_words(i18n);
    struct cli c = {0};
    enum db_rc rc = start(&c, argc, argv);
    free(c.set);
    return (int)rc;
}
