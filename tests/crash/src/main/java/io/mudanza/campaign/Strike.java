package io.mudanza.campaign;

import io.mudanza.launcher.node.NodeRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Carries one fault out while its job runs, and gives back what it took. */
final class Strike {
    private final Fault fault;
    private final Site victim;
    private final Site peerDoor;
    private final Move move;
    private volatile boolean over;
    private volatile String hit = "not reached";
    private Thread thread;
    private Replica replica;

    Strike(Fault fault, Site source, Site target, Move move) {
        this.fault = fault;
        this.victim = fault.atSource() ? source : target;
        this.peerDoor = fault.operation() == Operation.PUSH ? target : source;
        this.move = move;
    }

    /** Before the job begins: its first points may be met at once. */
    void arm() throws IOException {
        if (fault.kind().atPoint()) {
            boolean hold = fault.kind() != Kind.KILL_AT_POINT && fault.kind() != Kind.CANCEL_AND_KILL;
            Path draft = victim.order().resolveSibling("crash-order.draft");
            Files.writeString(draft, fault.point() + ":" + fault.pass() + (hold ? ":hold" : ""));
            Files.move(draft, victim.order(), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Once the job has begun. */
    void start() {
        thread = Thread.ofVirtual().name("strike-" + fault.number()).start(() -> {
            try {
                run();
            } catch (IOException | SQLException e) {
                hit = "could not: " + e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** The job has ended. Returns what was hit. */
    String finish() throws InterruptedException, IOException {
        over = true;
        thread.join(20_000);
        if (replica != null) {
            replica.close();
        }
        return hit;
    }

    private void run() throws IOException, SQLException, InterruptedException {
        if (!fault.kind().atPoint()) {
            pause(fault.delay());
        }
        switch (fault.kind()) {
            case KILL_SERVICE -> kill(chosen(services()));
            case KILL_INFRA -> killInfra();
            case KILL_BACKEND -> killBackend();
            case KILL_AT_POINT -> awaitPoint();
            case KILL_INFRA_AT_POINT -> held(pid -> killInfra());
            case STOP -> {
                NodeRecord.Member member = chosen(victim.processes());
                hit = "stopped " + member.name();
                stopFor(member.process().pid());
            }
            case STOP_AT_POINT -> held(this::stopHeld);
            case ZOMBIE -> held(this::zombie);
            case CUT_PEER -> {
                for (int i = 0; i < 4; i++) {
                    peerDoor.door().cut();
                    pause(fault.lasting() / 12);
                }
                peerDoor.door().refuse(true);
                pause(fault.lasting() / 4);
                peerDoor.door().refuse(false);
                hit = "cut the way to " + peerDoor.name();
            }
            case THROTTLE_PEER -> {
                peerDoor.door().throttle(30_000);
                pause(fault.lasting());
                peerDoor.door().throttle(0);
                hit = "slowed the way to " + peerDoor.name();
            }
            case CUT_DATABASE -> cutDatabase();
            case CUT_DATABASE_AT_POINT -> held(pid -> cutDatabase());
            case FULL_STORE -> fill(victim.store(), "data folder");
            case FULL_TABLESPACE -> fill(victim.platform().space(), "tablespace");
            case FULL_WAL -> fill(victim.platform().wal(), "WAL");
            case FLUSH_REDIS -> {
                Redis.flush(victim);
                hit = "flushed Redis";
            }
            case REPLAY_KAFKA -> hit = "delivered " + Replay.run(victim, fault.seed() + fault.number()) + " messages again";
            case KILL_LEADER -> held(pid -> hit = pieces().killLeader(pid));
            case STOP_LEADER -> held(pid -> hit = pieces().stopLeader(pid));
            case CANCEL_WITH_PIECES -> held(pid -> hit = pieces().cancel());
            case END_PIECE_SESSION -> held(pid -> hit = pieces().endSession());
            case CANCEL_AND_KILL -> {
                while (!over && !move.look().path("steps").toString().contains("\"load\"")) {
                    pause(50);
                }
                pause(fault.delay() / 3);
                int status = move.owner().api().post("jobs/" + move.id() + "/cancel/", Api.JSON.createObjectNode(),
                        UUID.randomUUID().toString()).status();
                hit = "cancel answered " + status;
                if (status < 300) {
                    awaitPoint();
                }
            }
        }
    }

    private PieceStrike pieces() {
        return new PieceStrike(fault, victim, move);
    }

    private interface Held {
        void with(long pid) throws IOException, SQLException, InterruptedException;
    }

    private void held(Held action) throws IOException, SQLException, InterruptedException {
        if (awaitPoint()) {
            action.with(Long.parseLong(Files.readString(victim.fired()).strip()));
            Files.deleteIfExists(victim.fired());
        }
    }

    private boolean awaitPoint() throws InterruptedException {
        while (!over) {
            if (Files.exists(victim.fired())) {
                hit = "reached";
                return true;
            }
            Thread.sleep(10);
        }
        if (Files.exists(victim.fired())) {
            hit = "reached at the very end";
        }
        return false;
    }

    private List<NodeRecord.Member> services() {
        return victim.processes().stream().filter(NodeRecord.Member::http).toList();
    }

    private NodeRecord.Member chosen(List<NodeRecord.Member> members) {
        return members.get((int) (fault.victim() * members.size()));
    }

    private void kill(NodeRecord.Member member) throws IOException, InterruptedException {
        Os.signal("KILL", member.process().pid());
        hit = "killed " + member.name();
    }

    private void killInfra() throws IOException, InterruptedException {
        List<NodeRecord.Member> infra = victim.processes().stream().filter(member -> !member.http()).toList();
        int which = (int) (fault.victim() * (infra.size() + (victim.platform() == null ? 0 : 1)));
        if (which < infra.size()) {
            kill(infra.get(which));
        } else {
            Os.signal("KILL", victim.platformServer().process().pid());
            hit = "killed the platform's PostgreSQL";
        }
    }

    private void killBackend() throws IOException, SQLException, InterruptedException {
        List<Long> backends = new ArrayList<>();
        try (Connection connection = victim.toPlatform();
                ResultSet rows = connection.createStatement().executeQuery("SELECT pid FROM pg_stat_activity WHERE backend_type ="
                        + " 'client backend' AND pid <> pg_backend_pid() ORDER BY backend_start")) {
            while (rows.next()) {
                backends.add(rows.getLong(1));
            }
        }
        if (!backends.isEmpty()) {
            Os.signal("KILL", backends.get((int) (fault.victim() * backends.size())));
            hit = "killed one of " + backends.size() + " backends";
        }
    }

    private void stopFor(long pid) throws IOException, InterruptedException {
        Os.signal("STOP", pid);
        Thread.sleep(fault.lasting());
        Os.signal("CONT", pid);
    }

    private void stopHeld(long pid) throws IOException, InterruptedException {
        Os.signal("STOP", pid);
        Files.deleteIfExists(victim.fired());
        Thread.sleep(fault.lasting());
        Os.signal("CONT", pid);
        hit = "stopped there";
    }

    private void zombie(long pid) throws IOException, InterruptedException {
        if (!victim.apart()) {
            stopHeld(pid);
            return;
        }
        replica = Replica.start(victim, pid);
        Os.signal("STOP", pid);
        Files.deleteIfExists(victim.fired());
        long deadline = System.nanoTime() + 25_000_000_000L;
        while (!over && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        Os.signal("CONT", pid);
        hit = "stopped there, a replica went on";
    }

    private void cutDatabase() throws InterruptedException {
        victim.databaseDoor().refuse(true);
        pause(fault.lasting() / 4);
        victim.databaseDoor().refuse(false);
        hit = "cut the way to the platform's database";
    }

    private void fill(SmallDisk disk, String name) throws IOException, InterruptedException {
        disk.fill(48);
        long deadline = System.nanoTime() + 2L * fault.lasting() * 1_000_000;
        while (!over && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        disk.free();
        hit = "filled the " + name;
    }

    private void pause(int milliseconds) throws InterruptedException {
        long deadline = System.nanoTime() + milliseconds * 1_000_000L;
        while (!over && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
    }
}
