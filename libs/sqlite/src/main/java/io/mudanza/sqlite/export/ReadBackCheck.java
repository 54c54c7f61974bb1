package io.mudanza.sqlite.export;

import io.mudanza.bundle.digest.CopyFormat;
import io.mudanza.bundle.digest.DigestAccumulator;
import io.mudanza.bundle.digest.DigestSink;
import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.plan.CopyReader;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.sqlite.convert.Policy;
import io.mudanza.sqlite.convert.ServerForms;
import io.mudanza.sqlite.convert.UnfitException;
import io.mudanza.sqlite.intake.RowWriter;
import io.mudanza.sqlite.source.RowReader;
import io.mudanza.sqlite.source.SourceTable;
import io.mudanza.sqlite.source.SqliteFile;
import io.mudanza.sqlite.target.TargetColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads the file as the way to PostgreSQL would, and compares each table with what the server sends of the same
 * snapshot: what comes back from the file is then the platform again.
 */
final class ReadBackCheck {

    private final Connection platform;
    private final DatabaseAddress source;
    private final Path draft;
    private final Cancellation cancellation;

    ReadBackCheck(Connection platform, DatabaseAddress source, Path draft, Cancellation cancellation) {
        this.platform = platform;
        this.source = source;
        this.draft = draft;
        this.cancellation = cancellation;
    }

    /** A sentence for each table that would not come back as it is. */
    List<String> differences(List<PlatformTable> tables) throws EngineException, SQLException, IOException {
        List<String> different = new ArrayList<>();
        try (SqliteFile file = SqliteFile.open(draft, 1); ServerForms server = new ServerForms(source)) {
            for (PlatformTable table : tables) {
                if (!table.table().columns().isEmpty()) {
                    String why = difference(file, server, table);
                    if (why != null) {
                        different.add(table.table().label() + ": " + why);
                    }
                }
            }
        }
        return different;
    }

    private String difference(SqliteFile file, ServerForms server, PlatformTable table)
            throws EngineException, SQLException, IOException {
        List<TargetColumn> columns = table.table().columns();
        boolean plain = columns.stream().allMatch(TargetColumn::plain);
        CopyFormat format = plain ? CopyFormat.BINARY : CopyFormat.TEXT;
        DigestAccumulator expected = new DigestAccumulator();
        String list = columns.stream().map(column -> Sql.name(column.name())).collect(Collectors.joining(", "));
        CopyReader.read(platform, "COPY (SELECT " + list + " FROM " + Sql.name(table.table().schema(), table.table().name())
                + ") TO STDOUT" + (plain ? " (FORMAT binary)" : ""), format, new DigestSink(expected), cancellation);
        DigestAccumulator found = new DigestAccumulator();
        DigestSink sink = new DigestSink(found);
        RowWriter writer = new RowWriter(columns, List.of(), format, Policy.STRICT, server);
        String[] unfit = new String[1];
        String sql = "SELECT " + columns.stream().map(column -> SourceTable.quoted(column.name()))
                .collect(Collectors.joining(", ")) + " FROM " + SourceTable.quoted(table.name());
        new RowReader(file, 0).read(sql, columns.size(), false, (rowid, values) -> {
            try {
                writer.write(values, sink);
            } catch (UnfitException e) {
                unfit[0] = "column " + writer.blamed() + ": " + e.getMessage();
            }
        }, cancellation, "reading the file back");
        RowDigest there = expected.digest();
        if (found.rows() != there.rows() && unfit[0] == null) {
            return "it has " + found.rows() + " rows in the file and " + there.rows() + " in the platform";
        }
        return unfit[0] != null ? unfit[0] : found.digest().equals(there) ? null
                : "some values are not kept to the last digit (decimals beyond fifteen digits or of free scale,"
                        + " intervals of months, spelling of JSON)";
    }
}
