package io.mudanza.bundle.tar;

import io.mudanza.bundle.digest.Sha256;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.sign.NodeKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Tars made byte by byte, without the code under test: well formed ones with any contents, and broken ones. */
final class HostileTar {

    static final int BLOCK = 512;

    private HostileTar() {}

    /** A member that is written as it is. */
    record Member(byte[] header, byte[] body) {

        byte[] bytes() {
            return join(header, body, new byte[(BLOCK - body.length % BLOCK) % BLOCK]);
        }
    }

    static Member file(String name, byte[] body, long epoch) {
        return new Member(header(name, String.format("%011o\0", body.length), '0', epoch), body);
    }

    /** A header with any type, and any bytes as its size. */
    static byte[] header(String name, String size, char type, long epoch) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000600\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, size);
        put(header, 136, String.format("%011o\0", epoch));
        header[156] = (byte) type;
        put(header, 257, "ustar\0" + "00");
        return checksummed(header);
    }

    static byte[] checksummed(byte[] header) {
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, String.format("%06o\0 ", sum));
        return header;
    }

    static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }

    /** Signs exact bytes with a key that nobody knows. */
    static String signature(String manifest) {
        return BundleJson.write(NodeKey.generate().sign(manifest.getBytes(StandardCharsets.UTF_8)));
    }

    /** A whole bundle of these members, with a footer that fits. */
    static byte[] bundle(String head, List<Member> parts, String manifest, String signature, UUID id, long epoch) {
        List<Member> members = new ArrayList<>();
        members.add(file("000-head.json", utf8(head), epoch));
        members.addAll(parts);
        int offset = BLOCK;
        for (Member member : members) {
            offset += member.bytes().length;
        }
        members.add(file("manifest.json", utf8(manifest), epoch));
        members.add(file("manifest.sig", utf8(signature), epoch));
        String footer = "mudanza-bundle-1\nmanifest_offset=" + offset + "\nmanifest_length=" + utf8(manifest).length
                + "\nmanifest_sha256=" + Sha256.hex(utf8(manifest)) + "\nbundle_id=" + id + "\n";
        members.add(file("zzz-footer", Arrays.copyOf(utf8(footer), BLOCK), epoch));
        byte[] all = {};
        for (Member member : members) {
            all = join(all, member.bytes());
        }
        return join(all, new byte[2 * BLOCK]);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
