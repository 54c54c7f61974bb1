package io.mudanza.bundle.media;

import io.mudanza.bundle.BundleException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.Locale;

/**
 * The name of a media file: a relative path, {@code /}-separated, UTF-8, that cannot lead out of the store on any
 * system.
 */
public final class MediaKey {

    /** Folder inside a store that is Mudanza's own and never part of the media. */
    public static final String OWN_FOLDER = ".mudanza";

    private static final int LONGEST = 1024;
    private static final int LONGEST_COMPONENT = 255;

    /** The order of lists and indexes: component by component, so that a folder's files stay together. */
    public static final Comparator<String> ORDER = MediaKey::compare;

    private MediaKey() {}

    /**
     * Returns the key when it is safe.
     *
     * @throws BundleException MEDIA_NAME_UNSAFE
     */
    public static String check(String key) throws BundleException {
        String reason = unsafe(key);
        if (reason != null) {
            throw new BundleException(
                    BundleException.Code.MEDIA_NAME_UNSAFE,
                    "The media name \"" + printable(key) + "\" " + reason + ". Rename the file at the source.");
        }
        return key;
    }

    /** Why a key is not safe; null when it is. */
    public static String unsafe(String key) {
        if (key == null || key.isEmpty()) {
            return "is empty";
        }
        if (key.startsWith("/") || key.length() > 1 && key.charAt(1) == ':' && isLetter(key.charAt(0))) {
            return "is an absolute path";
        }
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (Character.isISOControl(c)) {
                return "holds a control character";
            }
            if (c == '\\') {
                return "holds a backslash";
            }
            boolean pair = Character.isHighSurrogate(c) && i + 1 < key.length()
                    && Character.isLowSurrogate(key.charAt(i + 1));
            if (Character.isSurrogate(c) && !pair || c == '\uFFFD') {
                return "is not valid UTF-8";
            }
            i += pair ? 1 : 0;
        }
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            return "is longer than " + LONGEST + " bytes";
        }
        return unsafeComponent(key);
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static String unsafeComponent(String key) {
        for (String component : key.split("/", -1)) {
            if (component.isEmpty() || component.equals(".") || component.equals("..")) {
                return "has the component \"" + component + "\"";
            }
            if (component.getBytes(StandardCharsets.UTF_8).length > LONGEST_COMPONENT) {
                return "has a component longer than " + LONGEST_COMPONENT + " bytes";
            }
        }
        String first = key.split("/", 2)[0];
        return first.equals(OWN_FOLDER) ? "lies in the folder " + OWN_FOLDER + ", which is Mudanza's own" : null;
    }

    /** The form in which two names that some file system takes for the same are equal (NFC, lower case). */
    public static String folded(String key) {
        return Normalizer.normalize(key, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /**
     * The path of a key under a folder; no component of it is a symbolic link.
     *
     * @throws BundleException MEDIA_NAME_UNSAFE
     */
    public static Path resolve(Path folder, String key) throws BundleException {
        Path whole = place(folder, key);
        Path path = folder;
        for (Path component : folder.relativize(whole)) {
            path = path.resolve(component);
            if (Files.isSymbolicLink(path)) {
                throw new BundleException(
                        BundleException.Code.MEDIA_NAME_UNSAFE,
                        "The media name \"" + printable(key) + "\" leads over a symbolic link, which is never followed.");
            }
        }
        return whole;
    }

    /**
     * The path of a key under a folder, of whose components nothing is known.
     *
     * @throws BundleException MEDIA_NAME_UNSAFE
     */
    static Path place(Path folder, String key) throws BundleException {
        check(key);
        try {
            return folder.resolve(key);
        } catch (InvalidPathException e) {
            throw new BundleException(
                    BundleException.Code.MEDIA_NAME_UNSAFE,
                    "The media name \"" + printable(key) + "\" cannot be written by this process (file names are in "
                            + System.getProperty("sun.jnu.encoding") + "). Start it with LC_ALL=C.UTF-8.",
                    e);
        }
    }

    /** Creates the folders above a path, refusing those that are something else. */
    static void createParents(Path folder, Path path) throws IOException {
        Path parent = path.getParent();
        if (parent.equals(folder) || Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        createParents(folder, parent);
        try {
            Files.createDirectory(parent);
        } catch (java.nio.file.FileAlreadyExistsException e) {
            if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
        }
    }

    private static int compare(String one, String other) {
        String[] a = one.split("/");
        String[] b = other.split("/");
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            int order = a[i].compareTo(b[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length, b.length);
    }

    private static String printable(String key) {
        return key == null ? "" : key.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }
}
