/* SPDX-License-Identifier: MIT */
/* db/criteria/index.c - the 26 sets of Quyết định 26/2026/QĐ-TTg, and how people call them.
 *
 * Names, industries and groups: Phụ lục I and II, as printed; the numbers and letters are
 * Phụ lục I's own. */
#include <stdlib.h>
#include <string.h>

#include "db/base/embed.h"
#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/criteria/reader.h"

enum { SETS = 26 };

#define INDUSTRY_I "I. Sản phẩm thực phẩm"
#define INDUSTRY_II "II. Sản phẩm đồ uống"
#define INDUSTRY_III "III. Sản phẩm dược liệu và sản phẩm từ dược liệu"
#define INDUSTRY_IV "IV. Sản phẩm hàng thủ công mỹ nghệ"
#define INDUSTRY_V "V. Sản phẩm sinh vật cảnh"
#define INDUSTRY_VI "VI. Sản phẩm dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch"

/* The texts are found when first asked for, and sets are parsed once: filled in place. */
static struct crit_entry entries[SETS] = {
    {"qd26-2026/01", 1, "Rau, củ, quả, hạt tươi", INDUSTRY_I, "1. Thực phẩm tươi sống",
     "a. Rau, củ, quả, hạt tươi", NULL, 0},
    {"qd26-2026/02", 2, "Thịt, thủy sản, trứng, sữa tươi", INDUSTRY_I, "1. Thực phẩm tươi sống",
     "b. Thịt, thủy sản, trứng, sữa tươi", NULL, 0},
    {"qd26-2026/03", 3, "Gạo, ngũ cốc, hạt sơ chế khác", INDUSTRY_I, "2. Thực phẩm thô, sơ chế",
     "a. Gạo, ngũ cốc, hạt sơ chế khác", NULL, 0},
    {"qd26-2026/04", 4, "Mật ong, mật khác và nông sản thực phẩm khác", INDUSTRY_I,
     "2. Thực phẩm thô, sơ chế", "b. Mật ong, mật khác và nông sản thực phẩm khác", NULL, 0},
    {"qd26-2026/05", 5, "Đồ ăn nhanh", INDUSTRY_I, "3. Thực phẩm chế biến", "a. Đồ ăn nhanh", NULL,
     0},
    {"qd26-2026/06", 6, "Chế biến từ gạo, ngũ cốc", INDUSTRY_I, "3. Thực phẩm chế biến",
     "b. Chế biến từ gạo, ngũ cốc", NULL, 0},
    {"qd26-2026/07", 7, "Chế biến từ rau, củ, quả, hạt", INDUSTRY_I, "3. Thực phẩm chế biến",
     "c. Chế biến từ rau, củ, quả, hạt", NULL, 0},
    {"qd26-2026/08", 8,
     "Chế biến từ thịt, thủy sản, trứng, sữa, các sản phẩm từ mật ong, mật khác và nông sản thực "
     "phẩm khác",
     INDUSTRY_I, "3. Thực phẩm chế biến",
     "d. Chế biến từ thịt, trứng, sữa, thủy sản, các sản phẩm từ mật ong, mật khác và nông sản "
     "thực phẩm khác",
     NULL, 0},
    {"qd26-2026/09", 9, "Tương, nước mắm, gia vị dạng lỏng khác", INDUSTRY_I, "4. Gia vị",
     "a. Tương, nước mắm, gia vị dạng lỏng khác", NULL, 0},
    {"qd26-2026/10", 10, "Gia vị khác (muối, hành, tỏi, tiêu,...)", INDUSTRY_I, "4. Gia vị",
     "b. Gia vị khác", NULL, 0},
    {"qd26-2026/11", 11, "Chè tươi, chè chế biến", INDUSTRY_I, "5. Chè", "a. Chè tươi, chế biến",
     NULL, 0},
    {"qd26-2026/12", 12, "Sản phẩm trà từ thực vật khác", INDUSTRY_I, "5. Chè",
     "b. Sản phẩm chè từ thực vật khác", NULL, 0},
    {"qd26-2026/13", 13, "Sản phẩm cà phê, ca cao", INDUSTRY_I, "6. Cà phê, ca cao", NULL, NULL, 0},
    {"qd26-2026/14", 14, "Rượu trắng", INDUSTRY_II, "1. Đồ uống có cồn", "a. Rượu trắng", NULL, 0},
    {"qd26-2026/15", 15, "Đồ uống có cồn khác", INDUSTRY_II, "1. Đồ uống có cồn",
     "b. Đồ uống có cồn khác", NULL, 0},
    {"qd26-2026/16", 16, "Nước khoáng thiên nhiên, nước uống đóng chai", INDUSTRY_II,
     "2. Đồ uống không cồn", "a. Nước khoáng thiên nhiên, nước uống đóng chai", NULL, 0},
    {"qd26-2026/17", 17, "Đồ uống không cồn khác", INDUSTRY_II, "2. Đồ uống không cồn",
     "b. Đồ uống không cồn", NULL, 0},
    {"qd26-2026/18", 18, "Thực phẩm chức năng, thuốc dược liệu, thuốc cổ truyền", INDUSTRY_III,
     "1. Thực phẩm chức năng, thuốc dược liệu, thuốc cổ truyền", NULL, NULL, 0},
    {"qd26-2026/19", 19, "Mỹ phẩm có thành phần từ dược liệu", INDUSTRY_III,
     "2. Mỹ phẩm có thành phần từ dược liệu", NULL, NULL, 0},
    {"qd26-2026/20", 20, "Tinh dầu và dược liệu khác", INDUSTRY_III,
     "3. Tinh dầu và dược liệu khác", NULL, NULL, 0},
    {"qd26-2026/21", 21, "Thủ công mỹ nghệ gia dụng, trang trí", INDUSTRY_IV,
     "1. Thủ công mỹ nghệ gia dụng, trang trí", NULL, NULL, 0},
    {"qd26-2026/22", 22, "Vải, may mặc", INDUSTRY_IV, "2. Vải, may mặc", NULL, NULL, 0},
    {"qd26-2026/23", 23, "Hoa", INDUSTRY_V, "1. Hoa", NULL, NULL, 0},
    {"qd26-2026/24", 24, "Cây cảnh", INDUSTRY_V, "2. Cây cảnh", NULL, NULL, 0},
    {"qd26-2026/25", 25, "Động vật cảnh", INDUSTRY_V, "3. Động vật cảnh", NULL, NULL, 0},
    {"qd26-2026/26", 26, "Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch",
     INDUSTRY_VI, "1. Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch", NULL, NULL, 0},
};
static struct crit_set *parsed[SETS];

