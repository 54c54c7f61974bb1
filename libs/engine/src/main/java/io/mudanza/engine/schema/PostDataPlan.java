package io.mudanza.engine.schema;

import io.mudanza.engine.EngineException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order after the rows.
 *
 * @param indexes     indexes and constraints, parallel, largest tables first
 * @param middle      attached indexes, statistics, triggers, rules, policies, late views; in pg_dump's order
 * @param foreignKeys foreign keys, parallel
 * @param end         comments, privileges, publications, refreshes; in order
 * @param eventTriggers event triggers with what is said about them: they would hear of all else
 */
record PostDataPlan(
        List<SchemaEntry> indexes, List<SchemaEntry> middle, List<SchemaEntry> foreignKeys, List<SchemaEntry> end,
        List<SchemaEntry> eventTriggers) {

    static boolean isPrivilege(SchemaEntry entry) {
        return entry.type().equals("ACL") || entry.type().equals("DEFAULT ACL");
    }

    /** @param sizes bytes of each table, by {@code "schema"."table"} */
    static PostDataPlan of(List<SchemaEntry> postData, List<SchemaEntry> privileges, Map<String, Long> sizes) {
        List<SchemaEntry> indexes = new ArrayList<>();
        List<SchemaEntry> middle = new ArrayList<>();
        List<SchemaEntry> foreignKeys = new ArrayList<>();
        List<List<SchemaEntry>> end = List.of(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (SchemaEntry entry : postData) {
            switch (entry.type()) {
                case "INDEX", "CONSTRAINT" -> indexes.add(entry);
                case "FK CONSTRAINT" -> foreignKeys.add(entry);
                case "COMMENT", "SECURITY LABEL" -> end.get(about(entry)).add(entry);
                case "ACL", "DEFAULT ACL" -> end.get(1).add(entry);
                case MaterialisedViews.ENTRY_TYPE -> end.get(3).add(entry);
                case "EVENT TRIGGER" -> end.get(4).add(entry);
                case String type when type.startsWith("PUBLICATION") -> end.get(2).add(entry);
                default -> middle.add(entry);
            }
        }
        end.get(1).addAll(0, privileges);
        indexes.sort((a, b) -> Long.compare(size(b, sizes), size(a, sizes)));
        foreignKeys.sort((a, b) -> Long.compare(size(b, sizes), size(a, sizes)));
        return new PostDataPlan(
                indexes, middle, foreignKeys, end.subList(0, 4).stream().flatMap(List::stream).toList(), end.get(4));
    }

    /** The tables that a statement names: after ON, TABLE [ONLY] and REFERENCES. */
    static Set<String> tables(SchemaEntry entry) {
        Set<String> tables = new HashSet<>();
        if (entry.statements().isEmpty()) {
            return tables;
        }
        try {
            List<SqlToken> tokens = SqlLexer.tokens(entry.statements().getFirst());
            for (int i = 0; i + 3 < tokens.size(); i++) {
                SqlToken token = tokens.get(i);
                if (token.isWord("ON") || token.isWord("TABLE") || token.isWord("ONLY")
                        || token.isWord("REFERENCES")) {
                    if (tokens.get(i + 1).isIdentifier() && tokens.get(i + 2).isSymbol('.')) {
                        tables.add(tokens.get(i + 1).text() + "." + tokens.get(i + 3).text());
                    }
                }
            }
        } catch (EngineException e) {
            throw new IllegalStateException("a parsed entry must have tokens", e);
        }
        return tables;
    }

    /** Whether a statement may call functions: more in parentheses than one list of columns, or a condition. */
    static boolean computes(SchemaEntry entry) {
        return entry.statements().isEmpty() || entry.statements().getFirst().indexOf('(')
                != entry.statements().getFirst().lastIndexOf('(');
    }

    private static long size(SchemaEntry entry, Map<String, Long> sizes) {
        return tables(entry).stream().mapToLong(table -> sizes.getOrDefault(table, 0L)).max().orElse(0);
    }

    /** The place of a comment or label: with what it is about, where that comes late. */
    private static int about(SchemaEntry entry) {
        if (names(entry, "EVENT TRIGGER")) {
            return 4;
        }
        return names(entry, "PUBLICATION") ? 2 : 0;
    }

    private static boolean names(SchemaEntry entry, String kind) {
        return entry.statements().stream().anyMatch(sql -> sql.startsWith("COMMENT ON " + kind + " ")
                || sql.startsWith("SECURITY LABEL ") && sql.contains(" ON " + kind + " "));
    }
}
