package io.mudanza.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaKey;
import io.mudanza.bundle.media.MediaSwitch;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.store.PartWriter;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.platform.standin.StepClient.Ending;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TransferNode.class)
class StageMediaTest extends MediaTestBase {

    @Test
    void takesWhatIsTheSameFromLiveAndFetchesTheRest() throws Exception {
        // Given
        List<MediaFile> files = files("a/same.txt", "b/new ñ & ?.txt", "c/changed.txt", "empty.txt");
        Files.createDirectories(media.resolve("a"));
        Files.createDirectories(media.resolve("c"));
        Files.copy(source.resolve("a/same.txt"), media.resolve("a/same.txt"));
        Files.writeString(media.resolve("c/changed.txt"), "CONTENT OF c/changed.txt");
        Files.writeString(media.resolve("only-here.txt"), "gone after publish");
        served(files);
        // When
        Ending ending = fetchAndStage();
        // Then
        assertThat(ending.facts()).containsEntry(StepFacts.MEDIA_FILES, 4);
        assertThat(peer.count("download-files/")).isEqualTo(1);
        assertThat(peer.count("download-file/")).isZero();
        assertThat(peer.count("same.txt")).isZero();
        assertThat(media.resolve("only-here.txt")).exists();
        new MediaSwitch(media, job).publish();
        for (MediaFile file : files) {
            assertThat(media.resolve(file.key())).hasSameBinaryContentAs(source.resolve(file.key()));
        }
        assertThat(media.resolve("only-here.txt")).doesNotExist();
        new MediaSwitch(media, job).rollBack();
        assertThat(media.resolve("only-here.txt")).exists();
        new MediaSwitch(media, job).dropReplaced();
    }

    @Test
    void continuesAFileWhereTheConnectionBroke() throws Exception {
        // Given
        Files.write(source.resolve("big.bin"), new byte[2_000_000]);
        List<MediaFile> files = List.of(describe("big.bin"));
        served(files);
        AtomicInteger cuts = new AtomicInteger();
        peer.trick((exchange, path) -> {
            if (path.contains("big.bin") && cuts.getAndIncrement() == 0) {
                TestPeer.cut(exchange, source.resolve("big.bin"), 1_500_000);
                return true;
            }
            return false;
        });
        // When
        Ending ending = fetchAndStage();
        // Then
        assertThat(ending.completed()).isNotNull();
        assertThat(peer.requests).anyMatch(request -> request.matches(".*big.bin bytes=[1-9]\\d+-"));
    }

    @Test
    void takesTheBytesOfTheExportWhereTheLiveFileChanged() throws Exception {
        // Given
        List<MediaFile> files = files("changed.txt");
        TestBundle bundle = new TestBundle(temp.resolve("source"), true);
        bundle.mediaIndex(files);
        String name = "media/blob/" + files.getFirst().sha256().substring(0, 2) + "/" + files.getFirst().sha256();
        try (PartWriter writer = new PartWriter(bundle.store, name, PartKind.MEDIA, null)) {
            ((OutputStream) writer).write("content of changed.txt".getBytes(StandardCharsets.UTF_8));
            Part part = writer.seal(null);
            bundle.announce(part);
        }
        bundle.complete();
        Files.writeString(source.resolve("changed.txt"), "CONTENT OF CHANGED.TXT");
        peer.serving(bundle).media(source);
        connect();
        // When
        Ending ending = fetchAndStage();
        // Then
        assertThat(ending.facts()).containsEntry(StepFacts.MEDIA_FILES, 1);
    }

    @Test
    void aFileThatChangedAfterTheExportIsCorrupt() throws Exception {
        // Given
        List<MediaFile> files = files("changed.txt", "gone.txt");
        served(files);
        Files.writeString(source.resolve("changed.txt"), "CONTENT OF CHANGED.TXT");
        Files.delete(source.resolve("gone.txt"));
        // When
        Ending ending = fetchAndStage();
        // Then
        assertThat(ending.failed().code()).isEqualTo("media_corrupt");
        assertThat(new MediaSwitch(media, job).staged()).isFalse();
    }

    @Test
    void aNameThatLeavesTheFolderEndsTheJobWithNothingWritten() throws Exception {
        for (String evil : List.of("../evil.txt", "a/../../evil.txt", "/evil.txt", ".mudanza/evil.txt",
                "a\u0001.txt")) {
            // Given
            MediaFile good = files("good.txt").getFirst();
            MediaFile bad = new MediaFile(evil, good.size(), good.sha256(), good.contentType(), good.lastModified());
            served(List.of(bad));
            // When
            Ending ending = fetchAndStage();
            // Then
            assertThat(ending.failed().code()).as(evil).isEqualTo("media_name_unsafe");
            assertThat(media.resolveSibling("evil.txt")).doesNotExist();
            received().delete();
        }
    }

    @Test
    void aBundleWithoutMediaLeavesTheFolderAlone() throws Exception {
        TestBundle bundle = new TestBundle(temp.resolve("plain"), false);
        bundle.complete();
        peer.serving(bundle);
        connect();
        Ending ending = fetchAndStage();
        assertThat(ending.facts()).isEmpty();
        assertThat(steps.log(job)).anyMatch(line -> line.contains("no media"));
    }

    @Test
    void tenThousandSmallFilesAreStaged() throws Exception {
        // Given
        List<MediaFile> files = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            String key = "many/%02d/%05d.txt".formatted(i % 100, i);
            write(key);
            files.add(describe(key));
        }
        files.sort(Comparator.comparing(MediaFile::key, MediaKey.ORDER));
        served(files);
        // When
        long begin = System.nanoTime();
        Ending ending = fetchAndStage();
        // Then
        assertThat(peer.count("download-file/")).isZero();
        System.out.printf("10 000 files staged in %d ms%n", (System.nanoTime() - begin) / 1_000_000);
        assertThat(ending.facts()).containsEntry(StepFacts.MEDIA_FILES, 10_000);
        assertThat(new MediaSwitch(media, job).staged()).isTrue();
        // and CLEAN_UP, twice, removes all but the parts, which a later verification reads
        assertThat(run(StepKind.CLEAN_UP).completed()).isNotNull();
        assertThat(run(StepKind.CLEAN_UP).completed()).isNotNull();
        assertThat(new MediaSwitch(media, job).staged()).isFalse();
        assertThat(received().feedFile()).exists();
        assertThat(run(StepKind.CONNECT).failed().code()).isEqualTo("peer_refused");
    }
}
