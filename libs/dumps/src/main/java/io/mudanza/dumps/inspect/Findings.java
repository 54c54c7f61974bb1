package io.mudanza.dumps.inspect;

import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.DumpException.Code;
import io.mudanza.dumps.DumpProblem;
import io.mudanza.dumps.policy.Decision;
import io.mudanza.dumps.policy.DumpPolicy;
import io.mudanza.dumps.policy.Skips;
import io.mudanza.dumps.policy.StatementRules;
import io.mudanza.dumps.rows.InsertRows;
import io.mudanza.dumps.source.DumpFacts;
import io.mudanza.dumps.source.DumpItem;
import io.mudanza.dumps.source.DumpReader;
import io.mudanza.dumps.sql.Cursor;
import io.mudanza.dumps.sql.CopyBlock;
import io.mudanza.dumps.sql.Encodings;
import io.mudanza.dumps.sql.ObjectName;
import io.mudanza.dumps.sql.RowSegment;
import io.mudanza.dumps.sql.Statement;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.progress.Cancellation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one inspection has found so far. A statement that is refused is noted, and the reading goes on. */
final class Findings {

    /** Of a plain dump the head is read, up to the first rows or this many bytes. */
    private static final long HEAD = 8L << 20;

    private static final int MOST_PROBLEMS = 20;

    private record Count(long rows, long bytes) {}

    private final String name;
    private final InspectionDepth depth;
    private final StatementRules rules;
    private final Skips skips = new Skips();
    private final List<DumpProblem> problems = new ArrayList<>();
    private final List<String> extensions = new ArrayList<>();
    private final Map<String, DumpTable> tables = new LinkedHashMap<>();
    private final RowSegment segment = new RowSegment();
    private DumpReader reader;
    private DumpFacts facts;
    private String schema;
    private String encoding;
    private boolean hasSchema;
    private boolean hasData;
    private boolean complete;
    private long objects;

    Findings(String name, InspectionDepth depth, DumpPolicy policy) {
        this.name = name;
        this.depth = depth;
        this.rules = new StatementRules(policy);
    }

    void reading(DumpReader opened) {
        reader = opened;
        facts = reader.facts();
        for (ObjectName table : reader.announced()) {
            hasData = true;
            put(table, -1, -1);
        }
    }

    void readAll(Cancellation cancellation) throws IOException, EngineException {
        try {
            for (DumpItem item = reader.next(); item != null; item = reader.next()) {
                cancellation.check();
                boolean enough = depth == InspectionDepth.HEAD
                        && (reader.position() > HEAD || !(item instanceof DumpItem.Sql || item instanceof DumpItem.LargeObjectMade));
                if (!take(item, cancellation) || enough) {
                    return;
                }
            }
            complete = true;
        } finally {
            facts = reader.facts();
        }
    }

