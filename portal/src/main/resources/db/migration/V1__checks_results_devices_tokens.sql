-- One script for SQLite and PostgreSQL: TEXT, BIGINT (times: milliseconds since 1970, UTC), SMALLINT (0 or 1).

CREATE TABLE checks (
    id            TEXT   NOT NULL PRIMARY KEY,
    created_at    BIGINT NOT NULL,
    expires_at    BIGINT NOT NULL,
    ticket        TEXT,                -- until it is used: the download carries it
    key_set       TEXT,
    ticket_digest TEXT   NOT NULL,
    owner_digest  TEXT,
    nonce         TEXT   NOT NULL,
    plan          TEXT,                -- the plan token, until it is used
    plan_digest   TEXT,
    steps_done    BIGINT,
    steps_total   BIGINT,
    result_id     TEXT UNIQUE          -- set once, in the transaction that stores the result
);
CREATE INDEX checks_by_expiry ON checks (expires_at);

CREATE TABLE devices (
    ueid           TEXT   NOT NULL PRIMARY KEY,
    key_thumbprint TEXT   NOT NULL,
    first_seen_at  BIGINT NOT NULL,
    last_seen_at   BIGINT NOT NULL,
    key_changed_at BIGINT              -- when it last signed with another key than before
);

-- Deleting a result empties the first group of columns; the second is the anonymous count.
CREATE TABLE results (
    id             TEXT     NOT NULL PRIMARY KEY,
    check_id       TEXT     NOT NULL UNIQUE,   -- one upload per ticket
    received_at    BIGINT   NOT NULL,
    deleted_at     BIGINT,

    token          TEXT,
    token_digest   TEXT,
    document       TEXT,
    ueid           TEXT,
    key_thumbprint TEXT,
    key_changed    SMALLINT,
    host_name      TEXT,
    product_name   TEXT,
    ticket_digest  TEXT,
    owner_digest   TEXT,

    product_id     TEXT     NOT NULL,          -- empty: not in the catalog
    claimed        TEXT     NOT NULL,
    found          TEXT     NOT NULL,
    catalog_release TEXT    NOT NULL,
    stale_from     BIGINT   NOT NULL,
    latest         SMALLINT NOT NULL           -- the newest of its device; not of a folder
);
CREATE INDEX results_by_time ON results (received_at, id);
CREATE INDEX results_by_device ON results (ueid);

CREATE TABLE result_updates (
    result_id TEXT NOT NULL REFERENCES results (id),
    update_id TEXT NOT NULL,
    claimed   TEXT NOT NULL,
    verdict   TEXT NOT NULL,
    PRIMARY KEY (result_id, update_id)
);
CREATE INDEX result_updates_by_update ON result_updates (update_id);

CREATE TABLE api_tokens (
    name       TEXT   NOT NULL PRIMARY KEY,
    digest     TEXT   NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT
);
