-- Replicas of this service and the pieces of steps that they share: see libs/step-runner/README.md.
CREATE TABLE exporting.replica (
    owner   text PRIMARY KEY,
    streams integer     NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE exporting.step_piece (
    number        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    step_id       uuid   NOT NULL REFERENCES exporting.step_run (step_id) ON DELETE CASCADE,
    fencing_token bigint NOT NULL,
    content       text   NOT NULL,
    state         text   NOT NULL DEFAULT 'offered'
        CHECK (state IN ('offered', 'claimed', 'done', 'failed', 'returned')),
    owner         text,
    lease_until   timestamptz,
    result        text
);
CREATE INDEX step_piece_offered ON exporting.step_piece (number) WHERE state = 'offered';
CREATE INDEX step_piece_step ON exporting.step_piece (step_id);
