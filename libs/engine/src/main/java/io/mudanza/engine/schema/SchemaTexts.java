package io.mudanza.engine.schema;

import java.util.List;

/**
 * A schema as pg_dump writes it.
 *
 * @param preData  section pre-data
 * @param postData section post-data, with one entry more for each populated materialised view ({@code REFRESH …})
 * @param omitted  objects left out because they need a table that was not chosen, as {@code kind schema.name}
 */
public record SchemaTexts(String preData, String postData, List<String> omitted) {

    public SchemaTexts {
        omitted = omitted == null ? List.of() : List.copyOf(omitted);
    }

    public SchemaTexts(String preData, String postData) {
        this(preData, postData, List.of());
    }
}
