package io.mudanza.sqlite.intake;

import io.mudanza.sqlite.source.SourceTable;
import io.mudanza.sqlite.target.TargetColumn;
import io.mudanza.sqlite.target.TargetTable;
import java.util.List;

/**
 * A table of the source and its place in the target.
 *
 * @param from    at the source
 * @param to      at the target
 * @param columns columns that are brought, in the order of the target
 */
public record Pair(SourceTable from, TargetTable to, List<Column> columns) {

    /**
     * A column that is brought.
     *
     * @param from its name at the source
     * @param to   its column at the target
     */
    public record Column(String from, TargetColumn to) {}

    /** Names at the source. */
    public List<String> names() {
        return columns.stream().map(Column::from).toList();
    }

    /** Name at the source of a column of the target; null when it is not brought. */
    public String source(String column) {
        return columns.stream().filter(one -> one.to().name().equals(column)).map(Column::from).findFirst().orElse(null);
    }
}
