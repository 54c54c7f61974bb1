package io.mudanza.dumps.random;

import io.mudanza.dumps.random.Kinds.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A database made of a seed: types, tables, and some of the blocks of {@code random/blocks.sql}. */
final class RandomDatabase {

    private static final Pattern HOLE = Pattern.compile("\\{(s|q|n|x|i|r)(\\d*)}");
    private static final List<String> ROLES = List.of("\"random owner\"", "\"o'r\"\"x\"", "random_plain");

    private static final Pattern FOR_SUPERUSERS = Pattern.compile("LANGUAGE (c|internal)|CREATE (TEXT SEARCH|ACCESS|EVENT|FOREIGN)|FOR ALL TABLES");

    private final boolean plain;
    private final Draw draw;
    private final List<String> schemas = new ArrayList<>(List.of("public"));
    private final List<String> statements = new ArrayList<>();

    /** @param plain without what only superusers may make, which a dump is not allowed to bring */
    RandomDatabase(long seed, boolean plain) {
        this.plain = plain;
        this.draw = new Draw(seed);
    }

    /** Statements, each to be run on its own. */
    List<String> statements() {
        for (String role : ROLES) {
            statements.add("DO $do$ BEGIN CREATE ROLE " + role + "; EXCEPTION WHEN duplicate_object THEN NULL; END $do$");
        }
        for (int i = draw.between(1, 4); i > 0; i--) {
            String schema;
            do {
                schema = draw.name();
            } while (schema.equals("\"information_schema\"") || schema.equals("\"public\"") || schema.startsWith("\"pg_"));
            statements.add("CREATE SCHEMA " + schema + (draw.chance(0.3) ? " AUTHORIZATION " + draw.one(ROLES) : ""));
            schemas.add(schema);
        }
        if (draw.chance(0.15)) {
            schemas.remove("public");
            statements.add("DROP SCHEMA public");
        }
        List<Kind> kinds = Kinds.make(draw, schemas, statements);
        for (int i = draw.between(2, 8); i > 0; i--) {
            new Tables(draw, schemas, kinds, statements).make();
        }
        double share = draw.one(List.of(0.15, 0.4, 0.7, 1.0));
        for (String block : blocks()) {
            if (!(plain && FOR_SUPERUSERS.matcher(block).find()) && draw.chance(share)) {
                String filled = fill(plain ? block.replace(" LEAKPROOF", "") : block);
                for (String statement : filled.strip().split("\n@\n")) {
                    statements.add(statement.strip());
                }
            }
        }
        return statements;
    }

    /** {@code {s1}} a schema, {@code {q1}} a new name in a schema, {@code {n1}} a new name, {@code {x1}} a text, {@code {r1}} a role. */
    private String fill(String block) {
        Map<String, String> drawn = new HashMap<>();
        return HOLE.matcher(block).replaceAll(hole -> Matcher.quoteReplacement(drawn.computeIfAbsent(hole.group(), name ->
                switch (hole.group(1)) {
                    case "s" -> draw.one(schemas);
                    case "q" -> draw.one(schemas) + "." + draw.name();
                    case "n" -> draw.name();
                    case "x" -> draw.text();
                    case "i" -> String.valueOf(draw.between(1, 1000));
                    default -> draw.one(ROLES);
                })));
    }

    private static List<String> blocks() {
        try (InputStream sql = RandomDatabase.class.getResourceAsStream("/random/blocks.sql")) {
            String text = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(text.substring(text.indexOf("\n===\n") + 5).split("\n===\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
