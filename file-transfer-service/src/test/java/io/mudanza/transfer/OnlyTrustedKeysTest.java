package io.mudanza.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.sign.Signature;
import io.mudanza.contracts.event.StepFailed;
import io.mudanza.contracts.step.StepKind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = OnlyTrustedNode.class, restrictToAnnotatedClass = true)
class OnlyTrustedKeysTest extends TransferTestBase {

    @ConfigProperty(name = "mudanza.trusted-peers")
    Optional<Path> trusted;

    @Test
    @DisplayName("B32 a bundle by a key that the operator has not written down is refused where that is wanted")
    void b32UnknownKey() throws Exception {
        TestBundle bundle = new TestBundle(temp.resolve("source"), false);
        bundle.rows(0, 1000);
        FeedLine.Completed end = bundle.complete();
        peer.serving(bundle);
        connect();
        StepFailed failed = run(StepKind.FETCH).failed();
        assertThat(failed.code()).isEqualTo("bundle_signature_wrong");
        assertThat(failed.detail()).contains("mudanza.only-trusted-keys");
        // When the operator writes it down
        Files.writeString(trusted.orElseThrow(), peer.url().replace("http://", "") + " = "
                + BundleJson.read(end.signature(), Signature.class).publicKey() + "\n");
        // Then
        assertThat(run(StepKind.FETCH).completed()).isNotNull();
    }
}
