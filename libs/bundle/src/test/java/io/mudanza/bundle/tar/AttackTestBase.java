package io.mudanza.bundle.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.store.PartReader;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A good bundle, and ways to make a bad one of it. */
abstract class AttackTestBase {

    @TempDir
    Path folder;

    Manifest manifest;
    String head;
    String manifestJson;
    byte[] good;
    List<HostileTar.Member> members;
    long epoch;

    @BeforeEach
    void writeGoodBundle() throws Exception {
        DirectoryPartStore store = new DirectoryPartStore(folder.resolve("good"));
        manifest = SampleBundle.write(store);
        head = BundleJson.write(manifest.head());
        manifestJson = ManifestJson.write(manifest);
        epoch = manifest.head().created().getEpochSecond();
        members = new ArrayList<>();
        for (Part part : manifest.parts()) {
            try (InputStream in = store.open(part.name(), 0)) {
                members.add(HostileTar.file(part.name(), in.readAllBytes(), epoch));
            }
        }
        good = tar(members);
        assertThat(refusal(good)).as("the bundle that all the others are made of is good").isNull();
    }

    /** The good bundle with other members. */
    byte[] tar(List<HostileTar.Member> parts) {
        return HostileTar.bundle(head, parts, manifestJson, HostileTar.signature(manifestJson),
                manifest.head().bundleId(), epoch);
    }

    /** The good bundle with another manifest, signed well. */
    byte[] withManifest(String json) {
        return HostileTar.bundle(head, members, json, HostileTar.signature(json), manifest.head().bundleId(), epoch);
    }

    /** Opens a bundle and reads all of its parts. @return why it was refused; null when it was not */
    BundleException refusal(byte[] bytes) throws Exception {
        return refusal(Files.write(folder.resolve("bundle.mudanza"), bytes));
    }

    static BundleException refusal(Path file) {
        Throwable thrown = catchThrowable(() -> {
            try (BundleFile bundle = BundleFile.open(file)) {
                for (Part part : bundle.manifest().parts()) {
                    try (PartReader reader = new PartReader(part, bundle.open(part.name(), 0))) {
                        reader.readAllBytes();
                    }
                }
            }
        });
        if (thrown == null) {
            return null;
        }
        assertThat(thrown).as("a refusal with a code, nothing else").isInstanceOf(BundleException.class);
        return (BundleException) thrown;
    }

    void assertRefused(byte[] bytes, BundleException.Code... codes) throws Exception {
        BundleException refusal = refusal(bytes);
        assertThat(refusal).as("refused").isNotNull();
        if (codes.length > 0) {
            assertThat(refusal.code()).isIn((Object[]) codes);
        }
        assertThat(refusal.getMessage()).doesNotContain("\0", "\u001b", "\u202e");
    }
}
