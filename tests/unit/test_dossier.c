/* SPDX-License-Identifier: MIT */
/* What stands beside the scoring: points given before, the file's papers, claims and stops, names
 * on request, and what was decided afterwards. */
#include "tests/unit/room.h"

#include <string.h>

#include "db/base/date.h"

static void refuses(struct room *r, enum db_rc rc, enum fault_id id)
{
    assert_int_equal(rc, DB_REFUSED);
    assert_int_equal(db_faults(r->db)->v[0].id, id);
}

static void points_before_the_meeting_are_compared(void **state)
{
    struct room *r = *state;
    struct assessments a;
    struct assessment_sum sum[2];
    plain_ok(r->db, db_assess(r->db, r->product, ASSESSED_SELF, "5.1", "5", "", "secretary"));
    plain_ok(r->db,
             db_assess(r->db, r->product, ASSESSED_ADVISER, "5.1", "2", "Tờ rơi cũ", "secretary"));
    int64_t n = plain_events(r->db);
    plain_ok(r->db,
             db_assess(r->db, r->product, ASSESSED_ADVISER, "5.1", "2", "Tờ rơi cũ", "secretary"));
    assert_int_equal(plain_events(r->db), n);
    refuses(r, db_assess(r->db, r->product, ASSESSED_SELF, "5.1", "9", "", "secretary"),
            F_NO_SUCH_LEVEL);
    for (int m = 0; m < 3; m++)
        room_ballot(r, m, NULL, NULL); /* 5 points, the Tổ tư vấn gave 1 */
    plain_ok(r->db, db_assessments(r->db, 0, &a));
    assert_int_equal(a.n, 1);
    assert_int_equal(a.v[0].points[ASSESSED_SELF], 5);
    assert_int_equal(a.v[0].compared, a.v[0].points[ASSESSED_ADVISER]);
    assert_int_equal(a.v[0].difference, 3 * (5 - a.v[0].compared));
    assert_true(a.v[0].asked && !a.v[0].answered);
    list_free(&a);
    plain_ok(r->db, db_scoresheet(r->db, r->product, &a));
    assert_int_equal(a.n, 32);
    for (size_t i = 0; i < a.n; i++)
        assert_int_equal(a.v[i].compared >= 0, strcmp(a.v[i].criterion, "5.1") == 0);
    list_free(&a);
    plain_ok(r->db, db_assessment_sums(r->db, r->product, sum));
    assert_int_equal(sum[ASSESSED_SELF].total, 5);
    assert_int_equal(sum[ASSESSED_SELF].part[1], 5);

    struct finding f = {.product = r->product,
                        .kind = FINDING_DIFFERENCE,
                        .criterion = "5.1",
                        .verdict = true,
                        .reason = ""};
    refuses(r, db_conclude(r->db, &f, 1, "chair"), F_REASON_MISSING);
    f.reason = "Đã bổ sung trang web";
    plain_ok(r->db, db_conclude(r->db, &f, 1, "chair"));
    plain_ok(r->db, db_assessments(r->db, r->product, &a));
    assert_true(a.v[0].answered);
    assert_string_equal(a.v[0].why, "Đã bổ sung trang web");
    list_free(&a);
    room_rule(r, "difference.ask", "0");
    plain_ok(r->db, db_assessments(r->db, r->product, &a));
    assert_false(a.v[0].asked);
    list_free(&a);
}

static void papers_and_samples_are_kept(void **state)
{
    struct room *r = *state;
    struct dossiers d;
    struct evidence e = {EVIDENCE_YES, "2027-02-28", "Số 12"};
    plain_ok(r->db, db_dossier_put(r->db, r->product, 5, "", "secretary"));
    plain_ok(r->db, db_evidence_put(r->db, r->product, 12, &e, "secretary"));
    e.expires = "2027-02-29";
    refuses(r, db_evidence_put(r->db, r->product, 12, &e, "secretary"), F_DATE_BAD);
    e.expires = "";
    refuses(r, db_evidence_put(r->db, r->product, 16, &e, "secretary"), F_EVIDENCE_ITEM);
    refuses(r, db_dossier_put(r->db, r->product, 1000, "", "secretary"), F_SAMPLES_BAD);
    plain_ok(r->db, db_dossiers(r->db, 0, &d));
    assert_int_equal(d.n, 1);
    assert_int_equal(d.v[0].samples, 5);
    assert_int_equal(d.v[0].item[11].state, EVIDENCE_YES);
    assert_string_equal(d.v[0].item[11].expires, "2027-02-28");
    assert_int_equal(d.v[0].item[0].state, EVIDENCE_UNKNOWN);
    list_free(&d);
    struct verdict v;
    plain_ok(r->db, db_verify(r->db, &v));
}

