package io.mudanza.launcher.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The resident memory of a process and of those it started. */
final class Memory {

    private Memory() {}

    /** Bytes; -1 when the system does not tell. */
    static long resident(ProcessHandle process) {
        long bytes = one(process.pid());
        for (ProcessHandle child : process.children().toList()) {
            long more = one(child.pid());
            bytes += Math.max(0, more);
        }
        return bytes;
    }

    private static long one(long pid) {
        Path status = Path.of("/proc/" + pid + "/status");
        try {
            if (Files.exists(status)) {
                Optional<String> line = Files.readAllLines(status, StandardCharsets.ISO_8859_1).stream()
                        // Shared pages (PostgreSQL's buffers, the JVM's class archive) would be counted once per process.
                        .filter(text -> text.startsWith("RssAnon:")).findFirst();
                return line.map(text -> Long.parseLong(text.replaceAll("\\D", "")) * 1024).orElse(-1L);
            }
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(pid)).start();
            String text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return text.isEmpty() ? -1 : Long.parseLong(text) * 1024;
        } catch (IOException e) {
            // The process has just ended.
            return -1;
        }
    }
}
