package io.mudanza.importing.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mudanza.bundle.manifest.Head;
import java.io.IOException;

/**
 * What a dump says of its origin.
 *
 * @param database name of the database; null when it is not said
 * @param version  version of its server; null when it is not said
 * @param major    its major version; 0 when it is not said
 */
record DumpWords(String database, String version, int major) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param validation as the preflight has told it */
    static DumpWords of(String validation) throws IOException {
        JsonNode metadata = JSON.readTree(validation).path("metadata");
        return new DumpWords(metadata.path("database").asText(null), metadata.path("database_version").asText(null),
                metadata.path("database_major").asInt(0));
    }

    /** The head of the bundle with these words. */
    Head on(Head head) {
        return new Head(head.formatMajor(), head.formatMinor(), head.requires(), head.bundleId(), head.created(),
                head.producer(), head.node(), database == null ? head.database() : database, version, major * 10000,
                head.encoding(), null, null, null, null, head.databaseBytes(), head.media(), false, false, false,
                head.largeObjects(), head.tables(), head.extensions(), head.roles(), head.tablespaces(), head.inventory(),
                head.notCarried());
    }
}
