-- Every number there is, once.  TEMP views, created at open: a view inside a file means the
-- file is not ours.  Integers only; articles are those of QĐ 26/2026/QĐ-TTg.

-- What makes a star of them is in db/result/star.c, which gives SQL the functions band_of, minimum_met,
-- all_met and star_from: db/result/edge.c asks the same functions about ballots that say otherwise.

-- Facts and rules in force.  setting_default is filled from the table of settings.
CREATE TEMP VIEW v_setting AS
  SELECT d.key, coalesce(s.value, d.value) AS value
    FROM temp.setting_default d LEFT JOIN main.setting s ON s.key = d.key;

-- One row of the rules the views below need.
CREATE TEMP VIEW v_rule AS SELECT
  coalesce((SELECT value FROM v_setting WHERE key = 'mode'), 'meeting') = 'written' AS written,
  (SELECT value FROM v_setting WHERE key = 'absent.ballots') = 'counted' AS absent_counted,
  (SELECT value FROM v_setting WHERE key = 'minimum.rule') AS minimum_rule,
  (SELECT value FROM v_setting WHERE key = 'minimum.missed') AS minimum_missed,
  CAST((SELECT value FROM v_setting WHERE key = 'spread.max') AS INTEGER) AS spread_max,
  (SELECT value FROM v_setting WHERE key = 'spread.equal') = 'allowed'
    OR CAST((SELECT value FROM v_setting WHERE key = 'spread.max') AS INTEGER) = 0 AS spread_equal,
  (SELECT value FROM v_setting WHERE key = 'ballots.missing') = 'ignore' AS missing_ignored,
  (SELECT value FROM v_setting WHERE key = 'quorum') AS quorum,
  (SELECT value FROM v_setting WHERE key = 'quorum.of') = 'scoring' AS quorum_scoring,
  (SELECT value FROM v_setting WHERE key = 'quorum.chair') = 'yes' AS quorum_chair;

-- Each member's standing for each product: its own row, else the row for all, else presence.
CREATE TEMP VIEW v_panel AS
  SELECT p.id AS product, m.id AS member, m.scoring, m.role,
         coalesce(own.state, every.state,
                  CASE m.present WHEN 1 THEN 'scores' ELSE 'absent' END) AS state,
         coalesce(own.reason, every.reason, m.reason) AS reason
    FROM main.product p CROSS JOIN main.member m
    LEFT JOIN main.panel own ON own.product = p.id AND own.member = m.id
    LEFT JOIN main.panel every ON every.product = 0 AND every.member = m.id;

-- Expected: scores, is not recused, and is present, or the written ballot is admitted.
CREATE TEMP VIEW v_expected AS
  SELECT v.product, v.member
    FROM v_panel v, v_rule r
   WHERE v.scoring = 1
     AND (v.state = 'scores' OR (v.state = 'written' AND (r.written OR r.absent_counted)));

-- Ballots that count: closed, and expected.  An absent member neither helps nor harms.
CREATE TEMP VIEW v_counted AS
  SELECT b.product, b.member
    FROM main.ballot b JOIN v_expected e ON e.product = b.product AND e.member = b.member
   WHERE b.closed = 1;

-- The marks with what they are worth.
CREATE TEMP VIEW v_mark AS
  SELECT k.product, k.member, p.set_id, k.criterion, c.ord, c.part, k.label, l.points
    FROM main.mark k
    JOIN main.product p ON p.id = k.product
    JOIN main.criterion c ON c.set_id = p.set_id AND c.code = k.criterion
    JOIN main.level l ON l.set_id = p.set_id AND l.criterion = k.criterion AND l.label = k.label;

-- A ballot's points so far, whether it is closed or not (Điều 3.1: parts A, B, C).
CREATE TEMP VIEW v_ballot AS
  SELECT product, member, count(*) AS marks, sum(points) AS total,
         sum(CASE part WHEN 'A' THEN points ELSE 0 END) AS a,
         sum(CASE part WHEN 'B' THEN points ELSE 0 END) AS b,
         sum(CASE part WHEN 'C' THEN points ELSE 0 END) AS c
    FROM v_mark GROUP BY product, member;

-- Tổng điểm trung bình, kept exact as sum and number of ballots (Điều 3.3).
CREATE TEMP VIEW v_total AS
  SELECT n.product, count(*) AS n, sum(t.total) AS sum,
         sum(t.a) AS a, sum(t.b) AS b, sum(t.c) AS c,
         max(t.total) AS high, min(t.total) AS low
    FROM v_counted n JOIN v_ballot t ON t.product = n.product AND t.member = n.member
   GROUP BY n.product;

