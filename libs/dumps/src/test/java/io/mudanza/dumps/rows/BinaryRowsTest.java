package io.mudanza.dumps.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.dumps.testing.Dumped;
import io.mudanza.engine.binary.FieldType;
import io.mudanza.engine.connect.DatabaseAddress;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

/** The binary form that is made here is, byte for byte, the one that PostgreSQL writes. */
class BinaryRowsTest {

    private static final Map<String, FieldType> TYPES = new TreeMap<>(Map.ofEntries(
            Map.entry("text", FieldType.TEXT), Map.entry("varchar(200)", FieldType.TEXT),
            Map.entry("char(7)", FieldType.TEXT), Map.entry("jsonb", FieldType.JSONB), Map.entry("json", FieldType.TEXT),
            Map.entry("int2", FieldType.INT2), Map.entry("int4", FieldType.INT4), Map.entry("int8", FieldType.INT8),
            Map.entry("bool", FieldType.BOOL), Map.entry("uuid", FieldType.UUID), Map.entry("date", FieldType.DATE),
            Map.entry("timestamp", FieldType.TIMESTAMP), Map.entry("timestamptz", FieldType.INSTANT),
            Map.entry("bytea", FieldType.BYTES), Map.entry("numeric", FieldType.NUMERIC),
            Map.entry("numeric(13,2)", FieldType.NUMERIC), Map.entry("inet", FieldType.INET),
            Map.entry("macaddr", FieldType.MACADDR)));

    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("text", "'', 'a', E'tab\\tline\\nreturn\\rback\\\\slash\\b\\f\\v', '\\N', 'ñandú €𝄞', repeat('long ', 9000)"),
            Map.entry("varchar(200)", "'x', repeat('é', 200)"), Map.entry("char(7)", "'', 'abc', 'abcdefg'"),
            Map.entry("jsonb", "'{}', '{\"a\": [1, 2.50, null, \"\\\\n \\\\u20ac \\\\\\\\\"]}', '\"x\"'"),
            Map.entry("json", "'{ \"a\" :1}'"), Map.entry("int2", "0, -32768, 32767"),
            Map.entry("int4", "0, -2147483648, 2147483647"), Map.entry("int8", "0, -1, 999999999999999999, -999999999999999999"),
            Map.entry("bool", "true, false"), Map.entry("uuid", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '00000000-0000-0000-0000-000000000000'"),
            Map.entry("date", "'2000-01-01', '1999-12-31', '0001-01-01', '9999-12-31', '2024-02-29', '1900-03-01'"),
            Map.entry("timestamp", "'2000-01-01 00:00:00', '1969-07-20 20:17:40.1', '9999-12-31 23:59:59.999999', '0001-01-01'"),
            Map.entry("timestamptz", "'2026-03-29 01:30:00+00', '1899-12-31 23:59:59.000001+00', '1880-06-01 12:00:00+00'"),
            Map.entry("bytea", "'', '\\x00', '\\xdeadbeef', decode(repeat('0aff', 5000), 'hex')"),
            Map.entry("numeric", "0, 0.0, 0.00001, -0.1, 1, 10000, 99999999, -12345678.000090, 1e50, 1e-50, 10000.0001, 100000000"),
            Map.entry("numeric(13,2)", "0, 12.50, -99999999999.99"),
            Map.entry("inet", "'1.2.3.4', '10.0.0.0/8', '255.255.255.255', '::', '::1', '2001:db8::14de', '1::', 'fe80::1/64',"
                    + " '1:2:3:4:5:6:7:8', '1:0:0:4::'"),
            Map.entry("macaddr", "'08:00:2b:01:02:03', 'ff:ff:ff:ff:ff:ff'"));

