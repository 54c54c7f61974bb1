package io.mudanza.engine.direct;

import io.mudanza.engine.progress.ProgressListener;

/** Tells what is being done but not how far: rows that are read back were counted when they were loaded. */
record Silent(ProgressListener listener) implements ProgressListener {

    @Override
    public void expected(long rows, long bytes) {}

    @Override
    public void advanced(String table, long rows, long bytes) {}

    @Override
    public void doing(String what) {
        listener.doing(what);
    }

    @Override
    public void note(Level level, String sentence) {
        listener.note(level, sentence);
    }
}
