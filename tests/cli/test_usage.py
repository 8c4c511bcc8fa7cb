# SPDX-License-Identifier: MIT
"""Help, usage errors, languages, closed outputs."""

import os
import re
import subprocess

from lib import HOIDONG, Session, fails, is_vietnamese, main, ok, run, test

CALLS = ["demo", "new", "set", "pin", "import", "correct", "move", "ballot", "products", "dossier",
         "tally", "check", "signoff", "reopen", "decide", "export", "template", "verify",
         "criteria", "explain", "feed", "journal", "backup"]


@test
def help_names_every_call():
    text = ok("--help").out
    for call in CALLS:
        assert f"  {call} " in text, call
    assert is_vietnamese(text)


@test
def the_manual_has_every_call_and_option():
    with open(os.path.join(os.path.dirname(HOIDONG), "hoidong.1"), encoding="utf-8") as f:
        page = f.read()
    listed = re.findall(r"^  ([a-z]+) ", ok("--help").out.partition("Lệnh:")[2], re.M)
    assert sorted(listed) == sorted(CALLS), listed
    for call in CALLS:
        assert re.search(rf"^\.(Nm|It|Cm).*\b{call}\b", page, re.M), call
        for option in re.findall(r"--([a-z-]+)", ok(call, "--help").out):
            name = "\\\\-" + option.replace("-", r"\\?-")
            assert re.search(rf"\b(Fl|Op|Ar)\b.*{name}\b", page), (call, option)


@test
def every_call_has_help_of_its_own():
    for call in CALLS:
        for args in ((call, "--help"), ("--help", ), (call, "-h")):
            assert ok(*args).out.count("\n") > 3, args
        assert f"hoidong {call}" in ok(call, "--help").out


@test
def help_in_english_holds_no_vietnamese():
    assert not is_vietnamese(ok("--lang", "en", "--help").out)
    for call in CALLS:
        text = ok(call, "--help", "--lang=en").out
        assert not is_vietnamese(text), text


@test
def version_is_one_line():
    assert ok("--version").out.startswith("hoidong ")
    assert ok("--version").out.count("\n") == 1
    assert ok("tally", "--version").out == ok("--version").out


@test
def wrong_usage_is_exit_2_and_one_line():
    for args in (["frobnicate"], ["--frobnicate"], ["tally"], ["tally", "a", "b"],
                 ["tally", "a", "--nope"], ["new"], ["new", "a.ocop", "--set"],
                 ["new", "a.ocop", "--set", "province"], ["new", "a.ocop", "--set", "=x"],
                 ["set", "a.ocop"], ["set", "a.ocop", "province"], ["import", "a.ocop", "members"],
                 ["import", "a.ocop", "people", "x.csv"], ["correct", "a.ocop", "1", "name=x"],
                 ["correct", "a.ocop", "1", "name", "--reason", "r"], ["reopen", "a.ocop"],
                 ["ballot", "open", "a.ocop", "1", "2"], ["ballot", "close", "a.ocop", "1"],
                 ["criteria"], ["criteria", "draw"], ["criteria", "show"], ["criteria", "check"],
                 ["criteria", "list", "x"], ["backup", "a.ocop"], ["--lang", "fr", "tally", "a"],
                 ["verify", "a.ocop", "--hash", "xyz"], ["verify", "a.ocop", "--hash", "ab" * 31],
                 ["demo", "x"], ["feed"], ["--lang"]):
        r = fails(2, *args)
        assert is_vietnamese(r.err), r
        assert os.listdir(".") == [], args
        english = fails(2, "--lang", "en", *args)
        if "fr" not in args and args != ["--lang"]:
            assert not is_vietnamese(english.err), english


@test
def the_app_asks_for_a_terminal():
    Session(products=0)
    for args in ([], ["phien.ocop"], ["./phien.ocop"], ["none.ocop"], ["dir/none"]):
        assert "terminal" in fails(2, *args).err, args
    fails(2, "phien.ocop", "extra")


