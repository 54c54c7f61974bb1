package io.mudanza.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Linux's figures of a process that may end at any moment: nothing is then known of it. */
public final class ProcStat {
    /** Linux reports processor time in hundredths of a second to programs, on every architecture. */
    private static final double TICKS = 100;

    private ProcStat() {}

    /** The most resident memory so far, in bytes; 0 where it cannot be told. */
    public static long peakBytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
                }
            }
            return 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** User and system time so far, in seconds; 0 where it cannot be told. */
    public static double cpuSeconds(long pid) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name in brackets may hold blanks.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
        } catch (IOException e) {
            return 0;
        }
    }
}