/* ---- warnings before sign-off ---- */

static const struct fault *warned(const struct blockers *b, enum fault_id id)
{
    for (size_t i = 0; i < b->n; i++)
        if (b->v[i].fault.id == id) {
            assert_true(b->v[i].warning);
            return &b->v[i].fault;
        }
    return NULL;
}

static void paper(struct room *r, int item, enum evidence_state state, const char *expires)
{
    struct evidence e = {state, expires, ""};
    plain_ok(r->db, db_evidence_put(r->db, r->product, item, &e, "secretary"));
}

static void what_is_missing_is_worth_a_look(void **state)
{
    struct room *r = *state;
    struct blockers b;
    room_rule(r, "date", "2026-12-01");
    plain_ok(r->db, db_check(r->db, &b));
    assert_null(warned(&b, F_SAMPLES_SHORT)); /* nothing is told, so nothing is missed */
    assert_null(warned(&b, F_EVIDENCE_MISSING));
    assert_null(warned(&b, F_EVIDENCE_MISSING_MANY));
    list_free(&b);
    plain_ok(r->db, db_dossier_put(r->db, r->product, 4, "", "secretary"));
    paper(r, 12, EVIDENCE_YES, "2026-11-30");
    paper(r, 13, EVIDENCE_YES, "2026-12-01"); /* good to the end of that day */
    paper(r, 14, EVIDENCE_NO, "");
    plain_ok(r->db, db_check(r->db, &b));
    assert_string_equal(warned(&b, F_SAMPLES_SHORT)->arg[1], "4");
    assert_string_equal(warned(&b, F_SAMPLES_SHORT)->arg[2], "5");
    assert_string_equal(warned(&b, F_EVIDENCE_MISSING_MANY)->arg[1], "13");
    assert_string_equal(warned(&b, F_EVIDENCE_EXPIRES)->arg[1], "Phiếu kiểm nghiệm");
    assert_string_equal(warned(&b, F_EVIDENCE_EXPIRES)->arg[2], "30/11/2026");
    list_free(&b);
    for (int i = 1; i <= 11; i++)
        paper(r, i, EVIDENCE_UNNEEDED, "");
    paper(r, 15, EVIDENCE_YES, "");
    paper(r, 12, EVIDENCE_YES, "2027-11-30");
    plain_ok(r->db, db_dossier_put(r->db, r->product, 5, "", "secretary"));
    plain_ok(r->db, db_check(r->db, &b));
    assert_null(warned(&b, F_SAMPLES_SHORT));
    assert_null(warned(&b, F_EVIDENCE_EXPIRES));
    assert_string_equal(warned(&b, F_EVIDENCE_MISSING)->arg[1], evidence_name(14));
    list_free(&b);
}

static void codes_and_differences_are_worth_a_look(void **state)
{
    struct room *r = *state;
    struct blockers b;
    static const struct db_pair code[] = {{"code", "SP-01"}};
    plain_ok(r->db, db_correct(r->db, r->product, code, 1, "Sai mã", NULL, "secretary"));
    plain_ok(r->db, db_assess(r->db, r->product, ASSESSED_ADVISER, "5.1", "2", "", "secretary"));
    for (int m = 0; m < ROOM_MEMBERS; m++)
        room_ballot(r, m, NULL, NULL);
    plain_ok(r->db, db_check(r->db, &b));
    assert_string_equal(warned(&b, F_CODE_FORM)->arg[1], "SP-01");
    assert_string_equal(warned(&b, F_DIFFERENCE_ASKED)->arg[1], "5.1");
    assert_string_equal(warned(&b, F_DIFFERENCE_ASKED)->arg[3], "");
    assert_int_equal(b.blocking, 0);
    list_free(&b);
    room_rule(r, "difference.ask.cite", "khoản 2 Điều 9 Quy chế");
    plain_ok(r->db, db_check(r->db, &b));
    assert_string_equal(warned(&b, F_DIFFERENCE_ASKED)->arg[FAULT_CITE], "khoản 2 Điều 9 Quy chế");
    list_free(&b);
    struct finding f = {.product = r->product,
                        .kind = FINDING_DIFFERENCE,
                        .criterion = "5.1",
                        .verdict = true,
                        .reason = "Đã bổ sung"};
    plain_ok(r->db, db_conclude(r->db, &f, 1, "chair"));
    plain_ok(r->db, db_check(r->db, &b));
    assert_null(warned(&b, F_DIFFERENCE_ASKED));
    list_free(&b);
    static const struct db_pair old[] = {{"code", "83-829-28780-3-2022"}};
    plain_ok(r->db, db_correct(r->db, r->product, old, 1, "Mã cũ", NULL, "secretary"));
    plain_ok(r->db, db_check(r->db, &b));
    assert_null(warned(&b, F_CODE_FORM));
    list_free(&b);
    room_conclude(r, FINDING_POSTPONED, "", 0, true);
    plain_ok(r->db, db_check(r->db, &b));
    assert_null(warned(&b, F_CODE_FORM));
    list_free(&b);
}

