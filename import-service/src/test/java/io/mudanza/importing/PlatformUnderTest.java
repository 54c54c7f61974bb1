package io.mudanza.importing;

import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.platform.standin.SourceBundle;
import io.mudanza.platform.standin.StepClient;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A platform with one old song, the bundle that shall replace it, and the steps of one job. */
public abstract class PlatformUnderTest {

    private static SourceBundle source;

    @ConfigProperty(name = "mudanza.platform.database-url")
    protected String url;

    @ConfigProperty(name = "mudanza.platform.username")
    protected String user;

    @ConfigProperty(name = "mudanza.platform.password")
    protected String password;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    protected String brokers;

    @ConfigProperty(name = "mudanza.topic-prefix")
    protected String prefix;

    protected StepClient steps;
    protected final UUID job = UUID.randomUUID();
    protected final Map<String, Object> facts = new HashMap<>();

    @BeforeEach
    void oldSong() throws Exception {
        steps = new StepClient(brokers, prefix);
        SourceBundle.run(platform(), "DROP SCHEMA public CASCADE", "CREATE SCHEMA public",
                "CREATE TABLE old_song (id int PRIMARY KEY)", "INSERT INTO old_song VALUES (7)");
    }

    @AfterEach
    void closeSteps() {
        steps.close();
    }

    /** What shall replace the platform; made once. */
    protected static SourceBundle source() throws Exception {
        if (source == null) {
            source = new SourceBundle();
        }
        return source;
    }

    protected final DatabaseAddress platform() throws Exception {
        return DatabaseAddress.parse(url, user, password);
    }

    /** Rows of one column. */
    protected final List<String> texts(String sql) throws Exception {
        List<String> texts = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    /** Runs a step with what the steps before it found. */
    protected final StepClient.Ending run(StepKind kind, JobOptions options) {
        StepClient.Ending ending = steps.run(job, kind, JobDirection.PULL, options, facts);
        if (ending.completed() != null) {
            facts.putAll(ending.facts());
        }
        return ending;
    }
}