-- What each star asks of a criterion, lower stars included (Phụ lục II, note on stars).  In a
-- criterion of two cases both ask the same points (check_cases, db/criteria/check.c).
CREATE TEMP VIEW v_minimum AS
  SELECT l.set_id, s.star, l.criterion, c.ord, max(l.points) AS points
    FROM main.level l
    JOIN (SELECT 3 AS star UNION ALL SELECT 4 UNION ALL SELECT 5) s
      ON l.star <> 0 AND l.star <= s.star
    JOIN main.criterion c ON c.set_id = l.set_id AND c.code = l.criterion
   GROUP BY l.set_id, s.star, l.criterion;

-- What a conclusion of the council rests on, as the text its event keeps (db/FORMAT.md: judged).
-- temp.judging holds the one that is being made.  Forward is in v_star.
CREATE TEMP TABLE judging (
  product INTEGER, kind TEXT, criterion TEXT, star INTEGER, member INTEGER
) STRICT;
CREATE TEMP VIEW v_thing AS
  SELECT product, kind, criterion, star, member FROM main.finding
  UNION ALL SELECT product, kind, criterion, star, member FROM temp.judging;
CREATE TEMP VIEW v_facts AS
  SELECT t.product, t.kind, t.criterion, t.star, t.member,
         CASE t.kind
         WHEN 'minimum' THEN -- the ballots counted, and those that meet it
           (SELECT coalesce(group_concat(member, ' '), '') FROM
             (SELECT v.member FROM v_counted v WHERE v.product = t.product ORDER BY v.member))
           || '/' ||
           (SELECT coalesce(group_concat(member, ' '), '') FROM
             (SELECT k.member FROM v_counted v
                JOIN v_mark k ON k.product = v.product AND k.member = v.member
               WHERE v.product = t.product AND k.criterion = t.criterion
                 AND k.points >= (SELECT max(l.points) FROM main.level l
                                   WHERE l.set_id = k.set_id AND l.criterion = t.criterion
                                     AND l.star BETWEEN 3 AND t.star)
               ORDER BY k.member))
         WHEN 'spread' THEN -- the ballots counted, each with its total
           (SELECT coalesce(group_concat(member || '=' || total, ' '), '') FROM
             (SELECT v.member, (SELECT sum(k.points) FROM v_mark k
                                 WHERE k.product = v.product AND k.member = v.member) AS total
                FROM v_counted v WHERE v.product = t.product ORDER BY v.member))
         WHEN 'knockout' THEN -- the ballots counted, each with its level; nothing of a whole dossier
           (SELECT coalesce(group_concat(member || '=' || label, ' '), '') FROM
             (SELECT k.member, k.label FROM v_counted v
                JOIN main.mark k ON k.product = v.product AND k.member = v.member
               WHERE v.product = t.product AND k.criterion = t.criterion ORDER BY k.member))
         WHEN 'ballot' THEN -- that it is not handed in
           CASE WHEN EXISTS (SELECT 1 FROM main.ballot b WHERE b.product = t.product
                                AND b.member = t.member AND b.closed = 1)
                THEN 'closed' ELSE 'open' END
         WHEN 'difference' THEN -- the council's sum and ballots, and the points compared
           (SELECT coalesce(sum(k.points), 0) || '/' || count(*) FROM v_counted v
              JOIN v_mark k ON k.product = v.product AND k.member = v.member
             WHERE v.product = t.product AND k.criterion = t.criterion)
           || '/' || coalesce((SELECT l.points FROM main.assessment a
              JOIN main.product p ON p.id = a.product
              JOIN main.level l ON l.set_id = p.set_id AND l.criterion = a.criterion
                               AND l.label = a.label
             WHERE a.product = t.product AND a.criterion = t.criterion
             ORDER BY a.source = 'self' LIMIT 1), '-')
         ELSE '' END AS facts
    FROM v_thing t;

-- The conclusions that hold: what they rested on is so today.  One without its facts is of an
-- older file: it holds as it did.
CREATE TEMP VIEW v_finding AS
  SELECT f.* FROM main.finding f
   WHERE f.judged IS NULL OR f.kind = 'forward'
      OR f.judged = (SELECT x.facts FROM v_facts x
                      WHERE x.product = f.product AND x.kind = f.kind
                        AND x.criterion = f.criterion AND x.star = f.star
                        AND x.member = f.member LIMIT 1);

