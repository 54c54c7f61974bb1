package io.mudanza.transfer.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.store.FeedLog;
import io.mudanza.transfer.TransferNode;
import io.mudanza.transfer.received.ReceivedBundles;
import io.mudanza.transfer.upload.Uploads;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TransferNode.class)
class RetentionTest {

    @Inject
    Retention retention;

    @Inject
    Uploads uploads;

    @Inject
    ReceivedBundles bundles;

    @Inject
    @DataSource("transfer")
    AgroalDataSource database;

    @ConfigProperty(name = "mudanza.node.data-dir")
    Path data;

    @Test
    @DisplayName("B63 Abandoned uploads and parts go after their time, and nothing else")
    void removesWhatIsAbandonedAndNothingElse() throws Exception {
        // Given
        UUID abandoned = UUID.randomUUID();
        UUID fresh = UUID.randomUUID();
        for (UUID upload : new UUID[] {abandoned, fresh}) {
            uploads.append(upload, 0, 3, null, false, new ByteArrayInputStream(new byte[3]));
        }
        try (var connection = database.getConnection();
                var age = connection.prepareStatement(
                        "UPDATE transfer.upload SET updated_at = now() - interval '3 days' WHERE id = ?")) {
            age.setObject(1, abandoned);
            age.executeUpdate();
        }
        Path old = received(abandoned, Duration.ofDays(8));
        Path young = received(fresh, Duration.ofDays(1));
        // When
        retention.sweep();
        // Then
        assertThat(uploads.state(abandoned)).isEmpty();
        assertThat(data.resolve("uploads").resolve(abandoned.toString())).doesNotExist();
        assertThat(uploads.state(fresh)).isPresent();
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void keepsACompleteBundleWithoutItsMediaForAWhile() throws Exception {
        // Given
        UUID job = UUID.randomUUID();
        Path folder = complete(job, Duration.ofHours(2));
        // When
        bundles.keep(job, Duration.ofHours(24));
        retention.sweep();
        // Then
        assertThat(folder.resolve("data/t0001/00000.copy.zst")).exists();
        assertThat(folder.resolve("media/aa.zst")).doesNotExist();
        // When the retention is shorter than its age
        bundles.removeKept(Duration.ofHours(1));
        // Then
        assertThat(folder).doesNotExist();
        assertThat(bundles.isKept(job)).isFalse();
    }

    @Test
    void doesNotKeepWhatIsNotComplete() throws Exception {
        // Given
        UUID job = UUID.randomUUID();
        Path folder = received(job, Duration.ofHours(1));
        // When
        bundles.keep(job, Duration.ofHours(24));
        // Then
        assertThat(folder).doesNotExist();
    }

    private Path complete(UUID job, Duration age) throws Exception {
        Path folder = received(job, age);
        try (FeedLog feed = new FeedLog(folder.resolve("feed.ndjson"))) {
            for (Part part : List.of(
                    new Part("data/t0001/00000.copy.zst", PartKind.ROWS, "t0001", 1, 3, 3, "0".repeat(64), null),
                    new Part("media/aa.zst", PartKind.MEDIA, null, 0, 3, 3, "0".repeat(64), null))) {
                Files.createDirectories(folder.resolve(part.name()).getParent());
                Files.write(folder.resolve(part.name()), new byte[3]);
                feed.append(new FeedLine.Sealed(part));
            }
            feed.append(new FeedLine.Completed("{}", "{}"));
        }
        Files.setLastModifiedTime(folder.resolve("feed.ndjson"), FileTime.from(Instant.now().minus(age)));
        return folder;
    }

    private Path received(UUID job, Duration age) throws Exception {
        Path folder = Files.createDirectories(data.resolve("received").resolve(job.toString()));
        Path feed = Files.writeString(folder.resolve("feed.ndjson"), "");
        Files.setLastModifiedTime(feed, FileTime.from(Instant.now().minus(age)));
        return folder;
    }
}
