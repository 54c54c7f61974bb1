package io.mudanza.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyIndexTest {

    private static SchemaEntry entry(String type, String... statements) {
        return new SchemaEntry(7, "t t_pkey", type, "s", "me", List.of(), List.of(statements));
    }

    @Test
    void aKeyBecomesAnIndexAndAConstraintUponIt() throws Exception {
        // Given a key whose names hold what SQL is made of
        SchemaEntry entry = entry("CONSTRAINT",
                "ALTER TABLE ONLY \"s\".\"t (\"\"x\"\")\"\n    ADD CONSTRAINT \"a) USING\" PRIMARY KEY (\"a,b\", \"c\") INCLUDE (\"d\")",
                "ALTER TABLE \"s\".\"t\" CLUSTER ON \"a) USING\"");

        // When
        KeyIndex key = KeyIndex.of(entry);

        // Then
        assertThat(key.index().statements()).containsExactly(
                "CREATE UNIQUE INDEX \"a) USING\" ON ONLY \"s\".\"t (\"\"x\"\")\" USING btree (\"a,b\", \"c\") INCLUDE (\"d\")");
        assertThat(key.constraint().statements()).containsExactly(
                "ALTER TABLE ONLY \"s\".\"t (\"\"x\"\")\" ADD CONSTRAINT \"a) USING\" PRIMARY KEY USING INDEX \"a) USING\"",
                "ALTER TABLE \"s\".\"t\" CLUSTER ON \"a) USING\"");
        assertThat(key.index().label()).isEqualTo(entry.label());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "ALTER TABLE ONLY s.t ADD CONSTRAINT k UNIQUE (a) DEFERRABLE INITIALLY DEFERRED",
        "ALTER TABLE ONLY s.t ADD CONSTRAINT k UNIQUE NULLS NOT DISTINCT (a)",
        "ALTER TABLE ONLY s.t ADD CONSTRAINT k PRIMARY KEY (a) WITH (fillfactor='70')",
        "ALTER TABLE ONLY s.t ADD CONSTRAINT k PRIMARY KEY (a, b WITHOUT OVERLAPS)",
        "ALTER TABLE ONLY s.t ADD CONSTRAINT k EXCLUDE USING gist (a WITH &&)",
        "ALTER TABLE ONLY s.t ADD CONSTRAINT k UNIQUE (a) INCLUDE",
        "ALTER TABLE ONLY s.t ADD CONSTRAINT k UNIQUE (a",
        "ALTER TABLE s.t ADD CONSTRAINT k UNIQUE (a)"
    })
    void whatIsMoreThanAPlainKeyIsLeftAsItIs(String sql) throws Exception {
        assertThat(KeyIndex.of(entry("CONSTRAINT", sql))).isNull();
    }

    @Test
    void onlyConstraintsAreLookedAt() throws Exception {
        assertThat(KeyIndex.of(entry("INDEX", "ALTER TABLE ONLY s.t ADD CONSTRAINT k UNIQUE (a)"))).isNull();
        assertThat(KeyIndex.of(entry("CONSTRAINT"))).isNull();
    }
}
