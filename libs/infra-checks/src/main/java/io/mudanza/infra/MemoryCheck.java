package io.mudanza.infra;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The memory of this process and of its machine. */
public final class MemoryCheck {
    private static final long LITTLE = 256_000_000L;

    private MemoryCheck() {}

    /** Heap and what the machine has left. */
    public static void look(Findings findings) {
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        long most = runtime.maxMemory();
        findings.unless(used > most * 9 / 10, "heap", Findings.size(used) + " of " + Findings.size(most),
                "Give the service more memory (-Xmx).");
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine) {
            long free = available(machine.getFreeMemorySize());
            findings.unless(free < LITTLE, "machine",
                    Findings.size(free) + " available of " + Findings.size(machine.getTotalMemorySize()),
                    "The machine has no memory to spare: end other programs or give it more.");
        }
    }

    /** On Linux what the disk cache would give back counts as well. */
    private static long available(long free) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024).findFirst().orElse(free);
        } catch (IOException | NumberFormatException elsewhere) {
            return free;
        }
    }
}
