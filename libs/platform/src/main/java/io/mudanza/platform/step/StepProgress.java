package io.mudanza.platform.step;

import io.mudanza.contracts.event.LogLevel;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.steps.StepContext;

/** Passes what the engine says on to the step that runs it, and the wish to stop the other way. */
public class StepProgress implements ProgressListener, Cancellation {

    private final StepContext context;

    public StepProgress(StepContext context) {
        this.context = context;
    }

    @Override
    public void expected(long rows, long bytes) {
        context.expected(rows, bytes);
    }

    @Override
    public void advanced(String table, long rows, long bytes) {
        context.advanced(table, rows, bytes);
    }

    @Override
    public void doing(String what) {
        context.doing(what);
    }

    @Override
    public void note(Level level, String sentence) {
        context.log(levelOf(level), sentence);
    }

    @Override
    public boolean requested() {
        return context.cancelled();
    }

    private static LogLevel levelOf(Level level) {
        return switch (level) {
            case INFO -> LogLevel.INFO;
            case WARNING -> LogLevel.WARNING;
            case ERROR -> LogLevel.ERROR;
        };
    }
}
