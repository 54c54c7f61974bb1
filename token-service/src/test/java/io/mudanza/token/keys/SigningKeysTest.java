package io.mudanza.token.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.token.NodeDatabase;
import io.mudanza.token.SettableClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(NodeDatabase.class)
class SigningKeysTest {

    @Inject
    SigningKeys keys;

    @Inject
    SigningKeyRepository repository;

    @Inject
    KeySeal seal;

    @Inject
    SettableClock clock;

    @AfterEach
    void backToNow() {
        clock.reset();
        QuarkusTransaction.requiringNew().run(() -> repository.deleteById("0ld"));
    }

    @Test
    void aRetiredKeyIsShownForAsLongAsWhatItSignedLives() throws Exception {
        // Given
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        SigningKeyEntity old = new SigningKeyEntity("0ld", pair.getPublic().getEncoded(),
                seal.seal("0ld", pair.getPrivate().getEncoded()), clock.now(), clock.now());
        old.retiredAt = clock.now();
        QuarkusTransaction.requiringNew().run(() -> repository.persist(old));
        // When
        KeySet now = keys.shown();
        clock.advance(Duration.ofMinutes(16));
        KeySet later = keys.shown();
        // Then
        assertThat(now.keys()).extracting(PublicJwk::kid).containsExactlyInAnyOrder("0ld", keys.current().kid());
        assertThat(later.keys()).extracting(PublicJwk::kid).containsExactly(keys.current().kid());
    }

    @Test
    void aPrivateKeyIsSealedAndBoundToItsId() throws Exception {
        // Given
        byte[] sealed = seal.seal("a", "private".getBytes());
        // When / Then
        assertThat(new String(sealed)).doesNotContain("private");
        assertThat(seal.open("a", sealed)).isEqualTo("private".getBytes());
        assertThatThrownBy(() -> seal.open("b", sealed)).isInstanceOf(AEADBadTagException.class);
        sealed[20] ^= 1;
        assertThatThrownBy(() -> seal.open("a", sealed)).isInstanceOf(AEADBadTagException.class);
    }
}
