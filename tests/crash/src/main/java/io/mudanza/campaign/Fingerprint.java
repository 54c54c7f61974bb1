package io.mudanza.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a platform holds, taken by plain SQL and SHA-256 and by nothing of Mudanza: rows of each table (count and MD5 of
 * all rows in their order of MD5), sequences, columns, constraints, indexes, triggers, views, functions, media.
 */
record Fingerprint(Map<String, String> objects) {
    private static final String OURS = " NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_toast%'"
            + " AND n.nspname NOT LIKE 'pg\\_temp%' AND n.nspname NOT LIKE '\\_mudanza%'";

    static Fingerprint of(Site site) throws SQLException, IOException {
        Map<String, String> objects = new TreeMap<>();
        try (Connection connection = site.toPlatform(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            statement.execute("SET LOCAL timezone = 'UTC'; SET LOCAL extra_float_digits = 3");
            rows(statement, objects);
            schema(statement, objects);
            connection.rollback();
        }
        media(site.media(), objects);
        return new Fingerprint(objects);
    }

    private static void rows(Statement statement, Map<String, String> objects) throws SQLException {
        List<String> tables = new ArrayList<>();
        List<String> sequences = new ArrayList<>();
        try (ResultSet found = statement.executeQuery("SELECT format('%I.%I', n.nspname, c.relname), c.relkind FROM pg_class c"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'm', 'S') AND n.nspname" + OURS
                + " ORDER BY 1")) {
            while (found.next()) {
                (found.getString(2).equals("S") ? sequences : tables).add(found.getString(1));
            }
        }
        for (String table : tables) {
            objects.put("rows of " + table, one(statement, "SELECT count(*) || ' rows, ' || coalesce(md5(string_agg(h, '' ORDER BY"
                    + " h)), '-') FROM (SELECT md5(t::text) h FROM ONLY " + table + " t) rows"));
        }
        for (String sequence : sequences) {
            objects.put("sequence " + sequence, one(statement, "SELECT last_value || ' ' || is_called FROM " + sequence));
        }
    }

    private static void schema(Statement statement, Map<String, String> objects) throws SQLException {
        List<String> queries = List.of(
                "SELECT 'columns of ' || a.attrelid::regclass, string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod)"
                        + " || ' ' || a.attnotnull || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), ''), ', ' ORDER BY a.attnum)"
                        + " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum WHERE a.attnum > 0 AND NOT"
                        + " a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname" + OURS + " GROUP BY a.attrelid",
                "SELECT 'constraint ' || c.conrelid::regclass || '.' || c.conname, pg_get_constraintdef(c.oid) || ' ' ||"
                        + " c.convalidated FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace WHERE c.conrelid <> 0"
                        + " AND n.nspname" + OURS,
                "SELECT 'index ' || i.indexrelid::regclass, pg_get_indexdef(i.indexrelid) || ' ' || i.indisvalid FROM pg_index i JOIN"
                        + " pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname" + OURS,
                "SELECT 'trigger ' || t.tgrelid::regclass || '.' || t.tgname, pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text FROM"
                        + " pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT"
                        + " t.tgisinternal AND n.nspname" + OURS,
                "SELECT 'view ' || c.oid::regclass, pg_get_viewdef(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid ="
                        + " c.relnamespace WHERE c.relkind IN ('v', 'm') AND n.nspname" + OURS,
                "SELECT 'function ' || p.oid::regprocedure, md5(prosrc) FROM pg_proc p JOIN pg_namespace n ON n.oid ="
                        + " p.pronamespace WHERE n.nspname" + OURS,
                "SELECT 'schema ' || n.nspname, '' FROM pg_namespace n WHERE n.nspname" + OURS,
                "SELECT 'large objects', count(*)::text FROM pg_largeobject_metadata");
        for (String query : queries) {
            try (ResultSet found = statement.executeQuery(query)) {
                while (found.next()) {
                    objects.put(found.getString(1), found.getString(2));
                }
            }
        }
    }

    private static String one(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void media(Path folder, Map<String, String> objects) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                objects.put("media " + folder.relativize(file), HexFormat.of().formatHex(
                        sha256().digest(Files.readAllBytes(file))));
            }
        } catch (NoSuchFileException none) {
            objects.put("media", "there is no folder");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** The first objects in which the other differs; empty when there is none. */
    List<String> differences(Fingerprint other) {
        List<String> all = new ArrayList<>();
        Map<String, String> names = new TreeMap<>(objects);
        names.putAll(other.objects);
        for (String name : names.keySet()) {
            String here = objects.get(name);
            String there = other.objects.get(name);
            if (!java.util.Objects.equals(here, there)) {
                all.add(name + ": expected " + here + ", found " + there);
            }
        }
        return all.size() > 8 ? new ArrayList<>(all.subList(0, 8)) : all;
    }
}
