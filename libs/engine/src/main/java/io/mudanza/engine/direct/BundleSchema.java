package io.mudanza.engine.direct;

import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartFeed;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.store.PartReader;
import io.mudanza.engine.extract.SchemaParts;
import io.mudanza.engine.schema.SchemaTexts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The schema as a bundle carries it. */
final class BundleSchema {

    private BundleSchema() {}

    /** Null when the bundle carries none. */
    static SchemaTexts read(Manifest manifest, PartFeed feed) throws IOException {
        String preData = null;
        String postData = "";
        for (Part part : manifest.parts()) {
            if (part.kind() == PartKind.SCHEMA) {
                try (PartReader plain = new PartReader(part, feed.open(part))) {
                    String text = new String(plain.readAllBytes(), StandardCharsets.UTF_8);
                    if (part.name().equals(SchemaParts.PRE_DATA)) {
                        preData = text;
                    } else if (part.name().equals(SchemaParts.POST_DATA)) {
                        postData = text;
                    }
                }
            }
        }
        return preData == null ? null : new SchemaTexts(preData, postData);
    }
}
