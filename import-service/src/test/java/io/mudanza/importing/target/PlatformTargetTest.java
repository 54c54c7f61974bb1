package io.mudanza.importing.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.checkpoint.SwitchMode;
import io.mudanza.engine.checkpoint.SwitchSettings;
import io.mudanza.engine.checkpoint.TargetSwitch;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.importing.ImportingNode;
import io.mudanza.platform.PlatformSettings;
import io.mudanza.steps.StepContext;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ImportingNode.class)
class PlatformTargetTest {

    @Inject
    PlatformTarget target;

    @Inject
    PlatformTurn turn;

    @Inject
    PlatformSettings settings;

    @Inject
    @DataSource("importing")
    AgroalDataSource database;

    @Test
    void whatWasDoneCountsThoughTheTurnsConnectionIsLost() throws Exception {
        // When
        String done = turn.take(() -> {
            endSessionsWithLocks();
            return "done";
        });
        String next = turn.take(() -> "next");

        // Then
        assertThat(done).isEqualTo("done");
        assertThat(next).isEqualTo("next");
    }

    @Test
    void aSwitchThatLosesItsDatabaseIsAskedAgain() throws Exception {
        // Given
        List<Boolean> calls = new ArrayList<>();

        // When
        String result = target.complete(context(true), (platform, again) -> {
            calls.add(again);
            if (calls.size() < 3) {
                throw new EngineException(EngineException.Code.TARGET_LOST, "The server is gone.");
            }
            return "switched";
        });

        // Then
        assertThat(result).isEqualTo("switched");
        assertThat(calls).containsExactly(false, true, true);
    }

    @Test
    void whatIsAskedAgainFindsTheDatabasesOpenThatACutOffSwitchHadClosed() throws Exception {
        // Given
        UUID job = UUID.randomUUID();
        StepContext context = context(true);
        DatabaseAddress shadow = target.use(context,
                platform -> platform.prepare(job, SwitchMode.DATABASE_SWAP, ProgressListener.NONE).address());
        List<String> seen = new ArrayList<>();

        // When the server is lost between the two renames
        target.complete(context, (platform, again) -> {
            if (!again) {
                seen.add(cutOff(job));
                throw new EngineException(EngineException.Code.TARGET_LOST, "The server is gone.");
            }
            Connections.close(Connections.open(shadow, Side.TARGET));
            Connections.close(Connections.open(settings.database(), Side.TARGET));
            return seen.add("both let in");
        });

        // Then
        assertThat(seen).containsExactly("publish:first-rename", "both let in");
        target.use(context, platform -> {
            platform.discard(job);
            return null;
        });
    }

    /** Half a publish, that nobody takes back. */
    private String cutOff(UUID job) throws EngineException, InterruptedException {
        SwitchSettings switched = new SwitchSettings(settings.database(), null, target.journal(), Duration.ZERO);
        TargetSwitch dying = new TargetSwitch(switched, point -> {
            if (point.equals("publish:first-rename")) {
                throw new AssertionError(point);
            }
        });
        try {
            dying.publish(job, false, true, ProgressListener.NONE);
            return "published";
        } catch (AssertionError end) {
            return end.getMessage();
        }
    }

    @Test
    void aRefusalIsNotAskedAgain() {
        // Then
        assertThatThrownBy(() -> target.complete(context(true), (platform, again) -> {
            throw new EngineException(EngineException.Code.CHECKPOINT_MISSING, "There is none.");
        })).isInstanceOfSatisfying(EngineException.class,
                e -> assertThat(e.code()).isEqualTo(EngineException.Code.CHECKPOINT_MISSING));
    }

    @Test
    void whoWasOvertakenChangesNothing() {
        // Given
        List<String> changes = new ArrayList<>();

        // When
        assertThatThrownBy(() -> target.use(context(false), platform -> changes.add("changed")))
                .isInstanceOf(InterruptedException.class);

        // Then
        assertThat(changes).isEmpty();
    }

    private void endSessionsWithLocks() {
        try (Connection connection = database.getConnection(); var statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
                    + " AND pid <> pg_backend_pid()");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A step's context of which only the lease matters. */
    private static StepContext context(boolean ours) {
        return (StepContext) Proxy.newProxyInstance(StepContext.class.getClassLoader(),
                new Class<?>[] {StepContext.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "stillOurs" -> ours;
                    case "attempt" -> 1;
                    case "jobId" -> UUID.randomUUID();
                    case "doing" -> null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
