package io.mudanza.engine.verify;

import io.mudanza.bundle.digest.RowScanner;
import io.mudanza.bundle.digest.RowSink;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.store.PartReader;
import java.io.IOException;
import java.io.InputStream;

/** The rows as the parts of the bundle hold them. */
public final class PartRows implements RowSource {

    /** Opens the stored bytes of a part: that of a store or of a feed. */
    @FunctionalInterface
    public interface Opener {
        InputStream open(Part part) throws IOException;
    }

    private final Manifest manifest;
    private final Opener opener;

    public PartRows(Manifest manifest, Opener opener) {
        this.manifest = manifest;
        this.opener = opener;
    }

    @Override
    public void read(TableHead table, RowSink sink) throws IOException {
        byte[] buffer = new byte[256 << 10];
        for (Part part : manifest.parts()) {
            if (part.kind() == PartKind.ROWS && part.table().equals(table.id())) {
                RowScanner scanner = RowScanner.of(table.format(), sink);
                try (PartReader plain = new PartReader(part, opener.open(part))) {
                    for (int got = plain.read(buffer); got >= 0; got = plain.read(buffer)) {
                        scanner.feed(buffer, 0, got);
                    }
                }
                scanner.end();
            }
        }
    }
}
