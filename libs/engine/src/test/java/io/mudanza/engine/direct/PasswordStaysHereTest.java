package io.mudanza.engine.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.sign.NodeKey;
import io.mudanza.bundle.store.PartReader;
import io.mudanza.bundle.tar.BundleFile;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.testing.Platforms;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordStaysHereTest {

    private static final String CANARY = "c4n4ry-p4ssw0rd";

    @TempDir
    Path folder;

    @Test
    @DisplayName("B47 the password of the platform is nowhere in what leaves the node")
    void noByteOfTheBundleHoldsIt() throws Exception {
        // Given: a role whose password is the canary
        DatabaseAddress source = Platforms.empty("password_source");
        Platforms.execute(source, "CREATE TABLE item AS SELECT g AS id FROM generate_series(1, 1000) g");
        Platforms.execute(source, "DO $$ BEGIN CREATE ROLE canary LOGIN SUPERUSER PASSWORD '" + CANARY
                + "'; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        Platforms.execute(source, "ALTER TABLE item OWNER TO canary");
        DatabaseAddress asCanary = DatabaseAddress.parse("postgresql://" + source.host() + ":" + source.port() + "/"
                + source.database(), "canary", CANARY);
        Path bundle = folder.resolve("out.mudanza");
        // When
        new DirectExport(DirectSettings.defaults(NodeKey.generate(), folder.resolve("journal")))
                .run(asCanary, null, bundle, ProgressListener.NONE, Cancellation.NEVER);
        // Then
        assertThat(text(Files.readAllBytes(bundle))).doesNotContain(CANARY);
        assertThat(asCanary.toString()).doesNotContain(CANARY);
        try (BundleFile file = BundleFile.open(bundle)) {
            assertThat(file.manifest().parts()).isNotEmpty();
            for (Part part : file.manifest().parts()) {
                if (part.kind() != PartKind.MEDIA) {
                    try (PartReader reader = new PartReader(part, file.open(part.name(), 0))) {
                        assertThat(text(reader.readAllBytes())).as(part.name()).doesNotContain(CANARY);
                    }
                }
            }
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
