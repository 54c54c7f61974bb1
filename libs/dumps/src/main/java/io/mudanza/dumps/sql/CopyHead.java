package io.mudanza.dumps.sql;

import io.mudanza.dumps.DumpException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The head of a block of rows: {@code COPY table (columns) FROM stdin}.
 *
 * @param table   whose rows they are
 * @param columns their columns; null when the head names none (a table without columns, or an INSERT)
 */
public record CopyHead(ObjectName table, List<String> columns) {

    public CopyHead {
        columns = columns == null ? null : List.copyOf(columns);
    }

    /**
     * Reads it.
     *
     * @throws DumpException DUMP_REFUSED for every other COPY: from a file, from a program, to somewhere, with options
     */
    public static CopyHead of(Statement statement) throws DumpException {
        Cursor cursor = new Cursor(statement);
        cursor.take("COPY");
        if (cursor.peek().isSymbol('(')) {
            throw cursor.refused("COPY out of the database");
        }
        ObjectName table = cursor.name();
        List<String> columns = cursor.peek().isSymbol('(') ? cursor.identifiers() : null;
        if (!cursor.take("FROM")) {
            throw cursor.refused("COPY that is not FROM stdin");
        }
        if (!cursor.take("STDIN")) {
            throw cursor.refused("COPY from a program or a file of the server");
        }
        cursor.end();
        return new CopyHead(table, columns);
    }

    /** The statement that takes the rows. */
    public String in() {
        return "COPY " + table.quoted() + list(" (", ")") + " FROM STDIN";
    }

    /** The columns as SQL, or nothing. */
    public String list(String before, String after) {
        return columns == null || columns.isEmpty()
                ? ""
                : columns.stream()
                        .map(column -> new ObjectName(null, column).quoted())
                        .collect(Collectors.joining(", ", before, after));
    }
}
