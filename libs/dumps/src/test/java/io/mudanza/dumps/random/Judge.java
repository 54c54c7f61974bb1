package io.mudanza.dumps.random;

import io.mudanza.dumps.testing.Dumped;
import io.mudanza.engine.connect.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What two databases hold, by plain SQL and pg_dump. */
final class Judge {

    private static final String OURS = " n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND n.nspname <> '_mudanza' ";

    private static final List<String> FACTS = List.of(
            "SELECT 'large object ' || oid, concat_ws('|', pg_get_userbyid(lomowner), lomacl IS NULL, (SELECT string_agg(a::text, ' ' ORDER BY a::text) FROM unnest(lomacl) a), obj_description(oid, 'pg_largeobject'),"
                    + " md5(lo_get(oid)), length(lo_get(oid))) FROM pg_largeobject_metadata",
            "SELECT 'trigger ' || tgrelid::regclass || ' ' || tgname, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal",
            "SELECT 'inner triggers ' || conrelid::regclass || ' ' || conname, string_agg(tgenabled::text, '' ORDER BY tgtype)"
                    + " FROM pg_trigger t JOIN pg_constraint k ON k.oid = t.tgconstraint WHERE tgisinternal GROUP BY k.oid, 1",
            "SELECT 'owner of ' || n.nspname || '.' || relname, pg_get_userbyid(relowner) FROM pg_class c"
                    + " JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND" + OURS,
            "SELECT 'privileges of ' || n.nspname || '.' || relname, (SELECT string_agg(a::text, ' ' ORDER BY a::text)"
                    + " FROM unnest(relacl) a) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE relacl IS NOT NULL AND" + OURS,
            "SELECT 'column ' || attrelid::regclass || '.' || attname, concat_ws('|', format_type(atttypid, atttypmod), attnotnull,"
                    + " attidentity, attgenerated, attstorage, attcompression, attstattarget, attoptions, attacl, attislocal, attinhcount,"
                    + " attcollation::regcollation) FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON"
                    + " n.oid = relnamespace WHERE attnum > 0 AND NOT attisdropped AND relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND" + OURS,
            "SELECT 'constraint ' || conrelid::regclass || ' ' || conname, concat_ws('|', convalidated, condeferrable, condeferred,"
                    + " pg_get_constraintdef(k.oid), conislocal, coninhcount) FROM pg_constraint k WHERE conrelid <> 0"
                    + " AND connamespace <> 'pg_catalog'::regnamespace",
            "SELECT 'index ' || indexrelid::regclass, concat_ws('|', pg_get_indexdef(indexrelid), indisvalid, indisclustered,"
                    + " indisreplident) FROM pg_index JOIN pg_class c ON c.oid = indexrelid JOIN pg_namespace n ON n.oid = relnamespace WHERE" + OURS,
            "SELECT 'options of ' || n.nspname || '.' || relname, concat_ws('|', reloptions::text, relpersistence, relreplident,"
                    + " relrowsecurity, relforcerowsecurity, relispopulated) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
                    + " WHERE relkind <> 't' AND" + OURS,
            "SELECT 'enum ' || enumtypid::regtype, string_agg(enumlabel, '|' ORDER BY enumsortorder) FROM pg_enum GROUP BY 1",
            "SELECT 'function ' || p.oid::regprocedure, concat_ws('|', pg_get_userbyid(proowner), proacl, provolatile, proparallel,"
                    + " procost, prorows, prosecdef, proleakproof, proisstrict, proconfig, md5(coalesce(prosrc, '') || coalesce(prosqlbody::text IS NULL, true)))"
                    + " FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace WHERE" + OURS,
            "SELECT 'extension ' || extname, nspname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace",
            "SELECT 'schema ' || nspname, concat_ws('|', pg_get_userbyid(nspowner), nspacl, obj_description(oid, 'pg_namespace'))"
                    + " FROM pg_namespace n WHERE" + OURS);

    private Judge() {}

    /** What differs, at most a few lines; empty when nothing does. */
    static List<String> differences(DatabaseAddress source, DatabaseAddress target) throws Exception {
        List<String> found = new ArrayList<>();
        differ(found, facts(source), facts(target));
        differ(found, rows(source), rows(target));
        String[] here = schema(source);
        String[] there = schema(target);
        if (!Arrays.equals(here, there)) {
            Map<String, String> mine = new TreeMap<>();
            Map<String, String> others = new TreeMap<>();
            Arrays.stream(here).forEach(line -> mine.merge("pg_dump: " + line, "1", String::concat));
            Arrays.stream(there).forEach(line -> others.merge("pg_dump: " + line, "1", String::concat));
            differ(found, mine, others);
        }
        return found;
    }

    private static void differ(List<String> found, Map<String, String> here, Map<String, String> there) {
        here.forEach((key, value) -> {
            if (!value.equals(there.get(key))) {
                found.add(key + ": " + value + " but " + there.get(key));
            }
        });
        there.forEach((key, value) -> {
            if (!here.containsKey(key)) {
                found.add(key + ": too many, " + value);
            }
        });
    }

    static Map<String, String> facts(DatabaseAddress address) throws SQLException {
        Map<String, String> facts = new TreeMap<>();
        try (Connection connection = connect(address)) {
            for (String query : FACTS) {
                collect(facts, connection, query);
            }
        }
        return facts;
    }

    /** For each table, view that is stored, and sequence: how many rows, and a sum of them that knows no order. */
    static Map<String, String> rows(DatabaseAddress address) throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        try (Connection connection = connect(address)) {
            Map<String, String> queries = new TreeMap<>();
            collect(queries, connection, "SELECT relkind::text || n.nspname || '.' || relname, CASE WHEN relkind = 'S' THEN"
                    + " format('SELECT %L, last_value || '' '' || is_called FROM %I.%I', 'sequence ' || n.nspname || '.' || relname, nspname, relname)"
                    + " ELSE format('SELECT %L, count(*) || '' '' || coalesce(md5(string_agg(h, '''' ORDER BY h)), '''')"
                    + " FROM (SELECT md5(\"row of judge\"::text) AS h FROM ONLY %I.%I \"row of judge\") s',"
                    + " 'rows of ' || n.nspname || '.' || relname, nspname, relname) END"
                    + " FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE (relkind IN ('r', 'S')"
                    + " OR relkind = 'm' AND relispopulated) AND" + OURS);
            for (String query : queries.values()) {
                collect(rows, connection, query);
            }
        }
        return rows;
    }

    private static String[] schema(DatabaseAddress address) throws Exception {
        return Dumped.run(address, "pg_dump", "--schema-only", "--quote-all-identifiers", "--encoding=UTF8", "--exclude-schema=_mudanza",
                "--dbname=options='-c standard_conforming_strings=on -c bytea_output=hex -c TimeZone=UTC -c lc_monetary=C' dbname=" + address.database())
                .replaceAll("(?m)^\\\\(un)?restrict .*$", "").split("\n");
    }

    private static void collect(Map<String, String> into, Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(query)) {
                while (row.next()) {
                    into.put(row.getString(1), String.valueOf(row.getString(2)));
                }
            }
        }
    }

    /** With settings of its own, because a database may have others. */
    private static Connection connect(DatabaseAddress address) throws SQLException {
        Connection connection = Dumped.connect(address);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = ''; SET extra_float_digits = 3; SET DateStyle = ISO; SET IntervalStyle = postgres;"
                    + " SET timezone = 'UTC'; SET bytea_output = hex; SET xmloption = content; SET row_security = on;"
                    + " SET quote_all_identifiers = off; SET statement_timeout = 0; SET lc_monetary = 'C'");
        }
        return connection;
    }
}
