package io.mudanza.sqlite.intake;

import io.mudanza.bundle.manifest.SequenceState;
import io.mudanza.sqlite.target.TargetSequence;
import io.mudanza.sqlite.target.TargetTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the sequences of brought tables have to stand: behind the highest number that any row has. Thread-safe. */
public final class Numbers {

    private final Map<String, Long> highest = new HashMap<>();
    private final Map<String, TargetSequence> sequences = new HashMap<>();

    /** A table is brought: its sequences begin anew. */
    public synchronized void brings(TargetTable table) {
        table.sequences().forEach(sequence -> sequences.put(label(sequence.schema(), sequence.name()), sequence));
    }

    /** A number that is taken. */
    public synchronized void taken(TargetSequence sequence, long number) {
        highest.merge(label(sequence.schema(), sequence.name()), number, Math::max);
    }

    /** What rows a writer wrote. */
    public void taken(TargetTable table, RowWriter writer) {
        table.sequences().forEach(sequence -> taken(sequence, writer.highest(sequence.column())));
    }

    /** The same states, those of brought tables by their rows. */
    public synchronized List<SequenceState> states(List<SequenceState> read) {
        return read.stream().map(this::state).toList();
    }

    private SequenceState state(SequenceState read) {
        TargetSequence sequence = sequences.get(label(read.schema(), read.name()));
        if (sequence == null || sequence.increment() < 0) {
            return read;
        }
        long number = highest.getOrDefault(label(read.schema(), read.name()), Long.MIN_VALUE);
        return number < sequence.start()
                ? new SequenceState(read.schema(), read.name(), sequence.start(), false)
                : new SequenceState(read.schema(), read.name(), Math.min(number, sequence.most()), true);
    }

    private static String label(String schema, String name) {
        return schema + "\0" + name;
    }
}
