/* SPDX-License-Identifier: MIT */
/* export/base/terms.c - the record in the words of the papers. */
#include "export/base/terms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "export/base/words.h"

struct pair {
    const char *word, *text;
};

static const char *find_word(const struct pair *table, const char *word)
{
    for (; table->word; table++)
        if (strcmp(table->word, word) == 0)
            return table->text;
    return NULL;
}

const char *term_state(const struct session *s)
{
    if (s->rehearsal)
        return s->closed ? "DIỄN TẬP - ĐÃ CHỐT" : "DIỄN TẬP - DỰ THẢO";
    return s->closed ? "ĐÃ CHỐT (chờ ký)" : "DỰ THẢO";
}

const char *term_role(const struct member *m)
{
    switch (m->role) {
    case ROLE_CHAIR:
        return m->secretary ? "Chủ tịch kiêm Thư ký" : "Chủ tịch";
    case ROLE_VICE:
        return m->secretary ? "Phó Chủ tịch kiêm Thư ký" : "Phó Chủ tịch";
    case ROLE_MEMBER:
        return m->secretary ? "Ủy viên kiêm Thư ký" : "Ủy viên";
    case ROLE_SECRETARY:
        return "Thư ký";
    case ROLE_ADVISER:
        return "Tổ tư vấn";
    case ROLE_OBSERVER:
        return "Khách mời";
    }
    return "";
}

const char *term_proposal(const struct result *r)
{
    switch (r->status) {
    case STATUS_WITHDRAWN:
        return "Rút hồ sơ";
    case STATUS_POSTPONED:
        return "Hoãn";
    case STATUS_KNOCKED_OUT:
        return "Loại hồ sơ";
    case STATUS_WAITING:
        return "Chưa có phiếu";
    case STATUS_UNDECIDED:
        return "Chưa xác định";
    case STATUS_FAILED:
        return "Không đạt";
    case STATUS_FORWARD:
        return "Trình Bộ";
    case STATUS_PROPOSED:
        return r->star == 4 ? "Đề nghị phân hạng 4 sao" : "Đề nghị phân hạng 3 sao";
    case STATUS_BELOW:
        return r->star == 2 ? "Dưới 3 sao (2 sao)" : "Dưới 3 sao (1 sao)";
    }
    return "";
}

char *term_round(const struct record *r)
{
    const char *n = record_fact(r, SETTING_ROUND), *year = record_fact(r, SETTING_YEAR);
    char *fold = text_fold(n ? n : "");
    bool said = fold && strncmp(fold, "dot", 3) == 0;
    free(fold);
    return xasprintf("%s%s năm %s", said ? "" : "đợt ", n ? n : BLANK, year ? year : BLANK);
}

const char *term_legal(const struct record *r)
{
    for (size_t i = 0; i < r->products.n; i++) {
        const struct crit_set *set =
            r->products.v[i].set_known ? db_criteria(r->db, r->products.v[i].set) : NULL;
        if (set && set->legal && *set->legal)
            return set->legal;
    }
    return "Quyết định số 26/2026/QĐ-TTg ngày 22/5/2026, Phụ lục II";
}

const char *term_event(const char *kind)
{
    enum event_kind k = event_kind(kind);
    return k < EV_COUNT ? event_defs[k].paper : kind;
}

char *term_actor(const struct record *r, const char *actor)
{
    static const struct pair actors[] = {
        {"chair", "Chủ tọa"}, {"secretary", "Thư ký"}, {NULL, NULL}};
    const char *text = find_word(actors, actor);
    int id;
    if (!text && sscanf(actor, "member %d", &id) == 1) {
        const struct member *m = record_member(r, id);
        if (m)
            return xasprintf("Thành viên %s", m->name);
    }
    return xstrdup(text ? text : actor);
}

/* ---- the fields of an event --------------------------------------------------------------- */

static const char *field_label(const char *name)
{
    static const struct pair labels[] = {
        {"id", "mã"},
        {"format", "dạng tệp"},
        {"key", "mục"},
        {"value", "giá trị"},
        {"reason", "lý do"},
        {"no", "số thứ tự"},
        {"name", "tên"},
        {"honorific", "danh xưng"},
        {"title", "chức vụ"},
        {"agency", "cơ quan"},
        {"role", "vai trò"},
        {"secretary", "thư ký"},
        {"scoring", "chấm điểm"},
        {"present", "có mặt"},
        {"member", "thành viên"},
        {"state", "trạng thái"},
        {"criterion", "tiêu chí"},
        {"level", "mức"},
        {"text", "nội dung"},
        {"code", "mã số"},
        {"owner", "chủ thể"},
        {"representative", "người đại diện"},
        {"business", "loại hình"},
        {"address", "địa chỉ"},
        {"phone", "điện thoại"},
        {"email", "email"},
        {"commune", "xã, phường"},
        {"district", "huyện cũ"},
        {"grp", "nhóm"},
        {"set_id", "bộ tiêu chí"},
        {"set", "bộ tiêu chí"},
        {"kind", "loại"},
        {"star_now", "sao hiện có"},
        {"expires", "hết hạn"},
        {"old", "trước"},
        {"new", "sau"},
        {"star", "hạng sao"},
        {"verdict", "kết luận"},
        {"votes", "biểu quyết"},
        {"votes_of", "trên tổng số"},
        {"version", "phiên bản"},
        {"ballots", "số phiếu"},
        {"events", "số sự kiện"},
        {"revise", "phiên bản mới"},
        {"list", "danh sách"},
        {"number", "số quyết định"},
        {"date", "ngày quyết định"},
        {"issued", "ngày cấp giấy"},
        {"left_out", "quyết định không ghi"},
        {"central", "kết quả của Bộ (sao)"},
        {"source", "nguồn"},
        {"label", "mức"},
        {"note", "ghi chú"},
        {"samples", "số mẫu"},
        {"item", "minh chứng số"},
        {"ground", "căn cứ"},
        {"stops", "dừng chấm"},
        {"void", "hủy phiếu"},
        {"lost", "bỏ mã vì không còn ai biết"},
        {NULL, NULL},
    };
    const char *label = find_word(labels, name);
    return label ? label : name;
}

