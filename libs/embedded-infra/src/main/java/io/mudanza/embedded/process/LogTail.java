package io.mudanza.embedded.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The end of a log file, for messages to people. */
public final class LogTail {
    private static final int BYTES = 64 * 1024;

    private LogTail() {}

    /** The last lines, newest last; a sentence instead when the file cannot be read. */
    public static String of(Path log, int lines) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - BYTES);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            String[] all = new String(bytes, StandardCharsets.UTF_8).stripTrailing().split("\n");
            StringBuilder tail = new StringBuilder();
            for (int i = Math.max(0, all.length - lines); i < all.length; i++) {
                tail.append("  ").append(all[i]).append('\n');
            }
            return tail.toString().stripTrailing();
        } catch (IOException e) {
            return "  (its log " + log + " cannot be read)";
        }
    }
}
