package io.mudanza.bench.work;

import io.mudanza.bench.process.Cost;
import io.mudanza.bench.server.Servers;
import java.nio.file.Path;
import java.util.List;

/**
 * A move by hand, with the servers' own programs: rows in the binary form from table to table through a pipe, no file, no
 * digest, no network; then what a target needs before it is given to people.
 */
record ByHand(Tools tools, String database) {

    private static final String TABLES = """
            SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
            ORDER BY pg_catalog.pg_table_size(c.oid) DESC""";

    /** Rows, indexes and keys. */
    Cost move() throws InterruptedException {
        return run(move(""));
    }

    /** And statistics, and every row read back once, compared with nothing. */
    Cost moveAndReadBack() throws InterruptedException {
        return run(move("""
                "$bin/vacuumdb" -q --analyze-only -j %1$s -d "$to"
                "$bin/psql" -qAtX -d "$to" -c "$tables" | xargs -d '\\n' -P %1$s -I{} bash -o pipefail -c \
                  '"$bin/psql" -qX -d "$to" -c "COPY {} TO STDOUT (FORMAT binary)" > /dev/null'
                """.formatted(Tools.JOBS)));
    }

    private String move(String after) {
        return """
                "$bin/pg_dump" -Fc --schema-only -f "$schema" "$from"
                "$bin/pg_restore" --section=pre-data -d "$to" "$schema"
                "$bin/psql" -qAtX -d "$from" -c "$tables" | xargs -d '\\n' -P %1$s -I{} bash -o pipefail -c \
                  '"$bin/psql" -qX -d "$from" -c "COPY {} TO STDOUT (FORMAT binary)" \
                  | "$bin/psql" -qX -d "$to" -c "COPY {} FROM STDIN (FORMAT binary)"'
                "$bin/pg_restore" -j %1$s --section=post-data -d "$to" "$schema"
                """.formatted(Tools.JOBS) + after;
    }

    private Cost run(String script) throws InterruptedException {
        Path schema = tools.file("by-hand.dump");
        Tools.delete(schema);
        Path bin = Path.of(tools.servers().program("psql")).getParent();
        return tools.run(List.of("env", "bin=" + bin, "schema=" + schema, "tables=" + TABLES,
                "from=" + tools.servers().source().url(database),
                "to=" + tools.servers().target().url(Servers.SOURCE),
                "bash", "-e", "-o", "pipefail", "-c", script));
    }
}
