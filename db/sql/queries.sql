-- Every statement of the store, by name.  {product} is the fields of db/product.def with commas
-- between, {:product} the same as parameters.

-- :name begin
BEGIN IMMEDIATE
-- :name commit
COMMIT
-- :name rollback
ROLLBACK

-- :name data_version
PRAGMA data_version

-- :name table_to_drop
SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name <> 'event' LIMIT 1

-- :name event_head
SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1
-- :name event_insert
INSERT INTO event (seq, time, mono, boot, actor, kind, body, prev, hash)
VALUES (:seq, :time, :mono, :boot, :actor, :kind, :body, :prev, :hash)
-- :name event_get
SELECT seq, time, mono, boot, actor, kind, body, prev, hash FROM event WHERE seq = :seq
-- :name event_all
SELECT seq, time, mono, boot, actor, kind, body, prev, hash FROM event
 WHERE seq >= :from ORDER BY seq
-- :name event_back
SELECT seq, kind, body FROM event ORDER BY seq DESC
-- :name event_clock
-- How often the clock went back; how often it went on by more than a year, which no meeting and no
-- decision that follows it takes; each with the first event.  (A jump that is shorter and taken back
-- is a step back; the monotonic clock stands still while a laptop sleeps, so it proves nothing.)
SELECT count(*) FILTER (WHERE back), min(seq) FILTER (WHERE back),
       count(*) FILTER (WHERE ahead), min(seq) FILTER (WHERE ahead) FROM
 (SELECT seq, time < before AS back,
         CASE WHEN substr(time, 1, 4) > substr(before, 1, 4)
              THEN julianday(time) - julianday(before) > 366 ELSE 0 END AS ahead FROM
   (SELECT seq, time, lag(time) OVER (ORDER BY seq) AS before FROM event))

-- :name session_put
INSERT INTO session (one, id, closed, version, pin, pin_tries, pin_tried)
VALUES (1, :id, 0, 1, '', 0, '')
-- :name session_get
SELECT s.id, s.closed, s.version, s.pin, coalesce(last.seq, 0), EXISTS (SELECT 1 FROM mark),
       coalesce(last.time, ''),
       CASE length(last.hash) WHEN 32 THEN lower(hex(last.hash)) ELSE '' END,
       coalesce(chot.seq, 0), coalesce(chot.time, ''),
       CASE length(chot.hash) WHEN 32 THEN lower(hex(chot.hash)) ELSE '' END
  FROM session s
  LEFT JOIN event last ON last.seq = (SELECT max(seq) FROM event)
  LEFT JOIN event chot ON s.closed AND chot.seq =
       (SELECT c.seq FROM closing c JOIN event USING (seq) ORDER BY c.version DESC LIMIT 1)
-- :name session_close
UPDATE session SET closed = 1, pin_tries = 0
-- :name session_reopen
UPDATE session SET closed = 0, version = version + 1, pin_tries = 0
-- :name session_version
UPDATE session SET version = version + 1, pin_tries = 0
-- :name session_pin
UPDATE session SET pin = :pin, pin_tries = 0
-- :name session_pin_get
SELECT pin, closed, pin_tries,
       coalesce(CAST(round((julianday(pin_tried) - 2440587.5) * 86400000) AS INTEGER), 0)
  FROM session
-- :name session_pin_try
UPDATE session SET pin_tries = pin_tries + 1, pin_tried = :time
-- :name closing_put
INSERT INTO closing (version, seq, ballots) VALUES (:version, :seq, :ballots)
-- :name closed_result_put
INSERT INTO closed_result (version, product, sum, ballots, star, status)
VALUES (:version, :product, :sum, :ballots, :star, :status)
-- :name closed_result_differs
SELECT p.no,
       c.sum || '/' || c.ballots || ' ' || c.star || ' ' || c.status,
       r.sum || '/' || r.n || ' ' || coalesce(r.star, -1) || ' ' || r.status
  FROM closed_result c LEFT JOIN v_result r ON r.product = c.product
  LEFT JOIN product p ON p.id = c.product
 WHERE c.version = (SELECT version FROM session)
   AND (r.product IS NULL OR c.sum <> r.sum OR c.ballots <> r.n
        OR c.star <> coalesce(r.star, -1) OR c.status <> r.status)