static void codes_have_four_parts_or_the_old_five(void **unused)
{
    (void)unused;
    assert_int_equal(product_code_form("79-27595-3-2026"), CODE_FOUR);
    assert_int_equal(product_code_form("96-32001-012-2026"), CODE_FOUR);
    assert_int_equal(product_code_form("83-829-28780-3-2022"), CODE_FIVE);
    assert_int_equal(product_code_form(""), CODE_NONE);
    static const char *const other[] = {"79-2759-3-2026",  "79-27595-3-26", "79-27595--2026",
                                        "79 27595 3 2026", "SP01",          "79-27595-3-2026-",
                                        "1-2-3-4-5-2026",  "-79-27595-3"};
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        assert_int_equal(product_code_form(other[i]), CODE_OTHER);
}

/* ---- claims and stops ---- */

static struct finding about(struct room *r, enum finding_kind kind, const char *code, bool yes)
{
    return (struct finding){.product = r->product,
                            .kind = kind,
                            .criterion = code,
                            .verdict = yes,
                            .member = kind == FINDING_CLAIM ? r->member[1] : 0,
                            .reason = "Có cát",
                            .ground = ""};
}

static bool waiting(struct room *r)
{
    struct findings f;
    bool any = false;
    plain_ok(r->db, db_findings(r->db, r->product, &f));
    for (size_t i = 0; i < f.n; i++)
        any |= f.v[i].waiting;
    list_free(&f);
    return any;
}

static void a_claim_only_asks(void **state)
{
    struct room *r = *state;
    for (int m = 0; m < 3; m++)
        room_ballot(r, m, NULL, NULL);
    struct finding f = about(r, FINDING_CLAIM, "1.1", true);
    plain_ok(r->db, db_conclude(r->db, &f, 1, "chair"));
    room_expect(r, 5, STATUS_FORWARD);
    assert_true(waiting(r));
    f = about(r, FINDING_KNOCKOUT, "1.1", false);
    plain_ok(r->db, db_conclude(r->db, &f, 1, "chair"));
    assert_false(waiting(r));
    room_expect(r, 5, STATUS_FORWARD);
}

static void a_confirmed_stop_ends_the_scoring(void **state)
{
    struct room *r = *state;
    struct grounds g;
    const char *stop = NULL, *code = NULL;
    plain_ok(r->db, db_grounds(r->db, r->product, &g));
    assert_true(g.n >= 5);
    assert_string_equal(g.v[0].criterion, "");
    for (size_t i = 0; i < g.n; i++)
        if (g.v[i].stops) {
            stop = g.v[i].text;
            code = g.v[i].criterion;
        }
    assert_non_null(stop);
    room_ballot(r, 0, NULL, NULL);
    struct finding f = about(r, FINDING_KNOCKOUT, code, true);
    f.ground = stop;
    plain_ok(r->db, db_conclude(r->db, &f, 1, "chair"));
    room_expect(r, 0, STATUS_KNOCKED_OUT);
    refuses(r, db_mark(r->db, r->product, r->member[1], "1.1", "2", "secretary", NULL, NULL),
            F_STOPPED_BY);
    f.verdict = false;
    plain_ok(r->db, db_conclude(r->db, &f, 1, "chair"));
    plain_ok(r->db, db_mark(r->db, r->product, r->member[1], "1.1", "2", "secretary", NULL, NULL));
    list_free(&g);
}

/* Forgery knocks out, but the law does not say that scoring stops. */
static void other_grounds_do_not_stop(void **state)
{
    struct room *r = *state;
    struct finding f = about(r, FINDING_KNOCKOUT, "", true);
    plain_ok(r->db, db_conclude(r->db, &f, 1, "chair"));
    plain_ok(r->db, db_mark(r->db, r->product, r->member[1], "1.1", "2", "secretary", NULL, NULL));
    room_expect(r, 0, STATUS_KNOCKED_OUT);
}

