-- Who did what at this node's door. Rows are only added; the mac chains each to the one before.
CREATE TABLE gateway.audit_trail (
    seq     bigint PRIMARY KEY,
    at      timestamptz NOT NULL,
    actor   text,
    action  text NOT NULL,
    object  text,
    address text,
    outcome text NOT NULL,
    detail  text,
    mac     text NOT NULL
);
CREATE INDEX audit_trail_at ON gateway.audit_trail (at);
CREATE INDEX audit_trail_object ON gateway.audit_trail (object, seq);

CREATE TABLE gateway.audit_head (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    seq bigint NOT NULL,
    mac text NOT NULL
);
INSERT INTO gateway.audit_head VALUES (true, 0, repeat('0', 64));

-- Against accidents; against intent there is the chain.
CREATE FUNCTION gateway.audit_trail_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of the audit trail are neither changed nor removed';
END $$;
CREATE TRIGGER audit_trail_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON gateway.audit_trail
    FOR EACH STATEMENT EXECUTE FUNCTION gateway.audit_trail_only_grows();
