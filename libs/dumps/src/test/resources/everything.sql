SET check_function_bodies = off;
CREATE EXTENSION IF NOT EXISTS plpgsql;
CREATE SCHEMA "Ventas y ""más""";
CREATE SCHEMA other;
CREATE TYPE public.mood AS ENUM ('sad', 'it''s ok', 'happy; very', E'new\nline');
CREATE TYPE public.address AS (street text, "house no" integer, since timestamptz);
CREATE DOMAIN public.positive AS integer DEFAULT 1 CHECK (VALUE > 0);
CREATE DOMAIN public.moment AS timestamptz;
CREATE TYPE public.floats AS RANGE (subtype = float8);
CREATE COLLATION public.plain (provider = libc, locale = 'C');
CREATE SEQUENCE public.counter START 7 INCREMENT 3 MAXVALUE 9999999999 CYCLE;
CREATE SEQUENCE other.untouched;

CREATE FUNCTION public.twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $_$ SELECT $1 * 2; -- ; '
$_$;
CREATE FUNCTION public.odd_body(a text, OUT b text) LANGUAGE plpgsql AS $body$
DECLARE x text := $$inner; body$$;
BEGIN
  /* a comment; /* nested */ ' */
  b := a || x || E'\'; DROP TABLE t;' || '\';
END $body$;
CREATE FUNCTION public.atomic(a integer) RETURNS integer LANGUAGE sql BEGIN ATOMIC
  SELECT CASE WHEN a > 1 THEN 2 ELSE 3 END; SELECT a + 1; END;
CREATE PROCEDURE public.proc(n integer) LANGUAGE plpgsql SET search_path = public AS 'BEGIN PERFORM 1; END';
CREATE FUNCTION public.touched() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.note := coalesce(NEW.note, '') || '!'; RETURN NEW; END $$;
CREATE FUNCTION public.unqualified() RETURNS integer LANGUAGE sql STABLE AS 'SELECT count(*)::int FROM lookup';
CREATE AGGREGATE public.total(integer) (sfunc = int4pl, stype = integer, initcond = '0');
CREATE OPERATOR public.<+> (leftarg = integer, rightarg = integer, function = int4pl);
CREATE TEXT SEARCH CONFIGURATION public.spanish_plus (COPY = pg_catalog.spanish);

CREATE TABLE public.lookup (code text PRIMARY KEY, name text);
CREATE TABLE public.main (
  id integer GENERATED ALWAYS AS IDENTITY,
  serial_no bigserial,
  feeling public.mood DEFAULT 'sad',
  amount public.positive,
  price numeric(12,4), weight float8, small real,
  at timestamptz DEFAULT now(), on_day date, lasts interval, clock time with time zone,
  flag boolean, bits bit(5), raw bytea, doc jsonb, plain_doc json, markup xml,
  tags text[], matrix integer[][], moments timestamptz[], during tstzrange, span int4range,
  home public.address, uid uuid DEFAULT gen_random_uuid(), net inet, words tsvector, spot point,
  moment public.moment, big numeric, money_value money,
  doubled integer GENERATED ALWAYS AS (amount * 2) STORED,
  note text COLLATE public.plain, fixed char(6), "weird ""col"" ; é" text,
  CONSTRAINT amount_twice CHECK (public.twice(amount) < 1000000)
);
ALTER TABLE public.main ADD PRIMARY KEY (id);
ALTER TABLE public.main ADD COLUMN dropped text; ALTER TABLE public.main DROP COLUMN dropped;
INSERT INTO public.main (feeling, amount, price, weight, small, at, on_day, lasts, clock, flag, bits, raw, doc, plain_doc, markup,
  tags, matrix, moments, during, span, home, net, words, spot, moment, big, money_value, note, fixed, "weird ""col"" ; é")
