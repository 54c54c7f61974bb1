package io.mudanza.gateway.saga;

import static io.mudanza.contracts.step.StepKind.BACK_UP;
import static io.mudanza.contracts.step.StepKind.MERGE_USERS;
import static io.mudanza.contracts.step.StepKind.CERTIFY;
import static io.mudanza.contracts.step.StepKind.CLEAN_UP;
import static io.mudanza.contracts.step.StepKind.CONNECT;
import static io.mudanza.contracts.step.StepKind.EXPORT;
import static io.mudanza.contracts.step.StepKind.FETCH;
import static io.mudanza.contracts.step.StepKind.LOAD;
import static io.mudanza.contracts.step.StepKind.PREFLIGHT;
import static io.mudanza.contracts.step.StepKind.PUBLISH;
import static io.mudanza.contracts.step.StepKind.ROLL_BACK;
import static io.mudanza.contracts.step.StepKind.SEND;
import static io.mudanza.contracts.step.StepKind.STAGE_MEDIA;
import static io.mudanza.contracts.step.StepKind.UNPACK;
import static io.mudanza.contracts.step.StepKind.VERIFY;

import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The steps of a job in stages; the steps of a stage run together.
 *
 * @param stages at least one, none of them empty
 */
public record JobPlan(List<List<StepKind>> stages) {
    /** Stage number of the steps that undo a round of a job. */
    static final int UNDO = 1000;

    /** Stage number of the late removal of what an unfinished job left behind. */
    static final int LATE_CLEAN_UP = 2000;

    private static final Set<StepKind> CREATING = Set.of(LOAD, STAGE_MEDIA, PUBLISH);
    private static final Set<JobDirection> CHANGING =
            Set.of(JobDirection.PULL, JobDirection.IMPORT, JobDirection.ROLLBACK, JobDirection.RESTORE);
    private static final Set<JobDirection> RECEIVING =
            Set.of(JobDirection.PULL, JobDirection.IMPORT, JobDirection.PUSH, JobDirection.VERIFY, JobDirection.RESTORE);

    /**
     * @param facts what is known of the job: whether a verification compares with a peer, and what of a backup is restored
     */
    public static JobPlan of(JobDirection direction, JobOptions options, Map<String, Object> facts) {
        boolean withPeer = facts.containsKey(StepFacts.PEER_URL);
        return new JobPlan(switch (direction) {
            case EXPORT -> List.of(List.of(EXPORT));
            case PULL -> receiving(CONNECT, options, true);
            case IMPORT -> receiving(UNPACK, options, false);
            // The peer is asked first: a wrong token should not cost an export.
            case PUSH -> List.of(List.of(CONNECT), List.of(EXPORT), List.of(SEND), List.of(CLEAN_UP));
            case VERIFY -> withPeer
                    ? List.of(List.of(CONNECT), List.of(FETCH), List.of(VERIFY), List.of(CERTIFY), List.of(CLEAN_UP))
                    : List.of(List.of(VERIFY), List.of(CERTIFY));
            case ROLLBACK -> List.of(List.of(ROLL_BACK));
            case RESTORE -> restoring(options, facts);
        });
    }

    private static List<List<StepKind>> restoring(JobOptions options, Map<String, Object> facts) {
        boolean sql = !Boolean.FALSE.equals(facts.get(StepFacts.RESTORE_SQL));
        if (options.dryRun()) {
            return List.of(List.of(UNPACK), List.of(PREFLIGHT), List.of(CLEAN_UP));
        }
        List<StepKind> moving = new ArrayList<>();
        if (sql) {
            moving.add(LOAD);
        }
        if (options.includeMedia()) {
            moving.add(STAGE_MEDIA);
        }
        if (sql && Boolean.TRUE.equals(facts.get(StepFacts.SAFETY_BACKUP))) {
            moving.add(BACK_UP);
        }
        List<List<StepKind>> stages =
                new ArrayList<>(List.of(List.of(UNPACK), List.of(PREFLIGHT), List.copyOf(moving)));
        if (sql) {
            stages.add(List.of(MERGE_USERS));
        }
        stages.addAll(List.of(List.of(VERIFY), List.of(PUBLISH), List.of(CERTIFY), List.of(CLEAN_UP)));
        return List.copyOf(stages);
    }

    private static List<List<StepKind>> receiving(StepKind first, JobOptions options, boolean fetching) {
        if (options.dryRun()) {
            return List.of(List.of(first), List.of(PREFLIGHT), List.of(CLEAN_UP));
        }
        List<StepKind> moving = new ArrayList<>();
        if (fetching) {
            moving.add(FETCH);
        }
        moving.add(LOAD);
        if (options.includeMedia()) {
            moving.add(STAGE_MEDIA);
        }
        return List.of(
                List.of(first),
                List.of(PREFLIGHT),
                List.copyOf(moving),
                List.of(VERIFY),
                List.of(PUBLISH),
                List.of(CERTIFY),
                List.of(CLEAN_UP));
    }

    /** Whether the job changes the platform, so that only one may run at a time. */
    public static boolean changesPlatform(JobDirection direction) {
        return CHANGING.contains(direction);
    }

    /** Whether an unfinished job leaves parts or credentials behind. */
    static boolean leavesParts(JobDirection direction) {
        return RECEIVING.contains(direction);
    }

    /** Whether such a step makes something in the target that has to be undone. */
    static boolean creates(StepKind kind) {
        return CREATING.contains(kind);
    }

    /** The stage of a kind, -1 when the plan has none. */
    public int stageOf(StepKind kind) {
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).contains(kind)) {
                return i;
            }
        }
        return -1;
    }

    boolean last(int stage) {
        return stage == stages.size() - 1;
    }
}
