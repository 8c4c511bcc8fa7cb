/* SPDX-License-Identifier: MIT */
/* Criteria sets as YAML: what is accepted is written back as the same set. */
#include "tests/fuzz/fuzz.h"

#include "db/criteria/criteria.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static const char least[] =
        "id: thu/01\nno: 1\nname: \"Thử\"\nlegal: \"QĐ 1\"\narticle: \"Điều 1\"\n"
        "in_force: 2026-05-22\nindustry: \"I\"\ngroup: \"1\"\nagencies: [\"Sở\"]\nsamples: 5\n"
        "star_note: true\nparts:\n  - code: A\n    name: \"A\"\n    max: 100\n    sections:\n"
        "      - code: \"1\"\n        name: \"Một\"\n        max: 100\n        criteria:\n"
        "          - code: \"1.1\"\n            name: \"Nguồn\"\n            max: 100\n"
        "            notes:\n              - {type: stop, text: \"Dừng\"}\n"
        "            cases: {a: \"Một\", b: \"Hai\"}\n            levels:\n"
        "              - {case: a, points: 0, text: \"không\"}\n"
        "              - {case: a, points: 100, star: 3, text: \"có\"}\n"
        "              - {case: b, points: 100, text: \"có\"}\n";
    const char *dir = fuzz_empty_corpus(*argc, *argv);
    if (!dir)
        return 0;
    size_t n;
    const struct crit_entry *e = crit_index(&n);
    fuzz_seed(dir, "least", least, sizeof least - 1);
    for (size_t i = 0; i < n; i++)
        if (e[i].yaml && (e[i].no == 8 || e[i].no == 26))
            fuzz_seed(dir, e[i].no == 8 ? "set-08" : "set-26", e[i].yaml, e[i].len);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct faults f = {0};
    struct crit_set *set = crit_parse((const char *)data, size, &f);
    fuzz_faults(&f, set == NULL);
    if (set) {
        char *yaml = crit_yaml(set);
        struct crit_set *again = crit_parse(yaml, strlen(yaml), &f);
        must(again);
        fuzz_faults(&f, false);
        char *same = crit_yaml(again);
        must(strcmp(yaml, same) == 0);
        free(same);
        free(yaml);
        crit_free(again);
    }
    crit_free(set);
    return 0;
}
