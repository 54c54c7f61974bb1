package io.mudanza.transfer.health;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mudanza.transfer.peer.PartDownload;
import jakarta.inject.Singleton;

/** What this service has moved. */
@Singleton
public class TransferMetrics implements PartDownload.Watcher {

    private final Counter received;
    private final Counter sent;
    private final Counter parts;
    private final Counter mediaFiles;
    private final Counter retries;

    TransferMetrics(MeterRegistry registry) {
        received = Counter.builder("mudanza_transfer_bytes").tag("way", "in").baseUnit("bytes").register(registry);
        sent = Counter.builder("mudanza_transfer_bytes").tag("way", "out").baseUnit("bytes").register(registry);
        parts = Counter.builder("mudanza_transfer_parts").register(registry);
        mediaFiles = Counter.builder("mudanza_transfer_media_files").register(registry);
        retries = Counter.builder("mudanza_transfer_retries").register(registry);
    }

    @Override
    public void bytes(long count) {
        received.increment(count);
    }

    @Override
    public void retry() {
        retries.increment();
    }

    /** A part is here, checked. */
    public void partReceived() {
        parts.increment();
    }

    /** A media file is staged, checked. */
    public void mediaStaged() {
        mediaFiles.increment();
    }

    /** So many bytes went to a peer. */
    public void sent(long count) {
        sent.increment(count);
    }
}
