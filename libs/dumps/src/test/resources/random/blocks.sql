-- Blocks are parted by lines of ===, statements of a block by lines of @. Holes are described in RandomDatabase.fill.
===
CREATE TABLE {q1} ({n1} int NOT NULL, {n2} text, {n3} date NOT NULL) PARTITION BY RANGE ({n1})
@
CREATE TABLE {q2} ({n3} date NOT NULL, gone int, {n2} text, {n1} int NOT NULL)
@
ALTER TABLE {q2} DROP COLUMN gone
@
ALTER TABLE {q1} ATTACH PARTITION {q2} FOR VALUES FROM (MINVALUE) TO (10)
@
CREATE TABLE {q3} PARTITION OF {q1} FOR VALUES FROM (10) TO (100) PARTITION BY HASH ({n2})
@
CREATE TABLE {q4} PARTITION OF {q3} FOR VALUES WITH (MODULUS 2, REMAINDER 0)
@
CREATE TABLE {q5} PARTITION OF {q3} FOR VALUES WITH (MODULUS 2, REMAINDER 1)
@
CREATE TABLE {q6} PARTITION OF {q1} DEFAULT PARTITION BY LIST ({n3})
@
CREATE TABLE {q7} PARTITION OF {q6} FOR VALUES IN ('infinity', '0044-03-15 BC')
@
CREATE UNLOGGED TABLE {q8} PARTITION OF {q6} DEFAULT
@
INSERT INTO {q1} SELECT k - 20, {x1} || k, CASE k % 3 WHEN 0 THEN 'infinity' ELSE '0044-03-15 BC'::date END FROM generate_series(1, 200) k
@
INSERT INTO {q1} VALUES (1000, '', '2020-01-01')
@
ALTER TABLE {q1} ADD PRIMARY KEY ({n1}, {n2}, {n3}), ALTER {n2} DROP DEFAULT
@
CREATE INDEX {n9} ON ONLY {q1} ({n2})
@
CREATE INDEX {n8} ON {q1} (({n2} || 'x'))
@
ALTER TABLE {q5} ALTER {n2} SET DEFAULT {x2}
@
CREATE TABLE {q9} (a int, b text, c date, FOREIGN KEY (a, b, c) REFERENCES {q1})
@
CREATE FUNCTION {q10}() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RETURN NEW; END $f$
@
CREATE TRIGGER {n7} BEFORE INSERT ON {q1} FOR EACH ROW EXECUTE FUNCTION {q10}()
@
ALTER TABLE {q4} DISABLE TRIGGER {n7}
===
CREATE TABLE {q1} (id int PRIMARY KEY, other int, me int REFERENCES {q1} ON DELETE CASCADE)
@
CREATE TABLE {q2} (id int PRIMARY KEY, a int NOT NULL CONSTRAINT {n1} REFERENCES {q1} DEFERRABLE INITIALLY DEFERRED)
@
INSERT INTO {q1} SELECT k, k, (k + 1) % 10 FROM generate_series(0, 9) k
@
INSERT INTO {q2} SELECT k, 9 - k FROM generate_series(0, 9) k
@
ALTER TABLE {q1} ADD CONSTRAINT {n2} FOREIGN KEY (other) REFERENCES {q2} ON UPDATE SET NULL
@
CREATE TABLE {q3} (p int, q int, CONSTRAINT {n4} UNIQUE NULLS NOT DISTINCT (p, q) INCLUDE (p) DEFERRABLE)
@
INSERT INTO {q3} VALUES (1, NULL), (NULL, NULL), (99, 99)
@
ALTER TABLE {q3} ADD CONSTRAINT {n5} FOREIGN KEY (p) REFERENCES {q1} NOT VALID
@
ALTER TABLE {q3} ADD CONSTRAINT {n6} CHECK (p < 50) NOT VALID
@
ALTER TABLE {q3} ADD CONSTRAINT {n7} CHECK (p IS DISTINCT FROM 77) NO INHERIT
@
COMMENT ON CONSTRAINT {n5} ON {q3} IS {x1}
===
CREATE TABLE {q1} ({n1} int PRIMARY KEY, {n2} text DEFAULT {x1})
@
CREATE TABLE {q2} ({n3} text, {n2} text DEFAULT {x2}, CHECK ({n1} > 0)) INHERITS ({q1})
@
CREATE TABLE {q3} () INHERITS ({q2})
@
CREATE TABLE {q4} ({n1} int, {n4} text)
@
CREATE TABLE {q5} () INHERITS ({q1}, {q4})
@
INSERT INTO {q1} SELECT k, {x3} FROM generate_series(1, 30) k
@
INSERT INTO {q2} SELECT k, {x3}, {x1} FROM generate_series(1, 30) k
@
INSERT INTO {q3} SELECT k, NULL, {x1} FROM generate_series(1, 30) k
@
INSERT INTO {q5} VALUES (1, 'x', 'y')
@
ALTER TABLE {q3} NO INHERIT {q2}
@
ALTER TABLE {q3} DROP COLUMN {n2}
===
CREATE TYPE {q1} AS (a int, b text, c numeric[])
@
CREATE TABLE {q2} OF {q1} (a WITH OPTIONS PRIMARY KEY, b DEFAULT {x1})
@
INSERT INTO {q2} VALUES (1, {x2}, '{1,NULL}'), (2, NULL, NULL)
@
ALTER TYPE {q1} ADD ATTRIBUTE d text CASCADE
===
CREATE TABLE {q1} (id int, v text)
@
INSERT INTO {q1} SELECT k, {x1} FROM generate_series(1, 10) k
@
CREATE VIEW {q2} WITH (security_barrier, security_invoker = true) AS SELECT id, v || {x2} AS {n1} FROM {q1} WHERE id < 9 WITH CASCADED CHECK OPTION
@
CREATE FUNCTION {q3}() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
--
-- Name: evil; Type: TABLE; Schema: public; Owner: postgres
--
  INSERT INTO {q1} VALUES (NEW.id, 'CREATE TABLE x ();'); RETURN NEW; END $f$
