package io.mudanza.embedded.kafka;

import io.mudanza.embedded.process.ClassCache;
import io.mudanza.embedded.process.TempFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The command line of the broker's JVM. */
final class KafkaJvm {

    private KafkaJvm() {}

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Writes the arguments into a file, for the class path may be longer than a command line. */
    static Path arguments(Path dir, int heapMegabytes, ClassCache classes, Path settings, Path ready)
            throws IOException {
        List<String> arguments = new ArrayList<>(classes.flags());
        arguments.addAll(List.of(
                "-Xmx" + heapMegabytes + "m", "-Xms32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k",
                "-XX:MaxDirectMemorySize=64m", "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Djava.io.tmpdir=" + temp(dir),
                        "-Dslf4j.provider=io.mudanza.embedded.kafka.BrokerLogging",
                "-cp", classPath(), KafkaBroker.class.getName(), settings.toString(), ready.toString()));
        Path file = dir.resolve("java-arguments");
        Files.writeString(file, arguments.stream().map(KafkaJvm::quoted).collect(Collectors.joining("\n")));
        return file;
    }

    // Native libraries are unpacked there; a killed process cannot delete them.
    private static Path temp(Path dir) throws IOException {
        Path temp = dir.resolve("tmp");
        TempFolder.delete(temp);
        return Files.createDirectories(temp);
    }

    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    // The logging providers of this JVM are left out: the broker brings its own.
    private static String classPath() {
        String all = System.getProperty("mudanza.kafka.class-path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !entry.contains("slf4j-jboss-logmanager") && !entry.contains("slf4j-jdk14")
                        && !entry.contains("slf4j-simple") && !entry.contains("jboss-logmanager"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
