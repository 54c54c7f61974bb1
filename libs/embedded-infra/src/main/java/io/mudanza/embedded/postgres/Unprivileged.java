package io.mudanza.embedded.postgres;

import io.mudanza.embedded.EmbeddedInfraException;
import io.mudanza.embedded.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. As root, this finds a way to run it as nobody special: in a user namespace
 * (files stay root's), else
 * as the user {@code postgres} (files become that user's).
 */
sealed interface Unprivileged {

    /** Goes before the command line. */
    List<String> prefix();

    /** Lets the server write to the folder. */
    void own(Path folder);

    static Unprivileged here() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new AsIs(List.of());
        }
        if (Programs.succeeds(List.of("unshare", "-U", "true"))) {
            return new AsIs(List.of("unshare", "-U"));
        }
        try {
            UserPrincipal user = Path.of("/").getFileSystem().getUserPrincipalLookupService()
                    .lookupPrincipalByName("postgres");
            List<String> setpriv = List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--");
            List<String> probe = new java.util.ArrayList<>(setpriv);
            probe.add("true");
            if (Programs.succeeds(probe)) {
                return new OtherUser(setpriv, user);
            }
        } catch (UserPrincipalNotFoundException e) {
            // Said below: without that user there is nobody to run it as.
        } catch (IOException e) {
            throw new UncheckedIOException("The users of this machine cannot be looked up", e);
        }
        throw new EmbeddedInfraException("PostgreSQL does not run as root, and here it cannot be given another user. "
                + "Run mudanza as an ordinary user, or install PostgreSQL so that the user postgres exists.");
    }

    record AsIs(List<String> prefix) implements Unprivileged {
        @Override
        public void own(Path folder) {
            // The files are this user's already.
        }
    }

    record OtherUser(List<String> prefix, UserPrincipal user) implements Unprivileged {
        @Override
        public void own(Path folder) {
            try {
                Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .setOwner(user);
                for (Path parent = folder.getParent(); parent.getParent() != null; parent = parent.getParent()) {
                    letThrough(parent);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Could not give " + folder + " to " + user.getName(), e);
            }
        }

        private void letThrough(Path parent) throws IOException {
            var permissions = Files.getPosixFilePermissions(parent);
            if (permissions.contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return;
            }
            String owner = Files.getOwner(parent).getName();
            if (!owner.equals("root") || parent.equals(Path.of(System.getProperty("user.home")))) {
                throw new EmbeddedInfraException("The user postgres, as whom PostgreSQL runs here, cannot enter "
                        + parent
                        + ". Choose a --data-dir that everybody can enter (mode o+x).");
            }
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(parent, permissions);
        }
    }
}
