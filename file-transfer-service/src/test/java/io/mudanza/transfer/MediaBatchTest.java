package io.mudanza.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaKey;
import io.mudanza.bundle.media.MediaSwitch;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.platform.standin.StepClient.Ending;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TransferNode.class)
class MediaBatchTest extends MediaTestBase {

    @Test
    void aStreamThatBreaksOffIsGoneOnWithWhereItBroke() throws Exception {
        // Given
        List<MediaFile> files = many(50);
        served(files);
        AtomicInteger cuts = new AtomicInteger();
        peer.trick((exchange, path) -> {
            if (!path.equals("/download-files/") || cuts.getAndIncrement() > 0) {
                return false;
            }
            byte[] stream = peer.files(peer.asked(exchange));
            TestPeer.cut(exchange, stream, stream.length / 2 + 3);
            return true;
        });
        // When
        Ending ending = fetchAndStage();
        // Then
        assertThat(ending.facts()).containsEntry(StepFacts.MEDIA_FILES, 50);
        assertThat(peer.asked).hasSize(2);
        assertThat(peer.asked.getLast()).hasSizeLessThan(30).hasSizeGreaterThan(10);
        published(files);
    }

    @Test
    void aStreamThatIsCutAtALineEndIsNotTakenForComplete() throws Exception {
        // Given
        List<MediaFile> files = many(3);
        served(files);
        AtomicInteger answers = new AtomicInteger();
        peer.trick((exchange, path) -> {
            if (!path.equals("/download-files/") || answers.getAndIncrement() > 0) {
                return false;
            }
            byte[] stream = peer.files(peer.asked(exchange).subList(0, 2));
            TestPeer.text(exchange, 200, "application/vnd.mudanza.files",
                    new String(stream, StandardCharsets.UTF_8).replace("{\"status\":\"end\"}\n", ""));
            return true;
        });
        // When / Then
        assertThat(fetchAndStage().facts()).containsEntry(StepFacts.MEDIA_FILES, 3);
        assertThat(peer.asked.getLast()).hasSize(1);
    }

    @Test
    void oneWrongFileIsFetchedAloneAndTheOthersStay() throws Exception {
        // Given
        List<MediaFile> files = many(10);
        served(files);
        peer.trick((exchange, path) -> {
            if (!path.equals("/download-files/")) {
                return false;
            }
            String stream = new String(peer.files(peer.asked(exchange)), StandardCharsets.UTF_8);
            TestPeer.text(exchange, 200, "application/vnd.mudanza.files",
                    stream.replace("content of many/00004", "CONTENT of many/00004"));
            return true;
        });
        // When
        Ending ending = fetchAndStage();
        // Then
        assertThat(ending.facts()).containsEntry(StepFacts.MEDIA_FILES, 10);
        assertThat(peer.asked).hasSize(1);
        assertThat(peer.count("download-file/")).isEqualTo(1);
        published(files);
    }

    @Test
    void aFileThatIsGoneOrAnotherByNowIsCorruptAndNothingIsStaged() throws Exception {
        // Given
        List<MediaFile> files = many(10);
        served(files);
        Files.delete(source.resolve(files.get(3).key()));
        // When
        Ending ending = fetchAndStage();
        // Then
        assertThat(ending.failed().code()).isEqualTo("media_corrupt");
        assertThat(ending.failed().detail()).contains(files.get(3).key());
        assertThat(new MediaSwitch(media, job).staged()).isFalse();
    }

    @Test
    void namesOfEveryKindAndEmptyFilesComeThrough() throws Exception {
        // Given
        List<MediaFile> files = new ArrayList<>(files("a b/ü ñ & ? % + # 🎟👨‍👩‍👧.txt", "empty-1", "empty-2", "\"quoted\" {json}.txt",
                "..hidden/...", "Ω".repeat(100) + ".txt"));
        files.sort(Comparator.comparing(MediaFile::key, MediaKey.ORDER));
        served(files);
        // When
        Ending ending = fetchAndStage();
        // Then
        assertThat(ending.facts()).containsEntry(StepFacts.MEDIA_FILES, 6);
        assertThat(peer.count("download-file/")).isZero();
        published(files);
    }

