package io.mudanza.engine.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Materialised views: pg_dump creates them empty, so the populated ones are refreshed after the load. */
final class MaterialisedViews {

    /** What pg_restore calls such an entry. */
    static final String ENTRY_TYPE = "MATERIALIZED VIEW DATA";

    private static final String POPULATED = """
            SELECT c.oid, n.nspname, c.relname
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'm' AND c.relispopulated AND n.nspname NOT LIKE '\\_mudanza%' ORDER BY 2, 3""";

    private static final String USES = """
            SELECT DISTINCT r.ev_class, d.refobjid
            FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_rewrite r ON r.oid = d.objid
            WHERE d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
              AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid <> r.ev_class""";

    private MaterialisedViews() {}

    /** The populated ones, each after those that it reads (through plain views as well). */
    static List<QualifiedName> populated(SchemaSession session) throws SQLException {
        Map<String, QualifiedName> views = new LinkedHashMap<>();
        for (String[] row : session.rows(POPULATED)) {
            views.put(row[0], new QualifiedName(row[1], row[2]));
        }
        Map<String, List<String>> uses = new LinkedHashMap<>();
        for (String[] row : views.isEmpty() ? List.<String[]>of() : session.rows(USES)) {
            uses.computeIfAbsent(row[0], key -> new ArrayList<>()).add(row[1]);
        }
        Set<String> done = new LinkedHashSet<>();
        views.keySet().forEach(view -> visit(view, uses, done));
        List<QualifiedName> ordered = new ArrayList<>();
        done.stream().filter(views::containsKey).forEach(oid -> ordered.add(views.get(oid)));
        return ordered;
    }

    private static void visit(String oid, Map<String, List<String>> uses, Set<String> done) {
        if (done.contains(oid)) {
            return;
        }
        for (String used : uses.getOrDefault(oid, List.of())) {
            visit(used, uses, done);
        }
        done.add(oid);
    }
}