    @Test
    void aFieldOfEachTypeIsMadeAsPostgresMakesIt() throws Exception {
        // Given
        DatabaseAddress database = Dumped.empty("binary");
        try (Connection connection = Dumped.connect(database)) {
            for (Map.Entry<String, FieldType> each : TYPES.entrySet()) {
                for (String zone : List.of("UTC", "Europe/Madrid", "Asia/Kathmandu", "America/St_Johns")) {
                    String rows = "COPY (SELECT 7::int4, v, v FROM unnest(ARRAY[" + VALUES.get(each.getKey()) + ", NULL]::"
                            + each.getKey() + "[]) v) TO STDOUT";
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("SET TimeZone = '" + zone + "'");
                    }
                    byte[] text = copy(connection, rows);
                    byte[] wanted = copy(connection, rows + " (FORMAT binary)");

                    // When
                    BinaryRows binary = new BinaryRows(List.of(FieldType.INT4, each.getValue(), each.getValue()));
                    binary.begin();
                    int at = 0;
                    while (at >= 0 && at < text.length) {
                        at = binary.row(text, at, text.length);
                    }
                    binary.end();

                    // Then
                    assertThat(at).as(each.getKey() + " in " + zone).isEqualTo(text.length);
                    byte[] made = Arrays.copyOf(binary.made(), binary.length());
                    assertThat(made).as(each.getKey() + " in " + zone).isEqualTo(wanted);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "INT2,32768", "INT4,2147483648", "INT4,1 1", "INT8,9223372036854775808", "INT4,+1", "INT4,-", "INT8,0x10",
        "BOOL,true", "BOOL,1", "UUID,A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "UUID,{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}",
        "DATE,infinity", "DATE,2023-02-29", "DATE,2023-13-01", "DATE,0000-01-01", "DATE,0044-03-15 BC", "DATE,10000-01-01",
        "TIMESTAMP,2024-01-01 24:00:00", "TIMESTAMP,2024-01-01 23:59:60", "TIMESTAMP,2024-01-01T00:00:00",
        "TIMESTAMP,2024-01-01 00:00:00.1234567", "TIMESTAMP,2024-01-01 00:00:00+00", "INSTANT,2024-01-01 00:00:00",
        "INSTANT,2024-01-01 00:00:00+00 BC", "INSTANT,-infinity", "INSTANT,2024-01-01 00:00:00+1", "NUMERIC,NaN",
        "NUMERIC,1e5", "NUMERIC,.5", "NUMERIC,5.", "NUMERIC,-", "NUMERIC,Infinity", "INET,1.2.3", "INET,1.2.3.4/33",
        "INET,1.2.3.256", "INET,::1::", "INET,1:2:3", "INET,1:2:3:4:5:6:7:", "INET,1:2:3:4:5:6:7:8:9", "INET,::ffff:1.2.3.4",
        "MACADDR,08-00-2b-01-02-03", "BYTES,\\\\xabc", "BYTES,\\\\xAB", "BYTES,abc", "BYTES,\\\\000", "TEXT,\\101", "TEXT,\\x41",
        "TEXT,a\\"})
    void whatIsSpelledOtherwiseGoesAsText(FieldType type, String value) {
        // Given
        byte[] row = (value + "\n").getBytes(StandardCharsets.UTF_8);
        BinaryRows binary = new BinaryRows(List.of(type));
        binary.begin();

        // When
        int end = binary.row(row, 0, row.length);

        // Then
        assertThat(end).isEqualTo(-1);
    }

    @Test
    void aRowWithOtherFieldsThanTheTableGoesAsText() {
        for (String row : List.of("a\n", "a\tb\tc\n", "a\tb", "\n", "a\\\tb\n", "a\tb\\")) {
            // Given
            byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
            BinaryRows binary = new BinaryRows(Collections.nCopies(2, FieldType.TEXT));

            // When
            int end = binary.row(bytes, 0, bytes.length);

            // Then
            assertThat(end).as(row).isEqualTo(-1);
        }
    }

    private static byte[] copy(Connection connection, String statement) throws Exception {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement, rows);
        return rows.toByteArray();
    }
}
