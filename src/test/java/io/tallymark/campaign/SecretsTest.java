package io.tallymark.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void aSecretIsMadeOnceForItsOwnerOnly() throws Exception {
        Path file = folder.resolve("data/signing.keys");
        assertThat(SecretFile.readOrMake(file, () -> "first")).isEqualTo("first");
        assertThat(SecretFile.readOrMake(file, () -> "second")).isEqualTo("first");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void rivalsAgreeOnOneSecret() {
        Path file = folder.resolve("signing.keys");
        Set<String> seen = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 16).parallel().forEach(n -> seen.add(SecretFile.readOrMake(file, () -> "made by " + n)));
        assertThat(seen).hasSize(1);
    }

    @Test
    void c3_addressesAreHashedWithTheKeyWhateverTheirCase() {
        AddressHash hash = new AddressHash("k".repeat(32));
        assertThat(hash.ofAddress(" Ann@Example.NET "))
                .isEqualTo(hash.ofAddress("ann@example.net"))
                .hasSize(43);
        assertThat(hash.ofDomain("Ann@Example.NET")).isEqualTo(hash.ofDomain("bob@example.net"));
        assertThat(hash.ofDomain("ann@example.net")).isNotEqualTo(hash.ofAddress("ann@example.net"));
        assertThat(new AddressHash("x".repeat(32)).ofAddress("ann@example.net"))
                .isNotEqualTo(hash.ofAddress("ann@example.net"));
        assertThat(hash.ofDomain("\"a@b\"@example.net")).isEqualTo(hash.ofDomain("c@example.net"));
    }
}
