-- Locks for the node and the applications around it. Rows of names that nobody has used for an hour are removed.
CREATE SEQUENCE gateway.lock_fence;

CREATE TABLE gateway.lock (
    name          text PRIMARY KEY,
    fence         bigint      NOT NULL DEFAULT 0,
    secret        text,
    owner         text,
    holder        text,
    since         timestamptz,
    lease_until   timestamptz NOT NULL DEFAULT clock_timestamp(),
    taken_over_by text,
    reason        text
) WITH (fillfactor = 70);
CREATE INDEX lock_owner ON gateway.lock (owner) WHERE owner IS NOT NULL;

-- Who waits, in order. One that is not seen any more is passed over.
CREATE TABLE gateway.lock_ticket (
    number     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name       text        NOT NULL,
    owner      text        NOT NULL,
    holder     text,
    seen_until timestamptz NOT NULL
);
CREATE INDEX lock_ticket_line ON gateway.lock_ticket (name, number);
