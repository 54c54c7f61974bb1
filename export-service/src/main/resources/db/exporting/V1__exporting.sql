-- Messages and steps: see libs/step-runner/README.md.
CREATE TABLE exporting.outbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id    uuid        NOT NULL UNIQUE,
    topic       text        NOT NULL,
    message_key text        NOT NULL,
    event_type  text        NOT NULL,
    subject     text        NOT NULL,
    data        bytea       NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX outbox_order ON exporting.outbox (topic, message_key, id);

CREATE TABLE exporting.inbox (
    consumer    text        NOT NULL,
    message_id  text        NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (consumer, message_id)
);
CREATE INDEX inbox_age ON exporting.inbox (received_at);

CREATE TABLE exporting.step_run (
    step_id          uuid PRIMARY KEY,
    job_id           uuid        NOT NULL,
    kind             text        NOT NULL,
    command          jsonb       NOT NULL,
    state            text        NOT NULL DEFAULT 'queued'
        CHECK (state IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
    attempt          integer     NOT NULL DEFAULT 0,
    lapses           integer     NOT NULL DEFAULT 0,
    fencing_token    bigint      NOT NULL DEFAULT 0,
    owner            text,
    lease_until      timestamptz,
    cancel_requested boolean     NOT NULL DEFAULT false,
    created_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    started_at       timestamptz,
    ended_at         timestamptz
);
CREATE INDEX step_run_waiting ON exporting.step_run (created_at) WHERE state IN ('queued', 'running');
CREATE INDEX step_run_job ON exporting.step_run (job_id);

-- The last attempt of each export. Files lie in exports/<job_id>/<attempt>/.
CREATE TABLE exporting.export (
    job_id          uuid PRIMARY KEY,
    attempt         bigint      NOT NULL,
    step_id         uuid        NOT NULL,
    fencing_token   bigint      NOT NULL,
    state           text        NOT NULL CHECK (state IN ('RUNNING', 'SEALED', 'FAILED')),
    bundle_id       uuid,
    manifest_sha256 text,
    row_count       bigint      NOT NULL DEFAULT 0,
    plain_bytes     bigint      NOT NULL DEFAULT 0,
    media_files     bigint      NOT NULL DEFAULT 0,
    media_bytes     bigint      NOT NULL DEFAULT 0,
    code            text,
    detail          text,
    started_at      timestamptz NOT NULL,
    ended_at        timestamptz
);
