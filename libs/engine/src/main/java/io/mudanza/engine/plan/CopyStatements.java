package io.mudanza.engine.plan;

import io.mudanza.bundle.digest.CopyFormat;
import io.mudanza.bundle.manifest.ColumnHead;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.engine.connect.Sql;
import java.util.stream.Collectors;

/** COPY with explicit lists of columns. */
public final class CopyStatements {

    private CopyStatements() {}

    /** Reads a piece in the format of its table. */
    public static String out(Piece piece) {
        return out(piece, piece.table().format());
    }

    /** Reads a piece. */
    public static String out(Piece piece, CopyFormat format) {
        TableHead table = piece.table();
        String name = Sql.name(table.schema(), table.name());
        if (piece.whole() && table.condition() == null) {
            return "COPY " + name + list(table, " (", ")") + " TO STDOUT" + options(format);
        }
        return "COPY (SELECT" + list(table, " ", "") + from(piece) + ") TO STDOUT" + options(format);
    }

    /** The rows of a piece, as {@code FROM …} with its condition. */
    public static String from(Piece piece) {
        TableHead table = piece.table();
        String where = table.condition() == null ? "" : " " + table.condition();
        if (!piece.whole()) {
            where = " WHERE ctid >= '(" + piece.fromBlock() + ",0)'::pg_catalog.tid"
                    + (piece.toBlock() < 0 ? "" : " AND ctid < '(" + piece.toBlock() + ",0)'::pg_catalog.tid");
        }
        return " FROM ONLY " + Sql.name(table.schema(), table.name()) + where;
    }

    /** Writes rows of a table in its format. */
    public static String in(TableHead table) {
        return "COPY " + Sql.name(table.schema(), table.name()) + list(table, " (", ")") + " FROM STDIN"
                + options(table.format());
    }

    private static String list(TableHead table, String before, String after) {
        // A table without columns has no list: its rows are empty lines.
        return table.columns().isEmpty()
                ? ""
                : table.columns().stream()
                        .map(ColumnHead::name).map(Sql::name).collect(Collectors.joining(", ", before, after));
    }

    private static String options(CopyFormat format) {
        return switch (format) {
            case TEXT -> "";
            case BINARY -> " (FORMAT binary)";
        };
    }
}
