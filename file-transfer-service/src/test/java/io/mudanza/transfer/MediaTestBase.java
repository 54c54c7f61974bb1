package io.mudanza.transfer;

import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaSwitch;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.platform.standin.StepClient.Ending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A job whose peer has media, and the folder of the peer. */
abstract class MediaTestBase extends TransferTestBase {

    Path source;

    @BeforeEach
    void folders() throws Exception {
        source = Files.createDirectories(temp.resolve("peer-media"));
        empty();
    }

    @AfterEach
    void empty() throws Exception {
        new MediaSwitch(media, job).discardStaged();
        try (var all = Files.walk(media)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(media)) {
                    Files.delete(path);
                }
            }
        }
    }

    Ending fetchAndStage() {
        var stage = send(StepKind.STAGE_MEDIA);
        run(StepKind.FETCH);
        return steps.await(stage);
    }

    void served(List<MediaFile> files) throws Exception {
        TestBundle bundle = new TestBundle(temp.resolve("source-" + System.nanoTime()), true);
        bundle.rows(0, 1000);
        bundle.mediaIndex(files);
        bundle.complete();
        peer.serving(bundle).media(source);
        connect();
    }

    List<MediaFile> files(String... keys) throws Exception {
        List<MediaFile> files = new ArrayList<>();
        for (String key : keys) {
            write(key);
            files.add(describe(key));
        }
        return files;
    }

    void write(String key) throws Exception {
        Path file = source.resolve(key);
        Files.createDirectories(file.getParent());
        Files.writeString(file, key.startsWith("empty") ? "" : "content of " + key);
    }

    MediaFile describe(String key) throws Exception {
        byte[] bytes = Files.readAllBytes(source.resolve(key));
        String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        return new MediaFile(key, bytes.length, sha256, "text/plain", Instant.parse("2026-01-01T00:00:00Z"));
    }
}
