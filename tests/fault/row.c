/* SPDX-License-Identifier: MIT */
#include "tests/fault/row.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/criteria/criteria.h"
#include "tests/fault/folder.h"

#define S "s.ocop"
#define MEMBER "Trần Văn An"
#define WHY "--reason", "gõ nhầm"

const struct fault_row fault_rows[] = {
    /* No session. */
    {"version", STATE_BARE, ROW_READS, 0, "", {"--version"}},
    {"help", STATE_BARE, ROW_READS, 0, "", {"--help"}},
    {"help-call", STATE_BARE, ROW_READS, 0, "", {"import", "--help", "--lang", "en"}},
    {"misuse", STATE_BARE, ROW_READS, 2, "", {"no-such-call"}},
    {"criteria-list", STATE_BARE, ROW_READS, 0, "", {"criteria", "list", "--json"}},
    {"criteria-show", STATE_BARE, ROW_READS, 0, "", {"criteria", "show", "8"}},
    {"criteria-yaml", STATE_BARE, ROW_READS, 0, "", {"criteria", "show", "8", "--yaml"}},
    {"criteria-check", STATE_BARE, ROW_READS, 0, "", {"criteria", "check", "own.yaml"}},
    {"template-list", STATE_BARE, ROW_READS, 0, "", {"template"}},
    {"template-txt", STATE_BARE, ROW_PAPERS, 0, "", {"template", "bien-ban", "--txt", "mau.txt"}},
    {"template-docx",
     STATE_BARE,
     ROW_PAPERS,
     0,
     "",
     {"template", "bien-ban", "--docx", "mau.docx"}},
    {"foreign", STATE_BARE, ROW_READS, 3, "", {"tally", "members.csv"}},
    {"missing", STATE_BARE, ROW_READS, 3, "", {"verify", "none.ocop"}},
    {"new", STATE_BARE, ROW_ACTS, 0, "", {"new", S, "--set", "province=Thử", "--set", "year=2026"}},
    {"new-bad", STATE_BARE, ROW_ACTS, 2, "", {"new", S, "--set", "no-such-key=1"}},
    /* Being prepared. */
    {"new-taken", STATE_MADE, ROW_ACTS, 1, "", {"new", S}},
    {"set", STATE_MADE, ROW_ACTS, 0, "", {"set", S, "place=Hội trường", "round=2"}},
    {"pin", STATE_MADE, ROW_ACTS, 0, "1234\n", {"pin", S}},
    {"members", STATE_MADE, ROW_ACTS, 0, "", {"import", S, "members", "members.csv"}},
    {"products", STATE_MADE, ROW_ACTS, 0, "", {"import", S, "products", "products.csv"}},
    {"products-dry",
     STATE_MADE,
     ROW_READS,
     0,
     "",
     {"import", S, "products", "products.csv", "--dry-run"}},
    {"products-bad", STATE_MADE, ROW_ACTS, 1, "", {"import", S, "products", "bad.csv"}},
    {"criteria-add", STATE_MADE, ROW_ACTS, 0, "", {"criteria", "add", S, "own.yaml"}},
    {"panel", STATE_LISTED, ROW_ACTS, 0, "", {"import", S, "panel", "panel.csv"}},
    {"dossier-list", STATE_LISTED, ROW_ACTS, 0, "", {"import", S, "dossier", "dossier.csv"}},
    {"scores", STATE_LISTED, ROW_ACTS, 0, "", {"import", S, "scores", "scores.csv"}},
    {"ballots", STATE_LISTED, ROW_ACTS, 0, "", {"import", S, "ballots", "ballots.csv"}},
    {"feed",
     STATE_LISTED,
     ROW_FEED,
     0,
     "1\t" MEMBER "\t1.1\t1\n1\t" MEMBER "\t1.1\t2\n9\tKhông Ai\t1.1\t1\n1\t" MEMBER "\t1.1\t2\n",
     {"feed", S}},
    /* Being scored. */
    {"findings", STATE_SCORED, ROW_ACTS, 0, "", {"import", S, "findings", "findings.csv"}},
    {"correct", STATE_SCORED, ROW_ACTS, 0, "", {"correct", S, "1", "phone=0900000000", WHY}},
    {"move", STATE_SCORED, ROW_ACTS, 0, "", {"move", S, "9", "1", WHY}},
    {"ballot-close", STATE_SCORED, ROW_ACTS, 1, "", {"ballot", "close", S, "1", MEMBER}},
    {"set-rule", STATE_SCORED, ROW_ACTS, 0, "", {"set", S, "spread.max=12", WHY}},
    {"check-blocked", STATE_SCORED, ROW_READS, 1, "", {"check", S}},
    {"signoff-blocked", STATE_SCORED, ROW_ACTS, 1, "", {"signoff", S}},
    {"list-products", STATE_SCORED, ROW_READS, 0, "", {"products", S, "--json"}},
    {"list-agenda", STATE_SCORED, ROW_READS, 0, "", {"products", S}},
    {"dossier", STATE_SCORED, ROW_READS, 0, "", {"dossier", S, "1"}},
    {"tally", STATE_FULL, ROW_READS, 0, "", {"tally", S}},
    {"tally-json", STATE_FULL, ROW_READS, 0, "", {"tally", S, "--json"}},
    {"check", STATE_FULL, ROW_READS, 0, "", {"check", S, "--json"}},
    {"explain", STATE_FULL, ROW_READS, 0, "", {"explain", S, "1"}},
    {"explain-json", STATE_FULL, ROW_READS, 0, "", {"explain", S, "1", "--json"}},
    {"journal", STATE_FULL, ROW_READS, 0, "", {"journal", S}},
    {"journal-json", STATE_FULL, ROW_READS, 0, "", {"journal", S, "--json"}},
    {"ballot-reopen", STATE_FULL, ROW_ACTS, 0, "", {"ballot", "reopen", S, "1", MEMBER, WHY}},
    {"export-draft", STATE_FULL, ROW_PAPERS, 0, "", {"export", S, "-o", "du-thao"}},
    {"export-blank",
     STATE_LISTED,
     ROW_PAPERS,
     0,
     "",
     {"export", S, "-o", "du-thao", "--ballots", "--blank"}},
    {"signoff", STATE_FULL, ROW_ACTS, 0, "", {"signoff", S}},
    /* Signed. */
    {"verify", STATE_SIGNED, ROW_READS, 0, "", {"verify", S}},
    {"reopen", STATE_SIGNED, ROW_ACTS, 0, "", {"reopen", S, WHY}},
    {"correct-signed", STATE_SIGNED, ROW_ACTS, 0, "", {"correct", S, "1", "phone=0900000000", WHY}},
    {"decide",
     STATE_SIGNED,
     ROW_ACTS,
     0,
     "",
     {"decide", S, "--list", "forwarded", "--number", "77/TTr-UBND", "--date", "2026-12-03"}},
    {"decide-show", STATE_SIGNED, ROW_READS, 0, "", {"decide", S}},
    {"export-fields", STATE_SIGNED, ROW_READS, 0, "", {"export", S, "--fields"}},
    {"export-minutes",
     STATE_SIGNED,
     ROW_PAPERS,
     0,
     "",
     {"export", S, "-o", "moi", "--minutes", "--notices"}},
    {"export-csv", STATE_SIGNED, ROW_PAPERS, 0, "", {"export", S, "-o", "moi", "--csv", "--json"}},
    {"export-ballots", STATE_SIGNED, ROW_PAPERS, 0, "", {"export", S, "-o", "moi", "--ballots"}},
    {"export-again", STATE_PAPERS, ROW_PAPERS, 0, "", {"export", S, "-o", "giay-to"}},
    {"verify-in", STATE_PAPERS, ROW_READS, 0, "", {"verify", "cu.ocop", "--in", S}},
    {"verify-book",
     STATE_PAPERS,
     ROW_READS,
     0,
     "",
     {"verify", "giay-to/s-ketqua-v1.xlsx", "--against", S}},
    {"backup", STATE_SIGNED, ROW_PAPERS, 0, "", {"backup", S, "sao.ocop"}},
    {"backup-again", STATE_PAPERS, ROW_PAPERS, 0, "", {"backup", S, "cu.ocop"}},
    {"older", STATE_OLDER, ROW_ACTS, 0, "", {"set", S, "place=Hội trường"}},
    {"older-tally", STATE_OLDER, ROW_READS, 0, "", {"tally", S}},
    {"demo", STATE_BARE, ROW_MANY | ROW_PAPERS, 0, "", {"demo", "--dir", "dien-tap"}},
};
const size_t fault_rows_n = sizeof fault_rows / sizeof *fault_rows;

