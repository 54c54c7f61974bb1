package io.mudanza.dumps.restore;

/** What the text of values depends on, as pg_dump sets it, in UTC; set for each transaction, for a dump may change it. */
final class ValueSettings {

    static final String LOCAL = "SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'postgres';"
            + " SET LOCAL TimeZone = 'UTC'; SET LOCAL extra_float_digits = 3; SET LOCAL bytea_output = 'hex';"
            + " SET LOCAL lc_monetary TO DEFAULT; SET LOCAL row_security = off; SET LOCAL quote_all_identifiers = off;";

    private ValueSettings() {}
}
