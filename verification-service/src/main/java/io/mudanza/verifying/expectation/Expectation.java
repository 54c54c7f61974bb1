package io.mudanza.verifying.expectation;

import io.mudanza.bundle.digest.Sha256;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.media.MediaIndex;
import io.mudanza.bundle.media.MediaStaging;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.store.PartReader;
import io.mudanza.engine.schema.SchemaTexts;
import io.mudanza.engine.verify.PartRows;
import io.mudanza.engine.verify.RowSource;
import java.io.IOException;
import java.io.InputStream;

/**
 * A bundle as something to compare with.
 *
 * @param manifestJson the exact text of the manifest
 * @param signature    the signature over it, JSON
 * @param manifest     the manifest, checked
 * @param schema       the schema; null when the bundle has none
 * @param parts        opens the parts of the bundle
 * @param indexOnly    true when only the media index can still be opened, no rows
 */
public record Expectation(
        String manifestJson,
        String signature,
        Manifest manifest,
        SchemaTexts schema,
        PartRows.Opener parts,
        boolean indexOnly) {

    /** Where rows can be read again; null when they cannot. */
    public RowSource rows() {
        return indexOnly || manifest.head().digestOnly() ? null : new PartRows(manifest, parts);
    }

    /** The part that holds the media index; null when there is none. */
    Part indexPart() {
        return manifest.parts().stream()
                .filter(part -> part.kind() == PartKind.MEDIA_INDEX)
                .findFirst()
                .orElse(null);
    }

    /** Reads the media index; null when there is none. */
    public MediaStaging.IndexReader mediaIndex() {
        Part part = indexPart();
        if (part == null || parts == null) {
            return null;
        }
        return sink -> {
            try (InputStream in = new PartReader(part, parts.open(part))) {
                MediaIndex.read(in, sink);
            }
        };
    }

    /** SHA-256 of the manifest, hexadecimal. */
    public String manifestSha256() {
        return Sha256.hex(manifestJson);
    }

    /** The stored bytes of the media index, to be kept; null when there is none or it is larger than the limit. */
    byte[] storedIndex(int limit) throws IOException {
        Part part = indexPart();
        if (part == null || parts == null || part.storedBytes() > limit) {
            return null;
        }
        try (InputStream in = parts.open(part)) {
            return in.readAllBytes();
        }
    }
}
