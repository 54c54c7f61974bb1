package io.mudanza.importing.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.dumps.DumpLimits;
import io.mudanza.dumps.DumpProblem;
import io.mudanza.dumps.inspect.DumpInspection;
import io.mudanza.dumps.inspect.DumpInspector;
import io.mudanza.dumps.inspect.InspectionDepth;
import io.mudanza.dumps.source.DumpSource;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.people.AdministratorMerge;
import io.mudanza.platform.PlatformSettings;
import io.mudanza.platform.step.StepProgress;
import io.mudanza.steps.StepContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Looks through the dump of a restore before anything is created, and tells all that is wrong with it at once. */
@ApplicationScoped
public class DumpCheck {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LISTED = 50;

    private final PlatformSettings platform;
    private final FetchedDumps dumps;
    private final RestoreSettings settings;

    DumpCheck(PlatformSettings platform, FetchedDumps dumps, RestoreSettings settings) {
        this.platform = platform;
        this.dumps = dumps;
        this.settings = settings;
    }

    /**
     * What was found.
     *
     * @param head    the head of the bundle with what the dump says of itself
     * @param facts   for the saga; a refusal is among them
     * @param refused whether the dump cannot be restored
     */
    public record Checked(Head head, Map<String, Object> facts, boolean refused) {}

    /** @param head of the bundle that the backup became */
    public Checked check(StepContext context, Head head) throws EngineException, IOException, InterruptedException {
        if (Boolean.FALSE.equals(context.facts().get(StepFacts.RESTORE_SQL))) {
            return new Checked(head, Map.of(), false);
        }
        Path path = dumps.of(context);
        context.doing("reading through the dump");
        DumpInspection found;
        try (DumpSource source = DumpSource.open(path)) {
            found = new DumpInspector(settings.policy(platform.database()), DumpLimits.DEFAULT)
                    .inspect(source, InspectionDepth.WHOLE, serverMajor(), new StepProgress(context));
        }
        Map<String, Object> facts = facts(context, found);
        boolean refused = !found.usable();
        if (refused || context.options().dryRun()) {
            dumps.remove(context.jobId());
        }
        if (!refused) {
            String table = new AdministratorMerge(settings.users()).check(platform.database(), settings.survivor());
            context.log(LogLevel.INFO, table == null
                    ? "The platform has no table of users like Django's and none is named: no administrators are merged."
                    : "The administrators of " + table + " will be merged.");
        }
        return new Checked(with(head, found), facts, refused);
    }

    private Map<String, Object> facts(StepContext context, DumpInspection found) throws IOException {
        ObjectNode validation = (ObjectNode) JSON.readTree(context.fact(StepFacts.VALIDATION));
        ArrayNode errors = validation.withArray("errors");
        ArrayNode warnings = validation.withArray("warnings");
        Map<String, Object> facts = new HashMap<>();
        facts.put(StepFacts.REFUSED_CODE, "");
        StringBuilder sentences = new StringBuilder();
        for (DumpProblem problem : found.problems()) {
            if (problem.fatal()) {
                errors.addObject().put("code", problem.code().name().toLowerCase(java.util.Locale.ROOT))
                        .put("detail", problem.detail());
                facts.putIfAbsent("first", problem.code().name().toLowerCase(java.util.Locale.ROOT));
                sentences.append(sentences.isEmpty() ? "" : " ").append(problem.detail());
                context.log(LogLevel.ERROR, problem.detail());
            } else {
                warnings.add(problem.detail());
                context.log(LogLevel.WARNING, problem.detail());
            }
        }
        Object first = facts.remove("first");
        if (first != null) {
            validation.put("valid", false);
            facts.put(StepFacts.REFUSED_CODE, first);
            facts.put(StepFacts.REFUSED_DETAIL, sentences.toString());
        }
        describe((ObjectNode) validation.path("metadata"), found);
        facts.put(StepFacts.VALIDATION, JSON.writeValueAsString(validation));
        return facts;
    }

    private static void describe(ObjectNode metadata, DumpInspection found) throws IOException {
        metadata.put("dump_format", lower(found.format()));
        metadata.put("dump_compression", lower(found.compression()));
        metadata.put("database", found.database());
        metadata.put("database_version", found.databaseVersion());
        metadata.put("database_major", found.databaseMajor());
        metadata.put("pg_dump_version", found.dumpVersion());
        metadata.put("encoding", found.encoding());
        metadata.put("tables_count", found.tables().size());
        metadata.put("sql_records_count", found.rows());
        metadata.put("dump_plain_bytes", found.bytes());
        JsonNode extensions = JSON.readTree(BundleJson.write(found.extensions()));
        metadata.set("extensions", extensions);
        ArrayNode skipped = metadata.putArray("left_out");
        found.skipped().stream().limit(LISTED).forEach(one -> skipped.add(one.statement() + ": " + one.reason()));
        metadata.put("left_out_count", found.skipped().size());
    }

    private static String lower(Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static Head with(Head head, DumpInspection found) {
        return new Head(head.formatMajor(), head.formatMinor(), head.requires(), head.bundleId(), head.created(),
                head.producer(), head.node(), found.database() == null ? head.database() : found.database(),
                found.databaseVersion(), found.databaseMajor() * 10000, found.encoding(), null, null, null, null,
                Math.max(head.databaseBytes(), found.bytes()), head.media(), false, false, false, Math.max(0, found.largeObjects()),
                head.tables(), head.extensions(), head.roles(), head.tablespaces(), head.inventory(), head.notCarried());
    }

    private int serverMajor() throws EngineException {
        Connection connection = Connections.open(platform.database(), Side.TARGET);
        try {
            return Connections.serverVersion(connection) / 10000;
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "asking for the version of the server");
        } finally {
            Connections.close(connection);
        }
    }
}
