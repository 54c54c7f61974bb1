CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS citext;
CREATE SCHEMA "Sales Dept";
CREATE SCHEMA "select";
CREATE TYPE mood AS ENUM ('sad', 'ok', 'it''s "fine"', 'über');
CREATE TYPE money_pair AS (amount numeric, cur text);
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN emails AS citext CHECK (VALUE LIKE '%@%');
CREATE TYPE float_range AS RANGE (subtype = float8);

CREATE TABLE every_type (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  b boolean, i2 smallint, i4 integer, i8 bigint, f4 real, f8 double precision, n numeric, n2 numeric(12,3),
  t text, vc varchar(20), c char(5), qc "char", nm name, by bytea, d date, tm time, tmtz timetz, ts timestamp,
  tstz timestamptz, iv interval, u uuid, j json, jb jsonb, x xml, ip inet, cd cidr, mac macaddr, mac8 macaddr8,
  bi bit(5), vb varbit, pt point, ln line, ls lseg, bx box, ph path, pg polygon, ci circle, mo money,
  tv tsvector, tq tsquery, ia integer[], ta text[], ma mood[], na numeric[][], m mood, mp money_pair,
  mpa money_pair[], po positive, em emails, r4 int4range, rts tstzrange, fr float_range, mr int4multirange,
  rc regclass, o oid, lsn pg_lsn, jp jsonpath,
  doubled integer GENERATED ALWAYS AS (i4 * 2) STORED);
INSERT INTO every_type (b, i2, i4, i8, f4, f8, n, n2, t, vc, c, qc, nm, by, d, tm, tmtz, ts, tstz, iv, u, j, jb, x, ip, cd,
  mac, mac8, bi, vb, pt, ln, ls, bx, ph, pg, ci, mo, tv, tq, ia, ta, ma, na, m, mp, mpa, po, em, r4, rts, fr, mr, rc, o, lsn, jp)
SELECT k % 2 = 0, k, k * 7, k::bigint << 33, 'NaN', 'Infinity', 'NaN', 1.005,
  E'tab\there\nnewline \\ backslash \\N \\. ''quote'' "dq" ñandú 🎫 emoji ' || k, 'v' || k, 'ab', 'x', 'Name', '\x00ff0a5c09'::bytea || decode(md5(k::text), 'hex'),
  'infinity', '23:59:59.999999', '12:00:00+05:30', '-infinity', 'infinity', '1 year 2 mons 3 days 04:05:06.789',
  md5(k::text)::uuid, '{"a":  1, "a": 2}', '{"b": [1, null, "é\u0041"]}', '<a>ü</a>', '10.0.0.1/8', '10.0.0.0/8',
  '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05', B'10101', B'1', '(1.5,-2)', '{1,2,3}', '[(0,0),(1,1)]', '(1,1),(0,0)',
  '[(0,0),(1,1)]', '((0,0),(1,1),(2,0))', '<(0,0),1>', '12.34', 'the quick brown fox', 'quick & fox', '{1,NULL,3}',
  ARRAY['a,b', '', NULL, E'x\n"y"'], ARRAY['sad', 'it''s "fine"']::mood[], '{{1,2},{NaN,4}}', 'über', '(1.50,EUR)',
  '{"(1,a)","(,\"b,c\")"}', k, 'A' || k || '@x.org', '[1,5)', '[2020-01-01,infinity)', '[1.5,2.5]',
  '{[1,3),[5,8)}', 'pg_class', 12345, '0/16B3748', '$.a[*]'
FROM generate_series(1, 500) k;
INSERT INTO every_type DEFAULT VALUES;
INSERT INTO every_type (n, f8, f4, d, ts, n2) VALUES ('Infinity', '-0', '1e-40', '4713-01-01 BC', '0044-03-15 BC', -999999999.999), ('-Infinity', 5e-324, '-Infinity', '5874897-12-31', '294276-12-31', 0), (1e100, 1.7976931348623157e308, 0.1, NULL, NULL, NULL), (0.00000000000000000001, 0.1, 3.4028235e38, NULL, NULL, NULL);

CREATE TABLE plain_bin (id integer PRIMARY KEY, v text, amount numeric(10,2), at timestamptz DEFAULT now(), payload bytea);
INSERT INTO plain_bin SELECT k, 'text ' || k || E' \\ \t \n ☃', k * 1.01, '2024-01-01'::timestamptz + k * interval '1 s', decode(md5(k::text), 'hex') FROM generate_series(1, 20000) k;

CREATE TABLE "Sales Dept"."Order" ("select" integer PRIMARY KEY, "Mixed Case" text, "quo""te" text, "from" text, "naïve 🎫" text);
INSERT INTO "Sales Dept"."Order" SELECT k, 'x', 'y''', 'z"', '🎫' FROM generate_series(1, 50) k;
CREATE TABLE "select"."table" (a int, b int, PRIMARY KEY (a, b));
INSERT INTO "select"."table" SELECT k, k % 3 FROM generate_series(1, 100) k;

CREATE TABLE no_key (a int, b text);
INSERT INTO no_key SELECT 1, 'same' FROM generate_series(1, 100);
INSERT INTO no_key VALUES (NULL, NULL), (2, ''), (2, '\N'), (2, '\.');
CREATE TABLE no_columns ();
INSERT INTO no_columns SELECT FROM generate_series(1, 7);
CREATE TABLE only_generated (g int GENERATED ALWAYS AS (42) STORED);
INSERT INTO only_generated SELECT FROM generate_series(1, 3);
CREATE TABLE no_rows (id serial PRIMARY KEY, t text);
CREATE UNLOGGED TABLE unlogged_one (id int PRIMARY KEY, t text);
INSERT INTO unlogged_one SELECT k, repeat('u', k) FROM generate_series(1, 20) k;

