package io.mudanza.gateway.backups;

import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.job.TargetMode;
import io.mudanza.contracts.job.VerifyLevel;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.gateway.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an upload says about the restore to come.
 *
 * @param restoreSql         the database
 * @param restoreMedia       the media
 * @param createBackupBefore a portable backup of the platform before
 */
record BackupOptions(boolean restoreSql, boolean restoreMedia, boolean createBackupBefore) {

    static final BackupOptions DEFAULT = new BackupOptions(true, true, true);

    static BackupOptions of(Map<String, String> fields) {
        return new BackupOptions(
                flag("restore_sql", fields.get("restore_sql")),
                flag("restore_media", fields.get("restore_media")),
                flag("create_backup_before", fields.get("create_backup_before")));
    }

    private static boolean flag(String name, String text) {
        return switch (text == null ? "true" : text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "on", "" -> true;
            case "false", "0", "off" -> false;
            default -> throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.parameter", name, "true or false");
        };
    }

    JobOptions job() {
        if (!restoreSql && !restoreMedia) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "restore.nothing");
        }
        return new JobOptions(restoreMedia, true, List.of(), List.of(), VerifyLevel.FULL, true, false, TargetMode.AUTO,
                false, false);
    }

    Map<String, Object> facts() {
        return Map.of(StepFacts.RESTORE_SQL, restoreSql, StepFacts.SAFETY_BACKUP, createBackupBefore);
    }
}