-- How the counted ballots stand to each minimum.
CREATE TEMP VIEW v_gate_count AS
  SELECT p.id AS product, g.star, g.criterion, g.ord, g.points,
         count(*) AS n, sum(k.points >= g.points) AS yes, sum(k.points) AS sum
    FROM main.product p
    JOIN v_minimum g ON g.set_id = p.set_id
    JOIN v_counted v ON v.product = p.id
    JOIN v_mark k ON k.product = v.product AND k.member = v.member AND k.criterion = g.criterion
   GROUP BY p.id, g.star, g.criterion;

-- Met, under the council's rule (minimum.rule, a setting: the Decision does not say).
-- met: 1, 0, or null while the council has not concluded.  A conclusion settles only what
-- is divided: met at a star settles lower stars, missed settles higher ones; the latest holds.
CREATE TEMP VIEW v_gate AS
  SELECT d.product, d.star, d.criterion, d.ord, d.points, d.n, d.yes, d.sum,
         CASE WHEN d.decided IS NOT NULL THEN d.decided ELSE f.verdict END AS met,
         d.decided IS NULL AND f.verdict IS NULL AS divided,
         d.decided IS NULL AND f.verdict IS NOT NULL AS concluded, f.verdict AS finding,
         CASE WHEN f.judged IS NOT NULL THEN f.star ELSE 0 END AS said_at
    FROM (SELECT g.*,
                 minimum_met(r.minimum_rule, g.points, g.yes, g.n, g.sum) AS decided,
                 (SELECT max(f.seq) FROM v_finding f
                   WHERE f.product = g.product AND f.kind = 'minimum'
                     AND f.criterion = g.criterion
                     AND (f.star = g.star OR (f.verdict = 1 AND f.star > g.star)
                          OR (f.verdict = 0 AND f.star < g.star))) AS seq
            FROM v_gate_count g, v_rule r) d
    LEFT JOIN main.finding f ON f.product = d.product AND f.kind = 'minimum'
                            AND f.criterion = d.criterion AND f.seq = d.seq;

-- The entry of each star: false if anything is missed, else null if anything is divided.
CREATE TEMP VIEW v_entry AS
  SELECT t.product,
         all_met(g.met) FILTER (WHERE g.star = 3) AS e3,
         all_met(g.met) FILTER (WHERE g.star = 4) AS e4,
         all_met(g.met) FILTER (WHERE g.star = 5) AS e5
    FROM v_total t LEFT JOIN v_gate g ON g.product = t.product
   GROUP BY t.product;

-- Hồ sơ bị loại: a knock-out concluded and not lifted.  One without a criterion is about the
-- whole dossier, so lifting that lifts all that came before it.
CREATE TEMP VIEW v_ground AS
  SELECT f.product, f.criterion, f.ground, f.reason, f.stops, f.seq
    FROM v_finding f
   WHERE f.kind = 'knockout' AND f.verdict = 1
     AND NOT EXISTS (SELECT 1 FROM v_finding g
                      WHERE g.product = f.product AND g.kind = 'knockout' AND g.verdict = 0
                        AND g.criterion = '' AND g.seq > f.seq);
CREATE TEMP VIEW v_knockout AS
  SELECT product, criterion, ground, reason, max(seq) AS seq FROM v_ground GROUP BY product;

-- "Không đánh giá các bước tiếp theo" (Phụ lục II): confirmed, so no more is scored.
CREATE TEMP VIEW v_stop AS
  SELECT product, criterion, ground, reason, max(seq) AS seq FROM v_ground
   WHERE stops = 1 GROUP BY product;

-- Đề nghị loại that the council has not answered.  A product that is out needs no further answer.
CREATE TEMP VIEW v_claim AS
  SELECT f.product, f.criterion, f.member, f.ground, f.reason, f.seq
    FROM v_finding f
   WHERE f.kind = 'claim' AND f.verdict = 1
     AND NOT EXISTS (SELECT 1 FROM v_finding k
                      WHERE k.product = f.product AND k.kind = 'knockout' AND k.seq > f.seq
                        AND (k.verdict = 1 OR k.criterion IN ('', f.criterion)));

