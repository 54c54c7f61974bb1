package io.mudanza.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutovacuumPauseTest {

    private static final String ODD = "\"s\".\"o'd\"\"d\"";
    private static final String DECIDED = "\"s\".\"decided\"";
    private static final String OPTIONS =
            "SELECT c.relname || ' ' || coalesce(c.reloptions::text, '-') FROM pg_class c WHERE relnamespace = 's'::regnamespace"
                    + " AND relkind = 'r' ORDER BY 1";

    @Test
    void autovacuumKeepsAwayUntilThePlatformDecidesAgain() throws Exception {
        // Given a table with a name that hurts, and one for which the platform has decided
        DatabaseAddress target = TestDatabases.create("quiet");
        SchemaTexts texts = texts();
        SchemaApplier applier = new SchemaApplier(target, ProgressListener.NONE, Cancellation.NEVER);
        applier.applyPreData(texts);

        // When
        applier.pauseAutovacuum(List.of(ODD, DECIDED, "\"s\".\"gone\""));

        // Then
        assertThat(TestDatabases.column(target, OPTIONS)).containsExactly(
                "decided {autovacuum_enabled=true}", "o'd\"d {fillfactor=70,autovacuum_enabled=off}", "other -");

        // When what comes after the rows is applied, by a load that was killed once behind it
        applier.applyPostData(texts, 2);
        applier.pauseAutovacuum(List.of(ODD, DECIDED));
        applier.applyPostData(texts, 2);

        // Then
        assertThat(TestDatabases.column(target, OPTIONS)).containsExactly(
                "decided {autovacuum_enabled=true}", "o'd\"d {fillfactor=70}", "other -");
        assertThat(TestDatabases.column(target, "SELECT relation FROM _mudanza.unvacuumed")).isEmpty();
    }

    private static SchemaTexts texts() throws Exception {
        DatabaseAddress source = TestDatabases.create("loud");
        TestDatabases.run(source, "CREATE SCHEMA s", "CREATE TABLE " + ODD + " (a int) WITH (fillfactor = 70)",
                "CREATE TABLE " + DECIDED + " (a int) WITH (autovacuum_enabled = true)", "CREATE TABLE s.other (a int)",
                // It forbids every change of the schema once it is there.
                "CREATE FUNCTION s.no() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$",
                "CREATE EVENT TRIGGER no ON ddl_command_start EXECUTE FUNCTION s.no()");
        return new SchemaReader(PgDump.find(null, 15))
                .read(source, null, SchemaSelection.ALL, Cancellation.NEVER);
    }
}
