-- A device is a name with a key; machines by the hash of their id; enterprise identities. Same types as V1.

CREATE TABLE device_keys (
    ueid               TEXT   NOT NULL,
    key_thumbprint     TEXT   NOT NULL,
    first_seen_at      BIGINT NOT NULL,
    last_seen_at       BIGINT NOT NULL,
    key_changed_at     BIGINT,           -- when its name was last seen with another key before
    machine_changed_at BIGINT,           -- when its key was last used on another machine before
    clone_signs        TEXT,             -- names, parted by commas: seen with this very key
    result_id          TEXT,             -- the rest is what this result says: its newest one that is not of a folder
    host_name          TEXT,
    machine            TEXT,
    booted_at          BIGINT,
    observed_at        BIGINT,
    PRIMARY KEY (ueid, key_thumbprint)
);
CREATE INDEX device_keys_by_machine ON device_keys (machine);
CREATE INDEX device_keys_by_result ON device_keys (result_id);

INSERT INTO device_keys (ueid, key_thumbprint, first_seen_at, last_seen_at)
    SELECT ueid, key_thumbprint, MIN(received_at), MAX(received_at) FROM results
    WHERE deleted_at IS NULL AND ueid IS NOT NULL AND key_thumbprint IS NOT NULL
    GROUP BY ueid, key_thumbprint;
UPDATE device_keys SET key_changed_at = (SELECT d.key_changed_at FROM devices d
    WHERE d.ueid = device_keys.ueid AND d.key_thumbprint = device_keys.key_thumbprint);
ALTER TABLE devices DROP COLUMN key_changed_at;  -- key_thumbprint there: of the last upload under this name

-- One row to lock while the devices on a machine are compared.
CREATE TABLE machines (
    machine      TEXT   NOT NULL PRIMARY KEY,
    last_seen_at BIGINT NOT NULL
);

ALTER TABLE results ADD COLUMN machine_changed SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE results ADD COLUMN clone_signs TEXT;
ALTER TABLE results ADD COLUMN identity TEXT;         -- subject of the certificate that signed; absent: a device key
ALTER TABLE results ADD COLUMN identity_issuer TEXT;
ALTER TABLE results ADD COLUMN identity_serial TEXT;