static const struct fault_row state_calls[STATES][5] = {
    [STATE_MADE] = {{.word = {"new", S, "--set", "province=Thử", "--set", "year=2026"}}},
    [STATE_LISTED] = {{.word = {"import", S, "members", "members.csv"}},
                      {.word = {"import", S, "products", "products.csv"}}},
    [STATE_SCORED] = {{.in = "1\t" MEMBER "\t1.1\t1\n", .word = {"feed", S}}},
    [STATE_FULL] = {{.word = {"backup", S, "cu.ocop"}},
                    {.word = {"import", S, "findings", "findings.csv"}},
                    {.word = {"import", S, "ballots", "ballots.csv"}},
                    {.word = {"import", S, "findings", "forward.csv"}}},
    [STATE_SIGNED] = {{.word = {"signoff", S}}},
    [STATE_PAPERS] = {{.word = {"export", S, "-o", "giay-to"}}},
};

const struct fault_row *fault_state_calls(enum fault_state s)
{
    return state_calls[s];
}

/* ---- lists -------------------------------------------------------------------------------------
 */

/* Every member takes the best level of every criterion. */
static void write_ballots(void)
{
    static const char *const members[] = {MEMBER, "Lê Thị Bình", "Phạm Cường"};
    FILE *f = fopen("ballots.csv", "w");
    const struct crit_set *set = crit_load(crit_find("8"));
    if (!f || !set)
        exit(2);
    fputs("san_pham,thanh_vien,tieu_chi,muc\n", f);
    for (size_t m = 0; m < sizeof members / sizeof *members; m++)
        for (size_t i = 0; i < set->n_nodes; i++) {
            const struct crit_node *n = &set->node[i];
            const struct crit_level *best = NULL;
            for (size_t l = 0; n->kind == CRIT_LEAF && l < n->n_levels; l++)
                if (n->level[l].which_case != 'b' && (!best || n->level[l].points > best->points))
                    best = &n->level[l];
            if (best)
                fprintf(f, "1,%s,%s,%s\n", members[m], n->code, best->label);
        }
    fclose(f);
}

