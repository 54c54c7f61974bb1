package io.mudanza.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a service looks like from outside: doors, locks and messages. */
class ServicesTest {

    private static final String PATH = "jakarta.ws.rs.Path";
    private static final String PERMIT_ALL = "jakarta.annotation.security.PermitAll";
    private static final String ROLES_ALLOWED = "jakarta.annotation.security.RolesAllowed";
    private static final String ENTITY = "jakarta.persistence.Entity";

    private static final DescribedPredicate<JavaMethod> ENDPOINTS = describe("are endpoints of a resource",
            method -> method.getOwner().isAnnotatedWith(PATH) && !method.getOwner().isInterface()
                    && method.getAnnotations().stream().anyMatch(annotation ->
                            annotation.getRawType().isAnnotatedWith("jakarta.ws.rs.HttpMethod")
                                    || annotation.getRawType().getName().equals(PATH)));

    @Test
    void onlyResourcesHaveAPath() {
        classes().that().areAnnotatedWith(PATH).and().areNotInterfaces()
                .should().haveSimpleNameEndingWith("Resource")
                .because("a door is found by its name: call the class …Resource. A REST client is an interface")
                .check(House.CLASSES);
    }

    @Test
    void everyEndpointSaysWhoMayCallIt() {
        methods().that(ENDPOINTS).should(sayWhoMayCall())
                .because("nothing is open by accident: annotate the method or its class with @RolesAllowed, "
                        + "or @PermitAll for health and keys")
                .check(House.CLASSES);
    }

    @Test
    void onlyHealthAndKeysAreOpenToEverybody() {
        List<String> open = House.CLASSES.stream().flatMap(type -> type.getMethods().stream())
                .filter(ENDPOINTS)
                .filter(method -> method.isAnnotatedWith(PERMIT_ALL)
                        || method.getOwner().isAnnotatedWith(PERMIT_ALL) && !method.isAnnotatedWith(ROLES_ALLOWED))
                .map(method -> method.getOwner().getSimpleName() + "." + method.getName())
                .toList();
        assertThat(open).as("Doors without a lock: health, the public keys, and the one that takes the node's secret")
                .containsExactlyInAnyOrder("HealthResource.health", "KeysResource.keys", "NodeKeyResource.key",
                        "ServiceJwtResource.sign");
    }

    @Test
    void anEndpointThatIsNotPublicIsNoEndpoint() {
        methods().that(ENDPOINTS).should().bePublic()
                .because("Quarkus silently leaves out endpoints that are not public: make the method public")
                .check(House.CLASSES);
    }

    @Test
    void noEntityLeavesThroughADoor() {
        noMethods().that(ENDPOINTS).should(haveAnEntityInTheSignature())
                .because("a row is not a contract: return a record with the fields that the caller may see")
                .check(House.CLASSES);
    }

    @Test
    void onlyMessagingSends() {
        noClasses().that().resideOutsideOfPackage("..messaging..")
                .should().dependOnClassesThat().haveNameMatching(
                        "org\\.eclipse\\.microprofile\\.reactive\\.messaging\\.Emitter"
                                + "|io\\.smallrye\\.reactive\\.messaging\\.MutinyEmitter"
                                + "|org\\.apache\\.kafka\\.clients\\.producer\\..*")
                .because("a message sent beside the transaction is lost or lies: write it to the outbox, "
                        + "its relay sends it")
                .check(House.CLASSES);
    }

    @Test
    void onlyMessagingReceives() {
        noMethods().that().areDeclaredInClassesThat().resideOutsideOfPackage("..messaging..")
                .should().beAnnotatedWith("org.eclipse.microprofile.reactive.messaging.Incoming")
                .because("consumers are found in one place: put it into the service's messaging package")
                .check(House.CLASSES);
    }

    @Test
    void theSagaKnowsNoHttp() {
        noClasses().that().resideInAPackage("io.mudanza.gateway.saga..")
                .should().dependOnClassesThat().resideInAnyPackage("jakarta.ws.rs..", "io.vertx..")
                .because("the saga must be able to leave the gateway: hand it values, answer in the resource")
                .allowEmptyShould(true)
                .check(House.CLASSES);
    }

    @Test
    void librariesHaveNeitherDoorsNorTables() {
        String[] libraries = Stream.of(Module.values())
                .filter(module -> module.folder().startsWith(Module.ROOT.resolve("libs")))
                .map(Module::packages).toArray(String[]::new);
        noClasses().that().resideInAnyPackage(libraries).and().areNotInterfaces()
                .should().beAnnotatedWith(PATH).orShould().beAnnotatedWith(ENTITY)
                .because("an endpoint and a table belong to exactly one service: move it there")
                .check(House.CLASSES);
    }

    private static ArchCondition<JavaMethod> sayWhoMayCall() {
        return new ArchCondition<>("say who may call them") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean said = Stream.of("RolesAllowed", "PermitAll", "DenyAll")
                        .map(name -> "jakarta.annotation.security." + name)
                        .anyMatch(name -> method.isAnnotatedWith(name) || method.getOwner().isAnnotatedWith(name));
                events.add(new SimpleConditionEvent(method, said, method.getFullName()
                        + (said ? " says" : " does not say") + " who may call it"));
            }
        };
    }

    private static ArchCondition<JavaMethod> haveAnEntityInTheSignature() {
        return new ArchCondition<>("have an entity in their signature") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream.concat(method.getReturnType().getAllInvolvedRawTypes().stream(),
                                method.getParameterTypes().stream()
                                        .flatMap(type -> type.getAllInvolvedRawTypes().stream()))
                        .filter((JavaClass type) -> type.isAnnotatedWith(ENTITY))
                        .forEach(type -> events.add(SimpleConditionEvent.satisfied(method,
                                method.getFullName() + " shows " + type.getName())));
            }
        };
    }
}
