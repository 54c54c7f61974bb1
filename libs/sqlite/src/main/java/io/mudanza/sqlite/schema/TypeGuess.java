package io.mudanza.sqlite.schema;

import io.mudanza.sqlite.source.SourceColumn;
import java.util.Locale;

/** The type that a column gets: the declared one, unless values of other storage classes lie there. */
final class TypeGuess {

    /**
     * How many values of each storage class a column has.
     *
     * @param others whole numbers besides 0 and 1
     */
    record Seen(long integers, long reals, long texts, long blobs, long others) {

        boolean only(boolean integer, boolean real, boolean text, boolean blob) {
            return (integer || integers == 0) && (real || reals == 0) && (text || texts == 0) && (blob || blobs == 0);
        }
    }

    private TypeGuess() {}

    static String of(SourceColumn column, Seen seen) {
        String declared = column.type().toLowerCase(Locale.ROOT);
        String base = declared.replaceFirst("\\(.*", "").strip();
        String wanted = switch (base) {
            case "bool", "boolean" -> "boolean";
            case "datetime", "timestamp", "timestamptz", "timestamp with time zone" -> "timestamp with time zone";
            case "timestamp without time zone" -> "timestamp without time zone";
            case "date" -> "date";
            case "time" -> "time without time zone";
            case "uuid" -> "uuid";
            case "json", "jsonb" -> "jsonb";
            case "decimal", "numeric", "dec" -> "numeric";
            case "any", "" -> null;
            default -> affinity(base);
        };
        return wanted == null || !holds(wanted, seen) ? widest(seen) : wanted;
    }

    /** SQLite's own rules for types that it does not know. */
    private static String affinity(String base) {
        if (base.contains("int")) {
            return "bigint";
        }
        if (base.contains("char") || base.contains("clob") || base.contains("text")) {
            return "text";
        }
        if (base.contains("blob") || base.contains("bytea") || base.contains("binary")) {
            return "bytea";
        }
        if (base.contains("real") || base.contains("floa") || base.contains("doub")) {
            return "double precision";
        }
        return "numeric";
    }

    private static boolean holds(String type, Seen seen) {
        return switch (type) {
            case "boolean" -> seen.only(true, false, false, false) && seen.others() == 0;
            case "bigint" -> seen.only(true, false, false, false);
            case "double precision", "numeric" -> seen.only(true, true, false, false);
            case "text" -> seen.only(true, true, true, false);
            case "bytea" -> seen.only(false, false, true, true);
            case "uuid" -> seen.only(false, false, true, true);
            case "jsonb" -> seen.only(true, true, true, false);
            default -> seen.only(true, true, true, false);
        };
    }

    private static String widest(Seen seen) {
        if (seen.only(false, false, false, false)) {
            return "text";
        }
        if (seen.only(true, false, false, false)) {
            return "bigint";
        }
        if (seen.only(true, true, false, false)) {
            return "numeric";
        }
        return seen.only(false, false, true, true) && seen.blobs() > 0 ? "bytea" : "text";
    }
}