@test
def global_options_stand_anywhere():
    Session(products=0)
    assert ok("--lang", "en", "tally", "phien.ocop").out == ok(
        "tally", "phien.ocop", "--lang", "en").out == ok("tally", "--lang=en", "phien.ocop").out
    assert ok("tally", "phien.ocop").out != ok("tally", "phien.ocop", "--lang", "en").out


@test
def what_ends_options_is_heeded():
    ok("new", "--", "--strange.ocop")
    assert os.path.exists("--strange.ocop")
    ok("tally", "--json", "--", "--strange.ocop")


@test
def every_reader_refuses_what_is_not_ours():
    with open("other.ocop", "w") as f:
        f.write("not a session")
    for call in (["tally"], ["check"], ["products"], ["journal"], ["verify"], ["export"],
                 ["signoff"], ["feed"], ["pin"]):
        r = run(*call, "other.ocop")
        assert r.rc == 3 and r.out == "" and r.err.startswith("other.ocop: "), r
        r = run(*call, "missing.ocop")
        assert r.rc == 3 and r.err.startswith("missing.ocop: "), r
    assert open("other.ocop").read() == "not a session"
    assert sorted(os.listdir(".")) == ["other.ocop"]


@test
def complaints_in_english_hold_no_vietnamese():
    ok("new", "a.ocop")
    open("other.ocop", "w").write("x")
    for args in (["tally", "other.ocop"], ["tally", "missing.ocop"], ["new", "a.ocop"],
                 ["set", "a.ocop", "nokey=1"], ["set", "a.ocop", "mode=phone"],
                 ["explain", "a.ocop", "7"], ["ballot", "close", "a.ocop", "7", "8"],
                 ["check", "a.ocop"], ["signoff", "a.ocop"], ["reopen", "a.ocop", "--reason", "x"],
                 ["import", "a.ocop", "members", "missing.csv"], ["criteria", "show", "99"],
                 ["criteria", "check", "missing.yaml"], ["criteria", "check", "other.ocop"]):
        r = run("--lang", "en", *args)
        assert r.rc in (1, 2, 3), r
        assert not is_vietnamese(r.out + r.err), r


@test
def hostile_words_do_not_reach_the_terminal():
    for word in ("\x1b]0;x\x07", "a\u202eb", "\u009b2J"):
        r = fails(2, word)
        assert "\x1b" not in r.err and "\u202e" not in r.err and "\u009b" not in r.err, r
    r = fails(2, b"\xff\xfe".decode("utf-8", "surrogateescape"))
    assert r.err


@test
def output_that_cannot_be_written_is_exit_3():
    Session()
    with open("/dev/full", "w") as full:
        for args in (["tally", "phien.ocop"], ["tally", "phien.ocop", "--json"], ["--help"],
                     ["journal", "phien.ocop", "--json"], ["criteria", "list"]):
            done = subprocess.run([HOIDONG, *args], stdout=full, stderr=subprocess.PIPE)
            assert done.returncode == 3 and done.stderr.count(b"\n") == 1, (args, done)


@test
def a_closed_output_never_lands_in_the_record():
    s = Session()
    before = open(s.path, "rb").read()
    done = subprocess.run(["sh", "-c", 'exec "$0" tally phien.ocop >&-', HOIDONG],
                          stderr=subprocess.PIPE)
    assert done.returncode == 3 and done.stderr, done
    done = subprocess.run(["sh", "-c", 'exec "$0" explain phien.ocop 9 2>&-', HOIDONG])
    assert done.returncode == 1
    assert open(s.path, "rb").read() == before


@test
def a_reader_that_leaves_is_exit_3():
    s = Session(members=9)
    s.score(1, [80] * 9, 4)
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([HOIDONG, "journal", s.path], stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert done.returncode == 3 and done.stderr.count(b"\n") == 1, done


@test
def a_poor_locale_does_not_matter():
    Session()
    want = ok("tally", "phien.ocop").bytes
    for locale in ("C", "POSIX", "xx_YY"):
        env = dict(os.environ, LC_ALL=locale)
        assert ok("tally", "phien.ocop", env=env).bytes == want, locale


main()
