package io.mudanza.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A line for each fault, and at the end a table of kinds and outcomes with every violation. */
final class Report {
    private final List<Trial.Result> results = new ArrayList<>();

    void add(Trial.Result result) {
        results.add(result);
        Fault fault = result.fault();
        System.out.printf(Locale.ROOT, "%3d  seed %d  %-21s  %s; %s  ->  %s  %.1f s%s%n", fault.number(), fault.seed(), fault.kind(),
                fault.where(), result.hit(), result.outcome(), result.seconds(),
                result.violations().isEmpty() ? "" : "  VIOLATION");
        result.violations().forEach(line -> System.out.println("       ! " + line));
        System.out.flush();
    }

    boolean clean() {
        return results.stream().allMatch(result -> result.violations().isEmpty());
    }

    List<Trial.Result> violated() {
        return results.stream().filter(result -> !result.violations().isEmpty()).toList();
    }

    private static String course(Fault fault) {
        String word = fault.operation() == Operation.RESTORE ? " --restores"
                : fault.operation() == Operation.SCHEDULED ? " --schedules" : fault.inPlace() ? " --in-place" : "";
        return fault.point() != null && fault.point().startsWith("piece:") ? " --pieces" : word;
    }

    void summary() {
        Map<String, Map<String, Integer>> table = new TreeMap<>();
        TreeSet<String> outcomes = new TreeSet<>();
        double seconds = 0;
        double longest = 0;
        for (Trial.Result result : results) {
            String outcome = result.violations().isEmpty() ? result.outcome().split(" ")[0] : "VIOLATION";
            outcomes.add(outcome);
            table.computeIfAbsent(result.fault().kind().name(), kind -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
            seconds += result.seconds();
            longest = Math.max(longest, result.seconds());
        }
        System.out.printf("%n%-22s", "kind");
        outcomes.forEach(outcome -> System.out.printf("%13s", outcome));
        System.out.println();
        table.forEach((kind, row) -> {
            System.out.printf("%-22s", kind);
            outcomes.forEach(outcome -> System.out.printf("%13s", row.getOrDefault(outcome, 0)));
            System.out.println();
        });
        System.out.printf(Locale.ROOT, "%d faults, %d with violations, %.0f s, %.1f s each, longest %.1f s%n", results.size(),
                violated().size(), seconds, results.isEmpty() ? 0 : seconds / results.size(), longest);
        for (Trial.Result result : violated()) {
            System.out.printf("repeat: tests/crash/run --seed %d --only %d%s   (%s, %s)%n", result.fault().seed(),
                    result.fault().number(), course(result.fault()), result.fault().kind(), result.fault().where());
        }
    }
}