    void problem(Code code, String detail) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new DumpProblem(code, true, detail));
        }
    }

    /** False when the rest need not be read: at the head of a dump its first rows. */
    private boolean take(DumpItem item, Cancellation cancellation) throws IOException, EngineException {
        switch (item) {
            case DumpItem.Sql(var statement) -> statement(statement);
            case DumpItem.Rows(var head, var opening) -> {
                hasData = true;
                if (depth == InspectionDepth.HEAD) {
                    put(head.table(), -1, -1);
                    return false;
                }
                CopyBlock block = opening.open();
                long rows = 0;
                long bytes = 0;
                while (block.fill(segment)) {
                    cancellation.check();
                    rows += segment.rows();
                    bytes += segment.length();
                }
                put(head.table(), rows, bytes);
            }
            case DumpItem.LargeObjectMade any -> hasData = true;
            case DumpItem.LargeObjectData(var oid, var data) -> {
                hasData = true;
                objects++;
                data.transferTo(java.io.OutputStream.nullOutputStream());
            }
            case DumpItem.NotTaken(var label) -> skips.add(label, "a restore does not take such data");
        }
        return true;
    }

    private void statement(Statement statement) throws DumpException {
        try {
            judged(statement, rules.judge(statement));
        } catch (DumpException e) {
            if (e.code() != Code.DUMP_REFUSED && e.code() != Code.DUMP_EXTENSION_REFUSED) {
                throw e;
            }
            problem(e.code(), e.getMessage());
        }
    }

    private void judged(Statement statement, Decision decision) throws DumpException {
        switch (decision) {
            case Decision.Run run -> hasSchema |= statement.starts("CREATE", "TABLE") || statement.starts("CREATE", "UNLOGGED");
            case Decision.Skip(var reason) -> skips.add(statement.head(), reason);
            case Decision.Setting setting -> setting(setting);
            case Decision.Extension extension -> extensions.add(extension.name());
            case Decision.Insert() -> {
                InsertRows rows = InsertRows.of(new Cursor(statement));
                hasData = true;
                put(rows.table(), rows.rows().size(), rows.rows().stream().mapToLong(row -> row.length).sum());
            }
            case Decision.LargeObject step -> {
                hasData = true;
                objects += step.step() == Decision.LargeObject.Step.OPEN ? 1 : 0;
            }
            case Decision.Nothing() -> { }
            case Decision.Sequence any -> { }
            case Decision.Rows any -> { }
        }
    }

    private void setting(Decision.Setting setting) throws DumpException {
        String value = setting.values().getFirst();
        switch (setting.name()) {
            case "client_encoding" -> {
                encoding = value;
                reader.charset(Encodings.charset(value));
            }
            case "standard_conforming_strings" -> reader.standardStrings(!value.equals("off") && !value.equals("false"));
            case "search_path" -> schema = value.isEmpty() ? null : value;
            default -> {
                // It does not matter to an inspection.
            }
        }
    }

    private void put(ObjectName table, long rows, long bytes) {
        ObjectName full = table.in(schema);
        tables.merge(full.label(), new DumpTable(String.valueOf(full.schema()), full.name(), rows, bytes),
                (before, now) -> new DumpTable(before.schema(), before.name(),
                        Math.max(before.rows(), 0) + now.rows(), Math.max(before.bytes(), 0) + now.bytes()));
    }

    DumpInspection inspection(int serverMajor) {
        boolean whole = depth == InspectionDepth.WHOLE && complete;
        if (whole) {
            // Tables that were announced and turned out to have no rows.
            tables.replaceAll((label, table) -> table.rows() >= 0
                    ? table
                    : new DumpTable(table.schema(), table.name(), 0, 0));
        }
        if (facts != null && serverMajor > 0 && facts.databaseMajor() > serverMajor) {
            problems.addFirst(new DumpProblem(Code.DUMP_NEWER_THAN_SERVER, true, "The dump is of PostgreSQL "
                    + facts.databaseVersion() + ", the server is a " + serverMajor
                    + ". Restore it into a server that is not older."));
        }
        boolean toc = facts != null && facts.archiveVersion() != null;
        if ((complete || toc) && !hasData && problems.isEmpty()) {
            problem(Code.DUMP_WITHOUT_DATA, "The dump has no rows: it was made with --schema-only, or of an empty"
                    + " database. Make it again without that option.");
        } else if ((complete || toc) && hasData && !hasSchema && !tables.isEmpty() && problems.isEmpty()) {
            problem(Code.DUMP_WITHOUT_SCHEMA, "The dump has rows only, made with --data-only. Make it again without that"
                    + " option.");
        }
        Count all = new Count(tables.values().stream().mapToLong(DumpTable::rows).sum(),
                tables.values().stream().mapToLong(DumpTable::bytes).sum());
        return new DumpInspection(
                name, depth,
                facts == null ? null : facts.format(),
                facts == null ? null : facts.compression(),
                facts == null ? null : facts.archiveVersion(),
                facts == null ? null : facts.database(),
                facts == null ? null : facts.databaseVersion(),
                facts == null ? null : facts.dumpVersion(),
                encoding, List.copyOf(tables.values()), hasSchema, hasData, whole ? objects : -1, extensions,
                whole ? all.rows() : -1, whole ? all.bytes() : -1, skips.list(), problems);
    }
}
