package io.mudanza.sqlite.source;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.progress.Cancellation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/**
 * Reads rows with the storage class and the very bytes of each value. The driver's result set knows types by column and
 * decodes every text; underneath it is what SQLite itself offers.
 */
public final class RowReader {

    private static final int ROW = 100;
    private static final int DONE = 101;
    private static final int LOOK_ROWS = 512;

    /** Takes rows. */
    @FunctionalInterface
    public interface Sink {
        /**
         * The next row; the values are only valid during the call.
         *
         * @param rowid its number; 0 where the table has none
         */
        void row(long rowid, Value[] values) throws IOException, EngineException;
    }

    private final SqliteFile file;
    private final int reader;

    public RowReader(SqliteFile file, int reader) {
        this.file = file;
        this.reader = reader;
    }

    /** Reads the rows of a range. */
    public void read(SourceTable table, List<String> columns, RowRange range, Sink sink, Cancellation cancellation)
            throws EngineException, IOException {
        String sql = "SELECT " + columns.stream().map(SourceTable::quoted).collect(Collectors.joining(", "))
                + (table.rowid() == null ? "" : (columns.isEmpty() ? "" : ", ") + table.rowid())
                + " FROM " + SourceTable.quoted(table.name())
                + (range.whole() ? "" : " WHERE " + table.rowid() + " BETWEEN " + range.first() + " AND " + range.last());
        read(sql, columns.size(), table.rowid() != null, sink, cancellation, "reading table " + table.name());
    }

    /** Reads what a query gives; a row number comes last. */
    public void read(String sql, int columns, boolean numbered, Sink sink, Cancellation cancellation, String doing)
            throws EngineException, IOException {
        try (PreparedStatement prepared = file.connection(reader).prepareStatement(sql)) {
            ((CoreStatement) prepared).pointer.<Exception>safeRunInt(
                    (db, statement) -> rows(db, statement, columns, numbered, sink, cancellation));
        } catch (SQLException e) {
            throw SqliteProblem.of(e, file.path(), doing);
        } catch (EngineException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private int rows(DB db, long statement, int columns, boolean numbered, Sink sink, Cancellation cancellation)
            throws SQLException, IOException, EngineException {
        Value[] values = new Value[columns];
        for (int i = 0; i < columns; i++) {
            values[i] = new Value();
        }
        for (int count = 0; ; count++) {
            int result = db.step(statement);
            if (result == DONE) {
                db.reset(statement);
                return count;
            }
            if (result != ROW) {
                db.throwex(result);
            }
            for (int i = 0; i < columns; i++) {
                take(db, statement, i, values[i]);
            }
            sink.row(numbered ? db.column_long(statement, columns) : 0, values);
            if (count % LOOK_ROWS == 0) {
                cancellation.check();
            }
        }
    }

    private void take(DB db, long statement, int column, Value value) throws SQLException {
        switch (db.column_type(statement, column)) {
            case 1 -> value.integer(db.column_long(statement, column));
            case 2 -> value.real(db.column_double(statement, column));
            case 3 -> value.text(file.isUtf16() ? utf8(bytes(db, statement, column)) : bytes(db, statement, column));
            case 4 -> value.blob(bytes(db, statement, column));
            default -> value.nothing();
        }
    }

    private static byte[] bytes(DB db, long statement, int column) throws SQLException {
        byte[] bytes = db.column_blob(statement, column);
        return bytes == null ? Value.NO_BYTES : bytes;
    }

    /** Texts of a file in UTF-16; a lone surrogate becomes a byte that no UTF-8 has, so that it is found later. */
    private byte[] utf8(byte[] utf16) {
        var charset = file.isLittleEndian() ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        try {
            CharBuffer text = charset.newDecoder().decode(ByteBuffer.wrap(utf16));
            return text.toString().getBytes(StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            byte[] some = new String(utf16, charset).getBytes(StandardCharsets.UTF_8);
            byte[] marked = java.util.Arrays.copyOf(some, some.length + 1);
            marked[some.length] = (byte) 0xff;
            return marked;
        }
    }
}
