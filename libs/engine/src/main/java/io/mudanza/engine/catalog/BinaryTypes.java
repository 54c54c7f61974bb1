package io.mudanza.engine.catalog;

/**
 * Types whose binary form is the same at every server of the supported versions, because it names nothing by its OID:
 * plain types of the server, arrays and ranges of them, enums (their binary form is the label), and domains over all
 * these. Arrays of enums, of domains and of types of extensions, and composites have the OIDs of their parts in their binary
 * form; {@code reg*} types are OIDs and go as text, which is a name.
 */
final class BinaryTypes {

    /** OIDs of those types. */
    static final String SAFE = """
            WITH RECURSIVE plain AS (
                SELECT t.oid, t.typarray FROM pg_catalog.pg_type t
                WHERE t.oid < 16384 AND t.typnamespace = 'pg_catalog'::pg_catalog.regnamespace
                  AND t.typname = ANY ('{bool,int2,int4,int8,float4,float8,numeric,text,varchar,bpchar,char,name,bytea,
                    date,time,timetz,timestamp,timestamptz,interval,uuid,json,jsonb,inet,cidr,macaddr,macaddr8,bit,varbit,
                    point,line,lseg,box,path,polygon,circle,money}'::pg_catalog.name[])),
            safe AS (
                SELECT oid FROM plain
                UNION ALL SELECT typarray FROM plain WHERE typarray <> 0
                UNION ALL SELECT t.oid FROM pg_catalog.pg_type t
                WHERE t.oid < 16384 AND t.typtype IN ('r', 'm') AND t.typnamespace = 'pg_catalog'::pg_catalog.regnamespace
                UNION ALL SELECT t.oid FROM pg_catalog.pg_type t WHERE t.typtype = 'e'
                UNION ALL SELECT d.oid FROM pg_catalog.pg_type d JOIN safe s ON d.typbasetype = s.oid
                WHERE d.typtype = 'd')
            SELECT oid::pg_catalog.int8 FROM safe""";

    private BinaryTypes() {}
}
