package io.mudanza.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.bench.contest.Contest;
import io.mudanza.bench.contest.Contest.Measured;
import io.mudanza.bench.contest.Goal;
import io.mudanza.bench.work.Growth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Collects what was measured. */
public final class Report {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LINE = "%-34s %-30s %8s %16s %9s %8s %9s%n";

    private final List<Measured> measured = new ArrayList<>();
    private final List<Summary> summaries = new ArrayList<>();
    private final List<Judged> judged = new ArrayList<>();
    private final Map<String, String> about = new LinkedHashMap<>();

    /** Something that a reader has to know to judge the figures. */
    public void about(String what, String value) {
        about.put(what, value);
    }

    public void add(Contest contest, List<Measured> rounds) {
        measured.addAll(rounds);
        Map<String, List<Measured>> byContender = rounds.stream()
                .collect(Collectors.groupingBy(Measured::contender, LinkedHashMap::new, Collectors.toList()));
        List<Summary> here = new ArrayList<>();
        contest.contenders().forEach(contender -> Optional.ofNullable(byContender.get(contender.name()))
                .ifPresent(of -> here.add(Summary.of(of))));
        summaries.addAll(here);
        for (Goal goal : contest.goals()) {
            Optional<Summary> ours = find(here, goal.ours());
            Optional<Summary> other = find(here, goal.other());
            if (ours.isPresent() && other.isPresent()) {
                judged.add(new Judged(contest.name(), goal, ours.get().median() / other.get().median()));
            }
        }
    }

    /** Pulls of growing size: each is judged against the first. */
    public void addGrowth(List<Growth.Size> sizes) {
        for (Growth.Size size : sizes) {
            measured.add(size.measured());
            summaries.add(Summary.of(List.of(size.measured())));
        }
        Growth.Size first = sizes.getFirst();
        for (Growth.Size size : sizes.subList(1, sizes.size())) {
            String name = size.measured().contender();
            double factor = (double) size.databaseBytes() / first.databaseBytes();
            judged.add(new Judged("pull with media", new Goal(name, first.measured().contender(), factor),
                    size.measured().result().cost().seconds() / first.measured().result().cost().seconds()));
        }
    }

    private static Optional<Summary> find(List<Summary> summaries, String contender) {
        return summaries.stream().filter(s -> s.contender().equals(contender)).findFirst();
    }

    /** For people. */
    public String table() {
        StringBuilder text = new StringBuilder();
        about.forEach((what, value) -> text.append(what).append(": ").append(value).append('\n'));
        text.append('\n').append(String.format(LINE, "work", "with", "median s", "least - most s", "cpu s", "MB res.",
                "MB out"));
        for (Summary s : summaries) {
            text.append(String.format(Locale.ROOT, LINE, s.contest(), s.contender(), number(s.median()),
                    number(s.least()) + " - " + number(s.most()), number(s.cpuSeconds()), s.peakBytes() >> 20,
                    s.outputBytes() < 0 ? "" : s.outputBytes() / 1_000_000));
        }
        text.append('\n');
        for (Judged j : judged) {
            text.append(String.format(Locale.ROOT, "%-7s %s: %s took %.2f x the time of %s (goal: at most %.2f x)%n",
                    j.reached() ? "reached" : "MISSED", j.contest(), j.goal().ours(), j.ratio(), j.goal().other(),
                    j.goal().factor()));
        }
        return text.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }

    /** For programs: every turn, the medians, the goals. */
    public void write(Path file) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        about.forEach(root.putObject("about")::put);
        ArrayNode rounds = root.putArray("rounds");
        for (Measured m : measured) {
            rounds.addObject().put("work", m.contest()).put("with", m.contender()).put("round", m.round())
                    .put("seconds", m.result().cost().seconds()).put("cpu_seconds", m.result().cost().cpuSeconds())
                    .put("peak_bytes", m.result().cost().peakBytes()).put("output_bytes", m.result().outputBytes());
        }
        ArrayNode medians = root.putArray("summary");
        for (Summary s : summaries) {
            medians.addObject().put("work", s.contest()).put("with", s.contender()).put("rounds", s.rounds())
                    .put("median_seconds", s.median()).put("least_seconds", s.least()).put("most_seconds", s.most())
                    .put("cpu_seconds", s.cpuSeconds()).put("peak_bytes", s.peakBytes())
                    .put("output_bytes", s.outputBytes());
        }
        ArrayNode goals = root.putArray("goals");
        for (Judged j : judged) {
            goals.addObject().put("work", j.contest()).put("ours", j.goal().ours()).put("other", j.goal().other())
                    .put("at_most", j.goal().factor()).put("ratio", j.ratio()).put("reached", j.reached());
        }
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }
}
