package io.tallymark.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallymark.Randoms;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TokenCodecTest {

    private static final SigningKeys KEYS =
            SigningKeys.parse("1:" + secret(1) + ",7:" + secret(7) + ",255:" + secret(9));
    private static final TokenCodec CODEC = new TokenCodec(KEYS);
    private static final LocalDate DAY = LocalDate.of(2028, 11, 22);

    private static String secret(int filler) {
        byte[] secret = new byte[32];
        new Random(filler).nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    private record Parts(String id, String sig) {
        static Parts of(String path) {
            int question = path.indexOf("?sig=");
            String file = path.substring(3, question);
            return new Parts(
                    file.endsWith(".gif") ? file.substring(0, file.length() - 4) : file, path.substring(question + 5));
        }
    }

    private static Token randomToken(Random random) {
        Kind kind = Randoms.pick(random, Kind.values());
        return new Token(
                kind,
                Randoms.pick(random, 1, 7, 255),
                LocalDate.of(2020, 1, 1).plusDays(random.nextInt(65536)),
                new UUID(random.nextLong(), random.nextLong()),
                kind == Kind.OPEN ? 0 : random.nextLong());
    }

    private static Parts encoded(Token token) {
        return Parts.of(
                token.kind() == Kind.OPEN
                        ? CODEC.openPath(token.messageId(), token.expiresOn(), token.keyId())
                        : CODEC.clickPath(token.messageId(), token.linkId(), token.expiresOn(), token.keyId()));
    }

    @Test
    void t1_whatIsEncodedIsReadBack() {
        Randoms.forAll(2_000, random -> {
            Token token = randomToken(random);
            Parts parts = encoded(token);
            assertThat(CODEC.verify(token.kind(), parts.id(), parts.sig())).contains(token);
        });
    }

    @Test
    void t6_pathsNeedNoEscaping() {
        Randoms.forAll(500, random -> {
            Token token = randomToken(random);
            Parts parts = encoded(token);
            assertThat(parts.id()).matches("[A-Za-z0-9_-]{26,36}");
            assertThat(parts.sig()).matches("[A-Za-z0-9_-]{22}");
        });
        assertThat(CODEC.openPath(new UUID(1, 2), DAY, 1)).startsWith("/o/").contains(".gif?sig=");
        assertThat(CODEC.clickPath(new UUID(1, 2), 3, DAY, 1)).startsWith("/c/").contains("?sig=");
    }

    @Test
    void t2_t4_everyAlteredCharacterIsRefused() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/. ";
        Randoms.forAll(40, random -> {
            Token token = randomToken(random);
            Parts parts = encoded(token);
            for (int i = 0; i < parts.id().length(); i++) {
                String id = altered(parts.id(), i, alphabet, random);
                assertThat(CODEC.verify(token.kind(), id, parts.sig())).as(id).isEmpty();
            }
            for (int i = 0; i < parts.sig().length(); i++) {
                String sig = altered(parts.sig(), i, alphabet, random);
                assertThat(CODEC.verify(token.kind(), parts.id(), sig)).as(sig).isEmpty();
            }
        });
    }

    @Test
    void t4_everySpellingOfTheLastCharacterButOneIsRefused() {
        Parts parts = encoded(new Token(Kind.OPEN, 1, DAY, new UUID(5, 6), 0));
        String sig = parts.sig().substring(0, 21);
        long valid = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                .chars()
                .filter(last ->
                        CODEC.verify(Kind.OPEN, parts.id(), sig + (char) last).isPresent())
                .count();
        assertThat(valid).isEqualTo(1);
    }

    private static String altered(String text, int index, String alphabet, Random random) {
        char other = alphabet.charAt(random.nextInt(alphabet.length()));
        return other == text.charAt(index)
                ? altered(text, index, alphabet, random)
                : text.substring(0, index) + other + text.substring(index + 1);
    }

    @Test
    void t2_openIsNoClickAndClickIsNoOpen() {
        Randoms.forAll(200, random -> {
            Token token = randomToken(random);
            Parts parts = encoded(token);
            Kind other = token.kind() == Kind.OPEN ? Kind.CLICK : Kind.OPEN;
            assertThat(CODEC.verify(other, parts.id(), parts.sig())).isEmpty();
        });
    }

    @Test
    void t3_eachKeyIsNamedByItsTokens() {
        TokenCodec onlySeven = new TokenCodec(SigningKeys.parse("7:" + secret(7)));
        Parts withSeven = Parts.of(CODEC.openPath(new UUID(1, 1), DAY, 7));
        Parts withOne = Parts.of(CODEC.openPath(new UUID(1, 1), DAY, 1));
        assertThat(onlySeven.verify(Kind.OPEN, withSeven.id(), withSeven.sig())).isPresent();
        assertThat(onlySeven.verify(Kind.OPEN, withOne.id(), withOne.sig())).isEmpty();
        assertThat(new TokenCodec(SigningKeys.parse("7:" + secret(8)))
                        .verify(Kind.OPEN, withSeven.id(), withSeven.sig()))
                .isEmpty();
        assertThatThrownBy(() -> CODEC.openPath(new UUID(1, 1), DAY, 2)).hasMessageContaining("signing key 2");
    }

    @Test
    void t5_garbageIsRefusedAndNeverThrows() {
        Parts parts = encoded(new Token(Kind.CLICK, 1, DAY, new UUID(5, 6), 7));
        for (String bad : new String[] {null, "", " ", "\0", "é".repeat(36), "=".repeat(36), "A".repeat(1_000_000)}) {
            assertThat(CODEC.verify(Kind.CLICK, bad, parts.sig())).isEmpty();
            assertThat(CODEC.verify(Kind.CLICK, parts.id(), bad)).isEmpty();
        }
        Randoms.forAll(5_000, random -> {
            String id = Randoms.text(random, 40);
            String sig = Randoms.text(random, 30);
            assertThat(CODEC.verify(Randoms.pick(random, Kind.values()), id, sig))
                    .isEmpty();
        });
    }

    @Test
    void cutOrLongerTokensAreRefused() {
        Parts parts = encoded(new Token(Kind.OPEN, 1, DAY, new UUID(5, 6), 0));
        for (int i = 0; i < parts.id().length(); i++) {
            assertThat(CODEC.verify(Kind.OPEN, parts.id().substring(0, i), parts.sig()))
                    .isEmpty();
        }
        assertThat(CODEC.verify(Kind.OPEN, parts.id() + "A", parts.sig())).isEmpty();
        assertThat(CODEC.verify(Kind.OPEN, parts.id(), parts.sig() + "A")).isEmpty();
    }

    @Test
    void theLastDayStillCounts() {
        Parts parts = encoded(new Token(Kind.OPEN, 1, DAY, new UUID(5, 6), 0));
        Optional<Token> token = CODEC.verify(Kind.OPEN, parts.id(), parts.sig());
        assertThat(token.orElseThrow().expired(DAY)).isFalse();
        assertThat(token.orElseThrow().expired(DAY.plusDays(1))).isTrue();
        assertThatThrownBy(() -> CODEC.openPath(new UUID(1, 1), LocalDate.of(2019, 12, 31), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CODEC.openPath(new UUID(1, 1), LocalDate.of(2199, 6, 7), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void generatedKeysSurviveTheirFile() {
        SigningKeys made = SigningKeys.generate(new SecureRandom());
        SigningKeys read = SigningKeys.parse(made.format());
        assertThat(read.fingerprint(1)).isEqualTo(made.fingerprint(1)).matches("[0-9a-f]{16}");
        assertThat(made.toString()).isEqualTo("SigningKeys[1]");
        assertThat(KEYS.newestId()).isEqualTo(255);
        assertThat(KEYS.ids()).containsExactly(1, 7, 255);
    }

    @Test
    void badKeysAreToldWithoutShowingThem() {
        String good = secret(3);
        for (String bad : new String[] {
            "",
            good,
            "0:" + good,
            "256:" + good,
            "x:" + good,
            "1:abc",
            "1:" + good + "!",
            "1:" + good + ",1:" + good,
            "1:" + good + ",",
            "1:"
        }) {
            assertThatThrownBy(() -> SigningKeys.parse(bad))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the form is")
                    .satisfies(
                            e -> assertThat(e.getMessage()).doesNotContain(good).doesNotContain("\n"))
                    .hasNoCause();
        }
    }
}
