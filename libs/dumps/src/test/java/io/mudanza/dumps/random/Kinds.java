package io.mudanza.dumps.random;

import java.util.ArrayList;
import java.util.List;

/** Types and the values of each that are likeliest to change on their way. */
final class Kinds {

    /**
     * A type.
     *
     * @param key whether it can be in a b-tree
     */
    record Kind(String type, boolean key, List<String> values) {
        static Kind of(String type, boolean key, String... values) {
            return new Kind(type, key, List.of(values));
        }
    }

    private static final List<Kind> PLAIN = List.of(
            Kind.of("boolean", true, "true", "false"),
            Kind.of("smallint", true, "-32768", "32767", "0"),
            Kind.of("integer", true, "-2147483648", "2147483647", "7"),
            Kind.of("bigint", true, "-9223372036854775808", "9223372036854775807", "0"),
            Kind.of("real", true, "'NaN'", "'Infinity'", "'-0'", "1e-45", "3.4028235e38", "0.1"),
            Kind.of("double precision", true, "'NaN'", "'-Infinity'", "'-0'", "5e-324", "1.7976931348623157e308", "0.1"),
            Kind.of("numeric", true, "'NaN'", "'Infinity'", "'-Infinity'", "0.00", "-0.000", "1e-16383", "9e131071", "1.50"),
            Kind.of("numeric(12,3)", true, "-999999999.999", "0", "1.5"),
            Kind.of("numeric(3,-2)", true, "12300", "-99900"),
            Kind.of("money", true, "'-92233720368547758.08'", "0", "12.34"),
            Kind.of("text", true, "''", "'\\N'", "'\\.'", "E'a\\tb\\nc\\rd\\\\e'", "E'e\\u0301'", "'é'", "'🎫'", "E'\\x01\\x7f'",
                    "' '", "'NULL'", "repeat('ab', 3000)"),
            Kind.of("varchar(20)", true, "''", "'  x '", "'ñññññññññññññññññññ'"),
            Kind.of("char(5)", true, "''", "'ab'", "'ñ'"),
            Kind.of("\"char\"", true, "''", "'x'", "'\\351'", "'\\\\'"),
            Kind.of("name", true, "''", "'Na me'"),
            Kind.of("bytea", true, "''", "'\\x00'", "'\\x5c4e'", "'\\xff0a0d095c2e'", "decode(repeat('00ff', 3000), 'hex')"),
            Kind.of("date", true, "'infinity'", "'-infinity'", "'4713-01-01 BC'", "'5874897-12-31'", "'0044-03-15 BC'"),
            Kind.of("time", true, "'24:00'", "'00:00'", "'23:59:59.999999'"),
            Kind.of("time(0)", true, "'23:59:59'"),
            Kind.of("timetz", true, "'12:00+15:59'", "'00:00-15:59:59'"),
            Kind.of("timestamp", true, "'infinity'", "'4713-01-01 00:00:00 BC'", "'294276-12-31 23:59:59.999999'"),
            Kind.of("timestamptz", true, "'-infinity'", "'0001-01-01 00:00:00+00 BC'", "'1900-01-01 00:00:00.000001+00'"),
            Kind.of("interval", true, "'-178000000 years'", "'1 mon -1 days +00:00:00.000001'", "'0'", "'-00:00:01'"),
            Kind.of("interval day to second(3)", true, "'3 days 04:05:06.789'"),
            Kind.of("uuid", true, "'00000000-0000-0000-0000-000000000000'"),
            Kind.of("json", false, "'{\"a\":  1, \"a\": 2}'", "'null'", "'\"\\u00e9\"'", "' [1 ]'"),
            Kind.of("jsonb", true, "'{\"b\": [1, null, 1.10, 1e2]}'", "'null'", "'\"🎫\"'"),
            Kind.of("xml", false, "'<a>ü</a>'", "''", "'x<b/>y'"),
            Kind.of("inet", true, "'10.0.0.1/8'", "'::ffff:1.2.3.4'", "'fe80::1/64'"),
            Kind.of("cidr", true, "'10.0.0.0/8'", "'::/0'"),
            Kind.of("macaddr", true, "'08:00:2b:01:02:03'"),
            Kind.of("macaddr8", true, "'08:00:2b:01:02:03:04:05'"),
            Kind.of("bit(5)", true, "B'10101'"),
            Kind.of("bit varying", true, "B''", "B'1'", "B'" + "10".repeat(500) + "'"),
            Kind.of("point", false, "'(NaN,-0)'", "'(1e300,Infinity)'"),
            Kind.of("line", false, "'{1,2,3}'"), Kind.of("lseg", false, "'[(0,0),(1,1)]'"),
            Kind.of("box", false, "'(1,1),(0,0)'"), Kind.of("path", false, "'[(0,0),(1,1)]'", "'((0,0),(1,1))'"),
            Kind.of("polygon", false, "'((0,0),(1,1),(2,0))'"), Kind.of("circle", false, "'<(0,0),1>'"),
            Kind.of("tsvector", true, "''", "'''a b'':1A,2B c'", "'''\\\\'' ''''''''".concat("'")),
            Kind.of("tsquery", true, "'quick & !fox'", "'a <-> b:*AB'"),
            Kind.of("int4range", true, "'empty'", "'(,)'", "'[1,5)'"),
            Kind.of("tstzrange", true, "'[2020-01-01,infinity)'", "'empty'"),
            Kind.of("numrange", true, "'[1.50,)'"),
            Kind.of("int8multirange", true, "'{}'", "'{[1,3),[5,8)}'"),
            Kind.of("tsmultirange", true, "'{[2020-01-01,2021-01-01)}'"),
            Kind.of("jsonpath", false, "'$.a[*] ? (@ > 1)'", "'strict $'"),
            Kind.of("oid", true, "0", "4294967295"), Kind.of("regclass", true, "'pg_class'", "0"),
            Kind.of("regtype", true, "'int4'", "0"), Kind.of("regprocedure", true, "'lower(text)'"),
            Kind.of("regnamespace", true, "'pg_catalog'"), Kind.of("regrole", true, "'postgres'"),
            Kind.of("regoperator", true, "'+(int4,int4)'"), Kind.of("regconfig", true, "'simple'"),
            Kind.of("regcollation", true, "'\"C\"'"),
            Kind.of("pg_lsn", true, "'0/16B3748'"), Kind.of("xid8", true, "'42'"), Kind.of("xid", false, "'3'"),
            Kind.of("cid", false, "'3'"), Kind.of("tid", true, "'(4,2)'"), Kind.of("txid_snapshot", false, "'10:20:10,14'"),
            Kind.of("pg_snapshot", false, "'10:20:10,14'"), Kind.of("oidvector", true, "'1 2 3'"),
            Kind.of("int2vector", false, "'1 2'"), Kind.of("refcursor", false, "'cur'"),
            Kind.of("integer[]", true, "'{}'", "'{1,NULL,3}'", "'[0:1][-1:0]={{1,2},{3,4}}'"),
            Kind.of("text[]", true, "'{}'", "ARRAY['', NULL, 'NULL', E'x\\n\"y\\\\', ' ']", "'[5:5]={x}'"),
            Kind.of("bytea[]", true, "ARRAY['\\x00'::bytea, NULL, '\\x5c22']"),
            Kind.of("numeric[]", true, "'{{NaN,-0.0},{1e-30,NULL}}'"),
            Kind.of("json[]", false, "ARRAY['{\"a\": \"b,\\\"c\"}'::json]"),
            Kind.of("tstzrange[]", true, "ARRAY['[2020-01-01,)'::tstzrange, 'empty']"),
            Kind.of("\"char\"[]", true, "ARRAY['a', '']::\"char\"[]"), Kind.of("box[]", false, "'{(1,1),(0,0);(2,2),(1,1)}'"),
            Kind.of("xml[]", false, "ARRAY['<a>,\"</a>'::xml]"), Kind.of("regclass[]", true, "'{pg_class,pg_type}'"));

