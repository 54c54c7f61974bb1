package io.mudanza.importing.restore;

import io.mudanza.bundle.digest.CopyFormat;
import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.SequenceState;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.bundle.manifest.TableTotal;
import io.mudanza.dumps.restore.DumpReport;
import io.mudanza.dumps.restore.TableReport;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.catalog.CatalogReader;
import io.mudanza.engine.catalog.CatalogTable;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.people.MergeRecord;
import io.mudanza.engine.schema.SchemaSelection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What has to be found in the scratch database: rows and sequences of the dump as they passed, and what the merge changed. */
final class ExpectedState {

    private final DumpReport report;

    ExpectedState(DumpReport report) {
        this.report = report;
    }

    /** Every table of the scratch database; its rows are compared as COPY text, as the dump had them. */
    List<TableHead> heads(DatabaseAddress scratch) throws EngineException {
        Connection connection = Connections.open(scratch, Side.TARGET);
        try {
            List<TableHead> heads = new ArrayList<>();
            for (CatalogTable table : new CatalogReader(connection, SchemaSelection.ALL).tables()) {
                heads.add(new TableHead(String.format(Locale.ROOT, "t%04d", heads.size() + 1), table.schema(), table.name(),
                        table.columns(), table.keyColumns(), CopyFormat.TEXT, table.estimatedRows(), table.bytes(), table.condition()));
            }
            return heads;
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "reading the catalog of the restored state");
        } finally {
            Connections.close(connection);
        }
    }

    /**
     * The manifest of the state.
     *
     * @param backup what the backup said of itself, with its media
     */
    Manifest manifest(Manifest backup, Head dump, List<TableHead> heads, MergeRecord merged, boolean partial) {
        Map<String, TableReport> reports = new HashMap<>();
        report.tables().forEach(table -> reports.put(table.label(), table));
        List<TableTotal> totals = new ArrayList<>();
        for (TableHead head : heads) {
            TableReport table = reports.get(head.label());
            RowDigest digest = table == null || table.digestInDump() == null ? RowDigest.EMPTY : table.digestInDump();
            totals.add(new TableTotal(head.id(), 0, 0, merged.expected(head.schema(), head.name(), digest)));
        }
        Head head = new Head(dump.formatMajor(), dump.formatMinor(), dump.requires(), dump.bundleId(), dump.created(),
                dump.producer(), dump.node(), dump.database(), dump.serverVersion(), dump.serverVersionNumber(),
                dump.encoding(), null, null, null, null, dump.databaseBytes(), dump.media(), false, partial, false,
                report.largeObjects(), heads, List.of(), List.of(), List.of(), List.of(), List.of());
        List<SequenceState> sequences = report.sequences().stream().map(merged::expectedSequence).toList();
        return new Manifest(head, Instant.now(), backup.parts(), totals, sequences, List.of(), null, backup.media());
    }
}
