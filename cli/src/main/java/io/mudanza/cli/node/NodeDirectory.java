package io.mudanza.cli.node;

import io.mudanza.cli.client.NodeClient;
import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.terminal.Surroundings;
import io.mudanza.contracts.problem.ProblemCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the node that was asked for, or the only one that runs on this machine. */
public final class NodeDirectory {

    private final Surroundings surroundings;
    private final String asked;
    private final Path tokenFile;

    public NodeDirectory(Surroundings surroundings, String asked, Path tokenFile) {
        this.surroundings = surroundings;
        this.asked = asked != null ? asked : surroundings.variable("MUDANZA_NODE");
        this.tokenFile = tokenFile;
    }

    /** A client of the chosen node with its token; problems come in this language. */
    public NodeClient client(String language) {
        Optional<LocalNode> local = local();
        URI url = local.map(LocalNode::url).orElseGet(() -> URI.create(asked));
        return new NodeClient(url, token(local), language);
    }

    private Optional<LocalNode> local() {
        List<LocalNode> nodes = all();
        if (asked != null && asked.contains("://")) {
            requireAddress(asked);
            requireTls(URI.create(asked));
            return nodes.stream().filter(node -> same(node.url(), URI.create(asked))).findFirst();
        }
        if (asked != null) {
            return Optional.of(nodes.stream().filter(node -> node.name().equals(asked)).findFirst().orElseThrow(
                    () -> Failure.of(ProblemCode.NOT_FOUND, "No node " + asked + " on this machine"
                            + (nodes.isEmpty() ? "" : "; there is " + names(nodes)) + ".")));
        }
        List<LocalNode> running = nodes.stream().filter(LocalNode::running).toList();
        if (running.size() == 1) {
            return Optional.of(running.getFirst());
        }
        if (running.isEmpty()) {
            throw Failure.of(ProblemCode.SERVICE_UNAVAILABLE,
                    "No node runs on this machine. Start one with 'mudanza up', or name one with --node URL.");
        }
        throw Failure.of(ProblemCode.INVALID_REQUEST,
                "Several nodes run on this machine (" + names(running) + "): choose one with --node NAME.");
    }

    private String token(Optional<LocalNode> local) {
        if (tokenFile != null) {
            return readToken(tokenFile);
        }
        String token = surroundings.variable("MUDANZA_TOKEN");
        if (token != null) {
            return token.strip();
        }
        // The admin token of a local node goes to that node only.
        return local.map(LocalNode::adminTokenFile).filter(Files::isReadable).map(NodeDirectory::readToken)
                .orElseThrow(() -> Failure.of(ProblemCode.TOKEN_INVALID,
                        "No token for the node. Give one with --token-file FILE or in MUDANZA_TOKEN."));
    }

    /** The first line of a file that holds a token. */
    public static String readToken(Path file) {
        try {
            String token = Files.readString(file).strip();
            if (token.isEmpty() || token.length() > 4096 || token.contains("\n")) {
                throw Failure.of(ProblemCode.INVALID_REQUEST, "The file " + file + " does not hold one token.");
            }
            return token;
        } catch (IOException e) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, "The token file " + file + " cannot be read.", e);
        }
    }

    private List<LocalNode> all() {
        Path folder = surroundings.home().resolve("nodes");
        List<LocalNode> nodes = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return nodes;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : files) {
                nodes.add(LocalNode.read(file));
            }
        } catch (IOException e) {
            throw Failure.of(ProblemCode.INTERNAL_ERROR, "The nodes of this machine cannot be listed in " + folder
                    + ": " + e.getMessage(), e);
        }
        nodes.sort(Comparator.comparing(LocalNode::name));
        return nodes;
    }

    private static void requireAddress(String address) {
        try {
            URI uri = URI.create(address);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, "--node needs a name or an address like https://host:8080.", e);
        }
        throw Failure.of(ProblemCode.INVALID_REQUEST, "--node needs a name or an address like https://host:8080.");
    }

    /** A token must not travel readable: plain HTTP is for nodes of this machine, or where the user says so. */
    private void requireTls(URI address) {
        String host = address.getHost();
        boolean here = host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
        if (address.getScheme().equals("http") && !here && !"true".equals(surroundings.variable("MUDANZA_ALLOW_HTTP"))) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, "The token would travel readable to " + host
                    + ". Use https://, or set MUDANZA_ALLOW_HTTP=true where the network is yours.");
        }
    }

    private static boolean same(URI one, URI other) {
        return one.getScheme() != null && one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost() != null && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getPort() == other.getPort();
    }

    private static String names(List<LocalNode> nodes) {
        return String.join(", ", nodes.stream().map(LocalNode::name).toList());
    }
}
