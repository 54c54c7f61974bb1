package io.mudanza.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in columns, for people. */
public final class Table {

    private final List<String[]> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(headings);
    }

    /** Adds a row; null shows as a dash. Control characters of hostile names are made visible. */
    public Table row(String... cells) {
        rows.add(Arrays.stream(cells).map(Table::visible).toArray(String[]::new));
        return this;
    }

    private static String visible(String cell) {
        return cell == null ? "-" : cell.replaceAll("\\p{Cntrl}", "?");
    }

    /** The table as text, without a line end after the last row. */
    @Override
    public String toString() {
        int[] widths = new int[rows.getFirst().length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
            }
            lines.add(line.toString().stripTrailing());
        }
        return String.join(System.lineSeparator(), lines);
    }
}
