package io.mudanza.transfer.fetch;

import io.mudanza.bundle.part.Part;
import io.mudanza.transfer.received.Reception;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The downloads of one bundle: several at once, but those who follow the local feed hear of the parts in the order in
 * which the peer
 * sealed them. The number of parts under way is limited.
 */
final class FetchRound implements AutoCloseable {

    private final Reception reception;
    private final ExecutorService streams;
    private final ExecutorService elsewhere = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("transfer-elsewhere-", 0).factory());
    private final int window;
    private final Runnable onFailure;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private Exception failure;
    private volatile boolean abandoned;

    /** Fetches one part and seals it in the store. */
    interface Fetcher {
        void fetch(Part part) throws Exception;
    }

    private static final class Pending {
        private final Part part;
        private boolean done;

        private Pending(Part part, boolean done) {
            this.part = part;
            this.done = done;
        }
    }

    FetchRound(Reception reception, int parallel, Runnable onFailure) {
        this.reception = reception;
        this.streams = Executors.newFixedThreadPool(parallel, Thread.ofVirtual().name("transfer-fetch-", 0).factory());
        this.window = parallel * 4;
        this.onFailure = onFailure;
    }

    /** Adds a part whose bytes are here already, or are not kept. */
    void present(Part part) throws Exception {
        enqueue(new Pending(part, true));
        tell();
    }

    /** Adds a part to be fetched; waits while too many are under way. */
    void fetch(Part part, Fetcher fetcher) throws Exception {
        fetch(part, fetcher, streams);
    }

    /** Adds a part that another process fetches; it takes no stream of this one while it waits. */
    void fetchElsewhere(Part part, Fetcher fetcher) throws Exception {
        fetch(part, fetcher, elsewhere);
    }

    private void fetch(Part part, Fetcher fetcher, ExecutorService where) throws Exception {
        Pending entry = enqueue(new Pending(part, false));
        where.execute(() -> {
            try {
                if (!abandoned) {
                    fetcher.fetch(part);
                }
                synchronized (this) {
                    entry.done = true;
                }
                tell();
            } catch (Exception failed) {
                fail(failed);
            }
        });
    }

    private synchronized Pending enqueue(Pending entry) throws Exception {
        while (pending.size() >= window && failure == null) {
            wait(1_000);
        }
        throwFailure();
        pending.addLast(entry);
        return entry;
    }

    private synchronized void tell() throws IOException {
        List<Part> here = new ArrayList<>();
        while (!abandoned && failure == null && !pending.isEmpty() && pending.peekFirst().done) {
            here.add(pending.removeFirst().part);
        }
        reception.sealed(here);
        notifyAll();
    }

    private void fail(Exception failed) {
        synchronized (this) {
            if (failure == null) {
                failure = failed;
            }
            notifyAll();
        }
        if (!abandoned) {
            onFailure.run();
        }
    }

    /** Waits for every part that was added. */
    synchronized void finish() throws Exception {
        while (!pending.isEmpty() && failure == null) {
            wait(1_000);
        }
        throwFailure();
    }

    /** Throws what went wrong in one of the streams, if anything did. */
    synchronized void throwFailure() throws Exception {
        if (failure != null) {
            throw failure;
        }
    }

    /** Stops all downloads and waits until they have let go of the store. */
    @Override
    public void close() {
        abandoned = true;
        elsewhere.shutdownNow();
        streams.shutdownNow();
        boolean interrupted = false;
        try {
            while (!streams.awaitTermination(1, TimeUnit.MINUTES) || !elsewhere.awaitTermination(1, TimeUnit.MINUTES)) {
                elsewhere.shutdownNow();
                streams.shutdownNow();
            }
        } catch (InterruptedException stopped) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