/* Words of the record that are not meant for people. */
static const char *plain_value(const char *name, const char *value)
{
    static const struct pair values[] = {
        {"chair", "chủ tịch"},
        {"vice", "phó chủ tịch"},
        {"member", "ủy viên"},
        {"secretary", "thư ký"},
        {"adviser", "tổ tư vấn"},
        {"observer", "khách mời"},
        {"first", "lần đầu"},
        {"upgrade", "nâng hạng"},
        {"again", "đánh giá lại"},
        {"scores", "chấm"},
        {"absent", "vắng"},
        {"recused", "không tham gia chấm"},
        {"written", "gửi phiếu bằng văn bản"},
        {"minimum", "yêu cầu tối thiểu"},
        {"knockout", "loại hồ sơ"},
        {"forward", "trình Bộ"},
        {"spread", "chênh lệch điểm"},
        {"ballot", "bỏ qua phiếu"},
        {"postponed", "hoãn"},
        {"withdrawn", "rút hồ sơ"},
        {"claim", "đề nghị loại"},
        {"difference", "lý do chênh"},
        {"self", "tự chấm"},
        {"yes", "có"},
        {"no", "không có"},
        {"unneeded", "không cần"},
        {"recognised", "công nhận 3, 4 sao"},
        {"forwarded", "trình Bộ"},
        {NULL, NULL},
    };
    static const char *const coded[] = {"role", "kind", "state", "source", "list"};
    static const char *const yes_no[] = {"secretary", "scoring",  "present", "verdict",
                                         "revise",    "left_out", "stops",   "void",    "lost"};
    for (size_t i = 0; i < sizeof yes_no / sizeof *yes_no; i++)
        if (strcmp(name, yes_no[i]) == 0)
            return strcmp(value, "1") == 0 ? "có" : "không";
    for (size_t i = 0; i < sizeof coded / sizeof *coded; i++)
        if (strcmp(name, coded[i]) == 0) {
            const char *text = find_word(values, value);
            return text ? text : value;
        }
    return value;
}

/* The facts and rules that "set" events change, and the fields that "correct" ones do. */
static char *key_label(const char *key)
{
    static const struct pair keys[] = {
        {"province", "tỉnh"},
        {"council", "hội đồng"},
        {"round", "đợt"},
        {"year", "năm"},
        {"place", "địa điểm"},
        {"date", "ngày họp"},
        {"decision", "quyết định thành lập"},
        {"regulation", "quy chế"},
        {"criteria", "bản tiêu chí"},
        {"mode", "hình thức"},
        {"rehearsal", "diễn tập"},
        {"quorum", "tỷ lệ có mặt"},
        {"quorum.of", "tỷ lệ có mặt tính trên"},
        {"quorum.chair", "phải có chủ trì"},
        {"spread.max", "mức chênh lệch"},
        {"spread.equal", "chênh đúng mức"},
        {"absent.ballots", "phiếu của người vắng"},
        {"ballots.missing", "thiếu phiếu"},
        {"minimum.rule", "cách xét yêu cầu tối thiểu"},
        {"minimum.missed", "khi thiếu yêu cầu tối thiểu"},
        {NULL, NULL},
    };
    size_t n = strlen(key);
    bool cite = n > 5 && strcmp(key + n - 5, ".cite") == 0;
    char *rule = xstrndup(key, cite ? n - 5 : n);
    const char *label = find_word(keys, rule);
    char *out = xasprintf("%s%s", label ? label : field_label(rule), cite ? " (căn cứ)" : "");
    free(rule);
    return out;
}

static void add_field(const struct record *r, const struct log_entry *e,
                      const struct event_field *f, struct words *w)
{
    int id = (int)strtol(f->value, NULL, 10);
    if (strcmp(f->name, "product") == 0 && id > 0) {
        const struct product *p = record_product(r, id);
        words_add(w, "; ", "SP %d", p ? p->no : id);
    } else if (strcmp(f->name, "product") == 0) {
        words_add(w, "; ", "mọi sản phẩm");
    } else if (strcmp(f->name, "member") == 0) {
        const struct member *m = id > 0 ? record_member(r, id) : NULL;
        if (m)
            words_add(w, "; ", "thành viên: %s", m->name);
    } else if (strcmp(f->name, "key") == 0) {
        char *label = key_label(f->value);
        words_add(w, "; ", "mục: %s", label);
        free(label);
    } else if (strcmp(e->kind, "finding") == 0 && strcmp(f->value, "0") == 0 &&
               strcmp(f->name, "verdict") != 0) {
        return; /* no star, no votes */
    } else if (strcmp(f->value, "-1") == 0) {
        return; /* not told */
    } else if (f->value[0]) {
        words_add(w, "; ", "%s: %s", field_label(f->name), plain_value(f->name, f->value));
    }
}

char *term_content(const struct record *r, const struct log_entry *e)
{
    struct words w = {0};
    for (size_t i = 0; i < e->n; i++)
        add_field(r, e, &e->field[i], &w);
    /* A blank that was brought back is an empty field, which says something in an undo. */
    if (strcmp(e->kind, "undo") == 0 && !log_get(e, "level")[0] && !log_get(e, "text")[0])
        words_add(&w, "; ", "trở lại chưa ghi");
    return w.s ? w.s : xstrdup("");
}
