package io.mudanza.engine.binary;

/**
 * Types whose binary form is made here, because the server reads it in half the time that it takes for the text. Everything
 * else goes as text.
 */
public enum FieldType {
    /** Characters, or the label of an enum: the binary form is the text. */
    TEXT,
    JSONB,
    INT2,
    INT4,
    INT8,
    BOOL,
    UUID,
    DATE,
    /** A timestamp without time zone. */
    TIMESTAMP,
    /** A timestamp with time zone. */
    INSTANT,
    BYTES,
    NUMERIC,
    INET,
    MACADDR,
    /** Not made here. */
    OTHER;

    /**
     * @param oid  of the type, behind its domains
     * @param kind {@code typtype} of it
     */
    public static FieldType of(int oid, String kind) {
        if ("e".equals(kind)) {
            return TEXT;
        }
        return switch (oid) {
            case 25, 1042, 1043, 114 -> TEXT;
            case 3802 -> JSONB;
            case 21 -> INT2;
            case 23 -> INT4;
            case 20 -> INT8;
            case 16 -> BOOL;
            case 2950 -> UUID;
            case 1082 -> DATE;
            case 1114 -> TIMESTAMP;
            case 1184 -> INSTANT;
            case 17 -> BYTES;
            case 1700 -> NUMERIC;
            case 869 -> INET;
            case 829 -> MACADDR;
            default -> OTHER;
        };
    }
}
