package io.mudanza.engine.direct;

import io.mudanza.bundle.store.PassingPart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/** The bytes of one part in memory; what is beyond a bound goes to a file. */
final class HeldBytes implements WritableByteChannel {

    /** Size of the arrays that are handed from part to part. */
    static final int CHUNK = 256 << 10;

    private final Queue<byte[]> free;
    private final Path file;
    private final long inMemory;
    private final List<byte[]> chunks = new ArrayList<>();
    private FileChannel beyond;
    private long size;
    private boolean open = true;

    /**
     * An empty part.
     *
     * @param free     arrays to take from, and to give back to
     * @param file     for what does not fit; made when it is needed
     * @param inMemory how many bytes may lie in memory; a multiple of {@link #CHUNK}
     */
    HeldBytes(Queue<byte[]> free, Path file, long inMemory) {
        this.free = free;
        this.file = file;
        this.inMemory = inMemory;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        while (bytes.hasRemaining()) {
            if (size >= inMemory) {
                if (beyond == null) {
                    beyond = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
                }
                size += beyond.write(bytes);
                continue;
            }
            int at = (int) (size % CHUNK);
            if (at == 0) {
                byte[] used = free.poll();
                chunks.add(used == null ? new byte[CHUNK] : used);
            }
            int step = Math.min(bytes.remaining(), CHUNK - at);
            bytes.get(chunks.getLast(), at, step);
            size += step;
        }
        return count;
    }

    /** Bytes so far. */
    long size() {
        return size;
    }

    /** Bytes that lie in memory. */
    long sizeInMemory() {
        return chunks.stream().mapToLong(chunk -> chunk.length).sum();
    }

    /**
     * The bytes from the beginning.
     *
     * @param atEnd told once when they were read to their end and closed
     */
    PassingPart read(Runnable atEnd) {
        return new Reading(atEnd);
    }

    /** Gives the memory back and removes the file. */
    void release() throws IOException {
        for (byte[] chunk : chunks) {
            if (chunk.length == CHUNK) {
                free.add(chunk);
            }
        }
        chunks.clear();
        if (beyond != null) {
            beyond.close();
            Files.deleteIfExists(file);
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** No more bytes. A small part keeps no more memory than it has bytes: there may be thousands. */
    @Override
    public void close() {
        if (open && chunks.size() == 1 && size < CHUNK / 4) {
            byte[] chunk = chunks.getFirst();
            chunks.set(0, Arrays.copyOf(chunk, (int) size));
            free.add(chunk);
        }
        open = false;
    }

    private final class Reading extends PassingPart {
        private final Runnable atEnd;
        private long at;
        private boolean ended;

        Reading(Runnable atEnd) {
            this.atEnd = atEnd;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (at == size) {
                ended = true;
                return -1;
            }
            int step;
            if (at >= inMemory) {
                step = beyond.read(ByteBuffer.wrap(bytes, offset, length), at - inMemory);
            } else {
                int within = (int) (at % CHUNK);
                step = (int) Math.min(Math.min(length, CHUNK - within), size - at);
                System.arraycopy(chunks.get((int) (at / CHUNK)), within, bytes, offset, step);
            }
            at += step;
            return step;
        }

        @Override
        public void close() {
            if (ended) {
                ended = false;
                atEnd.run();
            }
        }
    }
}
