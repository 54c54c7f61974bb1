package io.mudanza.engine.verify;

import io.mudanza.bundle.digest.DigestAccumulator;
import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.engine.EngineException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the rows of a table that differ, reading both sides twice: first every row goes by the hash of its key into one
 * of many buckets, then the rows of some buckets that differ are compared one by one. Memory does not grow with the
 * table. Tables without a key are bags: a changed row is one missing and one extra.
 */
public final class Localiser {

    private static final int BUCKETS = 1 << 16;

    /** Rows of both sides that the second reading keeps; a bucket is taken whole, so it may be more. */
    private static final long KEPT = 200_000;

    private final RowSource expected;
    private final RowSource found;
    private final int limit;

    /** @param limit how many differences are told */
    public Localiser(RowSource expected, RowSource found, int limit) {
        this.expected = expected;
        this.found = found;
        this.limit = limit;
    }

    /** Some of the rows that differ; empty only when both sides are equal now. */
    public List<RowDifference> differences(TableHead table) throws EngineException, IOException, InterruptedException {
        RowKeys keys = new RowKeys(table);
        Buckets before = new Buckets(keys);
        Buckets after = new Buckets(keys);
        expected.read(table, new WholeRows(before::add));
        found.read(table, new WholeRows(after::add));
        BitSet suspects = before.suspects(after);
        Map<String, Entry> rows = new HashMap<>();
        expected.read(table, new WholeRows(row -> collect(keys, suspects, row, rows, true)));
        found.read(table, new WholeRows(row -> collect(keys, suspects, row, rows, false)));
        return told(rows, keys);
    }

    private static final class Entry {
        private byte[] key;
        private int expectedRows;
        private int foundRows;
        private RowDigest expectedSum = RowDigest.EMPTY;
        private RowDigest foundSum = RowDigest.EMPTY;
    }

    private static void collect(RowKeys keys, BitSet suspects, byte[] row, Map<String, Entry> rows, boolean isExpected) {
        byte[] identity = keys.hasKey() ? keys.key(row) : row;
        RowDigest hash = hash(identity);
        if (!suspects.get(bucket(hash))) {
            return;
        }
        Entry entry = rows.computeIfAbsent(hash.hex(), text -> new Entry());
        entry.key = keys.hasKey() ? identity : null;
        RowDigest whole = keys.hasKey() ? hash(row) : hash;
        if (isExpected) {
            entry.expectedRows++;
            entry.expectedSum = entry.expectedSum.plus(whole);
        } else {
            entry.foundRows++;
            entry.foundSum = entry.foundSum.plus(whole);
        }
    }

    private List<RowDifference> told(Map<String, Entry> rows, RowKeys keys) {
        List<RowDifference> differences = new ArrayList<>();
        for (Map.Entry<String, Entry> one : rows.entrySet()) {
            Entry entry = one.getValue();
            if (entry.expectedSum.equals(entry.foundSum)) {
                continue;
            }
            RowDifference.Kind kind = entry.foundRows < entry.expectedRows ? RowDifference.Kind.MISSING
                    : entry.foundRows > entry.expectedRows ? RowDifference.Kind.EXTRA : RowDifference.Kind.CHANGED;
            String key = entry.key == null
                    ? String.format(Locale.ROOT, "row with digest %s", one.getKey().substring(0, 16))
                    : keys.text(entry.key);
            differences.add(new RowDifference(kind, key));
        }
        differences.sort((a, b) -> a.key().length() != b.key().length()
                ? Integer.compare(a.key().length(), b.key().length())
                : a.key().compareTo(b.key()));
        return differences.size() > limit ? differences.subList(0, limit) : differences;
    }

    private static RowDigest hash(byte[] bytes) {
        DigestAccumulator one = new DigestAccumulator();
        one.row(bytes, 0, bytes.length);
        return one.digest();
    }

    private static int bucket(RowDigest hash) {
        return (int) (hash.sumLow() & (BUCKETS - 1));
    }

    /** What the rows of each bucket add up to. */
    private static final class Buckets {
        private final RowKeys keys;
        private final RowDigest[] sums = new RowDigest[BUCKETS];

        Buckets(RowKeys keys) {
            this.keys = keys;
            Arrays.fill(sums, RowDigest.EMPTY);
        }

        void add(byte[] row) {
            RowDigest whole = hash(row);
            int bucket = bucket(keys.hasKey() ? hash(keys.key(row)) : whole);
            sums[bucket] = sums[bucket].plus(whole);
        }

        BitSet suspects(Buckets other) {
            BitSet suspects = new BitSet(BUCKETS);
            long kept = 0;
            for (int i = 0; i < BUCKETS && kept < KEPT; i++) {
                if (!sums[i].equals(other.sums[i])) {
                    suspects.set(i);
                    kept += sums[i].rows() + other.sums[i].rows();
                }
            }
            return suspects;
        }
    }
}
