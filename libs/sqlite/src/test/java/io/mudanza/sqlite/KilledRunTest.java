package io.mudanza.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.bundle.sign.NodeKey;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.direct.DirectSettings;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.verify.Verdict;
import io.mudanza.sqlite.intake.IntakeOptions;
import io.mudanza.sqlite.testing.Lite;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledRunTest {

    @TempDir
    Path folder;

    /** The run that is killed. */
    public static void main(String[] arguments) throws Exception {
        new SqliteImport(DirectSettings.defaults(NodeKey.generate(), Path.of(arguments[2])), IntakeOptions.strict()).run(
                "copy", Path.of(arguments[0]), DatabaseAddress.parse(arguments[1], null, null), ProgressListener.NONE,
                Cancellation.NEVER);
    }

    @Test
    void leavesTheTargetAsItWasAndTheNextRunTidiesUp() throws Exception {
        // Given
        Lite lite = new Lite(folder).sqlite("CREATE TABLE t (id integer PRIMARY KEY, a text)", "INSERT INTO t"
                + " WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n WHERE v < 400000) SELECT v, hex(randomblob(40)) FROM n")
                .postgres("CREATE TABLE t (id bigint PRIMARY KEY, a text); INSERT INTO t VALUES (0, 'before')");
        String databases = "SELECT count(*) FROM pg_database WHERE datname LIKE '%" + lite.target().database() + "%'";
        DatabaseAddress target = lite.target();
        Process run = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), KilledRunTest.class.getName(), lite.file().toString(),
                "postgresql://" + target.user() + ":" + target.password() + "@" + target.host() + ":" + target.port() + "/"
                        + target.database(), lite.settings().journal().toString()).inheritIO().start();

        // When
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (lite.value(databases).equals("1") && run.isAlive() && System.nanoTime() < limit) {
            Thread.onSpinWait();
        }
        run.destroyForcibly().waitFor();

        // Then
        assertThat(lite.rows("SELECT a FROM t")).containsExactly("before");
        assertThat(lite.value(databases)).isEqualTo("2");

        // When
        IntakeResult result = lite.bring();

        // Then
        assertThat(result.run().verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(lite.value("SELECT count(*) FROM t")).isEqualTo("400000");
        lite.rollBack(result.run().jobId());
        assertThat(lite.rows("SELECT a FROM t")).containsExactly("before");
    }
}
