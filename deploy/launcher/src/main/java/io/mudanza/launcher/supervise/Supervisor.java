package io.mudanza.launcher.supervise;

import io.mudanza.cli.failure.Failure;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.embedded.postgres.EmbeddedPostgres;
import io.mudanza.embedded.process.LogTail;
import io.mudanza.embedded.process.Ports;
import io.mudanza.embedded.process.ServerProcess;
import io.mudanza.embedded.process.Shutdown;
import io.mudanza.launcher.node.KnownProcess;
import io.mudanza.launcher.node.NodeFolder;
import io.mudanza.launcher.node.NodeRecord;
import io.mudanza.launcher.node.NodeRegister;
import io.mudanza.launcher.node.NodeSettings;
import io.mudanza.launcher.node.NodeSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Runs one node: its infrastructure and its services, in order, and all of them again in the other order at the end.
 */
public final class Supervisor {
    private static final Duration READY_WITHIN = Duration.ofSeconds(180);
    private static final int STANDALONE_HEAP = 288;
    static final Duration WRITING_CLASSES = Duration.ofSeconds(120);

    private final NodeSpec spec;
    private final NodeRegister register;
    private final Installation installation;
    private final Map<String, String> environment;
    private final Infrastructure infrastructure;
    private final List<SupervisedProcess> services = new ArrayList<>();
    /** Tells the services of this node from whoever else may listen at one of its ports. */
    private final String mark = UUID.randomUUID().toString();
    private NodeFolder folder;
    private int gatewayPort;
    private volatile boolean ready;
    private boolean stopped;

    /**
     * @param register where the node is made known; null to keep it to oneself
     */
    public Supervisor(NodeSpec spec, NodeRegister register, Installation installation) {
        this(spec, register, installation, Map.of());
    }

    /**
     * @param environment of the services, above everything else they are told
     */
    public Supervisor(
            NodeSpec spec, NodeRegister register, Installation installation, Map<String, String> environment) {
        this.spec = spec;
        this.environment = Map.copyOf(environment);
        this.register = register;
        this.installation = installation;
        this.infrastructure = new Infrastructure(spec, installation, seen(spec, environment), this::publish);
        ServerProcess.prepare();
        Shutdown.register(() -> stop(!spec.passing()));
    }

    /** A demo's node sees only what it is told. */
    private static Map<String, String> seen(NodeSpec spec, Map<String, String> told) {
        Map<String, String> seen = new HashMap<>(spec.passing() ? Map.of() : System.getenv());
        seen.putAll(told);
        return seen;
    }

    /**
     * Starts the node and returns when it is ready.
     *
     * @throws Failure when a process ends while starting, or is not ready in time; everything has been stopped then
     */
    public void start() {
        folder = NodeFolder.hold(spec.dataDir());
        try {
            gatewayPort = choosePort();
            makeMediaFolder();
            NodeSettings settings = new NodeSettings();
            CompletableFuture<Void> rest = infrastructure.start(settings);
            launch(settings);
            publish();
            rest.join();
            awaitReady();
        } catch (CompletionException e) {
            stop(false);
            throw Infrastructure.unwrapped(e);
        } catch (RuntimeException e) {
            stop(false);
            throw e;
        }
        ready = true;
        infrastructure.processes().forEach(SupervisedProcess::keepAlive);
        services.forEach(SupervisedProcess::keepAlive);
        publish();
    }

    private int choosePort() {
        if (spec.port() == 0) {
            int last = folder.lastPort();
            return last != 0 && Ports.isFree(last) ? last : Ports.free();
        }
        if (!Ports.isFree(spec.port())) {
            throw Failure.of(ProblemCode.PLATFORM_BUSY,
                    "Port " + spec.port()
                            + " is taken by another program. Choose another --port, or none for a free one.");
        }
        return spec.port();
    }

    private void makeMediaFolder() {
        try {
            if (spec.mediaFolder() != null) {
                Files.createDirectories(spec.mediaFolder());
            }
        } catch (java.io.IOException e) {
            throw Failure.of(ProblemCode.STORE_FAILED, "The media folder " + spec.mediaFolder() + " cannot be made: "
                    + e.getMessage(), e);
        }
    }

    private void launch(NodeSettings settings) {
        Map<ServiceKind, Integer> ports = new java.util.EnumMap<>(ServiceKind.class);
        for (ServiceKind kind : ServiceKind.all()) {
            ports.put(kind, kind == ServiceKind.GATEWAY || !spec.apart() ? gatewayPort : Ports.free());
        }
        ServiceSettings.write(spec, folder, ports, settings);
        if (spec.apart()) {
            for (ServiceKind kind : ServiceKind.all()) {
                replicas(kind, ports.get(kind));
            }
        } else {
            service("mudanza", spec.bind(), gatewayPort, installation.command(
                    installation.standalone(), STANDALONE_HEAP, false, folder.temp(), spec.bind(), gatewayPort));
        }
    }

