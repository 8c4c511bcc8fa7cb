-- The tables of a session file.  event is the truth; every other table is its fold and is
-- written in the same transaction (db/FORMAT.md).  Tables move only by numbered migrations.

-- The journal: one row an act, chained by hash.
CREATE TABLE event (
  seq  INTEGER PRIMARY KEY CHECK (seq >= 1),
  time TEXT NOT NULL,                               -- UTC, YYYY-MM-DDTHH:MM:SS.mmmZ
  mono INTEGER NOT NULL,                            -- ms of the monotonic clock
  boot TEXT NOT NULL,                               -- boot id the monotonic clock belongs to
  actor TEXT NOT NULL,                              -- chair, secretary, member N
  kind TEXT NOT NULL,
  body TEXT NOT NULL,                               -- fields: NAME BYTES VALUE, a line each
  prev BLOB NOT NULL CHECK (length(prev) = 32),
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE session (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL CHECK (length(id) = 32),         -- 128 random bits, hex
  closed INTEGER NOT NULL CHECK (closed IN (0, 1)), -- chốt
  version INTEGER NOT NULL CHECK (version >= 1),
  pin TEXT NOT NULL                                 -- Argon2id of the chair's PIN, '' none
) STRICT;

-- Facts and rules that were set; defaults are in the program (contract: --set).
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
  id INTEGER PRIMARY KEY CHECK (id >= 1),
  no INTEGER NOT NULL UNIQUE,                       -- stt
  name TEXT NOT NULL CHECK (name <> ''),
  honorific TEXT NOT NULL,
  title TEXT NOT NULL,
  agency TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('chair', 'vice', 'member', 'secretary', 'adviser', 'observer')),
  secretary INTEGER NOT NULL CHECK (secretary IN (0, 1)),
  scoring INTEGER NOT NULL CHECK (scoring IN (0, 1)),
  present INTEGER NOT NULL CHECK (present IN (0, 1)),
  reason TEXT NOT NULL                              -- of absence
) STRICT;

CREATE TABLE product (
  id INTEGER PRIMARY KEY CHECK (id >= 1),
  no INTEGER NOT NULL UNIQUE,                       -- stt, place on the agenda
  code TEXT NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  owner TEXT NOT NULL,
  representative TEXT NOT NULL,
  business TEXT NOT NULL,                           -- loại hình của chủ thể
  address TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  commune TEXT NOT NULL,
  district TEXT NOT NULL,
  grp TEXT NOT NULL,                                -- nhóm, as the list says
  set_id TEXT NOT NULL,                             -- 'qd26-2026/08', '' not given yet
  kind TEXT NOT NULL CHECK (kind IN ('', 'first', 'upgrade', 'again')),
  star_now INTEGER NOT NULL CHECK (star_now BETWEEN 0 AND 5),
  expires TEXT NOT NULL
) STRICT;

-- Who scores what.  product 0: every product, where no row of its own says otherwise.
CREATE TABLE panel (
  product INTEGER NOT NULL,
  member INTEGER NOT NULL REFERENCES member (id),
  state TEXT NOT NULL CHECK (state IN ('scores', 'absent', 'recused', 'written')),
  reason TEXT NOT NULL,
  PRIMARY KEY (product, member)
) STRICT, WITHOUT ROWID;

