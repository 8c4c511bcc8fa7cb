# SPDX-License-Identifier: MIT
"""What is asked of a person at a terminal, and only there."""

import os
import pty
import select
import signal
import subprocess
import termios

from lib import HOIDONG, PATIENCE, Session, main, ok, test


class Terminal:
    """The program with a pseudo-terminal as its standard streams."""

    def __init__(self, *args, **streams):
        self.fd, slave = pty.openpty()
        self.slave = slave
        both = dict(stdin=slave, stdout=slave, stderr=slave)
        both.update(streams)
        self.p = subprocess.Popen([HOIDONG, *args], start_new_session=True,
                                  preexec_fn=lambda: self.own(slave), **both)
        self.text = ""

    @staticmethod
    def own(slave):
        import fcntl
        fcntl.ioctl(slave, termios.TIOCSCTTY, 0)

    def until(self, words):
        while words not in self.text:
            ready, _, _ = select.select([self.fd], [], [], PATIENCE)
            assert ready, f"never said {words!r}: {self.text!r}"
            self.text += os.read(self.fd, 65536).decode()

    def type(self, text):
        os.write(self.fd, text.encode())

    def shows_typing(self):
        return bool(termios.tcgetattr(self.slave)[3] & termios.ECHO)

    def end(self):
        rc = self.p.wait(timeout=PATIENCE)
        while select.select([self.fd], [], [], 0)[0]:
            self.text += os.read(self.fd, 65536).decode()
        os.close(self.slave)
        os.close(self.fd)
        return rc


def signed(**settings):
    s = Session(**settings)
    s.score(1, [80, 80, 80], 4)
    ok("signoff", s.path)
    return s


@test
def the_pin_is_never_shown():
    s = Session()
    s.score(1, [80, 80, 80], 4)
    t = Terminal("pin", s.path)
    t.until("PIN mới")
    assert not t.shows_typing()
    t.type("z2y4x\n")
    t.until("lần nữa")
    t.type("z2y4x\n")
    t.until("Đã đặt PIN")
    assert t.end() == 0 and "z2y4x" not in t.text, t.text
    t = Terminal("signoff", s.path)
    t.until("PIN của chủ tọa")
    t.type("z2y4x\n")
    t.until("Đã chốt")
    assert t.end() == 0 and "z2y4x" not in t.text, t.text


@test
def two_pins_that_differ_change_nothing():
    s = Session()
    t = Terminal("pin", s.path)
    t.until("PIN mới")
    t.type("z2y4x\n")
    t.until("lần nữa")
    t.type("2469\n")
    assert t.end() == 2
    assert s.journal()[-1]["kind"] != "pin"


@test
def an_interrupted_question_gives_the_terminal_back():
    s = Session()
    t = Terminal("pin", s.path)
    t.until("PIN mới")
    assert not t.shows_typing()
    t.type("24\x03")
    assert t.p.wait(timeout=PATIENCE) == -signal.SIGINT
    assert t.shows_typing()
    t.end()
    assert s.journal()[-1]["kind"] != "pin"


@test
def verify_asks_for_the_printed_hash():
    s = signed()
    code = s.tally()["session"]["closing_hash"]
    for typed, rc in ((code.upper(), 0), ("", 0), (code[:-1] + ("0" if code[-1] != "0" else "1"), 1),
                      ("abc", 2)):
        t = Terminal("verify", s.path)
        t.until("biên bản (để trống: bỏ qua): ")
        t.type(typed + "\n")
        assert t.end() == rc, (typed, t.text)


@test
def verify_asks_nobody_elsewhere():
    s = signed()
    with open(os.devnull, "w") as nowhere:
        t = Terminal("verify", s.path, stdout=nowhere)
        assert t.end() == 0 and "để trống" not in t.text, t.text
    t = Terminal("verify", s.path, stdin=subprocess.DEVNULL)
    assert t.end() == 0 and "để trống" not in t.text, t.text
    t = Terminal("verify", s.path, "--hash", "0" * 64)
    assert t.end() == 1 and "để trống" not in t.text, t.text


main()
