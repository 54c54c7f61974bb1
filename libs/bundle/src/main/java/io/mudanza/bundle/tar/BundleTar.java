package io.mudanza.bundle.tar;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.digest.Sha256;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.store.PartStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A complete bundle as one file that is never stored: its bytes are made as they are read, from any offset on, and are
 * always the same.
 */
public final class BundleTar {

    private final PartStore store;
    private final TarLayout layout;
    private final String manifestSha256;

    private BundleTar(PartStore store, TarLayout layout, String manifestSha256) {
        this.store = store;
        this.layout = layout;
        this.manifestSha256 = manifestSha256;
    }

    /**
     * The bundle of a store.
     *
     * @throws BundleException BUNDLE_TRUNCATED when it is not complete yet
     */
    public static BundleTar of(PartStore store) throws IOException {
        if (!store.isSealed(Manifest.MEMBER) || !store.isSealed(Manifest.SIGNATURE_MEMBER)) {
            throw new BundleException(BundleException.Code.BUNDLE_TRUNCATED, "The bundle is not complete yet.");
        }
        byte[] bytes;
        try (InputStream in = store.open(Manifest.MEMBER, 0)) {
            bytes = in.readAllBytes();
        }
        Manifest manifest = ManifestJson.manifest(new String(bytes, StandardCharsets.UTF_8));
        TarLayout layout = new TarLayout(
                manifest, store.length(Head.MEMBER), bytes, store.length(Manifest.SIGNATURE_MEMBER));
        return new BundleTar(store, layout, Sha256.hex(bytes));
    }

    /** Length in bytes. */
    public long length() {
        return layout.length();
    }

    /** The same for the same bytes, another for others; 64 hexadecimal digits, without quotes. */
    public String etag() {
        return manifestSha256;
    }

    /** The bytes from an offset on, to the end. */
    public InputStream open(long offset) throws IOException {
        if (offset < 0 || offset > length()) {
            throw new IllegalArgumentException("No offset " + offset + " in " + length() + " bytes.");
        }
        return new TarStream(layout, this::body, offset);
    }

    private InputStream body(String name, long offset) throws IOException {
        if (name.equals(Footer.MEMBER)) {
            byte[] footer = layout.footer();
            return new ByteArrayInputStream(footer, (int) offset, (int) (footer.length - offset));
        }
        return store.open(name, offset);
    }
}
