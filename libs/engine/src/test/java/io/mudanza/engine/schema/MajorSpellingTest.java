package io.mudanza.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MajorSpellingTest {

    @Test
    void rangeOfANewerServerReadsAsAnOlderOnePrintsIt() {
        // Given
        String newer = "CREATE TYPE \"public\".\"floatrange\" AS RANGE (\n    subtype = double precision,\n"
                + "    multirange_type_name = \"public\".\"floatmultirange\",\n    subtype_diff = \"float8mi\"\n);";

        // When
        String plain = MajorSpelling.plain("TYPE", newer);

        // Then
        assertThat(plain)
                .isEqualTo("CREATE TYPE \"public\".\"floatrange\" AS RANGE (\n    subtype = double precision,\n"
                        + "    subtype_diff = \"float8mi\"\n);");
    }

    @Test
    void inputArgumentsOfAProcedureLoseTheirMark() {
        // Given
        String newer = "ALTER PROCEDURE \"s\".\"p\"(IN \"x\" integer, IN \"IN (\" text) OWNER TO \"postgres\";";

        // When
        String plain = MajorSpelling.plain("PROCEDURE", newer);

        // Then
        assertThat(plain).isEqualTo("ALTER PROCEDURE \"s\".\"p\"(\"x\" integer, \"IN (\" text) OWNER TO \"postgres\";");
    }
}
