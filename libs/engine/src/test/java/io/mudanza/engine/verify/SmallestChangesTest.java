package io.mudanza.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.testing.Move;
import io.mudanza.engine.testing.Platforms;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One thing of a moved database is changed, the smallest there is: no such database is EQUAL. */
@Timeout(600)
class SmallestChangesTest {

    private static final String SOURCE = """
            CREATE COLLATION blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
            CREATE TYPE mood AS ENUM ('sad', 'ok');
            CREATE TYPE pair AS (a int, b text);
            CREATE DOMAIN small AS int CHECK (VALUE < 100);
            CREATE TABLE val (id int PRIMARY KEY, by bytea, f8 float8, f4 float4, n numeric, t text, c char(3), j json, jb jsonb,
                ia int[], iv interval, tz timetz, x xml, p pair, r regclass, v varbit, ts tsvector, rg numrange, pt point);
            INSERT INTO val SELECT k, '\\x00ff', '-0', '-0', 1.50, U&'e\\0301', 'a', '{"a": 1}', '{"a": 1.0}', '{1,2}', '1 day', '12:00+01',
                '<a/>', ROW(1, NULL)::pair, 'pg_class', B'10', 'a:1', '[1.0,2)', '(0,-0)' FROM generate_series(1, 20) k;
            CREATE TABLE keyless (a bigint, b bigint); INSERT INTO keyless SELECT k, k FROM generate_series(1, 100) k;
            INSERT INTO keyless VALUES (NULL, 7), (7, NULL), (5, 5);
            CREATE TABLE none (); INSERT INTO none SELECT FROM generate_series(1, 5);
            CREATE TABLE parent (id int PRIMARY KEY, t text COLLATE "C", u text, g int GENERATED ALWAYS AS (id + 1) STORED, d small DEFAULT 5);
            INSERT INTO parent VALUES (1, 'x', 'y'), (2, 'z', 'w');
            CREATE TABLE kid (id int CONSTRAINT kid_fk REFERENCES parent, CONSTRAINT kid_check CHECK (id > 0)) WITH (fillfactor = 70);
            INSERT INTO kid VALUES (1);
            CREATE TABLE part (id int) PARTITION BY LIST (id); CREATE TABLE part_1 PARTITION OF part FOR VALUES IN (1, 2);
            CREATE TABLE part_2 PARTITION OF part DEFAULT; INSERT INTO part VALUES (1), (3);
            CREATE SEQUENCE seq START 5; CREATE SEQUENCE used; SELECT nextval('used');
            CREATE FUNCTION act() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TRIGGER act BEFORE INSERT ON parent FOR EACH ROW EXECUTE FUNCTION act();
            CREATE RULE rule_one AS ON DELETE TO kid DO INSTEAD NOTHING;
            CREATE VIEW seen WITH (security_barrier) AS SELECT id FROM parent; CREATE INDEX parent_t ON parent (t);
            CREATE MATERIALIZED VIEW stored AS SELECT count(*) AS n FROM kid;
            CREATE STATISTICS stats (mcv) ON t, u FROM parent; CREATE POLICY pol ON parent USING (id > 0);
            CREATE PUBLICATION pub FOR TABLE parent (id) WHERE (id > 1);
            COMMENT ON COLUMN parent.t IS 'said'; GRANT SELECT (t) ON parent TO PUBLIC;
            ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC;
            SELECT lo_from_bytea(4711, '\\x0001'), lo_from_bytea(4712, ''); COMMENT ON LARGE OBJECT 4712 IS 'empty';
            """;

