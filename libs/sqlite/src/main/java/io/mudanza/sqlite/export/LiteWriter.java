package io.mudanza.sqlite.export;

import io.mudanza.bundle.manifest.NotCarried;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.sqlite.source.SourceTable;
import io.mudanza.sqlite.target.TargetColumn;
import io.mudanza.sqlite.target.TargetSequence;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** Writes tables and rows into a new file. */
final class LiteWriter {

    private static final int FETCH = 2000;

    private final Connection platform;
    private final Path draft;
    private final List<NotCarried> notCarried;
    private final ProgressListener progress;
    private final Cancellation cancellation;

    LiteWriter(
            Connection platform, Path draft, List<NotCarried> notCarried, ProgressListener progress,
            Cancellation cancellation) {
        this.platform = platform;
        this.draft = draft;
        this.notCarried = notCarried;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    long write(List<PlatformTable> tables) throws SQLException, EngineException {
        try (Connection lite = DriverManager.getConnection("jdbc:sqlite:" + draft); Statement statement = lite.createStatement()) {
            // A draft that is not whole is thrown away.
            statement.execute("PRAGMA journal_mode = OFF");
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("PRAGMA foreign_keys = OFF");
            statement.execute("BEGIN");
            for (PlatformTable table : tables) {
                statement.execute(LiteSchema.table(table));
            }
            long rows = 0;
            for (PlatformTable table : tables) {
                progress.doing("writing " + table.table().label());
                rows += rows(lite, table);
                number(lite, table);
            }
            for (PlatformTable table : tables) {
                for (PlatformTable.Index index : table.indexes()) {
                    cancellation.check();
                    index(statement, table, index);
                }
            }
            statement.execute("COMMIT");
            try (ResultSet orphan = statement.executeQuery("PRAGMA foreign_key_check")) {
                if (orphan.next()) {
                    notCarried.add(new NotCarried("foreign key", orphan.getString(1), "Its rows refer to rows that are not there."));
                }
            }
            return rows;
        }
    }

    private void index(Statement statement, PlatformTable table, PlatformTable.Index index) throws SQLException {
        try {
            statement.execute(LiteSchema.index(table, index));
        } catch (SQLException e) {
            // Names of indexes are one space with those of tables, and of all schemas.
            PlatformTable.Index other = new PlatformTable.Index(table.name() + "_" + index.name(), index.unique(), index.columns());
            statement.execute(LiteSchema.index(table, other));
        }
    }

    private long rows(Connection lite, PlatformTable table) throws SQLException, EngineException {
        List<TargetColumn> columns = table.table().columns();
        if (columns.isEmpty()) {
            notCarried.add(new NotCarried("table", table.table().label(), "It has no columns."));
            return 0;
        }
        List<LiteType> types = columns.stream().map(LiteType::of).toList();
        String select = "SELECT " + types.stream().map(LiteType::query).collect(Collectors.joining(", ")) + " FROM "
                + Sql.name(table.table().schema(), table.table().name());
        String insert = "INSERT INTO " + SourceTable.quoted(table.name()) + " ("
                + columns.stream().map(column -> SourceTable.quoted(column.name())).collect(Collectors.joining(", "))
                + ") VALUES (" + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ")";
        long count = 0;
        try (Statement query = platform.createStatement(); PreparedStatement into = lite.prepareStatement(insert)) {
            query.setFetchSize(FETCH);
            try (ResultSet row = query.executeQuery(select)) {
                while (row.next()) {
                    for (int i = 1; i <= types.size(); i++) {
                        bind(row, into, i, types.get(i - 1).how());
                    }
                    into.executeUpdate();
                    if (++count % FETCH == 0) {
                        cancellation.check();
                        progress.advanced(table.table().label(), FETCH, 0);
                    }
                }
            }
        }
        progress.advanced(table.table().label(), count % FETCH, 0);
        return count;
    }

    private static void bind(ResultSet row, PreparedStatement into, int i, LiteType.How how) throws SQLException {
        switch (how) {
            case INTEGER -> {
                long value = row.getLong(i);
                if (row.wasNull()) {
                    into.setObject(i, null);
                } else {
                    into.setLong(i, value);
                }
            }
            case REAL -> {
                double value = row.getDouble(i);
                if (row.wasNull()) {
                    into.setObject(i, null);
                } else if (Double.isNaN(value)) {
                    // SQLite would make NULL of it.
                    into.setString(i, "NaN");
                } else {
                    into.setDouble(i, value);
                }
            }
            // The column's affinity makes a number of it where that keeps its digits.
            case DECIMAL, TEXT -> into.setString(i, row.getString(i));
            case BLOB -> into.setBytes(i, row.getBytes(i));
        }
    }

    /** New rows get the numbers that they would get at the platform. */
    private void number(Connection lite, PlatformTable table) throws SQLException {
        if (table.numbered() == null) {
            return;
        }
        TargetSequence sequence = table.table().sequences().stream()
                .filter(one -> one.column().equals(table.numbered())).findFirst().orElseThrow();
        try (Statement query = platform.createStatement();
                ResultSet row = query.executeQuery("SELECT last_value, is_called FROM "
                        + Sql.name(sequence.schema(), sequence.name()));
                PreparedStatement delete = lite.prepareStatement("DELETE FROM sqlite_sequence WHERE name = ?");
                PreparedStatement insert = lite.prepareStatement("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)")) {
            row.next();
            delete.setString(1, table.name());
            delete.executeUpdate();
            insert.setString(1, table.name());
            insert.setLong(2, row.getBoolean(2) ? row.getLong(1) : row.getLong(1) - 1);
            insert.executeUpdate();
        }
    }
}
