package io.mudanza.bundle.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.digest.Sha256;
import io.mudanza.bundle.BundleException.Code;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows 58 and 59 of the attack table: names of files, and links where files should be. */
class MediaAttackTest {

    private static final byte[] BYTES = {1, 2, 3};

    @TempDir
    Path folder;

    private final UUID job = UUID.randomUUID();
    private Path media;
    private Path outside;
    private MediaStaging staging;

    @BeforeEach
    void stage() throws IOException {
        media = Files.createDirectories(folder.resolve("media"));
        outside = Files.createDirectories(folder.resolve("outside"));
        staging = new MediaStaging(media, job);
    }

    @ParameterizedTest
    @DisplayName("B58 a key that leaves the store, or that a file system reads in another way, is refused")
    @ValueSource(strings = {
        "../x", "a/../../x", "/etc/passwd", "//x", "a//b", "a/", "./a", "a/.", "C:/x", "c:x", "a\\b", "\\\\host\\s", "", ".",
        "..", "a\u0000b", "a\nb", "a\u001b[31mb", "\u007f", ".mudanza/staged/x", "bad\uD800", "bad\uFFFD"
    })
    void b58Keys(String key) throws Exception {
        assertRefused(() -> MediaKey.check(key));
        assertRefused(() -> staging.receive(file(key), 0, new ByteArrayInputStream(BYTES)));
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
            return;
        }
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        MediaIndex.write(index, file(key));
        assertThatThrownBy(() -> MediaIndex.read(new ByteArrayInputStream(index.toByteArray()), file -> {
            throw new AssertionError("the key was taken");
        })).isInstanceOf(BundleException.class);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    @DisplayName("B58 long keys are refused; the magic names of other tools are plain data")
    void b58LongAndMagic() throws Exception {
        assertRefused(() -> MediaKey.check("a".repeat(256)));
        assertRefused(() -> MediaKey.check("ab/".repeat(342) + "x"));
        for (String magic : new String[] {"link.rclonelink", "x.partial", "con", "..a", "a..", "-rf", "$(id)", "`id`", "a;b", "%2e%2e"}) {
            assertThat(staging.receive(file(magic), 0, new ByteArrayInputStream(BYTES))).as(magic).isTrue();
            assertThat(staging.staged().open(magic, 0).readAllBytes()).isEqualTo(BYTES);
        }
    }

    @Test
    @DisplayName("B58 B74 what a name looks like cannot change a message")
    void b58Messages() {
        assertThatThrownBy(() -> MediaKey.check("../a\u202egpj.x\u0007\n\u2028"))
                .hasMessageNotContaining("\u202e").hasMessageNotContaining("\n").hasMessageNotContaining("\u2028");
    }

    @Test
    @DisplayName("B59 a link that another has put into the store is neither read nor written through")
    void b59Links() throws Exception {
        Files.write(outside.resolve("secret"), BYTES);
        Files.createSymbolicLink(media.resolve("link"), outside.resolve("secret"));
        Files.createSymbolicLink(media.resolve("folder"), outside);
        MediaStore store = new MediaStore(media);
        assertRefused(() -> store.open("link", 0));
        assertRefused(() -> store.describe("folder/secret"));
        assertRefused(() -> staging.takeFromLive(file("link")));
        store.walk(null, file -> {
            throw new AssertionError("a link was taken for a file: " + file.key());
        });
        Path staged = folder.resolve("media.mudanza-" + job);
        Files.createSymbolicLink(staged.resolve("planted"), outside);
        assertRefused(() -> staging.receive(file("planted/x"), 0, new ByteArrayInputStream(BYTES)));
        assertThat(outside.resolve("x")).doesNotExist();
        String hash = HexFormat.of().formatHex(Sha256.digest().digest("new".getBytes()));
        Files.createSymbolicLink(folder.resolve("media.mudanza-partial-" + job).resolve(hash), outside.resolve("new"));
        assertThatThrownBy(() -> staging.receive(file("new"), 0, new ByteArrayInputStream(BYTES)))
                .isInstanceOf(IOException.class);
        assertThat(outside.resolve("new")).doesNotExist();
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void assertRefused(Work work) {
        assertThatThrownBy(work::run).isInstanceOfSatisfying(
                BundleException.class, e -> assertThat(e.code()).isEqualTo(Code.MEDIA_NAME_UNSAFE));
    }

    private static MediaFile file(String key) {
        return new MediaFile(key, BYTES.length, HexFormat.of().formatHex(Sha256.digest().digest(BYTES)), null, null);
    }
}