-- :name counted_ballots
SELECT count(*) FROM v_counted

-- :name setting_put
INSERT INTO setting (key, value) VALUES (:key, :value)
    ON CONFLICT (key) DO UPDATE SET value = :value
-- :name setting_all
SELECT key, value FROM setting

-- :name member_put
INSERT INTO member (id, no, name, honorific, title, agency, role, secretary, scoring, present, reason)
VALUES (:id, :no, :name, :honorific, :title, :agency, :role, :secretary, :scoring, :present, :reason)
    ON CONFLICT (id) DO UPDATE SET no = :no, name = :name, honorific = :honorific, title = :title,
       agency = :agency, role = :role, secretary = :secretary, scoring = :scoring,
       present = :present, reason = :reason
-- :name member_all
SELECT id, no, name, honorific, title, agency, role, secretary, scoring, present, reason
  FROM member ORDER BY no
-- :name member_get
SELECT id, no, name, honorific, title, agency, role, secretary, scoring, present, reason
  FROM member WHERE id = :id
-- :name member_next
SELECT coalesce(max(id), 0) + 1, coalesce(max(no), 0) + 1, count(*) FROM member
-- :name member_by_no
SELECT id FROM member WHERE no = :no
-- :name member_marked
SELECT EXISTS (SELECT 1 FROM mark WHERE member = :member)

-- :name product_put
INSERT INTO product ({product}) VALUES ({:product})
    ON CONFLICT (id) DO UPDATE SET ({product}) = ({:product})
-- :name product_all
SELECT p.*,
       EXISTS (SELECT 1 FROM criteria_set c WHERE c.id = p.set_id),
       EXISTS (SELECT 1 FROM mark m WHERE m.product = p.id),
       coalesce(w.verdict, 0), coalesce(o.verdict, 0), k.seq IS NOT NULL,
       coalesce(b.expected, 0), coalesce(b.closed, 0), coalesce(b.begun, 0),
       (SELECT name FROM criteria_set c WHERE c.id = p.set_id),
       EXISTS (SELECT 1 FROM v_stop s WHERE s.product = p.id)
  FROM (SELECT {product} FROM product) p
  LEFT JOIN finding w ON w.product = p.id AND w.kind = 'withdrawn'
  LEFT JOIN finding o ON o.product = p.id AND o.kind = 'postponed'
  LEFT JOIN v_knockout k ON k.product = p.id
  LEFT JOIN v_ballots b ON b.product = p.id
 ORDER BY p.no
-- :name product_get
SELECT {product} FROM product WHERE id = :id
-- :name product_of
SELECT no, set_id FROM product WHERE id = :id
-- :name product_next
SELECT coalesce(max(id), 0) + 1, coalesce(max(no), 0) + 1, count(*) FROM product
-- :name product_by_no
SELECT id FROM product WHERE no = :no
-- :name product_by_code
SELECT id FROM product WHERE code = :code AND code <> ''
-- :name product_marked
SELECT EXISTS (SELECT 1 FROM mark WHERE product = :product)
-- :name product_correct_name
UPDATE product SET name = :value WHERE id = :id
-- :name product_correct_owner
UPDATE product SET owner = :value WHERE id = :id
-- :name product_correct_address
UPDATE product SET address = :value WHERE id = :id
-- :name product_correct_phone
UPDATE product SET phone = :value WHERE id = :id
-- :name product_correct_code
UPDATE product SET code = :value WHERE id = :id
-- :name product_set_put
UPDATE product SET set_id = :set_id WHERE id = :id
-- :name set_loss
SELECT (SELECT count(*) FROM ballot WHERE product = :product),
       (SELECT count(*) FROM ballot WHERE product = :product AND closed = 1),
       (SELECT count(*) FROM mark WHERE product = :product),
       (SELECT count(*) FROM note WHERE product = :product),
       (SELECT count(*) FROM finding WHERE product = :product
                                       AND kind NOT IN ('postponed', 'withdrawn')),
       (SELECT count(*) FROM assessment WHERE product = :product)