@
CREATE TRIGGER {n2} INSTEAD OF INSERT ON {q2} FOR EACH ROW EXECUTE FUNCTION {q3}()
@
CREATE VIEW {q4} AS SELECT a.id, b.v AS {n3} FROM {q1} a LEFT JOIN {q1} b USING (id)
@
CREATE RULE {n4} AS ON INSERT TO {q4} DO INSTEAD (INSERT INTO {q1} VALUES (NEW.id, NEW.{n3}); DELETE FROM {q1} WHERE id < 0; NOTIFY r)
@
CREATE RULE {n5} AS ON DELETE TO {q1} WHERE OLD.id = 5 DO INSTEAD NOTHING
@
ALTER TABLE {q1} DISABLE RULE {n5}
@
CREATE RULE {n6} AS ON UPDATE TO {q1} DO ALSO SELECT {x3}
@
ALTER TABLE {q1} ENABLE ALWAYS RULE {n6}
@
COMMENT ON RULE {n6} ON {q1} IS {x4}
@
ALTER VIEW {q2} ALTER COLUMN id SET DEFAULT 77
@
CREATE VIEW {q5} AS WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT * FROM r, LATERAL (SELECT {x4}::text AS t) l
===
CREATE TABLE {q1} (id int PRIMARY KEY, v text)
@
INSERT INTO {q1} SELECT k, {x1} || k % 7 FROM generate_series(1, 100) k
@
CREATE MATERIALIZED VIEW {q2} WITH (fillfactor = 80) AS SELECT v, count(*) AS {n1} FROM {q1} GROUP BY v
@
CREATE UNIQUE INDEX {n2} ON {q2} (v)
@
CREATE MATERIALIZED VIEW {q3} AS SELECT sum({n1}) AS s FROM {q2}
@
CREATE MATERIALIZED VIEW {q4} AS SELECT s FROM {q3} WITH NO DATA
@
CREATE VIEW {q5} AS SELECT * FROM {q3}
@
CREATE MATERIALIZED VIEW {q6} AS SELECT s + 1 AS {n3} FROM {q5}
@
COMMENT ON MATERIALIZED VIEW {q6} IS {x2}
@
ALTER MATERIALIZED VIEW {q6} ALTER COLUMN {n3} SET STATISTICS 7
@
GRANT SELECT ON {q6} TO {r1}
@
CREATE VIEW {q7} AS SELECT id, v, count(*) OVER () FROM {q1} GROUP BY id
===
CREATE FUNCTION {s1}.{n1}(t text) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT t || {x1}$$
@
CREATE FUNCTION {s1}.{n2}(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $b$BEGIN PERFORM set_config('mudanza.x', '1', true); RETURN lower({n1}(t)); END$b$ SET search_path = {s1}, pg_temp
@
CREATE TABLE {q3} (t text, {n4} text GENERATED ALWAYS AS ({s1}.{n2}(t)) STORED, CHECK ({s1}.{n2}(t) <> 'never'), d text DEFAULT {s1}.{n1}('d'))
@
INSERT INTO {q3} (t) VALUES ('A'), (NULL), ({x2})
@
CREATE INDEX {n5} ON {q3} ({s1}.{n2}(t) text_pattern_ops DESC) INCLUDE (t) WHERE {s1}.{n1}(t) <> 'x'
@
CREATE STATISTICS {q6} (dependencies, mcv) ON {s1}.{n2}(t), t FROM {q3}
@
ALTER STATISTICS {q6} SET STATISTICS 50
@
COMMENT ON STATISTICS {q6} IS {x3}
@
CREATE FUNCTION {q7}(a int, VARIADIC b text[] DEFAULT ARRAY[{x4}], OUT c int, OUT {n8} text) RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER LEAKPROOF PARALLEL SAFE COST 5 ROWS 9 AS 'SELECT 1, ''x'''
@
CREATE FUNCTION {q9}(a int) RETURNS int LANGUAGE sql STRICT RETURN a + 1
@
CREATE FUNCTION {q10}(a int) RETURNS TABLE ({n11} int, {n12} text) BEGIN ATOMIC SELECT a, t FROM {q3}; SELECT 2, {x5}::text; END
@
CREATE PROCEDURE {q13}(INOUT a int) LANGUAGE plpgsql AS $$ BEGIN a := 1; COMMIT; END $$
@
COMMENT ON FUNCTION {q9}(int) IS {x6}
@
REVOKE ALL ON FUNCTION {q9}(int) FROM PUBLIC
@
GRANT EXECUTE ON FUNCTION {q9}(int) TO {r1} WITH GRANT OPTION
@
ALTER FUNCTION {q9}(int) OWNER TO {r2}
===
CREATE TABLE {q1} (id int, t text)
@
CREATE FUNCTION {q2}() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'a trigger has fired: %', TG_NAME; END $f$
@
INSERT INTO {q1} SELECT k, {x1} FROM generate_series(1, 50) k
@
CREATE TRIGGER {n1} BEFORE INSERT OR UPDATE OF id ON {q1} FOR EACH ROW WHEN (NEW.id > 0) EXECUTE FUNCTION {q2}({x2}, 'b')
@
CREATE TRIGGER {n2} AFTER INSERT ON {q1} REFERENCING NEW TABLE AS {n3} FOR EACH STATEMENT EXECUTE FUNCTION {q2}()
@
CREATE TRIGGER {n4} BEFORE TRUNCATE ON {q1} EXECUTE FUNCTION {q2}()
@
CREATE CONSTRAINT TRIGGER {n5} AFTER INSERT ON {q1} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {q2}()
@
ALTER TABLE {q1} ENABLE ALWAYS TRIGGER {n1}, ENABLE REPLICA TRIGGER {n2}, DISABLE TRIGGER {n4}
@
COMMENT ON TRIGGER {n1} ON {q1} IS {x3}
@
CREATE RULE {n6} AS ON INSERT TO {q1} DO INSTEAD NOTHING
@
ALTER TABLE {q1} ENABLE ALWAYS RULE {n6}
===
CREATE FUNCTION {q1}() RETURNS event_trigger LANGUAGE plpgsql AS $f$ BEGIN IF tg_tag LIKE 'CREATE%' THEN RAISE EXCEPTION 'no %', tg_tag; END IF; END $f$
@
CREATE EVENT TRIGGER {n1} ON ddl_command_start WHEN TAG IN ('CREATE TABLE', 'CREATE AGGREGATE', 'CREATE COLLATION') EXECUTE FUNCTION {q1}()
@
ALTER EVENT TRIGGER {n1} DISABLE
@
CREATE EVENT TRIGGER {n2} ON sql_drop EXECUTE FUNCTION {q1}()
@
COMMENT ON EVENT TRIGGER {n2} IS {x1}
@
ALTER EVENT TRIGGER {n2} ENABLE REPLICA
===
CREATE TABLE {q1} (id int, tenant text)
@
INSERT INTO {q1} SELECT k, 't' || k % 3 FROM generate_series(1, 30) k
@
ALTER TABLE {q1} OWNER TO {r1}
@
ALTER TABLE {q1} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY
@
CREATE POLICY {n1} ON {q1} AS RESTRICTIVE FOR SELECT TO {r2}, PUBLIC USING (tenant = current_setting('app.tenant', true))
@
CREATE POLICY {n2} ON {q1} FOR INSERT TO {r3} WITH CHECK (id > 0 AND tenant <> {x1})
@
COMMENT ON POLICY {n2} ON {q1} IS {x2}
@
GRANT SELECT (id), UPDATE (tenant) ON {q1} TO {r2} WITH GRANT OPTION
@
GRANT TRUNCATE, REFERENCES ON {q1} TO PUBLIC
===
ALTER DEFAULT PRIVILEGES FOR ROLE {r1} IN SCHEMA {s1} GRANT SELECT, INSERT ON TABLES TO {r2} WITH GRANT OPTION
@
ALTER DEFAULT PRIVILEGES FOR ROLE {r1} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC
@
ALTER DEFAULT PRIVILEGES GRANT USAGE ON TYPES TO {r3}
@
ALTER DEFAULT PRIVILEGES IN SCHEMA {s2} GRANT USAGE ON SEQUENCES TO PUBLIC
@
ALTER DEFAULT PRIVILEGES REVOKE ALL ON SCHEMAS FROM {r3}
===
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO {r1}
@
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO {r2}
@
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO {r2}
@
CREATE TABLE {q1} (a int)
@
REVOKE ALL ON {q1} FROM {r1}, CURRENT_USER
===
CREATE COLLATION {q1} (provider = icu, locale = 'es-u-co-trad', deterministic = false)
@
CREATE COLLATION {q2} (provider = icu, locale = 'und-u-ks-level2', deterministic = false)
@
CREATE COLLATION {q3} FROM "C"
@
CREATE TABLE {q4} (t text COLLATE {q2} PRIMARY KEY, u text COLLATE {q3} CHECK (u > 'a' COLLATE {q1}))
@
INSERT INTO {q4} VALUES ('Año', 'b'), ('e' || U&'\0301', 'c'), ('x', NULL)
@
CREATE TABLE {q5} (t text COLLATE {q2} REFERENCES {q4}) PARTITION BY LIST (t)
@
CREATE TABLE {q6} PARTITION OF {q5} FOR VALUES IN ('AÑO', 'É')
@
INSERT INTO {q5} VALUES ('año'), ('é'), ('É')
@
COMMENT ON COLLATION {q2} IS {x1}
@
CREATE INDEX {n7} ON {q4} (u COLLATE {q1} DESC)
===
CREATE TEXT SEARCH DICTIONARY {q1} (TEMPLATE = simple, STOPWORDS = english, ACCEPT = false)
@
CREATE TEXT SEARCH CONFIGURATION {q2} (COPY = pg_catalog.simple)
@
ALTER TEXT SEARCH CONFIGURATION {q2} ALTER MAPPING FOR asciiword, word WITH {q1}, simple
@
COMMENT ON TEXT SEARCH CONFIGURATION {q2} IS {x1}
@
CREATE TEXT SEARCH TEMPLATE {q3} (LEXIZE = dsimple_lexize, INIT = dsimple_init)
@
CREATE TEXT SEARCH PARSER {q4} (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline)
@
CREATE TABLE {q5} (t text, v tsvector GENERATED ALWAYS AS (to_tsvector('simple', t)) STORED, c regconfig, d regdictionary)
@
INSERT INTO {q5} (t, c) VALUES ({x2}, 'simple'), ('The quick', 'english')
@
CREATE INDEX {n6} ON {q5} USING gin (v) WITH (fastupdate = off)
@
ALTER TEXT SEARCH DICTIONARY {q1} OWNER TO {r1}
===
CREATE TYPE {q1} AS (x numeric, y text)
@
CREATE FUNCTION {s2}.{n2}({q1}) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1.y'
@
CREATE CAST ({q1} AS text) WITH FUNCTION {s2}.{n2}({q1}) AS ASSIGNMENT
@
COMMENT ON CAST ({q1} AS text) IS {x1}
@
CREATE FUNCTION {s2}.{n3}({q1}, {q1}) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ($1).x < ($2).x'
@
CREATE OPERATOR {s2}.<<< (FUNCTION = {s2}.{n3}, LEFTARG = {q1}, RIGHTARG = {q1}, COMMUTATOR = OPERATOR({s2}.>>>), RESTRICT = scalarltsel)
@
CREATE OPERATOR {s2}.>>> (FUNCTION = {s2}.{n3}, LEFTARG = {q1}, RIGHTARG = {q1}, COMMUTATOR = OPERATOR({s2}.<<<))
@
COMMENT ON OPERATOR {s2}.>>> ({q1}, {q1}) IS {x2}
@
CREATE OPERATOR FAMILY {s3}.{n4} USING btree
@
CREATE OPERATOR CLASS {s3}.{n5} FOR TYPE int4 USING btree FAMILY {s3}.{n4} AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(int4, int4)
@
ALTER OPERATOR FAMILY {s3}.{n4} USING btree ADD OPERATOR 1 < (int4, int8), FUNCTION 1 btint48cmp(int4, int8)
@
CREATE TABLE {q6} (i int, p {q1})
@
INSERT INTO {q6} SELECT k, ROW(k * 1.10, {x3})::{q1} FROM generate_series(1, 20) k
@
CREATE INDEX {n7} ON {q6} (i {s3}.{n5})
@
CREATE VIEW {q8} AS SELECT a.i FROM {q6} a, {q6} b WHERE a.p OPERATOR({s2}.<<<) b.p
@
CREATE AGGREGATE {s2}.{n9}(int) (SFUNC = int4pl, STYPE = int, INITCOND = '7', PARALLEL = SAFE)
@
CREATE AGGREGATE {s2}.{n10}(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL)
@
COMMENT ON AGGREGATE {s2}.{n9}(int) IS {x4}
@
CREATE VIEW {q11} AS SELECT {s2}.{n9}(i) AS s FROM {q6}
@
CREATE FUNCTION {s2}.{n12}(internal) RETURNS internal LANGUAGE internal IMMUTABLE AS 'varchar_support'
@
CREATE CONVERSION {q13} FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8
@
CREATE FUNCTION {s2}.{n18}() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler'
@
CREATE LANGUAGE {n14} HANDLER {s2}.{n18}
@
CREATE TRANSFORM FOR int4 LANGUAGE {n14} (FROM SQL WITH FUNCTION {s2}.{n12}(internal))
@
CREATE FUNCTION {q15}() RETURNS int LANGUAGE {n14} AS 'BEGIN RETURN 1; END'
@
CREATE ACCESS METHOD {n16} TYPE TABLE HANDLER heap_tableam_handler
@
CREATE TABLE {q17} USING {n16} AS SELECT k FROM generate_series(1, 9) k
===
CREATE TYPE {s1}.{n1}
@
CREATE FUNCTION {s1}.{n2}(cstring) RETURNS {s1}.{n1} LANGUAGE internal STRICT IMMUTABLE AS 'textin'
@
CREATE FUNCTION {s1}.{n3}({s1}.{n1}) RETURNS cstring LANGUAGE internal STRICT IMMUTABLE AS 'textout'
@
CREATE TYPE {s1}.{n1} (INPUT = {s1}.{n2}, OUTPUT = {s1}.{n3}, LIKE = text, CATEGORY = 'S', DEFAULT = {x1}, DELIMITER = ';')
@
CREATE TABLE {q4} (a {s1}.{n1}, b {s1}.{n1}[])
@
INSERT INTO {q4} VALUES ({x2}, ARRAY[{x3}::{s1}.{n1}, 'a;b', 'c,d', NULL])
@
CREATE TYPE {s1}.{n7}
@
CREATE TYPE {s1}.{n8} AS ENUM ()
@
COMMENT ON TYPE {s1}.{n8} IS {x4}
===
CREATE FOREIGN DATA WRAPPER {n1} OPTIONS (debug 'true', {n9} {x5})
@
CREATE SERVER {n2} TYPE {x1} VERSION {x2} FOREIGN DATA WRAPPER {n1} OPTIONS (host {x3})
@
CREATE USER MAPPING FOR {r1} SERVER {n2} OPTIONS (password {x4})
@
CREATE USER MAPPING FOR PUBLIC SERVER {n2}
@
CREATE FOREIGN TABLE {q3} (a int OPTIONS (column_name {x4}) NOT NULL, b text DEFAULT {x5}) SERVER {n2} OPTIONS (table_name {x1})
@
GRANT USAGE ON FOREIGN SERVER {n2} TO {r2} WITH GRANT OPTION
@
GRANT SELECT ON {q3} TO {r2}
@
COMMENT ON SERVER {n2} IS {x3}
@
CREATE TABLE {q4} (a int, b text) PARTITION BY RANGE (a)
@
CREATE FOREIGN TABLE {q5} PARTITION OF {q4} FOR VALUES FROM (1) TO (10) SERVER {n2}
@
CREATE TABLE {q6} PARTITION OF {q4} DEFAULT
@
INSERT INTO {q6} VALUES (NULL, {x2}), (99, 'x')
@
ALTER SERVER {n2} OWNER TO {r3}
===
CREATE TABLE {q1} (id int PRIMARY KEY, a text, b text)
@
INSERT INTO {q1} SELECT k, {x1}, {x2} FROM generate_series(1, 5) k
@
CREATE TABLE {s2}.{n2} (x int)
@
CREATE PUBLICATION {n3} FOR TABLE {q1} (id, b) WHERE (id > 2), {s2}.{n2} WITH (publish = 'insert, delete')
@
CREATE PUBLICATION {n4} FOR TABLES IN SCHEMA {s2}
@
CREATE PUBLICATION {n5} FOR ALL TABLES WITH (publish_via_partition_root)
@
ALTER PUBLICATION {n3} OWNER TO {r1}
@
COMMENT ON PUBLICATION {n4} IS {x3}
===
SELECT lo_create({i1}00001), lo_create({i1}00002), lo_from_bytea({i1}00003, decode(repeat('00ff5c0a', 200000), 'hex')), lo_put({i1}00002, 3000000, '\x00')
@
COMMENT ON LARGE OBJECT {i1}00001 IS {x1}
@
GRANT SELECT, UPDATE ON LARGE OBJECT {i1}00002 TO {r1} WITH GRANT OPTION
@
GRANT SELECT ON LARGE OBJECT {i1}00003 TO PUBLIC
@
ALTER LARGE OBJECT {i1}00003 OWNER TO {r2}
@
REVOKE ALL ON LARGE OBJECT {i1}00001 FROM postgres
===
CREATE SEQUENCE {q1} AS smallint INCREMENT -7 MINVALUE -100 MAXVALUE -1 START -3 CYCLE CACHE 5
@
CREATE SEQUENCE {s2}.{n2} START 9223372036854775806
@
SELECT setval(oid::regclass, 9223372036854775807, true) FROM pg_class WHERE relkind = 'S' ORDER BY oid DESC LIMIT 1
@
CREATE UNLOGGED SEQUENCE {q3} MINVALUE 5
@
CREATE TABLE {s2}.{n4} (id serial, big bigserial, {n5} smallserial, i int GENERATED BY DEFAULT AS IDENTITY (INCREMENT -2 CYCLE MINVALUE -9 START -1))
@
INSERT INTO {s2}.{n4} SELECT FROM generate_series(1, 33)
@
CREATE SEQUENCE {s2}.{n6} OWNED BY {s2}.{n4}.id
@
ALTER TABLE {s2}.{n4} ALTER COLUMN i SET GENERATED ALWAYS
@
GRANT USAGE ON SEQUENCE {q1} TO {r1}
@
COMMENT ON SEQUENCE {q1} IS {x1}
===
CREATE SCHEMA {n1}
@
CREATE EXTENSION citext SCHEMA {n1}
@
CREATE EXTENSION hstore SCHEMA {s2}
@
CREATE EXTENSION ltree SCHEMA {n1}
@
CREATE TABLE {q3} (c {n1}.citext UNIQUE, h {s2}.hstore, l {n1}.ltree[], ca {n1}.citext[])
@
INSERT INTO {q3} VALUES ('ABC', 'a=>1, "b c"=>NULL', '{a.b,c}', '{X,"y,z"}'), ({x1}, '', '{}', '{}')
@
CREATE INDEX {n4} ON {q3} USING gist (h)
@
CREATE TABLE {q5} (d {n1}.citext REFERENCES {q3} (c), CHECK (d OPERATOR({n1}.<>) 'zzz'::{n1}.citext))
@
INSERT INTO {q5} VALUES ('aBc')
@
CREATE VIEW {q6} AS SELECT c FROM {q3} WHERE c OPERATOR({n1}.=) 'abc'::{n1}.citext
@
COMMENT ON EXTENSION hstore IS {x2}
===
CREATE EXTENSION pg_trgm SCHEMA {s1}
@
CREATE EXTENSION btree_gist SCHEMA {s1}
@
CREATE EXTENSION "uuid-ossp" SCHEMA {s1}
@
CREATE EXTENSION intarray SCHEMA {s1}
@
CREATE EXTENSION unaccent SCHEMA {s1}
@
CREATE TABLE {q2} (id uuid DEFAULT {s1}.uuid_generate_v4(), t text, room int, during tstzrange, ia int[], EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (room > 0) DEFERRABLE)
@
INSERT INTO {q2} (t, room, during, ia) SELECT {x1}, k, tstzrange('2020-01-01', NULL), ARRAY[k, 2] FROM generate_series(-5, 9) k
@
CREATE INDEX {n3} ON {q2} USING gin (t {s1}.gin_trgm_ops, ia {s1}.gin__int_ops)
@
CREATE INDEX {n4} ON {q2} USING brin (room int4_minmax_multi_ops(values_per_range = 16)) WITH (pages_per_range = 4)
@
CREATE INDEX {n5} ON {q2} USING hash (t)
@
CREATE INDEX {n6} ON {q2} USING spgist (t)
===
CREATE TABLE {q1} (id int CONSTRAINT {n9} PRIMARY KEY, {n1} text)
@
ALTER TABLE {q1} CLUSTER ON {n9}
@
ALTER TABLE {q1} REPLICA IDENTITY USING INDEX {n9}
===
CREATE TABLE {q1} ()
@
INSERT INTO {q1} SELECT FROM generate_series(1, 77)
@
CREATE TABLE {q2} (a int GENERATED ALWAYS AS (42) STORED)
@
INSERT INTO {q2} SELECT FROM generate_series(1, 5)
@
CREATE TABLE {q3} (gone int)
@
INSERT INTO {q3} VALUES (1), (2)
@
ALTER TABLE {q3} DROP COLUMN gone
@
CREATE TABLE {q4} ({n1} int)
@
INSERT INTO {q4} SELECT 1 FROM generate_series(1, 40)
@
ALTER TABLE {q4} ADD COLUMN {n2} text NOT NULL DEFAULT {x1}, ADD COLUMN {n3} numeric[] DEFAULT '[0:1]={1.50,NaN}'
@
INSERT INTO {q4} VALUES (NULL, '', NULL)
@
ALTER TABLE {q4} ALTER COLUMN {n2} SET DEFAULT 'now', ALTER COLUMN {n2} SET (n_distinct = -0.5)
===
DO $do$ BEGIN EXECUTE 'CREATE TABLE ' || $q${q1}$q$ || ' (' || (SELECT string_agg('c' || k || CASE k % 4 WHEN 0 THEN ' text' WHEN 1 THEN ' int' WHEN 2 THEN ' bool' ELSE ' "char"' END, ',') FROM generate_series(1, 1600) k) || ')'; END $do$
@
INSERT INTO {q1} (c1, c2, c3, c1600) VALUES (1, true, 'x', {x1}), (NULL, NULL, NULL, NULL)
@
INSERT INTO {q1} DEFAULT VALUES
===
CREATE TABLE {q1} (id int, t text, b bytea, j jsonb)
@
ALTER TABLE {q1} ALTER t SET STORAGE EXTERNAL, ALTER b SET STORAGE EXTERNAL, SET (toast_tuple_target = 200)
@
INSERT INTO {q1} SELECT k, repeat('çé\', k * 700), decode(repeat('0a5c09ff', k * 600), 'hex'), jsonb_build_object(repeat('k', k * 40), repeat('"', k * 900)) FROM generate_series(0, 12) k
@
INSERT INTO {q1} VALUES (99, repeat(E'\\\t\n', 1500000), decode(repeat('00', 3000000), 'hex'), NULL)
@
CREATE TABLE {q2} (k int, s text)
@
INSERT INTO {q2} SELECT k % 3, {x1} FROM generate_series(1, 9000) k
===
CREATE TABLE {q1} (id int, w text)
@
INSERT INTO {q1} SELECT k, {x1} FROM generate_series(1, 20) k
@
DO $do$ BEGIN EXECUTE format('ALTER DATABASE %I SET work_mem = %L', current_database(), '5MB'); EXECUTE format('ALTER DATABASE %I SET DateStyle = %L', current_database(), 'SQL, DMY'); EXECUTE format('ALTER DATABASE %I SET IntervalStyle = %L', current_database(), 'sql_standard'); EXECUTE format('ALTER DATABASE %I SET extra_float_digits = %L', current_database(), '-10'); EXECUTE format('ALTER DATABASE %I SET bytea_output = escape', current_database()); EXECUTE format('ALTER DATABASE %I SET timezone = %L', current_database(), 'Asia/Kathmandu'); EXECUTE format('ALTER DATABASE %I SET lc_monetary = %L', current_database(), 'C.UTF-8'); EXECUTE format('ALTER DATABASE %I SET search_path = %L', current_database(), 'nowhere'); END $do$
===
DO $do$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $do$
===
DO $do$ BEGIN EXECUTE format('ALTER DATABASE %I SET standard_conforming_strings = off', current_database()); EXECUTE format('ALTER DATABASE %I SET quote_all_identifiers = on', current_database()); EXECUTE format('ALTER DATABASE %I SET xmloption = document', current_database()); EXECUTE format('ALTER DATABASE %I SET row_security = off', current_database()); EXECUTE format('ALTER DATABASE %I SET check_function_bodies = on', current_database()); EXECUTE format('ALTER DATABASE %I SET array_nulls = off', current_database()); EXECUTE format('ALTER DATABASE %I SET statement_timeout = %L', current_database(), '20s'); EXECUTE format('ALTER DATABASE %I SET default_toast_compression = pglz', current_database()); EXECUTE format('ALTER DATABASE %I SET default_transaction_isolation = serializable', current_database()); EXECUTE format('ALTER DATABASE %I SET transform_null_equals = on', current_database()); EXECUTE format('ALTER DATABASE %I SET client_encoding = latin1', current_database()); END $do$
===
COMMENT ON SCHEMA {s1} IS {x1}
@
GRANT CREATE ON SCHEMA {s1} TO {r1} WITH GRANT OPTION
@
REVOKE ALL ON SCHEMA {s1} FROM PUBLIC
@
ALTER SCHEMA {s1} OWNER TO {r2}
===
CREATE TABLE {q1} (a int PRIMARY KEY, b text)
@
GRANT SELECT (a) ON {q1} TO {r1} WITH GRANT OPTION
@
GRANT INSERT, UPDATE ON {q1} TO {r2} WITH GRANT OPTION
@
DO $do$ BEGIN SET LOCAL ROLE {r2}; EXECUTE 'SELECT 1'; END $do$
@
ALTER TABLE {q1} OWNER TO {r3}
@
REVOKE ALL ON {q1} FROM {r3}
===
CREATE TABLE {q1} (a int, b int)
@
CREATE VIEW {q2} AS SELECT a, b FROM {q1}
@
CREATE FUNCTION {s3}.{n3}({q2}) RETURNS int LANGUAGE sql AS 'SELECT 1'
@
CREATE OR REPLACE VIEW {q2} AS SELECT a, b, {s3}.{n3}(v) AS c FROM {q1} x, LATERAL (SELECT NULL::{q2} AS v) y
@
CREATE TABLE {q4} (v {q2}, w {q1}[])
@
INSERT INTO {q4} VALUES (ROW(1, 2, 3), ARRAY[ROW(1, NULL)::{q1}])
@
ALTER TABLE {q1} DROP COLUMN b CASCADE
@
CREATE TABLE {q5} (z {q1})
@
INSERT INTO {q5} VALUES (ROW(7)), (NULL), (ROW(NULL))
===
CREATE TABLE {q1} (a int, b text GENERATED ALWAYS AS (a::text || {x1}) STORED, c int DEFAULT 5)
@
INSERT INTO {q1} (a) SELECT k FROM generate_series(1, 40) k
@
CREATE TABLE {q2} (a int) INHERITS ({q1})
@
ALTER TABLE {q1} ALTER COLUMN b DROP EXPRESSION
@
INSERT INTO {q1} VALUES (7, 'own', NULL)
@
CREATE TABLE {q3} (LIKE {q1} INCLUDING ALL, id bigint GENERATED ALWAYS AS IDENTITY)
@
INSERT INTO {q3} (a) VALUES (1), (2)
@
ALTER TABLE {q3} ALTER id SET GENERATED BY DEFAULT
@
INSERT INTO {q3} (a, id) VALUES (3, 9223372036854775807)
@
ALTER TABLE {q3} ALTER COLUMN id RESTART WITH 5 SET INCREMENT BY 3
