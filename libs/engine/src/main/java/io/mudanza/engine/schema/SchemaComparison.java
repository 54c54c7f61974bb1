package io.mudanza.engine.schema;

import io.mudanza.engine.EngineException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Compares two schemas entry by entry. */
public final class SchemaComparison {

    private SchemaComparison() {}

    /**
     * What a target has differently from what its source would look like there.
     *
     * @param source      the schema as it was read at the source
     * @param target      the schema as it was read at the target
     * @param targetRoles owners and grantees that the target lacks are no difference
     * @param sameMajor   whether both servers are of one major version; others print some objects differently
     * @return empty when both are equal
     */
    public static List<SchemaDifference> compare(
            SchemaTexts source, SchemaTexts target, TargetRoles targetRoles, boolean sameMajor) throws EngineException {
        StatementFitter fitter = new StatementFitter(targetRoles);
        Map<Key, List<String>> expected = new LinkedHashMap<>();
        Map<Key, List<String>> found = new LinkedHashMap<>();
        for (SchemaTexts texts : List.of(source, target)) {
            Map<Key, List<String>> objects = texts == source ? expected : found;
            for (String section : List.of(texts.preData(), texts.postData())) {
                for (SchemaEntry entry : SchemaScript.parse(section).entries()) {
                    collect(objects, entry, fitter, sameMajor);
                }
            }
        }
        return differences(expected, found);
    }

    private record Key(String type, String schema, String name) {
        String object() {
            return schema.equals("-") ? name : schema + "." + name;
        }
    }

    private static void collect(
            Map<Key, List<String>> objects, SchemaEntry entry, StatementFitter fitter, boolean sameMajor)
            throws EngineException {
        List<String> statements = new ArrayList<>();
        for (String sql : entry.statements()) {
            if (fitter.fit(sql) instanceof FittedStatement.Run run) {
                statements.add(sameMajor ? run.sql() : MajorSpelling.plain(entry.type(), run.sql()));
            }
        }
        if (!statements.isEmpty()) {
            objects.computeIfAbsent(
                            new Key(entry.type(), entry.schema(), entry.name()), key -> new ArrayList<>())
                    .addAll(statements);
        }
    }

    private static List<SchemaDifference> differences(Map<Key, List<String>> expected, Map<Key, List<String>> found) {
        List<SchemaDifference> differences = new ArrayList<>();
        expected.forEach((key, statements) -> {
            List<String> others = found.get(key);
            if (others == null) {
                differences.add(new SchemaDifference(
                        key.type(), key.object(), SchemaDifference.Change.MISSING, shorten(statements)));
            } else if (!new TreeSet<>(statements).equals(new TreeSet<>(others))) {
                differences.add(new SchemaDifference(
                        key.type(),
                        key.object(),
                        SchemaDifference.Change.DIFFERENT,
                        "source: " + only(statements, others) + " | target: " + only(others, statements)));
            }
        });
        found.forEach((key, statements) -> {
            if (!expected.containsKey(key)) {
                differences.add(new SchemaDifference(
                        key.type(), key.object(), SchemaDifference.Change.UNEXPECTED, shorten(statements)));
            }
        });
        return differences;
    }

    private static String only(List<String> these, List<String> others) {
        return shorten(these.stream().filter(sql -> !others.contains(sql)).toList());
    }

    private static String shorten(List<String> statements) {
        return Sentences.shorten(String.join("; ", statements), 600);
    }
}
