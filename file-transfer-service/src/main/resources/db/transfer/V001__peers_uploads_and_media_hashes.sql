-- Credentials of the peers of running jobs. The token is encrypted (AES-256-GCM).
CREATE TABLE transfer.peer (
    job_id     uuid PRIMARY KEY,
    url        text NOT NULL,
    token      bytea NOT NULL,
    remote_job uuid,
    -- 1, and more when the job at the peer failed and this job was resumed.
    remote_number integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- offset_bytes moves only when a segment is on disk and its digest fits. writer is the fencing number: only the newest may commit.
CREATE TABLE transfer.upload (
    id           uuid PRIMARY KEY,
    offset_bytes bigint NOT NULL DEFAULT 0 CHECK (offset_bytes >= 0),
    complete     boolean NOT NULL DEFAULT false,
    writer       bigint NOT NULL DEFAULT 0,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX upload_untouched ON transfer.upload (updated_at);

CREATE TABLE transfer.upload_segment (
    upload_id    uuid NOT NULL REFERENCES transfer.upload (id) ON DELETE CASCADE,
    from_offset  bigint NOT NULL,
    length_bytes bigint NOT NULL,
    file         text NOT NULL,
    PRIMARY KEY (upload_id, from_offset, file)
);

-- What a file hashed to when it had this size, time and inode.
CREATE TABLE transfer.media_hash (
    key         text PRIMARY KEY,
    size_bytes  bigint NOT NULL,
    mtime_nanos bigint NOT NULL,
    inode       text NOT NULL,
    sha256      text NOT NULL,
    seen_at     timestamptz NOT NULL DEFAULT now()
);
