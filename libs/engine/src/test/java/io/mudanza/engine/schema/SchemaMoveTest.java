package io.mudanza.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaMoveTest {

    @Test
    void movesAHostileSchemaSoThatBothDumpsAreEqual() throws Exception {
        // Given
        DatabaseAddress source = TestDatabases.hostile();
        DatabaseAddress target = TestDatabases.create("copy");
        SchemaReader reader = new SchemaReader(PgDump.find(null, 15));
        SchemaTexts texts = reader.read(source, null, SchemaSelection.ALL, Cancellation.NEVER);
        SchemaApplier applier = new SchemaApplier(target, ProgressListener.NONE, Cancellation.NEVER);

        // When
        SchemaReport report = applier.applyPreData(texts).plus(applier.applyPostData(texts, 3));

        // Then
        assertThat(report.skipped()).isEmpty();
        assertThat(report.substitutedOwners()).isEmpty();
        SchemaTexts copied = reader.read(target, null, SchemaSelection.ALL, Cancellation.NEVER);
        assertThat(SchemaComparison.compare(texts, copied, TargetRoles.read(target), true)).isEmpty();
        TestDatabases.run(target, "ALTER EVENT TRIGGER no_ddl DISABLE", "DROP SCHEMA _mudanza CASCADE",
                "ALTER EVENT TRIGGER no_ddl ENABLE");
        assertThat(TestDatabases.dump(target)).isEqualTo(TestDatabases.dump(source));
        assertThat(TestDatabases.column(target,
                "SELECT matviewname FROM pg_matviews WHERE ispopulated ORDER BY 1"))
                .containsExactly("a_mv_on_mv", "mv_full");
    }

    @Test
    void appliesNothingTwice() throws Exception {
        // Given
        DatabaseAddress source = TestDatabases.hostile();
        DatabaseAddress target = TestDatabases.create("again");
        SchemaTexts texts = new SchemaReader(PgDump.find(null, 15))
                .read(source, null, SchemaSelection.ALL, Cancellation.NEVER);
        SchemaApplier applier = new SchemaApplier(target, ProgressListener.NONE, Cancellation.NEVER);

        // When
        applier.applyPreData(texts);
        applier.applyPreData(texts);
        applier.applyPostData(texts, 2);
        applier.applyPostData(texts, 2);

        // Then
        assertThat(TestDatabases.column(target, "SELECT count(*) FROM pg_event_trigger")).containsExactly("1");
    }

    @Test
    void leavesOutWhatNeedsATableThatWasNotChosen() throws Exception {
        // Given
        DatabaseAddress source = TestDatabases.hostile();
        DatabaseAddress target = TestDatabases.create("part");
        SchemaSelection selection = new SchemaSelection(List.of(), List.of("public.users", "sales; drop.second"));

        // When
        SchemaTexts texts =
                new SchemaReader(PgDump.find(null, 15)).read(source, null, selection, Cancellation.NEVER);
        SchemaApplier applier = new SchemaApplier(target, ProgressListener.NONE, Cancellation.NEVER);
        applier.applyPreData(texts);
        applier.applyPostData(texts, 2);

        // Then
        assertThat(texts.omitted()).contains("VIEW OR CHILD TABLE public.by_key", "VIEW OR CHILD TABLE public.mv_full")
                .anyMatch(line -> line.startsWith("FK CONSTRAINT public.events"))
                .anyMatch(line -> line.endsWith("circle1"));
        assertThat(TestDatabases.column(target, "SELECT relname FROM pg_class WHERE relname IN ('users', 'parent')"))
                .containsExactly("parent");
    }
}