SELECT (ARRAY['sad', 'it''s ok', 'happy; very', E'new\nline'])[1 + mod(i, 4)]::mood, i, i / 7.0, sqrt(i), i / 3.0,
  '2024-03-10 00:30:00+00'::timestamptz + i * interval '7 hours 13 minutes 0.123456 seconds', '2024-01-01'::date + i,
  i * interval '1 month 3 days 04:05:06.7', '10:20:30.5-03', mod(i, 3) = 0, (mod(i, 32))::bit(5), decode(md5(i::text), 'hex'),
  jsonb_build_object('n', i, 't', E'a"b\\c\n'), '{"a":  1}', '<a>x</a>',
  ARRAY['a,b', 'c"d', E'e\\f\tg', NULL, ''], ARRAY[[i, 2], [3, 4]], ARRAY['2024-06-30 23:59:59.5+00'::timestamptz, 'infinity'],
  tstzrange('2024-01-01 00:00+00', '2024-07-01 12:00+00'), int4range(i, i + 5),
  ROW(E'Calle "Ñuñoa"\t1', i, '2024-06-30 23:59:59.5+00')::address, '10.0.0.1/8', to_tsvector('spanish', 'los perros corren'),
  point(i, 2.5), '1850-01-01 00:00:00+00'::timestamptz, i * 1e40, 1234.5,
  E'line1\nline2\ttab \\ backslash \\. end 😀 ' || chr(1 + mod(i, 31)), 'ab', 'ñandú'
FROM generate_series(1, 400) i;
INSERT INTO public.main (amount, at, moment, weight) VALUES (1, '-infinity', '0044-03-15 12:00:00+00 BC', 'NaN'),
  (2, '99999-12-31 23:59:59+00', 'infinity', '-Infinity');
INSERT INTO public.main (amount, note) VALUES (3, E'\\.'), (4, E'\\N'), (5, ''), (6, E'\r\n'), (7, repeat('x', 300000));

