package io.mudanza.importing.plan;

import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.NotCarried;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.engine.preflight.PreflightReport;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The plan of a job.
 *
 * @param mode             how the new state reaches the target
 * @param sourceDatabase   name of the source's database
 * @param sourceVersion    version of the source's server
 * @param targetHadData    whether the target holds anything now
 * @param targetBytes      size of the target now
 * @param freeBytes        free space of the target's disk; -1 unknown
 * @param rows             estimated rows; -1 unknown
 * @param bytes            estimated bytes of rows
 * @param media            whether media move as well
 * @param largeObjects     number of large objects; -1 unknown
 * @param estimatedSeconds a guess, for orientation only
 * @param tables           the largest first, which is the order in which they are read; at most 1000
 * @param notCarried       objects that do not move
 * @param warnings         what will be different or may go wrong
 * @param notes            what is good to know
 * @param openSessions     sessions in the target that will be ended at publish
 */
public record DryRunPlan(
        String mode,
        String sourceDatabase,
        String sourceVersion,
        boolean targetHadData,
        long targetBytes,
        long freeBytes,
        long rows,
        long bytes,
        boolean media,
        long largeObjects,
        long estimatedSeconds,
        List<Table> tables,
        List<NotCarried> notCarried,
        List<String> warnings,
        List<String> notes,
        List<String> openSessions) {

    /** Bytes that one stream loads and verifies in a second on a small machine, measured with the tuki sample. */
    private static final long BYTES_PER_SECOND = 15L << 20;

    /** Snapshot, schema, publish and certificate. */
    private static final long FIXED_SECONDS = 5;

    /** The plan travels in an event, which must not grow with the platform. */
    private static final int LARGEST_LIST = 1_000;

    /**
     * A table of the plan.
     *
     * @param table  {@code schema.table}
     * @param rows   estimated rows; -1 unknown
     * @param bytes  estimated bytes
     * @param format wire format of its rows
     */
    public record Table(String table, long rows, long bytes, String format) {}

    /** The plan for a bundle and a target. */
    public static DryRunPlan of(Head head, PreflightReport report, int workers) {
        List<Table> tables = head.tables().stream()
                .sorted(Comparator.comparingLong(TableHead::estimatedBytes).reversed())
                .limit(LARGEST_LIST)
                .map(table -> new Table(table.label(), table.estimatedRows(), table.estimatedBytes(),
                        table.format().name().toLowerCase(Locale.ROOT)))
                .toList();
        return new DryRunPlan(
                report.mode() == null ? null : report.mode().wire(),
                head.database(),
                head.serverVersion(),
                report.targetHadData(),
                report.targetBytes(),
                report.freeBytes(),
                head.estimatedRows(),
                head.estimatedBytes(),
                head.media(),
                head.largeObjects(),
                FIXED_SECONDS + head.estimatedBytes() / (BYTES_PER_SECOND * Math.clamp(workers, 1, 4)),
                tables,
                report.notCarried().stream().limit(LARGEST_LIST).toList(),
                report.warnings(),
                report.notes(),
                report.openSessions());
    }

    public String json() {
        return BundleJson.write(this);
    }
}
