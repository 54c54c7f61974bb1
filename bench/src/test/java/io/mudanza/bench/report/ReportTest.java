package io.mudanza.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.bench.contest.Contender;
import io.mudanza.bench.contest.Contender.Step;
import io.mudanza.bench.contest.Contest;
import io.mudanza.bench.contest.Goal;
import io.mudanza.bench.process.Cost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir
    Path folder;

    @Test
    void aGoalIsJudgedByTheMediansAndSaidToBeMissed() throws InterruptedException, IOException {
        // Given
        Deque<Double> ours = new ArrayDeque<>(List.of(9.0, 4.0, 5.0));
        Deque<Double> theirs = new ArrayDeque<>(List.of(4.0, 1.0, 4.0));
        Contest contest = new Contest("move", "data", List.of(contender("mudanza", ours), contender("other", theirs)),
                List.of(new Goal("mudanza", "other", 1.2), new Goal("mudanza", "other", 1.25)));

        // When
        Report report = new Report();
        report.add(contest, contest.run(3, line -> {}));
        Path file = folder.resolve("bench.json");
        report.write(file);

        // Then
        assertThat(report.table()).contains("MISSED  move: mudanza took 1.25 x the time of other (goal: at most 1.20 x)")
                .contains("reached move: mudanza took 1.25 x").contains("4.00 - 9.00");
        assertThat(Files.readString(file)).contains("\"median_seconds\" : 5.0").contains("\"reached\" : false");
    }

    @Test
    void contendersChangeTheirOrderFromRoundToRound() throws InterruptedException {
        // Given
        List<String> turns = new ArrayList<>();
        Contest contest = new Contest("move", "data", List.of(noted("a", turns), noted("b", turns)), List.of());

        // When
        contest.run(2, line -> {});

        // Then
        assertThat(turns).containsExactly("a", "b", "b", "a");
    }

    @Test
    void whoIsNotInstalledIsNamedAndLeftOut() throws InterruptedException {
        // Given
        Contender absent = Contender.other("absent", "a-program-that-nobody-has", Step.NOTHING, () -> {
            throw new AssertionError("not installed, but run");
        });
        List<String> told = new ArrayList<>();

        // When
        List<Contest.Measured> measured = new Contest("move", "data", List.of(absent), List.of()).run(1, told::add);

        // Then
        assertThat(measured).isEmpty();
        assertThat(told).containsExactly("move: absent is left out, a-program-that-nobody-has is not installed");
    }

    private static Contender contender(String name, Deque<Double> seconds) {
        return Contender.ours(name, Step.NOTHING, () -> new Contender.Result(new Cost(seconds.pop(), 0, 0), -1));
    }

    private static Contender noted(String name, List<String> turns) {
        return Contender.ours(name, Step.NOTHING, () -> {
            turns.add(name);
            return new Contender.Result(new Cost(1, 0, 0), -1);
        });
    }
}