/* Where the Decision spells a name in more than one way: the list of sets, Phụ lục I.  Two
 * spellings with the same letters need no row. */
static const struct {
    int no;
    const char *name;
} synonyms[] = {
    {8, "Chế biến từ thịt, trứng, sữa, thủy sản, các sản phẩm từ mật ong, mật khác và nông sản "
        "thực phẩm khác"},
    {10, "Gia vị khác"},
    {11, "Chè tươi, chế biến"},
    {12, "Sản phẩm chè từ thực vật khác"},
    {13, "Cà phê, ca cao"},
    {17, "Đồ uống không cồn"},
    {21, "Thủ công mỹ nghệ"},
};

/* The texts that this program carries, into the entries. */
static void find_texts(void)
{
    static bool done;
    for (size_t i = 0; i < SETS && !done; i++) {
        char *name = xasprintf("criteria/qd26-2026-%02d.yaml", entries[i].no);
        const struct embedded *file = db_embedded(name);
        free(name);
        if (!file)
            continue;
        entries[i].yaml = (const char *)file->data;
        entries[i].len = file->len;
    }
    done = true;
}

const struct crit_entry *crit_index(size_t *n)
{
    find_texts();
    if (n)
        *n = SETS;
    return entries;
}

/* A number of one or two digits (a leading zero is one of them), and nothing else. */
static const struct crit_entry *by_number(const char *s)
{
    size_t digits = strspn(s, "0123456789");
    if (!digits || digits > 2 || s[digits])
        return NULL;
    int no = atoi(s);
    return no >= 1 && no <= SETS ? &entries[no - 1] : NULL;
}

static bool same_letters(const char *key, const char *name)
{
    char *other = text_key(name);
    bool same = other && !strcmp(key, other);
    free(other);
    return same;
}

static const struct crit_entry *by_name(const char *s)
{
    const struct crit_entry *found = NULL;
    char *key = text_key(s);
    for (size_t i = 0; key && *key && !found && i < SETS; i++)
        if (same_letters(key, entries[i].name))
            found = &entries[i];
    for (size_t i = 0; key && *key && !found && i < sizeof synonyms / sizeof *synonyms; i++)
        if (same_letters(key, synonyms[i].name))
            found = &entries[synonyms[i].no - 1];
    free(key);
    return found;
}

static const char *skip(const char *s, const char *prefix)
{
    size_t len = strlen(prefix);
    return strncmp(s, prefix, len) ? s : s + len;
}

const struct crit_entry *crit_find(const char *what)
{
    find_texts();
    char *folded = what ? text_fold(what) : NULL;
    if (!folded)
        return NULL;
    const struct crit_entry *found = by_name(folded);
    if (!found) {
        const char *s = skip(folded, "qd26-2026/");
        if (s == folded)
            s = skip(skip(skip(skip(folded, "bo "), "san pham "), "tieu chi "), "so ");
        found = by_number(s);
        if (!found && s != folded)
            found = by_name(s);
    }
    free(folded);
    return found;
}

const struct crit_set *crit_load(const struct crit_entry *e)
{
    find_texts();
    if (!e || !e->yaml)
        return NULL;
    size_t i = (size_t)e->no - 1;
    if (!parsed[i]) {
        struct faults f = {0};
        struct crit_yaml_text in = {e->yaml, e->len};
        parsed[i] = crit_build(&f, AT_TEXT, crit_yaml_document, &in, NULL);
        faults_free(&f);
    }
    return parsed[i];
}

const struct crit_set *crit_sister_of(const char *name)
{
    return crit_load(crit_find(name));
}

struct crit_set *crit_parse(const char *yaml, size_t len, struct faults *f)
{
    struct crit_yaml_text in = {yaml, len};
    return crit_build(f, AT_TEXT, crit_yaml_document, &in, crit_sister_of);
}
