package io.mudanza.engine.tasks;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Who has done how many of the pieces that were given away. Thread-safe. */
public final class Shares {

    private final Map<String, Integer> byOwner = new TreeMap<>();

    /** One more was done. */
    public synchronized void add(String owner) {
        byOwner.merge(owner, 1, Integer::sum);
    }

    /** True when nobody has done any. */
    public synchronized boolean isEmpty() {
        return byOwner.isEmpty();
    }

    /** For people: each with its number, by name. */
    @Override
    public synchronized String toString() {
        return byOwner.entrySet().stream().map(one -> one.getKey() + " " + one.getValue()).collect(Collectors.joining(", "));
    }
}
