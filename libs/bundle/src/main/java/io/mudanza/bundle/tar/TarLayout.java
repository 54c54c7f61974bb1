package io.mudanza.bundle.tar;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.digest.Sha256;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.part.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which member stands where. It follows from the manifest alone, so writer and reader agree without talking. */
final class TarLayout {

    /** Two blocks of zeros end a tar. */
    static final int END = 2 * UstarHeader.BLOCK;

    /**
     * A member.
     *
     * @param name   its name
     * @param offset where its header is
     * @param size   length of its bytes, which follow the header
     */
    record Member(String name, long offset, long size) {
        long body() {
            return offset + UstarHeader.BLOCK;
        }

        long end() {
            return body() + size + UstarHeader.padding(size);
        }
    }

    private final List<Member> members = new ArrayList<>();
    private final Map<String, Member> byName = new HashMap<>();
    private final long epochSecond;
    private final Footer footer;

    TarLayout(Manifest manifest, long headLength, byte[] manifestBytes, long signatureLength) throws BundleException {
        epochSecond = manifest.head().created() == null ? 0 : manifest.head().created().getEpochSecond();
        add(Head.MEMBER, headLength);
        List<Part> parts = new ArrayList<>(manifest.parts());
        parts.sort(Comparator.comparing(Part::kind));
        for (Part part : parts) {
            add(part.name(), part.storedBytes());
        }
        add(Manifest.MEMBER, manifestBytes.length);
        add(Manifest.SIGNATURE_MEMBER, signatureLength);
        footer = new Footer(byName.get(Manifest.MEMBER).body(), manifestBytes.length, Sha256.hex(manifestBytes),
                manifest.head().bundleId());
        add(Footer.MEMBER, Footer.LENGTH);
    }

    private void add(String name, long size) throws BundleException {
        if (size > UstarHeader.LARGEST) {
            throw tooLarge(name);
        }
        long offset = members.isEmpty() ? 0 : members.getLast().end();
        Member member = new Member(name, offset, size);
        members.add(member);
        if (byName.put(name, member) != null) {
            throw new BundleException(BundleException.Code.BUNDLE_INVALID, "The part " + name + " is there twice.");
        }
    }

    static BundleException tooLarge(String name) {
        return new BundleException(BundleException.Code.BUNDLE_INVALID,
                "The part " + name + " is larger than 8 GiB, which a bundle in one file cannot hold. Use pull or push.");
    }

    List<Member> members() {
        return members;
    }

    Member member(String name) {
        return byName.get(name);
    }

    byte[] header(Member member) {
        return UstarHeader.of(member.name(), member.size(), epochSecond);
    }

    byte[] footer() {
        return footer.bytes();
    }

    /** Length of the whole file. */
    long length() {
        return members.getLast().end() + END;
    }
}
