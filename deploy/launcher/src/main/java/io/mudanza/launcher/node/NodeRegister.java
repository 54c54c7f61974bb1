package io.mudanza.launcher.node;

import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.terminal.JsonText;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.embedded.process.Secrets;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The files by which a terminal finds the nodes of this machine. */
public final class NodeRegister {
    private final Path folder;

    /**
     * @param home {@code ~/.mudanza}
     */
    public NodeRegister(Path home) {
        this.folder = home.resolve("nodes");
    }

    /** The data folder of a node that was not given another. */
    public Path dataDir(String name) {
        return folder.resolve(name).toAbsolutePath();
    }

    public void write(NodeRecord node) {
        try {
            Files.createDirectories(folder);
            Secrets.write(file(node.name()), JsonText.pretty(node.json()) + "\n");
        } catch (IOException e) {
            throw Failure.of(ProblemCode.STORE_FAILED, folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    public void remove(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw Failure.of(ProblemCode.STORE_FAILED, file(name) + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    public Optional<NodeRecord> find(String name) {
        return Files.exists(file(name)) ? read(file(name)) : Optional.empty();
    }

    /** All of them, also those whose supervisor is gone. */
    public List<NodeRecord> all() {
        List<NodeRecord> nodes = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
                files.forEach(file -> read(file).ifPresent(nodes::add));
            } catch (IOException e) {
                throw Failure.of(ProblemCode.STORE_FAILED, folder + " cannot be read: " + e.getMessage(), e);
            }
        }
        nodes.sort(Comparator.comparing(NodeRecord::name));
        return nodes;
    }

    private static Optional<NodeRecord> read(Path file) {
        try {
            return Optional.of(NodeRecord.of(JsonText.MAPPER.readTree(file.toFile())));
        } catch (java.io.FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw Failure.of(ProblemCode.STORE_FAILED, file + " is damaged; delete it if no node runs: "
                    + e.getMessage(), e);
        }
    }

    private Path file(String name) {
        return folder.resolve(name + ".json");
    }
}