-- A closed ballot keeps its marks (guards.sql), so it is opened before they go.
-- :name void_close
UPDATE ballot SET closed = 0 WHERE product = :product
-- :name void_marks
DELETE FROM mark WHERE product = :product
-- :name void_notes
DELETE FROM note WHERE product = :product
-- :name void_ballots
DELETE FROM ballot WHERE product = :product
-- :name void_findings
DELETE FROM finding WHERE product = :product AND kind NOT IN ('postponed', 'withdrawn')
-- :name void_assessments
DELETE FROM assessment WHERE product = :product

-- :name counted_of
SELECT c.product, c.member, m.name, p.no, v.state,
       EXISTS (SELECT 1 FROM panel o WHERE o.member = c.member AND o.product IN (0, c.product))
  FROM v_counted c JOIN v_panel v ON v.product = c.product AND v.member = c.member
  JOIN product p ON p.id = c.product JOIN member m ON m.id = c.member
 WHERE (:product = 0 OR c.product = :product) AND (:member = 0 OR c.member = :member)
 ORDER BY m.no, p.no
-- :name panel_put
INSERT INTO panel (product, member, state, reason) VALUES (:product, :member, :state, :reason)
    ON CONFLICT (product, member) DO UPDATE SET state = :state, reason = :reason
-- :name panel_clear
DELETE FROM panel WHERE member = :member
-- :name panel_row
SELECT state, reason FROM panel WHERE product = :product AND member = :member
-- :name panel_owns
SELECT EXISTS (SELECT 1 FROM panel WHERE member = :member AND product <> 0)
-- :name panel_state
SELECT state, scoring FROM v_panel WHERE product = :product AND member = :member
-- :name panel_rules
SELECT written, absent_counted FROM v_rule
-- :name seats
SELECT v.product, v.member, v.state, v.reason, e.member IS NOT NULL,
       b.closed, n.member IS NOT NULL, coalesce(f.verdict, 0),
       coalesce(t.marks, 0), coalesce(t.total, 0), coalesce(t.a, 0), coalesce(t.b, 0),
       coalesce(t.c, 0),
       (SELECT count(*) FROM criterion c WHERE c.set_id = p.set_id)
  FROM v_panel v
  JOIN product p ON p.id = v.product
  JOIN member m ON m.id = v.member
  LEFT JOIN v_expected e ON e.product = v.product AND e.member = v.member
  LEFT JOIN ballot b ON b.product = v.product AND b.member = v.member
  LEFT JOIN v_counted n ON n.product = v.product AND n.member = v.member
  LEFT JOIN v_ballot t ON t.product = v.product AND t.member = v.member
  LEFT JOIN v_finding f ON f.product = v.product AND f.kind = 'ballot' AND f.member = v.member
 WHERE (:product = 0 OR v.product = :product) AND (:member = 0 OR v.member = :member)
 ORDER BY p.no, m.no

-- :name criteria_put
INSERT INTO criteria_set (id, name, yaml) VALUES (:id, :name, :yaml)
    ON CONFLICT (id) DO UPDATE SET name = :name, yaml = :yaml
-- :name criteria_drop_levels
DELETE FROM level WHERE set_id = :id
-- :name criteria_drop
DELETE FROM criterion WHERE set_id = :id
-- :name criteria_all
SELECT id, name FROM criteria_set ORDER BY id
-- :name criteria_used
SELECT EXISTS (SELECT 1 FROM product p WHERE p.set_id = :id
   AND (EXISTS (SELECT 1 FROM ballot b WHERE b.product = p.id)
        OR EXISTS (SELECT 1 FROM assessment a WHERE a.product = p.id)
        OR EXISTS (SELECT 1 FROM finding f WHERE f.product = p.id
                                             AND f.kind NOT IN ('postponed', 'withdrawn'))))
