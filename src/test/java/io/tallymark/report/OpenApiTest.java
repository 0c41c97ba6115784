package io.tallymark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.StringReader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The OpenAPI document names exactly the resources that there are (R8). */
class OpenApiTest {

    @Test
    void r8_pathsAndMethodsAreThoseOfTheResources() throws Exception {
        Set<String> described = new TreeSet<>();
        JsonObject paths = document().getJsonObject("paths");
        paths.forEach((path, methods) -> methods.asJsonObject()
                .keySet()
                .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        assertThat(described).isEqualTo(resources());
    }

    @Test
    void r8_everyReferenceLeadsSomewhere() throws Exception {
        JsonObject document = document();
        var references = Pattern.compile("\"#(/[^\"]+)\"").matcher(document.toString());
        while (references.find()) {
            assertThat(document.getValue(references.group(1))).isNotNull();
        }
        assertThat(document.getString("openapi")).startsWith("3.1");
    }

    private static JsonObject document() throws Exception {
        try (var reader = Json.createReader(new StringReader(new OpenApiResource().document()))) {
            return reader.readObject();
        }
    }

    private static Set<String> resources() {
        Set<String> found = new TreeSet<>();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.tallymark").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .forEach(type -> {
                            Class<?> resource = type.reflect();
                            String root = resource.getAnnotation(Path.class).value();
                            for (Method method : resource.getDeclaredMethods()) {
                                verbs(method).forEach(verb -> found.add(verb + " " + path(root, method)));
                            }
                        });
        return found;
    }

    private static Stream<String> verbs(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value());
    }

    private static String path(String root, Method method) {
        Path own = method.getAnnotation(Path.class);
        String joined = "/" + root + (own == null ? "" : "/" + own.value());
        return joined.replaceAll("/+", "/").replaceAll("\\{(\\w+):[^}]*\\}", "{$1}");
    }
}
