package io.mudanza.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All compiled classes of all modules, read once. */
final class House {

    static final JavaClasses CLASSES = new ClassFileImporter().importPaths(folders());

    private House() {
    }

    private static List<Path> folders() {
        return Stream.of(Module.values()).map(Module::classes).filter(Files::isDirectory).toList();
    }
}
