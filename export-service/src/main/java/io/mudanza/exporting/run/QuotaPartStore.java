package io.mudanza.exporting.run;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.store.PartStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.atomic.AtomicLong;

/** A store that refuses to grow beyond a limit, so that an export cannot fill the disk of the node. */
final class QuotaPartStore implements PartStore {

    private final PartStore store;
    private final long limit;
    private final AtomicLong written = new AtomicLong();

    /** @param limit bytes as stored, over all parts */
    QuotaPartStore(PartStore store, long limit) {
        this.store = store;
        this.limit = limit;
    }

    /**
     * Counts what another process has written into the store.
     *
     * @throws BundleException STORE_FULL beyond the limit
     */
    void take(long bytes) throws BundleException {
        if (written.addAndGet(bytes) > limit) {
            throw full();
        }
    }

    private BundleException full() {
        return new BundleException(
                BundleException.Code.STORE_FULL,
                "The export grew beyond " + (limit >> 30) + " GiB. Raise mudanza.max-export-size-gb, or export"
                        + " fewer tables.");
    }

    @Override
    public Draft draft(String name) throws IOException {
        return new Counted(store.draft(name));
    }

    @Override
    public boolean isSealed(String name) throws IOException {
        return store.isSealed(name);
    }

    @Override
    public InputStream open(String name, long offset) throws IOException {
        return store.open(name, offset);
    }

    @Override
    public long length(String name) throws IOException {
        return store.length(name);
    }

    @Override
    public void clear() throws IOException {
        store.clear();
        written.set(0);
    }

    @Override
    public void delete() throws IOException {
        store.delete();
        written.set(0);
    }

    private final class Counted implements Draft, WritableByteChannel {
        private final Draft draft;

        Counted(Draft draft) {
            this.draft = draft;
        }

        @Override
        public WritableByteChannel channel() {
            return this;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (written.addAndGet(bytes.remaining()) > limit) {
                throw full();
            }
            int asked = bytes.remaining();
            int done = draft.channel().write(bytes);
            written.addAndGet(done - asked);
            return done;
        }

        @Override
        public boolean isOpen() {
            return draft.channel().isOpen();
        }

        @Override
        public void seal() throws IOException {
            draft.seal();
        }

        @Override
        public void close() throws IOException {
            draft.close();
        }
    }
}