-- :name criteria_get
SELECT yaml FROM criteria_set WHERE id = :id
-- :name criterion_put
INSERT INTO criterion (set_id, ord, code, part, max, name)
VALUES (:set_id, :ord, :code, :part, :max, :name)
-- :name level_put
INSERT INTO level (set_id, criterion, label, points, star)
VALUES (:set_id, :criterion, :label, :points, :star)
-- :name level_none
INSERT INTO level (set_id, criterion, label, points, star)
SELECT c.set_id, c.code, '0', 0, 0 FROM criterion c
 WHERE c.set_id = :set_id
   AND NOT EXISTS (SELECT 1 FROM level l
                    WHERE l.set_id = c.set_id AND l.criterion = c.code AND l.points = 0)
-- :name level_known
SELECT points FROM level WHERE set_id = :set_id AND criterion = :criterion AND label = :label
-- :name level_labels
SELECT group_concat(label, ', ') FROM
 (SELECT label FROM level WHERE set_id = :set_id AND criterion = :criterion
   ORDER BY length(label), label)
-- :name criterion_count
SELECT count(*) FROM criterion WHERE set_id = :set_id
-- :name minimum_known
SELECT points FROM v_minimum WHERE set_id = :set_id AND star = :star AND criterion = :criterion

-- :name ballot_get
SELECT closed, seq FROM ballot WHERE product = :product AND member = :member
-- :name ballot_begin
INSERT INTO ballot (product, member, closed, seq) VALUES (:product, :member, 0, :seq)
    ON CONFLICT DO NOTHING
-- :name ballot_state
UPDATE ballot SET closed = :closed, seq = :seq WHERE product = :product AND member = :member
-- :name ballot_sums
SELECT total, a, b, c FROM v_ballot WHERE product = :product AND member = :member
-- :name ballot_blank
SELECT c.code FROM product p JOIN criterion c ON c.set_id = p.set_id
 WHERE p.id = :product
   AND NOT EXISTS (SELECT 1 FROM mark m WHERE m.product = :product AND m.member = :member
                                          AND m.criterion = c.code)
 ORDER BY c.ord
-- :name mark_get
SELECT m.label, m.seq, e.hash FROM mark m JOIN event e ON e.seq = m.seq
 WHERE m.product = :product AND m.member = :member AND m.criterion = :criterion
-- :name mark_put
INSERT INTO mark (product, member, criterion, label, seq)
VALUES (:product, :member, :criterion, :label, :seq)
    ON CONFLICT (product, member, criterion) DO UPDATE SET label = :label, seq = :seq
-- :name mark_drop
DELETE FROM mark WHERE product = :product AND member = :member AND criterion = :criterion
-- :name mark_ballot
SELECT criterion, label, points FROM v_mark WHERE product = :product AND member = :member
-- :name mark_last
SELECT criterion, seq FROM mark WHERE product = :product AND member = :member
 ORDER BY seq DESC LIMIT 1
-- :name note_put
INSERT INTO note (product, member, criterion, text, seq)
VALUES (:product, :member, :criterion, :text, :seq)
    ON CONFLICT (product, member, criterion) DO UPDATE SET text = :text, seq = :seq
-- :name note_drop
DELETE FROM note WHERE product = :product AND member = :member AND criterion = :criterion
-- :name note_get
SELECT text FROM note WHERE product = :product AND member = :member AND criterion = :criterion
-- :name note_ballot
SELECT criterion, text FROM note WHERE product = :product AND member = :member

-- :name note_counted
SELECT n.product, n.member, n.criterion, n.text FROM note n
  JOIN v_counted v ON v.product = n.product AND v.member = n.member
  JOIN product p ON p.id = n.product
  JOIN member m ON m.id = n.member
  LEFT JOIN criterion c ON c.set_id = p.set_id AND c.code = n.criterion
 ORDER BY p.no, m.no, c.ord

-- :name finding_put
INSERT INTO finding (product, kind, criterion, star, member, verdict, votes, votes_of, reason,
                     ground, stops, judged, seq)
