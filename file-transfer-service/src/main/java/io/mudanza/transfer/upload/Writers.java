package io.mudanza.transfer.upload;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The requests of this process that write to an upload right now. A newer one ends the older at once instead of
 * waiting for a client
 * that may be gone; writers in other processes are stopped by the fencing number when they commit.
 */
final class Writers {

    private final Map<UUID, Writer> current = new ConcurrentHashMap<>();

    /** Registers the calling thread and ends the writer before it. */
    Writer begin(UUID id) {
        Writer writer = new Writer(id, Thread.currentThread());
        Writer older = current.put(id, writer);
        if (older != null) {
            older.supersede();
        }
        return writer;
    }

    /** One request. */
    final class Writer implements AutoCloseable {
        private final UUID id;
        private final Thread thread;
        private boolean ended;
        private volatile boolean superseded;

        private Writer(UUID id, Thread thread) {
            this.id = id;
            this.thread = thread;
        }

        boolean superseded() {
            return superseded;
        }

        private synchronized void supersede() {
            superseded = true;
            if (!ended) {
                thread.interrupt();
            }
        }

        @Override
        public void close() {
            synchronized (this) {
                ended = true;
                if (superseded) {
                    // The interrupt was meant for the reading of the body, not for what this thread does next.
                    Thread.interrupted();
                }
            }
            current.remove(id, this);
        }
    }
}
