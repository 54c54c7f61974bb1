package io.mudanza.bundle.tar;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartFeed;
import io.mudanza.bundle.sign.Signature;
import io.mudanza.bundle.store.PartStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A bundle in one file, opened for reading. Opening checks everything but the contents of the parts: footer, signature,
 * manifest, and that every other byte of the tar is the only one that can stand there. Nothing is unpacked: parts are
 * read where they lie.
 */
public final class BundleFile implements PartStore, AutoCloseable {

    private final FileChannel file;
    private final TarLayout layout;
    private final Manifest manifest;
    private final String head;
    private final String manifestJson;
    private final String signature;

    private BundleFile(
            FileChannel file, TarLayout layout, Manifest manifest, String head, String manifestJson, String signature) {
        this.file = file;
        this.layout = layout;
        this.manifest = manifest;
        this.head = head;
        this.manifestJson = manifestJson;
        this.signature = signature;
    }

    /**
     * Opens and checks a bundle.
     *
     * @throws BundleException BUNDLE_TRUNCATED, BUNDLE_INVALID, BUNDLE_SIGNATURE_WRONG or BUNDLE_VERSION_UNKNOWN
     */
    public static BundleFile open(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new BundleFileCheck(file).check();
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    static BundleFile checked(FileChannel file, TarLayout layout, Manifest manifest, String head, String json, String signature) {
        return new BundleFile(file, layout, manifest, head, json, signature);
    }

    /** The manifest, whose signature fits. */
    public Manifest manifest() {
        return manifest;
    }

    /** The key that signed the manifest. */
    public Signature signature() throws BundleException {
        return BundleJson.read(signature, Signature.class);
    }

    /** The lines as a live export would have told them. Closing the feed leaves the file open. */
    public PartFeed feed() {
        return new PartFeed() {
            private int next = -1;

            @Override
            public synchronized FeedLine next() {
                int line = next++;
                if (line < 0) {
                    return new FeedLine.Opened(head);
                }
                if (line < manifest.parts().size()) {
                    return new FeedLine.Sealed(manifest.parts().get(line));
                }
                return line == manifest.parts().size() ? new FeedLine.Completed(manifestJson, signature) : null;
            }

            @Override
            public InputStream open(Part part) throws IOException {
                return BundleFile.this.open(part.name(), 0);
            }

            @Override
            public void close() {
                // The parts may still be read.
            }
        };
    }

    @Override
    public Draft draft(String name) {
        throw new UnsupportedOperationException("A bundle in one file is only read.");
    }

    @Override
    public boolean isSealed(String name) {
        return layout.member(name) != null;
    }

    @Override
    public InputStream open(String name, long offset) throws IOException {
        TarLayout.Member member = layout.member(name);
        if (member == null) {
            throw new NoSuchFileException(name);
        }
        return new FileRange(file, member.body() + offset, Math.max(0, member.size() - offset));
    }

    @Override
    public long length(String name) throws IOException {
        TarLayout.Member member = layout.member(name);
        if (member == null) {
            throw new NoSuchFileException(name);
        }
        return member.size();
    }

    @Override
    public void delete() {
        throw new UnsupportedOperationException("A bundle in one file is only read.");
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