-- Points to stars (Điều 3.3, and minimum.missed where a minimum is not met).  forward is the
-- council's word on 90 points and more without the minimums of five stars.
CREATE TEMP VIEW v_star AS
  SELECT s.*, star_from(s.band, s.e3, s.e4, s.e5, s.forward, r.minimum_missed) AS star
    FROM (SELECT t.*, e.e3, e.e4, e.e5,
                 t.sum || '/' || t.n || '/' || coalesce(e.e5, '-') AS facts,
                 CASE WHEN f.judged IS NULL
                        OR f.judged = t.sum || '/' || t.n || '/' || coalesce(e.e5, '-')
                      THEN f.verdict END AS forward,
                 f.product IS NOT NULL AND f.judged IS NULL AS forward_stays
            FROM (SELECT v_total.*, band_of(sum, n) AS band FROM v_total) t
            JOIN v_entry e ON e.product = t.product
            LEFT JOIN main.finding f ON f.product = t.product AND f.kind = 'forward') s
    JOIN v_rule r;

-- Conclusions whose reasons are no more: what they rested on has changed, or (older files, while
-- the session is open) a ballot was handed in after them.
CREATE TEMP VIEW v_changed AS
  SELECT f.product, f.kind, f.criterion, f.star, f.member, f.seq, f.judged, x.facts
    FROM main.finding f
    JOIN v_facts x ON x.product = f.product AND x.kind = f.kind AND x.criterion = f.criterion
     AND x.star = f.star AND x.member = f.member
   WHERE f.kind <> 'forward' AND f.judged <> x.facts
  UNION ALL
  SELECT f.product, f.kind, f.criterion, f.star, f.member, f.seq, f.judged,
         coalesce(s.facts, '0/0/-')
    FROM main.finding f LEFT JOIN v_star s ON s.product = f.product
   WHERE f.kind = 'forward' AND f.judged <> coalesce(s.facts, '0/0/-')
  UNION ALL
  SELECT f.product, f.kind, f.criterion, f.star, f.member, f.seq, f.judged, NULL
    FROM main.finding f
   WHERE f.judged IS NULL AND (SELECT closed FROM main.session) = 0
     AND (f.kind IN ('minimum', 'spread', 'forward', 'difference')
          OR (f.kind = 'knockout' AND f.criterion <> ''))
     AND EXISTS (SELECT 1 FROM v_counted v
                   JOIN main.ballot b ON b.product = v.product AND b.member = v.member
                  WHERE v.product = f.product AND b.seq > f.seq);

-- Those of them to look at again: not where a later conclusion took the effect over.  Another one
-- has been made then, and these, said again, would undo it.
CREATE TEMP VIEW v_stale AS
  SELECT f.product, f.kind, f.criterion, f.star, f.member, f.seq, f.judged, f.facts
    FROM v_changed f
   WHERE NOT EXISTS (SELECT 1 FROM main.finding g
                      WHERE g.product = f.product AND g.kind = f.kind AND g.seq > f.seq
                        AND CASE f.kind
                            WHEN 'minimum' THEN g.criterion = f.criterion
                              AND CASE g.verdict WHEN 1 THEN g.star > f.star
                                                 ELSE g.star < f.star END
                            WHEN 'knockout' THEN g.verdict = 0 AND g.criterion = ''
                            ELSE 0 END);

-- Presence for each product, and whether it is a quorum (Quy chế: quorum, quorum.of,
-- quorum.chair).  Advisers and guests are no members; whoever is recused is still present.  Where
-- nobody is counted there is no quorum.
CREATE TEMP VIEW v_quorum AS
  SELECT v.product, sum(v.here) AS present, sum(v.counts) AS base,
         CASE WHEN r.written THEN 0
              ELSE (sum(v.counts) * r.num + r.den - 1) / r.den END AS needed,
         NOT r.written AND (sum(v.counts) = 0 OR sum(v.here) * r.den < sum(v.counts) * r.num)
           AS too_few,
         NOT r.written AND r.quorum_chair AND NOT max(v.lead) AS no_lead
    FROM (SELECT product, counts, counts AND state IN ('scores', 'recused') AS here,
                 counts AND state IN ('scores', 'recused') AND role IN ('chair', 'vice') AS lead
            FROM (SELECT v_panel.*,
                         CASE WHEN r.quorum_scoring THEN scoring = 1
                              ELSE role IN ('chair', 'vice', 'member', 'secretary') END AS counts
                    FROM v_panel, v_rule r)) v
    JOIN (SELECT v_rule.*, CAST(substr(quorum, 1, instr(quorum, '/') - 1) AS INTEGER) AS num,
                 CAST(substr(quorum, instr(quorum, '/') + 1) AS INTEGER) AS den FROM v_rule) r
   GROUP BY v.product;

