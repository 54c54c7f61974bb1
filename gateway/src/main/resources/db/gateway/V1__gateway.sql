-- The ledger of jobs. One row per job; the saga's state is status, phase, stage and round.
CREATE TABLE gateway.job (
    id                uuid PRIMARY KEY,
    direction         text        NOT NULL,
    status            text        NOT NULL,
    phase             text        NOT NULL CHECK (phase IN ('pending', 'working', 'stopping', 'compensating', 'ended')),
    stage             integer     NOT NULL DEFAULT 0,
    round             integer     NOT NULL DEFAULT 1,
    options           text        NOT NULL,
    facts             text        NOT NULL DEFAULT '{}',
    verdict           text,
    error_code        text,
    error_detail      text,
    cancel_requested  boolean     NOT NULL DEFAULT false,
    published         boolean     NOT NULL DEFAULT false,
    certified         boolean     NOT NULL DEFAULT false,
    fencing_token     bigint      NOT NULL DEFAULT 0,
    request_id        text,
    created_by        text        NOT NULL,
    created_at        timestamptz NOT NULL,
    started_at        timestamptz,
    completed_at      timestamptz,
    clean_up_at       timestamptz,
    cleaned_up        boolean     NOT NULL DEFAULT false,
    version           bigint      NOT NULL DEFAULT 0
);
CREATE INDEX job_by_age ON gateway.job (created_at DESC, id DESC);
CREATE INDEX job_alive ON gateway.job (id) WHERE phase <> 'ended';
CREATE INDEX job_to_clean ON gateway.job (clean_up_at) WHERE clean_up_at IS NOT NULL AND NOT cleaned_up;
CREATE UNIQUE INDEX job_request ON gateway.job (request_id) WHERE request_id IS NOT NULL;

-- Every run of a step; a retry is a row of its own.
CREATE TABLE gateway.job_step (
    id           uuid PRIMARY KEY,
    job_id       uuid        NOT NULL REFERENCES gateway.job ON DELETE CASCADE,
    kind         text        NOT NULL,
    round        integer     NOT NULL,
    stage        integer     NOT NULL,
    attempt      integer     NOT NULL,
    state        text        NOT NULL
        CHECK (state IN ('waiting', 'sent', 'running', 'completed', 'failed', 'cancelled')),
    not_before   timestamptz,
    sent_at      timestamptz,
    started_at   timestamptz,
    ended_at     timestamptz,
    error_code   text,
    error_detail text
);
CREATE INDEX job_step_job ON gateway.job_step (job_id);
CREATE INDEX job_step_active ON gateway.job_step (state) WHERE state IN ('waiting', 'sent', 'running');

-- What happened to a job, in order: its log, and what the event stream shows.
CREATE TABLE gateway.job_event (
    seq     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job_id  uuid        NOT NULL REFERENCES gateway.job ON DELETE CASCADE,
    at      timestamptz NOT NULL,
    type    text        NOT NULL,
    level   text        NOT NULL,
    step    text,
    message text        NOT NULL,
    data    text        NOT NULL DEFAULT '{}'
);
CREATE INDEX job_event_job ON gateway.job_event (job_id, seq);

CREATE TABLE gateway.step_progress (
    step_id     uuid PRIMARY KEY,
    job_id      uuid             NOT NULL REFERENCES gateway.job ON DELETE CASCADE,
    kind        text             NOT NULL,
    activity    text,
    rows_done   bigint           NOT NULL,
    rows_total  bigint           NOT NULL,
    bytes_done  bigint           NOT NULL,
    bytes_total bigint           NOT NULL,
    row_rate    double precision NOT NULL DEFAULT 0,
    byte_rate   double precision NOT NULL DEFAULT 0,
    updated_at  timestamptz      NOT NULL
);
CREATE INDEX step_progress_job ON gateway.step_progress (job_id);

CREATE TABLE gateway.table_progress (
    job_id     uuid   NOT NULL REFERENCES gateway.job ON DELETE CASCADE,
    kind       text   NOT NULL,
    table_name text   NOT NULL,
    rows_done  bigint NOT NULL,
    rows_total bigint NOT NULL,
    bytes_done bigint NOT NULL,
    PRIMARY KEY (job_id, kind, table_name)
);

CREATE TABLE gateway.idempotency (
    caller      text        NOT NULL,
    key         text        NOT NULL,
    fingerprint text        NOT NULL,
    status      integer,
    location    text,
    body        bytea,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_age ON gateway.idempotency (created_at);

CREATE TABLE gateway.lease (
    resource      text PRIMARY KEY,
    holder        text,
    fencing_token bigint      NOT NULL,
    lease_until   timestamptz NOT NULL
);

CREATE TABLE gateway.outbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id    uuid        NOT NULL UNIQUE,
    topic       text        NOT NULL,
    message_key text        NOT NULL,
    event_type  text        NOT NULL,
    subject     text        NOT NULL,
    data        bytea       NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX outbox_order ON gateway.outbox (topic, message_key, id);

CREATE TABLE gateway.inbox (
    consumer    text        NOT NULL,
    message_id  text        NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (consumer, message_id)
);
CREATE INDEX inbox_age ON gateway.inbox (received_at);
