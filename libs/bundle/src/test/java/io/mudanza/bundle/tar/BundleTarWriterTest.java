package io.mudanza.bundle.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.store.DirectoryPartStore;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTarWriterTest {

    @TempDir
    Path folder;

    @Test
    void writesTheBytesThatABundleOfPartsHas() throws Exception {
        DirectoryPartStore store = new DirectoryPartStore(folder);
        Manifest manifest = SampleBundle.write(store);

        byte[] written = write(store, manifest, manifest.parts());

        try (InputStream in = BundleTar.of(store).open(0)) {
            assertThat(written).isEqualTo(in.readAllBytes());
        }
    }

    @Test
    void refusesToEndWithoutAllParts() throws Exception {
        DirectoryPartStore store = new DirectoryPartStore(folder);
        Manifest manifest = SampleBundle.write(store);

        assertThatThrownBy(() -> write(store, manifest, manifest.parts().subList(0, 2)))
                .isInstanceOf(BundleException.class);
    }

    private static byte[] write(DirectoryPartStore store, Manifest manifest, List<Part> parts) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleTarWriter tar = new BundleTarWriter(
                Channels.newChannel(out), text(store, Head.MEMBER), manifest.head().created());
        for (Part part : parts) {
            try (InputStream in = store.open(part.name(), 0)) {
                tar.add(part, in);
            }
        }
        tar.complete(manifest, text(store, Manifest.MEMBER), text(store, Manifest.SIGNATURE_MEMBER));
        return out.toByteArray();
    }

    private static String text(DirectoryPartStore store, String name) throws Exception {
        try (InputStream in = store.open(name, 0)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
