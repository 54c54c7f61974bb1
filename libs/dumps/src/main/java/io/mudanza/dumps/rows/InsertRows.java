package io.mudanza.dumps.rows;

import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.sql.Cursor;
import io.mudanza.dumps.sql.ObjectName;
import io.mudanza.dumps.sql.RowSegment;
import io.mudanza.dumps.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one INSERT of {@code pg_dump --inserts}, as COPY text: they are loaded, counted and digested like all others.
 * Values may only be what pg_dump writes: numbers, strings, true, false, NULL and DEFAULT.
 *
 * @param table   into which
 * @param columns as the statement names them; null when it names none
 * @param omitted for each value whether it is DEFAULT; the same in all rows of the statement
 * @param rows    the rows, without the values omitted
 */
public record InsertRows(ObjectName table, List<String> columns, List<Boolean> omitted, List<byte[]> rows) {

    private static final byte[] NULL = {'\\', 'N'};
    private static final byte[] TRUE = {'t'};
    private static final byte[] FALSE = {'f'};

    public InsertRows {
        columns = columns == null ? null : List.copyOf(columns);
        omitted = List.copyOf(omitted);
        rows = List.copyOf(rows);
    }

    /** Adds all rows to a segment. */
    public void addTo(RowSegment segment) {
        for (byte[] row : rows) {
            segment.add(row, 0, row.length);
            segment.rowEnded();
        }
    }

    /**
     * Reads a statement that begins with INSERT INTO.
     *
     * @throws DumpException DUMP_REFUSED for queries and expressions
     */
    public static InsertRows of(Cursor cursor) throws DumpException {
        if (!cursor.take("INSERT", "INTO")) {
            throw cursor.refused("it is no INSERT INTO");
        }
        ObjectName table = cursor.name();
        List<String> columns = cursor.peek().isSymbol('(') ? cursor.identifiers() : null;
        if (cursor.take("OVERRIDING")) {
            if (!cursor.take("SYSTEM", "VALUE") && !cursor.take("USER", "VALUE")) {
                throw cursor.refused("pg_dump never writes it");
            }
        }
        List<byte[]> rows = new ArrayList<>();
        List<Boolean> omitted = null;
        if (cursor.take("DEFAULT", "VALUES")) {
            rows.add(new byte[] {'\n'});
            omitted = List.of();
        } else if (cursor.take("VALUES")) {
            do {
                List<Boolean> left = new ArrayList<>();
                rows.add(row(cursor, left));
                if (omitted != null && !omitted.equals(left)) {
                    throw cursor.refused("its rows have DEFAULT in different places");
                }
                omitted = left;
            } while (cursor.takeSymbol(','));
        } else {
            throw cursor.refused("rows that are a query");
        }
        cursor.take("ON", "CONFLICT", "DO", "NOTHING");
        cursor.end();
        return new InsertRows(table, columns, omitted, rows);
    }

    private static byte[] row(Cursor cursor, List<Boolean> omitted) throws DumpException {
        RowText row = new RowText();
        cursor.expect('(');
        do {
            boolean left = cursor.take("DEFAULT");
            omitted.add(left);
            if (!left) {
                value(cursor, row);
            }
        } while (cursor.takeSymbol(','));
        cursor.expect(')');
        return row.ended();
    }

    private static void value(Cursor cursor, RowText row) throws DumpException {
        SqlToken sign = cursor.peek();
        boolean signed = cursor.takeSymbol('-') || cursor.takeSymbol('+');
        SqlToken token = cursor.next();
        if (token.kind() == SqlToken.Kind.NUMBER) {
            row.field(((signed && sign.isSymbol('-') ? "-" : "") + token.text()).getBytes(
                    java.nio.charset.StandardCharsets.US_ASCII));
        } else if (signed || token.kind() == SqlToken.Kind.STRING && cursor.statement().prefix(token) == 'X') {
            throw cursor.refused("a value that is computed");
        } else if (token.kind() == SqlToken.Kind.STRING) {
            row.field(cursor.statement().value(token));
        } else if (token.isWord("NULL")) {
            row.raw(NULL);
        } else if (token.isWord("TRUE")) {
            row.raw(TRUE);
        } else if (token.isWord("FALSE")) {
            row.raw(FALSE);
        } else {
            throw cursor.refused("a value that is computed");
        }
    }
}
