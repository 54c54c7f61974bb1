package io.mudanza.sqlite.intake;

import io.mudanza.bundle.digest.RowSink;
import io.mudanza.bundle.manifest.ColumnHead;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.NotCarried;
import io.mudanza.bundle.manifest.SequenceState;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.extract.OtherRows;
import io.mudanza.engine.extract.RowOutput;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.verify.RowSource;
import io.mudanza.sqlite.convert.Policy;
import io.mudanza.sqlite.convert.ServerForms;
import io.mudanza.sqlite.reject.Rejects;
import io.mudanza.sqlite.source.RowRange;
import io.mudanza.sqlite.source.SourceCatalog;
import io.mudanza.sqlite.source.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The rows of a SQLite file in place of those of the paired tables. One object for one try. */
public final class SqliteRows implements OtherRows, RowSource {

    private record Piece(Pair pair, TableHead head, RowRange range) {}

    private final SqliteFile file;
    private final SourceCatalog source;
    private final List<Pair> pairs;
    private final DatabaseAddress schema;
    private final Policy policy;
    private final Rejects rejects;
    private final Patience patience;
    private final List<NotCarried> notCarried;
    private final LeftRows left;
    private final LeftRows refused = new LeftRows();
    private final Numbers numbers = new Numbers();
    private final Map<String, Pair> byTable = new HashMap<>();
    private final Queue<Piece> pieces = new ConcurrentLinkedQueue<>();
    private final AtomicInteger readers = new AtomicInteger();

    /**
     * Rows to be brought.
     *
     * @param schema     a database with the target's types
     * @param patience   with rows that do not fit
     * @param notCarried what else of the file stays behind
     * @param left       rows that stay behind and were reported already
     */
    public SqliteRows(
            SqliteFile file, SourceCatalog source, List<Pair> pairs, DatabaseAddress schema, Policy policy,
            Rejects rejects, Patience patience, List<NotCarried> notCarried, LeftRows left) {
        this.file = file;
        this.source = source;
        this.pairs = pairs;
        this.schema = schema;
        this.policy = policy;
        this.rejects = rejects;
        this.patience = patience;
        this.notCarried = notCarried;
        this.left = left;
    }

    @Override
    public Head fit(Head head) throws EngineException {
        Map<String, Pair> places = new HashMap<>();
        pairs.forEach(pair -> places.put(pair.to().schema() + "\0" + pair.to().name(), pair));
        long bytes = bytes();
        long rows = Math.max(1, pairs.stream().mapToLong(pair -> Math.max(0, pair.from().atMost())).sum());
        List<TableHead> tables = new ArrayList<>();
        List<Piece> all = new ArrayList<>();
        for (TableHead table : head.tables()) {
            Pair pair = places.get(table.schema() + "\0" + table.name());
            if (pair == null) {
                tables.add(table);
                continue;
            }
            long atMost = pair.from().atMost();
            TableHead fitted = new TableHead(table.id(), table.schema(), table.name(),
                    pair.columns().stream().map(column -> head(table, column)).toList(), table.keyColumns(),
                    table.format(), atMost, (long) (bytes * (Math.max(1.0, atMost) / rows)), null);
            tables.add(fitted);
            byTable.put(table.id(), pair);
            numbers.brings(pair.to());
            RowRange.of(pair.from()).forEach(range -> all.add(new Piece(pair, fitted, range)));
        }
        all.sort(Comparator.comparingLong((Piece piece) -> piece.head().estimatedBytes()).reversed());
        pieces.addAll(all);
        return HeadOf.with(head, file.path().getFileName().toString(), tables, notCarried);
    }

    private static ColumnHead head(TableHead table, Pair.Column column) {
        return table.columns().stream().filter(one -> one.name().equals(column.to().name())).findFirst().orElseThrow();
    }

    private long bytes() throws EngineException {
        try {
            return Files.size(file.path());
        } catch (IOException e) {
            throw new EngineException(EngineException.Code.SOURCE_LOST,
                    "The file " + file.path() + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public boolean brings(TableHead table) {
        return byTable.containsKey(table.id());
    }

    @Override
    public void read(Function<TableHead, RowOutput> outputs, Cancellation cancellation)
            throws EngineException, IOException {
        int reader = readers.getAndIncrement();
        if (reader >= file.readers()) {
            return;
        }
        try (ServerForms server = new ServerForms(schema)) {
            PairReader open = null;
            RowOutput output = null;
            try {
                for (Piece piece = pieces.poll(); piece != null; piece = pieces.poll()) {
                    cancellation.check();
                    if (open == null || open.pair() != piece.pair()) {
                        end(open, output);
                        output = outputs.apply(piece.head());
                        open = new PairReader(file, reader, piece.pair(), piece.head().format(), policy, server, left);
                    }
                    open.read(piece.range(), output, this::refused, cancellation);
                }
                end(open, output);
                output = null;
            } finally {
                if (output != null) {
                    output.close();
                }
            }
        }
    }

    private void end(PairReader reader, RowOutput output) throws IOException {
        if (output != null) {
            output.end();
            output.close();
            numbers.taken(reader.pair().to(), reader.writer());
        }
    }

    private void refused(Pair pair, Object name, io.mudanza.sqlite.reject.Rejected row) throws EngineException {
        rejects.add(row);
        refused.add(pair.from().name(), name);
        if (patience == Patience.NONE) {
            rejects.requireNone();
        }
    }

    /** Rows that this try rejected. */
    LeftRows refused() {
        return refused;
    }

    @Override
    public List<SequenceState> sequences(List<SequenceState> read) {
        for (Pair pair : pairs) {
            Long handedOut = source.sequences().get(pair.from().name());
            if (handedOut != null && pair.from().rowidColumn() != null) {
                String numbered = pair.from().rowidColumn().name();
                pair.to().sequences().stream()
                        .filter(sequence -> numbered.equals(pair.source(sequence.column())))
                        .forEach(sequence -> numbers.taken(sequence, handedOut));
            }
        }
        return numbers.states(read);
    }

    @Override
    public Head ended(Head head) throws EngineException {
        if (patience != Patience.SKIP) {
            rejects.requireNone();
        }
        return HeadOf.with(head, head.database(), head.tables(), rejects.notCarried());
    }

    /** Reads a table once more, to name the rows that differ; what was rejected the first time is left out again. */
    @Override
    public void read(TableHead table, RowSink sink) throws EngineException, IOException {
        Pair pair = byTable.get(table.id());
        if (pair == null) {
            return;
        }
        try (ServerForms server = new ServerForms(schema)) {
            new PairReader(file, 0, pair, table.format(), policy, server, left)
                    .read(new RowRange(0, 0, true), sink, (one, name, row) -> { }, Cancellation.NEVER);
        }
    }
}
