package io.mudanza.sqlite.intake;

import io.mudanza.bundle.digest.CopyFormat;
import io.mudanza.bundle.digest.RowSink;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.sqlite.convert.Policy;
import io.mudanza.sqlite.convert.ServerForms;
import io.mudanza.sqlite.convert.UnfitException;
import io.mudanza.sqlite.reject.Rejected;
import io.mudanza.sqlite.reject.RowValues;
import io.mudanza.sqlite.source.RowRange;
import io.mudanza.sqlite.source.RowReader;
import io.mudanza.sqlite.source.SqliteFile;
import io.mudanza.sqlite.source.Value;
import io.mudanza.sqlite.target.TargetColumn;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads ranges of one table and converts them. For one thread. */
final class PairReader {

    /** Takes rows that do not fit. */
    @FunctionalInterface
    interface Refusal {
        void refused(Pair pair, Object name, Rejected row) throws EngineException;
    }

    private final Pair pair;
    private final RowReader reader;
    private final RowWriter writer;
    private final List<String> names;
    private final Set<Object> left;

    PairReader(
            SqliteFile file, int reader, Pair pair, CopyFormat format, Policy policy, ServerForms server,
            LeftRows left) {
        this.pair = pair;
        this.reader = new RowReader(file, reader);
        this.names = pair.names();
        this.left = left.of(pair.from().name());
        List<TargetColumn> columns = pair.columns().stream().map(Pair.Column::to).toList();
        this.writer = new RowWriter(columns, pair.to().sequences(), format, policy, server);
    }

    Pair pair() {
        return pair;
    }

    RowWriter writer() {
        return writer;
    }

    void read(RowRange range, RowSink sink, Refusal refusal, Cancellation cancellation)
            throws EngineException, IOException {
        reader.read(pair.from(), names, range, (rowid, values) -> {
            if (!left.isEmpty() && left.contains(LeftRows.name(pair.from(), rowid, names, values))) {
                return;
            }
            try {
                writer.write(values, sink);
            } catch (UnfitException e) {
                refusal.refused(pair, LeftRows.name(pair.from(), rowid, names, values),
                        rejected(pair, names, rowid, values, writer.blamed(), e.getMessage()));
            }
        }, cancellation);
    }

    static Rejected rejected(
            Pair pair, List<String> names, long rowid, Value[] values, String column, String reason) {
        Map<String, Object> key = new LinkedHashMap<>();
        for (String name : pair.from().primaryKey()) {
            int at = names.indexOf(name);
            if (at >= 0) {
                key.put(name, RowValues.of(values[at]));
            }
        }
        if (key.isEmpty()) {
            key.put("rowid", rowid);
        }
        return new Rejected(pair.to().label(), key, column, reason, RowValues.of(names, values));
    }
}
