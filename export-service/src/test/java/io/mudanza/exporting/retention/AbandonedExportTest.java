package io.mudanza.exporting.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.exporting.ExportingNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ExportingNode.class)
class AbandonedExportTest {

    @ConfigProperty(name = "mudanza.node.data-dir")
    Path data;

    @Inject
    ExportRetention retention;

    @Test
    void whatAProcessWroteAfterItsExportWasRemovedIsSweptAway() throws Exception {
        // Given
        Path longAgo = written(UUID.randomUUID(), Instant.now().minusSeconds(7200));
        Path justNow = written(UUID.randomUUID(), Instant.now());
        Path stranger = Files.createDirectories(data.resolve("exports/not-a-job"));
        // When
        retention.removeAbandoned();
        // Then
        assertThat(longAgo).doesNotExist();
        assertThat(justNow).isDirectory();
        assertThat(stranger).isDirectory();
    }

    private Path written(UUID job, Instant at) throws IOException {
        Path folder = data.resolve("exports/" + job);
        Path attempt = Files.createDirectories(folder.resolve("1"));
        Files.writeString(attempt.resolve("rows.part"), "late");
        Files.setLastModifiedTime(attempt, FileTime.from(at));
        Files.setLastModifiedTime(folder, FileTime.from(at));
        return folder;
    }
}
