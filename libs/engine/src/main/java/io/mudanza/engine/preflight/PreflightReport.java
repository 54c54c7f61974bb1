package io.mudanza.engine.preflight;

import io.mudanza.bundle.manifest.NotCarried;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.checkpoint.SwitchMode;
import java.util.List;

/**
 * What a preflight found. Without errors the job may start.
 *
 * @param errors        what forbids the job
 * @param warnings      what will be different or may go wrong
 * @param notes         what is good to know
 * @param notCarried    objects that will not move; they keep the verdict from being EQUAL
 * @param mode          how the new state will reach the target; null when neither way is open
 * @param targetHadData whether the target holds tables, views or sequences now
 * @param sourceBytes   size of the source's database; -1 unknown
 * @param targetBytes   size of the target's database
 * @param freeBytes     free space of the server's disk; -1 unknown
 * @param openSessions  sessions in the target's database, for people
 */
public record PreflightReport(
        List<Problem> errors,
        List<String> warnings,
        List<String> notes,
        List<NotCarried> notCarried,
        SwitchMode mode,
        boolean targetHadData,
        long sourceBytes,
        long targetBytes,
        long freeBytes,
        List<String> openSessions) {

    /**
     * A reason against the job.
     *
     * @param code   stable code
     * @param advice what is wrong and what to do
     */
    public record Problem(EngineException.Code code, String advice) {}

    public PreflightReport {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
        notes = List.copyOf(notes);
        notCarried = List.copyOf(notCarried);
        openSessions = List.copyOf(openSessions);
    }

    /** True when the job may start. */
    public boolean ok() {
        return errors.isEmpty();
    }

    /** Throws the first error, with the sentences of all. */
    public void orThrow() throws EngineException {
        if (!ok()) {
            throw new EngineException(
                    errors.getFirst().code(),
                    String.join(" ", errors.stream().map(Problem::advice).toList()));
        }
    }
}
