package io.mudanza.bundle.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartFeed;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.store.PartReader;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFileTest {

    @TempDir
    Path folder;

    private DirectoryPartStore store;
    private Manifest manifest;
    private byte[] tar;

    @BeforeEach
    void writeBundle() throws Exception {
        store = new DirectoryPartStore(folder.resolve("bundle"));
        manifest = SampleBundle.write(store);
        try (InputStream in = BundleTar.of(store).open(0)) {
            tar = in.readAllBytes();
        }
    }

    @Test
    void isReadBackWithAllItsParts() throws Exception {
        Path file = write(tar);

        try (BundleFile bundle = BundleFile.open(file); PartFeed feed = bundle.feed()) {
            List<String> lines = new ArrayList<>();
            for (FeedLine line = feed.next(); line != null; line = feed.next()) {
                lines.add(line.getClass().getSimpleName());
            }
            assertThat(lines).containsExactly("Opened", "Sealed", "Sealed", "Sealed", "Completed");
            assertThat(bundle.manifest()).isEqualTo(manifest);
            for (Part part : manifest.parts()) {
                try (PartReader reader = new PartReader(part, feed.open(part))) {
                    assertThat(reader.readAllBytes()).hasSize((int) part.plainBytes());
                }
            }
        }
    }

    @Test
    void isListedByTheTarProgram() throws Exception {
        Process process = new ProcessBuilder("tar", "tf", write(tar).toString()).redirectErrorStream(true).start();

        assertThat(new String(process.getInputStream().readAllBytes()).lines()).containsExactly(
                "000-head.json", "schema/pre-data.sql.zst", "data/t0001/00000.copy.zst", "media/blob/aa/bb",
                "manifest.json", "manifest.sig", "zzz-footer");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void canBeReadFromEveryOffset() throws Exception {
        BundleTar bundle = BundleTar.of(store);
        assertThat(bundle.length()).isEqualTo(tar.length);
        for (int offset = 0; offset <= tar.length; offset += 37) {
            try (InputStream in = bundle.open(offset)) {
                assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(tar, offset, tar.length));
            }
        }
    }

    @Test
    void refusesEveryTruncation() throws Exception {
        for (int length = 0; length < tar.length; length += 256) {
            Path file = write(Arrays.copyOf(tar, length));
            assertThatThrownBy(() -> BundleFile.open(file)).as("cut at %d", length)
                    .isInstanceOfSatisfying(BundleException.class, e -> assertThat(e.code()).isIn(
                            BundleException.Code.BUNDLE_TRUNCATED, BundleException.Code.BUNDLE_INVALID));
        }
    }

    @Test
    void refusesBytesAfterItsEnd() throws Exception {
        for (int more : new int[] {1, 512, 10240}) {
            Path file = write(Arrays.copyOf(tar, tar.length + more));
            assertThatThrownBy(() -> BundleFile.open(file)).isInstanceOf(BundleException.class);
        }
    }

    @Test
    void noByteCanChangeUnnoticed() throws Exception {
        for (int at = 0; at < tar.length; at += 3) {
            byte[] altered = tar.clone();
            altered[at] ^= 0x41;
            Path file = write(altered);
            assertThatThrownBy(() -> readAll(file)).as("byte %d", at).isInstanceOf(BundleException.class);
        }
    }

    @Test
    void refusesWhatIsNoBundle() throws Exception {
        Path file = write("<html>login</html>".repeat(500).getBytes());
        assertThatThrownBy(() -> BundleFile.open(file)).isInstanceOfSatisfying(BundleException.class,
                e -> assertThat(e.code()).isEqualTo(BundleException.Code.BUNDLE_INVALID));
    }

    private static void readAll(Path file) throws Exception {
        try (BundleFile bundle = BundleFile.open(file)) {
            for (Part part : bundle.manifest().parts()) {
                try (PartReader reader = new PartReader(part, bundle.open(part.name(), 0))) {
                    reader.readAllBytes();
                }
            }
        }
    }

    private Path write(byte[] bytes) throws Exception {
        return Files.write(folder.resolve("bundle.mudanza"), bytes);
    }
}
