package io.mudanza.bundle.tar;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.part.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Writes a bundle as one file while its parts are still being made, each once. The parts have to come in the order in
 * which a bundle has them: by kind, within a kind as the manifest lists them.
 */
public final class BundleTarWriter {

    private final WritableByteChannel out;
    private final byte[] buffer = new byte[256 << 10];
    private final long epochSecond;
    private final long headLength;
    private long written;

    /**
     * Begins the file.
     *
     * @param head    its JSON, exactly as the manifest will have it
     * @param created when the snapshot was taken, as the head says
     */
    public BundleTarWriter(WritableByteChannel out, String head, Instant created) throws IOException {
        this.out = out;
        this.epochSecond = created.getEpochSecond();
        byte[] bytes = head.getBytes(StandardCharsets.UTF_8);
        this.headLength = bytes.length;
        member(Head.MEMBER, bytes);
    }

    /** Adds a part. */
    public void add(Part part, InputStream stored) throws IOException {
        member(part.name(), part.storedBytes(), stored);
    }

    /**
     * Ends the file.
     *
     * @throws BundleException BUNDLE_INVALID when other parts were added than the manifest lists, or in another order
     */
    public void complete(Manifest manifest, String json, String signature) throws IOException {
        byte[] manifestBytes = json.getBytes(StandardCharsets.UTF_8);
        byte[] signatureBytes = signature.getBytes(StandardCharsets.UTF_8);
        TarLayout layout = new TarLayout(manifest, headLength, manifestBytes, signatureBytes.length);
        if (layout.member(Manifest.MEMBER).offset() != written) {
            throw new BundleException(BundleException.Code.BUNDLE_INVALID,
                    "The parts of the bundle are not those of its manifest. Export again.");
        }
        member(Manifest.MEMBER, manifestBytes);
        member(Manifest.SIGNATURE_MEMBER, signatureBytes);
        member(Footer.MEMBER, layout.footer());
        write(new byte[TarLayout.END], TarLayout.END);
    }

    private void member(String name, byte[] bytes) throws IOException {
        member(name, bytes.length, new ByteArrayInputStream(bytes));
    }

    private void member(String name, long size, InputStream in) throws IOException {
        if (size > UstarHeader.LARGEST) {
            throw TarLayout.tooLarge(name);
        }
        write(UstarHeader.of(name, size, epochSecond), UstarHeader.BLOCK);
        long left = size;
        while (left > 0) {
            int got = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (got < 0) {
                throw new BundleException(BundleException.Code.BUNDLE_PART_CORRUPT,
                        "The part " + name + " is shorter than it was when it was sealed. Export again.");
            }
            write(buffer, got);
            left -= got;
        }
        int padding = UstarHeader.padding(size);
        write(new byte[padding], padding);
    }

    private void write(byte[] bytes, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
        while (rest.hasRemaining()) {
            out.write(rest);
        }
        written += length;
    }
}
