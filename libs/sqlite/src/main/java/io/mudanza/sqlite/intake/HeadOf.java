package io.mudanza.sqlite.intake;

import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.NotCarried;
import io.mudanza.bundle.manifest.TableHead;
import java.util.ArrayList;
import java.util.List;

/** A head whose rows come from a file. */
public final class HeadOf {

    private HeadOf() {}

    /**
     * The same head with another name, other tables, and more that is not carried.
     *
     * @param name where the rows come from
     */
    public static Head with(Head head, String name, List<TableHead> tables, List<NotCarried> more) {
        List<NotCarried> notCarried = new ArrayList<>(head.notCarried());
        notCarried.addAll(more);
        return new Head(head.formatMajor(), head.formatMinor(), head.requires(), head.bundleId(), head.created(),
                head.producer(), head.node(), name, head.serverVersion(), head.serverVersionNumber(), head.encoding(),
                head.collate(), head.ctype(), head.snapshotId(), head.lsn(), head.databaseBytes(), head.media(),
                head.digestOnly(), head.partial(), head.schemaCarried(), head.largeObjects(), tables, head.extensions(),
                head.roles(), head.tablespaces(), head.inventory(), notCarried);
    }
}
