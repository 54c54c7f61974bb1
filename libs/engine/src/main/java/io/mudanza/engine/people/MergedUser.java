package io.mudanza.engine.people;

import java.util.List;

/**
 * What was done about one user.
 *
 * @param email    masked e-mail address, fit for a certificate
 * @param fate     what became of the user
 * @param liveId   id on the live platform, as text; null when the user was not on it
 * @param id       id in the restored state, as text
 * @param survivor whether the merge had to keep this user
 * @param changes  sentences: what is not as it was live or in the backup; never a value of a secret column
 */
public record MergedUser(String email, Fate fate, String liveId, String id, boolean survivor, List<String> changes) {

    public MergedUser {
        changes = changes == null ? List.of() : List.copyOf(changes);
    }
}
