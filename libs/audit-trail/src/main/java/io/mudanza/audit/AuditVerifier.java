package io.mudanza.audit;

import io.mudanza.audit.AuditVerdict.Finding;
import io.mudanza.audit.AuditVerdict.Kind;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a trail from its beginning, computes the chain anew and compares it with the checkpoints. */
public final class AuditVerifier {
    private static final int MOST = 20;

    private final AuditTrail trail;
    private final AuditCheckpoints checkpoints;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Long, AuditCheckpoint> bySeq = new HashMap<>();
    private String mac = AuditKey.START;
    private long seq;
    private long rows;

    private AuditVerifier(AuditTrail trail, AuditCheckpoints checkpoints) {
        this.trail = trail;
        this.checkpoints = checkpoints;
    }

    /** Finds edited, deleted and cut-off rows, at most {@value #MOST} breaks. */
    public static AuditVerdict verify(AuditTrail trail, AuditCheckpoints checkpoints) throws SQLException, IOException {
        return new AuditVerifier(trail, checkpoints).run();
    }

    private AuditVerdict run() throws SQLException, IOException {
        // Read before the rows: what is written meanwhile is newer than all of them.
        List<AuditCheckpoint> signed = checkpoints.read();
        AuditCheckpoint.Point head = trail.head();
        for (AuditCheckpoint checkpoint : signed) {
            if (!checkpoint.trail().equals(trail.name()) || !checkpoint.signedBy(checkpoints.key())) {
                add(Kind.CHECKPOINT_FORGED, checkpoint.point().seq(), "A checkpoint of " + checkpoint.at()
                        + " is not signed by this node's key.");
            } else {
                bySeq.put(checkpoint.point().seq(), checkpoint);
            }
        }
        trail.each(AuditFilter.ALL, this::row);
        long last = bySeq.keySet().stream().max(Comparator.naturalOrder()).orElse(0L);
        if (seq < Math.max(last, head.seq())) {
            add(Kind.TRUNCATED, seq, "The trail ends with row " + seq + ", but row " + Math.max(last, head.seq())
                    + " was written.");
        }
        findings.sort(Comparator.comparingLong(Finding::seq));
        return new AuditVerdict(trail.name(), rows, signed.size(), List.copyOf(findings));
    }

    private void row(AuditRecord row) {
        rows++;
        if (row.seq() != seq + 1) {
            add(Kind.DELETED, seq + 1, "Rows " + (seq + 1) + " to " + (row.seq() - 1) + " are missing.");
        } else if (!row.mac().equals(trail.key().mac(mac, row.seq(), row.event()))) {
            add(Kind.EDITED, row.seq(), "Row " + row.seq() + " of " + row.event().at()
                    + " is not what was written, or does not follow the row before.");
        }
        AuditCheckpoint checkpoint = bySeq.get(row.seq());
        if (checkpoint != null && !checkpoint.point().mac().equals(row.mac())) {
            add(Kind.EDITED, row.seq(), "Row " + row.seq() + " is not the one that the checkpoint of "
                    + checkpoint.at() + " names.");
        }
        // Goes on from what is there, so that one break is told once.
        seq = row.seq();
        mac = row.mac();
    }

    private void add(Kind kind, long at, String detail) {
        if (findings.size() < MOST) {
            findings.add(new Finding(kind, at, detail));
        }
    }
}
