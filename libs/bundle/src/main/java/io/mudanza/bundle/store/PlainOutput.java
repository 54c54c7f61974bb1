package io.mudanza.bundle.store;

import io.mudanza.bundle.part.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Hashes and counts what goes to the store. */
final class PlainOutput extends OutputStream implements PartOutput {

    private final WritableByteChannel channel;
    private final MessageDigest sha256;
    private long length;

    /** @param sha256 null for parts that never leave the process */
    PlainOutput(WritableByteChannel channel, MessageDigest sha256) {
        this.channel = channel;
        this.sha256 = sha256;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (sha256 != null) {
            sha256.update(bytes, offset, count);
        }
        length += count;
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, count);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    public void write(byte[] block, int count) throws IOException {
        write(block, 0, count);
    }

    @Override
    public void end(byte[] block, int count) throws IOException {
        write(block, 0, count);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public String sha256() {
        return sha256 == null ? Part.NO_SHA256 : HexFormat.of().formatHex(sha256.digest());
    }
}
