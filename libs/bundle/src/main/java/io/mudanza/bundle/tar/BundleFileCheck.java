package io.mudanza.bundle.tar;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.digest.Sha256;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.sign.Signature;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Accepts exactly the tar that a {@link BundleTar} makes of the manifest that is in it. */
final class BundleFileCheck {

    private static final int LARGEST_SIGNATURE = 4096;
    private static final int SMALLEST = 5 * UstarHeader.BLOCK;

    private final FileChannel file;
    private final long size;

    BundleFileCheck(FileChannel file) throws IOException {
        this.file = file;
        this.size = file.size();
    }

    BundleFile check() throws IOException {
        requireBeginning();
        Footer footer = Footer.read(read(size - TarLayout.END - Footer.LENGTH, Footer.LENGTH));
        requireInside(footer.manifestOffset(), footer.manifestLength(), BundleJson.largest());
        byte[] json = read(footer.manifestOffset(), footer.manifestLength());
        if (!Sha256.hex(json).equals(footer.manifestSha256())) {
            throw invalid("its manifest is damaged");
        }
        String manifestJson = new String(json, StandardCharsets.UTF_8);
        long headLength = sizeOf(0);
        long signatureOffset = footer.manifestOffset() + json.length + UstarHeader.padding(json.length);
        long signatureLength = sizeOf(signatureOffset);
        requireInside(UstarHeader.BLOCK, headLength, BundleJson.largest());
        requireInside(signatureOffset + UstarHeader.BLOCK, signatureLength, LARGEST_SIGNATURE);
        String signature = text(signatureOffset + UstarHeader.BLOCK, (int) signatureLength);
        Signature parsed = BundleJson.read(signature, Signature.class);
        if (!BundleJson.write(parsed).equals(signature)) {
            throw invalid("its signature is not written as one");
        }
        parsed.require(json);
        Manifest manifest = ManifestJson.manifest(manifestJson);
        String headJson = text(UstarHeader.BLOCK, (int) headLength);
        // The signature covers the manifest, which begins with the head: byte for byte the same, or it is not covered.
        if (!manifestJson.startsWith("{\"head\":" + headJson)) {
            throw invalid("its head is not that of its manifest");
        }
        TarLayout layout = new TarLayout(manifest, headLength, json, signatureLength);
        requireExactly(layout);
        return BundleFile.checked(file, layout, manifest, headJson, manifestJson, signature);
    }

    /** Tells what is no bundle at all from what is a piece of one. */
    private void requireBeginning() throws IOException {
        byte[] begin = read(0, (int) Math.min(size, UstarHeader.BLOCK));
        byte[] name = Arrays.copyOf(Head.MEMBER.getBytes(StandardCharsets.US_ASCII), 100);
        byte[] there = Arrays.copyOf(begin, 100);
        if (size > 0 && !Arrays.equals(name, there)) {
            throw invalid("it does not begin like one");
        }
        if (size < SMALLEST || size % UstarHeader.BLOCK != 0) {
            throw truncated();
        }
    }

    private void requireExactly(TarLayout layout) throws IOException {
        if (layout.length() != size) {
            throw size < layout.length() ? truncated() : invalid("it has more bytes than its manifest says");
        }
        for (TarLayout.Member member : layout.members()) {
            if (!Arrays.equals(layout.header(member), read(member.offset(), UstarHeader.BLOCK))) {
                throw invalid("something else stands where " + member.name() + " should begin");
            }
            requireZeros(member.body() + member.size(), UstarHeader.padding(member.size()));
        }
        if (!Arrays.equals(layout.footer(), read(layout.member(Footer.MEMBER).body(), Footer.LENGTH))) {
            throw invalid("its footer does not fit its manifest");
        }
        requireZeros(size - TarLayout.END, TarLayout.END);
    }

    private void requireZeros(long offset, int length) throws IOException {
        for (byte b : read(offset, length)) {
            if (b != 0) {
                throw invalid("there are bytes between its members");
            }
        }
    }

    /** The size that a header claims; the whole header is compared later. */
    private long sizeOf(long offset) throws IOException {
        requireInside(offset, UstarHeader.BLOCK, UstarHeader.BLOCK);
        String digits = new String(read(offset + 124, 11), StandardCharsets.ISO_8859_1);
        if (!digits.matches("[0-7]{11}")) {
            throw invalid("a header is damaged");
        }
        return Long.parseLong(digits, 8);
    }

    private void requireInside(long offset, long length, long largest) throws BundleException {
        if (offset < 0 || length < 0 || length > largest || offset > size - length) {
            throw invalid("its parts lie outside of it");
        }
    }

    private String text(long offset, int length) throws IOException {
        return new String(read(offset, length), StandardCharsets.UTF_8);
    }

    private byte[] read(long offset, int length) throws IOException {
        byte[] bytes = new FileRange(file, offset, length).readNBytes(length);
        if (bytes.length < length) {
            throw truncated();
        }
        return bytes;
    }

    private static BundleException truncated() {
        return new BundleException(BundleException.Code.BUNDLE_TRUNCATED,
                "The bundle has no end: it was not transferred completely. Send it again.");
    }

    private static BundleException invalid(String why) {
        return new BundleException(
                BundleException.Code.BUNDLE_INVALID, "The file is no bundle of Mudanza: " + why + ".");
    }
}
