package io.mudanza.dumps.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.dumps.policy.DefinerRights;
import io.mudanza.dumps.policy.DumpPolicy;
import io.mudanza.dumps.source.DumpSource;
import io.mudanza.dumps.testing.Dumped;
import io.mudanza.engine.connect.DatabaseAddress;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What many databases have and random ones found. */
class PlainThingsTest {

    @TempDir
    Path folder;

    @Test
    void severalExtensionsInOneSchemaAreNoIntrusion() throws Exception {
        // Given
        DatabaseAddress source = Dumped.empty("extensions");
        Dumped.execute(source, """
                CREATE EXTENSION citext; CREATE EXTENSION hstore; CREATE EXTENSION ltree; CREATE EXTENSION pg_trgm;
                CREATE TABLE t (a citext PRIMARY KEY, h hstore, l ltree[]);
                INSERT INTO t VALUES ('A', 'a=>1', '{a.b}')""");
        Path dump = Dumped.dump(source, folder.resolve("d"), "-Fc");

        // When
        DatabaseAddress scratch = Dumped.empty("extensions_restored");
        DumpReport report = Dumped.restore(DumpSource.open(dump), scratch,
                new DumpPolicy(Set.of("citext", "hstore", "ltree", "pg_trgm"), DefinerRights.REFUSE));

        // Then
        assertThat(report.equal()).isTrue();
        assertThat(Dumped.text(scratch)).isEqualTo(Dumped.text(source));
    }

    @Test
    void namesAsValuesMayStandInQuotes() throws Exception {
        // Given
        DatabaseAddress source = Dumped.empty("names");
        Dumped.execute(source, "CREATE TABLE t (a regclass, b regtype[]); INSERT INTO t VALUES ('pg_class', '{int4,text}')");
        Path dump = Dumped.dump(source, folder.resolve("d"), "-Fp", "--quote-all-identifiers");

        // When
        DatabaseAddress scratch = Dumped.empty("names_restored");
        DumpReport report = Dumped.restore(dump, scratch);

        // Then
        assertThat(report.tables()).allSatisfy(table -> assertThat(table.equal()).as(table.toString()).isTrue());
        assertThat(Dumped.one(scratch, "SELECT t::text FROM t")).isEqualTo(Dumped.one(source, "SELECT t::text FROM t"));
    }
}
