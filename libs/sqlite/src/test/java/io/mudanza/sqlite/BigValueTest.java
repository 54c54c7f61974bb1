package io.mudanza.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.engine.verify.Verdict;
import io.mudanza.sqlite.intake.IntakeOptions;
import io.mudanza.sqlite.testing.Lite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Values far beyond the usual. */
@Timeout(300)
class BigValueTest {

    private static final int BYTES = 100_000_000;

    @TempDir
    Path folder;

    @Test
    void bringsATextAndABlobOfAHundredMegabytes() throws Exception {
        // Given
        Lite lite = new Lite(folder).sqlite("CREATE TABLE note (id integer PRIMARY KEY, body text, picture blob)",
                "INSERT INTO note VALUES (1, replace(hex(zeroblob(" + BYTES / 2 + ")), '00', 'ñ'), NULL),"
                        + " (2, 'small', zeroblob(" + BYTES + "))")
                .postgres("CREATE TABLE note (id bigint PRIMARY KEY, body text, picture bytea)");

        // When
        IntakeResult result = lite.bring();

        // Then
        assertThat(result.run().verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(lite.rows("SELECT id || ' ' || octet_length(body) || ' ' || coalesce(octet_length(picture), 0) FROM note"
                + " ORDER BY id")).containsExactly("1 " + BYTES + " 0", "2 5 " + BYTES);
    }

    @Test
    void namesARowWhoseBigValueDoesNotFitAndBringsTheOthers() throws Exception {
        // Given
        Lite lite = new Lite(folder).sqlite("CREATE TABLE note (id integer PRIMARY KEY, body text)",
                "INSERT INTO note VALUES (1, hex(zeroblob(" + BYTES / 2 + "))), (2, 'small')")
                .postgres("CREATE TABLE note (id bigint PRIMARY KEY, body varchar(1000))");
        Path rejects = folder.resolve("rejects");

        // When
        IntakeResult result = lite.bring(new IntakeOptions(null, null, rejects, null, null));

        // Then
        assertThat(result.rejected()).isEqualTo(Map.of("public.note", 1L));
        assertThat(lite.rows("SELECT id::text FROM note")).containsExactly("2");
        assertThat(Files.size(rejects)).isPositive();
    }
}
