package io.mudanza.engine.schema;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.DatabaseAddress;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a choice of tables takes out of a schema: tables not wanted, views upon them, foreign keys to them.
 *
 * @param relations      tables and views to leave out
 * @param omitted        what else falls away, for people
 * @param foreignKeys    foreign keys that fall away
 * @param populatedViews populated materialised views that stay, dependencies first
 * @param publicDropped  whether the schema public does not exist at the source
 */
record LeftOut(
        List<QualifiedName> relations,
        List<String> omitted,
        List<ForeignKey> foreignKeys,
        List<QualifiedName> populatedViews,
        boolean publicDropped) {

    private static final String RELATIONS = """
            SELECT c.oid, n.nspname, c.relname, c.relkind, c.relispartition
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND n.nspname NOT LIKE 'pg\\_%'
              AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE '\\_mudanza%'""";

    private static final String VIEW_USES = """
            SELECT DISTINCT r.ev_class, d.refobjid
            FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_rewrite r ON r.oid = d.objid
            WHERE d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
              AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid <> r.ev_class
            UNION SELECT inhrelid, inhparent FROM pg_catalog.pg_inherits""";

    private static final String FOREIGN_KEYS = """
            SELECT n.nspname, c.relname, k.conname, k.conrelid, k.confrelid
            FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE k.contype = 'f'""";

    static LeftOut of(DatabaseAddress address, String snapshot, SchemaSelection selection) throws EngineException {
        try (SchemaSession session = SchemaSession.open(address, Code.DATABASE_UNREACHABLE)) {
            session.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            if (snapshot != null) {
                session.run("SET TRANSACTION SNAPSHOT " + SchemaSession.literal(snapshot));
            }
            LeftOut leftOut = read(session, selection);
            session.rollback();
            return leftOut;
        } catch (SQLException e) {
            throw new EngineException(
                    Code.SOURCE_LOST, "The catalog of " + address + " cannot be read: " + Sentences.of(e), e);
        }
    }

    private static LeftOut read(SchemaSession session, SchemaSelection selection) throws SQLException {
        Map<String, QualifiedName> names = new LinkedHashMap<>();
        Map<String, QualifiedName> out = new LinkedHashMap<>();
        List<String> omitted = new ArrayList<>();
        for (String[] row : session.rows(RELATIONS)) {
            QualifiedName name = new QualifiedName(row[1], row[2]);
            names.put(row[0], name);
            boolean view = row[3].equals("v") || row[3].equals("m");
            if (!view && !selection.isAll() && !selection.wants(row[1], row[2])) {
                out.put(row[0], name);
            }
        }
        if (!selection.isAll()) {
            List<String[]> uses = session.rows(VIEW_USES);
            for (boolean changed = true; changed; ) {
                changed = false;
                for (String[] use : uses) {
                    if (out.containsKey(use[1]) && !out.containsKey(use[0]) && names.containsKey(use[0])) {
                        out.put(use[0], names.get(use[0]));
                        omitted.add("VIEW OR CHILD TABLE " + names.get(use[0]).schema() + "."
                                + names.get(use[0]).name());
                        changed = true;
                    }
                }
            }
        }
        List<ForeignKey> foreignKeys = new ArrayList<>();
        for (String[] key : out.isEmpty() ? List.<String[]>of() : session.rows(FOREIGN_KEYS)) {
            if (!out.containsKey(key[3]) && out.containsKey(key[4])) {
                foreignKeys.add(new ForeignKey(new QualifiedName(key[0], key[1]), key[2]));
                omitted.add("FK CONSTRAINT " + key[0] + "." + key[1] + " " + key[2]);
            }
        }
        List<QualifiedName> views = MaterialisedViews.populated(session);
        views.removeIf(out::containsValue);
        boolean publicDropped = session.rows("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'public'")
                .isEmpty();
        return new LeftOut(List.copyOf(out.values()), omitted, foreignKeys, views, publicDropped);
    }

    /** The texts without the foreign keys that fall away and with the refreshes that pg_dump leaves out. */
    SchemaTexts complete(String preData, String postData) throws EngineException {
        StringBuilder pre = new StringBuilder(preData);
        if (publicDropped) {
            pre.append(entry("public", "SCHEMA", "-", "DROP SCHEMA IF EXISTS \"public\""));
        }
        StringBuilder post = new StringBuilder(postData);
        for (ForeignKey key : foreignKeys) {
            key.cutOutOf(post);
        }
        for (QualifiedName view : populatedViews) {
            post.append(entry(
                    view.name(),
                    MaterialisedViews.ENTRY_TYPE,
                    view.schema(),
                    "REFRESH MATERIALIZED VIEW " + view.quoted()));
        }
        return new SchemaTexts(pre.toString(), post.toString(), omitted);
    }

    /** A foreign key of a table that stays, to one that does not. */
    record ForeignKey(QualifiedName table, String name) {

        private void cutOutOf(StringBuilder script) throws EngineException {
            for (String only : List.of("ONLY ", "")) {
                String start = "ALTER TABLE " + only + table.quoted() + "\n    ADD CONSTRAINT "
                        + QualifiedName.quote(name) + " FOREIGN KEY ";
                int from = script.indexOf(start);
                if (from >= 0) {
                    SqlLexer lexer = new SqlLexer(script.substring(from));
                    SqlToken token = lexer.next();
                    while (token != null && !token.isSymbol(';')) {
                        token = lexer.next();
                    }
                    script.delete(from, token == null ? script.length() : from + token.end());
                }
            }
        }
    }

    private static String entry(String name, String type, String schema, String sql) {
        return "\n--\n-- Name: " + name.replaceAll("[\\r\\n]", " ") + "; Type: " + type + "; Schema: "
                + schema.replaceAll("[\\r\\n]", " ") + "; Owner: \n--\n\n" + sql + ";\n\n";
    }
}