VALUES (:product, :kind, :criterion, :star, :member, :verdict, :votes, :votes_of, :reason,
        :ground, :stops, :judged, :seq)
    ON CONFLICT (product, kind, criterion, star, member)
    DO UPDATE SET verdict = :verdict, votes = :votes, votes_of = :votes_of, reason = :reason,
       ground = :ground, stops = :stops, judged = :judged, seq = :seq
-- :name finding_get
SELECT f.verdict, f.votes, f.votes_of, f.reason, f.ground,
       (SELECT group_concat(g.seq, ' ') -- later words on something else that took its effect away
          FROM v_finding g
                WHERE g.product = f.product AND g.seq > f.seq
                  AND CASE f.kind || ' ' || g.kind
                        WHEN 'minimum minimum' THEN g.verdict <> f.verdict
                          AND g.criterion = f.criterion
                          AND CASE g.verdict WHEN 1 THEN g.star > f.star ELSE g.star < f.star END
                        WHEN 'knockout knockout' THEN g.verdict <> f.verdict
                          AND (f.criterion = '') <> (g.criterion = '')
                          AND (f.criterion = '') = (f.verdict = 0)
                        WHEN 'claim knockout' THEN g.verdict = 1 OR g.criterion IN ('', f.criterion)
                        WHEN 'knockout claim' -- claimed anew: the answer must be given anew
                          THEN g.verdict = 1 AND (f.verdict = 1 OR f.criterion IN ('', g.criterion))
                      END),
       EXISTS (SELECT 1 FROM v_changed s WHERE s.product = f.product AND s.seq = f.seq)
  FROM finding f
 WHERE f.product = :product AND f.kind = :kind AND f.criterion = :criterion AND f.star = :star
   AND f.member = :member
-- :name judging_clear
DELETE FROM temp.judging
-- :name judging_put
INSERT INTO temp.judging (product, kind, criterion, star, member)
VALUES (:product, :kind, :criterion, :star, :member)
-- :name judged_now
SELECT CASE :kind WHEN 'forward'
         THEN coalesce((SELECT facts FROM v_star WHERE product = :product), '0/0/-')
         ELSE (SELECT facts FROM v_facts
                WHERE product = :product AND kind = :kind AND criterion = :criterion
                  AND star = :star AND member = :member LIMIT 1) END
-- :name stale_all
SELECT s.product, s.kind, s.criterion, s.star, s.member, s.judged, s.facts
  FROM v_stale s JOIN product p ON p.id = s.product ORDER BY p.no, s.seq
-- :name finding_all
SELECT f.seq, f.product, f.kind, f.criterion, f.star, f.member, f.verdict, f.votes, f.votes_of,
       f.reason, f.ground, f.stops,
       f.kind = 'claim' AND f.verdict = 1
         AND EXISTS (SELECT 1 FROM v_claim c WHERE c.product = f.product AND c.seq = f.seq),
       s.seq IS NOT NULL, f.judged, s.facts
  FROM finding f JOIN product p ON p.id = f.product
  LEFT JOIN v_stale s ON s.product = f.product AND s.seq = f.seq
 WHERE :product = 0 OR f.product = :product
 ORDER BY p.no, f.seq

-- :name result_all
SELECT product, no, code, name, owner, set_id, expected, n, sum, a, b, c, band, high, low,
       e3, e4, e5, exceeds, settled, knocked, knock_criterion, knock_reason, star, status,
       present, base, needed, quorum, too_few, no_lead, forward, forward_stays
  FROM v_result WHERE :product = 0 OR product = :product ORDER BY no
-- :name gate_all
SELECT g.product, g.star, g.criterion, c.name, g.points, g.yes, g.n, g.sum, g.met, g.divided,
       g.concluded, g.finding, g.said_at
  FROM v_gate g
  JOIN product p ON p.id = g.product
  JOIN criterion c ON c.set_id = p.set_id AND c.code = g.criterion
 WHERE :product = 0 OR g.product = :product
 ORDER BY p.no, g.star, g.ord