CREATE TABLE parted (id int NOT NULL, region text NOT NULL, at date NOT NULL, PRIMARY KEY (id, region, at)) PARTITION BY LIST (region);
CREATE TABLE parted_eu PARTITION OF parted FOR VALUES IN ('eu') PARTITION BY RANGE (at);
CREATE TABLE parted_eu_2023 PARTITION OF parted_eu FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE parted_eu_rest PARTITION OF parted_eu DEFAULT;
CREATE TABLE parted_rest PARTITION OF parted DEFAULT PARTITION BY HASH (id);
CREATE TABLE parted_rest_0 PARTITION OF parted_rest FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE parted_rest_1 PARTITION OF parted_rest FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO parted SELECT k, (ARRAY['eu', 'us', 'latam'])[1 + k % 3], '2023-06-01'::date + k FROM generate_series(1, 1000) k;

CREATE TABLE parent (id int PRIMARY KEY, t text);
CREATE TABLE child (extra text, PRIMARY KEY (id)) INHERITS (parent);
INSERT INTO parent SELECT k, 'p' FROM generate_series(1, 10) k;
INSERT INTO child SELECT k, 'c', 'e' FROM generate_series(100, 110) k;

CREATE TABLE circular_a (id int PRIMARY KEY, b_id int);
CREATE TABLE circular_b (id int PRIMARY KEY, a_id int NOT NULL REFERENCES circular_a DEFERRABLE INITIALLY DEFERRED);
INSERT INTO circular_a SELECT k, k FROM generate_series(1, 10) k;
INSERT INTO circular_b SELECT k, k FROM generate_series(1, 10) k;
ALTER TABLE circular_a ADD FOREIGN KEY (b_id) REFERENCES circular_b;
CREATE TABLE tree (id int PRIMARY KEY, up int REFERENCES tree, name text);
INSERT INTO tree SELECT k, NULLIF(k / 2, 0), 'n' || k FROM generate_series(1, 100) k;
CREATE TABLE loose (id int PRIMARY KEY, p int);
INSERT INTO loose VALUES (1, 1), (2, 99), (3, NULL);
CREATE TABLE emails_of (e emails PRIMARY KEY);
CREATE TABLE uses_emails (id int PRIMARY KEY, e emails REFERENCES emails_of);
INSERT INTO emails_of VALUES ('Me@Here.org'); INSERT INTO uses_emails VALUES (1, 'mE@heRE.org');
CREATE TABLE booked (id int PRIMARY KEY, during tsrange, EXCLUDE USING gist (during WITH &&));
INSERT INTO booked VALUES (1, '[2020-01-01,2020-01-02)'), (2, 'empty'), (3, NULL);
CREATE TABLE big_values (id int PRIMARY KEY, t text, by bytea, m mood);
INSERT INTO big_values SELECT 1, repeat('çé', 6000000), decode(repeat('deadbeef00', 2500000), 'hex'), 'ok';
INSERT INTO big_values SELECT k, repeat(md5(k::text), 3000), NULL, 'sad' FROM generate_series(2, 40) k;
CREATE TABLE big_binary (id int PRIMARY KEY, by bytea);
INSERT INTO big_binary SELECT 1, decode(repeat('0a5c09ff', 8000000), 'hex');
CREATE TABLE dropped (a int, gone text, b int, also int);
INSERT INTO dropped SELECT k, 'x', k + 1, k FROM generate_series(1, 10) k;
ALTER TABLE dropped DROP COLUMN gone, DROP COLUMN also;
ALTER TABLE dropped ADD COLUMN fast text DEFAULT 'default';

CREATE SEQUENCE odd INCREMENT BY -5 MINVALUE -1000 MAXVALUE 7 START 7 CYCLE;
SELECT nextval('odd'), nextval('odd');
CREATE SEQUENCE untouched;
CREATE SEQUENCE "Sales Dept"."Weird Seq" START 9223372036854775800;
SELECT nextval('"Sales Dept"."Weird Seq"');

SELECT lo_from_bytea(4242, decode(repeat('cafe', 400000), 'hex'));
SELECT lo_from_bytea(4243, ''::bytea);
SELECT lo_from_bytea(4244, 'short'::bytea);
COMMENT ON LARGE OBJECT 4244 IS 'a "comment" \ it''s';
GRANT SELECT ON LARGE OBJECT 4244 TO PUBLIC;

CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.t := upper(NEW.t); RETURN NEW; END $$;
CREATE TRIGGER shout BEFORE INSERT OR UPDATE ON unlogged_one FOR EACH ROW EXECUTE FUNCTION shout();
CREATE VIEW v AS SELECT t.id, t.name, (SELECT count(*) FROM tree u WHERE u.up = t.id) AS kids FROM tree t;
CREATE MATERIALIZED VIEW mv AS SELECT kids, count(*) AS n FROM v GROUP BY kids;
CREATE UNIQUE INDEX ON mv (kids);
CREATE MATERIALIZED VIEW mv_empty AS SELECT * FROM mv WITH NO DATA;
CREATE RULE quiet AS ON DELETE TO loose DO INSTEAD NOTHING;
ALTER TABLE tree ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON tree USING (id > 5);
ALTER TABLE loose ADD CONSTRAINT loose_p FOREIGN KEY (p) REFERENCES parent NOT VALID;
CREATE INDEX ON every_type USING gin (tv);
CREATE INDEX every_expr ON every_type (lower(t)) WHERE b;
CREATE INDEX trgm ON plain_bin USING gin (v gin_trgm_ops);
COMMENT ON TABLE tree IS E'multi\nline';
