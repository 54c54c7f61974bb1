package io.mudanza.engine.direct;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.scratch.ScratchFolder;
import io.mudanza.engine.verify.RowSource;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/** An extract and an arrival at the same time in one process, with a passage between them. */
final class Through {

    /** Reads the source into the passage. */
    @FunctionalInterface
    interface Departure {
        void run(Passage passage, ProgressListener progress, Cancellation cancellation)
                throws EngineException, InterruptedException;
    }

    private final DirectSettings settings;
    private final long waiting;

    /** @param waiting bytes of rows that may wait for the load */
    Through(DirectSettings settings, long waiting) {
        this.settings = settings;
        this.waiting = waiting;
    }

    DirectResult bring(
            String direction, Arrival arrival, DatabaseAddress source, RowSource rows, ProgressListener progress,
            Cancellation cancellation, Departure departure)
            throws EngineException, InterruptedException {
        AtomicBoolean loadEnded = new AtomicBoolean();
        Cancellation either = () -> loadEnded.get() || cancellation.requested();
        try (ScratchFolder scratch = ScratchFolder.below(settings.workFolder())) {
            Passage passage = new Passage(scratch.path(), waiting);
            Thread extract = Thread.ofPlatform().name("extract").start(
                    () -> extract(departure, passage, new Silent(progress), either));
            try {
                return arrival.bring(direction, new HeadFirstFeed(passage), source, rows);
            } finally {
                loadEnded.set(true);
                passage.close();
                extract.join();
            }
        } catch (IOException e) {
            throw new EngineException(EngineException.Code.STORE_FAILED,
                    "The temporary folder cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private static void extract(
            Departure departure, Passage passage, ProgressListener progress, Cancellation cancellation) {
        try {
            departure.run(passage, progress, cancellation);
        } catch (EngineException e) {
            // The load ends with the same code and sentence.
            passage.fail(e.code().name().toLowerCase(Locale.ROOT), e.getMessage());
        } catch (InterruptedException e) {
            passage.fail("cancelled", "The extract was interrupted.");
        } catch (RuntimeException e) {
            passage.fail("internal_error", "The extract failed: " + e);
        }
    }
}