-- :name ground_all
SELECT p.id, coalesce(k.ground, ''), s.seq IS NOT NULL, coalesce(s.criterion, ''),
       coalesce(nullif(s.ground, ''), s.reason, ''),
       (SELECT count(*) FROM v_claim c WHERE c.product = p.id AND k.seq IS NULL)
  FROM product p
  LEFT JOIN v_knockout k ON k.product = p.id
  LEFT JOIN v_stop s ON s.product = p.id
 WHERE p.id IN (SELECT product FROM finding WHERE kind IN ('knockout', 'claim'))
 ORDER BY p.no
-- :name check_leaders
SELECT trim(m.honorific || ' ' || m.name), v.scoring = 1, v.state IN ('scores', 'recused')
  FROM v_panel v JOIN member m ON m.id = v.member
 WHERE v.product = :product AND v.role IN ('chair', 'vice') ORDER BY m.no
-- :name check_ballots
SELECT p.id, p.no, m.id, trim(m.honorific || ' ' || m.name), b.closed,
       (SELECT count(*) FROM criterion c WHERE c.set_id = p.set_id) -
       (SELECT count(*) FROM mark k WHERE k.product = p.id AND k.member = m.id)
  FROM v_expected e
  JOIN product p ON p.id = e.product
  JOIN member m ON m.id = e.member
  LEFT JOIN ballot b ON b.product = e.product AND b.member = e.member
  LEFT JOIN v_finding f ON f.product = e.product AND f.kind = 'ballot' AND f.member = e.member
 WHERE coalesce(b.closed, 0) = 0 AND coalesce(f.verdict, 0) = 0
 ORDER BY p.no, m.no

-- :name check_claims
SELECT c.product, c.member, c.criterion, c.ground, c.reason
  FROM v_claim c JOIN product p ON p.id = c.product ORDER BY p.no, c.seq
-- :name check_zeros
SELECT product, criterion FROM v_criterion WHERE sum = 0 ORDER BY product, ord
-- :name knockout_answered
SELECT EXISTS (SELECT 1 FROM v_finding f
                WHERE f.product = :product AND f.kind = 'knockout' AND f.criterion = :criterion)
-- :name stop_in_force
SELECT criterion, ground, reason FROM v_stop WHERE product = :product

-- :name assessment_put
INSERT INTO assessment (product, source, criterion, label, note, seq)
VALUES (:product, :source, :criterion, :label, :note, :seq)
    ON CONFLICT (product, source, criterion)
    DO UPDATE SET label = :label, note = :note, seq = :seq
-- :name assessment_drop
DELETE FROM assessment WHERE product = :product AND source = :source AND criterion = :criterion
-- :name assessment_get
SELECT label, note FROM assessment
 WHERE product = :product AND source = :source AND criterion = :criterion
-- :name assessment_all
SELECT product, criterion, self, self_points, self_note, adviser, adviser_points, adviser_note,
       sum, n, compared, difference, asked, answered, reason
  FROM v_assessed WHERE :product = 0 OR product = :product ORDER BY no, ord
-- :name assessment_sheet
SELECT product, criterion, self, self_points, self_note, adviser, adviser_points, adviser_note,
       sum, n, coalesce(compared, -1), coalesce(difference, 0), coalesce(asked, 0), answered, reason
  FROM v_scoresheet WHERE product = :product ORDER BY ord
-- :name assessment_totals
SELECT source, marks, total, a, b, c FROM v_assessment_total WHERE product = :product
-- :name dossier_put
INSERT INTO dossier (product, samples, note) VALUES (:product, :samples, :note)
    ON CONFLICT (product) DO UPDATE SET samples = :samples, note = :note
-- :name dossier_all
SELECT p.id, coalesce(d.samples, -1), coalesce(d.note, '') FROM product p
  LEFT JOIN dossier d ON d.product = p.id
 WHERE :product = 0 OR p.id = :product ORDER BY p.no
-- :name evidence_put
INSERT INTO evidence (product, item, state, expires, note)
VALUES (:product, :item, :state, :expires, :note)
    ON CONFLICT (product, item) DO UPDATE SET state = :state, expires = :expires, note = :note
