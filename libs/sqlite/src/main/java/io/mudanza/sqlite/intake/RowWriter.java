package io.mudanza.sqlite.intake;

import io.mudanza.bundle.digest.CopyFormat;
import io.mudanza.bundle.digest.RowSink;
import io.mudanza.engine.EngineException;
import io.mudanza.sqlite.convert.BinaryTuple;
import io.mudanza.sqlite.convert.Converter;
import io.mudanza.sqlite.convert.Converters;
import io.mudanza.sqlite.convert.Policy;
import io.mudanza.sqlite.convert.ServerForms;
import io.mudanza.sqlite.convert.TextTuple;
import io.mudanza.sqlite.convert.Tuple;
import io.mudanza.sqlite.convert.UnfitException;
import io.mudanza.sqlite.source.Value;
import io.mudanza.sqlite.target.TargetColumn;
import io.mudanza.sqlite.target.TargetSequence;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Converts rows of one table and remembers the highest number of each column that a sequence fills. For one thread. */
public final class RowWriter {

    private final List<TargetColumn> columns;
    private final Converter[] converters;
    private final boolean[] numbered;
    private final long[] highest;
    private final Tuple tuple;
    private String blamed;

    public RowWriter(
            List<TargetColumn> columns, List<TargetSequence> sequences, CopyFormat format, Policy policy,
            ServerForms server) {
        boolean binary = format == CopyFormat.BINARY;
        Converters chosen = new Converters(policy, server, binary);
        this.columns = columns;
        this.tuple = binary ? new BinaryTuple() : new TextTuple();
        this.converters = columns.stream().map(chosen::of).toArray(Converter[]::new);
        this.numbered = new boolean[columns.size()];
        this.highest = new long[columns.size()];
        Arrays.fill(highest, Long.MIN_VALUE);
        for (int i = 0; i < numbered.length; i++) {
            String name = columns.get(i).name();
            numbered[i] = sequences.stream().anyMatch(sequence -> sequence.column().equals(name));
        }
    }

    /**
     * Writes a row.
     *
     * @throws UnfitException when a value does not fit; nothing was written, and {@link #blamed()} names its column
     */
    public void write(Value[] values, RowSink sink) throws UnfitException, EngineException, IOException {
        tuple.begin(converters.length);
        for (int i = 0; i < converters.length; i++) {
            Value value = values[i];
            if (value.isNull()) {
                if (columns.get(i).notNull()) {
                    blamed = columns.get(i).name();
                    throw new UnfitException("NULL in a column that refuses it");
                }
                tuple.nothing();
                continue;
            }
            try {
                converters[i].write(value, tuple);
            } catch (UnfitException e) {
                blamed = columns.get(i).name();
                throw e;
            } catch (ArithmeticException e) {
                blamed = columns.get(i).name();
                throw new UnfitException("the value is out of range");
            }
        }
        tuple.end();
        for (int i = 0; i < numbered.length; i++) {
            if (numbered[i] && values[i].kind() == Value.Kind.INTEGER) {
                highest[i] = Math.max(highest[i], values[i].integer());
            }
        }
        sink.row(tuple.buffer(), 0, tuple.length());
    }

    /** Column of the target that made {@link #write} refuse the last row. */
    public String blamed() {
        return blamed;
    }

    /** The highest number written to a column; {@code Long.MIN_VALUE} when there was none. */
    public long highest(String column) {
        for (int i = 0; i < numbered.length; i++) {
            if (columns.get(i).name().equals(column)) {
                return highest[i];
            }
        }
        return Long.MIN_VALUE;
    }
}
