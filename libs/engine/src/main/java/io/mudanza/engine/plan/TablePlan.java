package io.mudanza.engine.plan;

import io.mudanza.bundle.digest.CopyFormat;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.engine.catalog.CatalogTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Gives tables their ids and formats, and cuts them into pieces, largest first. */
public final class TablePlan {

    /**
     * Tables are cut into pieces of about this many bytes on disk, so that workers share a large one and end together: none
     * is alone for longer than it reads one piece.
     */
    private static final long PIECE_BYTES = 24L << 20;

    private TablePlan() {}

    /** Tables as they stand in the head; the largest has the smallest id. */
    public static List<TableHead> heads(List<CatalogTable> tables) {
        List<CatalogTable> sorted = new ArrayList<>(tables);
        sorted.sort(Comparator.comparingLong(CatalogTable::bytes).reversed().thenComparing(CatalogTable::label));
        List<TableHead> heads = new ArrayList<>();
        for (CatalogTable table : sorted) {
            heads.add(new TableHead(
                    String.format(Locale.ROOT, "t%04d", heads.size() + 1),
                    table.schema(), table.name(), table.columns(), table.keyColumns(),
                    table.binarySafe() ? CopyFormat.BINARY : CopyFormat.TEXT,
                    table.estimatedRows(), table.bytes(), table.condition()));
        }
        return heads;
    }

    /**
     * Pieces in the order in which workers take them: the largest table first, its pieces one after the other, so that a
     * worker can go on with what it has begun.
     *
     * @param heads  what is to be read
     * @param tables the same tables as the server that is read knows them; those that it lacks are left out
     */
    public static List<Piece> pieces(List<TableHead> heads, List<CatalogTable> tables) {
        Map<String, CatalogTable> byLabel = new HashMap<>();
        tables.forEach(table -> byLabel.put(table.schema() + "\0" + table.name(), table));
        List<Piece> pieces = new ArrayList<>();
        List<TableHead> largestFirst = new ArrayList<>(heads);
        largestFirst.sort(Comparator.comparingLong(TableHead::estimatedBytes).reversed());
        for (TableHead head : largestFirst) {
            CatalogTable table = byLabel.get(head.schema() + "\0" + head.name());
            if (table != null) {
                cut(head, table, pieces);
            }
        }
        return pieces;
    }

    private static void cut(TableHead head, CatalogTable table, List<Piece> pieces) {
        long count = table.splittable() && head.condition() == null && table.pages() > 1
                ? Math.min(table.pages(), (table.bytes() + PIECE_BYTES - 1) / PIECE_BYTES)
                : 1;
        if (count <= 1) {
            pieces.add(new Piece(head, 0, -1, table.bytes()));
            return;
        }
        for (long i = 0; i < count; i++) {
            long from = table.pages() * i / count;
            long to = i == count - 1 ? -1 : table.pages() * (i + 1) / count;
            pieces.add(new Piece(head, from, to, table.bytes() / count));
        }
    }
}
