package io.mudanza.dumps.restore;

import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.rows.InsertRows;
import io.mudanza.dumps.source.DumpItem;
import io.mudanza.dumps.source.DumpReader;
import io.mudanza.dumps.sql.CopyBlock;
import io.mudanza.dumps.sql.CopyHead;
import io.mudanza.dumps.sql.Cursor;
import io.mudanza.dumps.sql.ObjectName;
import io.mudanza.dumps.sql.RowSegment;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes blocks of rows off the dump, segment by segment, and knows the tables that had any. For the thread that reads. */
final class TableRows {

    private final RestoreRoom room;
    private final DumpReader reader;
    private final RowFlow flow;
    private final TableCatalog catalog;
    private final Map<String, LoadedTable> tables = new LinkedHashMap<>();
    private final Set<String> held = new HashSet<>();
    private int blocks;
    private boolean functionsUnknown;
    private boolean functions;
    private LoadedTable inserting;
    private RowSegment segment;
    private List<Boolean> omitted;
    private List<String> named;

    TableRows(RestoreRoom room, DumpReader reader, RowFlow flow, TableCatalog catalog) {
        this.room = room;
        this.reader = reader;
        this.flow = flow;
        this.catalog = catalog;
    }

    /** Holds back what needs the rows of tables that will come. */
    void announce(List<ObjectName> announced) {
        announced.forEach(name -> hold(name.quoted()));
    }

    /** The dump has ended: nothing is held back any more. */
    void end() {
        new ArrayList<>(held).forEach(this::release);
    }

    /** The dump has ended, and all its tasks are in the pool. */
    void readLast() throws SQLException {
        if (functionsMayWrite()) {
            tables().forEach(flow::readLast);
        }
    }

    /** A function is there, or another one than before. */
    void functionMade() {
        functionsUnknown = true;
    }

    /**
     * A check, an index or a view that calls a function may write rows whenever a statement runs: what was read back
     * before that says nothing.
     */
    private boolean functionsMayWrite() throws SQLException {
        if (functionsUnknown && !functions) {
            functions = catalog.hasFunctionsOfItsOwn();
            functionsUnknown = false;
        }
        return functions;
    }

    int blocks() {
        return blocks;
    }

    List<LoadedTable> tables() {
        return List.copyOf(tables.values());
    }

    /** Bytes of a table so far, {@code "schema"."name"}. */
    long bytesOf(String table) {
        LoadedTable known;
        synchronized (tables) {
            known = tables.get(table);
        }
        return known == null ? 0 : known.bytes();
    }

    void copy(CopyHead head, DumpItem.Opening opening, Context context, boolean schemaSeen)
            throws SQLException, IOException, InterruptedException {
        flush();
        blocks++;
        LoadedTable table = table(head.table().in(context.schema()), head.columns(), null, context, schemaSeen);
        if (table == null) {
            return;
        }
        CopyBlock block = opening.open();
        RowSegment next = flow.take();
        while (block.fill(next)) {
            flow.send(table, next);
            next = flow.take();
        }
        flow.giveBack(next);
        ended(table);
    }

    void insert(Cursor cursor, Context context, boolean schemaSeen)
            throws SQLException, IOException, InterruptedException {
        InsertRows insert = InsertRows.of(cursor);
        ObjectName name = insert.table().in(context.schema());
        boolean same = inserting != null && inserting.head().table().equals(name) && insert.omitted().equals(omitted)
                && java.util.Objects.equals(insert.columns(), named);
        if (!same) {
            flush();
            blocks++;
            inserting = table(name, insert.columns(), insert.omitted(), context, schemaSeen);
            omitted = insert.omitted();
            named = insert.columns();
        }
        if (inserting == null) {
            return;
        }
        if (segment == null) {
            segment = flow.take();
            segment.clear();
        }
        insert.addTo(segment);
        if (segment.full()) {
            flow.send(inserting, segment);
            segment = null;
        }
    }

    /** The rows of INSERTs so far go their way: something else comes. */
    void flush() throws SQLException, DumpException {
        if (inserting == null) {
            return;
        }
        if (segment != null) {
            flow.send(inserting, segment);
            segment = null;
        }
        ended(inserting);
        inserting = null;
    }

    /** Null when its rows are not wanted. */
    private LoadedTable table(
            ObjectName name, List<String> columns, List<Boolean> left, Context context, boolean schemaSeen)
            throws SQLException, DumpException {
        if (!room.request().selection().wantsRows(String.valueOf(name.schema()), name.name())) {
            release(name.quoted());
            return null;
        }
        LoadedTable found = catalog.find(name, columns, left, reader.facts().databaseMajor(), context);
        if (found == null) {
            throw schemaSeen
                    ? new DumpException(DumpException.Code.DUMP_CORRUPT, "The dump has rows of " + name.label()
                            + " but does not make that table. Make it again with pg_dump.")
                    : new DumpException(DumpException.Code.DUMP_WITHOUT_SCHEMA, "The dump has rows only, made with"
                            + " --data-only. Make it again without that option.");
        }
        LoadedTable before = tables.get(name.quoted());
        LoadedTable table = before != null && before.head().equals(found.head()) ? before : found;
        if (before != null && table != before) {
            throw new DumpException(DumpException.Code.DUMP_REFUSED, "The rows of " + name.label() + " come with their columns"
                    + " in different orders, as pg_dump --load-via-partition-root writes them when a partition has another"
                    + " order than its table. Make the dump without that option.");
        }
        synchronized (tables) {
            tables.put(name.quoted(), table);
        }
        hold(name.quoted());
        table.begin();
        return table;
    }

    private void ended(LoadedTable table) throws SQLException {
        if (!functionsMayWrite()) {
            flow.readBack(table);
        }
        release(table.quoted());
    }

    private void hold(String table) {
        if (held.add(table)) {
            room.pool().hold(Keys.rowsOf(table));
        }
    }

    private void release(String table) {
        if (held.remove(table)) {
            room.pool().release(Keys.rowsOf(table));
        }
    }
}
