package io.mudanza.exporting.bundle;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.store.PartStore;
import io.mudanza.exporting.media.PlatformMedia;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/** The parts of an export together with its media, which are read from the platform's store as they are asked for. */
final class WholeStore implements PartStore {

    private final DirectoryPartStore store;
    private final PlatformMedia media;
    private final Map<String, BundleManifest.Content> blobs = new HashMap<>();

    WholeStore(DirectoryPartStore store, PlatformMedia media) throws IOException {
        this.store = store;
        this.media = media;
        BundleManifest.contents(store, BundleManifest.live(store))
                .forEach((sha256, content) -> blobs.put(BundleManifest.blob(sha256), content));
    }

    @Override
    public boolean isSealed(String name) throws IOException {
        return blobs.containsKey(name) || store.isSealed(own(name));
    }

    @Override
    public InputStream open(String name, long offset) throws IOException {
        BundleManifest.Content content = blobs.get(name);
        if (content == null) {
            return store.open(own(name), offset);
        }
        if (offset >= content.size()) {
            return InputStream.nullInputStream();
        }
        try {
            return media.open(content.key(), offset);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Reading a media file was interrupted.", e);
        }
    }

    @Override
    public long length(String name) throws IOException {
        BundleManifest.Content content = blobs.get(name);
        return content == null ? store.length(own(name)) : content.size();
    }

    private static String own(String name) {
        return switch (name) {
            case Manifest.MEMBER -> BundleManifest.MEMBER;
            case Manifest.SIGNATURE_MEMBER -> BundleManifest.SIGNATURE_MEMBER;
            default -> name;
        };
    }

    @Override
    public Draft draft(String name) throws BundleException {
        throw new UnsupportedOperationException("A bundle in one file is only read.");
    }

    @Override
    public void delete() {
        throw new UnsupportedOperationException("A bundle in one file is only read.");
    }
}
