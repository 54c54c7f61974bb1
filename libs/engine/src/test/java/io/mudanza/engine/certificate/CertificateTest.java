package io.mudanza.engine.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mudanza.bundle.manifest.NotCarried;
import io.mudanza.bundle.sign.NodeKey;
import io.mudanza.engine.verify.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateTest {

    private static final String DIGEST = "ab".repeat(32);
    private final NodeKey key = NodeKey.generate();
    private final CertificateIssuer issuer = new CertificateIssuer(key);

    @Test
    void holdsAfterBeingWrittenAgainByAnotherTool() throws Exception {
        // Given
        String json = issuer.issue(certificate(Verdict.EQUAL, 7, DIGEST, List.of())).json();
        ObjectMapper other = new ObjectMapper();

        // When
        String compact = other.writeValueAsString(other.readTree(json));
        CertificateCheck check = CertificateVerifier.ofKey(key.publicKey()).check(compact);

        // Then
        assertThat(check.problems()).isEmpty();
        assertThat(check.signatureValid()).isTrue();
        assertThat(check.keyTrusted()).isTrue();
        assertThat(check.certificate().verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(check.certificate().tables().getFirst().table()).isEqualTo("public.\"Señal 🎫\"\n\\");
    }

    @Test
    void noticesEveryAlteredValue() {
        // Given
        String json = issuer.issue(certificate(Verdict.EQUAL, 7, DIGEST, List.of())).json();

        // When
        var altered = List.of(
                json.replace("\"rows_expected\" : 7", "\"rows_expected\" : 8"),
                json.replace("pull", "push"),
                json.replace("\"verdict\" : \"EQUAL\"", "\"verdict\" : \"NOT_VERIFIED\""),
                json.replace("\"node\" : \"a\"", "\"node\" : \"a\", \"extra\" : 1"),
                json.replace("\"node\" : \"a\"", "\"node\" : \"a\", \"node\" : \"b\""),
                json.replace("\"key_id\" : \"", "\"key_id\" : \"0"));

        // Then
        assertThat(altered).doesNotContain(json).allSatisfy(text -> {
            CertificateCheck check = CertificateVerifier.ofAnyKey().check(text);
            assertThat(check.holds()).isFalse();
            assertThat(check.signatureValid()).isFalse();
        });
    }

    @Test
    void refusesAnotherKeyThanThePinnedOne() {
        // Given
        String json = issuer.issue(certificate(Verdict.EQUAL, 7, DIGEST, List.of())).json();

        // When
        CertificateCheck check = CertificateVerifier.ofKey(NodeKey.generate().publicKey()).check(json);

        // Then
        assertThat(check.signatureValid()).isTrue();
        assertThat(check.keyTrusted()).isFalse();
        assertThat(check.problems()).containsExactly("Another key than the trusted one signed this certificate.");
    }

    @Test
    void neverSignsWhatContradictsItself() {
        // Given
        var better = certificate(Verdict.EQUAL, 7, DIGEST, List.of(new NotCarried("foreign table", "f.t", "no rows")));
        var wrongRows = certificate(Verdict.EQUAL, 6, DIGEST, List.of());
        var wrongDigest = certificate(Verdict.EQUAL, 7, null, List.of());

        // When // Then
        assertThatThrownBy(() -> issuer.issue(better)).hasMessageContaining("NOT_VERIFIED");
        assertThatThrownBy(() -> issuer.issue(wrongRows)).hasMessageContaining("figures differ");
        assertThatThrownBy(() -> issuer.issue(wrongDigest)).hasMessageContaining("figures differ");
        assertThat(better.withRuledVerdict().verdict()).isEqualTo(Verdict.NOT_VERIFIED);
        assertThat(CertificateVerifier.ofAnyKey().check(issuer.issue(better.withRuledVerdict()).json()).holds()).isTrue();
    }

    @Test
    void refusesWhatIsNoCertificate() {
        // Given
        var texts = List.of("", "null", "[]", "{}", "{\"certificate\":1}", "not json", "[".repeat(100_000),
                "{\"certificate\":{\"format\":\"mudanza-certificate/2\"},\"signature\":{}}");

        // When // Then
        assertThat(texts).allSatisfy(text -> assertThat(CertificateVerifier.ofAnyKey().check(text).holds()).isFalse());
    }

    private static Certificate certificate(Verdict verdict, long found, String digest, List<NotCarried> left) {
        var table = new CertifiedTable("public.\"Señal 🎫\"\n\\", 7, found, DIGEST, digest, Verdict.EQUAL, null, List.of());
        var sequence = new CertifiedSequence("public.s", "9223372036854775807 called", "9223372036854775807 called",
                Verdict.EQUAL);
        return new Certificate(
                Certificate.FORMAT, "0.1.0", "018f", "pull", "a", "https://b", "018e", DIGEST,
                new Certificate.Place("h", 5432, "tuki", "15.18"), new Certificate.Place("h", 5432, "tuki2", "15.18"),
                Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:09.5Z"), "full", verdict,
                List.of(table), List.of(sequence), List.of(new CertifiedRelation("public.t fk", 0, Verdict.EQUAL, null)),
                Verdict.EQUAL, List.of(), null,
                new CertifiedMedia(1, 1, 10, 10, DIGEST, DIGEST, Verdict.EQUAL, List.of(), List.of()),
                left, List.of(), List.of(), "018f");
    }
}
