package io.mudanza.embedded.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** The main class of the broker's JVM: formats its folder the first time, starts, and says so with a file. */
final class KafkaBroker {

    private KafkaBroker() {}

    /** Arguments: the settings file, and the file that is created once the broker takes requests. */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        Properties settings = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            settings.load(in);
        }
        if (!Files.exists(Path.of(settings.getProperty("log.dirs"), "meta.properties"))) {
            String[] format = {"format", "-c", file.toString(), "-t", Uuid.randomUuid().toString()};
            int code = StorageTool.execute(format, System.out);
            if (code != 0) {
                System.exit(code);
            }
        }
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "kafka-shutdown"));
        try {
            server.startup();
        } catch (RuntimeException e) {
            e.printStackTrace(System.out);
            Runtime.getRuntime().halt(1);
        }
        Files.createFile(Path.of(args[1]));
        server.awaitShutdown();
    }
}
