package io.mudanza.cli.direct;

import io.mudanza.cli.terminal.Progress;
import io.mudanza.cli.terminal.Terminal;
import io.mudanza.engine.progress.ProgressListener;

/** Shows how far a run in this process is. */
final class DirectProgress implements ProgressListener {

    private final Terminal terminal;
    private final long began = System.nanoTime();
    private String doing;
    private long rows;
    private long bytes;
    private long rowsTotal = -1;
    private long bytesTotal = -1;

    DirectProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void expected(long totalRows, long totalBytes) {
        rowsTotal = totalRows;
        bytesTotal = totalBytes;
        show();
    }

    @Override
    public synchronized void advanced(String table, long moreRows, long moreBytes) {
        rows += moreRows;
        bytes += moreBytes;
        show();
    }

    @Override
    public synchronized void doing(String what) {
        doing = what;
        show();
    }

    @Override
    public synchronized void note(Level level, String sentence) {
        switch (level) {
            case INFO -> terminal.say(sentence);
            case WARNING, ERROR -> terminal.warn(sentence);
        }
    }

    private void show() {
        double seconds = Math.max(1e-3, (System.nanoTime() - began) / 1e9);
        double rate = bytes / seconds;
        // The totals are the server's estimates: never more than 99 % by them.
        double percent = bytesTotal > 0 ? Math.min(99, 100.0 * bytes / bytesTotal) : -1;
        long left = bytesTotal > bytes && rate > 1 ? (long) ((bytesTotal - bytes) / rate) : -1;
        terminal.progress(new Progress(null, doing, percent, rows, rowsTotal < rows ? -1 : rowsTotal, bytes, bytesTotal,
                rate, left));
    }
}
