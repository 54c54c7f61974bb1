package io.mudanza.bundle.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.tar.SampleBundle;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestJsonTest {

    @TempDir
    Path folder;

    @Test
    void isReadBackAsItWasWritten() throws Exception {
        Manifest manifest = SampleBundle.write(new DirectoryPartStore(folder));

        assertThat(ManifestJson.manifest(ManifestJson.write(manifest))).isEqualTo(manifest);
        assertThat(ManifestJson.write(manifest)).contains("\"bundle_id\"", "\"stored_bytes\"", "\"kind\":\"ROWS\"");
    }

    @Test
    void refusesWhatANewerVersionRequires() throws Exception {
        String json = ManifestJson.write(SampleBundle.write(new DirectoryPartStore(folder)).head());

        assertCode(json.replace("\"requires\":[]", "\"requires\":[\"age_encryption\"]"),
                BundleException.Code.BUNDLE_VERSION_UNKNOWN, "age_encryption");
        assertCode(json.replace("\"format_major\":1", "\"format_major\":2"),
                BundleException.Code.BUNDLE_VERSION_UNKNOWN, "version 2");
        assertThat(ManifestJson.head(json.replace("\"format_minor\":0", "\"format_minor\":9,\"more\":true"))
                .formatMinor()).isEqualTo(9);
    }

    @Test
    void refusesDuplicateKeysTrailingBytesAndDepth() throws Exception {
        String json = ManifestJson.write(SampleBundle.write(new DirectoryPartStore(folder)).head());

        assertCode(json.replace("\"node\":", "\"node\":\"evil\",\"node\":"), BundleException.Code.BUNDLE_INVALID, "");
        assertCode(json + "{}", BundleException.Code.BUNDLE_INVALID, "");
        assertCode("[".repeat(10_000), BundleException.Code.BUNDLE_INVALID, "");
        assertCode("", BundleException.Code.BUNDLE_INVALID, "");
        assertCode("null", BundleException.Code.BUNDLE_INVALID, "");
    }

    private static void assertCode(String json, BundleException.Code code, String said) {
        assertThatThrownBy(() -> ManifestJson.head(json)).hasMessageContaining(said)
                .isInstanceOfSatisfying(BundleException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