CREATE TABLE public."Tabla con 'comillas' y ""dobles""" ("select" integer, "a
b" text, "😀" text);
INSERT INTO public."Tabla con 'comillas' y ""dobles""" VALUES (1, E'\\copy', '$$'), (2, NULL, ''), (3, '\!', ';');
CREATE TABLE "Ventas y ""más""".pedidos (id integer PRIMARY KEY, main_id integer REFERENCES public.main (id) ON DELETE CASCADE, lookup text);
INSERT INTO "Ventas y ""más""".pedidos SELECT i, i FROM generate_series(1, 100) i;
CREATE TABLE public.nothing ();
INSERT INTO public.nothing DEFAULT VALUES; INSERT INTO public.nothing DEFAULT VALUES;
CREATE TABLE public.empty (a integer, b text);
CREATE UNLOGGED TABLE public.fast (a integer);
INSERT INTO public.fast VALUES (1), (2);
CREATE TABLE public.parts (region text NOT NULL, day date NOT NULL, n integer) PARTITION BY LIST (region);
CREATE TABLE public.parts_north PARTITION OF public.parts FOR VALUES IN ('north') PARTITION BY RANGE (day);
CREATE TABLE public.parts_north_24 PARTITION OF public.parts_north FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE public.parts_rest PARTITION OF public.parts DEFAULT;
ALTER TABLE public.parts ADD PRIMARY KEY (region, day, n);
CREATE INDEX ON public.parts (n);
INSERT INTO public.parts SELECT CASE WHEN mod(i, 2) = 0 THEN 'north' ELSE 'south' END, '2024-02-01'::date + i, i FROM generate_series(1, 200) i;
CREATE TABLE public.refers (n integer, region text, day date, FOREIGN KEY (region, day, n) REFERENCES public.parts (region, day, n));
INSERT INTO public.refers SELECT n, region, day FROM public.parts WHERE n < 20;
CREATE TABLE public.parent (a integer, b text DEFAULT 'p');
CREATE TABLE public.child (c integer) INHERITS (public.parent);
INSERT INTO public.parent VALUES (1); INSERT INTO public.child VALUES (2, 'x', 3);
CREATE TABLE public.checked (a integer CHECK (public.unqualified() >= 0));
INSERT INTO public.lookup VALUES ('a', 'A'), ('b', 'B');
SET search_path = public; INSERT INTO public.checked VALUES (1), (2); SET search_path = "$user", public;
CREATE TABLE public.excluded (during tstzrange, EXCLUDE USING gist (during WITH &&));
INSERT INTO public.excluded VALUES ('[2024-01-01 00:00+00, 2024-02-01 00:00+00)');

CREATE INDEX main_note ON public.main (lower(left(note, 40))) WHERE amount > 3;
CREATE UNIQUE INDEX main_uid ON public.main (uid) INCLUDE (amount);
CREATE INDEX main_words ON public.main USING gin (words);
CREATE STATISTICS public.main_stats (dependencies) ON amount, flag FROM public.main;
ALTER TABLE public.main ALTER COLUMN note SET STATISTICS 500;
ALTER TABLE public.main ALTER COLUMN raw SET STORAGE EXTERNAL;
ALTER TABLE public.main ADD CONSTRAINT late CHECK (amount < 100000) NOT VALID;
ALTER TABLE public.main REPLICA IDENTITY USING INDEX main_pkey;
CREATE TRIGGER main_touched BEFORE UPDATE OF note ON public.main FOR EACH ROW WHEN (OLD.amount > 0) EXECUTE FUNCTION public.touched();
CREATE TRIGGER main_quiet BEFORE INSERT ON public.main FOR EACH ROW EXECUTE FUNCTION public.touched();
ALTER TABLE public.main DISABLE TRIGGER main_quiet;
CREATE CONSTRAINT TRIGGER main_later AFTER INSERT ON public.main DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.touched();
CREATE RULE no_delete AS ON DELETE TO public.lookup DO INSTEAD (SELECT 1; SELECT 2);
CREATE POLICY own ON public.lookup FOR SELECT TO public USING (code <> 'secret;');
ALTER TABLE public.lookup ENABLE ROW LEVEL SECURITY;
CREATE VIEW public.cheap WITH (security_barrier = true) AS SELECT id, note FROM public.main WHERE price < 10;
CREATE VIEW public.grouped AS SELECT m.id, m.note, count(p.id) FROM public.main m LEFT JOIN "Ventas y ""más""".pedidos p ON p.main_id = m.id GROUP BY m.id;
ALTER VIEW public.cheap ALTER COLUMN note SET DEFAULT 'v';
CREATE MATERIALIZED VIEW public.totals AS SELECT feeling, sum(amount) AS s FROM public.main GROUP BY feeling;
CREATE UNIQUE INDEX totals_feeling ON public.totals (feeling);
CREATE MATERIALIZED VIEW public.totals_of_totals AS SELECT sum(s) FROM public.totals;
CREATE MATERIALIZED VIEW public.unfilled AS SELECT 1 AS a WITH NO DATA;
COMMENT ON TABLE public.main IS E'a comment; with ''quotes''\nand \\lines';
COMMENT ON COLUMN public.main."weird ""col"" ; é" IS '-- not a comment';
COMMENT ON FUNCTION public.twice(integer) IS '$$';
COMMENT ON INDEX public.main_note IS 'index';
COMMENT ON CONSTRAINT amount_twice ON public.main IS 'constraint';
COMMENT ON TRIGGER main_touched ON public.main IS 'trigger';
GRANT SELECT ON public.main TO PUBLIC;
SELECT setval('public.counter', 40), nextval('public.counter');
SELECT lo_from_bytea(70001, 'hello \000 world'::bytea), lo_from_bytea(4000000001, decode(repeat('00ff10', 200000), 'hex')), lo_create(70003);
COMMENT ON LARGE OBJECT 70001 IS 'a large object';
