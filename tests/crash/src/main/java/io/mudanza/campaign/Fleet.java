package io.mudanza.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.embedded.process.TempFolder;
import io.mudanza.launcher.node.Replicas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The two nodes, one in one process and one with its services apart, and what the last jobs left for the next. */
final class Fleet implements AutoCloseable {
    private final Site single;
    private final Site apart;
    private final Path dir;
    private final boolean disks;
    private final Course course;
    private final Map<Site, Undo> undo = new HashMap<>();
    private final Set<String> exports = new HashSet<>();
    private Path bundle;
    private Fingerprint bundled;

    /** What a rollback of the site's last job brings back. */
    record Undo(String job, Fingerprint before, boolean inPlace) {}

    Fleet(Course course) throws Exception {
        this.dir = TempFolder.create("mudanza-crash-");
        this.course = course;
        this.disks = course != Course.PIECES && SmallDisk.possible(dir.resolve("trial"));
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            Future<Site> one = both.submit(start("single", false));
            Future<Site> other = both.submit(start("apart", true));
            single = one.get();
            apart = other.get();
        }
    }

    private Callable<Site> start(String name, boolean services) {
        return () -> {
            Site site = Site.start(name, services, dir.resolve(name), disks,
                    course == Course.PIECES ? Replicas.parse("exporting=2,importing=2,transfer=2") : Replicas.ONE_EACH);
            Sample.create(site);
            if (course == Course.PIECES) {
                Sample.createBulk(site);
            }
            return site;
        };
    }

    Site single() {
        return single;
    }

    Site apart() {
        return apart;
    }

    boolean disks() {
        return disks;
    }

    /** Jobs whose bundle is meant to stay. */
    Set<String> exports() {
        return exports;
    }

    Path bundle() {
        return bundle;
    }

    /** What the bundle holds. */
    Fingerprint bundled() {
        return bundled;
    }

    /** Downloads the bundle of an export; later imports bring it. */
    void keep(Site source, String export, Fingerprint state) throws IOException, InterruptedException {
        exports.add(export);
        Path file = dir.resolve("bundle-" + export);
        int status = source.api().download("download-export/" + export + "/", file);
        if (status != 200) {
            throw new IOException("The bundle of " + export + " cannot be downloaded: " + status);
        }
        bundle = file;
        bundled = state;
    }

    /** A backup archive of the site's platform as it is now. */
    Path archive(Site site) throws IOException, InterruptedException {
        return Archive.of(site, dir);
    }

    Undo undo(Site site) {
        return undo.get(site);
    }

    /** Remembers what the site's last job can take back; drops all other kept states. */
    void keepOnly(Site site, Undo last) throws IOException, InterruptedException {
        undo.put(site, last);
        for (JsonNode checkpoint : site.api().get("checkpoints/").json().path("checkpoints")) {
            boolean kept = last != null && checkpoint.path("id").asText().equals(last.job());
            if (!kept) {
                site.api().delete("checkpoints/" + checkpoint.path("id").asText());
            }
        }
    }

    /** Another state at the source than anywhere else. */
    Fingerprint change(Site source, Random random) throws Exception {
        Sample.change(source, random);
        return Fingerprint.of(source);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        single.close();
        apart.close();
        TempFolder.delete(dir);
    }
}
