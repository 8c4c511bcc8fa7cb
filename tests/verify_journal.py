#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""An independent verifier of a session file, written from db/FORMAT.md alone.

usage: verify_journal.py FILE [CLOSING_HASH]

Walks the hash chain, asks who did what and whether levels exist, folds the ballots again, computes every product's sum and star, and
compares them with each closing event.  Shares no code with the program.  Prints the closing
hash, or the first difference; exit status 0 when everything holds, else 1."""
import hashlib
import re
import sqlite3
import sys


def fail(text):
    print(text)
    sys.exit(1)


def fields(body):
    """The (name, value) pairs of a body; what is left unread comes last."""
    raw, out, at = body.encode(), [], 0
    while at < len(raw):
        name_end = raw.index(b' ', at)
        size_end = raw.index(b' ', name_end + 1)
        if not re.fullmatch(b'0|[1-9][0-9]*', raw[name_end + 1:size_end]):
            fail('malformed body')
        size = int(raw[name_end + 1:size_end])
        value = raw[size_end + 1:size_end + 1 + size]
        if raw[size_end + 1 + size:size_end + 2 + size] != b'\n':
            fail('malformed body')
        out.append((raw[at:name_end].decode(), value.decode()))
        at = size_end + 2 + size
    return out


def digest(prev, row, pairs):
    h = hashlib.sha256(b'HOIDONG-EVENT-1\0')
    head = [prev] + [str(v).encode() for v in row[:6]]
    for piece in head + [s.encode() for pair in pairs for s in pair] + [b'']:
        h.update(len(piece).to_bytes(4, 'big') + piece)
    return h.digest()


class Session:
    """The fold: only what the results need."""

    def __init__(self):
        self.rules = {'mode': 'meeting', 'absent.ballots': 'refused',
                      'minimum.rule': 'conclude', 'minimum.missed': 'lower'}
        self.members, self.products = {}, {}
        self.panel, self.closed, self.marks = {}, {}, {}
        self.findings, self.sets = {}, {}
        self.version = 1

    def apply(self, seq, kind, pairs):
        f = dict(pairs)
        seat = (int(f.get('product', 0)), int(f.get('member', 0)))
        if kind == 'set':
            self.rules[f['key']] = f['value']
        elif kind == 'member':
            self.members[int(f['id'])] = f
        elif kind == 'product':
            self.products[int(f['id'])] = f['set_id']
        elif kind == 'product-set':
            self.products[seat[0]] = f['set']
            if f.get('void') == '1':
                self.void(seat[0])
        elif kind == 'criteria':
            self.criteria(f['set'], pairs)
        elif kind == 'panel':
            if seat[0] == 0:
                self.panel = {k: v for k, v in self.panel.items() if k[1] != seat[1]}
            self.panel[seat] = f['state']
        elif kind in ('mark', 'undo') and 'level' in f:
            ballot = self.marks.setdefault(seat, {})
            ballot.pop(f['criterion'], None)
            if f['level']:
                ballot[f['criterion']] = f['level']
        elif kind in ('close-ballot', 'reopen-ballot'):
            self.closed[seat] = kind == 'close-ballot'
        elif kind == 'finding':
            thing = (seat[0], f['kind'], f['criterion'], int(f['star']), seat[1])
            self.findings[thing] = (seq, f['verdict'] == '1')
        elif kind == 'reopen' or (kind == 'correct' and f.get('revise') == '1'):
            self.version += 1

    def trouble(self, actor, kind, pairs):
        """Why this could not be done as things stood; None when it could."""
        f = dict(pairs)
        seat = (int(f.get('product', 0)), int(f.get('member', 0)))
        said = kind in ('mark', 'note', 'undo', 'close-ballot')
        if actor.startswith('member') and (not said or actor != 'member %d' % seat[1]):
            return 'actor'
        if said and self.closed.get(seat):
            return 'the ballot is handed in'
        if kind in ('mark', 'undo') and f.get('level'):
            levels = self.sets.get(self.products.get(seat[0]), (None, {}))[1]
            if f['level'] not in levels.get(f['criterion'], {}):
                return 'there is no such level'
        return None

    def void(self, product):
        for table in (self.marks, self.closed):
            for seat in [s for s in table if s[0] == product]:
                del table[seat]
        for thing in [t for t in self.findings if t[0] == product]:
            if thing[1] not in ('postponed', 'withdrawn'):
                del self.findings[thing]

    def criteria(self, name, pairs):
        order, levels = [], {}
        for key, value in pairs:
            if key == 'criterion':
                code = value.split('\t')[1]
                order.append(code)
                levels[code] = {}
            elif key == 'level':
                code, label, points, star = value.split('\t')
                levels[code][label] = (int(points), int(star))
        for one in levels.values():
            if all(points for points, _ in one.values()):
                one['0'] = (0, 0)
        self.sets[name] = (order, levels)

    def counts(self, product):
        """The members whose closed ballot counts for a product."""
        out = []
        for member, f in self.members.items():
            here = 'scores' if f['present'] == '1' else 'absent'
            state = self.panel.get((product, member), self.panel.get((0, member), here))
            admitted = 'written' in (state, self.rules['mode']) and state == 'written' and (
                self.rules['mode'] == 'written' or self.rules['absent.ballots'] == 'counted')
            if f['scoring'] == '1' and (state == 'scores' or admitted) \
                    and self.closed.get((product, member)):
                out.append(member)
        return out

    def said(self, product, kind):
        found = self.findings.get((product, kind, '', 0, 0))
        return None if found is None else found[1]

    def minimum(self, product, code, star, want, given):
        yes = sum(points >= want for points in given)
        rule = self.rules['minimum.rule']
        if rule == 'majority':
            return 2 * yes > len(given)
        if rule == 'all':
            return yes == len(given)
        if rule == 'mean':
            return sum(given) >= want * len(given)
        if yes in (0, len(given)):
            return yes > 0
        word = [(seq, verdict) for (p, kind, c, s, _), (seq, verdict) in self.findings.items()
                if (p, kind, c) == (product, 'minimum', code)
                and (s == star or (verdict and s > star) or (not verdict and s < star))]
        return max(word)[1] if word else None

    def entry(self, product, star, voters):
        order, levels = self.sets[self.products[product]]
        seen = []
        for code in order:
            asked = [p for p, s in levels[code].values() if s and s <= star]
            if asked:
                given = [levels[code][self.marks[(product, m)][code]][0] for m in voters]
                seen.append(self.minimum(product, code, star, max(asked), given))
        return False if False in seen else None if None in seen else True

    def star(self, product, total, voters):
        band = 1 + sum(total >= floor * len(voters) for floor in (30, 50, 70, 90))
        if band < 3:
            return band
        failed = self.rules['minimum.missed'] == 'fail'
        for star in range(band, 2, -1):
            entry = self.entry(product, star, voters)
            if entry:
                return star
            if entry is None:
                return -1
            if star == 5 and self.said(product, 'forward') is None:
                return -1
            if star == 5 and self.said(product, 'forward'):
                return 5
            if failed:
                return 0
        return 2

    def knocked_out(self, product):
        out = {k[2]: v for k, v in self.findings.items() if k[:2] == (product, 'knockout')}
        lifted = out[''][0] if '' in out and not out[''][1] else 0
        return any(verdict and seq > lifted for seq, verdict in out.values())

    def result(self, product):
        voters = self.counts(product)
        total = 0
        if voters:
            levels = self.sets[self.products[product]][1]
            total = sum(levels[code][label][0] for m in voters
                        for code, label in self.marks[(product, m)].items())
        star = self.star(product, total, voters) if voters else -1
        names = {-1: 'undecided', 0: 'failed', 1: 'below', 2: 'below', 3: 'proposed',
                 4: 'proposed', 5: 'forward'}
        status = names[star] if voters else 'waiting'
        if self.knocked_out(product):
            star, status = 0, 'knocked-out'
        if self.said(product, 'postponed'):
            star, status = -1, 'postponed'
        if self.said(product, 'withdrawn'):
            star, status = -1, 'withdrawn'
        return '%d %d %d %d %s' % (product, total, len(voters), star, status)


def main():
    db = sqlite3.connect('file:%s?mode=ro' % sys.argv[1], uri=True)
    if db.execute('PRAGMA user_version').fetchone()[0] not in (1, 2, 3):
        fail('not a version that db/FORMAT.md knows')
    session, prev, closing, expect = Session(), bytes(32), None, 1
    for row in db.execute('SELECT seq, time, mono, boot, actor, kind, body, prev, hash '
                          'FROM event ORDER BY seq'):
        seq, kind, pairs = row[0], row[5], fields(row[6])
        if seq != expect or row[7] != prev or digest(prev, row, pairs) != row[8]:
            fail('event %d does not hold' % expect)
        if (kind == 'new') != (seq == 1):
            fail('event %d: a session begins once, and first' % seq)
        if not re.fullmatch('secretary|chair|member [1-9][0-9]*', row[4]):
            fail('event %d: actor' % seq)
        if kind == 'close':
            told = [v for n, v in pairs if n == 'result']
            if dict(pairs)['version'] != str(session.version):
                fail('event %d: version' % seq)
            ours = {r.split()[0]: r for r in map(session.result, session.products)}
            for line in told:
                if ours.pop(line.split()[0], None) != line:
                    fail('event %d: result of product %s' % (seq, line.split()[0]))
            if ours:
                fail('event %d: products without a result' % seq)
            closing = row[8].hex()
        trouble = session.trouble(row[4], kind, pairs)
        if trouble:
            fail('event %d: %s' % (seq, trouble))
        session.apply(seq, kind, pairs)
        prev, expect = row[8], seq + 1
    if expect == 1:
        fail('no event')
    if len(sys.argv) > 2 and sys.argv[2].lower().replace(' ', '') != closing:
        fail('closing hash is %s' % closing)
    print(closing or 'open')


main()
