package io.mudanza.cli.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.engine.schema.SchemaSelection;
import java.util.List;
import picocli.CommandLine.Option;

/** Which tables go along; all, unless something is said. */
public final class TableChoice {

    @Option(names = "--tables", split = ",", paramLabel = "TABLE", description = "Only these: schema.table or schema.*.")
    private List<String> tables;

    @Option(names = "--exclude", split = ",", paramLabel = "TABLE", description = "Not these; same form.")
    private List<String> exclude;

    /** Whether {@code --tables} was given. */
    public boolean some() {
        return tables != null;
    }

    /** What {@code --exclude} says; null when it was not given. */
    public List<String> exclude() {
        return exclude;
    }

    /** For a run in this process. */
    public SchemaSelection selection() {
        return new SchemaSelection(tables, exclude);
    }

    /** Adds it to a request. */
    public void addTo(ObjectNode body) {
        put(body, "tables", tables);
        put(body, "exclude", exclude);
    }

    private static void put(ObjectNode body, String field, List<String> values) {
        if (values != null && !values.isEmpty()) {
            values.forEach(body.putArray(field)::add);
        }
    }
}
