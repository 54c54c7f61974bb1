package io.mudanza.engine.progress;

/** Hears how far a step is. Called from several threads; must return quickly and never throw. */
public interface ProgressListener {

    /** The totals are known (or known better); -1 for unknown. */
    void expected(long rows, long bytes);

    /** More was done in one table ({@code schema.table}). The numbers are increments. */
    void advanced(String table, long rows, long bytes);

    /** What is being done now, for people: "creating index orders_pkey". */
    void doing(String what);

    /** A sentence for the job's log. */
    void note(Level level, String sentence);

    /** The platform's sessions have ended; what is said here was noted as well. */
    default void drained(DrainedSessions sessions) {}

    /** How grave a note is. */
    enum Level {
        INFO,
        WARNING,
        ERROR
    }

    /** Hears nothing. */
    ProgressListener NONE = new ProgressListener() {
        @Override
        public void expected(long rows, long bytes) {}

        @Override
        public void advanced(String table, long rows, long bytes) {}

        @Override
        public void doing(String what) {}

        @Override
        public void note(Level level, String sentence) {}
    };
}
