package io.mudanza.cli.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Progress on stderr: one line redrawn on a terminal, a line now and then elsewhere. */
final class ProgressLine {

    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 5_000_000_000L;
    private static final int BAR = 20;

    private final PrintWriter err;
    private final boolean redraw;
    private final int width;
    private final Texts texts;
    private long last;
    private String lastStep = "";
    private boolean drawn;

    ProgressLine(PrintWriter err, boolean redraw, int width, Texts texts) {
        this.err = err;
        this.redraw = redraw;
        this.width = width;
        this.texts = texts;
        this.last = System.nanoTime() - LINE_NANOS;
    }

    synchronized void show(Progress now) {
        long time = System.nanoTime();
        boolean newStep = !Objects.equals(lastStep, now.step());
        if (time - last < (redraw ? REDRAW_NANOS : LINE_NANOS) && !newStep) {
            return;
        }
        last = time;
        lastStep = now.step();
        String line = line(now);
        if (redraw) {
            err.print("\r" + (line.length() >= width ? line.substring(0, width - 1) : line) + "\u001b[K");
            drawn = true;
        } else {
            err.println(line);
        }
        err.flush();
    }

    synchronized void clear() {
        if (drawn) {
            err.print("\r\u001b[K");
            err.flush();
            drawn = false;
        }
    }

    private String line(Progress now) {
        List<String> parts = new ArrayList<>();
        if (redraw && now.percent() >= 0) {
            int full = (int) Math.min(BAR, now.percent() * BAR / 100);
            parts.add("[" + "#".repeat(full) + "-".repeat(BAR - full) + "]");
        }
        if (now.percent() >= 0) {
            parts.add(String.format(Locale.ROOT, "%3.0f %%", now.percent()));
        }
        if (now.step() != null) {
            parts.add(now.step());
        }
        if (now.rowsDone() > 0) {
            parts.add(now.rowsTotal() > 0
                    ? texts.of("progress.rows_of", Sizes.count(now.rowsDone()), Sizes.count(now.rowsTotal()))
                    : texts.of("progress.rows", Sizes.count(now.rowsDone())));
        } else if (now.bytesDone() > 0) {
            parts.add(Sizes.bytes(now.bytesDone()));
        }
        if (now.bytesPerSecond() > 0) {
            parts.add(Sizes.bytes(now.bytesPerSecond()) + "/s");
        }
        if (now.secondsLeft() >= 0) {
            parts.add(texts.of("progress.left", Sizes.time(now.secondsLeft())));
        }
        if (now.doing() != null && !now.doing().equals(now.step())) {
            parts.add(now.doing());
        }
        return String.join(redraw ? "  " : " · ", parts);
    }
}
