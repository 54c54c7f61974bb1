package io.mudanza.steps;

import io.mudanza.contracts.progress.StepProgress;
import io.mudanza.contracts.progress.TableProgress;
import io.mudanza.contracts.step.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Adds up what the threads of a step have done. A message names at most 200 tables; the rest follows in the next. */
final class ProgressMeter {
    private static final int TABLES_PER_MESSAGE = 200;
    private static final long SIGN_OF_LIFE_NANOS = 5_000_000_000L;

    private final LongAdder rows = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final Map<String, TableSum> tables = new ConcurrentHashMap<>();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private volatile String current;
    private volatile long rowsTotal = -1;
    private volatile long bytesTotal = -1;
    private String lastShape;
    private long lastNanos;

    private static final class TableSum {
        private final LongAdder rows = new LongAdder();
        private final LongAdder bytes = new LongAdder();
    }

    void doing(String what) {
        current = what;
    }

    void expected(long expectedRows, long expectedBytes) {
        rowsTotal = expectedRows;
        bytesTotal = expectedBytes;
    }

    void advanced(String table, long moreRows, long moreBytes) {
        rows.add(moreRows);
        bytes.add(moreBytes);
        if (table != null) {
            TableSum sum = tables.computeIfAbsent(table, name -> new TableSum());
            sum.rows.add(moreRows);
            sum.bytes.add(moreBytes);
            changed.add(table);
        }
    }

    synchronized StepProgress snapshot(UUID jobId, UUID stepId, StepKind kind, boolean force) {
        String shape = rows.sum() + "/" + rowsTotal + "/" + bytes.sum() + "/" + bytesTotal + "/" + current;
        long now = System.nanoTime();
        boolean silent = Objects.equals(shape, lastShape) && changed.isEmpty();
        if (silent && !force && now - lastNanos < SIGN_OF_LIFE_NANOS) {
            return null;
        }
        lastShape = shape;
        lastNanos = now;
        List<TableProgress> detail = new ArrayList<>();
        for (String table : changed) {
            if (detail.size() == TABLES_PER_MESSAGE) {
                break;
            }
            changed.remove(table);
            TableSum sum = tables.get(table);
            detail.add(new TableProgress(table, sum.rows.sum(), -1, sum.bytes.sum()));
        }
        return new StepProgress(
                jobId, stepId, kind, current, rows.sum(), rowsTotal, bytes.sum(), bytesTotal, detail);
    }
}
