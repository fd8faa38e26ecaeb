-- Results are judged again when the catalog in use changes. Same types as V1.

ALTER TABLE results ADD COLUMN audience TEXT;                            -- the portal's URL that the token is for; absent: as now
ALTER TABLE results ADD COLUMN judged_at BIGINT;                         -- absent: when it was received
ALTER TABLE results ADD COLUMN not_judged_by TEXT;                       -- catalog release by which it could not be judged again
ALTER TABLE results ADD COLUMN expiry_noted SMALLINT NOT NULL DEFAULT 0; -- EXPIRED stands in its history
CREATE INDEX results_latest ON results (latest, id);

-- When and why the verdict on one piece of evidence changed. Goes with the result when that is deleted.
CREATE TABLE verdict_changes (
    result_id       TEXT   NOT NULL REFERENCES results (id),
    number          BIGINT NOT NULL,           -- 1, 2, 3, ...
    changed_at      BIGINT NOT NULL,
    cause           TEXT   NOT NULL,           -- NEW_EVIDENCE, NEW_CATALOG, EXPIRED
    catalog_release TEXT   NOT NULL,
    claimed_before  TEXT,                      -- absent: there was no verdict on the device
    found_before    TEXT,
    claimed_after   TEXT,                      -- absent: none that holds any more
    found_after     TEXT,
    updates_changed BIGINT NOT NULL,           -- updates that are judged differently
    updates         TEXT   NOT NULL,           -- JSON, some of them
    PRIMARY KEY (result_id, number)
);

ALTER TABLE api_tokens ADD COLUMN role TEXT NOT NULL DEFAULT 'COMPLIANCE';

CREATE TABLE admin_sessions (
    digest     TEXT   NOT NULL PRIMARY KEY,
    token_name TEXT   NOT NULL REFERENCES api_tokens (name),
    expires_at BIGINT NOT NULL
);