    @Test
    void noFilesAtAllAreAnEmptySet() throws Exception {
        // Given
        Files.writeString(media.resolve("old.txt"), "old");
        served(List.of());
        // When
        Ending ending = fetchAndStage();
        // Then
        assertThat(ending.facts()).containsEntry(StepFacts.MEDIA_FILES, 0);
        new MediaSwitch(media, job).publish();
        assertThat(media).isEmptyDirectory();
        new MediaSwitch(media, job).rollBack();
        assertThat(media.resolve("old.txt")).exists();
        new MediaSwitch(media, job).dropReplaced();
    }

    @Test
    void whatACrashLeftIsCheckedAndGoneOnWith() throws Exception {
        // Given: a right file, a torn one and a half one, as a loss of power leaves them
        List<MediaFile> files = many(20);
        served(files);
        Path staged = media.resolveSibling(media.getFileName() + ".mudanza-" + job);
        Files.createDirectories(staged.resolve("many"));
        Files.copy(source.resolve(files.get(0).key()), staged.resolve(files.get(0).key()));
        Files.writeString(staged.resolve(files.get(1).key()), "");
        Files.writeString(staged.resolve(files.get(2).key()), "content of");
        Files.writeString(staged.resolve("many/stray"), "of another attempt");
        // When
        Ending ending = fetchAndStage();
        // Then
        assertThat(ending.facts()).containsEntry(StepFacts.MEDIA_FILES, 20);
        assertThat(peer.asked.getFirst()).hasSize(19).doesNotContain(files.getFirst().key());
        published(files);
        assertThat(media.resolve("many/stray")).doesNotExist();
    }

    @Test
    void anOlderPeerIsAskedFileByFile() throws Exception {
        // Given
        List<MediaFile> files = many(5);
        served(files);
        peer.withoutBatches();
        // When / Then
        assertThat(fetchAndStage().facts()).containsEntry(StepFacts.MEDIA_FILES, 5);
        assertThat(peer.count("download-file/")).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"key\":\"../../evil\",\"status\":\"ok\",\"size\":4}\nevil", "{\"key\":\"many/00000\",\"status\":\"ok\",\"size\":99999}\n",
        "{\"key\":\"many/00000\",\"status\":\"ok\"}\n", "{\"key\":\"many/00000\",\"status\":\"ok\",\"size\":-1}\n", "null\n", "[]\n", "\n",
        "{\"status\":\"end\"}\n", "{\"key\":\"many/00000\",\"status\":\"odd\"}\n", "<html>\n"
    })
    void aStreamThatMakesNoSenseEndsTheStep(String stream) throws Exception {
        // Given
        served(many(2));
        peer.trick((exchange, path) -> {
            if (!path.equals("/download-files/")) {
                return false;
            }
            TestPeer.text(exchange, 200, "application/vnd.mudanza.files", stream);
            return true;
        });
        // When
        Ending ending = fetchAndStage();
        // Then
        assertThat(ending.failed().code()).isEqualTo("peer_failed");
        assertThat(new MediaSwitch(media, job).staged()).isFalse();
        assertThat(media.resolveSibling("evil")).doesNotExist();
    }

    private List<MediaFile> many(int count) throws Exception {
        String[] keys = new String[count];
        Arrays.setAll(keys, i -> "many/%05d".formatted(i));
        return files(keys);
    }

    private void published(List<MediaFile> files) throws Exception {
        new MediaSwitch(media, job).publish();
        for (MediaFile file : files) {
            assertThat(media.resolve(file.key())).hasSameBinaryContentAs(source.resolve(file.key()));
        }
        new MediaSwitch(media, job).rollBack();
        new MediaSwitch(media, job).dropReplaced();
    }
}