/* Set 08 under a name of its own. */
static void write_own(void)
{
    static const char from[] = "id: qd26-2026/08", to[] = "id: ca-mau-2026/08";
    const struct crit_entry *e = crit_find("8");
    const char *at = strstr(e->yaml, from);
    FILE *f = fopen("own.yaml", "w");
    if (!f || !at)
        exit(2);
    fprintf(f, "%.*s%s%s", (int)(at - e->yaml), e->yaml, to, at + sizeof from - 1);
    fclose(f);
}

void fault_lists(void)
{
    folder_write("members.csv", "ho_ten,vai_tro\n" MEMBER ",chủ tịch\nLê Thị Bình,ủy viên\n"
                                "Phạm Cường,ủy viên kiêm thư ký\n");
    folder_write("products.csv", "stt,ten_san_pham,chu_the,bo_san_pham\n1,Mắm tôm,HTX Biển Xanh,8\n"
                                 "2,Ruốc cá,Hộ Nguyễn Văn Dũng,8\n");
    folder_write("bad.csv", "stt,ten_san_pham\n1,Thiếu chủ thể\n");
    folder_write("panel.csv", "san_pham,thanh_vien,trang_thai,ly_do\n"
                              "2,Lê Thị Bình,khong_tham_gia,người nhà của chủ thể\n");
    folder_write("findings.csv", "san_pham,loai,ket_luan,ly_do\n2,postponed,có,bổ sung hồ sơ\n");
    folder_write("forward.csv", "san_pham,loai,ket_luan,bieu_quyet\n1,forward,trình,3/3\n");
    folder_write("dossier.csv", "san_pham,so_mau,kiem_nghiem,ghi_chu\n1,5,30/06/2027,Bản sao\n");
    folder_write("scores.csv", "san_pham,nguon,tieu_chi,muc\n1,tự chấm,1.1,2\n1,tổ tư vấn,1.1,1\n");
    write_ballots();
    write_own();
}
