/* SPDX-License-Identifier: MIT */
#include "tests/journeys/trip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void write_file(const struct trip *t, const char *name, const char *text)
{
    char path[300];
    snprintf(path, sizeof path, "%s/%s", t->dir, name);
    FILE *f = fopen(path, "w");
    if (!f || fputs(text, f) == EOF || fclose(f) != 0)
        fail_msg("cannot write %s", path);
}

/* "@" in @args becomes the file, "%" its folder, both quoted for the shell. */
static void expand(const struct trip *t, const char *args, char *out, size_t size)
{
    size_t n = 0;
    for (; *args && n + 1 < size; args++) {
        const char *with = *args == '@' ? t->file : *args == '%' ? t->dir : NULL;
        if (!with)
            out[n++] = *args;
        else
            n += (size_t)snprintf(out + n, size - n, *args == '@' ? "'%s'" : "%s", with);
    }
    out[n < size ? n : size - 1] = '\0';
}

int trip_cli(const struct trip *t, const char *args, char *out, size_t size)
{
    char line[2000], command[2100];
    const char *program = getenv("HOIDONG");
    if (!program)
        fail_msg("HOIDONG must name the program under test");
    expand(t, args, line, sizeof line);
    snprintf(command, sizeof command, "'%s' %s 2>&1", program, line);
    FILE *f = popen(command, "r");
    if (!f)
        fail_msg("cannot run %s", command);
    char all[8192];
    size_t n = fread(all, 1, sizeof all - 1, f);
    all[n] = '\0';
    while (fgetc(f) != EOF)
        continue;
    int status = pclose(f);
    if (out)
        snprintf(out, size, "%s", all);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static void must(const struct trip *t, const char *args)
{
    char out[2000];
    if (trip_cli(t, args, out, sizeof out) != 0)
        fail_msg("hoidong %s: %s", args, out);
}

void trip_start(struct trip *t, const char *prefix)
{
    const char *tmp = getenv("TMPDIR");
    *t = (struct trip){0};
    snprintf(t->dir, sizeof t->dir, "%s/%s-XXXXXX", tmp ? tmp : "/tmp", prefix);
    assert_non_null(mkdtemp(t->dir));
    snprintf(t->file, sizeof t->file, "%s/phien.ocop", t->dir);
    write_file(t, "members.csv",
               "ho_ten,danh_xung,chuc_vu,vai_tro\nNguyễn Văn An,Ông,Chủ tịch,chủ tịch\n"
               "Trần Thị Bình,Bà,Ủy viên,ủy viên\nLê Văn Cường,Ông,Ủy viên,ủy viên\n");
    write_file(t, "products.csv",
               "ten_san_pham,chu_the,bo_san_pham\nMắm tôm Gành Hào,HTX Gành Hào,8\n"
               "Du lịch Cồn Chim,Tổ hợp tác Cồn Chim,26\n");
    must(t, "new @ --set province='Cà Mau' --set round=2 --set year=2026");
    must(t, "import @ members '%/members.csv'");
    must(t, "import @ products '%/products.csv'");
}

void trip_end(struct trip *t)
{
    char command[300];
    snprintf(command, sizeof command, "rm -rf '%s'", t->dir);
    assert_int_equal(system(command), 0);
}

struct pty *trip_open(const struct trip *t)
{
    const char *const argv[] = {"hoidong", t->file, NULL};
    struct pty *p = pty_start(24, 80, argv, NULL);
    pty_until(p, "Chấm điểm");
    return p;
}

struct pty *trip_ballot(const struct trip *t)
{
    struct pty *p = trip_open(t);
    pty_key(p, "4");
    pty_until(p, "NGƯỜI CHẤM");
    pty_key(p, "Enter");
    pty_until(p, "NHẬP PHIẾU");
    return p;
}

int trip_marks(const struct trip *t)
{
    char count[64], command[400];
    const char *program = getenv("HOIDONG");
    snprintf(command, sizeof command, "'%s' journal '%s' --json | grep -c '\"kind\": \"mark\"'",
             program ? program : "", t->file);
    FILE *f = popen(command, "r");
    if (!f || !fgets(count, sizeof count, f))
        fail_msg("cannot run %s", command);
    pclose(f);
    return atoi(count);
}
