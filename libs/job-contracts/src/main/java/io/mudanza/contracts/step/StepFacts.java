package io.mudanza.contracts.step;

/** Names of the facts that steps hand on through the saga. Values are strings, numbers or booleans. */
public final class StepFacts {
    /** String: id of the job at the peer. */
    public static final String REMOTE_JOB_ID = "remote_job_id";
    /** String: address of the peer's gateway, without credentials. */
    public static final String PEER_URL = "peer_url";
    /** String: job whose checkpoint is put back, or whose bundle is verified. */
    public static final String SUBJECT_JOB_ID = "subject_job_id";
    /** String: {@code database-swap} or {@code in-place}, as decided by preflight. */
    public static final String MODE = "mode";
    /** String: name of the shadow database. */
    public static final String SHADOW_DATABASE = "shadow_database";
    /** String: id of the checkpoint made by publish. */
    public static final String CHECKPOINT_ID = "checkpoint_id";
    /** String: remarks of the publish for the certificate, a sentence a line: open sessions, hooks. */
    public static final String PUBLISH_NOTES = "publish_notes";
    /** Number: rows moved. */
    public static final String ROWS = "rows";
    /** Number: plain bytes moved. */
    public static final String BYTES = "bytes";
    /** Number: media files in the new state. */
    public static final String MEDIA_FILES = "media_files";
    /** Number: bytes of media in the new state. */
    public static final String MEDIA_BYTES = "media_bytes";
    /** String: one of {@link io.mudanza.contracts.job.JobVerdict}. */
    public static final String VERDICT = "verdict";
    /** String: SHA-256 of the manifest, hexadecimal. */
    public static final String MANIFEST_SHA256 = "manifest_sha256";
    /** Boolean: whether the target had data before the job. */
    public static final String TARGET_HAD_DATA = "target_had_data";
    /** String: when the job began to work, RFC 3339 in UTC. */
    public static final String STARTED_AT = "started_at";
    /** String: SHA-256 of the certificate that a peer issued, hexadecimal; the certificate itself is kept by the transfer. */
    public static final String CERTIFICATE_SHA256 = "certificate_sha256";
    /** String: the plan of a dry run, as JSON text. */
    public static final String PLAN = "plan";
    /** Boolean: whether an export stays until somebody removes it, however long exports are kept. */
    public static final String KEPT = "kept";
    /** String: name of the uploaded bundle file inside the transfer store. */
    public static final String UPLOAD_ID = "upload_id";
    /** Boolean: whether the database of a backup is restored; absent means true. */
    public static final String RESTORE_SQL = "restore_sql";
    /** Boolean: whether a portable backup of the platform is written before a restore changes it. */
    public static final String SAFETY_BACKUP = "safety_backup";
    /** String: where that backup is. */
    public static final String SAFETY_BACKUP_PATH = "safety_backup_path";
    /** String: name of the uploaded file as its sender called it. */
    public static final String ORIGINAL_FILENAME = "original_filename";
    /** Number: bytes of the uploaded file. */
    public static final String UPLOAD_BYTES = "upload_bytes";
    /** String: what was found out about a backup, as JSON text: {@code valid, errors, warnings, metadata}. */
    public static final String VALIDATION = "validation";
    /** String: why a step found the job not worth going on with, wire form of a problem code; empty for no reason. */
    public static final String REFUSED_CODE = "refused_code";
    /** String: the sentence that belongs to it. */
    public static final String REFUSED_DETAIL = "refused_detail";
    /** String: the users that a restore merged, as JSON text. */
    public static final String MERGED_USERS = "merged_users";

    private StepFacts() {}
}
