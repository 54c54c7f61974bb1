package io.mudanza.dumps.restore;

import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.dumps.rows.BinaryRows;
import io.mudanza.dumps.rows.FieldForm;
import io.mudanza.dumps.sql.CopyHead;
import io.mudanza.engine.binary.FieldType;
import java.util.List;

/** A table whose rows come from the dump: what passed, and what was found when it was read back. Thread-safe. */
final class LoadedTable {

    private final CopyHead head;
    private final List<FieldForm> forms;
    private final List<FieldType> types;
    private final boolean partitioned;
    private final Context context;
    private RowDigest dumped = RowDigest.EMPTY;
    private long bytes;
    private int blocks;
    private int blocksRead;
    private RowDigest found;
    private volatile boolean binary;

    /**
     * @param head    with the columns that the database has
     * @param types   of the columns, for the binary form of rows
     * @param context settings under which its rows are written
     */
    LoadedTable(
            CopyHead head, List<FieldForm> forms, List<FieldType> types, boolean partitioned, Context context) {
        this.head = head;
        this.forms = List.copyOf(forms);
        this.types = List.copyOf(types);
        this.binary = BinaryRows.can(types);
        this.partitioned = partitioned;
        this.context = context;
    }

    CopyHead head() {
        return head;
    }

    List<FieldForm> forms() {
        return forms;
    }

    List<FieldType> types() {
        return types;
    }

    /** Whether its rows go in the binary form of COPY, which the server reads faster. */
    boolean binary() {
        return binary;
    }

    /** From now on its rows go as text: something in them has no other form. */
    void asText() {
        binary = false;
    }

    Context context() {
        return context;
    }

    String label() {
        return head.table().label();
    }

    /** {@code "schema"."name"}. */
    String quoted() {
        return head.table().quoted();
    }

    /** Reads what is in the table itself; of a partitioned one what is in its partitions. */
    String out() {
        return partitioned
                ? "COPY (SELECT" + head.list(" ", "") + " FROM " + quoted() + ") TO STDOUT"
                : "COPY " + quoted() + head.list(" (", ")") + " TO STDOUT";
    }

    synchronized void begin() {
        blocks++;
    }

    synchronized void add(RowDigest digest, long more) {
        dumped = dumped.plus(digest);
        bytes += more;
    }

    /** How many blocks of rows it had so far. */
    synchronized int blocks() {
        return blocks;
    }

    synchronized void found(RowDigest digest, int after) {
        if (after >= blocksRead) {
            found = digest;
            blocksRead = after;
        }
    }

    /** What was read when nothing could change it any more: it stands, whatever was read before. */
    synchronized void foundLast(RowDigest digest) {
        found(digest, Integer.MAX_VALUE);
    }

    synchronized RowDigest dumped() {
        return dumped;
    }

    synchronized long bytes() {
        return bytes;
    }

    /** Whether it was read after its last block. */
    synchronized boolean isRead() {
        return found != null && blocksRead >= blocks;
    }

    synchronized TableReport report(boolean readBack) {
        boolean equal = isRead() && found.equals(dumped);
        String note = equal
                ? null
                : isRead()
                        ? "The database holds other rows than the dump: something in it changes or refuses rows."
                        : readBack ? "It was not read back." : "It was not read back, because that was not wanted.";
        return new TableReport(String.valueOf(head.table().schema()), head.table().name(), dumped.rows(), dumped,
                isRead() ? found.rows() : -1, isRead() ? found : null, equal, note);
    }
}
