package io.mudanza.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.schema.TestDatabases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of a step that stands still with a transaction open while another run takes its place. */
class OvertakenRunTest {

    @TempDir
    Path folder;

    @Test
    void itsTransactionNeitherBlocksNorWrites() throws Exception {
        // Given
        Platform platform = new Platform(TestDatabases.create("overtaken"), folder);
        UUID job = UUID.randomUUID();
        DatabaseAddress shadow =
                platform.target().prepare(job, SwitchMode.DATABASE_SWAP, ProgressListener.NONE).address();
        TestDatabases.run(shadow, "CREATE TABLE public.ledger (part text PRIMARY KEY)");
        Connection zombie = Connections.open(shadow, Side.TARGET);
        zombie.setAutoCommit(false);
        zombie.createStatement().execute("INSERT INTO public.ledger VALUES ('part 1')");

        // When
        platform.target().prepare(job, SwitchMode.DATABASE_SWAP, ProgressListener.NONE);

        // Then
        TestDatabases.run(shadow, "SET lock_timeout = '2s'", "INSERT INTO public.ledger VALUES ('part 1')");
        assertThatThrownBy(zombie::commit).isInstanceOf(SQLException.class);
        assertThat(TestDatabases.column(shadow, "SELECT part FROM public.ledger")).containsExactly("part 1");
    }
}
