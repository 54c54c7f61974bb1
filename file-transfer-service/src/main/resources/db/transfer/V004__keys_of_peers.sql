-- The key that each peer was first seen to sign with. The operator's list (mudanza.trusted-peers) stands above it.
CREATE TABLE transfer.peer_key (
    authority  text PRIMARY KEY,
    public_key text        NOT NULL,
    first_seen timestamptz NOT NULL DEFAULT now()
);
