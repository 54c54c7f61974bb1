package io.mudanza.launcher.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The resident memory of processes. */
public final class Memory {

    private Memory() {}

    /** Resident bytes; -1 when the system does not tell. */
    public static long of(ProcessHandle process) {
        return field(process, "VmRSS:");
    }

    /** The same with the children, whose shared pages are counted once; for a PostgreSQL and its backends. */
    public static long withChildren(ProcessHandle process) {
        return process.children().mapToLong(child -> Math.max(0, field(child, "RssAnon:"))).sum() + of(process);
    }

    /** The most resident bytes the process ever had; -1 when the system does not tell. */
    public static long peak(ProcessHandle process) {
        return field(process, "VmHWM:");
    }

    private static long field(ProcessHandle process, String field) {
        long pid = process.pid();
        Path status = Path.of("/proc/" + pid + "/status");
        try {
            if (Files.exists(status)) {
                Optional<String> line = Files.readAllLines(status, StandardCharsets.ISO_8859_1).stream()
                        .filter(text -> text.startsWith(field)).findFirst();
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
