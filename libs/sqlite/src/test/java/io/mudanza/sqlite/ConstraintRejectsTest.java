package io.mudanza.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.verify.Verdict;
import io.mudanza.sqlite.intake.IntakeOptions;
import io.mudanza.sqlite.testing.Lite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Constraints of the target that only its server can judge. */
class ConstraintRejectsTest {

    private static final String NUMBERS =
            "(WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n WHERE v < 12000) SELECT v FROM n)";

    @TempDir
    Path folder;

    private Lite lite;

    @BeforeEach
    void aFileWithRowsThatTheTargetRefuses() throws Exception {
        lite = new Lite(folder).sqlite(
                "CREATE TABLE room (id integer PRIMARY KEY, name text, beds integer)",
                "CREATE TABLE stay (id integer PRIMARY KEY, room_id integer, guest text)",
                "CREATE TABLE code (id integer PRIMARY KEY, code text)",
                "INSERT INTO room SELECT v, 'room ' || v, CASE WHEN v IN (17, 11999) THEN -1 ELSE 2 END FROM " + NUMBERS,
                // Not the same for SQLite, the same for an index of lower(name), but only where there are beds.
                "INSERT INTO room VALUES (20001, 'ROOM 1', 1), (20002, 'ROOM 2', 0)",
                "INSERT INTO stay VALUES (1, 17, 'Ana'), (2, 18, 'Bob'), (3, 20001, 'Eva'), (4, NULL, 'Zoe')",
                "INSERT INTO code VALUES (1, 'a'), (2, 'b'), (3, 'a')");
        lite.postgres("""
                CREATE TABLE room (id bigint PRIMARY KEY, name text NOT NULL,
                  beds integer NOT NULL CONSTRAINT beds_are_no_debt CHECK (beds >= 0), big boolean GENERATED ALWAYS AS (beds > 3) STORED);
                CREATE UNIQUE INDEX room_name ON room (lower(name)) WHERE beds > 0;
                CREATE DOMAIN guest_name AS text CHECK (value <> 'Zoe');
                CREATE TABLE stay (id bigint PRIMARY KEY, room_id bigint REFERENCES room, guest guest_name);
                CREATE TABLE code (id bigint PRIMARY KEY, code text, EXCLUDE (code WITH =));
                ALTER TABLE code ADD CONSTRAINT old_rows_may CHECK (id <> 2) NOT VALID""");
    }

    @Test
    void namesEveryRowThatIsRefusedAndBringsTheOthers() throws Exception {
        // Given
        Path rejects = folder.resolve("rejects.jsonl");

        // When
        IntakeResult result = lite.bring(new IntakeOptions(null, null, rejects, null, null));

        // Then
        assertThat(result.rejected()).containsExactlyInAnyOrderEntriesOf(
                Map.of("public.room", 3L, "public.stay", 3L, "public.code", 1L));
        assertThat(result.run().verdict()).isEqualTo(Verdict.NOT_VERIFIED);
        assertThat(lite.value("SELECT count(*) FROM room")).isEqualTo("11999");
        assertThat(lite.rows("SELECT guest FROM stay")).containsExactly("Bob");
        assertThat(lite.rows("SELECT id::text FROM code ORDER BY 1")).containsExactly("1", "2");
        List<String> lines = Files.readAllLines(rejects);
        assertThat(lines).hasSize(7);
        assertThat(String.join("\n", lines)).contains("it violates the check constraint beds_are_no_debt",
                "an earlier row has the same key: unique index", "it is excluded by an earlier row",
                "it refers by room_id to a row of public.room that is not there");
    }

    @Test
    void withoutAFileForThemNamesThemAndLeavesTheTarget() throws Exception {
        // When / Then
        assertThatThrownBy(() -> lite.bring()).isInstanceOf(EngineException.class)
                .hasMessageContaining("guest_name_check").hasMessageNotContaining("Zoe");
        assertThat(lite.value("SELECT count(*) FROM room")).isEqualTo("0");
        lite.sqlite("DELETE FROM stay WHERE guest = 'Zoe'");
        assertThatThrownBy(() -> lite.bring()).isInstanceOf(EngineException.class)
                .hasMessageContaining("beds_are_no_debt").hasMessageContaining("public.stay");
        assertThat(lite.value("SELECT count(*) FROM room")).isEqualTo("0");
    }
}
