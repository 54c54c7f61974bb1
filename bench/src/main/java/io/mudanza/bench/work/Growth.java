package io.mudanza.bench.work;

import io.mudanza.bench.contest.Contender;
import io.mudanza.bench.contest.Contest.Measured;
import io.mudanza.bench.process.Cost;
import io.mudanza.bench.sample.Sample;
import io.mudanza.embedded.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The same pull, with media, at growing scales: does time grow faster than the data, and does memory grow at all? */
public record Growth(Tools tools) {

    /** One pull of the sample platform at a scale. */
    public record Size(double scale, long databaseBytes, Measured measured) {}

    public List<Size> run(List<Double> scales, Consumer<String> told) throws InterruptedException {
        List<Size> sizes = new ArrayList<>();
        for (double scale : scales) {
            Path media = tools.file("growth-media");
            EmbeddedPostgres source = tools.servers().source();
            Tools.delete(media);
            source.dropDatabase("growth");
            Sample.TUKI.make(source, "growth", scale, media);
            tools.freshTarget();
            try (NodePair nodes = new NodePair(tools, "growth", media)) {
                tools.servers().settle();
                Cost cost = nodes.pull();
                long bytes = tools.servers().sourceBytes("growth");
                sizes.add(new Size(scale, bytes, new Measured("pull with media", "scale " + scale, 1,
                        new Contender.Result(cost, bytes))));
                told.accept(String.format(Locale.ROOT, "pull with media, scale %.1f: %d MB in %.1f s", scale,
                        bytes / 1_000_000, cost.seconds()));
                nodes.peaks().forEach((process, peak) -> told.accept("  " + process + ": " + (peak >> 20)
                        + " MB resident at most"));
            }
            source.dropDatabase("growth");
            Tools.delete(media);
        }
        tools.freshTarget();
        return sizes;
    }
}
