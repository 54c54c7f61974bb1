package io.mudanza.launcher.supervise;

import io.mudanza.cli.failure.Failure;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.embedded.process.ClassCache;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the built applications are.
 *
 * @param home      folder of the {@code mudanza} script
 * @param recording the processes record their classes for later starts
 */
public record Installation(Path home, boolean recording) {

    private static final List<String> CONTROL = List.of("-XX:TieredStopAtLevel=1");

    /**
     * A move is over in seconds or minutes, and most of a fresh process is run some thousand times only: by default the
     * second compiler takes a third of the processor time of a move of a gigabyte. Ten times the usual thresholds leave it
     * the loops over rows and bytes.
     */
    private static final List<String> MOVING = List.of("-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=10000", "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000", "-Djdk.httpclient.bufsize=131072");

    /** The one this program belongs to: {@code -Dmudanza.home}, else found upwards from its own class files. */
    public static Installation find() {
        String home = System.getProperty("mudanza.home");
        if (home != null) {
            return new Installation(Path.of(home).toAbsolutePath(), false);
        }
        try {
            Path place = Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            for (Path folder = place; folder != null; folder = folder.getParent()) {
                if (Files.exists(folder.resolve("deploy/standalone/pom.xml"))) {
                    return new Installation(folder, false);
                }
            }
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException("The launcher does not know where it is", e);
        }
        throw Failure.of(ProblemCode.INTERNAL_ERROR,
                "The built services cannot be found. Start through the mudanza script.");
    }

    Path standalone() {
        return built(home.resolve("deploy/standalone/target/quarkus-app/quarkus-run.jar"));
    }

    Path service(ServiceKind kind) {
        return built(kind.application(home));
    }

    /** The same installation, whose processes record their classes when they end in order. */
    public Installation recordingClasses() {
        return new Installation(home, true);
    }

    /** Whether the class caches for this shape are there and no older than the applications. */
    public boolean prepared(boolean apart) {
        List<Path> applications = apart ? ServiceKind.all().stream().map(this::service).toList()
                : List.of(standalone());
        return brokerClasses().asNewAs(home.resolve("deploy/launcher/target/lib"))
                && applications.stream().allMatch(application -> classes(application).asNewAs(application));
    }

    /** The command line of this program itself, without a command. */
    public List<String> ownProgram() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-Xms16m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k", "-XX:-UsePerfData", "-Xlog:disable",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-Dmudanza.home=" + home));
        command.addAll(ownClasses(false).flags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.mudanza.launcher.Mudanza"));
        return command;
    }

    /** The command line of this program as it moves data itself, without a command. */
    public List<String> movingProgram() {
        return program(List.of("-Xmx512m"), ownClasses(recording));
    }

    /** The command line of this program as it brings a file of SQLite, without a command. */
    public List<String> intakeProgram() {
        return program(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"), intakeClasses());
    }

    /** The command line of this program as it talks to a node, without a command. */
    public List<String> clientProgram() {
        return program(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"), clientClasses());
    }

    /** As the mudanza script does it. */
    private List<String> program(List<String> flags, ClassCache classes) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(flags);
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xlog:disable", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Dfile.encoding=UTF-8", "-Djava.awt.headless=true",
                "-Dmudanza.home=" + home));
        command.addAll(classes.flags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.mudanza.launcher.Mudanza"));
        return command;
    }

    private ClassCache intakeClasses() {
        return new ClassCache(home.resolve("deploy/launcher/target/intake.aot"), recording);
    }

    private ClassCache clientClasses() {
        return new ClassCache(home.resolve("deploy/launcher/target/client.aot"), recording);
    }

    private ClassCache ownClasses(boolean record) {
        return new ClassCache(home.resolve("deploy/launcher/target/mudanza.aot"), record);
    }

    /** Where the classes of a built application are kept between starts. */
    ClassCache classes(Path application) {
        Path target = application.getParent().getParent();
        return new ClassCache(target.resolve("classes.aot"), recording);
    }

    /** The same for the broker. */
    ClassCache brokerClasses() {
        return new ClassCache(home.resolve("deploy/launcher/target/broker.aot"), recording);
    }

    /**
     * Puts in place what the processes of a node have recorded.
     *
     * @return how many caches that are
     */
    public int keepClasses() {
        List<ClassCache> caches = new ArrayList<>(List.of(classes(standalone()), brokerClasses(), ownClasses(true),
                intakeClasses(), clientClasses()));
        ServiceKind.all().forEach(kind -> caches.add(classes(service(kind))));
        return (int) caches.stream().filter(ClassCache::keep).count();
    }

    private static Path built(Path jar) {
        if (!Files.exists(jar)) {
            throw Failure.of(ProblemCode.INTERNAL_ERROR, jar
                    + " is not built. Start through the mudanza script, which builds it.");
        }
        return jar;
    }

    /**
     * The command line of a service.
     *
     * @param temp where libraries unpack native code; a killed process cannot delete it
     */
    List<String> command(Path application, int heapMegabytes, boolean control, Path temp, String host, int port) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m", "-Xms32m", "-XX:+UseSerialGC", "-Xss512k", "-XX:MaxDirectMemorySize=64m",
                "-XX:ReservedCodeCacheSize=64m", "-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-Djava.io.tmpdir=" + temp, "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8"));
        command.addAll(control ? CONTROL : MOVING);
        command.addAll(1, classes(application).flags());
        if (recording) {
            // It pulls from itself: without this no media would go over a connection, and nothing be learnt of that.
            command.add("-Dmudanza.transfer.media-from-live=false");
        }
        command.addAll(List.of("-Dquarkus.http.host=" + host, "-Dquarkus.http.port=" + port, "-jar",
                application.toString()));
        return command;
    }
}
