package io.mudanza.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which module may know which. */
class ArrowsTest {

    private static final String[] FRAMEWORKS =
            {"io.quarkus..", "jakarta..", "io.smallrye..", "org.eclipse.microprofile.."};

    static Stream<Module> plainJava() {
        return Stream.of(Module.values()).filter(Module::isPlainJava);
    }

    static Stream<Module> services() {
        return Stream.of(Module.values()).filter(Module::isService);
    }

    @Test
    void everyModuleOfTheBuildStandsInTheTable() throws Exception {
        String pom = Files.readString(Module.ROOT.resolve("pom.xml"));
        assertThat(Pattern.compile("<module>(.*?)</module>").matcher(pom).results().map((MatchResult m) -> m.group(1)))
                .as("Add a new module to Module.java, with its package and the modules that it may know")
                .filteredOn(module -> !module.startsWith("tests/"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Module.values())
                        .map(module -> Module.ROOT.relativize(module.folder()).toString()).toList());
    }

    @ParameterizedTest
    @EnumSource(Module.class)
    void everyModuleIsCompiledBeforeItIsJudged(Module module) {
        assertThat(!module.hasSources() || Files.isDirectory(module.classes()))
                .as("%s has no compiled classes: build it first (./mudanza test does)", module)
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Module.class)
    void aModuleKnowsOnlyThoseOfItsArrows(Module module) {
        noClasses().that().resideInAPackage(module.packages())
                .should().dependOnClassesThat().resideInAnyPackage(module.forbidden())
                .because("the arrows of docs/architecture.md forbid it: move the class to where it may be known, "
                        + "or talk over HTTP or Kafka")
                .allowEmptyShould(true)
                .check(House.CLASSES);
    }

    @Test
    void everyClassLiesInThePackageOfAModule() {
        classes().should().resideInAnyPackage(Stream.of(Module.values()).map(Module::packages).toArray(String[]::new))
                .because("each module has one package: give the class the package of its module")
                .check(House.CLASSES);
    }

    @ParameterizedTest
    @MethodSource("plainJava")
    void plainJavaStaysPlainJava(Module module) {
        noClasses().that().resideInAPackage(module.packages())
                .should().dependOnClassesThat().resideInAnyPackage(FRAMEWORKS)
                .because("it must run without any framework: pass what it needs to its constructor instead")
                .allowEmptyShould(true)
                .check(House.CLASSES);
    }

    @Test
    void contractsNeedNothingButTheJdk() {
        classes().that().resideInAPackage(Module.JOB_CONTRACTS.packages())
                .should().onlyDependOnClassesThat().resideInAnyPackage("java..", Module.JOB_CONTRACTS.packages())
                .because("what crosses a process boundary must be readable without any library: "
                        + "keep behaviour and annotations on the side that uses it")
                .check(House.CLASSES);
    }

    @Test
    void theBundleFormatNeedsThreeLibraries() {
        classes().that().resideInAPackage(Module.BUNDLE.packages())
                .should().onlyDependOnClassesThat().resideInAnyPackage("java..", "javax.crypto..", "org.slf4j..",
                        "com.github.luben.zstd..", "com.dynatrace.hash4j..", "com.fasterxml.jackson..",
                        Module.BUNDLE.packages())
                .because("the format must be readable anywhere: put database and network code into the engine "
                        + "or into a service")
                .check(House.CLASSES);
    }

    @ParameterizedTest
    @MethodSource("services")
    void noServiceKnowsAnother(Module service) {
        String[] others = services().filter(other -> other != service).map(Module::packages).toArray(String[]::new);
        noClasses().that().resideInAPackage(service.packages())
                .should().dependOnClassesThat().resideInAnyPackage(others)
                .because("between services there is only Kafka and HTTP: call the other's internal endpoint, "
                        + "or put the shared type into job-contracts")
                .check(House.CLASSES);
    }

    @Test
    void theGatewayNeverTouchesData() {
        noClasses().that().resideInAPackage(Module.GATEWAY.packages())
                .should().dependOnClassesThat()
                .resideInAnyPackage(Module.ENGINE.packages(), Module.BUNDLE.packages(), Module.PLATFORM.packages())
                .because("the gateway commands and streams through: let a worker do it in a step")
                .check(House.CLASSES);
    }
}
