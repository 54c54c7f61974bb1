package io.mudanza.dumps.restore;

import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.dumps.rows.BinaryRows;
import io.mudanza.dumps.rows.RowDigester;
import io.mudanza.dumps.sql.RowSegment;
import io.mudanza.engine.connect.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** One COPY of a segment into its table: in the binary form where that can be, else as the text that it is. */
final class RowCopy {

    private static final int PIECE = 128 << 10;

    private RowCopy() {}

    /** Loads a segment, in a transaction that stays open; answers the digest of its text. */
    static RowDigest in(ScratchSession session, LoadedTable table, RowSegment segment, List<String> path)
            throws SQLException {
        if (table.binary()) {
            RowDigester digester = new RowDigester(table.forms());
            try {
                if (binary(session, table, segment, path, digester)) {
                    return digester.digest();
                }
            } catch (SQLException e) {
                // What the server does not like about the binary form is told about the text, if it is wrong as well.
                if (!String.valueOf(e.getSQLState()).startsWith("22") || session.connection().isClosed()) {
                    throw e;
                }
            }
            session.connection().rollback();
            table.asText();
        }
        RowDigester digester = new RowDigester(table.forms());
        digester.add(segment);
        text(session, table, segment, path);
        return digester.digest();
    }

    /** Bytes go in and come out in the encoding of the dump. */
    static String options(LoadedTable table, boolean binary) {
        List<String> options = new ArrayList<>();
        if (binary) {
            options.add("FORMAT binary");
        }
        if (!table.context().encoding().equals("UTF8")) {
            options.add("ENCODING " + Sql.text(table.context().encoding()));
        }
        return options.isEmpty() ? "" : " (" + String.join(", ", options) + ")";
    }

    private static boolean binary(ScratchSession session, LoadedTable table, RowSegment segment, List<String> path,
            RowDigester digester) throws SQLException {
        CopyIn copy = begin(session, table, path, true);
        try {
            BinaryRows rows = new BinaryRows(table.types());
            rows.begin();
            byte[] bytes = segment.bytes();
            int next;
            for (int at = 0; at < segment.length(); at = next) {
                next = rows.row(bytes, at, segment.length());
                if (next < 0) {
                    return false;
                }
                if (rows.canonical()) {
                    digester.canonical(bytes, at, next - 1 - at);
                } else {
                    digester.row(bytes, at, next - 1 - at);
                }
                if (rows.length() >= PIECE) {
                    copy.writeToCopy(rows.made(), 0, rows.length());
                    rows.clear();
                }
            }
            rows.end();
            copy.writeToCopy(rows.made(), 0, rows.length());
            copy.endCopy();
            return true;
        } finally {
            leave(copy);
        }
    }

    private static void text(ScratchSession session, LoadedTable table, RowSegment segment, List<String> path)
            throws SQLException {
        CopyIn copy = begin(session, table, path, false);
        try {
            for (int at = 0; at < segment.length(); at += PIECE) {
                copy.writeToCopy(segment.bytes(), at, Math.min(PIECE, segment.length() - at));
            }
            copy.endCopy();
        } finally {
            leave(copy);
        }
    }

    private static CopyIn begin(ScratchSession session, LoadedTable table, List<String> path, boolean binary)
            throws SQLException {
        session.begin(table.context(), path, "");
        return session.connection().unwrap(PGConnection.class).getCopyAPI().copyIn(
                table.head().in() + options(table, binary));
    }

    private static void leave(CopyIn copy) {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            // The failure that led here is the one that is told.
        }
    }
}