    /** The first is the one that the others call; all of them take commands and claim steps. */
    private void replicas(ServiceKind kind, int firstPort) {
        String host = kind == ServiceKind.GATEWAY ? spec.bind() : "127.0.0.1";
        for (int number = 1; number <= spec.replicas().of(kind.setting()); number++) {
            int port = number == 1 ? firstPort : Ports.free();
            service(number == 1 ? kind.module() : kind.module() + "-" + number, host, port, installation.command(
                    installation.service(kind), kind.heapMegabytes(), kind.control(), folder.temp(), host, port));
        }
    }

    private void service(String name, String bind, int port, List<String> command) {
        Path log = folder.log(name);
        Map<String, String> told = ServiceSettings.environment(spec);
        told.putAll(environment);
        List<String> marked = new ArrayList<>(command);
        marked.addAll(1, Health.flags(mark));
        SupervisedProcess service = new SupervisedProcess(
                name, bind.equals(spec.bind()) ? spec.host() : bind, port, true,
                () -> ServerProcess.start(name, marked, told, spec.dataDir(), log,
                        io.mudanza.embedded.process.StopSignal.TERM),
                this::publish);
        services.add(service);
        service.start();
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        List<SupervisedProcess> waiting = new ArrayList<>(services);
        while (!waiting.isEmpty() || !Files.exists(folder.adminToken())) {
            waiting.removeIf(service -> Health.ready(service.host(), service.port(), mark));
            requireAlive();
            if (System.nanoTime() > deadline) {
                SupervisedProcess late = waiting.isEmpty() ? services.getFirst() : waiting.getFirst();
                throw Failure.of(ProblemCode.SERVICE_UNAVAILABLE, late.name() + " was not ready within "
                        + READY_WITHIN.toSeconds() + " s" + Health.complaints(late.host(), late.port())
                        + ". Its last log lines (" + late.process().log() + "):\n"
                        + LogTail.of(late.process().log(), 15));
            }
            pause();
        }
    }

    private void requireAlive() {
        for (SupervisedProcess service : services) {
            if (!service.process().alive()) {
                throw Failure.of(ProblemCode.SERVICE_UNAVAILABLE, service.name() + " ended with code "
                        + service.process().exitCode() + " while starting. Its last log lines ("
                        + service.process().log()
                        + "):\n" + LogTail.of(service.process().log(), 15));
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(ProblemCode.CANCELLED, "Interrupted while the node was starting.", e);
        }
    }

    private synchronized void publish() {
        if (register != null && !stopped) {
            register.write(describe());
        }
    }

    /** The node as it is now. */
    public NodeRecord describe() {
        List<NodeRecord.Member> members = new ArrayList<>();
        List<SupervisedProcess> all = new ArrayList<>(services);
        all.addAll(infrastructure.processes());
        for (SupervisedProcess process : all) {
            members.add(new NodeRecord.Member(process.name(), KnownProcess.of(process.process().pid()), process.host(),
                    process.port(), process.http(), process.restarts(), process.process().log()));
        }
        return new NodeRecord(spec.name(), url(), folder.adminToken(), KnownProcess.of(ProcessHandle.current().pid()),
                spec.dataDir(), spec.apart(), ready, members);
    }

    /** Address of the gateway for programs on this machine. */
    public String url() {
        return "http://" + spec.host() + ":" + gatewayPort;
    }

    public Path adminToken() {
        return folder.adminToken();
    }

    /** The server of an embedded platform; null where the platform is somebody else's. */
    public EmbeddedPostgres postgres() {
        return infrastructure.postgres();
    }

    /** Ends the node. An orderly stop lets every process finish what it does; else they are killed. */
    public void stop(boolean orderly) {
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopped = true;
        }
        List<Thread> stopping = new ArrayList<>();
        for (SupervisedProcess service : List.copyOf(services)) {
            stopping.add(Thread.ofPlatform().start(() -> {
                if (orderly) {
                    service.stop(installation.recording() ? WRITING_CLASSES : Duration.ofSeconds(15));
                } else {
                    service.kill();
                }
            }));
        }
        for (Thread thread : stopping) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        infrastructure.stop(orderly);
        if (register != null) {
            register.remove(spec.name());
        }
        if (folder != null) {
            folder.close();
        }
    }
}
