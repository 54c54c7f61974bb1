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
        assertThat(violations(Course.MOVES, "crash.faults", 10)).isEmpty();
    }

    @Test
    void aMoveInPlaceEndsWhollyOrNotAtAll() throws Exception {
        assertThat(violations(Course.IN_PLACE, "crash.in-place", 3)).isEmpty();
    }

    // Needs a dozen processes more. Every build has one such fault anyway, in SharedPiecesTest.
    @Test
    @EnabledIfSystemProperty(named = "crash.pieces", matches = "[0-9]+")
    void piecesThatAreOutWhenAProcessDiesOrSleepsAreDoneOnceAndLeaveNothing() throws Exception {
        assertThat(violations(Course.PIECES, "crash.pieces", 2)).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "crash.schedules", matches = "[0-9]+")
    void whatIsDueByScheduleRunsOnce() throws Exception {
        assertThat(violations(Course.SCHEDULES, "crash.schedules", 2)).isEmpty();
    }

    @Test
    void aRestoreEndsWhollyOrNotAtAll() throws Exception {
        assertThat(violations(Course.RESTORES, "crash.restores", 3)).isEmpty();
    }

    /** What so many faults of a course do harm to. */
    private static List<String> violations(Course course, String property, int usually) throws Exception {
        int faults = Integer.getInteger(property, usually);
        long seed = Long.getLong("crash.seed", 7);
        return new Campaign(seed, Campaign.upTo(faults), course, Path.of("target/dumps")).run();
    }
}
