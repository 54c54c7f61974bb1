package io.mudanza.gateway.backups;

import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.job.TargetMode;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.gateway.requests.ConfirmRequest;
import io.mudanza.gateway.requests.Fields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Body of {@code restore-backup/}; what it leaves out was said with the upload. */
@Schema(name = "RestoreRequest")
public record RestoreRequest(
        @Schema(description = "Must be true, but for a dry run") Boolean confirm,
        Boolean restoreSql,
        Boolean restoreMedia,
        Boolean createBackupBefore,
        @Schema(defaultValue = "false", description = "Only validate and check") Boolean dryRun,
        @Schema(description = "Only these tables of the dump, schema.table or schema.*; whatever else the platform holds is then in"
                + " the checkpoint only") List<String> tables) {

    void check() {
        if (!Boolean.TRUE.equals(dryRun)) {
            new ConfirmRequest(confirm).check();
        }
    }

    JobOptions options(JobOptions said, Map<String, Object> facts) {
        boolean media = restoreMedia == null ? said.includeMedia() : restoreMedia;
        boolean sql = restoreSql == null ? !Boolean.FALSE.equals(facts.get(StepFacts.RESTORE_SQL)) : restoreSql;
        if (!media && !sql) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "restore.nothing");
        }
        return new JobOptions(media, true, Fields.tables("tables", tables), List.of(), said.verify(), true, false,
                TargetMode.AUTO, Boolean.TRUE.equals(dryRun), false);
    }

    Map<String, Object> facts() {
        Map<String, Object> facts = new HashMap<>();
        if (restoreSql != null) {
            facts.put(StepFacts.RESTORE_SQL, restoreSql);
        }
        if (createBackupBefore != null) {
            facts.put(StepFacts.SAFETY_BACKUP, createBackupBefore);
        }
        return facts;
    }
}