    private static Map<String, String> changes() {
        Map<String, String> changes = new LinkedHashMap<>();
        for (String value : List.of("by = '\\x01ff'", "f8 = '0'", "f4 = '0'", "n = 1.5", "t = U&'\\00e9'", "c = 'b'", "j = '{\"a\":1}'",
                "jb = '{\"a\": 1.00}'", "ia = '[0:1]={1,2}'", "iv = '24:00'", "tz = '11:00+00'", "x = '<a></a>'", "p = ROW(1, '')::pair",
                "r = 'pg_proc'", "v = B'100'", "ts = 'a:1B'", "rg = '[1,2)'", "pt = '(0,0)'", "by = NULL", "t = t || ' '")) {
            changes.put("value " + value, "UPDATE val SET " + value + " WHERE id = 13");
        }
        changes.put("values changed places, sums equal", "UPDATE keyless SET b = 103 - a WHERE a IN (51, 52)");
        changes.put("null changed places", "UPDATE keyless SET a = b, b = a WHERE a IS NULL; UPDATE keyless SET b = 8 WHERE a = 7 AND b IS NULL");
        changes.put("row twice", "INSERT INTO keyless VALUES (9, 9)");
        changes.put("one row twice instead of another", "DELETE FROM keyless WHERE a = 10; INSERT INTO keyless VALUES (9, 9)");
        changes.put("three of one row", "DELETE FROM keyless WHERE a = 10 OR a = 11; INSERT INTO keyless VALUES (9, 9), (9, 9)");
        changes.put("row of nothing", "INSERT INTO none DEFAULT VALUES");
        changes.put("row in another partition's table", "TRUNCATE part_2; INSERT INTO part VALUES (2)");
        changes.put("sequence called", "SELECT nextval('seq')");
        changes.put("sequence further", "SELECT setval('used', 2)");
        changes.put("sequence not called", "SELECT setval('used', 1, false)");
        changes.put("step of a sequence", "ALTER SEQUENCE seq INCREMENT 2");
        changes.put("large object, one bit", "SELECT lo_put(4711, 1, '\\x00')");
        changes.put("large object, longer by a zero", "SELECT lo_put(4711, 2, '\\x00')");
        changes.put("large object, other number", "SELECT lo_unlink(4711), lo_from_bytea(4713, '\\x0001')");
        changes.put("large object, comment", "COMMENT ON LARGE OBJECT 4712 IS NULL");
        changes.put("large object, grant", "GRANT SELECT ON LARGE OBJECT 4712 TO PUBLIC");
        changes.put("large object, revoked", "REVOKE ALL ON LARGE OBJECT 4712 FROM CURRENT_USER");
        changes.put("grant of a column", "REVOKE SELECT (t) ON parent FROM PUBLIC");
        changes.put("grant", "GRANT SELECT ON kid TO PUBLIC");
        changes.put("grant option", "GRANT SELECT (t) ON parent TO pg_monitor WITH GRANT OPTION");
        changes.put("default privilege", "ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM PUBLIC");
        changes.put("owner", "ALTER TABLE kid OWNER TO pg_monitor");
        changes.put("trigger off", "ALTER TABLE parent DISABLE TRIGGER act");
        changes.put("trigger always", "ALTER TABLE parent ENABLE ALWAYS TRIGGER act");
        changes.put("rule off", "ALTER TABLE kid DISABLE RULE rule_one");
        changes.put("key not valid", "ALTER TABLE kid DROP CONSTRAINT kid_fk, ADD CONSTRAINT kid_fk FOREIGN KEY (id) REFERENCES parent NOT VALID");
        changes.put("key deferrable", "ALTER TABLE kid ALTER CONSTRAINT kid_fk DEFERRABLE");
        changes.put("check not valid", "ALTER TABLE kid DROP CONSTRAINT kid_check, ADD CONSTRAINT kid_check CHECK (id > 0) NOT VALID");
        changes.put("generated", "ALTER TABLE parent DROP g; ALTER TABLE parent ADD g int GENERATED ALWAYS AS (1 + id) STORED");
        changes.put("collation", "ALTER TABLE parent ALTER t TYPE text COLLATE \"POSIX\"");
        changes.put("collation's rules", "DROP COLLATION blind; CREATE COLLATION blind (provider = icu, locale = 'und-u-ks-level2')");
        changes.put("view's text", "CREATE OR REPLACE VIEW seen WITH (security_barrier) AS SELECT id FROM parent WHERE true");
        changes.put("view's option", "ALTER VIEW seen RESET (security_barrier)");
        changes.put("stored view's state", "REFRESH MATERIALIZED VIEW stored WITH NO DATA");
        changes.put("comment", "COMMENT ON COLUMN parent.t IS 'said '");
        changes.put("default", "ALTER TABLE parent ALTER d SET DEFAULT 6");
        changes.put("domain", "ALTER DOMAIN small DROP CONSTRAINT small_check");
        changes.put("enum", "ALTER TYPE mood ADD VALUE 'last'");
        changes.put("function", "CREATE OR REPLACE FUNCTION act() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN  RETURN NEW; END'");
        changes.put("function's cost", "ALTER FUNCTION act() COST 7");
        changes.put("policy", "ALTER POLICY pol ON parent USING (id >= 0)");
        changes.put("row security", "ALTER TABLE parent ENABLE ROW LEVEL SECURITY");
        changes.put("index", "DROP INDEX parent_t; CREATE INDEX parent_t ON parent (t DESC)");
        changes.put("statistics", "ALTER STATISTICS stats SET STATISTICS 9");
        changes.put("publication", "ALTER PUBLICATION pub SET TABLE parent (id) WHERE (id > 2)");
        changes.put("option of a table", "ALTER TABLE kid SET (fillfactor = 71)");
        changes.put("storage", "ALTER TABLE parent ALTER t SET STORAGE EXTERNAL");
        changes.put("unlogged", "ALTER TABLE kid SET UNLOGGED");
        changes.put("partition's bound", "ALTER TABLE part DETACH PARTITION part_1; ALTER TABLE part ATTACH PARTITION part_1 FOR VALUES IN (1, 2, 4)");
        changes.put("table too many", "CREATE TABLE more ()");
        changes.put("schema too many", "CREATE SCHEMA more");
        return changes;
    }

    @TempDir
    Path folder;

    @Test
    void isSeen() throws Exception {
        // Given
        DatabaseAddress source = Platforms.empty("smallest");
        Platforms.execute(source, SOURCE);
        DatabaseAddress target = Platforms.empty("smallest_target");
        Move move = new Move(source, folder);
        Manifest manifest = move.extract();
        move.load(target);
        io.mudanza.engine.load.Loader.removeLedger(target);
        assertThat(verify(target, move, manifest).verdict()).isEqualTo(Verdict.EQUAL);
        Map<String, String> unseen = new LinkedHashMap<>();
        DatabaseAddress postgres = target.withDatabase("postgres");

        changes().forEach((name, sql) -> {
            try {
                Platforms.execute(postgres, "CREATE DATABASE smallest_changed TEMPLATE " + target.database());
                DatabaseAddress changed = target.withDatabase("smallest_changed");
                // When
                Platforms.execute(changed, sql);
                VerificationReport report = verify(changed, move, manifest);
                if (report.verdict() == Verdict.EQUAL) {
                    unseen.put(name, sql);
                }
                Platforms.execute(postgres, "DROP DATABASE smallest_changed WITH (FORCE)");
            } catch (Exception e) {
                throw new IllegalStateException(name, e);
            }
        });

        // Then
        assertThat(unseen).isEmpty();
    }

    private static VerificationReport verify(DatabaseAddress target, Move move, Manifest manifest) throws Exception {
        return new Verifier().verify(
                VerifyRequest.full(target, move.schema(manifest), null), manifest, ProgressListener.NONE, Cancellation.NEVER);
    }
}
