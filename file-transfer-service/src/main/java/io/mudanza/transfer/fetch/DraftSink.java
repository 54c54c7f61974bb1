package io.mudanza.transfer.fetch;

import io.mudanza.bundle.store.PartStore;
import io.mudanza.transfer.peer.PartDownload;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/**
 * A part of a store as the target of a download.
 *
 * @param draft the part being written
 */
record DraftSink(PartStore.Draft draft) implements PartDownload.Sink {

    @Override
    public WritableByteChannel channel() {
        return draft.channel();
    }

    @Override
    public void accept() throws IOException {
        draft.seal();
    }

    @Override
    public void close() throws IOException {
        draft.close();
    }
}
