package io.mudanza.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.gateway.requests.Timetable;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimetableTest {

    @Test
    void countsInItsZone() {
        // Given
        Timetable everyNight = Timetable.of("0 3 * * *", "America/Santiago");

        // When / Then: in winter Santiago is four hours behind, in summer three
        assertThat(everyNight.after(Instant.parse("2026-07-01T00:00:00Z"))).contains(Instant.parse("2026-07-01T07:00:00Z"));
        assertThat(everyNight.after(Instant.parse("2026-07-01T07:00:00Z"))).contains(Instant.parse("2026-07-02T07:00:00Z"));
        assertThat(everyNight.after(Instant.parse("2026-12-01T00:00:00Z"))).contains(Instant.parse("2026-12-01T06:00:00Z"));
        assertThat(Timetable.of("*/15 9-17 * * 1-5", null).after(Instant.parse("2026-11-20T17:50:00Z")))
                .contains(Instant.parse("2026-11-23T09:00:00Z"));
    }

    @Test
    void runsOnceInTheNightsInWhichTheClocksChange() {
        // Given: in Madrid 02:30 does not exist on 29 March and comes twice on 25 October
        Timetable timetable = Timetable.of("30 2 * * *", "Europe/Madrid");

        // When
        Instant spring = timetable.after(Instant.parse("2026-03-28T12:00:00Z")).orElseThrow();
        Instant autumn = timetable.after(Instant.parse("2026-10-24T12:00:00Z")).orElseThrow();

        // Then
        assertThat(spring).isBetween(Instant.parse("2026-03-29T00:30:00Z"), Instant.parse("2026-03-30T00:30:00Z"));
        assertThat(autumn).isBetween(Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-25T01:30:00Z"));
        assertThat(timetable.after(autumn).orElseThrow()).isAfterOrEqualTo(Instant.parse("2026-10-26T01:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "* * * *", "0 3 * * * *", "60 3 * * *", "0 3 31 2 *", "@yearly; rm -rf /", "0 3 * * \u0000"})
    void refusesWhatIsNoTime(String cron) {
        assertThatThrownBy(() -> Timetable.of(cron, "UTC")).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mars/Olympus", "UTC\n", "../etc"})
    void refusesWhatIsNoZone(String zone) {
        assertThatThrownBy(() -> Timetable.of("0 3 * * *", zone)).isInstanceOf(ProblemException.class);
    }
}
