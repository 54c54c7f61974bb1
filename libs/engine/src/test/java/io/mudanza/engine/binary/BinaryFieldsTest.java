package io.mudanza.engine.binary;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.embedded.testing.TestInfra;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Values become, byte for byte, the fields that PostgreSQL makes of them. */
class BinaryFieldsTest {

    private static final TestInfra.Database DATABASE = TestInfra.newDatabase("binary");
    private static final byte[] TEXT = "ñandú\t€".getBytes(StandardCharsets.UTF_8);
    private static final byte[] JSON = "{\"a\": [1, null]}".getBytes(StandardCharsets.UTF_8);
    private static final UUID ID = UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");

    private record Case(String sql, Consumer<BinaryFields> made) {}

    private static final List<Case> CASES = List.of(
            new Case("NULL::int4", BinaryFields::nothing),
            new Case("true", to -> to.bool(true)),
            new Case("false", to -> to.bool(false)),
            new Case("'-32768'::int2", to -> to.int2(Short.MIN_VALUE)),
            new Case("'-2147483648'::int4", to -> to.int4(Integer.MIN_VALUE)),
            new Case("'-9223372036854775808'::int8", to -> to.int8(Long.MIN_VALUE)),
            new Case("'1.5e-30'::float4", to -> to.float4(1.5e-30f)),
            new Case("'-Infinity'::float8", to -> to.float8(Double.NEGATIVE_INFINITY)),
            new Case("'ñandú\t€'::text", to -> to.bytes(TEXT, 0, TEXT.length)),
            new Case("'{\"a\": [1, null]}'::jsonb", to -> to.jsonb(JSON, 0, JSON.length)),
            new Case("'1999-12-31'::date", to -> to.int4(-1)),
            new Case("'1999-12-31 23:59:59.999999'::timestamp", to -> to.int8(-1)),
            new Case("'-3 days 00:00:01'::interval", to -> to.interval(1_000_000, -3)),
            new Case("'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid",
                    to -> to.uuid(ID.getMostSignificantBits(), ID.getLeastSignificantBits())),
            new Case("'NaN'::numeric", to -> to.numeric(null)));

    @Test
    void valuesBecomeTheFieldsOfPostgres() throws Exception {
        for (Case each : CASES) {
            // Given
            byte[] wanted = copied("COPY (SELECT " + each.sql() + ") TO STDOUT (FORMAT binary)");

            // When
            byte[] made = row(each.made());

            // Then
            assertThat(made).as(each.sql()).isEqualTo(wanted);
        }
    }

    @Test
    void numbersOfAnyScaleBecomeTheFieldsOfPostgres() throws Exception {
        for (String number : List.of("0", "0.000", "0.00001", "-0.1", "1", "10000", "99999999", "-12345678.000090",
                "562949953421311", "562949953421312", "5629499534213.12", "10000.0001", "100000000", "1" + "0".repeat(50),
                "-0." + "0".repeat(49) + "1", "123456789012345678901234567890.123456789")) {
            // Given
            byte[] wanted = copied("COPY (SELECT '" + number + "'::numeric) TO STDOUT (FORMAT binary)");

            // When
            byte[] made = row(to -> to.numeric(new BigDecimal(number)));

            // Then
            assertThat(made).as(number).isEqualTo(wanted);
        }
    }

    private static byte[] row(Consumer<BinaryFields> field) {
        RowBuffer out = new RowBuffer(1);
        BinaryFields fields = new BinaryFields(out);
        fields.begin();
        fields.row(1);
        field.accept(fields);
        fields.end();
        return Arrays.copyOf(out.bytes(), out.length());
    }

    private static byte[] copied(String statement) throws Exception {
        TestInfra.Database database = DATABASE;
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password())) {
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement, rows);
            return rows.toByteArray();
        }
    }
}
