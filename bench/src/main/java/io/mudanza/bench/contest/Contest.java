package io.mudanza.bench.contest;

import io.mudanza.bench.process.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A piece of work and who does it. They take turns, each round in another order, so that nobody always comes after the
 * same one.
 */
public record Contest(String name, String data, List<Contender> contenders, List<Goal> goals) {

    /** One turn of one contender. */
    public record Measured(String contest, String contender, int round, Contender.Result result) {}

    /** The measurements of all rounds; contenders whose program is not installed are left out and named. */
    public List<Measured> run(int rounds, Consumer<String> told) throws InterruptedException {
        List<Contender> present = new ArrayList<>();
        for (Contender contender : contenders) {
            if (contender.needs() == null || Program.installed(contender.needs())) {
                present.add(contender);
            } else {
                told.accept(name + ": " + contender.name() + " is left out, " + contender.needs()
                        + " is not installed");
            }
        }
        List<Measured> measured = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (int i = 0; i < present.size(); i++) {
                Contender contender = present.get((i + round - 1) % present.size());
                contender.prepare().run();
                Contender.Result result = contender.turn().run();
                measured.add(new Measured(name, contender.name(), round, result));
                told.accept(String.format(Locale.ROOT, "%s, round %d: %s %.1f s, processor %.1f s, %d MB resident%s",
                        name, round, contender.name(), result.cost().seconds(), result.cost().cpuSeconds(),
                        result.cost().peakBytes() >> 20,
                        result.outputBytes() < 0 ? "" : ", output " + (result.outputBytes() / 1_000_000) + " MB"));
            }
        }
        return measured;
    }
}
