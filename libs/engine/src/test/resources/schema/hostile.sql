CREATE ROLE "owner ""one""";
CREATE ROLE reader;
CREATE SCHEMA "sales; drop";
CREATE SCHEMA "Überläufer ñ 😀";
CREATE EXTENSION btree_gist;
CREATE EXTENSION hstore WITH SCHEMA "sales; drop";
CREATE TYPE public.mood AS ENUM ('sad', 'it''s ok', 'a "quoted"', E'tab\there');
CREATE DOMAIN public.positive AS numeric CHECK (VALUE > 0);
CREATE TYPE public.pair AS (a integer, "b c" text);
CREATE TYPE public.span AS RANGE (subtype = float8);
CREATE COLLATION public.german (provider = icu, locale = 'de-u-co-phonebk');
CREATE FUNCTION public.looks_like_headers(a integer) RETURNS text LANGUAGE plpgsql AS $body$
BEGIN
--
-- Name: users; Type: TABLE; Schema: public; Owner: postgres
--

  RETURN 'x; -- Name: fake; Type: TABLE; Schema: public; Owner: nobody
--
-- Name: fake2; Type: TABLE; Schema: public; Owner: nobody
--
CREATE TABLE public.fake ();
\restrict abc
$other$ ; ''' || "a";
END;
$body$;
CREATE FUNCTION public.atomic(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE WHEN a > b THEN a ELSE b END;
  SELECT a + b;
END;
CREATE FUNCTION public.escapes() RETURNS text LANGUAGE sql IMMUTABLE AS
E'SELECT ''back\\\\slash; '' || $$ -- Name: x; Type: TABLE; Schema: y; Owner: z\n$$;';
CREATE PROCEDURE public.proc(INOUT x integer) LANGUAGE plpgsql AS $$ BEGIN x := x + 1; END $$;
CREATE AGGREGATE public.total(numeric) (SFUNC = numeric_add, STYPE = numeric, INITCOND = '0');
CREATE OPERATOR public.=== (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4eq);
CREATE TABLE public.users (
  id bigint GENERATED ALWAYS AS IDENTITY (START WITH 10 INCREMENT BY 3) PRIMARY KEY,
  "select" text NOT NULL, mood public.mood DEFAULT 'sad', amount public.positive, boss bigint,
  upper_name text GENERATED ALWAYS AS (upper("select")) STORED, tags text[] DEFAULT '{a,"b,c"}', sound text COLLATE public.german,
  extra "sales; drop".hstore, during tstzrange, p public.pair, s public.span,
  UNIQUE (mood, "select") DEFERRABLE INITIALLY DEFERRED,
  EXCLUDE USING gist (boss WITH =, during WITH &&),
  CONSTRAINT "it's; ""checked""" CHECK (length("select") < 100 AND "select" <> '; -- Name: a; Type: b'));
ALTER TABLE public.users ADD CONSTRAINT boss_fk FOREIGN KEY (boss) REFERENCES public.users DEFERRABLE INITIALLY DEFERRED;
CREATE TABLE "sales; drop"."ta""ble
with newline; Type: VIEW; Schema: x; Owner: y" (id integer PRIMARY KEY, other integer, note text DEFAULT E'back\\slash ''quote''');
CREATE TABLE "sales; drop".second (id integer PRIMARY KEY, first integer);
ALTER TABLE "sales; drop"."ta""ble
with newline; Type: VIEW; Schema: x; Owner: y" ADD CONSTRAINT circle1 FOREIGN KEY (other) REFERENCES "sales; drop".second DEFERRABLE;
ALTER TABLE "sales; drop".second ADD CONSTRAINT circle2 FOREIGN KEY (first) REFERENCES "sales; drop"."ta""ble
with newline; Type: VIEW; Schema: x; Owner: y" ON DELETE CASCADE;
COMMENT ON TABLE "sales; drop"."ta""ble
with newline; Type: VIEW; Schema: x; Owner: y" IS E'a comment; with ''quotes''\n--\n-- Name: no; Type: TABLE; Schema: public; Owner: me\n--\n';
CREATE TABLE public.events (id bigint, at date NOT NULL, user_id bigint REFERENCES public.users, kind text) PARTITION BY RANGE (at);
CREATE TABLE public.events_1 PARTITION OF public.events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE public.events_2 PARTITION OF public.events FOR VALUES FROM ('2021-01-01') TO ('2022-01-01') PARTITION BY LIST (kind);
CREATE TABLE public.events_2a PARTITION OF public.events_2 FOR VALUES IN ('a', NULL);
CREATE TABLE public.events_rest PARTITION OF public.events DEFAULT;
ALTER TABLE public.events ADD PRIMARY KEY (id, at, kind);
CREATE INDEX events_user ON public.events (user_id) WHERE user_id > 0;
CREATE TABLE public.event_refs (id bigint, at date, kind text, FOREIGN KEY (id, at, kind) REFERENCES public.events);
CREATE TABLE public.parent (a integer, b text);
CREATE TABLE public.child (c integer) INHERITS (public.parent);
CREATE TABLE public.nothing ();
CREATE UNLOGGED TABLE public.unlogged (a integer);
CREATE TABLE "Überläufer ñ 😀"."ünïcode" (a serial, "select" integer);
CREATE VIEW public.by_key AS SELECT u.id, u."select", count(e.id) AS n FROM public.users u LEFT JOIN public.events e ON e.user_id = u.id GROUP BY u.id;
CREATE VIEW public.over_view AS SELECT * FROM public.by_key WHERE n > 0;
CREATE MATERIALIZED VIEW public.mv_full AS SELECT mood, count(*) AS n FROM public.users GROUP BY mood;
CREATE UNIQUE INDEX mv_full_mood ON public.mv_full (mood);
CREATE MATERIALIZED VIEW public.a_mv_on_mv AS SELECT sum(n) AS s FROM public.mv_full;
CREATE MATERIALIZED VIEW public.mv_empty AS SELECT 1 AS one WITH NO DATA;
CREATE INDEX users_lower ON public.users (lower("select") text_pattern_ops DESC NULLS LAST) INCLUDE (id) WITH (fillfactor = 70);
ALTER INDEX public.users_lower ALTER COLUMN 1 SET STATISTICS 500;
ALTER TABLE public.users CLUSTER ON users_pkey;
ALTER TABLE public.users REPLICA IDENTITY USING INDEX users_pkey;
CREATE STATISTICS public.users_stats ON mood, amount FROM public.users;
CREATE FUNCTION public.trig() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER "tr; igger" BEFORE UPDATE OF amount ON public.users FOR EACH ROW WHEN (OLD.amount IS DISTINCT FROM NEW.amount) EXECUTE FUNCTION public.trig();
CREATE CONSTRAINT TRIGGER late AFTER INSERT ON public.users DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.trig();
ALTER TABLE public.users DISABLE TRIGGER late;
CREATE RULE quiet AS ON DELETE TO public.parent DO INSTEAD (INSERT INTO public.nothing DEFAULT VALUES; SELECT 1);
ALTER TABLE public.users ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.users FORCE ROW LEVEL SECURITY;
CREATE POLICY mine ON public.users AS RESTRICTIVE FOR SELECT TO reader, PUBLIC USING (boss = 1 AND "select" <> 'TO nobody');
CREATE SEQUENCE public.odd INCREMENT BY -5 MINVALUE -100 MAXVALUE 100 CYCLE OWNED BY public.parent.a;
GRANT SELECT ON public.users TO reader WITH GRANT OPTION;
GRANT SELECT (id), UPDATE ("select") ON public.users TO reader;
GRANT USAGE ON SCHEMA "sales; drop" TO reader;
REVOKE EXECUTE ON FUNCTION public.trig() FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE "owner ""one""" IN SCHEMA public GRANT SELECT ON TABLES TO reader;
ALTER TABLE public.child OWNER TO "owner ""one""";
ALTER FUNCTION public.atomic(integer, integer) OWNER TO "owner ""one""";
ALTER TYPE public.mood OWNER TO "owner ""one""";
CREATE PUBLICATION "some" FOR TABLE public.users, public.parent WHERE (a > 0) WITH (publish = 'insert');
CREATE FUNCTION public.ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no changes to the schema'; END $$;
CREATE FOREIGN DATA WRAPPER nowhere;
CREATE SERVER far FOREIGN DATA WRAPPER nowhere OPTIONS (a 'b');
CREATE FOREIGN TABLE public.abroad (a integer) SERVER far;
CREATE USER MAPPING FOR reader SERVER far OPTIONS (u 'v');
CREATE TEXT SEARCH CONFIGURATION public.mine (COPY = simple);
INSERT INTO public.users ("select", mood) VALUES ('one', 'sad'), ('two', 'it''s ok');
REFRESH MATERIALIZED VIEW public.mv_full;
REFRESH MATERIALIZED VIEW public.a_mv_on_mv;
COMMENT ON INDEX public.users_lower IS 'an index';
COMMENT ON CONSTRAINT boss_fk ON public.users IS 'a key';
COMMENT ON COLUMN public.users."select" IS 'a column';
COMMENT ON SCHEMA public IS 'changed';
CREATE EVENT TRIGGER no_ddl ON ddl_command_start EXECUTE FUNCTION public.ddl();
COMMENT ON EVENT TRIGGER no_ddl IS 'none';
