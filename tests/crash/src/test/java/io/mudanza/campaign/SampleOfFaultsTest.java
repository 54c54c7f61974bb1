package io.mudanza.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A few faults of the campaign at every build; all of it: {@code tests/crash/run}. */
class SampleOfFaultsTest {

    @Test
    void nothingIsLostHalfDoneOrLeftBehind() throws Exception {
        // Given
        int faults = Integer.getInteger("crash.faults", 10);
        long seed = Long.getLong("crash.seed", 7);

        // When
        List<String> violations = new Campaign(seed, Campaign.upTo(faults), Course.MOVES, Path.of("target/dumps")).run();

        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void aMoveInPlaceEndsWhollyOrNotAtAll() throws Exception {
        // Given
        int faults = Integer.getInteger("crash.in-place", 3);
        long seed = Long.getLong("crash.seed", 7);

        // When
        List<String> violations = new Campaign(seed, Campaign.upTo(faults), Course.IN_PLACE, Path.of("target/dumps")).run();

        // Then
        assertThat(violations).isEmpty();
    }

    // Needs a dozen processes more. Every build has one such fault anyway, in SharedPiecesTest.
    @Test
    @EnabledIfSystemProperty(named = "crash.pieces", matches = "[0-9]+")
    void piecesThatAreOutWhenAProcessDiesOrSleepsAreDoneOnceAndLeaveNothing() throws Exception {
        // Given
        int faults = Integer.getInteger("crash.pieces", 2);
        long seed = Long.getLong("crash.seed", 7);

        // When
        List<String> violations = new Campaign(seed, Campaign.upTo(faults), Course.PIECES, Path.of("target/dumps")).run();

        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "crash.schedules", matches = "[0-9]+")
    void whatIsDueByScheduleRunsOnce() throws Exception {
        // Given
        int faults = Integer.getInteger("crash.schedules", 2);
        long seed = Long.getLong("crash.seed", 7);

        // When
        List<String> violations = new Campaign(seed, Campaign.upTo(faults), Course.SCHEDULES, Path.of("target/dumps")).run();

        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void aRestoreEndsWhollyOrNotAtAll() throws Exception {
        // Given
        int faults = Integer.getInteger("crash.restores", 3);
        long seed = Long.getLong("crash.seed", 7);

        // When
        List<String> violations = new Campaign(seed, Campaign.upTo(faults), Course.RESTORES, Path.of("target/dumps")).run();

        // Then
        assertThat(violations).isEmpty();
    }
}