-- How many ballots are asked for, and how many of these are closed or begun.
CREATE TEMP VIEW v_ballots AS
  SELECT e.product, count(*) AS expected, coalesce(sum(b.closed = 1), 0) AS closed,
         coalesce(sum(b.closed = 0), 0) AS begun
    FROM v_expected e
    LEFT JOIN main.ballot b ON b.product = e.product AND b.member = e.member
   GROUP BY e.product;

-- The result of every product; star null while undecided.
CREATE TEMP VIEW v_result AS
  SELECT p.id AS product, p.no, p.code, p.name, p.owner, p.set_id,
         coalesce(n.expected, 0) AS expected, coalesce(n.closed, 0) AS closed,
         coalesce(n.begun, 0) AS begun,
         coalesce(s.n, 0) AS n, coalesce(s.sum, 0) AS sum,
         coalesce(s.a, 0) AS a, coalesce(s.b, 0) AS b, coalesce(s.c, 0) AS c,
         s.band, s.high, s.low, s.e3, s.e4, s.e5, s.forward, coalesce(s.forward_stays, 0) AS forward_stays,
         CASE WHEN s.n IS NULL THEN 0
              WHEN r.spread_equal THEN s.high - s.low > r.spread_max
              ELSE s.high - s.low >= r.spread_max END AS exceeds,
         coalesce(fs.verdict, 0) AS settled,
         k.seq IS NOT NULL AS knocked, coalesce(k.criterion, '') AS knock_criterion,
         coalesce(k.reason, '') AS knock_reason,
         CASE WHEN fw.verdict = 1 OR fp.verdict = 1 THEN NULL
              WHEN k.seq IS NOT NULL THEN 0 ELSE s.star END AS star,
         CASE WHEN fw.verdict = 1 THEN 'withdrawn'
              WHEN fp.verdict = 1 THEN 'postponed'
              WHEN k.seq IS NOT NULL THEN 'knocked-out'
              WHEN s.n IS NULL THEN 'waiting'
              WHEN s.star IS NULL THEN 'undecided'
              WHEN s.star = 0 THEN 'failed'
              WHEN s.star = 5 THEN 'forward'
              WHEN s.star >= 3 THEN 'proposed'
              ELSE 'below' END AS status,
         coalesce(q.present, 0) AS present, coalesce(q.base, 0) AS base,
         coalesce(q.needed, 0) AS needed, coalesce(NOT (q.too_few OR q.no_lead), r.written) AS quorum,
         coalesce(q.too_few, 0) AS too_few, coalesce(q.no_lead, 0) AS no_lead
    FROM main.product p
    JOIN v_rule r
    LEFT JOIN v_ballots n ON n.product = p.id
    LEFT JOIN v_star s ON s.product = p.id
    LEFT JOIN v_knockout k ON k.product = p.id
    LEFT JOIN v_quorum q ON q.product = p.id
    LEFT JOIN v_finding fs ON fs.product = p.id AND fs.kind = 'spread'
    LEFT JOIN v_finding fw ON fw.product = p.id AND fw.kind = 'withdrawn'
    LEFT JOIN v_finding fp ON fp.product = p.id AND fp.kind = 'postponed';

-- What was decided after a chốt is about the results of that version.  It holds for a product
-- while these are its results: after another chốt, and while the session is open again.
CREATE TEMP VIEW v_holds AS
  SELECT c.version, c.product FROM main.closed_result c JOIN v_result r ON r.product = c.product
   WHERE c.sum = r.sum AND c.ballots = r.n AND c.star = coalesce(r.star, -1)
     AND c.status = r.status;
-- The latest decision on each list, and what became of each product, with the version it was made on.
CREATE TEMP VIEW v_decision AS
  SELECT d.* FROM main.decision d
   WHERE d.version = (SELECT max(l.version) FROM main.decision l WHERE l.list = d.list);
CREATE TEMP VIEW v_decided AS
  SELECT d.*, CASE WHEN d.version = s.version THEN 1
                   ELSE (d.version, d.product) IN (SELECT version, product FROM v_holds)
              END AS holds
    FROM main.decided d JOIN main.session s
   WHERE d.version = (SELECT max(l.version) FROM main.decided l WHERE l.product = d.product);