-- :name evidence_drop
DELETE FROM evidence WHERE product = :product AND item = :item
-- :name evidence_all
SELECT e.product, e.item, e.state, e.expires, e.note FROM evidence e
  JOIN product p ON p.id = e.product
 WHERE :product = 0 OR e.product = :product ORDER BY p.no, e.item
-- :name decision_put
INSERT INTO decision (list, version, number, date, issued)
VALUES (:list, (SELECT version FROM session), :number, :date, :issued)
    ON CONFLICT (list, version) DO UPDATE SET number = :number, date = :date, issued = :issued
-- :name decision_get
SELECT number, date, issued, version FROM v_decision WHERE list = :list
-- :name decision_off
SELECT o.list = 'forwarded', o.product FROM v_decision_off o JOIN product p ON p.id = o.product
 ORDER BY p.no
-- :name decided_put
INSERT INTO decided (product, version, left_out, central, number, date, reason)
VALUES (:product, (SELECT version FROM session), :left_out, :central, :number, :date, :reason)
    ON CONFLICT (product, version) DO UPDATE SET left_out = :left_out, central = :central,
       number = :number, date = :date, reason = :reason
-- :name decided_all
SELECT d.product, d.left_out, d.central, d.number, d.date, d.reason, d.version, d.holds
  FROM v_decided d JOIN product p ON p.id = d.product
 ORDER BY p.no

-- :name gate_names
SELECT k.member, k.label, k.points, k.points >= :points
  FROM v_mark k JOIN v_counted v ON v.product = k.product AND v.member = k.member
  JOIN member m ON m.id = k.member
 WHERE k.product = :product AND k.criterion = :criterion ORDER BY m.no

-- :name edge_marks
SELECT k.product, k.member, k.criterion, k.label, k.points
  FROM v_mark k JOIN v_counted v ON v.product = k.product AND v.member = k.member
  JOIN product p ON p.id = k.product
 WHERE :product = 0 OR k.product = :product ORDER BY p.no
-- :name step_all
SELECT s.criterion, c.name, s.sum, s.n, s.label, s.points
  FROM v_step s JOIN product p ON p.id = s.product
  JOIN criterion c ON c.set_id = p.set_id AND c.code = s.criterion
 WHERE s.product = :product ORDER BY s.ord, s.points


-- :name integrity
PRAGMA integrity_check(1)
-- :name check_depends
SELECT DISTINCT k.product, k.member, trim(m.honorific || ' ' || m.name)
  FROM v_mark k
  JOIN v_counted n ON n.product = k.product AND n.member = k.member
  JOIN v_mark s ON s.product = k.product AND s.member = k.member AND s.criterion = :needs
  JOIN member m ON m.id = k.member
  JOIN product p ON p.id = k.product
 WHERE k.set_id = :set_id AND k.criterion = :criterion AND k.points > 0 AND s.points = 0
 ORDER BY p.no, m.no

-- :name absences
SELECT v.member, p.no, v.state,
       coalesce(b.closed, 0) OR (v.scoring = 0 AND EXISTS
         (SELECT 1 FROM ballot x WHERE x.product = v.product AND x.closed = 1))
  FROM v_panel v
  JOIN product p ON p.id = v.product
  JOIN member m ON m.id = v.member AND m.present = 1
  LEFT JOIN ballot b ON b.product = v.product AND b.member = v.member
 WHERE v.member IN (SELECT member FROM panel WHERE state = 'absent')
   AND NOT EXISTS (SELECT 1 FROM finding f WHERE f.product = v.product AND f.verdict = 1
                      AND f.kind IN ('postponed', 'withdrawn'))
 ORDER BY v.member, p.no
-- :name seats_to_move
SELECT v.product FROM v_panel v
  LEFT JOIN ballot b ON b.product = v.product AND b.member = v.member
 WHERE v.member = :member AND v.state = :state AND coalesce(b.closed, 0) = 0
   AND (:left = 0 OR v.scoring = 1 OR NOT EXISTS
         (SELECT 1 FROM ballot x WHERE x.product = v.product AND x.closed = 1))
 ORDER BY v.product
-- :name panel_all
SELECT * FROM panel ORDER BY product, member
