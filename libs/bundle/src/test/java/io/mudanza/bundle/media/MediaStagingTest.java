package io.mudanza.bundle.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.digest.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaStagingTest {

    @TempDir
    Path folder;

    private final UUID job = UUID.randomUUID();
    private Path live;

    @BeforeEach
    void fill() throws IOException {
        live = Files.createDirectory(folder.resolve("media"));
        Files.writeString(live.resolve("same.txt"), "same");
        Files.writeString(live.resolve("changed.txt"), "12345678");
    }

    private static MediaFile file(String key, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        String sha256 = HexFormat.of().formatHex(Sha256.digest().digest(bytes));
        return new MediaFile(key, bytes.length, sha256, "text/plain", Instant.parse("2020-01-01T00:00:00Z"));
    }

    private static InputStream bytes(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void takesWhatIsTheSameAndReceivesTheRestInPieces() throws IOException {
        // Given
        MediaStaging staging = new MediaStaging(live, job);
        MediaFile same = file("same.txt", "same");
        MediaFile changed = file("changed.txt", "abcdefgh");

        // When
        boolean taken = staging.takeFromLive(same);
        boolean notTaken = staging.takeFromLive(changed);
        boolean first = staging.receive(changed, 0, bytes("abc"));
        long received = new MediaStaging(live, job).received("changed.txt");
        boolean invisible = staging.has(changed);
        boolean second = staging.receive(changed, received, bytes("defgh"));

        // Then
        assertThat(taken).isTrue();
        assertThat(notTaken).isFalse();
        assertThat(first).isFalse();
        assertThat(received).isEqualTo(3);
        assertThat(invisible).isFalse();
        assertThat(second).isTrue();
        assertThat(staging.has(changed)).isTrue();
        assertThat(staging.staged().describe("changed.txt")).isEqualTo(changed);
    }

    @Test
    void refusesWrongBytesWrongOffsetsAndTooManyBytes() throws IOException {
        // Given
        MediaStaging staging = new MediaStaging(live, job);
        MediaFile file = file("new/x.txt", "abcdefgh");

        // When / Then
        assertThatThrownBy(() -> staging.receive(file, 3, bytes("abc"))).isInstanceOf(BundleException.class);
        assertThatThrownBy(() -> staging.receive(file, 0, bytes("abcdefgX"))).isInstanceOf(BundleException.class);
        assertThatThrownBy(() -> staging.receive(file, 0, bytes("abcdefghi"))).isInstanceOf(BundleException.class);
        assertThatThrownBy(() -> staging.receive(file("../x", "a"), 0, bytes("a"))).isInstanceOf(BundleException.class);
        assertThat(staging.received("new/x.txt")).isZero();
        assertThat(staging.receive(file, 0, bytes("abcdefgh"))).isTrue();
    }

    @Test
    void completesOnlyTheSetOfTheIndex() throws IOException {
        // Given
        MediaStaging staging = new MediaStaging(live, job);
        MediaFile a = file("a", "1");
        MediaFile b = file("b", "2");
        MediaFile stray = file("aa/stray", "3");
        staging.receive(a, 0, bytes("1"));
        staging.receive(stray, 0, bytes("3"));

        // When / Then
        assertThatThrownBy(() -> staging.complete(sink -> {
            sink.file(a);
            sink.file(b);
        })).isInstanceOf(BundleException.class).hasMessageContaining("\"b\"");
        assertThat(new MediaSwitch(live, job).staged()).isFalse();
        staging.receive(b, 0, bytes("2"));
        staging.complete(sink -> {
            sink.file(a);
            sink.file(b);
        });
        assertThat(new MediaSwitch(live, job).staged()).isTrue();
        assertThat(staging.staged().page(null, 10)).extracting(MediaFile::key).containsExactly("a", "b");
    }

    @Test
    void takesAWholeFileAnewWhateverWasLeftOfIt() throws IOException {
        // Given
        MediaStaging staging = new MediaStaging(live, job);
        MediaFile file = file("new/x.txt", "abcdefgh");
        staging.receive(file, 0, bytes("XYZ"));

        // When
        boolean early = staging.receiveWhole(file, bytes("abcd"));
        boolean invisible = staging.has(file);
        boolean whole = staging.receiveWhole(file, bytes("abcdefgh"));

        // Then
        assertThat(early).isFalse();
        assertThat(invisible).isFalse();
        assertThat(whole).isTrue();
        assertThat(staging.has(file)).isTrue();
        assertThatThrownBy(() -> staging.receiveWhole(file("y", "abc"), bytes("abcd"))).isInstanceOf(BundleException.class);
        assertThatThrownBy(() -> staging.receiveWhole(file("y", "abc"), bytes("abx"))).isInstanceOf(BundleException.class);
        assertThatThrownBy(() -> staging.receiveWhole(file("../y", "abc"), bytes("abc"))).isInstanceOf(BundleException.class);
        assertThat(staging.receiveWhole(file("empty", ""), bytes(""))).isTrue();
    }

    @Test
    void replacesWhatAKilledProcessLeftHalfAtItsPlace() throws IOException {
        // Given
        MediaFile file = file("new/x.txt", "abcdefgh");
        Path place = folder.resolve("media.mudanza-" + job).resolve("new/x.txt");
        Files.createDirectories(place.getParent());
        Files.writeString(place, "abcd");
        MediaStaging staging = new MediaStaging(live, job);

        // When
        boolean had = staging.has(file);
        try (InputStream torn = Files.newInputStream(place)) {
            boolean whole = staging.receiveWhole(file, bytes("abcdefgh"));

            // Then
            assertThat(had).isFalse();
            assertThat(whole).isTrue();
            assertThat(staging.staged().describe("new/x.txt")).isEqualTo(file);
            assertThat(torn).as("whoever still writes there writes to a file without a name").hasContent("abcd");
        }
    }

    @Test
    void givesARightFileItsTimeWhenTheProcessDiedBeforeIt() throws IOException {
        // Given
        MediaFile file = file("x.txt", "abcdefgh");
        MediaStaging staging = new MediaStaging(live, job);
        Files.writeString(folder.resolve("media.mudanza-" + job).resolve("x.txt"), "abcdefgh");

        // When
        boolean had = staging.has(file);

        // Then
        assertThat(had).isTrue();
        assertThat(staging.staged().describe("x.txt")).isEqualTo(file);
    }

    @Test
    void writesNoWholeFileOverALink() throws IOException {
        // Given
        MediaStaging staging = new MediaStaging(live, job);
        Path staged = folder.resolve("media.mudanza-" + job);
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(staged.resolve("folder"), outside);
        Files.createSymbolicLink(staged.resolve("file"), outside.resolve("file"));

        // When / Then
        assertThatThrownBy(() -> staging.receiveWhole(file("folder/x", "1"), bytes("1"))).isInstanceOf(BundleException.class);
        assertThatThrownBy(() -> staging.receiveWhole(file("file", "1"), bytes("1"))).isInstanceOf(BundleException.class);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void manyFilesAreCompletedAndPublished() throws IOException {
        // Given
        MediaStaging staging = new MediaStaging(live, job);
        for (int i = 100; i < 200; i++) {
            staging.receiveWhole(file("many/" + i, "content " + i), bytes("content " + i));
        }

        // When
        staging.complete(sink -> {
            for (int i = 100; i < 200; i++) {
                sink.file(file("many/" + i, "content " + i));
            }
        });
        new MediaSwitch(live, job).publish();

        // Then
        assertThat(live.resolve("many/150")).hasContent("content 150");
        assertThat(live.resolve("same.txt")).doesNotExist();
    }
}
