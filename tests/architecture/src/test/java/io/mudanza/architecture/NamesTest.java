package io.mudanza.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names that say something, and packages that do not need each other in circles. */
class NamesTest {

    private static final Pattern EMPTY_PACKAGE = Pattern.compile(
            "(.*\\.)?(utils?|commons?|helpers?|managers?|dtos?|misc|impl|shared)(\\..*)?");
    private static final Pattern EMPTY_CLASS = Pattern.compile(
            ".*(Utils?|Common|Helpers?|Manager|Dto|DTO|Misc|Impl)");

    @Test
    void noNameIsEmpty() {
        noClasses().should(new ArchCondition<JavaClass>("have a name that says nothing") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean empty = EMPTY_PACKAGE.matcher(type.getPackageName()).matches()
                        || EMPTY_CLASS.matcher(type.getSimpleName()).matches();
                events.add(new SimpleConditionEvent(type, empty, type.getName()));
            }
        }).because("such a name attracts everything: look for the missing word of the domain, "
                + "such as ByteSize or TableName").check(House.CLASSES);
    }

    @ParameterizedTest
    @EnumSource(Module.class)
    void thePackagesOfAModuleNeedEachOtherInNoCircle(Module module) {
        slices().assignedFrom(packagesOf(module))
                .should().beFreeOfCycles()
                .because("packages in a circle are one package: move the class that closes the circle to the side "
                        + "that needs it, or put an interface between them")
                .allowEmptyShould(true)
                .check(House.CLASSES.that(DescribedPredicate.describe("of " + module,
                        type -> (type.getPackageName() + "..").startsWith(module.packages().replace("..", "")))));
    }

    private static SliceAssignment packagesOf(Module module) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return SliceIdentifier.of(type.getPackageName());
            }

            @Override
            public String getDescription() {
                return "packages of " + module;
            }
        };
    }
}
