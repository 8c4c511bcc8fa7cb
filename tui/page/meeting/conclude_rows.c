/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/conclude_rows.c - the form of each kind of conclusion, made from the record,
 * and the finding that it says. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/page/meeting/conclude.h"
#include "db/base/mem.h"
#include "tui/words/gate_text.h"

static const char *const verdict_values[] = {"", "yes", "no", NULL};
static const char *const knock_names[] = {N_("chưa chọn"), N_("LOẠI HỒ SƠ"), N_("KHÔNG LOẠI")};
static const char *const claim_values[] = {"", "yes", "no", "withdraw", NULL};
static const char *const claim_names[] = {N_("chưa chọn"), N_("LOẠI HỒ SƠ"), N_("KHÔNG LOẠI"),
                                          N_("NGƯỜI ĐỀ NGHỊ RÚT ĐỀ NGHỊ")};
static const char *const ballot_names[] = {N_("chưa chọn"), N_("BỎ QUA PHIẾU NÀY"),
                                           N_("VẪN CHỜ PHIẾU NÀY")};
static const char *const spread_names[] = {N_("chưa chọn"), N_("GIỮ NGUYÊN ĐIỂM"),
                                           N_("KHÔNG GIỮ NGUYÊN, chấm lại")};

/* A text the rows may point to for the life of the form. */
static const char *conclude_own(struct conclude_page *p, char *text)
{
    p->text = xrealloc(p->text, (p->n_text + 1) * sizeof *p->text);
    return p->text[p->n_text++] = text;
}

static struct form_row *conclude_add(struct conclude_page *p, enum form_kind kind, const char *id,
                                     const char *label)
{
    p->row = xrealloc(p->row, (p->n + 1) * sizeof *p->row);
    p->row[p->n] = (struct form_row){.id = id, .label = label, .kind = kind};
    return &p->row[p->n++];
}

const char *conclude_member(const struct conclude_page *p, int id)
{
    for (size_t i = 0; i < p->members.n; i++)
        if (p->members.v[i].id == id)
            return p->members.v[i].name;
    return "?";
}

/* Votes (unless a claim) and reason. */
static void conclude_tail(struct conclude_page *p, bool required)
{
    struct form_row *r;
    if (p->kind != FINDING_CLAIM) {
        conclude_add(p, FORM_HEADING, NULL, N_("BIỂU QUYẾT VÀ LÝ DO (in vào biên bản)"));
        r = conclude_add(p, FORM_DIGITS, "votes", N_("Số người tán thành"));
        r->max = 3;
        r->hint = N_("Để trống cả hai số khi không biểu quyết.");
        r = conclude_add(p, FORM_DIGITS, "of", N_("Trên số người biểu quyết"));
        r->max = 3;
    }
    r = conclude_add(p, FORM_TEXT, "reason", N_("Lý do"));
    r->required = required;
    r->hint = p->kind == FINDING_CLAIM ? N_("Ghi ngắn gọn, như người đề nghị đã nói.")
                                       : N_("Ghi ngắn gọn, như hội đồng đã nói.");
}

/* ---- the grounds ---- */

static void add_ground(struct conclude_page *p, struct conclude_ground g, char *name)
{
    size_t n = p->n_grounds;
    p->ground = xrealloc(p->ground, (n + 1) * sizeof *p->ground);
    p->ground_id = xrealloc(p->ground_id, (n + 2) * sizeof *p->ground_id);
    p->ground_name = xrealloc(p->ground_name, (n + 2) * sizeof *p->ground_name);
    p->ground[n] = g;
    p->ground_id[n] = conclude_own(p, xasprintf("%zu", n));
    p->ground_name[n] = conclude_own(p, name);
    p->ground_id[n + 1] = p->ground_name[n + 1] = NULL;
    p->n_grounds++;
}

static char *ground_name(size_t no, const char *criterion, const char *text, bool stops)
{
    return xasprintf("%zu. %s%s%s%s", no, criterion, stops ? _(" (dừng đánh giá)") : "",
                     *criterion || stops ? ": " : "", text);
}

