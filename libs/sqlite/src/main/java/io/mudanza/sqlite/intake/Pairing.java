package io.mudanza.sqlite.intake;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.sqlite.source.SourceCatalog;
import io.mudanza.sqlite.source.SourceColumn;
import io.mudanza.sqlite.source.SourceTable;
import io.mudanza.sqlite.target.TargetColumn;
import io.mudanza.sqlite.target.TargetTable;
import io.mudanza.sqlite.target.TargetTables;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Finds the table and column of the target for each of the source; what has no place there is an error, not a loss. */
public final class Pairing {

    private final TargetTables target;
    private final List<String> exclude;
    private final Map<String, String> map;
    private final List<String> homeless = new ArrayList<>();

    /**
     * @param exclude tables, or columns as {@code table.column}, that stay behind
     * @param map     tables of the target for tables of the source
     */
    public Pairing(TargetTables target, List<String> exclude, Map<String, String> map) {
        this.target = target;
        this.exclude = exclude == null ? List.of() : exclude;
        this.map = map;
    }

    /** @throws EngineException INVALID_REQUEST naming everything that has no place, or lacks a value that it must have */
    public List<Pair> of(SourceCatalog source) throws EngineException {
        List<Pair> pairs = new ArrayList<>();
        for (SourceTable table : source.tables()) {
            if (excluded(table.name())) {
                continue;
            }
            TargetTable there = find(map.getOrDefault(table.name(), table.name()));
            if (there == null) {
                homeless.add("table " + table.name());
            } else {
                pairs.add(pair(table, there));
            }
        }
        if (!homeless.isEmpty()) {
            throw new EngineException(Code.INVALID_REQUEST, "The target has no place for " + String.join(", ", homeless)
                    + ". Let the application create its schema in the target first (its migrations must be those of the"
                    + " file), or leave them out with --exclude.");
        }
        return pairs;
    }

    private TargetTable find(String wanted) {
        int dot = wanted.indexOf('.');
        TargetTable qualified = dot < 0 ? null : target.find(wanted.substring(0, dot), wanted.substring(dot + 1));
        return qualified != null ? qualified : target.find(wanted);
    }

    private boolean excluded(String name) {
        return exclude.stream().anyMatch(one -> one.equalsIgnoreCase(name) || one.equalsIgnoreCase("public." + name));
    }

    private Pair pair(SourceTable table, TargetTable there) {
        List<Pair.Column> columns = new ArrayList<>();
        Map<TargetColumn, SourceColumn> places = new IdentityHashMap<>();
        table.columns().forEach(column -> places.putIfAbsent(there.column(column.name()), column));
        for (TargetColumn column : there.columns()) {
            SourceColumn from = places.get(column);
            boolean left = from != null && excluded(table.name() + "." + from.name());
            if (from != null && !left && !column.generated()) {
                columns.add(new Pair.Column(from.name(), column));
            } else if (!column.generated() && column.notNull() && !column.filled()) {
                homeless.add("a value of " + there.label() + "." + column.name()
                        + " (the source has no such column, and the target fills it with nothing)");
            }
        }
        for (SourceColumn column : table.columns()) {
            if (there.column(column.name()) == null && !column.generated()
                    && !excluded(table.name() + "." + column.name())) {
                homeless.add("column " + table.name() + "." + column.name());
            }
        }
        return new Pair(table, there, columns);
    }
}
