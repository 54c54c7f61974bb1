package io.mudanza.bundle.tar;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.bundle.BundleException.Code;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.sign.NodeKey;
import io.mudanza.bundle.sign.Signature;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.part.Part;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows 31 to 33 and 36 of the attack table: manifest and signature. Nothing is encrypted yet, so 34 and 35 have no object. */
class ManifestAttackTest extends AttackTestBase {

    @Test
    @DisplayName("B31 a part that is missing, added, swapped or from another bundle is refused")
    void b31Parts() throws Exception {
        for (int i = 0; i < members.size(); i++) {
            List<HostileTar.Member> without = new ArrayList<>(members);
            without.remove(i);
            assertRefused(tar(without));
            List<HostileTar.Member> more = new ArrayList<>(members);
            more.add(i, HostileTar.file("data/t0001/00001.copy.zst", members.get(1).body(), epoch));
            assertRefused(tar(more));
            List<HostileTar.Member> swapped = new ArrayList<>(members);
            Collections.swap(swapped, i, (i + 1) % members.size());
            assertRefused(tar(swapped));
        }
        List<HostileTar.Member> exchanged = new ArrayList<>(members);
        exchanged.set(0, HostileTar.file(manifest.parts().get(0).name(), members.get(1).body(), epoch));
        assertRefused(tar(exchanged));
        // The same part of another bundle of the same platform: same name, same length, other bytes.
        byte[] other = members.get(2).body().clone();
        other[other.length - 1] ^= 1;
        exchanged = new ArrayList<>(members);
        exchanged.set(2, HostileTar.file(manifest.parts().get(2).name(), other, epoch));
        assertRefused(tar(exchanged), Code.BUNDLE_PART_CORRUPT);
    }

    @Test
    @DisplayName("B31 the head and the footer of another bundle are refused")
    void b31OtherHead() throws Exception {
        DirectoryPartStore store = new DirectoryPartStore(folder.resolve("other"));
        var foreign = SampleBundle.write(store);
        assertRefused(HostileTar.bundle(BundleJson.write(foreign.head()), members, manifestJson,
                HostileTar.signature(manifestJson), manifest.head().bundleId(), epoch), Code.BUNDLE_INVALID);
        assertRefused(HostileTar.bundle(head, members, manifestJson, HostileTar.signature(manifestJson),
                foreign.head().bundleId(), epoch), Code.BUNDLE_INVALID);
        assertThat(foreign.parts().stream().map(Part::name)).hasSize(3);
    }

    @Test
    @DisplayName("B32 an edited manifest, a missing signature and one by another key are refused")
    void b32Signature() throws Exception {
        String edited = manifestJson.replace("\"rows\":1", "\"rows\":2");
        assertThat(edited).isNotEqualTo(manifestJson);
        assertRefused(signed(edited, HostileTar.signature(manifestJson)), Code.BUNDLE_SIGNATURE_WRONG);
        assertRefused(signed(manifestJson, HostileTar.signature(manifestJson + " ")), Code.BUNDLE_SIGNATURE_WRONG);
        for (String none : new String[] {"", "{}", "null", "[]", "{\"key_id\":\"\"}"}) {
            assertRefused(signed(manifestJson, none));
        }
        Signature one = NodeKey.generate().sign(HostileTar.utf8(manifestJson));
        Signature two = NodeKey.generate().sign(HostileTar.utf8(manifestJson));
        assertRefused(signed(manifestJson,
                BundleJson.write(new Signature(one.keyId(), one.publicKey(), two.signature()))),
                Code.BUNDLE_SIGNATURE_WRONG);
        assertRefused(signed(manifestJson,
                BundleJson.write(new Signature(one.keyId(), two.publicKey(), two.signature()))),
                Code.BUNDLE_SIGNATURE_WRONG);
    }

