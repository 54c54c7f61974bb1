package io.mudanza.engine.connect;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import java.util.Locale;

/**
 * How a database writes and sorts text: what a second one needs to be created alike.
 *
 * @param encoding name as PostgreSQL writes it
 * @param collate  LC_COLLATE
 * @param ctype    LC_CTYPE
 * @param provider who sorts
 * @param locale   of the provider; null with libc
 * @param rules    own rules of ICU; null without any
 */
public record DatabaseLocale(
        String encoding, String collate, String ctype, Provider provider, String locale, String rules) {

    private static final int ICU_SINCE = 150000;
    private static final int BUILTIN_SINCE = 170000;

    /** Who sorts, and knows what a letter is. */
    public enum Provider {
        LIBC,
        ICU,
        BUILTIN
    }

    /** Six columns of pg_database, for {@link #of}. The version is that of the server that is asked, as 150004. */
    public static String columns(int version) {
        String said = version >= BUILTIN_SINCE
                ? "datlocprovider, datlocale, daticurules"
                : version >= 160000
                        ? "datlocprovider, daticulocale, daticurules"
                        : version >= ICU_SINCE ? "datlocprovider, daticulocale, NULL" : "'c', NULL, NULL";
        return "pg_catalog.pg_encoding_to_char(encoding), datcollate, datctype, " + said;
    }

    /** From the columns that {@link #columns} names. */
    public static DatabaseLocale of(String[] row) {
        Provider provider = switch (row[3]) {
            case "i" -> Provider.ICU;
            case "b" -> Provider.BUILTIN;
            default -> Provider.LIBC;
        };
        return new DatabaseLocale(row[0], row[1], row[2], provider, row[4], row[5]);
    }

    /**
     * The part of CREATE DATABASE that makes one alike.
     *
     * @param version of the server that creates it
     * @throws EngineException when that server knows no such provider
     */
    public String clause(int version) throws EngineException {
        String common = " ENCODING " + Sql.text(encoding) + " LC_COLLATE " + Sql.text(collate) + " LC_CTYPE " + Sql.text(ctype);
        return common + switch (provider) {
            // The provider of template0 may be another; before 15 there was only this one.
            case LIBC -> version >= ICU_SINCE ? " LOCALE_PROVIDER libc" : "";
            case ICU -> known(version, ICU_SINCE) + " LOCALE_PROVIDER icu ICU_LOCALE " + Sql.text(locale)
                    + (rules == null ? "" : " ICU_RULES " + Sql.text(rules));
            case BUILTIN -> known(version, BUILTIN_SINCE) + " LOCALE_PROVIDER builtin BUILTIN_LOCALE " + Sql.text(locale);
        };
    }

    private String known(int version, int since) throws EngineException {
        if (version < since) {
            throw new EngineException(
                    Code.TARGET_VERSION_OLDER,
                    "The source sorts by the " + provider.name().toLowerCase(Locale.ROOT) + " locale " + locale
                            + ", which no database of a server before PostgreSQL " + since / 10000
                            + " can. Create the target database yourself, with a locale that suits you.");
        }
        return "";
    }
}
