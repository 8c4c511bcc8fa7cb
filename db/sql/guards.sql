-- What the record must refuse whoever asks.  TEMP triggers, created at open.
-- The token after "rc:" names the fault (db/base/fault_rule.def).

CREATE TEMP TRIGGER guard_event_update BEFORE UPDATE ON main.event
BEGIN SELECT raise(ABORT, 'rc:JOURNAL_ONLY_GROWS'); END;
CREATE TEMP TRIGGER guard_event_delete BEFORE DELETE ON main.event
BEGIN SELECT raise(ABORT, 'rc:JOURNAL_ONLY_GROWS'); END;

-- After sign-off only a reopening, or a correction with its new closing, is accepted; and what
-- changes no result: what the authority decided, what only the papers say, who saw names
-- (db/event.def, column late).
CREATE TEMP TRIGGER guard_event_closed BEFORE INSERT ON main.event
WHEN (SELECT closed FROM main.session) = 1
 AND NEW.kind NOT IN (SELECT name FROM event_kind WHERE late)
BEGIN SELECT raise(ABORT, 'rc:SESSION_CLOSED'); END;

CREATE TEMP TRIGGER guard_mark_insert BEFORE INSERT ON main.mark
WHEN (SELECT closed FROM main.session) = 1
  OR (SELECT closed FROM main.ballot b WHERE b.product = NEW.product AND b.member = NEW.member) = 1
BEGIN SELECT raise(ABORT, 'rc:BALLOT_CLOSED'); END;
CREATE TEMP TRIGGER guard_mark_update BEFORE UPDATE ON main.mark
WHEN (SELECT closed FROM main.session) = 1
  OR (SELECT closed FROM main.ballot b WHERE b.product = NEW.product AND b.member = NEW.member) = 1
BEGIN SELECT raise(ABORT, 'rc:BALLOT_CLOSED'); END;
CREATE TEMP TRIGGER guard_mark_delete BEFORE DELETE ON main.mark
WHEN (SELECT closed FROM main.session) = 1
  OR (SELECT closed FROM main.ballot b WHERE b.product = OLD.product AND b.member = OLD.member) = 1
BEGIN SELECT raise(ABORT, 'rc:BALLOT_CLOSED'); END;


-- A product whose scoring the council has stopped takes no marks.
CREATE TEMP TRIGGER guard_mark_stopped BEFORE INSERT ON main.mark
WHEN EXISTS (SELECT 1 FROM main.finding f
              WHERE f.product = NEW.product AND f.kind = 'knockout' AND f.stops = 1)
 AND EXISTS (SELECT 1 FROM v_stop s WHERE s.product = NEW.product)
BEGIN SELECT raise(ABORT, 'rc:SCORING_STOPPED'); END;

CREATE TEMP TRIGGER guard_ballot_insert BEFORE INSERT ON main.ballot
WHEN (SELECT closed FROM main.session) = 1
BEGIN SELECT raise(ABORT, 'rc:SESSION_CLOSED'); END;
CREATE TEMP TRIGGER guard_ballot_update BEFORE UPDATE ON main.ballot
WHEN (SELECT closed FROM main.session) = 1
BEGIN SELECT raise(ABORT, 'rc:SESSION_CLOSED'); END;
CREATE TEMP TRIGGER guard_ballot_delete BEFORE DELETE ON main.ballot
WHEN (SELECT closed FROM main.session) = 1
BEGIN SELECT raise(ABORT, 'rc:SESSION_CLOSED'); END;
CREATE TEMP TRIGGER guard_finding_delete BEFORE DELETE ON main.finding
WHEN (SELECT closed FROM main.session) = 1
BEGIN SELECT raise(ABORT, 'rc:SESSION_CLOSED'); END;
CREATE TEMP TRIGGER guard_finding_insert BEFORE INSERT ON main.finding
WHEN (SELECT closed FROM main.session) = 1
BEGIN SELECT raise(ABORT, 'rc:SESSION_CLOSED'); END;
CREATE TEMP TRIGGER guard_finding_update BEFORE UPDATE ON main.finding
WHEN (SELECT closed FROM main.session) = 1
BEGIN SELECT raise(ABORT, 'rc:SESSION_CLOSED'); END;
CREATE TEMP TRIGGER guard_panel_insert BEFORE INSERT ON main.panel
WHEN (SELECT closed FROM main.session) = 1
BEGIN SELECT raise(ABORT, 'rc:SESSION_CLOSED'); END;
CREATE TEMP TRIGGER guard_panel_update BEFORE UPDATE ON main.panel
WHEN (SELECT closed FROM main.session) = 1
BEGIN SELECT raise(ABORT, 'rc:SESSION_CLOSED'); END;
CREATE TEMP TRIGGER guard_setting_insert BEFORE INSERT ON main.setting
WHEN (SELECT closed FROM main.session) = 1 AND NEW.key NOT LIKE 'paper.%'
BEGIN SELECT raise(ABORT, 'rc:SESSION_CLOSED'); END;
CREATE TEMP TRIGGER guard_setting_update BEFORE UPDATE ON main.setting
WHEN (SELECT closed FROM main.session) = 1 AND NEW.key NOT LIKE 'paper.%'
BEGIN SELECT raise(ABORT, 'rc:SESSION_CLOSED'); END;

-- A signed result stays as it was signed.
CREATE TEMP TRIGGER guard_result_update BEFORE UPDATE ON main.closed_result
BEGIN SELECT raise(ABORT, 'rc:JOURNAL_ONLY_GROWS'); END;
CREATE TEMP TRIGGER guard_result_delete BEFORE DELETE ON main.closed_result
BEGIN SELECT raise(ABORT, 'rc:JOURNAL_ONLY_GROWS'); END;