-- Products of a list, then or now, for which the decision on it does not hold.
CREATE TEMP VIEW v_decision_off AS
  SELECT d.list, d.version, p.id AS product
    FROM v_decision d JOIN main.session s ON d.version <> s.version
    JOIN main.product p JOIN v_result r ON r.product = p.id
    LEFT JOIN main.closed_result c ON c.version = d.version AND c.product = p.id
   WHERE (d.number <> '' OR d.date <> '')
     AND CASE d.list WHEN 'forwarded' THEN 'forward' ELSE 'proposed' END IN (r.status, c.status)
     AND (d.version, p.id) NOT IN (SELECT version, product FROM v_holds);

-- What the counted ballots give each criterion.
CREATE TEMP VIEW v_criterion AS
  SELECT k.product, k.set_id, k.criterion, k.ord, count(*) AS n, sum(k.points) AS sum
    FROM v_mark k JOIN v_counted v ON v.product = k.product AND v.member = k.member
   GROUP BY k.product, k.criterion;

-- The levels above a criterion's mean: what it would take to reach each.  No GROUP BY, which would
-- keep the condition of one product outside, and v_criterion would be made for all of them.
CREATE TEMP VIEW v_step AS
  SELECT s.product, s.criterion, s.ord, s.n, s.sum, l.label, l.points
    FROM v_criterion s
    JOIN main.level l ON l.set_id = s.set_id AND l.criterion = s.criterion
   WHERE l.points * s.n > s.sum
     AND NOT EXISTS (SELECT 1 FROM main.level o
                      WHERE o.set_id = l.set_id AND o.criterion = l.criterion
                        AND o.points = l.points AND o.label < l.label);

-- Points given before the council met, beside the council's own.  Compared with the Tổ tư vấn,
-- or with the producer where they gave none; difference.ask asks for a word of reason.
CREATE TEMP VIEW v_assessment AS
  SELECT a.product, a.source, a.criterion, c.ord, c.part, a.label, l.points, a.note
    FROM main.assessment a
    JOIN main.product p ON p.id = a.product
    JOIN main.criterion c ON c.set_id = p.set_id AND c.code = a.criterion
    JOIN main.level l ON l.set_id = p.set_id AND l.criterion = a.criterion AND l.label = a.label;
CREATE TEMP VIEW v_assessment_total AS
  SELECT product, source, count(*) AS marks, sum(points) AS total,
         sum(CASE part WHEN 'A' THEN points ELSE 0 END) AS a,
         sum(CASE part WHEN 'B' THEN points ELSE 0 END) AS b,
         sum(CASE part WHEN 'C' THEN points ELSE 0 END) AS c
    FROM v_assessment GROUP BY product, source;
CREATE TEMP VIEW v_scoresheet AS
  SELECT d.*,
         d.ask > 0 AND d.n > 0 AND d.difference >= d.ask * d.n AS asked,
         coalesce(f.verdict, 0) AS answered, coalesce(f.reason, '') AS reason
    FROM (SELECT b.*, abs(b.sum - b.compared * b.n) AS difference
            FROM (SELECT p.id AS product, p.no, c.code AS criterion, c.ord,
                         s.label AS self, s.points AS self_points, s.note AS self_note,
                         v.label AS adviser, v.points AS adviser_points, v.note AS adviser_note,
                         coalesce(t.sum, 0) AS sum, coalesce(t.n, 0) AS n,
                         coalesce(v.points, s.points) AS compared,
                         (SELECT CAST(value AS INTEGER) FROM v_setting
                           WHERE key = 'difference.ask') AS ask
                    FROM main.product p
                    JOIN main.criterion c ON c.set_id = p.set_id
                    LEFT JOIN v_assessment s
                      ON s.product = p.id AND s.source = 'self' AND s.criterion = c.code
                    LEFT JOIN v_assessment v
                      ON v.product = p.id AND v.source = 'adviser' AND v.criterion = c.code
                    LEFT JOIN v_criterion t ON t.product = p.id AND t.criterion = c.code) b) d
    LEFT JOIN v_finding f
      ON f.product = d.product AND f.kind = 'difference' AND f.criterion = d.criterion;
CREATE TEMP VIEW v_assessed AS
  SELECT * FROM v_scoresheet WHERE self IS NOT NULL OR adviser IS NOT NULL;