-- The session's own copy of a criteria set: its text, and the facts the tally reads.
CREATE TABLE criteria_set (
  id TEXT PRIMARY KEY,                              -- 'qd26-2026/08'
  name TEXT NOT NULL,
  yaml TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE criterion (
  set_id TEXT NOT NULL REFERENCES criteria_set (id),
  ord INTEGER NOT NULL,                             -- the law's order, from 1
  code TEXT NOT NULL,                               -- '3.4'
  part TEXT NOT NULL CHECK (part IN ('A', 'B', 'C')),
  max INTEGER NOT NULL CHECK (max BETWEEN 0 AND 100),
  name TEXT NOT NULL,
  PRIMARY KEY (set_id, code)
) STRICT, WITHOUT ROWID;

-- Levels as printed; '0' (none reached) is added where no level of 0 points is printed.
CREATE TABLE level (
  set_id TEXT NOT NULL,
  criterion TEXT NOT NULL,
  label TEXT NOT NULL,                              -- '1', '2', 'a1'; '0'
  points INTEGER NOT NULL CHECK (points BETWEEN 0 AND 100),
  star INTEGER NOT NULL CHECK (star IN (0, 3, 4, 5)), -- least level for that star; 0: none
  PRIMARY KEY (set_id, criterion, label),
  FOREIGN KEY (set_id, criterion) REFERENCES criterion (set_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE ballot (
  product INTEGER NOT NULL REFERENCES product (id),
  member INTEGER NOT NULL REFERENCES member (id),
  closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
  seq INTEGER NOT NULL REFERENCES event (seq),      -- opened, closed or reopened by
  PRIMARY KEY (product, member)
) STRICT, WITHOUT ROWID;

-- One level ticked.  No row: blank, which is never a 0.
CREATE TABLE mark (
  product INTEGER NOT NULL,
  member INTEGER NOT NULL,
  criterion TEXT NOT NULL,
  label TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES event (seq),
  PRIMARY KEY (product, member, criterion),
  FOREIGN KEY (product, member) REFERENCES ballot (product, member)
) STRICT, WITHOUT ROWID;

-- criterion '': ý kiến của người đánh giá.
CREATE TABLE note (
  product INTEGER NOT NULL,
  member INTEGER NOT NULL,
  criterion TEXT NOT NULL,
  text TEXT NOT NULL CHECK (text <> ''),
  seq INTEGER NOT NULL REFERENCES event (seq),
  PRIMARY KEY (product, member, criterion),
  FOREIGN KEY (product, member) REFERENCES ballot (product, member)
) STRICT, WITHOUT ROWID;

-- The latest conclusion of the council on each thing; earlier ones are in the journal.
CREATE TABLE finding (
  product INTEGER NOT NULL REFERENCES product (id),
  kind TEXT NOT NULL CHECK (kind IN
    ('minimum', 'knockout', 'forward', 'spread', 'ballot', 'postponed', 'withdrawn', 'claim',
     'difference')),
  criterion TEXT NOT NULL,
  star INTEGER NOT NULL CHECK (star IN (0, 3, 4, 5)),
  member INTEGER NOT NULL,
  verdict INTEGER NOT NULL CHECK (verdict IN (0, 1)),
  votes INTEGER NOT NULL,
  votes_of INTEGER NOT NULL CHECK (votes BETWEEN 0 AND votes_of),
  reason TEXT NOT NULL,
  ground TEXT NOT NULL,                             -- of a knock-out or claim: as printed
  stops INTEGER NOT NULL CHECK (stops IN (0, 1)),   -- "không đánh giá các bước tiếp theo"
  seq INTEGER NOT NULL REFERENCES event (seq),
  PRIMARY KEY (product, kind, criterion, star, member)
) STRICT, WITHOUT ROWID;

-- Points given before the council met: by the producer (Mẫu 02) and by the Tổ tư vấn.
CREATE TABLE assessment (
  product INTEGER NOT NULL REFERENCES product (id),
  source TEXT NOT NULL CHECK (source IN ('self', 'adviser')),
  criterion TEXT NOT NULL,
  label TEXT NOT NULL,
  note TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES event (seq),
  PRIMARY KEY (product, source, criterion)
) STRICT, WITHOUT ROWID;

-- What is in the file: samples received, and the 15 rows of Mẫu 02, Phần III.
CREATE TABLE dossier (
  product INTEGER PRIMARY KEY REFERENCES product (id),
  samples INTEGER NOT NULL CHECK (samples BETWEEN -1 AND 999), -- -1: not told
  note TEXT NOT NULL
) STRICT;
CREATE TABLE evidence (
  product INTEGER NOT NULL REFERENCES product (id),
  item INTEGER NOT NULL CHECK (item BETWEEN 1 AND 15),
  state TEXT NOT NULL CHECK (state IN ('yes', 'no', 'unneeded')),
  expires TEXT NOT NULL,                            -- YYYY-MM-DD or ''
  note TEXT NOT NULL,
  PRIMARY KEY (product, item)
) STRICT, WITHOUT ROWID;

-- What the authority decided afterwards.  A list is a decision; a product may be left out of it,
-- and the Ministry's result comes later.
CREATE TABLE decision (
  list TEXT PRIMARY KEY CHECK (list IN ('recognised', 'forwarded')),
  number TEXT NOT NULL,
  date TEXT NOT NULL,
  issued TEXT NOT NULL                              -- day the certificates were issued, or ''
) STRICT, WITHOUT ROWID;
CREATE TABLE decided (
  product INTEGER PRIMARY KEY REFERENCES product (id),
  left_out INTEGER NOT NULL CHECK (left_out IN (0, 1)),
  central INTEGER NOT NULL CHECK (central BETWEEN -1 AND 5), -- the Ministry's star; -1: none yet
  number TEXT NOT NULL,                             -- of the Ministry's decision
  date TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;

-- What was signed off, version by version: the exact results as they stood.
CREATE TABLE closing (
  version INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES event (seq),
  ballots INTEGER NOT NULL
) STRICT;

CREATE TABLE closed_result (
  version INTEGER NOT NULL REFERENCES closing (version),
  product INTEGER NOT NULL,
  sum INTEGER NOT NULL,
  ballots INTEGER NOT NULL,
  star INTEGER NOT NULL,                            -- -1: none
  status TEXT NOT NULL,
  PRIMARY KEY (version, product)
) STRICT, WITHOUT ROWID;
