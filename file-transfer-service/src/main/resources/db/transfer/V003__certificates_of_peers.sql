-- What a peer proved of an import that this node sent, as it was signed there.
CREATE TABLE transfer.peer_certificate (
    job_id      uuid PRIMARY KEY,
    json        text NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now()
);