/* Claims that wait come first: they are what the council is asked. */
static void ground_read(struct conclude_page *p)
{
    for (size_t i = 0; p->kind == FINDING_KNOCKOUT && i < p->findings.n; i++) {
        const struct finding *f = &p->findings.v[i];
        if (!f->waiting || p->knocked_out)
            continue;
        const char *what = *f->ground ? f->ground : f->reason;
        char *text = xasprintf(_("%s (%s đề nghị)"), what, conclude_member(p, f->member));
        add_ground(p, (struct conclude_ground){f->criterion, f->ground, f->member, f->stops},
                   ground_name(p->n_grounds + 1, f->criterion, text, f->stops));
        free(text);
    }
    p->n_claims = p->n_grounds;
    for (size_t i = 0; i < p->grounds.n; i++) {
        const struct ground *g = &p->grounds.v[i];
        add_ground(p, (struct conclude_ground){g->criterion, g->text, 0, g->stops},
                   ground_name(p->n_grounds + 1, g->criterion, g->text, g->stops));
    }
    add_ground(p, (struct conclude_ground){.criterion = "", .text = ""},
               ground_name(p->n_grounds + 1, "", _("Căn cứ khác: ghi ở dòng lý do"), false));
}

/* All of them in view, the choice names one by its number. */
static void list_grounds(struct conclude_page *p)
{
    conclude_add(p, FORM_HEADING, NULL, N_("CÁC CĂN CỨ (in trên phiếu, Phụ lục II)"));
    for (size_t i = 0; i < p->n_grounds; i++)
        conclude_add(p, FORM_NOTE, NULL, p->ground_name[i]);
}

/* Council, secretary and Tổ tư vấn alike may ask. */
static void add_members(struct conclude_page *p)
{
    p->member_id = xcalloc(p->members.n + 2, sizeof *p->member_id);
    p->member_name = xcalloc(p->members.n + 2, sizeof *p->member_name);
    p->member_id[0] = "";
    p->member_name[0] = N_("chưa chọn");
    for (size_t i = 0; i < p->members.n; i++) {
        const struct member *m = &p->members.v[i];
        p->member_id[i + 1] = conclude_own(p, xasprintf("%d", m->id));
        p->member_name[i + 1] = conclude_own(p, xasprintf("%s, %s", m->name, role_name(m->role)));
    }
    struct form_row *r = conclude_add(p, FORM_CHOICE, "member", N_("Người đề nghị"));
    r->values = p->member_id;
    r->names = p->member_name;
    r->hint = N_("Thành viên, Tổ tư vấn hoặc thư ký; thư ký ghi thay được.");
}

static void conclude_ground_rows(struct conclude_page *p, const struct result *r)
{
    p->knocked_out = r->knocked_out;
    ground_read(p);
    if (p->kind == FINDING_CLAIM)
        add_members(p);
    struct form_row *row = conclude_add(p, FORM_CHOICE, "ground", N_("Căn cứ"));
    row->values = p->ground_id;
    row->names = p->ground_name;
    row->hint = N_("Những điều Phụ lục II in ở đầu phiếu và trong tiêu chí. ← → để chọn.");
    row->cite = p->basis;
    if (p->kind == FINDING_KNOCKOUT) {
        row = conclude_add(p, FORM_CHOICE, "verdict", N_("Kết luận"));
        row->values = p->n_claims ? claim_values : verdict_values;
        row->names = p->n_claims ? claim_names : knock_names;
        row->cite = p->basis;
    }
    conclude_tail(p, false);
    list_grounds(p);
    char *now = knock_text(r);
    if (p->kind == FINDING_CLAIM)
        p->intro = xstrdup(_("Đề nghị loại chỉ để hội đồng xem xét: hồ sơ chưa bị loại, nhưng chưa "
                             "chốt được khi hội đồng chưa kết luận."));
    else if (r->knocked_out)
        p->intro = xasprintf(_("Hồ sơ đang bị loại%s%s: %s. KHÔNG LOẠI: bỏ mọi kết luận loại."),
                             *r->knock_criterion ? _(" ở tiêu chí ") : "", r->knock_criterion, now);
    else if (p->n_claims)
        p->intro =
            xasprintf(P_("%zu đề nghị loại chờ hội đồng kết luận.", p->n_claims), p->n_claims);
    else
        p->intro = xstrdup(_("Hồ sơ bị loại không được phân hạng, dù bao nhiêu điểm."));
    free(now);
}

