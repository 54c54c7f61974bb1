package io.mudanza.engine.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.TableTotal;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.tar.BundleFile;
import io.mudanza.bundle.tar.BundleTar;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.load.LoadRequest;
import io.mudanza.engine.load.LoadSummary;
import io.mudanza.engine.load.Loader;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.schema.SchemaSelection;
import io.mudanza.engine.testing.Move;
import io.mudanza.engine.testing.Platforms;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ExtractorTest {

    @TempDir
    Path folder;

    @Test
    void digestsOnlyAreThoseOfAnExtractWithRows() throws Exception {
        Manifest whole = new Move(Platforms.torture(), folder.resolve("a")).extract();
        Manifest digests = new Move(Platforms.torture(), folder.resolve("b"))
                .extract(ExtractRequest.of(Platforms.torture(), "test").withDigestOnly(true));

        assertThat(digests.parts()).extracting(Part::kind).containsOnly(PartKind.SCHEMA);
        assertThat(digests.tables().stream().map(TableTotal::digest).toList())
                .isEqualTo(whole.tables().stream().map(TableTotal::digest).toList());
        assertThat(digests.largeObjects()).isEqualTo(whole.largeObjects());
    }

    @Test
    void aLoadFollowsAnExtractThatStillRuns() throws Exception {
        Move move = new Move(Platforms.torture(), folder);
        DatabaseAddress target = Platforms.empty("follows");

        CompletableFuture<LoadSummary> load = CompletableFuture.supplyAsync(() -> {
            try {
                return move.load(target);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Manifest manifest = move.extract();

        assertThat(load.get().rows()).isEqualTo(manifest.rows());
    }

    @Test
    void aFileHoldsTheWholeBundle() throws Exception {
        Move move = new Move(Platforms.torture(), folder);
        Manifest manifest = move.extract();
        Path file = folder.resolve("platform.mudanza");
        try (InputStream in = BundleTar.of(move.store()).open(0)) {
            Files.copy(in, file);
        }
        DatabaseAddress target = Platforms.empty("from_file");

        try (BundleFile bundle = BundleFile.open(file)) {
            LoadSummary summary = new Loader().load(
                    LoadRequest.of(target), bundle.feed(), ProgressListener.NONE, Cancellation.NEVER);
            assertThat(summary.rows()).isEqualTo(manifest.rows());
        }
    }

    @Test
    void selectionsNameWhatStaysBehind() throws Exception {
        ExtractRequest request = ExtractRequest.of(Platforms.torture(), "test")
                .withSelection(new SchemaSelection(List.of("public.tree", "Sales Dept.*"), List.of()));

        Manifest manifest = new Move(Platforms.torture(), folder).extract(request);

        assertThat(manifest.head().tables()).extracting(table -> table.label())
                .containsExactlyInAnyOrder("public.tree", "Sales Dept.Order");
        assertThat(manifest.head().notCarried()).extracting(object -> object.name())
                .contains("public.every_type", "3 large objects").doesNotContain("public.tree");
    }

    @Test
    void whoMayConnectToTheDatabaseIsTheMatterOfEachSide() throws Exception {
        DatabaseAddress platform = Platforms.empty("doors");
        String name = platform.database();
        Platforms.execute(platform, "CREATE TABLE t (a int); COMMENT ON DATABASE " + name + " IS 'ours';"
                + " REVOKE CONNECT ON DATABASE " + name + " FROM PUBLIC; DROP ROLE IF EXISTS clerk; CREATE ROLE clerk;"
                + " GRANT CONNECT, CREATE ON DATABASE " + name + " TO clerk");

        Manifest manifest = new Move(platform, folder).extract(ExtractRequest.of(platform, "test"));

        assertThat(manifest.head().notCarried()).isEmpty();
        Platforms.execute(platform, "DROP OWNED BY clerk; DROP ROLE clerk");
    }

    @Test
    void namesTheTablesThatARoleCannotReadBeforeAnythingMoves() throws Exception {
        DatabaseAddress platform = Platforms.empty("rights");
        Platforms.execute(platform, "CREATE TABLE open_one (a int); CREATE TABLE shut (a int); CREATE TABLE filtered (a int);"
                + " ALTER TABLE filtered ENABLE ROW LEVEL SECURITY; CREATE ROLE reader_of_little LOGIN PASSWORD 'x';"
                + " GRANT SELECT ON open_one, filtered TO reader_of_little");
        DatabaseAddress reader = new DatabaseAddress(
                platform.host(), platform.port(), platform.database(), "reader_of_little", "x", null);

        assertThatThrownBy(() -> new Move(reader, folder).extract())
                .isInstanceOfSatisfying(EngineException.class,
                        e -> assertThat(e.code()).isEqualTo(EngineException.Code.SOURCE_RIGHTS_MISSING))
                .hasMessageContaining("public.shut").hasMessageContaining("public.filtered")
                .hasMessageNotContaining("open_one");
    }
}
