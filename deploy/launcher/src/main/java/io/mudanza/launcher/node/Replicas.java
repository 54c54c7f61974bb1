package io.mudanza.launcher.node;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many processes a service apart has.
 *
 * @param counts by the service's name in {@code mudanza.services.<name>-url}; 1 where a name is missing
 */
public record Replicas(Map<String, Integer> counts) {
    /** One of each. */
    public static final Replicas ONE_EACH = new Replicas(Map.of());

    /** The workers: what they do is claimed, so it does not matter which replica does it. */
    private static final Set<String> SEVERAL = Set.of("exporting", "importing", "transfer", "verifying");
    private static final int MOST = 16;

    public Replicas {
        counts = Map.copyOf(counts);
    }

    /**
     * Reads {@code exporting=2,transfer=3}.
     *
     * @throws IllegalArgumentException with a sentence for people
     */
    public static Replicas parse(String text) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String one : text.isBlank() ? new String[0] : text.split(",")) {
            String[] pair = one.strip().split("=", -1);
            if (pair.length != 2 || !SEVERAL.contains(pair[0]) || !pair[1].matches("[1-9][0-9]?")
                    || Integer.parseInt(pair[1]) > MOST) {
                throw new IllegalArgumentException("Replicas are given as NAME=N,… with a name of "
                        + String.join(", ", SEVERAL.stream().sorted().toList()) + " and a number from 1 to " + MOST
                        + "; this is not: " + one.strip());
            }
            counts.put(pair[0], Integer.valueOf(pair[1]));
        }
        return new Replicas(counts);
    }

    public int of(String service) {
        return counts.getOrDefault(service, 1);
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return String.join(",", new TreeMap<>(counts).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue()).toList());
    }
}
