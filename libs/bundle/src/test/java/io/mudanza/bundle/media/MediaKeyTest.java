package io.mudanza.bundle.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.bundle.BundleException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaKeyTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {
        "", "/etc/passwd", "../x", "a/../../b", "a/..", "./a", "a//b", "a/", "C:/x", "C:\\x", "\\\\host\\s", "a\\b",
        "a\u0000b", "a\nb", "a\u001b[31m", "a\u0085b", "\ud800", "a\ufffdb", ".mudanza/staged", ".mudanza"
    })
    void refusesNamesThatCouldLeadOut(String key) {
        assertThatThrownBy(() -> MediaKey.check(key))
                .isInstanceOfSatisfying(BundleException.class,
                        e -> assertThat(e.code()).isEqualTo(BundleException.Code.MEDIA_NAME_UNSAFE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b.jpg", "événement/ñandú 'x' \"y\".png", "😀/ .txt", "..a/b..", "a/.mudanza", "-rf"})
    void takesOrdinaryAndOddNames(String key) throws Exception {
        assertThat(MediaKey.check(key)).isEqualTo(key);
    }

    @Test
    void refusesNamesThatAreTooLong() {
        assertThat(MediaKey.unsafe("é".repeat(128))).contains("255");
        assertThat(MediaKey.unsafe("a/".repeat(600) + "b")).contains("1024");
    }

    @Test
    void neverFollowsASymbolicLink() throws Exception {
        // Given
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path store = Files.createDirectory(folder.resolve("store"));
        Files.createSymbolicLink(store.resolve("link"), outside);

        // When / Then
        assertThatThrownBy(() -> MediaKey.resolve(store, "link/x")).isInstanceOf(BundleException.class);
        assertThatThrownBy(() -> MediaKey.resolve(store, "link")).isInstanceOf(BundleException.class);
    }

    @Test
    void knowsNamesThatSomeFileSystemsTakeForTheSame() {
        assertThat(MediaKey.folded("E\u0301a.JPG")).isEqualTo(MediaKey.folded("\u00c9A.jpg"));
    }
}