    private Kinds() {}

    /** Types of the database's own, made by these statements, and those of the server. */
    static List<Kind> make(Draw draw, List<String> schemas, List<String> statements) {
        List<Kind> kinds = new ArrayList<>(PLAIN);
        for (int i = draw.between(1, 3); i > 0; i--) {
            String mood = draw.one(schemas) + "." + draw.name();
            String first = draw.text();
            statements.add("CREATE TYPE " + mood + " AS ENUM (" + first + ", 'b,c', '', 'q\"''\\')");
            statements.add("ALTER TYPE " + mood + " ADD VALUE 'before' BEFORE 'b,c'");
            statements.add("ALTER TYPE " + mood + " ADD VALUE IF NOT EXISTS 'first ñ' BEFORE " + first);
            statements.add("ALTER TYPE " + mood + " RENAME VALUE '' TO 'not empty'");
            kinds.add(Kind.of(mood, true, first, "'before'", "'first ñ'", "'q\"''\\'"));
            kinds.add(Kind.of(mood + "[]", true, "ARRAY['before', 'q\"''\\', NULL]::" + mood + "[]"));
            String pair = draw.one(schemas) + "." + draw.name();
            String field = draw.name();
            statements.add("CREATE TYPE " + pair + " AS (" + field + " numeric, b text COLLATE \"C\", m " + mood + "[], t text[])");
            statements.add("ALTER TYPE " + pair + " DROP ATTRIBUTE " + field + ", ADD ATTRIBUTE " + field + " numeric, ADD ATTRIBUTE n int");
            String value = "ROW(" + draw.text() + ", '{before,NULL}', ARRAY['a,b', '(', '\"', NULL], 1.50, NULL)::" + pair;
            kinds.add(Kind.of(pair, true, value, "ROW(NULL, NULL, NULL, NULL, NULL)::" + pair));
            kinds.add(Kind.of(pair + "[]", true, "ARRAY[" + value + ", NULL]", "'{}'"));
            String domain = draw.one(schemas) + "." + draw.name();
            statements.add("CREATE DOMAIN " + domain + " AS " + pair + "[] DEFAULT '{}' CONSTRAINT " + draw.name()
                    + " CHECK (pg_catalog.array_ndims(VALUE) IS DISTINCT FROM 3)");
            kinds.add(Kind.of(domain, false, "ARRAY[" + value + "]", "'{}'"));
            String small = draw.one(schemas) + "." + draw.name();
            statements.add("CREATE DOMAIN " + small + " AS bigint[] NOT NULL CHECK (VALUE <> '{1}')");
            kinds.add(Kind.of(small, true, "'{}'", "'[3:4]={1,2}'"));
            String of = draw.one(schemas) + "." + draw.name();
            statements.add("CREATE DOMAIN " + of + " AS " + small + " CHECK (pg_catalog.cardinality(VALUE) < 9)");
            kinds.add(Kind.of(of, true, "'{}'", "'{7}'"));
            String range = draw.one(schemas) + "." + draw.name();
            String multi = draw.one(schemas) + "." + draw.name();
            statements.add("CREATE TYPE " + range + " AS RANGE (SUBTYPE = text, COLLATION = \"C\", MULTIRANGE_TYPE_NAME = " + multi + ")");
            kinds.add(Kind.of(range, true, "'[\" b\",\"\\\"c\")'", "'empty'", "'(,)'", "'[\"\",\"\"]'"));
            kinds.add(Kind.of(multi, true, "'{[a,b],[d,e)}'", "'{}'"));
        }
        return kinds;
    }
}