    @Test
    @DisplayName("B33 there is no other algorithm to fall back to")
    void b33Algorithms() throws Exception {
        String signature = HostileTar.signature(manifestJson);
        for (String alg : new String[] {"none", "HS256", "rsa", "ed25519"}) {
            assertRefused(signed(manifestJson, signature.replaceFirst("\\{", "{\"alg\":\"" + alg + "\",")));
        }
        Signature good = BundleJson.read(signature, Signature.class);
        String ec = java.util.Base64.getEncoder().encodeToString(
                java.security.KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic().getEncoded());
        assertRefused(signed(manifestJson, BundleJson.write(new Signature(good.keyId(), ec, good.signature()))),
                Code.BUNDLE_SIGNATURE_WRONG);
    }

    @ParameterizedTest
    @DisplayName("B33 doubled keys, trailing text, depth and numbers that are no numbers are refused")
    @ValueSource(strings = {"double", "trailing", "depth", "unknownDepth", "huge", "fraction", "nan", "comment", "bom"})
    void b33Json(String what) throws Exception {
        String odd = switch (what) {
            case "double" -> manifestJson.replaceFirst("\"parts\":", "\"parts\":[],\"parts\":");
            case "trailing" -> manifestJson + "{}";
            case "depth" -> manifestJson.replaceFirst("\"parts\":\\[", "\"parts\":[" + "[".repeat(50_000));
            case "unknownDepth" -> manifestJson.substring(0, manifestJson.length() - 1) + ",\"more\":"
                    + "[".repeat(50_000) + "]".repeat(50_000) + "}";
            case "huge" -> manifestJson.replaceFirst("\"rows\":1", "\"rows\":" + "9".repeat(100_000));
            case "fraction" -> manifestJson.replaceFirst("\"rows\":1", "\"rows\":1e99999");
            case "nan" -> manifestJson.replaceFirst("\"rows\":1", "\"rows\":NaN");
            case "comment" -> manifestJson.replaceFirst("\"parts\":", "/* x */\"parts\":");
            case "bom" -> "\uFEFF" + manifestJson;
            default -> throw new IllegalStateException(what);
        };
        assertThat(odd).isNotEqualTo(manifestJson);
        assertRefused(withManifest(odd), Code.BUNDLE_INVALID);
    }

    @Test
    @DisplayName("B33 a manifest of 1 GB is refused before it is read")
    void b33Giant() throws Exception {
        Path file = folder.resolve("giant");
        byte[] tail = java.util.Arrays.copyOfRange(good, good.length - 1024 - 1024, good.length);
        String text = new String(tail, 512, 512, java.nio.charset.StandardCharsets.ISO_8859_1)
                .replaceFirst("manifest_offset=\\d+", "manifest_offset=512").replaceFirst("manifest_length=\\d+", "manifest_length=999999999");
        HostileTar.put(tail, 512, text.substring(0, 512 - 10));
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(java.util.Arrays.copyOf(good, 512));
            out.setLength((1L << 30) + 512);
            out.seek(out.length());
            out.write(tail);
        }
        assertThat(refusal(file)).isNotNull();
        Files.delete(file);
    }

    @Test
    @DisplayName("B36 a later minor version is read, another major version and an unknown need are refused by name")
    void b36Versions() throws Exception {
        assertThat(refusal(rewritten("\"format_minor\":0", "\"format_minor\":7,\"something_new\":{\"a\":[1]}"))).isNull();
        assertRefused(rewritten("\"format_major\":1", "\"format_major\":2"), Code.BUNDLE_VERSION_UNKNOWN);
        assertRefused(rewritten("\"format_major\":1", "\"format_major\":0"), Code.BUNDLE_VERSION_UNKNOWN);
        byte[] needs = rewritten("\"requires\":[]", "\"requires\":[\"encryption\"]");
        assertRefused(needs, Code.BUNDLE_VERSION_UNKNOWN);
        assertThat(refusal(needs).getMessage()).contains("encryption", "newer");
    }

    /** The good bundle with a change in head and manifest alike. */
    private byte[] rewritten(String from, String to) {
        assertThat(head).contains(from);
        String json = manifestJson.replace(from, to);
        return HostileTar.bundle(head.replace(from, to), members, json, HostileTar.signature(json),
                manifest.head().bundleId(), epoch);
    }

    private byte[] signed(String json, String signature) {
        return HostileTar.bundle(head, members, json, signature, manifest.head().bundleId(), epoch);
    }
}
