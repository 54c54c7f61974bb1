-- Exports that begin by themselves. next_run_at is moved on in the transaction that makes the job, under the lock of the
-- row: one replica begins each run.
CREATE TABLE gateway.schedule (
    id           uuid PRIMARY KEY,
    name         text        NOT NULL UNIQUE,
    cron         text        NOT NULL,
    time_zone    text        NOT NULL,
    options      text        NOT NULL,
    keep         integer,
    keep_days    integer,
    created_by   text        NOT NULL,
    created_at   timestamptz NOT NULL,
    next_run_at  timestamptz NOT NULL,
    last_skip    text,
    CHECK ((keep IS NULL) <> (keep_days IS NULL))
);
CREATE INDEX schedule_due ON gateway.schedule (next_run_at);

CREATE TABLE gateway.schedule_run (
    job_id      uuid PRIMARY KEY REFERENCES gateway.job ON DELETE CASCADE,
    schedule_id uuid        NOT NULL REFERENCES gateway.schedule ON DELETE CASCADE,
    planned_at  timestamptz NOT NULL,
    begun_at    timestamptz NOT NULL,
    by_hand     boolean     NOT NULL,
    removed_at  timestamptz
);
CREATE INDEX schedule_run_schedule ON gateway.schedule_run (schedule_id, begun_at DESC);
