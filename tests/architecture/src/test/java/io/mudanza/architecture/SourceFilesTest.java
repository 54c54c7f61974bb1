package io.mudanza.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a source file may look like. */
class SourceFilesTest {

    private static final int LONGEST_MAIN = 300;
    private static final int LONGEST_TEST = 400;

    @Test
    void aMainFileHasOneIdea() {
        assertThat(longerThan(LONGEST_MAIN, "src/main/java"))
                .as("A file of more than %d lines has more than one idea: give the second one its own file", LONGEST_MAIN)
                .isEmpty();
    }

    @Test
    void aTestFileHasOneSubject() {
        assertThat(longerThan(LONGEST_TEST, "src/test/java"))
                .as("A test of more than %d lines has more than one subject: divide it", LONGEST_TEST)
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        List<Path> silent = sources("src/main/java").map(Path::getParent).distinct()
                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                .map(Module.ROOT::relativize).toList();
        assertThat(silent).as("Add a package-info.java with a sentence that says what the package is for").isEmpty();
    }

    @Test
    void importsSayWhatTheyBring() {
        assertThat(filesWith(line -> line.startsWith("import ") && line.endsWith(".*;")))
                .as("Import each type by its name").isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(filesWith(line -> line.contains("TO" + "DO") || line.contains("FIX" + "ME")))
                .as("Do it, or open an issue and take the note out").isEmpty();
    }

    @Test
    void aServiceKeepsItsSettingsWhereBothShapesFindThem() {
        List<Path> misplaced = Stream.of(Module.values())
                .filter(Module::isService)
                .map(module -> module.folder().resolve("src/main/resources/application.properties"))
                .filter(Files::exists).map(Module.ROOT::relativize).toList();
        assertThat(misplaced)
                .as("Only deploy/standalone has an application.properties: "
                        + "use META-INF/microprofile-config.properties, which also works in one process")
                .isEmpty();
    }

    private static List<String> longerThan(int lines, String folder) {
        List<String> tooLong = new ArrayList<>();
        sources(folder).forEach(file -> {
            int length = lines(file).size();
            if (length > lines) {
                tooLong.add(Module.ROOT.relativize(file) + ": " + length + " lines");
            }
        });
        return tooLong;
    }

    private static List<String> filesWith(Predicate<String> wrong) {
        List<String> found = new ArrayList<>();
        Stream.of("src/main/java", "src/test/java").flatMap(SourceFilesTest::sources).forEach(file -> {
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (wrong.test(lines.get(i))) {
                    found.add(Module.ROOT.relativize(file) + ":" + (i + 1));
                }
            }
        });
        return found;
    }

    private static Stream<Path> sources(String folder) {
        List<Path> tests = List.of(
                Module.ROOT.resolve("tests/architecture"), Module.ROOT.resolve("tests/end-to-end"),
                Module.ROOT.resolve("tests/security"),
                Module.ROOT.resolve("tests/crash"));
        return Stream.concat(Stream.of(Module.values()).map(Module::folder), tests.stream())
                .map(module -> module.resolve(folder))
                .filter(Files::isDirectory)
                .flatMap(SourceFilesTest::javaFiles);
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
