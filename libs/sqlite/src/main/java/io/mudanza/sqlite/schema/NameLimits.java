package io.mudanza.sqlite.schema;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.sqlite.source.SourceColumn;
import io.mudanza.sqlite.source.SourceTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What PostgreSQL does not take although SQLite does: it would cut long names without saying so. */
final class NameLimits {

    private static final int NAME_BYTES = 63;
    private static final int COLUMNS = 1600;
    private static final int SHOWN = 10;

    private NameLimits() {}

    /** @throws EngineException INVALID_REQUEST naming what is too long or too wide */
    static void require(List<SourceTable> tables) throws EngineException {
        List<String> beyond = new ArrayList<>();
        for (SourceTable table : tables) {
            if (isLong(table.name())) {
                beyond.add("the name of table " + table.name());
            }
            if (table.columns().size() > COLUMNS) {
                beyond.add("table " + table.name() + " with " + table.columns().size() + " columns");
            }
            table.columns().stream().map(SourceColumn::name).filter(NameLimits::isLong)
                    .forEach(column -> beyond.add("the name of column " + table.name() + "." + column));
        }
        if (!beyond.isEmpty()) {
            throw new EngineException(Code.INVALID_REQUEST, "PostgreSQL takes names of " + NAME_BYTES + " bytes and tables of "
                    + COLUMNS + " columns at most, and the file has " + String.join(", ", beyond.subList(0, Math.min(SHOWN, beyond.size())))
                    + (beyond.size() > SHOWN ? " and more" : "") + ". Make the tables in the target under other names and pair them"
                    + " with --map, rename them in the file, or leave them out with --exclude.");
        }
    }

    private static boolean isLong(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length > NAME_BYTES;
    }
}