static void names_are_noted(void **state)
{
    struct room *r = *state;
    struct gate_names g;
    for (int m = 0; m < 3; m++)
        room_ballot(r, m, m ? NULL : "7", "3");
    int64_t n = plain_events(r->db);
    plain_ok(r->db, db_gate_names(r->db, r->product, 5, "7", "chair", &g));
    assert_int_equal(g.n, 3);
    assert_false(g.v[0].reaches);
    assert_int_equal(g.v[0].points, 3);
    assert_true(g.v[1].reaches && g.v[2].reaches);
    list_free(&g);
    assert_int_equal(plain_events(r->db), n + 1);
    refuses(r, db_gate_names(r->db, r->product, 3, "5.2", "chair", &g), F_FINDING_CRITERION);
    list_free(&g);
    assert_int_equal(plain_events(r->db), n + 1);
}

/* ---- afterwards ---- */

static void months_end_where_the_month_ends(void **unused)
{
    (void)unused;
    char out[11];
    static const struct {
        const char *from, *to;
    } days[] = {{"2026-08-05", "2029-08-05"},
                {"2024-02-29", "2027-02-28"},
                {"2025-02-28", "2028-02-28"},
                {"2026-12-31", "2029-12-31"},
                {"2026-11-30", "2029-11-30"}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        date_add_months(days[i].from, 36, out);
        assert_string_equal(out, days[i].to);
    }
    date_add_months("2026-08-31", 1, out);
    assert_string_equal(out, "2026-09-30");
    date_add_months("2026-01-31", 13, out);
    assert_string_equal(out, "2027-02-28");
}

static void decisions_come_after_signing(void **state)
{
    struct room *r = *state;
    struct decisions d;
    char until[11];
    struct decision q = {"1887/QĐ-UBND", "2026-12-01", "", 0};
    struct decided p = {.product = r->product,
                        .left_out = false,
                        .central = 4,
                        .number = "1",
                        .date = "2027-03-01",
                        .reason = ""};
    for (int m = 0; m < ROOM_MEMBERS; m++)
        room_ballot(r, m, NULL, NULL);
    refuses(r, db_decide(r->db, DECISION_FORWARDED, &q, "secretary"), F_DECIDE_OPEN);
    plain_ok(r->db, db_signoff(r->db, NULL, "chair"));
    struct session before, after;
    plain_ok(r->db, db_session(r->db, &before));
    plain_ok(r->db, db_decide(r->db, DECISION_FORWARDED, &q, "secretary"));
    plain_ok(r->db, db_decided_put(r->db, &p, "secretary"));
    struct decision early = {"2", "2026-12-01", "2026-11-30", 0};
    refuses(r, db_decide(r->db, DECISION_RECOGNISED, &early, "secretary"), F_ISSUED_EARLY);
    plain_ok(r->db, db_session(r->db, &after));
    assert_true(after.closed);
    assert_int_equal(after.version, before.version);
    assert_string_equal(after.closing, before.closing);
    plain_ok(r->db, db_decisions(r->db, &d));
    assert_string_equal(d.list[DECISION_FORWARDED].number, "1887/QĐ-UBND");
    assert_int_equal(d.n, 1);
    assert_int_equal(d.v[0].central, 4);
    decision_expiry(&d.list[DECISION_FORWARDED], until);
    assert_string_equal(until, "2029-12-01");
    decision_expiry(&d.list[DECISION_RECOGNISED], until);
    assert_string_equal(until, "");
    list_free(&d);
    struct db_pair end = {"paper.end", "17:30"}, place = {"place", "Hội trường"};
    plain_ok(r->db, db_set(r->db, &end, 1, NULL, "secretary"));
    refuses(r, db_set(r->db, &place, 1, NULL, "secretary"), F_SESSION_CLOSED);
    struct verdict v;
    plain_ok(r->db, db_verify(r->db, &v));
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, room_setup, room_teardown)
    const struct CMUnitTest all[] = {
        T(points_before_the_meeting_are_compared),
        T(what_is_missing_is_worth_a_look),
        T(codes_and_differences_are_worth_a_look),
        T(papers_and_samples_are_kept),
        cmocka_unit_test(codes_have_four_parts_or_the_old_five),
        T(a_claim_only_asks),
        T(a_confirmed_stop_ends_the_scoring),
        T(other_grounds_do_not_stop),
        T(names_are_noted),
        cmocka_unit_test(months_end_where_the_month_ends),
        T(decisions_come_after_signing),
    };
    return cmocka_run_group_tests_name("dossier", all, NULL, NULL);
}
