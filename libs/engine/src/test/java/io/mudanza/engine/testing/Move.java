package io.mudanza.engine.testing;

import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartFeed;
import io.mudanza.bundle.sign.NodeKey;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.store.FeedLog;
import io.mudanza.bundle.store.PartReader;
import io.mudanza.bundle.store.StoreFeed;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.extract.ExtractRequest;
import io.mudanza.engine.extract.Extractor;
import io.mudanza.engine.extract.SchemaParts;
import io.mudanza.engine.load.LoadRequest;
import io.mudanza.engine.load.LoadSummary;
import io.mudanza.engine.load.Loader;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.schema.SchemaTexts;
import io.mudanza.engine.verify.PartRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** One move through a folder of parts. */
public final class Move {

    private final DatabaseAddress source;
    private final DirectoryPartStore store;

    public Move(DatabaseAddress source, Path folder) {
        this.source = source;
        this.store = new DirectoryPartStore(folder.resolve("bundle"));
    }

    public DirectoryPartStore store() {
        return store;
    }

    public Manifest extract() throws Exception {
        return extract(ExtractRequest.of(source, "test"));
    }

    public Manifest extract(ExtractRequest request) throws Exception {
        try (FeedLog log = new FeedLog(store.feedFile())) {
            return new Extractor(NodeKey.generate()).extract(
                    request, store,
                    line -> {
                        try {
                            log.append(line);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    },
                    ProgressListener.NONE, Cancellation.NEVER);
        }
    }

    public PartFeed feed() {
        return new StoreFeed(store);
    }

    public LoadSummary load(DatabaseAddress target) throws Exception {
        return load(LoadRequest.of(target), feed(), Cancellation.NEVER);
    }

    public LoadSummary load(LoadRequest request, PartFeed feed, Cancellation cancellation) throws Exception {
        try (feed) {
            return new Loader().load(request, feed, ProgressListener.NONE, cancellation);
        }
    }

    public SchemaTexts schema(Manifest manifest) throws Exception {
        return new SchemaTexts(text(manifest, SchemaParts.PRE_DATA), text(manifest, SchemaParts.POST_DATA));
    }

    public PartRows rows(Manifest manifest) {
        return new PartRows(manifest, part -> store.open(part.name(), 0));
    }

    private String text(Manifest manifest, String name) throws Exception {
        Part part = manifest.parts().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
        try (PartReader reader = new PartReader(part, store.open(name, 0))) {
            return new String(reader.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
