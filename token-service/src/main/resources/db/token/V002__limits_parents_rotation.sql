ALTER TABLE migration_token
    ADD COLUMN parent           varchar(12) REFERENCES migration_token,
    -- How many transfer sessions it may open; NULL for any number.
    ADD COLUMN max_uses         integer CHECK (max_uses BETWEEN 1 AND 1000),
    ADD COLUMN uses             integer NOT NULL DEFAULT 0,
    ADD COLUMN lifetime_seconds bigint,
    ADD COLUMN rotated_at       timestamptz,
    -- The secret before the last rotation, and until when it is still good.
    ADD COLUMN previous_hmac    bytea,
    ADD COLUMN previous_until   timestamptz,
    -- Whatever the code believes: nothing is used more often than it may be.
    ADD CONSTRAINT never_used_too_often CHECK (max_uses IS NULL OR uses <= max_uses);
UPDATE migration_token SET lifetime_seconds = extract(epoch FROM expires_at - created_at);
ALTER TABLE migration_token ALTER COLUMN lifetime_seconds SET NOT NULL;
CREATE INDEX migration_token_parent ON migration_token (parent) WHERE parent IS NOT NULL;

-- The transfer sessions of tokens that are good for a number of them. The same opening is known by its key.
CREATE TABLE token_session (
    token_id  varchar(12) NOT NULL REFERENCES migration_token,
    key       text        NOT NULL,
    job_id    uuid        NOT NULL,
    -- Jobs that belong to a session without being one, such as its rollback.
    burned    boolean     NOT NULL,
    opened_at timestamptz NOT NULL,
    PRIMARY KEY (token_id, key),
    UNIQUE (token_id, job_id)
);

ALTER TABLE audit DROP CONSTRAINT audit_action_check;
ALTER TABLE audit ADD CONSTRAINT audit_action_check
    CHECK (action IN ('created', 'used', 'refused', 'revoked', 'rotated', 'opened'));

-- A new key is shown before it signs, so that nobody meets a signature whose key he has not seen.
ALTER TABLE signing_key ADD COLUMN signs_from timestamptz;
UPDATE signing_key SET signs_from = created_at;
ALTER TABLE signing_key ALTER COLUMN signs_from SET NOT NULL;