/* The ground that is chosen. */
static const struct conclude_ground *conclude_ground(const struct conclude_page *p)
{
    int i = atoi(form_value(&p->base.form, "ground"));
    return &p->ground[i >= 0 && (size_t)i < p->n_grounds ? (size_t)i : p->n_grounds - 1];
}

/* Why the row with @id cannot stand; NULL: it can. */
static const char *conclude_ground_check(const struct conclude_page *p, const char *id,
                                         const char *value)
{
    const struct conclude_ground *g = conclude_ground(p);
    const char *verdict = form_value(&p->base.form, "verdict");
    if (strcmp(id, "member") == 0 && !*value)
        return _("Chọn người đề nghị.");
    if (strcmp(id, "verdict") == 0 && strcmp(value, "withdraw") == 0 && !g->member)
        return _("Chỉ rút được đề nghị đang chờ: chọn căn cứ có người đề nghị.");
    bool typed = !*g->text && !g->member;
    if (strcmp(id, "reason") == 0 && !*value && typed &&
        (p->kind == FINDING_CLAIM || strcmp(verdict, "yes") == 0))
        return _("Căn cứ khác thì phải ghi ở dòng này.");
    return NULL;
}

/* ---- what it says ---- */

/* As conclude_findings. */
static size_t conclude_ground_findings(const struct conclude_page *p, struct finding *out,
                                       struct finding base)
{
    const struct conclude_ground *g = conclude_ground(p);
    const char *verdict = form_value(&p->base.form, "verdict");
    bool claim = p->kind == FINDING_CLAIM, withdraw = strcmp(verdict, "withdraw") == 0;
    if (!claim && !*verdict)
        return 0;
    base.criterion = g->criterion;
    base.ground = g->text;
    base.stops = g->stops;
    base.verdict = claim || strcmp(verdict, "yes") == 0;
    if (claim)
        base.member = atoi(form_value(&p->base.form, "member"));
    if (withdraw) {
        base.kind = FINDING_CLAIM;
        base.member = g->member;
        base.votes = base.of = 0;
    }
    /* Not knocked out after all: that lifts whatever was concluded before. */
    if (!claim && !withdraw && !base.verdict && p->knocked_out) {
        base.criterion = "";
        base.ground = "";
    }
    *out = base;
    return 1;
}

/* The claims that a conclusion answers, "; trả lời đề nghị của A, B". */
static char *answers(const struct conclude_page *p, const struct finding *f)
{
    char *all = xstrdup("");
    for (size_t i = 0; f->kind == FINDING_KNOCKOUT && i < p->n_claims; i++) {
        const struct conclude_ground *g = &p->ground[i];
        if (!f->verdict && *f->criterion && strcmp(g->criterion, f->criterion) != 0)
            continue;
        char *more = xasprintf("%s\n   %s %s: %s", all, _("trả lời đề nghị của"),
                               conclude_member(p, g->member), *g->text ? g->text : g->criterion);
        free(all);
        all = more;
    }
    return all;
}

static char *conclude_ground_line(const struct conclude_page *p, const struct finding *f)
{
    const char *verdict = f->kind == FINDING_KNOCKOUT
                              ? f->verdict ? _("LOẠI HỒ SƠ") : _("KHÔNG LOẠI HỒ SƠ")
                          : f->verdict ? _("ĐỀ NGHỊ LOẠI HỒ SƠ")
                                       : _("RÚT ĐỀ NGHỊ LOẠI HỒ SƠ");
    char *who = f->kind == FINDING_CLAIM ? xasprintf(_("%s: "), conclude_member(p, f->member))
                                         : xstrdup("");
    char *ground = *f->ground ? xasprintf(_("\n   Căn cứ: %s"), f->ground) : xstrdup("");
    const char *stop = f->kind == FINDING_KNOCKOUT && f->verdict && f->stops
                           ? _("\n   Không đánh giá tiếp: các phiếu không nhận điểm nữa.")
                           : "";
    char *told = answers(p, f);
    char *line = xasprintf("%s%s%s%s%s%s%s", who, verdict, *f->criterion ? _(" ở tiêu chí ") : "",
                           f->criterion, ground, stop, told);
    free(told);
    free(ground);
    free(who);
    return line;
}

