package io.mudanza.bundle.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.bundle.BundleException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaStoreTest {

    @TempDir
    Path folder;

    private final List<String> keys = List.of("a/b/c.txt", "a/b.txt", "a.txt", "b/1", "b/2", "b/3", "z");

    @BeforeEach
    void fill() throws IOException {
        for (String key : keys) {
            Files.createDirectories(folder.resolve(key).getParent());
            Files.writeString(folder.resolve(key), key);
        }
        Files.createDirectories(folder.resolve(".mudanza/staged-x"));
        Files.writeString(folder.resolve(".mudanza/staged-x/f"), "not media");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a.txt"));
        Files.writeString(folder.resolve("back\\slash"), "x");
    }

    @Test
    void walksInOrderAndNamesWhatIsNotCarried() throws IOException {
        // Given
        List<String> found = new ArrayList<>();
        List<String> not = new ArrayList<>();

        // When
        new MediaStore(folder).walk(null, new MediaStore.Visitor() {
            @Override
            public boolean file(MediaFile file) {
                return found.add(file.key());
            }

            @Override
            public void notCarried(String path, String reason) {
                not.add(path);
            }
        });

        // Then
        assertThat(found).containsExactlyInAnyOrderElementsOf(keys).isSortedAccordingTo(MediaKey.ORDER);
        assertThat(not).containsExactly("back\\slash", "link");
    }

    @Test
    void pagesWithoutGapsOrRepetition() throws IOException {
        for (int limit = 1; limit <= keys.size() + 1; limit++) {
            // When
            List<String> found = new ArrayList<>();
            String after = null;
            for (List<MediaFile> page = new MediaStore(folder).page(null, limit); !page.isEmpty(); ) {
                page.forEach(file -> found.add(file.key()));
                after = page.getLast().key();
                page = new MediaStore(folder).page(after, limit);
            }

            // Then
            assertThat(found).hasSize(keys.size()).isSortedAccordingTo(MediaKey.ORDER).doesNotHaveDuplicates();
        }
    }

    @Test
    void describesAndOpensFromAnOffset() throws IOException {
        MediaFile file = new MediaStore(folder).describe("a.txt");
        assertThat(file.size()).isEqualTo(5);
        assertThat(file.contentType()).isEqualTo("text/plain");
        assertThat(file.sha256()).hasSize(64);
        try (var in = new MediaStore(folder).open("a.txt", 2)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("txt");
        }
        assertThatThrownBy(() -> new MediaStore(folder).describe("nothing")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> new MediaStore(folder).open("link", 0)).isInstanceOf(BundleException.class);
        assertThatThrownBy(() -> new MediaStore(folder).open("a", 0)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void anAbsentFolderIsAnEmptyStore() throws IOException {
        assertThat(new MediaStore(folder.resolve("absent")).page(null, 10)).isEmpty();
    }

    @Test
    void readsBackItsIndexAndRefusesADamagedOne() throws IOException {
        // Given
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<MediaFile> page = new MediaStore(folder).page(null, 100);
        for (MediaFile file : page) {
            MediaIndex.write(out, file);
        }
        List<MediaFile> back = new ArrayList<>();

        // When
        MediaIndex.read(new ByteArrayInputStream(out.toByteArray()), back::add);

        // Then
        assertThat(back).isEqualTo(page);
        String text = out.toString(StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        for (String damaged : List.of(
                text.substring(0, text.length() - 3),
                lines.getLast() + "\n" + lines.getFirst() + "\n",
                lines.getFirst() + "\n" + lines.getFirst() + "\n",
                text.replace("a.txt", "../x"))) {
            assertThatThrownBy(() -> MediaIndex.read(
                            new ByteArrayInputStream(damaged.getBytes(StandardCharsets.UTF_8)), file -> {}))
                    .isInstanceOf(BundleException.class);
        }
    }
}
