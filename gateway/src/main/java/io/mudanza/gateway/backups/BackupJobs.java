package io.mudanza.gateway.backups;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobStatus;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.gateway.jobs.JobEntity;
import io.mudanza.gateway.jobs.JobRepository;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.gateway.problem.ProblemText;
import io.mudanza.gateway.view.JobView;
import io.mudanza.gateway.view.JobViews;
import io.mudanza.messaging.cloudevent.ContractJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Tells jobs that restore backups in the words of the mission. Called in a transaction. */
@ApplicationScoped
class BackupJobs {
    private static final ObjectMapper JSON = ContractJson.newMapper();
    private static final BigDecimal MEGABYTE = BigDecimal.valueOf(1024 * 1024);
    private static final Set<String> VALIDATING = Set.of(StepKind.UNPACK.wire(), StepKind.PREFLIGHT.wire());

    private final JobRepository jobs;
    private final JobViews views;

    BackupJobs(JobRepository jobs, JobViews views) {
        this.jobs = jobs;
        this.views = views;
    }

    /** @throws ProblemException not_found also for a job that restores no backup */
    JobEntity required(UUID id) {
        return jobs.findByIdOptional(id)
                .filter(job -> job.direction() == JobDirection.RESTORE)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "restore.unknown", id));
    }

    BackupJob of(JobEntity job, String language) {
        JobView view = views.of(job, false, language);
        Map<String, Object> facts = job.facts();
        String status = status(job, view);
        Map<String, Object> validation = map(facts.get(StepFacts.VALIDATION));
        Object metadata = validation == null ? Map.of() : validation.get("metadata");
        if (validation != null) {
            validation.remove("metadata");
        }
        boolean loading = StepKind.LOAD.wire().equals(view.currentStep());
        long rows = view.rows() != null ? view.rows() : loading ? view.rowsDone() : 0;
        return new BackupJob(
                job.id, status, view.progressPercent(), step(status, view, language), "uploads/" + job.id,
                megabytes(facts.get(StepFacts.UPLOAD_BYTES)), text(facts, StepFacts.ORIGINAL_FILENAME),
                !Boolean.FALSE.equals(facts.get(StepFacts.RESTORE_SQL)), job.options().includeMedia(),
                Boolean.TRUE.equals(facts.get(StepFacts.SAFETY_BACKUP)), rows,
                view.mediaFiles() == null ? 0 : view.mediaFiles(), megabytes(facts.get(StepFacts.MEDIA_BYTES)), metadata,
                validation, map(facts.get(StepFacts.MERGED_USERS)), text(facts, StepFacts.SAFETY_BACKUP_PATH), job.createdBy,
                job.createdAt, job.startedAt, job.completedAt,
                view.durationSeconds() == null ? null : (Long) Math.round(view.durationSeconds()),
                view.error() == null ? "" : view.error().detail(), view.error() == null ? null : view.error().code(),
                view.status(), view.verdict(), view.checkpointId(), view.certificate());
    }

    private static String status(JobEntity job, JobView view) {
        return switch (job.status()) {
            case PENDING -> job.facts().containsKey(StepFacts.UPLOAD_BYTES) ? "uploaded" : "uploading";
            case RUNNING -> view.currentStep() != null && VALIDATING.contains(view.currentStep()) ? "validating" : "restoring";
            case VERIFYING, PUBLISHING, ROLLING_BACK -> "restoring";
            case COMPLETED -> "completed";
            case FAILED, CANCELLED -> "failed";
            // The operator put the checkpoint back; the restore itself had gone well.
            case ROLLED_BACK -> job.errorCode == null ? "completed" : "failed";
        };
    }

    private static String step(String status, JobView view, String language) {
        String key = switch (status) {
            case "completed" -> "done";
            case "uploading", "uploaded", "failed" -> status;
            default -> view.currentStep() == null ? "unpack" : view.currentStep();
        };
        return ProblemText.sentence("restore.step." + key, language);
    }

    private static BigDecimal megabytes(Object bytes) {
        return bytes instanceof Number number
                ? BigDecimal.valueOf(number.longValue()).divide(MEGABYTE, 2, RoundingMode.HALF_UP)
                : BigDecimal.ZERO.setScale(2);
    }

    private static String text(Map<String, Object> facts, String name) {
        return facts.get(name) == null ? null : facts.get(name).toString();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object json) {
        if (json == null) {
            return null;
        }
        try {
            return JSON.readValue(json.toString(), LinkedHashMap.class);
        } catch (IOException notJson) {
            return Map.of("text", json.toString());
        }
    }

    static boolean isStatus(String text) {
        return Set.of("uploading", "uploaded", "validating", "restoring", "completed", "failed").contains(text);
    }

    static boolean mayBe(JobStatus status, String wanted) {
        return switch (status) {
            case PENDING -> wanted.startsWith("upload");
            case RUNNING -> wanted.equals("validating") || wanted.equals("restoring");
            case VERIFYING, PUBLISHING, ROLLING_BACK -> wanted.equals("restoring");
            case COMPLETED -> wanted.equals("completed");
            case FAILED, CANCELLED -> wanted.equals("failed");
            case ROLLED_BACK -> wanted.equals("completed") || wanted.equals("failed");
        };
    }
}
