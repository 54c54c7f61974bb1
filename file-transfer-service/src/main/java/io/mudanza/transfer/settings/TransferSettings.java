package io.mudanza.transfer.settings;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The settings of a node that this service reads. */
@Singleton
public class TransferSettings {

    private final Path dataDir;
    private final Optional<Path> media;
    private final long maxBundleBytes;
    private final long maxBackupBytes;
    private final int parallelTransfers;
    private final boolean mediaFromLive;
    private final int chunkBytes;
    private final String exportingUrl;
    private final PeerRules peerRules;
    private final Patience patience;
    private final Duration uploadRetention;
    private final Duration receivedRetention;
    private final Duration keepReceived;

    TransferSettings(
            @ConfigProperty(name = "mudanza.node.data-dir") Path dataDir,
            @ConfigProperty(name = "mudanza.platform.media") Optional<String> media,
            @ConfigProperty(name = "mudanza.max-export-size-gb") long maxExportSizeGb,
            @ConfigProperty(name = "mudanza.max-backup-size-gb") long maxBackupSizeGb,
            @ConfigProperty(name = "mudanza.parallel-transfers") int parallelTransfers,
            @ConfigProperty(name = "mudanza.transfer.media-from-live") boolean mediaFromLive,
            @ConfigProperty(name = "mudanza.file-chunk-size-mb") int fileChunkSizeMb,
            @ConfigProperty(name = "mudanza.services.exporting-url") String exportingUrl,
            PeerSettings peers,
            @ConfigProperty(name = "mudanza.transfer.source-patience") Duration sourcePatience,
            @ConfigProperty(name = "mudanza.transfer.connect-timeout") Duration connectTimeout,
            @ConfigProperty(name = "mudanza.transfer.answer-timeout") Duration answerTimeout,
            @ConfigProperty(name = "mudanza.transfer.stall-window") Duration stallWindow,
            @ConfigProperty(name = "mudanza.transfer.stall-min-bytes") long stallMinBytes,
            @ConfigProperty(name = "mudanza.transfer.upload-retention") Duration uploadRetention,
            @ConfigProperty(name = "mudanza.transfer.received-retention") Duration receivedRetention,
            @ConfigProperty(name = "mudanza.keep-received") Duration keepReceived) {
        this.dataDir = dataDir.toAbsolutePath().normalize();
        this.media = media.filter(text -> !text.isBlank()).map(text -> Path.of(text).toAbsolutePath().normalize());
        this.maxBundleBytes = Math.multiplyExact(positive("mudanza.max-export-size-gb", maxExportSizeGb), 1L << 30);
        this.maxBackupBytes = Math.multiplyExact(positive("mudanza.max-backup-size-gb", maxBackupSizeGb), 1L << 30);
        this.parallelTransfers = (int) positive("mudanza.parallel-transfers", parallelTransfers);
        this.mediaFromLive = mediaFromLive;
        this.chunkBytes = Math.multiplyExact((int) positive("mudanza.file-chunk-size-mb", fileChunkSizeMb), 1 << 20);
        this.exportingUrl = exportingUrl.replaceAll("/+$", "");
        this.peerRules = peers.rules();
        this.patience =
                new Patience(sourcePatience, connectTimeout, answerTimeout, stallWindow, Math.max(0, stallMinBytes));
        this.uploadRetention = uploadRetention;
        this.receivedRetention = receivedRetention;
        this.keepReceived = keepReceived;
    }

    private static long positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be 1 or more");
        }
        return value;
    }

    /** Folder of this node; holds {@code received} and {@code uploads}. */
    public Path dataDir() {
        return dataDir;
    }

    /** Media folder of the platform; empty when the platform has none. */
    public Optional<Path> media() {
        return media;
    }

    /** Largest bundle that is accepted, in bytes. */
    public long maxBundleBytes() {
        return maxBundleBytes;
    }

    /** Largest backup file that is accepted, in bytes. */
    public long maxBackupBytes() {
        return maxBackupBytes;
    }

    /** Parallel streams from or to one peer for one step. */
    public int parallelTransfers() {
        return parallelTransfers;
    }

    /** Whether a media file is taken from the live folder where the same one is there already; else all are fetched. */
    public boolean mediaFromLive() {
        return mediaFromLive;
    }

    /** Bytes sent in one request of a resumable upload. */
    public int chunkBytes() {
        return chunkBytes;
    }

    /** Address of the export service of this node, without a slash at the end. */
    public String exportingUrl() {
        return exportingUrl;
    }

    /** Which peers may be asked, and how. */
    public PeerRules peerRules() {
        return peerRules;
    }

    /** How long a peer may be silent or slow. */
    public Patience patience() {
        return patience;
    }

    /** Age after which an upload that nobody continues is removed. */
    public Duration uploadRetention() {
        return uploadRetention;
    }

    /** Age after which received parts that nobody touches are removed. */
    public Duration receivedRetention() {
        return receivedRetention;
    }

    /** How long the parts of a completed pull or import are kept, so that a verification can name rows that differ. */
    public Duration keepReceived() {
        return keepReceived;
    }
}
