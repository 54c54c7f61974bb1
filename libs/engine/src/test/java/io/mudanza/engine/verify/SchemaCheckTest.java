package io.mudanza.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.engine.schema.SchemaDifference;
import io.mudanza.engine.schema.SchemaDifference.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaCheckTest {

    private static final SchemaDifference WORDS = new SchemaDifference("VIEW", "public.v", Change.DIFFERENT, "…");
    private static final SchemaDifference GONE = new SchemaDifference("INDEX", "public.i", Change.MISSING, "…");

    @Test
    void otherWordsOnTheSameMajorAreADifference() {
        assertThat(SchemaCheck.verdict(List.of(WORDS), 15, 15).verdict()).isEqualTo(Verdict.DIFFERENT);
    }

    @Test
    void otherWordsOnAnotherMajorProveNothing() {
        // When
        SchemaVerdict verdict = SchemaCheck.verdict(List.of(WORDS), 12, 15);

        // Then
        assertThat(verdict.verdict()).isEqualTo(Verdict.NOT_VERIFIED);
        assertThat(verdict.differences()).containsExactly(WORDS);
        assertThat(verdict.reason()).contains("12", "15");
    }

    @Test
    void aMissingObjectIsADifferenceOnAnyMajor() {
        assertThat(SchemaCheck.verdict(List.of(WORDS, GONE), 12, 15).verdict()).isEqualTo(Verdict.DIFFERENT);
    }
}
