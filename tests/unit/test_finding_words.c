/* SPDX-License-Identifier: MIT */
/* What has changed under a conclusion, as a sentence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/words/finding.h"

static void facts_become_sentences(void **state)
{
    static const struct {
        enum finding_kind kind;
        const char *judged, *now, *said;
    } cases[] = {
        {FINDING_MINIMUM, "1 2 3 4 5 6 7 8 9/1 2 3 4 5 6 7", "1 2 3 4 5 6 7 8 9/1 2 3 4 5",
         "trước 7/9 đạt, nay 5/9"},
        {FINDING_MINIMUM, "1 12 3/", "1 12/12", "trước 0/3 đạt, nay 1/2"},
        {FINDING_MINIMUM, "1 2/1", "1 2/2", "trước và nay 1/2 đạt, nhưng của các phiếu khác"},
        {FINDING_MINIMUM, "1 2/1", "/", "trước 1/2 đạt, nay 0/0"},
        {FINDING_SPREAD, "1=80 2=71 10=92", "1=62 2=71 10=92",
         "trước chênh 21 điểm, nay chênh 30 điểm"},
        {FINDING_SPREAD, "1=80 2=70", "1=81 2=71",
         "trước và nay chênh 10 điểm, nhưng phiếu hoặc tổng điểm của phiếu khác"},
        {FINDING_SPREAD, "", "1=81 2=71", "trước chênh 0 điểm, nay chênh 10 điểm"},
        {FINDING_FORWARD, "451/5/0", "356/4/0",
         "trước 90,20 điểm (5 phiếu), nay 89,00 điểm (4 phiếu)"},
        {FINDING_FORWARD, "451/5/0", "451/5/-",
         "điểm như trước, yêu cầu tối thiểu của 5 sao nay khác"},
        {FINDING_FORWARD, "0/0/-", "451/5/0", "trước 0 điểm (0 phiếu), nay 90,20 điểm (5 phiếu)"},
        {FINDING_KNOCKOUT, "1=a1 2=0 3=a1", "1=a1 2=a1 3=a1",
         "trước mức a1 (2 phiếu), mức 0 (1 phiếu); nay mức a1 (3 phiếu)"},
        {FINDING_KNOCKOUT, "", "1=a", "trước không có phiếu; nay mức a (1 phiếu)"},
        {FINDING_KNOCKOUT, "1=a 2=b", "1=a 3=b",
         "trước và nay mức a (1 phiếu), mức b (1 phiếu), nhưng của các phiếu khác"},
        {FINDING_BALLOT, "open", "closed", "trước phiếu chưa nộp, nay đã nộp"},
        {FINDING_BALLOT, "closed", "open", "trước phiếu đã nộp, nay chưa nộp"},
        {FINDING_DIFFERENCE, "20/5/1", "15/5/1",
         "trước: Hội đồng 4,00, chấm trước 1; nay: Hội đồng 3,00, chấm trước 1"},
        {FINDING_DIFFERENCE, "0/0/-", "15/5/2",
         "trước: Hội đồng chưa có, chấm trước chưa có; nay: Hội đồng 3,00, chấm trước 2"},
        {FINDING_DIFFERENCE, "tệp lạ", "", "phiếu hoặc điểm đã xét nay khác"},
        {FINDING_FORWARD, "", "", "phiếu hoặc điểm đã xét nay khác"},
        {FINDING_MINIMUM, NULL, NULL, "có phiếu nộp sau kết luận này (tệp cũ không ghi đã xét gì)"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct finding f = {.kind = cases[i].kind, .judged = cases[i].judged, .now = cases[i].now};
        char *said = finding_changed(&f);
        assert_string_equal(said, cases[i].said);
        free(said);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(facts_become_sentences)};
    return cmocka_run_group_tests_name("finding-words", tests, NULL, NULL);
}
