package io.mudanza.platform.step;

import io.mudanza.bundle.BundleException;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.engine.EngineException;
import io.mudanza.steps.StepFailedException;
import java.io.IOException;
import org.jboss.logging.Logger;

/** Turns what can go wrong in the engine and in a bundle into the problem codes of the API, by name. */
public final class StepProblems {

    private static final Logger LOG = Logger.getLogger(StepProblems.class);

    private StepProblems() {}

    /** Work of a step that calls the engine. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws EngineException, IOException, InterruptedException, StepFailedException;
    }

    /** Runs the work; every failure that has a code becomes the failure of the step, with a sentence for people. */
    public static <T> T during(Work<T> work) throws StepFailedException, InterruptedException {
        try {
            return work.run();
        } catch (EngineException e) {
            LOG.debugf(e, "the engine stopped: %s", e.code());
            throw failed(codeOf(e.code().name()), e.getMessage());
        } catch (BundleException e) {
            LOG.debugf(e, "the bundle was refused: %s", e.code());
            throw failed(codeOf(e.code().name()), e.getMessage());
        } catch (IOException e) {
            LOG.warn("the files of the node could not be used", e);
            throw failed(
                    ProblemCode.STORE_FAILED,
                    "The files of the node could not be read or written: look at its log, then start the job again.");
        }
    }

    /** The problem code of the same name; codes that only the engine knows are internal errors. */
    public static ProblemCode codeOf(String name) {
        for (ProblemCode code : ProblemCode.values()) {
            if (code.name().equals(name)) {
                return code;
            }
        }
        return ProblemCode.INTERNAL_ERROR;
    }

    private static StepFailedException failed(ProblemCode code, String detail) {
        return new StepFailedException(code, detail);
    }
}
