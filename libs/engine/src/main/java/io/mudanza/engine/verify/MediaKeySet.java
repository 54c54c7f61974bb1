package io.mudanza.engine.verify;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The keys of a media store in eight bytes each, and which of them rows point to. Two keys of the same hash would be
 * taken for one; among a million keys the chance is one in 37 million.
 */
public final class MediaKeySet {

    private static final Hasher64 HASHER = Hashing.xxh3_64();

    private long[] hashes = new long[1024];
    private int size;
    private boolean sorted;
    private BitSet referenced = new BitSet();

    /** Adds a key. All are added before the first is asked for. */
    public void add(String key) {
        if (sorted) {
            throw new IllegalStateException("The set is in use already.");
        }
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        hashes[size++] = HASHER.hashCharsToLong(key);
    }

    /** True when the store has the key; it counts as referenced then. */
    public synchronized boolean reference(String key) {
        int at = index(key);
        if (at >= 0) {
            referenced.set(at);
        }
        return at >= 0;
    }

    /** True when something referred to the key. */
    public synchronized boolean isReferenced(String key) {
        int at = index(key);
        return at >= 0 && referenced.get(at);
    }

    /** Number of keys that nothing referred to. */
    public synchronized long unreferenced() {
        sort();
        return size - referenced.cardinality();
    }

    private int index(String key) {
        sort();
        return Arrays.binarySearch(hashes, 0, size, HASHER.hashCharsToLong(key));
    }

    private void sort() {
        if (!sorted) {
            Arrays.sort(hashes, 0, size);
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (i == 0 || hashes[i] != hashes[i - 1]) {
                    hashes[kept++] = hashes[i];
                }
            }
            size = kept;
            sorted = true;
        }
    }
}
