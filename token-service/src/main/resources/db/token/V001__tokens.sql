CREATE TABLE migration_token (
    id              varchar(12) PRIMARY KEY,
    secret_hmac     bytea NOT NULL,
    description     text NOT NULL,
    permission      varchar(10) NOT NULL CHECK (permission IN ('read', 'write', 'read_write', 'admin')),
    allowed_ips     text[] NOT NULL,
    allowed_domains text[] NOT NULL,
    scope           text,
    created_by      text NOT NULL,
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    revoked_at      timestamptz,
    last_used_at    timestamptz,
    last_refused_at timestamptz
);
CREATE INDEX migration_token_created ON migration_token (created_at DESC, id DESC);

CREATE TABLE audit (
    seq      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL,
    token_id varchar(12) NOT NULL,
    action   varchar(10) NOT NULL CHECK (action IN ('created', 'used', 'refused', 'revoked')),
    outcome  text NOT NULL,
    address  text,
    actor    text,
    detail   text
);
CREATE INDEX audit_token ON audit (token_id, seq DESC);

-- What happened stays as it was written, also for the owner of the table.
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is append-only';
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_never_truncated BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

CREATE TABLE signing_key (
    kid            varchar(32) PRIMARY KEY,
    public_key     bytea NOT NULL,
    private_sealed bytea NOT NULL,
    created_at     timestamptz NOT NULL,
    -- From then on it signs nothing more; it is shown for as long as what it signed may live.
    retired_at     timestamptz
);
