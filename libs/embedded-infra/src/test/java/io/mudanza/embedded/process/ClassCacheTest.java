package io.mudanza.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.embedded.kafka.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassCacheTest {

    @Test
    void aDamagedCacheOnlyWarns(@TempDir Path dir) throws Exception {
        // Given
        Path file = Files.writeString(dir.resolve("broker.aot"), "no cache at all".repeat(1000));

        // When
        try (EmbeddedKafka kafka = EmbeddedKafka.at(dir.resolve("kafka"), 0, new ClassCache(file, false))) {
            // Then
            assertThat(kafka.running()).isTrue();
            assertThat(kafka.process().log()).content().contains("warning");
        }
    }

    @Test
    void anAbsentCacheGivesNoFlagAndAnOlderOneIsNotAsNew(@TempDir Path dir) throws Exception {
        // Given
        Path jar = Files.createFile(dir.resolve("app.jar"));
        ClassCache cache = new ClassCache(dir.resolve("classes.aot"), false);

        // When
        boolean absent = cache.asNewAs(jar);
        Files.createFile(cache.file());
        Files.setLastModifiedTime(cache.file(), FileTime.from(Instant.now().minusSeconds(60)));

        // Then
        assertThat(absent).isFalse();
        assertThat(cache.asNewAs(jar)).isFalse();
        assertThat(cache.flags()).containsExactly("-XX:AOTCache=" + cache.file());
        assertThat(ClassCache.NONE.flags()).isEmpty();
    }
}
