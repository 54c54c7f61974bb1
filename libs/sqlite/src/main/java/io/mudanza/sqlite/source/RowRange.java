package io.mudanza.sqlite.source;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows that one reader takes at once.
 *
 * @param first smallest row number
 * @param last  largest row number
 * @param whole whether it is the whole table, so that row numbers do not matter
 */
public record RowRange(long first, long last, boolean whole) {

    private static final long ROWS = 40_000;
    private static final long MOST = 256;

    /** Cuts a table by its row numbers, which need not be dense. */
    public static List<RowRange> of(SourceTable table) {
        long rows = table.atMost();
        if (rows < 2 * ROWS) {
            return rows == 0 ? List.of() : List.of(new RowRange(0, 0, true));
        }
        long pieces = Math.min(MOST, rows / ROWS);
        List<RowRange> ranges = new ArrayList<>();
        long step = rows / pieces + 1;
        for (long from = table.first(); ; from += step) {
            boolean ends = table.last() - from < step;
            ranges.add(new RowRange(from, ends ? table.last() : from + step - 1, false));
            if (ends) {
                return ranges;
            }
        }
    }
}
