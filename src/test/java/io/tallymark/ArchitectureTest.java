package io.tallymark;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tallymark.access.Needs;
import jakarta.persistence.Entity;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.HttpMethod;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the packages to the arrows that the design allows. */
class ArchitectureTest {

    private static final String ROOT = "io.tallymark.";

    /**
     * Which package may use which. {@code http} is the shared vocabulary of all that answer over HTTP or tell their health, and
     * {@code token} owns the word for opens and clicks, so both are open to more packages than their own capability needs.
     */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry("settings", List.of()),
            Map.entry("token", List.of()),
            Map.entry("instrument", List.of()),
            Map.entry("http", List.of("settings")),
            Map.entry("database", List.of("settings", "http")),
            Map.entry("access", List.of("settings", "http", "database")),
            Map.entry("journal", List.of("settings", "http", "token")),
            Map.entry("campaign", List.of("settings", "http", "database", "access", "token", "instrument")),
            Map.entry("capture", List.of("settings", "http", "token", "campaign", "journal")),
            Map.entry("event", List.of("settings", "http", "database", "access", "token", "campaign", "journal")),
            Map.entry("classify", List.of("settings", "http", "database", "access", "token", "campaign", "event")),
            Map.entry(
                    "report",
                    List.of("settings", "http", "database", "access", "token", "campaign", "event", "classify")),
            Map.entry(
                    "dashboard",
                    List.of(
                            "settings",
                            "http",
                            "database",
                            "access",
                            "token",
                            "campaign",
                            "event",
                            "classify",
                            "report",
                            "sample")),
            Map.entry("simulation", List.of("classify")),
            Map.entry(
                    "sample",
                    List.of("http", "database", "access", "token", "campaign", "event", "classify", "simulation")));

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tallymark");

    @TestFactory
    Stream<DynamicTest> packagesUseOnlyWhatTheyMay() {
        return ARROWS.entrySet().stream()
                .map(arrow -> DynamicTest.dynamicTest(arrow.getKey(), () -> {
                    String[] allowed = Stream.concat(Stream.of(arrow.getKey()), arrow.getValue().stream())
                            .map(name -> ROOT + name)
                            .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage(ROOT + arrow.getKey())
                            .should()
                            .dependOnClassesThat(
                                    resideInAPackage("io.tallymark..").and(not(resideInAnyPackage(allowed))))
                            .check(MAIN);
                }));
    }

    @Test
    void everyPackageHasItsArrows() {
        Set<String> present = MAIN.stream()
                .map(type -> type.getPackageName().substring(ROOT.length()))
                .collect(Collectors.toSet());
        assertThat(present).isEqualTo(ARROWS.keySet());
    }

    @Test
    void noPackageCycles() {
        slices().matching("io.tallymark.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void nothingTiesTheWarToOneServer() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.glassfish..",
                        "fish.payara..",
                        "org.jboss..",
                        "org.wildfly..",
                        "org.eclipse.persistence..",
                        "org.hibernate..",
                        "com.sun..")
                .check(MAIN);
    }

    @Test
    void tokensAndRewritingArePure() {
        classes()
                .that()
                .resideInAnyPackage(ROOT + "token", ROOT + "instrument")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.crypto..",
                        "org.jsoup..",
                        "jakarta.mail.internet..",
                        ROOT + "token",
                        ROOT + "instrument")
                .check(MAIN);
    }

    @Test
    void everyEntityIsNamedInThePersistenceUnit() throws Exception {
        String unit = Files.readString(Path.of("src/main/resources/META-INF/persistence.xml"));
        assertThat(MAIN.stream().filter(type -> type.isAnnotatedWith(Entity.class)))
                .isNotEmpty()
                .allSatisfy(type -> assertThat(unit).contains("<class>" + type.getName() + "</class>"));
    }

    /** Payara does not enlist connections in a CDI transaction that begins inside a timer; session beans do it right. */
    @Test
    void timersLeaveTransactionsToSessionBeans() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Timer")
                .should()
                .callMethodWhere(describe(
                        "the target begins a CDI transaction",
                        call -> call.getTarget()
                                .resolveMember()
                                .map(method -> method.isAnnotatedWith(Transactional.class))
                                .orElse(false)))
                .check(MAIN);
    }

    @Test
    void a2_everyResourceMethodNamesTheRightItNeeds() {
        methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .and()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(jakarta.ws.rs.Path.class)
                .should()
                .beAnnotatedWith(Needs.class)
                .check(MAIN);
    }
}