static void conclude_ground_free(struct conclude_page *p)
{
    free(p->ground);
    free(p->ground_id);
    free(p->ground_name);
    free(p->member_id);
    free(p->member_name);
    p->ground = NULL;
    p->ground_id = p->ground_name = p->member_id = p->member_name = NULL;
    p->n_grounds = p->n_claims = 0;
    list_free(&p->grounds);
}

static void add_choice(struct conclude_page *p, const char *const *names)
{
    struct form_row *r = conclude_add(p, FORM_CHOICE, "verdict", N_("Kết luận"));
    r->values = verdict_values;
    r->names = names;
    r->cite = p->basis;
}

/* ---- spreads and ballots ---- */

static void spread_rows(struct conclude_page *p, const struct result *r)
{
    add_choice(p, spread_names);
    conclude_tail(p, true);
    p->intro = xasprintf(_("Các phiếu chênh nhau %d điểm (cao %d, thấp %d), quá mức cho phép. Giữ "
                           "nguyên là sau khi đã thảo luận, các thành viên không chấm lại."),
                         r->max - r->min, r->max, r->min);
}

static void ballot_rows(struct conclude_page *p)
{
    add_choice(p, ballot_names);
    conclude_tail(p, true);
    p->intro = xasprintf(_("Phiếu của %s chưa nộp. Bỏ qua: kết quả tính theo các phiếu khác, không "
                           "chờ phiếu này nữa."),
                         p->who);
}

/* ---- what stands already ---- */

static bool same_thing(const struct conclude_page *p, const struct finding *f)
{
    return f->kind == p->kind && (p->kind == FINDING_SPREAD || f->member == p->member);
}

static void conclude_fill(struct conclude_page *p, const struct result *r)
{
    char of[16];
    snprintf(of, sizeof of, "%d", r->expected);
    form_assign(&p->base.form, "of", of);
    for (size_t i = 0; i < p->findings.n; i++)
        if ((p->kind == FINDING_SPREAD || p->kind == FINDING_BALLOT) &&
            same_thing(p, &p->findings.v[i]))
            form_assign(&p->base.form, "verdict", p->findings.v[i].verdict ? "yes" : "no");
    for (size_t i = 0; i < p->n_grounds; i++)
        if (*p->criterion && strcmp(p->ground[i].criterion, p->criterion) == 0) {
            form_assign(&p->base.form, "ground", p->ground_id[i]);
            break;
        }
    p->base.form.changed = false;
}

static const char *conclude_check(void *data, size_t i, const char *value)
{
    const struct conclude_page *p = data;
    const char *of = form_value(&p->base.form, "of"), *id = p->row[i].id ? p->row[i].id : "";
    if (strcmp(id, "votes") == 0 && *value && (!*of || atoi(value) > atoi(of)))
        return _("Số người tán thành không quá số người biểu quyết.");
    return p->n_grounds ? conclude_ground_check(p, id, value) : NULL;
}

bool conclude_rows(struct conclude_page *p, const struct result *r, const char **why)
{
    struct db *db = model_of(p->base.screen.app)->db;
    bool any = true;
    *why = _("Không có gì để kết luận ở đây.");
    switch (p->kind) {
    case FINDING_SPREAD:
        p->basis = rule_basis(&model_of(p->base.screen.app)->rules, SETTING_SPREAD_MAX);
        spread_rows(p, r);
        any = r->closed > 0 && (r->exceeds || r->settled);
        break;
    case FINDING_BALLOT:
        p->basis = rule_basis(&model_of(p->base.screen.app)->rules, SETTING_BALLOTS_MISSING);
        ballot_rows(p);
        break;
    default:
        p->basis = xstrdup(_("Phụ lục II: hồ sơ bị loại khi, bị loại nếu, không đánh giá các bước "
                             "tiếp theo"));
        any = db_grounds(db, p->product, &p->grounds) == DB_OK;
        conclude_ground_rows(p, r);
        break;
    }
    form_init(&p->base.form, p->row, p->n, conclude_check, p);
    conclude_fill(p, r);
    return any;
}

