package io.mudanza.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code deploy/compose/compose.yaml} as Compose reads it: anchors and merge keys resolved. */
final class ComposeFile {
    static final Path FOLDER = Module.ROOT.resolve("deploy/compose");
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)");

    private final String text;
    private final JsonNode tree;

    private ComposeFile(String text, JsonNode tree) {
        this.text = text;
        this.tree = tree;
    }

    static ComposeFile read() throws IOException {
        String text = Files.readString(FOLDER.resolve("compose.yaml"));
        Object loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        return new ComposeFile(text, new ObjectMapper().valueToTree(loaded));
    }

    JsonNode tree() {
        return tree;
    }

    void eachService(BiConsumer<String, JsonNode> what) {
        tree.path("services").properties().forEach(service -> what.accept(service.getKey(), service.getValue()));
    }

    /** Names that are filled in from {@code .env}. */
    Set<String> variables() {
        Set<String> names = new TreeSet<>();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** What {@code .env.example} sets. */
    static Map<String, String> example() throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : Files.readAllLines(FOLDER.resolve(".env.example"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                values.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            }
        }
        return values;
    }
}
