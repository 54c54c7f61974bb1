package io.mudanza.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.embedded.postgres.EmbeddedPostgres;
import io.mudanza.launcher.node.NodeRecord;
import io.mudanza.launcher.node.NodeSpec;
import io.mudanza.launcher.node.Replicas;
import io.mudanza.launcher.supervise.Health;
import io.mudanza.launcher.supervise.Installation;
import io.mudanza.launcher.supervise.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/** One node of the campaign with its platform, and all that can be done to it. */
final class Site implements AutoCloseable {
    static final String PLATFORM = "platform";
    static final int LEASE_SECONDS = 3;

    private final String name;
    private final boolean apart;
    private final Path dir;
    private final Path media;
    private final SmallDisk store;
    private final PlatformServer platform;
    private final TcpProxy databaseDoor;
    private final TcpProxy door;
    private final Supervisor supervisor;
    private Api api;
    private String token;

    private Site(String name, boolean apart, Path dir, boolean disks, Replicas replicas) throws Exception {
        this.name = name;
        this.apart = apart;
        this.dir = Files.createDirectories(dir);
        this.store = disks ? SmallDisk.mount(dir.resolve("store"), 256) : null;
        this.platform = apart ? PlatformServer.start(dir, disks) : null;
        this.databaseDoor = new TcpProxy(() -> platformServer().port());
        this.door = new TcpProxy(() -> gatewayPort());
        this.media = apart ? dir.resolve("media") : dir.resolve("node/media");
        String address = "127.0.0.1:" + databaseDoor.port() + "/" + PLATFORM;
        NodeSpec spec = apart
                ? new NodeSpec(name, 0, "127.0.0.1", "jdbc:postgresql://" + address, EmbeddedPostgres.USER,
                        platform.postgres().password(), media, dir.resolve("node"), true, false, replicas)
                : new NodeSpec(name, 0, "127.0.0.1", null, null, null, null, dir.resolve("node"), false, false);
        this.supervisor = new Supervisor(spec, null, Installation.find(), environment(address));
    }

    static Site start(String name, boolean apart, Path dir, boolean disks, Replicas replicas) throws Exception {
        Site site = new Site(name, apart, dir, disks, replicas);
        try {
            site.supervisor.start();
            site.api = new Api(site.supervisor.url(), Files.readString(site.supervisor.adminToken()).strip());
            ObjectNode wish = Api.JSON.createObjectNode();
            wish.put("description", "campaign").put("permissions", "read_write").put("expires_in", "7d");
            site.token = site.api.post("tokens/", wish, UUID.randomUUID().toString()).text("token");
        } catch (Exception failed) {
            site.close();
            throw failed;
        }
        return site;
    }

    private Map<String, String> environment(String address) {
        Map<String, String> environment = new HashMap<>();
        environment.put("MUDANZA_STEP_LEASE", LEASE_SECONDS + "s");
        environment.put("MUDANZA_CRASH_POINT", "@" + order());
        environment.put("MUDANZA_GATEWAY_KEEP_FAILED", "1S");
        environment.put("MUDANZA_TRANSFER_SOURCE_PATIENCE", "25s");
        environment.put("MUDANZA_PUBLISH_DRAIN_SECONDS", "1");
        if (store != null) {
            environment.put("MUDANZA_NODE_DATA_DIR", store.folder().toString());
        }
        if (!apart) {
            environment.put("MUDANZA_PLATFORM_DATABASE_URL", "jdbc:postgresql://" + address);
        }
        return environment;
    }

    String name() {
        return name;
    }

    boolean apart() {
        return apart;
    }

    Api api() {
        return api;
    }

    /** A token for the other node. */
    String token() {
        return token;
    }

    /** Address of the node for the other one, through a proxy. */
    String doorUrl() {
        return "http://127.0.0.1:" + door.port();
    }

    TcpProxy door() {
        return door;
    }

    TcpProxy databaseDoor() {
        return databaseDoor;
    }

    private int gatewayPort() {
        String url = supervisor.url();
        return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
    }

    Path media() {
        return media;
    }

    Path dir() {
        return dir;
    }

    /** Where the services keep files. */
    Path dataDir() {
        return store == null ? dir.resolve("node") : store.folder();
    }

    SmallDisk store() {
        return store;
    }

    /** The server of the platform where it is not that of the node; else null. */
    PlatformServer platform() {
        return platform;
    }

    EmbeddedPostgres platformServer() {
        return platform == null ? supervisor.postgres() : platform.postgres();
    }

    Connection toPlatform() throws SQLException {
        return platformServer().connect(PLATFORM);
    }

    Connection toLedger() throws SQLException {
        return supervisor.postgres().connect("mudanza");
    }

    List<NodeRecord.Member> processes() {
        return supervisor.describe().services();
    }

    NodeRecord.Member process(String wanted) {
        return processes().stream().filter(member -> member.name().equals(wanted)).findFirst().orElseThrow();
    }

    /** The file whose content is an order to a crash point. */
    Path order() {
        return dir.resolve("crash-order");
    }

    Path fired() {
        return dir.resolve("crash-order.fired");
    }

    String setting(String key) throws IOException {
        Properties settings = new Properties();
        try (var in = Files.newInputStream(dir.resolve("node/config/application.properties"))) {
            settings.load(in);
        }
        return settings.getProperty(key);
    }

    /** What keeps the node from being ready; null when nothing does. */
    String complaint() {
        for (NodeRecord.Member member : processes()) {
            if (ProcessHandle.of(member.process().pid()).filter(ProcessHandle::isAlive).isEmpty()) {
                return name + ": " + member.name() + " does not run";
            }
            if (member.http() && !Health.ready("127.0.0.1", member.port())) {
                return name + ": " + member.name() + " is not ready";
            }
        }
        try (Connection connection = toPlatform()) {
            return connection.isValid(2) ? null : name + ": the platform does not answer";
        } catch (SQLException away) {
            return name + ": the platform does not answer: " + away.getMessage();
        }
    }

    void awaitReady(int seconds) throws InterruptedException {
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        String complaint = complaint();
        while (complaint != null) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("After " + seconds + " s, " + complaint);
            }
            Thread.sleep(100);
            complaint = complaint();
        }
    }

    /** Gives back all that a fault took. */
    void mend() throws IOException, InterruptedException {
        Files.deleteIfExists(order());
        Files.deleteIfExists(fired());
        door.refuse(false);
        door.throttle(0);
        databaseDoor.refuse(false);
        databaseDoor.throttle(0);
        if (store != null) {
            store.free();
        }
        if (platform != null) {
            platform.free();
        }
        for (NodeRecord.Member member : processes()) {
            Os.signal("CONT", member.process().pid());
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (supervisor != null) {
            supervisor.stop(false);
        }
        door.close();
        databaseDoor.close();
        if (platform != null) {
            platform.close();
        }
        if (store != null) {
            store.close();
        }
    }
}