void conclude_rows_free(struct conclude_page *p)
{
    form_free(&p->base.form);
    for (size_t i = 0; i < p->n_text; i++)
        free(p->text[i]);
    free(p->text);
    free(p->row);
    free(p->intro);
    free(p->basis);
    p->text = NULL;
    p->row = NULL;
    p->intro = p->basis = NULL;
    p->n = p->n_text = 0;
    conclude_ground_free(p);
}

/* ---- what the form says ---- */

size_t conclude_findings(const struct conclude_page *p, struct finding *out)
{
    const char *votes = form_value(&p->base.form, "votes"), *of = form_value(&p->base.form, "of");
    struct finding base = {.product = p->product,
                           .kind = p->kind,
                           .criterion = "",
                           .votes = *votes ? atoi(votes) : 0,
                           .of = *votes ? atoi(of) : 0,
                           .reason = form_value(&p->base.form, "reason"),
                           .ground = ""};
    if (p->n_grounds)
        return conclude_ground_findings(p, out, base);
    const char *verdict = form_value(&p->base.form, "verdict");
    base.verdict = strcmp(verdict, "yes") == 0;
    base.member = p->kind == FINDING_BALLOT ? p->member : 0;
    *out = base;
    return *verdict != '\0';
}

static char *conclude_finding_line(const struct conclude_page *p, const struct finding *f)
{
    switch (f->kind) {
    case FINDING_KNOCKOUT:
    case FINDING_CLAIM:
        return conclude_ground_line(p, f);
    case FINDING_SPREAD:
        return xstrdup(f->verdict ? _("GIỮ NGUYÊN điểm đã chấm") : _("KHÔNG giữ nguyên, chấm lại"));
    default:
        return xasprintf(f->verdict ? _("BỎ QUA phiếu của %s") : _("VẪN CHỜ phiếu của %s"), p->who);
    }
}

char *conclude_summary(const struct conclude_page *p, const struct finding *f)
{
    char *line = conclude_finding_line(p, f);
    char *votes = f->kind == FINDING_CLAIM ? xstrdup("")
                  : f->of                  ? xasprintf(_("Biểu quyết %d/%d. "), f->votes, f->of)
                                           : xstrdup(_("Không ghi số biểu quyết. "));
    char *reason = *f->reason ? xasprintf(_("Lý do: %s"), f->reason) : xstrdup("");
    char *text = xasprintf("%s\n• %s\n\n%s%s", p->title, line, votes, reason);
    free(reason);
    free(votes);
    free(line);
    return text;
}

struct conclude_typed conclude_typed(const struct form *f)
{
    return (struct conclude_typed){xstrdup(form_value(f, "votes")), xstrdup(form_value(f, "of")),
                                   xstrdup(form_value(f, "reason"))};
}

void conclude_retype(struct form *f, struct conclude_typed *t)
{
    if (f) {
        form_assign(f, "votes", t->votes);
        form_assign(f, "of", t->of);
        form_assign(f, "reason", t->reason);
        f->changed = true;
    }
    free(t->votes);
    free(t->of);
    free(t->reason);
}

char *conclude_said(struct db *db, int product, enum finding_kind a, enum finding_kind b)
{
    struct findings all;
    char *text = db_findings(db, product, &all) == DB_OK ? xstrdup("") : NULL;
    for (size_t i = 0; text && i < all.n; i++) {
        const struct finding *f = &all.v[i];
        if (f->kind != a && f->kind != b)
            continue;
        char *more = xasprintf("%s%d %lld %d\n", text, (int)f->kind, (long long)f->seq, f->verdict);
        free(text);
        text = more;
    }
    list_free(&all);
    return text;
}

struct key conclude_slash(const struct form *f, const struct key *k)
{
    const char *id = f->at < f->n ? f->row[f->at].id : NULL;
    if (k->code == K_CHAR && k->ch == '/' && id && strcmp(id, "votes") == 0)
        return (struct key){.code = K_TAB};
    return *k;
}

const char *conclude_votes_check(const char *value)
{
    int votes, of, used = 0;
    if (!*value)
        return NULL;
    bool form = sscanf(value, "%4d/%4d%n", &votes, &of, &used) == 2 && !value[used];
    return form && votes >= 0 && of >= 1 && votes <= of ? NULL : _("Gõ như 7/9, hoặc để trống.");
}
