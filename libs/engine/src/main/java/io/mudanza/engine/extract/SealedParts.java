package io.mudanza.engine.extract;

import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.bundle.manifest.TableTotal;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.crash.CrashPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The parts sealed so far, in order, announced as they are sealed; and what the tables add up to. */
final class SealedParts {

    private final Consumer<FeedLine> feed;
    private final String prefix;
    private final List<Part> parts = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, TableTotal> totals = new HashMap<>();

    SealedParts(Consumer<FeedLine> feed) {
        this(feed, "");
    }

    /** @param prefix what the names of its parts begin with, within the folder of their table */
    SealedParts(Consumer<FeedLine> feed, String prefix) {
        this.feed = feed;
        this.prefix = prefix;
    }

    String prefix() {
        return prefix;
    }

    /** What a table adds up to so far. */
    synchronized TableTotal total(String table) {
        return totals.getOrDefault(table, new TableTotal(table, 0, 0, RowDigest.EMPTY));
    }

    /** Number of the next part of a table. */
    synchronized int number(String table) {
        return numbers.merge(table, 1, Integer::sum) - 1;
    }

    synchronized void sealed(Part part) {
        parts.add(part);
        feed.accept(new FeedLine.Sealed(part));
        CrashPoint.reached("extract:part-sealed");
        if (part.table() != null && part.digest() != null) {
            count(part.table(), 1, part.plainBytes(), part.digest());
        }
    }

    /** Rows that count for their table but are not stored. */
    synchronized void counted(String table, long bytes, RowDigest digest) {
        count(table, 0, bytes, digest);
    }

    private void count(String table, int number, long bytes, RowDigest digest) {
        totals.merge(table, new TableTotal(table, number, bytes, digest), (a, b) -> new TableTotal(
                table, a.parts() + b.parts(), a.plainBytes() + b.plainBytes(), a.digest().plus(b.digest())));
    }

    synchronized List<Part> parts() {
        return List.copyOf(parts);
    }

    /** Totals of all tables of the head, also of those without rows. */
    synchronized List<TableTotal> totals(Head head) {
        List<TableTotal> all = new ArrayList<>();
        for (TableHead table : head.tables()) {
            all.add(totals.getOrDefault(table.id(), new TableTotal(table.id(), 0, 0, RowDigest.EMPTY)));
        }
        return all;
    }

    /** What was counted under an id that is no table; empty when nothing was. */
    synchronized RowDigest digest(String id) {
        TableTotal total = totals.get(id);
        return total == null ? RowDigest.EMPTY : total.digest();
    }
}
