package io.mudanza.dumps.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.dumps.testing.Dumped;
import io.mudanza.embedded.postgres.EmbeddedPostgres;
import io.mudanza.engine.connect.DatabaseAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many tables cost what each of them costs, not its square. */
@Timeout(120)
class ManyTablesTest {

    private static final int TABLES = 1500;

    @TempDir
    static Path folder;

    private static EmbeddedPostgres server;

    @BeforeAll
    static void makeTables() throws Exception {
        server = EmbeddedPostgres.configure().durable(false).start();
        Dumped.execute(address("postgres"), "CREATE DATABASE source");
        for (int from = 0; from < TABLES; from += 500) {
            Dumped.execute(address("source"), "DO $$ BEGIN FOR i IN " + from + ".." + (from + 499) + " LOOP"
                    + " EXECUTE format('CREATE TABLE t%s (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL,"
                    + " other int %s)', i, CASE WHEN i > 0 THEN 'REFERENCES t' || i - 1 ELSE '' END);"
                    + " EXECUTE format('CREATE INDEX ON t%s (name)', i);"
                    + " EXECUTE format('INSERT INTO t%s (name, other) SELECT ''row '' || g, CASE WHEN %s > 0 THEN g END"
                    + " FROM generate_series(1, 3) g', i, i); END LOOP; END $$");
        }
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static DatabaseAddress address(String database) throws Exception {
        return DatabaseAddress.parse(server.url(database), null, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Fc", "-Fp"})
    void areRestored(String format) throws Exception {
        // Given
        Path dump = Dumped.dump(address("source"), folder.resolve("dump" + format), format);
        String name = "restored" + format.charAt(2);
        Dumped.execute(address("postgres"), "CREATE DATABASE " + name);

        // When
        DumpReport report = Dumped.restore(dump, address(name));

        // Then
        assertThat(report.equal()).isTrue();
        assertThat(report.rows()).isEqualTo(3L * TABLES);
        assertThat(Dumped.one(address(name), "SELECT count(*) FROM pg_constraint WHERE contype = 'f'"))
                .isEqualTo(String.valueOf(TABLES - 1));
    }
}
