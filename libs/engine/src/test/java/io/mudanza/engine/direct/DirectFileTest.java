package io.mudanza.engine.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.bundle.sign.NodeKey;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.testing.Platforms;
import io.mudanza.engine.verify.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectFileTest {

    @TempDir
    Path folder;

    private DirectSettings settings;
    private DatabaseAddress source;
    private Path sourceMedia;
    private Path bundle;

    @BeforeEach
    void export() throws Exception {
        settings = DirectSettings.defaults(NodeKey.generate(), folder.resolve("journal"));
        source = Platforms.empty("file_source");
        Platforms.execute(source, "CREATE TABLE thing (id int PRIMARY KEY, what text);"
                + " INSERT INTO thing SELECT i, md5(i::text) FROM generate_series(1, 20000) i;"
                + " SELECT lo_from_bytea(0, '\\xdeadbeef')");
        sourceMedia = Files.createDirectories(folder.resolve("media-a/ñ/deep")).getParent().getParent();
        Files.writeString(sourceMedia.resolve("one.txt"), "one");
        Files.writeString(sourceMedia.resolve("ñ/deep/two.txt"), "two");
        Files.writeString(sourceMedia.resolve("ñ/same.txt"), "two");
        bundle = folder.resolve("out.mdz");
        DirectResult result = new DirectExport(settings)
                .run(source, sourceMedia, bundle, ProgressListener.NONE, Cancellation.NEVER);
        assertThat(result.rows()).isEqualTo(20000);
        assertThat(result.mediaFiles()).isEqualTo(3);
    }

    @Test
    void bringsDatabaseAndMediaAndPutsThemBack() throws Exception {
        // Given
        DatabaseAddress target = Platforms.empty("file_target");
        Platforms.execute(target, "CREATE TABLE old AS SELECT 7 AS a");
        Path media = Files.createDirectories(folder.resolve("media-b"));
        Files.writeString(media.resolve("old.txt"), "old");
        Files.writeString(media.resolve("one.txt"), "one");

        // When
        DirectResult result = new DirectImport(settings)
                .run(bundle, target, media, ProgressListener.NONE, Cancellation.NEVER);

        // Then
        assertThat(result.verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(Platforms.dump(target)).isEqualTo(Platforms.dump(source));
        assertThat(media.resolve("ñ/deep/two.txt")).hasContent("two");
        assertThat(media.resolve("old.txt")).doesNotExist();

        // When
        new DirectRollback(settings, target, media).run(result.jobId(), ProgressListener.NONE);

        // Then
        assertThat(Platforms.value(target, "SELECT a FROM old")).isEqualTo("7");
        assertThat(media.resolve("old.txt")).hasContent("old");
        assertThat(media.resolve("ñ")).doesNotExist();
    }

    @Test
    void refusesAlteredAndTruncatedBundlesAndLeavesTheTargetAlone() throws Exception {
        // Given
        DatabaseAddress target = Platforms.empty("file_safe");
        Platforms.execute(target, "CREATE TABLE old AS SELECT 7 AS a");
        byte[] bytes = Files.readAllBytes(bundle);
        byte[] altered = bytes.clone();
        for (int i = 200_000; i < 200_010; i++) {
            altered[i] ^= 0x55;
        }
        Path wrong = Files.write(folder.resolve("wrong.mdz"), altered);
        Path cut = Files.write(folder.resolve("cut.mdz"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        Path none = Files.writeString(folder.resolve("none.mdz"), "no bundle");

        // When // Then
        for (Path file : new Path[] {wrong, cut, none}) {
            assertThatThrownBy(() -> new DirectImport(settings)
                    .run(file, target, null, ProgressListener.NONE, Cancellation.NEVER))
                    .isInstanceOfSatisfying(EngineException.class, e ->
                            assertThat(e.code().name()).startsWith("BUNDLE_"));
            assertThatThrownBy(() -> new BundleInspection().run(file, ProgressListener.NONE, Cancellation.NEVER))
                    .isInstanceOf(EngineException.class);
        }
        assertThat(Platforms.value(target, "SELECT a FROM old")).isEqualTo("7");
        assertThat(Platforms.value(target, "SELECT count(*) FROM pg_database WHERE datname LIKE 'file_safe%'")).isEqualTo("1");
        assertThat(new BundleInspection().run(bundle, ProgressListener.NONE, Cancellation.NEVER).manifest().rows())
                .isEqualTo(20000);
    }

    @Test
    void refusesATargetWithoutRights() throws Exception {
        // Given
        DatabaseAddress target = Platforms.empty("file_weak");
        Platforms.execute(target, "DROP ROLE IF EXISTS file_weak; CREATE ROLE file_weak LOGIN PASSWORD 'x';"
                + " CREATE TABLE old AS SELECT 7 AS a");
        DatabaseAddress weak = new DatabaseAddress(
                target.host(), target.port(), target.database(), "file_weak", "x", null);

        // When // Then
        assertThatThrownBy(() -> new DirectImport(settings)
                .run(bundle, weak, null, ProgressListener.NONE, Cancellation.NEVER))
                .isInstanceOfSatisfying(EngineException.class, e ->
                        assertThat(e.code()).as(e.getMessage()).isEqualTo(EngineException.Code.TARGET_RIGHTS_MISSING));
        assertThat(Platforms.value(target, "SELECT a FROM old")).isEqualTo("7");
    }

    @Test
    void anExportThatFailsLeavesNoFile() throws Exception {
        // Given
        Path file = folder.resolve("never.mdz");

        // When // Then
        assertThatThrownBy(() -> new DirectExport(settings).run(
                source.withDatabase("no_such"), null, file, ProgressListener.NONE, Cancellation.NEVER))
                .isInstanceOf(EngineException.class);
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().contains("never")
                || path.getFileName().toString().startsWith(".mudanza-"));
    }

    @Test
    void stagedMediaThatFailTakeTheirDatabaseWithThem() throws Exception {
        // Given
        DatabaseAddress target = Platforms.empty("file_media");
        Path media = Files.writeString(folder.resolve("no-folder"), "a file where the folder should be");

        // When // Then
        assertThatThrownBy(() -> new DirectImport(settings)
                .run(bundle, target, media.resolve("below"), ProgressListener.NONE, Cancellation.NEVER))
                .isInstanceOf(EngineException.class);
        assertThat(Platforms.value(target, "SELECT count(*) FROM pg_database WHERE datname LIKE 'file_media%'")).isEqualTo("1");
    }
}
