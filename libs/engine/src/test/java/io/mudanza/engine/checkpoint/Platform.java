package io.mudanza.engine.checkpoint;

import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaStaging;
import io.mudanza.bundle.media.MediaStore;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.schema.TestDatabases;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** A platform under test: its database and media say "old" or "new". */
final class Platform {

    final DatabaseAddress address;
    final Path media;
    final Path journal;

    Platform(DatabaseAddress address, Path folder) throws SQLException, IOException {
        this.address = address;
        this.media = folder.resolve("media");
        this.journal = folder.resolve("journal");
        TestDatabases.run(address, "CREATE TABLE state (what text)", "INSERT INTO state VALUES ('old')");
        Files.createDirectories(media.resolve("sub"));
        Files.writeString(media.resolve("sub/state.txt"), "old");
    }

    SwitchSettings settings() {
        return new SwitchSettings(address, media, journal, Duration.ofMillis(200));
    }

    TargetSwitch target() {
        return new TargetSwitch(settings());
    }

    TargetSwitch crashingAt(String wanted) {
        return new TargetSwitch(settings(), point -> {
            if (point.equals(wanted)) {
                throw new SimulatedCrash(point);
            }
        });
    }

    /** Prepares a new state with staged media. */
    void load(UUID job, SwitchMode mode) throws Exception {
        PreparedTarget prepared = target().prepare(job, mode, ProgressListener.NONE);
        TestDatabases.run(
                prepared.address(),
                "CREATE SCHEMA IF NOT EXISTS _mudanza",
                "CREATE TABLE state (what text)",
                "INSERT INTO state VALUES ('new')");
        stage(job);
    }

    void stage(UUID job) throws Exception {
        byte[] content = "new".getBytes(StandardCharsets.UTF_8);
        String sha256 = HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(content));
        MediaFile file = new MediaFile("sub/state.txt", content.length, sha256, "text/plain", Instant.now());
        MediaStaging staging = new MediaStaging(media, job);
        staging.receive(file, 0, new ByteArrayInputStream(content));
        staging.complete(sink -> sink.file(file));
    }

    String state() throws SQLException {
        return TestDatabases.column(address, "SELECT what FROM public.state").getFirst();
    }

    String mediaState() throws IOException {
        try (var in = new MediaStore(media).open("sub/state.txt", 0)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
