package io.mudanza.dumps.restore;

import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.policy.Decision;
import io.mudanza.dumps.policy.Phase;
import io.mudanza.dumps.policy.Skips;
import io.mudanza.dumps.policy.StatementRules;
import io.mudanza.dumps.source.DumpItem;
import io.mudanza.dumps.source.DumpReader;
import io.mudanza.dumps.sql.Cursor;
import io.mudanza.dumps.sql.Encodings;
import io.mudanza.dumps.sql.ObjectName;
import io.mudanza.dumps.sql.Statement;
import io.mudanza.engine.EngineException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes the dump item by item: judges each, does what is to be done at once, and keeps the rest for later. */
final class Intake {

    private final RestoreRoom room;
    private final DumpReader reader;
    private final ScratchSession session;
    private final Extensions extensions;
    private final TableRows rows;
    private final LateStatements late;
    private final LargeObjectWriter objects;
    private final Skips skips;
    private final StatementRules rules;
    private final Map<ObjectName, Decision.Sequence> sequences = new LinkedHashMap<>();
    private final int serverMajor;
    private Context context = Context.FIRST;
    private boolean makesTables;

    Intake(RestoreRoom room, DumpReader reader, ScratchSession session, Extensions extensions, TableRows rows,
            LateStatements late, LargeObjectWriter objects, Skips skips, int serverVersion) {
        this.room = room;
        this.reader = reader;
        this.session = session;
        this.extensions = extensions;
        this.rows = rows;
        this.late = late;
        this.objects = objects;
        this.skips = skips;
        this.serverMajor = serverVersion / 10000;
        this.rules = new StatementRules(room.request().policy());
    }

    /** Reads to the end. */
    void run() throws EngineException, SQLException, IOException, InterruptedException {
        for (DumpItem item = reader.next(); item != null; item = reader.next()) {
            room.cancellation().check();
            if (reader.facts().databaseMajor() > serverMajor) {
                throw new DumpException(DumpException.Code.DUMP_NEWER_THAN_SERVER, "The dump is of PostgreSQL "
                        + reader.facts().databaseVersion() + ", the server is a " + serverMajor
                        + ". Restore it into a server that is not older.");
            }
            switch (item) {
                case DumpItem.Sql(var statement) -> take(statement);
                case DumpItem.Rows(var head, var block) -> rows.copy(head, block, context, makesTables);
                case DumpItem.LargeObjectMade(var oid) -> objects.make(oid);
                case DumpItem.LargeObjectData(var oid, var data) -> {
                    rows.flush();
                    objects.contents(oid, data);
                }
                case DumpItem.NotTaken(var label) -> skips.add(label, "a restore does not take such data");
            }
        }
        rows.flush();
        objects.commit();
        if (room.request().requireData() && rows.blocks() == 0 && objects.count() == 0) {
            throw new DumpException(DumpException.Code.DUMP_WITHOUT_DATA, "The dump has no rows: it was made with"
                    + " --schema-only, or of an empty database. Make it again without that option.");
        }
    }

    /** States of sequences, in the order of the dump. */
    List<Decision.Sequence> sequences() {
        return List.copyOf(sequences.values());
    }

    private void take(Statement statement) throws EngineException, SQLException, IOException, InterruptedException {
        Decision decision = rules.judge(statement);
        if (!(decision instanceof Decision.Insert)) {
            rows.flush();
        }
        switch (decision) {
            case Decision.Run run -> run(statement, run);
            case Decision.Skip(var reason) -> skips.add(statement.head(), reason);
            case Decision.Nothing() -> {
                // It says nothing that matters here.
            }
            case Decision.Setting setting -> set(setting);
            case Decision.Extension extension -> extensions.make(extension);
            case Decision.Sequence sequence -> sequences.put(
                    sequence.name().in(context.schema()),
                    new Decision.Sequence(sequence.name().in(context.schema()), sequence.value(), sequence.called()));
            case Decision.Rows any -> throw new DumpException(DumpException.Code.DUMP_REFUSED,
                    "The dump has a COPY where an archive has none. Make it again with pg_dump.");
            case Decision.Insert() -> rows.insert(new Cursor(statement), context, makesTables);
            case Decision.LargeObject step -> objects.step(step);
        }
    }

    private void run(Statement statement, Decision.Run run) throws EngineException, SQLException, DumpException {
        List<ObjectName> tables = new ArrayList<>();
        run.tables().forEach(table -> tables.add(table.in(context.schema())));
        for (ObjectName table : tables) {
            if (!room.request().selection().wants(String.valueOf(table.schema()), table.name())
                    && !statement.starts("CREATE", "VIEW")) {
                skips.add(statement.head(), LateStatements.LEFT_OUT);
                return;
            }
        }
        makesTables |= statement.starts("CREATE", "TABLE") || statement.starts("CREATE", "UNLOGGED");
        if (statement.starts("CREATE", "FUNCTION") || statement.starts("CREATE", "OR", "REPLACE", "FUNCTION")) {
            rows.functionMade();
        }
        Planned planned = new Planned(run.sql(), statement.head(), tables, context);
        if (run.phase() != Phase.BEFORE_ROWS) {
            late.add(run.phase(), planned);
            return;
        }
        room.progress().doing(planned.head());
        try {
            session.run(planned);
        } catch (SQLException e) {
            if (!LateStatements.notYet(e)) {
                throw LateStatements.problem(planned, e);
            }
            // A view that needs a key, say: it is tried again when the keys are there, and its error is told then.
            late.add(Phase.MIDDLE, planned);
        }
    }

    private void set(Decision.Setting setting) throws DumpException {
        String value = setting.values().getFirst();
        switch (setting.name()) {
            case "client_encoding" -> {
                context = context.withEncoding(
                        Encodings.plain(value).equals("UNICODE") ? "UTF8" : value, Encodings.charset(value));
                reader.charset(context.charset());
            }
            case "standard_conforming_strings" -> {
                context = context.withStandardStrings(!value.equals("off") && !value.equals("false"));
                reader.standardStrings(context.standardStrings());
            }
            case "search_path" -> context = context.withSearchPath(
                    setting.values().stream().filter(schema -> !schema.isEmpty()).toList());
            case "xmloption" -> context = context.withXmlOption(value.equals("document") ? "document" : "content");
            default -> throw new IllegalStateException(setting.name());
        }
    }
}
